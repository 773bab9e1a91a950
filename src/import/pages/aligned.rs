//! Tables without rules: rows of cells that stand under each other.
//!
//! Wide gaps alone make no table. Two rows of three cells or more must share their columns; rows between and after them belong to it
//! as long as none of their cells reaches over two columns.

use super::grid::GridCell;
use super::line::Line;

/// Cells of a row that shows that there is a table.
pub const MIN_COLUMNS: usize = 3;
/// Lines below the first row in which the second must come.
pub const REACH: usize = 8;

/// Columns as they are known so far: left and right end.
struct Columns(Vec<(f32, f32)>);

/// The table at the head of `lines` and how many lines it takes; `None` where none begins there.
pub fn table(lines: &[&Line]) -> Option<(Vec<Vec<GridCell>>, usize)> {
    let first = lines.first().filter(|l| l.cells.len() >= MIN_COLUMNS)?;
    let mut columns = Columns(first.cells.iter().map(|c| (c.x0, c.x1)).collect());
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    let (mut anchors, mut taken, mut last_anchor) = (0, 0, 0);
    for (k, line) in lines.iter().enumerate() {
        let is_anchor = line.cells.len() >= MIN_COLUMNS;
        if !is_anchor && k - last_anchor > REACH {
            break;
        }
        let cells: Vec<&Line> = if line.cells.is_empty() { vec![line] } else { line.cells.iter().collect() };
        let Some(places) = columns.places(&cells) else { break };
        let begins_row = rows.is_empty() || (places.first() == Some(&0) && cells.len() >= 2);
        if begins_row {
            rows.push(vec![Vec::new(); columns.0.len()]);
        }
        let Some(row) = rows.last_mut() else { break };
        row.resize(columns.0.len(), Vec::new());
        for (cell, place) in cells.into_iter().zip(places) {
            if let Some(lines) = row.get_mut(place) {
                lines.push(cell.clone());
            }
        }
        if is_anchor {
            anchors += 1;
            last_anchor = k;
        }
        taken = k + 1;
    }
    if anchors < 2 {
        return None;
    }
    let cell = |lines| GridCell { lines, columns: 1, rows: 1 };
    Some((rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect(), taken))
}

impl Columns {
    /// The column of each cell, columns widened to hold them; `None` where a cell fits into none.
    fn places(&mut self, cells: &[&Line]) -> Option<Vec<usize>> {
        let mut places = Vec::with_capacity(cells.len());
        for cell in cells {
            let overlaps = |c: &(f32, f32)| cell.x0.max(c.0) < cell.x1.min(c.1) + cell.size * 0.2;
            let mut found = (0..self.0.len()).filter(|k| overlaps(&self.0[*k]));
            let place = found.next()?;
            if found.next().is_some() || places.contains(&place) {
                return None;
            }
            places.push(place);
        }
        for (cell, place) in cells.iter().zip(&places) {
            let column = &mut self.0[*place];
            *column = (column.0.min(cell.x0), column.1.max(cell.x1));
        }
        Some(places)
    }
}
