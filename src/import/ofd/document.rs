//! The outer parts of a document: from `OFD.xml` by way of each `Document.xml` to its pages, templates, fonts, annotations and signatures.
//!
//! In: the container. Out: names of parts, resolved as the files in circulation need it: absolute, relative, with either slash, in any case
//! (GB/T 33190-2016, 7.3 to 7.6 and Annex A). Elements are told by local name, whatever their namespace.

use std::collections::BTreeMap;

use crate::import::package::{Package, resolved};
use crate::import::xml::{Element, Step, Walk, decode};
use crate::import::{Format, ImportError};

/// Pages that are read; a yearbook has 1,000.
pub const MAX_PAGES: usize = 5_000;
/// More documents in one file are made to exhaust.
const MAX_DOCUMENTS: usize = 64;

/// A page of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageRef {
    /// Its identifier in the document.
    pub id: String,
    /// Name of its part.
    pub part: String,
}

/// One document of the file.
#[derive(Debug, Default)]
pub struct Document {
    /// `Title` of its description.
    pub title: Option<String>,
    /// Its pages, in order; at most [`MAX_PAGES`].
    pub pages: Vec<PageRef>,
    /// Pages that it declares.
    pub declared: usize,
    /// Parts of templates by identifier.
    pub templates: BTreeMap<String, String>,
    /// Left, top, width, height of a page, in millimetres.
    pub page_box: [f64; 4],
    /// Fonts by identifier: bold, italic.
    pub fonts: BTreeMap<String, (bool, bool)>,
    /// Titles of the outline without blanks, and how deep they stand, from one.
    pub outline: BTreeMap<String, u8>,
    /// Part of the list of annotations.
    pub annotations: Option<String>,
    /// Part of the list of signatures.
    pub signatures: Option<String>,
    /// Whether files are attached.
    pub has_attachments: bool,
    /// Whether its description breaks off.
    pub is_damaged: bool,
}

/// A paper of A4, for pages that do not say.
const A4: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// Reads the documents of a file.
///
/// # Errors
/// [`ImportError::Encrypted`], [`ImportError::Damaged`] where there is no way to a document.
pub fn read(package: &mut Package<'_>) -> Result<Vec<Document>, ImportError> {
    // GM/T 0099 keeps the keys in such parts.
    if package.names().any(|n| n.ends_with("encryptions.xml") || n.ends_with("decryptseed.dat") || n.ends_with("entriesmap.dat")) {
        return Err(ImportError::Encrypted(Format::Ofd));
    }
    let entries = entries(package)?;
    let mut documents = Vec::new();
    let mut broken = None;
    for entry in entries.into_iter().take(MAX_DOCUMENTS) {
        match document(package, &entry) {
            Ok(mut document) => {
                document.title = entry.title;
                document.signatures = entry.signatures.map(|s| located(package, "OFD.xml", &s));
                documents.push(document);
            }
            Err(error @ (ImportError::Bomb { .. } | ImportError::Encrypted(_))) => return Err(error),
            Err(error) => broken = Some(error),
        }
    }
    match (documents.is_empty(), broken) {
        (true, Some(error)) => Err(error),
        (true, None) => Err(ImportError::damaged(Format::Ofd, "入口文件里没有文档")),
        _ => Ok(documents),
    }
}

/// What `OFD.xml` says of one document.
#[derive(Debug, Default)]
struct Entry {
    title: Option<String>,
    root: String,
    signatures: Option<String>,
}

fn entries(package: &mut Package<'_>) -> Result<Vec<Entry>, ImportError> {
    let bytes = package.required("OFD.xml")?;
    let text = decode(&bytes);
    let mut walk = Walk::new(&text, Format::Ofd);
    let mut out = Vec::new();
    let mut entry = Entry::default();
    let mut field = String::new();
    loop {
        match walk.step()? {
            Step::Open(element) => match element.name() {
                "Encryptions" | "DecyptSeed" | "DecryptSeed" => return Err(ImportError::Encrypted(Format::Ofd)),
                "DocBody" => entry = Entry::default(),
                _ => field.clear(),
            },
            Step::Text(text) => field.push_str(&text),
            Step::Close(name) => {
                let value = field.trim();
                match name.as_str() {
                    "Title" if !value.is_empty() => entry.title = Some(value.to_owned()),
                    "DocRoot" => value.clone_into(&mut entry.root),
                    "Signatures" => entry.signatures = Some(value.to_owned()),
                    "DocBody" => out.push(std::mem::take(&mut entry)),
                    _ => {}
                }
                field.clear();
            }
            Step::End => break,
            Step::Broken => {
                // The document that the break cut may be named already.
                if !entry.root.is_empty() {
                    out.push(entry);
                }
                break;
            }
        }
    }
    out.retain(|e| !e.root.is_empty());
    Ok(out)
}

fn document(package: &mut Package<'_>, entry: &Entry) -> Result<Document, ImportError> {
    let part = located(package, "OFD.xml", &entry.root);
    let bytes = package.required(&part)?;
    let text = decode(&bytes);
    let mut walk = Walk::new(&text, Format::Ofd);
    let mut out = Document { page_box: A4, ..Document::default() };
    let (mut resources, mut field, mut depth) = (Vec::new(), String::new(), 0_u8);
    loop {
        match walk.step()? {
            Step::Open(element) => {
                field.clear();
                match element.name() {
                    "Page" => {
                        out.declared += 1;
                        if let Some(page) = page(package, &part, &element).filter(|_| out.pages.len() < MAX_PAGES) {
                            out.pages.push(page);
                        }
                    }
                    "OutlineElem" => {
                        depth = depth.saturating_add(1);
                        let title: String = element.attribute("Title").unwrap_or_default().split_whitespace().collect();
                        out.outline.entry(title).or_insert(depth);
                    }
                    "TemplatePage" => {
                        if let (Some(id), Some(loc)) = (element.attribute("ID"), element.attribute("BaseLoc")) {
                            out.templates.insert(id, located(package, &part, &loc));
                        }
                    }
                    _ => {}
                }
            }
            Step::Text(text) => field.push_str(&text),
            Step::Close(name) => {
                let value = field.trim();
                match name.as_str() {
                    "PhysicalBox" => out.page_box = rectangle(value).unwrap_or(out.page_box),
                    "PublicRes" | "DocumentRes" => resources.push(located(package, &part, value)),
                    "Annotations" if !value.is_empty() => out.annotations = Some(located(package, &part, value)),
                    "OutlineElem" => depth = depth.saturating_sub(1),
                    "Attachments" => out.has_attachments = true,
                    _ => {}
                }
                field.clear();
            }
            Step::End => break,
            Step::Broken => {
                out.is_damaged = true;
                break;
            }
        }
    }
    for resource in resources {
        fonts(package, &resource, &mut out.fonts)?;
    }
    Ok(out)
}

fn page(package: &Package<'_>, base: &str, element: &Element<'_>) -> Option<PageRef> {
    let part = located(package, base, &element.attribute("BaseLoc")?);
    Some(PageRef { id: element.attribute("ID").unwrap_or_default(), part })
}

/// Weight and slant of the fonts of a part of resources; what cannot be read says nothing of them.
fn fonts(package: &mut Package<'_>, part: &str, out: &mut BTreeMap<String, (bool, bool)>) -> Result<(), ImportError> {
    let bytes = match package.part(part) {
        Ok(Some(bytes)) => bytes,
        Err(error @ ImportError::Bomb { .. }) => return Err(error),
        Ok(None) | Err(_) => return Ok(()),
    };
    let text = decode(&bytes);
    let mut walk = Walk::new(&text, Format::Ofd);
    loop {
        match walk.step()? {
            Step::Open(element) if element.name() == "Font" => {
                let Some(id) = element.attribute("ID") else { continue };
                let name = element.attribute("FontName").unwrap_or_default().to_ascii_lowercase();
                let is = |flag: &str| element.attribute(flag).is_some_and(|v| v.trim() == "true");
                out.insert(id, (is("Bold") || name.contains("bold"), is("Italic") || name.contains("italic")));
            }
            Step::End | Step::Broken => return Ok(()),
            _ => {}
        }
    }
}

/// The name of a part that `target` means in the part `base`. Some writers count from the root where the standard counts from the
/// part, so what is not found there is looked for from the root.
pub fn located(package: &Package<'_>, base: &str, target: &str) -> String {
    let target = target.trim();
    let beside = resolved(base, target);
    let from_root = resolved("", &format!("/{target}"));
    if !package.has(&beside) && package.has(&from_root) { from_root } else { beside }
}

/// Four numbers (`ST_Box`).
pub fn rectangle(text: &str) -> Option<[f64; 4]> {
    let mut numbers = text.split_whitespace().map(|n| n.parse::<f64>().ok().filter(|n| n.is_finite()));
    let mut next = || numbers.next().flatten();
    Some([next()?, next()?, next()?, next()?])
}
