//! The faces that the program brings along, owned here for paper and window alike.
//!
//! Noto Sans SC (黑体, for heads) and Noto Serif SC (宋体, for quotes), regular and bold, cut down to the characters that Chinese
//! offices write; `fonts/README.md` says which.

/// Noto Sans SC, regular.
pub const HEI_REGULAR: &[u8] = include_bytes!("../../fonts/NotoSansSC-Regular.ttf");
/// Noto Sans SC, bold.
pub const HEI_BOLD: &[u8] = include_bytes!("../../fonts/NotoSansSC-Bold.ttf");
/// Noto Serif SC, regular.
pub const SONG_REGULAR: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Regular.ttf");
/// Noto Serif SC, bold.
pub const SONG_BOLD: &[u8] = include_bytes!("../../fonts/NotoSerifSC-Bold.ttf");
