//! From a place in one document to the passage of another: on the seeds, on a small pair, and on any text.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiedu::compare::{Basis, Comparison, Correspondence, Passage, SectionRef, compare};
use jiedu::import::import;
use jiedu::initiative::Lexicon;
use jiedu::structure::read;
use jiedu::text::{ByteOffset, Span};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::properties::PIECES;
use crate::support::{SEEDS, documents, seed_document, segmenter};

fn seeds() -> &'static Comparison {
    static SEEDS_COMPARED: OnceLock<Comparison> = OnceLock::new();
    let made = || compare(SEEDS.iter().map(|name| Arc::new(seed_document(name))).collect(), &Lexicon::builtin(), Some(segmenter()));
    SEEDS_COMPARED.get_or_init(made)
}

/// Places to ask at: all starts of paragraphs and sections, and every so many bytes between them.
fn places(comparison: &Comparison, document: usize, every: usize) -> Vec<ByteOffset> {
    let document = &comparison.documents[document];
    let mut out: Vec<usize> = (0..=document.text.len()).step_by(every).map(|k| document.text.floor_char_boundary(k)).collect();
    out.extend(document.paragraphs.iter().map(|p| p.span.start.0).chain(document.sections.iter().map(|s| s.span.start.0)));
    out.sort_unstable();
    out.dedup();
    out.into_iter().map(ByteOffset).collect()
}

fn each_place(comparison: &Comparison, every: usize, mut see: impl FnMut(usize, ByteOffset, usize)) {
    for from in 0..comparison.documents.len() {
        for at in places(comparison, from, every) {
            for to in 0..comparison.documents.len() {
                see(from, at, to);
            }
        }
    }
}

fn assert_fits(comparison: &Comparison, to: usize, passage: &Passage) {
    let text = &comparison.documents[to].text;
    for span in [passage.span, passage.region] {
        assert!(span.start <= span.end && text.get(span.range()).is_some(), "{span:?} of {}", text.len());
    }
}

/// The best pair of a section in another document, straight from the alignment; all of the best score.
fn best(comparison: &Comparison, section: SectionRef, to: usize) -> Vec<usize> {
    let other = |k: usize| {
        let pair = &comparison.alignment[k];
        [(pair.a, pair.b), (pair.b, pair.a)].into_iter().find(|(own, other)| *own == section && other.document == to).map(|(_, o)| o)
    };
    let all: Vec<(f64, usize)> =
        (0..comparison.alignment.len()).filter_map(|k| Some((comparison.alignment[k].score, other(k)?.section))).collect();
    let top = all.iter().map(|(score, _)| *score).fold(f64::MIN, f64::max);
    all.into_iter().filter(|(score, _)| *score >= top).map(|(_, section)| section).collect()
}

#[test]
fn every_place_of_the_seeds_has_an_answer_that_fits_its_document() {
    let comparison = seeds();
    let index = Correspondence::new(comparison);
    let (mut asked, mut answered) = (0, 0);
    each_place(comparison, 97, |from, at, to| {
        let passage = index.passage(comparison, from, at, to);
        if from == to {
            assert_eq!(passage, None);
            return;
        }
        asked += 1;
        if let Some(passage) = passage {
            answered += 1;
            assert_fits(comparison, to, &passage);
            assert!(!passage.why(comparison).is_empty());
        }
    });
    println!("{answered} of {asked} places have a passage");
    assert!(answered * 10 >= asked * 9, "{answered} of {asked}");
}

#[test]
fn the_passage_lies_in_the_best_counterpart_of_the_section() {
    let comparison = seeds();
    let index = Correspondence::new(comparison);
    let mut own = 0;
    each_place(comparison, 211, |from, at, to| {
        let Some(section) = comparison.documents[from].section_at(at).filter(|_| from != to) else { return };
        let wanted = best(comparison, SectionRef { document: from, section }, to);
        let passage = index.passage(comparison, from, at, to);
        if wanted.is_empty() {
            assert!(passage.is_none_or(|p| !matches!(p.basis, Basis::Section { .. })));
            return;
        }
        let passage = passage.expect("a passage");
        own += 1;
        let begins = |s: &usize| comparison.documents[to].sections[*s].span.start == passage.region.start;
        assert!(wanted.iter().any(begins) && passage.region.contains(passage.span), "{from} {at:?} {to}: {passage:?}");
        let Basis::Section { initiative, .. } = passage.basis else { panic!("{passage:?}") };
        // What it is said to rest on is named there.
        if let Some(initiative) = initiative {
            let mentions: Vec<Span> = comparison.initiatives[initiative].mentions_in(to).map(|m| m.span).collect();
            assert!(mentions.iter().any(|m| passage.region.contains(Span { start: m.start, end: m.start })));
        }
    });
    assert!(own > 1000, "{own}");
}

#[test]
fn sections_that_are_each_others_best_lead_to_each_other() {
    let comparison = seeds();
    let index = Correspondence::new(comparison);
    let mut mutual = 0;
    for (k, pair) in comparison.alignment.iter().enumerate() {
        let (a, b) = (pair.a, pair.b);
        let both = index.counterpart(a.document, a.section, b.document) == Some(k)
            && index.counterpart(b.document, b.section, a.document) == Some(k);
        if !both {
            continue;
        }
        mutual += 1;
        for (from, to) in [(a, b), (b, a)] {
            let start = comparison.documents[from.document].sections[from.section].span.start;
            let there = index.passage(comparison, from.document, start, to.document).expect("there");
            assert_eq!(there.span.start, comparison.documents[to.document].sections[to.section].span.start);
            let back = index.passage(comparison, to.document, there.span.start, from.document).expect("back");
            assert_eq!(back.span.start, start);
        }
    }
    println!("{mutual} mutual pairs of {}", comparison.alignment.len());
    assert!(mutual > 50, "{mutual}");
}

#[test]
fn the_same_comparison_gives_the_same_answers() {
    let again = compare(seeds().documents.clone(), &Lexicon::builtin(), Some(segmenter()));
    let (one, two) = (Correspondence::new(seeds()), Correspondence::new(&again));
    each_place(seeds(), 503, |from, at, to| {
        assert_eq!(one.passage(seeds(), from, at, to), two.passage(&again, from, at, to));
    });
}

/// Two documents with a long section each, whose topics come in another order, and one section that only one of them has.
fn pair() -> Comparison {
    let a = "甲街道2030年工作计划\n一、生态环境\n推进垃圾分类，居民都来参加，全年不放松。我们还要做许多别的事，例如把花园修好，把河边扫净，把路灯擦亮，\
             请大家一起动手，一月一次，从春到冬，一直做到年底，人人都有份，个个都出力，不分老少。加快加装电梯，方便老人上下楼。\n\
             二、海外联络\n写信问候远方的朋友。\n三、公共安全\n排查消防安全隐患，整治飞线充电。\n";
    let b = "乙街道2030年工作计划\n一、公共安全\n整治飞线充电，消防安全常抓不懈。\n二、生态环境\n加快加装电梯，惠及老人。又有好些旁的安排，\
             比如种树、浇水、修篱笆、扫落叶、清沟渠、刷围墙，样样有人管，件件有着落，月月有检查，季季有通报，年终再来算总账。推进垃圾分类，户户参与。\n";
    let text = |name: &str, text: &str| documents(name, text.as_bytes()).into_iter().next().map(Arc::new).expect("document");
    compare(vec![text("a.txt", a), text("b.txt", b)], &Lexicon::builtin(), None)
}

fn answer(comparison: &Comparison, from: usize, words: &str) -> Option<(String, String)> {
    let at = comparison.documents[from].text.find(words).expect("the words");
    let to = 1 - from;
    let passage = Correspondence::new(comparison).passage(comparison, from, ByteOffset(at), to)?;
    Some((passage.span.of(&comparison.documents[to].text).trim_end().to_owned(), passage.why(comparison)))
}

#[test]
fn inside_a_long_section_one_follows_from_initiative_to_initiative() {
    let comparison = pair();
    let at = |words: &str| answer(&comparison, 0, words).expect("a passage");
    assert_eq!(at("一、生态环境").0, "二、生态环境");
    assert_eq!(at("推进垃圾分类").0, "推进垃圾分类，户户参与。");
    assert!(at("推进垃圾分类").1.contains("此处都提到垃圾分类"), "{}", at("推进垃圾分类").1);
    assert_eq!(at("加快加装电梯").0, "加快加装电梯，惠及老人。");
    assert_eq!(at("三、公共安全").0, "一、公共安全");
}

#[test]
fn a_section_without_a_counterpart_leads_nowhere_where_its_neighbours_stand_the_other_way_round() {
    // 二 stands between 一 and 三, whose counterparts stand as 二 and 一: nothing lies between them.
    assert_eq!(answer(&pair(), 0, "写信问候"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_texts_at_all_give_passages_that_fit(a in vec(prop::sample::select(PIECES), 0..80), b in vec(prop::sample::select(PIECES), 0..80)) {
        // Empty and binary ones are refused at the door.
        let imported = [a, b].into_iter().filter_map(|pieces| import("x.txt", pieces.concat().as_bytes()).ok());
        let all: Vec<_> = imported.flat_map(|text| read(&Arc::new(text), &BTreeSet::new())).map(Arc::new).collect();
        let comparison = compare(all, &Lexicon::builtin(), None);
        let index = Correspondence::new(&comparison);
        for from in 0..comparison.documents.len() {
            for (at, _) in comparison.documents[from].text.char_indices() {
                for to in 0..comparison.documents.len() {
                    if let Some(passage) = index.passage(&comparison, from, ByteOffset(at), to) {
                        assert_fits(&comparison, to, &passage);
                    }
                }
            }
        }
    }
}
