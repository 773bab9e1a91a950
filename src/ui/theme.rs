//! Colours and measures of the window, light and dark. The only place that names a colour.
//!
//! Paper, not dashboard: warm neutral ground, white panes, one accent (cinnabar) for where you are.

use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, Style, TextStyle, Visuals};

use super::reader::{ReaderColours, ReaderStyle, StripColours};
use crate::initiative::Category;

/// Name of the family of running text: song.
pub const SONG: &str = "song";
/// Song, bold.
pub const SONG_BOLD: &str = "song-bold";
/// Name of the family of headings and controls: hei.
pub const HEI: &str = "hei";
/// Hei, bold.
pub const HEI_BOLD: &str = "hei-bold";

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Color32,
    /// Of panes and fields.
    pub paper: Color32,
    /// Of text.
    pub ink: Color32,
    /// Of what is said aside.
    pub quiet: Color32,
    /// Between things.
    pub line: Color32,
    /// Where you are.
    pub accent: Color32,
    /// Behind the row that is chosen.
    pub chosen: Color32,
    /// Behind section paths and heads.
    pub band: Color32,
    /// Behind a filled control.
    pub filled: Color32,
    /// On a filled control.
    pub on_filled: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind hits of find.
    pub find: Color32,
    /// Behind the hit that find stands on.
    pub find_current: Color32,
    /// Whether this is the dark one.
    pub dark: bool,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub(super) const LIGHT: Palette = Palette {
    ground: rgb(0x00f3_f1ec),
    paper: rgb(0x00ff_fefb),
    ink: rgb(0x0023_262b),
    quiet: rgb(0x006b_6f76),
    line: rgb(0x00e2_ded5),
    accent: rgb(0x00b5_382a),
    chosen: rgb(0x00ef_e5d8),
    band: rgb(0x00fa_f6ef),
    filled: rgb(0x0023_262b),
    on_filled: rgb(0x00ff_fefb),
    selection: rgb(0x00c9_dcf2),
    find: rgb(0x00ff_ec99),
    find_current: rgb(0x00ff_c94d),
    dark: false,
};

const DARK: Palette = Palette {
    ground: rgb(0x001d_1e20),
    paper: rgb(0x0025_2629),
    ink: rgb(0x00e3_e0d9),
    quiet: rgb(0x009c_9e9f),
    line: rgb(0x003a_3b3f),
    accent: rgb(0x00ec_7a68),
    chosen: rgb(0x003d_362f),
    band: rgb(0x002c_2c2e),
    filled: rgb(0x00e3_e0d9),
    on_filled: rgb(0x001d_1e20),
    selection: rgb(0x0034_4f70),
    find: rgb(0x0066_5518),
    find_current: rgb(0x0093_6d10),
    dark: true,
};

impl Palette {
    /// The palette of egui's current theme.
    pub fn of(ctx: &egui::Context) -> Self {
        if ctx.theme() == egui::Theme::Dark { DARK } else { LIGHT }
    }

    /// The colour of a policy area: ticks, rules and bars.
    pub const fn category(&self, category: Category) -> Color32 {
        let (light, dark) = match category {
            Category::Party => (0x009b_2c3a, 0x00e0_7a86),
            Category::Economy => (0x001f_6f78, 0x0063_bcc6),
            Category::Renewal => (0x00a0_6a12, 0x00dd_ac5c),
            Category::Environment => (0x002f_7d4f, 0x0072_c493),
            Category::Digital => (0x002b_62a8, 0x0080_b1ea),
            Category::Livelihood | Category::Elderly => (0x00b4_551d, 0x00ec_9b66),
            Category::Safety | Category::Law => (0x0059_606b, 0x00a9_b1bd),
            Category::Civility | Category::Other => (0x007a_4f9a, 0x00bf_9bdc),
        };
        rgb(if self.dark { dark } else { light })
    }

    /// The paper, half seen through: over text that stands back.
    fn veil(&self) -> Color32 {
        self.paper.gamma_multiply(0.62)
    }

    /// Colours of the reader.
    pub fn reader(&self) -> ReaderColours {
        ReaderColours {
            ink: self.ink,
            quiet: self.quiet,
            accent: self.accent,
            selection: self.selection,
            find: self.find,
            find_current: self.find_current,
            veil: self.veil(),
        }
    }

    /// Colours of the strip beside a reader.
    pub const fn strip(&self) -> StripColours {
        StripColours { ground: self.band, view: self.line, edge: self.quiet }
    }
}

/// How the reader sets text at `size` points.
pub fn reader_style(palette: &Palette, size: f32) -> ReaderStyle {
    ReaderStyle {
        body: FontFamily::Name(SONG.into()),
        strong: FontFamily::Name(HEI_BOLD.into()),
        heading: FontFamily::Name(HEI_BOLD.into()),
        size,
        line_height: 1.75,
        margin_left: 14.0,
        margin_right: 14.0,
        drag_bar: false,
        colours: palette.reader(),
    }
}

/// A hei font for controls.
pub fn hei(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(HEI.into()))
}

/// A bold hei font for names and heads.
pub fn hei_bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(HEI_BOLD.into()))
}

/// A song font for quotes.
pub fn song(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SONG.into()))
}

/// Sets both themes' styles.
pub fn install(ctx: &egui::Context) {
    for (theme, palette) in [(egui::Theme::Light, LIGHT), (egui::Theme::Dark, DARK)] {
        ctx.style_mut_of(theme, |style| set_style(style, &palette));
    }
    ctx.options_mut(|options| {
        // The text's size is ours to change; egui would scale the whole window.
        options.zoom_with_keyboard = false;
        // A system that does not say gets paper.
        options.fallback_theme = egui::Theme::Light;
    });
}

fn set_style(style: &mut Style, palette: &Palette) {
    style.text_styles = [
        (TextStyle::Small, hei(12.0)),
        (TextStyle::Body, hei(14.0)),
        (TextStyle::Button, hei(14.0)),
        (TextStyle::Heading, hei_bold(18.0)),
        (TextStyle::Monospace, hei(13.0)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    style.spacing.button_padding = egui::vec2(10.0, 5.0);
    style.spacing.interact_size.y = 28.0;
    style.spacing.window_margin = egui::Margin::same(16);
    style.spacing.menu_margin = egui::Margin::same(8);
    style.interaction.selectable_labels = false;
    style.visuals = visuals(palette);
}

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = None;
    visuals.panel_fill = palette.ground;
    visuals.window_fill = palette.paper;
    visuals.extreme_bg_color = palette.paper;
    visuals.faint_bg_color = palette.band;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.0, palette.ink);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.accent;
    visuals.error_fg_color = palette.accent;
    let radius = CornerRadius::same(6);
    let widgets = &mut visuals.widgets;
    for (state, fill) in [
        (&mut widgets.noninteractive, palette.paper),
        (&mut widgets.inactive, palette.paper),
        (&mut widgets.hovered, palette.band),
        (&mut widgets.active, palette.chosen),
        (&mut widgets.open, palette.band),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, palette.line);
        state.fg_stroke = Stroke::new(1.0, palette.ink);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.quiet);
    visuals
}
