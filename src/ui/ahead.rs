//! Glyphs drawn ahead: what the open documents and the window say, in the sizes in which it will be shown, some in each idle frame.
//!
//! In: the open documents, the comparison, the text's size. Out: glyphs in egui's font atlas; nothing on the screen. A glyph takes some tenth of
//! a millisecond where it is painted for the first time, and another size of the same face some milliseconds, since the hinting is set up anew:
//! a pane that scrolls, a drawer or a view that comes up would pay for hundreds of them in one frame. Here they are drawn face by face and size
//! by size, never in a frame in which the user does something.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use egui::epaint::text::FontsView;
use egui::{Color32, Context, FontId, Vec2};

use super::app::JieduApp;
use super::language::{Language, sayings, spoken};
use super::reader::glyphs_of;
use super::state::{AppState, DocumentKey, OpenState};
use super::theme;
use crate::compare::Comparison;
use crate::structure::Document;

/// A frame in which nothing happens draws so long.
const IDLE: Duration = Duration::from_micros(1500);
/// While documents are being read and compared there is more hurry: soon they come up.
const AT_WORK: Duration = Duration::from_millis(4);
/// For a wish of the user's, beside the panes' frame.
const WISHED: Duration = Duration::from_micros(3000);
/// Time from one frame to the next while there is something to draw: no hurry.
const PAUSE: Duration = Duration::from_millis(16);
/// Characters drawn between two looks at the clock.
const CHUNK: usize = 6;
/// Bytes of a document that a frame goes through for characters.
const READ: usize = 256 << 10;
/// Bytes of names and titles that are gone through.
const NAMES: usize = 256 << 10;
/// Most characters of one kind: the atlas is to hold them in all sizes.
const MOST_IN_TEXT: usize = 4000;
const MOST_IN_NAMES: usize = 2000;
/// Of a size in which only a few words are set so many characters are drawn: what costs most is the size itself.
const FEW: usize = 90;

/// What is drawn and what is to be drawn.
#[derive(Default)]
pub(super) struct Ahead {
    /// Of the documents' texts.
    text: Characters,
    /// Of names, titles and what the window says.
    names: Characters,
    /// Documents that were met.
    known: BTreeSet<DocumentKey>,
    /// Those that are not gone through to the end, and how far they are.
    unread: Vec<(Arc<Document>, usize)>,
    /// The comparison whose names were taken.
    named: Weak<Comparison>,
    styles: Vec<Style>,
    /// What the glyphs depend on.
    drawn_for: Option<(u32, u32, Language)>,
    /// The atlas's height: a lower one is a new one.
    atlas: usize,
    /// What is in view in the size that the user wishes, as far as it is not drawn.
    wished: Option<Wished>,
}

/// Glyphs that a new size of the text waits for.
struct Wished {
    size: f32,
    left: Vec<(FontId, Vec<char>)>,
}

/// Different characters, in the order in which they were met.
#[derive(Default)]
struct Characters {
    /// A bit for each character of the basic plane.
    met: Vec<u64>,
    list: Vec<char>,
}

/// A face in a size.
struct Style {
    font: FontId,
    /// Whether the documents' texts are set in it; else names.
    of_text: bool,
    /// So many characters at most.
    most: usize,
    /// So many of its characters are drawn.
    done: usize,
}

impl Characters {
    fn add(&mut self, text: &str, most: usize) {
        if self.met.is_empty() {
            self.met = vec![0; 0x1_0000 / 64];
        }
        for c in text.chars() {
            let (word, bit) = (c as usize / 64, 1 << (c as usize % 64));
            if let Some(met) = self.met.get_mut(word)
                && *met & bit == 0
                && self.list.len() < most
            {
                *met |= bit;
                if !c.is_control() && !c.is_whitespace() {
                    self.list.push(c);
                }
            }
        }
    }
}

/// Where the window sets text in, what comes up soonest first.
fn styles(text_size: f32) -> Vec<Style> {
    let style = |font: FontId, of_text: bool| Style { font, of_text, most: usize::MAX, done: 0 };
    let few = |font: FontId| Style { font, of_text: false, most: FEW, done: 0 };
    let head = (text_size * 1.1).round();
    let mut out = vec![
        style(theme::song(text_size), true),
        style(theme::hei(12.5), false),
        style(theme::hei(13.0), false),
        style(theme::hei_bold(text_size), false),
        style(theme::hei_bold(head), false),
        style(theme::song(13.5), true),
        style(theme::hei_bold(13.0), false),
        style(theme::hei_bold(13.5), false),
        style(theme::hei_bold(12.5), false),
        style(theme::hei(14.0), false),
        style(theme::hei(12.0), false),
        style(theme::song(14.0), true),
        few(theme::hei_bold(12.0)),
        few(theme::hei(11.5)),
        few(theme::hei(11.0)),
        few(theme::hei_bold(11.0)),
        few(theme::hei_bold(11.5)),
        few(theme::hei(13.5)),
        few(theme::hei(15.0)),
        few(theme::hei_bold(14.0)),
        few(theme::hei_bold(18.0)),
    ];
    let mut seen: Vec<FontId> = Vec::new();
    out.retain(|style| {
        let new = !seen.contains(&style.font);
        seen.push(style.font.clone());
        new
    });
    out
}

/// Puts glyphs into the atlas.
fn draw(fonts: &mut FontsView<'_>, font: &FontId, characters: &[char]) {
    let some: String = characters.iter().filter(|c| fonts.has_glyph(font, **c)).collect();
    drop(fonts.layout_no_wrap(some, font.clone(), Color32::PLACEHOLDER));
}

impl Wished {
    /// What the panes show, in the size that is wished for.
    fn new(state: &AppState) -> Self {
        let size = state.text_size;
        // Colours are all one for glyphs.
        let style = theme::reader_style(&theme::LIGHT, size, state.settings.values.line_spacing);
        let mut left: Vec<(FontId, Vec<char>)> = Vec::new();
        for key in &state.shown {
            let document = state.compared_index(*key).and_then(|k| state.comparison.documents.get(k));
            let seen = state.panes.get(key).and_then(|pane| pane.seen.as_ref());
            let Some((document, seen)) = document.zip(seen) else { continue };
            for (font, characters) in glyphs_of(document, seen.visible, &style) {
                match left.iter_mut().find(|(f, _)| *f == font) {
                    Some((_, all)) => all.extend(characters),
                    None => left.push((font, characters.into_iter().collect())),
                }
            }
        }
        for (_, characters) in &mut left {
            characters.sort_unstable();
            characters.dedup();
        }
        Self { size, left }
    }

    /// Draws until the time is over; whether all is drawn.
    fn draw(&mut self, fonts: &mut FontsView<'_>, time: Duration) -> bool {
        let start = Instant::now();
        while let Some((font, characters)) = self.left.last_mut() {
            if start.elapsed() >= time {
                return false;
            }
            let some = characters.split_off(characters.len().saturating_sub(CHUNK));
            draw(fonts, font, &some);
            if characters.is_empty() {
                self.left.pop();
            }
        }
        true
    }
}

impl Ahead {
    /// Takes in what is open, and begins anew where size, pixels or language are others.
    fn take_in(&mut self, state: &AppState, pixels_per_point: f32) {
        for open in &state.documents {
            if let OpenState::Ready(document) = &open.state
                && self.known.insert(open.key)
            {
                self.unread.push((Arc::clone(document), 0));
            }
        }
        let wanted = (state.text_size.to_bits(), pixels_per_point.to_bits(), spoken());
        if self.drawn_for != Some(wanted) {
            self.drawn_for = Some(wanted);
            self.styles = styles(state.text_size);
            sayings().for_each(|saying| self.names.add(saying, MOST_IN_NAMES));
        }
        if !std::ptr::eq(self.named.as_ptr(), Arc::as_ptr(&state.comparison)) {
            self.named = Arc::downgrade(&state.comparison);
            self.take_names(&state.comparison);
        }
        self.read_on();
    }

    fn take_names(&mut self, comparison: &Comparison) {
        let titles = comparison.documents.iter().flat_map(|d| d.sections.iter().map(|s| s.title.as_str()));
        let mut left = NAMES;
        for name in comparison.initiatives.iter().map(|i| i.name.as_str()).chain(titles) {
            self.names.add(name, MOST_IN_NAMES);
            left = left.saturating_sub(name.len());
            if left == 0 {
                break;
            }
        }
    }

    /// Goes through a part of the texts.
    fn read_on(&mut self) {
        let Some((document, at)) = self.unread.last_mut() else { return };
        let end = document.text.floor_char_boundary((*at + READ).min(document.text.len()));
        let part = document.text.get(*at..end).unwrap_or_default();
        self.text.add(part, MOST_IN_TEXT);
        *at = end;
        if end >= document.text.len() {
            self.unread.pop();
        }
    }

    /// Whether there is anything to draw. Before the first document there is not: nothing is to keep the first frame waiting.
    fn is_wanted(&self) -> bool {
        let open = |style: &Style| style.done < self.list(style).len();
        !self.text.list.is_empty() && (!self.unread.is_empty() || self.styles.iter().any(open))
    }

    fn list(&self, style: &Style) -> &[char] {
        let all = if style.of_text { &self.text.list } else { &self.names.list };
        &all[..all.len().min(style.most)]
    }

    /// Draws until the time is over or all is drawn.
    fn draw(&mut self, fonts: &mut FontsView<'_>, time: Duration) {
        let height = fonts.font_image_size()[1];
        if height < self.atlas {
            self.styles.iter_mut().for_each(|style| style.done = 0);
        }
        let start = Instant::now();
        for k in 0..self.styles.len() {
            while start.elapsed() < time {
                let style = &self.styles[k];
                let list = self.list(style);
                let end = (style.done + CHUNK).min(list.len());
                if style.done == end {
                    break;
                }
                draw(fonts, &style.font, &list[style.done..end]);
                self.styles[k].done = end;
            }
        }
        self.atlas = fonts.font_image_size()[1];
    }
}

impl JieduApp {
    /// Lets the panes have the size that the user wishes as soon as what they show is drawn in it. To be called before the views.
    pub(super) fn mind_text_size(&mut self, ctx: &Context) {
        let state = &mut self.state;
        let wish = state.text_size;
        if state.set_size.to_bits() == wish.to_bits() {
            return;
        }
        let wished = self.ahead.wished.take().filter(|wished| wished.size.to_bits() == wish.to_bits());
        let mut wished = wished.unwrap_or_else(|| Wished::new(state));
        if ctx.fonts_mut(|fonts| wished.draw(fonts, WISHED)) {
            state.set_size = wish;
        } else {
            self.ahead.wished = Some(wished);
            ctx.request_repaint();
        }
    }

    /// To be called at the end of each frame.
    pub(super) fn draw_ahead(&mut self, ctx: &Context) {
        self.ahead.take_in(&self.state, ctx.pixels_per_point());
        if !self.ahead.is_wanted() {
            return;
        }
        // Not at once: a window with only this to do is at rest.
        ctx.request_repaint_after(PAUSE);
        let state = &self.state;
        let glides = state.shown.iter().any(|key| state.panes.get(key).is_some_and(|p| p.reader.is_gliding()));
        let acts = ctx.input(|i| !i.raw.events.is_empty() || i.smooth_scroll_delta() != Vec2::ZERO);
        if glides || acts {
            return;
        }
        let time = if state.loading() > 0 || state.comparing() { AT_WORK } else { IDLE };
        ctx.fonts_mut(|fonts| self.ahead.draw(fonts, time));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use egui::RawInput;

    use super::{Ahead, Characters, MOST_IN_TEXT, styles};
    use crate::ui::install_fonts;

    #[test]
    fn each_character_is_met_once_and_no_more_than_there_is_room_for() {
        let mut some = Characters::default();
        some.add("推进垃圾，推进 加装\n电梯𠀀", MOST_IN_TEXT);
        assert_eq!(some.list.iter().collect::<String>(), "推进垃圾，加装电梯");
        some.add("甲乙丙", some.list.len() + 1);
        assert_eq!(some.list.iter().collect::<String>(), "推进垃圾，加装电梯甲");
    }

    #[test]
    fn no_face_is_drawn_twice_in_one_size() {
        for size in [11.0, 13.5, 14.0, 15.0, 30.0] {
            let fonts: Vec<_> = styles(size).into_iter().map(|s| s.font).collect();
            assert!(fonts.iter().enumerate().all(|(k, font)| !fonts[..k].contains(font)), "{size}");
        }
    }

    #[test]
    fn what_is_drawn_ahead_is_in_the_atlas_and_is_drawn_again_where_the_atlas_is_a_new_one() {
        let ctx = egui::Context::default();
        install_fonts(&ctx, &[]);
        let mut ahead = Ahead { styles: styles(15.0), ..Ahead::default() };
        ahead.text.add("一网统管，垃圾分类", 100);
        ahead.names.add("加装电梯", 100);
        let frame = |ahead: &mut Ahead| {
            let mut output = ctx.run_ui(RawInput::default(), |ui| ui.fonts_mut(|fonts| ahead.draw(fonts, Duration::from_secs(60))));
            output.textures_delta.clear();
        };
        assert!(ahead.is_wanted());
        frame(&mut ahead);
        assert!(!ahead.is_wanted());
        ahead.atlas = usize::MAX;
        frame(&mut ahead);
        assert!(!ahead.is_wanted() && ahead.atlas < usize::MAX, "drawn again in the same frame");
    }
}
