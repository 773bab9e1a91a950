//! Years and dates, in figures of three kinds: 2024, ２０２４ and 二〇二四.
//!
//! In: a line or a text. Out: the years that it names, or its first full date as ISO 8601. A year outside
//! [`FIRST_YEAR`]`..=`[`LAST_YEAR`] is no year of a document: it is a number of something else.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::written::is_blank;

const FIRST_YEAR: i32 = 1990;
const LAST_YEAR: i32 = 2049;

/// A year in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// 2024
    pub year: i32,
    /// Whether 年 follows, or a second year and 年 (2021-2023年).
    pub marked: bool,
}

/// A date in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// 2024-01-09, or 2024-01 where no day is given.
    pub iso: String,
    /// Its year.
    pub year: i32,
    /// First byte of the date.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// All years, in order; of a range (2021-2023年) the first only. Chinese figures count with 年 only.
pub fn years(text: &str) -> Vec<Year> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if figure(c).is_none() {
            at += c.len_utf8();
            continue;
        }
        let (value, end) = year_figures(text, at);
        at = end;
        let Some(year) = value else { continue };
        let range_end = range_end(text, end);
        let marked = skip_blanks(text, range_end.unwrap_or(end)).starts_with('年');
        if marked || c.is_ascii_digit() {
            found.push(Year { year, marked });
        }
        at = range_end.filter(|_| marked).unwrap_or(end);
    }
    found
}

/// The year to take a title or a file's name for: the first that is written with 年, else the first.
pub fn first_year(line: &str) -> Option<i32> {
    let years = years(line);
    years.iter().find(|y| y.marked).or_else(|| years.first()).map(|y| y.year)
}

/// The year that a paragraph names most often with 年; of equals the first.
pub fn commonest_year(paragraph: &str) -> Option<i32> {
    // How often, and where first: of equals the one that stands first.
    let mut counts: BTreeMap<i32, (usize, Reverse<usize>)> = BTreeMap::new();
    for (place, year) in years(paragraph).into_iter().filter(|y| y.marked).enumerate() {
        counts.entry(year.year).or_insert((0, Reverse(place))).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, key)| *key).map(|(year, _)| year)
}

/// The first date of the line that the calendar has: 2024年1月9日, 二〇二四年一月九日, 2024-01-09, 2024.1.9, 2024年1月.
pub fn date(line: &str) -> Option<Date> {
    let mut after_figure = false;
    for (start, c) in line.char_indices() {
        let starts = figure(c).is_some() && !after_figure;
        after_figure = figure(c).is_some();
        if let Some(date) = starts.then(|| date_at(line, start)).flatten() {
            return Some(date);
        }
    }
    None
}

fn date_at(line: &str, start: usize) -> Option<Date> {
    let (year, end) = year_figures(line, start);
    let year = year?;
    let (mark, rest) = take_one_of(line, end, &['年', '-', '.', '/', '－', '．'])?;
    let (month, end) = number(line, rest).filter(|(month, _)| (1..=12).contains(month))?;
    let day_mark = if mark == '年' { '月' } else { mark };
    let (_, rest) = take_one_of(line, end, &[day_mark])?;
    let day = number(line, rest).filter(|(day, _)| (1..=days_in(year, month)).contains(day));
    let Some((day, end)) = day else {
        // 2024.1 is a number, 2024年1月 a month.
        return (mark == '年').then(|| Date { iso: format!("{year:04}-{month:02}"), year, start, end: rest });
    };
    let end = take_one_of(line, end, &['日', '号']).map_or(end, |(_, end)| end);
    Some(Date { iso: format!("{year:04}-{month:02}-{day:02}"), year, start, end })
}

const fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Reads the run of figures at `at`: its value if it is a year, and its end. Figures of one kind only.
fn year_figures(text: &str, at: usize) -> (Option<i32>, usize) {
    let chinese = text[at..].starts_with(|c| figure(c).is_some() && !is_arabic(c));
    // 二0二四: who has no 〇 at hand types a zero.
    let same = |c: &char| figure(*c).is_some() && (is_arabic(*c) != chinese || chinese && matches!(c, '0' | '０'));
    let run: Vec<char> = text[at..].chars().take_while(same).collect();
    let end = at + run.iter().map(|c| c.len_utf8()).sum::<usize>();
    let value = run.iter().filter_map(|c| figure(*c)).try_fold(0_i32, |sum, figure| sum.checked_mul(10)?.checked_add(figure));
    let year = value.filter(|year| run.len() == 4 && (FIRST_YEAR..=LAST_YEAR).contains(year));
    (year, end)
}

/// End of the second year of `2021-2023`, given the end of the first.
fn range_end(text: &str, end: usize) -> Option<usize> {
    let rest = skip_blanks(text, end).trim_start_matches('年');
    let second = rest.trim_start_matches(['-', '－', '—', '–', '―', '~', '～', '至', '到']);
    let start = text.len() - second.len();
    if second.len() == rest.len() || second.is_empty() {
        return None;
    }
    let (year, end) = year_figures(text, start);
    year.map(|_| end)
}

/// A number of one or two figures, or in Chinese up to 三十一.
fn number(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = skip_blanks(text, at);
    let start = text.len() - rest.len();
    let run: String = rest.chars().take_while(|c| figure(*c).is_some() || *c == '十').collect();
    let end = start + run.len();
    let digit = |part: &str| {
        let mut figures = part.chars().filter_map(figure);
        u32::try_from(figures.next()?).ok().filter(|_| figures.next().is_none())
    };
    let value = if let Some((tens, units)) = run.split_once('十') {
        let tens = if tens.is_empty() { 1 } else { digit(tens)? };
        tens * 10 + if units.is_empty() { 0 } else { digit(units)? }
    } else {
        let figures = run.chars().filter_map(figure).filter_map(|f| u32::try_from(f).ok());
        if run.is_empty() || run.chars().count() > 2 {
            return None;
        }
        figures.fold(0, |sum, figure| sum * 10 + figure)
    };
    Some((value, end))
}

fn take_one_of(text: &str, at: usize, marks: &[char]) -> Option<(char, usize)> {
    let rest = skip_blanks(text, at);
    let c = rest.chars().next().filter(|c| marks.contains(c))?;
    Some((c, text.len() - rest.len() + c.len_utf8()))
}

fn skip_blanks(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default().trim_start_matches(is_blank)
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The value of a digit, Arabic, full width or Han; ○ and Ｏ are what people type for 〇.
const fn figure(c: char) -> Option<i32> {
    match c {
        '0'..='9' => Some(c as i32 - '0' as i32),
        '０'..='９' => Some(c as i32 - '０' as i32),
        '○' | 'Ｏ' => Some(0),
        _ => match crate::text::han_digit(c) {
            Some(value) => Some(value as i32),
            None => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{commonest_year, date, first_year};

    #[test]
    fn the_year_of_a_title() {
        let cases = [
            ("和风街道2021年工作要点", Some(2021)),
            ("和风街道２０２１年工作要点", Some(2021)),
            ("二〇二一年工作总结", Some(2021)),
            ("二○二四年工作总结", Some(2024)),
            ("二0二四年工作总结", Some(2024)),
            ("2021-2023年行动计划", Some(2021)),
            ("2021年—2023年行动计划", Some(2021)),
            ("hefeng-2024-plan", Some(2024)),
            ("2023年工作总结和2024年工作计划", Some(2023)),
            ("A2021稿：2022 年计划", Some(2022)),
            ("“十四五”规划", None),
            ("12345热线", None),
            ("20240109", None),
            ("1958年建制", None),
            ("建党100周年", None),
        ];
        for (line, expected) in cases {
            assert_eq!(first_year(line), expected, "{line}");
        }
    }

    #[test]
    fn the_year_of_a_paragraph() {
        assert_eq!(commonest_year("2020年以来，2021年是开局之年。2021 年"), Some(2021));
        assert_eq!(commonest_year("2022年，对照2021年"), Some(2022));
        assert_eq!(commonest_year("投资2000元"), None);
    }

    #[test]
    fn dates() {
        let cases = [
            ("2024年1月9日印发", Some("2024-01-09")),
            ("二〇二四年一月九日", Some("2024-01-09")),
            ("二〇二四年十二月三十一日", Some("2024-12-31")),
            ("二〇二四年十月二十日", Some("2024-10-20")),
            ("2024-01-09", Some("2024-01-09")),
            ("（2024.1.9）", Some("2024-01-09")),
            ("某委员会 某办事处 2025 年 2 月 5 日", Some("2025-02-05")),
            ("2024年3月", Some("2024-03")),
            ("2023年2月29日", Some("2023-02")),
            ("2024年13月1日", None),
            ("宝友工委（2024）1号", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(date(line).map(|d| d.iso).as_deref(), expected, "{line}");
        }
    }
}
