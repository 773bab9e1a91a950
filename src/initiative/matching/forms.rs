//! Where a text uses one of the names that the user gave a thing.
//!
//! In: a text, its folded text, names. Out: their places, found as the lexicon's forms are: folded, of overlapping ones the longest, never in
//! the middle of a number.

use aho_corasick::AhoCorasick;

use super::{Form, Way, longest, splits_number, with_whole_quotation};
use crate::text::{FoldedText, Span, fold};

/// Where one of `forms` stands in `text`, whose folded text is `folded`, in order; none overlap.
#[must_use]
pub fn find_forms(text: &str, folded: &FoldedText, forms: &[String]) -> Vec<Span> {
    let mut wanted: Vec<String> = forms.iter().map(|form| fold(form.trim()).text).filter(|form| !form.is_empty()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    // Fails only on gigabytes of names.
    let Ok(automaton) = AhoCorasick::new(&wanted) else { return Vec::new() };
    let mut found: Vec<Form> = automaton
        .find_overlapping_iter(&folded.text)
        .map(|met| Form { at: (met.start(), met.end()), way: Way::Whole, ambiguous: false, short: false })
        .filter(|form| !splits_number(&folded.text, form.at))
        .collect();
    longest(&mut found);
    found.into_iter().map(|form| with_whole_quotation(text, folded.source_span(form.at.0, form.at.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::find_forms;
    use crate::text::fold;

    fn found(text: &str, forms: &[&str]) -> Vec<String> {
        let forms: Vec<String> = forms.iter().map(|&form| form.to_owned()).collect();
        find_forms(text, &fold(text), &forms).into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn the_longest_form_stands_however_it_is_written() {
        assert_eq!(
            found("建“云上 茶馆”，云上茶馆联盟，１５分钟圈", &["云上茶馆", "云上茶馆联盟", "十五分钟圈"]),
            ["云上 茶馆", "云上茶馆联盟", "１５分钟圈"]
        );
        assert_eq!(found("建15分钟圈", &["5分钟圈"]), [""; 0]);
        assert_eq!(found("任何文字", &["", "  ", "“”"]), [""; 0], "a name without a letter is none");
    }
}
