//! A renderer for `egui_kittest` that needs no GPU, no Mesa and no wgpu.
//!
//! It paints what `egui_glow` paints: premultiplied colours, multiplied and
//! blended in gamma space, eight bits a channel. Coverage is computed in
//! integers and attributes in well-ordered `f64`, so the same primitives give
//! the same bytes on every system. Left out: dithering, mipmaps and paint
//! callbacks (an error).

mod canvas;
mod fill;
mod texture;

use std::collections::HashMap;

use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use egui::{FullOutput, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

use canvas::Canvas;
use fill::Corner;
use texture::Texture;

/// Paints egui's output with the CPU; starts from transparent, as the
/// renderers of `egui_kittest` do.
#[derive(Default)]
pub struct Rasterizer {
    textures: HashMap<TextureId, Texture>,
    /// Freed by the last frame, but still needed to paint it.
    freed: Vec<TextureId>,
}

impl TestRenderer for Rasterizer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        for (id, images) in delta.set.drain() {
            for image in images {
                if let Some(pos) = image.pos {
                    let known = self.textures.get_mut(&id);
                    known.unwrap_or_else(|| panic!("update of unknown texture {id:?}")).update(pos, &image);
                } else {
                    self.textures.insert(id, Texture::new(&image));
                }
            }
        }
        self.freed.extend(delta.free.drain());
    }

    fn render(&mut self, ctx: &egui::Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        self.paint([size.x.round() as u32, size.y.round() as u32], scale, &primitives)
    }
}

impl Rasterizer {
    /// Paints tessellated primitives onto a transparent image of `size` pixels.
    pub fn paint(&self, size: [u32; 2], pixels_per_point: f32, primitives: &[ClippedPrimitive]) -> Result<RgbaImage, String> {
        let mut canvas = Canvas::new(size);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("paint callbacks cannot be painted without a GPU".to_owned());
            };
            canvas.set_clip(*clip_rect, pixels_per_point);
            if canvas.clip().is_empty() || mesh.indices.is_empty() {
                continue;
            }
            let id = mesh.texture_id;
            let texture = self.textures.get(&id).ok_or_else(|| format!("texture {id:?} was never set, or is freed"))?;
            paint_mesh(&mut canvas, texture, mesh, pixels_per_point);
        }
        Ok(canvas.into_image())
    }
}

fn paint_mesh(canvas: &mut Canvas, texture: &Texture, mesh: &Mesh, pixels_per_point: f32) {
    let vertex = |index: u32| &mesh.vertices[index as usize];
    let corner = |index: u32| Corner::new(vertex(index), texture, pixels_per_point);
    let mut rest = mesh.indices.as_slice();
    while rest.len() >= 3 {
        if let Some(&[a, b, c, c2, b2, d]) = rest.first_chunk()
            && (b, c) == (b2, c2)
            && is_upright_rect([a, b, c, d].map(vertex))
        {
            fill::rect(canvas, texture, &corner(a), &corner(d));
            rest = &rest[6..];
        } else {
            fill::triangle(canvas, texture, [corner(rest[0]), corner(rest[1]), corner(rest[2])]);
            rest = &rest[3..];
        }
    }
}

/// Left top, right top, left bottom and right bottom of a rectangle of one
/// colour, as `Mesh::add_rect_with_uv` makes it for glyphs and images.
fn is_upright_rect([a, b, c, d]: [&Vertex; 4]) -> bool {
    let grid = |a: egui::Pos2, b: egui::Pos2, c: egui::Pos2, d: egui::Pos2| a.y == b.y && a.x == c.x && d.x == b.x && d.y == c.y;
    [b, c, d].iter().all(|other| other.color == a.color)
        && grid(a.pos, b.pos, c.pos, d.pos)
        && grid(a.uv, b.uv, c.uv, d.uv)
        && a.pos.x <= d.pos.x
        && a.pos.y <= d.pos.y
}
