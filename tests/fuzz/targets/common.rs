//! What the targets share: an import and what must hold of whatever comes out.

use std::io::{Cursor, Write as _};

use jiedu::import::{Format, Imported, format, import};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Imports bytes of a format, and does nothing with those of another.
#[allow(dead_code, reason = "not every target takes whole files")]
pub fn import_as(wanted: &[Format], bytes: &[u8]) {
    if format(bytes).is_ok_and(|told| wanted.contains(&told)) {
        check_import(bytes);
    }
}

/// Imports bytes and checks the promises: spans lie in the text on character boundaries, hints and origins are in order.
pub fn check_import(bytes: &[u8]) {
    let Ok(Imported { body, .. }) = import("fuzz", bytes) else { return };
    let fits = |start: usize, end: usize| assert!(body.text.get(start..end).is_some(), "{start}..{end}");
    body.hints.iter().for_each(|h| fits(h.span.start.0, h.span.end.0));
    body.origins.iter().for_each(|o| fits(o.span.start.0, o.span.end.0));
    body.notes.iter().for_each(|n| fits(n.span.start.0, n.span.end.0));
    for table in &body.tables {
        fits(table.span.start.0, table.span.end.0);
        table.rows.iter().flatten().for_each(|c| fits(c.span.start.0, c.span.end.0));
    }
    assert!(body.hints.is_sorted_by_key(|h| h.span.start), "hints");
    assert!(body.origins.windows(2).all(|w| w[0].span.end <= w[1].span.start), "origins");
}

/// A container of parts, stored as they are: mutations reach the XML and not the compression.
#[allow(dead_code, reason = "only targets of containers")]
pub fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, stored).expect("part");
        zip.write_all(bytes).expect("part");
    }
    zip.finish().expect("container").into_inner()
}
