//! Colours and measures of the window, light and dark. The only place that names a colour.
//!
//! Paper, not dashboard: warm neutral ground, white panes, one accent (cinnabar) for where you are.

use egui::epaint::FontColorTransferFunction;
use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, Style, TextStyle, Visuals};

use super::reader::{ReaderColours, ReaderStyle, StripColours};
use crate::initiative::Category;
use crate::workspace::ColourSet;

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
    /// Colours of the policy areas.
    pub colours: ColourSet,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub(super) const LIGHT: Palette = Palette {
    ground: rgb(0x00f3_f1ec),
    paper: rgb(0x00ff_fefb),
    ink: rgb(0x0023_262b),
    quiet: rgb(0x0062_666d),
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
    colours: ColourSet::Usual,
};

pub(super) const DARK: Palette = Palette {
    ground: rgb(0x001d_1e20),
    paper: rgb(0x0025_2629),
    ink: rgb(0x00e3_e0d9),
    quiet: rgb(0x00a2_a4a5),
    line: rgb(0x003a_3b3f),
    accent: rgb(0x00ec_7a68),
    chosen: rgb(0x003d_362f),
    band: rgb(0x002c_2c2e),
    filled: rgb(0x00e3_e0d9),
    on_filled: rgb(0x001d_1e20),
    selection: rgb(0x0034_4f70),
    find: rgb(0x0066_5518),
    find_current: rgb(0x008e_5200),
    dark: true,
    colours: ColourSet::Usual,
};

impl Palette {
    /// The palette of egui's current theme.
    pub fn of(ctx: &egui::Context) -> Self {
        let colours = ctx.data(|d| d.get_temp(colours_id())).unwrap_or_default();
        Self { colours, ..if ctx.theme() == egui::Theme::Dark { DARK } else { LIGHT } }
    }

    /// The colour of a policy area: ticks, rules and bars.
    pub const fn category(&self, category: Category) -> Color32 {
        let (light, dark) = match self.colours {
            ColourSet::Usual => usual(category),
            ColourSet::Safe => safe(category),
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

/// Where the choice of colours is kept for [`Palette::of`].
fn colours_id() -> egui::Id {
    egui::Id::unique("colours-of-policy-areas")
}

/// From now on policy areas have these colours.
pub fn use_colours(ctx: &egui::Context, colours: ColourSet) {
    ctx.data_mut(|d| d.insert_temp(colours_id(), colours));
    ctx.request_repaint();
}

/// Light and dark colour of a policy area.
const fn usual(category: Category) -> (u32, u32) {
    match category {
        Category::Party => (0x009b_2c3a, 0x00e0_7a86),
        Category::Economy => (0x001f_6f78, 0x0063_bcc6),
        Category::Renewal => (0x00a0_6a12, 0x00dd_ac5c),
        Category::Environment => (0x002f_7d4f, 0x0072_c493),
        Category::Digital => (0x002b_62a8, 0x0080_b1ea),
        Category::Livelihood | Category::Elderly => (0x00b4_551d, 0x00ec_9b66),
        Category::Safety | Category::Law => (0x0059_606b, 0x00a9_b1bd),
        Category::Civility | Category::Other => (0x007a_4f9a, 0x00bf_9bdc),
    }
}

/// Colours that begin with those of Okabe and Ito and are moved apart until any two differ in lightness or in a hue that everyone sees,
/// whichever of the three kinds of cone is missing; a test measures it.
const fn safe(category: Category) -> (u32, u32) {
    match category {
        Category::Party => (0x00d7_0039, 0x00ff_4e25),
        Category::Economy => (0x0000_928d, 0x003b_eed2),
        Category::Renewal => (0x00d7_5f00, 0x00ff_bd00),
        Category::Environment => (0x006d_8b5f, 0x00af_ca81),
        Category::Digital => (0x004a_29b1, 0x008c_83ec),
        Category::Livelihood | Category::Elderly => (0x0044_4a09, 0x00e4_d869),
        Category::Safety | Category::Law => (0x0074_6bff, 0x009a_c9ff),
        Category::Civility | Category::Other => (0x0092_5db7, 0x00dd_6886),
    }
}

/// How the reader sets text at `size` points with rows `line_spacing` sizes high.
pub fn reader_style(palette: &Palette, size: f32, line_spacing: f32) -> ReaderStyle {
    ReaderStyle {
        body: FontFamily::Name(SONG.into()),
        strong: FontFamily::Name(HEI_BOLD.into()),
        heading: FontFamily::Name(HEI_BOLD.into()),
        size,
        line_height: line_spacing,
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

/// How much stronger the edges of glyphs are than the ink that covers them: 1 is as drawn, less is stronger.
const GAMMA: f32 = 0.75;

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = None;
    // One for light and dark: with another one all glyphs would be drawn anew. Between egui's two, as dark text on paper looks as strong as
    // light text on a dark ground.
    visuals.text_options.color_transfer_function = FontColorTransferFunction::Gamma(GAMMA);
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

#[cfg(test)]
mod tests {
    use egui::Color32;

    use super::{ColourSet, DARK, LIGHT, Palette};
    use crate::initiative::Category;

    fn linear(c: Color32) -> [f32; 3] {
        [c.r(), c.g(), c.b()].map(|v| {
            let v = f32::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn times(rows: &[[f32; 3]; 3], v: [f32; 3]) -> [f32; 3] {
        rows.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum::<f32>().clamp(0.0, 1.0))
    }

    /// Contrast as WCAG 2 has it.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |c| times(&[[0.2126, 0.7152, 0.0722], [0.0; 3], [0.0; 3]], linear(c))[0];
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// As those see who lack one kind of cone, completely (Machado and others, 2009), and as most do.
    const EYES: [[[f32; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ];

    /// How far apart two colours are for these eyes: the distance in CIELAB; 2 is just visible.
    fn distance(eyes: &[[f32; 3]; 3], a: Color32, b: Color32) -> f32 {
        const XYZ: [[f32; 3]; 3] = [[0.4339, 0.3762, 0.1899], [0.2127, 0.7152, 0.0722], [0.0178, 0.1095, 0.8730]];
        let lab = |c| {
            let f = times(&XYZ, times(eyes, linear(c))).map(|v| if v > 0.008_856 { v.cbrt() } else { 7.787 * v + 16.0 / 116.0 });
            [116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])]
        };
        lab(a).iter().zip(lab(b)).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt()
    }

    fn palettes() -> impl Iterator<Item = Palette> {
        [LIGHT, DARK].into_iter().flat_map(|palette| [ColourSet::Usual, ColourSet::Safe].map(|colours| Palette { colours, ..palette }))
    }

    #[test]
    fn text_and_marks_stand_out_on_every_ground_in_every_palette() {
        for palette in palettes() {
            let grounds = [palette.ground, palette.paper, palette.band, palette.chosen];
            for (what, ink) in [("ink", palette.ink), ("quiet", palette.quiet), ("accent", palette.accent)] {
                for ground in grounds.iter().take(if what == "accent" { 3 } else { 4 }) {
                    assert!(contrast(ink, *ground) >= 4.5, "{what} on {ground:?}: {} {palette:?}", contrast(ink, *ground));
                }
            }
            assert!(contrast(palette.on_filled, palette.filled) >= 4.5);
            for behind in [palette.selection, palette.find, palette.find_current] {
                assert!(contrast(palette.ink, behind) >= 4.5, "ink on {behind:?}");
            }
            for category in Category::ALL {
                for ground in grounds {
                    let found = contrast(palette.category(category), ground);
                    assert!(found >= 3.0, "{category:?} on {ground:?}: {found} in {:?}", palette.colours);
                }
            }
        }
    }

    #[test]
    fn the_safe_colours_are_far_apart_for_all_eyes() {
        for palette in palettes().filter(|p| p.colours == ColourSet::Safe) {
            for (k, a) in Category::ALL.into_iter().enumerate() {
                for b in Category::ALL.into_iter().take(k) {
                    let (one, other) = (palette.category(a), palette.category(b));
                    if one == other {
                        continue;
                    }
                    for eyes in &EYES {
                        let apart = distance(eyes, one, other);
                        assert!(apart >= 18.0, "{a:?} and {b:?}: {apart}");
                    }
                }
            }
        }
    }
}
