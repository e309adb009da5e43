//! The menu of the signed-in user: the one place for the account, the lock, other users, the theme and the sign-out.

use egui::{Align, Button, Layout, Rect, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::domain::appearance::ThemeChoice;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::role::Role;
use crate::domain::user::User;
use crate::messages::Messages;
use crate::screen::app::{AppScreen, Event, PaletteEvent};

use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, TextRole, palette};
use crate::ui::widgets::button::{action, clicked, entry, quiet};
use crate::ui::widgets::chip::keys_ui;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::keys::shortcut_text;
use crate::ui::widgets::menu::{menu_under, submenu};
use crate::ui::widgets::picture::face_ui;
use crate::ui::widgets::theme_choice::theme_choice;
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The width of the menu, in points.
const WIDTH: f32 = 264.0;
/// The width of the list of languages, in points.
const LANGUAGES_WIDTH: f32 = 160.0;
/// The height of the button with the name, in points.
const HEIGHT: f32 = 52.0;
/// The diameter of the picture in that button, and without the name, in points.
const FACE: [f32; 2] = [36.0, 32.0];

/// The space between the edge of an entry and its content, in points.
const INSET: f32 = 10.0;

/// What the user chose in the menu, which closes it.
enum Choice {
    Event(Event),
    /// Was handled while it was drawn.
    Handled,
}

impl Choice {
    fn event(self) -> Option<Event> {
        match self {
            Self::Event(event) => Some(event),
            Self::Handled => None,
        }
    }
}

/// Draws a button with the name and the roles of the user, over the whole width, and the menu that it opens.
pub(crate) fn account_menu_ui(
    ui: &mut Ui,
    screen: &AppScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let user = screen.session_view.session.user();
    let size = vec2(ui.available_width(), HEIGHT);
    let button = Button::new("").min_size(size);
    quiet(ui);
    let (area, event) = menu_ui(ui, button, user, draw);
    who_ui(ui, user, area.shrink2(vec2(8.0, 4.0)));
    event
}

/// Draws a button with the picture of the user, for a narrow window, and the menu that it opens.
pub(crate) fn account_button_ui(
    ui: &mut Ui,
    screen: &AppScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let user = screen.session_view.session.user();
    let button = Button::new("").min_size(Vec2::splat(CONTROL_HEIGHT));
    let (area, event) = menu_ui(ui, button, user, draw);
    let face = Rect::from_center_size(area.center(), Vec2::splat(FACE[1]));
    face_ui(
        ui,
        face,
        (user.username.as_str(), &user.display_name()),
        None,
    );
    event
}

/// Draws a button and the menu that it opens. Returns the area of the button, and what was chosen.
fn menu_ui(
    ui: &mut Ui,
    button: Button<'_>,
    user: &User,
    draw: &mut Draw<'_>,
) -> (Rect, Option<Event>) {
    let label = label(draw.messages, user);
    let mut theme = None;
    let (area, chosen) = menu_under(ui, button, &label, WIDTH, |ui| {
        entries_ui(ui, user, &mut theme, draw)
    });
    let event = chosen.and_then(Choice::event);
    (area, event.or(theme.map(Event::Theme)))
}

/// Returns what a screen reader reads of the button.
fn label(messages: &Messages, user: &User) -> String {
    let who = who(messages, user);
    messages.with("app-account-menu", &[("user", who.into())])
}

/// Draws the user, and what can be done. Another theme does not close the menu, so that the arrow keys go through all.
fn entries_ui(
    ui: &mut Ui,
    user: &User,
    theme: &mut Option<ThemeChoice>,
    draw: &mut Draw<'_>,
) -> Option<Choice> {
    let (messages, shortcuts) = (draw.messages, draw.shortcuts);
    header_ui(ui, user);
    ui.separator();
    let draw_entry = |ui: &mut Ui, (icon, name, _): &Entry| {
        let label = messages.get(name);
        match *name {
            // The label for screen readers names the keys.
            "lock-button" => {
                let response = action(ui, Some(icon), &messages.get("app-lock"));
                if let Some(keys) = shortcuts.lock {
                    let keys = shortcut_text(ui.ctx(), messages, keys);
                    let label = messages.with(name, &[("keys", keys.as_str().into())]);
                    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &*label));
                    keys_ui(ui, &keys, response.rect);
                }
                response
            }
            "palette-open" => {
                let response = action(ui, Some(icon), &label);
                if let Some(keys) = shortcuts.palette {
                    keys_ui(ui, &shortcut_text(ui.ctx(), messages, keys), response.rect);
                }
                response
            }
            _ => action(ui, Some(icon), &label),
        }
    };
    let own = clicked([ACCOUNT, SWITCH, LOCK], |each| draw_entry(ui, each));
    ui.separator();
    if draw.is_own_window() {
        *theme = theme_ui(ui, messages);
    }
    let other = clicked([SEARCH], |each| draw_entry(ui, each));
    let is_language_chosen = languages_ui(ui, draw);
    let help = action(ui, Some("help"), &messages.get("help-heading"));
    if let Some(keys) = draw.shortcuts.help {
        keys_ui(ui, &shortcut_text(ui.ctx(), messages, keys), help.rect);
    }
    draw.cache.is_help_shown |= help.clicked();
    ui.separator();
    let leave = clicked([SIGN_OUT], |each| draw_entry(ui, each));
    let event = own.or(other).or(leave);
    let is_handled = is_language_chosen || help.clicked();
    event
        .map(|(_, _, event)| Choice::Event(event))
        .or(is_handled.then_some(Choice::Handled))
}

/// An icon, the name of its label, and the event.
type Entry = (&'static str, &'static str, Event);

const ACCOUNT: Entry = ("manage_accounts", "account-heading", Event::Account);
const SWITCH: Entry = ("switch_account", "lock-switch", Event::Switch);
const LOCK: Entry = ("lock", "lock-button", Event::Lock);
const SEARCH: Entry = ("search", "palette-open", Event::Palette(PaletteEvent::Open));
const SIGN_OUT: Entry = ("logout", "app-sign-out", Event::SignOut);

/// Draws the themes. Returns the one that was chosen.
fn theme_ui(ui: &mut Ui, messages: &Messages) -> Option<ThemeChoice> {
    let row = ui.horizontal(|ui| {
        ui.add_space(INSET);
        ui.label(TextRole::Table.text(ui, messages.get("account-theme").as_ref()));
        let at_right = Layout::right_to_left(Align::Center);
        ui.with_layout(at_right, |ui| theme_choice(ui, messages))
            .inner
    });
    row.inner
}

/// Draws the entry with the language in use, and the list that it opens, if there is a choice. Returns `true` if one
/// was chosen.
fn languages_ui(ui: &mut Ui, draw: &mut Draw<'_>) -> bool {
    if draw.languages.len() < 2 {
        return false;
    }
    let now = draw.messages.language();
    let value = [("language", now.name().into())];
    let label = draw.messages.with("language-choose", &value);
    let item = ("language", now.name());
    let chosen = submenu(ui, item, &label, LANGUAGES_WIDTH, |ui| {
        let one = |language: &&Language| entry(ui, None, language.name(), **language == now);
        clicked(draw.languages, one).copied()
    });
    draw.chosen_language = chosen.or(draw.chosen_language);
    chosen.is_some()
}

/// Draws the picture, the name and the e-mail address of the user.
fn header_ui(ui: &mut Ui, user: &User) {
    let size = vec2(ui.available_width(), HEIGHT);
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = user.display_name();
    let email = user.email.as_ref().map_or("", Email::as_str);
    response
        .widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name}, {email}")));
    lines_ui(ui, user, email, area.shrink2(vec2(8.0, 4.0)));
}

/// Draws the picture, the name and the roles of a user.
fn who_ui(ui: &Ui, user: &User, area: Rect) {
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    lines_ui(
        ui,
        user,
        &roles.join(", "),
        area.with_max_x(area.right() - 20.0),
    );
    let weak = palette(ui.visuals()).weak;
    let at = pos2(area.right() - 8.0, area.center().y);
    paint(ui, at, ("unfold_more", IconStyle::Outlined), 20.0, weak);
}

/// Draws the picture and the name of a user, and a line below the name if it is not empty.
fn lines_ui(ui: &Ui, user: &User, below: &str, area: Rect) {
    let name = user.display_name();
    let face = Rect::from_min_size(
        pos2(area.left(), area.center().y - FACE[0] / 2.0),
        Vec2::splat(FACE[0]),
    );
    face_ui(ui, face, (user.username.as_str(), &name), None);
    let texts = area.with_min_x(face.right() + 10.0).shrink2(vec2(0.0, 4.0));
    if below.is_empty() {
        cell(ui, &name, texts, CellStyle::Strong);
    } else {
        let (first, second) = texts.split_top_bottom_at_fraction(0.5);
        cell(ui, &name, first, CellStyle::Strong);
        cell(ui, below, second, CellStyle::Weak);
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
