//! The language of the window: what it says in Chinese, and the same in English.
//!
//! In: the Chinese words as they stand in the code. Out: themselves, or their English from `assets/english.tsv` (Chinese, tab, English). What
//! the table lacks stays Chinese; what engine and worker say is put into English by [`told`], from `assets/english-engine.tsv`; a test holds that nothing is lacking. The language is the thread's own: egui paints on one thread, and tests
//! on several.

mod sayings;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use crate::workspace::Language;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Chinese) };
}

/// The table, as the repository has it.
const ENGLISH: &str = include_str!("../../assets/english.tsv");

/// From now on this thread's window speaks `language`.
pub fn speak(language: Language) {
    LANGUAGE.set(language);
}

/// The language that this thread's window speaks.
#[must_use]
pub fn spoken() -> Language {
    LANGUAGE.get()
}

/// Everything that the window can say in its language.
pub fn sayings() -> impl Iterator<Item = &'static str> {
    let english = spoken() == Language::English;
    ENGLISH.lines().filter_map(|line| line.split_once('\t')).map(move |(chinese, saying)| if english { saying } else { chinese })
}

/// `chinese` in the window's language.
#[must_use]
pub fn t(chinese: &'static str) -> &'static str {
    match spoken() {
        Language::Chinese => chinese,
        Language::English => in_english(chinese),
    }
}

/// Marks a saying that stands in a table and is told by [`t`] when it is painted: itself.
#[must_use]
pub const fn said(chinese: &'static str) -> &'static str {
    chinese
}

/// The English of a saying whatever the language; itself where the table has none.
#[must_use]
pub fn in_english(chinese: &'static str) -> &'static str {
    english().get(chinese).copied().unwrap_or(chinese)
}

/// `chinese` in the window's language, each `{}` of it replaced by the next of `values`: `tf("{} 处", &[&3])`. In the English a `{s}` is an
/// s unless the value before it is 1.
#[must_use]
pub fn tf(chinese: &'static str, values: &[&dyn std::fmt::Display]) -> String {
    let mut out = String::new();
    let mut last = String::new();
    for (k, piece) in t(chinese).split("{}").enumerate() {
        if let Some(value) = k.checked_sub(1).and_then(|k| values.get(k)) {
            last = value.to_string();
            out.push_str(&last);
        }
        out.push_str(&piece.replace(PLURAL, if last == "1" { "" } else { "s" }));
    }
    out
}

/// Stands for the s of a plural.
const PLURAL: &str = "{s}";

/// What engine or worker said, in the window's language. They speak Chinese, the same on paper and on the command line, in sentences put
/// together from a closed set of sayings with names, words of documents and numbers in them: those stay as they are.
#[must_use]
pub fn told(chinese: impl std::fmt::Display) -> String {
    let chinese = chinese.to_string();
    match spoken() {
        Language::Chinese => chinese,
        Language::English => sayings::in_english(&chinese),
    }
}

fn english() -> &'static BTreeMap<&'static str, &'static str> {
    static TABLE: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    TABLE.get_or_init(|| ENGLISH.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect())
}

#[cfg(test)]
mod tests {
    use super::{Language, speak, t, tf};

    #[test]
    fn the_language_is_switched_at_once() {
        assert_eq!(t("对读"), "对读");
        speak(Language::English);
        assert_eq!(t("对读"), "Read");
        assert_eq!(tf("{} 处", &[&3]), "3 places");
        assert_eq!(tf("{} 处", &[&1]), "1 place");
        assert_eq!(tf("{} · {} 份文档，{} 处", &[&"A", &1, &2]), "A · 1 document, 2 places");
        speak(Language::Chinese);
        assert_eq!(tf("{} 处", &[&3]), "3 处");
    }
}
