//! What a passage says became of an item.
//!
//! In: an item, the passage that reports on it, the numbers in both. Out: a [`Verdict`]: status, the numbers that were compared, and the reason.
//! Numbers decide before words: they are what was promised. Without them the verb does: what is stated as done is met, what is only taken
//! up is a part. Endeavours without anything to measure are never met or missed, only reported.

use super::items::quoted;
use super::numbers;
use super::statements::{Role, Statement};
use super::vocabulary::Vocabulary;
use crate::compare::types::{DocumentMeasure, Status};
use crate::text::fold;

/// The thing that an item promises is named again where so much of the item stands in the passage.
const NAMED_AGAIN: f64 = 0.3;

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The status.
    pub status: Status,
    /// Indexes of the measures compared.
    pub measures: Vec<usize>,
    /// The reason, in Chinese.
    pub reason: String,
}

/// What the decision looks at.
pub struct Case<'a> {
    /// The item.
    pub item: &'a Statement,
    /// Its text as written.
    pub item_text: &'a str,
    /// The passage.
    pub passage: &'a Statement,
    /// The folded clauses of the passage's sentence.
    pub sentence: Vec<&'a str>,
    /// The folded clause after the passage in its sentence.
    pub next: Option<&'a str>,
    /// How much of what the item says stands in the passage: 0..=1.
    pub coverage: f64,
    /// The item's measures and the passage's, as indexes.
    pub targets: Vec<usize>,
    /// See `targets`.
    pub results: Vec<usize>,
}

/// Decides.
pub fn decide(case: &Case<'_>, measures: &[DocumentMeasure], words: &Vocabulary) -> Verdict {
    let verdict = |status, reason: String| Verdict { status, measures: Vec::new(), reason };
    let said = case.passage.folded.as_str();
    if case.passage.role == Role::Footnote {
        return verdict(Status::Partly, "仅见于总结的脚注，脚注是说明，未报完成".to_owned());
    }
    if let Some(word) = words.unfinished.first_in(said) {
        return verdict(Status::Partly, format!("总结说“{word}”"));
    }
    if let Some(verdict) = numbers::decide(&case.targets, &case.results, measures) {
        // 启动5个项目: the number is of what was taken up, not of what is there.
        let begun = words.begun.opening(words.without_adverbs(said)).filter(|_| !words.done.is_in(said));
        return match begun {
            Some(word) if verdict.status == Status::Met => {
                Verdict { status: Status::Partly, reason: format!("{}，但只说“{word}”", verdict.reason), ..verdict }
            }
            _ => verdict,
        };
    }
    let promised = case.item.folded.as_str();
    if let Some(word) = words.all.first_in(promised) {
        return match words.all.first_in(said) {
            Some(reached) => verdict(Status::Met, format!("计划“{word}”，总结“{reached}”")),
            None => verdict(Status::Partly, format!("计划“{word}”，总结未报覆盖面")),
        };
    }
    by_members(case, words).unwrap_or_else(|| by_words(case, measures, words))
}

/// By the things that an item names one by one: a part where some of them are not named, or named only as begun. Words of every plan (宣传、培训)
/// name no thing; and where none is named, it was not the list that was matched.
fn by_members(case: &Case<'_>, words: &Vocabulary) -> Option<Verdict> {
    // The first is stuck to the verb of all.
    let mut names = enumerated(words.without_verb(case.item_text));
    names.retain(|name| words.says_something(&fold(name).text));
    let count = names.len();
    let (named, others): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| says(case.passage.folded.as_str(), &fold(name).text));
    if count < 2 || named.is_empty() {
        return None;
    }
    let mut missing = Vec::new();
    for name in others {
        let Some(clause) = case.sentence.iter().find(|clause| says(clause, &fold(&name).text)) else {
            missing.push(name);
            continue;
        };
        if let Some(word) = words.unfinished.first_in(clause).or_else(|| words.begun.first_in(clause)) {
            return Some(Verdict {
                status: Status::Partly, measures: Vec::new(), reason: format!("总结对“{name}”只说“{word}”")
            });
        }
    }
    let reason = format!("计划列{count}项，总结未提“{}”", missing.join("”“"));
    (!missing.is_empty()).then_some(Verdict { status: Status::Partly, measures: Vec::new(), reason })
}

/// By the verbs: a promised thing is there, taken up, or not told to be; an endeavour is only reported.
fn by_words(case: &Case<'_>, measures: &[DocumentMeasure], words: &Vocabulary) -> Verdict {
    let verdict = |status, reason: String| Verdict { status, measures: Vec::new(), reason };
    let (promised, said) = (case.item.folded.as_str(), case.passage.folded.as_str());
    let counts = words.counts(promised);
    let many =
        counts.iter().any(|n| *n != "1") || case.targets.iter().any(|k| numbers::number(&measures[*k].measure).is_some_and(|n| n > 1.0));
    let counted = many || !counts.is_empty();
    // What was to be begun is met when it is begun.
    let to_begin = words.begun.opening(words.without_adverbs(promised)).filter(|word| !words.soft.is_in(word));
    if let Some((word, said)) = to_begin.filter(|_| !many).zip(words.done.first_in(said).or_else(|| words.begun.first_in(said))) {
        return verdict(Status::Met, format!("计划“{word}”，总结说“{said}”"));
    }
    let thing = if counted { words.deliver.first_in(promised).or(Some("")) } else { delivered(promised, words) };
    let Some(thing) = thing else {
        let word = words.done.first_in(said).or_else(|| words.begun.first_in(said));
        return verdict(
            Status::Reported,
            word.map_or_else(|| "计划没有可衡量的目标".to_owned(), |w| format!("计划没有可衡量的目标，总结说“{w}”")),
        );
    };
    // 主体完工，正在验收; 完成改造，预计明年启用: what follows takes it back.
    if let Some(word) = case.next.and_then(|next| words.still.opening(next)) {
        return verdict(Status::Partly, format!("总结接着说“{word}”"));
    }
    let done = words.done.first_in(said).or_else(|| words.deliver.first_in(said).filter(|w| *w == thing));
    let begun = words.begun.first_in(said);
    match (done, begun) {
        (Some(_), _) if many && !case.results.is_empty() => verdict(Status::Partly, "计划与总结的数量不是一回事，无法比较".to_owned()),
        (Some(_), _) if many => verdict(Status::Partly, "计划有数量，总结未报数量".to_owned()),
        (Some(done), None) => verdict(Status::Met, format!("总结说“{done}”")),
        (Some(done), Some(begun)) if said.find(done) < said.find(begun) => verdict(Status::Met, format!("总结说“{done}”")),
        (_, Some(begun)) => verdict(Status::Partly, format!("总结只说“{begun}”")),
        // What works is there, though nobody says that it was made.
        (None, None) if !many && case.coverage >= NAMED_AGAIN && !case.results.is_empty() => {
            verdict(Status::Met, format!("总结报告了成效“{}”", numbers::shown(measures, case.results[0])))
        }
        (None, None) if thing.is_empty() || counted => verdict(Status::Partly, "总结未说已完成".to_owned()),
        (None, None) => verdict(Status::Reported, "总结未说已完成".to_owned()),
    }
}

/// The verb by which an item promises a thing; none where it promises endeavour.
fn delivered<'w>(promised: &str, words: &'w Vocabulary) -> Option<&'w str> {
    let core = words.without_adverbs(promised);
    let soft = words.soft.opening(promised).or_else(|| words.soft.opening(core)).is_some();
    if soft { None } else { words.deliver.first_in(core).filter(|word| core.starts_with(word)) }
}

/// Whether a folded text names something: as it is, or most of its pairs of characters.
fn says(text: &str, name: &str) -> bool {
    if text.contains(name) {
        return true;
    }
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let pairs = letters.windows(2).filter(|pair| text.contains(&pair.iter().collect::<String>())).count();
    letters.len() > 2 && pairs * 3 >= (letters.len() - 1) * 2
}

/// The things that an item names one by one: quoted names, or the members of a list without the words around the list.
fn enumerated(text: &str) -> Vec<String> {
    let quotes: Vec<String> = quoted(text).into_iter().map(|span| span.of(text).to_owned()).filter(|name| !name.contains('、')).collect();
    if quotes.len() >= 2 {
        return quotes;
    }
    let parts = list_parts(text);
    let Some(inner) = parts.get(1..).filter(|inner| !inner.is_empty()) else { return Vec::new() };
    // The first member is stuck to the verb before the list: as much of its end as the others are long.
    let longest = inner.iter().map(|part| part.chars().count()).max().unwrap_or(0);
    let first: Vec<char> = parts[0].chars().collect();
    let mut out = vec![first[first.len().saturating_sub(longest)..].iter().collect()];
    out.extend(inner.iter().cloned());
    out.iter_mut().for_each(|name: &mut String| name.retain(|c| !matches!(c, '“' | '”' | '"')));
    out.retain(|name: &String| name.chars().count() > 1);
    out
}

/// A clause cut at the marks and words that join the members of a list, up to the 等 that ends it. One part where there is no list.
fn list_parts(text: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut parts = vec![String::new()];
    let mut marks = 0;
    for c in text.chars() {
        match c {
            '“' | '（' | '(' | '《' => depth += 1,
            '”' | '）' | ')' | '》' => depth -= 1,
            _ => {}
        }
        let joins = depth == 0 && (c == '、' || marks > 0 && matches!(c, '和' | '及' | '与'));
        if depth == 0 && marks > 0 && c == '等' {
            break;
        }
        if joins {
            marks += 1;
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{enumerated, says};

    #[test]
    fn lists_of_names_are_taken_apart() {
        assert_eq!(enumerated("研发“走访”“地图”等功能"), ["走访", "地图"]);
        assert_eq!(enumerated("推进东街、西街、南街等路段改造"), ["东街", "西街", "南街"]);
        assert_eq!(enumerated("整合甲队、乙队和丙队"), ["甲队", "乙队", "丙队"]);
        assert!(enumerated("打造“一站、一品”阵地").is_empty());
        assert!(says("完成和平新村改造", "和平新村") && says("平安路口袋公园建成", "平安路口口袋公园") && !says("建设路", "和平路"));
    }
}
