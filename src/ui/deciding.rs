//! Deciding: what the user settles about initiatives, in the evidence, over the text and in the list; the dialogs that ask for more.
//!
//! In: the user's wishes ([`DecidingCommand`]). Out: [`WorkCommand`]s for this workspace, or lessons for the user's own lexicon, as the user
//! chose. Nothing is settled while a dialog is open; Esc leaves everything as it was.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Weak, mpsc};

use super::app::JieduApp;
use super::dialogs::Picked;
use super::language::{t, tf};
use super::state::{AppState, DocumentKey, InitiativeFilter};
use super::work::WorkCommand;
use crate::compare::{Comparison, Decision, Evidence, Initiative, Origin};
use crate::initiative::{Category, InitiativeId};
use crate::search::complete;
use crate::structure::Anchor;
use crate::text::Span;
use crate::worker::{Job, LexiconJob, LexiconReport};
use crate::workspace::{About, Known, Lesson, Note, can_learn};

/// How far a decision holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecisionScope {
    /// In this workspace.
    #[default]
    Workspace,
    /// In all, through the user's own lexicon.
    Lexicon,
}

/// What a dialog asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Name and policy area of a new initiative, found wherever the passage's words stand.
    Define {
        /// The passage's document.
        key: DocumentKey,
        /// The passage.
        span: Span,
    },
    /// The initiative that a passage is a mention of.
    Include {
        /// The passage's document.
        key: DocumentKey,
        /// The passage.
        span: Span,
    },
    /// Another name.
    Rename(String),
    /// The initiative that this one is the same as.
    Merge(String),
    /// The name of what some of its mentions are.
    Split {
        /// Where they are taken from.
        initiative: String,
        /// They.
        mentions: Vec<Anchor>,
    },
    /// A note.
    Note(About),
}

/// A dialog as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Dialog {
    /// What it asks for.
    pub question: Question,
    /// The name or the note.
    pub text: String,
    /// Other ways of writing it, parted by blanks or commas.
    pub forms: String,
    /// The policy area.
    pub category: Category,
    /// Which of the answers offered is chosen.
    pub chosen: usize,
    /// Whether its field asks for the keyboard in the next frame.
    pub focus: bool,
    /// The answers offered, as indexes of initiatives, and for what.
    offered: Option<(String, Vec<usize>)>,
}

impl Dialog {
    /// The initiatives that may be meant by what is typed, best first; looked up only where something else is typed.
    pub fn offers(&mut self, comparison: &Comparison) -> &[usize] {
        let fresh = self.offered.as_ref().is_some_and(|(typed, _)| *typed == self.text);
        if !fresh {
            let own = self.question.initiative();
            let names: Vec<&str> = comparison.initiatives.iter().map(|i| i.name.as_str()).collect();
            let mut found = complete(&names, &self.text);
            found.retain(|k| Some(names[*k]) != own);
            self.offered = Some((self.text.clone(), found));
            self.chosen = 0;
        }
        self.offered.as_ref().map_or(&[], |(_, found)| found)
    }

    /// What is known of it without looking anything up.
    #[must_use]
    pub fn offered(&self) -> &[usize] {
        self.offered.as_ref().map_or(&[], |(_, found)| found)
    }

    /// Whether an initiative is to be picked, not a name to be written.
    #[must_use]
    pub const fn picks(&self) -> bool {
        matches!(self.question, Question::Include { .. } | Question::Merge(_))
    }
}

impl Question {
    /// The initiative that it is about, which is no answer to it.
    fn initiative(&self) -> Option<&str> {
        match self {
            Self::Rename(name) | Self::Merge(name) | Self::Split { initiative: name, .. } => Some(name),
            Self::Define { .. } | Self::Include { .. } | Self::Note(_) => None,
        }
    }
}

/// A note that is being written in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What it is about.
    pub about: About,
    /// What is written so far.
    pub text: String,
    /// Whether its field asks for the keyboard in the next frame.
    pub focus: bool,
}

/// What deciding keeps.
#[derive(Debug, Default)]
pub struct DecidingState {
    /// How far decisions hold that a lexicon can hold.
    pub scope: DecisionScope,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The note that is being written in the evidence.
    pub draft: Option<Draft>,
    /// Mentions picked in the evidence, as indexes into the mentions of the initiative `picked_of`.
    pub picked: BTreeSet<usize>,
    picked_of: Option<InitiativeId>,
    /// How the user's own lexicon stands.
    pub lexicon: LexiconReport,
    /// Whether there is a place for it.
    pub has_lexicon: bool,
    /// Whether its window shows.
    pub lexicon_shown: bool,
    /// The path typed where no file dialog comes up.
    pub lexicon_path: Option<String>,
    /// Quotes that show of each card beyond the first ones.
    pub unfolded: BTreeSet<(InitiativeId, usize)>,
    evidence: KeptEvidence,
}

/// The evidence made last, and of what.
#[derive(Debug, Default)]
struct KeptEvidence {
    comparison: Weak<Comparison>,
    initiative: usize,
    evidence: Arc<Evidence>,
}

/// What the user can do.
#[derive(Debug, Clone, PartialEq)]
pub enum DecidingCommand {
    /// Settle something, as far as the scope says.
    Decide(Decision),
    /// How far decisions hold.
    Scope(DecisionScope),
    /// Open a dialog.
    Ask(Question),
    /// Close it, nothing done.
    Close,
    /// Do what it asks for.
    Answer,
    /// Settle the same about several mentions of an initiative, as indexes.
    Mentions {
        /// The initiative.
        id: InitiativeId,
        /// Its mentions.
        mentions: Vec<usize>,
        /// What.
        verdict: Verdict,
    },
    /// Pick mentions of the chosen initiative, or put them back.
    Pick(Vec<usize>),
    /// Put all back.
    Unpick,
    /// Accept or refuse the chosen discovered term, or neither, and go to the next undecided one.
    Pending(Option<bool>),
    /// Write a note in its place.
    Draft(About),
    /// Keep it, or leave the old one.
    EndDraft {
        /// Keep it.
        keep: bool,
    },
    /// Show all quotes of a card, or the first ones.
    Unfold(InitiativeId, usize),
    /// Show or hide the user's own lexicon.
    ToggleLexicon,
    /// Do something with it.
    Lexicon(LexiconJob),
    /// Ask for a file to take entries in from, or to write them to.
    LexiconFile {
        /// From it.
        import: bool,
    },
}

/// What is said of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is one.
    Confirm,
    /// It is none.
    Exclude,
    /// It is another initiative: which, is asked for.
    Split,
}

/// A file dialog for the lexicon that is open: whether for taking in, and its answer.
pub(super) type LexiconDialog = Option<(bool, mpsc::Receiver<Picked>)>;

impl AppState {
    /// The evidence of the chosen initiative; made anew only where comparison or choice are others.
    pub(super) fn evidence_of(&mut self, initiative: usize) -> Arc<Evidence> {
        let kept = &mut self.deciding.evidence;
        if !std::ptr::eq(kept.comparison.as_ptr(), Arc::as_ptr(&self.comparison)) || kept.initiative != initiative {
            let evidence = Arc::new(Evidence::new(&self.comparison, initiative));
            *kept = KeptEvidence { comparison: Arc::downgrade(&self.comparison), initiative, evidence };
        }
        Arc::clone(&kept.evidence)
    }

    /// Names of discovered terms that the user accepted.
    #[must_use]
    pub fn accepted(&self) -> BTreeSet<&str> {
        let decisions = self.work.now().decisions.iter();
        decisions.filter_map(|d| if let Decision::Accept { initiative } = d { Some(initiative.as_str()) } else { None }).collect()
    }

    /// The mentions picked, where they are of this initiative.
    #[must_use]
    pub fn picked_of(&self, initiative: &Initiative) -> Vec<usize> {
        let same = self.deciding.picked_of.as_ref() == Some(&initiative.id);
        if same { self.deciding.picked.iter().copied().filter(|k| *k < initiative.mentions.len()).collect() } else { Vec::new() }
    }

    /// What the user noted about something.
    #[must_use]
    pub fn note_about(&self, about: &About) -> Option<&str> {
        self.work.now().notes.iter().find(|n| n.about == *about).map(|n| n.text.as_str())
    }

    /// The anchors of mentions, given as indexes.
    fn anchors(&self, initiative: &Initiative, mentions: &[usize]) -> Vec<Anchor> {
        let mention = |k: &usize| {
            let mention = initiative.mentions.get(*k)?;
            Some(Anchor::of(self.comparison.documents.get(mention.document)?, mention.span))
        };
        mentions.iter().filter_map(mention).collect()
    }

    /// What is to be known of an initiative for a lexicon's entry.
    fn known(&self, name: &str) -> Option<Known> {
        let initiative = self.comparison.initiatives.iter().find(|i| i.name == name)?;
        let forms: BTreeSet<String> = initiative.mentions.iter().map(|m| self.surface(m).to_owned()).collect();
        Some(Known { name: name.to_owned(), category: initiative.category, forms: forms.into_iter().collect() })
    }
}

impl JieduApp {
    /// Carries out one of the commands.
    pub(super) fn deciding(&mut self, command: DecidingCommand, ctx: &egui::Context) {
        let deciding = &mut self.state.deciding;
        match command {
            DecidingCommand::Decide(decision) => self.settle(decision, ctx),
            DecidingCommand::Scope(scope) => deciding.scope = scope,
            DecidingCommand::Ask(question) => self.ask_about(question),
            DecidingCommand::Close => deciding.dialog = None,
            DecidingCommand::Answer => self.answer_question(ctx),
            DecidingCommand::Mentions { id, mentions, verdict } => self.judge_mentions(&id, &mentions, verdict),
            DecidingCommand::Pick(mentions) => self.pick_mentions(&mentions),
            DecidingCommand::Unpick => deciding.picked.clear(),
            DecidingCommand::Pending(verdict) => self.step_pending(verdict, ctx),
            DecidingCommand::Draft(about) => {
                let text = self.state.note_about(&about).unwrap_or_default().to_owned();
                self.state.deciding.draft = Some(Draft { about, text, focus: true });
            }
            DecidingCommand::EndDraft { keep } => {
                if let Some(draft) = deciding.draft.take().filter(|_| keep) {
                    self.note(draft.about, &draft.text);
                }
            }
            DecidingCommand::Unfold(id, document) => {
                if !deciding.unfolded.remove(&(id.clone(), document)) {
                    deciding.unfolded.insert((id, document));
                }
            }
            DecidingCommand::ToggleLexicon => deciding.lexicon_shown = !deciding.lexicon_shown,
            DecidingCommand::Lexicon(job) => self.worker.send(Job::Lexicon(job)),
            DecidingCommand::LexiconFile { import } => {
                let wake = ctx.clone();
                let wake = Box::new(move || wake.request_repaint());
                let answer = if import { self.dialogs.pick(false, wake) } else { self.dialogs.save("我的词表.toml", wake) };
                self.lexicon_dialog = Some((import, answer));
            }
        }
    }

    /// Settles something in the workspace or in the user's own lexicon, as the user chose.
    fn settle(&mut self, decision: Decision, ctx: &egui::Context) {
        if self.state.deciding.scope == DecisionScope::Lexicon && self.state.deciding.has_lexicon && can_learn(&decision) {
            let names = match &decision {
                Decision::Accept { initiative } | Decision::Rename { initiative, .. } => vec![initiative],
                Decision::Merge { initiative, into } => vec![initiative, into],
                _ => Vec::new(),
            };
            let known = names.into_iter().filter_map(|name| self.state.known(name)).collect();
            self.worker.send(Job::Lexicon(LexiconJob::Teach(Box::new(Lesson { decision, known }))));
            return;
        }
        self.work(WorkCommand::Decide(decision.clone()));
        let said = self.follow_decision(&decision);
        if let Some(said) = said {
            self.say_for_a_while(&said, ctx);
        }
    }

    /// What is said of a decision; the choice goes along with a new name.
    fn follow_decision(&mut self, decision: &Decision) -> Option<String> {
        let mut choose = |old: &str, new: &str| {
            if self.state.selected.as_ref() == Some(&InitiativeId::of_name(old)) {
                self.state.selected = Some(InitiativeId::of_name(new));
            }
        };
        Some(match decision {
            Decision::Accept { initiative } => tf("已接受“{}”（Ctrl+Z 撤销）", &[initiative]),
            Decision::Refuse { initiative } => tf("已拒绝“{}”（Ctrl+Z 撤销）", &[initiative]),
            Decision::Rename { initiative, name } => {
                choose(initiative, name);
                tf("“{}”已改名为“{}”（Ctrl+Z 撤销）", &[initiative, name])
            }
            Decision::Merge { initiative, into } => {
                choose(initiative, into);
                tf("“{}”已并入“{}”（Ctrl+Z 撤销）", &[initiative, into])
            }
            Decision::Define { name, .. } => {
                self.state.selected = Some(InitiativeId::of_name(name));
                tf("已新增事项“{}”（Ctrl+Z 撤销）", &[name])
            }
            _ => return None,
        })
    }

    fn ask_about(&mut self, question: Question) {
        let words = |key: DocumentKey, span: Span| {
            let document = self.state.compared_index(key).and_then(|k| self.state.comparison.documents.get(k));
            document.map(|d| span.of(&d.text).split_whitespace().collect::<String>()).unwrap_or_default()
        };
        let text = match &question {
            Question::Define { key, span } => words(*key, *span).chars().take(30).collect(),
            Question::Rename(name) => name.clone(),
            Question::Note(about) => self.state.note_about(about).unwrap_or_default().to_owned(),
            Question::Include { .. } | Question::Merge(_) | Question::Split { .. } => String::new(),
        };
        let category = self.state.selected_initiative().map_or(Category::Other, |i| i.category);
        let dialog = Dialog { question, text, forms: String::new(), category, chosen: 0, focus: true, offered: None };
        self.state.deciding.dialog = Some(dialog);
    }

    /// Does what the dialog asks for; it stays open where its answer says nothing.
    fn answer_question(&mut self, ctx: &egui::Context) {
        let Some(dialog) = self.state.deciding.dialog.take() else { return };
        let name = dialog.text.trim().to_owned();
        let picked = dialog.offered().get(dialog.chosen).and_then(|k| self.state.comparison.initiatives.get(*k)).map(|i| i.name.clone());
        let anchor = |key: DocumentKey, span: Span| {
            let document = self.state.compared_index(key).and_then(|k| self.state.comparison.documents.get(k))?;
            Some(Anchor::of(document, span))
        };
        let decision = match &dialog.question {
            Question::Note(about) => {
                self.note(about.clone(), &name);
                return;
            }
            _ if name.is_empty() && !dialog.picks() => None,
            Question::Define { .. } => {
                let parts = dialog.forms.split(['，', ',', '；', ';', '、', ' ']).map(str::trim);
                let forms = parts.filter(|f| !f.is_empty() && *f != name).map(str::to_owned).collect();
                Some(Decision::Define { name, category: dialog.category, forms })
            }
            Question::Include { key, span } => {
                picked.zip(anchor(*key, *span)).map(|(initiative, mention)| Decision::Include { initiative, mention })
            }
            Question::Rename(initiative) if *initiative == name => return,
            Question::Rename(initiative) => Some(Decision::Rename { initiative: initiative.clone(), name }),
            Question::Merge(initiative) => picked.map(|into| Decision::Merge { initiative: initiative.clone(), into }),
            Question::Split { initiative, mentions } => {
                self.state.deciding.picked.clear();
                Some(Decision::Split { initiative: initiative.clone(), name, mentions: mentions.clone() })
            }
        };
        match decision {
            Some(decision) => self.settle(decision, ctx),
            None => self.state.deciding.dialog = Some(Dialog { focus: true, ..dialog }),
        }
    }

    fn note(&mut self, about: About, text: &str) {
        let text = text.trim().to_owned();
        if self.state.note_about(&about).unwrap_or_default() != text {
            self.work(WorkCommand::Note(Note { about, text }));
        }
    }

    fn judge_mentions(&mut self, id: &InitiativeId, mentions: &[usize], verdict: Verdict) {
        let Some(initiative) = self.state.comparison.initiatives.iter().find(|i| i.id == *id) else { return };
        let (name, anchors) = (initiative.name.clone(), self.state.anchors(initiative, mentions));
        if verdict == Verdict::Split {
            self.ask_about(Question::Split { initiative: name, mentions: anchors });
            return;
        }
        for mention in anchors {
            let initiative = name.clone();
            self.work(WorkCommand::Decide(match verdict {
                Verdict::Confirm => Decision::Confirm { initiative, mention },
                Verdict::Exclude | Verdict::Split => Decision::Exclude { initiative, mention },
            }));
        }
        self.state.deciding.picked.clear();
    }

    fn pick_mentions(&mut self, mentions: &[usize]) {
        let deciding = &mut self.state.deciding;
        if deciding.picked_of != self.state.selected {
            deciding.picked.clear();
            deciding.picked_of.clone_from(&self.state.selected);
        }
        let all = mentions.iter().all(|k| deciding.picked.contains(k));
        for k in mentions {
            if all {
                deciding.picked.remove(k);
            } else {
                deciding.picked.insert(*k);
            }
        }
    }

    /// Settles the chosen discovered term, if so wished, and goes to the next undecided one.
    fn step_pending(&mut self, accept: Option<bool>, ctx: &egui::Context) {
        self.state.filter = InitiativeFilter::Pending;
        let pending: Vec<(InitiativeId, String)> = self.state.listed().into_iter().map(|i| (i.id.clone(), i.name.clone())).collect();
        let at = self.state.selected.as_ref().and_then(|id| pending.iter().position(|(i, _)| i == id));
        let next = match at {
            Some(at) => pending.get(at + 1).or_else(|| pending.first().filter(|_| at > 0)),
            None => pending.first(),
        };
        let settled = at.zip(accept).map(|(at, accept)| (pending[at].1.clone(), accept));
        self.state.selected = next.map(|(id, _)| id.clone());
        self.go_to_mentions(None);
        match settled {
            Some((initiative, true)) => self.settle(Decision::Accept { initiative }, ctx),
            Some((initiative, false)) => self.settle(Decision::Refuse { initiative }, ctx),
            None if pending.is_empty() => self.say_for_a_while(t("没有待定的自动发现事项了"), ctx),
            None => {}
        }
    }

    /// Takes in how the user's own lexicon stands.
    pub(super) fn take_lexicon(&mut self, report: LexiconReport) {
        if let Some(said) = &report.said {
            self.state.say(said.clone());
        }
        let changed = report.changed;
        self.state.deciding.lexicon = report;
        if changed {
            self.changed();
        }
    }

    /// Takes in the file chosen for the lexicon.
    pub(super) fn take_lexicon_file(&mut self) {
        let Some((import, answer)) = &self.lexicon_dialog else { return };
        let import = *import;
        let picked = match answer.try_recv() {
            Err(mpsc::TryRecvError::Empty) => return,
            Err(mpsc::TryRecvError::Disconnected) => Picked::Unavailable,
            Ok(picked) => picked,
        };
        self.lexicon_dialog = None;
        match picked {
            Picked::Paths(paths) => {
                for path in paths {
                    self.worker.send(Job::Lexicon(file_job(import, path)));
                }
            }
            Picked::Cancelled => {}
            Picked::Unavailable => self.state.deciding.lexicon_path = Some(String::new()),
        }
    }
}

/// The job for a file.
#[must_use]
pub fn file_job(import: bool, path: PathBuf) -> LexiconJob {
    if import { LexiconJob::Import(path) } else { LexiconJob::Export(path) }
}

/// Whether an initiative is a discovered term that the user has settled nothing about.
#[must_use]
pub fn is_pending(initiative: &Initiative, accepted: &BTreeSet<&str>) -> bool {
    initiative.origin == Origin::Discovered && !accepted.contains(initiative.name.as_str())
}
