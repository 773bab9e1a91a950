//! Words that tell what a number is of: verbs of doing, reaching and changing, and the small words around them.
//!
//! Data, written from the language of government work plans and summaries at large. [`hits`] finds the verbs of a sentence in one pass,
//! the longest at each place. A verb that is as often a noun (服务, 培训) is kept apart: inside a phrase it is part of the name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::view::View;

/// How a verb governs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Makes, gives or does countable things: 新建, 发放.
    Doing,
    /// As often a noun as a verb: 服务, 培训, 加装.
    Nominal,
    /// Says that its subject comes to an amount: 达到.
    Reach,
    /// Says by how much its subject changes: 增长.
    Change,
    /// Speaks of work in general: 推进, 加强.
    General,
}

/// A verb in a sentence; indexes count characters of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// How it governs a number.
    pub class: Class,
}

const DOING: &str = "新建 新增 新增设 新设 新添 新开 新招 新引进 新培育 新登记 新注册 新创建 新成立 新改建 新建成 改建 扩建 \
    改扩建 重建 续建 复建 拟建 筹建 共建 兴建 增建 增设 增添 增配 新（改）建 新(改)建 改（扩）建 改(扩)建 \
    新（扩）建 建成 建立 建成启用 建起 建好 建有 搭建 组建 创建 创建成功 创成 创设 修建 修复 翻新 翻建 更换 \
    安装 配备 配置 配齐 布设 布置 铺设 敷设 架设 设立 设置 开设 开办 开通 开放 开工 开工建设 开业 动工 竣工 \
    完工 交付 启动 启用 启动实施 实施 运行 引进 引入 引育 引培 招引 招录 招募 培育 孵化 扶持 打造 推出 推送 \
    发放 发出 派发 赠送 捐赠 印发 张贴 制作 制定 编制 编印 编写 出台 修订 签订 签署 举办 举行 组织 组织开展 \
    开展 召开 办好 承办 主办 协办 办理 办结 办成 受理 解决 化解 调处 成功调解 排查 排查出 排摸 摸排 出动 投入 \
    投用 拨付 筹集 募集 筹措 盘活 腾退 腾空 采购 购置 购买 购入 栽种 种植 栽植 拆除 清理 清除 清退 清查 查处 \
    查获 查办 立案 破获 抓获 消除 取缔 关停 关闭 搬迁 惠及 覆盖 提供 征集 录入 建档 归集 汇聚 接收 接听 接到 \
    回复 答复 承接 完成 实现 达成 获评 获得 荣获 评选出 评定 命名 认定 选树 选派 选聘 选拔 选出 选育 吸纳 \
    吸引 动员 发动 派驻 派出 下派 整合 梳理 梳理整合 梳理出 归并 撤并 移交 转介 促成 挂牌 揭牌 挂牌成立 成立 \
    销号 创造 带动 撰写 编发 创作 拍摄 播放 播出 巡演 刊发 上报 报送 落户 落地 注册 入驻 纳管 接入 上线 \
    服务群众 核发 发现 查出 扑救 疏散 救治 形成 提出 研发 扩容 盘活利用 利用 置换 回购 上市 创评 申报 申报成功 \
    争取 争创 争取到 创建成 打通 修剪 疏通 粉刷 涂装 制发 张挂 悬挂 撤销 承担 收到 收缴 追回 挽回 处罚 罚款 \
    约谈 问责 处分 培养 轮训 参加 开出 出具 输送 出租 配租 兑现 奖励 表彰 扶助 发掘 搜寻 挖掘 策划 交房 回搬 \
    入库 出库 入统 纳统 升规 净增 净增加 认领 追缴 约谈提醒 提醒谈话 整顿 暂扣 劝阻 劝离 劝导 查封 扣押 没收 \
    销毁 消纳 转运 引导 组成 选定 遴选 聘请 聘任 招收 输出 稳岗 挽回损失 追赃 争取资金 募得 签发 摸清 迁入 \
    启建 增种 装配 换装 改装 升级改造 清拆 消化 提拔 出栏 释放 划分 拥有 设有 配有 下辖 受表彰 转办 \
    交办 督办 签收 认证 创收 建造 打击处理 刑拘 调换 置办 种养 出让 拍卖 收储 供地";

const NOMINAL: &str = "补种 服务 培训 宣传 指导 管理 治理 整治 改造 加装 保障 监管 监测 检测 体检 筛查 接种 核酸检测 宣教 调解 \
    养护 维修 维护 保洁 巡逻 演练 学习 辅导 咨询 就业 创业 招商 融资 消费 救援 审批 审核 评估 考核 监督 执法 \
    普查 调研 调查 审计 协商 议事 联系 配送 送餐 助餐 上门 探访 关爱 登记 信访 接访 下访 阅读 展演 展览 展示 \
    比赛 评审 征兵 献血 捐款 招生 入学 入园 转化 复耕 修复 造林 绿化 投诉 举报 交流 合作 协作 试点 收集 回收 \
    采集 处置 处理 接待 安置 开发 投资 投放 发展 更新 建设 演出 检查 巡查 抽查 核查 督查 走访 慰问 走访慰问 \
    救助 帮扶 资助 设计 征收 参与 签约 宣讲 招聘 修缮 更新改造 改造提升 讲授 供应 分配 谈话 参训 观看 储备 \
    整改 安排 消防演练 应急演练 抽检 检修 巡检 补贴 补助 减免 对接 结对 推广 发布 推荐 评选 清运 交流轮岗 轮岗 \
    加固 供养 硬化";

const REACH: &str = "达到 达 达成 增至 增加到 增加至 提升至 提升到 提高到 提高至 上升到 上升至 扩大到 扩大至 降至 降低到 降低至 \
    下降到 下降至 减少到 减少至 压缩至 压缩到 压减至 缩短至 缩短到 控制在 保持在 稳定在 维持在 突破 超过 不低于 \
    不少于 不超过 位居 合计 共计 总计 共 累计 累计达 累计达到 将达 将达到 跃升至 攀升至 为 有 是 占 占比 \
    占比达 仅为 已达 已有 总量达 总数达 至 到 压降至 压降到 压减到 缩减至 缩减到 发展到 发展至 扩大为 减至 升至 \
    增加为";

const CHANGE: &str = "增长 同比增长 下降 同比下降 上升 同比上升 提高 提升 增加 减少 同比减少 同比增加 降低 压减 压缩 缩短 上涨 \
    回落 递增 递减 增幅 降幅 增速 下降率 增长率 翻 提速 增收 扩大 收窄 环比增长 环比下降 减量 增";

const GENERAL: &str = "推进 推动 试点推进 促进 优化 加强 深化 强化 健全 完善 落实 坚持 围绕 聚焦 做好 抓好 抓实 突出 依托 构建 \
    全面 统筹 加快 巩固 拓展 拓宽 持续 注重 做强 做优 做实 擦亮 扎实 规范";

/// Verb hits never stand right before one of these: then they are the first half of a noun (完成率, 服务站).
const NOUN_ENDINGS: &str = "率 量 额 度 员 者 站 点 室 桩 券 证 卡 费 款 金 书 队 会 组 岗 商 所 厅 馆 亭 车 箱 柜 网 圈 权 线 中心 平台 体系 机制 制度 方案 办法 清单 资金 经费 基地 项目";

/// Verbs that are the second half of a noun behind one of these words (党组织, 全覆盖).
const NOUN_BEGINNINGS: &[(&str, &str)] = &[
    ("组织", "党 社会 团 基层 群众 妇女 工会 自治 益 国际 行业 上级 下级 新 各"),
    ("覆盖", "全"),
    ("开放", "改革"),
    ("发展", "经济 高质量"),
    ("参与", "众"),
    ("投入", "经费 研发 资金"),
    ("联系", "密切"),
];

/// Words around an amount that are no part of what is counted, to be taken off the end of what stands before it.
pub const TRAILING: &str = "累计 共计 总计 合计 共有 总共 一共 达到 各 分别 均 已 将 为 至 到 有 了 等 共 达 仅 就 是 ： : \
    全部 再 每年 每月 每季度 的 在 由 从 超额 成功 其中 新 按 逐步 近年来 免费 先后 连续";

/// Words that open a clause and are no part of what is counted.
pub const LEADING: &str = "全年 年内 今年 去年 明年 本年度 年度 目前 累计 已 共 共有 其中 预计 同时 并 继续 全力 现有 力争 确保 要 \
    将 计划 拟 的 各类 实现 使 推动 全面 进一步 以及 和 及 与 或 把 了 已有 截至目前 年底 年底前 年初 另有 \
    还有 还 另 包括 包含 共计 上半年 下半年 全市 全区 我们 本人 带头 先后 我镇 我区 我县 我市 我街道 街道有 \
    全镇 全县 全街道 线上 线下 现场 集中 率先 积极 成功 大力 持续 不断 完成 每年 每月 达到";

/// Verbs of doing that are never what is counted, however near the number (小区改造完成5个).
pub const NEVER_COUNTED: &str = "完成 实现 新增 新建 建成 达成 增加 竣工 完工 开工 提供 带动";

/// Where what stands after a unit stops being what is counted.
pub const CUT: &str = "进行 用于 并 从而 使得 全覆盖 同比 较上年 占全 达到 将 由 已 正在 均 全部 逐步 率先 总计 共计 合计 其中 \
    以上 左右 以内 用以 以便 实现 纳入 进入 到 赴 给予 予以 享受 有效 切实 按照 根据 通过 提前 按期 按时 \
    如期 顺利 预计 目前 及时 分别 受益 得到 获得 接受 荣获 获评 被 以 方便 促进 推动 确保 同时";

/// What is no countable thing: a structure of talk. After Arabic figures too.
pub const TALK: &str = "方面 层面 维度 环节 阶段 步骤 意识 自信 维护 确立 全面 务必 坚持 关键词 着力 聚焦 突破口 抓手 转变 统一 \
    结合 不放过 百分之 100% 转化 必由之路 毫不动摇 服从 到位 角度 字 一 更 率先 第一";

/// Heads of what Chinese numerals count only in a manner of speaking (三道防线, 一盘棋): coded names and figures of speech.
pub const FIGURATIVE: &str = "机制 体系 格局 模式 制度 规定 防线 底线 红线 关系 原则 理念 优势 作用 合力 局面 氛围 网 盘棋 龙 绳 图 \
    账 尺 清单 标准 口子 目标 路 道路 主线 主题 核心 力量 纽带 桥梁 窗口 平安 能力 水平 精神 品牌效应 生态 \
    屏障 基础 任务 要求 措施 举措 重点 闭环 生命线 生态圈 答卷 台阶 新台阶 门 件事 梯队 效益 文明 环境 责任 \
    文章 大局 整体 样板 缩影 公里";

static VERBS: LazyLock<BTreeMap<char, Vec<(Vec<char>, Class)>>> = LazyLock::new(|| {
    let mut index: BTreeMap<char, Vec<(Vec<char>, Class)>> = BTreeMap::new();
    // A word of several lists stands for the first of them.
    for (list, class) in
        [(DOING, Class::Doing), (NOMINAL, Class::Nominal), (CHANGE, Class::Change), (REACH, Class::Reach), (GENERAL, Class::General)]
    {
        for word in list.split_whitespace() {
            let chars: Vec<char> = word.chars().collect();
            let Some(first) = chars.first() else { continue };
            let words = index.entry(*first).or_default();
            if !words.iter().any(|(known, _)| *known == chars) {
                words.push((chars, class));
            }
        }
    }
    for words in index.values_mut() {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    index
});

/// The verbs of a sentence, by place; none overlap. Words in quotation marks are none. Single characters (达, 为) are left to
/// [`reach_before`]: in the middle of a sentence they are too often part of another word.
pub fn hits(view: &View) -> Vec<Hit> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < view.len() {
        let hit = if view.is_in_name(at) { None } else { hit_at(view, at) };
        at = hit.map_or(at + 1, |hit| hit.end);
        out.extend(hit);
    }
    out
}

fn hit_at(view: &View, at: usize) -> Option<Hit> {
    let words = VERBS.get(&view.chars[at])?;
    let rest = view.chars.get(at..)?;
    let (word, class) = words.iter().find(|(word, _)| word.len() > 1 && rest.starts_with(word))?;
    let end = at + word.len();
    let has_ending = NOUN_ENDINGS.split(' ').any(|ending| view.has(end, ending));
    // 发布会, 完成率: of verbs of doing fewer endings make nouns; what makes things takes any thing (新增会议室).
    let is_maker = NEVER_COUNTED.split(' ').any(|word| view.has(at, word));
    let is_noun = match class {
        Class::Doing => view.get(end).is_some_and(|c| "率量额度".contains(c) || !is_maker && "会者".contains(c)),
        _ => has_ending,
    };
    // 增加值 is no growth.
    let is_noun = is_noun || view.has(at, "增加值");
    let behind = |list: &str| list.split(' ').any(|word| view.ends(at, word));
    let is_name = NOUN_BEGINNINGS.iter().any(|(verb, list)| view.has(at, verb) && behind(list));
    (!is_noun && !is_name).then_some(Hit { start: at, end, class: *class })
}

/// The word of reaching that ends right before `end`, as where it begins.
pub fn reach_before(view: &View, end: usize) -> Option<usize> {
    let longest = REACH.split_whitespace().filter(|word| view.ends(end, word)).map(|word| word.chars().count()).max()?;
    Some(end - longest)
}
