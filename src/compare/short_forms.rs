//! Short forms that the documents introduce themselves.
//!
//! In: the initiatives found so far. Out: further mentions of them. The quoted core of a longer name (“九宫格”党建共同体) names the same thing where it
//! stands alone in quotation marks, and without them where no dictionary and no background report knows it; so does what a document calls a name
//! （以下简称“…”）. A core of two different names, a core that is a name itself and a code (1+3+N) are none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::types::{Certainty, Initiative, Mention};
use crate::initiative::discovery::Segmenter;
use crate::structure::Document;
use crate::text::{FoldedText, Span, fold};

/// A short form has at least so many characters as written; two may mean anything.
const MIN_CHARS: usize = 3;
/// And at most so many.
const MAX_CHARS: usize = 12;
/// How a document says that it will call a name by a shorter one.
const INTRODUCTIONS: [&str; 6] = ["（以下简称", "(以下简称", "（简称", "(简称", "（下称", "(下称"];

/// What a short form stands for.
struct Meaning {
    initiative: usize,
    /// The documents that have the full name with this core.
    documents: BTreeSet<usize>,
    /// The full name as first written.
    full: String,
    /// Introduced in so many words: then it counts in that document, marked or not.
    told: bool,
}

/// Adds the mentions that short forms make; the mentions of each initiative stay in order of place. `folded` holds the documents' folded texts.
pub fn add(documents: &[Arc<Document>], folded: &[FoldedText], initiatives: &mut [Initiative], segmenter: Option<&Segmenter>) {
    let forms: Vec<(String, Meaning)> = meanings(documents, initiatives).into_iter().collect();
    let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|(form, _)| form));
    let (Ok(automaton), false) = (built, forms.is_empty()) else { return };
    let names = Names::new(documents.len(), initiatives);
    for (d, (document, folded)) in documents.iter().zip(folded).enumerate() {
        for found in automaton.find_iter(&folded.text) {
            let (form, meaning) = &forms[found.pattern().as_usize()];
            let span = folded.source_span(found.start(), found.end());
            let here = meaning.documents.contains(&d);
            let marked = is_quoted(&document.text, span) || meaning.told && here;
            // What one document agrees to call a thing binds no other.
            let foreign = meaning.told && !here;
            if foreign || names.cover(d, span) || !(marked || segmenter.is_some_and(|s| s.is_coined(form))) {
                continue;
            }
            let known = if here { "本文另有" } else { "另一份文档有" };
            initiatives[meaning.initiative].mentions.push(Mention {
                document: d,
                span,
                section: document.section_at(span.start),
                certainty: if here { Certainty::Sure } else { Certainty::Possible },
                why: format!("简称“{}”，{known}全称“{}”", span.of(&document.text), meaning.full),
            });
        }
    }
    initiatives.iter_mut().for_each(|i| i.mentions.sort_by_key(|m| (m.document, m.span)));
}

/// The short forms, folded, that mean one initiative only and are no name themselves.
fn meanings(documents: &[Arc<Document>], initiatives: &[Initiative]) -> BTreeMap<String, Meaning> {
    let mut out: BTreeMap<String, Option<Meaning>> = BTreeMap::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for (k, initiative) in initiatives.iter().enumerate() {
        names.insert(fold(&initiative.name).text);
        for mention in &initiative.mentions {
            let text = &documents[mention.document].text;
            names.insert(fold(mention.span.of(text)).text);
            let core = quoted_core(text, mention.span).map(|core| (core, false));
            let told = introduced(text, mention.span).map(|form| (form, true));
            for (form, told) in core.into_iter().chain(told).filter(|(form, _)| is_word(form)) {
                let slot = out.entry(fold(form).text).or_insert_with(|| {
                    let full = mention.span.of(text).replace(is_quote, "");
                    Some(Meaning { initiative: k, documents: BTreeSet::new(), full, told })
                });
                match slot {
                    Some(meaning) if meaning.initiative == k => _ = meaning.documents.insert(mention.document),
                    other => *other = None,
                }
            }
        }
    }
    out.into_iter().filter(|(form, _)| !names.contains(form)).filter_map(|(form, meaning)| Some((form, meaning?))).collect()
}

const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '"' | '＂')
}

/// The one quotation in a name, which is more than it. A mark may stand just outside of the name.
fn quoted_core(text: &str, name: Span) -> Option<&str> {
    let inside = name.of(text);
    let before = text[..name.start.0].chars().next_back().filter(|c| is_quote(*c));
    let after = text[name.end.0..].chars().next().filter(|c| is_quote(*c));
    let marks: Vec<usize> = inside.char_indices().filter(|(_, c)| is_quote(*c)).map(|(at, _)| at).collect();
    let core = match (before, marks.as_slice(), after) {
        (Some(_), [close], None) => &inside[..*close],
        (None, [open], Some(_)) => &inside[*open..],
        (None, [open, close], None) => &inside[*open..*close],
        _ => return None,
    };
    let core = core.trim_matches(is_quote);
    (core.len() < inside.replace(is_quote, "").len()).then_some(core)
}

/// What the document calls a name from here on: …（以下简称“…”）.
fn introduced(text: &str, name: Span) -> Option<&str> {
    let rest = text[name.end.0..].trim_start_matches(is_quote);
    let rest = INTRODUCTIONS.iter().find_map(|word| rest.strip_prefix(word))?.trim_start_matches(['：', ':', '为']);
    let end = rest.find(['）', ')']).filter(|end| *end <= MAX_CHARS * 4)?;
    Some(rest[..end].trim_matches(is_quote))
}

/// Whether a short form is made of Chinese letters, of a fit length.
fn is_word(form: &str) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    (MIN_CHARS..=MAX_CHARS).contains(&form.chars().count()) && form.chars().all(han)
}

/// Whether a place stands in quotation marks of its own.
fn is_quoted(text: &str, span: Span) -> bool {
    text[..span.start.0].chars().next_back().is_some_and(is_quote) && text[span.end.0..].chars().next().is_some_and(is_quote)
}

/// The mentions of all initiatives by document.
struct Names {
    /// By start, each with how far it or one before it reaches.
    reaches: Vec<Vec<(usize, usize)>>,
}

impl Names {
    fn new(documents: usize, initiatives: &[Initiative]) -> Self {
        let mut reaches = vec![Vec::new(); documents];
        for mention in initiatives.iter().flat_map(|i| &i.mentions) {
            reaches[mention.document].push((mention.span.start.0, mention.span.end.0));
        }
        for spans in &mut reaches {
            spans.sort_unstable();
            let mut reach = 0;
            for (_, end) in spans.iter_mut() {
                reach = reach.max(*end);
                *end = reach;
            }
        }
        Self { reaches }
    }

    /// Whether a mention has something of the place.
    fn cover(&self, document: usize, span: Span) -> bool {
        let spans = &self.reaches[document];
        let before = spans.partition_point(|(start, _)| *start < span.end.0);
        before.checked_sub(1).is_some_and(|k| spans[k].1 > span.start.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{introduced, quoted_core};
    use crate::text::Span;

    fn in_text<T>(text: &str, name: &str, look: impl Fn(&str, Span) -> T) -> T {
        let start = text.find(name).expect("name");
        look(text, Span::new(start, start + name.len()))
    }

    #[test]
    fn the_quoted_part_of_a_name_is_its_core() {
        let core = |text, name| in_text(text, name, |text, span| quoted_core(text, span).map(str::to_owned));
        assert_eq!(core("做实“九宫格”党建共同体。", "九宫格”党建共同体").as_deref(), Some("九宫格"));
        assert_eq!(core("做实“九宫格”党建共同体。", "“九宫格”党建共同体").as_deref(), Some("九宫格"));
        assert_eq!(core("缓解“停车难”，", "缓解“停车难").as_deref(), Some("停车难"));
        assert_eq!(core("推进“一网统管”建设", "一网统管"), None, "the whole name is no core");
        assert_eq!(core("“甲乙”和“丙丁”中心", "“甲乙”和“丙丁”中心"), None, "two quotations");
    }

    #[test]
    fn a_document_may_say_how_it_calls_a_name() {
        let form = |text, name| in_text(text, name, |text, span| introduced(text, span).map(str::to_owned));
        assert_eq!(form("建设“云上茶馆”（以下简称“茶馆”）", "云上茶馆").as_deref(), Some("茶馆"));
        assert_eq!(form("建设云上茶馆（二期）", "云上茶馆"), None);
    }
}
