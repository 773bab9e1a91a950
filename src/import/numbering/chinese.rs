//! Numerals of Chinese: a value in, 一百零一, 壹佰零壹 or 一○一 out.

/// The characters that a system of numerals is written with.
pub struct Numerals {
    /// Zero to nine.
    pub digits: [char; 10],
    /// Ten, hundred, thousand.
    pub units: [char; 3],
    /// Ten thousand.
    pub myriad: char,
    /// Whether ten to nineteen begin with their unit: 十一, but 壹拾壹.
    pub bare_ten: bool,
}

/// 一二三, as in headings.
pub const SIMPLE: Numerals = Numerals {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千'],
    myriad: '万',
    bare_ten: true,
};
/// The same with the traditional myriad.
pub const SIMPLE_TRADITIONAL: Numerals = Numerals { myriad: '萬', ..SIMPLE };
/// 壹贰叁, as on cheques.
pub const LEGAL: Numerals = Numerals {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    myriad: '万',
    bare_ten: false,
};
/// 壹貳參.
pub const LEGAL_TRADITIONAL: Numerals = Numerals {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    myriad: '萬',
    bare_ten: false,
};

impl Numerals {
    /// The value counted out: 105 is 一百零五. From 100,000,000 on `None`.
    pub fn counted(&self, value: u32) -> Option<String> {
        if value == 0 {
            return Some(self.digits[0].to_string());
        }
        let (high, low) = (value / 10_000, value % 10_000);
        if high >= 10_000 {
            return None;
        }
        let mut out = String::new();
        if high > 0 {
            self.push_group(&mut out, high, false);
            out.push(self.myriad);
        }
        if low > 0 {
            self.push_group(&mut out, low, high > 0);
        }
        if self.bare_ten && (10..20).contains(&value) {
            out.remove(0);
        }
        Some(out)
    }

    /// Four digits; one zero for each gap. `after` says whether something stands before, so that a missing thousand is a gap.
    fn push_group(&self, out: &mut String, group: u32, after: bool) {
        let mut gap = after && group < 1_000;
        for (place, power) in [1_000, 100, 10, 1].into_iter().enumerate() {
            let digit = (group / power) % 10;
            if digit == 0 {
                gap |= group >= power;
                continue;
            }
            if gap {
                out.push(self.digits[0]);
                gap = false;
            }
            out.push(self.digits[digit as usize]);
            if let Some(unit) = [2, 1, 0].get(place).and_then(|k: &usize| self.units.get(*k)) {
                out.push(*unit);
            }
        }
    }

    /// The value digit by digit with `zero` for nought: 一○五.
    pub fn spelled(&self, value: u32, zero: char) -> String {
        value.to_string().bytes().map(|b| if b == b'0' { zero } else { self.digits[usize::from(b - b'0')] }).collect()
    }
}

/// Counted below a hundred, spelled from there on, as Word's chineseCounting does.
pub fn counted_below_hundred(value: u32, zero: char) -> String {
    match value {
        0 => zero.to_string(),
        1..100 => SIMPLE.counted(value).unwrap_or_default(),
        _ => SIMPLE.spelled(value, zero),
    }
}

/// Japan's way: no one before ten, hundred and thousand, no zero for a gap (百一). From 10,000 on as in Chinese.
pub fn japanese(value: u32) -> Option<String> {
    if value == 0 {
        return Some("〇".to_owned());
    }
    if value >= 10_000 {
        return SIMPLE.counted(value);
    }
    let mut out = String::new();
    for (power, unit) in [(1_000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let digit = (value / power) % 10;
        if digit > 1 || (digit == 1 && unit.is_none()) {
            out.push(SIMPLE.digits[digit as usize]);
        }
        out.extend(unit.filter(|_| digit > 0));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_as_they_are_spoken() {
        for (value, expected) in [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1_001, "一千零一"),
            (1_010, "一千零一十"),
            (10_000, "一万"),
            (10_010, "一万零一十"),
            (100_000, "一十万"),
            (1_020_304, "一百零二万零三百零四"),
        ] {
            assert_eq!(SIMPLE.counted(value).as_deref(), Some(expected), "{value}");
        }
        assert_eq!(LEGAL.counted(12).as_deref(), Some("壹拾贰"));
        assert_eq!(SIMPLE.counted(u32::MAX), None);
        assert_eq!(counted_below_hundred(105, '○'), "一○五");
        assert_eq!([japanese(11), japanese(101), japanese(2_010)].map(Option::unwrap_or_default), ["十一", "百一", "二千十"]);
    }
}
