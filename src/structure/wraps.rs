//! Which lines go together: hard-wrapped lines joined to paragraphs, paragraphs kept apart.
//!
//! In: the lines that are text (no furniture, no notes). Out: for each line whether it opens a paragraph. A line break in these texts may
//! be a paragraph's end, a wrap at the page's width, or a page's end in the middle of a sentence; empty lines may mean a paragraph, or
//! stand after every single line. So the evidence is weighed per document: how wide wrapped lines are, whether empty lines
//! and trailing blanks tell anything, how the line before ends and the next one begins.

use super::lines::Line;
use super::markers::{Marker, MarkerStyle, marker};
use super::{shell, titles};
use crate::text::is_closing_mark;

/// A line at least so wide that stops in the middle of a sentence was cut, not ended: 20 Han characters.
const LONG_COLUMNS: usize = 40;
/// Lines wider than this are whole paragraphs, not wrapped ones.
const MAX_WRAP_COLUMNS: usize = 130;
/// Wrapped lines differ in width by so much: a mark that may not begin a line, a narrow quotation mark.
const WRAP_SLACK: usize = 6;
/// So many paragraphs that stop in the middle of a sentence at one width are no paragraphs.
const MIN_CUT_LINES: usize = 8;
/// Title and subtitle stand among so many first lines.
const HEAD_LINES: usize = 15;
/// A heading is at most so long, in characters.
pub const MAX_HEADING_CHARS: usize = 60;

/// A line of text with its neighbourhood, as the decision needs it.
pub struct TextLine<'a> {
    /// The line.
    pub line: &'a Line,
    /// Its text.
    pub text: &'a str,
    /// Whether something was taken out between the line before and this one (a page's foot).
    pub after_page_break: bool,
    /// Whether its form says that it is a paragraph of its own: a marked heading, an item, a table's row.
    pub stands_apart: bool,
}

/// What the whole document says about its line breaks.
#[derive(Debug, Default)]
struct Habits {
    /// The width at which lines are wrapped, where they are.
    wrap: Option<usize>,
    /// Whether an empty line parts paragraphs (and does not stand after every line).
    blank_lines_tell: bool,
    /// Whether hardly any wrapped line has an empty line after it.
    blank_lines_decide: bool,
    /// Whether blanks at a line's end mark a paragraph's end.
    trailing_blanks_tell: bool,
    /// Whether paragraphs begin with blanks.
    indents_tell: bool,
}

/// For each line whether it opens a paragraph.
pub fn paragraph_starts(lines: &[TextLine]) -> Vec<bool> {
    let habits = habits(lines);
    let body_from = lines.iter().position(|l| l.line.width > LONG_COLUMNS).unwrap_or(lines.len());
    let mut out: Vec<bool> = Vec::with_capacity(lines.len());
    for k in 0..lines.len() {
        let starts = match k.checked_sub(1) {
            None => true,
            Some(p) if k < HEAD_LINES && out[p] && is_title(&lines[p], &lines[k], &habits) => true,
            Some(p) => parts(&lines[p], &lines[k], k <= body_from, &habits),
        };
        out.push(starts);
    }
    out
}

/// Whether paragraphs of a format that has them are wrapped lines all the same: text pasted from a PDF or a web page, each line a paragraph.
pub fn is_hard_wrapped(lines: &[TextLine]) -> bool {
    let Some(wrap) = habits(lines).wrap else { return false };
    let cut = lines.windows(2).filter(|w| mid_sentence(w[0].text) && w[0].line.width.abs_diff(wrap) <= WRAP_SLACK).count();
    cut >= MIN_CUT_LINES && cut * 3 >= lines.len()
}

/// A whole line in a document's head that names its kind, or a line under the title that a dash opens.
fn is_title(line: &TextLine, next: &TextLine, habits: &Habits) -> bool {
    let chars = line.text.chars().count();
    let bare = chars <= MAX_HEADING_CHARS && !line.text.contains(['，', '。', '；', '：', ',']);
    // A wrapped first line may end in such a word by chance; then the next one goes on without blanks before it.
    let parted = next.line.blank_lines_before > 0 || next.line.indent >= 2 || line.line.indent >= 6;
    let full = habits.wrap.is_some_and(|wrap| line.line.width + WRAP_SLACK >= wrap);
    let bracketed = line.text.starts_with(['（', '(']) && line.text.ends_with(['）', ')']) && marker(line.text).is_none();
    let dashed = line.text.starts_with("——") && (parted || !full);
    bare && (dashed || bracketed || titles::names_kind(line.text) && (parted || !full))
}

fn habits(lines: &[TextLine]) -> Habits {
    let pairs = || lines.windows(2).filter(|w| mid_sentence(w[0].text) && !opens_heading(w[1].text));
    let mut widths: Vec<usize> = pairs()
        .filter(|w| !w[1].after_page_break)
        .map(|w| w[0].line.width)
        .filter(|w| (LONG_COLUMNS..=MAX_WRAP_COLUMNS).contains(w))
        .collect();
    widths.sort_unstable();
    let wrap = widths.get(widths.len() / 2).copied().filter(|median| {
        let near = widths.iter().filter(|w| w.abs_diff(*median) <= WRAP_SLACK).count();
        widths.len() >= 3 && near * 10 >= widths.len() * 6
    });
    let wrapped = pairs().filter(|w| w[0].line.width >= LONG_COLUMNS && !w[1].after_page_break);
    let (all, blank) = wrapped.fold((0, 0), |(all, blank), w| (all + 1, blank + usize::from(w[1].line.blank_lines_before > 0)));
    let trailing = lines.iter().filter(|l| l.line.trailing_blank).count();
    let ends = lines.iter().filter(|l| l.line.trailing_blank && !mid_sentence(l.text)).count();
    let indented = lines.iter().filter(|l| l.line.indent >= 2).count();
    Habits {
        wrap,
        blank_lines_tell: blank * 2 <= all,
        blank_lines_decide: all >= 5 && blank * 5 <= all,
        trailing_blanks_tell: trailing >= 3 && trailing * 10 <= lines.len() * 4 && ends * 10 >= trailing * 8,
        indents_tell: indented >= 3 && indented * 10 <= lines.len() * 7,
    }
}

/// Whether `next` opens a paragraph of its own.
fn parts(prev: &TextLine, next: &TextLine, in_head: bool, habits: &Habits) -> bool {
    if prev.stands_apart || next.stands_apart {
        return true;
    }
    let mark = marker(next.text);
    let open = mid_sentence(prev.text);
    let full = habits.wrap.is_some_and(|wrap| prev.line.width + WRAP_SLACK >= wrap);
    if let Some(mark) = mark {
        let parted = habits.blank_lines_tell && next.line.blank_lines_before > 0;
        let goes_on = full && is_low(mark) && !parted;
        let continues = goes_on && (habits.indents_tell && next.line.indent < 2 || mark.value > 1 && prev.text.ends_with(['；', ';']));
        if opens(mark, next.text, open) && !continues {
            return true;
        }
    }
    if shell::is_shell_line(next.text) || shell::is_shell_line(prev.text) {
        return true;
    }
    if open { parts_open(prev, next, in_head, full, habits) } else { parts_closed(prev, next, full, habits) }
}

/// The line before stops in the middle of a sentence.
fn parts_open(prev: &TextLine, next: &TextLine, in_head: bool, full: bool, habits: &Habits) -> bool {
    if prev.text.ends_with(['，', ',', '、', '（', '(', '“', '《', '—', '；', ';']) {
        return false;
    }
    if habits.blank_lines_decide && next.line.blank_lines_before > 0 && !next.after_page_break {
        return true;
    }
    if heading_like(prev.text) && !(full && next.line.blank_lines_before == 0 && !marker_line_ends(prev)) {
        return true;
    }
    if full || (prev.line.width >= LONG_COLUMNS && !in_head) || (next.after_page_break && prev.line.width >= LONG_COLUMNS) {
        return false;
    }
    // A short line without a full stop: a wrapped line's narrow sister, a list's item, or a heading without a marker.
    let narrow = habits.wrap.is_some_and(|wrap| prev.line.width * 10 >= wrap * 6);
    let parted = habits.blank_lines_tell && next.line.blank_lines_before > 0;
    in_head || parted || !narrow
}

/// The line before ends a sentence.
fn parts_closed(prev: &TextLine, next: &TextLine, full: bool, habits: &Habits) -> bool {
    if !full {
        return true;
    }
    if habits.blank_lines_tell && next.line.blank_lines_before > 0 && !next.after_page_break {
        return true;
    }
    if habits.trailing_blanks_tell && prev.line.trailing_blank {
        return true;
    }
    if habits.indents_tell {
        return next.line.indent >= 2;
    }
    heading_like(prev.text)
}

/// Whether the text stops in the middle of a sentence (closing quotation marks looked through).
pub fn mid_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(is_closing_mark).trim_end_matches('"');
    let bare = if bare.is_empty() { text } else { bare };
    // A Latin full stop after a Latin word.
    let latin = bare.strip_suffix('.').is_some_and(|word| word.ends_with(|c: char| c.is_ascii_alphabetic()));
    !latin && !bare.ends_with(['。', '！', '？', '!', '?', '：', ':', '；', ';', '…'])
}

/// Whether a marker stands as often inside a paragraph as at its start.
const fn is_low(mark: Marker) -> bool {
    matches!(mark.style, MarkerStyle::Ordinal | MarkerStyle::Circled | MarkerStyle::DigitParen)
}

fn opens_heading(text: &str) -> bool {
    marker(text).is_some()
}

/// Whether a line with this marker opens a paragraph. Inside an open sentence `1.` or `一是` may be part of it.
fn opens(mark: Marker, text: &str, open: bool) -> bool {
    match mark.style {
        MarkerStyle::Han | MarkerStyle::HanParen | MarkerStyle::Part | MarkerStyle::Chapter => !text[mark.len..].is_empty(),
        _ => !open,
    }
}

/// A whole line that looks like a heading: a marker of a high level, short, no sentence inside.
fn heading_like(text: &str) -> bool {
    let Some(mark) = marker(text) else { return false };
    let high = !matches!(mark.style, MarkerStyle::Ordinal | MarkerStyle::Article);
    let rest = text[mark.len..].trim_end_matches('。');
    high && rest.chars().count() <= MAX_HEADING_CHARS && !rest.contains(['。', '；', '！'])
}

/// Whether a heading that fills its line ends there all the same.
fn marker_line_ends(prev: &TextLine) -> bool {
    prev.text.ends_with('。') || prev.text.chars().count() <= 16
}
