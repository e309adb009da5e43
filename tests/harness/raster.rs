//! Draws egui's triangles on the processor, so that snapshots need no graphics card and come out
//! the same everywhere.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    reason = "pixels: small whole numbers, and the names that geometry gives its points"
)]

use std::collections::HashMap;
use std::ops::Range;

use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use egui::{ColorImage, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// A renderer for tests.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let changes = delta.set.drain();
        let changes = changes.flat_map(|(id, all)| all.into_iter().map(move |one| (id, one)));
        for (id, change) in changes {
            let ImageData::Color(image) = &change.image;
            match (change.pos, self.textures.get_mut(&id)) {
                (Some([x, y]), Some(texture)) => {
                    let width = texture.width();
                    for row in 0..image.height() {
                        let to = (y + row) * width + x;
                        let from = row * image.width();
                        texture.pixels[to..to + image.width()]
                            .copy_from_slice(&image.pixels[from..from + image.width()]);
                    }
                }
                _ => {
                    self.textures.insert(id, image.as_ref().clone());
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as u32, size.y.round() as u32);
        let mut image = RgbaImage::from_pixel(width, height, Rgba([0, 0, 0, 255]));
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in ctx.tessellate(output.shapes.clone(), scale)
        {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("callbacks are not drawn".to_owned());
            };
            let clip = Rect::from_min_max(clip_rect.min * scale, clip_rect.max * scale);
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or("a texture is missing")?;
            draw(&mut image, &mesh, clip, texture, scale);
        }
        Ok(image)
    }
}

fn draw(image: &mut RgbaImage, mesh: &Mesh, clip: Rect, texture: &ColorImage, scale: f32) {
    for triangle in mesh.indices.chunks_exact(3) {
        let corner = |index: usize| mesh.vertices[triangle[index] as usize];
        triangle_on(
            image,
            [corner(0), corner(1), corner(2)],
            clip,
            texture,
            scale,
        );
    }
}

fn triangle_on(
    image: &mut RgbaImage,
    corners: [Vertex; 3],
    clip: Rect,
    texture: &ColorImage,
    scale: f32,
) {
    let [a, b, c] = corners.map(|corner| corner.pos * scale);
    let area = cross(a, b, c);
    if area == 0.0 {
        return;
    }
    let edges = [(b, c), (c, a), (a, b)];
    let bounds = Rect::from_points(&[a, b, c]).intersect(clip);
    let (right, bottom) = (image.width() as f32, image.height() as f32);
    // One colour all over, as most triangles have: egui fills with one point of the texture.
    let [first, others @ ..] = &corners;
    let is_tinted_alike = others.iter().all(|other| other.color == first.color);
    let is_plain = is_tinted_alike && others.iter().all(|other| other.uv == first.uv);
    let plain = is_plain.then(|| sample(corners, [1.0, 0.0, 0.0], texture, true));
    let columns = bounds.min.x.floor().max(0.0)..bounds.max.x.ceil().clamp(0.0, right);
    if columns.is_empty() {
        return;
    }
    for y in bounds.min.y.floor().max(0.0) as u32..bounds.max.y.ceil().clamp(0.0, bottom) as u32 {
        let weights = |x: u32| {
            let point = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let weights = edges.map(|(from, to)| cross(from, to, point) / area);
            (clip.contains(point) && is_inside(weights, edges, area)).then_some(weights)
        };
        let (mut start, mut end) = row_of(edges, y as f32 + 0.5, &columns);
        while start < end && weights(start).is_none() {
            start += 1;
        }
        while start < end && weights(end - 1).is_none() {
            end -= 1;
        }
        match plain {
            Some(colour) if colour[3] >= 255.0 => fill(image, y, start..end, colour),
            _ => {
                for x in start..end {
                    let Some(weights) = weights(x) else { continue };
                    let colour =
                        plain.unwrap_or_else(|| sample(corners, weights, texture, is_tinted_alike));
                    blend(image.get_pixel_mut(x, y), colour);
                }
            }
        }
    }
}

/// Where a row goes through a triangle, and a little more on either side.
fn row_of(edges: [(Pos2, Pos2); 3], y: f32, columns: &Range<f32>) -> (u32, u32) {
    let crossed = edges.into_iter().filter_map(|(from, to)| {
        let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
        let part = (y - from.y) / (to.y - from.y);
        (top < bottom && top <= y && y <= bottom).then_some(from.x + part * (to.x - from.x))
    });
    let (left, right) = crossed.fold((f32::MAX, f32::MIN), |(left, right), x| {
        (left.min(x), right.max(x))
    });
    let start = (left - 2.0).floor().clamp(columns.start, columns.end);
    let end = (right + 2.0).ceil().clamp(columns.start, columns.end);
    (start as u32, end as u32)
}

/// Fills a part of a row with a colour that nothing shines through.
fn fill(image: &mut RgbaImage, y: u32, columns: Range<u32>, colour: [f32; 4]) {
    let pixel = colour.map(|part| part.round().clamp(0.0, 255.0) as u8);
    let at = |x: u32| (y * image.width() + x) as usize * 4;
    let place = at(columns.start)..at(columns.end.max(columns.start));
    let pixels = pixel.repeat(place.len() / 4);
    image.as_flat_samples_mut().samples[place].copy_from_slice(&pixels);
}

/// A pixel on an edge belongs to one of the two triangles that share it.
fn is_inside(weights: [f32; 3], edges: [(Pos2, Pos2); 3], area: f32) -> bool {
    weights.iter().zip(edges).all(|(weight, (from, to))| {
        let (dx, dy) = (
            (to.x - from.x) * area.signum(),
            (to.y - from.y) * area.signum(),
        );
        *weight > 0.0 || (*weight == 0.0 && (dy < 0.0 || (dy == 0.0 && dx > 0.0)))
    })
}

fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

fn sample(
    corners: [Vertex; 3],
    weights: [f32; 3],
    texture: &ColorImage,
    is_tinted_alike: bool,
) -> [f32; 4] {
    let [a, b, c] = corners;
    let [wa, wb, wc] = weights;
    let u = (a.uv.x * wa + b.uv.x * wb + c.uv.x * wc) * texture.width() as f32 - 0.5;
    let v = (a.uv.y * wa + b.uv.y * wb + c.uv.y * wc) * texture.height() as f32 - 0.5;
    let (u0, v0) = (u.floor(), v.floor());
    let (fu, fv) = (u - u0, v - v0);
    let at = |dx: f32, dy: f32| -> [u8; 4] {
        let x = (u0 + dx).clamp(0.0, texture.width() as f32 - 1.0) as usize;
        let y = (v0 + dy).clamp(0.0, texture.height() as f32 - 1.0) as usize;
        texture.pixels[y * texture.width() + x].to_array()
    };
    let [p, q, r, s] = [at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)];
    let colours = [a.color, b.color, c.color].map(|colour| colour.to_array());
    let mut mixed = [0.0; 4];
    for (part, mixed) in mixed.iter_mut().enumerate() {
        let [p, q, r, s] = [p[part], q[part], r[part], s[part]].map(f32::from);
        let texel = (p * (1.0 - fu) + q * fu) * (1.0 - fv) + (r * (1.0 - fu) + s * fu) * fv;
        let [ca, cb, cc] = colours.map(|colour| f32::from(colour[part]));
        let tint = if is_tinted_alike {
            ca
        } else {
            ca * wa + cb * wb + cc * wc
        };
        *mixed = texel / 255.0 * tint;
    }
    mixed
}

/// Colours are premultiplied, and mixed as they are stored.
fn blend(pixel: &mut Rgba<u8>, colour: [f32; 4]) {
    let alpha = colour[3] / 255.0;
    for (old, new) in pixel.0.iter_mut().zip(colour) {
        *old = (f32::from(*old) * (1.0 - alpha) + new)
            .round()
            .clamp(0.0, 255.0) as u8;
    }
}
