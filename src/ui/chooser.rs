//! The command palette: commands, initiatives, documents and sections by name, also by pinyin and its initials.
//!
//! In: the state, and what the user types. Out: rows, best first, and what choosing one of them does. The names are made ready once: those
//! of the commands for a language, those of the initiatives for a comparison, those of documents and sections each time the palette opens;
//! each key stroke then only compares ([`Names`]). What was chosen lately comes first among what fits as well.

use std::sync::{Arc, Weak};

use super::app::JieduApp;
use super::apply::section_label;
use super::catalogue::{entries, entry};
use super::command::Command;
use super::language::{Language, in_english, t};
use super::state::{AppState, DocumentKey, OpenState, View};
use crate::compare::Comparison;
use crate::initiative::{Category, InitiativeId};
use crate::search::{Fit, Names};
use crate::structure::SectionKind;

/// More rows than this nobody reads.
const MAX_ROWS: usize = 200;
/// So much of what was chosen is remembered.
const MAX_RECENT: usize = 12;
/// Begins a query that is only about commands.
const COMMANDS_ONLY: char = '>';
/// Begins a query that is only about sections.
const SECTIONS_ONLY: char = '@';

/// What the palette finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A command of the catalogue.
    Command(&'static str),
    /// An initiative: it is chosen.
    Initiative(InitiativeId),
    /// A document: it is brought in.
    Document(DocumentKey),
    /// A section of a document: it is gone to.
    Section(DocumentKey, usize),
    /// What was typed, to be found in all documents.
    Find(String),
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooserRow {
    /// What choosing it does.
    pub target: Target,
    /// Its name.
    pub name: String,
    /// What is said aside: keys, policy area, document.
    pub aside: String,
    /// Characters of the name that were typed.
    pub marked: Vec<usize>,
    /// The policy area of an initiative.
    pub category: Option<Category>,
}

/// Things of one kind, ready to be found.
#[derive(Debug, Default)]
struct Shelf {
    rows: Vec<ChooserRow>,
    names: Names,
}

/// What the palette keeps.
#[derive(Debug, Default)]
pub struct ChooserState {
    /// Whether it shows.
    pub open: bool,
    /// Whether its field asks for the keyboard in the next frame.
    pub focus: bool,
    /// What the user typed.
    pub query: String,
    /// The row that Enter chooses.
    pub cursor: usize,
    /// The rows that answer the query.
    pub rows: Vec<ChooserRow>,
    /// What was chosen lately, the latest first.
    pub recent: Vec<Target>,
    commands: Shelf,
    language: Option<Language>,
    initiatives: Shelf,
    made_from: Weak<Comparison>,
    places: Shelf,
    /// The query that `rows` answers.
    answered: Option<String>,
}

impl AppState {
    /// Opens the palette, or goes into it; a text is typed for the user.
    pub(super) fn open_chooser(&mut self) {
        let mut chooser = std::mem::take(&mut self.chooser);
        (chooser.open, chooser.focus, chooser.cursor) = (true, true, 0);
        chooser.query.clear();
        chooser.answered = None;
        chooser.places = places(self);
        self.chooser = chooser;
        self.mind_chooser();
    }

    /// Brings the rows up to date with what was typed and with what there is.
    pub(super) fn mind_chooser(&mut self) {
        if !self.chooser.open {
            return;
        }
        let mut chooser = std::mem::take(&mut self.chooser);
        if chooser.language != Some(self.language) {
            chooser.language = Some(self.language);
            chooser.commands = commands();
            chooser.answered = None;
        }
        let from = Arc::downgrade(&self.comparison);
        if !chooser.made_from.ptr_eq(&from) {
            chooser.made_from = from;
            chooser.initiatives = initiatives(&self.comparison);
            chooser.places = places(self);
            chooser.answered = None;
        }
        if chooser.answered.as_ref() != Some(&chooser.query) {
            chooser.answered = Some(chooser.query.clone());
            chooser.cursor = 0;
            chooser.rows = chooser.answer(self);
        }
        self.chooser = chooser;
    }
}

impl ChooserState {
    /// The rows for the query.
    fn answer(&self, state: &AppState) -> Vec<ChooserRow> {
        let query = self.query.trim();
        let (shelves, words): (&[&Shelf], &str) = match query.chars().next() {
            Some(COMMANDS_ONLY) => (&[&self.commands], query[1..].trim()),
            Some(SECTIONS_ONLY) => (&[&self.places], query[1..].trim()),
            _ => (&[&self.commands, &self.initiatives, &self.places], query),
        };
        let wanted = |row: &ChooserRow| match &row.target {
            Target::Command(id) => entry(id).is_some_and(|e| (e.enabled)(state)),
            Target::Document(_) => !query.starts_with(SECTIONS_ONLY),
            _ => true,
        };
        if words.is_empty() {
            return self.without_words(shelves, wanted);
        }
        let mut found: Vec<(Fit, usize, usize, ChooserRow)> = Vec::new();
        for shelf in shelves {
            let fitting = shelf.names.find(words).into_iter().filter(|hit| wanted(&shelf.rows[hit.index])).take(MAX_ROWS);
            found.extend(fitting.map(|hit| {
                let row = ChooserRow { marked: hit.marked, ..shelf.rows[hit.index].clone() };
                let lately = self.recent.iter().position(|target| *target == row.target).unwrap_or(usize::MAX);
                (hit.fit, lately, hit.rest, row)
            }));
        }
        // Stable: of what fits alike the commands come first, then initiatives, documents, sections.
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut rows: Vec<ChooserRow> = found.into_iter().take(MAX_ROWS).map(|(.., row)| row).collect();
        if shelves.len() > 1 && !state.compared.is_empty() && !state.is_printing() {
            rows.push(find_row(words));
        }
        rows
    }

    /// Nothing typed: what was chosen lately, then the rest as it stands; initiatives only where they were.
    fn without_words(&self, shelves: &[&Shelf], wanted: impl Fn(&ChooserRow) -> bool) -> Vec<ChooserRow> {
        let all = || shelves.iter().flat_map(|shelf| &shelf.rows).filter(|row| wanted(row));
        let lately = self.recent.iter().filter_map(|target| all().find(|row| row.target == *target));
        let listed =
            |row: &&ChooserRow| !self.recent.contains(&row.target) && (shelves.len() == 1 || matches!(row.target, Target::Command(_)));
        lately.chain(all().filter(listed)).take(MAX_ROWS).cloned().collect()
    }

    /// Remembers what was chosen.
    fn remember(&mut self, target: &Target) {
        self.recent.retain(|known| known != target);
        if !matches!(target, Target::Find(_)) {
            self.recent.insert(0, target.clone());
            self.recent.truncate(MAX_RECENT);
        }
    }

    /// The commands that were chosen lately, the latest first: to be kept from start to start.
    #[must_use]
    pub fn recent_commands(&self) -> Vec<String> {
        self.recent.iter().filter_map(|target| if let Target::Command(id) = target { Some((*id).to_owned()) } else { None }).collect()
    }

    /// Puts them back.
    pub(super) fn recall(&mut self, ids: &[String]) {
        self.recent = ids.iter().filter_map(|id| entry(id)).map(|entry| Target::Command(entry.id)).collect();
    }
}

impl JieduApp {
    /// Does what choosing a row of the palette does.
    pub(super) fn choose(&mut self, target: Target, ctx: &egui::Context) {
        let state = &mut self.state;
        state.chooser.open = false;
        state.chooser.remember(&target);
        match target {
            Target::Command(id) => {
                self.session_dirty = true;
                if let Some(entry) = entry(id).filter(|entry| (entry.enabled)(&self.state)) {
                    let command = (entry.command)(&self.state);
                    self.apply(command, ctx);
                }
            }
            Target::Initiative(id) => {
                // The list must show what is chosen.
                if !state.listed().iter().any(|i| i.id == id) {
                    state.filter = super::state::InitiativeFilter::All;
                    state.filter_text.clear();
                }
                self.apply(Command::Select(Some(id)), ctx);
            }
            Target::Document(key) => {
                if !matches!(state.view, View::Read | View::Matrix) {
                    state.view = View::Read;
                }
                self.apply(Command::BringIn(key), ctx);
            }
            Target::Section(key, section) => {
                let document = state.compared_index(key).and_then(|k| state.comparison.documents.get(k));
                if let Some(span) = document.and_then(|d| d.sections.get(section)).map(|s| s.span) {
                    self.apply(Command::Reveal { key, span }, ctx);
                }
            }
            Target::Find(query) => {
                self.state.find.query = query;
                self.apply(Command::OpenFind, ctx);
                self.find_again();
            }
        }
    }
}

/// All commands, by their Chinese and English names and more words.
fn commands() -> Shelf {
    let rows = entries()
        .map(|entry| ChooserRow {
            target: Target::Command(entry.id),
            name: t(entry.name).to_owned(),
            aside: entry.keys.first().map(super::catalogue::Keys::name).unwrap_or_default(),
            marked: Vec::new(),
            category: None,
        })
        .collect();
    let names = entries().map(|entry| {
        let mut names = vec![t(entry.name), entry.name, in_english(entry.name)];
        names.dedup();
        names.extend(entry.words.split(' ').filter(|word| !word.is_empty()));
        names
    });
    Shelf { rows, names: Names::new(names) }
}

fn initiatives(comparison: &Comparison) -> Shelf {
    let row = |initiative: &crate::compare::Initiative| ChooserRow {
        target: Target::Initiative(initiative.id.clone()),
        name: initiative.name.clone(),
        aside: String::new(),
        marked: Vec::new(),
        category: Some(initiative.category),
    };
    let names = Names::new(comparison.initiatives.iter().map(|i| [i.name.as_str()]));
    Shelf { rows: comparison.initiatives.iter().map(row).collect(), names }
}

/// The open documents, and the sections of the one that keys act on.
fn places(state: &AppState) -> Shelf {
    let mut rows: Vec<ChooserRow> = Vec::new();
    for (index, open) in state.documents.iter().enumerate() {
        if let OpenState::Ready(document) = &open.state {
            let name = format!("{} {}", AppState::letter(index), document.label());
            let target = Target::Document(open.key);
            rows.push(ChooserRow { target, name, aside: open.name.clone(), marked: Vec::new(), category: None });
        }
    }
    if let Some(key) = state.active_pane()
        && let Some(document) = state.compared_index(key).and_then(|k| state.comparison.documents.get(k))
    {
        let heads =
            (0..document.sections.len()).filter(|k| matches!(document.sections[*k].kind, SectionKind::Heading | SectionKind::RunIn));
        let aside = state.letter_of(key);
        rows.extend(heads.map(|k| ChooserRow {
            target: Target::Section(key, k),
            name: section_label(document, k),
            aside: aside.clone(),
            marked: Vec::new(),
            category: None,
        }));
    }
    let names = Names::new(rows.iter().map(|row| [row.name.as_str(), row.aside.as_str()]));
    Shelf { rows, names }
}

fn find_row(words: &str) -> ChooserRow {
    let name = super::language::tf("在所有文档中查找“{}”", &[&words]);
    let aside = super::catalogue::keys_of("find");
    ChooserRow { target: Target::Find(words.to_owned()), name, aside, marked: Vec::new(), category: None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{AppState, Target};
    use crate::compare::Comparison;

    fn state() -> AppState {
        let mut state = AppState::new();
        state.comparison = Arc::new(Comparison::default());
        state.open_chooser();
        state
    }

    fn typed(state: &mut AppState, query: &str) -> Vec<Target> {
        state.chooser.query = query.to_owned();
        state.mind_chooser();
        state.chooser.rows.iter().map(|row| row.target.clone()).collect()
    }

    #[test]
    fn commands_are_found_in_every_way_of_writing() {
        let mut state = state();
        for query in ["打开文件", "dkwj", "dakaiwenjian", "open files", "import", "> dkwj"] {
            assert_eq!(typed(&mut state, query)[0], Target::Command("open-files"), "{query}");
        }
        assert_eq!(typed(&mut state, "夜间")[0], Target::Command("theme-dark"));
        assert!(typed(&mut state, "qwxyzz").is_empty(), "no document, so nothing to find in either");
    }

    #[test]
    fn what_cannot_be_done_now_is_not_offered() {
        let mut state = state();
        assert!(!typed(&mut state, "全部关闭").contains(&Target::Command("close-all")));
    }

    #[test]
    fn what_was_chosen_lately_comes_first() {
        let mut state = state();
        assert_ne!(typed(&mut state, "")[0], Target::Command("about"));
        state.chooser.remember(&Target::Command("help"));
        state.chooser.remember(&Target::Command("about"));
        state.open_chooser();
        assert_eq!(typed(&mut state, "")[..2], [Target::Command("about"), Target::Command("help")]);
        let kept = state.chooser.recent_commands();
        let mut later = self::state();
        later.chooser.recall(&kept);
        later.open_chooser();
        assert_eq!(typed(&mut later, "")[0], Target::Command("about"));
    }
}
