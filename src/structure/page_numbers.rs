//! Page numbers on lines of their own, told from numbers that belong to the text.
//!
//! In: the lines. Out: which are page numbers. `- 3 -`, `第 3 页` and `3 / 12` are by their form. A bare `3` is one only where another
//! page lies before or after it: a number that is one more or less, with a page's worth of text between; or, if it is the only one, as many
//! pages' worth of text before it. So a column of
//! serial numbers, and an amount that a converter put on a line of its own, stay.

use super::lines::Line;

/// A page holds at least so many characters.
const MIN_PAGE_CHARS: usize = 150;

/// And at most so many.
const MAX_PAGE_CHARS: usize = 2000;
/// A page number that is the only one in the text is at most so high.
const MAX_LONE_PAGE: usize = 30;

/// What the form of a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Surely a page number.
    Sure,
    /// A number and nothing else.
    Bare(u32),
}

/// For each line whether it is a page number.
pub fn find(text: &str, lines: &[Line]) -> Vec<bool> {
    let forms: Vec<Option<Form>> = lines.iter().map(|l| form(l.core.of(text))).collect();
    let mut before = 0;
    let mut bare: Vec<(usize, u32, usize)> = Vec::new();
    for (k, line) in lines.iter().enumerate() {
        match forms[k] {
            Some(Form::Bare(value)) => bare.push((k, value, before)),
            Some(Form::Sure) => {}
            None => before += line.core.of(text).chars().count(),
        }
    }
    let mut out: Vec<bool> = forms.iter().map(|f| *f == Some(Form::Sure)).collect();
    for (n, (k, value, at)) in bare.iter().enumerate() {
        let page_apart = |other: Option<&(usize, u32, usize)>, step: i64| {
            other.is_some_and(|(_, v, place)| i64::from(*v) - i64::from(*value) == step && place.abs_diff(*at) >= MIN_PAGE_CHARS)
        };
        let pages = *value as usize;
        let lone = bare.len() == 1 && pages <= MAX_LONE_PAGE && (MIN_PAGE_CHARS * pages..MAX_PAGE_CHARS * pages).contains(at);
        // The last page may hold a few lines only, but nothing stands below its number.
        let ends = *k + 1 == lines.len() && n.checked_sub(1).and_then(|p| bare.get(p)).is_some_and(|(p, v, _)| out[*p] && v + 1 == *value);
        out[*k] = lone || ends || page_apart(n.checked_sub(1).and_then(|p| bare.get(p)), -1) || page_apart(bare.get(n + 1), 1);
    }
    out
}

/// What the form of a line says; a year is no page.
fn form(line: &str) -> Option<Form> {
    if line.len() > 60 {
        return None;
    }
    let all: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = all.trim_matches(|c| matches!(c, '-' | '－' | '—' | '–' | '·' | '~' | '～' | '─'));
    let dashed = inner.len() < all.len();
    let digits = |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
    if let Some(number) = inner.strip_prefix('第').and_then(|s| s.strip_suffix('页')) {
        let paged = number.split(['页', '/', '共', '第', '，', ',']).all(|part| part.is_empty() || digits(part, 4));
        return paged.then_some(Form::Sure);
    }
    if let Some((page, pages)) = inner.split_once('/') {
        return (digits(page, 3) && digits(pages, 3)).then_some(Form::Sure);
    }
    if dashed {
        return digits(inner, 4).then_some(Form::Sure);
    }
    digits(inner, 3).then(|| inner.parse().ok().map(Form::Bare)).flatten()
}
