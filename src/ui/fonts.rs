//! The bundled song and hei faces as egui's font families.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use super::theme::{HEI, HEI_BOLD, SONG, SONG_BOLD};
use crate::report::fonts;

/// A face of the system for characters that the bundled ones lack.
#[derive(Debug, Clone)]
pub struct Fallback {
    /// The face's bytes.
    pub data: Arc<Vec<u8>>,
    /// Which face of a collection.
    pub index: u32,
}

/// Installs the bundled faces, and after them the fallbacks.
pub fn install(ctx: &egui::Context, fallbacks: &[Fallback]) {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in
        [(HEI, fonts::HEI_REGULAR), (HEI_BOLD, fonts::HEI_BOLD), (SONG, fonts::SONG_REGULAR), (SONG_BOLD, fonts::SONG_BOLD)]
    {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let mut tail = Vec::new();
    for (k, fallback) in fallbacks.iter().enumerate() {
        let name = format!("system-{k}");
        let mut data = FontData::from_owned(fallback.data.as_ref().clone());
        data.index = fallback.index;
        definitions.font_data.insert(name.clone(), Arc::new(data));
        tail.push(name);
    }
    let mut family = |family: FontFamily, faces: &[&str]| {
        definitions.families.insert(family, faces.iter().map(|f| (*f).to_owned()).chain(tail.iter().cloned()).collect());
    };
    family(FontFamily::Name(HEI.into()), &[HEI]);
    family(FontFamily::Name(HEI_BOLD.into()), &[HEI_BOLD, HEI]);
    family(FontFamily::Name(SONG.into()), &[SONG, HEI]);
    family(FontFamily::Name(SONG_BOLD.into()), &[SONG_BOLD, HEI_BOLD]);
    family(FontFamily::Proportional, &[HEI]);
    family(FontFamily::Monospace, &[HEI]);
    ctx.set_fonts(definitions);
}

/// The characters of `text` that no bundled face has.
pub fn missing(text: &str) -> Vec<char> {
    let Ok(face) = font_kit::font::Font::from_bytes(Arc::new(fonts::HEI_REGULAR.to_vec()), 0) else { return Vec::new() };
    let mut out: Vec<char> = text.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    out.sort_unstable();
    out.dedup();
    out.retain(|c| face.glyph_for_char(*c).is_none_or(|glyph| glyph == 0));
    out
}
