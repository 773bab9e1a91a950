//! Tests of the means of testing: the rasteriser, snapshots and dropped files.

use std::sync::Arc;

use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, FontData, FontDefinitions, FontFamily, Pos2, Rect, TextureId};
use egui::{TextureOptions, TexturesDelta, pos2};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, TestRenderer as _};
use image::{Rgba, RgbaImage};

use crate::dropped::{drop_file, drop_unreadable_file};
use crate::rasterizer::Rasterizer;
use crate::snapshot::{assert_snapshot, compare};

const PAPER: Color32 = Color32::from_rgb(250, 246, 235);
const RED: Color32 = Color32::from_rgb(200, 30, 30);

/// Gives egui, which has no font of its own here, the Chinese one.
fn install_font(ctx: &egui::Context) {
    let font = FontData::from_static(include_bytes!("../../fonts/NotoSansSC-Regular.ttf"));
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert("sans".to_owned(), Arc::new(font));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["sans".to_owned()]);
    }
    ctx.set_fonts(fonts);
}

fn harness<'a>(size: [f32; 2], scale: f32, app: impl FnMut(&mut egui::Ui) + 'a) -> Harness<'a> {
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_theme(egui::Theme::Light)
        .with_context_setup(install_font)
        .renderer(Rasterizer::default())
        .build_ui(app)
}

/// A label, a frame, a button, and a square of which the left half is cut off.
fn scene(label: &str, scale: f32) -> Harness<'_> {
    harness([240.0, 160.0], scale, move |ui| {
        ui.painter().rect_filled(ui.ctx().content_rect(), 0.0, PAPER);
        ui.label(label);
        egui::Frame::group(ui.style()).show(ui, |ui| {
            let _ = ui.button("比较两个街道");
            ui.weak("最小应急单元，2021 年");
        });
        let square = Rect::from_min_max(pos2(180.0, 100.0), pos2(220.0, 140.0));
        let right = square.with_min_x(200.0);
        ui.painter().with_clip_rect(right).rect_filled(square, 0.0, RED);
        ui.painter().circle_filled(pos2(140.0, 120.0), 15.0, RED.gamma_multiply(0.5));
    })
}

fn pixel(image: &RgbaImage, x: u32, y: u32) -> Color32 {
    let Rgba([r, g, b, a]) = *image.get_pixel(x, y);
    Color32::from_rgba_premultiplied(r, g, b, a)
}

#[test]
fn paints_background_text_and_clip() {
    let mut harness = scene("友谊路街道", 1.0);
    let label = harness.get_by_label("友谊路街道").rect();
    let image = harness.render().unwrap();
    assert_eq!(image.dimensions(), (240, 160));
    assert_eq!(pixel(&image, 1, 158), PAPER);
    assert_eq!(pixel(&image, 199, 120), PAPER, "the left half is cut off");
    assert_eq!(pixel(&image, 200, 120), RED);
    assert_eq!(pixel(&image, 219, 139), RED);
    assert_eq!(pixel(&image, 220, 139), PAPER);
    // Half of RED over PAPER; half is an alpha of 128.
    assert_eq!(pixel(&image, 140, 120), Color32::from_rgb(225, 138, 132));

    let inside = |(x, y): (u32, u32)| label.contains(pos2(x as f32, y as f32));
    let ink = image.enumerate_pixels().filter(|(x, y, color)| inside((*x, *y)) && color[0] < 128);
    let ink = ink.count();
    assert!((100..600).contains(&ink), "{ink} dark pixels in a label at {label}");
}

#[test]
fn two_runs_give_identical_bytes() {
    for scale in [1.0, 1.5, 2.0] {
        let first = scene("友谊路街道", scale).render().unwrap();
        let second = scene("友谊路街道", scale).render().unwrap();
        assert!(first == second, "scale {scale}");
    }
}

#[test]
fn scene_looks_as_it_did() {
    assert_snapshot("self_test", &scene("友谊路街道", 1.0).render().unwrap());
}

#[test]
fn one_changed_character_fails_a_snapshot() {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let expected = scene("工友之家", 1.0).render().unwrap();
    let missing = compare(folder.path(), "scene", &expected).unwrap_err();
    assert!(missing.contains("Missing snapshot"), "{missing}");
    std::fs::rename(folder.path().join("scene.new.png"), folder.path().join("scene.png")).unwrap();
    compare(folder.path(), "scene", &expected).unwrap();

    let changed = scene("土友之家", 1.0).render().unwrap();
    let message = compare(folder.path(), "scene", &changed).unwrap_err();
    assert!(message.contains("UPDATE_SNAPSHOTS=1"), "{message}");
    assert!(folder.path().join("scene.new.png").exists());
    assert!(folder.path().join("scene.diff.png").exists());
}

/// A rasteriser with one texture of 2 x 1 texels: white and black.
fn with_texture(options: TextureOptions) -> Rasterizer {
    let mut delta = TexturesDelta::default();
    let white = ColorImage::filled([2, 1], Color32::WHITE);
    let black = ColorImage::filled([1, 1], Color32::BLACK);
    delta.push(TextureId::default(), ImageDelta::full(white, options));
    delta.push(TextureId::default(), ImageDelta::partial([1, 0], black, options));
    let mut rasterizer = Rasterizer::default();
    rasterizer.handle_delta(&mut delta);
    rasterizer
}

fn paint(rasterizer: &Rasterizer, size: [u32; 2], mesh: Mesh) -> RgbaImage {
    let primitive = Primitive::Mesh(mesh);
    let everything = ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive };
    rasterizer.paint(size, 1.0, &[everything]).unwrap()
}

#[test]
fn triangles_share_every_pixel_of_their_common_edges() {
    let half = Color32::from_white_alpha(128);
    // A pixel centre: level, upright and diagonal edges run through centres.
    let hub = pos2(31.5, 27.5);
    let rim: Vec<Pos2> = (0..16).map(|n| hub + 90.0 * egui::Vec2::angled(n as f32 / 16.0 * std::f32::consts::TAU)).collect();
    let mut mesh = Mesh::default();
    mesh.vertices.extend(rim.iter().chain([&hub]).map(|pos| Vertex::untextured(*pos, half)));
    for n in 0..16 {
        // Every other triangle the other way round.
        let (a, b) = if n % 2 == 0 { (n, (n + 1) % 16) } else { ((n + 1) % 16, n) };
        mesh.add_triangle(16, a, b);
    }
    let image = paint(&with_texture(TextureOptions::LINEAR), [64, 64], mesh);
    assert!(image.pixels().all(|color| *color == Rgba([128; 4])));
}

#[test]
fn a_rectangle_covers_the_pixels_of_its_two_triangles() {
    let rasterizer = with_texture(TextureOptions::LINEAR_REPEAT);
    let uv = Rect::from_min_max(pos2(-0.4, 0.0), pos2(1.7, 3.0));
    for (min, max) in [(pos2(1.5, 2.5), pos2(9.5, 7.5)), (pos2(-3.2, 1.1), pos2(14.7, 8.6))] {
        let mut rect = Mesh::default();
        rect.add_rect_with_uv(Rect::from_min_max(min, max), uv, RED);
        let mut triangles = rect.clone();
        triangles.indices = vec![0, 1, 3, 0, 3, 2];
        let rect = paint(&rasterizer, [12, 10], rect);
        let triangles = paint(&rasterizer, [12, 10], triangles);
        for (one, other) in rect.iter().zip(triangles.iter()) {
            assert!(one.abs_diff(*other) <= 1);
        }
    }
}

#[test]
fn filters_and_wraps_textures() {
    let row = |options, end: f32| {
        let mut mesh = Mesh::default();
        let rect = Rect::from_min_max(Pos2::ZERO, pos2(8.0, 1.0));
        let uv = Rect::from_min_max(Pos2::ZERO, pos2(end, 1.0));
        mesh.add_rect_with_uv(rect, uv, Color32::WHITE);
        let image = paint(&with_texture(options), [8, 1], mesh);
        image.pixels().map(|color| color[0]).collect::<Vec<_>>()
    };
    let linear = row(TextureOptions::LINEAR, 1.0);
    assert_eq!(linear, [255, 255, 223, 159, 96, 32, 0, 0]);
    let nearest = row(TextureOptions::NEAREST, 1.0);
    assert_eq!(nearest, [255, 255, 255, 255, 0, 0, 0, 0]);
    let repeated = row(TextureOptions::NEAREST_REPEAT, 2.0);
    assert_eq!(repeated, [255, 255, 0, 0, 255, 255, 0, 0]);
    let mirrored = row(TextureOptions::NEAREST_MIRRORED_REPEAT, 2.0);
    assert_eq!(mirrored, [255, 255, 0, 0, 0, 0, 255, 255]);
    let clamped = row(TextureOptions::NEAREST, 2.0);
    assert_eq!(clamped, [255, 255, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn dropped_files_reach_the_next_frame() {
    let mut seen = Vec::new();
    let mut harness = harness([100.0, 100.0], 1.0, |ui| {
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        seen.extend(dropped.iter().map(|file| (file.path().to_owned(), file.bytes())));
    });
    drop_file(&mut harness, "/资料/友谊路街道.txt", "加装电梯");
    drop_unreadable_file(&mut harness, "/资料/坏.docx", "denied");
    harness.run();
    harness.run();
    drop(harness);
    let expected = [("/资料/友谊路街道.txt".into(), Ok("加装电梯".into())), ("/资料/坏.docx".into(), Err("denied".to_owned()))];
    assert_eq!(seen, expected);
}
