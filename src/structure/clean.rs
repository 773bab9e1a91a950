//! Cleaning: from the imported text to one paragraph a line, every change listed and each of them undoable.
//!
//! In: [`Imported`], the part of it that is one document, and the groups of repairs that the user took back. Out: the clean text,
//! the way back, the repairs, the footnotes. The stages only propose edits; `edits` applies them.

use std::collections::BTreeSet;

use super::document::{Footnote, Repair, RepairKind};
use super::edits::{self, Edit};
use super::footnotes::{self, Note};
use super::lines::{self, Line, is_line_end};
use super::markers::marker;
use super::wraps::{self, TextLine};
use super::{furniture, inline};
use crate::import::{HintKind, Imported};
use crate::text::{ByteOffset, OffsetMap, Span};

/// A cleaned text.
pub struct Cleaned {
    pub text: String,
    pub map: OffsetMap,
    pub repairs: Vec<Repair>,
    pub footnotes: Vec<Footnote>,
}

/// Cleans the part `region` of an imported text.
pub fn clean(imported: &Imported, region: Span, undone: &BTreeSet<u32>) -> Cleaned {
    let text = region.of(&imported.text);
    let lines = lines::lines(text);
    let furniture = furniture::find(text, &lines);
    let notes = footnotes::find(text, &lines, &furniture);
    let edits = propose(imported, region, text, &lines, &furniture, &notes);
    let edits: Vec<Edit> = edits::settle(edits).into_iter().map(|e| shift(e, region.start.0)).collect();
    let applied = edits::apply(&imported.text, region, &edits, undone);
    let footnotes = locate_footnotes(&applied.text, &applied.repairs);
    Cleaned { text: applied.text, map: applied.map, repairs: applied.repairs, footnotes }
}

/// All edits, in offsets of `text` (the region's part of the imported text).
fn propose(imported: &Imported, region: Span, text: &str, lines: &[Line], furniture: &[Option<RepairKind>], notes: &[Note]) -> Vec<Edit> {
    let hints: Vec<_> = imported
        .hints
        .iter()
        .filter(|h| region.contains(h.span))
        .map(|h| crate::import::Hint {
            span: Span::new(h.span.start.0 - region.start.0, h.span.end.0 - region.start.0),
            kind: h.kind.clone(),
        })
        .collect();
    let headings: Vec<Span> = hints.iter().filter(|h| matches!(h.kind, HintKind::Heading { .. })).map(|h| h.span).collect();
    let note_of: Vec<Option<usize>> =
        (0..lines.len()).map(|k| notes.iter().position(|n| (n.first_line..n.end_line).contains(&k))).collect();

    let mut out = footnotes::edits(text, lines, notes, text.len());
    for (line, kind) in lines.iter().zip(furniture) {
        if let Some(kind) = kind {
            out.push(Edit::remove(line.core, *kind));
        }
    }
    out.extend(inline::marks(text, &hints));
    out.extend(inline::entities(text));
    let kept: Vec<usize> = (0..lines.len()).filter(|k| furniture[*k].is_none() && note_of[*k].is_none()).collect();
    let starts = starts(text, lines, &kept, &headings);
    out.extend(stuck_headings(text, lines, &kept, &starts));
    out = edits::settle(out);
    let mut inside = Vec::new();
    for k in &kept {
        inside.extend(inline::blanks(text, lines[*k].core, &out));
    }
    out.extend(inside);
    out.extend(gaps(text, lines, &kept, &starts));
    out
}

fn shift(edit: Edit, by: usize) -> Edit {
    let pieces = edit
        .pieces
        .into_iter()
        .map(|piece| match piece {
            edits::Piece::Moved(span) => edits::Piece::Moved(span.shifted(by)),
            literal @ edits::Piece::Literal(_) => literal,
        })
        .collect();
    Edit { source: edit.source.shifted(by), pieces, ..edit }
}

fn starts(text: &str, lines: &[Line], kept: &[usize], headings: &[Span]) -> Vec<bool> {
    let text_lines: Vec<TextLine> = kept
        .iter()
        .enumerate()
        .map(|(n, k)| TextLine {
            line: &lines[*k],
            text: lines[*k].core.of(text),
            after_page_break: n > 0 && kept[n - 1] + 1 < *k,
            marked_heading: headings.iter().any(|h| h.overlaps(lines[*k].core)),
        })
        .collect();
    wraps::paragraph_starts(&text_lines)
}

/// Edits for what stands between lines: line ends, empty lines, blanks at the edges.
fn gaps(text: &str, lines: &[Line], kept: &[usize], starts: &[bool]) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut next_kept = 0;
    for (k, line) in lines.iter().enumerate() {
        let gap = Span::new(from, line.core.start.0);
        from = line.core.end.0;
        let is_kept = kept.get(next_kept) == Some(&k);
        let separator = if !is_kept || next_kept == 0 { "" } else { separator(text, lines, kept, starts, next_kept) };
        next_kept += usize::from(is_kept);
        push_gap(text, gap, separator, &mut out);
    }
    push_gap(text, Span::new(from, text.len()), "", &mut out);
    out
}

fn separator(text: &str, lines: &[Line], kept: &[usize], starts: &[bool], n: usize) -> &'static str {
    if starts[n] {
        return "\n";
    }
    let before = lines[kept[n - 1]].core.of(text).chars().next_back();
    let after = lines[kept[n]].core.of(text).chars().next();
    if before.zip(after).is_some_and(|(a, b)| a.is_ascii_alphabetic() && b.is_ascii_alphabetic()) { " " } else { "" }
}

fn push_gap(text: &str, gap: Span, separator: &str, out: &mut Vec<Edit>) {
    let before = gap.of(text);
    if before == separator {
        return;
    }
    let ends = before.contains(is_line_end);
    let kind = match separator {
        "\n" if before.replace("\r\n", "\n").matches(is_line_end).count() > 1 => RepairKind::BlankLines,
        "\n" => RepairKind::BlanksRemoved,
        _ if ends && gap.start.0 > 0 && gap.end.0 < text.len() => RepairKind::LineJoined,
        _ if ends => RepairKind::BlankLines,
        _ => RepairKind::BlanksRemoved,
    };
    out.push(Edit::replace(gap, separator, kind));
}

/// A heading with a marker whose paragraph follows on the same line after a blank, and no full stop in the heading.
fn stuck_headings(text: &str, lines: &[Line], kept: &[usize], starts: &[bool]) -> Vec<Edit> {
    let mut out = Vec::new();
    for (n, k) in kept.iter().enumerate() {
        let core = lines[*k].core;
        let line = core.of(text);
        let Some(mark) = marker(line).filter(|_| starts[n]) else { continue };
        let goes_on = kept[n + 1..]
            .iter()
            .zip(&starts[n + 1..])
            .take_while(|(_, start)| !**start)
            .any(|(j, _)| lines[*j].core.of(text).contains('。'));
        for (at, _) in line.match_indices(' ').filter(|(at, _)| *at > mark.len) {
            let (head, tail) = (&line[mark.len..at], &line[at + 1..]);
            let parted = ends_in_word(head) && begins_clause(tail);
            let short = head.chars().count() <= wraps::MAX_HEADING_CHARS && head.chars().count() >= 6 && !head.contains(['。', '；']);
            if parted && short && tail.chars().count() >= 8 && (tail.contains('。') || goes_on) {
                let at = core.start.0 + at;
                out.push(Edit::replace(Span::new(at, at + 1), "\n", RepairKind::HeadingSplit));
                break;
            }
        }
    }
    out
}

fn ends_in_word(head: &str) -> bool {
    head.chars().next_back().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '”' | '"'))
}

fn begins_clause(tail: &str) -> bool {
    tail.chars().next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '“' | '"'))
}

/// The footnotes of the clean text, from the repairs that made them (an undone one is no footnote any more).
fn locate_footnotes(text: &str, repairs: &[Repair]) -> Vec<Footnote> {
    let mut out: Vec<Footnote> = Vec::new();
    for repair in repairs.iter().filter(|r| r.kind == RepairKind::FootnoteMoved && !r.after.is_empty()) {
        let Some((mark, _)) = repair.after.strip_prefix("\n[^").and_then(|rest| rest.split_once("]: ")) else { continue };
        let label = format!("[^{mark}]");
        let start = repair.span.start.0 + 1 + label.len() + 2;
        let anchor = text.match_indices(&label).map(|(at, _)| at).find(|at| !text[at + label.len()..].starts_with(':'));
        out.push(Footnote { mark: mark.to_owned(), anchor: anchor.map(ByteOffset), span: Span::new(start, repair.span.end.0) });
    }
    out
}
