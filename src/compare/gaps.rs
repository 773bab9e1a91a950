//! What the others have and one document lacks, and the reverse.
//!
//! In: a [`Comparison`], a document of it, a [`GapFilter`]. Out: [`Gaps`]: ranked rows, each with who has the initiative, and how many there
//! are in all. Linear in the mentions, so that it can be made anew at each letter that is typed. That a document lacks an initiative says that
//! its text does not mention it (未提及), and nothing of what was done.

use std::cmp::Reverse;

use super::matrix::Words;
use super::types::Comparison;
use crate::initiative::Category;

/// Which of the two questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GapSide {
    /// Others have it and the document does not mention it.
    #[default]
    Lacking,
    /// The document has it, and no other or few.
    Ahead,
}

/// Which initiatives have a row. All conditions hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GapFilter {
    /// Which of the two questions.
    pub side: GapSide,
    /// Of what the document lacks: so many others have it at least.
    pub least: usize,
    /// Of what the document has: so many others have it at most.
    pub most: usize,
    /// What the name, or the initiative as a document writes it, must contain.
    pub text: String,
    /// The policy area; `None` for all.
    pub category: Option<Category>,
    /// Only where a document says a number of it.
    pub numbers: bool,
}

/// One initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRow {
    /// Index into [`Comparison::initiatives`].
    pub initiative: usize,
    /// The documents whose passages tell of it, in their order: the others that have it; of what the document is ahead in, itself first.
    pub documents: Vec<usize>,
    /// How many others have it.
    pub others: usize,
    /// Mentions in `documents`.
    pub mentions: usize,
    /// Numbers of it in `documents`.
    pub numbers: usize,
}

/// How many there are whatever the filter; a number of others is its own index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GapTotals {
    /// Of what the document lacks, how many initiatives so many others have.
    pub lacking_by_others: Vec<usize>,
    /// Of what the document has, how many initiatives so many others have too.
    pub shared_by_others: Vec<usize>,
}

impl GapTotals {
    /// What the document lacks and at least so many others have.
    #[must_use]
    pub fn lacking(&self, least: usize) -> usize {
        self.lacking_by_others.iter().skip(least.max(1)).sum()
    }

    /// What the document has and at most so many others have too.
    #[must_use]
    pub fn ahead(&self, most: usize) -> usize {
        self.shared_by_others.iter().take(most.saturating_add(1)).sum()
    }
}

/// One document's gaps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaps {
    /// The document that was asked about: index into [`Comparison::documents`].
    pub document: usize,
    /// Which question they answer.
    pub side: GapSide,
    /// Ranked: what the document lacks by how many others have it, what it is ahead in by how few; then by mentions, policy area, name.
    pub rows: Vec<GapRow>,
    /// Before the filter.
    pub totals: GapTotals,
}

impl Gaps {
    /// The gaps of `document` (index into [`Comparison::documents`]).
    #[must_use]
    pub fn new(comparison: &Comparison, document: usize, filter: &GapFilter) -> Self {
        let numbers = numbers(comparison);
        let words = Words::new(&filter.text);
        let count = comparison.documents.len();
        let mut totals = GapTotals { lacking_by_others: vec![0; count.max(1)], shared_by_others: vec![0; count.max(1)] };
        let mut rows = Vec::new();
        for (k, initiative) in comparison.initiatives.iter().enumerate() {
            let counts = counts(comparison, k);
            let own = counts.get(document).copied().unwrap_or(0);
            let others = counts.iter().enumerate().filter(|(d, count)| *d != document && **count > 0).count();
            let tally = if own > 0 { &mut totals.shared_by_others } else { &mut totals.lacking_by_others };
            if let Some(tally) = tally.get_mut(others) {
                *tally += 1;
            }
            let wanted = match filter.side {
                GapSide::Lacking => own == 0 && others >= filter.least.max(1),
                GapSide::Ahead => own > 0 && others <= filter.most,
            };
            if !wanted || filter.category.is_some_and(|c| c != initiative.category) {
                continue;
            }
            let row = row(k, document, others, &counts, &numbers[k]);
            if (!filter.numbers || row.numbers > 0) && words.stand_in(comparison, initiative) {
                rows.push(row);
            }
        }
        // The comparison has policy areas and then names in order, and the sort is stable.
        let name = |row: &GapRow| (comparison.initiatives[row.initiative].category, comparison.initiatives[row.initiative].name.as_str());
        match filter.side {
            GapSide::Lacking => rows
                .sort_by(|a, b| (Reverse(a.others), Reverse(a.mentions), name(a)).cmp(&(Reverse(b.others), Reverse(b.mentions), name(b)))),
            GapSide::Ahead => {
                rows.sort_by(|a, b| (a.others, Reverse(a.mentions), name(a)).cmp(&(b.others, Reverse(b.mentions), name(b))));
            }
        }
        Self { document, side: filter.side, rows, totals }
    }

    /// Index of the row of an initiative (index into [`Comparison::initiatives`]).
    #[must_use]
    pub fn row_of(&self, initiative: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.initiative == initiative)
    }
}

fn row(initiative: usize, document: usize, others: usize, counts: &[usize], numbers: &[(usize, usize)]) -> GapRow {
    let own = counts.get(document).is_some_and(|count| *count > 0).then_some(document);
    let rest = (0..counts.len()).filter(|d| *d != document && counts[*d] > 0);
    let documents: Vec<usize> = own.into_iter().chain(rest).collect();
    let mentions = documents.iter().map(|d| counts[*d]).sum();
    // All numbers are in documents that have it.
    GapRow { initiative, others, mentions, numbers: numbers.iter().map(|(_, count)| count).sum(), documents }
}

/// Mentions of an initiative by document.
fn counts(comparison: &Comparison, initiative: usize) -> Vec<usize> {
    let mut counts = vec![0; comparison.documents.len()];
    for mention in &comparison.initiatives[initiative].mentions {
        if let Some(count) = counts.get_mut(mention.document) {
            *count += 1;
        }
    }
    counts
}

/// By initiative: documents and how many numbers of it they say.
fn numbers(comparison: &Comparison) -> Vec<Vec<(usize, usize)>> {
    let mut out: Vec<Vec<(usize, usize)>> = vec![Vec::new(); comparison.initiatives.len()];
    for measure in &comparison.measures {
        let Some(of) = measure.initiative.and_then(|k| out.get_mut(k)) else { continue };
        match of.last_mut().filter(|(document, _)| *document == measure.document) {
            Some((_, count)) => *count += 1,
            None => of.push((measure.document, 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{GapFilter, GapSide, Gaps};
    use crate::compare::{Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

    /// Read once: it is large.
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

    const NAMES: [&str; 5] = ["垃圾分类", "加装电梯", "一网通办", "美丽街区", "志愿服务"];

    /// A document for each list; each number of it is one of the names, mentioned once.
    fn comparison(documents: &[Vec<usize>]) -> Comparison {
        let text = |k: usize, names: &[usize]| {
            let body: String = names.iter().map(|n| format!("推进{}。\n", NAMES[*n % NAMES.len()])).collect();
            format!("甲{}街道2030年工作计划\n一、重点任务\n{body}", ["东", "西", "南", "北"][k % 4])
        };
        let read_one = |(k, names): (usize, &Vec<usize>)| {
            let imported = Arc::new(import("a.txt", text(k, names).as_bytes()).expect("import"));
            Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))
        };
        compare(documents.iter().enumerate().map(read_one).collect(), &LEXICON, None)
    }

    fn names(comparison: &Comparison, gaps: &Gaps) -> Vec<String> {
        gaps.rows.iter().map(|r| comparison.initiatives[r.initiative].name.clone()).collect()
    }

    #[test]
    fn what_most_of_the_others_have_comes_first() {
        let comparison = comparison(&[vec![4], vec![0, 1], vec![0, 1, 1], vec![0, 2]]);
        let gaps = Gaps::new(&comparison, 0, &GapFilter::default());
        let found = names(&comparison, &gaps);
        assert_eq!(found[0], "垃圾分类");
        assert!(found[1].contains("加装电梯"), "{found:?}");
        assert_eq!((gaps.rows[0].others, gaps.rows[0].documents.clone()), (3, vec![1, 2, 3]));
        assert_eq!((gaps.rows[1].others, gaps.rows[1].mentions), (2, 3));
        assert_eq!(gaps.totals.lacking(1), found.len());
        assert_eq!(gaps.totals.lacking(3), 1);
        let two = Gaps::new(&comparison, 0, &GapFilter { least: 2, ..GapFilter::default() });
        assert_eq!(two.rows.len(), 2);
        assert_eq!(two.totals, gaps.totals, "the totals do not know the filter");
    }

    #[test]
    fn what_only_one_has_comes_first_in_the_reverse() {
        let comparison = comparison(&[vec![0, 1, 4, 4], vec![0, 1], vec![0]]);
        let of = |most| Gaps::new(&comparison, 0, &GapFilter { side: GapSide::Ahead, most, ..GapFilter::default() });
        let alone = of(0);
        assert!(alone.rows.iter().all(|r| r.others == 0 && r.documents == [0]) && !alone.rows.is_empty());
        let few = of(1);
        assert!(few.rows.len() > alone.rows.len());
        assert_eq!(few.rows.last().expect("a row").documents, [0, 1], "its own passage first");
        assert_eq!(few.totals.ahead(0), alone.rows.len());
        assert_eq!(few.totals.ahead(1), few.rows.len());
    }

    #[test]
    fn words_area_and_numbers_narrow_the_rows() {
        let imported = |text: &str| {
            let imported = Arc::new(import("a.txt", text.as_bytes()).expect("import"));
            Arc::new(read(&imported, &std::collections::BTreeSet::new()).remove(0))
        };
        let other = "乙街道2030年工作计划\n一、重点任务\n完成加装电梯20台。\n推进垃圾分类。\n";
        let documents = vec![imported("甲街道2030年工作计划\n一、重点任务\n做好志愿服务。\n"), imported(other)];
        let comparison = compare(documents, &LEXICON, None);
        let of = |filter: GapFilter| names(&comparison, &Gaps::new(&comparison, 0, &filter));
        assert_eq!(of(GapFilter { text: "垃圾".to_owned(), ..GapFilter::default() }), ["垃圾分类"]);
        let numbered = of(GapFilter { numbers: true, ..GapFilter::default() });
        assert!(numbered.len() == 1 && numbered[0].contains("加装电梯"), "{numbered:?}");
        let category = comparison.initiatives.iter().find(|i| i.name == "垃圾分类").expect("there").category;
        assert_eq!(of(GapFilter { category: Some(category), ..GapFilter::default() }), ["垃圾分类"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn every_initiative_is_on_one_side_or_shared_by_too_many(documents in vec(vec(0_usize..5, 0..6), 1..5), at in 0_usize..5) {
            let comparison = comparison(&documents);
            let document = at % documents.len();
            let lacking = Gaps::new(&comparison, document, &GapFilter::default());
            let having = GapFilter { side: GapSide::Ahead, most: usize::MAX, ..GapFilter::default() };
            let having = Gaps::new(&comparison, document, &having);
            prop_assert_eq!(lacking.rows.len() + having.rows.len(), comparison.initiatives.len());
            prop_assert_eq!(lacking.totals.lacking(0), lacking.rows.len());
            prop_assert!(lacking.rows.is_sorted_by_key(|r| std::cmp::Reverse(r.others)));
            prop_assert!(having.rows.is_sorted_by_key(|r| r.others));
            for row in &lacking.rows {
                prop_assert!(!row.documents.contains(&document) && row.documents.len() == row.others);
            }
            for row in &having.rows {
                prop_assert_eq!(row.documents[0], document);
                prop_assert_eq!(row.documents.len(), row.others + 1);
            }
        }
    }
}
