//! Tells a file's format by its content, never by its extension: officials rename .doc to .docx and HTML to .doc every day.
//!
//! In: bytes. Out: the format, or an error for a format that holds no document.

use super::package::Package;
use super::{Foreign, Format, ImportError};

/// Signatures at the start of files that are told and not read.
const FOREIGN: &[(&[u8], Foreign)] = &[
    (b"\x89PNG", Foreign::Image),
    (b"\xFF\xD8\xFF", Foreign::Image),
    (b"GIF8", Foreign::Image),
    (b"BM", Foreign::Image),
    (b"II*\0", Foreign::Image),
    (b"MM\0*", Foreign::Image),
    (b"Rar!", Foreign::Archive),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"\x1F\x8B", Foreign::Archive),
    (b"MZ", Foreign::Program),
    (b"\x7FELF", Foreign::Program),
    // Works for DOS and 2.x, WordPerfect, Word for DOS, Write.
    (b"\x01\xFE", Foreign::Works),
    (b"\xFFWPC", Foreign::Legacy),
    (b"1\xBE\0\0", Foreign::Legacy),
    (b"2\xBE\0\0", Foreign::Legacy),
];
/// `BM`, `MZ` and the like may open a text; they count only where a NUL follows so soon, in bytes.
const BINARY_PROBE: usize = 64;
/// The marks of a web page or of RTF may stand behind so many bytes of dirt.
const PROBE: usize = 4096;
/// First bytes of a compound file (MS-CFB 2.2).
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// First bytes of a ZIP entry.
const ZIP: &[u8] = b"PK\x03\x04";

/// The format of a file's bytes.
///
/// # Errors
/// [`ImportError::Unsupported`] for a format that holds no document or is not read, [`ImportError::Encrypted`] for an encrypted container,
/// [`ImportError::Damaged`] for a container of unknown content that cannot be opened.
pub fn format(bytes: &[u8]) -> Result<Format, ImportError> {
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if bytes.starts_with(ZIP) || bytes.starts_with(b"PK\x05\x06") {
        return container(bytes);
    }
    let head = &bytes[..bytes.len().min(PROBE)];
    if find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    let text = skip_blanks(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    if text.starts_with(b"{\\rt") {
        return Ok(Format::Rtf);
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(ImportError::Unsupported(foreign));
    }
    if is_word_without_container(bytes) {
        return Ok(Format::Doc);
    }
    if is_mail(text) {
        return Ok(Format::Mhtml);
    }
    Ok(if is_page(head) { Format::Html } else { Format::Txt })
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Foreign::Image);
    }
    let (signature, foreign) = FOREIGN.iter().find(|(signature, _)| bytes.starts_with(signature))?;
    let is_long = signature.len() > 2 || signature[0] > 0x7f || signature[0] < 0x20;
    (is_long || bytes.iter().take(BINARY_PROBE).any(|b| *b == 0)).then_some(*foreign)
}

/// Word 2 and Word 6 wrote the document's stream without a container too.
fn is_word_without_container(bytes: &[u8]) -> bool {
    matches!(bytes, [0xdb, 0xa5, ..] | [0xdc, 0xa5, ..] | [0xec, 0xa5, ..]) && bytes.iter().take(BINARY_PROBE).any(|b| *b == 0)
}

/// What a compound file holds, by its streams.
fn compound(bytes: &[u8]) -> Result<Format, ImportError> {
    let Ok(file) = cfb::CompoundFile::open(std::io::Cursor::new(bytes)) else {
        // Truncated files lose their directory; the Word importer says so in its own words.
        return if utf16_find(bytes, "WordDocument") { Ok(Format::Doc) } else { Err(ImportError::Unsupported(Foreign::Compound)) };
    };
    let has = |name: &str| file.exists(format!("/{name}"));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(ImportError::Encrypted(Format::Docx));
    }
    if has("WordDocument") {
        return Ok(Format::Doc);
    }
    Err(ImportError::Unsupported(match () {
        () if has("Workbook") || has("Book") => Foreign::Spreadsheet,
        () if has("PowerPoint Document") => Foreign::Slides,
        () if has("MatOST") || has("MM") || has("CONTENTS") || has("SPELLING") => Foreign::Works,
        () => Foreign::Compound,
    }))
}

/// What a ZIP container holds, by its parts.
fn container(bytes: &[u8]) -> Result<Format, ImportError> {
    let Ok(mut package) = Package::open(bytes, Format::Docx) else {
        // The directory stands at the end and truncation takes it: the entries' own names tell what it was.
        let told = |name: &[u8]| find(bytes, name).is_some();
        return Err(match () {
            () if told(b"word/document") => ImportError::damaged(Format::Docx, "压缩容器的目录不完整"),
            () if told(b"OFD.xml") => ImportError::damaged(Format::Ofd, "压缩容器的目录不完整"),
            () if told(b"opendocument.text") => ImportError::damaged(Format::Odt, "压缩容器的目录不完整"),
            () => ImportError::Unsupported(Foreign::Archive),
        });
    };
    if package.has("OFD.xml") {
        return Ok(Format::Ofd);
    }
    if let Some(kind) = package.part("mimetype")? {
        return match () {
            () if find(&kind, b"opendocument.text").is_some() => Ok(Format::Odt),
            () if find(&kind, b"opendocument.spreadsheet").is_some() => Err(ImportError::Unsupported(Foreign::Spreadsheet)),
            () if find(&kind, b"opendocument.presentation").is_some() => Err(ImportError::Unsupported(Foreign::Slides)),
            () => Err(ImportError::Unsupported(Foreign::Archive)),
        };
    }
    let under = |folder: &str| package.names().any(|name| name.starts_with(folder));
    match () {
        () if under("word/") => Ok(Format::Docx),
        () if under("xl/") => Err(ImportError::Unsupported(Foreign::Spreadsheet)),
        () if under("ppt/") => Err(ImportError::Unsupported(Foreign::Slides)),
        () if package.has("content.xml") => Ok(Format::Odt),
        // The main part may stand elsewhere; then its relationships tell.
        () if package.has("[Content_Types].xml") => Ok(Format::Docx),
        () => Err(ImportError::Unsupported(Foreign::Archive)),
    }
}

/// A message of parts (RFC 2045): header lines before the first empty one.
fn is_mail(text: &[u8]) -> bool {
    let head: String = String::from_utf8_lossy(text).to_ascii_lowercase().chars().take(PROBE).collect();
    let head = head.split("\n\n").next().and_then(|h| h.split("\r\n\r\n").next()).unwrap_or_default();
    let starts = |name: &str| head.lines().any(|line| line.starts_with(name));
    let first_is_field = head
        .lines()
        .next()
        .and_then(|line| line.split_once(':'))
        .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    first_is_field && starts("mime-version:") && starts("content-type:")
}

/// A web page: a document type or a tag that only pages have among the first bytes, in any encoding that has ASCII, or UTF-16.
fn is_page(head: &[u8]) -> bool {
    let ascii: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let text = skip_blanks(&ascii);
    let text = ["\u{feff}".as_bytes(), b"\xFF\xFE", b"\xFE\xFF"].iter().find_map(|mark| text.strip_prefix(*mark)).unwrap_or(text);
    let opens = text.starts_with(b"<");
    let tags: [&[u8]; 8] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<table", b"<meta", b"<p"];
    opens && tags.iter().any(|tag| find(text, tag).is_some())
}

fn skip_blanks(bytes: &[u8]) -> &[u8] {
    let blanks = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
    &bytes[blanks..]
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn utf16_find(bytes: &[u8], wanted: &str) -> bool {
    let wanted: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_le_bytes).collect();
    find(bytes, &wanted).is_some()
}
