//! What the benchmarks share: texts to work on, a stopwatch, a table.
#![allow(dead_code, reason = "each benchmark uses a part of it")]

pub mod memory;
pub mod table;
pub mod texts;

/// Whether a group of figures was asked for: `cargo bench -- GROUP …` shows those that hold one of the words, `GROUP/STAGE` only that stage.
pub fn wanted(group: &str) -> bool {
    let asked = asked();
    asked.is_empty() || asked.iter().any(|(name, _)| group.contains(name.as_str()))
}

/// Whether a stage of a group was asked for.
pub fn stage_wanted(group: &str, stage: &str) -> bool {
    let asked = asked();
    asked.is_empty() || asked.iter().any(|(name, part)| group.contains(name.as_str()) && stage.contains(part.as_str()))
}

fn asked() -> Vec<(String, String)> {
    let words = std::env::args().skip(1).filter(|a| !a.starts_with('-'));
    words.map(|word| word.split_once('/').map_or_else(|| (word.clone(), String::new()), |(a, b)| (a.to_owned(), b.to_owned()))).collect()
}
