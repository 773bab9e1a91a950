//! What a page has around its article: told by the element, by its names, by the density of links, by the words it begins with.

use super::page::Page;

/// Elements for it (HTML Standard 4.3).
const ELEMENTS: &[&str] = &["nav", "footer", "aside"];
/// Parts of identifiers and classes, between their hyphens and underscores.
const NAMES: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "topnav",
    "footer",
    "foot",
    "bottom",
    "header",
    "topbar",
    "toolbar",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "position",
    "weizhi",
    "dqwz",
    "share",
    "bdshare",
    "bdsharebuttonbox",
    "related",
    "relate",
    "xgwd",
    "sidebar",
    "side",
    "copyright",
    "pagination",
    "pager",
    "login",
    "search",
    "links",
    "friendlink",
    "friendlinks",
    "banner",
    "skip",
    "qrcode",
    "ewm",
];
/// With one of these in the name it is the article's own: `article-header`.
const CONTENT: &[&str] = &["article", "content", "text", "main", "detail", "title", "tit", "page", "wrap", "body"];
/// What short lines around an article begin with.
const OPENINGS: &[&str] = &[
    "当前位置",
    "您当前的位置",
    "您当前位置",
    "您所在的位置",
    "您的位置",
    "你的位置",
    "您现在的位置",
    "所在位置",
    "现在位置",
    "首页>",
    "首页 >",
    "分享到",
    "分享：",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "字号",
    "字体：",
    "【字体",
    "【打印",
    "[打印",
    "打印本页",
    "关闭窗口",
    "【关闭",
    "[关闭",
    "扫一扫",
    "浏览次数",
    "浏览量",
    "阅读次数",
    "访问量",
    "相关链接",
    "相关文章",
    "相关新闻",
    "相关稿件",
    "主办单位",
    "主办：",
    "承办单位",
    "承办：",
    "版权所有",
    "网站标识码",
    "网站地图",
    "联系我们",
    "Copyright",
    "©",
    "来源：",
    "来源:",
    "信息来源",
    "文章来源",
    "稿件来源",
    "发布时间",
    "发布日期",
    "发布机构",
    "作者：",
    "回到顶部",
    "返回顶部",
    "责任编辑",
    "用微信扫",
    "无障碍",
    "技术支持",
];
/// What such lines have in them.
const INSIDE: &[&str] = &["ICP备", "公网安备", "网站标识码", "版权所有"];
/// A longer line is text.
const MAX_CHARS: usize = 80;

/// Whether an element is no part of the article around which it stands, by its name or its `id` and classes.
#[must_use]
pub fn is_chrome(page: &Page, k: usize) -> bool {
    let Some(element) = page.element(k) else { return false };
    if ELEMENTS.contains(&element.name.as_str())
        || matches!(element.attribute("role"), Some("navigation" | "contentinfo" | "banner" | "search"))
    {
        return true;
    }
    let is_container = matches!(element.name.as_str(), "div" | "ul" | "ol" | "section" | "header" | "p" | "table" | "td" | "span" | "dl");
    let is_one = |name: String| {
        let parts = || name.split(['-', '_']);
        parts().any(|part| NAMES.contains(&part)) && !parts().any(|part| CONTENT.contains(&part))
    };
    is_container && element.names().any(is_one)
}

/// Whether an element is a list of links: most of its text is, and there are several.
#[must_use]
pub fn is_link_list(page: &Page, k: usize) -> bool {
    let Some(node) = page.nodes.get(k) else { return false };
    if !matches!(page.name(k), "ul" | "ol" | "dl" | "div" | "table" | "section") || node.chars == 0 || node.link_chars * 5 < node.chars * 4
    {
        return false;
    }
    let links = (k + 1..node.end).filter(|n| page.name(*n) == "a" && page.nodes[*n].chars > 0).take(3).count();
    // Attachments are links too, and belong to the article.
    links >= 3 && !page.text(k).contains("附件")
}

/// Whether a paragraph beside an article's text is none of it.
#[must_use]
pub fn is_chrome_line(text: &str) -> bool {
    let text = text.trim_start();
    // A count up to the limit: the whole length of a long paragraph is nothing to know.
    text.chars().nth(MAX_CHARS).is_none() && (OPENINGS.iter().any(|o| text.starts_with(o)) || INSIDE.iter().any(|i| text.contains(i)))
}
