//! From the file to the document, for every format: what the reader of a pane sees is the same whatever the file was.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiedu::structure::{Document, DocumentKind, ParagraphRole, SectionKind, read};

use super::{imported, squeezed, tagged};

/// The same document in six formats.
const GW: [&str; 6] = ["own__gw.docx", "own__gw.doc", "own__gw.odt", "own__gw.rtf", "own__gw.html", "own__gw.pdf"];

fn document(name: &str) -> Document {
    let mut documents = read(&Arc::new(imported(name)), &BTreeSet::new());
    assert_eq!(documents.len(), 1, "{name}");
    documents.remove(0)
}

#[test]
fn every_heading_stands_in_the_outline_with_its_number_and_depth() {
    for name in GW {
        let document = document(name);
        let found: Vec<(u8, String)> = document
            .sections
            .iter()
            .filter(|s| s.kind == SectionKind::Heading && !s.number.is_empty())
            .map(|s| (s.level, squeezed(s.span.of(&document.text))))
            .collect();
        let known = |tag: &str| tagged(tag).iter().map(|text| squeezed(text)).collect::<Vec<_>>();
        // Cleaning parts a heading from the paragraph that it is stuck to; in the file that is no heading.
        let is_stuck = |text: &str| known("P").iter().any(|paragraph| paragraph.starts_with(text));
        for (level, tag) in [(1, "H1"), (2, "H2")] {
            let deep = found.iter().filter(|(l, text)| *l == level && !is_stuck(text)).map(|(_, text)| text.clone());
            assert_eq!(deep.collect::<Vec<_>>(), known(tag), "{name}");
        }
    }
}

#[test]
fn title_street_and_year_are_found_in_every_format() {
    for name in GW {
        let meta = document(name).meta;
        assert_eq!(meta.title.as_deref(), Some("华阳路街道2025年工作计划"), "{name}");
        assert_eq!((meta.street.as_deref(), meta.year, meta.kind), (Some("华阳路街道"), Some(2025), DocumentKind::Plan), "{name}");
    }
}

#[test]
fn the_table_is_a_table_with_its_cells() {
    for name in GW {
        let document = document(name);
        assert_eq!(document.tables.len(), 1, "{name}");
        let table = &document.tables[0];
        let cells = |row: usize| table.rows[row].iter().map(|c| squeezed(c.span.of(&document.text))).collect::<Vec<_>>();
        assert_eq!(cells(0), ["序号", "重点项目", "责任部门", "完成时限"], "{name}");
        assert_eq!((table.rows.len(), cells(2)[0].as_str()), (3, "2"), "{name}");
        let rows: Vec<String> = (0..3).map(|row| cells(row).concat()).collect();
        assert_eq!(rows, tagged("R").iter().map(|row| squeezed(row)).collect::<Vec<_>>(), "{name}");
        let roles = document.paragraphs.iter().filter(|p| p.role == ParagraphRole::Row).count();
        assert_eq!(roles, 3, "{name}");
    }
}

#[test]
fn the_footnote_hangs_on_its_mark() {
    for name in ["own__gw.docx", "own__gw.doc", "own__gw.odt", "own__gw.rtf"] {
        let document = document(name);
        let [note] = document.footnotes.as_slice() else { panic!("{name}: {} footnotes", document.footnotes.len()) };
        let anchor = note.anchor.unwrap_or_else(|| panic!("{name}: no mark"));
        assert!(document.text[anchor.0..].starts_with(&format!("[^{}]", note.mark)), "{name}");
        assert!(!note.span.of(&document.text).trim().is_empty(), "{name}");
    }
}

#[test]
fn revisions_are_told_where_the_format_has_them() {
    for name in ["own__gw.docx", "own__gw.doc", "own__gw.odt", "own__gw.rtf"] {
        let document = document(name);
        let codes: Vec<&str> = document.diagnostics.iter().map(|d| d.code).collect();
        assert!(document.text.contains("新增修订文字"), "{name}: the insertion is missing");
        assert!(codes.contains(&"revision-inserted") && codes.contains(&"revision-deleted"), "{name}: {codes:?}");
    }
}

#[test]
fn a_repair_leads_back_to_its_place_in_the_file() {
    for name in GW {
        let document = document(name);
        let body = &document.source.body;
        let told = |c: char| !c.is_whitespace();
        let placed = body
            .text
            .char_indices()
            .filter(|(_, c)| told(*c))
            .filter(|(at, _)| document.source.place(jiedu::text::ByteOffset(*at)).is_some());
        let all = body.text.chars().filter(|c| told(*c)).count();
        let share = placed.count() as f64 / all as f64;
        // Numbers and footnote marks are written by import itself.
        assert!(share > 0.97, "{name}: {share:.3} of the characters have a place");
    }
}
