//! Keys that work everywhere in the window.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::ui::command::Command;
use crate::ui::state::View;
use crate::ui::work::WorkCommand;
use crate::ui::workspace::WorkspaceCommand;

/// Keys and what they do, as the help lists them.
pub const KEYS: &[(&str, &str)] = &[
    ("Ctrl+O", "打开文件"),
    ("Ctrl+Shift+O", "打开文件夹"),
    ("Ctrl+S / Ctrl+Shift+S", "保存工作区、另存为；Ctrl+N 新建工作区"),
    ("Ctrl+Z / Ctrl+Y", "撤销、重做"),
    ("拖放", "把一个或多个文件、文件夹拖进窗口即可打开"),
    ("Ctrl+1 … Ctrl+7", "对读、矩阵、差距、年度、兑现、指标、检索"),
    #[cfg(feature = "paper")]
    ("Ctrl+P", "打印预览；在那里 Ctrl+Enter 打印，Ctrl+S 保存为 PDF"),
    ("Ctrl+F", "在所有文档中查找；Enter 下一处，Shift+Enter 上一处"),
    ("F3 / Shift+F3", "下一处、上一处查找结果"),
    ("Alt+↓ / Alt+↑", "列表中的下一个、上一个事项"),
    ("F7 / Shift+F7", "从当前文档的阅读处起，下一个、上一个共有事项"),
    ("F8 / Shift+F8", "所选事项的下一处、上一处提及，到文末转入下一栏"),
    ("Ctrl+L", "切换滚动方式：按主题同步、并排锁定、各自滚动"),
    ("Ctrl+C", "复制选中的文字，附出处"),
    ("Ctrl+A", "全选当前文档"),
    ("Ctrl+加号 / Ctrl+减号", "放大、缩小文字；Ctrl+0 还原"),
    ("E", "显示或收起依据"),
    ("↑ ↓ PgUp PgDn Home End", "滚动当前文档"),
    ("矩阵中 ↑ ↓ ← → 与 Enter", "移动到另一格；打开这一格的正文"),
    ("Esc", "关闭当前面板，或取消选中的事项"),
    ("F1", "帮助"),
];

/// Sends the commands of the keys pressed in this frame.
pub fn shortcuts(ctx: &Context, commands: &mut Vec<Command>) {
    let typing = ctx.egui_wants_keyboard_input()
        && ctx.memory(egui::Memory::focused).is_some_and(|id| ctx.data(|d| d.get_temp::<bool>(typing_mark(id)).unwrap_or(false)));
    let pressed = |modifiers: Modifiers, key: Key| ctx.input_mut(|i| i.consume_shortcut(&KeyboardShortcut::new(modifiers, key)));
    let shift = Modifiers::COMMAND | Modifiers::SHIFT;
    for (modifiers, key, command) in [
        (shift, Key::S, WorkspaceCommand::SaveAs),
        (Modifiers::COMMAND, Key::S, WorkspaceCommand::Save),
        (Modifiers::COMMAND, Key::N, WorkspaceCommand::New),
    ] {
        if pressed(modifiers, key) {
            commands.push(Command::Workspace(command));
        }
    }
    if pressed(shift, Key::O) {
        commands.push(Command::PickFiles { folder: true });
    }
    if pressed(Modifiers::COMMAND, Key::O) {
        commands.push(Command::PickFiles { folder: false });
    }
    #[cfg(feature = "paper")]
    if pressed(Modifiers::COMMAND, Key::P) {
        commands.push(Command::Print(crate::ui::printing::PrintCommand::Open));
    }
    for (view, key) in View::ALL.into_iter().zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7]) {
        if pressed(Modifiers::COMMAND, key) {
            commands.push(Command::Show(view));
        }
    }
    for (redo, modifiers, key) in [(true, shift, Key::Z), (false, Modifiers::COMMAND, Key::Z), (true, Modifiers::COMMAND, Key::Y)] {
        if !typing && pressed(modifiers, key) {
            commands.push(Command::Work(if redo { WorkCommand::Redo } else { WorkCommand::Undo }));
        }
    }
    if pressed(Modifiers::COMMAND, Key::F) {
        commands.push(Command::OpenFind);
    }
    if pressed(Modifiers::SHIFT, Key::F3) {
        commands.push(Command::StepFind { back: true });
    }
    if pressed(Modifiers::NONE, Key::F3) {
        commands.push(Command::StepFind { back: false });
    }
    for (key, step) in
        [(Key::F7, (|back| Command::StepShared { back }) as fn(bool) -> Command), (Key::F8, |back| Command::StepAcross { back })]
    {
        if pressed(Modifiers::SHIFT, key) {
            commands.push(step(true));
        }
        if pressed(Modifiers::NONE, key) {
            commands.push(step(false));
        }
    }
    if pressed(Modifiers::COMMAND, Key::L) {
        commands.push(Command::NextTie);
    }
    if pressed(Modifiers::ALT, Key::ArrowDown) {
        commands.push(Command::StepInitiative { back: false });
    }
    if pressed(Modifiers::ALT, Key::ArrowUp) {
        commands.push(Command::StepInitiative { back: true });
    }
    if pressed(Modifiers::COMMAND, Key::Plus) || pressed(Modifiers::COMMAND, Key::Equals) {
        commands.push(Command::Zoom(1.0));
    }
    if pressed(Modifiers::COMMAND, Key::Minus) {
        commands.push(Command::Zoom(-1.0));
    }
    if pressed(Modifiers::COMMAND, Key::Num0) {
        commands.push(Command::Zoom(0.0));
    }
    if pressed(Modifiers::NONE, Key::F1) {
        commands.push(Command::ToggleHelp);
    }
    if !typing && pressed(Modifiers::NONE, Key::E) {
        commands.push(Command::ToggleEvidence);
    }
    // An open menu takes the key itself.
    if !egui::Popup::is_any_open(ctx) && pressed(Modifiers::NONE, Key::Escape) {
        commands.push(Command::Escape);
    }
    let zoom = ctx.input(egui::InputState::zoom_delta);
    if (zoom - 1.0).abs() > 0.01 {
        commands.push(Command::Zoom(if zoom > 1.0 { 1.0 } else { -1.0 }));
    }
}

/// Where a text field notes that it takes the keys.
pub fn typing_mark(id: egui::Id) -> egui::Id {
    id.with("typing")
}
