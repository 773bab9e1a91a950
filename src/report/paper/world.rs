//! What typst sees of the world: one source, one file that it reads, the faces that were given, and the day that was given.
//!
//! Any other file, and every package, is refused; there is no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use super::PaperError;
use crate::report::fonts;

const TEMPLATE: &str = include_str!("../../../assets/paper.typ");
/// The name under which the template reads its data.
const DATA: &str = "data.json";
/// The families that the template names.
const FAMILIES: [&str; 2] = ["Noto Serif SC", "Noto Sans SC"];

/// Building the library and parsing the template take longer than setting a page; both are the same for every printout.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static SOURCE: LazyLock<Source> = LazyLock::new(|| Source::detached(TEMPLATE));
static BUNDLED: LazyLock<Vec<FontData>> = LazyLock::new(|| {
    let faces = [fonts::SONG_REGULAR, fonts::SONG_BOLD, fonts::HEI_REGULAR, fonts::HEI_BOLD];
    faces.into_iter().filter_map(|bytes| FontData::from_static(bytes, 0)).collect()
});

/// A face to set in. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FontData(Font);

impl FontData {
    /// A face from a font file's bytes; `index` says which one of a collection. `None` where they are no font.
    #[must_use]
    pub fn new(bytes: Vec<u8>, index: u32) -> Option<Self> {
        Font::new(Bytes::new(bytes), index).map(Self)
    }

    /// As [`FontData::new`], without a copy.
    #[must_use]
    pub fn from_static(bytes: &'static [u8], index: u32) -> Option<Self> {
        Font::new(Bytes::new(bytes), index).map(Self)
    }

    /// Whether the face has a glyph for the character.
    pub(super) fn covers(&self, c: char) -> bool {
        self.0.info().coverage.contains(c.into())
    }
}

/// The four faces that the program brings along; parsed once.
#[must_use]
pub fn bundled_fonts() -> &'static [FontData] {
    &BUNDLED
}

/// Whether the faces that the template names are there.
pub(super) fn require_faces(fonts: &[FontData]) -> Result<(), PaperError> {
    let missing = FAMILIES.into_iter().find(|family| !fonts.iter().any(|font| font.0.info().family == *family));
    missing.map_or(Ok(()), |family| Err(PaperError::Font(family)))
}

/// See the module's head.
pub(super) struct PaperWorld {
    source: &'static Source,
    /// The name under which the source reads its file.
    name: &'static str,
    data: Bytes,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    today: Option<Datetime>,
}

impl PaperWorld {
    /// The template, and `json` as its data.
    pub fn new(json: String, fonts: &[FontData], today: Option<Datetime>) -> Self {
        Self::of(&SOURCE, DATA, json, fonts, today)
    }

    /// A source whose only file is `data`, which it reads by this name.
    pub fn of(source: &'static Source, name: &'static str, data: String, fonts: &[FontData], today: Option<Datetime>) -> Self {
        let fonts: Vec<Font> = fonts.iter().map(|font| font.0.clone()).collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { source, name, data: Bytes::from_string(data), book, fonts, today }
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let ours = matches!(id.root(), VirtualRoot::Project) && id.vpath().get_without_slash() == self.name;
        if ours { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}
