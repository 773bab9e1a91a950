//! What a web page puts around a document: the path to it, its source and time, links to print and to go on, the site's owner.
//!
//! In: one line, and whether it stands near the text's beginning or end. Out: whether it is of the page and not of the document, by
//! words that only pages have. A line that ends in a full stop is never one.

use super::lines::Line;

/// Such lines are short, in bytes.
const MAX_BYTES: usize = 400;
/// And stand among so many lines at either end.
const EDGE_LINES: usize = 12;
/// A line of buttons is shorter still, in bytes.
const MAX_BUTTON_BYTES: usize = 120;

/// Labels of the line under a page's title; one of them suffices.
const LABELS: &[&str] = &[
    "发布时间",
    "发布日期",
    "信息来源",
    "文章来源",
    "稿件来源",
    "浏览次数",
    "阅读次数",
    "访问次数",
    "点击数",
    "点击次数",
    "点击量",
    "浏览量",
    "访问量",
    "字体大小",
    "字体",
    "字号",
    "信息索引号",
    "索引号",
    "责任编辑",
    "编辑",
    "审核",
    "主办单位",
    "承办单位",
    "网站标识码",
    "发文日期",
    "成文日期",
    "公开日期",
    "发布机构",
    "主题分类",
    "分享",
    "来源",
];
/// Labels of the table that stands above a page's title; they open lines of the text itself, too, so only there.
const RECORD: &[&str] =
    &["名称", "标题", "文号", "关键词", "有效性", "公文种类", "信息分类", "生成日期", "组配分类", "公开方式", "公开范围"];
/// And it stands among so many first lines.
const RECORD_LINES: usize = 6;
/// What opens the path to a page.
const PATHS: &[&str] = &["当前位置", "您的位置", "您当前的位置", "您当前所在", "您现在的位置", "您所在的位置", "现在位置", "所在位置"];
/// What parts the steps of a path.
const STEPS: [char; 4] = ['>', '»', '›', '＞'];
/// What only a page says, wherever in the line.
const BUTTONS: &[&str] = &["分享到", "字体：大", "字号：大", "[大中小]", "大中小】", "大中小]", "打印本页", "关闭窗口", "扫一扫", "无障碍"];
/// What opens the lines under a page's text.
const FEET: &[&str] = &[
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "版权所有",
    "打印本页",
    "关闭窗口",
    "【打印",
    "【关闭",
    "[打印",
    "[关闭",
    "扫一扫",
    "分享到",
    "网站地图",
    "相关链接",
    "相关附件下载",
    "返回顶部",
    "返回首页",
    "联系我们",
    "技术支持",
    "网站声明",
    "隐私声明",
    "附件下载",
];
/// What stands in the site's own foot.
const SITE: &[&str] = &["ICP备", "公网安备"];

/// For each line whether it belongs to a web page.
pub fn find(text: &str, lines: &[Line]) -> Vec<bool> {
    let last = lines.len().saturating_sub(EDGE_LINES);
    let record = |k: usize| k < RECORD_LINES && is_record(lines[k].core.of(text));
    // One such line alone may be of the text.
    let several = (0..lines.len().min(RECORD_LINES)).filter(|k| record(*k) || is_chrome(lines[*k].core.of(text), true, false)).count() > 1;
    (0..lines.len()).map(|k| several && record(k) || is_chrome(lines[k].core.of(text), k < EDGE_LINES, k >= last)).collect()
}

fn is_record(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).take(MAX_BYTES).collect();
    RECORD.iter().any(|label| bare.strip_prefix(label).is_some_and(|rest| rest.starts_with(['：', ':']))) && !bare.ends_with('。')
}

fn is_chrome(line: &str, near_start: bool, near_end: bool) -> bool {
    if line.len() > MAX_BYTES || line.ends_with('。') || !(near_start || near_end) {
        return false;
    }
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_start_matches(['>', '【', '[', '*', '（', '(']);
    let labelled = || {
        let mut places = LABELS.iter().filter_map(|label| bare.find(label).map(|at| (at, &bare[at + label.len()..])));
        places.any(|(at, rest)| at == 0 && rest.starts_with(['：', ':']))
    };
    let steps = bare.split(STEPS).filter(|step| !step.is_empty()).count();
    let home = bare.split(STEPS).next().unwrap_or_default().trim_end_matches(['/', '|']);
    let path =
        || PATHS.iter().any(|path| bare.starts_with(path)) || home.ends_with("首页") && (steps > 1 || bare.contains('/')) || steps > 2;
    let button =
        || line.len() <= MAX_BUTTON_BYTES && BUTTONS.iter().any(|button| bare.contains(button)) && !bare.contains(['，', '。', '；']);
    let foot = || FEET.iter().any(|foot| bare.starts_with(foot)) || SITE.iter().any(|site| bare.contains(site));
    near_start && (labelled() || path() || button()) || near_end && (foot() || labelled() || button())
}

#[cfg(test)]
mod tests {
    use super::is_chrome;

    #[test]
    fn lines_of_a_page_and_of_a_text() {
        for (line, expected) in [
            ("首页 > 政务公开 > 工作总结", true),
            ("来源：某街道办事处   发布时间：2024-01-15 09:30", true),
            ("发布日期：2024年1月15日 浏览次数：356次", true),
            ("打印本页 关闭窗口", true),
            ("京ICP备12345678号", true),
            ("网站首页>政府信息公开>规划计划", true),
            ("您当前所在位置：首页 >> 街道信息", true),
            ("分享到：微信 微博", true),
            ("【字体：大 中 小】 打印", true),
            ("主办单位：某区人民政府 承办：区大数据中心", true),
            ("扩大中小企业融资，服务大中小学生", false),
            ("编辑出版街道志", false),
            ("来源广泛，群众基础好", false),
            ("字体规范使用工作有序开展", false),
            ("来源：本报告的数据来自统计局。", false),
        ] {
            assert_eq!(is_chrome(line, true, true), expected, "{line}");
        }
        assert!(!is_chrome("来源：某街道办事处", false, false));
    }
}
