//! How alike two statements are, whatever the order of their words.
//!
//! In: two statements with their profiles. Out: [`Likeness`]: which stretches both hold, and how much of each statement these are. Each
//! token that stands in a common pair counts as common, with what it tells; so a moved adverb costs one seam, and a changed verb itself.

use super::grams::Profile;

/// What two statements have in common.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    /// Twice what is common by what both say (Dice), in 0..=1.
    pub dice: f64,
    /// What is common by what the shorter says, in 0..=1.
    pub containment: f64,
    /// Tokens in common: of the side that has fewer.
    pub common: usize,
    /// Common stretches: position in the first, position in the second, tokens; in the order of the first.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Likeness {
    /// Tokens of the longest common stretch.
    pub fn longest(&self) -> usize {
        self.runs.iter().map(|run| run.2).max().unwrap_or(0)
    }
}

/// The pairs that two profiles share, each with a position in both. Of one that either repeats, as many as both have.
fn shared(a: &Profile, b: &Profile) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut x, mut y) = (0, 0);
    while let Some((p, q)) = a.pairs.get(x).zip(b.pairs.get(y)) {
        if p.0 == q.0 {
            out.push((usize::from(p.1), usize::from(q.1)));
        }
        // Which side goes on is reckoned, not branched on: no processor could guess it.
        (x, y) = (x + usize::from(p.0 <= q.0), y + usize::from(q.0 <= p.0));
    }
    out.sort_unstable();
    out
}

/// What two statements share; nothing where fewer than `least` pairs are the same.
pub fn likeness(a: &Profile, b: &Profile, least: usize) -> Likeness {
    let shared = shared(a, b);
    if shared.len() < least.max(1) {
        return Likeness::default();
    }
    let (in_a, common_a) = covered(a, shared.iter().map(|s| s.0));
    let (in_b, common_b) = covered(b, shared.iter().map(|s| s.1));
    let shorter = a.total.min(b.total).max(f64::EPSILON);
    Likeness {
        dice: (in_a + in_b) / (a.total + b.total).max(f64::EPSILON),
        containment: (in_a.min(in_b) / shorter).min(1.0),
        common: common_a.min(common_b),
        runs: runs(&shared),
    }
}

/// What the tokens under the pairs tell together, and how many they are.
fn covered(profile: &Profile, pairs: impl Iterator<Item = usize>) -> (f64, usize) {
    let mut marks = vec![false; profile.mass.len()];
    for at in pairs {
        marks[at] = true;
        if let Some(next) = marks.get_mut(at + 1) {
            *next = true;
        }
    }
    let common = profile.mass.iter().zip(&marks).filter(|(_, marked)| **marked);
    common.fold((0.0, 0), |(sum, n), (mass, _)| (sum + f64::from(*mass), n + 1))
}

/// Shared pairs that follow each other on both sides, put together.
fn runs(shared: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    for (a, b) in shared {
        match out.last_mut() {
            Some((x, y, n)) if *x + *n == a + 1 && *y + *n == b + 1 => *n += 1,
            _ => out.push((*a, *b, 2)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grams::Profile;
    use super::{Likeness, likeness};

    /// A statement of these letters, each pair its own number, all of one weight.
    fn profile(letters: &str) -> Profile {
        let letters: Vec<char> = letters.chars().collect();
        let number = |two: &[char]| u32::from(two[0]) << 16 ^ u32::from(two[1]);
        let mut pairs: Vec<(u32, u16)> = (0_u16..).zip(letters.windows(2)).map(|(at, two)| (number(two), at)).collect();
        pairs.sort_unstable();
        Profile { pairs, mass: vec![1.0; letters.len()], total: letters.len() as f64 }
    }

    fn of(a: &str, b: &str) -> Likeness {
        likeness(&profile(a), &profile(b), 1)
    }

    #[test]
    fn the_same_words_in_another_order_are_the_same() {
        let moved = of("疫情防控常态化", "常态化疫情防控");
        assert!((moved.dice - 1.0).abs() < 1e-9);
        assert_eq!((moved.common, moved.runs), (7, vec![(0, 3, 4), (4, 0, 3)]));
    }

    #[test]
    fn a_changed_verb_costs_itself() {
        let changed = of("成立营商环境办", "做实营商环境办");
        assert!((changed.dice - 10.0 / 14.0).abs() < 1e-9, "{}", changed.dice);
        assert_eq!((changed.common, changed.longest()), (5, 5));
    }

    #[test]
    fn what_the_one_repeats_counts_as_often_as_both_have_it() {
        let repeated = of("社区社区社区", "社区");
        assert_eq!((repeated.common, repeated.containment), (2, 1.0));
        assert!((repeated.dice - 0.5).abs() < 1e-9, "{}", repeated.dice);
    }

    #[test]
    fn nothing_in_common_is_nothing_alike() {
        let apart = of("垃圾分类", "加装电梯");
        assert_eq!((apart.dice, apart.common, apart.longest()), (0.0, 0, 0));
        assert_eq!(of("", "").dice, 0.0);
    }
}
