//! Which part of a page is the article: the body of a known content system, else what a general measure of density finds, else all.
//!
//! In: the page. Out: the element that holds the article, and whether it is to be taken as it is. Content systems of government sites name
//! the element of the body; inside it nothing is sorted out. Pages that Word or LibreOffice wrote have nothing but the article.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::chrome;
use super::office;
use super::page::{Kind, Page};

/// Where the article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Article {
    /// Index of its element.
    pub root: usize,
    /// Whether everything in it belongs to it.
    pub is_pure: bool,
}

/// Identifiers and classes of the body in content systems of government sites (TRS, UCAP, Hanweb, Sudy, Visual SiteBuilder, …).
const BODIES: &[&str] = &[
    "trs_editor",
    "trs_editor_view",
    "trs_ueditor",
    "trs_uedito",
    "view_trs_editor",
    "ucap-content",
    "ucapcontent",
    "zoom",
    "zoomcon",
    "fontzoom",
    "zfxxgk_zw_content",
    "zwxl_content",
    "div_zhengwen",
    "zhengwen",
    "article-content",
    "article_content",
    "articlecontent",
    "article-body",
    "article_body",
    "articlebody",
    "artibody",
    "pages_content",
    "page_content",
    "pages-content",
    "wp_articlecontent",
    "v_news_content",
    "vsb_content",
    "vsb_content_2",
    "vsb_content_4",
    "vsb_content_501",
    "js_content",
    "news_content",
    "newscontent",
    "news-content",
    "content_body_txt",
    "xxgk_content",
    "xxgk-content",
    "detail-content",
    "detail_content",
    "info_content",
    "text_content",
    "bt_content",
    "ivs_content",
    "mce-item-article",
    "rich_media_content",
    "main-text",
    "con_text",
    "zw_content",
    "wzcon",
    "j-fontcontent",
];
/// A body of fewer characters outside links is taken only where the page has hardly more.
const MIN_CHARS: usize = 100;
/// Pages larger than these are not measured for density: it takes more than linear time.
const MAX_NODES: usize = 60_000;
const MAX_DEPTH: usize = 400;
/// So many characters at each end of the found text place it in the page.
const KEY_CHARS: usize = 16;

/// Finds the article.
#[must_use]
pub fn find(page: &Page, html: &str) -> Article {
    let whole = Article { root: 0, is_pure: true };
    if office::wrote(page) {
        return whole;
    }
    let all = prose(page, 0);
    if let Some(root) = known_body(page) {
        let chars = prose(page, root);
        if chars >= MIN_CHARS || chars * 4 >= all {
            return Article { root, is_pure: true };
        }
    }
    if !(0..page.nodes.len()).any(|k| chrome::is_chrome(page, k))
        && page.nodes.first().is_some_and(|body| body.link_chars * 5 <= body.chars)
    {
        return whole;
    }
    let root = dense(page, html).filter(|root| prose(page, *root) * 3 >= all).unwrap_or(0);
    Article { root, is_pure: false }
}

/// Characters that are no links.
fn prose(page: &Page, k: usize) -> usize {
    page.nodes.get(k).map_or(0, |n| n.chars - n.link_chars)
}

/// The known body with the most text; of nested ones with the same text the innermost.
fn known_body(page: &Page) -> Option<usize> {
    let is_known =
        |k: &usize| page.element(*k).is_some_and(|e| e.name == "ucapcontent" || e.names().any(|name| BODIES.contains(&name.as_str())));
    (0..page.nodes.len()).filter(is_known).max_by_key(|k| (prose(page, *k), *k)).filter(|k| prose(page, *k) > 0)
}

/// The element around what dom_smoothie takes for the article. Its own extract is not used: it drops what it takes for clutter, and
/// here every character of the body counts.
fn dense(page: &Page, html: &str) -> Option<usize> {
    if page.nodes.len() > MAX_NODES || page.depth > MAX_DEPTH {
        return None;
    }
    let config = Config { max_elements_to_parse: MAX_NODES, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(Document::from(html), None, Some(config)).ok()?.parse().ok()?;
    let found: Vec<char> = squeezed(&article.text_content).collect();
    let key = found.len().min(KEY_CHARS);
    let first: String = found[..key].iter().collect();
    let last: String = found[found.len() - key..].iter().collect();
    let (text, starts) = squeezed_page(page);
    let from = text.find(&first)?;
    let to = text.rfind(&last).filter(|to| *to >= from)? + last.len() - 1;
    let node_at = |at: usize| starts[starts.partition_point(|(start, _)| *start <= at).saturating_sub(1)].1;
    let (from, to) = (node_at(from), node_at(to));
    page.ancestors(from).find(|k| page.end(*k) > to)
}

fn squeezed(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// The page's text without blanks, and where each node's begins in it; the first begins at zero.
fn squeezed_page(page: &Page) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut starts) = (String::new(), vec![(0, 0)]);
    for (k, node) in page.nodes.iter().enumerate() {
        if let Kind::Text(content) = &node.kind {
            starts.push((text.len(), k));
            text.extend(squeezed(content));
        }
    }
    (text, starts)
}
