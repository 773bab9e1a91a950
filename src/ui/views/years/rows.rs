//! The rows of the years: policy area and name, what became of it and why, and what each document says; open, the whole sentences.
//! Names and quotes are painted by [`Sayings`].

use std::sync::Arc;

use egui::accesskit::Role as NodeRole;
use egui::{Align2, Color32, CursorIcon, Galley, Id, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::compare::{Change, Initiative, Said, Saying, Trend, Verdict, YearRow};
use crate::initiative::InitiativeId;
use crate::ui::command::Command;
use crate::ui::language::{t, tf, told};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::ledger::{self, Act, Look, Rows};
use crate::ui::views::quotes;
use crate::ui::views::sayings::{NAME_LEFT, Of, Quote, Sayings};
use crate::ui::views::widgets;
use crate::ui::years::{YearTable, YearsCommand};

/// From this width on what became of an initiative has a column of its own, in points.
const WIDE: f32 = 800.0;
/// Height of a closed row, in points: two rows of a quote.
const ROW: f32 = 52.0;
/// Height of a head between rows.
const HEAD: f32 = 25.0;
/// Height of the documents' names above the list.
const TOP: f32 = 30.0;
/// An open row shows so many sentences of one document.
const MAX_QUOTES: usize = 12;
/// Side of a letter's square.
const BADGE: f32 = 17.0;
/// Between two columns.
const GAP: f32 = 12.0;

/// What such a change means, for people.
pub fn explained(verdict: Verdict) -> &'static str {
    t(match verdict {
        Verdict::Stronger => "前后都有，措辞更进一步或数量更大",
        Verdict::Weaker => "前后都有，措辞退了一步或数量更小",
        Verdict::Mixed => "前后都有，措辞与数量一强一弱",
        Verdict::Level => "前后都有，措辞阶段与数量相同",
        Verdict::Kept => "前后都有，但没有可比的措辞或数量",
        Verdict::New => "前一份未提及，后一份提及",
        Verdict::Dropped => "前一份提及，后一份未提及；不等于没有做",
        Verdict::Passing => "首尾两份都未提及，只在中间的文档里出现",
    })
}

/// What the rows are painted from.
pub struct List<'a> {
    sayings: Sayings<'a>,
    table: &'a YearTable,
    columns: Columns,
}

/// Where things stand in a row, in points from its left.
#[derive(Debug, Clone, PartialEq)]
struct Columns {
    wide: bool,
    /// Where the names end.
    name: f32,
    /// Where what became of it begins and ends; the names' own column where it is narrow.
    verdict: (f32, f32),
    /// Where the documents' columns begin and end.
    said: Vec<(f32, f32)>,
}

impl Columns {
    fn new(width: f32, documents: usize) -> Self {
        let wide = width >= WIDE;
        let name = if wide { (width * 0.17).clamp(150.0, 300.0).floor() } else { (width * 0.3).clamp(120.0, 200.0).floor() };
        let verdict = if wide { (name, name + (width * 0.15).clamp(132.0, 230.0).floor()) } else { (NAME_LEFT - 4.0, name) };
        let left = if wide { verdict.1 } else { name } + GAP;
        let each = (width - left - 8.0) / documents.max(1) as f32;
        let said = (0..documents).map(|k| (left + each * k as f32, left + each * (k + 1) as f32 - GAP)).collect();
        Self { wide, name, verdict, said }
    }
}

impl<'a> List<'a> {
    /// The list of one frame, as wide as what is left of `ui`.
    pub fn new(ui: &Ui, state: &'a AppState, table: &'a YearTable, palette: &'a Palette) -> Self {
        let width = ui.available_width() - 2.0 - ledger::BAR;
        Self { sayings: Sayings::new(state, palette), table, columns: Columns::new(width, table.changes.documents.len()) }
    }

    /// What a press on a row asks for.
    pub fn command(&self, row: usize, act: Act) -> Option<Command> {
        let (change, initiative) = self.of(row)?;
        let id = initiative.id.clone();
        Some(Command::Years(match act {
            Act::Toggle => YearsCommand::Toggle(id),
            Act::Passages(part) => {
                let first = change.said.iter().zip(&self.table.changes.documents);
                let first = first.rev().find_map(|(said, d)| Some((*d, said.as_ref()?.saying.mention)));
                let (document, mention) = part.checked_sub(1).and_then(|k| self.quotes(change).into_iter().nth(k)).or(first)?;
                YearsCommand::Open { id, key: *self.sayings.compared.get(document)?, mention }
            }
        }))
    }

    /// The documents' names above their columns.
    pub fn heads(&self, ui: &mut Ui) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), TOP), Sense::hover());
        let palette = self.sayings.palette;
        ui.painter().rect(rect, 0.0, palette.band, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        let quiet = |x: f32, text: &str| {
            ui.painter().text(pos2(rect.left() + x, rect.center().y), Align2::LEFT_CENTER, text, theme::hei_bold(12.5), palette.quiet);
        };
        quiet(NAME_LEFT, t("事项"));
        if self.columns.wide {
            quiet(self.columns.verdict.0 + 4.0, t("变化"));
        }
        for (document, (from, to)) in self.table.changes.documents.iter().zip(&self.columns.said) {
            let badge = Rect::from_min_size(pos2(rect.left() + from, rect.center().y - BADGE / 2.0), vec2(BADGE, BADGE));
            widgets::letter_badge(ui, badge, self.sayings.letters.get(*document).map_or("", String::as_str), palette);
            let label = self.sayings.labels.get(*document).map_or("", String::as_str);
            let text = match self.sayings.comparison.documents.get(*document) {
                // The year first: it tells the columns apart.
                Some(d) if d.meta.year.is_some() && d.meta.street.is_some() => {
                    let street = d.meta.street.clone().unwrap_or_default();
                    format!("{} {}　{street}", d.meta.year.unwrap_or_default(), d.kind_label())
                }
                _ => label.to_owned(),
            };
            let galley = quotes::line(ui, &text, theme::hei_bold(12.5), palette.ink, to - from - BADGE - 8.0);
            let at = pos2(badge.right() + 6.0, rect.center().y - galley.size().y / 2.0);
            let place = Rect::from_min_size(at, galley.size());
            ui.painter().galley(at, galley, palette.ink);
            let response = ui.interact(place, Id::unique(("years-head", *document)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(NodeRole::ColumnHeader, true, label));
            response.on_hover_text(label);
        }
        // The list follows at once.
        ui.add_space(-ui.spacing().item_spacing.y);
    }

    fn of(&self, row: usize) -> Option<(&Change, &Initiative)> {
        let YearRow::Change(k) = self.table.rows.get(row)? else { return None };
        let change = self.table.changes.changes.get(*k)?;
        Some((change, self.sayings.comparison.initiatives.get(change.initiative)?))
    }

    /// What an open row shows of one document: the sentence of the closed row first, the others in order.
    fn said_in(&self, change: &Change, place: usize) -> Vec<Saying> {
        let (Some(Some(said)), Some(document)) = (change.said.get(place), self.table.changes.documents.get(place)) else {
            return Vec::new();
        };
        let mut all = self.sayings.comparison.sayings(change.initiative, *document);
        if let Some(at) = all.iter().position(|s| s.mention == said.saying.mention) {
            let first = all.remove(at);
            all.insert(0, first);
        }
        all.truncate(MAX_QUOTES);
        all
    }

    /// The sentences of an open row, document by document: document and mention.
    fn quotes(&self, change: &Change) -> Vec<(usize, usize)> {
        let of = |(place, d): (usize, &usize)| self.said_in(change, place).into_iter().map(|s| (*d, s.mention)).collect::<Vec<_>>();
        self.table.changes.documents.iter().enumerate().flat_map(of).collect()
    }

    /// The colour of what became of it; its sign and its word say the same.
    fn colour(&self, verdict: Verdict) -> Color32 {
        match verdict {
            Verdict::Stronger | Verdict::New => self.sayings.palette.accent,
            Verdict::Weaker | Verdict::Mixed | Verdict::Level | Verdict::Kept | Verdict::Dropped | Verdict::Passing => {
                self.sayings.palette.quiet
            }
        }
    }

    fn name(&self, ui: &Ui, rect: Rect, initiative: &Initiative, look: &Look) {
        let middle = if self.columns.wide { rect.top() + ROW / 2.0 } else { rect.top() + 17.0 };
        let room = (self.columns.name - NAME_LEFT - 6.0, if self.columns.wide { 2 } else { 1 });
        self.sayings.name(ui, rect.left(), middle, room, initiative, look.open);
    }

    /// The word, its sign, and in short what it rests on.
    fn verdict(&self, ui: &Ui, rect: Rect, change: &Change) {
        let palette = self.sayings.palette;
        let colour = self.colour(change.verdict);
        let reason = self.reason(change);
        let (from, to) = self.columns.verdict;
        let y = match (self.columns.wide, reason.is_empty()) {
            (true, false) => rect.top() + 17.0,
            (true, true) => rect.top() + ROW / 2.0,
            (false, _) => rect.top() + 37.0,
        };
        let left = rect.left() + from + 4.0;
        sign(ui, pos2(left + 5.0, y), change.verdict, colour);
        let word = quotes::line(ui, t(change.verdict.label()), theme::hei_bold(12.5), colour, to - from - 20.0);
        let right = left + 15.0 + word.size().x;
        ui.painter().galley(pos2(left + 15.0, y - word.size().y / 2.0), word, colour);
        if reason.is_empty() {
            return;
        }
        let (x, y) = if self.columns.wide { (left, rect.top() + 35.0) } else { (right + 6.0, y) };
        let galley = quotes::line(ui, &reason, theme::hei(12.0), palette.quiet, rect.left() + to - x - 4.0);
        ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, palette.quiet);
    }

    /// The numbers that changed, else the two verbs.
    fn reason(&self, change: &Change) -> String {
        if let Some(number) = change.numbers.iter().find(|n| n.trend != Trend::Same).or(change.numbers.first()) {
            return number.text.clone();
        }
        if !change.verdict.is_kept() {
            return String::new();
        }
        let verb = |(said, document): (Option<&Option<Said>>, Option<&usize>)| {
            let text = &self.sayings.comparison.documents.get(*document?)?.text;
            Some(said?.as_ref()?.commitment?.verb.of(text))
        };
        let documents = &self.table.changes.documents;
        match (verb((change.said.first(), documents.first())), verb((change.said.last(), documents.last()))) {
            (Some(a), Some(b)) => format!("{a} → {b}"),
            (Some(a), None) => format!("{a} → ?"),
            (None, Some(b)) => format!("? → {b}"),
            (None, None) => String::new(),
        }
    }

    /// What one document says, in two rows, or 未提及.
    fn cell(&self, ui: &Ui, rect: Rect, change: &Change, initiative: &Initiative, place: usize) -> Option<Response> {
        let document = *self.table.changes.documents.get(place)?;
        let palette = self.sayings.palette;
        let Some(said) = change.said.get(place)?.as_ref() else {
            let at = pos2(rect.left(), rect.center().y);
            ui.painter().text(at, Align2::LEFT_CENTER, t("未提及"), theme::hei(12.5), palette.quiet);
            return None;
        };
        let of = Of { initiative: change.initiative, document, saying: &said.saying, verb: said.commitment };
        let response = ui.interact(rect, Id::unique(("years-cell", initiative.id.as_str(), place)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(NodeRole::Link, true, self.sayings.spoken(document, self.sayings.sentence(of))));
        if !ui.is_rect_visible(rect) {
            return Some(response);
        }
        if response.hovered() {
            ui.painter().rect_filled(rect.expand2(vec2(4.0, -2.0)), 4.0, palette.chosen.gamma_multiply(0.6));
        }
        let galley = self.sayings.galley(ui, of, rect.width(), 2);
        ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, palette.ink);
        let verb = said.commitment.zip(self.sayings.comparison.documents.get(document));
        let more = verb.map(|(verb, text)| tf("“{}”：{}，{}", &[&verb.verb.of(&text.text), &t(verb.stage.label()), &told(verb.why)]));
        Some(self.sayings.hinted(response, of, "", more))
    }

    /// Everything that an open row adds, set: why, and the columns of sentences.
    fn opened(&self, ui: &Ui, change: &Change) -> Opened {
        let width = self.columns.said.last().map_or(200.0, |c| c.1) - NAME_LEFT;
        let why = format!("{}：{}", t("依据"), told(&change.why));
        let why = egui::text::LayoutJob::simple(why, theme::hei(12.5), self.sayings.palette.quiet, width);
        let why = ui.fonts_mut(|f| f.layout_job(why));
        let top = why.size().y + 10.0;
        let mut bottom = top;
        let mut columns = Vec::new();
        for (place, (from, to)) in self.columns.said.iter().enumerate() {
            let mut y = top;
            let mut column = Vec::new();
            for saying in self.said_in(change, place) {
                let Some(document) = self.table.changes.documents.get(place).copied() else { break };
                let verb = change.said.get(place).and_then(|s| s.as_ref()?.commitment);
                let of = Of { initiative: change.initiative, document, saying: &saying, verb };
                let quote = self.sayings.quote(ui, of, to - from);
                let height = quote.height;
                column.push((y, quote));
                y += height;
            }
            bottom = bottom.max(y);
            columns.push(column);
        }
        Opened { why, columns, height: bottom + 6.0 }
    }

    /// What an open row adds. Returns the quote that was clicked, from one.
    fn open_part(&self, ui: &Ui, rect: Rect, change: &Change, initiative: &Initiative, look: &Look) -> Option<usize> {
        let palette = self.sayings.palette;
        let Opened { why, columns, .. } = self.opened(ui, change);
        ui.painter().galley(pos2(rect.left() + NAME_LEFT, rect.top() + 2.0), why, palette.quiet);
        let mut part = 0;
        let mut clicked = None;
        for (column, (from, to)) in columns.into_iter().zip(&self.columns.said) {
            for (top, quote) in column {
                part += 1;
                let at = pos2(rect.left() + from, rect.top() + top);
                let area = Rect::from_min_max(at, pos2(rect.left() + to, at.y + quote.height - 3.0));
                let id = Id::unique(("years-quote", initiative.id.as_str(), part));
                if self.sayings.show(ui, &quote, area, id, (part, look), palette.category(initiative.category)) {
                    clicked = Some(part);
                }
            }
        }
        clicked
    }

    fn row(&self, ui: &mut Ui, rect: Rect, change: &Change, initiative: &Initiative, look: &Look) -> Option<Act> {
        let head = rect.with_max_y(rect.top() + ROW);
        // The sentences are for themselves: what is pressed in the middle of a row must be the row.
        let left = self.columns.said.first().map_or(head.right(), |(from, _)| head.left() + from - GAP / 2.0);
        let own = if look.open { head } else { head.with_max_x(left) };
        let response = ui.interact(own, Id::unique(("years-row", initiative.id.as_str())), Sense::CLICK);
        let spoken =
            tf("{}，{}，{}：{}", &[&initiative.name, &t(initiative.category.name()), &t(change.verdict.label()), &told(&change.why)]);
        response.widget_info(|| WidgetInfo::labeled(NodeRole::ListItem, true, &spoken));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(look.open));
        let mut act = response.clicked().then_some(Act::Toggle);
        let visible = ui.is_rect_visible(rect);
        if visible {
            ledger::ground(ui, rect, look, self.sayings.palette);
            self.name(ui, head, initiative, look);
            self.verdict(ui, head, change);
        }
        if look.open {
            if visible {
                act = self.open_part(ui, rect.with_min_y(head.bottom()), change, initiative, look).map(Act::Passages).or(act);
                for (place, (from, _)) in self.columns.said.iter().enumerate() {
                    let text = match change.said.get(place) {
                        Some(Some(said)) => tf("{} 句", &[&said.sentences]),
                        _ => t("未提及").to_owned(),
                    };
                    let at = pos2(rect.left() + from, head.center().y);
                    ui.painter().text(at, Align2::LEFT_CENTER, text, theme::hei(12.5), self.sayings.palette.quiet);
                }
            }
        } else {
            for (place, (from, to)) in self.columns.said.iter().enumerate() {
                let cell = Rect::from_x_y_ranges(rect.left() + from..=rect.left() + to, head.y_range().shrink(2.0));
                if self.cell(ui, cell, change, initiative, place).is_some_and(|r| r.clicked()) {
                    let document = self.table.changes.documents.get(place);
                    let part = self.quotes(change).iter().position(|(d, _)| Some(d) == document);
                    act = part.map(|k| Act::Passages(k + 1)).or(act);
                }
            }
        }
        let whole = response.on_hover_cursor(CursorIcon::PointingHand);
        if visible && whole.hovered() {
            whole.on_hover_text(format!(
                "{}\n{}：{}\n{}",
                initiative.name,
                t(change.verdict.label()),
                told(&change.why),
                t("点击展开或收起全部原句")
            ));
        }
        act
    }
}

/// What an open row adds, set.
struct Opened {
    /// What the verdict rests on.
    why: Arc<Galley>,
    /// By document its quotes, each with its top from the end of the row's head, in points.
    columns: Vec<Vec<(f32, Quote)>>,
    /// In points.
    height: f32,
}

impl Rows for List<'_> {
    fn count(&self) -> usize {
        self.table.rows.len()
    }

    fn initiative(&self, row: usize) -> Option<&InitiativeId> {
        self.of(row).map(|(_, initiative)| &initiative.id)
    }

    fn height(&self, ui: &Ui, row: usize, open: bool) -> f32 {
        match self.of(row) {
            None => HEAD,
            Some((change, _)) if open => ROW + self.opened(ui, change).height,
            Some(_) => ROW,
        }
    }

    fn parts(&self, row: usize, open: bool) -> usize {
        match self.of(row) {
            Some((change, _)) if open => self.quotes(change).len(),
            _ => 0,
        }
    }

    fn paint(&self, ui: &mut Ui, row: usize, rect: Rect, look: &Look) -> Option<Act> {
        match self.table.rows.get(row)? {
            YearRow::Verdict(verdict, count) => {
                ledger::head(ui, rect, &format!("{}　{count}　{}", t(verdict.label()), explained(*verdict)), self.sayings.palette);
                None
            }
            YearRow::Category(category, count) => {
                ledger::head(ui, rect, &format!("{}　{count}", t(category.name())), self.sayings.palette);
                None
            }
            YearRow::Change(_) => {
                let (change, initiative) = self.of(row)?;
                self.row(ui, rect, change, initiative, look)
            }
        }
    }
}

/// The sign of what became of it: an arrow up or down, both, a line, a cross of new, a ring of what is gone.
fn sign(ui: &Ui, center: egui::Pos2, verdict: Verdict, colour: Color32) {
    let painter = ui.painter();
    let stroke = Stroke::new(1.6, colour);
    let arrow = |dx: f32, up: bool| {
        let tip = if up { -4.0 } else { 4.0 };
        let points = vec![center + vec2(dx - 3.5, -tip * 0.6), center + vec2(dx + 3.5, -tip * 0.6), center + vec2(dx, tip)];
        painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
    };
    match verdict {
        Verdict::Stronger => arrow(0.0, true),
        Verdict::Weaker => arrow(0.0, false),
        Verdict::Mixed => {
            arrow(-3.0, true);
            arrow(4.0, false);
        }
        Verdict::Level | Verdict::Kept => {
            let gap = if verdict == Verdict::Level { 2.0 } else { 0.0 };
            painter.line_segment([center + vec2(-4.5, -gap), center + vec2(4.5, -gap)], stroke);
            painter.line_segment([center + vec2(-4.5, gap), center + vec2(4.5, gap)], stroke);
        }
        Verdict::New => {
            painter.line_segment([center + vec2(-4.5, 0.0), center + vec2(4.5, 0.0)], stroke);
            painter.line_segment([center + vec2(0.0, -4.5), center + vec2(0.0, 4.5)], stroke);
        }
        Verdict::Dropped => {
            painter.circle_stroke(center, 4.0, Stroke::new(1.2, colour));
        }
        Verdict::Passing => {
            painter.circle_filled(center, 2.0, colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn the_columns_leave_every_document_room_and_never_cross() {
        for width in [520.0, 799.0, 800.0, 1020.0, 1980.0, 2300.0] {
            for documents in 2..=5 {
                let columns = Columns::new(width, documents);
                assert_eq!(columns.said.len(), documents);
                assert!(columns.said[0].0 >= columns.verdict.1, "{width} {documents} {columns:?}");
                assert!(columns.said.windows(2).all(|w| w[0].1 < w[1].0), "{width} {documents}");
                assert!(columns.said.iter().all(|c| c.1 - c.0 > 55.0), "{width} {documents} {columns:?}");
                assert!(columns.said[documents - 1].1 <= width);
            }
        }
    }
}
