//! The command palette: commands, initiatives, documents and sections by name, also by pinyin and its initials.
//!
//! In: the state, and what the user types. Out: rows, best first, and what choosing one of them does. The names are made ready once: those
//! of the commands for a language, those of the initiatives for a comparison (by the worker), those of documents and sections each time the
//! palette opens; each key stroke then only compares ([`Names`]). What was chosen lately comes first among what fits as well. The sections of
//! a long text are thousands: these are gone through on a thread of their own, and the rows that there are show meanwhile.

use std::sync::{Arc, OnceLock, Weak, mpsc};

use super::app::JieduApp;
use super::apply::section_label;
use super::catalogue::{entries, entry};
use super::command::Command;
use super::language::{Language, in_english, t};
use super::state::{AppState, DocumentKey, OpenState, View};
use crate::compare::Comparison;
use crate::initiative::{Category, InitiativeId};
use crate::search::{Fit, FoundName, Names};
use crate::structure::{Document, SectionKind};

/// More rows than this nobody reads.
const MAX_ROWS: usize = 200;
/// So many sections are gone through within a frame; more of them beside it.
const AT_ONCE: usize = 300;
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
    names: Arc<Names>,
}

/// The sections of a document; each becomes a row only where it is to be seen.
#[derive(Debug)]
struct Sections {
    key: DocumentKey,
    document: Arc<Document>,
    /// The document's letter.
    aside: String,
    /// Indexes of the sections that have a heading.
    heads: Vec<usize>,
    /// Made where somebody looks for one of them.
    names: OnceLock<Names>,
}

/// What sections fit.
#[derive(Debug, Default)]
enum Seeking {
    /// Nothing was asked for.
    #[default]
    Not,
    /// On its way.
    Asked(mpsc::Receiver<Vec<FoundName>>),
    /// All of them, best first.
    Found(Vec<FoundName>),
}

/// What a query is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinds {
    All,
    Commands,
    Sections,
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
    /// The names of a comparison's initiatives.
    named: (Weak<Comparison>, Arc<Names>),
    /// The comparison that the rows were made from.
    made_from: Weak<Comparison>,
    documents: Shelf,
    sections: Option<Arc<Sections>>,
    seeking: Seeking,
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
        self.chooser = chooser;
        self.gather_places();
        self.mind_chooser();
    }

    /// The open documents, and the sections of the one that keys act on; those of a document that has not changed are kept with their names.
    fn gather_places(&mut self) {
        let documents = documents(self);
        let sections = self.active_pane().and_then(|key| {
            let document = self.comparison.documents.get(self.compared_index(key)?)?;
            let aside = self.letter_of(key);
            let kept = self.chooser.sections.take();
            let kept = kept.filter(|kept| kept.key == key && kept.aside == aside && Arc::ptr_eq(&kept.document, document));
            Some(kept.unwrap_or_else(|| Arc::new(Sections::new(key, document, aside))))
        });
        (self.chooser.documents, self.chooser.sections) = (documents, sections);
    }

    /// The names of a comparison's initiatives, as the worker has made them ready.
    pub(super) fn know_names(&mut self, comparison: &Arc<Comparison>, names: Arc<Names>) {
        self.chooser.named = (Arc::downgrade(comparison), names);
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
            if !chooser.named.0.ptr_eq(&from) {
                chooser.named = (Weak::clone(&from), Arc::new(Names::of_initiatives(&self.comparison)));
            }
            chooser.initiatives = initiatives(&self.comparison, Arc::clone(&chooser.named.1));
            chooser.made_from = from;
            chooser.answered = None;
            self.chooser = chooser;
            self.gather_places();
            chooser = std::mem::take(&mut self.chooser);
        }
        if chooser.answered.as_ref() != Some(&chooser.query) {
            chooser.answered = Some(chooser.query.clone());
            chooser.cursor = 0;
            chooser.seek();
            chooser.rows = chooser.answer(self);
        } else if chooser.take_sought() {
            let here = chooser.rows.get(chooser.cursor).map(|row| row.target.clone());
            chooser.rows = chooser.answer(self);
            // The row that the user is on stays theirs; the first one is whatever fits best.
            let stays = here.filter(|_| chooser.cursor > 0).and_then(|here| chooser.rows.iter().position(|row| row.target == here));
            chooser.cursor = stays.unwrap_or(0);
        }
        self.chooser = chooser;
    }
}

impl ChooserState {
    /// What the query is about, and its words.
    fn asked(&self) -> (Kinds, &str) {
        let query = self.query.trim();
        match query.chars().next() {
            Some(COMMANDS_ONLY) => (Kinds::Commands, query[1..].trim()),
            Some(SECTIONS_ONLY) => (Kinds::Sections, query[1..].trim()),
            _ => (Kinds::All, query),
        }
    }

    /// Whether sections are still being gone through.
    #[must_use]
    pub const fn is_seeking(&self) -> bool {
        matches!(self.seeking, Seeking::Asked(_))
    }

    /// Looks for the sections that fit: at once where they are few.
    fn seek(&mut self) {
        self.seeking = Seeking::Not;
        let (kinds, words) = self.asked();
        let Some(sections) = self.sections.as_ref().filter(|_| kinds != Kinds::Commands && !words.is_empty()) else { return };
        if sections.heads.len() > AT_ONCE {
            let (sender, receiver) = mpsc::channel();
            let (beside, words) = (Arc::clone(sections), words.to_owned());
            // Who has typed on meanwhile wants no answer.
            let look = move || drop(sender.send(beside.names().find(&words)));
            if std::thread::Builder::new().name("jiedu-palette".to_owned()).spawn(look).is_ok() {
                self.seeking = Seeking::Asked(receiver);
                return;
            }
        }
        self.seeking = Seeking::Found(sections.names().find(words));
    }

    /// Takes in the sections that were found beside. Whether there were any new ones.
    fn take_sought(&mut self) -> bool {
        let Seeking::Asked(receiver) = &self.seeking else { return false };
        match receiver.try_recv() {
            Ok(found) => self.seeking = Seeking::Found(found),
            Err(mpsc::TryRecvError::Empty) => return false,
            Err(mpsc::TryRecvError::Disconnected) => self.seeking = Seeking::Not,
        }
        true
    }

    /// The rows for the query.
    fn answer(&self, state: &AppState) -> Vec<ChooserRow> {
        let (kinds, words) = self.asked();
        let wanted = |row: &ChooserRow| match &row.target {
            Target::Command(id) => entry(id).is_some_and(|e| (e.enabled)(state)),
            _ => true,
        };
        if words.is_empty() {
            return self.without_words(kinds, wanted);
        }
        let mut found: Vec<(Fit, usize, usize, ChooserRow)> = Vec::new();
        let mut add = |row: ChooserRow, hit: FoundName| {
            let lately = self.recent.iter().position(|target| *target == row.target).unwrap_or(usize::MAX);
            found.push((hit.fit, lately, hit.rest, ChooserRow { marked: hit.marked, ..row }));
        };
        let shelves: &[&Shelf] = match kinds {
            Kinds::All => &[&self.commands, &self.initiatives, &self.documents],
            Kinds::Commands => &[&self.commands],
            Kinds::Sections => &[],
        };
        for shelf in shelves {
            let fitting = shelf.names.find(words).into_iter().filter(|hit| wanted(&shelf.rows[hit.index])).take(MAX_ROWS);
            fitting.for_each(|hit| add(shelf.rows[hit.index].clone(), hit));
        }
        if let (Seeking::Found(hits), Some(sections)) = (&self.seeking, &self.sections) {
            hits.iter().take(MAX_ROWS).for_each(|hit| add(sections.row(hit.index), hit.clone()));
        }
        // Stable: of what fits alike the commands come first, then initiatives, documents, sections.
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut rows: Vec<ChooserRow> = found.into_iter().take(MAX_ROWS).map(|(.., row)| row).collect();
        if kinds == Kinds::All && !state.compared.is_empty() && !state.is_printing() {
            rows.push(find_row(words));
        }
        rows
    }

    /// The row of what was chosen lately, if it is still there.
    fn row_of(&self, target: &Target) -> Option<ChooserRow> {
        let on = |shelf: &Shelf| shelf.rows.iter().find(|row| row.target == *target).cloned();
        match target {
            Target::Command(_) => on(&self.commands),
            Target::Initiative(_) => on(&self.initiatives),
            Target::Document(_) => on(&self.documents),
            Target::Section(key, section) => {
                let sections = self.sections.as_ref().filter(|s| s.key == *key)?;
                Some(sections.row(sections.heads.iter().position(|k| k == section)?))
            }
            Target::Find(_) => None,
        }
    }

    /// Nothing typed: what was chosen lately, then the commands as they stand, or the sections where only these are asked for.
    fn without_words(&self, kinds: Kinds, wanted: impl Fn(&ChooserRow) -> bool) -> Vec<ChooserRow> {
        let of_kind = |target: &&Target| match kinds {
            Kinds::All => true,
            Kinds::Commands => matches!(target, Target::Command(_)),
            Kinds::Sections => matches!(target, Target::Section(..)),
        };
        let lately = self.recent.iter().filter(of_kind).filter_map(|target| self.row_of(target));
        let commands = self.commands.rows.iter().filter(|_| kinds != Kinds::Sections).cloned();
        let sections = self.sections.iter().filter(|_| kinds == Kinds::Sections).flat_map(|s| (0..s.heads.len()).map(|k| s.row(k)));
        let rest = commands.chain(sections).filter(|row| !self.recent.contains(&row.target));
        lately.chain(rest).filter(wanted).take(MAX_ROWS).collect()
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
    Shelf { rows, names: Arc::new(Names::new(names)) }
}

fn initiatives(comparison: &Comparison, names: Arc<Names>) -> Shelf {
    let row = |initiative: &crate::compare::Initiative| ChooserRow {
        target: Target::Initiative(initiative.id.clone()),
        name: initiative.name.clone(),
        aside: String::new(),
        marked: Vec::new(),
        category: Some(initiative.category),
    };
    Shelf { rows: comparison.initiatives.iter().map(row).collect(), names }
}

/// The open documents.
fn documents(state: &AppState) -> Shelf {
    let mut rows: Vec<ChooserRow> = Vec::new();
    for (index, open) in state.documents.iter().enumerate() {
        if let OpenState::Ready(document) = &open.state {
            let name = format!("{} {}", AppState::letter(index), document.label());
            let target = Target::Document(open.key);
            rows.push(ChooserRow { target, name, aside: open.name.clone(), marked: Vec::new(), category: None });
        }
    }
    let names = Names::new(rows.iter().map(|row| [row.name.as_str(), row.aside.as_str()]));
    Shelf { rows, names: Arc::new(names) }
}

impl Sections {
    fn new(key: DocumentKey, document: &Arc<Document>, aside: String) -> Self {
        let is_head = |k: &usize| matches!(document.sections[*k].kind, SectionKind::Heading | SectionKind::RunIn);
        let heads = (0..document.sections.len()).filter(is_head).collect();
        Self { key, document: Arc::clone(document), aside, heads, names: OnceLock::new() }
    }

    /// The names, made where they are not yet: some milliseconds for a thousand.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let labels: Vec<String> = self.heads.iter().map(|k| section_label(&self.document, *k)).collect();
            Names::new(labels.iter().map(|label| [label.as_str(), self.aside.as_str()]))
        })
    }

    /// The row of one of the heads.
    fn row(&self, head: usize) -> ChooserRow {
        let section = self.heads[head];
        ChooserRow {
            target: Target::Section(self.key, section),
            name: section_label(&self.document, section),
            aside: self.aside.clone(),
            marked: Vec::new(),
            category: None,
        }
    }
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
    use crate::compare::{Comparison, compare};
    use crate::import::import;
    use crate::initiative::Lexicon;
    use crate::structure::read;

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

    /// A state with a document of so many sections in its only pane.
    fn with_sections(count: usize) -> AppState {
        // No numbering goes on into the hundreds: parts of fifty.
        let part =
            |k: usize| "一二三四五六七八九十".chars().nth(k / 50).filter(|_| k.is_multiple_of(50)).map(|n| format!("{n}、第{n}部分\n"));
        let item = |k: usize| format!("{}{}. 第{k}项工作\n推进垃圾分类。\n", part(k).unwrap_or_default(), k % 50 + 1);
        let text: String = (0..count).map(item).collect();
        let imported = import("a.txt", format!("某街道2024年工作要点\n{text}").as_bytes()).expect("a text");
        let document = Arc::new(read(&Arc::new(imported), &Default::default()).remove(0));
        let mut state = AppState::new();
        state.comparison = Arc::new(compare(vec![document], &Lexicon::builtin(), None));
        (state.compared, state.shown) = (vec![1], vec![1]);
        state.open_chooser();
        state
    }

    #[test]
    fn sections_are_found_at_once_or_beside_with_the_same_rows() {
        for count in [20, super::AT_ONCE + 200] {
            let mut state = with_sections(count);
            let mut found = typed(&mut state, "@ xianggongzuo");
            for _ in 0..1000 {
                if !state.chooser.is_seeking() {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(5));
                found = typed(&mut state, "@ xianggongzuo");
            }
            let heads = state.chooser.sections.as_ref().map_or(0, |s| s.heads.len());
            assert_eq!(heads > super::AT_ONCE, count > super::AT_ONCE, "{heads}");
            assert!(found.len() > 10 && found.len() <= heads.min(super::MAX_ROWS));
            assert!(found.iter().all(|target| matches!(target, Target::Section(1, _))));
            assert!(typed(&mut state, "ljfl").contains(&Target::Initiative(crate::initiative::InitiativeId::of_name("垃圾分类"))));
            assert_eq!(typed(&mut state, "@").len(), heads.min(super::MAX_ROWS), "nothing typed");
        }
    }

    #[test]
    fn another_comparison_brings_other_names() {
        let mut state = with_sections(3);
        let waste = Target::Initiative(crate::initiative::InitiativeId::of_name("垃圾分类"));
        assert!(typed(&mut state, "ljfl").contains(&waste));
        state.comparison = Arc::new(Comparison::default());
        (state.compared, state.shown) = (Vec::new(), Vec::new());
        assert!(!typed(&mut state, "ljfl").contains(&waste), "the same words, asked again");
        assert!(typed(&mut state, "@").is_empty());
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
