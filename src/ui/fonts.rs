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

/// A family of the system that the user chose.
#[derive(Debug, Clone)]
pub struct ChosenFamily {
    /// Its usual face.
    pub regular: Fallback,
    /// Its bold one; `None` where it has none.
    pub bold: Option<Fallback>,
}

/// The families that the user chose in place of the bundled ones.
#[derive(Debug, Clone, Default)]
pub struct ChosenFamilies {
    /// For running text.
    pub text: Option<ChosenFamily>,
    /// For headings and controls.
    pub controls: Option<ChosenFamily>,
}

/// Installs the bundled faces.
pub fn install(ctx: &egui::Context, fallbacks: &[Fallback]) {
    install_chosen(ctx, &ChosenFamilies::default(), fallbacks);
}

/// Installs the faces that the user chose, behind them the bundled ones, and behind those the fallbacks: what a face lacks comes from
/// the next.
pub fn install_chosen(ctx: &egui::Context, chosen: &ChosenFamilies, fallbacks: &[Fallback]) {
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in
        [(HEI, fonts::HEI_REGULAR), (HEI_BOLD, fonts::HEI_BOLD), (SONG, fonts::SONG_REGULAR), (SONG_BOLD, fonts::SONG_BOLD)]
    {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let mut tail = Vec::new();
    for (k, fallback) in fallbacks.iter().enumerate() {
        let name = format!("system-{k}");
        add(&mut definitions, &name, fallback);
        tail.push(name);
    }
    let mut first = |name: &str, face: Option<&Fallback>| {
        face.map(|face| {
            add(&mut definitions, name, face);
            name.to_owned()
        })
    };
    let [text, controls] = [("chosen-text", &chosen.text), ("chosen-controls", &chosen.controls)].map(|(name, family)| {
        let bold = first(&format!("{name}-bold"), family.as_ref().and_then(|f| f.bold.as_ref()));
        (first(name, family.as_ref().map(|f| &f.regular)), bold)
    });
    let mut family = |family: FontFamily, first: &Option<String>, faces: &[&str]| {
        let bundled = faces.iter().map(|f| (*f).to_owned());
        definitions.families.insert(family, first.iter().cloned().chain(bundled).chain(tail.iter().cloned()).collect());
    };
    family(FontFamily::Name(HEI.into()), &controls.0, &[HEI]);
    family(FontFamily::Name(HEI_BOLD.into()), &controls.1, &[HEI_BOLD, HEI]);
    family(FontFamily::Name(SONG.into()), &text.0, &[SONG, HEI]);
    family(FontFamily::Name(SONG_BOLD.into()), &text.1, &[SONG_BOLD, HEI_BOLD]);
    family(FontFamily::Proportional, &controls.0, &[HEI]);
    family(FontFamily::Monospace, &controls.0, &[HEI]);
    ctx.set_fonts(definitions);
}

fn add(definitions: &mut FontDefinitions, name: &str, face: &Fallback) {
    let mut data = FontData::from_owned(face.data.as_ref().clone());
    data.index = face.index;
    definitions.font_data.insert(name.to_owned(), Arc::new(data));
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::{Context, FontId, RawInput};

    use super::{ChosenFamilies, ChosenFamily, Fallback, install_chosen};
    use crate::ui::theme::{HEI, HEI_BOLD, SONG, SONG_BOLD};

    /// Of the user's choice or of the system, a face without Chinese leaves the Chinese to the bundled ones.
    #[test]
    fn a_face_without_chinese_leaves_it_to_the_bundled_ones() {
        // Latin letters as boxes, nothing else.
        let face = Fallback { data: Arc::new(include_bytes!("../../tests/testdata/own__latin.ttf").to_vec()), index: 0 };
        let family = || Some(ChosenFamily { regular: face.clone(), bold: None });
        for fallbacks in [Vec::new(), vec![face.clone()]] {
            let ctx = Context::default();
            install_chosen(&ctx, &ChosenFamilies { text: family(), controls: family() }, &fallbacks);
            let mut output = ctx.run_ui(RawInput::default(), |ui| {
                ui.ctx().fonts_mut(|fonts| {
                    for name in [HEI, HEI_BOLD, SONG, SONG_BOLD] {
                        let id = FontId::new(15.0, egui::FontFamily::Name(name.into()));
                        assert!(fonts.has_glyphs(&id, "街道工作要点：一网统管，“加装电梯”。Plan 2024"), "{name}");
                    }
                });
            });
            // Nothing paints it.
            output.textures_delta.clear();
        }
    }
}
