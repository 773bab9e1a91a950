//! Every command of the window in one table: what it is called, which keys it has, when it can be given, what it does.
//!
//! In: nothing. Out: [`Entry`]s, menu by menu. The menus, the command palette, the keys and the key list of the help are all made from
//! them, so that none of the four can know a command that the others do not. A new command is one entry in the file of its menu.

mod edit;
mod file;
mod help;
mod initiatives;
mod look;

use egui::{Key, Modifiers};

use super::command::Command;
use super::language::said;
use super::state::AppState;

/// A menu of the menu bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// Opening, saving, printing, leaving.
    File,
    /// Undoing, finding, copying.
    Edit,
    /// What the window shows and how.
    Look,
    /// The chosen initiative and its mentions.
    Initiatives,
    /// Help.
    Help,
}

impl Menu {
    /// All, from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Look, Self::Initiatives, Self::Help];

    /// The title.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => said("文件"),
            Self::Edit => said("编辑"),
            Self::Look => said("查看"),
            Self::Initiatives => said("事项"),
            Self::Help => said("帮助"),
        }
    }
}

/// Keys that give a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// Held down.
    pub modifiers: Modifiers,
    /// Pressed.
    pub key: Key,
    /// Whether they give it also while the user types into a field.
    pub typing: bool,
}

impl Keys {
    /// As people write it: `Ctrl+Shift+O`.
    #[must_use]
    pub fn name(&self) -> String {
        let command = if cfg!(target_os = "macos") { "⌘" } else { "Ctrl+" };
        let held = [(self.modifiers.command, command), (self.modifiers.alt, "Alt+"), (self.modifiers.shift, "Shift+")];
        let mut out: String = held.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
        out.push_str(match self.key {
            Key::ArrowDown => "↓",
            Key::ArrowUp => "↑",
            Key::Comma => ",",
            Key::Plus | Key::Equals => "+",
            Key::Minus => "-",
            key => key.name(),
        });
        out
    }
}

/// One command of the window.
pub struct Entry {
    /// Its name for settings and tests; never changes.
    pub id: &'static str,
    /// Its menu.
    pub menu: Menu,
    /// Entries of one group stand together, with a line before the next group.
    pub group: u8,
    /// Its name.
    pub name: &'static str,
    /// More words by which the palette finds it, blanks between.
    pub words: &'static str,
    /// Keys; menus show the first.
    pub keys: &'static [Keys],
    /// Whether it can be given now.
    pub enabled: fn(&AppState) -> bool,
    /// Whether it is on, for what is switched or one of several; `None` for what is just done.
    pub on: fn(&AppState) -> Option<bool>,
    /// The command.
    pub command: fn(&AppState) -> Command,
}

impl Entry {
    /// An entry that can always be given, without keys.
    const fn new(id: &'static str, menu: Menu, group: u8, name: &'static str, command: fn(&AppState) -> Command) -> Self {
        Self { id, menu, group, name, words: "", keys: &[], enabled: always, on: neither, command }
    }

    /// With more words to find it by.
    const fn words(self, words: &'static str) -> Self {
        Self { words, ..self }
    }

    /// With keys.
    const fn keys(self, keys: &'static [Keys]) -> Self {
        Self { keys, ..self }
    }

    /// That can be given only where this holds.
    const fn when(self, enabled: fn(&AppState) -> bool) -> Self {
        Self { enabled, ..self }
    }

    /// That is on where this holds.
    const fn on(self, on: fn(&AppState) -> Option<bool>) -> Self {
        Self { on, ..self }
    }
}

/// Keys that work everywhere.
const fn keys(modifiers: Modifiers, key: Key) -> Keys {
    Keys { modifiers, key, typing: true }
}

/// Keys that belong to a text field while the user types into it.
const fn not_typing(modifiers: Modifiers, key: Key) -> Keys {
    Keys { modifiers, key, typing: false }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const PLAIN: Modifiers = Modifiers::NONE;

const fn always(_: &AppState) -> bool {
    true
}

const fn neither(_: &AppState) -> Option<bool> {
    None
}

fn compared(state: &AppState) -> bool {
    !state.compared.is_empty()
}

/// The panes and tables show, not the print view.
const fn at_the_documents(state: &AppState) -> bool {
    !state.is_printing()
}

/// All entries, menu by menu, in the order of the menus.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    [file::ENTRIES, edit::ENTRIES, look::ENTRIES, initiatives::ENTRIES, help::ENTRIES].into_iter().flatten()
}

/// The entry of a name.
#[must_use]
pub fn entry(id: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.id == id)
}

/// The keys of a command, as people write them; empty where it has none.
#[must_use]
pub fn keys_of(id: &str) -> String {
    entry(id).and_then(|e| e.keys.first()).map(Keys::name).unwrap_or_default()
}

/// Keys and gestures that are no command of a menu, and what they do: the help lists them after the commands.
pub const OTHER_KEYS: &[(&str, &str)] = &[
    (said("拖放"), said("把一个或多个文件、文件夹拖进窗口即可打开")),
    ("Ctrl+C", said("复制选中的文字，附出处")),
    ("Ctrl+A", said("全选当前文档")),
    ("↑ ↓ PgUp PgDn Home End", said("滚动当前文档")),
    ("↑ ↓ ← → Enter", said("在表格中移动到另一格；打开这一格的正文")),
    ("Enter / Shift+Enter", said("在查找栏中：下一处、上一处")),
    ("F10", said("打开菜单；方向键与 Enter 选择")),
    ("Shift+F10", said("正文菜单：设为事项、归入事项、批注、查找；右键点击也可")),
    ("F11", said("当前栏占满，再按还原")),
    ("A / R / N", said("待定列表中：接受、拒绝、跳过自动发现的事项")),
    ("Esc", said("关闭当前面板，或取消选中的事项")),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use egui::{Key, Modifiers};

    use super::{Menu, entries, entry, keys_of};
    use crate::ui::state::AppState;

    #[test]
    fn no_two_commands_have_one_name_or_the_same_keys() {
        let mut ids = BTreeSet::new();
        let mut names = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for entry in entries() {
            assert!(ids.insert(entry.id), "{} twice", entry.id);
            assert!(names.insert(entry.name), "{} twice", entry.name);
            for one in entry.keys {
                assert!(keys.insert(format!("{:?} {:?}", one.modifiers, one.key)), "{} of {} twice", one.name(), entry.id);
            }
        }
        assert!(ids.len() > 30, "{}", ids.len());
        for menu in Menu::ALL {
            let groups: Vec<u8> = entries().filter(|e| e.menu == menu).map(|e| e.group).collect();
            assert!(!groups.is_empty() && groups.is_sorted(), "{menu:?}: {groups:?}");
        }
    }

    #[test]
    fn keys_are_written_as_people_write_them() {
        assert_eq!(keys_of("open-folder"), "Ctrl+Shift+O");
        assert_eq!(keys_of("no such command"), "");
        let find = entry("find").unwrap();
        assert_eq!((find.keys[0].modifiers, find.keys[0].key), (Modifiers::COMMAND, Key::F));
    }

    #[test]
    fn without_documents_only_what_needs_none_can_be_given() {
        let state = AppState::new();
        for id in ["open-files", "settings", "help", "about", "palette"] {
            assert!((entry(id).unwrap().enabled)(&state), "{id}");
        }
        for id in ["close-all", "next-mention", "find-next", "undo", "stop-reading"] {
            assert!(!(entry(id).unwrap().enabled)(&state), "{id}");
        }
    }
}
