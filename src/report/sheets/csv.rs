//! A table as comma-separated values that a spreadsheet opens right: RFC 4180 with a byte order mark, since Excel takes a file without one for
//! the system's code page and spoils every Chinese character.

use ::csv::{Terminator, WriterBuilder};

use super::{Sheet, Value};

/// Marks the bytes as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The heads, then the rows. Words that a spreadsheet would carry out as a formula stand behind an apostrophe, as OWASP advises; nothing else
/// is changed.
#[must_use]
pub fn sheet_to_csv(sheet: &Sheet) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let heads: Vec<String> = sheet.columns.iter().map(|column| harmless(&column.head)).collect();
    let rows = sheet.rows.iter().map(|row| row.iter().map(field).collect());
    for record in std::iter::once(heads).chain(rows) {
        // Memory takes everything.
        let _ = writer.write_record(record);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&bytes))
}

fn field(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) | Value::Link { text, .. } => harmless(text),
        Value::Count(count) => count.to_string(),
        Value::Amount(amount) => amount.clone(),
    }
}

/// Words that are never carried out: what begins as a formula does, in either width, is preceded by an apostrophe.
fn harmless(text: &str) -> String {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(begins) { format!("'{text}") } else { text.to_owned() }
}
