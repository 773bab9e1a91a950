//! Which part is what: relationships and content types in (ECMA-376 part 2), names of parts out.
//!
//! The main part need not be called `word/document.xml`, and that of strict files is related by another address: only the address's last
//! piece is compared.

use super::super::package::{Package, resolved};
use super::super::xml::{Walk, children, decode};
use super::super::{Format, ImportError};

/// A part that another part refers to.
#[derive(Debug)]
pub struct Relationship {
    /// The last piece of its type's address: `styles`, `header` …
    pub kind: String,
    /// Normalised name of the part.
    pub target: String,
}

/// The parts that the part `name` refers to, in the file's order, each once; those outside the container are not among them.
///
/// # Errors
/// As [`Package::part`], except that a missing or damaged list of relationships is an empty one.
pub fn relationships(package: &mut Package, name: &str) -> Result<Vec<Relationship>, ImportError> {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let bytes = match package.part(&format!("{folder}/_rels/{file}.rels")) {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(ImportError::Damaged { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    let text = decode(&bytes);
    let mut out: Vec<Relationship> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut walk = Walk::new(&text, Format::Docx);
    children(&mut walk, |walk, _| {
        children(walk, |_, element| {
            let (kind, target) = (element.attribute("Type"), element.attribute("Target"));
            let is_inside = element.attribute("TargetMode").is_none_or(|mode| mode != "External");
            if let (Some(kind), Some(target), true) = (kind, target, is_inside) {
                let target = resolved(name, &target);
                if seen.insert(target.clone()) {
                    out.push(Relationship { kind: kind.rsplit('/').next().unwrap_or_default().to_owned(), target });
                }
            }
            Ok(false)
        })?;
        Ok(true)
    })?;
    Ok(out)
}

/// The name of the part with the document's body.
///
/// # Errors
/// [`ImportError::Damaged`] where there is none.
pub fn main_part(package: &mut Package, of_package: &[Relationship]) -> Result<String, ImportError> {
    let related = of_package.iter().find(|r| r.kind == "officeDocument").map(|r| r.target.clone());
    if let Some(name) = related.filter(|name| package.has(name)) {
        return Ok(name);
    }
    let name = main_by_type(package)?.unwrap_or_else(|| "word/document.xml".to_owned());
    if package.has(&name) { Ok(name) } else { Err(ImportError::damaged(Format::Docx, "缺少正文部件")) }
}

/// By `[Content_Types].xml`: documents, templates and those with macros.
fn main_by_type(package: &mut Package) -> Result<Option<String>, ImportError> {
    let bytes = package.part("[Content_Types].xml")?.unwrap_or_default();
    let text = decode(&bytes);
    let mut found = None;
    children(&mut Walk::new(&text, Format::Docx), |walk, _| {
        children(walk, |_, element| {
            let kind = element.attribute("ContentType").unwrap_or_default();
            let is_main = kind.ends_with("main+xml") && (kind.contains("wordprocessingml") || kind.contains("ms-word"));
            if is_main && found.is_none() {
                found = element.attribute("PartName").map(|name| resolved("", &name));
            }
            Ok(false)
        })?;
        Ok(true)
    })?;
    Ok(found)
}
