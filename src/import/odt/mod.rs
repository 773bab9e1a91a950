//! OpenDocument text (ISO 26300, OpenDocument 1.3), as LibreOffice and WPS Writer save it.
//!
//! In: a ZIP container. Out: the text of `content.xml` with the numbers that the office counts, headings by outline level, tables, notes and
//! tracked changes; heads and feet from the master pages of `styles.xml` apart. Only without `content.xml` there is no document.

mod changes;
mod inline;
mod lists;
mod story;
mod styles;
mod table;

use std::collections::BTreeSet;

use super::package::Package;
use super::xml::{Walk, children, decode, own_text};
use super::{Body, Builder, Format, ImportError, NoteCode};
use story::Story;
use styles::Styles;

/// Reads a document.
///
/// # Errors
/// [`ImportError::Damaged`] without a readable `content.xml`, [`ImportError::Encrypted`], [`ImportError::Bomb`].
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let mut package = Package::open(bytes, Format::Odt)?;
    if is_encrypted(&mut package)? {
        return Err(ImportError::Encrypted(Format::Odt));
    }
    let mut out = Builder::new();
    let mut styles = Styles::default();
    if let Some(bytes) = optional(&mut package, "styles.xml", "样式部件缺失或已损坏，标题和编号可能没有认出；请核对原文件", &mut out)?
    {
        let text = decode(&bytes);
        styles.read(&mut Walk::new(&text, Format::Odt))?;
        running_heads(&text, &styles, &mut out)?;
        styles.forget_automatic();
    }
    if let Some(bytes) = optional(&mut package, "meta.xml", "文档属性缺失或已损坏，属性中的标题没有读入", &mut out)? {
        out.properties().title = title(&decode(&bytes))?;
    }
    let bytes = package.required("content.xml")?;
    let text = decode(&bytes);
    let mut walk = Walk::new(&text, Format::Odt);
    content(&mut walk, styles, &mut out)?;
    if walk.is_broken() {
        if out.is_empty() {
            return Err(ImportError::damaged(Format::Odt, "正文部件的内容不完整"));
        }
        out.note(NoteCode::PartDamaged, "正文从这里起已损坏，其后的内容没有读入；请核对原文件");
    }
    Ok(out.finish())
}

/// Parts are encrypted one by one, and the list of parts says so.
fn is_encrypted(package: &mut Package) -> Result<bool, ImportError> {
    let bytes = match package.part("META-INF/manifest.xml") {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(ImportError::Damaged { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(decode(&bytes).contains("encryption-data"))
}

/// The bytes of a part; `None`, and a note, where it is missing or damaged.
fn optional(package: &mut Package, name: &str, loss: &str, out: &mut Builder) -> Result<Option<Vec<u8>>, ImportError> {
    match package.part(name) {
        Ok(Some(bytes)) => Ok(Some(bytes)),
        Ok(None) | Err(ImportError::Damaged { .. }) => {
            out.note(NoteCode::PartDamaged, loss);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Reads `content.xml`: its own styles, then the body.
fn content(walk: &mut Walk, mut styles: Styles, out: &mut Builder) -> Result<(), ImportError> {
    children(walk, |walk, _| {
        children(walk, |walk, element| {
            match element.name() {
                "automatic-styles" => styles.read_group(walk)?,
                "body" => {
                    styles.resolve();
                    let mut story = Story::new(&styles, true);
                    story.blocks(walk, out)?;
                    story.finish(out);
                }
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(true)
    })
}

/// Heads and feet of the master pages, each text once.
fn running_heads(text: &str, styles: &Styles, out: &mut Builder) -> Result<(), ImportError> {
    let mut seen = BTreeSet::new();
    let mut walk = Walk::new(text, Format::Odt);
    children(&mut walk, |walk, _| {
        children(walk, |walk, element| {
            if element.name() != "master-styles" {
                return Ok(false);
            }
            children(walk, |walk, _| {
                children(walk, |walk, element| {
                    if !(element.name().starts_with("header") || element.name().starts_with("footer")) {
                        return Ok(false);
                    }
                    let (mut content, mut story) = (Builder::new(), Story::new(styles, false));
                    story.blocks(walk, &mut content)?;
                    story.finish(&mut content);
                    let kind = story.head_kind();
                    let body = content.finish();
                    for (kind, text) in std::iter::once((kind, body.text)).chain(body.apart.into_iter().map(|a| (a.kind, a.text))) {
                        if seen.insert((kind, text.clone())) {
                            out.apart(kind, &text, None);
                        }
                    }
                    Ok(true)
                })?;
                Ok(true)
            })?;
            Ok(true)
        })?;
        Ok(true)
    })
}

/// The title that `meta.xml` gives.
fn title(text: &str) -> Result<Option<String>, ImportError> {
    let mut out = None;
    children(&mut Walk::new(text, Format::Odt), |walk, _| {
        children(walk, |walk, _| {
            children(walk, |walk, element| {
                let is_title = element.name() == "title" && out.is_none();
                if is_title {
                    out = Some(own_text(walk)?.trim().to_owned()).filter(|t| !t.is_empty());
                }
                Ok(is_title)
            })?;
            Ok(true)
        })?;
        Ok(true)
    })?;
    Ok(out)
}
