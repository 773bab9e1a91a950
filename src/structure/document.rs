//! [`Document`]: one read document, as every later stage and every view sees it.

use std::sync::Arc;

use super::metadata::Metadata;
use crate::import::Imported;
use crate::text::{ByteOffset, CharSpan, LineIndex, OffsetMap, Span};

/// One document: its cleaned text and what was understood of its form.
///
/// All spans count bytes of `text` unless a field says that it counts in the imported text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The file that it comes from.
    pub source: Arc<Imported>,
    /// 1, 2 … where one file gives several documents.
    pub part: Option<u32>,
    /// Cleaned text, one paragraph a line, each with its line end; footnotes at its end as lines `[^n]: …`.
    pub text: String,
    /// Character offsets of `text`.
    pub index: LineIndex,
    /// From `text` back to the imported text.
    pub map: OffsetMap,
    /// Every difference between the imported text and `text`, in the order of `text`.
    pub repairs: Vec<Repair>,
    /// The paragraphs, in order; one per line of `text`.
    pub paragraphs: Vec<Paragraph>,
    /// Titles, headings, run-ins and the notice's shell, in order; a tree by `parent`.
    pub sections: Vec<Section>,
    /// Footnotes, in the order of their marks.
    pub footnotes: Vec<Footnote>,
    /// Tables, in order; their rows are paragraphs of the role [`ParagraphRole::Row`].
    pub tables: Vec<Table>,
    /// Title, street, year, kind and the rest.
    pub meta: Metadata,
    /// What a careful reader would query, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// One change between the imported text and the cleaned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// One-based, unique in the document.
    pub id: u32,
    /// Repairs of one group stand or fall together.
    pub group: u32,
    /// Where `after` stands in the cleaned text (empty where something was only removed).
    pub span: Span,
    /// What kind of change.
    pub kind: RepairKind,
    /// What stood in the imported text.
    pub before: String,
    /// What stands in the cleaned text.
    pub after: String,
    /// What was replaced, in the imported text.
    pub source: Span,
}

/// Kinds of repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    /// A line that was wrapped by force is joined to the one before.
    LineJoined,
    /// Empty lines or a doubled line end between two paragraphs.
    BlankLines,
    /// White space at the edge of a line, or inside Chinese text.
    BlanksRemoved,
    /// The last paragraph got the line end that every other has.
    LineEnd,
    /// A heading stuck to its paragraph got a line of its own.
    HeadingSplit,
    /// A page number.
    PageNumber,
    /// A running head or foot.
    RunningHead,
    /// A page of contents: the headings over again.
    Contents,
    /// What a web page puts around a document: its path, source, links.
    WebPage,
    /// A bookmark that a converter left.
    Bookmark,
    /// Markdown's marks.
    Markdown,
    /// Scraps of a formula or of markup.
    Scrap,
    /// A control character or one without width.
    Control,
    /// A footnote's mark put as `[^n]`.
    FootnoteMark,
    /// A footnote's text moved to the end.
    FootnoteMoved,
    /// Lines that belong to another document in the same file.
    OtherPart,
}

impl RepairKind {
    /// The kind's stable name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::LineJoined => "line-joined",
            Self::BlankLines => "blank-lines",
            Self::BlanksRemoved => "blanks-removed",
            Self::LineEnd => "line-end",
            Self::HeadingSplit => "heading-split",
            Self::PageNumber => "page-number",
            Self::RunningHead => "running-head",
            Self::Contents => "contents",
            Self::WebPage => "web-page",
            Self::Bookmark => "bookmark",
            Self::Markdown => "markdown",
            Self::Scrap => "scrap",
            Self::Control => "control",
            Self::FootnoteMark => "footnote-mark",
            Self::FootnoteMoved => "footnote-moved",
            Self::OtherPart => "other-part",
        }
    }

    /// The kind's name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::LineJoined => "合并断行",
            Self::BlankLines => "去空行",
            Self::BlanksRemoved => "去空格",
            Self::LineEnd => "补行尾",
            Self::HeadingSplit => "标题另起行",
            Self::PageNumber => "去页码",
            Self::RunningHead => "去页眉页脚",
            Self::Contents => "去目录",
            Self::WebPage => "去网页附带文字",
            Self::Bookmark => "去书签",
            Self::Markdown => "去 Markdown 标记",
            Self::Scrap => "去残余标记",
            Self::Control => "去控制符",
            Self::FootnoteMark => "脚注标记",
            Self::FootnoteMoved => "脚注移至文末",
            Self::OtherPart => "属另一份文档",
        }
    }
}

/// One paragraph: one line of the cleaned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Without its line end.
    pub span: Span,
    /// What it is.
    pub role: ParagraphRole,
    /// Stretches that the source had in bold or that open the paragraph as a run-in heading.
    pub strong: Vec<Span>,
}

/// What a paragraph is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphRole {
    /// The document's title.
    Title,
    /// A line of the notice's shell: letterhead, number, addressee, signature, date, copies.
    Shell,
    /// A line that is a heading as a whole; depth from 1.
    Heading(u8),
    /// Running text.
    Body,
    /// A table's row, a tab between two cells.
    Row,
    /// A footnote's text.
    Footnote,
}

/// One entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Depth in this document: 0 for title and shell, headings from 1.
    pub level: u8,
    /// The marker as written (`一、`, `（一）`, `一是`), or empty.
    pub number: String,
    /// The title without its marker and without the mark that closes it.
    pub title: String,
    /// What kind of entry.
    pub kind: SectionKind,
    /// From the marker to the end of the title.
    pub span: Span,
    /// Index of the entry that this one stands under.
    pub parent: Option<usize>,
    /// Where its text ends: the start of the next entry of the same or a higher level.
    pub body_end: ByteOffset,
}

/// Kinds of outline entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// The document's title.
    Title,
    /// The whole line is the heading.
    Heading,
    /// An opening sentence that names the topic of what follows in the same paragraph.
    RunIn,
    /// A line of the notice's shell.
    Meta(MetaKind),
}

/// Lines of the notice's shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaKind {
    /// 某某委员会文件
    Letterhead,
    /// 某发〔2024〕1号
    DocNumber,
    /// The notice's own title, 关于印发…的通知, where the plan has one of its own.
    Notice,
    /// 各办公室、各中心：
    Addressee,
    /// 附件：…
    Attachment,
    /// Who signs.
    Issuer,
    /// The date of signature or of print.
    Date,
    /// 共印 3 份
    Copies,
}

impl SectionKind {
    /// The kind's name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::RunIn => "run-in",
            Self::Meta(MetaKind::Letterhead) => "meta:letterhead",
            Self::Meta(MetaKind::DocNumber) => "meta:doc-number",
            Self::Meta(MetaKind::Notice) => "meta:notice",
            Self::Meta(MetaKind::Addressee) => "meta:addressee",
            Self::Meta(MetaKind::Attachment) => "meta:attachment",
            Self::Meta(MetaKind::Issuer) => "meta:issuer",
            Self::Meta(MetaKind::Date) => "meta:date",
            Self::Meta(MetaKind::Copies) => "meta:copies",
        }
    }
}

/// A footnote: its mark in the text and its text at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The mark as numbered in the source, `1`.
    pub mark: String,
    /// Where `[^n]` stands; `None` where the text has no such mark.
    pub anchor: Option<ByteOffset>,
    /// The footnote's text, after `[^n]: `.
    pub span: Span,
}

/// A table: its rows are paragraphs, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Span,
    /// Rows of cells; the first may hold the columns' names.
    pub rows: Vec<Vec<Cell>>,
}

/// A table's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Its text; empty where it holds none.
    pub span: Span,
    /// Columns that it takes, from one.
    pub columns: u16,
    /// Rows that it takes, from one; a cell that hangs down from the row above is not there again.
    pub rows: u16,
}

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Likely a slip in the document or a doubtful reading of it.
    Warning,
}

impl Severity {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
        }
    }
}

/// Something that a careful reader would query; never changed silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave.
    pub severity: Severity,
    /// Stable code, for programs.
    pub code: &'static str,
    /// For people, in Chinese.
    pub message: String,
    /// Where in the cleaned text.
    pub span: Span,
}

impl Document {
    /// A name to tell it from others: street, year and kind, else its title, else the file's name.
    #[must_use]
    pub fn label(&self) -> String {
        match (&self.meta.street, self.meta.year, &self.meta.title) {
            (Some(street), Some(year), _) => format!("{street} {year} {}", self.kind_label()),
            (_, _, Some(title)) => title.clone(),
            _ => self.source.name.rsplit('/').next().unwrap_or_default().to_owned(),
        }
    }

    /// What its title calls it (工作要点, 工作总结 …), else the name of its kind.
    #[must_use]
    pub fn kind_label(&self) -> &'static str {
        let title = self.meta.title.as_deref().unwrap_or_default();
        let own = super::titles::KIND_WORDS.iter().find(|word| word.chars().count() == 4 && title.contains(**word));
        own.copied().unwrap_or(self.meta.kind.label())
    }

    /// A span of the cleaned text in characters.
    #[must_use]
    pub fn chars(&self, span: Span) -> CharSpan {
        self.index.char_span(&self.text, span)
    }

    /// Index of the paragraph that holds the byte (the last one for the very end). Zero for an empty text.
    #[must_use]
    pub fn paragraph_at(&self, at: ByteOffset) -> usize {
        self.paragraphs.partition_point(|p| p.span.start <= at).saturating_sub(1)
    }

    /// The table's row that a paragraph is: the table's index and the row's, both from zero.
    #[must_use]
    pub fn row_of(&self, paragraph: &Paragraph) -> Option<(usize, usize)> {
        let k = self.tables.partition_point(|t| t.span.end <= paragraph.span.start);
        let table = self.tables.get(k)?;
        let row = table.rows.iter().position(|row| row.iter().any(|cell| paragraph.span.contains(cell.span)))?;
        Some((k, row))
    }

    /// Index of the innermost heading or run-in whose text holds the byte.
    #[must_use]
    pub fn section_at(&self, at: ByteOffset) -> Option<usize> {
        let after = self.sections.partition_point(|s| s.span.start <= at);
        let mut candidate = after.checked_sub(1);
        while let Some(k) = candidate {
            let section = &self.sections[k];
            if at < section.body_end && matches!(section.kind, SectionKind::Heading | SectionKind::RunIn) {
                return Some(k);
            }
            candidate = section.parent.or(k.checked_sub(1)).filter(|next| *next < k);
        }
        None
    }

    /// The headings above and at an outline entry, outermost first.
    #[must_use]
    pub fn section_path(&self, section: usize) -> Vec<usize> {
        let mut path = vec![section];
        let mut at = section;
        while let Some(parent) = self.sections.get(at).and_then(|s| s.parent).filter(|p| *p < at) {
            path.push(parent);
            at = parent;
        }
        path.reverse();
        path
    }
}
