//! Names of families (15分钟…圈, 三张清单, 1+3+N), put together across documents.
//!
//! In: the names as each document has them. Out: initiatives. A name of a plain family is one initiative. A coded name is given to different
//! things: it is one initiative only where contexts agree, that is where the sentences share wording or a known initiative; what agrees with nothing
//! stays an initiative of its own, marked possible, so that the user can join it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::types::{Certainty, Initiative, Mention, Origin};
use crate::initiative::{Category, FamilyHit, InitiativeId, Lexicon, Scope};
use crate::structure::Document;
use crate::text::{FoldedText, sentence_around};

/// Two sentences agree where the smaller one's pairs of characters are shared to this part.
const MIN_SHARED: f64 = 0.2;
/// And so many of them at least.
const MIN_PAIRS: usize = 4;
/// More places of one name are not compared with each other; they are one initiative.
const MAX_PLACES: usize = 200;

/// One place of a name and what stands around it.
struct Use<'a> {
    document: usize,
    hit: &'a FamilyHit,
    /// Pairs of characters of the sentence and of the headings above, the name left out.
    wording: BTreeSet<(char, char)>,
    /// Indexes of the known initiatives in the sentence.
    known: BTreeSet<usize>,
}

/// The initiatives that families name; `names` by document, `known` those of entries.
pub fn initiatives(
    documents: &[Arc<Document>],
    folded: &[FoldedText],
    names: &[Vec<FamilyHit>],
    known: &[Initiative],
    lexicon: &Lexicon,
) -> Vec<Initiative> {
    let mut by_name: BTreeMap<(usize, &str), Vec<(usize, &FamilyHit)>> = BTreeMap::new();
    for (document, hits) in names.iter().enumerate() {
        for hit in hits {
            by_name.entry((hit.family, &hit.name)).or_default().push((document, hit));
        }
    }
    let mut out = Vec::new();
    for ((family, _), places) in by_name {
        let Some(family) = lexicon.family(family) else { continue };
        let groups = if family.scope != Scope::Everywhere && places.len() <= MAX_PLACES {
            let uses: Vec<Use<'_>> = places.iter().map(|(d, hit)| used(documents, folded, known, *d, hit)).collect();
            agreeing(&uses, family.scope).into_iter().map(|group| group.into_iter().map(|k| places[k]).collect()).collect()
        } else {
            vec![places]
        };
        out.extend(named(documents, &groups, family.category, family.scope != Scope::Everywhere));
    }
    out
}

fn used<'a>(documents: &[Arc<Document>], folded: &[FoldedText], known: &[Initiative], document: usize, hit: &'a FamilyHit) -> Use<'a> {
    let text = &documents[document];
    let sentence = sentence_around(&text.text, hit.span.start);
    let mut words = folded[document].slice(sentence).replace(&hit.name, "\n");
    if let Some(section) = text.section_at(hit.span.start) {
        words.push('\n');
        words.push_str(&text.sections[section].title);
    }
    let in_sentence = |i: &Initiative| i.mentions_in(document).any(|m| sentence.contains(m.span) && !m.span.overlaps(hit.span));
    let known = known.iter().enumerate().filter(|(_, i)| in_sentence(i)).map(|(k, _)| k).collect();
    Use { document, hit, wording: pairs(&words), known }
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    text.chars().zip(text.chars().skip(1)).filter(|(a, b)| han(*a) && han(*b)).collect()
}

/// Groups of uses whose contexts agree, directly or by way of others; in the order of their first place.
fn agreeing(uses: &[Use<'_>], scope: Scope) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..uses.len()).collect();
    for (k, a) in uses.iter().enumerate() {
        for (l, b) in uses.iter().enumerate().skip(k + 1) {
            if scope == Scope::Document && a.document == b.document || agree(a, b) {
                let (keep, give) = (group[k].min(group[l]), group[k].max(group[l]));
                group.iter_mut().filter(|g| **g == give).for_each(|g| *g = keep);
            }
        }
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (k, g) in group.into_iter().enumerate() {
        out.entry(g).or_default().push(k);
    }
    out.into_values().collect()
}

fn agree(a: &Use<'_>, b: &Use<'_>) -> bool {
    let shared = a.wording.intersection(&b.wording).count();
    let least = a.wording.len().min(b.wording.len()).max(1);
    let of = u32::try_from(shared).unwrap_or(u32::MAX);
    let by_wording = shared >= MIN_PAIRS && f64::from(of) >= MIN_SHARED * f64::from(u32::try_from(least).unwrap_or(u32::MAX));
    by_wording || !a.known.is_disjoint(&b.known) || a.document == b.document && a.hit.span.overlaps(b.hit.span)
}

/// One initiative for each group of places of one name.
fn named(documents: &[Arc<Document>], groups: &[Vec<(usize, &FamilyHit)>], category: Category, coded: bool) -> Vec<Initiative> {
    let mut out = Vec::new();
    for group in groups {
        let Some((first, hit)) = group.first() else { continue };
        let surface = hit.written.as_str();
        let alone = group.iter().all(|(d, _)| d == first);
        let doubtful = coded && alone && groups.len() > 1;
        let mut name = surface.to_owned();
        if groups.len() > 1 {
            name = format!("{surface}（{}）", topic(documents, *first, hit));
            let twins = out.iter().filter(|i: &&Initiative| i.name.starts_with(&name)).count();
            if twins > 0 {
                name = format!("{name}之{}", twins + 1);
            }
        }
        let why = |surface: &str| {
            if doubtful {
                format!("词形“{surface}”，与他处同名者上下文不同，未并为一项")
            } else if coded && !alone {
                format!("词形“{surface}”，各处上下文相合")
            } else {
                format!("词形“{surface}”")
            }
        };
        let mention = |(document, hit): &(usize, &FamilyHit)| Mention {
            document: *document,
            span: hit.span,
            section: documents[*document].section_at(hit.span.start),
            certainty: if doubtful { Certainty::Possible } else { Certainty::Sure },
            why: why(hit.span.of(&documents[*document].text)),
        };
        out.push(Initiative {
            id: InitiativeId::of_name(&name),
            name,
            category,
            origin: Origin::Lexicon,
            score: 1.0,
            relations: Vec::new(),
            accepted: false,
            mentions: group.iter().map(mention).collect(),
        });
    }
    out
}

/// What tells one meaning from another of the same name: the heading that it stands under and its document.
fn topic(documents: &[Arc<Document>], document: usize, hit: &FamilyHit) -> String {
    let text = &documents[document];
    let heading = text.section_at(hit.span.start).map(|s| text.sections[s].title.trim_end_matches('。').to_owned());
    heading.filter(|h| !h.is_empty()).unwrap_or_else(|| text.label())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::compare::{Certainty, Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::{Document, read};

    const FAMILIES: &str = r#"
[[family]]
pattern = "{数}分钟{名}圈"
category = "民生"
[[family]]
pattern = "{码}"
category = "其他"
scope = "document"
[[family]]
pattern = "{数}张清单"
category = "其他"
scope = "sentence"
"#;

    fn document(name: &str, text: &str) -> Arc<Document> {
        let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
        Arc::new(read(&imported, &Default::default()).into_iter().next().expect("document"))
    }

    fn compared(a: &str, b: &str) -> Comparison {
        let (lexicon, problems) = Lexicon::new(&[("families.toml", FAMILIES)]);
        assert!(problems.is_empty(), "{problems:?}");
        compare(vec![document("a.txt", a), document("b.txt", b)], &lexicon, None)
    }

    fn shared(comparison: &Comparison) -> Vec<&str> {
        comparison.initiatives.iter().filter(|i| i.is_shared()).map(|i| i.name.as_str()).collect()
    }

    #[test]
    fn a_family_is_shared_only_where_its_variable_part_is_one() {
        let found = compared("建设15分钟社区生活圈，打造十分钟就业服务圈。", "完善“十五分钟社区生活圈”，打造15分钟就业服务圈。");
        assert_eq!(shared(&found), ["15分钟社区生活圈"]);
        assert_eq!(found.initiatives.len(), 3);
    }

    #[test]
    fn one_code_for_two_things_is_two_initiatives() {
        let found = compared(
            "按照“1+3+N”模式建设党群服务阵地，打造楼宇党群服务站。",
            "健全“1+3+N”城市运行平台，接入视频探头和传感器，实现街面智能发现。",
        );
        assert!(shared(&found).is_empty());
        let mention = &found.initiatives[0].mentions[0];
        assert_eq!((mention.certainty, mention.why.contains("上下文不同")), (Certainty::Possible, true), "{}", mention.why);
    }

    #[test]
    fn one_code_for_one_thing_is_shared_and_says_that_contexts_agree() {
        let found = compared("建成“1+3+N”党群服务阵地体系。", "继续完善“1+3+N”党群服务阵地体系，新增两个站点。");
        assert_eq!(shared(&found), ["1+3+N"]);
        assert!(found.initiatives[0].mentions.iter().all(|m| m.certainty == Certainty::Sure && m.why.contains("相合")));
    }

    #[test]
    fn inside_one_document_lists_of_one_name_are_told_apart() {
        let found = compared(
            "形成资源、需求、项目三张清单，推动区域单位共建。\n落实全面从严治党责任，班子成员签订主体责任三张清单。\n",
            "梳理资源、需求、项目“三张清单”，区域单位共建认领。\n",
        );
        assert_eq!(shared(&found).len(), 1);
        let of_a: Vec<usize> = found.initiatives.iter().map(|i| i.mentions_in(0).count()).collect();
        assert_eq!(of_a, [1, 1], "one mention each");
        assert_ne!(found.initiatives[0].id, found.initiatives[1].id);
    }
}
