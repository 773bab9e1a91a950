//! Quotes with several stretches of them marked: the initiative's name, the verb that governs it, numbers.
//!
//! Each mark has a form beside its colour: the name is bold and underlined, a verb stands on a band, a number is bold with a thin line below.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, Galley, Stroke, Ui};

use crate::compare::{Commitment, Comparison, Saying, clause_start};
use crate::initiative::Category;
use crate::structure::Document;
use crate::text::Span;
use crate::ui::apply::section_label;
use crate::ui::theme::{self, Palette};
use crate::ui::views::widgets;

/// Height of a quote's row over its size.
const LINE_HEIGHT: f32 = 1.55;

/// What a stretch of a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The initiative as the document writes it.
    Name,
    /// The verb that governs it.
    Verb,
    /// A number of it.
    Number,
}

/// What is marked in a sentence, by place; none overlap. The first of two that do is kept.
pub fn marks(comparison: &Comparison, initiative: usize, document: usize, saying: &Saying, verb: Option<Commitment>) -> Vec<(Span, Mark)> {
    let Some(known) = comparison.initiatives.get(initiative) else { return Vec::new() };
    let mentions = known.mentions_in(document).skip(saying.mention).take_while(|m| m.span.start < saying.sentence.end);
    let mut all: Vec<(Span, Mark)> = mentions.map(|m| (m.span, Mark::Name)).collect();
    all.extend(verb.map(|v| (v.verb, Mark::Verb)));
    all.extend(saying.numbers.iter().filter_map(|k| Some((comparison.measures.get(*k)?.measure.span, Mark::Number))));
    all.retain(|(span, _)| saying.sentence.contains(*span) && !span.is_empty());
    all.sort_unstable();
    let mut end = 0;
    all.retain(|(span, _)| {
        let free = span.start.0 >= end;
        end = if free { span.end.0 } else { end };
        free
    });
    all
}

/// How a quote is set.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The colours.
    pub palette: &'a Palette,
    /// Of the initiative: the colour of its name.
    pub category: Category,
    /// In points.
    pub size: f32,
    /// In points.
    pub width: f32,
    /// So many rows at most; what is longer ends with ….
    pub rows: usize,
}

/// A sentence with its marks, set. Where only some rows show, it begins near what is marked.
pub fn galley(ui: &Ui, text: &str, sentence: Span, marks: &[(Span, Mark)], setting: &Setting<'_>) -> Arc<Galley> {
    let mut job = job(text, sentence, marks, setting);
    job.wrap.max_width = setting.width.max(20.0);
    job.wrap.max_rows = setting.rows;
    job.wrap.break_anywhere = setting.rows == 1;
    ui.fonts_mut(|f| f.layout_job(job))
}

fn job(text: &str, sentence: Span, marks: &[(Span, Mark)], setting: &Setting<'_>) -> LayoutJob {
    let start = lead(text, sentence, marks, setting);
    let plain = format(setting, None);
    let mut job = LayoutJob::default();
    if start > sentence.start.0 {
        job.append("…", 0.0, TextFormat { color: setting.palette.quiet, ..plain.clone() });
    }
    let mut at = start;
    for (span, mark) in marks {
        if span.start.0 < at {
            continue;
        }
        append(&mut job, text, at..span.start.0, &plain, setting);
        append(&mut job, text, span.range(), &format(setting, Some(*mark)), setting);
        at = span.end.0;
    }
    append(&mut job, text, at..sentence.end.0, &plain, setting);
    job
}

fn append(job: &mut LayoutJob, text: &str, range: Range<usize>, format: &TextFormat, setting: &Setting<'_>) {
    widgets::append_shown(job, text.get(range).unwrap_or_default(), format, setting.palette);
}

/// Where the quote begins so that the first thing marked shows.
fn lead(text: &str, sentence: Span, marks: &[(Span, Mark)], setting: &Setting<'_>) -> usize {
    if setting.rows > 2 {
        return sentence.start.0;
    }
    let first = marks.first().map_or(sentence.start.0, |(span, _)| span.start.0);
    // Half of the first row, and of a second one all but what the name needs.
    let chars = setting.width / setting.size * (setting.rows as f32 - 0.55);
    clause_start(text, sentence.start.0, first, chars.max(4.0) as usize)
}

fn format(setting: &Setting<'_>, mark: Option<Mark>) -> TextFormat {
    let Setting { palette, size, .. } = *setting;
    let plain = TextFormat {
        font_id: theme::song(size),
        color: palette.ink,
        line_height: Some(size * LINE_HEIGHT),
        valign: Align::Center,
        ..Default::default()
    };
    let bold = TextFormat { font_id: theme::hei_bold(size), ..plain.clone() };
    let colour = palette.category(setting.category);
    match mark {
        None => plain,
        Some(Mark::Name) => TextFormat { background: colour.gamma_multiply(0.16), underline: Stroke::new(1.5, colour), ..bold },
        Some(Mark::Verb) => TextFormat { background: palette.find, ..bold },
        Some(Mark::Number) => TextFormat { underline: Stroke::new(1.0, palette.quiet), ..bold },
    }
}

/// The headings above a place, outermost first; empty where there are none.
pub fn path(document: &Document, section: Option<usize>) -> String {
    let parts: Vec<String> =
        section.map(|s| document.section_path(s).into_iter().map(|k| section_label(document, k)).collect()).unwrap_or_default();
    parts.join(" › ")
}

/// One line of text, cut with … where it is longer than `width` points.
pub fn line(ui: &Ui, text: &str, font: egui::FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.max_width = width.max(0.0);
    ui.fonts_mut(|f| f.layout_job(job))
}

#[cfg(test)]
mod tests {
    use super::{Mark, Setting, job, lead};
    use crate::initiative::Category;
    use crate::text::Span;
    use crate::ui::theme::Palette;

    fn with<R>(rows: usize, width: f32, read: impl FnOnce(&Setting<'_>) -> R) -> R {
        let palette = Palette::of(&egui::Context::default());
        read(&Setting { palette: &palette, category: Category::Digital, size: 10.0, width, rows })
    }

    #[test]
    fn a_short_quote_begins_near_what_is_marked_and_a_long_one_at_its_start() {
        let text = "甲乙丙丁戊己庚辛，壬癸子丑寅卯，推进垃圾分类工作。";
        let at = text.find("推进").expect("there");
        let marks = [(Span::new(at, at + 6), Mark::Verb), (Span::new(at + 6, at + 18), Mark::Name)];
        let whole = Span::new(0, text.len());
        let begins = |rows, width| with(rows, width, |s| text[lead(text, whole, &marks, s)..].to_owned());
        assert!(begins(1, 200.0).starts_with("壬癸"), "{}", begins(1, 200.0));
        assert!(begins(2, 200.0).starts_with("甲乙"));
        assert!(begins(9, 60.0).starts_with("甲乙"));
        let cut = with(1, 200.0, |s| job(text, whole, &marks, s));
        assert_eq!(cut.text, "…壬癸子丑寅卯，推进垃圾分类工作。");
        assert_eq!(cut.sections.len(), 5);
        assert_eq!(with(9, 60.0, |s| job(text, whole, &marks, s)).text, text);
    }

    #[test]
    fn a_footnotes_mark_is_a_small_number() {
        let text = "推进两网[^3]融合。";
        let shown = with(9, 60.0, |s| job(text, Span::new(0, text.len()), &[], s));
        assert_eq!(shown.text, "推进两网3融合。");
        assert!(shown.sections[1].format.font_id.size < shown.sections[0].format.font_id.size);
        let name = text.find("两网").expect("there");
        let marked = [(Span::new(name, text.find('融').expect("there") + "融合".len()), Mark::Name)];
        assert_eq!(with(9, 60.0, |s| job(text, Span::new(0, text.len()), &marked, s)).text, "推进两网3融合。", "inside a name too");
    }

    #[test]
    fn cells_of_a_table_stand_on_one_line() {
        let text = "序号\t任务\t垃圾分类";
        assert_eq!(with(9, 60.0, |s| job(text, Span::new(0, text.len()), &[], s)).text, "序号 任务 垃圾分类");
    }
}
