//! The rows of the gaps: policy area and name, who has it, a quote of each; open, all quotes with their section paths. Names and quotes are
//! painted by [`Sayings`].

use std::rc::Rc;

use egui::accesskit::Role as NodeRole;
use egui::{Align2, Color32, CursorIcon, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::compare::{GapRow, Initiative, Saying};
use crate::initiative::InitiativeId;
use crate::ui::command::Command;
use crate::ui::gaps::{GapRows, GapsCommand};
use crate::ui::language::{t, tf};
use crate::ui::state::AppState;
use crate::ui::theme::{self, Palette};
use crate::ui::views::ledger::{self, Act, Look, Rows};
use crate::ui::views::quotes;
use crate::ui::views::sayings::{NAME_LEFT, Of, Quote, Sayings};

/// From this width on names, documents and quotes stand beside each other, in points.
const WIDE: f32 = 720.0;
/// Height of the line of a name, in points.
const NAME_LINE: f32 = 30.0;
/// Height of the line of a quote, in points.
const QUOTE_LINE: f32 = 23.0;
/// A closed row shows so many quotes.
const MAX_LINES: usize = 3;
/// An open row shows so many quotes of one document.
const MAX_QUOTES: usize = 12;
/// More documents than this are counted and not named by their letters.
const MAX_BADGES: usize = 6;
/// Side of a letter's square.
const BADGE: f32 = 17.0;
/// What the rows are painted from.
pub struct List<'a> {
    sayings: Sayings<'a>,
    rows: &'a GapRows,
    bare: bool,
    columns: Columns,
}

/// Where things stand in a row, in points from its left.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Columns {
    wide: bool,
    /// Where the documents begin and end that have it.
    who: (f32, f32),
    /// Where the quotes begin and end.
    quotes: (f32, f32),
}

impl Columns {
    fn new(width: f32, documents: usize) -> Self {
        let wide = width >= WIDE;
        let badges = documents.saturating_sub(1).min(MAX_BADGES) as f32 * (BADGE + 3.0);
        let who = badges.max(58.0) + 44.0;
        if !wide {
            return Self { wide, who: (width - who - 8.0, width - 8.0), quotes: (NAME_LEFT - 4.0, width - 10.0) };
        }
        let name = (width * 0.23).clamp(170.0, 330.0).floor();
        Self { wide, who: (name, name + who), quotes: (name + who + 8.0, width - 10.0) }
    }

    fn quote_width(&self) -> f32 {
        self.quotes.1 - self.quotes.0
    }
}

impl<'a> List<'a> {
    /// The list of one frame, as wide as what is left of `ui`.
    pub fn new(ui: &Ui, state: &'a AppState, rows: &'a GapRows, palette: &'a Palette) -> Self {
        let width = ui.available_width() - 2.0 - ledger::BAR;
        Self { sayings: Sayings::new(state, palette), rows, bare: state.gaps.bare, columns: Columns::new(width, state.compared.len()) }
    }

    /// What a press on a row asks for.
    pub fn command(&self, row: usize, act: Act) -> Option<Command> {
        let entry = self.rows.gaps.rows.get(row)?;
        let id = self.of(row)?.1.id.clone();
        Some(Command::Gaps(match act {
            Act::Toggle => GapsCommand::Toggle(id),
            Act::Passages(0) => {
                let document = *entry.documents.first()?;
                let mention = self.rows.said(&self.sayings.comparison, entry.initiative, document).sayings.first()?.mention;
                GapsCommand::Open { id, key: *self.sayings.compared.get(document)?, mention }
            }
            Act::Passages(part) => {
                let (document, mention) = self.quotes(entry).into_iter().nth(part - 1)?;
                GapsCommand::Open { id, key: *self.sayings.compared.get(document)?, mention }
            }
        }))
    }

    fn of(&self, row: usize) -> Option<(&GapRow, &Initiative)> {
        let entry = self.rows.gaps.rows.get(row)?;
        Some((entry, self.sayings.comparison.initiatives.get(entry.initiative)?))
    }

    /// The quotes of an open row, in order: document and mention.
    fn quotes(&self, entry: &GapRow) -> Vec<(usize, usize)> {
        let of = |d: &usize| {
            let said = self.rows.said(&self.sayings.comparison, entry.initiative, *d);
            said.sayings.iter().take(MAX_QUOTES).map(|s| (*d, s.mention)).collect::<Vec<_>>()
        };
        entry.documents.iter().flat_map(of).collect()
    }

    fn lines(&self, entry: &GapRow) -> usize {
        if self.bare { 0 } else { entry.documents.len().min(MAX_LINES) }
    }

    /// The part of a row above what an open one adds.
    fn head_height(&self, entry: &GapRow, open: bool) -> f32 {
        let lines = if open { 0 } else { self.lines(entry) } as f32;
        match self.columns.wide {
            true => (lines * QUOTE_LINE + 9.0).max(NAME_LINE),
            false if lines > 0.0 => NAME_LINE + lines * QUOTE_LINE + 4.0,
            false => NAME_LINE,
        }
    }

    /// Everything that an open row adds, set.
    fn opened(&self, ui: &Ui, entry: &GapRow, initiative: &Initiative) -> Vec<Block> {
        let left = if self.columns.wide { self.columns.who.0 } else { self.columns.quotes.0 };
        let width = self.columns.quotes.1 - left - 20.0;
        let mut top = 2.0;
        let mut out = Vec::new();
        for document in &entry.documents {
            let said: Rc<_> = self.rows.said(&self.sayings.comparison, entry.initiative, *document);
            let mentions = initiative.mentions_in(*document).count();
            let more = said.sayings.len().saturating_sub(MAX_QUOTES);
            out.push(Block { top, left, what: What::Document { document: *document, mentions } });
            top += 24.0;
            for saying in said.sayings.iter().take(MAX_QUOTES) {
                let quote = self.sayings.quote(ui, self.about(entry, *document, saying), width);
                let height = quote.height;
                out.push(Block { top, left, what: What::Quote(quote) });
                top += height;
            }
            if more > 0 {
                out.push(Block { top, left, what: What::More(more) });
                top += 20.0;
            }
            top += 6.0;
        }
        out.push(Block { top, left, what: What::End });
        out
    }

    fn row_response(&self, ui: &Ui, rect: Rect, entry: &GapRow, initiative: &Initiative, look: &Look) -> Response {
        let response = ui.interact(rect, Id::unique(("gaps-row", initiative.id.as_str())), Sense::CLICK);
        let letters: Vec<&str> = entry.documents.iter().filter_map(|d| self.sayings.letters.get(*d)).map(String::as_str).collect();
        let spoken = tf(
            "{}，{}，{} 份其他文档提及，{} 处：{}",
            &[&initiative.name, &t(initiative.category.name()), &entry.others, &entry.mentions, &letters.join("、")],
        );
        response.widget_info(|| WidgetInfo::labeled(NodeRole::ListItem, true, &spoken));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(look.open));
        response
    }

    fn name(&self, ui: &Ui, rect: Rect, entry: &GapRow, initiative: &Initiative, look: &Look) {
        let palette = self.sayings.palette;
        let middle = rect.top() + NAME_LINE / 2.0;
        let room = self.columns.who.0 - NAME_LEFT - 10.0;
        self.sayings.name(ui, rect.left(), middle, (room, 1), initiative, look.open);
        if self.columns.wide && rect.height() > 2.0 * QUOTE_LINE {
            let mut facts = format!("{} · {}", t(initiative.category.name()), tf("{} 处", &[&entry.mentions]));
            if entry.numbers > 0 {
                facts.push_str(&format!(" · {}", tf("{} 个数字", &[&entry.numbers])));
            }
            let galley = quotes::line(ui, &facts, theme::hei(12.0), palette.quiet, room);
            ui.painter().galley(pos2(rect.left() + NAME_LEFT, middle + 9.0), galley, palette.quiet);
        }
    }

    /// Letters of the documents that have it and how many of the others they are; of many a bar.
    fn who(&self, ui: &Ui, rect: Rect, entry: &GapRow, initiative: &Initiative) {
        let palette = self.sayings.palette;
        let middle = rect.top() + NAME_LINE / 2.0;
        let others = self.sayings.compared.len() - 1;
        let (left, right) = (rect.left() + self.columns.who.0, rect.left() + self.columns.who.1);
        let having = entry.documents.iter().filter(|d| **d != self.rows.document);
        if others <= MAX_BADGES {
            let own_less: Vec<&usize> = having.collect();
            let mut x = left;
            for document in (0..self.sayings.compared.len()).filter(|d| *d != self.rows.document) {
                let badge = Rect::from_min_size(pos2(x, middle - BADGE / 2.0), vec2(BADGE, BADGE));
                self.badge(ui, badge, document, own_less.contains(&&document));
                x += BADGE + 3.0;
            }
        } else {
            let bar = Rect::from_min_max(pos2(left, middle - 4.0), pos2(right - 48.0, middle + 4.0));
            ui.painter().rect_filled(bar, 2.0, palette.line);
            let share = entry.others as f32 / others as f32;
            let filled = bar.with_max_x(bar.left() + bar.width() * share);
            ui.painter().rect_filled(filled, 2.0, palette.category(initiative.category));
        }
        let count = format!("{}/{others}", entry.others);
        ui.painter().text(pos2(right - 4.0, middle), Align2::RIGHT_CENTER, count, theme::hei(12.5), palette.quiet);
    }

    /// How many documents a closed row has no line for.
    fn unquoted(&self, ui: &Ui, rect: Rect, entry: &GapRow) {
        let more = entry.documents.len().saturating_sub(MAX_LINES);
        if more > 0 && !self.bare && self.columns.wide {
            let at = pos2(rect.left() + self.columns.who.1 - 4.0, rect.top() + NAME_LINE / 2.0 + 2.0 * QUOTE_LINE);
            ui.painter().text(at, Align2::RIGHT_CENTER, tf("另 {} 份", &[&more]), theme::hei(12.0), self.sayings.palette.quiet);
        }
    }

    /// A letter: filled where the document has it, outlined and faint where not.
    fn badge(&self, ui: &Ui, rect: Rect, document: usize, has: bool) {
        let palette = self.sayings.palette;
        let letter = self.sayings.letters.get(document).map_or("", String::as_str);
        let (fill, ink) = if has { (palette.line, palette.ink) } else { (Color32::TRANSPARENT, palette.quiet.gamma_multiply(0.55)) };
        ui.painter().rect(rect, 4.0, fill, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        let font = if has { theme::hei_bold(11.0) } else { theme::hei(11.0) };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, letter, font, ink);
    }

    /// What a document of a row says.
    fn about<'s>(&self, entry: &GapRow, document: usize, saying: &'s Saying) -> Of<'s> {
        Of { initiative: entry.initiative, document, saying, verb: None }
    }

    /// One line of a closed row: letter, quote, section path.
    fn line(&self, ui: &Ui, rect: Rect, entry: &GapRow, initiative: &Initiative, document: usize) -> Option<Response> {
        let said = self.rows.said(&self.sayings.comparison, entry.initiative, document);
        let of = self.about(entry, document, said.sayings.first()?);
        let palette = self.sayings.palette;
        let response = ui.interact(rect, Id::unique(("gaps-line", initiative.id.as_str(), document)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(NodeRole::Link, true, self.sayings.spoken(document, self.sayings.sentence(of))));
        if !ui.is_rect_visible(rect) {
            return Some(response);
        }
        if response.hovered() {
            ui.painter().rect_filled(rect, 4.0, palette.chosen.gamma_multiply(0.6));
        }
        let middle = rect.center().y;
        self.badge(ui, Rect::from_min_size(pos2(rect.left() + 2.0, middle - BADGE / 2.0), vec2(BADGE, BADGE)), document, true);
        let path_room = if rect.width() > 430.0 { rect.width() * 0.3 } else { 0.0 };
        let width = rect.width() - BADGE - 12.0 - if path_room > 0.0 { path_room + 14.0 } else { 0.0 };
        let galley = self.sayings.galley(ui, of, width, 1);
        ui.painter().galley(pos2(rect.left() + BADGE + 8.0, middle - galley.size().y / 2.0), galley, palette.ink);
        if path_room > 0.0 {
            let galley = quotes::line(ui, &self.sayings.path(of), theme::hei(12.0), palette.quiet, path_room);
            ui.painter().galley(pos2(rect.right() - path_room, middle - galley.size().y / 2.0), galley, palette.quiet);
        }
        Some(self.sayings.hinted(response, of, &initiative.name, None))
    }

    /// What an open row adds. Returns the quote that was clicked, from one.
    fn open_part(&self, ui: &Ui, rect: Rect, entry: &GapRow, initiative: &Initiative, look: &Look) -> Option<usize> {
        let palette = self.sayings.palette;
        let mut part = 0;
        let mut clicked = None;
        for block in self.opened(ui, entry, initiative) {
            let at = pos2(rect.left() + block.left, rect.top() + block.top);
            match block.what {
                What::Document { document, mentions } => {
                    let badge = Rect::from_min_size(at + vec2(0.0, 3.0), vec2(BADGE, BADGE));
                    self.badge(ui, badge, document, true);
                    let text = format!("{}　{}", self.sayings.labels[document], tf("{} 处", &[&mentions]));
                    let galley = quotes::line(ui, &text, theme::hei_bold(12.5), palette.ink, rect.right() - at.x - BADGE - 20.0);
                    ui.painter().galley(at + vec2(BADGE + 7.0, 11.5 - galley.size().y / 2.0), galley, palette.ink);
                }
                What::Quote(quote) => {
                    part += 1;
                    let area = Rect::from_min_max(at, pos2(rect.left() + self.columns.quotes.1, at.y + quote.height - 2.0));
                    let id = Id::unique(("gaps-quote", initiative.id.as_str(), quote.document, part));
                    if self.sayings.show(ui, &quote, area, id, (part, look), palette.category(initiative.category)) {
                        clicked = Some(part);
                    }
                }
                What::More(more) => {
                    let text = tf("还有 {} 处", &[&more]);
                    ui.painter().text(at + vec2(10.0, 9.0), Align2::LEFT_CENTER, text, theme::hei(12.0), palette.quiet);
                }
                What::End => {}
            }
        }
        clicked
    }
}

/// A piece of what an open row adds.
struct Block {
    /// From the end of the row's head, in points.
    top: f32,
    /// From the row's left, in points.
    left: f32,
    what: What,
}

/// What a piece is.
enum What {
    /// The document whose quotes follow.
    Document { document: usize, mentions: usize },
    /// A quote.
    Quote(Quote),
    /// How many more there are.
    More(usize),
    /// Nothing: its top is the height of all.
    End,
}

impl Rows for List<'_> {
    fn count(&self) -> usize {
        self.rows.gaps.rows.len()
    }

    fn initiative(&self, row: usize) -> Option<&InitiativeId> {
        self.of(row).map(|(_, initiative)| &initiative.id)
    }

    fn height(&self, ui: &Ui, row: usize, open: bool) -> f32 {
        let Some((entry, initiative)) = self.of(row) else { return 0.0 };
        let head = self.head_height(entry, open);
        if !open {
            return head;
        }
        head + self.opened(ui, entry, initiative).last().map_or(0.0, |end| end.top)
    }

    fn parts(&self, row: usize, open: bool) -> usize {
        match self.of(row) {
            Some((entry, _)) if open => self.quotes(entry).len(),
            _ => 0,
        }
    }

    fn paint(&self, ui: &mut Ui, row: usize, rect: Rect, look: &Look) -> Option<Act> {
        let (entry, initiative) = self.of(row)?;
        let head = rect.with_max_y(rect.top() + self.head_height(entry, look.open));
        // The quotes are for themselves: what is pressed in the middle of a row must be the row.
        let own = match (self.columns.wide, look.open || self.bare) {
            (_, true) => head,
            (true, false) => head.with_max_x(head.left() + self.columns.who.1),
            (false, false) => head.with_max_y(head.top() + NAME_LINE - 2.0),
        };
        let response = self.row_response(ui, own, entry, initiative, look);
        let mut act = response.clicked().then_some(Act::Toggle);
        let visible = ui.is_rect_visible(rect);
        if visible {
            ledger::ground(ui, rect, look, self.sayings.palette);
            self.name(ui, head, entry, initiative, look);
            self.who(ui, head, entry, initiative);
            if !look.open {
                self.unquoted(ui, head, entry);
            }
        }
        if look.open {
            if visible {
                let below = rect.with_min_y(head.bottom());
                act = self.open_part(ui, below, entry, initiative, look).map(Act::Passages).or(act);
            }
        } else {
            let top = head.top() + if self.columns.wide { 4.0 } else { NAME_LINE - 2.0 };
            for (k, document) in entry.documents.iter().take(self.lines(entry)).enumerate() {
                let line = Rect::from_min_size(
                    pos2(rect.left() + self.columns.quotes.0, top + k as f32 * QUOTE_LINE),
                    vec2(self.columns.quote_width(), QUOTE_LINE),
                );
                if self.line(ui, line, entry, initiative, *document).is_some_and(|r| r.clicked()) {
                    let key = self.quotes(entry).iter().position(|(d, _)| d == document);
                    act = key.map(|at| Act::Passages(at + 1)).or(act);
                }
            }
        }
        if visible {
            let whole = response.on_hover_cursor(CursorIcon::PointingHand);
            if whole.hovered() {
                whole.on_hover_text(format!("{}\n{}", initiative.name, t("点击展开或收起全部原句")));
            }
        }
        act
    }
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn the_columns_leave_the_quotes_room_and_never_cross() {
        for width in [520.0, 719.0, 720.0, 1020.0, 1980.0, 2300.0] {
            for documents in [2, 5, 7, 8, 30] {
                let columns = Columns::new(width, documents);
                assert!(columns.who.0 > 120.0 && columns.who.1 <= width, "{width} {documents} {columns:?}");
                assert!(columns.quote_width() > 300.0, "{width} {documents} {columns:?}");
                assert!(!columns.wide || columns.quotes.0 > columns.who.1, "{width} {documents} {columns:?}");
            }
        }
    }
}
