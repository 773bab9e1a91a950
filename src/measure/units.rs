//! Units of measure and counting words.
//!
//! In: the characters after a number. Out: the unit at their start and what sort of amount it counts. Counting words are also the first
//! characters of common words (个 of 个人, 项 of 项目), so most of them carry the continuations after which they are none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::view::starts_with;

/// What sort of amount a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Things: 个, 处, 台.
    Thing,
    /// People, households.
    Person,
    /// Things that are done: 次, 场, 件, 人次.
    Event,
    /// Money.
    Money,
    /// Length, area, weight, volume, power.
    Size,
    /// A share or a change: %, 百分点, 倍.
    Share,
    /// Working time. Only where it is a limit or is done; 15分钟 in a name is none.
    Time,
    /// 万 or 亿 with nothing after it, or a bare fraction.
    Bare,
}

/// A unit: the word, its sort, continuations after which it is none, and longer continuations after which it is one all the same.
struct Unit(&'static str, Sort, &'static str, &'static str);

/// Units that a scale (万, 亿) may stand before; of several that fit, the longest holds. Continuations are separated by blanks; they are
/// written from a dictionary of common words, not from texts.
const UNITS: &[Unit] = &[
    // Things.
    Unit("个", Sort::Thing, "月 半 性 体 人信息 人所得税 小时 百分点 工作日 学时 课时 标准化百分", ""),
    Unit("家", Sort::Thing, "庭 长 园 电 属 政 谱 校 风 宴 万户", "家庭农场 政服务 政公司 政企业 电企业 庭服务"),
    Unit("处", Sort::Thing, "置 理 罚 级 长 于 室 方", ""),
    Unit("台", Sort::Thing, "账 阶 风 胞 州 湾 商", ""),
    Unit("项", Sort::Thing, "目", "目标 目录"),
    Unit("条", Sort::Thing, "例 件 款 块 码", "件件"),
    Unit("张", Sort::Thing, "贴 力 弛", ""),
    Unit("座", Sort::Thing, "谈 位 席 右", "位于"),
    Unit("所", Sort::Thing, "有 属 在 以 谓 需 得 辖 长", "在职 在地 有条件"),
    Unit("栋", Sort::Thing, "", ""),
    Unit("幢", Sort::Thing, "", ""),
    Unit("辆", Sort::Thing, "", ""),
    Unit("套", Sort::Thing, "餐 路 取 利", ""),
    Unit("间", Sort::Thing, "隔 接 距 歇", ""),
    Unit("支", Sort::Thing, "部 撑 付 持 出 援 点 委 路 队 架", "队伍 部队"),
    Unit("份", Sort::Thing, "额 量", ""),
    Unit("部", Sort::Thing, "门 署 委 级 长 件 分 位 落 队 曲", "分类"),
    Unit("块", Sort::Thing, "状", ""),
    Unit("片", Sort::Thing, "区 段 长 面 警 儿", ""),
    Unit("篇", Sort::Thing, "章 幅", ""),
    Unit("本", Sort::Thing, "级 地 市 区 街 土 科 着 次 轮 届 年 月 日 村 社 单位 报告 镇 省 县 辖 人", ""),
    Unit("册", Sort::Thing, "", ""),
    Unit("种", Sort::Thing, "植 子 养 业 族 质", ""),
    Unit("类", Sort::Thing, "似", ""),
    Unit("款", Sort::Thing, "项 式", ""),
    Unit("门", Sort::Thing, "店 口 诊 户 牌 面 卫 槛 禁 岗 头 球 前 外 里", ""),
    Unit("宗", Sort::Thing, "旨 教 族", ""),
    Unit("例", Sort::Thing, "如 外 行 会", ""),
    Unit("只", Sort::Thing, "有 要 能 是 需 跑 为 做 争 进", ""),
    Unit("头", Sort::Thing, "等 条 部 雁 脑 痛 号 像 发", ""),
    Unit("株", Sort::Thing, "", ""),
    Unit("棵", Sort::Thing, "", ""),
    Unit("盏", Sort::Thing, "", ""),
    Unit("根", Sort::Thing, "据 本 治 源 除 植 基", ""),
    Unit("面", Sort::Thing, "积 向 对 临 貌 试 世 板 条 包 料 上 粉 前", ""),
    Unit("幅", Sort::Thing, "度 员", ""),
    Unit("枚", Sort::Thing, "", ""),
    Unit("颗", Sort::Thing, "粒", ""),
    Unit("箱", Sort::Thing, "", ""),
    Unit("盒", Sort::Thing, "", ""),
    Unit("袋", Sort::Thing, "", ""),
    Unit("瓶", Sort::Thing, "颈", ""),
    Unit("桶", Sort::Thing, "", ""),
    Unit("组", Sort::Thing, "织 长 建 团 成 合 员 训 网 工 级 委", ""),
    Unit("口", Sort::Thing, "袋 岸 腔 号 径 罩 感 碑 子 味 令", ""),
    Unit("艘", Sort::Thing, "", ""),
    Unit("架", Sort::Thing, "构 设 空", ""),
    Unit("床", Sort::Thing, "位", ""),
    Unit("单", Sort::Thing, "位 元 一 独 纯 车 项 向 日", ""),
    Unit("标段", Sort::Thing, "", ""),
    // People.
    Unit("人", Sort::Person, "大 民 均 工 格 文 防 像 脸 物 居 社 力 口普查", "大代表 民群众 民调解员 工增雨 大专 防工程 工湿地 物访 社局"),
    Unit("名", Sort::Person, "单 称 师 牌 录 优 片 胜 额 城 校 企 医 人", "师范 优秀 优抚 人大代表 企业 医生 医务 校长 牌照"),
    Unit("位", Sort::Person, "于 居 置 列 次 移", ""),
    Unit("户", Sort::Person, "籍 外 口 型 主 均", "均为 籍居民 籍人口 主要"),
    Unit("人份", Sort::Person, "", ""),
    Unit("户家庭", Sort::Person, "", ""),
    // What is done.
    Unit("次", Sort::Event, "数 日 生 元 要 序 于 长 高", "要求 元旦 高校 高层 日常"),
    Unit("场", Sort::Event, "所 景 地 馆 域 合 面 外", "面对面 地方"),
    Unit("场次", Sort::Event, "", ""),
    Unit("轮", Sort::Event, "值 候 训 换 岗 流 椅 胎 廓", ""),
    Unit("批", Sort::Event, "准 评 发 复 示 量", "评估 评议"),
    Unit("批次", Sort::Event, "", ""),
    Unit("期", Sort::Event, "间 末 刊 限 待 货 工程 项目 改造 建设 规划", ""),
    Unit("件", Sort::Event, "套", ""),
    Unit("件次", Sort::Event, "", ""),
    Unit("起", Sort::Event, "来 草 诉 步 点 到 伏 航 重 ，", "来访 来信 重大 重点 重伤 诉讼 诉求 到访"),
    Unit("人次", Sort::Event, "", ""),
    Unit("户次", Sort::Event, "", ""),
    Unit("家次", Sort::Event, "", ""),
    Unit("台次", Sort::Event, "", ""),
    Unit("车次", Sort::Event, "", ""),
    Unit("辆次", Sort::Event, "", ""),
    Unit("艘次", Sort::Event, "", ""),
    Unit("篇次", Sort::Event, "", ""),
    Unit("条次", Sort::Event, "", ""),
    Unit("处次", Sort::Event, "", ""),
    Unit("项次", Sort::Event, "", ""),
    Unit("宗次", Sort::Event, "", ""),
    Unit("人天", Sort::Event, "", ""),
    Unit("课时", Sort::Event, "", ""),
    Unit("学时", Sort::Event, "", ""),
    Unit("个课时", Sort::Event, "", ""),
    Unit("个学时", Sort::Event, "", ""),
    Unit(
        "分",
        Sort::Event,
        "钟 之 类 别 局 公司 中心 会 部 享 区 散 级 布 校 院 店 配 析 包 工 段 解 流 层 管 期 支 成 批 头 阶 片 贝 开 行 组 步 项",
        "",
    ),
    // Money.
    Unit("元", Sort::Money, "旦 宵 素 宇宙 件 化 月 首", ""),
    Unit("元人民币", Sort::Money, "", ""),
    Unit("美元", Sort::Money, "", ""),
    Unit("欧元", Sort::Money, "", ""),
    Unit("港元", Sort::Money, "", ""),
    Unit("日元", Sort::Money, "", ""),
    Unit("英镑", Sort::Money, "", ""),
    // Sizes.
    Unit("平方米", Sort::Size, "", ""),
    Unit("平方公里", Sort::Size, "", ""),
    Unit("平方千米", Sort::Size, "", ""),
    Unit("平米", Sort::Size, "", ""),
    Unit("平方", Sort::Size, "米 公里 千米", ""),
    Unit("㎡", Sort::Size, "", ""),
    Unit("m²", Sort::Size, "", ""),
    Unit("m2", Sort::Size, "", ""),
    Unit("立方米", Sort::Size, "", ""),
    Unit("立方", Sort::Size, "米", ""),
    Unit("公里", Sort::Size, "", ""),
    Unit("千米", Sort::Size, "", ""),
    Unit("km", Sort::Size, "", ""),
    Unit("米", Sort::Size, "粒 袋 面", ""),
    Unit("延米", Sort::Size, "", ""),
    Unit("延长米", Sort::Size, "", ""),
    Unit("公顷", Sort::Size, "", ""),
    Unit("亩", Sort::Size, "均", ""),
    Unit("吨", Sort::Size, "", ""),
    Unit("吨标准煤", Sort::Size, "", ""),
    Unit("吨标煤", Sort::Size, "", ""),
    Unit("公斤", Sort::Size, "", ""),
    Unit("千克", Sort::Size, "", ""),
    Unit("斤", Sort::Size, "", ""),
    Unit("升", Sort::Size, "级 规 学 旗 温 高 至 到 值 降", ""),
    Unit("千瓦", Sort::Size, "", ""),
    Unit("兆瓦", Sort::Size, "", ""),
    Unit("千瓦时", Sort::Size, "", ""),
    Unit("标准箱", Sort::Size, "", ""),
    Unit("标箱", Sort::Size, "", ""),
    // Shares.
    Unit("%", Sort::Share, "", ""),
    Unit("‰", Sort::Share, "", ""),
    Unit("个百分点", Sort::Share, "", ""),
    Unit("百分点", Sort::Share, "", ""),
    Unit("倍", Sort::Share, "增 感", "增长"),
    // Time that is worked or limited.
    Unit("工作日", Sort::Time, "", ""),
    Unit("个工作日", Sort::Time, "", ""),
    Unit("小时", Sort::Time, "", ""),
    Unit("个小时", Sort::Time, "", ""),
    Unit("天", Sort::Time, "然 气 网 地 空 津 猫 际", ""),
    Unit("个月", Sort::Time, "", ""),
];

/// The units by their first character.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<&Unit>>> = LazyLock::new(|| {
    let mut index: BTreeMap<char, Vec<&Unit>> = BTreeMap::new();
    for unit in UNITS {
        if let Some(first) = unit.0.chars().next() {
            index.entry(first).or_default().push(unit);
        }
    }
    index
});

/// The unit at the start of `chars`, and the number of its characters.
pub fn unit(chars: &[char]) -> Option<(Sort, usize)> {
    let mut best: Option<(Sort, usize)> = None;
    for Unit(word, sort, not_before, but_before) in BY_FIRST.get(chars.first()?)? {
        if !starts_with(chars, word) {
            continue;
        }
        let len = word.chars().count();
        let rest = chars.get(len..).unwrap_or_default();
        let one_of = |list: &str| list.split(' ').any(|c| !c.is_empty() && starts_with(rest, c));
        if best.is_none_or(|(_, longest)| len > longest) && (!one_of(not_before) || one_of(but_before)) {
            best = Some((*sort, len));
        }
    }
    best
}

/// The scale at the start of `chars`: 万, 亿, 万亿, 百万, 千. Returns the number of its characters, 0 for none.
pub fn scale(chars: &[char]) -> usize {
    if !matches!(chars.first(), Some('万' | '亿' | '千' | '百' | '十')) {
        return 0;
    }
    ["万亿", "千万", "百万", "百亿", "千亿", "十万", "十亿", "万", "亿", "千"]
        .iter()
        .find(|scale| starts_with(chars, scale) && !is_unit_of_its_own(chars))
        .map_or(0, |scale| scale.chars().count())
}

/// 千瓦, 千米 and 千克 begin like a scale.
fn is_unit_of_its_own(chars: &[char]) -> bool {
    ["千瓦", "千米", "千克"].iter().any(|word| starts_with(chars, word))
}

#[cfg(test)]
mod tests {
    use super::{Sort, scale, unit};

    #[test]
    fn the_longest_unit_holds_and_common_words_are_none() {
        let read = |text: &str| unit(&text.chars().collect::<Vec<_>>());
        for (text, expected) in [
            ("个点位", Some((Sort::Thing, 1))),
            ("个百分点", Some((Sort::Share, 4))),
            ("个月", Some((Sort::Time, 2))),
            ("个体户", None),
            ("人次", Some((Sort::Event, 2))),
            ("人大代表", Some((Sort::Person, 1))),
            ("人民", None),
            ("项目", None),
            ("项目标", Some((Sort::Thing, 1))),
            ("平方公里", Some((Sort::Size, 4))),
            ("支队伍", Some((Sort::Thing, 1))),
            ("支队", None),
            ("年", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn scales_belong_to_units() {
        let read = |text: &str| scale(&text.chars().collect::<Vec<_>>());
        assert_eq!([read("万亿元"), read("亿元"), read("万"), read("千瓦"), read("千户"), read("个")], [2, 1, 1, 0, 1, 0]);
    }
}
