//! Discovery: initiatives that two documents or more share and no lexicon knows.
//!
//! In: documents and a [`Segmenter`]. Out: [`Found`] terms with all their places, a score and the evidence for it. The way:
//! [`corpus`] folds and segments, [`repeats`] finds what stands twice, [`candidates`] trims it to what may be a name, [`features`] and
//! [`rank`] say how likely it is one, [`group`] puts together what names one thing. No step looks at pairs of documents or of
//! candidates, so that the cost grows with the text.

mod background;
mod candidates;
mod companies;
mod corpus;
mod evidence;
mod features;
mod group;
mod places;
mod proper;
mod rank;
mod repeats;
mod segmenter;
#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

pub use background::{Background, Known};
pub use segmenter::Segmenter;

use super::Category;
use crate::structure::Document;
use crate::text::{FoldedText, Span};

/// Below this score a candidate takes no part in anything.
const MIN_SCORE: f64 = 0.05;

/// From this score on a proper name is shown.
const LEAST_LIFTED: f64 = 0.2;

/// A term that documents share.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// As most often written.
    pub name: String,
    /// How likely it is an initiative; three decimals.
    pub score: f64,
    /// Why, in Chinese.
    pub evidence: String,
    /// Whether some place has it in quotation marks, as a name.
    pub quoted: bool,
    /// Document and span, by document and place.
    pub places: Vec<(usize, Span)>,
    /// For each place whether the name may mean another thing there.
    pub doubtful: Vec<bool>,
}

/// The terms that two documents or more share and that score `least` or more, likeliest first. `folded` holds the documents' folded texts. See
/// [`Segmenter::threshold`] for the score at which they are worth showing.
#[must_use]
pub fn discover(documents: &[Arc<Document>], folded: &[FoldedText], segmenter: &Segmenter, least: f64) -> Vec<Found> {
    let corpus = corpus::Corpus::new(documents, folded, segmenter);
    let suffixes = repeats::Suffixes::new(&corpus);
    let candidates = candidates(&corpus, &suffixes, segmenter);
    let rows = features::rows(&corpus, &candidates, segmenter);
    let lifted = |(c, row): (&candidates::Candidate, &Vec<f64>)| {
        let score = segmenter.model.score(row);
        let sure = segmenter.model.show_beside_lexicon;
        if proper::never_ends(&corpus, c, &segmenter.words) {
            return 0.0;
        }
        if (LEAST_LIFTED..sure).contains(&score) && proper::is_proper_name(&corpus, c, segmenter) { sure } else { score }
    };
    let scores: Vec<f64> = candidates.iter().zip(&rows).map(lifted).collect();
    group::groups(&corpus, &candidates, &scores, &segmenter.words, MIN_SCORE)
        .into_iter()
        .filter(|group| group.score >= least)
        .map(|group| {
            let best = &candidates[group.best];
            Found {
                name: evidence::name(&corpus, best),
                score: group.score,
                quoted: evidence::is_quoted(&corpus, best),
                evidence: evidence::why(&corpus, best, &group, segmenter),
                doubtful: evidence::doubtful(&corpus, best, &group, segmenter),
                places: group.places.iter().map(|(start, end)| (corpus.document_at(*start), corpus.span(*start, *end))).collect(),
            }
        })
        .collect()
}

/// The candidates that are neither places, nor companies, nor slogans.
fn candidates(corpus: &corpus::Corpus<'_>, suffixes: &repeats::Suffixes, segmenter: &Segmenter) -> Vec<candidates::Candidate> {
    let own = places::own_places(corpus, segmenter);
    let companies = companies::companies(corpus, &segmenter.words);
    let mut out = candidates::candidates(corpus, suffixes, segmenter);
    out.retain(|c| {
        !segmenter.words.is_slogan(&c.text) && !companies::is_company(&companies, c) && !places::is_place(corpus, &own, c, segmenter)
    });
    out
}

impl Segmenter {
    /// From which score on a discovered initiative is shown, beside a lexicon or without one.
    #[must_use]
    pub const fn threshold(&self, beside_lexicon: bool) -> f64 {
        if beside_lexicon { self.model.show_beside_lexicon } else { self.model.show }
    }

    /// The policy area that the words of a name and of what stands around it speak for.
    #[must_use]
    pub fn guess_category(&self, name: &str, around: &str) -> Category {
        let fold = |text: &str| crate::text::fold(text).text;
        self.words.category_of(&fold(name)).or_else(|| self.words.category_of(&fold(around))).unwrap_or(Category::Other)
    }
}
