//! What lies over a document's pages: annotations with their watermarks, seals of signatures.
//!
//! In: the parts that the document names. Out: pieces that are kept apart from the body (GB/T 33190-2016, 15 and 18). A seal's picture and
//! its certificate are not opened: who made it and when stands in the signature's own XML.

use super::document::{Document, located};
use crate::import::package::Package;
use crate::import::xml::{Step, Walk, decode};
use crate::import::{Apart, ApartKind, Format, ImportError};

/// More lists of annotations or signatures are not opened.
const MAX_PARTS: usize = 5_000;

/// A part's text, where it can be had.
fn part(package: &mut Package<'_>, name: &str) -> Result<Option<String>, ImportError> {
    match package.part(name) {
        Ok(bytes) => Ok(bytes.map(|b| decode(&b).into_owned())),
        Err(error @ (ImportError::Bomb { .. } | ImportError::Encrypted(_))) => Err(error),
        Err(_) => Ok(None),
    }
}

/// The number of the page with an identifier, the document's first being `first`.
fn page_number(document: &Document, id: &str, first: u32) -> Option<u32> {
    let k = document.pages.iter().position(|p| p.id == id.trim())?;
    Some(first + u32::try_from(k).ok()?)
}

/// Annotations of a document.
///
/// # Errors
/// [`ImportError::Bomb`].
pub fn annotations(package: &mut Package<'_>, document: &Document, first: u32, out: &mut Vec<Apart>) -> Result<(), ImportError> {
    let Some(list) = &document.annotations else { return Ok(()) };
    let Some(text) = part(package, list)? else { return Ok(()) };
    let mut walk = Walk::new(&text, Format::Ofd);
    let (mut page, mut field, mut found) = (None, String::new(), Vec::new());
    loop {
        match walk.step()? {
            Step::Open(element) => {
                field.clear();
                if element.name() == "Page" {
                    page = element.attribute("PageID").and_then(|id| page_number(document, &id, first));
                }
            }
            Step::Text(piece) => field.push_str(&piece),
            Step::Close(name) if name == "FileLoc" && found.len() < MAX_PARTS => found.push((page, located(package, list, &field))),
            Step::Close(_) => {}
            Step::End | Step::Broken => break,
        }
    }
    for (page, name) in found {
        if let Some(text) = part(package, &name)? {
            annotations_of_page(&text, page, out)?;
        }
    }
    Ok(())
}

fn annotations_of_page(text: &str, page: Option<u32>, out: &mut Vec<Apart>) -> Result<(), ImportError> {
    let mut walk = Walk::new(text, Format::Ofd);
    let mut kind = ApartKind::Annotation;
    let (mut content, mut takes) = (String::new(), false);
    loop {
        match walk.step()? {
            Step::Open(element) => {
                if element.name() == "Annot" {
                    kind = match element.attribute("Type").unwrap_or_default().as_str() {
                        "Watermark" => ApartKind::Watermark,
                        "Stamp" | "Seal" => ApartKind::Seal,
                        _ => ApartKind::Annotation,
                    };
                    content.clear();
                }
                takes = matches!(element.name(), "TextCode" | "Remark");
                if takes && !content.is_empty() {
                    content.push(' ');
                }
            }
            Step::Text(piece) if takes => content.push_str(&piece),
            Step::Text(_) => {}
            Step::Close(name) => {
                takes = false;
                if name == "Annot" {
                    push(out, kind, &content, page);
                    content.clear();
                }
            }
            Step::End | Step::Broken => return Ok(()),
        }
    }
}

/// Seals of a document's signatures.
///
/// # Errors
/// [`ImportError::Bomb`].
pub fn seals(package: &mut Package<'_>, document: &Document, first: u32, out: &mut Vec<Apart>) -> Result<(), ImportError> {
    let Some(list) = &document.signatures else { return Ok(()) };
    let Some(text) = part(package, list)? else { return Ok(()) };
    let mut walk = Walk::new(&text, Format::Ofd);
    let mut found = Vec::new();
    loop {
        match walk.step()? {
            Step::Open(element) if element.name() == "Signature" && found.len() < MAX_PARTS => {
                found.extend(element.attribute("BaseLoc").map(|loc| located(package, list, &loc)));
            }
            Step::End | Step::Broken => break,
            _ => {}
        }
    }
    for name in found {
        if let Some(text) = part(package, &name)? {
            seal(&text, document, first, out)?;
        }
    }
    Ok(())
}

fn seal(text: &str, document: &Document, first: u32, out: &mut Vec<Apart>) -> Result<(), ImportError> {
    let mut walk = Walk::new(text, Format::Ofd);
    let (mut maker, mut time, mut field) = (None, String::new(), String::new());
    let mut pages = Vec::new();
    loop {
        match walk.step()? {
            Step::Open(element) => {
                field.clear();
                match element.name() {
                    "Provider" => {
                        maker = element.attribute("Company").or_else(|| element.attribute("ProviderName")).filter(|m| !m.is_empty());
                    }
                    "StampAnnot" => pages.push(element.attribute("PageRef").and_then(|id| page_number(document, &id, first))),
                    _ => {}
                }
            }
            Step::Text(piece) => field.push_str(&piece),
            Step::Close(name) if name == "SignatureDateTime" => field.trim().clone_into(&mut time),
            Step::Close(_) => {}
            Step::End | Step::Broken => break,
        }
    }
    let details: Vec<&str> = [maker.as_deref(), Some(time.as_str())].into_iter().flatten().filter(|d| !d.is_empty()).collect();
    let content = if details.is_empty() { "电子签章".to_owned() } else { format!("电子签章（{}）", details.join("，")) };
    for page in pages {
        push(out, ApartKind::Seal, &content, page);
    }
    Ok(())
}

/// Keeps a piece, once for each page.
pub fn push(out: &mut Vec<Apart>, kind: ApartKind, text: &str, page: Option<u32>) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let piece = Apart { kind, text, page };
    if !piece.text.is_empty() && !out.iter().rev().take(8).any(|last| *last == piece) {
        out.push(piece);
    }
}
