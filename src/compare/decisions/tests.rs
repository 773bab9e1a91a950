//! Tests of decisions: what each does, and that any sequence of them leaves a valid comparison.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use proptest::collection::vec;
use proptest::prelude::*;

use super::Decision;
use crate::compare::{Certainty, Comparison, Initiative, Origin, compare_decided};
use crate::import::import;
use crate::initiative::discovery::Segmenter;
use crate::initiative::{Category, InitiativeId, Lexicon};
use crate::structure::{Anchor, Document, read};
use crate::text::Span;

const A: &str = "甲街道2030年工作计划\n一、民生\n推进垃圾分类，建设“云上茶馆”。办好云上茶馆，装修垃圾分类清运。\n二、安全\n落实加梯，形成三张清单。三张清单另指安全清单。\n";
const B: &str = "乙街道2030年工作总结\n一、服务\n组织开展“云上茶馆”活动，居民都来云上茶馆。开展垃圾分类。为老楼装上电梯。\n";
const KNOWN: &str = r#"
[[initiative]]
name = "垃圾分类"
category = "环境"
part_of = "三张清单"
[[initiative]]
name = "加装电梯"
category = "城市更新"
forms = ["加梯"]
[[initiative]]
name = "三张清单"
category = "其他"
ambiguous = ["三张清单"]
near = ["从来没有"]
"#;

fn document(name: &str, text: &str) -> Arc<Document> {
    let imported = Arc::new(import(name, text.as_bytes()).expect("import"));
    Arc::new(read(&imported, &BTreeSet::new()).into_iter().next().expect("document"))
}

fn both() -> Vec<Arc<Document>> {
    vec![document("a.txt", A), document("b.txt", B)]
}

fn lexicon() -> &'static Lexicon {
    static KEPT: OnceLock<Lexicon> = OnceLock::new();
    KEPT.get_or_init(|| Lexicon::new(&[("known.toml", KNOWN)]).0)
}

fn segmenter() -> &'static Segmenter {
    static KEPT: OnceLock<Segmenter> = OnceLock::new();
    KEPT.get_or_init(Segmenter::new)
}

fn decided(documents: Vec<Arc<Document>>, decisions: &[Decision]) -> Comparison {
    compare_decided(documents, lexicon(), Some(segmenter()), decisions)
}

fn named<'a>(comparison: &'a Comparison, name: &str) -> Option<&'a Initiative> {
    comparison.initiatives.iter().find(|i| i.name == name)
}

/// The words of the mentions of an initiative, each with its document's letter; none where there is no such initiative.
fn words(comparison: &Comparison, name: &str) -> Vec<String> {
    let word = |m: &crate::compare::Mention| format!("{}{}", ["a", "b"][m.document], m.span.of(&comparison.documents[m.document].text));
    named(comparison, name).map(|i| i.mentions.iter().map(word).collect()).unwrap_or_default()
}

/// The `n`th place of `words` in a text, as an anchor.
fn anchor(document: &Document, words: &str, n: usize) -> Anchor {
    let at = document.text.match_indices(words).nth(n).expect("the words").0;
    Anchor::of(document, Span::new(at, at + words.len()))
}

fn accept(initiative: &str) -> Decision {
    Decision::Accept { initiative: initiative.to_owned() }
}

fn refuse(initiative: &str) -> Decision {
    Decision::Refuse { initiative: initiative.to_owned() }
}

fn rename(initiative: &str, name: &str) -> Decision {
    Decision::Rename { initiative: initiative.to_owned(), name: name.to_owned() }
}

fn merge(initiative: &str, into: &str) -> Decision {
    Decision::Merge { initiative: initiative.to_owned(), into: into.to_owned() }
}

fn define(name: &str, category: Category, forms: &[&str]) -> Decision {
    Decision::Define { name: name.to_owned(), category, forms: forms.iter().map(|&f| f.to_owned()).collect() }
}

fn split(initiative: &str, name: &str, mentions: Vec<Anchor>) -> Decision {
    Decision::Split { initiative: initiative.to_owned(), name: name.to_owned(), mentions }
}

fn include(initiative: &str, mention: Anchor) -> Decision {
    Decision::Include { initiative: initiative.to_owned(), mention }
}

fn exclude(initiative: &str, mention: Anchor) -> Decision {
    Decision::Exclude { initiative: initiative.to_owned(), mention }
}

#[test]
fn what_is_accepted_is_marked_and_outlives_its_discovery() {
    let found = decided(both(), &[]);
    let tea = named(&found, "云上茶馆").expect("discovered");
    assert_eq!((tea.origin, tea.accepted), (Origin::Discovered, false));
    let accepted = decided(both(), &[accept("云上茶馆")]);
    let tea = named(&accepted, "云上茶馆").expect("still there");
    assert_eq!((tea.origin, tea.accepted, tea.mentions.len()), (Origin::Discovered, true, 4));
    // Alone, a document shares nothing: discovery finds nothing.
    let alone = vec![both().remove(1)];
    assert!(named(&decided(alone.clone(), &[]), "云上茶馆").is_none());
    let kept = decided(alone, &[accept("云上茶馆")]);
    let tea = named(&kept, "云上茶馆").expect("kept by its name");
    assert!(tea.accepted && tea.mentions.len() == 2);
    assert_eq!(tea.id, InitiativeId::of_name("云上茶馆"));
}

#[test]
fn what_is_refused_is_gone_until_it_is_accepted() {
    let with = |decisions: &[Decision]| words(&decided(both(), decisions), "垃圾分类");
    let all = with(&[]);
    assert_eq!(all.len(), 3);
    assert!(with(&[refuse("垃圾分类")]).is_empty());
    assert!(with(&[refuse("垃圾分类"), rename("垃圾分类", "分类")]).is_empty(), "what is gone is not renamed");
    assert_eq!(with(&[refuse("垃圾分类"), accept("垃圾分类")]), all);
    assert!(with(&[refuse("云上茶馆"), refuse("没有这一项"), accept("垃圾分类"), refuse("垃圾分类")]).is_empty());
}

#[test]
fn a_new_name_makes_a_new_identity_and_the_old_name_still_leads_there() {
    let comparison = decided(both(), &[rename("云上茶馆", "茶馆服务"), exclude("云上茶馆", anchor(&both()[0], "云上茶馆", 1))]);
    assert!(named(&comparison, "云上茶馆").is_none());
    assert_eq!(words(&comparison, "茶馆服务"), ["a云上茶馆", "b云上茶馆", "b云上茶馆"]);
    assert_eq!(named(&comparison, "茶馆服务").map(|i| i.id.clone()), Some(InitiativeId::of_name("茶馆服务")));
    let back = decided(both(), &[rename("云上茶馆", "茶馆服务"), rename("茶馆服务", "云上茶馆")]);
    assert_eq!(words(&back, "云上茶馆").len(), 4);
    let onto = decided(both(), &[rename("云上茶馆", "垃圾分类")]);
    assert_eq!(words(&onto, "垃圾分类").len(), 7, "a name that another one has makes them one");
    let related = decided(both(), &[rename("三张清单", "清单")]);
    assert_eq!(named(&related, "垃圾分类").map(|i| i.relations[0].name.clone()).as_deref(), Some("清单"));
}

#[test]
fn merged_initiatives_have_all_mentions_of_both() {
    let comparison = decided(both(), &[merge("云上茶馆", "垃圾分类")]);
    assert_eq!(words(&comparison, "垃圾分类"), ["a垃圾分类", "a云上茶馆", "a云上茶馆", "a垃圾分类", "b云上茶馆", "b云上茶馆", "b垃圾分类"]);
    assert!(named(&comparison, "云上茶馆").is_none());
    let kept = named(&comparison, "垃圾分类").expect("there");
    assert!(kept.mentions[1].why.contains("并入") && kept.category == Category::Environment && kept.relations.len() == 1);
    let alone = decided(vec![both().remove(1)], &[merge("云上茶馆", "加装电梯")]);
    assert_eq!(words(&alone, "加装电梯").len(), 2, "known under the lexicon's name though that one is not mentioned");
    assert_eq!(named(&alone, "加装电梯").map(|i| (i.category, i.origin)), Some((Category::Renewal, Origin::Lexicon)));
    let into_refused = decided(both(), &[refuse("垃圾分类"), merge("云上茶馆", "垃圾分类")]);
    assert_eq!((words(&into_refused, "云上茶馆").len(), words(&into_refused, "垃圾分类").len()), (4, 0));
}

#[test]
fn split_mentions_are_another_initiative() {
    let second = anchor(&both()[0], "三张清单", 1);
    let comparison = decided(both(), &[split("三张清单", "安全三张清单", vec![second.clone()])]);
    let off = named(&comparison, "安全三张清单").expect("split off");
    assert_eq!(
        (off.origin, off.category, off.mentions.len(), off.mentions[0].certainty),
        (Origin::User, Category::Other, 1, Certainty::Sure)
    );
    assert_eq!(words(&comparison, "三张清单").len(), 1);
    let nothing = decided(both(), &[split("三张清单", "空", vec![])]);
    assert!(named(&nothing, "空").is_none());
    let all = decided(both(), &[split("三张清单", "新", vec![anchor(&both()[0], "三张清单", 0), second])]);
    assert!(named(&all, "三张清单").is_none(), "an initiative that nothing mentions is none");
    assert_eq!(words(&all, "新").len(), 2);
}

#[test]
fn a_defined_initiative_is_found_wherever_one_of_its_forms_stands() {
    let comparison = decided(both(), &[define("老楼电梯", Category::Renewal, &["老楼装上电梯", "装上电梯", "加梯"])]);
    let new = named(&comparison, "老楼电梯").expect("defined");
    assert_eq!((new.origin, new.category, new.accepted), (Origin::User, Category::Renewal, false));
    assert_eq!(words(&comparison, "老楼电梯"), ["a加梯", "b老楼装上电梯"], "the longest form");
    assert_eq!(words(&comparison, "加装电梯"), ["a加梯"], "names of different initiatives nest");
    let found = decided(both(), &[define("云上茶馆", Category::Civility, &[])]);
    assert_eq!(named(&found, "云上茶馆").map(|i| (i.origin, i.category)), Some((Origin::User, Category::Civility)));
    assert!(named(&decided(both(), &[define("不在文中", Category::Other, &["也不在"])]), "不在文中").is_none());
}

#[test]
fn mentions_are_included_and_excluded_by_their_words() {
    let lift = anchor(&both()[1], "老楼装上电梯", 0);
    let comparison = decided(both(), &[include("加装电梯", lift.clone())]);
    assert_eq!(words(&comparison, "加装电梯"), ["a加梯", "b老楼装上电梯"]);
    assert!(comparison.initiatives.iter().any(|i| i.name == "加装电梯" && i.is_shared()));
    let alone = decided(vec![both().remove(1)], &[include("加装电梯", lift.clone())]);
    assert_eq!(named(&alone, "加装电梯").map(|i| (i.category, i.mentions.len())), Some((Category::Renewal, 1)));
    assert!(named(&decided(both(), &[exclude("加装电梯", anchor(&both()[0], "加梯", 0))]), "加装电梯").is_none());
    let first = anchor(&both()[0], "云上茶馆", 0);
    let excluded = decided(both(), &[exclude("云上茶馆", first.clone()), accept("云上茶馆")]);
    assert_eq!(words(&excluded, "云上茶馆").len(), 3, "its form does not bring it back");
    let again = decided(both(), &[exclude("云上茶馆", first.clone()), include("云上茶馆", first)]);
    assert_eq!(words(&again, "云上茶馆").len(), 4);
}

#[test]
fn a_doubtful_mention_is_confirmed() {
    let place = anchor(&both()[0], "三张清单", 0);
    let certainty = |decisions: &[Decision]| {
        let comparison = decided(both(), decisions);
        named(&comparison, "三张清单").map(|i| i.mentions.iter().map(|m| m.certainty).collect::<Vec<_>>())
    };
    assert_eq!(certainty(&[]), Some(vec![Certainty::Possible; 2]));
    let confirm = Decision::Confirm { initiative: "三张清单".to_owned(), mention: place };
    assert_eq!(certainty(&[confirm]), Some(vec![Certainty::Sure, Certainty::Possible]));
}

#[test]
fn a_decision_about_what_is_not_there_changes_nothing() {
    let found = decided(both(), &[]);
    let elsewhere = document("c.txt", "丙街道2030年计划\n另一句完全不同的话。\n");
    let place = anchor(&elsewhere, "另一句完全不同", 0);
    let decisions = [
        refuse("丁"),
        accept("丁"),
        rename("戊", "己"),
        merge("庚", "辛"),
        split("三张清单", "空", vec![place.clone()]),
        include("三张清单", place.clone()),
        exclude("三张清单", place),
    ];
    let after = decided(both(), &decisions);
    assert_eq!(after.initiatives, found.initiatives);
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["垃圾分类", "云上茶馆", "加装电梯", "三张清单", "装修", "新名", "", "没有"]).prop_map(str::to_owned)
}

fn place() -> impl Strategy<Value = Anchor> {
    (0..2usize, any::<prop::sample::Index>(), 1..9usize).prop_map(|(k, at, length)| {
        let document = &both()[k];
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
        let first = at.index(starts.len() - 1);
        Anchor::of(document, Span::new(starts[first], starts[(first + length).min(starts.len() - 1)]))
    })
}

fn decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        name().prop_map(|initiative| Decision::Accept { initiative }),
        name().prop_map(|initiative| Decision::Refuse { initiative }),
        (name(), name()).prop_map(|(initiative, name)| Decision::Rename { initiative, name }),
        (name(), name()).prop_map(|(initiative, into)| Decision::Merge { initiative, into }),
        (name(), name(), vec(place(), 0..3)).prop_map(|(initiative, name, mentions)| Decision::Split { initiative, name, mentions }),
        (name(), vec(name(), 0..3)).prop_map(|(name, forms)| Decision::Define { name, category: Category::Safety, forms }),
        (name(), place()).prop_map(|(initiative, mention)| Decision::Include { initiative, mention }),
        (name(), place()).prop_map(|(initiative, mention)| Decision::Exclude { initiative, mention }),
        (name(), place()).prop_map(|(initiative, mention)| Decision::Confirm { initiative, mention }),
    ]
}

/// What holds of the initiatives of any comparison.
fn assert_valid(comparison: &Comparison) {
    let mut names = BTreeSet::new();
    for initiative in &comparison.initiatives {
        assert!(names.insert(&initiative.name), "{} twice", initiative.name);
        assert!(!initiative.name.trim().is_empty() && !initiative.mentions.is_empty());
        assert_eq!(initiative.id, InitiativeId::of_name(&initiative.name));
        assert!(initiative.mentions.is_sorted_by_key(|m| (m.document, m.span)));
        assert!(!initiative.accepted || initiative.origin == Origin::Discovered);
        assert!(initiative.relations.iter().all(|r| r.name != initiative.name));
        for pair in initiative.mentions.windows(2) {
            assert!(pair[0].document != pair[1].document || !pair[0].span.overlaps(pair[1].span), "{}: {pair:?}", initiative.name);
        }
        for mention in &initiative.mentions {
            let document = &comparison.documents[mention.document];
            assert!(!mention.span.is_empty() && document.text.get(mention.span.range()).is_some());
            assert_eq!(mention.section, document.section_at(mention.span.start));
        }
    }
    let key = |i: &Initiative| (i.category, std::cmp::Reverse(i.document_count()), i.name.clone());
    assert!(comparison.initiatives.is_sorted_by_key(key));
    for measure in &comparison.measures {
        assert!(measure.initiative.is_none_or(|k| k < comparison.initiatives.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn any_decisions_leave_a_valid_comparison(decisions in vec(decision(), 0..12)) {
        let once = decided(both(), &decisions);
        assert_valid(&once);
        prop_assert_eq!(&once.initiatives, &decided(both(), &decisions).initiatives, "the same decisions give the same");
        assert_valid(&decided(vec![both().remove(1)], &decisions));
        let json = serde_json::to_string(&decisions).expect("json");
        prop_assert_eq!(serde_json::from_str::<Vec<Decision>>(&json).expect("read"), decisions);
    }
}
