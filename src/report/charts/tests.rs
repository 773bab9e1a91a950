//! Of the pictures: what they count, and that their files hold it.

use std::sync::Arc;

use super::{Chart, ChartKind, ChartName};
use crate::compare::{Comparison, Filter, Matrix, Order, Sharing, compare};
use crate::import::import;
use crate::initiative::{Category, Lexicon};
use crate::structure::read;

const LEXICON: &str = "[[initiative]]\nname = \"垃圾分类\"\ncategory = \"环境\"\n[[initiative]]\nname = \"加装电梯\"\ncategory = \"城市更新\"\n[[initiative]]\nname = \"河长制\"\ncategory = \"环境\"\n";

fn comparison() -> Comparison {
    let texts = [
        "和平街道2021年工作要点\n推进垃圾分类。垃圾分类到户。加装电梯10台。\n",
        "和平街道2022年工作要点\n推进垃圾分类。落实河长制。\n",
        "光明<路>街道2022年工作要点\n加装电梯。\n",
    ];
    let documents = texts.iter().enumerate().flat_map(|(k, text)| {
        let imported = Arc::new(import(&format!("{k}.txt"), text.as_bytes()).expect("readable"));
        read(&imported, &Default::default()).into_iter().map(Arc::new)
    });
    compare(documents.collect(), &Lexicon::new(&[("t.toml", LEXICON)]).0, None)
}

fn chart(kind: ChartKind) -> Chart {
    let comparison = comparison();
    let all = Filter { sharing: Sharing::All, ..Filter::default() };
    let matrix = Matrix::new(&comparison, &all, Order::default());
    let name = |(k, label): (usize, &str)| ChartName { letter: ["A", "B", "C"][k].to_owned(), label: label.to_owned() };
    let names: Vec<ChartName> = ["和平 2021", "和平 2022", "光明<路> 2022"].into_iter().enumerate().map(name).collect();
    Chart::new(kind, &comparison, &matrix, &names)
}

#[test]
fn shares_count_mentions_by_area() {
    let Chart::Shares(bars) = chart(ChartKind::Shares) else { panic!("shares") };
    assert_eq!(bars[0].parts, [(Category::Renewal, 1), (Category::Environment, 2)]);
    assert_eq!((bars[0].total(), bars[0].percent(1), bars[0].percent(2)), (3, 33.3, 66.7));
    assert_eq!(bars[2].parts, [(Category::Renewal, 1)]);
}

#[test]
fn pairs_count_what_both_mention_and_years_what_any_document_of_the_year_does() {
    let Chart::Pairs(pairs) = chart(ChartKind::Pairs) else { panic!("pairs") };
    assert_eq!(pairs.counts, [[2, 1, 1], [1, 2, 0], [1, 0, 1]]);
    assert_eq!(pairs.greatest(), 1);
    let Chart::Years(bars) = chart(ChartKind::Years) else { panic!("years") };
    let told: Vec<_> = bars.iter().map(|bar| (bar.name.label.as_str(), bar.documents, bar.total())).collect();
    assert_eq!(told, [("2021 年", 1, 2), ("2022 年", 2, 3)]);
    assert_eq!(bars[1].parts, [(Category::Renewal, 1), (Category::Environment, 2)]);
}

#[test]
fn files_are_well_formed_hold_real_text_and_fill_with_patterns() {
    for kind in ChartKind::ALL {
        let chart = chart(kind);
        let svg = chart.to_svg("共有 & 全部");
        assert_eq!(svg, chart.to_svg("共有 & 全部"), "the same bytes");
        assert!(svg.contains(kind.title()) && svg.contains("共有 &amp; 全部"), "{svg}");
        let mut reader = quick_xml::Reader::from_str(&svg);
        while reader.read_event().expect("well formed") != quick_xml::events::Event::Eof {}
        let areas = chart.areas();
        assert!(areas.iter().all(|area| svg.contains(&super::svg::fill(*area)) && svg.contains(area.name())));
        assert_eq!(areas.is_empty(), kind == ChartKind::Pairs);
    }
    assert!(chart(ChartKind::Shares).to_svg("").contains("光明&lt;路&gt; 2022"));
    assert!(chart(ChartKind::Shares).to_svg("").contains("环境 67%"));
}

#[test]
fn numbers_are_said_in_words() {
    assert_eq!(chart(ChartKind::Shares).in_words()[0], "A 和平 2021：共 3 处；城市更新 1 处（33.3%），环境 2 处（66.7%）");
    assert_eq!(chart(ChartKind::Pairs).in_words(), ["A 与 B 共有 1 项", "A 与 C 共有 1 项", "B 与 C 共有 0 项"]);
    assert_eq!(chart(ChartKind::Years).in_words()[1], "2022 年（2 份）：共 3 项；城市更新 1 项（33.3%），环境 2 项（66.7%）");
}

#[test]
fn nothing_to_see_is_known() {
    let empty = Comparison::default();
    let matrix = Matrix::new(&empty, &Filter::default(), Order::default());
    for kind in ChartKind::ALL {
        let chart = Chart::new(kind, &empty, &matrix, &[]);
        assert!(chart.is_empty() && !chart.to_svg("").is_empty());
    }
}
