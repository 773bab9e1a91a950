//! Until when something is promised.
//!
//! In: a stretch of a sentence, and the document's year. Out: a year (`2021`), a month (`2021-06`) or a day (`2021-06-30`). The last one
//! said holds: it stands nearest before the number.

use super::tense::year_before;

/// Words that stand for the end of a stretch of the document's year, and its last month; longer ones first.
const STRETCHES: &[(&str, u32)] = &[("一季度", 3), ("二季度", 6), ("三季度", 9), ("四季度", 12), ("上半年", 6), ("下半年", 12)];

/// The last deadline said in `before`; months and 年底 are of the document's year where they name none.
pub fn said(before: &str, own_year: Option<i32>) -> Option<String> {
    let mut nearest: Option<(usize, String)> = None;
    let mut keep = |at: usize, text: String| {
        if nearest.as_ref().is_none_or(|(known, _)| at >= *known) {
            nearest = Some((at, text));
        }
    };
    for (at, _) in before.match_indices('年') {
        let Some(year) = year_before(&before[..at]) else { continue };
        let rest = &before[at + '年'.len_utf8()..];
        keep(at, month_and_day(rest).map_or_else(|| year.to_string(), |date| format!("{year}-{date}")));
    }
    if let Some(year) = own_year {
        for (at, _) in before.match_indices('月') {
            let start =
                before[..at].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |k| k + before[k..].chars().next().map_or(1, char::len_utf8));
            let has_own_year = before[..start].ends_with('年');
            let ends = is_limit(&before[at + '月'.len_utf8()..]);
            if let Some(date) = month_and_day(&before[start..]).filter(|_| !has_own_year && ends) {
                keep(at, format!("{year}-{date}"));
            }
        }
        for (word, month) in STRETCHES {
            for (at, _) in before.match_indices(word) {
                keep(at, format!("{year}-{month:02}"));
            }
        }
        for (word, later) in [("年内", 0), ("年底", 0), ("年末", 0), ("今年", 0), ("本年度", 0), ("全年", 0), ("明年", 1), ("来年", 1)]
        {
            for (at, _) in before.match_indices(word).filter(|(at, _)| year_before(&before[..*at]).is_none()) {
                keep(at, (year + later).to_string());
            }
        }
    }
    for (word, year) in [("“十四五”末", 2025), ("“十四五”期末", 2025), ("“十五五”末", 2030), ("“十五五”期末", 2030)]
    {
        if let Some(at) = before.rfind(word) {
            keep(at, year.to_string());
        }
    }
    nearest.map(|(_, text)| text)
}

/// Whether what follows a month makes it a limit: 底, 底前, 前, 份前, 30日前.
fn is_limit(rest: &str) -> bool {
    let rest = rest.trim_start_matches('份').trim_start_matches(|c: char| c.is_ascii_digit() || c == '日');
    ["底", "末", "前", "之前", "完成"].iter().any(|word| rest.starts_with(word))
}

/// `06` of 6月底, `06-30` of 6月30日.
fn month_and_day(text: &str) -> Option<String> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let month: u32 = text[..figures].parse().ok().filter(|m| (1..=12).contains(m))?;
    let rest = text[figures..].strip_prefix('月')?;
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day = rest[..figures].parse::<u32>().ok().filter(|d| (1..=31).contains(d) && rest[figures..].starts_with('日'));
    Some(day.map_or_else(|| format!("{month:02}"), |day| format!("{month:02}-{day:02}")))
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn the_nearest_limit_before_the_number_holds() {
        for (before, expected) in [
            ("到2025年底，建成", "2025"),
            ("6月底前完成", "2023-06"),
            ("2024年6月30日前，新建", "2024-06-30"),
            ("年内新增", "2023"),
            ("2025年底前建成", "2025"),
            ("上半年完成10个，年底前完成", "2023"),
            ("一季度开工", "2023-03"),
            ("明年新增", "2024"),
            ("“十四五”末达到", "2025"),
        ] {
            assert_eq!(said(before, Some(2023)).as_deref(), Some(expected), "{before}");
        }
        assert_eq!(said("6月底前完成", None), None);
        assert_eq!(said("自3月起新建", Some(2023)), None);
    }
}
