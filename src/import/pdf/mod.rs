//! PDF (ISO 32000): pages of glyphs in, paragraphs out.
//!
//! A page says where each glyph stands and, with luck, which character it is; nothing of lines, paragraphs or reading order. So:
//! `content` runs a page's operators with the fonts of `font` (`chars`, `truetype`: which character a code is), and [`pages`](super::pages)
//! puts together what it drew; `catalog` reads what stands beside the pages. A page whose glyphs have no characters, or that is only an
//! image, is left out with a note; where all are so, that is the error.

mod bounded;
mod catalog;
mod chars;
mod content;
mod font;
mod state;
mod truetype;

use std::collections::BTreeMap;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::builder::Builder;
use super::model::{ApartKind, NoteCode};
use super::pages::glyph::Drawn;
use super::pages::line::Line;
use super::pages::page::Content;
use super::pages::paragraphs::{Block, Measures};
use super::pages::roles::Roles;
use super::pages::write::Sheet;
use super::pages::{furniture, notes, page, paragraphs, write};
use super::{Body, Format, ImportError};

/// Pages that are read; a yearbook has 1,000.
const MAX_PAGES: usize = 5_000;
/// Operators of the whole document.
const MAX_OPERATORS: usize = 50_000_000;
/// A page with more unmapped glyphs among a hundred is unreadable: what is left would be garbage.
const MAX_UNMAPPED_PERCENT: usize = 2;

/// Reads a document.
///
/// # Errors
/// Encrypted with a password, damaged, without pages, all pages images, or all pages without characters.
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let pdf = open(bytes)?;
    let pages = pdf.pages();
    let count = pages.len();
    if count == 0 {
        return Err(ImportError::damaged(Format::Pdf, "没有页面"));
    }
    let mut out = Builder::new();
    out.properties().pages = u32::try_from(count).ok();
    let mut reading = Reading::default();
    let mut fonts = font::Fonts::new();
    let hidden = catalog::hidden_layers(&pdf);
    for (k, page) in pages.iter().enumerate().take(MAX_PAGES) {
        if reading.operators > MAX_OPERATORS {
            break;
        }
        let number = k as u32 + 1;
        reading.page(content::page(page, &mut fonts, &hidden), number);
        for (kind, text) in catalog::annotations(page) {
            out.apart(kind, &text, Some(number));
        }
    }
    reading.refuse(count)?;
    out.properties().title = catalog::title(&pdf);
    reading.write(&mut out, count, &catalog::bookmarks(&pdf));
    Ok(out.finish())
}

fn open(bytes: &[u8]) -> Result<Pdf, ImportError> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ImportError::Encrypted(Format::Pdf)
        }
        LoadPdfError::Decryption(_) => ImportError::damaged(Format::Pdf, "加密信息有误"),
        LoadPdfError::Invalid => ImportError::damaged(Format::Pdf, "找不到页面目录"),
    })
}

/// Pages as they are read, and what was odd about each.
#[derive(Default)]
struct Reading {
    pages: Vec<Content>,
    sheets: Vec<Sheet>,
    notes: Vec<(u32, NoteCode, String)>,
    images: usize,
    unreadable: usize,
    damaged: usize,
    operators: usize,
}

impl Reading {
    fn page(&mut self, drawn: Drawn, number: u32) {
        self.operators += drawn.operators;
        let (unmapped, inked) = (drawn.unmapped, drawn.inked);
        let note = |code, message: String| (number, code, message);
        if drawn.is_cut {
            self.notes.push(note(NoteCode::LeftOut, format!("第 {number} 页内容过多，其后的部分没有读入；请核对原文件")));
        }
        if drawn.is_damaged {
            self.damaged += 1;
            self.notes.push(note(NoteCode::PartDamaged, format!("第 {number} 页有内容已损坏，读入的文字可能不全；请核对原文件")));
        }
        // A symbol font's bullets are few; where they are many, they stand for letters.
        let unmapped = if drawn.symbols * 2 > inked && inked > 20 { unmapped + drawn.symbols } else { unmapped };
        if unmapped * 100 > inked * MAX_UNMAPPED_PERCENT {
            self.unreadable += 1;
            let message = format!(
                "第 {number} 页的字体没有字符对照（{inked} 个字形中有 {unmapped} 个无法识别），该页没有读入；请索取原 Word 文件或做文字识别（OCR）"
            );
            self.notes.push(note(NoteCode::PageUnreadable, message));
        } else if drawn.image_share > 0.5 && inked < 20 {
            self.images += 1;
            self.notes.push(note(NoteCode::PageIsImage, format!("第 {number} 页是图片，没有可读的文字；请先做文字识别（OCR）")));
        } else if unmapped > 0 {
            self.notes.push(note(
                NoteCode::GlyphUnmapped,
                format!("第 {number} 页有 {unmapped} 个字形无法识别，文中以“\u{fffd}”代替；请对照原文件"),
            ));
        }
        let is_readable = unmapped * 100 <= inked * MAX_UNMAPPED_PERCENT;
        let content = if is_readable { page::content(drawn, number) } else { Content { number, ..Content::default() } };
        self.sheets.push(Sheet { turns: content.turns, width: content.width, height: content.height });
        self.pages.push(content);
    }

    /// Nothing to read: the reason.
    fn refuse(&self, count: usize) -> Result<(), ImportError> {
        let has_text = self.pages.iter().any(|p| !p.items.is_empty());
        let pages = u32::try_from(count).unwrap_or(u32::MAX);
        if has_text && self.images < self.pages.len() {
            return Ok(());
        }
        Err(match (self.unreadable, self.images, self.damaged) {
            (0, 0, 0) => ImportError::NoText(Format::Pdf),
            (0, 0, _) => ImportError::damaged(Format::Pdf, "页面内容无法解开"),
            (unreadable, images, _) if unreadable > images => ImportError::Unmappable { format: Format::Pdf, pages },
            _ => ImportError::OnlyImages { format: Format::Pdf, pages },
        })
    }

    fn write(mut self, out: &mut Builder, count: usize, bookmarks: &BTreeMap<String, u8>) {
        for furniture in furniture::take(&mut self.pages) {
            out.apart(furniture.kind, &furniture.text, Some(furniture.page));
        }
        for page in &self.pages {
            for text in &page.watermarks {
                out.apart(ApartKind::Watermark, text, Some(page.number));
            }
        }
        let measures = Measures::of(&self.pages);
        let footnotes = notes::take(&mut self.pages, &measures);
        let numbers = notes::numbers(&footnotes);
        let mark = |line: &Line, piece: usize| {
            let piece = line.pieces.get(piece).filter(|p| p.raised)?;
            numbers.get(&(line.page, notes::plain(&piece.text)?)).copied()
        };
        let mut roles = Roles::new(bookmarks, &measures);
        let mut notes = self.notes.into_iter().peekable();
        let mut note_up_to = |out: &mut Builder, page: u32| {
            while let Some((_, code, message)) = notes.next_if(|(at, _, _)| *at <= page) {
                out.note(code, message);
            }
        };
        for block in paragraphs::blocks(std::mem::take(&mut self.pages), &measures) {
            match block {
                Block::Paragraph(lines) => {
                    note_up_to(out, lines.first().map_or(0, |l| l.page));
                    write::lines(out, &lines, &self.sheets, &mark);
                    out.end_paragraph(roles.of(&lines));
                }
                Block::Table(rows) => write::table(out, rows, &self.sheets),
            }
        }
        note_up_to(out, u32::MAX);
        for (k, mut note) in footnotes.into_iter().enumerate() {
            notes::unnumber(&mut note);
            let mut content = Builder::new();
            write::lines(&mut content, &note.lines, &self.sheets, &|_, _| None);
            out.footnote(k as u32 + 1, content);
        }
        let read = self.sheets.len();
        if read < count {
            out.note(NoteCode::LeftOut, format!("共 {count} 页，只读入前 {read} 页；请拆分文件后分别打开"));
        }
    }
}
