//! The shell of a notice: letterhead, number, addressee, signature, date, copies.
//!
//! In: one line. Out: what it is in the shell, by its form alone. Where it stands (before or after the text) is judged by the outline.

use super::document::MetaKind;

/// A line of the shell is at most so long, in characters.
const MAX_CHARS: usize = 90;

/// What a line is in a notice's shell, by its form.
pub fn classify(line: &str) -> Option<MetaKind> {
    // Nearly all lines are too long, and every line is asked: no copy of those.
    let chars = line.chars().filter(|c| !c.is_whitespace()).take(MAX_CHARS + 1).count();
    if chars == 0 || chars > MAX_CHARS {
        return None;
    }
    let mut bare = String::with_capacity(line.len());
    bare.extend(line.chars().filter(|c| !c.is_whitespace()));
    if is_document_number(&bare) {
        Some(MetaKind::DocNumber)
    } else if bare.starts_with("附件") && (bare.contains(['：', ':']) || chars <= 5) {
        Some(MetaKind::Attachment)
    } else if bare.trim_matches(['（', '(', '）', ')']).starts_with("共印")
        || bare.trim_start_matches(['（', '(']).starts_with("此件")
        || bare.starts_with("抄送")
        || bare.trim_start_matches(['（', '(']).starts_with("联系人")
        || bare.starts_with("主题词")
    {
        Some(MetaKind::Copies)
    } else if is_date_line(&bare) {
        Some(MetaKind::Date)
    } else if is_addressee(&bare) || is_salutation(&bare) && bare.ends_with(['：', ':']) {
        Some(MetaKind::Addressee)
    } else if bare.ends_with("文件") && chars <= 30 && is_office(bare.trim_end_matches("文件")) {
        Some(MetaKind::Letterhead)
    } else if is_notice_title(&bare) {
        Some(MetaKind::Notice)
    } else if is_signature(&bare) {
        Some(MetaKind::Issuer)
    } else {
        None
    }
}

/// What a line right under a title is, beside the forms of [`classify`]: the occasion with its date, or who speaks.
pub fn under_title(line: &str) -> Option<MetaKind> {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).take(MAX_CHARS + 1).collect();
    let chars = bare.chars().count();
    if chars > MAX_CHARS || bare.contains(['。', '，', '；']) {
        return None;
    }
    let inner = bare.trim_start_matches(['—', '（', '(']).trim_end_matches(['）', ')']);
    let dated = inner.split_once('日').is_some_and(|(date, _)| is_date_line(&format!("{date}日")));
    if dated && inner.len() < bare.len() && (inner.ends_with('上') || inner.ends_with("通过")) {
        return Some(MetaKind::Date);
    }
    speaker(&bare).filter(|_| chars <= MAX_SPEAKER_CHARS).map(|_| MetaKind::Issuer)
}

/// Where the office and name of who speaks begin in a line: 某县人民政府|县长李四.
fn speaker(bare: &str) -> Option<usize> {
    let (at, word) = OFFICERS.iter().filter_map(|word| bare.rfind(word).map(|at| (at, word))).max_by_key(|(at, word)| at + word.len())?;
    let name = bare[at + word.len()..].trim_start();
    let named = (2..=4).contains(&name.chars().count()) && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    named.then_some(at)
}

/// A line without the office and name of who speaks for whom it names.
pub fn without_speaker(line: &str) -> &str {
    speaker(line).map_or(line, |at| line[..at].trim_end())
}

/// Who gives a report stands under its title with a line so long at most, in characters.
const MAX_SPEAKER_CHARS: usize = 24;
/// Offices of those who give reports.
const OFFICERS: &[&str] = &["省长", "市长", "区长", "县长", "镇长", "乡长", "主任", "书记", "局长", "主席"];

/// 各位代表：, 同志们：
pub fn is_salutation(line: &str) -> bool {
    let letters = || line.chars().filter(|c| !c.is_whitespace()).take(20);
    if !matches!(letters().last(), Some('：' | ':' | '！' | '!')) {
        return false;
    }
    let bare: String = letters().collect();
    let Some(name) = bare.strip_suffix(['：', ':', '！', '!']) else { return false };
    name.starts_with("各位") || name.ends_with("同志们") || name.starts_with("尊敬的")
}

/// Whether a line stands for itself and is never joined to a neighbour.
pub fn is_shell_line(line: &str) -> bool {
    !matches!(classify(line), None | Some(MetaKind::Notice)) || is_salutation(line)
}

/// 宝友工委（2024）1号, 沪府发〔2020〕12号
fn is_document_number(bare: &str) -> bool {
    let Some(head) = bare.strip_suffix('号') else { return false };
    let Some(open) = head.find(['〔', '（', '(', '[', '［', '【']) else { return false };
    let tail = &head[open..];
    let digits: Vec<char> = tail.chars().filter(char::is_ascii_digit).collect();
    open > 0 && head[..open].chars().count() <= 16 && (5..=8).contains(&digits.len()) && !bare.contains(['，', '。'])
}

/// 2024年1月9日, 二〇二四年一月九日, 2024年1月9日印发
fn is_date_line(bare: &str) -> bool {
    let inner = bare.trim_end_matches("印发").trim_matches(['（', '(', '）', ')']);
    let numeral = |c: char| c.is_ascii_digit() || "〇零○Ｏ一二三四五六七八九十".contains(c);
    let Some((year, rest)) = inner.split_once('年') else { return false };
    let Some((month, day)) = rest.split_once('月') else { return false };
    let all = |s: &str| !s.is_empty() && s.chars().all(numeral);
    year.chars().count() == 4 && all(year) && all(month) && (day.is_empty() || day.strip_suffix('日').is_some_and(all))
}

/// 各办公室、各中心： addressed to several, closed by a colon, no sentence.
fn is_addressee(bare: &str) -> bool {
    let Some(list) = bare.strip_suffix(['：', ':']) else { return false };
    let several =
        list.starts_with('各') || list.contains("、各") || list.contains("各位") || list.contains("，各") || list.contains("各居民区");
    let one =
        OFFICES.iter().any(|office| list.ends_with(office)) && list.chars().count() <= MAX_ADDRESSEE_CHARS && !list.contains(['，', '、']);
    (several || one) && !list.contains('。')
}

/// One office alone that a letter addresses is at most so long, in characters.
const MAX_ADDRESSEE_CHARS: usize = 16;

const OFFICES: &[&str] =
    &["委员会", "办事处", "办公室", "人民政府", "工委", "党工委", "领导小组", "管委会", "党委", "街道", "管理局", "政府"];

fn is_office(name: &str) -> bool {
    OFFICES.iter().any(|office| name.ends_with(office)) && !name.contains(['，', '。', ',', '：', '；'])
}

/// One or several offices and nothing else, perhaps with the date.
fn is_signature(bare: &str) -> bool {
    let name = match bare.find("年").filter(|k| *k >= 4) {
        Some(_) => {
            let digits = bare.find(|c: char| c.is_ascii_digit() || c == '二').unwrap_or(bare.len());
            if !is_date_line(&bare[digits..]) {
                return is_full_office(bare);
            }
            &bare[..digits]
        }
        None => bare,
    };
    is_full_office(name)
}

/// The name says whose office it is: 某街道办事处, not 办公室 alone.
pub fn is_full_office(name: &str) -> bool {
    let place = ["街道", "镇", "乡", "区", "市", "县", "省", "中共"].iter().any(|p| name.contains(p));
    place && is_office(name) && name.chars().count() >= 6
}

/// 关于印发《…》的通知
fn is_notice_title(bare: &str) -> bool {
    bare.contains("关于")
        && ["通知", "通告", "公告", "意见", "函", "批复"].iter().any(|w| bare.ends_with(w))
        && !bare.contains(['。', '；'])
}

#[cfg(test)]
mod tests {
    use super::{MetaKind, classify, under_title};

    #[test]
    fn lines_under_a_title() {
        for (line, kind) in [
            ("——2024年1月10日在某县第十八届人民代表大会第三次会议上", Some(MetaKind::Date)),
            ("（2024年1月8日在区第十七届人民代表大会第五次会议上）", Some(MetaKind::Date)),
            ("区长 张三", Some(MetaKind::Issuer)),
            ("某镇人民政府镇长 李小四", Some(MetaKind::Issuer)),
            ("——着力稳增长", None),
            ("加强区长热线办理工作", None),
            ("2024年1月10日在区人代会上", None),
        ] {
            assert_eq!(under_title(line), kind, "{line}");
        }
    }

    #[test]
    fn lines_of_a_shell() {
        for (line, kind) in [
            ("中共青山区红钢城街道工作委员会文件", Some(MetaKind::Letterhead)),
            ("青红工〔2023〕7号", Some(MetaKind::DocNumber)),
            ("关于印发《2023年工作要点》的通知", Some(MetaKind::Notice)),
            ("各科室、各社区：", Some(MetaKind::Addressee)),
            ("区政府办公室：", Some(MetaKind::Addressee)),
            ("各位领导、同志们：", Some(MetaKind::Addressee)),
            ("（联系人：张三，联系电话：12345678）", Some(MetaKind::Copies)),
            ("附件：2023年工作要点", Some(MetaKind::Attachment)),
            ("青山区人民政府红钢城街道办事处", Some(MetaKind::Issuer)),
            ("二〇二三年三月一日", Some(MetaKind::Date)),
            ("2023年3月1日印发", Some(MetaKind::Date)),
            ("（共印20份）", Some(MetaKind::Copies)),
            ("推进各项工作，提高各方面水平：", None),
            ("加强街道办事处建设", None),
            ("2023年3月1日起施行新的办法", None),
        ] {
            assert_eq!(classify(line), kind, "{line}");
        }
    }
}
