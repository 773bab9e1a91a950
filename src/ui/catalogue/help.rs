//! The menu 帮助.

use egui::Key;

use super::{Entry, Menu, PLAIN, keys};
use crate::ui::command::Command;
use crate::ui::language::said;

/// Its entries.
pub const ENTRIES: &[Entry] = &[
    Entry::new("help", Menu::Help, 1, said("这个视图的说明与按键"), |_| Command::ToggleHelp)
        .words("怎么用 快捷键 keys shortcuts manual")
        .keys(&[keys(PLAIN, Key::F1)]),
    Entry::new("samples", Menu::Help, 1, said("示例文档"), |_| Command::OpenSamples).words("例子 demo examples"),
    Entry::new("about", Menu::Help, 2, said("关于街读…"), |_| Command::ToggleAbout).words("版本 许可 version licence"),
];
