//! The view 检索, its state and its commands: keyword in context over all open documents.
//!
//! In: what the user typed and chose. Out: jobs for the worker whenever that or the documents are others than at the last request; its places
//! come back as an event and are kept until the next. Nothing is searched or sorted here.

use std::sync::Arc;

use super::app::JieduApp;
use super::apply::{NOTICE_SECONDS, bring_in, with_source};
use super::command::Command;
use super::language::tf;
use super::state::{AppState, DocumentKey, OpenState, View};
use super::work::WorkCommand;
use crate::compare::Decision;
use crate::initiative::Category;
use crate::report::concordance_to_tsv;
use crate::search::{Concordance, Hit, MAX_HITS, Options, Order, Within};
use crate::structure::Document;
use crate::text::Span;
use crate::worker::Job;

/// So many queries are remembered.
const MAX_HISTORY: usize = 40;
/// A name of an initiative is not longer, in characters.
const MAX_NAME: usize = 40;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct ConcordanceState {
    /// What the user typed.
    pub query: String,
    /// Where all words must stand.
    pub within: Within,
    /// The order of the rows.
    pub order: Order,
    /// Whether hidden documents are searched too.
    pub hidden: bool,
    /// Only rows of this document.
    pub only: Option<DocumentKey>,
    /// Queries that led somewhere, the newest last.
    pub history: Vec<String>,
    /// The place in the history that the field shows; `None` where it shows a new query.
    pub(super) recalled: Option<usize>,
    /// The field asks for the keyboard in the next frame.
    pub(super) focus: bool,
    /// The rows ask for the keyboard in the next frame.
    pub(super) focus_rows: bool,
    /// The row that the keyboard is on.
    pub cursor: usize,
    /// The row to bring into view in the next frame.
    pub(super) reveal: Option<usize>,
    /// What was found last; `None` before the first query.
    pub answer: Option<Answer>,
    asked: Option<Asked>,
    revision: u64,
}

/// What the worker found, and what it searched.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The places, or what is wrong with the query.
    pub result: Result<Arc<Concordance>, String>,
    /// The query that it answers.
    pub query: String,
    /// Keys of the documents that were searched; places name them by their index.
    pub keys: Vec<DocumentKey>,
    /// The documents themselves, as they were searched.
    pub documents: Vec<Arc<Document>>,
    revision: u64,
}

/// What was asked for last.
#[derive(Debug, Clone)]
struct Asked {
    query: String,
    options: Options,
    keys: Vec<DocumentKey>,
    documents: Vec<Arc<Document>>,
}

impl Asked {
    fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(a, b);
        self.query == other.query
            && self.options == other.options
            && self.keys == other.keys
            && self.documents.len() == other.documents.len()
            && self.documents.iter().zip(&other.documents).all(same)
    }
}

impl ConcordanceState {
    /// Whether an answer is on its way.
    #[must_use]
    pub fn searching(&self) -> bool {
        self.asked.is_some() && self.answer.as_ref().is_none_or(|answer| answer.revision < self.revision)
    }

    /// The places of the last answer.
    #[must_use]
    pub fn found(&self) -> Option<(&Answer, &Arc<Concordance>)> {
        let answer = self.answer.as_ref()?;
        Some((answer, answer.result.as_ref().ok()?))
    }

    /// A place of the last answer, with the document that it stands in.
    fn hit(&self, row: usize) -> Option<(DocumentKey, Arc<Document>, Hit)> {
        let (answer, found) = self.found()?;
        let hit = found.hits.get(row)?;
        Some((*answer.keys.get(hit.document)?, Arc::clone(answer.documents.get(hit.document)?), hit.clone()))
    }

    /// Remembers the query as one that led somewhere.
    fn remember(&mut self) {
        let query = self.query.trim().to_owned();
        self.recalled = None;
        if query.is_empty() {
            return;
        }
        self.history.retain(|old| *old != query);
        self.history.push(query);
        if self.history.len() > MAX_HISTORY {
            self.history.remove(0);
        }
    }

    /// Puts an older or a newer query of the history into the field.
    fn recall(&mut self, back: bool) {
        let count = self.history.len();
        let at = match (self.recalled, back) {
            (None, true) => count.checked_sub(1),
            (None, false) => None,
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1).filter(|at| *at < count),
        };
        if at.is_none() && !back && self.recalled.is_some() {
            self.query.clear();
        }
        self.recalled = at;
        if let Some(query) = at.and_then(|at| self.history.get(at)) {
            self.query.clone_from(query);
        }
    }

    /// Forgets documents that are no longer open: keys of others than `open`.
    fn forget_closed(&mut self, open: impl Fn(DocumentKey) -> bool) {
        if self.only.is_some_and(|key| !open(key)) {
            self.only = None;
        }
    }
}

/// What the user can do in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum ConcordanceCommand {
    /// Show the view with its field ready; a text is looked for at once.
    Search(Option<String>),
    /// Where all words must stand.
    Within(Within),
    /// The order of the rows.
    Order(Order),
    /// Search hidden documents too, or not.
    Hidden(bool),
    /// Only rows of this document, or of all.
    Only(Option<DocumentKey>),
    /// The query is finished: it is remembered, and the rows take the keyboard.
    Enter,
    /// Put an older or a newer query into the field.
    Recall {
        /// Older.
        back: bool,
    },
    /// Open the passage of a row.
    Open(usize),
    /// Put a row with its source on the clipboard.
    CopyRow(usize),
    /// Put all rows on the clipboard as a table.
    Copy,
    /// Make an initiative of a row's term.
    Define {
        /// The row.
        row: usize,
        /// Its policy area.
        category: Category,
    },
}

/// A query for the first line of `text` as it stands: without quotation marks of its own, which would end the phrase and mean nothing to the search.
pub(super) fn phrase(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    format!("“{}”", line.replace(['“', '”', '"'], ""))
}

impl JieduApp {
    /// Carries out one of the view's commands.
    pub(super) fn concordance(&mut self, command: ConcordanceCommand, ctx: &egui::Context) {
        let view = &mut self.state.concordance;
        match command {
            ConcordanceCommand::Search(text) => self.open_concordance(text, ctx),
            ConcordanceCommand::Within(within) => view.within = within,
            ConcordanceCommand::Order(order) => view.order = order,
            ConcordanceCommand::Hidden(hidden) => view.hidden = hidden,
            ConcordanceCommand::Only(only) => view.only = only,
            ConcordanceCommand::Enter => {
                view.remember();
                view.focus_rows = true;
            }
            ConcordanceCommand::Recall { back } => view.recall(back),
            ConcordanceCommand::Open(row) => self.open_hit(row, ctx),
            ConcordanceCommand::CopyRow(row) => {
                let Some((_, document, hit)) = view.hit(row) else { return };
                let sentence = crate::text::sentence_around(&document.text, hit.span.start);
                let quote = if sentence.contains(hit.span) { sentence } else { hit.span };
                ctx.copy_text(with_source(&document, quote));
                tell(&mut self.state, ctx, tf("已复制这一句（{} 字），附出处", &[&quote.of(&document.text).chars().count()]));
            }
            ConcordanceCommand::Copy => {
                let Some((answer, found)) = self.state.concordance.found() else { return };
                let names: Vec<String> = answer.keys.iter().zip(&answer.documents).map(|(key, d)| self.state.lettered(*key, d)).collect();
                ctx.copy_text(concordance_to_tsv(&answer.documents, &names, found));
                let rows = found.hits.len();
                self.state.concordance.remember();
                tell(&mut self.state, ctx, tf("已复制 {} 行，可粘贴到电子表格", &[&rows]));
            }
            ConcordanceCommand::Define { row, category } => self.define(row, category, ctx),
        }
    }

    /// The view, with its field ready; what is selected in the active pane is looked for where nothing else is asked.
    fn open_concordance(&mut self, text: Option<String>, ctx: &egui::Context) {
        let state = &mut self.state;
        let selected = || {
            let key = state.following.hand.or_else(|| state.shown.first().copied())?;
            let span = state.panes.get(&key)?.reader.selected()?;
            let document = state.comparison.documents.get(state.compared_index(key)?)?;
            let chosen = span.of(&document.text);
            (state.view == View::Read && !chosen.contains('\n') && chosen.chars().count() <= MAX_NAME).then(|| phrase(chosen))
        };
        if let Some(query) = text.or_else(selected) {
            state.concordance.query = query;
            state.concordance.recalled = None;
        }
        super::matrix_apply::show(state, View::Concordance, ctx);
        state.concordance.focus = true;
    }

    /// The pane of a row's document at the row's passage, which is selected. A hidden document comes back into the comparison.
    fn open_hit(&mut self, row: usize, ctx: &egui::Context) {
        let Some((key, document, hit)) = self.state.concordance.hit(row) else { return };
        self.state.concordance.remember();
        self.state.concordance.cursor = row;
        if self.state.document(key).is_some_and(|open| open.hidden) {
            self.apply(Command::ToggleHidden(key), ctx);
            bring_in(&mut self.state, key);
            tell(&mut self.state, ctx, tf("“{}”已重新显示", &[&document.label()]));
        }
        self.apply(Command::Reveal { key, span: hit.span }, ctx);
        self.state.panes.entry(key).or_default().reader.select(hit.span);
    }

    fn define(&mut self, row: usize, category: Category, ctx: &egui::Context) {
        let Some((_, document, hit)) = self.state.concordance.hit(row) else { return };
        let name = initiative_name(&document, hit.span);
        if name.is_empty() {
            tell(&mut self.state, ctx, super::language::t("这一处没有可作名称的文字").to_owned());
            return;
        }
        let said = tf("已把“{}”定为事项（{}）", &[&name, &super::language::t(category.name())]);
        self.apply(Command::Work(WorkCommand::Decide(Decision::Define { name, category, forms: Vec::new() })), ctx);
        tell(&mut self.state, ctx, said);
    }

    /// Asks the worker where the query, the choices or the documents are others than those asked for last.
    pub(super) fn mind_concordance(&mut self) {
        let state = &mut self.state;
        if state.view != View::Concordance {
            return;
        }
        let documents = &state.documents;
        state.concordance.forget_closed(|key| documents.iter().any(|d| d.key == key));
        let view = &mut state.concordance;
        if view.query.trim().is_empty() {
            (view.asked, view.answer) = (None, None);
            return;
        }
        let wanted = asked(view, documents);
        if view.asked.as_ref().is_some_and(|asked| asked.is(&wanted)) {
            return;
        }
        if view.asked.as_ref().is_some_and(|asked| asked.query != wanted.query || asked.options != wanted.options) {
            (view.cursor, view.reveal) = (0, Some(0));
        }
        view.revision += 1;
        let Asked { query, options, documents, .. } = wanted.clone();
        view.asked = Some(wanted);
        self.worker.send(Job::Concordance { revision: view.revision, query, documents, options });
    }

    /// Takes in what the worker found.
    pub(super) fn take_concordance(&mut self, revision: u64, result: Result<Arc<Concordance>, String>) {
        let view = &mut self.state.concordance;
        let Some(asked) = view.asked.clone().filter(|_| revision == view.revision) else { return };
        let last = result.as_ref().map_or(0, |found| found.hits.len().saturating_sub(1));
        view.cursor = view.cursor.min(last);
        view.answer = Some(Answer { result, query: asked.query, keys: asked.keys, documents: asked.documents, revision });
    }
}

/// A message that goes by itself.
fn tell(state: &mut AppState, ctx: &egui::Context, message: String) {
    state.say(message);
    state.notice_until = Some(ctx.input(|i| i.time) + NOTICE_SECONDS);
}

/// What the view asks for now.
fn asked(view: &ConcordanceState, open: &[super::state::OpenDocument]) -> Asked {
    let mut asked = Asked { query: view.query.trim().to_owned(), options: Options::default(), keys: Vec::new(), documents: Vec::new() };
    for document in open.iter().filter(|d| view.hidden || !d.hidden) {
        if let OpenState::Ready(read) = &document.state {
            asked.keys.push(document.key);
            asked.documents.push(Arc::clone(read));
        }
    }
    let only = view.only.and_then(|key| asked.keys.iter().position(|k| *k == key));
    asked.options = Options { within: view.within, order: view.order, only };
    asked
}

/// The name that a passage gives an initiative: itself, without quotation marks at its ends.
fn initiative_name(document: &Document, span: Span) -> String {
    let name = span.of(&document.text).trim_matches(|c: char| !c.is_alphanumeric());
    name.chars().take(MAX_NAME).collect()
}

/// How many rows there are, in words.
pub(super) fn count_in_words(state: &AppState) -> String {
    let view = &state.concordance;
    let Some((answer, found)) = view.found() else { return String::new() };
    let (total, documents) = (found.total(), found.documents());
    let only = view.only.and_then(|key| answer.keys.iter().position(|k| *k == key));
    let wanted = only.map_or(total, |k| found.counts.get(k).copied().unwrap_or(0));
    let mut said = tf("{} 处，{} 份文档", &[&total, &documents]);
    if only.is_some() {
        said = tf("{} 处（全部 {} 处）", &[&wanted, &total]);
    }
    if found.hits.len() < wanted {
        said.push_str(&tf("，只列前 {} 处", &[&MAX_HITS]));
    }
    if found.by_pinyin {
        said.push_str(super::language::t("，按拼音"));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::ConcordanceState;

    #[test]
    fn the_history_is_walked_back_and_forth_and_keeps_each_query_once() {
        let mut view = ConcordanceState::default();
        for query in ["a", "b", " a ", "  ", "c"] {
            view.query = query.to_owned();
            view.remember();
        }
        assert_eq!(view.history, ["b", "a", "c"]);
        let mut step = |back| {
            view.recall(back);
            view.query.clone()
        };
        assert_eq!([step(true), step(true), step(true), step(true)], ["c", "a", "b", "b"]);
        assert_eq!([step(false), step(false), step(false), step(false)], ["a", "c", "", ""]);
    }
}
