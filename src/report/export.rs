//! A comparison as a file for other programs: the one function that the window and the command line both call.
//!
//! In: a [`Comparison`], an [`ExportFormat`], a day. Out: the file's bytes, the same for the same three.

use super::sheets::{SheetKind, XlsxError, sheet_to_csv, sheets_to_xlsx};
use super::{comparison_to_json, comparison_to_text};
use crate::compare::Comparison;

/// What a comparison is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Plain text, for a terminal.
    Text,
    /// As the contract says.
    Json,
    /// One table, comma-separated.
    Csv(SheetKind),
    /// A workbook of all tables.
    Xlsx,
}

impl ExportFormat {
    /// The format that a file's ending (without its dot, in any case) asks for; of CSV the matrix.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "txt" => Self::Text,
            "json" => Self::Json,
            "csv" => Self::Csv(SheetKind::Matrix),
            "xlsx" => Self::Xlsx,
            _ => return None,
        })
    }
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The workbook could not be made.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// The writer of JSON failed.
    #[error("无法写成 JSON（{0}）")]
    Json(#[from] serde_json::Error),
}

/// The bytes of a comparison's file. `date` (ISO 8601) is the day that a workbook says it was made; the other formats have none.
///
/// # Errors
/// [`ExportError`] where the format cannot hold the comparison.
pub fn export(comparison: &Comparison, format: ExportFormat, date: Option<&str>) -> Result<Vec<u8>, ExportError> {
    Ok(match format {
        ExportFormat::Text => comparison_to_text(comparison).into_bytes(),
        ExportFormat::Json => comparison_to_json(comparison)?.into_bytes(),
        ExportFormat::Csv(kind) => sheet_to_csv(&kind.of(comparison)).into_bytes(),
        ExportFormat::Xlsx => sheets_to_xlsx(&SheetKind::ALL.map(|kind| kind.of(comparison)), date)?,
    })
}
