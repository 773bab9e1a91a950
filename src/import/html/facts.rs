//! What a page says of its article beside it: title, date, source.
//!
//! In: the page and where its article stands. Out: [`Facts`]. Sites in the government's scheme (国办函〔2018〕 on websites' markup) name them
//! in `meta`: ArticleTitle, PubDate, ContentSource; others in lines around the title: 来源：… 发布时间：….

use super::article::Article;
use super::page::{Kind, Page, is_block};

/// What a page says of its article.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its title.
    pub title: Option<String>,
    /// The element that shows it, where it stands outside the article.
    pub title_node: Option<usize>,
    /// Date of publication, as written.
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
}

/// Labels before a date.
const DATES: &[&str] = &["发布时间", "发布日期", "发布于", "公开日期", "发文日期", "时间", "日期"];
/// Labels before a source.
const SOURCES: &[&str] = &["信息来源", "文章来源", "稿件来源", "内容来源", "来源", "稿源", "发布机构", "发布单位"];
/// A line of such labels is shorter.
const MAX_LINE: usize = 200;
/// So many lines of an article that was only guessed may say where it is from.
const MAX_INSIDE: usize = 12;
/// A title is shorter.
const MAX_TITLE: usize = 120;

/// Reads them.
#[must_use]
pub fn read(page: &Page, article: Article) -> Facts {
    let meta = |names: &[&str]| {
        let of = |name: &&str| page.meta.iter().find(|(n, _)| n == name).map(|(_, content)| content.clone());
        names.iter().find_map(of)
    };
    let mut facts = Facts {
        title: meta(&["articletitle", "og:title"]).or_else(|| custom_title(page)),
        title_node: None,
        date: meta(&["pubdate", "publishdate", "article:published_time", "og:published_time"]),
        source: meta(&["contentsource", "og:article:source"]),
    };
    let window = page.title.as_deref().map(without_site).filter(|t| !t.is_empty());
    facts.title_node = title_node(page, article, facts.title.as_deref().or(window.as_deref()));
    if facts.title.is_none() {
        facts.title = facts.title_node.map(|k| page.text(k)).or(window);
    }
    let lines = lines_around(page, article);
    if facts.date.is_none() {
        facts.date = lines.iter().find_map(|line| date(line));
    }
    if facts.source.is_none() {
        facts.source = lines.iter().find_map(|line| labelled(line, SOURCES).map(source)).filter(|s| !s.is_empty());
    }
    facts
}

fn custom_title(page: &Page) -> Option<String> {
    (0..page.nodes.len()).find(|k| page.name(*k) == "ucaptitle").map(|k| page.text(k)).filter(|t| !t.is_empty())
}

/// A window's title without the name of the site behind or before it.
fn without_site(title: &str) -> String {
    let parts: Vec<&str> = title.split(['_', '|', '»']).flat_map(|p| p.split(" - ")).flat_map(|p| p.split(" – ")).map(str::trim).collect();
    let is_site =
        |part: &str| ["网", "网站", "门户", "平台", "人民政府", "首页", "政务公开", "信息公开"].iter().any(|end| part.ends_with(end));
    let best =
        parts.iter().copied().filter(|p| !is_site(p)).max_by_key(|p| p.chars().count()).or(parts.first().copied()).unwrap_or_default();
    // A hyphen without blanks stands in titles too (2021-2025年); only a site's name behind it goes.
    match best.rsplit_once(['-', '—', '–']) {
        Some((head, tail)) if is_site(tail.trim()) && !head.is_empty() => head.trim_end_matches(['-', '—', '–', ' ']).to_owned(),
        _ => best.to_owned(),
    }
}

/// The element that shows the title before the article: the nearest whose text it is, else the nearest h1.
fn title_node(page: &Page, article: Article, title: Option<&str>) -> Option<usize> {
    let wanted = title.map(squeezed);
    let before: Vec<usize> = (1..article.root).filter(|k| page.end(*k) <= article.root && page.element(*k).is_some()).collect();
    let chars_fit = |k: &usize| page.nodes.get(*k).is_some_and(|n| (1..=MAX_TITLE).contains(&n.chars));
    let same = wanted.and_then(|wanted| {
        let count = wanted.chars().count();
        before.iter().rev().copied().filter(chars_fit).find(|k| page.nodes[*k].chars == count && squeezed(&page.text(*k)) == wanted)
    });
    same.or_else(|| before.iter().rev().copied().filter(chars_fit).find(|k| page.name(*k) == "h1"))
}

/// Text without blanks.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Short blocks that hold no other block: those around the article, and the first ones of an article that was only guessed.
fn lines_around(page: &Page, article: Article) -> Vec<String> {
    let is_line = |k: &usize| {
        let Some(node) = page.nodes.get(*k) else { return false };
        (2..=MAX_LINE).contains(&node.chars) && !node.has_blocks && page.element(*k).is_some_and(|e| is_block(&e.name))
    };
    let (mut lines, mut inside) = (Vec::new(), 0);
    let limit = if article.root == 0 { 400.min(page.nodes.len()) } else { page.nodes.len() };
    let mut k = 0;
    while k < limit {
        let is_inside = article.root > 0 && (article.root..page.end(article.root)).contains(&k);
        if is_inside && (article.is_pure || inside >= MAX_INSIDE) {
            k = page.end(article.root);
            continue;
        }
        if is_line(&k) {
            lines.push(page.text(k));
            inside += usize::from(is_inside);
            k = page.end(k);
        } else if let (Kind::Text(text), true) = (&page.nodes[k].kind, page.nodes[k].chars <= MAX_LINE) {
            lines.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            k += 1;
        } else {
            k += 1;
        }
    }
    lines
}

/// What stands behind one of the labels and its colon.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = &line[line.find(label)? + label.len()..];
        let rest = rest.trim_start_matches(['】', ']', ' ', '\u{3000}']);
        Some(rest.strip_prefix(['：', ':'])?.trim_start_matches([' ', '\u{3000}', '\u{a0}']))
    })
}

/// A date behind a label: from its first digit to the first character that no date and time has.
fn date(line: &str) -> Option<String> {
    let rest = labelled(line, DATES)?;
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '/' | '.' | ':' | ' '))).unwrap_or(rest.len());
    let date = rest[..end].trim().trim_end_matches(['-', '.', '/', ':']);
    (date.starts_with(|c: char| c.is_ascii_digit()) && date.chars().count() >= 8).then(|| date.to_owned())
}

/// A source: up to a gap or the next label.
fn source(rest: &str) -> String {
    let end = rest.find(['|', '\u{3000}', '【', '[', '\u{a0}']).unwrap_or(rest.len());
    let rest = &rest[..end];
    let end = rest.find(' ').filter(|k| rest[*k..].contains(['：', ':'])).unwrap_or(rest.len());
    rest[..end].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_from_the_window_title() {
        let title = "华阳路街道2021-2025年规划";
        for window in [
            format!("{title}_上海市长宁区人民政府"),
            format!("{title}-长宁区人民政府网站"),
            format!("某街道门户网站 | {title}"),
            title.to_owned(),
        ] {
            assert_eq!(without_site(&window), title, "{window}");
        }
    }

    #[test]
    fn date_and_source_stand_behind_their_labels() {
        let line = "来源：华阳路街道办事处 发布时间：2021-03-05 10:20 浏览次数：12";
        assert_eq!(date(line).as_deref(), Some("2021-03-05 10:20"));
        assert_eq!(labelled(line, SOURCES).map(source).as_deref(), Some("华阳路街道办事处"));
        assert_eq!(date("时间：待定"), None);
    }
}
