//! Pictures of users, and the textures of pictures.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use egui::{
    Color32, ColorImage, Rect, TextStyle, TextWrapMode, TextureHandle, TextureOptions, Ui,
    WidgetText,
};

use crate::service::ports::Picture;

use crate::ui::theme::{TextRole, avatar_colour};

/// Textures by the path of their picture.
pub(crate) type Textures = HashMap<PathBuf, TextureHandle>;

/// Draws a picture in a circle, or the initials of the name if there is none, in a colour that a user keeps.
pub(crate) fn face_ui(
    ui: &Ui,
    area: Rect,
    (username, name): (&str, &str),
    texture: Option<&TextureHandle>,
) {
    if let Some(texture) = texture {
        let image = egui::Image::new(texture)
            .corner_radius(area.width() / 2.0)
            .fit_to_exact_size(area.size());
        image.paint_at(ui, area);
        return;
    }
    let radius = area.width() / 2.0;
    ui.painter()
        .circle_filled(area.center(), radius, avatar_colour(username));
    let text = TextRole::initials(ui, initials(name), area.width()).color(Color32::WHITE);
    let wrap = Some(TextWrapMode::Extend);
    let galley = WidgetText::from(text).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body);
    let at = area.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, Color32::WHITE);
}

/// Returns the first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    let letters = first.into_iter().chain(words.next_back());
    letters.flat_map(char::to_uppercase).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_last_word() {
        let all = ["Ada Lovelace", "ada", "Ana María de la Cruz", ""].map(initials);
        assert_eq!(all, ["AL", "A", "AC", ""]);
    }
}
