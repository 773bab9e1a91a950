//! The menu 事项: from one initiative and mention to the next, and what the list shows.

use egui::{Key, Modifiers};

use super::{Entry, Menu, PLAIN, compared, keys};
use crate::ui::command::Command;
use crate::ui::deciding::DecidingCommand;
use crate::ui::language::said;
use crate::ui::state::{AppState, InitiativeFilter};

fn chosen(state: &AppState) -> bool {
    state.selected.is_some() && !state.is_printing()
}

fn filter_is(state: &AppState, filter: InitiativeFilter) -> Option<bool> {
    Some(state.filter == filter)
}

/// Its entries.
pub const ENTRIES: &[Entry] = &[
    Entry::new("next-initiative", Menu::Initiatives, 1, said("列表中的下一个事项"), |_| Command::StepInitiative { back: false })
        .words("next")
        .keys(&[keys(Modifiers::ALT, Key::ArrowDown)])
        .when(compared),
    Entry::new("previous-initiative", Menu::Initiatives, 1, said("列表中的上一个事项"), |_| Command::StepInitiative {
        back: true,
    })
    .words("previous")
    .keys(&[keys(Modifiers::ALT, Key::ArrowUp)])
    .when(compared),
    Entry::new("next-shared", Menu::Initiatives, 1, said("正文中的下一个共有事项"), |_| Command::StepShared { back: false })
        .words("next")
        .keys(&[keys(PLAIN, Key::F7)])
        .when(compared),
    Entry::new("previous-shared", Menu::Initiatives, 1, said("正文中的上一个共有事项"), |_| Command::StepShared { back: true })
        .words("previous")
        .keys(&[keys(Modifiers::SHIFT, Key::F7)])
        .when(compared),
    Entry::new("next-mention", Menu::Initiatives, 2, said("所选事项的下一处提及"), |_| Command::StepAcross { back: false })
        .words("next mention")
        .keys(&[keys(PLAIN, Key::F8)])
        .when(compared),
    Entry::new("previous-mention", Menu::Initiatives, 2, said("所选事项的上一处提及"), |_| Command::StepAcross { back: true })
        .words("previous mention")
        .keys(&[keys(Modifiers::SHIFT, Key::F8)])
        .when(compared),
    Entry::new("choose-none", Menu::Initiatives, 2, said("取消选中"), |_| Command::Select(None)).words("deselect").when(chosen),
    Entry::new("list-shared", Menu::Initiatives, 3, said("列表只看共有事项"), |_| Command::Filter(InitiativeFilter::Shared))
        .words("筛选 filter")
        .on(|state| filter_is(state, InitiativeFilter::Shared)),
    Entry::new("list-unique", Menu::Initiatives, 3, said("列表只看独有事项"), |_| Command::Filter(InitiativeFilter::Unique))
        .words("筛选 filter")
        .on(|state| filter_is(state, InitiativeFilter::Unique)),
    Entry::new("list-all", Menu::Initiatives, 3, said("列表看全部事项"), |_| Command::Filter(InitiativeFilter::All))
        .words("筛选 filter")
        .on(|state| filter_is(state, InitiativeFilter::All)),
    Entry::new("list-pending", Menu::Initiatives, 3, said("列表看待定事项"), |_| Command::Filter(InitiativeFilter::Pending))
        .words("发现 接受 拒绝 pending decide")
        .on(|state| filter_is(state, InitiativeFilter::Pending)),
    Entry::new("lexicon", Menu::Initiatives, 4, said("我的词表…"), |_| Command::Deciding(DecidingCommand::ToggleLexicon))
        .words("导入 导出 lexicon import export"),
];
