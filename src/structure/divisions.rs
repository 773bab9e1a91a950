//! China's divisions from province to street, as pure look-ups.
//!
//! In: a name. Out: every place of that name in the official list (`assets/divisions.txt`, see the README
//! there), because one name stands in many cities: 友谊路街道 in four. Which of them a text means is decided
//! in [`metadata`](super::metadata), never here.
//!
//! The streets are looked up by binary search in an index that was sorted beforehand: a program that reads one file has no time to sort
//! 41,352 names. The areas above them are parsed once, at the first look-up. No answer depends on hash order.

use std::sync::OnceLock;

const LIST: &str = include_str!("../../assets/divisions.txt");
/// All streets by name, then in the list's order: where the name begins in the list, and its area's row (`divisions.py`).
const INDEX: &[u8] = include_bytes!("../../assets/divisions.index");
/// Bytes of one entry of the index: u32 and u16, little endian.
const ENTRY: usize = 6;

/// A division above the streets: a province, a city or a district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// 江苏省; 上海市 for a city under the central government.
    pub province: &'static str,
    /// 南京市; 上海市. `None` for a province, and for a county directly under its province.
    pub city: Option<&'static str>,
    /// 玄武区, 昆山市, 定安县. `None` for a province, a city, and under a city without districts (东莞市).
    pub district: Option<&'static str>,
}

/// A street, town or township of the official list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What it belongs to.
    pub area: &'static Area,
    /// 友谊路街道
    pub street: &'static str,
}

/// A name by which an area may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaName {
    /// 宝山区, or the short 宝山.
    pub name: &'static str,
    /// Whether this is the short form.
    pub short: bool,
    /// The area.
    pub area: &'static Area,
}

impl Area {
    /// The lowest level's name: 玄武区 for a district, 南京市 for a city.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.district.or(self.city).unwrap_or(self.province)
    }

    /// `江苏省/南京市/玄武区`; a city that is its own province stands once: `上海市/宝山区`.
    #[must_use]
    pub fn path(&self) -> String {
        let city = self.city.filter(|city| *city != self.province);
        [Some(self.province), city, self.district].into_iter().flatten().collect::<Vec<_>>().join("/")
    }

    /// Whether `other` is this area or lies in it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.province == other.province
            && (self.city.is_none() || self.city == other.city)
            && (self.district.is_none() || self.district == other.district)
    }
}

impl Place {
    /// `上海市/宝山区/友谊路街道`
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.area.path(), self.street)
    }
}

/// The places of this full name (友谊路街道), in the list's order. Empty where the list has none.
#[must_use]
pub fn places_named(street: &str) -> Vec<Place> {
    let (mut low, mut high) = (0, INDEX.len() / ENTRY);
    while low < high {
        let middle = low.midpoint(high);
        if entry(middle).is_some_and(|(name, _)| name < street) { low = middle + 1 } else { high = middle }
    }
    let found = (low..INDEX.len() / ENTRY).map_while(entry).take_while(|(name, _)| *name == street);
    found.filter_map(|(street, row)| Some(Place { area: areas().get(row)?, street })).collect()
}

/// Whether the list has a place of this full name.
#[must_use]
pub fn is_place(street: &str) -> bool {
    !places_named(street).is_empty()
}

/// The name of an entry of the index and its area's row.
fn entry(k: usize) -> Option<(&'static str, usize)> {
    let bytes = INDEX.get(k * ENTRY..(k + 1) * ENTRY)?;
    let start = u32::from_le_bytes(bytes[..4].try_into().ok()?) as usize;
    let rest = LIST.get(start..)?;
    let name = rest.get(..rest.find([' ', '\n'])?)?;
    Some((name, usize::from(u16::from_le_bytes(bytes[4..].try_into().ok()?))))
}

/// The districts, cities and provinces that are called so, in full (宝山区) or in short (宝山); full names first.
#[must_use]
pub fn areas_named(name: &str) -> &'static [AreaName] {
    static NAMES: OnceLock<Vec<AreaName>> = OnceLock::new();
    let names = NAMES.get_or_init(all_area_names);
    let start = names.partition_point(|known| known.name < name);
    let len = names[start..].iter().take_while(|known| known.name == name).count();
    &names[start..start + len]
}

/// 宝山 for 宝山区, 上海 for 上海市, 延边 for 延边朝鲜族自治州, 内蒙古 for 内蒙古自治区; `None` where less than two characters stay (城区).
#[must_use]
pub fn short_name(area: &str) -> Option<&str> {
    let mut short = ["自治区", "自治州", "自治县", "自治旗", "地区", "新区", "林区", "省", "市", "区", "县", "旗", "盟"]
        .iter()
        .find_map(|suffix| area.strip_suffix(suffix))?;
    if area.contains("自治") {
        while let Some(rest) = PEOPLES.iter().find_map(|people| short.strip_suffix(people)).filter(|rest| !rest.is_empty()) {
            short = rest;
        }
    }
    (short.chars().count() >= 2).then_some(short)
}

/// Peoples in the names of autonomous divisions, the longer of two with one end first.
const PEOPLES: [&str; 46] = [
    "柯尔克孜",
    "哈萨克",
    "维吾尔",
    "俄罗斯",
    "鄂伦春族",
    "鄂温克族",
    "达斡尔族",
    "塔吉克",
    "朝鲜族",
    "土家族",
    "布依族",
    "哈尼族",
    "傈僳族",
    "拉祜族",
    "景颇族",
    "纳西族",
    "仫佬族",
    "毛南族",
    "仡佬族",
    "东乡族",
    "保安族",
    "撒拉族",
    "裕固族",
    "哈萨克族",
    "蒙古族",
    "布朗族",
    "普米族",
    "独龙族",
    "锡伯族",
    "各族",
    "满族",
    "回族",
    "壮族",
    "藏族",
    "苗族",
    "彝族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "黎族",
    "羌族",
    "畲族",
    "水族",
    "土族",
    "怒族",
];

/// The areas, one for each row of the list that names one.
fn areas() -> &'static [Area] {
    static AREAS: OnceLock<Vec<Area>> = OnceLock::new();
    AREAS.get_or_init(|| parse(LIST).into_iter().map(|(area, _)| area).collect())
}

/// Areas with the streets that stand directly under them.
fn parse(list: &'static str) -> Vec<(Area, &'static str)> {
    let known = |name: &'static str| (name != "-").then_some(name);
    let mut rows = Vec::new();
    let (mut province, mut city) = ("", None);
    for line in list.lines() {
        if let Some(row) = line.strip_prefix("\t\t") {
            let (district, streets) = row.split_once(' ').unwrap_or((row, ""));
            rows.push((Area { province, city, district: known(district) }, streets));
        } else if let Some(name) = line.strip_prefix('\t') {
            city = known(name);
            if city.is_some() {
                rows.push((Area { province, city, district: None }, ""));
            }
        } else {
            province = line;
            // 上海市 comes again as a city.
            if !province.ends_with('市') {
                rows.push((Area { province, city: None, district: None }, ""));
            }
        }
    }
    rows
}

fn all_area_names() -> Vec<AreaName> {
    let mut names = Vec::new();
    for area in areas() {
        let full = area.name();
        names.push(AreaName { name: full, short: false, area });
        names.extend(short_name(full).map(|name| AreaName { name, short: true, area }));
    }
    names.sort_unstable();
    // 东莞市 stands twice: as a city and as the row of its own streets.
    names.dedup();
    names
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Place, areas, areas_named, entry, places_named, short_name};

    /// All places in the order of their names, sorted from the list itself.
    pub fn all_places() -> Vec<Place> {
        let mut named: Vec<(&'static str, usize)> = Vec::new();
        for (k, (_, streets)) in super::parse(super::LIST).into_iter().enumerate() {
            named.extend(streets.split(' ').filter(|street| !street.is_empty()).map(|street| (street, k)));
        }
        named.sort_unstable();
        named.into_iter().map(|(street, k)| Place { area: &areas()[k], street }).collect()
    }

    #[test]
    fn the_index_is_the_list_sorted() {
        let indexed: Vec<Place> = (0..).map_while(entry).map(|(street, row)| Place { area: &areas()[row], street }).collect();
        assert_eq!(indexed, all_places());
    }

    fn paths(street: &str) -> Vec<String> {
        places_named(street).iter().map(Place::path).collect()
    }

    #[test]
    fn a_street_is_found_with_all_that_bear_its_name() {
        assert_eq!(paths("吴淞街道"), ["上海市/宝山区/吴淞街道"]);
        assert_eq!(paths("没有这个街道"), [""; 0]);
        assert_eq!(paths(""), [""; 0]);
        let four = ["天津市/河西区", "河北省/唐山市/滦南县", "上海市/宝山区", "新疆维吾尔自治区/乌鲁木齐市/新市区"];
        assert_eq!(paths("友谊路街道"), four.map(|area| format!("{area}/友谊路街道")));
    }

    #[test]
    fn missing_levels_are_left_out() {
        assert_eq!(paths("莞城街道"), ["广东省/东莞市/莞城街道"]);
        assert_eq!(paths("龙华山街道"), ["湖北省/仙桃市/龙华山街道"]);
        assert_eq!(paths("英州镇"), ["海南省/陵水黎族自治县/英州镇"]);
    }

    #[test]
    fn the_whole_list_is_there() {
        assert_eq!(all_places().len(), 41_352);
        let provinces = areas().iter().map(|area| area.province).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(provinces.len(), 31);
    }

    #[test]
    fn areas_answer_to_full_and_short_names() {
        let found = |name: &str| areas_named(name).iter().map(|known| (known.short, known.area.path())).collect::<Vec<_>>();
        assert_eq!(found("长宁区"), [(false, "上海市/长宁区".to_owned())]);
        assert_eq!(found("上海"), [(true, "上海市".to_owned())]);
        assert_eq!(found("东莞市"), [(false, "广东省/东莞市".to_owned())]);
        assert_eq!(found("鼓楼区").len(), 4);
        assert_eq!(found("吉林").len(), 2);
    }

    #[test]
    fn short_names() {
        let cases = [
            ("宝山区", Some("宝山")),
            ("上海市", Some("上海")),
            ("浦东新区", Some("浦东")),
            ("内蒙古自治区", Some("内蒙古")),
            ("新疆维吾尔自治区", Some("新疆")),
            ("延边朝鲜族自治州", Some("延边")),
            ("琼中黎族苗族自治县", Some("琼中")),
            ("克孜勒苏柯尔克孜自治州", Some("克孜勒苏")),
            ("城区", None),
            ("沛县", None),
            ("友谊路街道", None),
        ];
        for (full, short) in cases {
            assert_eq!(short_name(full), short, "{full}");
        }
    }
}
