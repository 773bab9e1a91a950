//! 街读 Jiedu reads the documents of Chinese sub-districts (街道 work plans, summaries, reports) and compares them by initiative.
//!
//! # The tour
//!
//! A module imports only modules above it in this list; `tests/engine/architecture.rs` holds it to that.
//!
//! | module | in → out |
//! |---|---|
//! | [`text`] | offsets, spans, sentences, the folded view in which names are compared |
//! | [`import`] | a file's bytes and name → [`import::Imported`]: its text as it is, with the hints, tables and places of its format; one file or folder per format |
//! | [`structure`] | `Imported` → [`structure::Document`]: clean text with every repair kept, metadata, outline, footnotes |
//! | [`initiative`] | a document and a lexicon → where it speaks of which initiative, and why we think so |
//! | [`measure`] | a document → the numbers that it promises or reports, each with unit, action and object |
//! | [`compare`] | documents → [`compare::Comparison`]: shared and missing initiatives, sections about the same thing; the matrix; which passages correspond; what became of a plan's items; what is said in the same words |
//! | [`search`] | a query → hits in one text, or every place in many documents with its context |
//! | [`report`] | a comparison → JSON, text, HTML, typeset pages |
//! | [`workspace`] | what is open and what the user added, in a `.jiedu` file, kept for recovery; and the disk that it comes from |
//! | [`worker`] | background jobs; wakes its caller through a `Waker`; [`worker::isolation`] imports what could harm in child processes |
//! | [`cli`] | arguments → the same pipeline → exit code |
//! | `ui` | egui: paints one comparison, sends commands (feature `gui`) |
//!
//! From a dropped file to pixels: drop → `Command::Open` → the worker reads bytes → `import` (binary formats and web pages in a child process) → `structure` → `initiative` → `compare` → an
//! `Arc<Comparison>` replaces the old one if its revision is still wanted → views paint it.
//!
//! # Invariants
//!
//! - Everything from [`text`] to [`report`] is pure: values in, values out; no disk; no result depends on clock, thread or hash order.
//!   Disk and dialogs live in [`workspace`], [`worker`], [`cli`] and `ui`.
//! - The engine compiles without egui.
//! - `import` never spawns, fetches or writes. A file that crashes, hangs or bloats its parser costs itself alone: the child process that reads it.
//! - Dirty text is never an error: a value and diagnostics come back. A file that cannot be read is an error that says what is wrong
//!   and what to do, in Chinese.
//! - Every offset on the screen leads back to the imported text ([`text::OffsetMap`]). Cleaning never rewrites silently: what no
//!   [`structure::Repair`] covers is copied, and undoing all repairs gives the imported text back.
//! - `ui` never parses, aligns, sorts a corpus or reads a file. One place applies its commands.
//! - “Not mentioned in this text” (未提及) is a result of its own, never “not done”.
//!
//! # Glossary
//!
//! | Chinese | here |
//! |---|---|
//! | 街道 | sub-district, a city's lowest level of government; its office is the 街道办事处 |
//! | 工作要点, 工作计划 | plan of the year's work; 工作总结 its summary; 工作报告 its report |
//! | 事项 | initiative: a named policy, programme, mechanism, campaign, platform or standing field of work |
//! | 共有, 独有 | shared by several documents; in one only |
//! | 对读 | reading side by side |
//! | 一是…。 | run-in heading: an opening sentence that names the topic of its paragraph |
//! | 关于印发…的通知 | the notice whose shell a plan often comes in |
//! | 依据 | evidence: what a match rests on |

pub mod text;

pub mod import;

pub mod structure;

pub mod initiative;

pub mod measure;

pub mod compare;

pub mod search;

pub mod report;

pub mod workspace;

pub mod worker;

pub mod cli;

#[cfg(feature = "gui")]
pub mod ui;
