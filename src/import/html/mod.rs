//! Web pages, and pages saved with their parts: the article in order, and what stands around it apart.
//!
//! In: the bytes of a page (`read`) or of a message that holds one (`read_archive`). Out: the encoding and the body. Markup → text (`decode`)
//! → limits (`guard`) → what shows, flat (`page`) → which part is the article (`article`), what the page says of it (`facts`) → paragraphs
//! (`flow`). Nothing is fetched, no script runs, no style sheet is read.

mod archive;
mod article;
mod build;
mod chrome;
mod css;
mod decode;
mod facts;
mod flow;
mod guard;
mod list;
mod look;
mod notes;
mod office;
mod page;
mod paragraph;
mod table;

use std::collections::BTreeSet;

use self::article::Article;
use self::facts::{Facts, squeezed};
use self::flow::Task;
use self::page::{Kind, Page, is_block};
use super::{ApartKind, Body, Builder, Encoding, Format, ImportError, ImportNote, NoteCode, Place, Role, Style};
use crate::text::Span;

/// Longer pieces around the article are cut, in characters.
const MAX_APART_CHARS: usize = 200;
/// More pieces around the article are left out.
const MAX_APART: usize = 200;
/// Shorter pieces are the labels of links, and stand together.
const MAX_LABEL: usize = 12;

/// Reads a page.
///
/// # Errors
/// [`ImportError::NoText`] where nothing of it shows, [`ImportError::Bomb`] where its markup has no end.
pub fn read(bytes: &[u8]) -> Result<(Encoding, Body), ImportError> {
    page_of(bytes, None, Format::Html)
}

/// Reads a saved page with its parts (RFC 2557).
///
/// # Errors
/// As [`read`]; [`ImportError::Damaged`] where there is no page in it.
pub fn read_archive(bytes: &[u8]) -> Result<(Encoding, Body), ImportError> {
    let root = archive::root(bytes)?;
    page_of(&root.bytes, root.charset.as_deref(), Format::Mhtml)
}

fn page_of(bytes: &[u8], label: Option<&str>, format: Format) -> Result<(Encoding, Body), ImportError> {
    let (encoding, html) = decode::decode(bytes, label);
    guard::check(&html, format)?;
    let page = Page::parse(&html);
    if page.nodes.first().is_none_or(|body| body.chars == 0) {
        return Err(ImportError::NoText(format));
    }
    let article = article::find(&page, &html);
    let mut body = body_of(&page, article);
    note_unreadable(&mut body);
    Ok((encoding, body))
}

fn body_of(page: &Page, article: Article) -> Body {
    let facts = facts::read(page, article);
    let notes = notes::find(page);
    let mut builder = Builder::new();
    let mut skipped = BTreeSet::new();
    let is_office = office::wrote(page);
    if is_office {
        office::keep_parts_apart(page, &mut builder, &mut skipped);
    }
    let mut around = vec![(0, article.root), (page.end(article.root), page.nodes.len())];
    if !article.is_pure {
        clear(page, article.root, facts.title.as_deref(), &mut skipped);
        around.extend(skipped.iter().map(|k| (*k, page.end(*k))));
    }
    let title = facts.title.as_deref().map(squeezed).filter(|t| !t.is_empty());
    let task = Task {
        page,
        notes: &notes,
        skipped: &skipped,
        is_apart: if article.is_pure { |_| false } else { chrome::is_chrome_line },
        title: title.as_deref(),
        keeps_newline_as_blank: is_office,
    };
    let written = write_title(page, article, &facts, &skipped, &mut builder);
    let (mut builder, mut count, lines) = flow::read(&task, article.root, builder, written);
    for (n, holder) in &notes.bodies {
        let note;
        (note, count, _) = flow::read(&task, *holder, Builder::new(), count.max(1));
        builder.footnote(*n, note);
    }
    keep_apart(page, &facts, &notes.holders, &around, lines, &mut builder);
    let properties = builder.properties();
    (properties.title, properties.date, properties.source) = (facts.title, facts.date, facts.source);
    builder.finish()
}

/// Finds what in an article that was only guessed is none of it.
fn clear(page: &Page, root: usize, title: Option<&str>, skipped: &mut BTreeSet<usize>) {
    let title = title.map(squeezed);
    let has_title = |k: usize| {
        let headings = (k..page.end(k)).filter(|n| page.name(*n) == "h1");
        headings.take(3).any(|n| title.as_ref().is_some_and(|t| t.contains(&squeezed(&page.text(n)))))
    };
    let chars = page.nodes.get(root).map_or(0, |n| n.chars);
    let mut k = root + 1;
    while k < page.end(root) {
        let is_small = page.nodes[k].chars * 2 < chars;
        if is_small && (chrome::is_chrome(page, k) || chrome::is_link_list(page, k)) && !has_title(k) {
            skipped.insert(k);
            k = page.end(k);
        } else {
            k += 1;
        }
    }
}

/// Writes the title that stands before the article's element, unless the article opens with it; gives the paragraphs written.
fn write_title(page: &Page, article: Article, facts: &Facts, skipped: &BTreeSet<usize>, builder: &mut Builder) -> u32 {
    let Some(text) = facts.title_node.map(|k| page.text(k)).filter(|t| !t.is_empty()) else { return 0 };
    let wanted = squeezed(&text);
    // A line or two may stand before it: a number, a mark of secrecy.
    let reach = wanted.chars().count() + 60;
    let mut head = String::new();
    let mut k = article.root;
    while k < page.end(article.root) && head.chars().count() < reach {
        if skipped.contains(&k) {
            k = page.end(k);
            continue;
        }
        if let Kind::Text(text) = &page.nodes[k].kind {
            head.extend(text.chars().filter(|c| !c.is_whitespace()).take(reach));
        }
        k += 1;
    }
    if head.contains(&wanted) {
        return 0;
    }
    builder.run(&text, Style::default(), Some(Place::Run { paragraph: 0, run: 0 }));
    builder.end_paragraph(Role::Title);
    1
}

/// Keeps what stands around the article: a line for each block, short ones together, each once.
fn keep_apart(page: &Page, facts: &Facts, notes: &BTreeSet<usize>, around: &[(usize, usize)], lines: Vec<String>, builder: &mut Builder) {
    let mut pieces: Vec<String> = around.iter().flat_map(|range| blocks(page, *range, facts.title_node, notes)).collect();
    pieces.extend(lines);
    let mut seen = BTreeSet::new();
    let mut joined: Vec<String> = Vec::new();
    let mut can_grow = false;
    for piece in pieces {
        if !seen.insert(piece.clone()) {
            continue;
        }
        let is_short = piece.chars().count() <= MAX_LABEL;
        match joined.last_mut().filter(|last| can_grow && is_short && last.chars().count() < MAX_APART_CHARS / 2) {
            Some(last) => {
                last.push(' ');
                last.push_str(&piece);
            }
            None => joined.push(piece.chars().take(MAX_APART_CHARS).collect()),
        }
        can_grow = is_short;
    }
    for line in joined.iter().take(MAX_APART) {
        builder.apart(ApartKind::Navigation, line, None);
    }
}

/// The texts of a range of the page, block by block.
fn blocks(page: &Page, range: (usize, usize), title: Option<usize>, notes: &BTreeSet<usize>) -> Vec<String> {
    let mut out = vec![String::new()];
    let (mut k, mut block_end) = (range.0, usize::MAX);
    while k < range.1.min(page.nodes.len()) {
        if title == Some(k) || notes.contains(&k) {
            k = page.end(k);
            continue;
        }
        match &page.nodes[k].kind {
            Kind::Text(text) => {
                if k >= block_end {
                    out.push(String::new());
                    block_end = usize::MAX;
                }
                if let Some(last) = out.last_mut() {
                    last.push_str(text);
                }
            }
            Kind::Element(element) if is_block(&element.name) || element.name == "br" => {
                out.push(String::new());
                block_end = page.end(k).max(k + 1);
            }
            Kind::Element(_) => {}
        }
        k += 1;
    }
    out.iter().map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|piece| !piece.is_empty()).collect()
}

fn note_unreadable(body: &mut Body) {
    for (at, c) in body.text.char_indices().filter(|(_, c)| *c == '\u{fffd}').take(MAX_APART) {
        let span = Span::new(at, at + c.len_utf8());
        let message = "此处的字节无法按该编码读出，以 \u{fffd} 表示".to_owned();
        body.notes.push(ImportNote { code: NoteCode::UnreadableCharacter, message, span });
    }
    body.notes.sort_by_key(|n| (n.span, n.code));
}
