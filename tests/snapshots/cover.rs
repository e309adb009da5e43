//! The picture at the top of the README: the users behind the sign-in screen, at twice its size.

use egui::load::SizedTexture;
use egui::{
    Color32, ColorImage, CornerRadius, Image, Rect, Shadow, Stroke, StrokeKind, TextureHandle,
    TextureOptions, Theme, Vec2, pos2, vec2,
};
use egui_authenticator::domain::language::Language;
use egui_kittest::Harness;
use image::RgbaImage;

use crate::alone::alone_on;
use crate::raster::Raster;
use crate::scene::find;
use crate::window::Look;

/// The size of the picture, in points.
const SIZE: Vec2 = vec2(1_280.0, 720.0);
/// The pixels in a point.
const SCALE: f32 = 2.0;
/// The pixels in a point of the scene: egui's textures are at most 2 048 wide.
const SCENE_SCALE: f32 = 1.5;
/// The size of the scene, which is cut at the bottom, where its links are.
const SCENE: Vec2 = vec2(1_280.0, 800.0);
/// The corners of the windows, in points.
const ROUNDING: u8 = 12;

/// A window in the picture.
struct Window {
    state: &'static str,
    /// The size that it believes to have, in points.
    size: Vec2,
    /// Where it is in the picture.
    area: Rect,
}

const USERS: Window = Window {
    state: "Users: a shop",
    size: vec2(1_180.0, 738.0),
    area: Rect {
        min: pos2(352.0, 56.0),
        max: pos2(1_216.0, 596.4),
    },
};
const SIGN_IN: Window = Window {
    state: "Sign in",
    size: vec2(880.0, 550.0),
    area: Rect {
        min: pos2(64.0, 300.0),
        max: pos2(624.0, 650.0),
    },
};

/// Draws the picture with the users in this theme, and the sign-in screen in the other.
pub fn picture(theme: Theme) -> Result<RgbaImage, String> {
    let other = match theme {
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Light,
    };
    let scene = shot("Sign in", theme, SCENE, SCENE_SCALE)?;
    let windows = [(USERS, theme), (SIGN_IN, other)];
    let windows = windows.into_iter().map(|(window, theme)| {
        let scale = SCALE * window.area.width() / window.size.x;
        Ok((
            window.area,
            theme,
            shot(window.state, theme, window.size, scale)?,
        ))
    });
    let windows: Vec<_> = windows.collect::<Result<_, String>>()?;
    let mut textures = Vec::new();
    let mut picture = Harness::builder()
        .with_size(SIZE)
        .with_pixels_per_point(SCALE)
        .renderer(Raster::default())
        .build_ui(move |ui| {
            if textures.is_empty() {
                let pictures = windows.iter().map(|(.., picture)| picture);
                textures.extend(pictures.chain([&scene]).map(|picture| texture(ui, picture)));
            }
            let areas = windows.iter().map(|(area, theme, _)| (*area, *theme));
            let [users, sign_in, scene] = textures.as_slice() else {
                return;
            };
            paint(ui, scene, Rect::from_min_size(pos2(0.0, 0.0), SCENE), 0);
            for ((area, theme), texture) in areas.zip([users, sign_in]) {
                window(ui, area, theme, texture);
            }
        });
    picture.run_steps(2);
    picture.render()
}

fn shot(state: &str, theme: Theme, size: Vec2, scale: f32) -> Result<RgbaImage, String> {
    let screen = Harness::builder().with_size(size).with_theme(theme);
    let screen = screen.with_pixels_per_point(scale);
    alone_on(screen, find(state)?, Language::English, Look::Ours)?.render()
}

fn window(ui: &egui::Ui, area: Rect, theme: Theme, texture: &TextureHandle) {
    let (alpha, edge) = match theme {
        Theme::Light => (60, Color32::from_black_alpha(50)),
        Theme::Dark => (110, Color32::from_white_alpha(40)),
    };
    let shadow = Shadow {
        offset: [0, 18],
        blur: 64,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    };
    ui.painter().add(shadow.as_shape(area, ROUNDING));
    paint(ui, texture, area, ROUNDING);
    let stroke = Stroke::new(1.0, edge);
    ui.painter()
        .rect_stroke(area, ROUNDING, stroke, StrokeKind::Outside);
}

fn paint(ui: &egui::Ui, texture: &TextureHandle, area: Rect, rounding: u8) {
    Image::from_texture(SizedTexture::from(texture))
        .corner_radius(CornerRadius::same(rounding))
        .paint_at(ui, area);
}

fn texture(ui: &egui::Ui, picture: &RgbaImage) -> TextureHandle {
    let size = [picture.width() as usize, picture.height() as usize];
    let pixels = ColorImage::from_rgba_unmultiplied(size, picture);
    ui.ctx()
        .load_texture("a picture", pixels, TextureOptions::LINEAR)
}
