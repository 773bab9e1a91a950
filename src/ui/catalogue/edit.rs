//! The menu 编辑.

use egui::{Key, Modifiers};

use super::{CTRL, CTRL_SHIFT, Entry, Menu, PLAIN, at_the_documents, compared, keys, not_typing};
use crate::ui::ConcordanceCommand;
use crate::ui::command::Command;
use crate::ui::language::said;
use crate::ui::reading::ReadingCommand;
use crate::ui::state::{AppState, View};
use crate::ui::work::WorkCommand;

fn has_hits(state: &AppState) -> bool {
    state.find.open && state.find.hits.iter().any(|hits| !hits.is_empty())
}

/// Its entries.
pub const ENTRIES: &[Entry] = &[
    Entry::new("undo", Menu::Edit, 1, said("撤销"), |_| Command::Work(WorkCommand::Undo))
        .words("撤回 还原 revert back")
        .keys(&[not_typing(CTRL, Key::Z)])
        .when(|state| state.work.undoable().is_some()),
    Entry::new("redo", Menu::Edit, 1, said("重做"), |_| Command::Work(WorkCommand::Redo))
        .words("恢复 again")
        .keys(&[not_typing(CTRL_SHIFT, Key::Z), not_typing(CTRL, Key::Y)])
        .when(|state| state.work.redoable().is_some()),
    Entry::new("find", Menu::Edit, 2, said("查找…"), |_| Command::OpenFind)
        .words("搜索 search text")
        .keys(&[keys(CTRL, Key::F)])
        .when(at_the_documents),
    Entry::new("search-in-context", Menu::Edit, 2, said("检索上下文…"), |_| Command::Concordance(ConcordanceCommand::Search(None)))
        .words("检索 关键词 语境 concordance kwic")
        .keys(&[keys(CTRL_SHIFT, Key::F)]),
    Entry::new("find-next", Menu::Edit, 2, said("下一处查找结果"), |_| Command::StepFind { back: false })
        .words("hit")
        .keys(&[keys(PLAIN, Key::F3)])
        .when(has_hits),
    Entry::new("find-previous", Menu::Edit, 2, said("上一处查找结果"), |_| Command::StepFind { back: true })
        .words("hit")
        .keys(&[keys(Modifiers::SHIFT, Key::F3)])
        .when(has_hits),
    Entry::new("next-note", Menu::Edit, 2, said("下一处批注"), |_| Command::Reading(ReadingCommand::StepNote { back: false }))
        .words("注释 批语 note annotation")
        .keys(&[keys(PLAIN, Key::F9)])
        .when(compared),
    Entry::new("previous-note", Menu::Edit, 2, said("上一处批注"), |_| Command::Reading(ReadingCommand::StepNote { back: true }))
        .words("注释 批语 note annotation")
        .keys(&[keys(Modifiers::SHIFT, Key::F9)])
        .when(compared),
    Entry::new("copy-matrix", Menu::Edit, 3, said("复制矩阵表格"), |_| Command::CopyMatrix)
        .words("剪贴板 excel 电子表格 clipboard table tsv")
        .when(|state| compared(state) && state.view == View::Matrix),
];
