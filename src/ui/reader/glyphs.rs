//! Which glyphs a stretch of text is set in: for drawing them before they are shown.

use std::collections::BTreeSet;

use egui::FontId;

use super::look::{Look, Place};
use super::types::ReaderStyle;
use crate::structure::Document;
use crate::text::Span;

/// The different characters of `span` in the fonts that `style` sets them in, headings and bold stretches in theirs. Characters that are
/// smaller or in a table's head are not told apart: they are few.
#[must_use]
pub fn glyphs_of(document: &Document, span: Span, style: &ReaderStyle) -> Vec<(FontId, BTreeSet<char>)> {
    let mut out: Vec<(FontId, BTreeSet<char>)> = Vec::new();
    let mut add = |font: FontId, text: &str| {
        let k = out.iter().position(|(f, _)| *f == font).unwrap_or_else(|| {
            out.push((font, BTreeSet::new()));
            out.len() - 1
        });
        out[k].1.extend(text.chars().filter(|c| !c.is_control() && !c.is_whitespace()));
    };
    let first = document.paragraphs.partition_point(|p| p.span.end < span.start);
    for paragraph in document.paragraphs[first..].iter().take_while(|p| p.span.start < span.end) {
        let within = |part: Span| Span { start: part.start.max(span.start), end: part.end.min(span.end) };
        let look = Look::new(style, paragraph.role, Place::Left, None);
        add(look.font(false, false), within(paragraph.span).of(&document.text));
        for strong in paragraph.strong.iter().filter(|strong| strong.overlaps(span)) {
            add(look.font(true, false), within(*strong).of(&document.text));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::fixture::{document, style};
    use super::glyphs_of;
    use crate::structure::ParagraphRole;
    use crate::text::Span;

    #[test]
    fn headings_and_text_are_told_apart_and_what_is_outside_is_not_drawn() {
        let document =
            document(&[(ParagraphRole::Heading(1), "一、治理"), (ParagraphRole::Body, "推进治理，推进"), (ParagraphRole::Body, "外")]);
        let end = document.paragraphs[1].span.end.0;
        let glyphs = glyphs_of(&document, Span::new(0, end), &style());
        let told: Vec<String> =
            glyphs.iter().map(|(font, chars)| format!("{:?} {}", font.family, chars.iter().collect::<String>())).collect();
        assert_eq!(told, ["Name(\"hei-bold\") 、一治理", "Name(\"song\") 推治理进，"]);
    }
}
