//! Cleaning: from the imported text to one paragraph a line, every change listed and each of them undoable.
//!
//! In: [`Imported`], the part of it that is one document, and the groups of repairs that the user took back. Out: the clean text,
//! the way back, the repairs, the footnotes. The stages only propose edits; `edits` applies them.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Footnote, Repair, RepairKind};
use super::edits::{self, Edit};
use super::footnotes;
use super::lines::{self, Line, is_line_end, is_plain_blank};
use super::markers::marker;
use super::tables::{self, Row};
use super::wraps::{self, TextLine};
use super::{furniture, inline};
use crate::import::{Body, Cell, Hint, HintKind, Imported, Lines, Table};
use crate::text::{ByteOffset, OffsetMap, Span};

/// A cleaned text.
pub struct Cleaned {
    pub text: String,
    pub map: OffsetMap,
    pub repairs: Vec<Repair>,
    pub footnotes: Vec<Footnote>,
    /// The first id that no repair has.
    pub next_id: u32,
}

/// Cleans the part `region` of an imported text. Repairs are numbered from `first_id`.
pub fn clean(imported: &Imported, region: Span, first_id: u32, undone: &BTreeSet<u32>) -> Cleaned {
    let part = part_of(&imported.body, region);
    let edits = edits::settle(propose(region.of(&imported.body.text), &part));
    let mut edits: Vec<Edit> = edits.into_iter().map(|e| shift(e, region.start.0)).collect();
    let (before, after) = (Span::new(0, region.start.0), Span::new(region.end.0, imported.body.text.len()));
    if !before.is_empty() {
        edits.insert(0, Edit::remove(before, RepairKind::OtherPart));
    }
    if !after.is_empty() {
        edits.push(Edit::remove(after, RepairKind::OtherPart));
    }
    let applied = edits::apply(&imported.body.text, &edits, first_id, undone);
    let footnotes = locate_footnotes(&applied.text, &applied.repairs);
    let next_id = first_id.saturating_add(u32::try_from(edits.len()).unwrap_or(u32::MAX));
    Cleaned { text: applied.text, map: applied.map, repairs: applied.repairs, footnotes, next_id }
}

/// What the format says of a part of the imported text, in the part's own offsets.
struct Given {
    hints: Vec<Hint>,
    tables: Vec<Table>,
    lines: Lines,
}

fn part_of(body: &Body, region: Span) -> Given {
    let by = region.start.0;
    let back = |span: Span| Span::new(span.start.0 - by, span.end.0 - by);
    let cell = |cell: &Cell| Cell { span: back(cell.span), ..*cell };
    let table = |t: &Table| Table { span: back(t.span), rows: t.rows.iter().map(|row| row.iter().map(cell).collect()).collect() };
    Given {
        hints: body.hints.iter().filter(|h| region.contains(h.span)).map(|h| h.moved_back(by)).collect(),
        tables: body.tables.iter().filter(|t| region.contains(t.span)).map(table).collect(),
        lines: body.lines,
    }
}

/// All edits, in offsets of `text` (the region's part of the imported text).
fn propose(text: &str, given: &Given) -> Vec<Edit> {
    let hints = &given.hints;
    let lines = lines::lines(text);
    let rows = match given.lines {
        Lines::Unknown => tables::find(text, &lines),
        Lines::Paragraphs => tables::given(text, &lines, &given.tables),
    };
    let marks = inline::marks(text, hints);
    let only_marks: Vec<bool> = lines.iter().map(|l| inline::is_covered(text, l.core, &marks)).collect();
    let mut furniture = furniture::find(text, &lines, &only_marks);
    // A cell that is a bare figure looks like a page number.
    furniture.iter_mut().zip(&rows).filter(|(_, row)| row.is_exact).for_each(|(kind, _)| *kind = None);
    let notes = footnotes::find(text, &lines, &furniture);
    let mut in_note = vec![false; lines.len()];
    notes.iter().for_each(|n| in_note[n.first_line..n.end_line].fill(true));
    let kept: Vec<usize> = (0..lines.len()).filter(|k| furniture[*k].is_none() && !in_note[*k]).collect();
    let starts = starts(text, &lines, &kept, &rows, given);

    let mut out = line_end(text, &lines, &kept);
    out.extend(footnotes::edits(text, &lines, &notes, text.len()));
    for (line, kind) in lines.iter().zip(&furniture) {
        if let Some(kind) = kind {
            out.push(Edit::remove(line.core, *kind));
        }
    }
    out.extend(marks);
    if hints.iter().any(|h| matches!(h.kind, HintKind::Heading { mark: 1.., .. } | HintKind::Bold { open: 1.., .. })) {
        out.extend(kept.iter().flat_map(|k| inline::emphasis(text, lines[*k].core, hints)));
    }
    out.extend(inline::entities(text));
    out.extend(kept.iter().flat_map(|k| inline::specks(text, lines[*k].core)));
    out.extend(stuck_headings(text, &lines, &kept, &starts));
    out = edits::settle(out);
    let mut inside = Vec::new();
    for k in &kept {
        inside.extend(inside_line(text, lines[*k].core, &rows[*k], &out));
    }
    out.extend(inside);
    out.extend(gaps(text, &lines, &kept, &starts));
    out
}

/// Blanks inside a line; in a table's row one tab stays between two cells, and one more for each empty cell of the format's own tables.
fn inside_line(text: &str, core: Span, row: &Row, taken: &[Edit]) -> Vec<Edit> {
    let (Some(first), Some(last)) = (row.cells.first(), row.cells.last()) else { return inline::blanks(text, core, taken) };
    let mut out = Vec::new();
    // The bars at the ends of a row in Markdown.
    for edge in [Span { start: core.start, end: first.start }, Span { start: last.end, end: core.end }] {
        if !edge.is_empty() {
            out.push(Edit::remove(edge, RepairKind::Markdown));
        }
    }
    let mut before: Option<Span> = None;
    for cell in &row.cells {
        if let Some(gap) = before.map(|b| Span { start: b.end, end: cell.start }) {
            let tabs = if row.is_exact { gap.of(text).matches('\t').count().max(1) } else { 1 };
            let wanted = "\t".repeat(tabs);
            if gap.of(text) != wanted {
                out.push(Edit::replace(gap, &wanted, RepairKind::BlanksRemoved));
            }
        }
        out.extend(inline::blanks(text, *cell, taken));
        before = Some(*cell);
    }
    out
}

/// The line end that the last line lacks.
fn line_end(text: &str, lines: &[Line], kept: &[usize]) -> Vec<Edit> {
    let last = lines.last().filter(|last| !kept.is_empty() && last.core.end.0 == text.len());
    last.map(|last| Edit::replace(Span { start: last.core.end, end: last.core.end }, "\n", RepairKind::LineEnd)).into_iter().collect()
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

fn starts(text: &str, lines: &[Line], kept: &[usize], rows: &[Row], given: &Given) -> Vec<bool> {
    let apart: Vec<Span> =
        given.hints.iter().filter(|h| matches!(h.kind, HintKind::Heading { .. } | HintKind::Item { .. })).map(|h| h.span).collect();
    let marked = |core: Span| apart.get(apart.partition_point(|h| h.end <= core.start)).is_some_and(|h| h.overlaps(core));
    let text_lines: Vec<TextLine> = kept
        .iter()
        .enumerate()
        .map(|(n, k)| TextLine {
            line: &lines[*k],
            text: lines[*k].core.of(text),
            after_page_break: n > 0 && kept[n - 1] + 1 < *k,
            stands_apart: marked(lines[*k].core) || !rows[*k].cells.is_empty() || tables::is_barred(lines[*k].core.of(text)),
        })
        .collect();
    let found = wraps::paragraph_starts(&text_lines);
    if given.lines == Lines::Unknown || wraps::is_hard_wrapped(&text_lines) {
        return found;
    }
    // The format parts paragraphs; only a break inside one may be a wrap.
    let ends_before = |n: usize| n == 0 || text[lines[kept[n - 1]].core.end.0..lines[kept[n]].core.start.0].contains('\n');
    (0..found.len()).map(|n| found[n] || ends_before(n)).collect()
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
    let at_end = Span::new(from, text.len());
    if kept.is_empty() {
        push_gap(text, at_end, "", &mut out);
    } else if !at_end.is_empty() {
        push_gap(text, at_end, "\n", &mut out);
    }
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
        // Four bytes a character at most; a heading's end is not looked for beyond.
        let reach = mark.len + wraps::MAX_HEADING_CHARS * 4 + 1;
        let blanks = |from: usize| line[from..].find(is_plain_blank).map(|k| from + k);
        let mut next = blanks(mark.len);
        while let Some(at) = next.filter(|at| *at <= reach) {
            let after = at + line[at..].len() - line[at..].trim_start_matches(is_plain_blank).len();
            next = blanks(after);
            let (head, tail) = (&line[mark.len.min(at)..at], &line[after..]);
            let parted = ends_in_word(head) && begins_clause(tail);
            let chars = head.chars().count();
            let short = (6..=wraps::MAX_HEADING_CHARS).contains(&chars) && !head.contains(['。', '；']);
            if parted && short && tail.chars().nth(7).is_some() && (tail.contains('。') || goes_on) {
                let at = core.start.0 + at;
                out.push(Edit::replace(Span::new(at, core.start.0 + after), "\n", RepairKind::HeadingSplit));
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
    let mut anchors: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, open) in text.match_indices("[^") {
        let inner = &text[at + open.len()..];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        if inner[digits..].starts_with(']') && !inner[digits..].starts_with("]:") {
            anchors.entry(&inner[..digits]).or_insert(at);
        }
    }
    let mut out: Vec<Footnote> = Vec::new();
    for repair in repairs.iter().filter(|r| r.kind == RepairKind::FootnoteMoved && !r.after.is_empty()) {
        let Some((mark, _)) = repair.after.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) else { continue };
        let start = repair.span.start.0 + "[^]: ".len() + mark.len();
        let anchor = anchors.get(mark).copied().map(ByteOffset);
        out.push(Footnote { mark: mark.to_owned(), anchor, span: Span::new(start, repair.span.end.0 - 1) });
    }
    out
}
