//! OFD, the fixed-layout format of Chinese offices (GB/T 33190-2016): a container of XML pages in, paragraphs out.
//!
//! `document` finds the way from the entry to the pages; `content` and `text` make glyphs of a page, which the assembler of PDF puts in order
//! (`pages::page`, `furniture`, `paragraphs`); `apart` reads what lies over the pages. Text of templates is furniture, unless a page has no
//! other. Pictures, attachments and certificates are not opened.

mod apart;
mod content;
mod document;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use self::content::Content;
use self::document::{Document, MAX_PAGES};
use super::package::Package;
use super::pages::furniture;
use super::pages::line::Line;
use super::pages::notes as footnotes;
use super::pages::page::{self, Item};
use super::pages::paragraphs::{self, Block, Measures};
use super::pages::roles::Roles;
use super::pages::write::{self, Sheet};
use super::xml::decode;
use super::{Apart, ApartKind, Body, Builder, Format, ImportError, NoteCode};

/// Glyphs of the whole file: a yearbook has 2 million.
const MAX_GLYPHS: usize = 8_000_000;
/// A page with more unmapped characters among a hundred is unreadable.
const MAX_UNMAPPED_PERCENT: usize = 2;
/// So many page numbers are named in a note.
const MAX_NAMED: usize = 10;

/// Reads a file with all its documents.
///
/// # Errors
/// Encrypted, damaged, a bomb, all pages images or without characters, no text.
pub fn read(bytes: &[u8]) -> Result<Body, ImportError> {
    let mut package = Package::open(bytes, Format::Ofd)?;
    let documents = document::read(&mut package)?;
    let mut reading = Reading::default();
    for document in &documents {
        reading.document(&mut package, document)?;
    }
    if reading.pages.is_empty() {
        return Err(ImportError::damaged(Format::Ofd, "没有页面"));
    }
    reading.refuse()?;
    let mut out = Builder::new();
    out.properties().title = documents.iter().find_map(|d| d.title.clone());
    out.properties().pages = u32::try_from(reading.declared).ok();
    if documents.iter().any(|d| d.has_attachments) {
        out.note(NoteCode::LeftOut, "文件带有附件，附件没有读入；如需比较，请在 OFD 阅读器中另存附件后再打开");
    }
    reading.write(&mut out);
    Ok(out.finish())
}

/// Pages as they are read, and what was odd about them.
#[derive(Default)]
struct Reading {
    pages: Vec<page::Content>,
    sheets: Vec<Sheet>,
    apart: Vec<Apart>,
    notes: Vec<(u32, NoteCode, String)>,
    /// Entries of the outlines and how deep they stand.
    outline: BTreeMap<String, u8>,
    /// Pages before each document.
    starts: Vec<usize>,
    damaged: Vec<u32>,
    declared: usize,
    glyphs: usize,
    images: usize,
    unreadable: usize,
    texts: usize,
}

impl Reading {
    fn document(&mut self, package: &mut Package<'_>, document: &Document) -> Result<(), ImportError> {
        let first = self.next_number();
        self.starts.push(self.pages.len());
        self.outline.extend(document.outline.iter().map(|(title, level)| (title.clone(), *level)));
        self.declared += document.declared;
        let mut shown_templates = BTreeSet::new();
        for page in &document.pages {
            if self.pages.len() >= MAX_PAGES || self.glyphs > MAX_GLYPHS {
                break;
            }
            self.page(package, document, &page.part, &mut shown_templates)?;
        }
        if document.is_damaged {
            self.notes.push((first, NoteCode::PartDamaged, "文档的页面目录不完整，其后的页面没有读入；请重新下载".to_owned()));
        }
        apart::annotations(package, document, first, &mut self.apart)?;
        apart::seals(package, document, first, &mut self.apart)
    }

    fn next_number(&self) -> u32 {
        u32::try_from(self.pages.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn page(
        &mut self,
        package: &mut Package<'_>,
        document: &Document,
        part: &str,
        shown: &mut BTreeSet<String>,
    ) -> Result<(), ImportError> {
        let number = self.next_number();
        let Some(mut content) = content_of(package, document, part)? else {
            self.damaged.push(number);
            self.keep(page::Content { number, ..page::Content::default() });
            return Ok(());
        };
        if content.is_broken {
            self.damaged.push(number);
        }
        for id in std::mem::take(&mut content.templates) {
            let Some(part) = document.templates.get(id.trim()) else { continue };
            let is_bare = content.drawn.inked == 0;
            if !is_bare && shown.contains(part) {
                continue;
            }
            let Some(template) = content_of(package, document, part)? else { continue };
            if is_bare {
                // Whatever the template calls for itself is passed over: templates do not nest.
                content = template;
            } else {
                shown.insert(part.clone());
                self.template(template, number);
            }
        }
        for text in &content.patterns {
            apart::push(&mut self.apart, ApartKind::Watermark, text, Some(number));
        }
        self.judge(content, number);
        Ok(())
    }

    /// Keeps a template's text apart, at the first page that shows it.
    fn template(&mut self, mut template: Content, number: u32) {
        template.drawn.rules.clear();
        let content = page::content(template.drawn, number);
        for item in &content.items {
            if let Item::Line(line) = item {
                apart::push(&mut self.apart, ApartKind::RunningHead, &line.text(), Some(number));
            }
        }
        for text in content.watermarks.iter().chain(&template.patterns) {
            apart::push(&mut self.apart, ApartKind::Watermark, text, Some(number));
        }
    }

    /// Takes a page in, or says why not.
    fn judge(&mut self, content: Content, number: u32) {
        let drawn = content.drawn;
        let (unmapped, inked) = (drawn.unmapped, drawn.inked);
        self.glyphs += drawn.glyphs.len();
        let mut note = |code, message: String| self.notes.push((number, code, message));
        if drawn.is_cut {
            note(NoteCode::LeftOut, format!("第 {number} 页内容过多，其后的部分没有读入；请核对原文件"));
        }
        if unmapped * 100 > inked * MAX_UNMAPPED_PERCENT {
            note(
                NoteCode::PageUnreadable,
                format!(
                    "第 {number} 页的字体没有字符对照（{inked} 个字中有 {unmapped} 个无法识别），该页没有读入；请索取原 Word 文件或做文字识别（OCR）"
                ),
            );
            self.unreadable += 1;
            self.keep(page::Content { number, ..page::Content::default() });
            return;
        }
        if unmapped > 0 {
            note(NoteCode::GlyphUnmapped, format!("第 {number} 页有 {unmapped} 个字无法识别，文中以“\u{fffd}”代替；请对照原文件"));
        }
        if drawn.image_share > 0.5 && inked == 0 {
            note(NoteCode::PageIsImage, format!("第 {number} 页是图片，没有可读的文字；请先做文字识别（OCR）"));
            self.images += 1;
        }
        self.texts += usize::from(inked > 0);
        self.keep(page::content(drawn, number));
    }

    fn keep(&mut self, content: page::Content) {
        self.sheets.push(Sheet { turns: content.turns, width: content.width, height: content.height });
        self.pages.push(content);
    }

    /// Nothing to read: the reason.
    fn refuse(&self) -> Result<(), ImportError> {
        if self.texts > 0 {
            return Ok(());
        }
        let pages = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        Err(match () {
            () if self.unreadable > 0 => ImportError::Unmappable { format: Format::Ofd, pages },
            () if self.images > 0 => ImportError::OnlyImages { format: Format::Ofd, pages },
            () if !self.damaged.is_empty() => ImportError::damaged(Format::Ofd, "页面内容缺失或无法解开"),
            () => ImportError::NoText(Format::Ofd),
        })
    }

    /// Paragraphs and tables; none goes on from one document into the next.
    fn blocks(&mut self) -> Vec<Block> {
        let mut pages = std::mem::take(&mut self.pages);
        let mut documents = Vec::new();
        for start in self.starts.iter().rev() {
            documents.push(pages.split_off((*start).min(pages.len())));
        }
        let of = |pages: Vec<page::Content>| {
            let measures = Measures::of(&pages);
            paragraphs::blocks(pages, &measures)
        };
        documents.into_iter().rev().flat_map(of).collect()
    }

    fn write(mut self, out: &mut Builder) {
        for taken in furniture::take(&mut self.pages) {
            self.apart.push(Apart { kind: taken.kind, text: taken.text, page: Some(taken.page) });
        }
        for page in &self.pages {
            for text in &page.watermarks {
                apart::push(&mut self.apart, ApartKind::Watermark, text, Some(page.number));
            }
        }
        self.apart.sort_by_key(|a| a.page);
        for piece in &self.apart {
            out.apart(piece.kind, &piece.text, piece.page);
        }
        let read = self.pages.len();
        let measures = Measures::of(&self.pages);
        let footnotes = footnotes::take(&mut self.pages, &measures);
        let numbers = footnotes::numbers(&footnotes);
        let mark = |line: &Line, piece: usize| {
            let piece = line.pieces.get(piece).filter(|p| p.raised)?;
            numbers.get(&(line.page, footnotes::plain(&piece.text)?)).copied()
        };
        let outline = std::mem::take(&mut self.outline);
        let mut roles = Roles::new(&outline, &measures);
        let mut notes = std::mem::take(&mut self.notes).into_iter().peekable();
        for block in self.blocks() {
            match block {
                Block::Paragraph(lines) => {
                    let page = lines.first().map_or(0, |l| l.page);
                    while let Some((_, code, message)) = notes.next_if(|(at, ..)| *at <= page) {
                        out.note(code, message);
                    }
                    write::lines(out, &lines, &self.sheets, &mark);
                    out.end_paragraph(roles.of(&lines));
                }
                Block::Table(rows) => write::table(out, rows, &self.sheets),
            }
        }
        for (n, mut note) in (1..).zip(footnotes) {
            footnotes::unnumber(&mut note);
            let mut content = Builder::new();
            write::lines(&mut content, &note.lines, &self.sheets, &|_, _| None);
            out.footnote(n, content);
        }
        for (_, code, message) in notes {
            out.note(code, message);
        }
        note_damaged(out, &self.damaged);
        if read < self.declared {
            out.note(NoteCode::LeftOut, format!("共 {} 页，只读入前 {read} 页；请拆分文件后分别打开", self.declared));
        }
    }
}

fn note_damaged(out: &mut Builder, damaged: &[u32]) {
    if damaged.is_empty() {
        return;
    }
    let named: Vec<String> = damaged.iter().take(MAX_NAMED).map(u32::to_string).collect();
    let rest = if damaged.len() > MAX_NAMED { format!(" 等 {} 页", damaged.len()) } else { " 页".to_owned() };
    out.note(NoteCode::PartDamaged, format!("第 {}{rest}的内容缺失或损坏，读入的文字可能不全；请重新下载", named.join("、")));
}

/// A page's or a template's content; `None` where its part is missing or cannot be unpacked.
fn content_of(package: &mut Package<'_>, document: &Document, part: &str) -> Result<Option<Content>, ImportError> {
    let bytes = match package.part(part) {
        Ok(Some(bytes)) => bytes,
        Err(error @ (ImportError::Bomb { .. } | ImportError::Encrypted(_))) => return Err(error),
        Ok(None) | Err(_) => return Ok(None),
    };
    content::read(&decode(&bytes), document.page_box, &document.fonts).map(Some)
}
