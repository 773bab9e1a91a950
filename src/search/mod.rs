//! A query in, hits out: find in one text, tolerant of width, case, blanks and quotation marks; and keyword in context over many documents,
//! with a small language of its own ([`Query`]).
//!
//! Text and query are folded alike, so `１５分钟`, `15 分钟` and `十五分钟` find each other.

mod concordance;
mod names;
mod order;
mod query;
mod script;
mod syllables;

pub use concordance::{Concordance, Hit, MAX_HITS, Options, Order, Within, concordance, context};
pub use names::{Fit, FoundName, Names};
pub use query::{Query, QueryError};

use crate::text::{Span, fold};

/// The places where `text` has `query`, in order and apart from each other. A query of nothing but blanks and quotation marks has none.
#[must_use]
pub fn find(text: &str, query: &str) -> Vec<Span> {
    let needle = fold(query.trim()).text;
    if needle.is_empty() {
        return Vec::new();
    }
    let folded = fold(text);
    folded.text.match_indices(&needle).map(|(at, _)| folded.source_span(at, at + needle.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn find_looks_past_width_and_quotation_marks() {
        let text = "打造“15分钟”生活圈，十五分钟到达";
        assert_eq!(find(text, "１５ 分钟").len(), 2);
        assert!(find(text, "“ ”").is_empty());
    }
}
