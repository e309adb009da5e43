//! The menu of the signed-in user: the one place for the account, the lock, other users, the theme and the sign-out.

use egui::{Button, Rect, Ui, Vec2, pos2, vec2};

use crate::domain::appearance::ThemeChoice;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::messages::Messages;
use crate::screen::app::{AppScreen, Event};

use crate::ui::theme::{CONTROL_HEIGHT, palette};
use crate::ui::widgets::button::{action, clicked, quiet};
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::menu::menu_under;
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The width of the menu, in points.
const WIDTH: f32 = 240.0;
/// The height of the button with the name, in points.
const HEIGHT: f32 = 52.0;
/// The diameter of the picture in that button, and without the name, in points.
const FACE: [f32; 2] = [36.0, 32.0];

/// An icon, the name of its label, and the event.
type Action = (&'static str, &'static str, Event);

/// Draws a button with the name and the roles of the user, over the whole width, and the menu that it opens.
pub(crate) fn account_menu_ui(
    ui: &mut Ui,
    screen: &AppScreen,
    messages: &Messages,
) -> Option<Event> {
    let user = screen.session_view.session.user();
    let size = vec2(ui.available_width(), HEIGHT);
    let button = Button::new("").min_size(size);
    quiet(ui);
    let label = label(messages, user);
    let (area, chosen) = menu_under(ui, button, &label, WIDTH, |ui| entries_ui(ui, messages));
    who_ui(ui, user, area.shrink2(vec2(8.0, 4.0)));
    chosen
}

/// Draws a button with the picture of the user, for a narrow window, and the menu that it opens.
pub(crate) fn account_button_ui(
    ui: &mut Ui,
    screen: &AppScreen,
    messages: &Messages,
) -> Option<Event> {
    let user = screen.session_view.session.user();
    let button = Button::new("").min_size(Vec2::splat(CONTROL_HEIGHT));
    let label = label(messages, user);
    let (area, chosen) = menu_under(ui, button, &label, WIDTH, |ui| entries_ui(ui, messages));
    let face = Rect::from_center_size(area.center(), Vec2::splat(FACE[1]));
    face_ui(
        ui,
        face,
        (user.username.as_str(), &user.display_name()),
        None,
    );
    chosen
}

/// Returns what a screen reader reads of the button.
fn label(messages: &Messages, user: &User) -> String {
    let who = who(messages, user);
    messages.with("app-account-menu", &[("user", who.into())])
}

fn entries_ui(ui: &mut Ui, messages: &Messages) -> Option<Event> {
    let entry = |ui: &mut Ui, (icon, name, _): &Action| action(ui, Some(icon), &messages.get(name));
    let own = clicked([ACCOUNT, SWITCH, LOCK, theme(ui)], |each| entry(ui, each));
    ui.separator();
    let leave = clicked([SIGN_OUT], |each| entry(ui, each));
    own.or(leave).map(|(_, _, event)| event)
}

const LOCK: Action = ("lock", "lock-button", Event::Lock);
const SWITCH: Action = ("switch_account", "lock-switch", Event::Switch);
const ACCOUNT: Action = ("manage_accounts", "account-heading", Event::Account);
const SIGN_OUT: Action = ("logout", "app-sign-out", Event::SignOut);

/// Returns the action that changes from light to dark or back.
fn theme(ui: &Ui) -> Action {
    if ui.visuals().dark_mode {
        (
            "light_mode",
            "theme-light",
            Event::Theme(ThemeChoice::Light),
        )
    } else {
        ("dark_mode", "theme-dark", Event::Theme(ThemeChoice::Dark))
    }
}

/// Draws the picture, the name and the roles of a user.
fn who_ui(ui: &Ui, user: &User, area: Rect) {
    let name = user.display_name();
    let face = Rect::from_min_size(
        pos2(area.left(), area.center().y - FACE[0] / 2.0),
        Vec2::splat(FACE[0]),
    );
    face_ui(ui, face, (user.username.as_str(), &name), None);
    let texts = area.with_min_x(face.right() + 10.0).shrink2(vec2(0.0, 4.0));
    let texts = texts.with_max_x(area.right() - 20.0);
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    if roles.is_empty() {
        cell(ui, &name, texts, CellStyle::Strong);
    } else {
        let (above, below) = texts.split_top_bottom_at_fraction(0.5);
        cell(ui, &name, above, CellStyle::Strong);
        cell(ui, &roles.join(", "), below, CellStyle::Weak);
    }
    let weak = palette(ui.visuals()).weak;
    let at = pos2(area.right() - 8.0, area.center().y);
    paint(ui, at, ("unfold_more", IconStyle::Outlined), 20.0, weak);
}

/// Returns the name and the roles of a user in one line.
fn who(messages: &Messages, user: &User) -> String {
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    let name = user.display_name();
    if roles.is_empty() {
        return name;
    }
    let values = [("name", name.into()), ("roles", roles.join(", ").into())];
    messages.with("app-user", &values)
}
