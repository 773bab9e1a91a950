//! What a pair of item and passage rests on, for people.

use super::matching::{Match, Matter};
use crate::compare::types::Initiative;

/// So many things in common are told.
const SHOWN: usize = 3;

/// `共有“…”“…”`, with initiatives first.
pub fn basis(matter: &Matter<'_>, initiatives: &[Initiative], m: &Match) -> String {
    let shared_names = matter.names[m.item].iter().filter(|k| matter.names[m.passage].contains(k)).filter_map(|k| initiatives.get(*k));
    let names: Vec<&str> = shared_names.take(SHOWN).map(|i| i.name.as_str()).collect();
    if !names.is_empty() {
        return format!("都提到{}", names.join("、"));
    }
    let runs = runs(&matter.statements[m.item].folded, &matter.statements[m.passage].folded);
    if runs.is_empty() { "用词相近".to_owned() } else { format!("共有“{}”", runs.join("”“")) }
}

/// The longest runs of letters that both folded texts have, in the order of the first.
fn runs(a: &str, b: &str) -> Vec<String> {
    let letters: Vec<char> = a.chars().collect();
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let mut run = String::new();
        for c in letters[at..].iter().take_while(|c| c.is_alphanumeric()) {
            run.push(*c);
            if !b.contains(&run) {
                run.pop();
                break;
            }
        }
        let len = run.chars().count();
        // A number in common is no thing in common.
        let named = run.trim_matches(|c: char| c.is_ascii_digit());
        if named.chars().count() > 1 {
            found.push((at, named.to_owned()));
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

    #[test]
    fn the_longest_runs_in_common_are_told() {
        assert_eq!(runs("新建3个口袋公园", "建成口袋公园3个"), ["口袋公园"]);
        assert!(runs("甲乙", "丙丁").is_empty());
    }
}
