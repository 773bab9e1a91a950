//! Words: a Latin one between Chinese ones, one written twice, characters that input and recognition confuse.
//!
//! In: a paragraph. Out: slips in its own offsets.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Slip, is_han};
use crate::text::Span;

/// English words that join others, and what stands in Chinese for them: nobody writes these between Chinese words on purpose.
const JOINING: [(&str, &str); 10] = [
    ("and", "和"),
    ("or", "或"),
    ("of", "的"),
    ("the", ""),
    ("to", "至"),
    ("in", "在"),
    ("with", "与"),
    ("for", "为"),
    ("by", "由"),
    ("is", "是"),
];

/// Particles that stand twice by a slip: the particle, what may stand before and what after where it is none (存在|在建, 和|和谐).
const PARTICLES: [(&str, &str, &str); 8] = [
    ("的", "", "确士"),
    ("了", "为除极受", "解结然望却"),
    ("和", "共祥温缓饱调柔平中总民人亲", "谐睦平顺美气解约善县静暖田"),
    ("与", "参赠给授赋付", "会时否"),
    ("及", "普涉波顾以", "时早格"),
    ("在", "存现实潜内外正所自好", "线职编校建册岗乎场家外内地读研"),
    ("是", "", "非"),
    ("并", "合兼", "购网轨联案存列行非"),
];

/// Verbs and nouns of plans that nobody doubles for effect, as one does 讨论讨论.
const PLAIN_WORDS: [&str; 64] = [
    "推进",
    "推动",
    "加强",
    "加快",
    "强化",
    "深化",
    "优化",
    "完善",
    "健全",
    "落实",
    "提升",
    "提高",
    "坚持",
    "贯彻",
    "开展",
    "实施",
    "组织",
    "建立",
    "构建",
    "打造",
    "聚焦",
    "围绕",
    "统筹",
    "促进",
    "保障",
    "巩固",
    "拓展",
    "扩大",
    "增强",
    "确保",
    "实现",
    "完成",
    "形成",
    "依托",
    "通过",
    "进行",
    "抓好",
    "做好",
    "持续",
    "不断",
    "全面",
    "扎实",
    "积极",
    "进一步",
    "街道",
    "社区",
    "居民",
    "群众",
    "企业",
    "机制",
    "制度",
    "体系",
    "能力",
    "水平",
    "问题",
    "任务",
    "目标",
    "责任",
    "环境",
    "安全",
    "党员",
    "干部",
    "工作",
    "服务",
];

/// What makes a noun of the second one: 服务|服务站, 工作|工作组, 党员|党员干部 would be 党员|党员…
const SUFFIXES: &str = "院所局员者站室处队区点中会机证书法器具业商型性化量力部组委群日月年周圈带线群岗库单者台网";

/// Strings that are never right, what is meant, and what may stand before and after them where they are two words' ends and beginnings.
const CONFUSED: [(&str, &str, &str, &str); 55] = [
    ("己经", "已经", "自知", ""),
    ("巳经", "已经", "", ""),
    ("自已", "自己", "来亲各独源出", "有然知成建"),
    ("自巳", "自己", "", ""),
    ("末来", "未来", "周年月期岁那清明", ""),
    ("入民政府", "人民政府", "走深融引纳进列收投加编并录转划", ""),
    ("干方百计", "千方百计", "", ""),
    ("千部", "干部", "数几上余若一二两三四五六七八九", "分门队长署"),
    ("曰常", "日常", "", ""),
    ("治埋", "治理", "", "伏"),
    ("管埋", "管理", "尽不", "伏"),
    ("处埋", "处理", "深何", ""),
    ("整冶", "整治", "调完平", "金炼"),
    ("法冶", "法治", "方办", "金炼"),
    ("政冶", "政治", "", "金炼"),
    ("冶理", "治理", "矿大", "论"),
    ("杜区", "社区", "", "长"),
    ("杜会", "社会", "", "长计"),
    ("衔道", "街道", "", ""),
    ("宜传", "宣传", "便适不事相", ""),
    ("适宣", "适宜", "合舒不", ""),
    ("因地制宣", "因地制宜", "", ""),
    ("宣居", "宜居", "", ""),
    ("迸行", "进行", "", ""),
    ("推迸", "推进", "", ""),
    ("迸一步", "进一步", "", ""),
    ("傲好", "做好", "骄", ""),
    ("傲实", "做实", "骄", ""),
    ("夯买", "夯实", "", ""),
    ("落买", "落实", "部衰角下降坐", "卖"),
    ("扎买", "扎实", "驻包挣", "卖"),
    ("坏境", "环境", "", ""),
    ("环竟", "环境", "", ""),
    ("未端", "末端", "尚并从", "正"),
    ("未梢", "末梢", "", ""),
    ("侍遇", "待遇", "", ""),
    ("接侍", "接待", "直连迎", "卫"),
    ("侯选", "候选", "诸", ""),
    ("侯补", "候补", "诸", ""),
    ("时侯", "时候", "", ""),
    ("气侯", "气候", "", ""),
    ("按排", "安排", "", "名放查序行列水污泄洪涝除他位版量练演班污"),
    ("布署", "部署", "颁发公分宣", "名"),
    ("即然", "既然", "立随当", ""),
    ("竟争", "竞争", "毕究", ""),
    ("竟赛", "竞赛", "毕究", ""),
    ("竟标", "竞标", "毕究", ""),
    ("截止目前", "截至目前", "", ""),
    ("巿", "市", "", ""),
    ("网恪", "网格", "", ""),
    ("筑劳", "筑牢", "建修构", "动务力"),
    ("隐息", "隐患", "", ""),
    ("排査", "排查", "", ""),
    ("检査", "检查", "", ""),
    ("督査", "督查", "", ""),
];

/// The longest string that is looked for twice in a row, in characters.
const MAX_REPEAT: usize = 8;
/// The shortest: pairs are asked of the list of plain words.
const MIN_REPEAT: usize = 3;

/// The slips of a paragraph.
pub fn find(line: &str) -> Vec<Slip> {
    let mut out = Vec::new();
    stray_words(line, &mut out);
    confused(line, &mut out);
    letters_for_figures(line, &mut out);
    particles(line, &mut out);
    repeated(line, &mut out);
    out
}

/// An English joining word between two Han characters.
fn stray_words(line: &str, out: &mut Vec<Slip>) {
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| c.is_ascii_alphabetic()).map(|k| at + k) {
        let len = line[start..].bytes().take_while(u8::is_ascii_alphabetic).count();
        at = start + len;
        let between = line[..start].chars().next_back().is_some_and(is_han) && line[at..].chars().next().is_some_and(is_han);
        let word = &line[start..at];
        if let Some((_, meant)) = JOINING.iter().find(|(english, _)| *english == word).filter(|_| between) {
            let hint = if meant.is_empty() { "疑为多余".to_owned() } else { format!("是否应为“{meant}”？") };
            out.push(Slip { code: "odd-word", message: format!("中文之间夹有“{word}”，{hint}"), span: Span::new(start, at) });
        }
    }
}

/// Looks for all [`CONFUSED`] strings at once; none of them can overlap itself, so each place is met once.
static CONFUSED_STRINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(CONFUSED.map(|(wrong, ..)| wrong)).ok());

fn confused(line: &str, out: &mut Vec<Slip>) {
    for found in CONFUSED_STRINGS.iter().flat_map(|strings| strings.find_overlapping_iter(line)) {
        let (wrong, right, before, after) = CONFUSED[found.pattern().as_usize()];
        let words = line[..found.start()].chars().next_back().is_some_and(|c| before.contains(c))
            || line[found.end()..].chars().next().is_some_and(|c| after.contains(c));
        if !words {
            let message = format!("“{wrong}”疑为“{right}”之误");
            out.push(Slip { code: "odd-character", message, span: Span::new(found.start(), found.end()) });
        }
    }
}

/// 2O24年, 1O个: a letter between figures, or after one and before what is counted.
fn letters_for_figures(line: &str, out: &mut Vec<Slip>) {
    let bytes = line.as_bytes();
    for (at, letter) in line.match_indices(['O', 'o', 'l', 'I']) {
        let before = at.checked_sub(1).and_then(|k| bytes.get(k)).is_some_and(u8::is_ascii_digit);
        let after = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        // PM2O5 and A1O3 are names: the whole token is figures but for this letter.
        let token = |c: &char| c.is_ascii_alphanumeric();
        let alone = line[..at].chars().rev().take_while(token).chain(line[at + 1..].chars().take_while(token)).all(|c| c.is_ascii_digit());
        if before && after && alone {
            let meant = if letter.eq_ignore_ascii_case("o") { '0' } else { '1' };
            let message = format!("数字中的字母“{letter}”疑为“{meant}”");
            out.push(Slip { code: "odd-character", message, span: Span::new(at, at + 1) });
        }
    }
}

fn particles(line: &str, out: &mut Vec<Slip>) {
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // Of three in a row the first two count.
        let Some((second, _)) = chars.next_if(|(_, next)| *next == c) else { continue };
        let Some((particle, before, after)) = PARTICLES.iter().find(|(particle, ..)| particle.starts_with(c)) else { continue };
        let end = second + c.len_utf8();
        let (left, right) = (line[..at].chars().next_back(), line[end..].chars().next());
        let word = left.is_some_and(|l| before.contains(l) || l == c) || right.is_some_and(|r| after.contains(r));
        if !word && left.is_some_and(is_han) && right.is_some_and(is_han) {
            out.push(doubled(particle, Span::new(at, end)));
        }
    }
}

/// A plain word, or a longer string, right after itself.
fn repeated(line: &str, out: &mut Vec<Slip>) {
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    let end = |k: usize| chars.get(k).map_or(line.len(), |(at, _)| *at);
    let mut k = 0;
    while k < chars.len() {
        let comes_again = |len: &usize| chars.get(k + len).is_some_and(|(_, c)| *c == chars[k].1);
        let len = (2..=MAX_REPEAT).rev().filter(comes_again).find(|len| {
            k + 2 * len <= chars.len()
                && (0..*len).all(|n| chars[k + n].1 == chars[k + len + n].1 && is_han(chars[k + n].1))
                && chars[k..k + len].iter().any(|(_, c)| *c != chars[k].1)
        });
        let Some(len) = len else {
            k += 1;
            continue;
        };
        let word = &line[chars[k].0..end(k + len)];
        let next = chars.get(k + 2 * len).map(|(_, c)| *c);
        let counted = chars[k].1 == '一' || chars[k].1 == '逐' || chars[k].1 == '层';
        let plain = PLAIN_WORDS.contains(&word) && !next.is_some_and(|c| SUFFIXES.contains(c));
        if !counted && (len >= MIN_REPEAT || plain) {
            out.push(doubled(word, Span::new(chars[k].0, end(k + 2 * len))));
        }
        k += 2 * len;
    }
}

fn doubled(word: &str, span: Span) -> Slip {
    Slip { code: "word-doubled", message: format!("“{word}”连写两次，疑为重复"), span }
}
