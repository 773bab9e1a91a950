//! The menu 查看: which view, what beside it, size, colours, language.

use egui::Key;

use super::{CTRL, Entry, Menu, PLAIN, at_the_documents, keys, not_typing};
use crate::ui::command::Command;
use crate::ui::language::{Language, said};
use crate::ui::state::{AppState, ThemeChoice, TieMode, View};

const fn view(id: &'static str, name: &'static str, words: &'static str, at: &'static [super::Keys], show: &ViewOf) -> Entry {
    Entry::new(id, Menu::Look, 1, name, show.command).words(words).keys(at).on(show.on)
}

/// A view, as functions: entries stand in a constant.
struct ViewOf {
    command: fn(&AppState) -> Command,
    on: fn(&AppState) -> Option<bool>,
}

macro_rules! shows {
    ($view:expr) => {
        &ViewOf { command: |_| Command::Show($view), on: |state| Some(state.view == $view && !state.is_printing()) }
    };
}

fn theme_is(state: &AppState, theme: ThemeChoice) -> Option<bool> {
    Some(state.theme == theme)
}

fn tie_is(state: &AppState, tie: TieMode) -> Option<bool> {
    Some(state.tie == tie)
}

fn language_is(state: &AppState, language: Language) -> Option<bool> {
    Some(state.language == language)
}

/// Its entries.
pub const ENTRIES: &[Entry] = &[
    view("read", said("对读"), "并排 side by side panes", &[keys(CTRL, Key::Num1)], shows!(View::Read)),
    view("matrix", said("矩阵"), "表格 table", &[keys(CTRL, Key::Num2)], shows!(View::Matrix)),
    view("gaps", said("差距"), "缺失 lacks missing", &[keys(CTRL, Key::Num3)], shows!(View::Gaps)),
    view("years", said("年度"), "变化 年份 changes", &[keys(CTRL, Key::Num4)], shows!(View::Years)),
    view("promises", said("兑现"), "完成 落实 promises followups", &[keys(CTRL, Key::Num5)], shows!(View::Promises)),
    view("figures", said("指标"), "数字 数据 numbers figures", &[keys(CTRL, Key::Num6)], shows!(View::Figures)),
    view("concordance", said("检索"), "搜索 关键词 keyword kwic", &[keys(CTRL, Key::Num7)], shows!(View::Concordance)),
    Entry::new("palette", Menu::Look, 2, said("查找或输入命令…"), |_| Command::OpenChooser)
        .words("命令面板 转到 command palette go to")
        .keys(&[keys(CTRL, Key::K)]),
    Entry::new("evidence", Menu::Look, 2, said("显示或收起依据"), |_| Command::ToggleEvidence)
        .words("原句 证据 drawer sentences")
        .keys(&[not_typing(PLAIN, Key::E)])
        .when(at_the_documents),
    Entry::new("tie-topic", Menu::Look, 3, said("按主题同步"), |_| Command::Tie(TieMode::Topic))
        .words("滚动 scroll")
        .on(|state| tie_is(state, TieMode::Topic)),
    Entry::new("tie-distance", Menu::Look, 3, said("并排锁定"), |_| Command::Tie(TieMode::Distance))
        .words("滚动 scroll lock")
        .on(|state| tie_is(state, TieMode::Distance)),
    Entry::new("tie-free", Menu::Look, 3, said("各自滚动"), |_| Command::Tie(TieMode::Free))
        .words("滚动 scroll loose")
        .on(|state| tie_is(state, TieMode::Free)),
    Entry::new("tie-next", Menu::Look, 3, said("切换滚动方式"), |_| Command::NextTie).words("scroll").keys(&[keys(CTRL, Key::L)]),
    Entry::new("larger", Menu::Look, 4, said("放大文字"), |_| Command::Zoom(1.0))
        .words("字号 size zoom in")
        .keys(&[keys(CTRL, Key::Plus), keys(CTRL, Key::Equals)]),
    Entry::new("smaller", Menu::Look, 4, said("缩小文字"), |_| Command::Zoom(-1.0))
        .words("字号 size zoom out")
        .keys(&[keys(CTRL, Key::Minus)]),
    Entry::new("usual-size", Menu::Look, 4, said("还原文字大小"), |_| Command::Zoom(0.0))
        .words("字号 reset size")
        .keys(&[keys(CTRL, Key::Num0)]),
    Entry::new("theme-system", Menu::Look, 5, said("跟随系统"), |_| Command::Theme(ThemeChoice::System))
        .words("外观 主题 theme appearance")
        .on(|state| theme_is(state, ThemeChoice::System)),
    Entry::new("theme-light", Menu::Look, 5, said("浅色"), |_| Command::Theme(ThemeChoice::Light))
        .words("外观 主题 theme appearance bright")
        .on(|state| theme_is(state, ThemeChoice::Light)),
    Entry::new("theme-dark", Menu::Look, 5, said("深色"), |_| Command::Theme(ThemeChoice::Dark))
        .words("外观 主题 夜间 theme appearance night")
        .on(|state| theme_is(state, ThemeChoice::Dark)),
    Entry::new("chinese", Menu::Look, 6, "中文", |_| Command::Language(Language::Chinese))
        .words("语言 language Chinese")
        .on(|state| language_is(state, Language::Chinese)),
    Entry::new("english", Menu::Look, 6, "English", |_| Command::Language(Language::English))
        .words("语言 英文 language")
        .on(|state| language_is(state, Language::English)),
];
