//! Rows of a centred title: of nearly one length, and broken where the sense allows.

use super::marks;

/// Better ends for the rows of a title that takes several: as many rows as `ends` has.
///
/// `breaks` breaks the title at a width, which is at most `width`.
pub(super) fn balanced(text: &str, ends: Vec<u32>, width: f32, mut breaks: impl FnMut(f32) -> Vec<u32>) -> Vec<u32> {
    let (mut low, mut high) = (width / 2.0, width);
    let mut even = ends;
    for _ in 0..6 {
        let middle = (low + high) / 2.0;
        let narrower = breaks(middle);
        if narrower.len() > even.len() {
            low = middle;
        } else {
            high = middle;
            even = narrower;
        }
    }
    match even.as_slice() {
        [first, last] => vec![by_sense(text, *first, width / high), *last],
        _ => even,
    }
}

/// The end of the first of two rows: where the sense allows, if that is not far from `even`.
///
/// `room` is how much longer than an even row a row may be.
fn by_sense(text: &str, even: u32, room: f32) -> u32 {
    let far = |at: usize| (i64::try_from(at).unwrap_or(0) - i64::from(even)).abs();
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a title")]
    let reach = (text.len() as f32 * (room - 1.0).clamp(0.0, 0.4) / 2.0) as i64;
    let mut before = None;
    let mut best = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| is_joint(b, c)) && far(at) <= reach && best.is_none_or(|b| far(at) < far(b)) {
            best = Some(at);
        }
        before = Some(c);
    }
    best.and_then(|at| u32::try_from(at).ok()).unwrap_or(even)
}

/// Whether a title may be broken between two characters by its sense: after a mark, before a year, around a quotation.
fn is_joint(before: char, after: char) -> bool {
    let allowed = !marks::never_starts(after) && !marks::never_ends(before) && !after.is_whitespace() && before != '"' && after != '"';
    let after_mark = marks::pause(before) || marks::closing(before) || matches!(before, '年' | '的' | ' ');
    let before_number = after.is_ascii_digit() && marks::is_chinese(before) || after == '二' && before != '年';
    allowed && !marks::clings(after) && (after_mark || before_number || marks::opening(after))
}
