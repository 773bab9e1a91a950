//! Tables (OpenDocument 1.3 part 3, 9): rows and cells with what they span.

use super::super::builder::CellContent;
use super::super::xml::{Element, Step, Walk};
use super::super::{Builder, ImportError};
use super::story::Story;

/// A cell that is said to repeat more often is made to exhaust.
const MAX_COLUMNS: usize = 256;

impl Story<'_> {
    /// Reads a `table:table`.
    pub(super) fn table(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let (mut rows, mut depth) = (Vec::new(), 0_usize);
        loop {
            match walk.step()? {
                // Groups of rows wrap rows.
                Step::Open(element) => match element.name() {
                    "table-row" => rows.push(self.row(walk)?),
                    "title" | "desc" | "table-source" | "shapes" => walk.skip()?,
                    _ => depth += 1,
                },
                Step::Close(_) if depth > 0 => depth -= 1,
                Step::Text(_) => {}
                Step::Close(_) | Step::End | Step::Broken => break,
            }
        }
        out.table(rows);
        Ok(())
    }

    fn row(&mut self, walk: &mut Walk) -> Result<Vec<CellContent>, ImportError> {
        let (mut cells, mut depth) = (Vec::new(), 0_usize);
        loop {
            match walk.step()? {
                Step::Open(element) => match element.name() {
                    "table-cell" => self.cell(walk, &element, &mut cells)?,
                    // Under a cell that takes several columns or rows.
                    "covered-table-cell" => walk.skip()?,
                    _ => depth += 1,
                },
                Step::Close(_) if depth > 0 => depth -= 1,
                Step::Text(_) => {}
                Step::Close(_) | Step::End | Step::Broken => return Ok(cells),
            }
        }
    }

    fn cell(&mut self, walk: &mut Walk, element: &Element, cells: &mut Vec<CellContent>) -> Result<(), ImportError> {
        let span = |name: &str| element.number::<u16>(name).unwrap_or(1).clamp(1, 1_024);
        let (columns, rows) = (span("number-columns-spanned"), span("number-rows-spanned"));
        let repeated = element.number::<usize>("number-columns-repeated").unwrap_or(1);
        let mut content = Builder::new();
        self.blocks(walk, &mut content)?;
        cells.push(CellContent { content, columns, rows });
        // Writers repeat empty cells only.
        for _ in 1..repeated.min(MAX_COLUMNS.saturating_sub(cells.len())) {
            cells.push(CellContent { content: Builder::new(), columns, rows });
        }
        Ok(())
    }
}
