//! Days: as arguments give them (2021-03-01), and as `SOURCE_DATE_EPOCH` does (seconds since 1970).

/// Whether this is a day of the calendar, written 2021-03-01.
pub(super) fn is_day(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit())).and_then(|part| part.parse::<u32>().ok())
    };
    let dashed = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    match (number(0..4), number(5..7), number(8..10)) {
        (Some(year @ 1..), Some(month @ 1..=12), Some(day @ 1..)) => dashed && day <= days_in(year, month),
        _ => false,
    }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400)
}

const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day, in UTC, of so many seconds since 1970; `None` for what is no such number or lies beyond the year 9999.
#[cfg(feature = "paper")]
pub(super) fn day_of_epoch(seconds: &str) -> Option<String> {
    let mut days = seconds.trim().parse::<u64>().ok()? / 86_400;
    for year in 1970..=9999 {
        let in_year = if is_leap(year) { 366 } else { 365 };
        if days < in_year {
            for month in 1..=12 {
                let in_month = u64::from(days_in(year, month));
                if days < in_month {
                    return Some(format!("{year:04}-{month:02}-{:02}", days + 1));
                }
                days -= in_month;
            }
        }
        days -= in_year;
    }
    None
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "paper")]
    use super::day_of_epoch;
    use super::is_day;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for day in ["2021-03-01", "2024-02-29", "2000-02-29", "9999-12-31"] {
            assert!(is_day(day), "{day}");
        }
        for no_day in
            ["2021-02-29", "1900-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "0000-01-01", "2021-3-1", "+021-03-01", "2021年3月"]
        {
            assert!(!is_day(no_day), "{no_day}");
        }
    }

    #[cfg(feature = "paper")]
    #[test]
    fn seconds_since_1970_are_days() {
        for (seconds, day) in [
            ("0", "1970-01-01"),
            ("86399", "1970-01-01"),
            ("1709164800", "2024-02-29"),
            ("1735689599", "2024-12-31"),
            ("1735689600", "2025-01-01"),
        ] {
            assert_eq!(day_of_epoch(seconds).as_deref(), Some(day));
        }
        for nonsense in ["", "-1", "gestern", "99999999999999"] {
            assert_eq!(day_of_epoch(nonsense), None, "{nonsense}");
        }
    }
}
