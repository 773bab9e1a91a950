//! What a careful reader would query: gaps in numbering, slips, unpaired footnotes, bytes that could not be read.
//!
//! In: a document. Out: diagnostics in order of place. Nothing is changed here or anywhere because of them.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Diagnostic, Document, SectionKind, Severity};
use super::footnotes::marks_in_text;
use super::markers::{Marker, MarkerStyle, loose_marker, marker};
use super::slips;
use crate::text::{ByteOffset, Span};

/// All diagnostics of a document.
pub fn diagnose(document: &Document) -> Vec<Diagnostic> {
    let mut out = numbering(document);
    let slips = slips::find(&document.text, &document.paragraphs);
    out.extend(slips.into_iter().map(|slip| warning(slip.code, slip.message, slip.span)));
    out.extend(as_a_whole(document));
    out.extend(lone_notes(document));
    out.extend(lone_marks(document));
    out.extend(import_notes(document));
    out.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    out
}

/// A text shorter than this, in characters, needs no outline.
const MIN_OUTLINED: usize = 200;
/// So many characters tell in which language a text is.
const LANGUAGE_REACH: usize = 5000;

/// What is to be known of the document as a whole: nothing in it, no Chinese, no headings.
fn as_a_whole(document: &Document) -> Option<Diagnostic> {
    let text = &document.text;
    let info = |code, message: &str| {
        let span = document.paragraphs.first().map_or(Span::new(0, 0), |p| p.span);
        Some(Diagnostic { severity: Severity::Info, code, message: message.to_owned(), span })
    };
    if document.paragraphs.is_empty() {
        return info("empty-document", "去除页码等附带文字后，没有正文");
    }
    let (han, letters) = text
        .chars()
        .take(LANGUAGE_REACH)
        .filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic())
        .fold((0, 0), |(han, all), c| (han + usize::from(('\u{4e00}'..='\u{9fff}').contains(&c)), all + 1));
    if han * 4 < letters {
        return info("not-chinese", "正文基本不是中文，提纲、事项等识别结果仅供参考");
    }
    let outlined = document.sections.iter().any(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn));
    let long = text.chars().nth(MIN_OUTLINED).is_some() && document.tables.is_empty();
    if !outlined && long { info("no-outline", "没有找到标题，全文按正文通读，不分章节") } else { None }
}

fn warning(code: &'static str, message: String, span: Span) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, code, message, span }
}

/// Gaps and repeats among headings of one style under one parent.
///
/// An item that is no heading (一是 with a whole paragraph to itself) is no gap: the text between is asked first.
fn numbering(document: &Document) -> Vec<Diagnostic> {
    let text = &document.text;
    let mut out = Vec::new();
    // The last number of each style under each parent, and where its heading ends.
    let mut last: BTreeMap<(Option<usize>, MarkerStyle), (u32, usize)> = BTreeMap::new();
    for section in document.sections.iter().filter(|s| matches!(s.kind, SectionKind::Heading | SectionKind::RunIn)) {
        let line = section.span.of(text);
        let own = |m: &Marker| m.len == section.number.len();
        let Some(mark) = marker(line).filter(own).or_else(|| loose_marker(line).filter(own)) else { continue };
        let before = last.insert((section.parent, mark.style), (mark.value, section.span.end.0));
        let from = before.map(|(_, end)| end).or_else(|| Some(document.sections.get(section.parent?)?.span.end.0)).unwrap_or(0);
        let missing = || !text.get(from..section.span.start.0).is_some_and(|between| holds(between, mark.style, mark.value - 1));
        let number = &section.number;
        // 一是 begins anew in each paragraph.
        let restarts = mark.value == 1 && matches!(mark.style, MarkerStyle::Ordinal | MarkerStyle::Circled | MarkerStyle::DigitParen);
        let message = match before.map(|(value, _)| value) {
            Some(b) if mark.value == b && !restarts => {
                out.push(warning("number-repeated", format!("编号“{number}”重复出现，请核对是否应为下一号"), section.span));
                continue;
            }
            Some(b) if mark.value > b + 1 && missing() => format!("编号从第 {b} 项跳到“{number}”，中间可能缺项"),
            None if mark.value > 1 && missing() => format!("编号从“{number}”开始，前面可能缺项"),
            _ => continue,
        };
        out.push(warning("number-gap", message, section.span));
    }
    out
}

/// Whether a sentence or a paragraph of a text opens with this number in this style.
fn holds(between: &str, style: MarkerStyle, value: u32) -> bool {
    let opens = |clause: &str| {
        let clause = clause.trim_start();
        marker(clause).or_else(|| loose_marker(clause)).is_some_and(|m| m.style == style && m.value == value)
    };
    between.split(['\n', '。', '；', '：', ':', ';']).any(opens)
}

/// Footnotes without a mark in the text, and those whose marks stand in another order than the notes.
fn lone_notes(document: &Document) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut last: Option<(ByteOffset, &str)> = None;
    for note in &document.footnotes {
        let Some(anchor) = note.anchor else {
            out.push(warning("footnote-without-mark", format!("脚注 {} 在正文中找不到标记", note.mark), note.span));
            continue;
        };
        match last {
            Some((before, mark)) if anchor < before => {
                let span = Span { start: anchor, end: anchor };
                let message = format!("脚注标记 {} 出现在标记 {mark} 之前，与脚注的次序不一致", note.mark);
                out.push(warning("footnote-out-of-order", message, span));
            }
            _ => last = Some((anchor, &note.mark)),
        }
    }
    out
}

/// Marks in the text to which no footnote belongs: its note is missing, or the mark stands twice.
fn lone_marks(document: &Document) -> Vec<Diagnostic> {
    let text = &document.text;
    let anchors: BTreeSet<ByteOffset> = document.footnotes.iter().filter_map(|note| note.anchor).collect();
    let notes: BTreeSet<&str> = document.footnotes.iter().map(|note| note.mark.as_str()).collect();
    let mut out = Vec::new();
    for (number, places) in marks_in_text(text) {
        for span in places.into_iter().filter(|span| !anchors.contains(&span.start) && !is_power(text, *span)) {
            out.push(if notes.contains(number.to_string().as_str()) {
                warning("footnote-mark-repeated", format!("脚注标记 {number} 重复出现，对应的脚注只有一条"), span)
            } else {
                warning("footnote-mark-without-note", format!("脚注标记 {number} 没有对应的脚注"), span)
            });
        }
    }
    out
}

/// m², 10³, x^{2}: a superscript after a letter or a figure is no footnote's mark.
fn is_power(text: &str, span: Span) -> bool {
    let before = text[..span.start.0].chars().next_back();
    !span.of(text).starts_with('[') && before.is_none_or(|c| c.is_ascii_alphanumeric() || matches!(c, '\u{3300}'..='\u{33ff}'))
}

/// What import met, at its place in the clean text.
fn import_notes(document: &Document) -> Vec<Diagnostic> {
    document
        .source
        .body
        .notes
        .iter()
        .map(|note| {
            let at = document.map.to_clean(note.span.start).map_or(0, |o| o.0);
            warning(note.code.code(), note.message.clone(), Span::new(at, at))
        })
        .collect()
}
