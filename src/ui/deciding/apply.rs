//! Carrying the decisions out: into the user's work, or into their own lexicon.

use std::sync::mpsc;

use super::{DecidingCommand, DecisionScope, Dialog, Draft, Question, Verdict, file_job};
use crate::compare::Decision;
use crate::initiative::{Category, InitiativeId};
use crate::structure::Anchor;
use crate::text::Span;
use crate::ui::app::JieduApp;
use crate::ui::dialogs::Picked;
use crate::ui::language::{t, tf, told};
use crate::ui::state::{DocumentKey, InitiativeFilter};
use crate::ui::work::WorkCommand;
use crate::worker::{Job, LexiconJob, LexiconReport};
use crate::workspace::{About, Lesson, Note, can_learn};

impl JieduApp {
    /// Carries out one of the commands.
    pub(in crate::ui) fn deciding(&mut self, command: DecidingCommand, ctx: &egui::Context) {
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

    /// What is said of a decision; what was defined is chosen.
    fn follow_decision(&mut self, decision: &Decision) -> Option<String> {
        Some(match decision {
            Decision::Accept { initiative } => tf("已接受“{}”（Ctrl+Z 撤销）", &[initiative]),
            Decision::Refuse { initiative } => tf("已拒绝“{}”（Ctrl+Z 撤销）", &[initiative]),
            Decision::Rename { initiative, name } => tf("“{}”已改名为“{}”（Ctrl+Z 撤销）", &[initiative, name]),
            Decision::Merge { initiative, into } => tf("“{}”已并入“{}”（Ctrl+Z 撤销）", &[initiative, into]),
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
    pub(in crate::ui) fn take_lexicon(&mut self, mut report: LexiconReport) {
        if let Some(said) = &report.said {
            self.state.say(told(said));
        }
        if let Some(edit) = report.edit.take() {
            self.lexicon_edited(edit);
        }
        let changed = report.changed;
        self.state.deciding.lexicon = report;
        if changed {
            self.changed();
        }
    }

    /// Takes in the file chosen for the lexicon.
    pub(in crate::ui) fn take_lexicon_file(&mut self) {
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
