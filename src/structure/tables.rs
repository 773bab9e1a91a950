//! Rows of tables that came as plain text: cells parted by tabs or wide blanks, or by Markdown's bars.
//!
//! In: the lines. Out: for each the cells of the row that it is, if any. One line alone makes no table: a neighbour must have as many cells.

use super::lines::{Line, is_plain_blank};
use crate::text::Span;

/// Blanks that part cells, in characters, where there is no tab.
const MIN_BLANKS: usize = 2;
/// Cells of a row parted by blanks; by tabs two are enough.
const MIN_CELLS: usize = 3;

/// The cells of each line that is a row; empty for others.
pub fn find(text: &str, lines: &[Line]) -> Vec<Vec<Span>> {
    let cells: Vec<Vec<Span>> = lines.iter().map(|l| cells(text, l.core)).collect();
    let may_be = |k: usize| {
        let tabbed = lines[k].core.of(text).contains('\t');
        cells[k].len() >= if tabbed { 2 } else { MIN_CELLS }
    };
    let alike = |a: usize, b: usize| may_be(a) && may_be(b) && cells[a].len() == cells[b].len();
    let row = |k: usize| k.checked_sub(1).is_some_and(|p| alike(p, k)) || k + 1 < lines.len() && alike(k, k + 1);
    (0..lines.len()).map(|k| if row(k) { cells[k].clone() } else { Vec::new() }).collect()
}

/// Whether a line is a row in Markdown's bars.
pub fn is_barred(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// What tabs part in a line, or, where it has none, wide blanks.
fn cells(text: &str, core: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let tabbed = core.of(text).contains('\t');
    let mut start = core.start.0;
    let mut blank: Option<(usize, usize, bool)> = None;
    for (at, c) in core.of(text).char_indices() {
        let at = core.start.0 + at;
        if is_plain_blank(c) {
            let (from, count, tab) = blank.unwrap_or((at, 0, false));
            blank = Some((from, count + 1, tab || c == '\t'));
        } else if let Some((from, count, tab)) = blank.take()
            && (tab || !tabbed && count >= MIN_BLANKS)
        {
            out.push(Span::new(start, from));
            start = at;
        }
    }
    out.push(Span::new(start, core.end.0));
    out
}
