//! Word 6 to 2003 and WPS Writer's older container (MS-DOC, MS-CFB): bytes in, [`Body`] out.
//!
//! A reader of its own: no other writes out automatic numbers, and one that keeps to the text and the few properties that matter here
//! needs a few milliseconds. The text is found by the piece table ([`text`]); what else there is (property pages, styles, lists) only adds
//! hints, so that a damaged file loses hints first and text last.

mod bytes;
mod calls;
mod container;
mod fib;
mod field;
mod fkp;
mod fonts;
mod lists;
mod look;
mod row;
mod sprm;
mod story;
mod styles;
mod summary;
mod text;

use std::ops::Range;

use super::builder::Builder;
use super::model::{ApartKind, NoteCode};
use super::{Body, Format, ImportError};
use calls::Stories;
use container::Container;
use fib::Fib;
use fkp::{Kind, Runs};
use lists::Lists;
use look::Document;
use story::Writer;
use text::Text;

/// Reads a document.
///
/// # Errors
/// [`ImportError::Encrypted`], [`ImportError::Unsupported`] for Word 2 and older, [`ImportError::Damaged`] where no text is left.
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let mut container = Container::open(bytes)?;
    let (word, is_cut) = container.stream("WordDocument").ok_or_else(|| ImportError::damaged(Format::Doc, "缺少正文流 WordDocument"))?;
    let fib = Fib::read(&word)?;
    let mut damage = Damage::default();
    damage.meet(is_cut, "正文流");
    let table = table_stream(&mut container, &fib, &mut damage)?;
    let table = table.as_deref().unwrap_or(&word);
    let title = container.stream("\u{5}SummaryInformation").and_then(|(stream, _)| summary::title(&stream));
    let stories = Stories::new(&fib.counts);
    let (document, lists) = document(&word, table, &fib, &stories, &mut damage);

    let mut out = Builder::new();
    out.properties().title = title;
    let (notes, boxes) = (stories.notes(&fib, table), stories.boxes(&fib, table));
    let mut writer = Writer::new(&document, &mut container, lists, notes, boxes);
    writer.body(stories.body.clone(), &mut out);
    for comment in stories.comments(&fib, table) {
        let text = aside(&mut writer, comment);
        out.apart(ApartKind::Annotation, &text, None);
    }
    headers(&mut writer, &document.text, stories.headers(&fib, table), &mut out);
    damage.note(&mut out);
    if out.is_empty() && damage.is_any() {
        return Err(ImportError::damaged(Format::Doc, damage.parts.join("、")));
    }
    Ok(out.finish())
}

/// The stream of tables; `None` where they stand in the document's own, as in Word 6 and 95.
fn table_stream(container: &mut Container<'_>, fib: &Fib, damage: &mut Damage) -> Result<Option<Vec<u8>>, ImportError> {
    if fib.is_old {
        return Ok(None);
    }
    let (named, other) = if fib.uses_second_table { ("1Table", "0Table") } else { ("0Table", "1Table") };
    let found = container.stream(named).or_else(|| container.stream(other));
    let (table, is_cut) = found.ok_or_else(|| ImportError::damaged(Format::Doc, "缺少表流 0Table 或 1Table"))?;
    damage.meet(is_cut, "表流");
    Ok(Some(table))
}

/// Reads the parts. What cannot be read is left out, and named in `damage`.
fn document<'a>(word: &'a [u8], table: &'a [u8], fib: &Fib, stories: &Stories, damage: &mut Damage) -> (Document<'a>, Lists) {
    let mut part = |part, name| {
        let (bytes, is_cut) = fib.part(table, part);
        damage.meet(is_cut, name);
        bytes
    };
    let clx = part(fib::PIECES, "文字分段表");
    let (char_pages, para_pages) = (part(fib::CHAR_PAGES, "字符格式"), part(fib::PARA_PAGES, "段落格式"));
    let (stsh, fonts) = (part(fib::STYLES, "样式表"), part(fib::FONTS, "字体表"));
    let plf_lfo = part(fib::LIST_OVERRIDES, "编号表");
    let text = Text::read(word, clx, fib, stories.total);
    damage.meet(text.is_damaged, "文字分段表");
    let chars = Runs::read(word, char_pages, Kind::Chars, fib.is_old);
    damage.meet(chars.is_damaged, "字符格式");
    let paras = Runs::read(word, para_pages, Kind::Paras, fib.is_old);
    damage.meet(paras.is_damaged, "段落格式");
    let (styles, is_damaged) = styles::read(stsh, fib.is_old);
    damage.meet(is_damaged, "样式表");
    // The levels stand behind the part that the head names.
    let (lists, is_damaged) = Lists::read(fib.part_and_behind(table, fib::LISTS), plf_lfo);
    damage.meet(is_damaged, "编号表");
    (Document { word, is_old: fib.is_old, text, chars, paras, styles, fonts: fonts::names(fonts, fib.is_old) }, lists)
}

/// A story on its own, as text.
fn aside(writer: &mut Writer<'_, '_>, range: Range<u32>) -> String {
    let mut out = Builder::new();
    writer.aside(range, &mut out);
    out.finish().text
}

/// Heads and feet, each once. One with a field for the page's number and nothing else but marks is a page number.
fn headers(writer: &mut Writer<'_, '_>, text: &Text<'_>, ranges: Vec<Range<u32>>, out: &mut Builder) {
    let page: Vec<u16> = "PAGE".encode_utf16().collect();
    let mut seen: Vec<String> = Vec::new();
    for range in ranges {
        let units = text.units.get(range.start as usize..(range.end as usize).min(text.units.len())).unwrap_or_default();
        let has_page = units.contains(&0x13) && units.windows(page.len()).any(|window| window == page);
        let text = aside(writer, range);
        let has_words = text.chars().any(|c| c.is_alphabetic() && !"第页共".contains(c));
        let kind = if has_page && !has_words { ApartKind::PageNumber } else { ApartKind::RunningHead };
        if !seen.contains(&text) && seen.len() < 64 {
            out.apart(kind, &text, None);
            seen.push(text);
        }
    }
}

/// Parts that could not be read.
#[derive(Debug, Default)]
struct Damage {
    parts: Vec<&'static str>,
}

impl Damage {
    fn meet(&mut self, is_damaged: bool, part: &'static str) {
        if is_damaged && !self.parts.contains(&part) {
            self.parts.push(part);
        }
    }

    const fn is_any(&self) -> bool {
        !self.parts.is_empty()
    }

    fn note(&self, out: &mut Builder) {
        if self.is_any() {
            let parts = self.parts.join("、");
            out.note(NoteCode::PartDamaged, format!("文件有损坏（{parts}不完整），文字可能缺失，标题、编号和表格可能不全；请核对原文"));
        }
    }
}
