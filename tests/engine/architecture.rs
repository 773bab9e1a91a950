//! The layers and invariants of the design, held by reading the sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::support::root;

/// A module imports only modules that stand before it.
const LAYERS: [&str; 12] =
    ["text", "import", "structure", "initiative", "measure", "compare", "search", "report", "workspace", "worker", "cli", "ui"];
/// Up to this layer the engine is pure: values in, values out.
const LAST_PURE: &str = "report";
/// What pure layers may not touch, and why.
const IMPURE: [(&str, &str); 9] = [
    ("std::fs", "touches the disk"),
    ("std::net", "touches the network"),
    ("std::env", "depends on the environment"),
    ("std::process", "starts or ends processes"),
    ("SystemTime", "depends on the clock"),
    ("Instant::now", "depends on the clock"),
    ("thread::spawn", "depends on threads"),
    ("HashMap", "iterates in no fixed order: use BTreeMap"),
    ("HashSet", "iterates in no fixed order: use BTreeSet"),
];
/// Crates of the window.
const WINDOW_CRATES: [&str; 4] = ["egui", "eframe", "rfd", "font_kit"];
/// No file is longer.
const MAX_LINES: usize = 800;
/// Nine of ten files are shorter.
const USUAL_LINES: usize = 300;
/// Everything that may stand at the top.
const TOP_LEVEL: [&str; 9] = ["Cargo.toml", "Cargo.lock", "src", "assets", "fonts", "seeds", "tests", "README.md", "LICENSE"];
/// The fonts together.
const MAX_FONT_BYTES: u64 = 25 * 1024 * 1024;
/// The seeds, byte for byte.
const SEED_HASHES: [(&str, &str); 5] = [
    ("huayang-2025-plan.txt", "9de164ba375dca90fdbe51d1d121b9746393ff327f39f52279666146be01f17b"),
    ("wusong-2021-plan.txt", "46b361be922a048a24b4c7e94d9984890d4ff0fecc6d76178bd4693f37f2e881"),
    ("youyi-2021-plan.txt", "a4d248761a1cf9d7274dacfed01e75f2ebd572acd452e9d5c625c7202b0bed56"),
    ("youyi-2021-summary.txt", "8ff3e04a916078a13b3f341361cc11322389da39c40cd91f5a1cdd0a344c0995"),
    ("youyi-2024-plan.txt", "78f5c4518472d2dae544bf0427bf17839b032c40058c2c856b3f297be3b8a897"),
];

/// One source file, as the checks need it.
struct Source {
    /// From `src/`, with `/`.
    path: String,
    text: String,
    /// Without comments, strings and test modules.
    code: String,
}

impl Source {
    /// The layer it belongs to; `None` for `lib.rs` and the programs.
    fn layer(&self) -> Option<usize> {
        let head = self.path.split(['/', '.']).next()?;
        LAYERS.iter().position(|layer| *layer == head)
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("tests.rs")
    }
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.sort();
    let sources: Vec<Source> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("source");
            let code = without_tests(&without_comments_and_strings(&text));
            let path = path.strip_prefix(root().join("src")).expect("under src").to_string_lossy().replace('\\', "/");
            Source { path, text, code }
        })
        .collect();
    assert!(sources.len() > 30, "found only {} source files", sources.len());
    sources
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Puts blanks for comments and for what stands in string and character literals; line ends stay.
fn without_comments_and_strings(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |k| k + 2)
        } else {
            literal_len(rest, out.chars().next_back())
        };
        let taken = if skipped == 0 { c.len_utf8() } else { skipped };
        if skipped == 0 {
            out.push(c);
        } else {
            out.extend(rest[..taken].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        }
        rest = &rest[taken..];
    }
    out
}

/// Length of the string or character literal at the start of `rest`, 0 if there is none.
fn literal_len(rest: &str, before: Option<char>) -> usize {
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let raw = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')).filter(|_| !in_word);
    if let Some(hashes) = raw.map(|r| r.bytes().take_while(|b| *b == b'#').count())
        && let Some(body) = raw.and_then(|r| r[hashes..].strip_prefix('"'))
    {
        let close = format!("\"{}", "#".repeat(hashes));
        return rest.len() - body.len() + body.find(&close).map_or(body.len(), |k| k + close.len());
    }
    let quoted = |quote: char| {
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                c if c == quote => return at + 1,
                _ => {}
            }
        }
        rest.len()
    };
    match rest.chars().next() {
        Some('"') => quoted('"'),
        // 'a' is a character, 'a a lifetime.
        Some('\'') if rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'') => quoted('\''),
        _ => 0,
    }
}

/// Cuts `#[cfg(test)] mod … { … }`, which stands at a file's end.
fn without_tests(code: &str) -> String {
    match code.find("#[cfg(test)]").filter(|at| code[*at..].contains("mod tests {")) {
        Some(at) => code[..at].to_owned(),
        None => code.to_owned(),
    }
}

/// Whether `word` stands in `code` as a whole word.
fn has_word(code: &str, word: &str) -> bool {
    let of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(of_word) && !code[at + word.len()..].starts_with(of_word))
}

/// The modules of this crate that the code names: `crate::x` and each `x` of `crate::{x, y::z}`.
fn imported_modules(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => top_level_items(list),
            None => vec![rest],
        };
        for name in names {
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
            out.push(name[..end].to_owned());
        }
    }
    out
}

/// The items of `a, b::{c, d}, e}` at the outermost level.
fn top_level_items(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                out.push(list[start..at].trim());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    out
}

fn assert_none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn a_module_imports_only_modules_above_it() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| !s.is_test()) {
        let Some(own) = source.layer() else { continue };
        for name in imported_modules(&source.code) {
            let Some(other) = LAYERS.iter().position(|layer| *layer == name) else { continue };
            if other > own {
                found.push(format!("src/{} uses crate::{name}", source.path));
            }
        }
    }
    assert_none("imports against the order of the layers", &found);
}

#[test]
fn every_module_has_its_layer() {
    let known = |path: &str| matches!(path, "lib.rs" | "main.rs") || path.starts_with("bin/");
    let found: Vec<String> =
        sources().into_iter().filter(|s| s.layer().is_none() && !known(&s.path)).map(|s| format!("src/{}", s.path)).collect();
    assert_none("files outside the layers of the design", &found);
}

#[test]
fn the_engine_is_pure_from_text_to_report() {
    let last = LAYERS.iter().position(|layer| *layer == LAST_PURE).expect("layer");
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| !s.is_test() && s.layer().is_some_and(|k| k <= last)) {
        for (word, why) in IMPURE.iter().filter(|(word, _)| has_word(&source.code, word)) {
            found.push(format!("src/{}: {word} {why}", source.path));
        }
    }
    assert_none("impure", &found);
}

#[test]
fn only_the_window_knows_the_window() {
    let allowed = |path: &str| path.starts_with("ui/") || path == "main.rs" || path.starts_with("bin/");
    let mut found = Vec::new();
    for source in sources().iter().filter(|s| !allowed(&s.path)) {
        found.extend(WINDOW_CRATES.iter().filter(|name| has_word(&source.code, name)).map(|name| format!("src/{}: {name}", source.path)));
    }
    assert_none("the window's crates outside src/ui", &found);
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let sources = sources();
    let silent: Vec<String> = sources.iter().filter(|s| !s.text.starts_with("//! ")).map(|s| format!("src/{}", s.path)).collect();
    assert_none("files that do not open with //!", &silent);
    let lines = |s: &Source| s.text.lines().count();
    let long: Vec<String> = sources.iter().filter(|s| lines(s) > MAX_LINES).map(|s| format!("src/{}: {}", s.path, lines(s))).collect();
    assert_none("files that are too long", &long);
    let usual = sources.iter().filter(|s| lines(s) < USUAL_LINES).count();
    assert!(usual * 10 >= sources.len() * 9, "only {usual} of {} files have fewer than {USUAL_LINES} lines", sources.len());
}

#[test]
fn identifiers_are_ascii() {
    let mut found = Vec::new();
    for source in sources() {
        let code = without_comments_and_strings(&source.text);
        found.extend(code.lines().enumerate().filter(|(_, l)| !l.is_ascii()).map(|(k, _)| format!("src/{}:{}", source.path, k + 1)));
    }
    assert_none("characters outside comments and strings that are not ASCII", &found);
}

#[test]
fn the_top_level_is_fixed() {
    let Ok(listed) = Command::new("git").arg("-C").arg(root()).args(["-c", "core.quotePath=false", "ls-files"]).output() else { return };
    if !listed.status.success() {
        return;
    }
    let listed = String::from_utf8(listed.stdout).expect("paths");
    let mut found: Vec<String> = listed.lines().filter_map(|path| path.split('/').next()).map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found.retain(|name| !name.starts_with('.') && name != "CHANGELOG.md" && !TOP_LEVEL.contains(&name.as_str()));
    assert_none("at the top of the repository", &found);
}

#[test]
fn the_seeds_are_as_they_were_given() {
    for (name, expected) in SEED_HASHES {
        let bytes = fs::read(root().join("seeds").join(name)).expect("seed");
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, expected, "seeds/{name}");
    }
}

#[test]
fn the_fonts_are_small_enough_to_ship() {
    let sizes = fs::read_dir(root().join("fonts")).expect("fonts").map(|entry| entry.expect("entry").metadata().expect("size").len());
    let all: u64 = sizes.sum();
    assert!(all < MAX_FONT_BYTES, "{all} bytes of fonts");
}

#[test]
fn the_checks_themselves_see_what_they_look_for() {
    let code = without_tests(&without_comments_and_strings(
        "use crate::{text::Span, cli, ui::{reader, theme}};\n// crate::worker\nlet s = \"crate::report 汉\"; let c = '汉'; let r = r#\"x\"y\"#;\n\
         fn f<'a>(x: &'a str) {}\n#[cfg(test)]\nmod tests {\n use crate::workspace;\n}\n",
    ));
    assert_eq!(imported_modules(&code), ["text", "cli", "ui"]);
    assert!(code.is_ascii() && code.contains("fn f<'a>(x: &'a str) {}"));
    assert!(has_word("egui::Ui", "egui") && !has_word("egui_extras", "egui"));
}
