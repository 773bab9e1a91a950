//! Measures a page's markup before it is parsed, so that no page can exhaust the parser.
//!
//! The parser needs no recursion, but for every tag it looks through the open elements, and it opens unclosed formatting again in each
//! paragraph: both grow with the square of what a page nests. In: the page. Out: nothing, or the limit that it breaks.

use crate::import::{Format, ImportError};

/// Elements nested deeper than this are made to exhaust; browsers stop at 512.
const MAX_DEPTH: usize = 4_000;
/// Formatting that stays open at once; browsers' own pages have 10.
const MAX_FORMATTING: usize = 600;
/// Attributes of one tag: the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 5_000;
/// An end tag is looked for among so many open elements, as unclosed ones lie between.
const REACH: usize = 64;

/// Elements without content (HTML Standard 13.1.2).
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that the next of their kind closes.
const IMPLIED: &[&str] =
    &["p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "html", "head", "body"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp"];
/// Formatting elements (HTML Standard 13.2.4.3).
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Holds a page to the limits.
///
/// # Errors
/// [`ImportError::Bomb`].
pub fn check(page: &str, format: Format) -> Result<(), ImportError> {
    let bytes = page.as_bytes();
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(found) = find(bytes, at, b'<') {
        at = found + 1;
        if page[at..].starts_with("!--") {
            at = page[at..].find("-->").map_or(bytes.len(), |k| at + k + 3);
            continue;
        }
        let is_end = bytes.get(at) == Some(&b'/');
        let name_start = at + usize::from(is_end);
        let name_end = page[name_start..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<'))
            .map_or(bytes.len(), |k| name_start + k);
        let name = &page[name_start..name_end];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let tag = Tag::read(bytes, name_end);
        at = tag.end;
        if tag.attributes > MAX_ATTRIBUTES {
            return Err(ImportError::bomb(format, format!("一个标签的属性超过 {MAX_ATTRIBUTES} 个")));
        }
        if is_end {
            close(&mut open, name);
            continue;
        }
        if is_one_of(name, RAW) {
            at = end_of_raw(page, at, name);
        } else if !is_one_of(name, VOID) && !is_one_of(name, IMPLIED) {
            open.push(name);
            hold(&open, name, format)?;
        }
    }
    Ok(())
}

fn hold(open: &[&str], name: &str, format: Format) -> Result<(), ImportError> {
    if open.len() > MAX_DEPTH {
        return Err(ImportError::bomb(format, format!("网页嵌套超过 {MAX_DEPTH} 层")));
    }
    // Only formatting that is opened can raise this; the run of it at the end tells without counting all.
    if is_one_of(name, FORMATTING)
        && open.len() > MAX_FORMATTING
        && open.iter().rev().take(MAX_FORMATTING).all(|n| is_one_of(n, FORMATTING))
    {
        return Err(ImportError::bomb(format, format!("未闭合的格式标签超过 {MAX_FORMATTING} 个")));
    }
    Ok(())
}

fn close(open: &mut Vec<&str>, name: &str) {
    let from = open.len().saturating_sub(REACH);
    if let Some(k) = open[from..].iter().rposition(|n| n.eq_ignore_ascii_case(name)) {
        open.truncate(from + k);
    } else if is_one_of(name, &["td", "th", "tr", "table", "body"]) {
        // A cell's end takes what was left open in it along.
        while open.last().is_some_and(|n| is_one_of(n, FORMATTING)) {
            open.pop();
        }
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|b| *b == wanted).map(|k| from + k)
}

/// Where the content of a raw element ends: at its end tag, which is read again as one.
fn end_of_raw(page: &str, from: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    let mut at = from;
    while let Some(found) = find(bytes, at, b'<') {
        let end = found + 2 + name.len();
        if bytes.get(found + 1) == Some(&b'/') && bytes.get(found + 2..end).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())) {
            return found;
        }
        at = found + 1;
    }
    bytes.len()
}

/// A tag behind its name.
struct Tag {
    end: usize,
    attributes: usize,
}

impl Tag {
    fn read(bytes: &[u8], from: usize) -> Self {
        let (mut attributes, mut quote, mut was_blank) = (0, None, false);
        for (k, b) in bytes.iter().enumerate().skip(from) {
            match (quote, b) {
                (Some(q), b) if q == *b => quote = None,
                (Some(_), _) => {}
                (None, b'>') => return Self { end: k + 1, attributes },
                (None, b'"' | b'\'') if bytes.get(k.wrapping_sub(1)) == Some(&b'=') => quote = Some(*b),
                (None, b) => {
                    let is_blank = b.is_ascii_whitespace() || *b == b'/';
                    attributes += usize::from(was_blank && !is_blank);
                    was_blank = is_blank;
                }
            }
        }
        Self { end: bytes.len(), attributes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_leave_cells_items_and_paragraphs_open() {
        let page = "<table>".to_owned() + &"<tr><td><font><b>格<p>段<li>项".repeat(500) + "</table>";
        let closed = "<table>".to_owned() + &"<tr><td><font><b>格</td></tr>".repeat(5_000) + "</table>";
        assert!(check(&closed, Format::Html).is_ok());
        assert!(check(&page, Format::Html).is_err(), "a thousand open tags of formatting are opened again in every cell");
    }

    #[test]
    fn markup_in_scripts_and_comments_nests_nothing() {
        let page = format!("<script>{}</script><!--{}-->", "'<div>'".repeat(10_000), "<div>".repeat(10_000));
        assert!(check(&page, Format::Html).is_ok());
    }

    #[test]
    fn many_attributes_are_too_many_and_a_long_one_is_not() {
        let many = format!("<p {}>", (0..6_000).map(|k| format!("a{k}=1 ")).collect::<String>());
        assert!(check(&many, Format::Html).is_err());
        assert!(check(&format!("<img src=\"data:image/png;base64,{}\">", "A b ".repeat(100_000)), Format::Html).is_ok());
    }
}
