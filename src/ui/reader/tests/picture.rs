//! A picture of the reader, for the eye: `READER_PICTURE=/tmp/reader.png cargo test --lib ui::reader::tests::picture`.

use std::sync::Arc;

use egui::epaint::{ColorImage, Mesh, Primitive, Vertex};
use egui::{Color32, Rect, pos2, vec2};

use super::fixture::{Window, document, highlight};
use crate::structure::ParagraphRole;
use crate::text::Span;
use crate::ui::reader::{Align, Strength};

const SEED: &str = include_str!("../../../../seeds/wusong-2021-plan.txt");

fn role(k: usize, line: &str) -> ParagraphRole {
    match line.chars().count() {
        _ if k == 0 => ParagraphRole::Title,
        0..30 if line.starts_with(|c| "一二三四五六".contains(c)) => ParagraphRole::Heading(1),
        0..40 if line.starts_with('（') => ParagraphRole::Heading(2),
        _ => ParagraphRole::Body,
    }
}

#[test]
fn a_page_of_a_seed_can_be_painted() {
    let mut lines: Vec<(ParagraphRole, &str)> =
        SEED.lines().filter(|l| !l.trim().is_empty()).enumerate().map(|(k, l)| (role(k, l.trim()), l.trim())).collect();
    lines.push((ParagraphRole::Body, "数字城管[^1]与“一网统管”——WiFi覆盖率100%……（“两新”：《办法》）。"));
    lines.push((ParagraphRole::Shell, "吴淞街道办事处"));
    lines.push((ParagraphRole::Footnote, "[^1]: 脚注的文字比正文小一些，前面是它的号码，长的脚注也要分成两行，看看第二行怎么样。"));
    let mut doc = document(&lines);
    let text = doc.text.clone();
    if let Some(body) = text.find("一是")
        && let Some(paragraph) =
            Arc::make_mut(&mut doc).paragraphs.iter_mut().find(|p| p.span.contains_offset(crate::text::ByteOffset(body)))
    {
        let end = body + text[body..].find('。').unwrap();
        paragraph.strong.push(Span::new(body, end));
    }
    let mut window = Window::new(doc);
    let mut marks = vec![
        highlight(&text, "社区", 1, Strength::Quiet),
        highlight(&text, "党建", 2, Strength::Strong),
        highlight(&text, "数字城管[^1]与“一网统管”", 3, Strength::Quiet),
        highlight(&text, "一网统管”——", 4, Strength::Quiet),
    ];
    for (k, (at, found)) in text.match_indices("建设").enumerate() {
        let strength = [Strength::Quiet, Strength::Strong, Strength::Current][k % 3];
        let mut mark = highlight(&text, "建设", 5, strength);
        mark.span = Span::new(at, at + found.len());
        mark.doubtful = k % 2 == 1;
        marks.push(mark);
    }
    marks.sort_by_key(|h| h.span.start);
    window.highlights = marks;
    window.find = text.match_indices("工作").map(|(at, f)| Span::new(at, at + f.len())).collect();
    window.size = vec2(370.0, 900.0);
    let half = text.len() / 2 / 3 * 3;
    window.state.select(Span::new(text.find("为").unwrap(), text.find("为").unwrap() + 90));
    for (name, at) in [("top", 0), ("middle", crate::ui::reader::selection::floor_char(&text, half)), ("end", text.len())] {
        window.state.jump_to(Span::new(at, at), Align::Top);
        window.frame(Vec::new());
        let image = picture(&mut window, 2.0);
        assert!(image.pixels.iter().filter(|p| p.r() < 100).count() > 5000);
        if let Ok(path) = std::env::var("READER_PICTURE") {
            save(&image, &path.replace(".png", &format!("-{name}.png")));
        }
    }
}

pub(super) fn save(image: &ColorImage, path: &str) {
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|p| [p.r(), p.g(), p.b()]).collect();
    let size = image.size.map(|s| u32::try_from(s).unwrap());
    image::RgbImage::from_raw(size[0], size[1], bytes).unwrap().save(path).unwrap();
}

/// Rasterises the window's last frame on white.
pub(super) fn picture(window: &mut Window, scale: f32) -> ColorImage {
    window.context.set_pixels_per_point(scale);
    window.frame(Vec::new());
    window.frame(Vec::new());
    let atlas = window.context.fonts(|fonts| ColorImage::clone(&fonts.image()));
    let clipped = window.context.tessellate(window.full.shapes.clone(), scale);
    let pixels = window.size * scale;
    let mut image = ColorImage::filled([pixels.x as usize, pixels.y as usize], Color32::WHITE);
    for primitive in clipped {
        if let Primitive::Mesh(mesh) = primitive.primitive {
            paint(&mut image, &atlas, &mesh, primitive.clip_rect, scale);
        }
    }
    image
}

fn paint(image: &mut ColorImage, atlas: &ColorImage, mesh: &Mesh, clip: Rect, scale: f32) {
    let clip = (clip * scale).intersect(Rect::from_min_size(pos2(0.0, 0.0), vec2(image.size[0] as f32, image.size[1] as f32)));
    for triangle in mesh.indices.chunks_exact(3) {
        let [a, b, c] = [0, 1, 2].map(|k| mesh.vertices[triangle[k] as usize]);
        let [pa, pb, pc] = [a, b, c].map(|v: Vertex| v.pos * scale);
        let area = (pb - pa).x * (pc - pa).y - (pb - pa).y * (pc - pa).x;
        if area == 0.0 {
            continue;
        }
        let around = Rect::from_points(&[pa, pb, pc]).intersect(clip);
        for y in around.top().floor().max(0.0) as usize..(around.bottom().ceil().max(0.0) as usize).min(image.size[1]) {
            for x in around.left().floor().max(0.0) as usize..(around.right().ceil().max(0.0) as usize).min(image.size[0]) {
                let p = pos2(x as f32 + 0.5, y as f32 + 0.5);
                let u = ((pb - p).x * (pc - p).y - (pb - p).y * (pc - p).x) / area;
                let v = ((pc - p).x * (pa - p).y - (pc - p).y * (pa - p).x) / area;
                let w = 1.0 - u - v;
                if u < 0.0 || v < 0.0 || w <= 0.0 || !clip.contains(p) {
                    continue;
                }
                let mix = |f: fn(Vertex) -> f32| f(a) * u + f(b) * v + f(c) * w;
                let (tu, tv) = (mix(|v| v.uv.x) * atlas.size[0] as f32, mix(|v| v.uv.y) * atlas.size[1] as f32);
                let texel = atlas.pixels[(tv as usize).min(atlas.size[1] - 1) * atlas.size[0] + (tu as usize).min(atlas.size[0] - 1)];
                let channels =
                    [mix(|v| v.color.r().into()), mix(|v| v.color.g().into()), mix(|v| v.color.b().into()), mix(|v| v.color.a().into())];
                let texels = texel.to_array();
                let source: [f32; 4] = std::array::from_fn(|k| channels[k] * f32::from(texels[k]) / 255.0);
                let below = &mut image.pixels[y * image.size[0] + x];
                let old = below.to_array();
                let over = |k: usize| (source[k] + f32::from(old[k]) * (1.0 - source[3] / 255.0)).clamp(0.0, 255.0) as u8;
                *below = Color32::from_rgb(over(0), over(1), over(2));
            }
        }
    }
}
