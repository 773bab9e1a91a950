//! The grid of a table: which columns a cell takes, how wide each column is, whether the first row names them.
//!
//! In: the rows of cells of a document's table, and the room. Out: a [`Grid`], chosen once for the whole table from a bounded number of
//! its rows. Nothing here knows fonts: needs are counted in ems, which is near enough to share out room. All lengths are points.

use crate::structure::Cell;
use crate::structure::grid::{Plan, RowPlan, Slot, bit, has_head, place};

/// A column's text is not narrower, in ems.
const LEAST: f32 = 2.5;
/// Nor than three characters where it is broken, and of long cells than a share of their length up to six: eight lines in a row tire.
/// Where the columns do not fit so, a row's cells stand one below the other.
const LEAST_BROKEN: f32 = 3.1;
const LEAST_SHARE: f32 = 0.3;
const LEAST_LONG: f32 = 6.0;
/// What a cell asks for at most, in ems: longer text is broken into lines anyway.
const MOST: f32 = 40.0;
/// A column that is broken keeps so many ems where there is room: a word of four characters stays whole.
const WORD: f32 = 4.5;
/// So many rows of a long table are looked at.
const SAMPLE: usize = 400;

/// The grid of one table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Left edge of each column and the right one of the last, from the left of the text's column.
    pub edges: Vec<f32>,
    /// By row of the table.
    pub rows: Vec<RowPlan>,
    /// Whether the first row names the columns.
    pub head: bool,
    /// Whether a row's cells stand one below the other, since there is no room for the columns.
    pub stacked: bool,
    /// Between a line of the grid and the text beside it.
    pub pad: f32,
}

impl Grid {
    /// The grid of a table in `width` points, `em` a character's width. `text` gives a cell's text.
    pub(super) fn new<'t>(rows: &[Vec<Cell>], text: impl Fn(&Cell) -> &'t str, width: f32, em: f32) -> Self {
        let Plan { rows: plans, columns: count, fits } = place(rows);
        let pad = (em * 0.4).round().max(1.0);
        let begins = plans.iter().fold(0, |all, plan| all | plan.slots.iter().fold(0, |bits, slot| bits | bit(slot.column)));
        let mut needs = Needs::new(count, begins);
        let step = rows.len().div_ceil(SAMPLE).max(1);
        for (k, (row, plan)) in rows.iter().zip(&plans).enumerate() {
            // The first rows always: the names of the columns stand there.
            if k < 8 || k % step == 0 {
                row.iter()
                    .zip(&plan.slots)
                    .filter(|(_, slot)| slot.columns == 1)
                    .for_each(|(cell, slot)| needs.add(slot.column, text(cell)));
            }
        }
        let room = width / em - needs.count() * 2.0 * pad / em;
        let stacked = !fits || room < needs.least();
        let edges = if stacked { vec![0.0, width] } else { edges(&needs, room, em, pad) };
        Self { edges, rows: plans, head: has_head(rows, text), stacked, pad }
    }

    /// Left and right edge of the columns of a slot; the whole width where cells are stacked.
    pub(super) fn across(&self, slot: Slot) -> (f32, f32) {
        let last = self.edges.len().saturating_sub(1);
        let (from, to) = if self.stacked { (0, last) } else { (slot.column.min(last), (slot.column + slot.columns).min(last)) };
        (self.edges.get(from).copied().unwrap_or(0.0), self.edges.get(to).copied().unwrap_or(0.0))
    }

    /// Right edge of the table.
    pub(super) fn right(&self) -> f32 {
        self.edges.last().copied().unwrap_or(0.0)
    }
}

/// What each column asks for, in ems.
struct Needs {
    /// The longest cell; none where no cell begins: the column has no width of its own.
    longest: Vec<Option<f32>>,
    /// All cells together.
    amount: Vec<f32>,
}

impl Needs {
    fn new(count: usize, begins: u64) -> Self {
        let longest = (0..count).map(|c| (begins & bit(c) != 0).then_some(LEAST)).collect();
        Self { longest, amount: vec![1.0; count] }
    }

    fn add(&mut self, column: usize, text: &str) {
        let need = ems(text);
        if let (Some(Some(longest)), Some(amount)) = (self.longest.get_mut(column), self.amount.get_mut(column)) {
            *longest = longest.max(need);
            *amount += need;
        }
    }

    /// What the columns must have.
    fn least(&self) -> f32 {
        self.longest.iter().flatten().map(|need| need.min((need * LEAST_SHARE).clamp(LEAST_BROKEN, LEAST_LONG))).sum()
    }

    /// Columns with a width.
    #[expect(clippy::cast_precision_loss, reason = "at most 64")]
    fn count(&self) -> f32 {
        self.longest.iter().flatten().count() as f32
    }
}

/// Width of a text in ems, roughly and a little more, at most [`MOST`].
fn ems(text: &str) -> f32 {
    // A footnote's mark is small, but need not be counted apart.
    let width: f32 = text.chars().take(80).map(|c| if c.is_ascii() { 0.6 } else { 1.0 }).sum();
    (width + 0.3).min(MOST)
}

/// The columns' edges. Short columns get what they ask for, the others share the rest by how much they hold.
fn edges(needs: &Needs, room: f32, em: f32, pad: f32) -> Vec<f32> {
    let mut widths: Vec<Option<f32>> = needs.longest.iter().map(|need| if need.is_none() { Some(0.0) } else { None }).collect();
    let mut left = room;
    loop {
        let open = widths.iter().filter(|w| w.is_none()).count();
        #[expect(clippy::cast_precision_loss, reason = "at most 64")]
        let share = left / open.max(1) as f32;
        let before = left;
        for (width, need) in widths.iter_mut().zip(&needs.longest) {
            if let (None, Some(need)) = (*width, need)
                && *need <= share
            {
                *width = Some(*need);
                left -= need;
            }
        }
        // None was satisfied: what is left are the long ones.
        if before.to_bits() == left.to_bits() {
            break;
        }
    }
    let open: Vec<usize> = (0..widths.len()).filter(|c| widths[*c].is_none()).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most 64")]
    let count = open.len().max(1) as f32;
    // Where even words do not stay whole, those that hold more still get more.
    let floor = WORD.min((left / count * 0.75).max(LEAST_BROKEN)).min(left / count);
    let free = left - floor * count;
    let total: f32 = open.iter().map(|c| needs.amount[*c].sqrt()).sum();
    for c in open {
        widths[c] = Some(floor + free * needs.amount[c].sqrt() / total.max(1.0));
    }
    let mut at = 0.0;
    let mut edges = vec![0.0];
    for (width, need) in widths.into_iter().zip(&needs.longest) {
        at += if need.is_some() { (width.unwrap_or(LEAST) * em + 2.0 * pad).max(0.0) } else { 0.0 };
        edges.push(at);
    }
    edges
}
