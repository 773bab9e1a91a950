//! What passes between parent and child: frames over standard input and output.
//!
//! A frame is its length in bytes (eight, little endian) and the bytes. A request is two frames, the file's name and its bytes; an
//! answer is one, a `Result<Imported, ImportError>` in postcard.

use std::io::{self, Read, Write};

/// A longer frame is a fault: a file has 64 MB at most, what it becomes not much more.
const MAX_FRAME: u64 = 1024 * 1024 * 1024;

/// Writes a frame.
pub fn write_frame(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads a frame; `None` where the other side is done.
pub fn read_frame(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut len = [0; 8];
    match from.read_exact(&mut len) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let len = u64::from_le_bytes(len);
    if len > MAX_FRAME {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "frame too long"));
    }
    let mut bytes = Vec::new();
    // What is announced is not believed: memory grows with what really comes.
    from.take(len).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == len { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::{read_frame, write_frame};

    #[test]
    fn frames_come_as_they_went_and_a_cut_one_is_an_error() {
        let mut wire = Vec::new();
        write_frame(&mut wire, b"name").unwrap();
        write_frame(&mut wire, b"").unwrap();
        let mut from = wire.as_slice();
        assert_eq!(read_frame(&mut from).unwrap().unwrap(), b"name");
        assert_eq!(read_frame(&mut from).unwrap().unwrap(), b"");
        assert!(read_frame(&mut from).unwrap().is_none());
        assert!(read_frame(&mut &wire[..10]).is_err());
        assert!(read_frame(&mut [0xff; 20].as_slice()).is_err());
    }
}
