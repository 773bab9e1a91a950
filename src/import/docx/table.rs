//! Tables (ECMA-376 part 1, 17.4): rows and cells with what they span.

use super::super::builder::CellContent;
use super::super::xml::{Step, Walk, children};
use super::super::{Builder, ImportError};
use super::story::Story;

/// Word's tables have 63 columns at most.
const MAX_COLUMNS: usize = 256;

/// What a cell says of its place.
#[derive(Debug, Clone, Copy, Default)]
pub struct CellProperties {
    /// Columns that it takes; 0 where it does not say.
    columns: u16,
    vertical: Option<Merge>,
    horizontal: Option<Merge>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    /// The first of cells that are one.
    Restart,
    /// The cell before goes on here.
    Continue,
}

/// A table on its way.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<CellContent>>,
    /// For each column the cell that hangs down into the next row: its row and its index there.
    hanging: Vec<Option<(usize, usize)>>,
}

/// Reads a `w:tcPr`.
///
/// # Errors
/// As [`Walk::step`].
pub fn cell_properties(walk: &mut Walk) -> Result<CellProperties, ImportError> {
    let mut out = CellProperties::default();
    children(walk, |_, element| {
        let merge = || if element.attribute("val").as_deref() == Some("restart") { Merge::Restart } else { Merge::Continue };
        match element.name() {
            "gridSpan" => out.columns = element.number("val").unwrap_or(1),
            "vMerge" => out.vertical = Some(merge()),
            "hMerge" => out.horizontal = Some(merge()),
            _ => {}
        }
        Ok(false)
    })?;
    Ok(out)
}

impl Story<'_> {
    /// Reads a `w:tbl`.
    pub(super) fn table(&mut self, walk: &mut Walk, out: &mut Builder) -> Result<(), ImportError> {
        let mut rows = Rows::default();
        self.wrapped(walk, |story, walk, name| match name {
            "tr" => story.row(walk, &mut rows).map(|()| true),
            "tblPr" | "tblGrid" => walk.skip().map(|()| true),
            _ => Ok(false),
        })?;
        out.table(rows.rows);
        Ok(())
    }

    fn row(&mut self, walk: &mut Walk, rows: &mut Rows) -> Result<(), ImportError> {
        rows.rows.push(Vec::new());
        let mut column = 0;
        self.wrapped(walk, |story, walk, name| {
            match name {
                "tc" => {
                    let (properties, content) = story.cell(walk)?;
                    rows.push(&mut column, properties, content);
                }
                "trPr" => column += columns_before(walk)?,
                "tblPrEx" => walk.skip()?,
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn cell(&mut self, walk: &mut Walk) -> Result<(CellProperties, Builder), ImportError> {
        let outer = std::mem::take(&mut self.cell);
        let mut content = Builder::new();
        self.blocks(walk, &mut content)?;
        Ok((std::mem::replace(&mut self.cell, outer), content))
    }

    /// Walks the children of an element, through the wrappers that may stand around them: content controls, custom XML, alternates.
    fn wrapped(
        &mut self,
        walk: &mut Walk,
        mut visit: impl FnMut(&mut Self, &mut Walk, &str) -> Result<bool, ImportError>,
    ) -> Result<(), ImportError> {
        let mut depth = 0_usize;
        loop {
            match walk.step()? {
                Step::Open(element) => {
                    let name = element.name();
                    if !visit(self, walk, name)? && !self.pass_over(walk, name)? {
                        depth += 1;
                    }
                }
                Step::Close(_) if depth == 0 => return Ok(()),
                Step::Close(name) => {
                    depth -= 1;
                    self.close_wrapper(&name);
                }
                Step::Text(_) => {}
                Step::End | Step::Broken => return Ok(()),
            }
        }
    }
}

/// Reads a `w:trPr`: columns of the grid that the row leaves out at its head.
fn columns_before(walk: &mut Walk) -> Result<usize, ImportError> {
    let mut out = 0;
    children(walk, |_, element| {
        if element.name() == "gridBefore" {
            out = element.number("val").unwrap_or(0).min(MAX_COLUMNS);
        }
        Ok(false)
    })?;
    Ok(out)
}

impl Rows {
    /// Adds a cell at `column` to the last row, or lets the one before or above it grow.
    fn push(&mut self, column: &mut usize, properties: CellProperties, content: Builder) {
        let row = self.rows.len() - 1;
        let columns = properties.columns.clamp(1, 256);
        let covered = *column..(*column + usize::from(columns)).min(MAX_COLUMNS);
        *column += usize::from(columns);
        if properties.horizontal == Some(Merge::Continue)
            && let Some(before) = self.rows[row].last_mut()
        {
            before.columns = before.columns.saturating_add(columns);
            return;
        }
        let above = self.hanging.get(covered.start).copied().flatten();
        if properties.vertical == Some(Merge::Continue)
            && let Some(cell) = above.and_then(|(r, k)| self.rows.get_mut(r)?.get_mut(k))
        {
            cell.rows = cell.rows.saturating_add(1);
            return;
        }
        let own = properties.vertical.map(|_| (row, self.rows[row].len()));
        if self.hanging.len() < covered.end {
            self.hanging.resize(covered.end, None);
        }
        for slot in self.hanging.get_mut(covered).into_iter().flatten() {
            *slot = own;
        }
        self.rows[row].push(CellContent { content, columns, rows: 1 });
    }
}
