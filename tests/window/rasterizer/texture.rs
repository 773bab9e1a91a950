//! Textures (the font atlas, images) and how they are sampled.

use egui::ImageData;
use egui::epaint::ImageDelta;
use egui::{TextureFilter, TextureOptions, TextureWrapMode};

use super::canvas::Color;

/// An image that meshes refer to.
pub struct Texture {
    size: [usize; 2],
    texels: Vec<Color>,
    options: TextureOptions,
}

impl Texture {
    pub fn new(delta: &ImageDelta) -> Self {
        let ImageData::Color(image) = &delta.image;
        Self { size: image.size, texels: image.pixels.iter().map(egui::Color32::to_array).collect(), options: delta.options }
    }

    /// Replaces the part that begins at `pos`.
    pub fn update(&mut self, pos: [usize; 2], delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        assert!(pos[0] + width <= self.size[0] && pos[1] + height <= self.size[1], "update outside of the texture");
        if width == 0 {
            return;
        }
        for (y, row) in image.pixels.chunks_exact(width).enumerate() {
            let start = (pos[1] + y) * self.size[0] + pos[0];
            for (texel, color) in self.texels[start..].iter_mut().zip(row) {
                *texel = color.to_array();
            }
        }
        self.options = delta.options;
    }

    pub fn size(&self) -> [usize; 2] {
        self.size
    }

    /// For sampling with so many texels to a pixel.
    pub fn sampler(&self, texels_per_pixel: f64) -> Sampler<'_> {
        // A little more than 1: rounding must not choose the filter.
        let filter = if texels_per_pixel > 1.01 { self.options.minification } else { self.options.magnification };
        Sampler { texture: self, linear: filter == TextureFilter::Linear }
    }
}

/// A texture with the filter for one shape.
pub struct Sampler<'a> {
    texture: &'a Texture,
    linear: bool,
}

impl Sampler<'_> {
    /// The colour at a place given in 1/256 texels from the first texel's centre.
    #[inline]
    pub fn color(&self, across: i64, down: i64) -> Color {
        if !self.linear {
            return self.texel((across + 128) >> 8, (down + 128) >> 8);
        }
        let (x, y) = (across >> 8, down >> 8);
        let (right, low) = ((across & 255) as u32, (down & 255) as u32);
        if right == 0 && low == 0 {
            return self.texel(x, y);
        }
        let corners = [self.texel(x, y), self.texel(x + 1, y), self.texel(x, y + 1), self.texel(x + 1, y + 1)];
        let weights = [(256 - right) * (256 - low), right * (256 - low), (256 - right) * low, right * low];
        std::array::from_fn(|channel| {
            let parts = corners.iter().zip(weights);
            let sum: u32 = parts.map(|(color, weight)| u32::from(color[channel]) * weight).sum();
            ((sum + (1 << 15)) >> 16) as u8
        })
    }

    #[inline]
    fn texel(&self, x: i64, y: i64) -> Color {
        let [width, height] = self.texture.size;
        let wrap = self.texture.options.wrap_mode;
        self.texture.texels[wrapped(y, height, wrap) * width + wrapped(x, width, wrap)]
    }
}

/// The texel that stands for one that may lie outside of the texture.
#[inline]
fn wrapped(at: i64, side: usize, mode: TextureWrapMode) -> usize {
    let side = side as i64;
    let at = match mode {
        TextureWrapMode::ClampToEdge => at.clamp(0, side - 1),
        TextureWrapMode::Repeat => at.rem_euclid(side),
        TextureWrapMode::MirroredRepeat => {
            let at = at.rem_euclid(2 * side);
            at.min(2 * side - 1 - at)
        }
    };
    at as usize
}
