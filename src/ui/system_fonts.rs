//! Faces of the system for characters outside the bundled fonts, found by font-kit.
//!
//! In: the missing characters. Out: at most a few faces that have them. Runs on a thread of its own: a system may have thousands of
//! fonts. On Linux font-kit opens libfontconfig when it is used and panics where it is missing, so its absence is looked for first.

use std::panic::catch_unwind;
use std::sync::Arc;

use font_kit::handle::Handle;
use font_kit::source::SystemSource;

use super::fonts::Fallback;

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

/// Faces of the system that hold some of `missing`; empty where there are none or the system cannot be asked.
pub fn find(missing: &[char]) -> Vec<Fallback> {
    if missing.is_empty() || !system_can_be_asked() {
        return Vec::new();
    }
    let missing = missing.to_vec();
    catch_unwind(move || search(&missing)).unwrap_or_default()
}

fn search(missing: &[char]) -> Vec<Fallback> {
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
    out
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
    let index = match handle {
        Handle::Path { font_index, .. } | Handle::Memory { font_index, .. } => *font_index,
    };
    *left = still;
    Some(Fallback { data: Arc::clone(&data), index })
}

/// Whether asking for fonts is safe: elsewhere than on Linux always, there where libfontconfig is known to the loader.
fn system_can_be_asked() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    const LIBRARY: &[u8] = b"libfontconfig.so.1";
    let in_cache = std::fs::read("/etc/ld.so.cache").is_ok_and(|cache| cache.windows(LIBRARY.len()).any(|w| w == LIBRARY));
    let in_path = std::env::var_os("LD_LIBRARY_PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join("libfontconfig.so.1").exists()));
    in_cache || in_path
}
