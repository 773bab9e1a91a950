//! What stands at the head and foot of every page: a running head, or nothing but the page's number.

use super::ApartKind;

/// Characters that stand around a page's number.
const AROUND: &str = "第页共/-—–－−―·•.|()（）[]";

/// What a head or foot is: whether a field that numbers pages stands in it, and its text outside such fields.
#[must_use]
pub fn running_head(has_page_field: bool, beside: &str) -> ApartKind {
    let has_number = has_page_field || beside.contains(|c: char| c.is_ascii_digit());
    let is_around = |c: char| c.is_whitespace() || c.is_ascii_digit() || AROUND.contains(c);
    if has_number && beside.chars().all(is_around) { ApartKind::PageNumber } else { ApartKind::RunningHead }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_its_dashes_is_no_running_head() {
        assert_eq!(running_head(true, "— —"), ApartKind::PageNumber);
        assert_eq!(running_head(false, "- 1 -"), ApartKind::PageNumber);
        assert_eq!(running_head(true, "第页 共页"), ApartKind::PageNumber);
        assert_eq!(running_head(true, "街道工作要点"), ApartKind::RunningHead);
        assert_eq!(running_head(false, "———"), ApartKind::RunningHead);
    }
}
