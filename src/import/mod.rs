//! Bytes and a name in, [`Imported`] out: the text of a file as the file has it, with the hints its format gives.
//!
//! Told by content, not by extension ([`format`]). Never touches a disk and starts no process: who has the bytes hands them
//! over, and who fears them calls this in a process of its own (`worker`). One file per format. What cannot be read is an
//! [`ImportError`], which says what is wrong and what to do; dirty text is never an error.

mod builder;
mod code_page;
mod doc;
mod docx;
mod encoding;
mod error;
mod furniture;
mod hints;
mod html;
mod markdown;
mod model;
mod numbering;
mod odt;
mod ofd;
mod package;
mod pages;
mod pdf;
mod plain;
mod rows;
mod rtf;
mod sniff;
mod style_name;
mod symbol;
mod xml;

use sha2::{Digest, Sha256};

pub use builder::{Builder, CellContent, Role, Style};
pub use encoding::Encoding;
pub use error::{Foreign, ImportError};
pub use hints::{Hint, HintKind};
pub use model::{Apart, ApartKind, Body, Cell, Format, ImportNote, Imported, Lines, NoteCode, Origin, Place, Properties, Table};
pub use sniff::{format, is_plain};

/// Largest file that is read, in bytes. A text of a street office has 20 KB, the whole of a city's 50 MB.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Reads the bytes of one file.
///
/// `name` is what the file is called where it came from; it is kept for the user and never opened.
///
/// # Errors
/// [`ImportError`] where there is no text to be had.
pub fn import(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: size });
    }
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    let told = format(bytes)?;
    let imported = |format, encoding, body: Body| Imported {
        name: name.replace('\\', "/"),
        sha256: hex(&Sha256::digest(bytes)),
        format,
        encoding,
        bom_bytes: 0,
        same_bytes: false,
        body,
    };
    let (encoding, body) = match told {
        Format::Txt | Format::Md => {
            let plain = plain::read(name, bytes)?;
            let (bom_bytes, same_bytes) = (plain.bom_bytes, plain.same_bytes);
            return Ok(Imported { bom_bytes, same_bytes, ..imported(plain.format, Some(plain.encoding), plain.body) });
        }
        Format::Html => html::read(bytes).map(|(encoding, body)| (Some(encoding), body))?,
        Format::Mhtml => html::read_archive(bytes).map(|(encoding, body)| (Some(encoding), body))?,
        Format::Docx => (None, docx::read(bytes)?),
        Format::Doc => (None, doc::read(bytes)?),
        Format::Pdf => (None, pdf::read(bytes)?),
        Format::Ofd => (None, ofd::read(bytes)?),
        Format::Rtf => (None, rtf::read(bytes)?),
        Format::Odt => (None, odt::read(bytes)?),
    };
    // No importer may take an empty success for one.
    if body.text.trim().is_empty() {
        return Err(ImportError::NoText(told));
    }
    Ok(imported(told, encoding, body))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
