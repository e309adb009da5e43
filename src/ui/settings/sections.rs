//! Draws the list of the sections of the settings, with the number of changes in each.

use egui::{Response, Role, Sense, Ui, pos2, vec2};

use crate::domain::setting::SettingGroup;
use crate::messages::Messages;
use crate::screen::settings::{Event, Section, SettingsScreen};

use crate::ui::theme::{ENTRY_HEIGHT, RADIUS, palette};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::chip::{badge, badge_width};
use crate::ui::widgets::combo_box::combo_box;
use crate::ui::widgets::focus_ring::ring_inside;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::selectable::selectable;
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The space for an icon, in points.
const ICON: f32 = 40.0;

/// Returns the names of the texts of a section: its title and its explanation. And its icon.
pub(crate) fn texts(section: Section) -> ([&'static str; 2], &'static str) {
    match section {
        Section::Group(SettingGroup::SignIn) => {
            (["settings-sign-in", "settings-sign-in-intro"], "door_front")
        }
        Section::Group(SettingGroup::Registration) => {
            let texts = ["settings-registration", "settings-registration-intro"];
            (texts, "person_add")
        }
        Section::Group(SettingGroup::Passwords) => {
            let texts = ["settings-passwords", "settings-passwords-intro"];
            (texts, "password")
        }
        Section::Group(SettingGroup::Lockouts) => {
            (["settings-lockouts", "settings-lockouts-intro"], "shield")
        }
        Section::Group(SettingGroup::TwoStep) => {
            let texts = ["settings-two-step", "settings-two-step-intro"];
            (texts, "verified_user")
        }
        Section::Group(SettingGroup::Sessions) => (
            ["settings-sessions", "settings-sessions-intro"],
            "devices_off",
        ),
        Section::Group(SettingGroup::Locking) => {
            (["settings-locking", "settings-locking-intro"], "lock_clock")
        }
        Section::Mail => (["settings-mail", "settings-mail-intro"], "mail"),
        Section::Roles => (["settings-roles", "settings-roles-intro"], "shield_person"),
        Section::Pages => (["app-pages", "settings-pages-intro"], "article"),
        Section::Backups => (["settings-backups", "settings-backups-intro"], "history"),
        Section::Computers => {
            let texts = ["settings-computers", "settings-computers-intro"];
            (texts, "desktop_windows")
        }
    }
}

/// Returns the title of a section, with the number of its changes if there are any.
fn title(screen: &SettingsScreen, section: Section, messages: &Messages) -> String {
    let ([title, _], _) = texts(section);
    let title = messages.get(title);
    match screen.changes_in(section) {
        0 => title.into_owned(),
        count => {
            let values = [("title", title.into()), ("count", count.into())];
            messages.with("settings-section-changed", &values)
        }
    }
}

/// Draws the list. Returns the section that was chosen.
pub(crate) fn sections_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    messages: &Messages,
) -> Option<Event> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = clicked(screen.sections(), |section| {
        entry_ui(ui, screen, *section, messages)
    });
    chosen.map(Event::Section)
}

fn entry_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    section: Section,
    messages: &Messages,
) -> Response {
    let colours = palette(ui.visuals());
    let size = vec2(ui.available_width(), ENTRY_HEIGHT);
    let (area, response) = ui.allocate_exact_size(size, Sense::click());
    let is_chosen = screen.section == section && screen.search.trim().is_empty();
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(area, RADIUS, colours.hovered);
    }
    let ([name, _], icon) = texts(section);
    let (colour, style, text) = if is_chosen {
        (colours.accent_text, IconStyle::Filled, CellStyle::Strong)
    } else {
        (colours.weak, IconStyle::Outlined, CellStyle::Plain)
    };
    let middle = area.center().y;
    paint(
        ui,
        pos2(area.left() + ICON / 2.0, middle),
        (icon, style),
        20.0,
        colour,
    );
    let count = screen.changes_in(section);
    let room = area.with_min_x(area.left() + ICON);
    let room = if count > 0 {
        let left = area.right() - 6.0 - badge_width(ui, count);
        badge(ui, pos2(left, middle), count, true);
        room.with_max_x(left - 4.0)
    } else {
        room.with_max_x(area.right() - 4.0)
    };
    cell(ui, &messages.get(name), room, text);
    ring_inside(ui, &response);
    let label = title(screen, section, messages);
    selectable(&response, Role::Tab, &label, is_chosen);
    response
}

/// Draws the sections as a combo box. Returns the section that was chosen.
pub(crate) fn sections_combo(
    ui: &mut Ui,
    screen: &SettingsScreen,
    messages: &Messages,
) -> Option<Event> {
    let entry = |section| (Some(section), title(screen, section, messages));
    let mut all: Vec<_> = screen.sections().map(entry).collect();
    let mut section = Some(screen.section);
    // While a search is shown, every section can be chosen, which ends it.
    if !screen.search.trim().is_empty() {
        section = None;
        all.insert(0, (None, messages.get("settings-found").into_owned()));
    }
    let label = messages.get("settings-section");
    let is_chosen = combo_box(ui, &label, &mut section, &all);
    section.filter(|_| is_chosen).map(Event::Section)
}
