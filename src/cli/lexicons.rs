//! The lexicon that a comparison is asked for with: the built-in one, the user's files, and the one that the window keeps.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::run::complain;
use crate::initiative::{BUILTIN, Lexicon};
use crate::workspace::{lexicon_file, session_file};

/// The lexicon that the window keeps for the user, where it is asked for: without, the same inputs give the same bytes for everybody.
pub fn own(is_wanted: bool) -> Option<PathBuf> {
    let file = session_file().filter(|_| is_wanted).map(|session| lexicon_file(&session))?;
    if file.is_file() {
        return Some(file);
    }
    complain(&format!("--user-lexicon: 还没有自己的词表（{}），按没有处理；在窗口里把决定存到“我的词表”即可建立", file.display()));
    None
}

/// One lexicon of all; what of the files cannot be used is told on standard error.
///
/// # Errors
/// A file that cannot be read.
pub fn load(paths: &[PathBuf], builtin: bool) -> Result<Lexicon> {
    let mut texts: Vec<(String, String)> = Vec::new();
    if builtin {
        texts.extend(BUILTIN.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }
    for path in paths {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}: 词表无法读取", path.display()))?;
        texts.push((path.display().to_string(), text));
    }
    let pairs: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (lexicon, problems) = Lexicon::new(&pairs);
    for problem in problems {
        complain(&problem.to_string());
    }
    Ok(lexicon)
}
