//! The lexicon that comparisons are made with: the built-in one and the user's own.
//!
//! In: where the user's file lies, and what is to become of it. Out: a [`Lexicon`] of both, read anew whenever the file is another, and a
//! [`LexiconReport`] on it: its entries, what of it cannot be used, what was done. A file that cannot be read or written costs nothing but
//! the report of it; the comparison goes on with what there is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use super::{Event, Shared};
use crate::compare::Decision;
use crate::initiative::{BUILTIN, Entry, Lexicon, LexiconProblem};
use crate::workspace::{Lesson, USER_LEXICON, WriteError, forget, from_csv, put, read_entries, teach, to_csv, write_file};

/// What is to become of the user's own lexicon.
#[derive(Debug, Clone, PartialEq)]
pub enum LexiconJob {
    /// From now on it is this file, which need not be there yet.
    Use(PathBuf),
    /// Something is settled for good.
    Teach(Box<Lesson>),
    /// Take the entry of a name out.
    Forget(String),
    /// Take in the entries of another file, TOML or CSV by its ending.
    Import(PathBuf),
    /// Write all entries to another file, TOML or CSV by its ending.
    Export(PathBuf),
    /// Put back what stood in the file before its last change.
    Undo,
    /// Put another text in the place of the one that `expected` is: undo and redo of an edit.
    Put {
        /// What the file is to hold.
        text: Arc<str>,
        /// What it holds now, if nobody changed it from outside.
        expected: Arc<str>,
    },
}

/// How the user's own lexicon stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LexiconReport {
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// What of it cannot be used, or only with doubt.
    pub problems: Vec<LexiconProblem>,
    /// What was done, or why it could not be, for people.
    pub said: Option<String>,
    /// Whether comparisons made before are out of date.
    pub changed: bool,
    /// Whether the last change can be taken back.
    pub undoable: bool,
    /// The change that was made to the file, where it was one of the user's own.
    pub edit: Option<LexiconEdit>,
}

/// A change of the user's own lexicon that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconEdit {
    /// What was done.
    pub change: LexiconChange,
    /// The file's text before.
    pub before: Arc<str>,
    /// The file's text now.
    pub after: Arc<str>,
}

/// What was done to the user's own lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LexiconChange {
    /// Something was settled for good.
    Taught(Box<Decision>),
    /// The entry of this name was taken out.
    Forgot(String),
    /// So many entries of another file were taken in.
    Imported(usize),
    /// The change before was taken back in the lexicon's own window.
    TakenBack,
}

/// What the lanes know of the user's own lexicon.
#[derive(Default)]
pub(super) struct Keeper(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    file: Option<PathBuf>,
    /// When the file that `both` was made of was written, and its length.
    stamp: Option<(SystemTime, u64)>,
    both: Option<Arc<Lexicon>>,
    /// What stood in the file before its last change by us.
    before: Option<String>,
}

/// The built-in lexicon, made ready once, on a lane's thread and so never before the first frame.
fn builtin() -> &'static Arc<Lexicon> {
    static LEXICON: OnceLock<Arc<Lexicon>> = OnceLock::new();
    LEXICON.get_or_init(|| Arc::new(Lexicon::builtin()))
}

/// The lexicon to compare with now. Where the user's file was changed from outside, that is told.
pub(super) fn current(shared: &Shared, send: &dyn Fn(Event)) -> Arc<Lexicon> {
    let mut kept = shared.lexicon.0.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.is_stale() {
        let report = kept.load(None);
        send(Event::Lexicon(LexiconReport { changed: false, ..report }));
    }
    kept.both.clone().unwrap_or_else(|| Arc::clone(builtin()))
}

/// Does a job and tells how the lexicon stands.
pub(super) fn run(job: LexiconJob, shared: &Shared, send: &dyn Fn(Event)) {
    let mut kept = shared.lexicon.0.lock().unwrap_or_else(PoisonError::into_inner);
    send(Event::Lexicon(kept.run(job)));
}

impl Kept {
    fn run(&mut self, job: LexiconJob) -> LexiconReport {
        if let LexiconJob::Use(file) = job {
            self.file = Some(file);
            return self.load(None);
        }
        let Some(file) = self.file.clone() else {
            return self.tell("没有可以保存设置的文件夹，“我的词表”不可用；请改存到本工作区");
        };
        let text = match read(&file) {
            Ok(text) => text,
            Err(error) => return self.tell(&format!("读不了我的词表（{error}）：{}", file.display())),
        };
        let (changed, said, change) = match job {
            LexiconJob::Use(_) => return self.load(None),
            LexiconJob::Put { text: wanted, expected } => return self.put_text(&file, &text, &wanted, &expected),
            LexiconJob::Export(to) => return self.tell(&export(&text, &to)),
            LexiconJob::Teach(lesson) => {
                let taught = teach(&text, builtin(), &lesson);
                (taught, "已记入我的词表（Ctrl+Z 撤销）".to_owned(), LexiconChange::Taught(Box::new(lesson.decision)))
            }
            LexiconJob::Forget(name) => {
                (forget(&text, &name), format!("已从我的词表删去“{name}”（Ctrl+Z 撤销）"), LexiconChange::Forgot(name))
            }
            LexiconJob::Import(from) => match import(&text, &from) {
                Ok(done) => done,
                Err(error) => return self.tell(&error),
            },
            LexiconJob::Undo => match self.before.take() {
                Some(before) => (before, "已撤销对我的词表的上一次修改".to_owned(), LexiconChange::TakenBack),
                None => return self.tell("我的词表没有可以撤销的修改"),
            },
        };
        if changed == text {
            return self.tell("我的词表里已经是这样");
        }
        if let Err(error) = write(&file, &changed) {
            return self.not_written(&file, &error);
        }
        let edit = LexiconEdit { change, before: text.as_str().into(), after: changed.into() };
        self.before = Some(text);
        LexiconReport { edit: Some(edit), ..self.load(Some(said)) }
    }

    /// Puts a text back, unless the file was changed from outside meanwhile: what others wrote there is not lost by an undo.
    fn put_text(&mut self, file: &Path, text: &str, wanted: &str, expected: &str) -> LexiconReport {
        if text != expected && text != wanted {
            return self.tell("我的词表已在别处改动，没有动它；请在“我的词表”窗口里修改");
        }
        if let Err(error) = write(file, wanted) {
            return self.not_written(file, &error);
        }
        self.before = None;
        self.load(None)
    }

    fn not_written(&self, file: &Path, error: &WriteError) -> LexiconReport {
        self.tell(&format!("我的词表没有存上：{error}（{}）", file.display()))
    }

    fn is_stale(&self) -> bool {
        self.file.as_ref().is_some_and(|file| stamp(file) != self.stamp)
    }

    /// Reads the file and makes the lexicon of both.
    fn load(&mut self, said: Option<String>) -> LexiconReport {
        let Some(file) = &self.file else { return LexiconReport::default() };
        self.stamp = stamp(file);
        let (text, error) = match read(file) {
            Ok(text) => (text, None),
            Err(error) => (String::new(), Some(format!("读不了我的词表（{error}）：{}", file.display()))),
        };
        let before = self.both.take().is_some();
        if !text.trim().is_empty() {
            let files: Vec<(&str, &str)> = BUILTIN.into_iter().chain([(USER_LEXICON, text.as_str())]).collect();
            self.both = Some(Arc::new(Lexicon::new(&files).0));
        }
        let changed = before || self.both.is_some();
        LexiconReport { said: error.or(said), changed, ..self.report(&text) }
    }

    /// How the lexicon stands, with a message; nothing changed.
    fn tell(&self, said: &str) -> LexiconReport {
        let text = self.file.as_deref().and_then(|file| read(file).ok()).unwrap_or_default();
        LexiconReport { said: Some(said.to_owned()), ..self.report(&text) }
    }

    fn report(&self, text: &str) -> LexiconReport {
        let (entries, problems) = read_entries(text);
        LexiconReport { entries, problems, undoable: self.before.is_some(), ..LexiconReport::default() }
    }
}

fn write(file: &Path, text: &str) -> Result<(), WriteError> {
    fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
    write_file(file, text.as_bytes())
}

fn stamp(file: &Path) -> Option<(SystemTime, u64)> {
    let metadata = fs::metadata(file).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The file's text, empty where there is none yet. Bytes that are no UTF-8 cost the entry that they stand in.
fn read(file: &Path) -> std::io::Result<String> {
    match fs::read(file) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error),
    }
}

fn is_csv(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

fn export(text: &str, to: &Path) -> String {
    let (entries, _) = read_entries(text);
    let bytes = if is_csv(to) { to_csv(&entries) } else { text.to_owned() };
    match write_file(to, bytes.as_bytes()) {
        Ok(()) => format!("已导出 {} 个事项：{}", entries.len(), to.display()),
        Err(error) => format!("没有导出：{error}（{}）", to.display()),
    }
}

/// The text with the entries of another file, what to say of it, and what was done.
fn import(text: &str, from: &Path) -> Result<(String, String, LexiconChange), String> {
    let bytes = fs::read(from).map_err(|error| format!("读不了 {}：{error}", from.display()))?;
    // Spreadsheets of Chinese systems save GBK: text is decoded as documents are.
    let decoded = if crate::import::is_plain(&bytes) { crate::import::import(USER_LEXICON, &bytes).ok() } else { None };
    let Some(other) = decoded.map(|imported| imported.body.text) else {
        return Err(format!("{} 不是文本文件；请选择导出的 .toml 或 .csv", from.display()));
    };
    let (entries, problems) = if is_csv(from) { from_csv(&other) } else { read_entries(&other) };
    let failed = |p: &LexiconProblem| format!("第 {} 行：{}", p.line, p.reason);
    let first: Vec<String> = problems.iter().take(3).map(failed).collect();
    let with = if problems.is_empty() { String::new() } else { format!("；{} 处有问题：{}", problems.len(), first.join("；")) };
    if entries.is_empty() {
        return Err(format!("{} 里没有可用的事项{with}", from.display()));
    }
    let merged = entries.iter().fold(text.to_owned(), |text, entry| put(&text, entry));
    Ok((merged, format!("已导入 {} 个事项{with}", entries.len()), LexiconChange::Imported(entries.len())))
}

#[cfg(test)]
mod tests;
