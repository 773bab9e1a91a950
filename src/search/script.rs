//! Traditional characters as their simplified forms, character by character: 垃圾分類 and 垃圾分类 are looked up as the same.
//!
//! Only characters are mapped, never words: each keeps its place, and both sides of a search go through the same table.

use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// The Han characters that can have a simplified form: extension A to the end of the unified block.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Made once from OpenCC's table: a lookup per character of a long text must cost next to nothing.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all = || (FIRST..=LAST).filter_map(char::from_u32);
    let lines: String = all().flat_map(|c| [c, '\n']).collect();
    // The table is built into the program; without it characters would stand for themselves.
    let converted = OpenCC::from_config(BuiltinConfig::T2s).map_or_else(|_| lines.clone(), |opencc| opencc.convert(&lines));
    let single = |line: &str| {
        let mut chars = line.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    all().zip(converted.lines()).map(|(c, line)| single(line).unwrap_or(c)).collect()
});

/// The simplified form of a character; the character itself where it has none.
#[must_use]
pub fn simplified(c: char) -> char {
    let place = u32::from(c).checked_sub(FIRST).and_then(|k| usize::try_from(k).ok());
    place.and_then(|k| SIMPLIFIED.get(k)).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::simplified;

    #[test]
    fn traditional_characters_become_simplified_ones_and_others_stay() {
        let word: String = "網絡統管與垃圾分類A1，".chars().map(simplified).collect();
        assert_eq!(word, "网络统管与垃圾分类A1，");
        assert_eq!("居民区治理".chars().map(simplified).collect::<String>(), "居民区治理");
    }
}
