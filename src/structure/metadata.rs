//! Placeholder
use crate::text::Span;

/// What the text, or failing that the file's name, tells of a document as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// The document's own title, blanks removed.
    pub title: Option<String>,
    /// Where the title stands in the cleaned text.
    pub title_span: Option<Span>,
    /// Who issued it, as written.
    pub issuer: Option<String>,
    /// The document number, as written.
    pub number: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// 吴淞街道 (towns 镇 and townships 乡 too).
    pub street: Option<String>,
    /// 宝山区
    pub district: Option<String>,
    /// 上海市
    pub city: Option<String>,
    /// The year that the plan is for or the summary is about.
    pub year: Option<i32>,
    /// What kind of document.
    pub kind: DocumentKind,
    /// Where the street's name stands in several cities and the text does not tell: `上海市/宝山区/友谊路街道`, sorted.
    pub place_candidates: Vec<String>,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DocumentKind {
    /// 工作要点, 工作计划, 工作安排, 实施方案
    Plan,
    /// 工作总结
    Summary,
    /// 工作报告, 述职报告
    Report,
    /// 通知 without a plan of its own
    Notice,
    /// None of these, or the text does not tell.
    #[default]
    Other,
}

impl DocumentKind {
    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Summary => "summary",
            Self::Report => "report",
            Self::Notice => "notice",
            Self::Other => "other",
        }
    }

    /// The name in the window.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "工作计划",
            Self::Summary => "工作总结",
            Self::Report => "工作报告",
            Self::Notice => "通知",
            Self::Other => "文档",
        }
    }
}

/// What metadata is read from.
pub struct MetadataInput<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Where its title stands.
    pub title: Option<Span>,
    /// The lines of the notice's shell.
    pub shell: &'a [(super::MetaKind, Span)],
    /// The file's name.
    pub file_name: &'a str,
}

/// Stub until the real one is merged.
#[must_use]
pub fn read(input: &MetadataInput) -> Metadata {
    Metadata { title: input.title.map(|t| t.of(input.text).to_owned()), title_span: input.title, ..Metadata::default() }
}
