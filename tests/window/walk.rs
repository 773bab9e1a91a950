//! A long random walk of commands: what holds of the state always holds, and undoing everything gives the start's work and documents back.

use std::path::PathBuf;
use std::sync::Arc;

use egui::vec2;
use jiedu::compare::Decision;
use jiedu::initiative::Category;
use jiedu::structure::Anchor;
use jiedu::text::Span;
use jiedu::ui::{AppState, Command, DecidingCommand, DecisionScope, InitiativeFilter, OpenState, Startup, TieMode, View, WorkCommand};
use jiedu::worker::LexiconJob;
use jiedu::workspace::{About, Note, Pin, USER_LEXICON};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;

use crate::opening::folder;
use crate::support::{Window, plan, startup};

/// A wish whose documents, initiatives and places are settled when its turn comes.
#[derive(Debug, Clone)]
enum Wish {
    Close(Index),
    Move(Index, Index),
    Hide(Index),
    Repair(Index, Index),
    BringIn(Index),
    Select(Index),
    Step(bool),
    Show(Index),
    Filter(Index),
    Tie,
    Decide(Kind, Index, Index, Index),
    Learn(Kind, Index, Index, Index),
    Unlearn(Index),
    Note(Index, Index, bool),
    Pin(Index, Index, bool),
    Undo,
    Redo,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Accept,
    Refuse,
    Rename,
    Merge,
    Split,
    Define,
    Include,
    Exclude,
    Confirm,
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let i = any::<Index>;
    let kind = prop::sample::select(vec![
        Kind::Accept,
        Kind::Refuse,
        Kind::Rename,
        Kind::Merge,
        Kind::Split,
        Kind::Define,
        Kind::Include,
        Kind::Exclude,
        Kind::Confirm,
    ]);
    let wish = prop_oneof![
        1 => i().prop_map(Wish::Close),
        2 => (i(), i()).prop_map(|(a, b)| Wish::Move(a, b)),
        2 => i().prop_map(Wish::Hide),
        2 => (i(), i()).prop_map(|(a, b)| Wish::Repair(a, b)),
        1 => i().prop_map(Wish::BringIn),
        2 => i().prop_map(Wish::Select),
        1 => any::<bool>().prop_map(Wish::Step),
        1 => i().prop_map(Wish::Show),
        1 => i().prop_map(Wish::Filter),
        1 => Just(Wish::Tie),
        8 => (kind.clone(), i(), i(), i()).prop_map(|(k, a, b, c)| Wish::Decide(k, a, b, c)),
        3 => (kind, i(), i(), i()).prop_map(|(k, a, b, c)| Wish::Learn(k, a, b, c)),
        1 => i().prop_map(Wish::Unlearn),
        2 => (i(), i(), any::<bool>()).prop_map(|(a, b, c)| Wish::Note(a, b, c)),
        1 => (i(), i(), any::<bool>()).prop_map(|(a, b, c)| Wish::Pin(a, b, c)),
        3 => Just(Wish::Undo),
        2 => Just(Wish::Redo),
    ];
    vec(wish, 20..45)
}

fn documents() -> TempDir {
    folder(&[
        ("a.txt", plan("江浦路街道", 2023, "推进一网统管，建设“云上茶馆”。\n\n\n加梯三台，形成三张清单。").as_bytes()),
        ("b.txt", plan("大桥街道", 2023, "推进一网统管，办好“云上茶馆”，云上茶馆\n\n\n开到社区。").as_bytes()),
        ("c.txt", plan("吴淞街道", 2024, "办好“云上茶馆”，落实三张清单。").as_bytes()),
    ])
}

fn command(state: &AppState, wish: &Wish) -> Option<Command> {
    let count = state.documents.len();
    let key = |index: &Index| (count > 0).then(|| state.documents[index.index(count)].key);
    let name = |index: &Index| {
        let all = &state.comparison.initiatives;
        (!all.is_empty()).then(|| all[index.index(all.len())].name.clone())
    };
    let mention = |a: &Index, b: &Index| {
        let all = &state.comparison.initiatives;
        let initiative = (!all.is_empty()).then(|| &all[a.index(all.len())])?;
        let mention = &initiative.mentions[b.index(initiative.mentions.len())];
        Some(Anchor::of(state.comparison.documents.get(mention.document)?, mention.span))
    };
    let place = |a: &Index, b: &Index| {
        let all = &state.comparison.documents;
        let document = (!all.is_empty()).then(|| &all[a.index(all.len())])?;
        let starts: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        let first = b.index(starts.len().checked_sub(5)?);
        Some(Anchor::of(document, Span::new(starts[first], starts[first + 4])))
    };
    Some(match wish {
        Wish::Close(a) if count > 1 => Command::Close(key(a)?),
        Wish::Close(_) => return None,
        Wish::Move(a, b) => Command::Move { key: key(a)?, to: b.index(count + 1) },
        Wish::Hide(a) => Command::ToggleHidden(key(a)?),
        Wish::Repair(a, b) => {
            let key = key(a)?;
            let OpenState::Ready(read) = &state.document(key)?.state else { return None };
            let group = read.repairs.get(b.index(read.repairs.len().max(1)))?.group;
            Command::ToggleRepair { key, group }
        }
        Wish::BringIn(a) => Command::BringIn(key(a)?),
        Wish::Select(a) => {
            let all = &state.comparison.initiatives;
            Command::Select((!all.is_empty()).then(|| all[a.index(all.len())].id.clone()))
        }
        Wish::Step(back) => Command::StepInitiative { back: *back },
        Wish::Show(a) => Command::Show([View::Read, View::Matrix][a.index(2)]),
        Wish::Filter(a) => Command::Filter([InitiativeFilter::Shared, InitiativeFilter::Unique, InitiativeFilter::All][a.index(3)]),
        Wish::Tie => Command::Tie(TieMode::Free),
        Wish::Unlearn(a) => {
            let all = &state.deciding.lexicon.entries;
            let name = all.get(a.index(all.len().max(1)))?.name.clone();
            Command::Deciding(DecidingCommand::Lexicon(LexiconJob::Forget(name)))
        }
        Wish::Decide(kind, a, b, c) | Wish::Learn(kind, a, b, c) => Command::Deciding(DecidingCommand::Decide(match kind {
            Kind::Accept => Decision::Accept { initiative: name(a)? },
            Kind::Refuse => Decision::Refuse { initiative: name(a)? },
            Kind::Rename => Decision::Rename { initiative: name(a)?, name: format!("新名{}", b.index(4)) },
            Kind::Merge => Decision::Merge { initiative: name(a)?, into: name(b)? },
            Kind::Split => Decision::Split { initiative: name(a)?, name: format!("分出{}", c.index(3)), mentions: vec![mention(a, b)?] },
            Kind::Define => {
                Decision::Define { name: format!("自定{}", b.index(3)), category: Category::Law, forms: vec![place(a, c)?.quote] }
            }
            Kind::Include => Decision::Include { initiative: name(a)?, mention: place(b, c)? },
            Kind::Exclude => Decision::Exclude { initiative: name(a)?, mention: mention(a, b)? },
            Kind::Confirm => Decision::Confirm { initiative: name(a)?, mention: mention(a, b)? },
        })),
        Wish::Note(a, b, empty) => {
            let text = if *empty { String::new() } else { "记一笔".to_owned() };
            Command::Work(WorkCommand::Note(Note { about: About::Passage(place(a, b)?), text }))
        }
        Wish::Pin(a, b, off) => {
            let pin = Pin { a: place(a, b)?, b: place(b, a)? };
            Command::Work(if *off { WorkCommand::Unpin(pin) } else { WorkCommand::Pin(pin) })
        }
        Wish::Undo => Command::Work(WorkCommand::Undo),
        Wish::Redo => Command::Work(WorkCommand::Redo),
    })
}

/// What always holds when the window is at rest.
fn assert_holds(state: &AppState) {
    assert_eq!(state.compared.len(), state.comparison.documents.len());
    assert_eq!(state.compared_revision, state.revision);
    for (key, document) in state.compared.iter().zip(&state.comparison.documents) {
        let open = state.document(*key).expect("what is compared is open");
        assert!(!open.hidden);
        assert!(matches!(&open.state, OpenState::Ready(read) if Arc::ptr_eq(read, document)));
    }
    let ready = state.documents.iter().filter(|d| !d.hidden && matches!(d.state, OpenState::Ready(_))).count();
    assert_eq!(ready, state.compared.len());
    if let Some(id) = &state.selected {
        assert!(state.comparison.initiatives.iter().any(|i| i.id == *id), "the chosen initiative is there");
    }
    for initiative in &state.comparison.initiatives {
        assert!(!initiative.mentions.is_empty());
        for mention in &initiative.mentions {
            let document = &state.comparison.documents[mention.document];
            assert!(document.text.get(mention.span.range()).is_some_and(|words| !words.is_empty()));
        }
    }
}

/// What undoing must bring back: the work, of each document its key, whether it is hidden and its repairs undone, and the user's lexicon.
type Facts = (String, Vec<(u64, bool, Vec<u32>)>, String);

/// What undo is to bring back: the work, the documents, and the file of the user's own lexicon.
fn facts(state: &AppState, config: &TempDir) -> Facts {
    let documents = state.documents.iter().map(|d| (d.key, d.hidden, d.undone.iter().copied().collect())).collect();
    let lexicon = std::fs::read_to_string(config.path().join(USER_LEXICON)).unwrap_or_default();
    let entries: Vec<&str> = state.deciding.lexicon.entries.iter().map(|entry| entry.name.as_str()).collect();
    (format!("{:?}", state.work.now()), documents, format!("{entries:?}\n{lexicon}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_walk_holds_and_can_be_undone(wishes in wishes()) {
        let (files, config) = (documents(), tempfile::tempdir().unwrap());
        let paths: Vec<PathBuf> = ["a.txt", "b.txt", "c.txt"].map(|name| files.path().join(name)).to_vec();
        let mut window = Window::start(vec2(900.0, 500.0), Startup { paths, session_file: Some(config.path().join("session.json")), ..startup() });
        let start = facts(&window.state(), &config);
        for wish in &wishes {
            let command = command(&window.state(), wish);
            if let Some(command) = command {
                let scope = if matches!(wish, Wish::Learn(..)) { DecisionScope::Lexicon } else { DecisionScope::Workspace };
                window.command(Command::Deciding(DecidingCommand::Scope(scope)));
                window.command(command);
                assert_holds(&window.state());
            }
        }
        // What undo took back at the end of the walk is made again first: then all that was ever done is on one side.
        while window.state().work.redoable().is_some() {
            window.command(Command::Work(WorkCommand::Redo));
        }
        let end = facts(&window.state(), &config);
        let mut undone = 0;
        while window.state().work.undoable().is_some() {
            window.command(Command::Work(WorkCommand::Undo));
            assert_holds(&window.state());
            undone += 1;
            prop_assert!(undone < 200);
        }
        prop_assert_eq!(facts(&window.state(), &config), start);
        for _ in 0..undone {
            window.command(Command::Work(WorkCommand::Redo));
        }
        prop_assert_eq!(facts(&window.state(), &config), end);
    }
}
