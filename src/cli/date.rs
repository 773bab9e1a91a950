//! Days: as arguments give them (2021-03-01), and as `SOURCE_DATE_EPOCH` does (seconds since 1970).

use chrono::DateTime;
use chrono::{Datelike as _, NaiveDate};

/// How a day is written.
const DAY: &str = "%Y-%m-%d";

/// Whether this is a day of the calendar, written 2021-03-01.
pub(super) fn is_day(text: &str) -> bool {
    // chrono takes 2021-3-1 as well.
    NaiveDate::parse_from_str(text, DAY).is_ok_and(|day| day.year() > 0 && day.format(DAY).to_string() == text)
}

/// The day, in UTC, of so many seconds since 1970; `None` for what is no such number or lies beyond the year 9999.
pub(super) fn day_of_epoch(seconds: &str) -> Option<String> {
    let seconds = i64::try_from(seconds.trim().parse::<u64>().ok()?).ok()?;
    let day = DateTime::from_timestamp(seconds, 0)?.date_naive();
    (day.year() <= 9999).then(|| day.format(DAY).to_string())
}

#[cfg(test)]
mod tests {
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
