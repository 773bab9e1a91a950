//! Which of several areas a text speaks of, by what it mentions.
//!
//! In: areas that are possible, and the text. Out: a score for each, higher for more and for plainer mentions.
//!
//! A full name (宝山区) is strong evidence, a short one (宝山) weak, one in title, notice or file name stronger than one
//! in running text, and one right before the street's name decides. Short names that are everyday words (平安区, 和平区)
//! and names of roads (南京东路) are none.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::super::divisions::{Area, AreaName, short_name};

/// Where evidence is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// Title, notice lines and file name.
    pub head: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// Names whose parts are no evidence: the street itself.
    pub shields: &'a [&'a str],
    /// Areas written right before the street's name.
    pub chain: &'a [&'static [AreaName]],
}

/// Weights of one mention and how many count, for a full and a short name: a district tells more than its city.
const DISTRICT: Weights = Weights { full: 10, short: 3, before_street: 400 };
const CITY: Weights = Weights { full: 6, short: 2, before_street: 200 };
const PROVINCE: Weights = Weights { full: 3, short: 1, before_street: 100 };
const MAX_FULL: u32 = 5;
const MAX_SHORT: u32 = 10;
/// A mention in the head counts so many times.
const HEAD: u32 = 4;

#[derive(Clone, Copy)]
struct Weights {
    full: u32,
    short: u32,
    before_street: u32,
}

/// Short names of districts and cities that plans use as words: no evidence.
const EVERYDAY: [&str; 95] = [
    "平安", "和平", "友好", "友谊", "新华", "朝阳", "解放", "前进", "前锋", "振兴", "向阳", "红旗", "工农", "爱民", "惠民", "富民", "裕民",
    "民乐", "民丰", "康乐", "乐业", "安居", "安定", "安宁", "安康", "永安", "长治", "光明", "公安", "复兴", "团风", "共和", "合作", "兴业",
    "新兴", "新城", "新市", "新民", "新建", "新都", "新星", "开化", "同心", "同德", "同仁", "东方", "东风", "南部", "中原", "中方", "站前",
    "城关", "城中", "城东", "城西", "城北", "城南", "城区", "城口", "市中", "市南", "市北", "市区", "河东", "河西", "江东", "江南", "江北",
    "路南", "路北", "桥东", "桥西", "港口", "海港", "老城", "古城", "大方", "大安", "资源", "比如", "富裕", "宏伟", "文化", "政和", "运河",
    "钟楼", "鼓楼", "滨海", "滨江", "温泉", "青山", "太平", "中山", "大同", "长安",
];
/// Full names that are words for any town's parts.
pub const ANY_TOWN: [&str; 7] = ["城区", "郊区", "矿区", "东区", "西区", "新城区", "老城区"];

/// A score per area, in the order given; zero without evidence.
pub fn scores(areas: &[Area], evidence: &Evidence<'_>) -> Vec<u32> {
    let mut names: Vec<&str> = areas.iter().flat_map(|area| levels(area).map(|(name, _)| name)).collect();
    names.extend(names.clone().into_iter().filter_map(short_name).filter(|short| !evidence.shields.contains(short)));
    names.sort_unstable();
    names.dedup();
    let [head, text] = counts(&names, evidence.shields, [evidence.head, evidence.text]);
    let mentions = |name: &str, most: u32| {
        let count = |counts: &[u32]| names.binary_search(&name).ok().and_then(|k| counts.get(k)).copied().unwrap_or(0).min(most);
        count(&text) + HEAD * count(&head)
    };
    let score = |area: &Area| {
        levels(area)
            .map(|(name, weights)| {
                let short = short_name(name).map_or(0, |short| weights.short * mentions(short, MAX_SHORT));
                weights.full * mentions(name, MAX_FULL) + short + before_street(name, weights, evidence.chain)
            })
            .sum()
    };
    areas.iter().map(score).collect()
}

/// The area's own name and those above it; a city that is its own province counts once.
fn levels(area: &Area) -> impl Iterator<Item = (&'static str, Weights)> + use<> {
    let province = Some(area.province).filter(|province| Some(*province) != area.city);
    [(area.district, DISTRICT), (area.city, CITY), (province, PROVINCE)].into_iter().filter_map(|(name, weights)| Some((name?, weights)))
}

fn before_street(name: &str, weights: Weights, chain: &[&'static [AreaName]]) -> u32 {
    let named = chain.iter().any(|areas| areas.iter().any(|known| known.area.name() == name));
    if named { weights.before_street } else { 0 }
}

/// How often each name stands in each of two texts, the longest where several begin at one place.
fn counts(names: &[&str], shields: &[&str], texts: [&str; 2]) -> [Vec<u32>; 2] {
    let patterns = names.iter().chain(shields);
    // Asked twice only: the automaton that is made soonest.
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .prefilter(false)
        .build(patterns);
    texts.map(|text| {
        let mut counts = vec![0; names.len()];
        for found in automaton.iter().flat_map(|automaton| automaton.find_iter(text)) {
            let k = found.pattern().as_usize();
            let is_name = names.get(k).is_some_and(|name| is_mention(name, &text[found.end()..]));
            if let Some(count) = counts.get_mut(k).filter(|_| is_name) {
                *count += 1;
            }
        }
        counts
    })
}

fn is_mention(name: &str, after: &str) -> bool {
    if EVERYDAY.contains(&name) || ANY_TOWN.contains(&name) {
        return false;
    }
    // 宝山区域 and 长宁区间 speak of an area, too, but 新城区域 does not of 新城区.
    if after.starts_with(['域', '块', '间']) {
        return false;
    }
    let road = after.trim_start_matches(['东', '西', '南', '北', '中', '一', '二', '三']);
    !road.starts_with(['路', '街', '桥', '站', '道'])
}

#[cfg(test)]
mod tests {
    use super::{Area, Evidence, scores};

    const AREAS: [Area; 3] = [
        Area { province: "上海市", city: Some("上海市"), district: Some("宝山区") },
        Area { province: "天津市", city: Some("天津市"), district: Some("河西区") },
        Area { province: "河北省", city: Some("唐山市"), district: Some("滦南县") },
    ];

    #[test]
    fn plain_mentions_outweigh_short_ones_and_words_count_for_nothing() {
        let of = |head: &str, text: &str| scores(&AREAS, &Evidence { head, text, shields: &["友谊路街道"], chain: &[] });
        assert_eq!(of("", "友谊路街道"), [0, 0, 0]);
        assert_eq!(of("", "宝山科创中心，上海"), [5, 0, 0]);
        assert_eq!(of("", "河西区"), [0, 10, 0]);
        assert_eq!(of("", "河西，天津路，上海西路，宝山区域"), [0, 0, 0]);
        assert_eq!(of("唐山", "唐山市"), [0, 0, 14]);
        assert_eq!(of("", "唐山唐山唐山唐山唐山唐山唐山唐山唐山唐山唐山唐山"), [0, 0, 20]);
    }
}
