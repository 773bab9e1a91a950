//! The passages that are compared: sentences, and the statements that they are made of.
//!
//! In: documents. Out: [`Passages`]. A statement is a clause, and of an enumeration that fills a clause each long item, so that a list
//! written with 、 in one document meets the same list written with ； in another. Statements hold tokens of the folded text (quotes,
//! width, blanks and kinds of numerals make no difference): a Han character, or a whole Latin word or number, so that two English
//! sentences are not alike by their letters. Titles and the notice's shell name the document and are left out.

use std::sync::Arc;

use crate::structure::{Document, Paragraph, ParagraphRole};
use crate::text::{ByteOffset, Span, clauses, fold, in_parallel, is_closing_mark, is_letter_or_figure, sentences};

/// The bit that tells a word or number from a character.
const WORD: u32 = 0x8000_0000;
/// The longest passage, in characters: more is a page.
pub const MAX_CHARS: usize = 250;
/// A longer sentence is a list of things and is cut between two statements, at so many characters.
const READABLE: usize = 160;
/// A clause without any mark is cut at so many characters.
const CUT_CHARS: usize = 120;
/// Items of an enumeration that are shorter, in characters, stay with the item before: 党建引领、社区治理 are no statements.
const MIN_ITEM: usize = 8;
/// Bytes of a Han character: a text has about so many fewer tokens.
const HAN_BYTES: usize = 3;
/// So much text in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;

/// A Han character, or a Latin word or number.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// The folded character; a hash with the highest bit set for a word or number.
    pub letter: u32,
    /// First byte in the document's text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Nothing that parts words stands between it and the token before.
    pub joined: bool,
}

impl Token {
    /// Whether it is a Han character, no Latin word or number.
    pub const fn is_letter(self) -> bool {
        self.letter & WORD == 0
    }
}

/// A clause, or a long item of an enumeration.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Index of its document.
    pub document: usize,
    /// Without the marks at its ends and the number of a heading.
    pub span: Span,
    /// Index into [`Passages::sentences`].
    pub sentence: usize,
    /// What it says.
    pub tokens: Vec<Token>,
}

/// A sentence (what ；separates counts as sentences), or a part of one that is too long to be read beside another.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Index of its document.
    pub document: usize,
    /// Without white space around it and the number of a heading.
    pub span: Span,
    /// Its statements: first index and one past the last.
    pub statements: (usize, usize),
    /// Innermost outline entry.
    pub section: Option<usize>,
    /// It is a heading, or a line of a table.
    pub is_label: bool,
}

/// Statements and sentences of all documents, by document and place.
#[derive(Debug, Default)]
pub struct Passages {
    /// All statements.
    pub statements: Vec<Statement>,
    /// All sentences.
    pub sentences: Vec<Sentence>,
    /// For each document its first sentence; and the number of all.
    starts: Vec<usize>,
}

impl Passages {
    /// The passages of the documents.
    pub fn new(documents: &[Arc<Document>]) -> Self {
        let parts = in_parallel(documents, |d| d.text.len(), LEAST_BYTES, |document| Part::of(document));
        let mut out = Self::default();
        for (document, part) in parts.into_iter().enumerate() {
            let (statement, sentence) = (out.statements.len(), out.sentences.len());
            out.starts.push(sentence);
            out.statements.extend(part.statements.into_iter().map(|s| Statement { document, sentence: s.sentence + sentence, ..s }));
            let moved = |(first, end): (usize, usize)| (first + statement, end + statement);
            out.sentences.extend(part.sentences.into_iter().map(|s| Sentence { document, statements: moved(s.statements), ..s }));
        }
        out.starts.push(out.sentences.len());
        out
    }

    /// The sentence that holds a byte of a document.
    pub fn sentence_at(&self, document: usize, at: ByteOffset) -> Option<usize> {
        let (first, end) = (*self.starts.get(document)?, *self.starts.get(document + 1)?);
        let before = self.sentences[first..end].partition_point(|s| s.span.start <= at);
        let found = first + before.checked_sub(1)?;
        (at < self.sentences[found].span.end).then_some(found)
    }

    /// The statement of a sentence that holds a byte, else the one before it.
    pub fn statement_at(&self, sentence: usize, at: ByteOffset) -> usize {
        let (first, end) = self.sentences[sentence].statements;
        let before = self.statements[first..end].partition_point(|s| s.span.start <= at);
        first + before.saturating_sub(1)
    }
}

/// What one document holds; indexes count from its own beginning.
#[derive(Default)]
struct Part {
    statements: Vec<Statement>,
    sentences: Vec<Sentence>,
}

impl Part {
    fn of(document: &Document) -> Self {
        let mut out = Self::default();
        for paragraph in &document.paragraphs {
            if !matches!(paragraph.role, ParagraphRole::Title | ParagraphRole::Shell) {
                out.add(document, paragraph);
            }
        }
        out
    }

    fn add(&mut self, document: &Document, paragraph: &Paragraph) {
        let text = paragraph.span.of(&document.text);
        let is_label = matches!(paragraph.role, ParagraphRole::Heading(_) | ParagraphRole::Row);
        for sentence in sentences(text) {
            let span = without_number(document, trimmed(&document.text, sentence.shifted(paragraph.span.start.0), char::is_whitespace));
            let first = self.statements.len();
            for clause in clauses(span.of(&document.text)) {
                for item in items(&document.text, clause.shifted(span.start.0)) {
                    self.add_statement(&document.text, item);
                }
            }
            self.add_sentences(document, span, first, is_label);
        }
    }

    /// The statements from `first` on are one sentence, or several where it is long.
    fn add_sentences(&mut self, document: &Document, whole: Span, first: usize, is_label: bool) {
        let (mut first, count) = (first, self.statements.len());
        let mut start = whole.start;
        while first < count {
            let mut end = first;
            let mut chars = 0;
            while end < count && (end == first || chars < READABLE) {
                let next = self.statements.get(end + 1).map_or(whole.end, |s| s.span.start);
                chars += Span { start: self.statements[end].span.start, end: next }.of(&document.text).chars().count();
                if end == first || chars <= READABLE {
                    end += 1;
                }
            }
            let stop = if end == count { whole.end } else { self.statements[end - 1].span.end };
            let span = Span { start, end: stop };
            for statement in &mut self.statements[first..end] {
                statement.sentence = self.sentences.len();
            }
            let section = document.section_at(span.start);
            self.sentences.push(Sentence { document: 0, span, statements: (first, end), section, is_label });
            first = end;
            start = self.statements.get(first).map_or(whole.end, |s| s.span.start);
        }
    }

    fn add_statement(&mut self, text: &str, item: Span) {
        let span = trimmed(text, item, |c| c.is_whitespace() || is_separator(c));
        let tokens = tokens(text, span);
        if !tokens.is_empty() {
            self.statements.push(Statement { document: 0, span, sentence: 0, tokens });
        }
    }
}

const fn is_separator(c: char) -> bool {
    matches!(c, '，' | ',' | '：' | ':' | '；' | ';' | '。' | '、' | '！' | '？' | '!' | '?' | '—')
}

/// The span without such characters at its ends.
fn trimmed(text: &str, span: Span, is_edge: impl Fn(char) -> bool) -> Span {
    let inside = span.of(text);
    let end = span.start.0 + inside.trim_end_matches(&is_edge).len();
    let start = span.start.0 + (inside.len() - inside.trim_start_matches(&is_edge).len());
    Span::new(start.min(end), end)
}

/// The span without the number of a heading (一、, 一是) at its beginning.
fn without_number(document: &Document, span: Span) -> Span {
    let at = document.sections.partition_point(|s| s.span.start < span.start);
    let number = document.sections.get(at).filter(|s| s.span.start == span.start).map(|s| s.number.as_str());
    match number {
        Some(number) if span.of(&document.text).starts_with(number) => {
            let rest = Span::new(span.start.0 + number.len(), span.end.0);
            trimmed(&document.text, rest, |c| c.is_whitespace() || c == '、')
        }
        _ => span,
    }
}

/// A clause cut at tabs, at 、 where both sides are long, and by force where it has no mark at all.
fn items(text: &str, clause: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let (mut start, mut length) = (clause.start.0, 0);
    let (mut last_length, mut quotation) = (0, Quotation::default());
    for (k, c) in clause.of(text).char_indices() {
        let at = clause.start.0 + k;
        quotation.read(c);
        let ends = c == '\t' || c == '、' && length >= MIN_ITEM && !quotation.is_open() || length >= CUT_CHARS;
        length += 1;
        if ends {
            out.push(Span::new(start, at + c.len_utf8()));
            (start, last_length, length) = (at + c.len_utf8(), length, 0);
        }
    }
    let end = clause.end.0;
    match out.last_mut() {
        // The short rest of an enumeration stays with its last item.
        Some(last) if length < MIN_ITEM && last_length < CUT_CHARS && !last.of(text).ends_with('\t') => last.end.0 = end,
        _ if start < end => out.push(Span::new(start, end)),
        _ => {}
    }
    out
}

/// Which marks of a quotation or a bracket are open: what they hold is one name.
#[derive(Default)]
struct Quotation {
    depth: usize,
    /// Between two straight marks, which open and close alike.
    straight: bool,
}

impl Quotation {
    fn read(&mut self, c: char) {
        match c {
            '"' => self.straight = !self.straight,
            '“' | '‘' | '「' | '《' | '（' | '(' => self.depth += 1,
            c if is_closing_mark(c) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    const fn is_open(&self) -> bool {
        self.depth > 0 || self.straight
    }
}

/// The tokens of a span.
fn tokens(text: &str, span: Span) -> Vec<Token> {
    let folded = fold(span.of(text));
    let mut out: Vec<Token> = Vec::with_capacity(folded.text.len() / HAN_BYTES + 1);
    let mut joined = false;
    let mut in_word = false;
    for (k, c) in folded.text.char_indices() {
        if !is_letter_or_figure(c) {
            (joined, in_word) = (false, false);
            continue;
        }
        let source = folded.source_span(k, k + c.len_utf8()).shifted(span.start.0);
        let offset = |at: ByteOffset| u32::try_from(at.0).unwrap_or(u32::MAX);
        let (start, end) = (offset(source.start), offset(source.end));
        let is_word = c.is_ascii_alphanumeric();
        match out.last_mut() {
            Some(last) if is_word && in_word => {
                last.letter = hashed(last.letter, c);
                last.end = end;
            }
            _ => {
                let letter = if is_word { hashed(0x811c_9dc5, c) } else { u32::from(c) };
                out.push(Token { letter, start, end, joined });
            }
        }
        (joined, in_word) = (true, is_word);
    }
    out
}

/// One step of a hash (FNV-1a); the highest bit keeps words apart from characters.
const fn hashed(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193) | WORD
}

#[cfg(test)]
mod tests {
    use super::{CUT_CHARS, items, tokens};
    use crate::text::Span;

    fn cut(clause: &str) -> Vec<&str> {
        items(clause, Span::new(0, clause.len())).into_iter().map(|item| item.of(clause)).collect()
    }

    #[test]
    fn long_items_are_statements_and_short_ones_stay_together() {
        assert_eq!(cut("开设一间文化课堂、修缮一批沿街立面、组建志愿队伍"), ["开设一间文化课堂、", "修缮一批沿街立面、组建志愿队伍"]);
        assert_eq!(cut("党建引领、社区治理、为民服务"), ["党建引领、社区治理、为民服务"]);
    }

    #[test]
    fn what_is_quoted_is_not_cut() {
        assert_eq!(cut("健全“不忘初心、牢记使命”长效机制"), ["健全“不忘初心、牢记使命”长效机制"]);
    }

    #[test]
    fn a_clause_without_marks_is_cut_by_force() {
        let clause = "字".repeat(CUT_CHARS * 3);
        assert!(cut(&clause).iter().all(|item| item.chars().count() <= CUT_CHARS + 8));
        assert_eq!(cut(&clause).concat(), clause);
    }

    #[test]
    fn a_word_or_number_is_one_token_and_marks_part_tokens() {
        let text = "建成2024年App、平台";
        let tokens = tokens(text, Span::new(0, text.len()));
        let written: Vec<&str> = tokens.iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
        assert_eq!(written, ["建", "成", "2024", "年", "App", "平", "台"]);
        assert_eq!(tokens.iter().map(|t| t.joined).collect::<Vec<_>>(), [false, true, true, true, true, false, true]);
        assert!(!tokens[2].is_letter() && tokens[3].is_letter());
    }
}
