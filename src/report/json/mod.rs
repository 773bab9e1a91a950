//! JSON as the contract fixes it: fields may be added, none removed or renamed.
//!
//! All offsets here count Unicode scalar values of a document's `text`, ends exclusive.

mod comparison;

pub use comparison::comparison_to_json;

use serde::Serialize;

use crate::import::{ApartKind, Encoding, Format, Place};
use crate::structure::{Document, Repair, SectionKind, Table};
use crate::text::{LineIndex, Span};

#[derive(Serialize)]
struct DocumentJson<'a> {
    id: String,
    path: &'a str,
    part: Option<u32>,
    sha256: &'a str,
    format: Format,
    encoding: Option<Encoding>,
    title: Option<&'a str>,
    issuer: Option<&'a str>,
    number: Option<&'a str>,
    date: Option<&'a str>,
    street: Option<&'a str>,
    district: Option<&'a str>,
    city: Option<&'a str>,
    year: Option<i32>,
    place_candidates: &'a [String],
    kind: &'static str,
    text: &'a str,
    sections: Vec<SectionJson<'a>>,
    footnotes: Vec<FootnoteJson<'a>>,
    tables: Vec<TableJson<'a>>,
    apart: Vec<ApartJson<'a>>,
    repairs: Vec<RepairJson<'a>>,
    diagnostics: Vec<DiagnosticJson<'a>>,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    level: u8,
    number: &'a str,
    title: &'a str,
    kind: &'static str,
    start: usize,
    end: usize,
    parent: Option<usize>,
}

#[derive(Serialize)]
struct FootnoteJson<'a> {
    mark: &'a str,
    anchor: Option<usize>,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct TableJson<'a> {
    start: usize,
    end: usize,
    rows: Vec<Vec<&'a str>>,
}

/// What stands in the file and is no body: beyond the contract.
#[derive(Serialize)]
struct ApartJson<'a> {
    kind: ApartKind,
    text: &'a str,
    page: Option<u32>,
}

#[derive(Serialize)]
struct RepairJson<'a> {
    id: u32,
    group: u32,
    start: usize,
    end: usize,
    kind: &'static str,
    before: &'a str,
    after: &'a str,
    source: SourceJson,
}

#[derive(Serialize)]
struct SourceJson {
    chars: [usize; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<[usize; 2]>,
    #[serde(flatten)]
    place: Option<PlaceJson>,
}

/// Where in a file that is no text: in formats that flow, or on a page in points from its upper left corner.
#[derive(Serialize)]
#[serde(untagged)]
enum PlaceJson {
    Run { paragraph: u32, run: u32 },
    Rect { page: u32, rect: [f32; 4] },
}

#[derive(Serialize)]
struct DiagnosticJson<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    start: usize,
    end: usize,
}

/// The array that `jiedu read --format json` prints, with a line end.
///
/// # Errors
/// None in practice: the value holds nothing that JSON cannot say.
pub fn documents_to_json<'a>(documents: impl Iterator<Item = &'a Document>) -> serde_json::Result<String> {
    let all: Vec<_> = (0..).zip(documents).map(|(k, d)| document_json(k, d)).collect();
    with_line_end(serde_json::to_string_pretty(&all)?)
}

/// One line of `jiedu read --format jsonl`; `index` is the document's place in the output, from zero.
///
/// # Errors
/// As [`documents_to_json`].
pub fn document_to_json_line(index: usize, document: &Document) -> serde_json::Result<String> {
    with_line_end(serde_json::to_string(&document_json(index, document))?)
}

fn with_line_end(mut json: String) -> serde_json::Result<String> {
    json.push('\n');
    Ok(json)
}

fn document_json(index: usize, document: &Document) -> DocumentJson<'_> {
    let at = |span: Span| {
        let chars = document.chars(span);
        (chars.start.0, chars.end.0)
    };
    let source_index = LineIndex::new(&document.source.body.text);
    DocumentJson {
        id: format!("d{}", index + 1),
        path: &document.source.name,
        part: document.part,
        sha256: &document.source.sha256,
        format: document.source.format,
        encoding: document.source.encoding,
        title: document.meta.title.as_deref(),
        issuer: document.meta.issuer.as_deref(),
        number: document.meta.number.as_deref(),
        date: document.meta.date.as_deref(),
        street: document.meta.street.as_deref(),
        district: document.meta.district.as_deref(),
        city: document.meta.city.as_deref(),
        year: document.meta.year,
        place_candidates: &document.meta.place_candidates,
        kind: document.meta.kind.code(),
        text: &document.text,
        sections: document
            .sections
            .iter()
            .map(|s| {
                let (start, end) = at(s.span);
                SectionJson {
                    level: s.level,
                    number: &s.number,
                    title: title(s.kind, &s.title),
                    kind: s.kind.code(),
                    start,
                    end,
                    parent: s.parent,
                }
            })
            .collect(),
        footnotes: document
            .footnotes
            .iter()
            .map(|f| {
                let (start, end) = at(f.span);
                let anchor = f.anchor.map(|a| document.index.char_offset(&document.text, a).0);
                FootnoteJson { mark: &f.mark, anchor, start, end }
            })
            .collect(),
        tables: document.tables.iter().map(|t| table_json(document, t)).collect(),
        apart: document.source.body.apart.iter().map(|a| ApartJson { kind: a.kind, text: &a.text, page: a.page }).collect(),
        repairs: document.repairs.iter().map(|r| repair_json(document, &source_index, r)).collect(),
        diagnostics: document
            .diagnostics
            .iter()
            .map(|d| {
                let (start, end) = at(d.span);
                DiagnosticJson { severity: d.severity.code(), code: d.code, message: &d.message, start, end }
            })
            .collect(),
    }
}

fn table_json<'a>(document: &'a Document, table: &Table) -> TableJson<'a> {
    let chars = document.chars(table.span);
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.span.of(&document.text)).collect()).collect();
    TableJson { start: chars.start.0, end: chars.end.0, rows }
}

fn title(kind: SectionKind, title: &str) -> &str {
    if kind == SectionKind::RunIn { title.trim() } else { title }
}

fn repair_json<'a>(document: &'a Document, source_index: &LineIndex, repair: &'a Repair) -> RepairJson<'a> {
    let chars = document.chars(repair.span);
    let source = source_index.char_span(&document.source.body.text, repair.source);
    let bytes = document.source.byte_span(repair.source).map(|s| [s.start.0, s.end.0]);
    let place = document.source.place(repair.source.start).map(|place| match place {
        Place::Run { paragraph, run } => PlaceJson::Run { paragraph, run },
        Place::Rect { page, rect } => PlaceJson::Rect { page, rect },
    });
    RepairJson {
        id: repair.id,
        group: repair.group,
        start: chars.start.0,
        end: chars.end.0,
        kind: repair.kind.code(),
        before: &repair.before,
        after: &repair.after,
        source: SourceJson { chars: [source.start.0, source.end.0], bytes, place },
    }
}
