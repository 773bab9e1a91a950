//! The image that is painted on: clipping and blending.

use std::ops::Range;

use image::RgbaImage;

/// A colour with premultiplied alpha: red, green, blue, alpha.
pub type Color = [u8; 4];

/// 1 as the product of two channels of eight bits.
const ONE: u32 = 255 * 255;

/// A rectangle of whole pixels; `max` is outside.
#[derive(Clone, Copy)]
pub struct Clip {
    pub min: [i64; 2],
    pub max: [i64; 2],
}

impl Clip {
    pub fn is_empty(&self) -> bool {
        self.min[0] >= self.max[0] || self.min[1] >= self.max[1]
    }
}

/// Pixels and the part of them that may be painted at the moment.
pub struct Canvas {
    size: [usize; 2],
    pixels: Vec<Color>,
    clip: Clip,
}

impl Canvas {
    /// A transparent canvas.
    pub fn new(size: [u32; 2]) -> Self {
        let size = size.map(|side| side as usize);
        let clip = Clip { min: [0; 2], max: size.map(|side| side as i64) };
        Self { size, pixels: vec![[0; 4]; size[0] * size[1]], clip }
    }

    /// Rounds a clip rectangle to pixels, as `egui_glow` does for its scissor.
    pub fn set_clip(&mut self, rect: egui::Rect, pixels_per_point: f32) {
        let pixel = |at: f32, side: usize| ((at * pixels_per_point).round() as i64).clamp(0, side as i64);
        self.clip = Clip {
            min: [pixel(rect.min.x, self.size[0]), pixel(rect.min.y, self.size[1])],
            max: [pixel(rect.max.x, self.size[0]), pixel(rect.max.y, self.size[1])],
        };
    }

    pub fn clip(&self) -> Clip {
        self.clip
    }

    /// Pixels `columns` of row `y`, which must lie within the clip.
    pub fn row(&mut self, y: i64, columns: Range<i64>) -> &mut [Color] {
        let start = y as usize * self.size[0];
        &mut self.pixels[start + columns.start as usize..start + columns.end as usize]
    }

    pub fn into_image(self) -> RgbaImage {
        let [width, height] = self.size.map(|side| side as u32);
        RgbaImage::from_raw(width, height, self.pixels.into_flattened()).expect("the canvas has as many pixels as its size says")
    }
}

/// Paints `tint` times `texel` over `pixel`; rounds once, at the end.
#[inline]
pub fn blend(pixel: &mut Color, tint: Color, texel: Color) {
    if texel == [0; 4] {
        return;
    }
    let keep = ONE - u32::from(tint[3]) * u32::from(texel[3]);
    for channel in 0..4 {
        let source = u32::from(tint[channel]) * u32::from(texel[channel]);
        let sum = source * 255 + u32::from(pixel[channel]) * keep;
        pixel[channel] = ((sum + ONE / 2) / ONE).min(255) as u8;
    }
}

/// Paints one colour over a run of pixels.
pub fn blend_run(run: &mut [Color], tint: Color, texel: Color) {
    if u32::from(tint[3]) * u32::from(texel[3]) == ONE {
        let mut color = [0; 4];
        blend(&mut color, tint, texel);
        run.fill(color);
    } else if tint != [0; 4] {
        for pixel in run {
            blend(pixel, tint, texel);
        }
    }
}
