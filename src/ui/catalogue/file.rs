//! The menu 文件.

use egui::Key;

use super::{CTRL, CTRL_SHIFT, Entry, Menu, keys};
use crate::ui::command::Command;
use crate::ui::language::said;
#[cfg(feature = "paper")]
use crate::ui::printing::PrintCommand;
use crate::ui::workspace::WorkspaceCommand;

/// Its entries.
pub const ENTRIES: &[Entry] = &[
    Entry::new("new-workspace", Menu::File, 0, said("新建工作区"), |_| Command::Workspace(WorkspaceCommand::New))
        .words("workspace new")
        .keys(&[keys(CTRL, Key::N)]),
    Entry::new("save-workspace", Menu::File, 0, said("保存工作区"), |_| Command::Workspace(WorkspaceCommand::Save))
        .words("存盘 workspace save")
        .keys(&[keys(CTRL, Key::S)])
        // There the key saves the pages.
        .when(|state| !state.is_printing()),
    Entry::new("save-workspace-as", Menu::File, 0, said("工作区另存为…"), |_| Command::Workspace(WorkspaceCommand::SaveAs))
        .words("存盘 workspace save as copy")
        .keys(&[keys(CTRL_SHIFT, Key::S)]),
    Entry::new("open-files", Menu::File, 1, said("打开文件…"), |_| Command::PickFiles { folder: false })
        .words("文档 导入 import load document")
        .keys(&[keys(CTRL, Key::O)]),
    Entry::new("open-folder", Menu::File, 1, said("打开文件夹…"), |_| Command::PickFiles { folder: true })
        .words("目录 批量 directory")
        .keys(&[keys(CTRL_SHIFT, Key::O)]),
    Entry::new("open-path", Menu::File, 1, said("输入路径…"), |_| Command::TogglePathField).words("打开 path"),
    Entry::new("stop-reading", Menu::File, 2, said("停止读取"), |_| Command::StopReading)
        .words("取消 cancel abort")
        .when(|state| state.loading() > 0),
    Entry::new("close-all", Menu::File, 2, said("全部关闭"), |_| Command::CloseAll)
        .words("清空 clear close")
        .when(|state| !state.documents.is_empty()),
    #[cfg(feature = "paper")]
    Entry::new("print", Menu::File, 3, said("打印…"), |state| {
        Command::Print(if state.is_printing() { PrintCommand::Close } else { PrintCommand::Open })
    })
    .words("预览 导出 保存 pdf preview export paper")
    .keys(&[keys(CTRL, Key::P)]),
    Entry::new("export", Menu::File, 3, said("导出表格…"), |_| Command::Export)
        .words("保存 另存 电子表格 excel xlsx csv json export spreadsheet table")
        .keys(&[keys(CTRL, Key::E)])
        .when(|state| !state.comparison.documents.is_empty()),
    Entry::new("settings", Menu::File, 4, said("设置…"), |_| Command::ToggleSettings)
        .words("选项 首选项 字体 配色 preferences options fonts colours")
        .keys(&[keys(CTRL, Key::Comma)]),
    Entry::new("quit", Menu::File, 5, said("退出"), |_| Command::Quit).words("关闭窗口 exit leave").keys(&[keys(CTRL, Key::Q)]),
];
