//! The help: what the view that shows is for and how to use it, the other views, and all keys as the catalogue has them.

use egui::{Align2, Context, Id, RichText, ScrollArea, Ui};

use super::widgets;
use crate::ui::catalogue::{Entry, Keys, Menu, OTHER_KEYS, entries};
use crate::ui::command::Command;
use crate::ui::language::{said, t, tf};
use crate::ui::state::{AppState, View};
use crate::ui::theme::{self, Palette};

/// Its greatest width and height, in points.
const SIZE: egui::Vec2 = egui::vec2(640.0, 560.0);

/// What the help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    View(View),
    Print,
    Keys,
}

impl Page {
    fn all() -> impl Iterator<Item = Self> {
        View::ALL.into_iter().map(Self::View).chain(cfg!(feature = "paper").then_some(Self::Print)).chain([Self::Keys])
    }

    fn name(self) -> &'static str {
        match self {
            Self::View(view) => t(view.name()),
            Self::Print => t("打印"),
            Self::Keys => t("按键"),
        }
    }

    /// What there is to say, a paragraph each.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::View(View::Read) => READ,
            Self::View(View::Matrix) => MATRIX,
            Self::View(View::Gaps) => GAPS,
            Self::View(View::Years) => YEARS,
            Self::View(View::Promises) => PROMISES,
            Self::View(View::Figures) => FIGURES,
            Self::View(View::Concordance) => CONCORDANCE,
            Self::Print => PRINT,
            Self::Keys => &[],
        }
    }
}

const READ: &[&str] = &[
    said("街读把几份街道文件并排放在一起，标出它们共有的事项。"),
    said("在左侧选一个事项，或点正文里的下划线：各栏移到提到它的地方，栏间的连线连着当前的一处；箭头表示它在画面之外，点击前往。"),
    said(
        "细下划线：多份文档共有的事项；虚线：存疑；底色与边线：所选事项。列表里空心的短竖条：词表以外、由各文档的共同用语自动发现的事项。",
    ),
    said("一栏停住后，其余各栏移到讲同一主题的地方；滚动方式在右下角更改，单独一栏可在其菜单中固定。"),
    said("选中文字后按 Ctrl+C，复制时附出处；放不下的文档在右侧立成一条，点一下就展开。"),
];
const MATRIX: &[&str] = &[
    said("每行一个事项，每列一份文档，格子里是提到的处数；“未提及”也是结果。"),
    said(
        "点列头按这一列排序，再点反序，第三次恢复按类别排列；上方可按文字、类别、共有、独有、缺失筛选，也可只看几个街道、几个年份的文档。",
    ),
    said("点一个格子，回到对读，各栏并排显示这一事项的原文；“复制表格”可贴进电子表格。"),
];
const GAPS: &[&str] = &[
    said("选一份文档，看别的文档写了而它没有写的事项，按有多少份文档写到排列，每条附原句；也可反过来看只有它写到的。"),
    said("点一句原文，回到对读，并排显示各份文档的这一处。"),
];
const YEARS: &[&str] = &[
    said(
        "同一街道不同年份的文件：保留了什么、新增了什么、不再提及什么；保留的事项措辞是加强还是减弱（探索、推进、完成），都附两年的原句。",
    ),
    said("没有同一街道的两年文件时，可以手选任意两份来比。"),
];
const PROMISES: &[&str] = &[
    said("计划里的每一条，对照同一街道的总结：完成了、部分完成、有进展，还是没有提及；数字并排，附两边的原文。"),
    said("判断有误可以手工更正，更正会被记住，也可以撤销。"),
];
const FIGURES: &[&str] = &[
    said("各份文档里的数量指标：对象、数量、单位、目标还是结果；可以排序、筛选，把同类的数放在一起比。"),
    said("点一行，回到对读中的原文。"),
];
const CONCORDANCE: &[&str] = &[
    said("在所有打开的文档里检索一个词，每处都列出前后文，可按前文、后文或文档排序。"),
    said("不区分全角半角和繁简；可用拼音首字母，也可用正则表达式。"),
];
const PRINT: &[&str] = &[
    said("右侧就是将要印出的页面。左侧选择内容和纸张；Ctrl+Enter 打印，Ctrl+S 保存为 PDF。"),
    said("每段引文都逐字取自原文，并注明出处。"),
];

/// The help, where it is wanted.
pub fn show(ctx: &Context, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    let kept = Id::unique("help-page");
    if !state.help {
        ctx.data_mut(|d| d.remove::<Option<Page>>(kept));
        return;
    }
    let of_view = if state.is_printing() { Page::Print } else { Page::View(state.view) };
    let page = ctx.data(|d| d.get_temp::<Option<Page>>(kept)).flatten().unwrap_or(of_view);
    let room = ctx.content_rect().size() - egui::vec2(60.0, 130.0);
    let mut shown = true;
    egui::Window::new(t("帮助"))
        .id(Id::unique("help"))
        .open(&mut shown)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, [0.0, 0.0])
        .show(ctx, |ui| {
            let width = SIZE.x.min(room.x);
            ui.set_width(width);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                for one in Page::all() {
                    let name = tf("{}的说明", &[&one.name()]);
                    if widgets::named_chip(ui, one.name(), &name, one == page, palette).clicked() {
                        ctx.data_mut(|d| d.insert_temp(kept, Some(one)));
                    }
                }
            });
            ui.add_space(8.0);
            let height = SIZE.y.min(room.y - 80.0).max(70.0);
            // What is wider than a narrow window scrolls; the window itself never grows beyond the screen.
            let area = ScrollArea::both().id_salt(("help", page.name())).auto_shrink(false).max_width(width);
            area.max_height(height).min_scrolled_height(height).show(ui, |ui| {
                ui.set_max_width(width);
                content(ui, page, palette);
            });
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| {
                if ui.button(t("打开示例文档")).clicked() {
                    commands.push(Command::OpenSamples);
                    commands.push(Command::ToggleHelp);
                }
                if ui.button(t("关于街读…")).clicked() {
                    commands.push(Command::ToggleHelp);
                    commands.push(Command::ToggleAbout);
                }
            });
        });
    if !shown {
        commands.push(Command::ToggleHelp);
    }
}

fn content(ui: &mut Ui, page: Page, palette: &Palette) {
    for words in page.words() {
        ui.add(egui::Label::new(RichText::new(t(words)).color(palette.ink)).wrap());
        ui.add_space(4.0);
    }
    if page != Page::Keys {
        let note = t("“未提及”只说明这份文本里没有写到，不等于没有做。");
        ui.add(egui::Label::new(RichText::new(note).color(palette.quiet)).wrap());
        ui.add_space(6.0);
    }
    key_list(ui, palette);
}

/// The keys menu by menu, then those that are in no menu.
fn key_list(ui: &mut Ui, palette: &Palette) {
    for menu in Menu::ALL {
        let with_keys: Vec<_> = entries().filter(|e| e.menu == menu && !e.keys.is_empty()).collect();
        let rows = with_keys.iter().map(|e| (key_names(e), t(e.name)));
        key_rows(ui, t(menu.name()), rows, palette);
    }
    key_rows(ui, t("其他按键"), OTHER_KEYS.iter().map(|(keys, what)| (t(keys).to_owned(), t(what))), palette);
}

/// All keys of a command; two that are written alike once.
fn key_names(entry: &Entry) -> String {
    let mut names: Vec<String> = entry.keys.iter().map(Keys::name).collect();
    names.dedup();
    names.join("　")
}

fn key_rows(ui: &mut Ui, title: &str, rows: impl Iterator<Item = (String, &'static str)>, palette: &Palette) {
    ui.add_space(4.0);
    ui.label(RichText::new(title).font(theme::hei_bold(12.5)).color(palette.quiet));
    egui::Grid::new(("keys", title)).num_columns(2).min_col_width(150.0).spacing([16.0, 1.0]).show(ui, |ui| {
        for (keys, what) in rows {
            ui.label(RichText::new(keys).font(theme::hei_bold(13.0)));
            ui.label(what);
            ui.end_row();
        }
    });
}
