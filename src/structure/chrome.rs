//! What a web page puts around a document: the path to it, its source and time, links to print and to go on, the site's owner.
//!
//! In: one line, and whether it stands near the text's beginning or end. Out: whether it is of the page and not of the document, by
//! words that only pages have. A line that ends in a full stop is never one.

use super::lines::Line;

/// Such lines are short, in bytes.
const MAX_BYTES: usize = 400;
/// And stand among so many lines at either end.
const EDGE_LINES: usize = 12;

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
    "网站标识码",
    "来源",
];
/// What opens the path to a page.
const PATHS: &[&str] = &["首页>", "首页>>", "首页»", "当前位置", "您的位置", "您当前的位置", "您现在的位置", "首页/"];
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
];
/// What stands in the site's own foot.
const SITE: &[&str] = &["ICP备", "公网安备"];

/// For each line whether it belongs to a web page.
pub fn find(text: &str, lines: &[Line]) -> Vec<bool> {
    let last = lines.len().saturating_sub(EDGE_LINES);
    lines.iter().enumerate().map(|(k, line)| is_chrome(line.core.of(text), k < EDGE_LINES, k >= last)).collect()
}

fn is_chrome(line: &str, near_start: bool, near_end: bool) -> bool {
    if line.len() > MAX_BYTES || line.ends_with('。') || !(near_start || near_end) {
        return false;
    }
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let labelled = || {
        let mut places = LABELS.iter().filter_map(|label| bare.find(label).map(|at| (at, &bare[at + label.len()..])));
        places.any(|(at, rest)| at == 0 && rest.starts_with(['：', ':']))
    };
    let path = || PATHS.iter().any(|path| bare.starts_with(path));
    let foot = || FEET.iter().any(|foot| bare.starts_with(foot)) || SITE.iter().any(|site| bare.contains(site));
    near_start && (labelled() || path()) || near_end && (foot() || labelled())
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
            ("来源广泛，群众基础好", false),
            ("字体规范使用工作有序开展", false),
            ("来源：本报告的数据来自统计局。", false),
        ] {
            assert_eq!(is_chrome(line, true, true), expected, "{line}");
        }
        assert!(!is_chrome("来源：某街道办事处", false, false));
    }
}
