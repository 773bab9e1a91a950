//! The settings: fonts, size, spacing, colours, language, what a start opens.
//!
//! In: what the user changes on the settings page. Out: the window in that way at once, and the session that keeps it. The system's fonts
//! are asked for on a thread of their own, since a system may have thousands; a family that is gone leaves the bundled faces in place.

use std::sync::mpsc;

use super::app::JieduApp;
use super::fonts::{self, ChosenFamilies, ChosenFamily};
use super::language::tf;
use super::state::{DEFAULT_TEXT_SIZE, TEXT_SIZES, ThemeChoice, TieMode};
use super::{apply, system_fonts, theme};
use crate::workspace::{ColourSet, Language, Settings};

/// Smallest and greatest height of a row of running text, in sizes.
pub const LINE_SPACINGS: std::ops::RangeInclusive<f32> = 1.3..=2.4;

/// What the settings page keeps.
#[derive(Debug, Clone, Default)]
pub struct SettingsState {
    /// Whether it shows.
    pub open: bool,
    /// What is set.
    pub values: Settings,
    /// What the system has to choose from.
    pub families: Families,
    /// The text that families' names must contain.
    pub family_filter: String,
    /// Chosen families that the system does not have, or that have no Chinese.
    pub missing: Vec<String>,
}

/// The system's families that can set Chinese.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Families {
    /// Nobody asked yet.
    #[default]
    Unasked,
    /// Asked.
    Asked,
    /// These.
    Known(Vec<String>),
    /// The system cannot be asked.
    Unknown,
}

/// A change of the settings.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// The family of running text; `None`: the bundled one.
    TextFont(Option<String>),
    /// The family of headings and controls; `None`: the bundled one.
    ControlFont(Option<String>),
    /// Size of running text, in points.
    TextSize(f32),
    /// Height of a row, in sizes.
    LineSpacing(f32),
    /// Colours of the policy areas.
    Colours(ColourSet),
    /// Whether a start with nothing else to open opens the samples.
    SamplesAtStart(bool),
    /// All as it was at first.
    Restore,
}

/// What comes from the threads that ask for fonts.
pub enum FontAnswer {
    /// The system's families.
    Families(Option<Vec<String>>),
    /// The faces of the families that were chosen.
    Chosen {
        /// Of running text: what was asked for, and what there is.
        text: (Option<String>, Option<ChosenFamily>),
        /// Of headings and controls.
        controls: (Option<String>, Option<ChosenFamily>),
    },
}

/// The threads' way back, and the faces in use.
pub struct FontsInUse {
    sender: mpsc::Sender<FontAnswer>,
    answers: mpsc::Receiver<FontAnswer>,
    chosen: ChosenFamilies,
}

impl Default for FontsInUse {
    fn default() -> Self {
        let (sender, answers) = mpsc::channel();
        Self { sender, answers, chosen: ChosenFamilies::default() }
    }
}

impl FontsInUse {
    /// Runs `work` on a thread of its own; its answer comes back, and the window wakes. Whether there was a thread.
    fn ask(&self, ctx: &egui::Context, work: impl FnOnce() -> FontAnswer + Send + 'static) -> bool {
        let (sender, ctx) = (self.sender.clone(), ctx.clone());
        let run = move || {
            // A window that is gone wants no answer.
            let _ = sender.send(work());
            ctx.request_repaint();
        };
        std::thread::Builder::new().name("jiedu-fonts".to_owned()).spawn(run).is_ok()
    }
}

impl JieduApp {
    /// Shows or hides the page. The first time it asks for the system's families.
    pub(super) fn toggle_settings(&mut self, ctx: &egui::Context) {
        let settings = &mut self.state.settings;
        settings.open = !settings.open;
        if settings.open && settings.families == Families::Unasked {
            let asked = self.fonts_in_use.ask(ctx, || FontAnswer::Families(system_fonts::chinese_families()));
            settings.families = if asked { Families::Asked } else { Families::Unknown };
        }
    }

    /// Carries out a change.
    pub(super) fn set(&mut self, setting: Setting, ctx: &egui::Context) {
        let values = &mut self.state.settings.values;
        match setting {
            Setting::TextFont(family) => values.text_font = family,
            Setting::ControlFont(family) => values.control_font = family,
            Setting::TextSize(size) => self.state.text_size = size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end()),
            Setting::LineSpacing(spacing) => values.line_spacing = spacing.clamp(*LINE_SPACINGS.start(), *LINE_SPACINGS.end()),
            Setting::Colours(colours) => {
                values.colours = colours;
                theme::use_colours(ctx, colours);
            }
            Setting::SamplesAtStart(samples) => values.samples_at_start = samples,
            Setting::Restore => {
                *values = Settings::default();
                self.state.text_size = DEFAULT_TEXT_SIZE;
                self.state.theme = ThemeChoice::default();
                self.state.tie = TieMode::default();
                theme::use_colours(ctx, ColourSet::default());
                apply::set_theme(ctx, ThemeChoice::default());
            }
        }
        self.session_dirty = true;
        self.ask_for_families(ctx);
    }

    /// Another language, at once.
    pub(super) fn set_language(&mut self, language: Language, ctx: &egui::Context) {
        self.state.language = language;
        super::language::speak(language);
        self.session_dirty = true;
        ctx.request_repaint();
    }

    /// Puts kept settings into use at the start.
    pub(super) fn use_settings(&mut self, values: Settings, ctx: &egui::Context) {
        theme::use_colours(ctx, values.colours);
        let spacing = values.line_spacing.clamp(*LINE_SPACINGS.start(), *LINE_SPACINGS.end());
        self.state.settings.values = Settings { line_spacing: spacing, ..values };
        self.ask_for_families(ctx);
    }

    /// Asks for the faces of the families that are set, where they are others than before.
    fn ask_for_families(&mut self, ctx: &egui::Context) {
        let values = &self.state.settings.values;
        let wanted = (values.text_font.clone(), values.control_font.clone());
        if self.families_asked == wanted {
            return;
        }
        self.families_asked = wanted.clone();
        let find = |name: Option<String>| {
            let family = name.as_deref().and_then(system_fonts::family);
            (name, family)
        };
        self.fonts_in_use.ask(ctx, move || FontAnswer::Chosen { text: find(wanted.0), controls: find(wanted.1) });
    }

    /// Takes in what the threads found.
    pub(super) fn mind_settings(&mut self, ctx: &egui::Context) {
        while let Ok(answer) = self.fonts_in_use.answers.try_recv() {
            match answer {
                FontAnswer::Families(families) => {
                    self.state.settings.families = families.map_or(Families::Unknown, Families::Known);
                }
                FontAnswer::Chosen { text, controls } if (&text.0, &controls.0) == (&self.families_asked.0, &self.families_asked.1) => {
                    let missing = [&text, &controls].into_iter().filter(|(name, family)| name.is_some() && family.is_none());
                    let missing: Vec<String> = missing.filter_map(|(name, _)| name.clone()).collect();
                    for name in &missing {
                        self.state.say(tf("这台电脑上没有可用的字体“{}”，改用自带的字体", &[name]));
                    }
                    self.state.settings.missing = missing;
                    self.fonts_in_use.chosen = ChosenFamilies { text: text.1, controls: controls.1 };
                    self.install_fonts(ctx);
                }
                FontAnswer::Chosen { .. } => {}
            }
        }
    }

    /// Installs the faces in use; the readers set their text anew.
    pub(super) fn install_fonts(&mut self, ctx: &egui::Context) {
        fonts::install_chosen(ctx, &self.fonts_in_use.chosen, &self.fallbacks);
        for pane in self.state.panes.values_mut() {
            pane.reader.fonts_changed();
        }
        ctx.request_repaint();
    }
}
