//! [`Imported`]: what every importer gives, whatever the format. All spans count bytes of `Imported::text`.
//!
//! Text formats keep their text byte for byte. Formats with paragraphs of their own (Word, PDF, web pages …) are written
//! out, one paragraph a line: automatic numbers in front, a footnote's mark as `[^n]` where it stands and its text at the end as a
//! line `[^n]: …`, a table's row as a line with a tab between two cells. What is no body (running heads, page numbers,
//! watermarks, annotations) stands in `apart`.

use serde::{Deserialize, Serialize};

use super::encoding::Encoding;
use super::hints::Hint;
use crate::text::{ByteOffset, Span};

/// The format of a file, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown, or plain text with Markdown's marks.
    Md,
    /// A web page.
    Html,
    /// A web page saved with its parts (RFC 2557).
    Mhtml,
    /// Word 2007 and later, WPS Writer's newer container (ECMA-376).
    Docx,
    /// Word 6 to 2003, WPS Writer's older container (MS-DOC).
    Doc,
    /// Portable Document Format (ISO 32000).
    Pdf,
    /// Open Fixed-layout Document (GB/T 33190-2016).
    Ofd,
    /// Rich Text Format 1.9.
    Rtf,
    /// OpenDocument text (ISO 26300).
    Odt,
}

impl Format {
    /// Name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Txt => "纯文本",
            Self::Md => "Markdown",
            Self::Html => "网页",
            Self::Mhtml => "网页存档",
            Self::Docx => "Word 文档",
            Self::Doc => "Word 97-2003 文档",
            Self::Pdf => "PDF 文件",
            Self::Ofd => "OFD 版式文件",
            Self::Rtf => "RTF 文档",
            Self::Odt => "ODT 文档",
        }
    }

    /// Whether the bytes are the text itself, read without a parser that a crafted file could lead astray.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Txt | Self::Md)
    }
}

/// The text of one file before any cleaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// The name under which the file was given: a path, or a label for text without one. With `/`.
    pub name: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The format by content.
    pub format: Format,
    /// The encoding that the bytes were read in; `None` for formats that are no text.
    pub encoding: Option<Encoding>,
    /// Bytes of a byte-order mark before the text, so that text offsets lead back to the file.
    pub bom_bytes: usize,
    /// Whether the text has the file's bytes one to one, after the byte-order mark.
    pub(super) same_bytes: bool,
    /// What the file holds.
    pub body: Body,
}

/// What an importer reads out of a file. [`super::Builder`] makes it for the formats with paragraphs of their own.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Body {
    /// The text. Of text formats every character (NUL and bidi controls too).
    pub text: String,
    /// What a line of `text` is.
    pub lines: Lines,
    /// What the format says beside the text: headings, bold, automatic numbers. Sorted by start.
    pub hints: Vec<Hint>,
    /// Tables, in order.
    pub tables: Vec<Table>,
    /// Where pieces of the text come from, sorted by start, without overlaps; empty where bytes tell.
    pub origins: Vec<Origin>,
    /// What stands on the pages and is no body.
    pub apart: Vec<Apart>,
    /// What was odd: places in `text` and what stands there.
    pub notes: Vec<ImportNote>,
    /// What the file says of itself beside its text.
    pub properties: Properties,
}

/// What a line of the imported text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Lines {
    /// A line: where a paragraph ends must be found out.
    #[default]
    Unknown,
    /// A paragraph by the format's own word.
    Paragraphs,
}

/// A table: its rows are lines of the text, one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// From the first row to the last, line ends between them included, the last one's not.
    pub span: Span,
    /// Rows of cells.
    pub rows: Vec<Vec<Cell>>,
}

/// A table's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; empty where it holds none.
    pub span: Span,
    /// Columns that it takes, from one.
    pub columns: u16,
    /// Rows that it takes, from one; a cell that hangs down from the row above is not there again.
    pub rows: u16,
}

/// A piece of the text and where in the file it stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The piece.
    pub span: Span,
    /// Its place.
    pub place: Place,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// In formats that flow.
    Run {
        /// Paragraph of the body, from zero.
        paragraph: u32,
        /// Run in the paragraph, from zero.
        run: u32,
    },
    /// In formats with pages.
    Rect {
        /// Page, from one.
        page: u32,
        /// Left, top, right, bottom from the page's upper left corner, in points (1/72 inch).
        rect: [f32; 4],
    },
}

/// Something that stands in the file and is no body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// What it is.
    pub kind: ApartKind,
    /// Its text.
    pub text: String,
    /// The page, from one, where the format has pages.
    pub page: Option<u32>,
}

/// Kinds of what is kept apart from the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApartKind {
    /// A page's head or foot.
    RunningHead,
    /// A page number.
    PageNumber,
    /// Text across the page.
    Watermark,
    /// A seal or a signature.
    Seal,
    /// A comment or an annotation.
    Annotation,
    /// Text that a revision deleted.
    Deleted,
    /// What a web page has around its article.
    Navigation,
}

/// What a file says of itself beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Properties {
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Pages, where the format has them.
    pub pages: Option<u32>,
}

/// Something odd that import met and went past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// What was met.
    pub code: NoteCode,
    /// For people, in Chinese.
    pub message: String,
    /// Where in the imported text.
    pub span: Span,
}

/// What import can meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoteCode {
    /// Bytes that the encoding does not know.
    UnreadableCharacter,
    /// A NUL.
    NulCharacter,
    /// A control that changes the direction of writing.
    BidiControl,
    /// Text that a tracked revision put in: it is in the text.
    RevisionInserted,
    /// Text that a tracked revision took out: it is not in the text.
    RevisionDeleted,
    /// A page whose glyphs cannot be mapped to characters.
    PageUnreadable,
    /// A page that is an image without text.
    PageIsImage,
    /// Single glyphs without a character.
    GlyphUnmapped,
    /// A part of the file that is damaged or missing: the rest was read.
    PartDamaged,
    /// More than the limit: the rest was left out.
    LeftOut,
}

impl NoteCode {
    /// Stable name, for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnreadableCharacter => "unreadable-character",
            Self::NulCharacter => "nul-character",
            Self::BidiControl => "bidi-control",
            Self::RevisionInserted => "revision-inserted",
            Self::RevisionDeleted => "revision-deleted",
            Self::PageUnreadable => "page-unreadable",
            Self::PageIsImage => "page-is-image",
            Self::GlyphUnmapped => "glyph-unmapped",
            Self::PartDamaged => "part-damaged",
            Self::LeftOut => "left-out",
        }
    }
}

impl Imported {
    /// Where a span of the text stands in the file's bytes; `None` where the encoding does not tell without decoding again.
    #[must_use]
    pub fn byte_span(&self, span: Span) -> Option<Span> {
        self.same_bytes.then(|| span.shifted(self.bom_bytes))
    }

    /// Where the character at `at` comes from, in formats that are no text; `None` for what import wrote itself (a number, a line end).
    #[must_use]
    pub fn place(&self, at: ByteOffset) -> Option<Place> {
        let k = self.body.origins.partition_point(|o| o.span.start <= at).checked_sub(1)?;
        self.body.origins.get(k).filter(|o| o.span.contains_offset(at)).map(|o| o.place)
    }
}
