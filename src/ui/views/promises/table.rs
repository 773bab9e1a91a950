//! The list: status, the item, the passage that reports on it, numbers of both sides.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use egui::{Align2, Key, Rect, RichText, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{head, marks};
use crate::compare::{Comparison, FollowUp, Place, Promise, PromiseHead, PromiseNumber, PromiseOrder, PromiseRow, Promises, Status};
use crate::text::without_note_marks;
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::promises::{PassageKey, PromisesCommand};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::views::passages::sentence_of;
use crate::ui::views::sheet::{self, Column, Rows, Sheet, lines_of, put, room_in};
use crate::ui::views::{amount_text, path_text, section_path_text, widgets};

/// Height of a row: of two lines, and of one.
const ROW_HEIGHTS: (f32, f32) = (46.0, 30.0);
/// Size of the passages.
const TEXT_SIZE: f32 = 14.0;
/// Height of a group's head.
const HEAD_HEIGHT: f32 = 26.0;
/// Height of the columns' heads.
const HEADS: f32 = 30.0;
/// Width of the columns beside the texts, in points: where there is room, and where there is not.
const STATUS_WIDTHS: (f32, f32) = (118.0, 92.0);
/// What stands beside a status's word in its column: its sign and the room around.
const BESIDE_STATUS: f32 = 44.0;
const NUMBER_WIDTHS: (f32, f32) = (176.0, 104.0);
/// From this width on there is room.
const ROOMY_FROM: f32 = 800.0;
/// A hint is not wider, in points.
const HINT_WIDTH: f32 = 420.0;
/// Columns.
const STATUS: usize = 0;
const PLAN: usize = 1;
const RESULT: usize = 2;
const NUMBERS: usize = 3;

/// The list in the room that is left.
pub fn show(ui: &mut Ui, state: &mut AppState, list: &Promises, to_top: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let columns = columns(ui, sheet::width(ui), state.promises.order);
    let comparison = std::sync::Arc::clone(&state.comparison);
    let cursor = state.promises.chosen.and_then(|row| list.row_at(&comparison, state.place_in_comparison(row)?));
    let name = tf("计划条目与总结的回应，{} 条", &[&list.listed]);
    let table = Table { comparison: &comparison, compared: &state.compared, list, palette };
    let tops = sheet::tops((0..list.rows.len()).map(|row| table.height(row, columns[PLAN].width)));
    let sheet = Sheet { id: "promises", name: &name, columns: &columns, frozen: 0, head: HEADS, tops: &tops, palette };
    let mut kept = std::mem::take(&mut state.promises.sheet);
    let outcome = sheet.show(ui, &mut kept, cursor, to_top, &table, commands);
    state.promises.sheet = kept;
    let mut send = |command| commands.push(Command::Promises(command));
    let pressed = outcome.pressed.map(|cell| (cell.row.and_then(|row| table.row_key(row)), cell.column));
    if let Some(row) = outcome.moved.and_then(|row| table.row_key(row)) {
        send(PromisesCommand::Choose(Some(row)));
    }
    match pressed {
        Some((None, STATUS)) => send(PromisesCommand::Order(PromiseOrder::Status)),
        Some((None, _)) => send(PromisesCommand::Order(PromiseOrder::Place)),
        Some((Some(row), PLAN | RESULT)) => send(PromisesCommand::Open(row)),
        _ => {}
    }
    if let Some((row, followup)) = outcome.at.and_then(|at| Some((table.row_key(at)?, table.followup(at)?))) {
        for key in outcome.keys {
            if let Some((status, _)) = STATUS_KEYS.into_iter().find(|(_, k)| *k == key).filter(|_| followup.plan.is_some()) {
                send(PromisesCommand::Judge { row, status });
            } else if key == Key::Backspace && followup.corrected {
                send(PromisesCommand::Restore(row));
            }
        }
    }
}

/// Keys that correct the row of the keyboard.
pub const STATUS_KEYS: [(Status, Key); 4] =
    [(Status::Met, Key::Num1), (Status::Partly, Key::Num2), (Status::Reported, Key::Num3), (Status::NotMentioned, Key::Num4)];

fn columns(ui: &Ui, width: f32, order: PromiseOrder) -> Vec<Column> {
    let pick = |(wide, narrow): (f32, f32)| if width >= ROOMY_FROM { wide } else { narrow };
    // In another language the longest status takes more.
    let words = widgets::text_width(ui, t("未提及"), theme::hei(13.0)).ceil() + BESIDE_STATUS;
    let (status, numbers) = (pick(STATUS_WIDTHS).max(words), pick(NUMBER_WIDTHS));
    let text = ((width - status - numbers) / 2.0).floor().max(90.0);
    let column = |title: &'static str, spoken: &'static str, width: f32| Column {
        title: t(title).to_owned(),
        spoken: t(spoken).to_owned(),
        width,
        ..Column::default()
    };
    let by_status = order == PromiseOrder::Status;
    vec![
        Column { sortable: true, sorted: by_status.then_some(false), ..column("状态", "状态，点击按状态排列", status) },
        Column {
            sortable: true, sorted: (!by_status).then_some(false), ..column("计划条目", "计划条目，点击按原文排列", text)
        },
        column("总结的回应", "总结的回应", text),
        column("数字", "数字：计划的和总结的", numbers),
    ]
}

/// What one frame's list is painted from.
struct Table<'a> {
    comparison: &'a Comparison,
    compared: &'a [DocumentKey],
    list: &'a Promises,
    palette: &'a Palette,
}

impl Table<'_> {
    fn promise(&self, row: usize) -> Option<&Promise> {
        self.list.rows.get(row)?.promise()
    }

    fn followup(&self, row: usize) -> Option<&FollowUp> {
        self.comparison.followups.get(self.promise(row)?.followup)
    }

    fn row_key(&self, row: usize) -> Option<PassageKey> {
        let place = self.followup(row)?.place()?;
        Some(PassageKey { key: *self.compared.get(place.document)?, span: place.span })
    }

    /// A passage without marks of footnotes.
    fn text(&self, place: Option<Place>) -> Cow<'_, str> {
        let text = place.and_then(|p| self.comparison.documents.get(p.document).map(|d| p.span.of(&d.text)));
        without_note_marks(text.unwrap_or_default())
    }

    /// Height of a row whose texts have so much room: one line where everything fits.
    fn height(&self, row: usize, width: f32) -> f32 {
        let (Some(promise), Some(followup)) = (self.promise(row), self.followup(row)) else { return HEAD_HEIGHT };
        let fits = |place| ems(&self.text(place)) * TEXT_SIZE <= width - 18.0;
        let one_number = promise.numbers.len() < 2 && promise.numbers.iter().all(|n| n.share.is_none());
        let one_line = fits(followup.plan) && fits(followup.result) && one_number && !followup.corrected;
        if one_line { ROW_HEIGHTS.1 } else { ROW_HEIGHTS.0 }
    }

    fn head(&self, ui: &Ui, head: &PromiseHead, count: usize, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        let plan = self.list.plans.get(self.list.plan).and_then(|(plan, _)| self.comparison.documents.get(*plan));
        let (text, left) = match head {
            PromiseHead::Section(path) => {
                let path = plan.map(|d| path_text(d, path)).filter(|path| !path.is_empty());
                (path.unwrap_or_else(|| t("标题以前").to_owned()), room.left())
            }
            PromiseHead::Status(status) => {
                marks::mark(ui, pos2(room.left() + 7.0, rect.center().y), *status, palette);
                (t(status.label()).to_owned(), room.left() + 22.0)
            }
        };
        let counted = lines_of(ui, &count.to_string(), theme::hei(12.0), palette.quiet, 60.0, 1);
        let galley = lines_of(ui, &text, theme::hei_bold(12.5), palette.ink, room.right() - left - counted.size().x - 10.0, 1);
        let end = put(ui, room.with_min_x(left), galley).right();
        put(ui, room.with_min_x(end + 10.0), counted);
    }

    fn status(&self, ui: &Ui, followup: &FollowUp, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        let first = if followup.corrected { room.with_max_y(rect.top() + 27.0).with_min_y(rect.top() + 4.0) } else { room };
        marks::mark(ui, pos2(room.left() + 7.0, first.center().y), followup.status, palette);
        let galley = lines_of(ui, t(followup.status.label()), theme::hei(13.0), palette.ink, room.width() - 20.0, 1);
        put(ui, first.with_min_x(room.left() + 20.0), galley);
        if followup.corrected {
            let galley = lines_of(ui, t("已更正"), theme::hei(11.0), palette.accent, room.width() - 24.0, 1);
            let second = room.with_min_x(room.left() + 24.0).with_min_y(rect.top() + 25.0).with_max_y(rect.bottom() - 4.0);
            let around = put(ui, second, galley).expand2(vec2(4.0, 0.0));
            ui.painter().rect_stroke(around, 3.0, Stroke::new(1.0, palette.accent), StrokeKind::Outside);
        }
    }

    fn passage(&self, ui: &Ui, place: Option<Place>, absent: &str, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        let galley = match place {
            Some(_) => lines_of(ui, &self.text(place), theme::song(TEXT_SIZE), palette.ink, room.width(), 2),
            None => lines_of(ui, absent, theme::hei(12.5), palette.quiet, room.width(), 1),
        };
        put(ui, room, galley);
    }

    fn numbers(&self, ui: &Ui, promise: &Promise, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        let Some(number) = promise.numbers.first() else { return };
        let more = promise.numbers.len() - 1;
        let more = if more > 0 { format!("+{more}") } else { String::new() };
        let share = number.share.map(|s| format!("{:.0}%", s * 100.0)).unwrap_or_default();
        let first = room.with_min_y(rect.top() + 5.0).with_max_y(rect.top() + 26.0);
        let second = room.with_min_y(rect.top() + 25.0).with_max_y(rect.bottom() - 5.0);
        let has_second = number.share.is_some() || !more.is_empty();
        let text = self.pair(number);
        put(ui, if has_second { first } else { room }, lines_of(ui, &text, theme::hei_bold(13.0), palette.ink, room.width(), 1));
        if let Some(part) = number.share {
            let width = (room.width() * 0.45).min(70.0);
            let track = Rect::from_center_size(pos2(second.left() + width / 2.0, second.center().y), vec2(width, 5.0));
            share_bar(ui, track, part, palette);
            put(
                ui,
                second.with_min_x(track.right() + 6.0),
                lines_of(ui, &share, theme::hei(12.0), palette.quiet, second.right() - track.right() - 6.0, 1),
            );
        }
        ui.painter().text(second.right_center(), Align2::RIGHT_CENTER, more, theme::hei(12.0), palette.quiet);
    }

    /// 20台 → 22台; 20台 → 未报; 22台.
    fn pair(&self, number: &PromiseNumber) -> String {
        pair_text(self.comparison, number)
    }
}

/// About how wide a text is, in its size: exact for Han, a little too much for letters and figures.
fn ems(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { 0.6 } else { 1.0 }).sum()
}

/// A pair of numbers: 20台 → 22台; what only one side has is told as that.
pub fn pair_text(comparison: &Comparison, number: &PromiseNumber) -> String {
    let text = |k: Option<usize>| k.and_then(|k| comparison.measures.get(k)).map(|m| amount_text(&m.measure));
    match (text(number.planned), text(number.reported)) {
        (Some(planned), Some(reported)) => format!("{planned} → {reported}"),
        (Some(planned), None) => format!("{planned} → {}", t("未报")),
        (None, reported) => format!("→ {}", reported.unwrap_or_default()),
    }
}

/// How much of what was promised was reported; what is more than all goes beyond the mark.
pub fn share_bar(ui: &Ui, track: Rect, share: f64, palette: &Palette) {
    let whole = track.width() / 1.25;
    let color = marks::color(if share >= 1.0 { Status::Met } else { Status::Partly }, palette);
    ui.painter().rect_filled(track.with_max_x(track.left() + whole), 2.0, palette.line);
    let filled = whole * share.clamp(0.0, 1.25) as f32;
    ui.painter().rect_filled(track.with_max_x(track.left() + filled.max(2.0)), 2.0, color);
    let mark = Rect::from_center_size(pos2(track.left() + whole, track.center().y), vec2(1.5, track.height() + 4.0));
    ui.painter().rect_filled(mark, 0.0, palette.quiet);
}

impl Rows for Table<'_> {
    fn is_head(&self, row: usize) -> bool {
        self.promise(row).is_none()
    }

    fn key(&self, row: usize) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.row_key(row).map(|p| (p.key, p.span)).hash(&mut hasher);
        hasher.finish()
    }

    fn name(&self, row: usize, column: usize) -> String {
        let (Some(promise), Some(followup)) = (self.promise(row), self.followup(row)) else { return String::new() };
        let or = |text: &str, absent: &'static str| if text.is_empty() { t(absent).to_owned() } else { text.to_owned() };
        match column {
            STATUS => {
                let corrected = if followup.corrected { t("，已更正") } else { "" };
                let what = self.text(followup.place());
                format!("{}{corrected}：{what}", t(followup.status.label()))
            }
            PLAN => tf("计划：{}", &[&or(&self.text(followup.plan), "计划中没有")]),
            RESULT => tf("总结：{}", &[&or(&self.text(followup.result), "未提及")]),
            _ => {
                let pairs: Vec<String> = promise.numbers.iter().map(|n| self.pair(n)).collect();
                if pairs.is_empty() { t("没有数字").to_owned() } else { tf("数字：{}", &[&pairs.join("；")]) }
            }
        }
    }

    fn paint(&self, ui: &Ui, row: usize, column: usize, rect: Rect) {
        if let Some(PromiseRow::Head { head, count }) = self.list.rows.get(row) {
            self.head(ui, head, *count, rect);
            return;
        }
        let (Some(promise), Some(followup)) = (self.promise(row), self.followup(row)) else { return };
        match column {
            STATUS => self.status(ui, followup, rect),
            PLAN => self.passage(ui, followup.plan, t("计划中没有相应条目"), rect),
            RESULT => self.passage(ui, followup.result, t("未提及"), rect),
            _ => self.numbers(ui, promise, rect),
        }
    }

    fn hint(&self, ui: &mut Ui, row: usize, column: usize) {
        let (Some(promise), Some(followup)) = (self.promise(row), self.followup(row)) else { return };
        let palette = self.palette;
        ui.set_max_width(HINT_WIDTH);
        let aside = |ui: &mut Ui, text: &str| {
            ui.add(egui::Label::new(RichText::new(text).font(theme::hei(12.5)).color(palette.quiet)).wrap());
        };
        let place = match column {
            PLAN => followup.plan,
            RESULT => followup.result,
            _ => None,
        };
        match (column, place) {
            (PLAN | RESULT, Some(place)) => {
                let document = &self.comparison.documents[place.document];
                aside(ui, &section_path_text(document, place.span));
                let (sentence, marked) = sentence_of(document, place.span);
                let job = widgets::quote_job(sentence, marked, 13.5, marks::color(followup.status, palette), palette, HINT_WIDTH);
                ui.add(egui::Label::new(job).wrap());
                aside(ui, t("点击：计划和总结并排，各到这一处"));
            }
            (PLAN | RESULT, None) => aside(ui, &told(&followup.why)),
            (NUMBERS, _) => {
                for number in &promise.numbers {
                    let share = number.share.map(|s| format!("　{:.0}%", s * 100.0)).unwrap_or_default();
                    aside(ui, &format!("{}{share}", self.pair(number)));
                }
            }
            _ => {
                ui.label(RichText::new(t(followup.status.label())).font(theme::hei_bold(13.0)).color(palette.ink));
                aside(ui, t(head::meaning(followup.status)));
                aside(ui, &tf("依据：{}", &[&told(&followup.why)]));
                if followup.plan.is_some() {
                    aside(ui, t("点击更正（或按 1 到 4）"));
                }
            }
        }
    }

    fn has_menu(&self, _row: usize, column: usize) -> bool {
        column == STATUS
    }

    fn menu(&self, ui: &mut Ui, row: usize, commands: &mut Vec<Command>) {
        let (Some(key), Some(followup)) = (self.row_key(row), self.followup(row)) else { return };
        menu(ui, key, followup, commands);
    }
}

/// What can be done with a row.
pub fn menu(ui: &mut Ui, row: PassageKey, followup: &FollowUp, commands: &mut Vec<Command>) {
    let mut choose = |ui: &mut Ui, text: &str, command: PromisesCommand| {
        if ui.button(text).clicked() {
            commands.push(Command::Promises(command));
            ui.close();
        }
    };
    if followup.plan.is_some() {
        for (k, (status, _)) in STATUS_KEYS.into_iter().enumerate().filter(|(_, (s, _))| *s != followup.status) {
            choose(ui, &tf("更正为“{}”（{}）", &[&t(status.label()), &(k + 1)]), PromisesCommand::Judge { row, status });
        }
        if followup.result.is_some() {
            choose(ui, t("这一段不是回应"), PromisesCommand::Judge { row, status: Status::NotMentioned });
            choose(ui, t("这一段不是回应，列为计划外"), PromisesCommand::Unplan(row));
        }
        choose(ui, t("到总结里选回应…"), PromisesCommand::Ask(row));
    } else {
        choose(ui, t("归入计划的一条…"), PromisesCommand::Ask(row));
    }
    if followup.corrected {
        choose(ui, t("收回更正"), PromisesCommand::Restore(row));
    }
    choose(ui, t("在对读中打开"), PromisesCommand::Open(row));
}
