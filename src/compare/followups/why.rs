//! What a pair of item and passage rests on, for people.

use std::sync::Arc;

use super::matching::{Match, Matter};
use crate::compare::types::Initiative;
use crate::structure::Document;
use crate::text::{FoldedText, fold, is_letter_or_figure};

/// So many things in common are told.
const SHOWN: usize = 3;

/// `共有“…”“…”`, with initiatives first.
pub fn basis(matter: &Matter<'_>, documents: &[Arc<Document>], initiatives: &[Initiative], m: &Match) -> String {
    let shared_names = matter.names[m.item].iter().filter(|k| matter.names[m.passage].contains(k)).filter_map(|k| initiatives.get(*k));
    let names: Vec<&str> = shared_names.take(SHOWN).map(|i| i.name.as_str()).collect();
    if !names.is_empty() {
        return format!("都提到{}", names.join("、"));
    }
    let item = &matter.statements[m.item];
    let written = documents.get(item.document).map_or("", |d| item.span.of(&d.text));
    let runs = runs(&fold(written), written, &matter.statements[m.passage].folded);
    if runs.is_empty() { "用词相近".to_owned() } else { format!("共有“{}”", runs.join("”“")) }
}

/// The longest runs of letters that two folded texts have in common, in the order of the first and as it writes them.
fn runs(a: &FoldedText, written: &str, b: &str) -> Vec<String> {
    let places: Vec<usize> = a.text.char_indices().map(|(k, _)| k).chain([a.text.len()]).collect();
    let letters: Vec<char> = a.text.chars().collect();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let mut run = String::new();
        for c in letters[at..].iter().take_while(|c| is_letter_or_figure(**c)) {
            run.push(*c);
            if !b.contains(&run) {
                run.pop();
                break;
            }
        }
        let len = run.chars().count();
        // A number in common is no thing in common.
        let named = run.trim_start_matches(|c: char| c.is_ascii_digit());
        let start = at + len - named.chars().count();
        let named = named.trim_end_matches(|c: char| c.is_ascii_digit()).chars().count();
        if named > 1 {
            // Marks inside would stand alone in the quotation.
            let run = a.source_span(places[start], places[start + named]).of(written).replace(['“', '”', '‘', '’', '"'], "");
            found.push((start, run));
        }
        at += len.max(1);
    }
    found.sort_by_key(|(at, run)| (std::cmp::Reverse(run.len()), *at));
    found.truncate(SHOWN);
    found.sort();
    found.into_iter().map(|(_, run)| run).collect()
}

#[cfg(test)]
mod tests {
    use super::runs;
    use crate::text::fold;

    #[test]
    fn the_longest_runs_in_common_are_told() {
        let common = |a: &str, b: &str| runs(&fold(a), a, &fold(b).text);
        assert_eq!(common("新建3个口袋公园", "建成口袋公园3个"), ["口袋公园"]);
        assert_eq!(common("形成一体化服务", "提供一体化数字服务"), ["体化", "服务"]);
        assert!(common("甲乙", "丙丁").is_empty());
    }
}
