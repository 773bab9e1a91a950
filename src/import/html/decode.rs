//! The bytes of a page to text: byte-order mark, the transfer's own word, UTF-8 where every byte is valid, what the page declares,
//! else the detector of plain text.
//!
//! Pages lie about themselves: a template of one encoding holds the text of another. So a declaration never overrules bytes that are
//! UTF-8 beyond chance, and one that leaves unreadable characters gives way to the detector where that leaves fewer.

use encoding_rs::{GB18030, WINDOWS_1252};

use crate::import::encoding::{Encoding, detect};

/// A declaration stands among the first bytes (HTML Standard 13.2.3.2 says 1,024; pages in circulation need more).
const PROBE_BYTES: usize = 4096;

/// Decodes a page; `label` is what a message's part says of it.
pub fn decode(bytes: &[u8], label: Option<&str>) -> (Encoding, String) {
    let (found, mark) = detect(bytes);
    if mark > 0 {
        let (text, _) = found.codec().decode_without_bom_handling(&bytes[mark..]);
        return (found, text.into_owned());
    }
    let named = label.and_then(codec).or_else(|| declared(bytes).and_then(|label| codec(&label)));
    // Two zero bytes in the markup itself cannot be another encoding; neither can valid UTF-8 beyond ASCII.
    let is_certain = match found {
        Encoding::Utf16Le | Encoding::Utf16Be => label.is_none(),
        Encoding::Utf8 => !bytes.is_ascii(),
        _ => false,
    };
    let named = named.filter(|_| !is_certain);
    let Some(named) = named else {
        let (text, _) = found.codec().decode_without_bom_handling(bytes);
        return (found, text.into_owned());
    };
    let (text, is_damaged) = named.decode_without_bom_handling(bytes);
    // Every byte is a character of the Western set, so it is never damaged; many a template declares it over Chinese text.
    let is_lie = named == WINDOWS_1252 && comes_in_pairs(bytes);
    if is_damaged || is_lie {
        let (other, _) = found.codec().decode_without_bom_handling(bytes);
        if unreadable(&other) < unreadable(&text) || is_lie && unreadable(&other) == 0 {
            return (found, other.into_owned());
        }
    }
    (Encoding::of(named), text.into_owned())
}

/// Whether nearly every byte beyond ASCII stands beside another one, as in Chinese; accents of Western text stand alone.
fn comes_in_pairs(bytes: &[u8]) -> bool {
    let (mut high, mut paired) = (0_usize, 0_usize);
    for run in bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii()).filter(|run| !run[0].is_ascii()) {
        high += run.len();
        paired += if run.len() > 1 { run.len() } else { 0 };
    }
    high > 0 && paired * 10 >= high * 9
}

fn unreadable(text: &str) -> usize {
    text.chars().filter(|c| *c == '\u{fffd}').count()
}

/// The codec of a label; those of GB 2312 and GBK are read as GB 18030, and UTF-16 in a declaration that could be read is not UTF-16.
fn codec(label: &str) -> Option<&'static encoding_rs::Encoding> {
    let codec = encoding_rs::Encoding::for_label(label.trim().as_bytes())?;
    let is_wide = codec == encoding_rs::UTF_16LE || codec == encoding_rs::UTF_16BE;
    let is_useless = is_wide || codec == encoding_rs::REPLACEMENT || codec == encoding_rs::X_USER_DEFINED;
    if codec == encoding_rs::GBK {
        return Some(GB18030);
    }
    (!is_useless).then_some(codec)
}

/// The label of `<meta charset=…>`, of its older form with `http-equiv`, or of an XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PROBE_BYTES)]).to_ascii_lowercase();
    let in_meta = head.split("<meta").skip(1).find_map(|tag| after(tag.split('>').next()?, "charset"));
    in_meta.or_else(|| after(head.trim_start().strip_prefix("<?xml")?.split("?>").next()?, "encoding"))
}

/// The value behind `name` and an equals sign, quoted or not.
fn after(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_found_in_each_of_its_forms() {
        let forms = [
            "<meta charset=\"gb2312\">",
            "<META http-equiv='Content-Type' content='text/html; charset=gb2312' />",
            "<meta http-equiv=content-type content=text/html;charset=gb2312>",
            "<?xml version='1.0' encoding='gb2312'?><html>",
        ];
        for form in forms {
            assert_eq!(declared(form.as_bytes()).as_deref(), Some("gb2312"), "{form}");
        }
        assert_eq!(declared(b"<p>charset=gbk"), None);
    }

    #[test]
    fn bytes_that_are_utf_8_stay_so_whatever_the_page_says() {
        let (encoding, text) = decode("<meta charset=gbk><p>华阳路街道".as_bytes(), None);
        assert_eq!(encoding, Encoding::Utf8);
        assert!(text.ends_with("华阳路街道"));
    }

    #[test]
    fn a_western_declaration_over_chinese_text_is_not_believed_and_over_western_text_is() {
        let page = "<meta charset=iso-8859-1><p>华阳路街道2021年工作要点，加强社区治理。";
        let (encoding, text) = decode(&GB18030.encode(page).0, None);
        assert_eq!((encoding, text.as_str()), (Encoding::Gb18030, page));
        let page = "<meta charset=iso-8859-1><p>Été à la créèche déjà fermée";
        let (encoding, text) = decode(&WINDOWS_1252.encode(page).0, None);
        assert_eq!((encoding, text.as_str()), (Encoding::Windows1252, page));
    }

    #[test]
    fn a_page_that_says_utf_8_and_is_gbk_is_read_as_what_it_is() {
        let page = "<meta charset=utf-8><p>华阳路街道2021年工作要点，加强社区治理。";
        let (bytes, _, _) = GB18030.encode(page);
        let (encoding, text) = decode(&bytes, None);
        assert_eq!(encoding, Encoding::Gb18030);
        assert_eq!(text, page);
    }
}
