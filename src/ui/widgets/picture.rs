//! Pictures of users, and the textures of pictures.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use egui::{
    Align2, ColorImage, FontId, Rect, Sense, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo,
};

use crate::service::ports::Picture;

use crate::ui::theme::palette;

/// The diameter of a picture, in points.
pub(crate) const FACE: f32 = 48.0;

/// Textures by the path of their picture.
pub(crate) type Textures = HashMap<PathBuf, TextureHandle>;

/// Draws the picture of a user. Screen readers read the name.
pub(crate) fn picture_ui(
    ui: &mut Ui,
    picture: &Picture,
    path: &Path,
    name: &str,
    textures: &mut Textures,
) {
    let texture = texture(ui, picture, path, textures);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(FACE), Sense::hover());
    face_ui(ui, rect, name, texture.as_ref());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, name));
}

/// Draws a picture in a circle, or the initials of the name if there is none.
pub(crate) fn face_ui(ui: &Ui, area: Rect, name: &str, texture: Option<&TextureHandle>) {
    let palette = palette(ui.visuals());
    let radius = area.width() / 2.0;
    if let Some(texture) = texture {
        let image = egui::Image::new(texture)
            .corner_radius(egui::CornerRadius::same(24))
            .fit_to_exact_size(area.size());
        image.paint_at(ui, area);
        return;
    }
    ui.painter()
        .circle_filled(area.center(), radius, palette.accent);
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    ui.painter().text(
        area.center(),
        Align2::CENTER_CENTER,
        initials,
        FontId::proportional(20.0),
        palette.on_accent,
    );
}

/// Returns the texture of a picture, which is uploaded at the first call. Returns `None` if the picture is malformed.
pub(crate) fn texture(
    ui: &Ui,
    picture: &Picture,
    path: &Path,
    textures: &mut Textures,
) -> Option<TextureHandle> {
    if let Some(texture) = textures.get(path) {
        return Some(texture.clone());
    }
    let height = picture.pixels.len() / 4 / picture.width.max(1);
    if picture.width * height * 4 != picture.pixels.len() {
        return None;
    }
    let image = ColorImage::from_rgba_unmultiplied([picture.width, height], &picture.pixels);
    let name = path.display().to_string();
    let texture = ui.ctx().load_texture(name, image, TextureOptions::LINEAR);
    textures.insert(path.to_owned(), texture.clone());
    Some(texture)
}
