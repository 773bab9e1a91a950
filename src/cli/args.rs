//! Arguments to a [`Command`]. Reads nothing but the arguments.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;

use super::date::is_day;
use crate::report::export::ExportFormat;
use crate::report::sheets::SheetKind;
use crate::search::{Query, QueryError};

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Args {
    /// The task.
    pub command: Command,
}

/// The tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open the window with these files and folders.
    Window(Vec<PathBuf>),
    /// Print the cleaned documents.
    Read {
        /// What to read; `-` is standard input.
        inputs: Vec<PathBuf>,
        /// How to print.
        format: DocumentFormat,
        /// Where to; standard output without.
        output: Option<PathBuf>,
    },
    /// Print the comparison.
    Compare {
        /// What to compare; `-` is standard input.
        inputs: Vec<PathBuf>,
        /// How to print.
        format: ComparisonFormat,
        /// Where to; standard output without.
        output: Option<PathBuf>,
        /// Lexicons of the user's own.
        lexicons: Vec<PathBuf>,
        /// Whether the lexicon that the window keeps for the user takes part.
        user_lexicon: bool,
        /// Whether the built-in lexicon takes part.
        builtin_lexicon: bool,
        /// Only these initiatives, by name; all if empty.
        initiatives: Vec<String>,
        /// What pages take beside the comparison.
        page: Page,
    },
    /// Print where a query stands.
    Search {
        /// What to look for, as typed; it can be carried out.
        query: String,
        /// Where; `-` is standard input.
        inputs: Vec<PathBuf>,
        /// As JSON instead of text.
        json: bool,
    },
    /// Print the help.
    Help,
    /// Print the version.
    Version,
}

/// What the printable formats take beside the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The date to print, ISO 8601; none is printed without.
    pub date: Option<String>,
    /// A3 instead of A4.
    pub a3: bool,
}

/// Formats of `read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentFormat {
    /// For a terminal.
    Text,
    /// One array.
    Json,
    /// One document a line.
    JsonLines,
}

/// Formats of `compare`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// For other programs, and for a terminal.
    Data(ExportFormat),
    /// One self-contained page that prints.
    #[cfg(feature = "paper")]
    Html,
    /// Typeset pages.
    #[cfg(feature = "paper")]
    Pdf,
}

impl ComparisonFormat {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Data(ExportFormat::Text),
            #[cfg(feature = "paper")]
            "html" => Self::Html,
            #[cfg(feature = "paper")]
            "pdf" => Self::Pdf,
            _ => return ExportFormat::of_ending(name).filter(|format| *format != ExportFormat::Text).map(Self::Data),
        })
    }

    /// What a file's ending asks for; text where it asks for nothing in particular.
    fn of_path(path: &Path) -> Result<Self, UsageError> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let name = match ending.as_str() {
            "htm" => "html",
            "json" | "html" | "pdf" | "docx" | "xlsx" | "csv" => &ending,
            _ => "text",
        };
        Self::named(name).ok_or_else(|| no_format(name.to_owned()))
    }

    /// Whether it is typeset: then the initiatives that were asked for are chosen there.
    pub(super) const fn is_paper(self) -> bool {
        match self {
            #[cfg(feature = "paper")]
            Self::Html | Self::Pdf => true,
            _ => false,
        }
    }

    /// Whether it is no text, and must not be poured over a terminal.
    const fn is_binary(self) -> bool {
        match self {
            #[cfg(feature = "paper")]
            Self::Pdf => true,
            Self::Data(ExportFormat::Xlsx) => true,
            _ => false,
        }
    }
}

fn no_format(format: String) -> UsageError {
    UsageError::Format { format, task: "compare", known: COMPARISON_FORMATS }
}

/// Why the arguments cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum UsageError {
    /// lexopt's own.
    #[error("参数有误：{0}")]
    Argument(#[from] lexopt::Error),
    /// A format that the task does not have.
    #[error("不认识的格式“{format}”；{task} 可用的格式：{known}")]
    Format {
        /// What was asked for.
        format: String,
        /// The task.
        task: &'static str,
        /// What it has.
        known: &'static str,
    },
    /// A value that an option does not take.
    #[error("{option} 不能是“{value}”；{hint}")]
    Value {
        /// The option.
        option: &'static str,
        /// What was given.
        value: String,
        /// What it takes.
        hint: &'static str,
    },
    /// A format that is no text, without a path to write it to.
    #[error("这种格式不能直接显示；请用 -o 给出文件路径，例如 -o 比较.pdf")]
    NoOutput,
    /// Nothing to read.
    #[error("{0} 需要至少一个文件；“-”表示标准输入")]
    NoInput(&'static str),
    /// Nothing to look for.
    #[error("search 需要检索词和至少一个文件；含空格的检索词请加引号")]
    NoQuery,
    /// A query that cannot be carried out.
    #[error("检索式有误：{0}")]
    Query(#[from] QueryError),
}

/// The formats of `compare`, for a message.
const COMPARISON_FORMATS: &str = if cfg!(feature = "paper") { "text, json, csv, xlsx, html, pdf" } else { "text, json, csv, xlsx" };

/// The help.
pub const HELP: &str = "\
街读 Jiedu：阅读并比较街道工作文件

用法：
  jiedu [文件|文件夹|工作区 ...]         打开窗口
  jiedu read 文件... [--format text|json|jsonl] [-o 路径]
  jiedu compare 文件... [--format text|json|csv|xlsx|html|pdf] [-o 路径]
                [--table documents|matrix|mentions|measures|followups|gaps]
                [--lexicon 词表]... [--user-lexicon] [--no-builtin-lexicon] [--initiative 名称]...
                [--date 年-月-日] [--paper a4|a3]
  jiedu search 检索式 文件|文件夹... [--format text|json]
  jiedu --help | --version

文件也可以是文件夹或工作区（.jiedu）：工作区打开其中的文档（已隐藏的除外），compare 并照其中的裁定比较。
“-”表示标准输入或标准输出。compare 不写 --format 时按 -o 的扩展名（.json、.csv、.xlsx、.html、.pdf）决定格式；
pdf、xlsx 要用 -o 给出路径。xlsx 含文档、矩阵、提及、指标、兑现、差距各表；csv 只存一张表，用 --table 选（默认 matrix 矩阵）。
打印件的纸张默认 A4 横向；日期只在给出 --date 或环境变量 SOURCE_DATE_EPOCH 时才印。
--lexicon 加用一份词表；--user-lexicon 加用窗口里的“我的词表”（不写就不用，同样的文件得到同样的结果）。
--initiative 只比较所列事项，可以多次使用。
search 的检索式：空格隔开的词要在同一句；“…”原样；| 或；-词 排除；(…) 分组；/…/ 正则表达式；拼音首字母如 ljfl。
退出码：0 全部完成；1 有文件无法读取（其余照常处理）；2 用法有误。
";

/// Reads the arguments, the program's name left out.
///
/// # Errors
/// [`UsageError`], with what is wrong.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Args, UsageError> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut paths = Vec::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => return Ok(Args { command: Command::Help }),
            Long("version") | Short('V') => return Ok(Args { command: Command::Version }),
            Value(word) if paths.is_empty() && word == "read" => return read(&mut parser),
            Value(word) if paths.is_empty() && word == "compare" => return compare(&mut parser),
            Value(word) if paths.is_empty() && word == "search" => return search(&mut parser),
            Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Args { command: Command::Window(paths) })
}

fn read(parser: &mut lexopt::Parser) -> Result<Args, UsageError> {
    let (mut inputs, mut output, mut format) = (Vec::new(), None, DocumentFormat::Text);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => {
                let name = parser.value()?.string()?;
                format = match name.as_str() {
                    "text" => DocumentFormat::Text,
                    "json" => DocumentFormat::Json,
                    "jsonl" => DocumentFormat::JsonLines,
                    _ => return Err(UsageError::Format { format: name, task: "read", known: "text, json, jsonl" }),
                };
            }
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Long("help") | Short('h') => return Ok(Args { command: Command::Help }),
            Value(path) => inputs.push(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    if inputs.is_empty() {
        return Err(UsageError::NoInput("read"));
    }
    Ok(Args { command: Command::Read { inputs, format, output } })
}

fn search(parser: &mut lexopt::Parser) -> Result<Args, UsageError> {
    let (mut query, mut inputs, mut json) = (None, Vec::new(), false);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => {
                let name = parser.value()?.string()?;
                json = match name.as_str() {
                    "text" => false,
                    "json" => true,
                    _ => return Err(UsageError::Format { format: name, task: "search", known: "text, json" }),
                };
            }
            Long("help") | Short('h') => return Ok(Args { command: Command::Help }),
            Value(value) if query.is_none() => query = Some(value.string()?),
            Value(path) => inputs.push(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    let query = query.filter(|_| !inputs.is_empty()).ok_or(UsageError::NoQuery)?;
    Query::parse(&query)?;
    Ok(Args { command: Command::Search { query, inputs, json } })
}

fn compare(parser: &mut lexopt::Parser) -> Result<Args, UsageError> {
    let (mut inputs, mut output, mut format) = (Vec::new(), None::<PathBuf>, None);
    let (mut lexicons, mut user_lexicon, mut builtin_lexicon) = (Vec::new(), false, true);
    let (mut initiatives, mut page, mut table) = (Vec::new(), Page::default(), None);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => {
                let name = parser.value()?.string()?;
                format = Some(ComparisonFormat::named(&name).ok_or_else(|| no_format(name))?);
            }
            Short('o') | Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Long("lexicon") => lexicons.push(PathBuf::from(parser.value()?)),
            Long("user-lexicon") => user_lexicon = true,
            Long("no-builtin-lexicon") => builtin_lexicon = false,
            Long("date") => page.date = Some(date(parser.value()?.string()?)?),
            Long("paper") => page.a3 = paper(parser.value()?.string()?)?,
            Long("table") => table = Some(sheet(parser.value()?.string()?)?),
            Long("initiative") => initiatives.push(parser.value()?.string()?),
            Long("help") | Short('h') => return Ok(Args { command: Command::Help }),
            Value(path) => inputs.push(PathBuf::from(path)),
            other => return Err(other.unexpected().into()),
        }
    }
    if inputs.is_empty() {
        return Err(UsageError::NoInput("compare"));
    }
    let format = match (format, &output) {
        (Some(format), _) => format,
        (None, Some(path)) => ComparisonFormat::of_path(path)?,
        (None, None) => ComparisonFormat::Data(ExportFormat::Text),
    };
    let format = match (format, table) {
        (ComparisonFormat::Data(ExportFormat::Csv(_)), Some(table)) => ComparisonFormat::Data(ExportFormat::Csv(table)),
        (_, Some(table)) => {
            let hint = "只有 csv 存一张表；请加 --format csv，或用 -o 给出 .csv 路径";
            return Err(UsageError::Value { option: "--table", value: table.code().to_owned(), hint });
        }
        (format, None) => format,
    };
    if format.is_binary() && output.is_none() {
        return Err(UsageError::NoOutput);
    }
    Ok(Args { command: Command::Compare { inputs, format, output, lexicons, user_lexicon, builtin_lexicon, initiatives, page } })
}

/// A date as the contract wants it, 2021-03-01.
fn date(value: String) -> Result<String, UsageError> {
    if is_day(&value) {
        Ok(value)
    } else {
        Err(UsageError::Value { option: "--date", value, hint: "请写成 2021-03-01 这样的日期" })
    }
}

/// A table of the comparison.
fn sheet(value: String) -> Result<SheetKind, UsageError> {
    SheetKind::from_code(&value).ok_or(UsageError::Value {
        option: "--table",
        value,
        hint: "可用 documents、matrix、mentions、measures、followups、gaps",
    })
}

/// Whether the paper is A3.
fn paper(value: String) -> Result<bool, UsageError> {
    match value.to_ascii_lowercase().as_str() {
        "a4" => Ok(false),
        "a3" => Ok(true),
        _ => Err(UsageError::Value { option: "--paper", value, hint: "可用 a4、a3" }),
    }
}
