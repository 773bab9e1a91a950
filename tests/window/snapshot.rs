//! Compares images of the window with the ones kept in `tests/window/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test window` rewrites those that differ
//! (`force`: all). A failing test leaves `NAME.new.png` and, where the sizes
//! agree, `NAME.diff.png` next to the snapshot, an update `NAME.old.png`; git
//! ignores all three.

use std::path::Path;

use egui_kittest::{SnapshotOptions, try_image_snapshot_options};
use image::ImageEncoder as _;
use image::RgbaImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

/// How far the colour of a pixel may be off: the squared distance in YIQ,
/// about two steps of 255 in all channels.
const THRESHOLD: f32 = 2.5;

/// The share of pixels that may be further off: one in a thousand ...
const PIXELS_PER_FAILURE: usize = 1000;

/// ... but never more than this. One in a thousand of a whole window would hide
/// a changed word: 工 and 土 differ in 20 pixels that count (the library passes
/// over what it takes for smoothed edges), a full stop in 7.
const MOST_FAILURES: usize = 5;

/// Panics unless the image looks like the snapshot of that name.
#[track_caller]
pub fn assert_snapshot(name: &str, image: &RgbaImage) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window/snapshots");
    if let Err(message) = compare(&folder, name, image) {
        panic!("{message}");
    }
}

/// Compares an image with a snapshot in `folder`, or rewrites the snapshot.
pub fn compare(folder: &Path, name: &str, image: &RgbaImage) -> Result<(), String> {
    let share = (image.width() * image.height()) as usize / PIXELS_PER_FAILURE;
    let options = SnapshotOptions::new().threshold(THRESHOLD).max_failed_pixels(share.min(MOST_FAILURES)).output_path(folder);
    let result = try_image_snapshot_options(image, name, &options);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        shrink(&folder.join(format!("{name}.png")));
    }
    result.map_err(|error| {
        format!(
            "{error}\n  The image painted now: {}\n  If it is right: \
             UPDATE_SNAPSHOTS=1 cargo test --test window",
            folder.join(format!("{name}.new.png")).display()
        )
    })
}

/// Writes a snapshot anew in as few bytes as PNG allows: it stays in the repository for good.
fn shrink(file: &Path) {
    let image = image::open(file).unwrap().to_rgb8();
    let mut bytes = Vec::new();
    for filter in [FilterType::NoFilter, FilterType::Adaptive] {
        let mut out = Vec::new();
        let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, filter);
        encoder.write_image(&image, image.width(), image.height(), image::ExtendedColorType::Rgb8).unwrap();
        if bytes.is_empty() || out.len() < bytes.len() {
            bytes = out;
        }
    }
    if std::fs::metadata(file).unwrap().len() > bytes.len() as u64 {
        std::fs::write(file, bytes).unwrap();
    }
}
