//! Every file of `tests/testdata`, cut off and with flipped bytes: an error or a text, in time, and never the end of the program.
//!
//! The quick relative of `tests/fuzz`. Each import runs as the program runs it: in a child process.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiedu::worker::isolation::{Importers, Limits, ReadError};

use crate::support::root;

/// Files longer than this are only cut, not flipped: each import of them takes long in a build for tests, in bytes.
const LONG: usize = 200_000;

/// A generator of places that is the same on every run (SplitMix64).
struct Places(u64);

impl Places {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % below.max(1) as u64).expect("below a length")
    }
}

/// What can happen to a file on its way: it breaks off, bytes turn, a stretch is lost or comes twice.
fn damaged(bytes: &[u8], places: &mut Places) -> Vec<Vec<u8>> {
    let mut out: Vec<Vec<u8>> = [1, 3].iter().map(|n| bytes[..bytes.len() * n / 4].to_vec()).collect();
    out.push(bytes[..bytes.len() - places.next(bytes.len().min(600))].to_vec());
    if bytes.len() > LONG {
        return out;
    }
    for flips in [1, 20, 200] {
        let mut flipped = bytes.to_vec();
        for _ in 0..flips {
            let at = places.next(flipped.len());
            flipped[at] ^= 1 << places.next(8);
        }
        out.push(flipped);
    }
    let (from, len) = (places.next(bytes.len()), 1 + places.next(400));
    let to = (from + len).min(bytes.len());
    out.push([&bytes[..from], &bytes[to..]].concat());
    out.push([&bytes[..to], &bytes[from..]].concat());
    out
}

#[test]
fn damaged_files_give_an_error_or_a_text() {
    let folder = root().join("tests/testdata");
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder).expect("testdata").map(|e| e.expect("entry").path()).collect();
    names.sort();
    let mut places = Places(0x6a69_6564_7500);
    let cases: Vec<(String, Vec<u8>)> = names
        .iter()
        .flat_map(|path| {
            let bytes = std::fs::read(path).expect("file");
            let name = path.file_name().expect("name").to_string_lossy().into_owned();
            damaged(&bytes, &mut places).into_iter().enumerate().map(move |(k, bytes)| (format!("{name} #{k}"), bytes))
        })
        .collect();
    assert!(cases.len() > 300, "{} cases", cases.len());
    let limits = Limits { time: Duration::from_secs(30), ..Limits::default() };
    let importers = Importers::new(PathBuf::from(env!("CARGO_BIN_EXE_jiedu")), limits);
    let (next, texts) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut wrong = Vec::new();
        while let Some((name, bytes)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            match importers.import(name, bytes.clone(), &|| true) {
                Ok(imported) if imported.body.text.trim().is_empty() => wrong.push(format!("{name}: an empty success")),
                Ok(_) => drop(texts.fetch_add(1, Ordering::Relaxed)),
                Err(ReadError::Import(_)) => {}
                Err(error) => wrong.push(format!("{name}: {error}")),
            }
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|w| w.join().expect("no panic here")).collect()
    });
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(texts.into_inner() > 50, "hardly anything was read at all");
}
