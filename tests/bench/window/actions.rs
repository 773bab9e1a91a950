//! What a user does in the window, each kind of action with figures of its own.
//!
//! The frames of an action are the one that it falls into and the two after it; what follows until the next one (panes that glide, work that
//! comes back) is told beside them. So no figure is diluted by frames in which nothing happens.

use egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use jiedu::compare::{FigureColumn, PromiseOrder, YearOrder};
use jiedu::ui::{
    Command, ConcordanceCommand, FiguresCommand, FiguresMode, GapsCommand, MatrixColumn, PromisesCommand, ThemeChoice, TieMode, View,
    YearsCommand,
};

use super::screen::{Screen, key, press, send, wheel};
use super::support::stage_wanted;
use super::support::table::{Times, row};

/// Frames of each kind while nothing but scrolling goes on.
const FRAMES: usize = 300;
/// Frames that belong to an action.
const OWN: usize = 3;
/// Frames from one action to the next.
const EVERY: usize = 12;

/// The figures of a window in one state.
pub struct Measured<'a> {
    pub title: &'a str,
    pub screen: Screen,
}

impl Measured<'_> {
    /// As many frames, each with its events.
    fn frames(&mut self, name: &str, mut events: impl FnMut(usize) -> Vec<Event>) {
        if !stage_wanted(self.title, name) {
            return;
        }
        let mut times = Times::default();
        (0..FRAMES).for_each(|k| times.push(self.screen.frame(events(k))));
        self.tell(name, &times, None);
    }

    /// So many actions.
    fn actions(&mut self, name: &str, count: usize, mut act: impl FnMut(&mut Screen, usize) -> Vec<Event>) {
        if !stage_wanted(self.title, name) {
            return;
        }
        let (mut own, mut after) = (Times::default(), Times::default());
        for k in 0..count {
            let events = act(&mut self.screen, k);
            own.push(self.screen.frame(events));
            (1..OWN).for_each(|_| own.push(self.screen.frame(Vec::new())));
            (OWN..EVERY).for_each(|_| after.push(self.screen.frame(Vec::new())));
            while !self.screen.is_done() {
                after.push(self.screen.frame(Vec::new()));
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        }
        self.tell(name, &own, Some(&after));
    }

    fn tell(&self, name: &str, own: &Times, after: Option<&Times>) {
        let mut figures = vec![own.cpu(0.5), own.cpu(0.99), own.cpu(1.0)];
        if let Some(after) = after {
            figures.extend([after.cpu(0.99), after.cpu(1.0)]);
        }
        row(&format!("{}: {name}", self.title), &figures);
    }

    /// Types words, deletes them again, a letter at a time.
    fn typing(&mut self, name: &str, field: &str, words: &str) {
        if !stage_wanted(self.title, name) {
            return;
        }
        self.screen.click_into(field);
        let letters: Vec<char> = words.chars().collect();
        self.actions(name, 4 * letters.len(), |_, k| match letters.get(k % (2 * letters.len())) {
            Some(letter) => vec![Event::Text(letter.to_string())],
            None => key(Modifiers::NONE, Key::Backspace),
        });
        self.screen.frame(key(Modifiers::NONE, Key::Escape));
    }

    /// Down and up again by the wheel.
    fn scrolling(&mut self, name: &str, hand: Pos2, step: f32) {
        self.frames(name, |k| vec![Event::PointerMoved(hand), wheel(if k < FRAMES / 2 { -step } else { step })]);
    }

    fn hand(&self) -> Pos2 {
        pos2(self.screen.size.x * 0.45, self.screen.size.y * 0.6)
    }
}

/// Everything in 对读.
pub fn reading(measured: &mut Measured<'_>) {
    let hand = measured.hand();
    measured.frames("idle", |_| Vec::new());
    measured.scrolling("scrolling", hand, 60.0);
    measured.scrolling("scrolling fast", hand, 400.0);
    measured.screen.app.send(Command::Tie(TieMode::Distance));
    measured.scrolling("scrolling, all panes locked", hand, 60.0);
    measured.screen.app.send(Command::Tie(TieMode::Topic));
    measured.actions("choosing another initiative", 30, |_, _| key(Modifiers::ALT, Key::ArrowDown));
    measured.scrolling("scrolling with one chosen", hand, 60.0);
    measured.actions("next mention", 30, |_, _| key(Modifiers::NONE, Key::F8));
    measured.actions("next shared initiative", 20, |_, _| key(Modifiers::NONE, Key::F7));
    jumping(measured);
    measured.actions("the evidence, in and out", 10, |screen, _| send(screen, Command::ToggleEvidence));
    measured.actions("larger, smaller", 8, |screen, k| send(screen, Command::Zoom(if k % 2 == 0 { 1.0 } else { -1.0 })));
    measured.actions("light, dark", 8, |screen, k| {
        send(screen, Command::Theme(if k % 2 == 0 { ThemeChoice::Dark } else { ThemeChoice::Light }))
    });
    measured.typing("filtering the list", "筛选事项", "治理");
    finding(measured);
    choosing_a_command(measured);
    let first = measured.screen.app.state().documents.first().map(|d| d.key);
    measured
        .actions("hiding, showing a document", 4, |screen, _| first.map_or_else(Vec::new, |key| send(screen, Command::ToggleHidden(key))));
}

/// Clicks on a pane's strip, up and down the text.
fn jumping(measured: &mut Measured<'_>) {
    if !stage_wanted(measured.title, "jumping") {
        return;
    }
    let label = measured.screen.app.state().comparison.documents.first().map(|d| d.label()).unwrap_or_default();
    let Some(strip) = measured.screen.find(&label).and(measured.screen.find(&format!("{label} 的标记位置"))) else { return };
    measured.actions("jumping by the strip", 20, |_, k| {
        press(pos2(strip.center().x, strip.top() + strip.height() * (k * 7 % 20) as f32 / 20.0))
    });
}

fn finding(measured: &mut Measured<'_>) {
    if !stage_wanted(measured.title, "finding") {
        return;
    }
    measured.screen.app.send(Command::OpenFind);
    measured.screen.rest(4);
    measured.typing("finding, typed", "查找内容", "推进");
    measured.screen.frame(Vec::new());
    measured.screen.app.send(Command::CloseFind);
    measured.screen.frame(Vec::new());
}

fn choosing_a_command(measured: &mut Measured<'_>) {
    if !stage_wanted(measured.title, "palette") {
        return;
    }
    measured.actions("palette, opened and closed", 6, |screen, k| {
        send(screen, if k % 2 == 0 { Command::OpenChooser } else { Command::CloseChooser })
    });
    measured.screen.app.send(Command::OpenChooser);
    measured.screen.rest(4);
    measured.typing("palette, typed", "查找或输入命令", "ljf");
    measured.screen.app.send(Command::CloseChooser);
    measured.screen.rest(4);
}

/// Every other view: coming up, at rest, scrolled, another initiative, its filter, its order.
pub fn views(measured: &mut Measured<'_>) {
    let hand = measured.hand();
    let others = &View::ALL[1..];
    measured.actions("other views, the first time", others.len(), |screen, k| send(screen, Command::Show(others[k])));
    measured.actions("other views, again", 2 * View::ALL.len(), |screen, k| send(screen, Command::Show(View::ALL[k % View::ALL.len()])));
    for view in others {
        let name = view.name();
        measured.screen.app.send(Command::Show(*view));
        if *view == View::Concordance {
            measured.screen.app.send(Command::Concordance(ConcordanceCommand::Search(Some("推进".to_owned()))));
        }
        measured.screen.wait();
        measured.frames(&format!("{name}, idle"), |_| Vec::new());
        measured.scrolling(&format!("{name}, scrolling"), hand, 60.0);
        measured.actions(&format!("{name}, choosing another initiative"), 15, |_, _| key(Modifiers::ALT, Key::ArrowDown));
        let ordered: &mut dyn FnMut(&mut Screen, usize) -> Vec<Event> = match view {
            View::Matrix => &mut |screen, k| {
                let by = [MatrixColumn::Mentions, MatrixColumn::Documents, MatrixColumn::Name][k % 3];
                send(screen, Command::SortMatrix(by))
            },
            View::Gaps => &mut |screen, k| {
                let keys = &screen.app.state().compared;
                let other = keys[k % keys.len()];
                send(screen, Command::Gaps(GapsCommand::Document(other)))
            },
            View::Years => &mut |screen, k| {
                let by = [YearOrder::Category, YearOrder::Verdict][k % 2];
                send(screen, Command::Years(YearsCommand::Order(by)))
            },
            View::Promises => &mut |screen, k| {
                let by = [PromiseOrder::Status, PromiseOrder::Place][k % 2];
                send(screen, Command::Promises(PromisesCommand::Order(by)))
            },
            View::Figures => &mut |screen, k| {
                let by = [FigureColumn::Amount, FigureColumn::Object, FigureColumn::Initiative][k % 3];
                send(screen, Command::Figures(FiguresCommand::Sort(by)))
            },
            _ => &mut |screen, k| {
                let words = ["垃圾", "推进", "加装电梯"][k % 3];
                send(screen, Command::Concordance(ConcordanceCommand::Search(Some(words.to_owned()))))
            },
        };
        measured.actions(&format!("{name}, another order or question"), 9, ordered);
        if let Some(field) = filter_of(*view)
            && measured.screen.find(field).is_some()
        {
            measured.typing(&format!("{name}, typing in the filter"), field, "治理");
        }
        if *view == View::Figures {
            measured.screen.app.send(Command::Figures(FiguresCommand::Mode(FiguresMode::SideBySide)));
            measured.screen.wait();
            measured.scrolling(&format!("{name}, side by side, scrolling"), hand, 60.0);
        }
    }
    measured.screen.app.send(Command::Show(View::Read));
    measured.screen.frame(vec![Event::PointerMoved(pos2(0.0, 0.0) + vec2(1.0, 1.0))]);
}

const fn filter_of(view: View) -> Option<&'static str> {
    match view {
        View::Matrix => Some("筛选矩阵里的事项"),
        View::Gaps => Some("筛选差距里的事项"),
        View::Years => Some("筛选年度里的事项"),
        View::Promises => Some("筛选计划条目"),
        View::Figures => Some("筛选指标的对象和原文"),
        View::Concordance => Some("检索内容"),
        View::Read => None,
    }
}
