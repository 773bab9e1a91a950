//! Fills triangles and upright rectangles.
//!
//! Positions are snapped to 1/256 pixel, as GPUs do. A pixel is covered if its
//! centre is; a centre on an edge belongs to the shape on its right or below,
//! so that shapes side by side neither overlap nor leave a gap.

use std::ops::Range;

use egui::epaint::Vertex;

use super::canvas::{Canvas, Clip, Color, blend, blend_run};
use super::texture::{Sampler, Texture};

/// Parts of a pixel, and of a texel.
const PARTS: i64 = 256;
/// From a pixel's corner to its centre.
const HALF: i64 = PARTS / 2;
/// What lies further out is moved here (a million pixels): no overflow.
const FAR: f64 = (1 << 28) as f64;

/// A vertex in 1/256 pixels and 1/256 texels.
pub struct Corner {
    at: [i64; 2],
    texel: [f64; 2],
    color: Color,
}

impl Corner {
    pub fn new(vertex: &Vertex, texture: &Texture, pixels_per_point: f32) -> Self {
        let snap = |at: f32| {
            let parts = f64::from(at * pixels_per_point) * PARTS as f64;
            (parts + 0.5).floor().clamp(-FAR, FAR) as i64
        };
        let [width, height] = texture.size();
        let texel = |uv: f32, side: usize| (f64::from(uv) * (side as f64 * PARTS as f64)).clamp(-FAR, FAR);
        Self {
            at: [snap(vertex.pos.x), snap(vertex.pos.y)],
            texel: [texel(vertex.uv.x, width), texel(vertex.uv.y, height)],
            color: vertex.color.to_array(),
        }
    }
}

/// Fills the rectangle between two corners, in the colour of the first.
pub fn rect(canvas: &mut Canvas, texture: &Texture, min: &Corner, max: &Corner) {
    let Clip { min: clip_min, max: clip_max } = canvas.clip();
    let covered = |axis: usize| centres_before(min.at[axis]).max(clip_min[axis])..centres_before(max.at[axis]).min(clip_max[axis]);
    let (columns, rows) = (covered(0), covered(1));
    if columns.is_empty() || rows.is_empty() {
        return;
    }
    let step = |axis: usize| (max.texel[axis] - min.texel[axis]) / (max.at[axis] - min.at[axis]) as f64;
    let steps = [step(0), step(1)];
    let texel = |axis: usize, pixel: i64| {
        let along = pixel * PARTS + HALF - min.at[axis];
        to_fixed(min.texel[axis] + steps[axis] * along as f64)
    };
    let sampler = texture.sampler(steps[0].abs().max(steps[1].abs()));
    if steps == [0.0; 2] {
        let color = sampler.color(texel(0, columns.start), texel(1, rows.start));
        for y in rows {
            blend_run(canvas.row(y, columns.clone()), min.color, color);
        }
        return;
    }
    let across: Vec<i64> = columns.clone().map(|x| texel(0, x)).collect();
    for y in rows {
        let down = texel(1, y);
        for (pixel, &across) in canvas.row(y, columns.clone()).iter_mut().zip(&across) {
            blend(pixel, min.color, sampler.color(across, down));
        }
    }
}

/// Fills a triangle of either orientation.
pub fn triangle(canvas: &mut Canvas, texture: &Texture, mut corners: [Corner; 3]) {
    let [a, b, c] = [corners[0].at, corners[1].at, corners[2].at];
    let area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if area == 0 {
        return;
    }
    if area < 0 {
        corners.swap(1, 2);
    }
    let edges = [Edge::new(&corners[0], &corners[1]), Edge::new(&corners[1], &corners[2]), Edge::new(&corners[2], &corners[0])];
    let clip = canvas.clip();
    let ys = corners.each_ref().map(|corner| corner.at[1]);
    let top = centres_before(ys[0].min(ys[1]).min(ys[2])).max(clip.min[1]);
    let bottom = centres_before(ys[0].max(ys[1]).max(ys[2])).min(clip.max[1]);
    let shade = Shade::new(&corners, texture);
    for y in top..bottom {
        let mut columns = clip.min[0]..clip.max[0];
        for edge in &edges {
            edge.narrow(y, &mut columns);
        }
        if !columns.is_empty() {
            shade.run(canvas.row(y, columns.clone()), columns.start, y);
        }
    }
}

/// How many pixel centres of an axis lie before a position (from pixel 0).
fn centres_before(at: i64) -> i64 {
    (at - HALF + PARTS - 1).div_euclid(PARTS)
}

/// Texel parts as the sampler wants them: whole, counted from texel centres.
fn to_fixed(texel: f64) -> i64 {
    (texel + 0.5).floor() as i64 - HALF
}

/// One edge of a triangle that runs clockwise on the screen.
struct Edge {
    from: [i64; 2],
    along: [i64; 2],
    /// 0 where centres on the edge are inside, -1 where they are not.
    bias: i64,
}

impl Edge {
    fn new(from: &Corner, to: &Corner) -> Self {
        let along = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
        let owns_centres = along[1] < 0 || (along[1] == 0 && along[0] > 0);
        Self { from: from.at, along, bias: if owns_centres { 0 } else { -1 } }
    }

    /// Takes from `columns` what is outside of the edge in row `y`.
    fn narrow(&self, y: i64, columns: &mut Range<i64>) {
        let [dx, dy] = self.along;
        // Inside where level - dy * PARTS * x >= 0.
        let level = dx * (y * PARTS + HALF - self.from[1]) - dy * (HALF - self.from[0]) + self.bias;
        let step = dy.abs() * PARTS;
        if dy > 0 {
            columns.end = columns.end.min(level.div_euclid(step) + 1);
        } else if dy < 0 {
            columns.start = columns.start.max(-level.div_euclid(step));
        } else if level < 0 {
            columns.end = columns.start;
        }
    }
}

/// A value that changes evenly over the plane, by pixels from pixel (0, 0).
#[derive(Clone, Copy)]
struct Plane {
    origin: f64,
    dx: f64,
    dy: f64,
}

impl Plane {
    fn new(corners: &[Corner; 3], value: impl Fn(&Corner) -> f64) -> Self {
        let [a, b, c] = corners;
        let from_a = |to: &Corner| {
            let [x, y] = [0, 1].map(|axis| (to.at[axis] - a.at[axis]) as f64 / PARTS as f64);
            (x, y, value(to) - value(a))
        };
        let ((bx, by, b), (cx, cy, c)) = (from_a(b), from_a(c));
        let area = bx * cy - by * cx;
        let (dx, dy) = ((b * cy - c * by) / area, (c * bx - b * cx) / area);
        let centre = |axis: usize| (HALF - a.at[axis]) as f64 / PARTS as f64;
        Self { origin: value(a) + dx * centre(0) + dy * centre(1), dx, dy }
    }

    fn at(&self, x: i64, y: i64) -> f64 {
        self.origin + self.dx * x as f64 + self.dy * y as f64
    }

    fn is_flat(&self) -> bool {
        self.dx == 0.0 && self.dy == 0.0
    }

    fn slope(&self) -> f64 {
        self.dx.abs().max(self.dy.abs())
    }
}

/// The colours of a triangle.
struct Shade<'a> {
    sampler: Sampler<'a>,
    texel: [Plane; 2],
    tint: [Plane; 4],
    /// The tint, where all corners have the same.
    flat_tint: Option<Color>,
}

impl<'a> Shade<'a> {
    fn new(corners: &[Corner; 3], texture: &'a Texture) -> Self {
        let texel = [0, 1].map(|axis| Plane::new(corners, |corner| corner.texel[axis]));
        let slope = texel[0].slope().max(texel[1].slope()) / PARTS as f64;
        let color = corners[0].color;
        let is_flat = corners.iter().all(|corner| corner.color == color);
        Self {
            sampler: texture.sampler(slope),
            texel,
            tint: [0, 1, 2, 3].map(|channel| Plane::new(corners, |corner| f64::from(corner.color[channel]))),
            flat_tint: is_flat.then_some(color),
        }
    }

    /// Paints a run of pixels that begins at (`x`, `y`).
    fn run(&self, run: &mut [Color], x: i64, y: i64) {
        let texel = |x: i64| {
            let [across, down] = self.texel.map(|plane| to_fixed(plane.at(x, y)));
            self.sampler.color(across, down)
        };
        // A cast to u8 keeps to its range.
        let tint = |x: i64| self.tint.map(|plane| (plane.at(x, y) + 0.5) as u8);
        let one_texel = self.texel.iter().all(Plane::is_flat).then(|| texel(x));
        if let (Some(tint), Some(texel)) = (self.flat_tint, one_texel) {
            return blend_run(run, tint, texel);
        }
        for (x, pixel) in (x..).zip(run) {
            let tint = self.flat_tint.unwrap_or_else(|| tint(x));
            blend(pixel, tint, one_texel.unwrap_or_else(|| texel(x)));
        }
    }
}
