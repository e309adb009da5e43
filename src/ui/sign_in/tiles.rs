//! "Who is it?": the tiles of users before the sign-in form, and the logo above them.

use egui::{
    Id, Rect, Response, Role, Sense, Stroke, TextureHandle, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::domain::customization::{Customization, StandardField};
use crate::messages::Messages;
use crate::screen::form::field::Field;
use crate::screen::sign_in::{Event, LoginScreen};
use crate::service::sign_in::tiles::Tile;

use crate::ui::draw::Draw;
use crate::ui::theme::{BOX_RADIUS, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::{link, primary};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::picture::{face_ui, texture};
use crate::ui::widgets::text::{announce, small, weak};
use crate::ui::widgets::virtual_list::centred_cell;

/// The least width of a tile, in points.
const TILE: f32 = 104.0;
/// The height of a tile, in points.
const TILE_HEIGHT: f32 = 132.0;
/// The space between the top of a tile and its picture, in points.
const ABOVE_FACE: f32 = 20.0;
/// The diameter of a picture on a tile, in points.
const FACE: f32 = 64.0;
/// The greatest size of the logo of the file, in points: as high as that of the program.
const LOGO: Vec2 = vec2(120.0, 48.0);
/// The width of the card with the tiles, in points.
pub(crate) const PICK_WIDTH: f32 = 606.0;

/// Draws the question who signs in: a tile for each user, and a field that finds others.
pub(crate) fn pick_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    // The field has the focus in the frame after the one in which it asks for it.
    if screen.focus.is_none()
        && let Some(typed) = take_typed(ui)
    {
        ui.input_mut(|input| input.events.insert(0, egui::Event::Text(typed)));
    }
    let has_field = screen.has_tile_search();
    if screen.focus.is_some() {
        ui.ctx().request_repaint();
    }
    let found = optional(ui, |ui| {
        let found = has_field.then(|| field_ui(ui, screen, draw)).flatten();
        if !has_field {
            // Without a field, typing is what asks for one.
            screen.focus = None;
        }
        found
    });
    let (chosen, is_free) = grid_ui(ui, screen, !has_field, draw);
    let is_filtered = !screen.login.trim().is_empty();
    let all = is_filtered && link(ui, &messages.get("tiles-all"), true).clicked();
    let all = all.then(|| Event::Choose(String::new()));
    let shown = screen.shown_tiles().count();
    let left = screen.opened.tiles.len().saturating_sub(shown);
    if shown == 0 {
        // Tiles are not found by their addresses, which sign in as well.
        if !screen.login.contains('@') {
            let response = weak(ui, &messages.get("search-none"));
            announce(ui, &response);
        }
    } else if left > 0 && !is_filtered {
        weak(ui, &messages.with("tiles-more", &[("count", left.into())]));
    } else if !has_field {
        small(ui, &messages.get("tiles-intro"));
    }
    if is_free {
        type_into_field(ui, screen);
    }
    found.or(chosen).or(all)
}

/// Returns the name of the label of the field for the name of the user.
pub(crate) fn login_label(rules: &Customization) -> &'static str {
    if rules.asks(StandardField::Username) {
        "sign-in-field"
    } else {
        "field-email"
    }
}

/// Draws the field that finds tiles.
fn field_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let mut form = Form {
        errors: &mut screen.errors,
        focus: screen.focus.take(),
        is_enabled: true,
    };
    let label = login_label(&screen.rules);
    let field = form.text(ui, (Field::Login, label), &mut screen.login, draw);
    ui.add_space(SMALL_GAP);
    let go = primary(ui, &draw.messages.get("button-continue"), true).clicked();
    ui.add_space(SMALL_GAP);
    (field.entered || go).then_some(Event::Find)
}

/// Draws the tiles, and at the end one to type a name if `has_typing`. Returns what was chosen, and whether what is typed
/// goes to no other widget.
fn grid_ui(
    ui: &mut Ui,
    screen: &LoginScreen,
    has_typing: bool,
    draw: &mut Draw<'_>,
) -> (Option<Event>, bool) {
    let gap = ui.spacing().item_spacing.x;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few tiles beside each other"
    )]
    let columns = (((ui.available_width() + gap) / (TILE + gap)).floor() as usize).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a few tiles beside each other")]
    let width = (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
    let size = vec2(width, TILE_HEIGHT);
    let tiles = screen.shown_tiles().map(Some);
    let tiles: Vec<_> = tiles.chain(has_typing.then_some(None)).collect();
    let (mut chosen, mut is_focused) = (None, false);
    for row in tiles.chunks(columns) {
        ui.horizontal(|ui| {
            for tile in row {
                let (response, event) = match tile {
                    Some(tile) => {
                        let texture = picture_of(ui, screen, tile, draw);
                        let response = tile_ui(ui, tile, size, texture.as_ref());
                        (response, Event::Choose(tile.username.clone()))
                    }
                    None => (typing_ui(ui, size, draw.messages), Event::TypeName),
                };
                is_focused |= response.has_focus();
                if response.clicked() {
                    chosen = Some(event);
                }
            }
        });
    }
    let is_free = is_focused || ui.memory(egui::Memory::focused).is_none();
    (chosen, is_free)
}

fn picture_of(
    ui: &Ui,
    screen: &LoginScreen,
    tile: &Tile,
    draw: &mut Draw<'_>,
) -> Option<TextureHandle> {
    let path = tile.picture.as_deref()?;
    let picture = screen.pictures.get(path)?;
    texture(ui, picture, path, &mut draw.cache.textures)
}

fn typed_on_tile() -> Id {
    Id::unique("what was typed on a tile")
}

/// Takes what was typed on a tile just before. What has waited longer is not for this field, and is forgotten.
pub(crate) fn take_typed(ui: &Ui) -> Option<String> {
    let pass = ui.ctx().cumulative_pass_nr();
    let typed = ui.data_mut(|data| data.remove_temp::<(u64, String)>(typed_on_tile()));
    let typed = typed.filter(|(at, _)| at + 3 >= pass);
    typed.map(|(_, typed)| typed)
}

/// Has what is typed while no field has the focus go to the field that finds tiles.
fn type_into_field(ui: &Ui, screen: &mut LoginScreen) {
    let typed: String = ui.input(|input| {
        let text = |event: &egui::Event| match event {
            // The space bar presses the tile.
            egui::Event::Text(text) if text != " " => Some(text.clone()),
            _ => None,
        };
        input.events.iter().filter_map(text).collect()
    });
    if !typed.is_empty() {
        let pass = ui.ctx().cumulative_pass_nr();
        ui.data_mut(|data| {
            let before: Option<(u64, String)> = data.get_temp(typed_on_tile());
            let before = before.map(|(_, before)| before).unwrap_or_default();
            data.insert_temp(typed_on_tile(), (pass, before + &typed));
        });
        ui.ctx().request_repaint();
        screen.type_name();
    }
}

fn tile_ui(ui: &mut Ui, tile: &Tile, size: Vec2, texture: Option<&TextureHandle>) -> Response {
    frame_ui(ui, size, &tile.name, |ui, face| {
        face_ui(ui, face, (&tile.username, &tile.name), texture);
    })
}

/// Draws the tile for typing a name.
fn typing_ui(ui: &mut Ui, size: Vec2, messages: &Messages) -> Response {
    frame_ui(ui, size, &messages.get("tiles-type"), |ui, face| {
        let colours = palette(ui.visuals());
        let edge = Stroke::new(1.0, colours.border);
        ui.painter()
            .circle_stroke(face.center(), FACE / 2.0 - 0.5, edge);
        let icon = ("keyboard", IconStyle::Outlined);
        paint(ui, face.center(), icon, 24.0, colours.weak);
    })
}

/// Draws a tile with a name under what `paint` draws.
fn frame_ui(ui: &mut Ui, size: Vec2, name: &str, paint: impl FnOnce(&Ui, Rect)) -> Response {
    let palette = palette(ui.visuals());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, BOX_RADIUS, palette.hovered);
    }
    let at = pos2(rect.center().x, rect.top() + ABOVE_FACE + FACE / 2.0);
    let face = Rect::from_center_size(at, Vec2::splat(FACE));
    paint(ui, face);
    let label = Rect::from_min_max(pos2(rect.left(), face.bottom() + 8.0), rect.max);
    let label = label.with_max_y(label.top() + TextRole::Label.line_height());
    centred_cell(ui, name, label.shrink2(vec2(6.0, 0.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
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
        .max_size(LOGO)
        .alt_text(draw.messages.get("logo-picture"));
    ui.add(image);
    true
}
