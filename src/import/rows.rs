//! Tables of the formats that have none as such (.doc, RTF): paragraphs with a depth and ends of cells and rows in, rows of cells out.
//!
//! A row's definition says where its cells' edges are and which cells are merged (MS-DOC 2.4.3; RTF 1.9, Table Definitions). How
//! many columns a cell takes comes from the edges of all rows together.

use super::builder::{Builder, CellContent};

/// Tables in tables in tables: deeper ones are read as text of the last.
pub const MAX_DEPTH: usize = 8;
/// Edges that lie so near to each other are one, in twips (1/20 pt).
const NEAR: i32 = 60;

/// What a row's definition says of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Definition {
    /// Its left edge, in twips.
    pub left: i32,
    /// Its right edge, in twips.
    pub right: i32,
    /// Hangs down from the cell above.
    pub hangs: bool,
    /// Belongs to the cell before.
    pub continues: bool,
}

/// A cell and its definition.
#[derive(Debug)]
struct RawCell {
    content: Builder,
    definition: Option<Definition>,
}

/// A table on its way.
#[derive(Debug, Default)]
struct Open {
    rows: Vec<Vec<RawCell>>,
    row: Vec<RawCell>,
    cell: Builder,
}

/// The tables that are open, the outermost first.
#[derive(Debug, Default)]
pub struct Tables {
    open: Vec<Open>,
}

impl Tables {
    /// Closes and opens tables until the next paragraph stands `depth` deep.
    pub fn go_to_depth(&mut self, depth: u32, out: &mut Builder) {
        let depth = (depth as usize).min(MAX_DEPTH);
        while self.open.len() > depth {
            if let Some(table) = self.open.pop() {
                self.target(out).table(table.finish());
            }
        }
        while self.open.len() < depth {
            self.open.push(Open::default());
        }
    }

    /// Where the next paragraph's text goes.
    pub fn target<'b>(&'b mut self, out: &'b mut Builder) -> &'b mut Builder {
        self.open.last_mut().map_or(out, |table| &mut table.cell)
    }

    /// Whether no table is open.
    pub const fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// How many tables are open, one in another.
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// Ends the cell of the innermost table.
    pub fn end_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            let content = std::mem::take(&mut table.cell);
            table.row.push(RawCell { content, definition: None });
        }
    }

    /// Ends the row of the innermost table. Definitions that are not one for each cell are left aside.
    pub fn end_row(&mut self, definitions: &[Definition]) {
        if let Some(table) = self.open.last_mut() {
            table.end_row(definitions);
        }
    }
}

impl Open {
    fn end_row(&mut self, definitions: &[Definition]) {
        let mut row = std::mem::take(&mut self.row);
        if !self.cell.is_empty() {
            // Text before the row's end without a mark of its own.
            row.push(RawCell { content: std::mem::take(&mut self.cell), definition: None });
        }
        if row.len() == definitions.len() {
            for (cell, definition) in row.iter_mut().zip(definitions) {
                cell.definition = Some(*definition);
            }
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
    }

    fn finish(mut self) -> Vec<Vec<CellContent>> {
        self.end_row(&[]);
        let edges = edges(&self.rows);
        let mut out: Vec<Vec<CellContent>> = Vec::new();
        // Left edge of each column's last cell, and where it went.
        let mut above: Vec<(usize, usize, usize)> = Vec::new();
        for row in self.rows {
            let mut cells: Vec<CellContent> = Vec::new();
            let index = out.len();
            for RawCell { content, definition } in row {
                let Some(definition) = definition else {
                    cells.push(CellContent { content, columns: 1, rows: 1 });
                    continue;
                };
                let (left, right) = (column(&edges, definition.left), column(&edges, definition.right));
                let columns = u16::try_from(right.saturating_sub(left)).unwrap_or(1).max(1);
                if definition.continues && content.is_empty() && !cells.is_empty() {
                    if let Some(last) = cells.last_mut() {
                        last.columns = last.columns.saturating_add(columns);
                    }
                    continue;
                }
                let owner = above.iter().find(|(at, ..)| *at == left).copied();
                if let Some((_, row, cell)) = owner.filter(|_| definition.hangs && content.is_empty()) {
                    if let Some(owner) = out.get_mut(row).and_then(|r| r.get_mut(cell)) {
                        owner.rows = owner.rows.saturating_add(1);
                    }
                    continue;
                }
                above.retain(|(at, ..)| *at < left || *at >= right.max(left + 1));
                above.push((left, index, cells.len()));
                cells.push(CellContent { content, columns, rows: 1 });
            }
            out.push(cells);
        }
        out
    }
}

/// The edges of all rows, from the left, near ones as one.
fn edges(rows: &[Vec<RawCell>]) -> Vec<i32> {
    let mut all: Vec<i32> = rows.iter().flatten().filter_map(|cell| cell.definition).flat_map(|d| [d.left, d.right]).collect();
    all.sort_unstable();
    all.dedup_by(|next, kept| *next - *kept < NEAR);
    all
}

fn column(edges: &[i32], at: i32) -> usize {
    edges.partition_point(|edge| *edge <= at).saturating_sub(1)
}
