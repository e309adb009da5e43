//! The tiles of users on the sign-in form, and the logo above them.

use egui::{
    Color32, Event, Id, Rect, Response, Sense, Stroke, StrokeKind, TextureHandle, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::screen::form::field::Field;
use crate::screen::sign_in::LoginScreen;
use crate::service::sign_in::tiles::Tile;

use crate::ui::draw::Draw;
use crate::ui::theme::{BOX_RADIUS, SMALL_GAP, palette};
use crate::ui::widgets::button::link;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::picture::{face_ui, texture};
use crate::ui::widgets::text::weak;
use crate::ui::widgets::virtual_list::centred_cell;

/// The least width of a tile, in points.
const TILE: f32 = 104.0;
/// The height of a tile, in points.
const TILE_HEIGHT: f32 = 116.0;
/// The diameter of a picture on a tile, in points.
const FACE: f32 = 64.0;

/// Draws the tiles that match the typed text. Returns the username of the one that was clicked, or an empty one to show
/// all tiles again.
pub(crate) fn tiles_ui(
    ui: &mut Ui,
    screen: &mut LoginScreen,
    is_enabled: bool,
    draw: &mut Draw<'_>,
) -> Option<String> {
    let messages = draw.messages;
    if let Some(typed) = ui.data_mut(|data| data.remove_temp::<String>(typed_on_tile())) {
        ui.input_mut(|input| input.events.insert(0, Event::Text(typed)));
    }
    let tiles: Vec<&Tile> = screen.shown_tiles().collect();
    if screen.opened.tiles.is_empty() {
        return None;
    }
    let (mut chosen, mut is_focused) = (None, false);
    let gap = ui.spacing().item_spacing.x;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few tiles beside each other"
    )]
    let columns = (((ui.available_width() + gap) / (TILE + gap)).floor() as usize).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a few tiles beside each other")]
    let width = (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
    for row in tiles.chunks(columns) {
        ui.horizontal(|ui| {
            for tile in row {
                let is_chosen = screen.login == tile.username;
                let picture = tile.picture.as_deref();
                let texture = picture.and_then(|path| {
                    texture(
                        ui,
                        screen.pictures.get(path)?,
                        path,
                        &mut draw.cache.textures,
                    )
                });
                let response = tile_ui(
                    ui,
                    tile,
                    vec2(width, TILE_HEIGHT),
                    texture.as_ref(),
                    is_chosen,
                );
                is_focused |= response.has_focus();
                if response.clicked() && is_enabled {
                    chosen = Some(tile.username.clone());
                }
            }
        });
    }
    let is_filtered = !screen.login.trim().is_empty();
    if is_filtered && link(ui, &messages.get("tiles-all"), is_enabled).clicked() {
        chosen = Some(String::new());
    }
    let left = screen.opened.tiles.len().saturating_sub(tiles.len());
    if tiles.is_empty() {
        weak(ui, &messages.get("search-none"));
    } else if left > 0 && !is_filtered {
        weak(ui, &messages.with("tiles-more", &[("count", left.into())]));
    }
    ui.add_space(SMALL_GAP);
    if is_focused && is_enabled {
        type_into_field(ui, screen);
    }
    chosen
}

fn typed_on_tile() -> Id {
    Id::unique("what was typed on a tile")
}

/// Has what is typed while a tile has the focus go to the field for the username.
fn type_into_field(ui: &Ui, screen: &mut LoginScreen) {
    let typed: String = ui.input(|input| {
        let text = |event: &Event| match event {
            // The space bar presses the tile.
            Event::Text(text) if text != " " => Some(text.clone()),
            _ => None,
        };
        input.events.iter().filter_map(text).collect()
    });
    if !typed.is_empty() {
        // The field has the focus in the next frame.
        ui.data_mut(|data| data.insert_temp(typed_on_tile(), typed));
        ui.ctx().request_repaint();
        screen.focus = Some(Field::Login);
    }
}

fn tile_ui(
    ui: &mut Ui,
    tile: &Tile,
    size: Vec2,
    texture: Option<&TextureHandle>,
    is_chosen: bool,
) -> Response {
    let palette = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let (fill, edge) = match (is_chosen, response.hovered()) {
        (true, _) => (palette.tint, palette.accent_text),
        (false, true) => (palette.hovered, Color32::TRANSPARENT),
        (false, false) => (palette.raised, Color32::TRANSPARENT),
    };
    let painter = ui.painter();
    let edge = Stroke::new(1.5, edge);
    painter.rect(rect, BOX_RADIUS, fill, edge, StrokeKind::Inside);
    let at = pos2(rect.center().x, rect.top() + 10.0 + FACE / 2.0);
    let face = Rect::from_center_size(at, Vec2::splat(FACE));
    face_ui(ui, face, (&tile.username, &tile.name), texture);
    let name = Rect::from_min_max(pos2(rect.left(), face.bottom() + 4.0), rect.max);
    centred_cell(ui, &tile.name, name.shrink2(vec2(6.0, 0.0)));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_chosen, &tile.name));
    ring(ui, &response);
    response
}

/// Draws the logo of the file. Returns `false` while there is none.
pub(crate) fn logo_picture_ui(ui: &mut Ui, screen: &LoginScreen, draw: &mut Draw<'_>) -> bool {
    let Some(path) = &screen.opened.settings.logo else {
        return false;
    };
    let Some(picture) = screen.pictures.get(path) else {
        return false;
    };
    let Some(texture) = texture(ui, picture, path, &mut draw.cache.textures) else {
        return false;
    };
    let image = egui::Image::new(&texture)
        .max_size(Vec2::splat(96.0))
        .alt_text(draw.messages.get("logo-picture"));
    ui.add(image);
    true
}
