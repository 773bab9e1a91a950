//! Fonts: from the codes of a string to characters and widths.
//!
//! `hayro-font` reads the font and its `/ToUnicode`. Where that says nothing, the character comes from what the file says otherwise: the codes of
//! a predefined Unicode CMap, the ordering of the font's glyphs (Adobe-GB1 and its kin), or the embedded font's own character map.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CharacterCollection, CidFamily, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

use super::bounded;
use super::chars::{Mapped, mapped};
use super::truetype;

/// A font with what was learnt of its codes.
pub struct PdfFont<'a> {
    font: Option<Font<'a>>,
    /// By its name, weight or flags.
    pub bold: bool,
    /// By its name or flags.
    pub italic: bool,
    is_symbol: bool,
    rescue: Rescue,
    known: RefCell<BTreeMap<u32, Mapped>>,
}

/// Other ways to a code's character.
struct Rescue {
    /// From codes to glyph numbers of the collection, and from these to characters.
    collection: Option<(CMap, CMap)>,
    /// Whether codes are UTF-16.
    is_unicode: bool,
    /// Of the embedded font; made when first needed.
    by_glyph: RefCell<Option<Rc<BTreeMap<u32, char>>>>,
    has_map_of_its_own: bool,
}

/// Loads each font once.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    loaded: Vec<(Dict<'a>, Rc<PdfFont<'a>>)>,
}

/// More fonts than a document has; what comes after goes unmapped.
const MAX_FONTS: usize = 4000;

impl<'a> Fonts<'a> {
    /// None loaded.
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
            }),
            cmaps: Arc::new(load_embedded),
            loaded: Vec::new(),
        }
    }

    /// The font of a dictionary.
    pub fn get(&mut self, dict: &Dict<'a>) -> Rc<PdfFont<'a>> {
        let same = |known: &Dict<'a>| match (known.obj_id(), dict.obj_id()) {
            (Some(a), Some(b)) => a == b,
            _ => known.data() == dict.data(),
        };
        if let Some((_, font)) = self.loaded.iter().find(|(known, _)| same(known)) {
            return Rc::clone(font);
        }
        let is_readable = self.loaded.len() < MAX_FONTS && !bounded::has_bomb(dict);
        let font = is_readable.then(|| self.cache.font(dict, &self.fonts, &self.cmaps)).flatten();
        let font = Rc::new(PdfFont::new(font, dict));
        if self.loaded.len() < MAX_FONTS {
            self.loaded.push((dict.clone(), Rc::clone(&font)));
        }
        font
    }
}

impl<'a> PdfFont<'a> {
    fn new(font: Option<Font<'a>>, dict: &Dict<'a>) -> Self {
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
        let descriptor = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_ref().to_ascii_lowercase()).unwrap_or_default();
        let says = |word: &str| name.windows(word.len()).any(|w| w == word.as_bytes());
        let flags = descriptor.get::<u32>("Flags").unwrap_or(0);
        let weight = descriptor.get::<f32>("FontWeight").unwrap_or(400.0);
        Self {
            font,
            bold: ["bold", "black", "heavy"].iter().any(|w| says(w)) || weight >= 600.0 || flags & (1 << 18) != 0,
            italic: ["italic", "oblique"].iter().any(|w| says(w)) || flags & (1 << 6) != 0,
            is_symbol: ["wingdings", "symbol", "webdings"].iter().any(|w| says(w)),
            rescue: Rescue::new(dict, descendant.as_ref()),
            known: RefCell::new(BTreeMap::new()),
        }
    }

    /// The code at a place of a string, and its bytes (one at least).
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        match &self.font {
            Some(font) => font.read_code(bytes, at),
            None => (bytes.get(at).copied().unwrap_or(0).into(), 1),
        }
    }

    /// How far a code moves on, in ems: right and, in vertical writing, up.
    pub fn advance(&self, code: u32) -> (f64, f64) {
        match &self.font {
            Some(font) => {
                let advance = font.code_advance(code);
                (advance.x / 1000.0, advance.y / 1000.0)
            }
            None => (0.5, 0.0),
        }
    }

    /// Whether the font is written in lines, not in columns.
    pub fn is_horizontal(&self) -> bool {
        self.font.as_ref().is_none_or(Font::is_horizontal)
    }

    /// From the pen's place to the glyph's own origin, in ems.
    pub fn displacement(&self, code: u32) -> (f64, f64) {
        let moved = self.font.as_ref().map(|f| f.origin_displacement(code)).unwrap_or_default();
        (moved.x / 1000.0, moved.y / 1000.0)
    }

    /// The character of a code.
    pub fn character(&self, code: u32, bytes: usize) -> Mapped {
        let key = code ^ ((bytes as u32) << 29);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let found = self.find(code, bytes);
        self.known.borrow_mut().insert(key, found.clone());
        found
    }

    fn find(&self, code: u32, bytes: usize) -> Mapped {
        let Some(font) = &self.font else {
            let ascii = u8::try_from(code).ok().filter(|b| b.is_ascii_graphic() || *b == b' ').map(char::from);
            return ascii.and_then(|c| mapped(c.encode_utf8(&mut [0; 4]), false)).unwrap_or(Mapped::Unmapped);
        };
        let glyph = font.glyph(font.map_code(code), code);
        let told = match &glyph {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let plain = |text: &str| mapped(text, self.is_symbol);
        let told = told.and_then(|bf| match bf {
            BfString::Char(c) => plain(c.encode_utf8(&mut [0; 4])),
            BfString::String(text) => plain(&text),
        });
        if let Some(told) = told {
            return told;
        }
        let rescued = self.rescue.by_code(code, bytes).or_else(|| self.rescue.by_glyph(&glyph));
        if let Some(found) = rescued.and_then(|text| plain(&text)) {
            return found;
        }
        match glyph {
            // A glyph without ink is a blank, whatever it is called.
            FontGlyph::Outline(glyph) if glyph.outline().elements().is_empty() => Mapped::Blank,
            FontGlyph::Type3(glyph) if glyph.program().is_none() => Mapped::Blank,
            _ => Mapped::Unmapped,
        }
    }
}

impl Rescue {
    fn new(dict: &Dict<'_>, descendant: Option<&Dict<'_>>) -> Self {
        let none =
            Self { collection: None, is_unicode: false, by_glyph: RefCell::new(None), has_map_of_its_own: dict.contains_key("ToUnicode") };
        let Some(descendant) = descendant else { return none };
        let encoding = dict.get::<Object<'_>>("Encoding");
        let name = match &encoding {
            Some(Object::Name(name)) => name.as_ref(),
            _ => &[],
        };
        let is_unicode = [b"UCS2".as_slice(), b"UTF16"].iter().any(|way| name.windows(way.len()).any(|w| w == *way));
        // A map of its own leaves few codes to rescue, and the tables are large.
        if is_unicode || none.has_map_of_its_own {
            return Self { is_unicode, ..none };
        }
        Self { collection: encoding.and_then(|e| collection(&e, descendant)), ..none }
    }

    fn by_code(&self, code: u32, bytes: usize) -> Option<String> {
        if self.is_unicode {
            let units = if bytes == 4 { vec![(code >> 16) as u16, code as u16] } else { vec![code as u16] };
            return String::from_utf16(&units).ok();
        }
        let (encoding, characters) = self.collection.as_ref()?;
        let cid = encoding.lookup_cid_code(code, bytes as u8)?;
        match characters.lookup_bf_string(cid)? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }

    fn by_glyph(&self, glyph: &FontGlyph<'_>) -> Option<String> {
        let FontGlyph::Outline(glyph) = glyph else { return None };
        let mut known = self.by_glyph.borrow_mut();
        let map = known.get_or_insert_with(|| {
            let found = glyph.font_data().and_then(|font| truetype::characters_by_glyph((*font.data).as_ref()));
            Rc::new(found.unwrap_or_default())
        });
        map.get(&glyph.glyph_id().to_u32()).map(char::to_string)
    }
}

/// The two maps of a composite font whose glyphs are numbered as a published collection (Adobe Technical Notes 5079, 5080, 5078, 5093).
fn collection(encoding: &Object<'_>, descendant: &Dict<'_>) -> Option<(CMap, CMap)> {
    let encoding = match encoding {
        Object::Name(name) => CMap::parse(load_embedded(CMapName::from_bytes(name.as_ref()))?, load_embedded)?,
        Object::Stream(stream) => CMap::parse(&embedded_cmap(stream)?, load_embedded)?,
        _ => return None,
    };
    let of_encoding = encoding.metadata().character_collection.as_ref().map(|c: &CharacterCollection| c.family.clone());
    let family = of_encoding.filter(|f| f.ucs2_cmap().is_some()).or_else(|| {
        let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
        let text = |key: &str| info.get::<PdfString<'_>>(key).map(|s| s.as_bytes().to_vec());
        Some(CidFamily::from_registry_ordering(&text("Registry")?, &text("Ordering")?))
    })?;
    let characters = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
    Some((encoding, characters))
}

fn embedded_cmap(stream: &Stream<'_>) -> Option<Vec<u8>> {
    bounded::decoded(stream).map(std::borrow::Cow::into_owned)
}
