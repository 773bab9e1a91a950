//! Which marks may stand where in a row: tables after CLREQ and GB/T 15834.

/// Marks that never begin a row.
pub(super) const fn never_starts(c: char) -> bool {
    pause(c)
        || closing(c)
        || matches!(c, '…' | '⋯' | '—' | '–' | '～' | '·' | '・' | '‧' | '-' | '+' | '＋' | '/' | '／')
        || matches!(c, '%' | '％' | '‰' | '℃' | '°' | '′' | '″' | ',' | '.' | ';' | ':' | '!' | '?' | 'ー' | '々')
}

/// Marks that never end a row.
pub(super) const fn never_ends(c: char) -> bool {
    opening(c) || matches!(c, '￥' | '¥' | '$' | '£' | '€' | '№' | '§' | '#' | '＃')
}

/// 、，。 and the like, full width.
pub(super) const fn pause(c: char) -> bool {
    matches!(c, '、' | '，' | '。' | '；' | '：' | '！' | '？' | '．')
}

/// Marks that close a quotation or a bracket.
pub(super) const fn closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '〗' | '〙' | '〛' | '〞' | '〟')
        || matches!(c, ')' | ']' | '}' | '］' | '｝')
}

/// Marks that open a quotation or a bracket.
pub(super) const fn opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '《' | '〈' | '【' | '〔' | '〖' | '〘' | '〚' | '〝')
        || matches!(c, '(' | '[' | '{' | '［' | '｛')
}

/// Marks whose right half is blank where they are set full width.
pub(super) const fn blank_after(c: char) -> bool {
    matches!(c, '、' | '，' | '。' | '．') || (closing(c) && !c.is_ascii())
}

/// Whether half an em comes off between two full-width marks in a row: 》， or ：“.
pub(super) const fn squeezed(before: char, after: char) -> bool {
    let blank_before = opening(after) && !after.is_ascii();
    (blank_after(before) && (pause(after) || (closing(after) && !after.is_ascii()) || blank_before))
        || (blank_before && (pause(before) || (opening(before) && !before.is_ascii())))
}

/// Characters of Chinese setting: a row may end beside them unless another rule forbids it.
pub(super) const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
        || matches!(c, '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '"')
}

/// Characters that cling to the one before: combining marks, variation selectors, joiners.
pub(super) const fn clings(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
        || matches!(c, '\u{200C}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
        || matches!(c, '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}' | '\u{E0100}'..='\u{E01EF}')
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{A0}' | '\u{202F}')
}

/// Letters and figures that make one word, which is never spaced out.
pub(super) fn in_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_chinese(c)) || matches!(c, '%' | '.' | '\'' | '’' | '+' | '-' | '/' | '*' | '‰' | '℃' | '°' | '&' | '_')
}
