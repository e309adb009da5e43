//! Draws the bar above every page: the title, the user, and the actions that are always available. A narrow window has
//! the less frequent ones in a menu.

use egui::{Align, Button, Label, Layout, TextStyle, Ui, vec2};

use crate::domain::appearance::ThemeChoice;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::messages::Messages;
use crate::screen::app::{AppScreen, Event};

use crate::ui::app::navigation::{has_navigation, pages_ui};
use crate::ui::theme::{CONTROL_HEIGHT, NAVIGATION_WIDTH, SMALL_GAP, TextRole};
use crate::ui::widgets::button::{action, clicked, quiet, quiet_button, secondary};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::text::text_width;

/// An icon, the name of its label, and the event.
type Action = (&'static str, &'static str, Event);

pub(crate) fn bar_ui(
    ui: &mut Ui,
    screen: &AppScreen,
    messages: &Messages,
    is_narrow: bool,
) -> Option<Event> {
    let row = ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.set_height(CONTROL_HEIGHT);
        if is_narrow {
            narrow_ui(ui, screen, messages)
        } else {
            wide_ui(ui, screen, messages)
        }
    });
    row.inner
}

fn wide_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> Option<Event> {
    let actions = [theme(ui), LOCK, SWITCH, ACCOUNT];
    let sign_out = messages.get("app-sign-out");
    let text = text_width(ui, &sign_out, &TextStyle::Button);
    let text = text + 2.0 * ui.spacing().button_padding.x;
    names_ui(ui, actions.len(), text, screen, messages);
    let clicked = icons_ui(ui, actions, messages);
    let sign_out = secondary(ui, &sign_out, true).clicked();
    sign_out.then_some(Event::SignOut).or(clicked)
}

fn icons_ui<const N: usize>(
    ui: &mut Ui,
    actions: [Action; N],
    messages: &Messages,
) -> Option<Event> {
    let button = |(icon, name, _): &Action| quiet_button(ui, icon, &messages.get(name));
    clicked(actions, button).map(|(_, _, event)| event)
}

/// Draws the title at the left and the user at the right of the space that `buttons` icons and a button with a text of
/// this width leave.
fn names_ui(ui: &mut Ui, buttons: usize, text: f32, screen: &AppScreen, messages: &Messages) {
    let gap = ui.spacing().item_spacing.x;
    #[expect(clippy::cast_precision_loss, reason = "a few buttons")]
    let buttons = buttons as f32 * (CONTROL_HEIGHT + gap) + text;
    let room = (ui.available_width() - buttons - gap).max(0.0);
    let user = screen.session_view.session.user();
    let who = who(messages, user);
    let title = screen.session_view.settings.title.as_deref();
    // At most half for the title, so that a long one leaves room for the user.
    let half = vec2((room - gap) / 2.0, CONTROL_HEIGHT);
    ui.allocate_ui_with_layout(half, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(half.x);
        if let Some(title) = title {
            ui.add(Label::new(TextRole::Section.text(ui, title)).truncate());
        }
    });
    ui.allocate_ui_with_layout(half, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(half.x);
        ui.add_space(SMALL_GAP);
        ui.add(Label::new(who).truncate());
    });
}

fn narrow_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> Option<Event> {
    let mut event = None;
    quiet(ui);
    ui.spacing_mut().item_spacing.x = 4.0;
    if has_navigation(screen) {
        let button = Button::new(icon("menu", 20.0));
        let label = messages.get("app-pages");
        event = menu(ui, button, &label, NAVIGATION_WIDTH, |ui| {
            pages_ui(ui, screen, messages)
        });
    }
    let user = screen.session_view.session.user();
    let room = ui.available_width() - 3.0 * (CONTROL_HEIGHT + ui.spacing().item_spacing.x);
    let room = vec2(room.max(0.0), CONTROL_HEIGHT);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(room.x);
        ui.add(Label::new(user.display_name()).truncate());
    });
    event = icons_ui(ui, [LOCK, SIGN_OUT], messages).or(event);
    let button = Button::new(icon("more_vert", 20.0));
    let label = messages.get("app-more");
    let chosen = menu(ui, button, &label, NAVIGATION_WIDTH, |ui| {
        let actions = [ACCOUNT, SWITCH, theme(ui)];
        clicked(actions, |(icon, name, _)| {
            action(ui, Some(icon), &messages.get(name))
        })
    });
    chosen.map(|(_, _, event)| event).or(event)
}

const LOCK: Action = ("lock", "lock-button", Event::Lock);
const SWITCH: Action = ("account_circle", "lock-switch", Event::Switch);
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
