//! Drops files onto the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::DroppedFile;
use egui_kittest::Harness;

/// A file that exists only in memory.
#[derive(Debug)]
struct MemoryFile {
    path: PathBuf,
    content: Result<Vec<u8>, String>,
}

impl DroppedFile for MemoryFile {
    fn path(&self) -> &Path {
        &self.path
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        self.content.clone()
    }
}

/// Drops a file with this path and content; the next frame sees it.
///
/// Files dropped before the same frame arrive together, in this order.
pub fn drop_file<State>(harness: &mut Harness<'_, State>, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
    push(harness, path.into(), Ok(bytes.into()));
}

/// Drops a file that cannot be read, for the given reason.
pub fn drop_unreadable_file<State>(harness: &mut Harness<'_, State>, path: impl Into<PathBuf>, reason: &str) {
    push(harness, path.into(), Err(reason.to_owned()));
}

fn push<State>(harness: &mut Harness<'_, State>, path: PathBuf, content: Result<Vec<u8>, String>) {
    let file = Arc::new(MemoryFile { path, content });
    harness.input_mut().dropped_files.push(file);
}
