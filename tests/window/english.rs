//! The window in English: its table is complete and unused nowhere, and no control speaks Chinese.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use jiedu::ui::{Startup, View};
use jiedu::workspace::{Language, Session};

use crate::support::{OFFICE, Window, name_of, startup};

const TABLE: &str = include_str!("../../assets/english.tsv");

pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// A sentence in Chinese punctuation or letters.
pub fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The string literals of a source, each with what stands right before it; comments are none.
pub fn literals(source: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\") {
            let skipped = rest.char_indices().skip(2).find(|(_, c)| *c == '\'').map_or(rest.len(), |(k, _)| k + 1);
            rest = &rest[skipped..];
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].char_indices().find(|(_, c)| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
            let end = end.map_or(rest.len() - 1, |(k, _)| k + 1);
            let before: String = code.trim_end().chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
            out.push((before, rest[1..end].replace("\\\"", "\"")));
            code.push_str("\"\"");
            rest = &rest[end + 1..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The table's lines, each as Chinese and English.
fn table() -> Vec<(&'static str, &'static str)> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}")))
        .collect()
}

/// Without the tests inside the sources.
pub fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.find("#[cfg(test)]\nmod tests").map_or(text.clone(), |at| text[..at].to_owned())
}

#[test]
fn whatever_the_window_says_has_its_english_and_nothing_else_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for path in &paths {
        for (before, literal) in literals(&code(path)) {
            let said = ["t(", "tf(", "said("]
                .iter()
                .any(|call| before.strip_suffix(call).is_some_and(|b| !b.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')));
            if said && path.starts_with(root.join("ui")) {
                told.insert(literal.clone(), path.display().to_string());
            }
            all.insert(literal);
        }
    }
    assert!(told.len() > 200, "found only {}", told.len());
    let table = table();
    let known: BTreeSet<&str> = table.iter().map(|(chinese, _)| *chinese).collect();
    let missing: Vec<_> = told.iter().filter(|(literal, _)| !known.contains(literal.as_str())).collect();
    assert!(missing.is_empty(), "without English: {missing:#?}");
    let unused: Vec<_> = known.iter().filter(|chinese| !all.contains(**chinese)).collect();
    assert!(unused.is_empty(), "in the table and said nowhere: {unused:#?}");
}

#[test]
fn the_english_fills_in_as_much_as_the_chinese_and_is_english() {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (chinese, english) in table() {
        assert_eq!(chinese.matches("{}").count(), english.matches("{}").count(), "{chinese}");
        assert!(!is_chinese(english) && !english.contains(['，', '。', '；', '：', '（']), "{english}");
        assert!(!english.trim().is_empty());
        let before = seen.insert(chinese, english);
        assert!(before.is_none_or(|before| before == english), "two different lines for {chinese}");
    }
}

/// A window that speaks English, with the samples.
fn english() -> Window {
    let session = Session { language: Language::English, samples: true, ..Session::default() };
    Window::start(OFFICE, Startup { session: Some(session), ..startup() })
}

/// Names of documents, initiatives, sections and files stay as they are: what is left of a name without them.
fn without_names(window: &Window, text: &str) -> String {
    let state = window.state();
    let mut left = text.to_owned();
    // Examples of queries look for Chinese words.
    if left.starts_with("Search ") {
        left.truncate("Search".len());
    }
    // Sentences of the documents, in the names of what shows them.
    let pieces: Vec<String> = left.split([':', '：', '→', '\t', '\n']).map(|piece| piece.trim().trim_end_matches('…').to_owned()).collect();
    for piece in pieces.iter().filter(|piece| piece.chars().count() > 1) {
        // A number with its unit, or words of a document.
        if piece.starts_with(|c: char| c.is_ascii_digit()) || state.comparison.documents.iter().any(|d| d.text.contains(piece.as_str())) {
            left = left.replace(piece.as_str(), "");
        }
    }
    let mut names: Vec<String> = Vec::new();
    for document in &state.comparison.documents {
        names.push(document.label());
        names.extend([&document.meta.street, &document.meta.district, &document.meta.city].into_iter().flatten().cloned());
        names.push(document.kind_label().to_owned());
        names.extend(document.sections.iter().map(|s| format!("{}{}", s.number, s.title)));
        names.extend(document.meta.title.clone());
    }
    names.extend(state.comparison.initiatives.iter().map(|i| i.name.clone()));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names.iter().filter(|name| !name.is_empty()) {
        left = left.replace(name.as_str(), "");
    }
    // A control beside a sentence quotes how it begins.
    if let (Some(from), Some(to)) = (left.find('“'), left.rfind('”'))
        && from < to
    {
        left.replace_range(from..to, "");
    }
    left.replace("中文", "").replace(['街', '读'], "")
}

/// Controls whose names are Chinese though the window speaks English.
fn chinese_controls(window: &Window) -> Vec<String> {
    // What stands in a table's rows is the documents' own too.
    let texts = [
        Role::Row,
        Role::RowHeader,
        Role::Cell,
        Role::ListItem,
        Role::Document,
        Role::Paragraph,
        Role::TextRun,
        Role::GenericContainer,
        Role::Unknown,
    ];
    let named = window.harness.root();
    let nodes = egui_kittest::kittest::NodeT::children_recursive(&named);
    let mut out: Vec<String> = nodes
        .filter(|n| !texts.contains(&n.accesskit_node().role()))
        .filter(|n| n.accesskit_node().role() != Role::Label)
        .filter_map(|n| name_of(&n))
        .filter(|name| is_chinese(&without_names(window, name)))
        .collect();
    out.sort();
    out.dedup();
    out
}

#[test]
fn in_english_no_control_speaks_chinese() {
    let mut window = english();
    let check = |window: &Window, what: &str| {
        let chinese = chinese_controls(window);
        assert!(chinese.is_empty(), "{what}: {chinese:#?}");
    };
    check(&window, "first start");
    window.keys(Modifiers::ALT, Key::ArrowDown);
    window.key(Key::E);
    check(&window, "a chosen initiative");
    window.ctrl(Key::F);
    check(&window, "find");
    window.key(Key::Escape);
    for menu in ["File", "Edit", "View", "Initiatives", "Help"] {
        window.click(menu);
        check(&window, menu);
        window.key(Key::Escape);
    }
    for (view, key) in View::ALL.into_iter().zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7]) {
        window.ctrl(key);
        check(&window, view.name());
        window.key(Key::F1);
        check(&window, "help");
        window.key(Key::Escape);
    }
    window.ctrl(Key::Num1);
    window.ctrl(Key::Comma);
    check(&window, "settings");
    window.key(Key::Escape);
    window.menu("Help", "About Jiedu…");
    check(&window, "about");
    window.key(Key::Escape);
    window.ctrl(Key::K);
    window.text("print");
    check(&window, "palette");
    window.key(Key::Escape);
    window.menu("File", "Close all");
    check(&window, "nothing open");
}

#[test]
fn the_language_changes_at_once_and_is_kept() {
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("session.json");
    let mut window = Window::start(OFFICE, Startup { session_file: Some(file.clone()), ..startup() });
    assert!(window.shows("打开…"));
    window.menu("查看", "English");
    assert!(window.shows("Open…") && !window.shows("打开…"));
    assert_eq!(jiedu::workspace::load_session(&file).unwrap().language, Language::English);
    window.menu("View", "中文");
    assert!(window.shows("打开…"));
}
