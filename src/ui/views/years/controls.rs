//! Above the list: street, documents, what became of the initiatives and how many, filters, order, picture, and what the view does not say.

use egui::{Button, RichText, ScrollArea, TextEdit, Ui};

use crate::compare::YearOrder;
use crate::initiative::Category;
use crate::structure::DocumentKind;
use crate::ui::command::Command;
use crate::ui::language::{t, tf};
use crate::ui::state::{AppState, DocumentKey};
use crate::ui::theme::{self, Palette};
use crate::ui::views::bars::field_with_name;
use crate::ui::views::widgets;
use crate::ui::years::{YearTable, YearsCommand};

/// A list to choose from is not higher, in points.
const LIST_HEIGHT: f32 = 360.0;

/// All of it.
pub fn show(ui: &mut Ui, state: &mut AppState, table: &YearTable, palette: &Palette, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        street(ui, state, commands);
        if state.years.by_hand.is_some() {
            by_hand(ui, state, commands);
        } else {
            documents(ui, state, table, palette, commands);
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        verdicts(ui, state, table, palette, commands);
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        text(ui, state);
        categories(ui, state, commands);
        order(ui, state, palette, commands);
        let picture = widgets::named_chip(ui, t("图"), t("显示或收起按类别的图"), state.years.picture, palette);
        if picture.on_hover_text(t("按类别看延续、新增和不再提及的项数")).clicked() {
            commands.push(Command::Years(YearsCommand::TogglePicture));
        }
        if !state.years.ledger.open.is_empty() && ui.button(t("全部收起")).clicked() {
            commands.push(Command::Years(YearsCommand::CloseRows));
        }
        let copy = ui.add_enabled(!table.rows.is_empty(), Button::new(t("复制表格")));
        if copy.on_hover_text(t("把现在显示的表格复制到剪贴板，可粘贴到电子表格")).clicked() {
            commands.push(Command::Years(YearsCommand::Copy));
        }
    });
    let note = RichText::new(caution(state, table)).font(theme::hei(12.5)).color(palette.quiet);
    ui.add(egui::Label::new(note).wrap());
    ui.add_space(2.0);
}

/// The street, or two documents chosen by hand.
fn street(ui: &mut Ui, state: &mut AppState, commands: &mut Vec<Command>) {
    let streets = state.years.streets(&state.comparison);
    let shown = state.years.street(&state.comparison);
    let text = shown.as_ref().map_or_else(|| t("自选两份文档").to_owned(), |s| s.name.clone());
    ui.menu_button(RichText::new(format!("{text}…")).font(theme::hei_bold(13.5)), |ui| {
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for one in streets.iter() {
                let here = shown.as_ref().is_some_and(|s| s.name == one.name);
                if ui.selectable_label(here, tf("{}（{} 份）", &[&one.name, &one.documents.len()])).clicked() {
                    commands.push(Command::Years(YearsCommand::Street(one.name.clone())));
                    ui.close();
                }
            }
            let two = state.compared.first().zip(state.compared.last()).filter(|(a, b)| a != b);
            if let Some((first, last)) = two
                && ui.selectable_label(shown.is_none(), t("自选两份文档…")).clicked()
            {
                commands.push(Command::Years(YearsCommand::ByHand(*first, *last)));
                ui.close();
            }
        });
    })
    .response
    .on_hover_text(t("选一个街道，看它各年的文档；或自选任意两份"));
}

/// The street's documents by year; those that are compared are filled.
fn documents(ui: &mut Ui, state: &mut AppState, table: &YearTable, palette: &Palette, commands: &mut Vec<Command>) {
    let Some(street) = state.years.street(&state.comparison) else { return };
    for (place, index) in street.documents.iter().enumerate() {
        let (Some(document), Some(key)) = (state.comparison.documents.get(*index), state.compared.get(*index)) else { continue };
        if place > 0 {
            ui.label(RichText::new("›").color(palette.quiet));
        }
        let on = table.changes.documents.contains(index);
        let year = document.meta.year.map(|y| format!("{y} ")).unwrap_or_default();
        let text = format!("{} {year}{}", state.letter_of(*key), document.kind_label());
        let chip = widgets::named_chip(ui, &text, &tf("比较 {}", &[&text]), on, palette);
        if chip.on_hover_text(t("点击加入或移出比较；首尾两份决定变化，中间的作参照")).clicked() {
            commands.push(Command::Years(YearsCommand::ToggleDocument(*key)));
        }
    }
}

/// The earlier and the later one.
fn by_hand(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let Some((before, after)) = state.years.by_hand else { return };
    let mut pick = |ui: &mut Ui, name: &str, now: DocumentKey, other: DocumentKey, first: bool| {
        let label = |key: DocumentKey| {
            let document = state.compared_index(key).and_then(|k| state.comparison.documents.get(k));
            document.map(|d| state.lettered(key, d)).unwrap_or_default()
        };
        ui.menu_button(format!("{name}：{}…", label(now)), |ui| {
            ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
                for key in state.compared.iter().copied().filter(|key| *key != other) {
                    if ui.selectable_label(key == now, label(key)).clicked() {
                        let pair = if first { (key, other) } else { (other, key) };
                        commands.push(Command::Years(YearsCommand::ByHand(pair.0, pair.1)));
                        ui.close();
                    }
                }
            });
        });
    };
    pick(ui, t("前一份"), before, after, true);
    pick(ui, t("后一份"), after, before, false);
    if ui.button(t("前后对调")).clicked() {
        commands.push(Command::Years(YearsCommand::ByHand(after, before)));
    }
}

/// What became of them, each with its number; one of them alone or all.
fn verdicts(ui: &mut Ui, state: &AppState, table: &YearTable, palette: &Palette, commands: &mut Vec<Command>) {
    let text = tf("全部 {}", &[&table.changes.changes.len()]);
    let all = widgets::named_chip(ui, &text, &tf("变化：{}", &[&text]), state.years.verdict.is_none(), palette);
    if all.clicked() {
        commands.push(Command::Years(YearsCommand::Verdict(None)));
    }
    for (verdict, count) in table.changes.counts() {
        let on = state.years.verdict == Some(verdict);
        if count == 0 && !on {
            continue;
        }
        let text = format!("{} {count}", t(verdict.label()));
        let chip = widgets::named_chip(ui, &text, &tf("变化：{}", &[&text]), on, palette);
        if chip.on_hover_text(super::rows::explained(verdict)).clicked() {
            commands.push(Command::Years(YearsCommand::Verdict((!on).then_some(verdict))));
        }
    }
}

fn text(ui: &mut Ui, state: &mut AppState) {
    let width = (ui.available_width() * 0.2).clamp(120.0, 240.0);
    let field = TextEdit::singleline(&mut state.years.text).hint_text(t("筛选事项")).desired_width(width).id_salt("years-filter");
    field_with_name(ui, field, t("筛选年度里的事项"));
}

fn categories(ui: &mut Ui, state: &AppState, commands: &mut Vec<Command>) {
    let text = t(state.years.category.map_or("全部类别", Category::name));
    ui.menu_button(format!("{text}…"), |ui| {
        let present = |c: &Category| state.comparison.initiatives.iter().any(|i| i.category == *c);
        for category in [None].into_iter().chain(Category::ALL.into_iter().filter(present).map(Some)) {
            let text = t(category.map_or("全部类别", Category::name));
            if ui.selectable_label(state.years.category == category, text).clicked() {
                commands.push(Command::Years(YearsCommand::Category(category)));
                ui.close();
            }
        }
    });
}

fn order(ui: &mut Ui, state: &AppState, palette: &Palette, commands: &mut Vec<Command>) {
    for (order, text) in [(YearOrder::Verdict, t("按变化")), (YearOrder::Category, t("按类别"))] {
        if widgets::named_chip(ui, text, &tf("{}排列", &[&text]), state.years.order == order, palette).clicked() {
            commands.push(Command::Years(YearsCommand::Order(order)));
        }
    }
}

/// What the list does not say; of a plan and a summary that their wording is of two kinds.
fn caution(state: &AppState, table: &YearTable) -> String {
    let kind = |d: Option<&usize>| d.and_then(|d| state.comparison.documents.get(*d)).map(|d| d.meta.kind);
    let (first, last) = (kind(table.changes.documents.first()), kind(table.changes.documents.last()));
    let mut out =
        t("强弱看动词的阶段（探索 → 推进 → 深化 → 完成）和同一对象的数量；“未提及”只说明这份文本里没有写到，不等于没有做。").to_owned();
    let is_summary = |kind: Option<DocumentKind>| kind == Some(DocumentKind::Summary);
    if is_summary(first) != is_summary(last) {
        out.push_str(t("一份是计划、一份是总结：计划说要做，总结说已做，措辞强弱只作参考。"));
    }
    out
}
