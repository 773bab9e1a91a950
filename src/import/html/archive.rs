//! The page in a saved message of parts (RFC 2557): as Internet Explorer, WPS, Word and Firefox save a page with its pictures.
//!
//! In: the message. Out: the bytes of its root part with the transfer encoding undone, and the charset that its header names. The bytes are
//! decoded later, as those of any page: many writers name a charset only in the page.

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::import::{Format, ImportError};

/// A message's root part.
#[derive(Debug)]
pub struct Root {
    /// The page.
    pub bytes: Vec<u8>,
    /// What its header says of its encoding.
    pub charset: Option<String>,
}

/// Finds the root part: the one that `start` names, else the first page.
///
/// # Errors
/// [`ImportError::Damaged`] where the message cannot be read or has no page.
pub fn root(bytes: &[u8]) -> Result<Root, ImportError> {
    let message = MessageParser::new().parse(bytes).ok_or_else(|| ImportError::damaged(Format::Mhtml, "存档的头部无法读取"))?;
    let part = by_start(&message).or_else(|| message.parts.iter().find(|p| is_page(p)));
    let part = part.ok_or_else(|| ImportError::damaged(Format::Mhtml, "存档里没有网页正文"))?;
    let charset = part.content_type().and_then(|ct| ct.attribute("charset")).map(str::to_owned);
    let (from, to) = (part.offset_body as usize, part.offset_end as usize);
    let raw = message.raw_message().get(from..to).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::QuotedPrintable => unquoted(raw),
        // What is no base64 at all was decoded by the parser as well as it could.
        Encoding::Base64 => mail_parser::decoders::base64::base64_decode(raw).unwrap_or_else(|| part.contents().to_vec()),
        Encoding::None => raw.to_vec(),
    };
    Ok(Root { bytes, charset })
}

/// The part whose Content-ID the parameter `start` of the whole names (RFC 2387, 3.2).
fn by_start<'a, 'x>(message: &'a Message<'x>) -> Option<&'a MessagePart<'x>> {
    let id = |text: &str| text.trim().trim_matches(['<', '>']).to_owned();
    let start = id(message.parts.first()?.content_type()?.attribute("start")?);
    message.parts.iter().find(|p| is_page(p) && p.content_id().is_some_and(|c| id(c) == start))
}

fn is_page(part: &MessagePart<'_>) -> bool {
    let by_type = part.content_type().is_some_and(|ct| {
        let subtype = ct.subtype().unwrap_or_default();
        (ct.ctype().eq_ignore_ascii_case("text") && subtype.eq_ignore_ascii_case("html")) || subtype.eq_ignore_ascii_case("xhtml+xml")
    });
    by_type && !matches!(part.body, PartType::Multipart(_) | PartType::Message(_))
}

/// Quoted-printable undone (RFC 2045, 6.7); what is none stays as it is, since a cut file ends anywhere.
fn unquoted(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let [first, tail @ ..] = rest {
        let (byte, next) = match (first, tail) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => (None, after),
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                (Some(hex(*high) * 16 + hex(*low)), after)
            }
            (byte, tail) => (Some(*byte), tail),
        };
        out.extend(byte);
        rest = next;
    }
    out
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0)
}
