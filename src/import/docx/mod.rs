//! Word 2007 and later, and WPS Writer's newer container (ECMA-376, transitional and strict).
//!
//! In: a ZIP container. Out: its text with the numbers that Word counts, headings by style and outline level, tables, notes, revisions. A part
//! that is missing or damaged costs what it holds and is noted; only without the main part there is no document.

mod fields;
mod furniture;
mod inline;
mod lists;
mod notes;
mod parts;
mod properties;
mod story;
mod styles;
mod symbols;
mod table;

use super::package::Package;
use super::xml::{Walk, decode};
use super::{Body, Builder, Format, ImportError, NoteCode};
use lists::Lists;
use notes::Notes;
use parts::{Relationship, main_part, relationships};
use story::Story;
use styles::Styles;

/// Reads a document.
///
/// # Errors
/// [`ImportError::Damaged`] without a readable main part, [`ImportError::Encrypted`], [`ImportError::Bomb`].
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let mut package = Package::open(bytes, Format::Docx)?;
    let of_package = relationships(&mut package, "")?;
    let main = main_part(&mut package, &of_package)?;
    let related = relationships(&mut package, &main)?;
    let mut out = Builder::new();
    let mut parts = Parts { package: &mut package, main: &main, related: &related, out: &mut out };

    let styles = parts.read("styles", "样式", "标题可能没有认出", Styles::read)?.unwrap_or_default();
    let mut lists = parts.read("numbering", "自动编号", "自动编号没有写出", Lists::read)?.unwrap_or_default();
    lists.link(&styles);
    let mut notes = Notes::default();
    for (kind, name) in [("footnotes", "脚注"), ("endnotes", "尾注")] {
        parts.read(kind, name, "注文没有读入", |walk| notes.read(walk, &styles))?;
    }
    furniture::comments(&mut parts, &styles)?;
    furniture::running_heads(&mut parts, &styles)?;
    furniture::title(&mut parts, &of_package)?;

    let bytes = package.required(&main)?;
    let text = decode(&bytes);
    let mut walk = Walk::new(&text, Format::Docx);
    let mut story = Story::of_body(&styles, lists, notes);
    story.blocks(&mut walk, &mut out)?;
    story.finish(&mut out);
    if walk.is_broken() {
        if out.is_empty() {
            return Err(ImportError::damaged(Format::Docx, "正文部件的内容不完整"));
        }
        out.note(NoteCode::PartDamaged, "正文从这里起已损坏，其后的内容没有读入；请核对原文件");
    }
    Ok(out.finish())
}

/// The parts beside the main one.
struct Parts<'p, 'a> {
    package: &'p mut Package<'a>,
    main: &'p str,
    related: &'p [Relationship],
    out: &'p mut Builder,
}

impl Parts<'_, '_> {
    /// Gives the part of a kind to `read`; `None` where the document has none. What the loss of a damaged one means is noted.
    fn read<T>(
        &mut self,
        kind: &str,
        name: &str,
        loss: &str,
        read: impl FnOnce(&mut Walk) -> Result<T, ImportError>,
    ) -> Result<Option<T>, ImportError> {
        let related = self.related.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
        // A document without its list of relationships still has its parts beside the main one.
        let beside = || super::package::resolved(self.main, &format!("{kind}.xml"));
        let target = related.unwrap_or_else(beside);
        if !self.related.iter().any(|r| r.target == target) && !self.package.has(&target) {
            return Ok(None);
        }
        self.read_part(&target, name, loss, read)
    }

    /// Gives the part `target` to `read`. One that is missing or damaged is noted.
    fn read_part<T>(
        &mut self,
        target: &str,
        name: &str,
        loss: &str,
        read: impl FnOnce(&mut Walk) -> Result<T, ImportError>,
    ) -> Result<Option<T>, ImportError> {
        let bytes = match self.package.part(target) {
            Ok(Some(bytes)) => bytes,
            Ok(None) | Err(ImportError::Damaged { .. }) => {
                self.out.note(NoteCode::PartDamaged, format!("{name}部件缺失或已损坏，{loss}；请核对原文件"));
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let text = decode(&bytes);
        let mut walk = Walk::new(&text, Format::Docx);
        let value = read(&mut walk)?;
        if walk.is_broken() {
            self.out.note(NoteCode::PartDamaged, format!("{name}部件不完整，{loss}；请核对原文件"));
        }
        Ok(Some(value))
    }
}
