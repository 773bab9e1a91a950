//! Faces of the system for characters outside the bundled fonts, found by font-kit.
//!
//! In: the missing characters. Out: at most a few faces that have them. Runs on a thread of its own: a system may have thousands of
//! fonts. On Linux font-kit opens libfontconfig when it is used and panics where it is missing, so that is asked first.

use std::panic::catch_unwind;
use std::sync::Arc;

use font_kit::handle::Handle;
use font_kit::properties::{Style, Weight};
use font_kit::source::SystemSource;

use super::fonts::{ChosenFamily, Fallback};
use super::language::{t, tf};

/// Families that are likely to hold rare Han characters, best first, over the three systems.
const LIKELY: &[&str] = &[
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Serif CJK SC",
    "SimSun-ExtB",
    "SimSun",
    "Songti SC",
    "WenQuanYi Micro Hei",
    "Segoe UI Symbol",
    "Segoe UI Emoji",
    "Apple Symbols",
    "Noto Emoji",
    "DejaVu Sans",
    "Arial Unicode MS",
];
/// More faces than this are not loaded: each stays in memory whole.
const MAX_FACES: usize = 3;
/// A face of more bytes is not loaded.
const MAX_FACE_BYTES: usize = 40 * 1024 * 1024;

/// What the system had for the missing characters.
#[derive(Debug, Default)]
pub struct Found {
    /// Faces that hold some of them.
    pub faces: Vec<Fallback>,
    /// The characters that no face holds.
    pub left: Vec<char>,
    /// Whether the system could be asked at all.
    pub asked: bool,
}

impl Found {
    /// What to tell the user; `None` where every character has a face.
    pub fn message(&self) -> Option<String> {
        let some: String = self.left.iter().take(5).collect();
        let count = self.left.len();
        let cause = if self.asked {
            t("安装含生僻字的字体后重新打开程序即可")
        } else {
            t("系统缺少 fontconfig 库（libfontconfig.so.1），安装它和含生僻字的字体后重新打开程序即可")
        };
        (count > 0).then(|| tf("“{}”等 {} 个字没有可用的字体，显示为方框；{}", &[&some, &count, &cause]))
    }
}

/// Faces of the system that hold some of `missing`, and what is left.
pub fn find(missing: &[char]) -> Found {
    if missing.is_empty() {
        return Found { asked: true, ..Found::default() };
    }
    let nothing = || Found { left: missing.to_vec(), ..Found::default() };
    if !system_can_be_asked() {
        return nothing();
    }
    let searched = missing.to_vec();
    catch_unwind(move || search(&searched)).map_or_else(|_| nothing(), |(faces, left)| Found { faces, left, asked: true })
}

fn search(missing: &[char]) -> (Vec<Fallback>, Vec<char>) {
    let source = SystemSource::new();
    let mut left = missing.to_vec();
    let mut out = Vec::new();
    let mut families: Vec<String> = LIKELY.iter().map(|f| (*f).to_owned()).collect();
    if let Ok(mut all) = source.all_families() {
        all.sort();
        families.extend(all.into_iter().take(200));
    }
    for family in families {
        if left.is_empty() || out.len() >= MAX_FACES {
            break;
        }
        let Ok(handles) = source.select_family_by_name(&family) else { continue };
        if let Some(face) = handles.fonts().first().and_then(|handle| try_face(handle, &mut left)) {
            out.push(face);
        }
    }
    (out, left)
}

/// The face if it has any of the characters that are left; those are then struck off.
fn try_face(handle: &Handle, left: &mut Vec<char>) -> Option<Fallback> {
    let font = handle.load().ok()?;
    let before = left.len();
    let still: Vec<char> = left.iter().copied().filter(|c| font.glyph_for_char(*c).is_none_or(|glyph| glyph == 0)).collect();
    if still.len() == before {
        return None;
    }
    let data = font.copy_font_data().filter(|data| data.len() <= MAX_FACE_BYTES)?;
    *left = still;
    Some(Fallback { data: Arc::clone(&data), index: index_of(handle) })
}

/// Characters that a face for Chinese text has: common ones, a rarer one, a full stop.
const CHINESE: [char; 5] = ['的', '街', '道', '淞', '。'];
/// Beyond a regular face this weight is bold.
const BOLD_FROM: f32 = 600.0;

/// The families of the system that can set Chinese, by name; `None` where the system cannot be asked. Opens each font: for a thread of
/// its own.
pub fn chinese_families() -> Option<Vec<String>> {
    if !system_can_be_asked() {
        return None;
    }
    catch_unwind(|| {
        let source = SystemSource::new();
        let mut families = source.all_families().unwrap_or_default();
        families.sort();
        families.dedup();
        // Names that begin with a dot are the system's own.
        families.retain(|name| !name.starts_with('.') && is_chinese(&source, name));
        families
    })
    .ok()
}

fn is_chinese(source: &SystemSource, family: &str) -> bool {
    let Ok(handles) = source.select_family_by_name(family) else { return false };
    handles.fonts().first().and_then(|handle| handle.load().ok()).is_some_and(|font| has_chinese(&font))
}

fn has_chinese(font: &font_kit::font::Font) -> bool {
    CHINESE.iter().all(|c| font.glyph_for_char(*c).is_some_and(|glyph| glyph != 0))
}

/// The regular and the bold face of a family; `None` where the system has it not or it has no Chinese: the bundled faces stay then.
pub fn family(name: &str) -> Option<ChosenFamily> {
    if !system_can_be_asked() {
        return None;
    }
    catch_unwind(|| {
        let handles = SystemSource::new().select_family_by_name(name).ok()?;
        // How far the best so far is from the wanted weight, and its face.
        let (mut regular, mut bold) = (None::<(f32, Fallback)>, None::<(f32, Fallback)>);
        for handle in handles.fonts() {
            let Some(font) = handle.load().ok().filter(has_chinese) else { continue };
            let properties = font.properties();
            if properties.style != Style::Normal {
                continue;
            }
            let weight = properties.weight.0;
            let (slot, wanted) = if weight >= BOLD_FROM { (&mut bold, Weight::BOLD.0) } else { (&mut regular, Weight::NORMAL.0) };
            let off = (weight - wanted).abs();
            if slot.as_ref().is_none_or(|(best, _)| off < *best)
                && let Some(data) = font.copy_font_data().filter(|data| data.len() <= MAX_FACE_BYTES)
            {
                *slot = Some((off, Fallback { data, index: index_of(handle) }));
            }
        }
        let bold = bold.map(|(_, face)| face);
        let regular = regular.map(|(_, face)| face).or_else(|| bold.clone())?;
        Some(ChosenFamily { regular, bold })
    })
    .ok()
    .flatten()
}

const fn index_of(handle: &Handle) -> u32 {
    match handle {
        Handle::Path { font_index, .. } | Handle::Memory { font_index, .. } => *font_index,
    }
}

/// Whether asking for fonts is safe: elsewhere than on Linux always, there where libfontconfig can be opened.
#[cfg(target_os = "linux")]
fn system_can_be_asked() -> bool {
    fontconfig_sys::statics::LIB_RESULT.is_ok()
}

#[cfg(not(target_os = "linux"))]
const fn system_can_be_asked() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::Found;

    #[test]
    fn characters_without_a_face_are_told_with_what_to_do() {
        assert_eq!(Found { asked: true, ..Found::default() }.message(), None);
        let lonely = |asked| Found { left: vec!['𠀀'], asked, ..Found::default() }.message().expect("a message");
        assert!(lonely(true).contains('𠀀') && !lonely(true).contains("libfontconfig"));
        assert!(lonely(false).contains("libfontconfig"));
    }
}
