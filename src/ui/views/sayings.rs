//! What rows of initiatives have in common in the views of gaps and of years: the name, a document's quotes, the hint over one.
//!
//! In: what a list of quotes is painted from ([`Sayings`]). Out: quotes set in their width ([`Quote`]), painted as controls of their own. Where
//! they stand and which there are is each view's own.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::LayoutJob;
use egui::{
    Align, Color32, CursorIcon, Galley, Id, Label, Rect, Response, RichText, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::ledger::{self, Look};
use super::quotes::{self, Setting};
use super::widgets;
use crate::compare::{Commitment, Comparison, Initiative, Origin, Saying};
use crate::initiative::Category;
use crate::text::without_note_marks;
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};

/// Size of quotes.
const QUOTE_SIZE: f32 = 13.5;
/// Where a name begins: after the triangle and the tick.
pub const NAME_LEFT: f32 = 30.0;
/// Height of the line with the section path over a quote, in points.
const PATH_LINE: f32 = 18.0;
/// Between two quotes, in points.
const BELOW: f32 = 7.0;
/// A hint is not wider, in points.
const HINT_WIDTH: f32 = 380.0;

/// What quotes are painted from.
pub struct Sayings<'a> {
    /// The comparison.
    pub comparison: Arc<Comparison>,
    /// Keys of its documents.
    pub compared: &'a [DocumentKey],
    /// Their letters.
    pub letters: Vec<String>,
    /// Their street, year and kind.
    pub labels: Vec<String>,
    /// The colours.
    pub palette: &'a Palette,
}

/// A saying of one document about one initiative.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// Index of the initiative.
    pub initiative: usize,
    /// Index of the document.
    pub document: usize,
    /// The saying.
    pub saying: &'a Saying,
    /// The verb that is marked in it.
    pub verb: Option<Commitment>,
}

/// A quote of an open row, set.
pub struct Quote {
    /// Index of the document.
    pub document: usize,
    /// Its height with what is above and below it, in points.
    pub height: f32,
    path: String,
    sentence: String,
    galley: Arc<Galley>,
}

impl<'a> Sayings<'a> {
    /// Of the comparison that shows.
    pub fn new(state: &'a AppState, palette: &'a Palette) -> Self {
        Self {
            comparison: Arc::clone(&state.comparison),
            compared: &state.compared,
            letters: state.compared.iter().map(|key| state.letter_of(*key)).collect(),
            labels: state.comparison.documents.iter().map(|d| d.label()).collect(),
            palette,
        }
    }

    /// An initiative's name in at most so many rows, with the triangle that says whether its row is open, and the tick of its policy area.
    pub fn name(&self, ui: &Ui, left: f32, middle: f32, (room, rows): (f32, usize), initiative: &Initiative, open: bool) {
        let palette = self.palette;
        ledger::disclosure(ui, pos2(left + 11.0, middle), open, palette.quiet);
        let colour = palette.category(initiative.category);
        let tick = Rect::from_center_size(pos2(left + 22.5, middle), vec2(3.0, 14.0));
        if initiative.origin == Origin::Discovered {
            ui.painter().rect_stroke(tick.expand(0.5), 1.0, Stroke::new(1.0, colour), StrokeKind::Inside);
        } else {
            ui.painter().rect_filled(tick, 1.0, colour);
        }
        let mut job = LayoutJob::simple(initiative.name.clone(), theme::hei_bold(13.5), palette.ink, room.max(0.0));
        job.wrap.max_rows = rows;
        job.wrap.break_anywhere = true;
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        ui.painter().galley(pos2(left + NAME_LEFT, middle - galley.size().y / 2.0), galley, palette.ink);
    }

    /// The text of a document's quote as it stands.
    pub fn sentence(&self, of: Of<'_>) -> &str {
        self.comparison.documents.get(of.document).map_or("", |d| of.saying.sentence.of(&d.text))
    }

    /// The headings above a quote.
    pub fn path(&self, of: Of<'_>) -> String {
        self.comparison.documents.get(of.document).map_or_else(String::new, |d| quotes::path(d, of.saying.section))
    }

    /// What screen readers call a quote: the document, the words.
    pub fn spoken(&self, document: usize, sentence: &str) -> String {
        let label = self.labels.get(document).map_or("", String::as_str);
        tf("{}：{}", &[&label, &without_note_marks(sentence)])
    }

    /// A quote in so much room, its marks on.
    pub fn galley(&self, ui: &Ui, of: Of<'_>, width: f32, rows: usize) -> Arc<Galley> {
        let text = self.comparison.documents.get(of.document).map_or("", |d| d.text.as_str());
        let category = self.comparison.initiatives.get(of.initiative).map_or(Category::Other, |i| i.category);
        let marks = quotes::marks(&self.comparison, of.initiative, of.document, of.saying, of.verb);
        quotes::galley(ui, text, of.saying.sentence, &marks, &Setting { palette: self.palette, category, size: QUOTE_SIZE, width, rows })
    }

    /// A quote of an open row, its section path above it.
    pub fn quote(&self, ui: &Ui, of: Of<'_>, width: f32) -> Quote {
        let galley = self.galley(ui, of, width - 10.0, usize::MAX);
        let path = self.path(of);
        let path = if of.saying.sure || path.is_empty() { path } else { tf("存疑　{}", &[&path]) };
        let height = galley.size().y + BELOW + if path.is_empty() { 0.0 } else { PATH_LINE };
        Quote { document: of.document, height, path, sentence: self.sentence(of).to_owned(), galley }
    }

    /// Paints a quote of an open row, the `part`th of the row, in its area. Whether it was clicked.
    pub fn show(&self, ui: &Ui, quote: &Quote, area: Rect, id: Id, (part, look): (usize, &Look), colour: Color32) -> bool {
        let palette = self.palette;
        let response = ui.interact(area, id, Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, self.spoken(quote.document, &quote.sentence)));
        if response.hovered() {
            ui.painter().rect_filled(area, 4.0, palette.chosen.gamma_multiply(0.6));
        }
        let edge = Rect::from_min_max(area.min + vec2(1.0, 4.0), pos2(area.left() + 3.0, area.bottom() - 4.0));
        ui.painter().rect_filled(edge, 1.0, colour.gamma_multiply(0.6));
        let mut at = area.min + vec2(9.0, 2.0);
        if !quote.path.is_empty() {
            let galley = quotes::line(ui, &quote.path, theme::hei(12.0), palette.quiet, area.width() - 12.0);
            ui.painter().galley(at, galley, palette.quiet);
            at.y += PATH_LINE;
        }
        ui.painter().galley(at, Arc::clone(&quote.galley), palette.ink);
        if look.part == Some(part) {
            look.part_rect.set(Some(area));
            if look.ring {
                ledger::ring(ui, area, palette);
            }
        }
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(t("点击到正文，并排对读")).clicked()
    }

    /// The whole of a quote on hover, what else there is to say of it, and what a click does.
    pub fn hinted(&self, response: Response, of: Of<'_>, title: &str, more: Option<String>) -> Response {
        if !response.hovered() {
            return response;
        }
        let palette = self.palette;
        let response = response.on_hover_ui(|ui| {
            ui.set_max_width(HINT_WIDTH);
            let aside = |text: String| RichText::new(text).font(theme::hei(12.5)).color(palette.quiet);
            if !title.is_empty() {
                ui.label(RichText::new(title).font(theme::hei_bold(13.0)).color(palette.ink));
            }
            let label = self.labels.get(of.document).cloned().unwrap_or_default();
            let path = self.path(of);
            let place = if path.is_empty() { label } else { format!("{label}　{path}") };
            ui.add(Label::new(aside(place)).wrap());
            let quote = widgets::quote_marks(self.sentence(of), &[], QUOTE_SIZE, palette.ink, palette, HINT_WIDTH);
            ui.with_layout(egui::Layout::top_down(Align::Min), |ui| ui.add(Label::new(quote).wrap()));
            if let Some(more) = more {
                ui.label(aside(more));
            }
            ui.label(aside(t("点击到正文，并排对读").to_owned()));
        });
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}
