//! Which statements promise, and which report.
//!
//! In: a statement. Out: whether it is an item of a plan, a passage that may report, or a result worth naming though no item asked for it. Items
//! are acts on an object; ideology, what an act rests on and what it is for are none. Numbers always are.

use super::statements::{Role, Statement};
use super::vocabulary::Vocabulary;
use crate::text::{Span, is_letter_or_figure};

/// An item has so many letters at least.
const MIN_LETTERS: usize = 5;

/// Whether a plan's statement promises an act. `numbers`: whether a measure stands in it. `named`: whether an initiative or a quoted name does.
pub fn is_item(statement: &Statement, numbers: bool, named: bool, words: &Vocabulary) -> bool {
    let text = statement.folded.as_str();
    let letters = text.chars().filter(|c| is_letter_or_figure(*c)).count();
    if statement.role == Role::Footnote || letters < MIN_LETTERS && !numbers {
        return false;
    }
    let core = words.without_adverbs(text);
    let counted = numbers || !words.counts(text).is_empty() || words.all.is_in(text);
    let formula = words.formulae.is_in(text) && !numbers;
    let opens = words.opens_with_verb(text);
    let acts = opens || counted || words.verbs.is_in(text);
    if statement.in_preamble {
        return numbers && acts;
    }
    match statement.role {
        // A topic that names something is a promise about it; any other only opens what follows.
        Role::Title => (named || counted) && opens && !formula,
        Role::Leaf => acts && !formula,
        // A cell that only names a field of work is no promise.
        Role::Cell => (opens || counted) && !formula,
        Role::Footnote => false,
        Role::Body => {
            let end = !statement.opens_sentence && words.purpose.opening(core).or_else(|| words.purpose.opening(text)).is_some();
            let ground = words.is_ground(text);
            acts && !(formula || ground || end && !counted && !named)
        }
    }
}

/// Whether a summary's statement may report on an item.
pub fn may_report(statement: &Statement, named: bool, words: &Vocabulary) -> bool {
    match statement.role {
        Role::Title => named && words.verbs.is_in(&statement.folded),
        Role::Cell => {
            let text = &statement.folded;
            words.opens_with_verb(text)
                || !words.counts(text).is_empty()
                || [&words.done, &words.begun, &words.unfinished].iter().any(|list| list.is_in(text))
        }
        Role::Leaf | Role::Body | Role::Footnote => statement.folded.chars().count() >= MIN_LETTERS - 1,
    }
}

/// Whether a summary's statement states a concrete achievement: something done, with a number or a name.
pub fn is_result(statement: &Statement, numbers: bool, named: bool, words: &Vocabulary) -> bool {
    let stated = words.done.is_in(&statement.folded) && !words.unfinished.is_in(&statement.folded);
    matches!(statement.role, Role::Body | Role::Leaf | Role::Cell)
        && stated
        && (numbers || named)
        && !words.formulae.is_in(&statement.folded)
}

/// The quoted names in a text, without their marks: “…”, "…", 《…》, ‘…’.
pub fn quoted(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((closing, from)) if c == closing => {
                if at > from {
                    out.push(Span::new(from, at));
                }
                open = None;
            }
            Some(_) => {}
            None => {
                let closing = match c {
                    '“' => Some('”'),
                    '"' => Some('"'),
                    '《' => Some('》'),
                    '‘' => Some('’'),
                    '「' => Some('」'),
                    _ => None,
                };
                open = closing.map(|closing| (closing, at + c.len_utf8()));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quoted_names_are_found_in_every_style() {
        let text = "打造“邻里汇”、\"数字小屋\"和《楼道公约》，做到‘一户一策’";
        assert_eq!(quoted(text).into_iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["邻里汇", "数字小屋", "楼道公约", "一户一策"]);
        assert!(quoted("未完的“引号").is_empty());
    }
}
