//! How each kind of paragraph is set.

use egui::{Color32, FontFamily, FontId};

use super::types::ReaderStyle;
use crate::structure::{Document, MetaKind, Paragraph, ParagraphRole, SectionKind};

/// Where the rows of a paragraph stand that are not justified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Left,
    Centre,
    Right,
}

/// Where a row stands in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InTable {
    /// It names the columns.
    pub head: bool,
    pub first: bool,
    pub last: bool,
}

/// How a paragraph is set; lengths in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    pub regular: FontFamily,
    pub strong: FontFamily,
    pub size: f32,
    pub color: Color32,
    pub accent: Color32,
    /// Of the first row.
    pub indent: f32,
    pub place: Place,
    pub justify: bool,
    /// Blank above and below.
    pub before: f32,
    pub after: f32,
    /// Distance of two rows.
    pub pitch: f32,
    /// Whether `[^n]: ` opens the paragraph as a label.
    pub footnote: bool,
    /// Whether the paragraph is a row of cells: the tabs between them are not shown.
    pub cells: bool,
}

impl Look {
    /// The look of a paragraph of `role`, placed at `place` where its role leaves that open.
    pub(super) fn new(style: &ReaderStyle, role: ParagraphRole, place: Place, table: Option<InTable>) -> Self {
        let size = style.size.max(4.0);
        let pitch = (size * style.line_height.clamp(1.0, 4.0)).round();
        let body = Self {
            regular: style.body.clone(),
            strong: style.strong.clone(),
            size,
            color: style.colours.ink,
            accent: style.colours.accent,
            indent: 2.0 * size,
            place: Place::Left,
            justify: true,
            before: 0.0,
            after: (pitch * 0.3).round(),
            pitch,
            footnote: false,
            cells: false,
        };
        let plain = Self { indent: 0.0, justify: false, ..body.clone() };
        match role {
            ParagraphRole::Body => body,
            ParagraphRole::Title => Self {
                regular: style.strong.clone(),
                size: (size * 1.4).round(),
                place: Place::Centre,
                before: (pitch * 0.5).round(),
                after: (pitch * 0.7).round(),
                pitch: (pitch * 1.3).round(),
                ..plain
            },
            ParagraphRole::Heading(depth) => Self {
                regular: style.heading.clone(),
                strong: style.heading.clone(),
                size: if depth <= 1 { (size * 1.1).round() } else { size },
                before: (pitch * if depth <= 1 { 0.6 } else { 0.35 }).round(),
                after: (pitch * 0.2).round(),
                ..plain
            },
            ParagraphRole::Row => {
                let head = table.is_some_and(|t| t.head);
                Self {
                    regular: if head { style.heading.clone() } else { plain.regular.clone() },
                    size: cell_size(size),
                    before: if table.is_some_and(|t| t.first) { (pitch * 0.3).round() } else { 0.0 },
                    after: if table.is_some_and(|t| t.last) { (pitch * 0.5).round() } else { 0.0 },
                    pitch: if table.is_some() { (pitch * 0.86).round() } else { pitch },
                    cells: table.is_some(),
                    ..plain
                }
            }
            ParagraphRole::Shell => Self { size: size * 0.87, color: style.colours.quiet, place, after: (pitch * 0.1).round(), ..plain },
            ParagraphRole::Footnote => Self {
                size: size * 0.87,
                color: style.colours.quiet,
                justify: true,
                pitch: (pitch * 0.87).round(),
                footnote: true,
                ..plain
            },
        }
    }

    /// The font of a character.
    pub(super) fn font(&self, strong: bool, raised: bool) -> FontId {
        let family = if strong { &self.strong } else { &self.regular };
        FontId::new(if raised { self.size * 0.65 } else { self.size }, family.clone())
    }
}

/// Size of the text in a table, in points.
pub(super) fn cell_size(size: f32) -> f32 {
    (size.max(4.0) * 0.93).round()
}

/// Where a notice's letterhead, number, signature and date stand; the rest stands left.
pub(super) fn place_of(document: &Document, paragraph: &Paragraph) -> Place {
    if paragraph.role != ParagraphRole::Shell {
        return Place::Left;
    }
    let first = document.sections.partition_point(|s| s.span.start < paragraph.span.start);
    match document.sections.get(first).filter(|s| s.span.start <= paragraph.span.end).map(|s| s.kind) {
        Some(SectionKind::Meta(MetaKind::Issuer | MetaKind::Date)) => Place::Right,
        Some(SectionKind::Meta(MetaKind::Letterhead | MetaKind::DocNumber | MetaKind::Notice)) => Place::Centre,
        _ => Place::Left,
    }
}
