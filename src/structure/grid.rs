//! The grid of a table: which columns each cell takes, and whether the first row names them.
//!
//! In: rows of cells as formats declare them, spans over columns and rows too. Out: a place for each cell. Declared numbers may be
//! anything; what is impossible is not given.

use super::document::Cell;

/// So many columns are told apart: a row's columns are the bits of one number.
pub const MAX_COLUMNS: usize = 64;
/// A name of a column has at most so many characters.
const MAX_NAME_CHARS: usize = 14;

/// Where the cells of a table stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// By row of the table.
    pub rows: Vec<RowPlan>,
    /// How many columns there are, from one.
    pub columns: usize,
    /// Whether every cell found a place.
    pub fits: bool,
}

/// Where the cells of a row stand in the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowPlan {
    /// One for each cell.
    pub slots: Vec<Slot>,
    /// Columns, by bit, with a line at their left.
    pub starts: u64,
    /// Columns, by bit, that a cell from above hangs into: no line above them.
    pub hung: u64,
}

/// The columns of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The first, from zero.
    pub column: usize,
    /// From one; zero for a cell beyond the last column that is told apart.
    pub columns: usize,
}

/// The bit of a column.
#[must_use]
pub const fn bit(column: usize) -> u64 {
    if column < MAX_COLUMNS { 1 << column } else { 0 }
}

/// Places each cell of a table's rows; no two take the same place.
#[must_use]
pub fn place(rows: &[Vec<Cell>]) -> Plan {
    // Rows that a cell from above still hangs into each column.
    let mut hanging = [0_u16; MAX_COLUMNS];
    let mut hanging_starts = 0_u64;
    let (mut count, mut fits) = (1, true);
    let mut plans = Vec::with_capacity(rows.len());
    for row in rows {
        let hung = (0..MAX_COLUMNS).filter(|c| hanging[*c] > 0).fold(0, |bits, c| bits | bit(c));
        let mut plan = RowPlan { slots: Vec::with_capacity(row.len()), starts: hanging_starts & hung, hung };
        hanging.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        let mut column = 0;
        for cell in row {
            while hung & bit(column) != 0 {
                column += 1;
            }
            // Declared columns may be any number: those that are taken or beyond the last are not given.
            let wanted = usize::from(cell.columns.max(1)).min(MAX_COLUMNS.saturating_sub(column));
            let columns = (column..column + wanted).take_while(|c| hung & bit(*c) == 0).count();
            fits &= columns > 0;
            plan.slots.push(Slot { column, columns });
            plan.starts |= if columns > 0 { bit(column) } else { 0 };
            if cell.rows > 1 {
                hanging_starts |= bit(column);
                hanging.iter_mut().skip(column).take(columns).for_each(|rows| *rows = cell.rows - 1);
            }
            column += columns;
        }
        // What is left of a short row is one empty cell, and so is what nothing follows after a hanging one.
        plan.starts |= bit(column) | (hung << 1) & !hung;
        hanging_starts &= (0..MAX_COLUMNS).filter(|c| hanging[*c] > 0).fold(0, |bits, c| bits | bit(c));
        count = count.max(column).min(MAX_COLUMNS);
        plans.push(plan);
    }
    Plan { rows: plans, columns: count, fits }
}

/// Whether the first row names the columns: several cells, each short, none mostly figures, and rows below it. `text` gives a cell's.
#[must_use]
pub fn has_head<'t>(rows: &[Vec<Cell>], text: impl Fn(&Cell) -> &'t str) -> bool {
    let Some(first) = rows.first().filter(|first| rows.len() > 1 && first.len() > 1) else { return false };
    let names: Vec<&str> = first.iter().map(|cell| text(cell).trim()).collect();
    let named = names.iter().filter(|name| !name.is_empty()).count();
    named > 1 && names.iter().all(|name| is_name(name))
}

fn is_name(name: &str) -> bool {
    let count = name.chars().take(MAX_NAME_CHARS + 1).count();
    let figures = name.chars().filter(char::is_ascii_digit).count();
    count <= MAX_NAME_CHARS && 2 * figures <= count && !name.contains(['。', '；'])
}
