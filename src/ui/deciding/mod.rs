//! Deciding: what the user settles about initiatives, in the evidence, over the text and in the list; the dialogs that ask for more.
//!
//! In: the user's wishes ([`DecidingCommand`]). Out: [`WorkCommand`]s for this workspace, or lessons for the user's own lexicon, as the user
//! chose. Nothing is settled while a dialog is open; Esc leaves everything as it was.

mod apply;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Weak, mpsc};

use super::dialogs::Picked;
use super::state::{AppState, DocumentKey};
use crate::compare::{Comparison, Decision, Evidence, Initiative, Origin};
use crate::initiative::{Category, InitiativeId};
use crate::search::Names;
use crate::structure::Anchor;
use crate::text::Span;
use crate::worker::{LexiconJob, LexiconReport};
use crate::workspace::{About, Known};

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
            let mut found: Vec<usize> = if self.text.trim().is_empty() {
                (0..names.len()).collect()
            } else {
                Names::new(names.iter().map(|name| [*name])).find(&self.text).into_iter().map(|found| found.index).collect()
            };
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
