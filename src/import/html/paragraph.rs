//! A paragraph on its way: texts with their styles, breaks, marks of notes and revisions in, paragraphs of the builder out.
//!
//! Blanks collapse as CSS says (CSS Text 3, 4.1). `<br>` is a break inside a paragraph by the standard, but the editors of government
//! sites put whole documents between breaks: two in a row, a break before two wide blanks, or breaks behind full stops end a paragraph.

use crate::import::{Builder, Place, Role, Style};

/// A piece of a paragraph.
#[derive(Debug)]
enum Piece {
    Text(String, Style, u32),
    Mark(u32),
    Deleted(String),
    Inserted,
}

/// What stands between two breaks.
type Line = Vec<Piece>;

/// A paragraph on its way.
#[derive(Debug, Default)]
pub struct Paragraph {
    lines: Vec<Line>,
    /// Number that the list counts, for the first line.
    pub number: Option<String>,
    /// Blanks that are written before the next character, and whether a line end was among them.
    gap: Option<bool>,
    run: u32,
}

/// So many of the lines between breaks end like paragraphs, of ten, for all to be such.
const FULL_STOPS_OF_TEN: usize = 7;

impl Paragraph {
    /// Adds a text. `keeps_newline_as_blank`: the page's writer ends lines only at blanks, so that a line end is one between Chinese
    /// characters too.
    pub fn text(&mut self, text: &str, style: Style, keeps_newline_as_blank: bool) {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            // Soft hyphens, zero-width blanks and byte-order marks show nothing.
            if matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}') {
                continue;
            }
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.gap = Some(self.gap == Some(true) || matches!(c, '\n' | '\r'));
                continue;
            }
            if let Some(has_newline) = self.gap.take()
                && let Some(before) = out.chars().next_back().or_else(|| self.last_char())
                && (keeps_newline_as_blank || !has_newline || !is_wide(before) || !is_wide(c))
            {
                out.push(' ');
            }
            out.push(if c == '\u{a0}' { ' ' } else { c });
        }
        if !out.is_empty() {
            let run = self.run;
            self.run += 1;
            self.line().push(Piece::Text(out, style, run));
        }
    }

    /// A break.
    pub fn line_break(&mut self) {
        self.gap = None;
        self.line();
        self.lines.push(Line::new());
    }

    /// The mark of a note.
    pub fn mark(&mut self, n: u32) {
        self.line().push(Piece::Mark(n));
    }

    /// Text that a revision took out.
    pub fn deleted(&mut self, text: String) {
        self.line().push(Piece::Deleted(text));
    }

    /// From here a revision put text in.
    pub fn inserted(&mut self) {
        self.line().push(Piece::Inserted);
    }

    /// Whether nothing that shows is in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.lines.iter().flatten().all(|p| match p {
            Piece::Text(text, ..) => text.trim().is_empty(),
            Piece::Mark(_) => false,
            Piece::Deleted(_) | Piece::Inserted => true,
        })
    }

    /// Its text, a line end for each break.
    #[must_use]
    pub fn plain(&self) -> String {
        self.lines.iter().map(plain).collect::<Vec<_>>().join("\n")
    }

    /// Writes it, as one paragraph or as those that its breaks make. `count` counts the paragraphs of the body. A heading stays whole.
    pub fn write(self, builder: &mut Builder, role: Role, count: &mut u32) {
        let mut number = self.number;
        for lines in paragraphs(self.lines, role) {
            let lines: Vec<Line> = lines.into_iter().map(trimmed).collect();
            if lines.iter().all(|line| plain(line).trim().is_empty() && !line.iter().any(|p| matches!(p, Piece::Mark(_)))) {
                // A revision may have taken all of it out.
                for piece in lines.into_iter().flatten() {
                    write_piece(builder, piece, *count);
                }
                continue;
            }
            if let Some(number) = number.take() {
                builder.number(&number);
            }
            for (k, line) in lines.into_iter().filter(|line| !line.is_empty()).enumerate() {
                if k > 0 {
                    builder.line_break();
                }
                for piece in line {
                    write_piece(builder, piece, *count);
                }
            }
            builder.end_paragraph(role);
            *count += 1;
        }
    }

    fn line(&mut self) -> &mut Line {
        if self.lines.is_empty() {
            self.lines.push(Line::new());
        }
        let last = self.lines.len() - 1;
        &mut self.lines[last]
    }

    fn last_char(&self) -> Option<char> {
        self.lines.last()?.iter().rev().find_map(|p| match p {
            Piece::Text(text, ..) => text.chars().next_back(),
            Piece::Mark(_) => Some(']'),
            Piece::Deleted(_) | Piece::Inserted => None,
        })
    }
}

fn write_piece(builder: &mut Builder, piece: Piece, paragraph: u32) {
    match piece {
        Piece::Text(text, style, run) => builder.run(&text, style, Some(Place::Run { paragraph, run })),
        Piece::Mark(n) => builder.footnote_mark(n),
        Piece::Deleted(text) => builder.deleted(&text),
        Piece::Inserted => builder.inserted(),
    }
}

fn plain(line: &Line) -> String {
    line.iter().map(|p| if let Piece::Text(text, ..) = p { text.as_str() } else { "" }).collect()
}

/// Without blanks at both ends: indents, and what the page's source has around its tags.
fn trimmed(mut line: Line) -> Line {
    while let Some(Piece::Text(text, ..)) = line.first_mut() {
        *text = text.trim_start().to_owned();
        if !text.is_empty() {
            break;
        }
        line.remove(0);
    }
    while let Some(Piece::Text(text, ..)) = line.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            break;
        }
        line.pop();
    }
    line
}

/// The paragraphs that breaks make.
fn paragraphs(lines: Vec<Line>, role: Role) -> Vec<Vec<Line>> {
    if role != Role::Body || lines.len() == 1 {
        return vec![lines];
    }
    let texts: Vec<String> = lines.iter().map(plain).collect();
    let filled: Vec<&str> = texts.iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect();
    let stops = filled.iter().filter(|t| is_whole(t)).count();
    let are_all = filled.len() >= 3 && stops * 10 >= filled.len() * FULL_STOPS_OF_TEN;
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut is_new = true;
    for (line, text) in lines.into_iter().zip(&texts) {
        let is_empty = text.trim().is_empty() && line.is_empty();
        match out.last_mut() {
            Some(last) if !is_new && !are_all && !is_indented(text) && !is_empty => last.push(line),
            _ => out.push(vec![line]),
        }
        is_new = is_empty || text.trim().is_empty();
    }
    out
}

/// Whether a line ends as a paragraph ends, or is a numbered heading.
fn is_whole(line: &str) -> bool {
    let is_numbered = || {
        let head: String = line.chars().take(6).collect();
        line.chars().count() <= 40 && (head.contains('、') || head.contains('）') || head.contains('．') || head.contains('.'))
    };
    line.ends_with(['。', '；', '：', '！', '？', ';', ':', '!', '?', '.']) || line.ends_with(['”', '）', '〕']) || is_numbered()
}

/// Two blanks as wide as a character, or as many narrow ones, begin a paragraph.
fn is_indented(text: &str) -> bool {
    let mut width = 0;
    for c in text.chars() {
        match c {
            '\u{3000}' | '\u{2003}' => width += 2,
            ' ' | '\u{2002}' => width += 1,
            _ => break,
        }
    }
    width >= 4
}

/// Characters between which a line end in the source is no blank: Han, their punctuation, full-width forms.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{20000}'..='\u{3ffff}' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\u{2014}' | '\u{2026}')
}
