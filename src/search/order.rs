//! The order of places: by where they stand, or by what stands beside them, so that likes come together.
//!
//! Chinese is ordered by the sound of its characters, as dictionaries do. Marks are passed over, and nothing beyond the sentence counts: where
//! it ends first comes first.

use std::sync::Arc;

use pinyin::ToPinyin as _;

use super::concordance::{Hit, Order};
use super::script::simplified;
use crate::structure::Document;
use crate::text::is_sentence_end;

/// So many letters beside a place decide.
const KEY_LETTERS: usize = 16;

/// A letter's place in the order: its sound, then itself. What has no sound (Latin, figures) comes first.
type Rank = (&'static str, char);

/// The places in the wanted order; equals stay as they stood.
pub(super) fn arranged(hits: Vec<Hit>, documents: &[Arc<Document>], order: Order) -> Vec<Hit> {
    if order == Order::Place {
        return hits;
    }
    let key = |hit: &Hit| {
        let text = documents.get(hit.document).map_or("", |d| d.text.as_str());
        match order {
            Order::Left => key_of(text[..hit.span.start.0].chars().rev()),
            _ => key_of(text[hit.span.end.0..].chars()),
        }
    };
    let mut keyed: Vec<(Vec<Rank>, Hit)> = hits.into_iter().map(|hit| (key(&hit), hit)).collect();
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    keyed.into_iter().map(|(_, hit)| hit).collect()
}

fn key_of(chars: impl Iterator<Item = char>) -> Vec<Rank> {
    chars.take_while(|c| !is_sentence_end(*c)).filter(|c| c.is_alphanumeric()).take(KEY_LETTERS).map(rank).collect()
}

fn rank(c: char) -> Rank {
    let c = simplified(c).to_ascii_lowercase();
    (c.to_pinyin().map_or("", pinyin::Pinyin::plain), c)
}
