//! What a document tells of itself: [`MetadataInput`] in, [`Metadata`] out.
//!
//! In: the cleaned text, where its title and the lines of the notice's shell stand, and the file's name. Out: title,
//! issuer, number, date, street, district, city, year and kind, each `None` where neither text nor name tells.
//!
//! The title is asked first, then the shell, then the text, then the file's name: what a document calls itself
//! outweighs what it happens to mention. Nothing is guessed: a street whose name stands in several cities stays open
//! unless the text speaks of one of them.

mod evidence;
mod issuer;
mod kind;
mod names;
mod place;
mod when;
mod written;

use self::place::{Sources, locate};
pub use self::written::simplified;
use self::written::{compact, file_stem, is_official};
use super::document::MetaKind;
use crate::import::Properties;
use crate::text::Span;

/// What [`read`] needs of a document.
#[derive(Debug, Clone, Copy)]
pub struct MetadataInput<'a> {
    /// Cleaned text, one paragraph a line.
    pub text: &'a str,
    /// Where the document's own title stands in `text`, if it has one.
    pub title: Option<Span>,
    /// Lines of the notice's shell, in reading order; spans in `text`.
    pub shell: &'a [(MetaKind, Span)],
    /// The file's name, with or without folder and extension.
    pub file_name: &'a str,
    /// What the file says of itself beside its text; asked last.
    pub properties: &'a Properties,
}

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

impl Metadata {
    /// Takes the place over from the other document of the same file, where the own text names none.
    pub fn inherit_place(&mut self, other: &Self) {
        if self.street.is_none() && self.district.is_none() && self.city.is_none() {
            self.street.clone_from(&other.street);
            self.district.clone_from(&other.district);
            self.city.clone_from(&other.city);
            self.place_candidates.clone_from(&other.place_candidates);
        }
    }
}

/// The year in which a report was given to a meeting, where its head tells the day: 2024年1月10日在…代表大会…会议上. It looks back on one year and
/// forward to the next, and goes by the name of the year in which it is given.
fn spoken_in(input: &MetadataInput<'_>) -> Option<i32> {
    input.shell_lines(MetaKind::Date).find(|line| line.contains("会议")).and_then(when::date).map(|date| date.year)
}

/// Reads the metadata.
#[must_use]
pub fn read(input: &MetadataInput<'_>) -> Metadata {
    let given = |text: &Option<String>| text.as_deref().map(compact).filter(|text| !text.is_empty());
    let title = input.title.map(|span| compact(span.of(input.text))).filter(|title| !title.is_empty());
    let title = title.or_else(|| given(&input.properties.title));
    let title_line = title.as_deref().unwrap_or_default();
    let stem = file_stem(input.file_name);
    let notice = compact(input.shell_lines(MetaKind::Notice).next().unwrap_or_default());
    let date = issuer::date(input).or_else(|| input.properties.date.as_deref().and_then(when::date));
    let kind = kind::kind(&simplified(title_line), &notice, stem, input.text);
    let year = when::first_year(title_line)
        .or_else(|| when::first_year(&notice))
        .or_else(|| when::first_year(stem))
        .or_else(|| spoken_in(input))
        .or_else(|| {
            let speaks = kind != DocumentKind::Other || is_official(input.text);
            if speaks && !is_of_years(title_line) { input.body_lines().find_map(when::commonest_year) } else { None }
        })
        .or(date.as_ref().map(|date| date.year));
    let shell = input.speaking_lines();
    let place = locate(&Sources { title: title_line, shell: &shell, text: input.text, file_stem: stem });
    Metadata {
        title_span: input.title.filter(|span| !span.of(input.text).trim().is_empty()),
        issuer: issuer::issuer(input),
        number: input.shell_lines(MetaKind::DocNumber).map(compact).find(|number| !number.is_empty()),
        date: date.map(|date| date.iso),
        street: place.street,
        district: place.district,
        city: place.city,
        year,
        kind,
        place_candidates: place.candidates,
        title,
    }
}

/// Whether a title is of a five-year plan (“十四五”): none of the years that its text names is its own.
fn is_of_years(title: &str) -> bool {
    title.match_indices('五').any(|(at, five)| {
        title[..at].ends_with(|c: char| "一二三四五六".contains(c)) && title[..at].contains('十') && {
            !title[at + five.len()..].starts_with(['年', '届', '次'])
        }
    })
}

/// So many paragraphs may be without a year (第一部分, a motto) before the first one that has it.
const YEAR_PARAGRAPHS: usize = 3;

impl<'a> MetadataInput<'a> {
    /// The shell's lines of this kind, as in the text.
    fn shell_lines(&self, kind: MetaKind) -> impl Iterator<Item = &'a str> + use<'a> {
        let text = self.text;
        self.shell.iter().filter(move |(k, _)| *k == kind).map(move |(_, span)| span.of(text))
    }

    /// The shell's lines that name who speaks, without blanks, the plainest first.
    fn speaking_lines(&self) -> Vec<String> {
        let order = [MetaKind::Letterhead, MetaKind::Issuer, MetaKind::DocNumber, MetaKind::Notice];
        order.into_iter().flat_map(|kind| self.shell_lines(kind)).map(compact).collect()
    }

    /// The first paragraphs that are neither title nor shell.
    fn body_lines(&self) -> impl Iterator<Item = &'a str> {
        let mut start = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            start += line.len();
            (Span::new(start - line.len(), start), line)
        });
        let apart = |span: Span| self.title.into_iter().chain(self.shell.iter().map(|(_, s)| *s)).any(|s| s.overlaps(span));
        let body = lines.filter(move |(span, line)| !apart(*span) && !line.trim().is_empty());
        body.map(|(_, line)| line).take(YEAR_PARAGRAPHS)
    }
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

#[cfg(test)]
mod tests;
