//! Does what the command line asks: reads files, runs the pipeline, writes the result.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};

use super::args::{Command, ComparisonFormat, DocumentFormat, HELP, Page, UsageError, parse};
use super::date::day_of_epoch;
use super::inputs::{self, Input};
use super::lexicons;
use crate::compare::{Comparison, Decision, compare_decided};
use crate::import::MAX_BYTES;
use crate::initiative::InitiativeId;
use crate::initiative::discovery::Segmenter;
use crate::report;
use crate::report::export::export;
#[cfg(feature = "paper")]
use crate::report::paper::{self, PaperOptions, PaperSize};
use crate::search::{Options, Query, concordance};
use crate::structure::{Document, read};
use crate::text::in_parallel;
use crate::worker::isolation::Importers;
use crate::workspace::{SAMPLES, write_file};

/// Exit status when some inputs could not be read.
const SOME_FAILED: u8 = 1;
/// Exit status for wrong usage.
const WRONG_USAGE: u8 = 2;

/// Runs the command line; `Err(paths)` asks the caller for the window with these files. Files are imported by `importers`.
///
/// # Errors
/// The paths to open in a window, which this layer does not know how to do.
pub fn run(arguments: impl IntoIterator<Item = OsString>, importers: &Importers) -> Result<ExitCode, Vec<PathBuf>> {
    match parse(arguments) {
        Err(error) => {
            complain(&format!("jiedu: {error}\n\n{HELP}"));
            Ok(ExitCode::from(WRONG_USAGE))
        }
        Ok(args) => match args.command {
            Command::Window(paths) => Err(paths),
            command => Ok(execute(command, importers).unwrap_or_else(|error| {
                complain(&format!("jiedu: {error:#}"));
                ExitCode::from(SOME_FAILED)
            })),
        },
    }
}

fn execute(command: Command, importers: &Importers) -> Result<ExitCode> {
    match command {
        Command::Help => print(None, HELP.as_bytes()),
        Command::Version => print(None, concat!("jiedu ", env!("CARGO_PKG_VERSION"), "\n").as_bytes()),
        Command::Read { inputs, format, output } => {
            spare_inputs(inputs.iter(), output.as_deref())?;
            let Opened { documents, failed, .. } = read_all(&inputs, importers);
            let text = match format {
                DocumentFormat::Text => report::documents_to_text(documents.iter().map(AsRef::as_ref)),
                DocumentFormat::Json => report::documents_to_json(documents.iter().map(AsRef::as_ref))?,
                DocumentFormat::JsonLines => {
                    let lines = documents.iter().enumerate().map(|(k, d)| report::document_to_json_line(k, d));
                    lines.collect::<Result<String, _>>()?
                }
            };
            print(output.as_deref(), text.as_bytes())?;
            return Ok(status(failed));
        }
        Command::Compare { inputs, format, output, mut lexicons, user_lexicon, builtin_lexicon, initiatives, page } => {
            lexicons.extend(lexicons::own(user_lexicon));
            spare_inputs(inputs.iter().chain(&lexicons), output.as_deref())?;
            let page = match dated(page) {
                Ok(page) => page,
                Err(error) => {
                    complain(&format!("jiedu: {error}"));
                    return Ok(ExitCode::from(WRONG_USAGE));
                }
            };
            let lexicon = lexicons::load(&lexicons, builtin_lexicon)?;
            let Opened { documents, decisions, failed } = read_all(&inputs, importers);
            let mut comparison = compare_decided(documents, &lexicon, Some(&Segmenter::new()), &decisions);
            let asked = asked_for(&comparison, &initiatives);
            #[cfg(feature = "paper")]
            let options = paper_options(&page, asked.clone());
            if let Some(asked) = asked.as_ref().filter(|_| !format.is_paper()) {
                comparison.keep_initiatives(asked);
            }
            let bytes = match format {
                ComparisonFormat::Data(format) => export(&comparison, format, page.date.as_deref())?,
                #[cfg(feature = "paper")]
                ComparisonFormat::Html => report::comparison_to_html(&comparison, &options).into_bytes(),
                #[cfg(feature = "paper")]
                ComparisonFormat::Pdf => paper::typeset(&comparison, &options, paper::bundled_fonts())?.pdf()?,
            };
            print(output.as_deref(), &bytes)?;
            return Ok(status(failed));
        }
        Command::Search { query, inputs, json } => {
            let Opened { documents, failed, .. } = read_all(&inputs, importers);
            let found = concordance(&documents, &Query::parse(&query)?, &Options::default(), &|| true);
            let text = if json {
                report::concordance_to_json(&query, &documents, &found)?
            } else {
                report::concordance_to_text(&documents, &found)
            };
            print(None, text.as_bytes())?;
            return Ok(status(failed));
        }
        Command::Window(_) => Ok(()),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// With the date that is written: the argument's, else that of `SOURCE_DATE_EPOCH`.
fn dated(page: Page) -> Result<Page, UsageError> {
    const EPOCH: &str = "SOURCE_DATE_EPOCH";
    let date = match (page.date, std::env::var(EPOCH)) {
        (Some(date), _) => Some(date),
        (None, Ok(value)) => match day_of_epoch(&value) {
            Some(date) => Some(date),
            None => {
                return Err(UsageError::Value {
                    option: EPOCH, value, hint: "请写成 1970 年以来的秒数，或用 --date 给出日期"
                });
            }
        },
        (None, Err(_)) => None,
    };
    Ok(Page { date, ..page })
}

/// What the pages take.
#[cfg(feature = "paper")]
fn paper_options(page: &Page, initiatives: Option<Vec<InitiativeId>>) -> PaperOptions {
    PaperOptions { date: page.date.clone(), size: if page.a3 { PaperSize::A3 } else { PaperSize::A4 }, initiatives }
}

/// Nothing is ever written over a file that was asked to be read, alone or with its folder.
fn spare_inputs<'a>(inputs: impl Iterator<Item = &'a PathBuf>, output: Option<&Path>) -> Result<()> {
    let Some((output, real)) = output.and_then(|out| Some((out, out.canonicalize().ok()?))) else { return Ok(()) };
    let is_it = |file: &Path| file.canonicalize().is_ok_and(|file| file == real);
    let reads_it = |input: &PathBuf| {
        let (found, _) = inputs::find(std::slice::from_ref(input));
        is_it(input) || found.iter().filter_map(Input::path).any(is_it)
    };
    match inputs.into_iter().find(|input| reads_it(input)) {
        Some(_) => Err(anyhow::anyhow!("{}: 输出会覆盖输入文件，没有写入；请用 -o 换一个路径", output.display())),
        None => Ok(()),
    }
}

fn status(failed: usize) -> ExitCode {
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_FAILED) }
}

/// So much in bytes is worth a thread.
const LEAST_BYTES: usize = 30_000;

/// What came of the inputs.
struct Opened {
    documents: Vec<Arc<Document>>,
    /// What the workspaces among the inputs settle.
    decisions: Vec<Decision>,
    /// Number of inputs that could not be read.
    failed: usize,
}

/// Reads all inputs in order; what fails is told on standard error, and the others go on.
fn read_all(arguments: &[PathBuf], importers: &Importers) -> Opened {
    let (found, decisions) = inputs::find(arguments);
    let size = |input: &Input| {
        input.path().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |m| usize::try_from(m.len().min(MAX_BYTES)).unwrap_or(0))
    };
    let progress = Progress::new(found.len());
    let read_one = |input: &Input| {
        let result = read_one(input, importers);
        progress.step();
        result
    };
    let mut opened = Opened { documents: Vec::new(), decisions, failed: 0 };
    for (input, result) in found.iter().zip(in_parallel(&found, size, LEAST_BYTES, read_one)) {
        match result {
            Ok(read) => {
                opened.documents.extend(read);
                if let Some(remark) = input.remark() {
                    complain(&format!("{}: {remark}", input.name()));
                }
            }
            Err(error) => {
                complain(&format!("{}: {error}", input.name()));
                opened.failed += 1;
            }
        }
    }
    opened
}

/// How many files are read, on standard error where that is a terminal.
struct Progress {
    done: AtomicUsize,
    all: usize,
    is_shown: bool,
}

impl Progress {
    fn new(all: usize) -> Self {
        Self { done: AtomicUsize::new(0), all, is_shown: all > 1 && std::io::stderr().is_terminal() }
    }

    fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_shown {
            let end = if done == self.all { "\r\x1b[K" } else { "" };
            let _ = write!(std::io::stderr(), "\r正在读取 {done}/{}{end}", self.all);
        }
    }
}

fn read_one(input: &Input, importers: &Importers) -> Result<Vec<Arc<Document>>, String> {
    let always = || true;
    let imported = match input {
        Input::Stdin => stdin().and_then(|bytes| Ok(importers.import("-", bytes, &always)?)).map_err(|error| format!("{error:#}"))?,
        Input::File(path) | Input::Known(path, _) => importers.read_file(path, &always).map_err(|error| error.to_string())?,
        Input::Sample(name) => {
            let bytes = SAMPLES.iter().find(|(sample, _)| sample == name).map(|(_, bytes)| bytes.to_vec());
            let bytes = bytes.ok_or_else(|| "这个版本没有这份示例；请把它从工作区中去掉".to_owned())?;
            importers.import(name, bytes, &always).map_err(|error| error.to_string())?
        }
        Input::Unusable(_, error) => return Err(error.clone()),
    };
    let imported = Arc::new(imported);
    let Input::Known(_, known) = input else { return Ok(read(&imported, &Default::default()).into_iter().map(Arc::new).collect()) };
    let all: Vec<Arc<Document>> = read(&imported, &known.undone).into_iter().map(Arc::new).collect();
    let part: Vec<Arc<Document>> = all.iter().filter(|document| document.part == known.part).cloned().collect();
    // A changed file can have other parts than it had: then all of it is meant.
    Ok(if part.is_empty() { all } else { part })
}

/// All of standard input, or as much as shows that it is more than is read.
fn stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes).context("标准输入无法读取")?;
    Ok(bytes)
}

/// The initiatives that the user named, each by its name or by what a document calls it; `None` where none was asked for.
fn asked_for(comparison: &Comparison, names: &[String]) -> Option<Vec<InitiativeId>> {
    let mut out = Vec::new();
    for name in names {
        match comparison.initiative_named(name) {
            Some(k) => out.push(comparison.initiatives[k].id.clone()),
            None => complain(&format!("{name}: 这些文档中没有这个事项，请核对名称（不带 --initiative 可列出全部）")),
        }
    }
    (!names.is_empty()).then_some(out)
}

fn print(output: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match output.filter(|path| path.as_os_str() != "-") {
        Some(path) => write_file(path, bytes).with_context(|| path.display().to_string()),
        None => match std::io::stdout().lock().write_all(bytes) {
            // A reader that has seen enough (head) is no error.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            written => written.context("标准输出无法写入"),
        },
    }
}

pub(super) fn complain(message: &str) {
    // Nothing is left to tell where standard error is closed.
    let _ = writeln!(std::io::stderr(), "{message}");
}
