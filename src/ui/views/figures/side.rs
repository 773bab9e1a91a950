//! Objects by documents: the numbers of one thing beside each other, in one unit, with bars of comparable length.

use egui::{Align2, Rect, RichText, Ui, pos2, vec2};

use super::marks;
use crate::compare::{Comparison, FigureCell, FigureLine, SideBySide};
use crate::structure::Document;
use crate::ui::command::Command;
use crate::ui::figures::{FiguresCommand, kind_name, number_text};
use crate::ui::language::{t, tf};
use crate::ui::promises::PassageKey;
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::views::passages::sentence_of;
use crate::ui::views::sheet::{self, Column, Rows, Sheet, lines_of, put, room_in};
use crate::ui::views::{amount_text, section_path_text, widgets};

/// Height of a row: a number and its bar.
const ROW_HEIGHT: f32 = 44.0;
/// Height of the columns' heads.
const HEADS: f32 = 46.0;
/// Share of the width that the objects take, and its bounds in points.
const NAME_SHARE: f32 = 0.26;
const NAME_WIDTHS: (f32, f32) = (150.0, 320.0);
/// Bounds of a document's column, in points.
const DOCUMENT_WIDTHS: (f32, f32) = (112.0, 300.0);
/// Width of the number of documents.
const COUNT_WIDTH: f32 = 44.0;
/// A hint is not wider, in points.
const HINT_WIDTH: f32 = 420.0;
/// Measures that a hint shows whole.
const SHOWN: usize = 4;

/// The table in the room that is left.
pub fn show(ui: &mut Ui, state: &mut AppState, lines: &SideBySide, to_top: bool, palette: &Palette, commands: &mut Vec<Command>) {
    let columns = columns(sheet::width(ui), state);
    let tops = sheet::tops(lines.lines.iter().map(|_| ROW_HEIGHT));
    let comparison = std::sync::Arc::clone(&state.comparison);
    let chosen = state.figures.chosen.and_then(|passage| state.measure_at(passage));
    let holds = |line: &FigureLine| chosen.is_some_and(|k| line.cells.iter().any(|cell| cell.figures.contains(&k)));
    let cursor = lines.lines.iter().position(holds);
    let name = tf("同类指标并排，{} 行", &[&lines.lines.len()]);
    let table = Table { comparison: &comparison, compared: &state.compared, lines: &lines.lines, palette };
    let sheet = Sheet { id: "figures-side", name: &name, columns: &columns, frozen: 1, head: HEADS, tops: &tops, palette };
    let mut kept = std::mem::take(&mut state.figures.sheet);
    let column = kept.column;
    let outcome = sheet.show(ui, &mut kept, cursor, to_top, &table, commands);
    let walked = kept.column != column;
    state.figures.sheet = kept;
    let column = state.figures.sheet.column;
    let mut send = |command| commands.push(Command::Figures(command));
    if let Some(row) = outcome.moved.or(cursor.filter(|_| walked)) {
        send(FiguresCommand::Choose(table.first(row, column).or_else(|| table.any(row))));
    }
    if let Some((row, column)) = outcome.pressed.and_then(|cell| Some((cell.row?, cell.column)))
        && let Some(passage) = table.first(row, column)
    {
        send(FiguresCommand::Open(passage));
    }
}

fn columns(width: f32, state: &AppState) -> Vec<Column> {
    let documents = &state.comparison.documents;
    let name = (width * NAME_SHARE).clamp(NAME_WIDTHS.0, NAME_WIDTHS.1).floor();
    let left = (width - name - COUNT_WIDTH) / documents.len().max(1) as f32;
    let each = left.clamp(DOCUMENT_WIDTHS.0, DOCUMENT_WIDTHS.1).floor();
    let first = Column {
        title: t("对象").to_owned(),
        second: t("事项 · 单位").to_owned(),
        spoken: t("对象、事项和单位").to_owned(),
        width: name,
        ..Column::default()
    };
    let of = |(key, document): (&DocumentKey, &std::sync::Arc<Document>)| {
        let (title, second) = two_lines(document);
        Column { title, second, letter: state.letter_of(*key), spoken: state.lettered(*key, document), width: each, ..Column::default() }
    };
    let count = Column {
        title: t("份").to_owned(),
        spoken: t("有这项指标的文档份数").to_owned(),
        width: COUNT_WIDTH,
        right: true,
        ..Column::default()
    };
    [first].into_iter().chain(state.compared.iter().zip(documents).map(of)).chain([count]).collect()
}

/// Street, and year with kind; a document without them by its name.
fn two_lines(document: &Document) -> (String, String) {
    let Some(street) = document.meta.street.as_ref().or(document.meta.district.as_ref()) else { return (document.label(), String::new()) };
    let short = street.strip_suffix("街道").filter(|rest| !rest.is_empty()).unwrap_or(street);
    let year = document.meta.year.map(|y| format!("{y} ")).unwrap_or_default();
    (short.to_owned(), format!("{year}{}", document.kind_label()))
}

/// What one frame's table is painted from.
struct Table<'a> {
    comparison: &'a Comparison,
    compared: &'a [DocumentKey],
    lines: &'a [FigureLine],
    palette: &'a Palette,
}

impl Table<'_> {
    fn cell(&self, row: usize, column: usize) -> Option<&FigureCell> {
        self.lines.get(row)?.cells.get(column.checked_sub(1)?)
    }

    fn key_of(&self, measure: usize) -> Option<PassageKey> {
        let found = self.comparison.measures.get(measure)?;
        Some(PassageKey { key: *self.compared.get(found.document)?, span: found.measure.span })
    }

    /// The measure that a cell shows.
    fn first(&self, row: usize, column: usize) -> Option<PassageKey> {
        self.key_of(*self.cell(row, column)?.figures.first()?)
    }

    /// The first measure of a row.
    fn any(&self, row: usize) -> Option<PassageKey> {
        self.key_of(*self.lines.get(row)?.cells.iter().find_map(|cell| cell.figures.first())?)
    }

    fn initiative(&self, line: &FigureLine) -> &str {
        line.initiative.and_then(|k| self.comparison.initiatives.get(k)).map_or("", |i| i.name.as_str())
    }

    fn object<'b>(&'b self, line: &'b FigureLine) -> &'b str {
        if line.object.is_empty() { self.initiative(line) } else { &line.object }
    }

    /// The first number as it is written; where that is in another unit than the line's, in the line's.
    fn text(&self, line: &FigureLine, cell: &FigureCell) -> String {
        let Some(measure) = cell.figures.first().map(|k| &self.comparison.measures[*k].measure) else { return String::new() };
        match cell.value.filter(|_| measure.unit != line.unit && !line.unit.is_empty() && line.unit != "比例") {
            Some(value) if measure.unit.ends_with(line.unit.as_str()) || line.unit.ends_with(measure.unit.as_str()) => {
                let upper = cell.upper.map(|upper| format!("–{}", number_text(upper))).unwrap_or_default();
                format!("{}{upper}{}", number_text(value), line.unit)
            }
            _ => amount_text(measure),
        }
    }

    fn name_cell(&self, ui: &Ui, line: &FigureLine, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        let initiative = line.initiative.and_then(|k| self.comparison.initiatives.get(k));
        if let Some(initiative) = initiative {
            let tick = Rect::from_center_size(pos2(room.left() + 2.0, rect.center().y), vec2(3.0, 26.0));
            ui.painter().rect_filled(tick, 1.0, palette.category(initiative.category));
        }
        let room = room.with_min_x(room.left() + 11.0);
        let first = room.with_min_y(rect.top() + 4.0).with_max_y(rect.top() + 24.0);
        let second = room.with_min_y(rect.top() + 23.0).with_max_y(rect.bottom() - 4.0);
        put(ui, first, lines_of(ui, self.object(line), theme::hei(13.0), palette.ink, room.width(), 1));
        let unit = line.base.map_or_else(String::new, |base| t(base.code()).to_owned()) + &line.unit;
        let below: Vec<&str> = [self.initiative(line), &unit].into_iter().filter(|part| !part.is_empty()).collect();
        put(ui, second, lines_of(ui, &below.join(" · "), theme::hei(12.0), palette.quiet, room.width(), 1));
    }

    fn number(&self, ui: &Ui, line: &FigureLine, cell: &FigureCell, rect: Rect) {
        let palette = self.palette;
        let room = room_in(rect);
        let Some(measure) = cell.figures.first().map(|k| &self.comparison.measures[*k].measure) else {
            // A word in every empty cell would hide the numbers; the hint and the screen reader say it.
            let dash = Rect::from_min_size(pos2(room.left(), rect.center().y - 0.5), vec2(9.0, 1.2));
            ui.painter().rect_filled(dash, 0.0, palette.quiet.gamma_multiply(0.7));
            return;
        };
        let alone = line.documents < 2;
        let first = if alone { room } else { room.with_min_y(rect.top() + 4.0).with_max_y(rect.top() + 25.0) };
        let more = cell.figures.len() - 1;
        let galley = lines_of(ui, &self.text(line, cell), theme::hei_bold(13.0), palette.ink, room.width() - 15.0, 1);
        marks::mark(ui, pos2(first.left() + 5.0, first.center().y), measure.kind, palette);
        let end = put(ui, first.with_min_x(first.left() + 15.0), galley).right();
        let beside = if more > 0 { format!("{} +{more}", measure.action) } else { measure.action.clone() };
        let rest = first.with_min_x(end + 6.0);
        if rest.width() > 14.0 {
            put(ui, rest, lines_of(ui, beside.trim(), theme::hei(12.0), palette.quiet, rest.width(), 1));
        }
        let Some(value) = cell.value.map(|value| cell.upper.unwrap_or(value)).filter(|_| line.greatest > 0.0 && line.documents > 1) else {
            return;
        };
        let bar = Rect::from_min_size(pos2(room.left(), rect.top() + 28.0), vec2(room.width(), 8.0));
        marks::bar(ui, bar, (value / line.greatest) as f32, measure.kind, palette);
    }
}

impl Rows for Table<'_> {
    fn is_head(&self, _row: usize) -> bool {
        false
    }

    fn key(&self, row: usize) -> u64 {
        self.any(row).map_or(row as u64, |p| p.key << 40 | p.span.start.0 as u64)
    }

    fn name(&self, row: usize, column: usize) -> String {
        let Some(line) = self.lines.get(row) else { return String::new() };
        let object = self.object(line);
        match self.cell(row, column) {
            None if column == 0 => tf("{}，{} 份文档", &[&object, &line.documents]),
            None => tf("{}，共 {} 份文档", &[&object, &line.documents]),
            Some(cell) => {
                let label = self.comparison.documents.get(column - 1).map_or_else(String::new, |d| d.label());
                let written: Vec<String> = cell.figures.iter().map(|k| amount_text(&self.comparison.measures[*k].measure)).collect();
                let said = if written.is_empty() { t("未见数字").to_owned() } else { written.join("、") };
                format!("{object}，{label}，{said}")
            }
        }
    }

    fn paint(&self, ui: &Ui, row: usize, column: usize, rect: Rect) {
        let Some(line) = self.lines.get(row) else { return };
        match self.cell(row, column) {
            Some(cell) => self.number(ui, line, cell, rect),
            None if column == 0 => self.name_cell(ui, line, rect),
            None => {
                let at = room_in(rect).right_center();
                ui.painter().text(at, Align2::RIGHT_CENTER, line.documents, theme::hei(13.0), self.palette.quiet);
            }
        }
    }

    fn hint(&self, ui: &mut Ui, row: usize, column: usize) {
        let Some(line) = self.lines.get(row) else { return };
        let palette = self.palette;
        ui.set_max_width(HINT_WIDTH);
        let aside = |ui: &mut Ui, text: &str| {
            ui.add(egui::Label::new(RichText::new(text).font(theme::hei(12.5)).color(palette.quiet)).wrap());
        };
        ui.label(RichText::new(self.object(line)).font(theme::hei_bold(13.0)).color(palette.ink));
        let Some(cell) = self.cell(row, column) else {
            aside(
                ui,
                &tf("{}　{} 份文档有数字；以{}对照", &[&self.initiative(line), &line.documents, &super::list::unit_name(&line.unit)]),
            );
            return;
        };
        if cell.figures.is_empty() {
            aside(ui, t("这份文档没有写到它的数量；不等于没有"));
        }
        for found in cell.figures.iter().take(SHOWN).map(|k| &self.comparison.measures[*k]) {
            let Some(document) = self.comparison.documents.get(found.document) else { continue };
            aside(
                ui,
                &format!(
                    "{}　{}　{}",
                    amount_text(&found.measure),
                    t(kind_name(found.measure.kind)),
                    section_path_text(document, found.measure.span)
                ),
            );
            let (sentence, marked) = sentence_of(document, found.measure.span);
            let job = widgets::quote_job(sentence, marked, 13.5, marks::color(found.measure.kind, palette), palette, HINT_WIDTH);
            ui.add(egui::Label::new(job).wrap());
        }
    }

    fn has_menu(&self, _row: usize, _column: usize) -> bool {
        false
    }

    fn menu(&self, ui: &mut Ui, row: usize, commands: &mut Vec<Command>) {
        let Some(line) = self.lines.get(row) else { return };
        for (found, passage) in
            line.cells.iter().filter_map(|c| c.figures.first()).filter_map(|k| Some((&self.comparison.measures[*k], self.key_of(*k)?)))
        {
            let label = self.comparison.documents.get(found.document).map_or_else(String::new, |d| d.label());
            if ui.button(tf("打开 {}（{}）", &[&label, &amount_text(&found.measure)])).clicked() {
                commands.push(Command::Figures(FiguresCommand::Open(passage)));
                ui.close();
            }
        }
    }
}
