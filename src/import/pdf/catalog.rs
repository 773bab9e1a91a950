//! What a document says beside its pages: title, bookmarks, hidden layers, annotations (ISO 32000-1, 12.3.3, 8.11, 12.5).

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::{GBK, UTF_16BE, UTF_16LE};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, String as PdfString};
use hayro_syntax::page::Page;

use crate::import::model::ApartKind;

/// Bookmarks that are read.
const MAX_BOOKMARKS: usize = 5_000;
/// Deeper bookmarks count as this deep.
const MAX_LEVEL: u8 = 9;
/// Annotations of a page that are read.
const MAX_ANNOTATIONS: usize = 500;

/// A string of the document as text: UTF-16 or UTF-8 with a mark, else GBK where that fits, else Latin 1.
fn text(string: &PdfString<'_>) -> String {
    let bytes = string.as_bytes();
    let decoded = match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        // PDFDocEncoding by the standard; Chinese programs write their own code page.
        _ if std::str::from_utf8(bytes).is_ok() => String::from_utf8_lossy(bytes),
        _ => GBK.decode_without_bom_handling(bytes).0,
    };
    decoded.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

/// The title of the document information, if it is one: neither a file's name nor a program's placeholder.
pub fn title(pdf: &Pdf) -> Option<String> {
    let info = pdf.metadata().title.as_deref()?;
    let title = match info {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        _ => std::str::from_utf8(info).ok()?.trim_start_matches('\u{feff}').to_owned(),
    };
    let title: String = title.chars().filter(|c| !c.is_control()).collect();
    let title = title.trim();
    let lower = title.to_lowercase();
    let endings = [".doc", ".docx", ".wps", ".pdf", ".txt", ".rtf", ".odt", ".dwg", ".ppt", ".xls", ".xlsx", ".indd", ".cdr", ".fbd"];
    let is_name = endings.iter().any(|e| lower.ends_with(e)) || lower.starts_with("microsoft word") || lower.contains(['\\', '\u{fffd}']);
    let is_placeholder = ["untitled", "无标题", "文档1", "document1", "无", "幻灯片 1"].contains(&lower.as_str());
    (title.chars().count() >= 4 && !is_name && !is_placeholder).then(|| title.to_owned())
}

/// Depth of each bookmark by its text without blanks; 1 is the highest.
pub fn bookmarks(pdf: &Pdf) -> BTreeMap<String, u8> {
    let mut out = BTreeMap::new();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let Some(outlines) = catalog.and_then(|c| c.get::<Dict<'_>>("Outlines")) else { return out };
    let mut seen: BTreeSet<(u32, i32)> = BTreeSet::new();
    let mut open: Vec<(Dict<'_>, u8)> = outlines.get::<Dict<'_>>("First").map(|first| (first, 1)).into_iter().collect();
    let mut read = 0;
    while let Some((item, level)) = open.pop() {
        read += 1;
        if read > MAX_BOOKMARKS {
            break;
        }
        if let Some(title) = item.get::<PdfString<'_>>("Title") {
            let key: String = text(&title).chars().filter(|c| !c.is_whitespace()).collect();
            out.entry(key).or_insert(level);
        }
        // A ring of bookmarks must end.
        let mut follow = |key: &str, level: u8| {
            let is_new = item.get_ref(key).is_some_and(|id| seen.insert((id.obj_number, id.gen_number)));
            if let Some(next) = item.get::<Dict<'_>>(key).filter(|_| is_new) {
                open.push((next, level.min(MAX_LEVEL)));
            }
        };
        follow("Next", level);
        follow("First", level + 1);
    }
    out
}

/// Layers that are off when the document is opened.
pub fn hidden_layers(pdf: &Pdf) -> BTreeSet<(u32, i32)> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let default = catalog.and_then(|c| c.get::<Dict<'_>>("OCProperties")).and_then(|p| p.get::<Dict<'_>>("D"));
    let off = default.and_then(|d| d.get::<Array<'_>>("OFF"));
    let id = |object: &hayro_syntax::object::MaybeRef<Object<'_>>| object.as_obj_ref().map(|id: ObjRef| (id.obj_number, id.gen_number));
    off.map(|off| off.raw_iter().take(10_000).filter_map(|o| id(&o)).collect()).unwrap_or_default()
}

/// The annotations of a page that carry text: comments, stamps, signatures.
pub fn annotations(page: &Page<'_>) -> Vec<(ApartKind, String)> {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    annotations.iter::<Dict<'_>>().take(MAX_ANNOTATIONS).filter_map(|annotation| of_annotation(&annotation)).collect()
}

fn of_annotation(annotation: &Dict<'_>) -> Option<(ApartKind, String)> {
    let subtype = annotation.get::<Name<'_>>("Subtype")?;
    let contents = annotation.get::<PdfString<'_>>("Contents").map(|s| text(&s)).filter(|t| !t.is_empty());
    match subtype.as_ref() {
        b"Link" | b"Popup" => None,
        b"Stamp" => Some((ApartKind::Seal, contents.or_else(|| annotation.get::<Name<'_>>("Name").map(|n| n.as_str().to_owned()))?)),
        b"Widget" => {
            let is_signature = annotation.get::<Name<'_>>("FT").is_some_and(|n| n.as_ref() == b"Sig");
            let value = annotation.get::<Dict<'_>>("V").filter(|_| is_signature)?;
            let part = |key: &str| value.get::<PdfString<'_>>(key).map(|s| text(&s)).filter(|t| !t.is_empty());
            let signed: Vec<String> = [part("Name"), part("Reason"), part("Location")].into_iter().flatten().collect();
            Some((ApartKind::Seal, if signed.is_empty() { "电子签名".to_owned() } else { signed.join(" ") }))
        }
        _ => contents.map(|contents| (ApartKind::Annotation, contents)),
    }
}
