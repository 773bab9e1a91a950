//! The session: which documents are open and how the window looks, kept from one start to the next.
//!
//! In and out: one small JSON file where the system wants settings. Written beside and renamed, so that a crash leaves the old one
//! whole. A file that cannot be read is as none: the window then starts as at the first time.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::save::{WriteError, write_file};
use super::views::ReadingView;

/// Overrides where the session is kept: for tests, and for running from a stick.
const FOLDER_VARIABLE: &str = "JIEDU_CONFIG_DIR";

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

/// How the panes scroll together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TieMode {
    /// When the pane under the hand rests, the others ease to what they say about the same topic.
    #[default]
    Topic,
    /// The others move along with the hand, by the same distance, at once.
    Distance,
    /// Each for itself.
    Free,
}

/// What comes back at the next start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Only the samples were open.
    pub samples: bool,
    /// Documents, in the user's order.
    pub documents: Vec<SessionDocument>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of running text, in points.
    pub text_size: f32,
    /// How the panes scroll together.
    pub tie: TieMode,
    /// The language of the window.
    pub language: Language,
    /// How the samples' panes stood; what was open otherwise comes back with its workspace.
    #[serde(skip_serializing_if = "ReadingView::is_usual")]
    pub reading: ReadingView,
    /// What the settings page holds.
    pub settings: Settings,
    /// Where the window stood; `None` until it was closed once.
    pub window: Option<WindowPlace>,
    /// Commands chosen lately in the palette, the latest first.
    pub recent_commands: Vec<String>,
    /// The workspace file that was open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workspace: Option<PathBuf>,
    /// The id of the unsaved state that was open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery: Option<String>,
    /// Documents that were opened, the newest first.
    pub recent_files: Vec<PathBuf>,
    /// Workspaces that were opened or saved, the newest first.
    pub recent_workspaces: Vec<PathBuf>,
}

/// What the settings page holds, but for what has a field of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Family of the system's fonts for running text; `None`: the bundled song.
    pub text_font: Option<String>,
    /// Family of the system's fonts for headings and controls; `None`: the bundled hei.
    pub control_font: Option<String>,
    /// Height of a row of running text, in sizes.
    pub line_spacing: f32,
    /// Colours of the policy areas.
    pub colours: ColourSet,
    /// Whether the samples are opened at a start that has nothing else to open.
    pub samples_at_start: bool,
}

/// Colours of the policy areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColourSet {
    /// The usual ones.
    #[default]
    Usual,
    /// Ones that the colour-blind can tell apart.
    Safe,
}

/// Where the window stands, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Width and height, when it is not maximised.
    pub size: [f32; 2],
    /// Its outer left upper corner, where the system tells it.
    #[serde(default)]
    pub position: Option<[f32; 2]>,
    /// Whether it fills the screen.
    #[serde(default)]
    pub maximised: bool,
}

/// A document of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDocument {
    /// Where it lies.
    pub path: PathBuf,
    /// Taken out of the comparison.
    #[serde(default)]
    pub hidden: bool,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            samples: false,
            documents: Vec::new(),
            theme: ThemeChoice::System,
            text_size: 15.0,
            tie: TieMode::Topic,
            language: Language::Chinese,
            reading: ReadingView::default(),
            settings: Settings::default(),
            window: None,
            recent_commands: Vec::new(),
            workspace: None,
            recovery: None,
            recent_files: Vec::new(),
            recent_workspaces: Vec::new(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { text_font: None, control_font: None, line_spacing: 1.75, colours: ColourSet::Usual, samples_at_start: true }
    }
}

/// Where the session is kept on this system; `None` where the system names no place.
#[must_use]
pub fn session_file() -> Option<PathBuf> {
    let folder = match std::env::var_os(FOLDER_VARIABLE) {
        Some(folder) => PathBuf::from(folder),
        None => directories::ProjectDirs::from("cn", "jiedu", "Jiedu")?.config_dir().to_owned(),
    };
    Some(folder.join("session.json"))
}

/// The session of the last start; `None` at the first, or where the file cannot be read.
#[must_use]
pub fn load_session(file: &Path) -> Option<Session> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

/// Keeps a session.
///
/// # Errors
/// Where the disk does not take it.
pub fn save_session(file: &Path, session: &Session) -> Result<(), WriteError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    write_file(file, &serde_json::to_vec_pretty(session).map_err(std::io::Error::from)?)
}
