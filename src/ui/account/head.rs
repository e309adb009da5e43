//! The head of the account: the picture, the names and the roles, and the buttons that change them.

use egui::{Align, Label, Layout, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

use crate::domain::email::Email;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::messages::Messages;
use crate::screen::account::{AccountScreen, Event, Form};

use crate::ui::draw::Draw;
use crate::ui::theme::{SMALL_GAP, TextRole, palette};
use crate::ui::widgets::chip::chips;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::picture::{face_ui, texture};
use crate::ui::widgets::rows::{dense, dense_quiet, dense_width};
use crate::ui::widgets::text::{heading_named, tooltip};

/// The diameter of the picture, in points.
const FACE: f32 = 72.0;
/// The diameter of the button on its edge, in points.
const CAMERA: f32 = 28.0;
/// The space between the picture and the names, in points.
const FACE_GAP: f32 = 20.0;
/// The height of the row of roles, in points.
const ROLES: f32 = 24.0;
/// The least width of the names beside the buttons, in points.
const NAMES_MIN: f32 = 220.0;
/// The least width of the roles beside the names, in points.
const ROLES_MIN: f32 = 96.0;

pub(crate) fn head_ui(
    ui: &mut Ui,
    screen: &AccountScreen,
    user: &User,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let labels = ["account-activity", "account-profile-change"].map(|name| messages.get(name));
    let buttons = dense_width(ui, labels.iter().map(AsRef::as_ref));
    let gap = ui.spacing().item_spacing.x;
    let beside = ui.available_width() - FACE - FACE_GAP - buttons - gap;
    let is_beside = beside >= NAMES_MIN;
    let buttons_ui = |ui: &mut Ui| {
        let activity = dense_quiet(ui, &labels[0]).clicked();
        let profile = dense(ui, &labels[1]).clicked();
        let profile = profile.then_some(Form::Details);
        activity.then_some(Form::Activity).or(profile)
    };
    let row = ui.horizontal(|ui| {
        let picture = picture_ui(ui, screen, user, draw);
        ui.add_space(FACE_GAP - gap);
        let room = if is_beside {
            beside
        } else {
            ui.available_width()
        };
        let layout = Layout::top_down(Align::Min);
        ui.allocate_ui_with_layout(vec2(room, FACE), layout, |ui| {
            ui.set_width(room);
            names_ui(ui, user, messages);
        });
        let form = is_beside.then(|| buttons_ui(ui)).flatten();
        picture.or(form)
    });
    let form = if is_beside {
        row.inner
    } else {
        ui.add_space(SMALL_GAP);
        ui.horizontal_wrapped(buttons_ui).inner.or(row.inner)
    };
    form.map(Event::Open)
}

/// Draws the picture, and on its edge the button that changes it.
fn picture_ui(
    ui: &mut Ui,
    screen: &AccountScreen,
    user: &User,
    draw: &mut Draw<'_>,
) -> Option<Form> {
    let name = user.display_name();
    let (face, response) = ui.allocate_exact_size(Vec2::splat(FACE), Sense::hover());
    let path = user.picture.as_ref();
    let shown = path.and_then(|path| Some((path, screen.pictures.get(path)?)));
    let textures = &mut draw.cache.textures;
    let texture = shown.and_then(|(path, picture)| texture(ui, picture, path, textures));
    face_ui(ui, face, (user.username.as_str(), &name), texture.as_ref());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
    let palette = palette(ui.visuals());
    let at = face.right_bottom() - Vec2::splat(10.0);
    let area = Rect::from_center_size(at, Vec2::splat(CAMERA));
    let button = ui.interact(area, response.id.with("camera"), Sense::click());
    let fill = if button.hovered() {
        palette.hovered
    } else {
        palette.raised
    };
    let radius = CAMERA / 2.0;
    let edge = Stroke::new(1.0, palette.border);
    ui.painter().circle(at, radius, fill, edge);
    paint(ui, at, ("camera", IconStyle::Outlined), 18.0, palette.text);
    let label = draw.messages.get("picture-heading");
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label.as_ref()));
    ring(ui, &button);
    tooltip(button, &label).clicked().then_some(Form::Picture)
}

/// Draws the name as the heading of the page, the username with the e-mail address, and the roles.
fn names_ui(ui: &mut Ui, user: &User, messages: &Messages) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let used = TextRole::Title.line_height() + 4.0 + ROLES;
    ui.add_space(((FACE - used) / 2.0 - 4.0).max(0.0));
    let heading = messages.get("account-heading");
    heading_named(ui, &user.display_name(), &heading);
    let colour = palette(ui.visuals()).weak;
    let email = user.email.as_ref().map(Email::as_str);
    let none = messages.get("account-no-email");
    let names = format!("{} · {}", user.username.as_str(), email.unwrap_or(&none));
    let names = TextRole::Table.text(ui, names).color(colour);
    let roles: Vec<_> = user
        .roles
        .iter()
        .map(Role::as_str)
        .map(str::to_owned)
        .collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = ROLES;
        ui.add(Label::new(names).selectable(true));
        if roles.is_empty() {
            return;
        }
        if ui.available_size_before_wrap().x < ROLES_MIN {
            ui.end_row();
        }
        let size = vec2(ui.available_size_before_wrap().x, ROLES);
        let (area, response) = ui.allocate_exact_size(size, Sense::hover());
        chips(ui, &roles, area);
        let text = roles.join(", ");
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &text));
    });
}
