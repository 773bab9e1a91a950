//! The table of all measures.

use egui::{Rect, RichText, Ui, pos2, vec2};

use super::marks;
use crate::compare::{Comparison, DocumentMeasure, FigureColumn, FigureOrder, FigureRow, Figures};
use crate::measure::Kind;
use crate::ui::command::Command;
use crate::ui::figures::{FiguresCommand, kind_name, number_text};
use crate::ui::language::{t, tf};
use crate::ui::promises::PassageKey;
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::views::passages::sentence_of;
use crate::ui::views::sheet::{self, Column, Rows, Sheet, lines_of, put, room_in};
use crate::ui::views::{quantity_text, section_path_text, widgets};

/// Height of a row.
const ROW_HEIGHT: f32 = 28.0;
/// Height of the columns' heads.
const HEADS: f32 = 30.0;
/// A hint is not wider, in points.
const HINT_WIDTH: f32 = 420.0;
/// From this width on a document's name stands beside its letter, in points.
const NAMES_FROM: f32 = 1000.0;

/// The columns.
const DOCUMENT: usize = 0;
const ACTION: usize = 1;
const OBJECT: usize = 2;
const QUANTITY: usize = 3;
const UNIT: usize = 4;
const KIND: usize = 5;
const BASE: usize = 6;
const DEADLINE: usize = 7;
const INITIATIVE: usize = 8;
/// What the columns' heads say.
const TITLES: [&str; 9] = ["文档", "动作", "对象", "数量", "单位", "性质", "比较", "期限", "事项"];
/// What each column orders by.
const BY: [FigureColumn; 9] = [
    FigureColumn::Document,
    FigureColumn::Action,
    FigureColumn::Object,
    FigureColumn::Amount,
    FigureColumn::Amount,
    FigureColumn::Kind,
    FigureColumn::Kind,
    FigureColumn::Deadline,
    FigureColumn::Initiative,
];

/// A unit's name; one that is not written has one too.
pub fn unit_name(unit: &str) -> &str {
    if unit.is_empty() { t("（无单位）") } else { unit }
}

/// The table in the room that is left.
pub fn show(ui: &mut Ui, state: &mut AppState, list: &Figures, to_top: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let columns = columns(ui, sheet::width(ui), state.figures.order);
    let tops = sheet::tops(list.rows.iter().map(|_| ROW_HEIGHT));
    let comparison = std::sync::Arc::clone(&state.comparison);
    let cursor = state.figures.chosen.and_then(|passage| list.row_of(state.measure_at(passage)?));
    let name = tf("各文档的指标，{} 条", &[&list.listed]);
    let letters = state.compared.iter().map(|key| state.letter_of(*key)).collect();
    let table = Table { comparison: &comparison, compared: &state.compared, letters, list, palette };
    let sheet = Sheet { id: "figures", name: &name, columns: &columns, frozen: 1, head: HEADS, tops: &tops, palette };
    let mut kept = std::mem::take(&mut state.figures.sheet);
    let outcome = sheet.show(ui, &mut kept, cursor, to_top, &table, commands);
    state.figures.sheet = kept;
    let mut send = |command| commands.push(Command::Figures(command));
    if let Some(row) = outcome.moved.and_then(|row| table.passage(row)) {
        send(FiguresCommand::Choose(Some(row)));
    }
    match outcome.pressed.map(|cell| (cell.row, cell.column)) {
        Some((None, column)) if column != BASE => send(FiguresCommand::Sort(BY[column])),
        Some((Some(row), _)) => {
            if let Some(passage) = table.passage(row) {
                send(FiguresCommand::Open(passage));
            }
        }
        _ => {}
    }
}

fn columns(ui: &Ui, width: f32, order: FigureOrder) -> Vec<Column> {
    let document = if width >= NAMES_FROM { (width * 0.17).clamp(150.0, 240.0) } else { 42.0 };
    // Words of another language are longer: what a closed set of them needs, it gets.
    let needed = |words: &[&'static str], beside: f32| {
        words.iter().map(|word| widgets::text_width(ui, t(word), theme::hei_bold(13.0))).fold(0.0, f32::max).ceil() + beside
    };
    let kind = needed(&[kind_name(Kind::Target), kind_name(Kind::Result)], 36.0);
    let base = needed(&[TITLES[BASE]], 24.0);
    let fixed = [document, 74.0, 0.0, 84.0, 70.0, kind, base, 78.0, 0.0];
    let left = (width - fixed.iter().sum::<f32>()).max(230.0);
    TITLES
        .into_iter()
        .enumerate()
        .map(|(k, title)| {
            let width = match k {
                OBJECT => (left * 0.58).floor(),
                INITIATIVE => (left * 0.42).floor(),
                _ => fixed[k],
            };
            let sorted = (order.by == BY[k] && !matches!(k, UNIT | BASE)).then_some(order.descending);
            let spoken = match sorted {
                _ if k == BASE => t("比较：同比、环比或较某时").to_owned(),
                None => tf("{}，点击排序", &[&t(title)]),
                Some(_) => tf("{}，已按此列排序，点击反向或还原", &[&t(title)]),
            };
            let right = k == QUANTITY;
            // 文档 does not fit beside nothing but a letter.
            let title = if k == DOCUMENT && width < 60.0 { "" } else { t(title) };
            Column { title: title.to_owned(), spoken, width, right, sortable: k != BASE, sorted, ..Column::default() }
        })
        .collect()
}

/// What one frame's table is painted from.
struct Table<'a> {
    comparison: &'a Comparison,
    compared: &'a [DocumentKey],
    letters: Vec<String>,
    list: &'a Figures,
    palette: &'a Palette,
}

impl Table<'_> {
    fn found(&self, row: usize) -> Option<&DocumentMeasure> {
        self.comparison.measures.get(self.list.rows.get(row)?.figure()?)
    }

    fn passage(&self, row: usize) -> Option<PassageKey> {
        let found = self.found(row)?;
        Some(PassageKey { key: *self.compared.get(found.document)?, span: found.measure.span })
    }

    fn initiative(&self, found: &DocumentMeasure) -> &str {
        found.initiative.and_then(|k| self.comparison.initiatives.get(k)).map_or("", |i| i.name.as_str())
    }

    /// What a cell says; empty where the document says nothing of it.
    fn text(&self, found: &DocumentMeasure, column: usize) -> String {
        let measure = &found.measure;
        match column {
            DOCUMENT => self.comparison.documents.get(found.document).map_or_else(String::new, |d| d.label()),
            ACTION => measure.action.clone(),
            OBJECT => measure.object.clone(),
            QUANTITY => quantity_text(measure),
            UNIT => measure.unit.clone(),
            KIND => t(kind_name(measure.kind)).to_owned(),
            BASE => measure.base.map_or("", |base| t(base.code())).to_owned(),
            DEADLINE => measure.deadline.clone().unwrap_or_default(),
            _ => self.initiative(found).to_owned(),
        }
    }
}

impl Rows for Table<'_> {
    fn is_head(&self, row: usize) -> bool {
        self.found(row).is_none()
    }

    fn key(&self, row: usize) -> u64 {
        self.passage(row).map_or(row as u64, |p| p.key << 40 | p.span.start.0 as u64)
    }

    fn name(&self, row: usize, column: usize) -> String {
        let Some(found) = self.found(row) else { return String::new() };
        if column > DOCUMENT {
            let text = self.text(found, column);
            return if text.is_empty() { tf("{}：没有写", &[&t(TITLES[column])]) } else { text };
        }
        let texts = [OBJECT, ACTION, QUANTITY, UNIT, KIND].map(|column| self.text(found, column));
        let [object, action, quantity, unit, kind] = texts;
        format!("{}，{action}{object} {quantity}{unit}，{kind}", self.text(found, DOCUMENT))
    }

    fn paint(&self, ui: &Ui, row: usize, column: usize, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        if let Some(FigureRow::Unit { unit, count, greatest }) = self.list.rows.get(row) {
            let text = format!("{}　{count}", unit_name(unit));
            let end = put(ui, room, lines_of(ui, &text, theme::hei_bold(12.5), palette.ink, room.width(), 1)).right();
            let most = tf("最大 {}", &[&scaled(*greatest, unit)]);
            put(ui, room.with_min_x(end + 14.0), lines_of(ui, &most, theme::hei(12.0), palette.quiet, room.right() - end - 14.0, 1));
            return;
        }
        let Some(found) = self.found(row) else { return };
        let text = self.text(found, column);
        match column {
            DOCUMENT => {
                let badge = Rect::from_center_size(pos2(room.left() + 9.0, rect.center().y), vec2(17.0, 17.0));
                widgets::letter_badge(ui, badge, self.letters.get(found.document).map_or("", String::as_str), palette);
                if rect.width() > 60.0 {
                    let room = room.with_min_x(badge.right() + 6.0);
                    put(ui, room, lines_of(ui, &text, theme::hei(12.5), palette.quiet, room.width(), 1));
                }
            }
            QUANTITY => {
                let galley = lines_of(ui, &text, theme::hei_bold(13.0), palette.ink, room.width(), 1);
                put(ui, room.with_min_x(room.right() - galley.size().x), galley);
            }
            KIND => {
                marks::mark(ui, pos2(room.left() + 6.0, rect.center().y), found.measure.kind, palette);
                put(ui, room.with_min_x(room.left() + 16.0), lines_of(ui, &text, theme::hei(12.5), palette.ink, room.width() - 16.0, 1));
            }
            INITIATIVE => {
                let Some(initiative) = found.initiative.and_then(|k| self.comparison.initiatives.get(k)) else { return };
                let tick = Rect::from_center_size(pos2(room.left() + 1.5, rect.center().y), vec2(3.0, 13.0));
                ui.painter().rect_filled(tick, 1.0, palette.category(initiative.category));
                put(ui, room.with_min_x(room.left() + 9.0), lines_of(ui, &text, theme::hei(12.5), palette.quiet, room.width() - 9.0, 1));
            }
            OBJECT => {
                put(ui, room, lines_of(ui, &text, theme::hei(13.0), palette.ink, room.width(), 1));
            }
            _ => {
                put(ui, room, lines_of(ui, &text, theme::hei(12.5), palette.quiet, room.width(), 1));
            }
        }
    }

    fn hint(&self, ui: &mut Ui, row: usize, column: usize) {
        let Some(found) = self.found(row) else { return };
        let Some(document) = self.comparison.documents.get(found.document) else { return };
        let palette = self.palette;
        ui.set_max_width(HINT_WIDTH);
        let aside = |ui: &mut Ui, text: &str| {
            ui.add(egui::Label::new(RichText::new(text).font(theme::hei(12.5)).color(palette.quiet)).wrap());
        };
        let whole = self.text(found, column);
        if matches!(column, ACTION | OBJECT | INITIATIVE) && !whole.is_empty() {
            ui.label(RichText::new(whole).font(theme::hei_bold(13.0)).color(palette.ink));
        }
        let letter = self.letters.get(found.document).map_or("", String::as_str);
        aside(ui, &format!("{letter} {}　{}", document.label(), section_path_text(document, found.measure.span)));
        let (sentence, marked) = sentence_of(document, found.measure.span);
        let job = widgets::quote_job(sentence, marked, 13.5, marks::color(found.measure.kind, palette), palette, HINT_WIDTH);
        ui.add(egui::Label::new(job).wrap());
        aside(ui, t("点击到正文中的这一处"));
    }

    fn has_menu(&self, _row: usize, _column: usize) -> bool {
        false
    }

    fn menu(&self, ui: &mut Ui, row: usize, commands: &mut Vec<Command>) {
        let (Some(found), Some(passage)) = (self.found(row), self.passage(row)) else { return };
        let mut choose = |ui: &mut Ui, text: &str, command: FiguresCommand| {
            if ui.button(text).clicked() {
                commands.push(Command::Figures(command));
                ui.close();
            }
        };
        choose(ui, t("在对读中打开"), FiguresCommand::Open(passage));
        choose(ui, t("只看这份文档"), FiguresCommand::Document(Some(passage.key)));
        choose(ui, t("只看这种单位"), FiguresCommand::Unit(Some(crate::compare::amount(&found.measure).unit)));
        if let Some(initiative) = found.initiative.and_then(|k| self.comparison.initiatives.get(k)) {
            choose(ui, &tf("只看事项“{}”", &[&initiative.name]), FiguresCommand::Initiative(Some(initiative.id.clone())));
        }
    }
}

/// An amount in the base of its unit, short: 1.2亿元.
fn scaled(value: f64, unit: &str) -> String {
    let scale = [(1e8, "亿"), (1e4, "万")].into_iter().find(|(factor, _)| value >= *factor && unit != "%");
    scale.map_or_else(|| format!("{}{unit}", number_text(value)), |(factor, word)| format!("{}{word}{unit}", number_text(value / factor)))
}
