//! What several tests need: paths, documents from text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiedu::compare::{Comparison, compare};
use jiedu::import::{Imported, import};
use jiedu::initiative::Lexicon;
use jiedu::initiative::discovery::Segmenter;
use jiedu::structure::{Document, read};

/// The repository's top folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder under `tests/data`.
pub fn data(path: &str) -> PathBuf {
    root().join("tests/data").join(path)
}

/// Names of the seeds, without `.txt`.
pub const SEEDS: [&str; 5] = ["huayang-2025-plan", "wusong-2021-plan", "youyi-2021-plan", "youyi-2021-summary", "youyi-2024-plan"];

/// The bytes of a seed.
pub fn seed(name: &str) -> Vec<u8> {
    std::fs::read(root().join("seeds").join(format!("{name}.txt"))).expect("seed")
}

/// An imported text.
pub fn imported(name: &str, bytes: &[u8]) -> Arc<Imported> {
    Arc::new(import(name, bytes).expect("readable"))
}

/// The documents of a text, nothing undone.
pub fn documents(name: &str, bytes: &[u8]) -> Vec<Document> {
    read(&imported(name, bytes), &BTreeSet::new())
}

/// The one document of a seed.
pub fn seed_document(name: &str) -> Document {
    let mut all = documents(&format!("seeds/{name}.txt"), &seed(name));
    assert_eq!(all.len(), 1, "{name} is one document");
    all.remove(0)
}

/// The imported text, from the cleaned one by putting back what every repair took.
pub fn with_all_undone(document: &Document) -> String {
    let mut text = document.text.clone();
    for repair in document.repairs.iter().rev() {
        text.replace_range(repair.span.range(), &repair.before);
    }
    text
}

/// The segmenter of discovery, made once: its dictionary is large.
pub fn segmenter() -> &'static Segmenter {
    static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
    SEGMENTER.get_or_init(Segmenter::new)
}

/// The five seeds compared, made once.
pub fn seed_comparison() -> &'static Comparison {
    static COMPARISON: OnceLock<Comparison> = OnceLock::new();
    COMPARISON
        .get_or_init(|| compare(SEEDS.iter().map(|name| Arc::new(seed_document(name))).collect(), &Lexicon::builtin(), Some(segmenter())))
}

/// Texts compared by a lexicon of these names, all of category 环境.
#[cfg(feature = "paper")]
pub fn comparison_of(texts: &[&str], names: &[&str]) -> Comparison {
    let toml: String = names.iter().map(|name| format!("[[initiative]]\nname = \"{name}\"\ncategory = \"环境\"\n")).collect();
    let (lexicon, problems) = Lexicon::new(&[("test.toml", &toml)]);
    assert!(problems.is_empty(), "{problems:?}");
    let documents = texts.iter().enumerate().flat_map(|(k, text)| documents(&format!("{k}.txt"), text.as_bytes())).map(Arc::new);
    compare(documents.collect(), &lexicon, None)
}
