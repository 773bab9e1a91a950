//! Sorting many values by keys whose beginnings differ.
//!
//! In: values, and for each the number of a heap; heaps are in the order that is wanted. Out: the values in order. They are dealt to the heaps by
//! counting, which compares nothing, and only each heap is sorted: letters of Chinese texts are so many that heaps stay small.

/// Below so many values it is quicker to sort them as they are.
const LEAST: usize = 4096;

/// Sorts `values` by `sort`, which must never put a value of a later heap before one of an earlier. Values that `sort` leaves in place keep the
/// order that they come in.
pub fn sort_in_heaps<T: Copy>(values: &mut Vec<T>, heap: impl Fn(&T) -> u16, mut sort: impl FnMut(&mut [T])) {
    if values.len() < LEAST {
        sort(values);
        return;
    }
    let mut next = vec![0_usize; usize::from(u16::MAX) + 1];
    values.iter().for_each(|value| next[usize::from(heap(value))] += 1);
    let mut sum = 0;
    for start in &mut next {
        (*start, sum) = (sum, sum + *start);
    }
    let mut dealt = values.clone();
    for value in values.iter() {
        let at = &mut next[usize::from(heap(value))];
        dealt[*at] = *value;
        *at += 1;
    }
    dealt.chunk_by_mut(|a, b| heap(a) == heap(b)).for_each(sort);
    *values = dealt;
}

/// The heap of a letter: its own; those beyond the first plane, and numbers that are no letters, share the last.
#[must_use]
pub fn heap_of_letter(letter: u32) -> u16 {
    u16::try_from(letter).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{heap_of_letter, sort_in_heaps};

    proptest! {
        #[test]
        fn heaps_sort_as_one_sort_does(letters in prop::collection::vec(0_u32..0x2_0000, 0..20), times in 1_usize..900) {
            let values: Vec<(u32, usize)> = (0..letters.len() * times).map(|k| (letters[k % letters.len()], k)).collect();
            let mut whole = values.clone();
            whole.sort_by_key(|value| value.0);
            let mut heaped = values;
            sort_in_heaps(&mut heaped, |value| heap_of_letter(value.0), |heap| heap.sort_by_key(|value| value.0));
            prop_assert_eq!(heaped, whole);
        }
    }
}
