//! Draws the settings page: a list of sections, the fields of one of them, and what is not saved yet.

mod backups;
mod computers;
mod fields;
mod icon_choice;
mod mail;
mod page_fields;
mod page_items;
mod pages;
mod preview;
mod review;
mod role_ticks;
mod roles;
mod sections;
mod swatches;
mod unsaved;
#[cfg(feature = "updates")]
mod updates;

use egui::{Align, Layout, Ui, vec2};

use crate::domain::setting::SettingGroup;
use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::settings::{Event, Notice, Section, SettingsScreen};

use crate::ui::draw::Draw;
use crate::ui::settings::backups::restore_ui;
use crate::ui::settings::fields::section_ui;
use crate::ui::settings::preview::{SIZE, preview_ui};
use crate::ui::settings::review::review_ui;
use crate::ui::settings::sections::{sections_combo, sections_ui};
use crate::ui::settings::unsaved::discard_ui;
pub(crate) use crate::ui::settings::unsaved::{bar_height, unsaved_ui};
#[cfg(feature = "updates")]
use crate::ui::settings::updates::updates_ui;
use crate::ui::theme::{DENSE_HEIGHT, ENTRY_HEIGHT, GAP, NARROW_WIDTH, SMALL_GAP};
use crate::ui::widgets::card::column;
use crate::ui::widgets::notice::{Kind, dismissible};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::search_field::search_field;
use crate::ui::widgets::text::area_heading;

/// The greatest width of the fields, in points.
const WIDTH: f32 = 440.0;
/// The width of the list of sections, in points.
const SECTIONS: f32 = 204.0;
/// The least width of the fields beside the picture of the sign-in form, in points.
const WIDTH_MIN: f32 = 340.0;
/// The space between the columns, in points.
const BETWEEN: f32 = 24.0;
/// The width of the search, in points.
const SEARCH: f32 = 220.0;

/// Draws the page. `location` is the configuration file.
pub(crate) fn settings_ui(
    ui: &mut Ui,
    screen: &mut SettingsScreen,
    (busy, location): (Busy, &str),
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    title_ui(ui, screen, draw);
    ui.add_space(SMALL_GAP);
    #[cfg(feature = "updates")]
    updates_ui(ui, &screen.updates, messages);
    let event = optional(ui, |ui| {
        let message = notice_message(messages, screen.notice.as_ref()?);
        let event = dismissible(ui, messages, message, Event::Dismiss);
        ui.add_space(GAP);
        event
    });
    let event = columns_ui(ui, screen, draw).or(event);
    let review = screen.preview.clone();
    let review = review.and_then(|preview| review_ui(ui, &preview, (busy, location), messages));
    let restore = screen.backups.preview.clone();
    let is_edited = screen.change_count() > 0;
    let restore = restore.and_then(|preview| restore_ui(ui, &preview, (busy, is_edited), messages));
    let discarded = screen
        .is_discarding
        .then(|| discard_ui(ui, screen.change_count(), messages));
    discarded.flatten().or(review).or(restore).or(event)
}

/// Draws the title, and the search at its right, or below it in a narrow window.
fn title_ui(ui: &mut Ui, screen: &mut SettingsScreen, draw: &mut Draw<'_>) {
    let title = draw.messages.get("settings-heading");
    let hint = draw.messages.get("settings-search");
    let (text, fields) = (&mut screen.search, &mut draw.cache.fields);
    if ui.available_width() < NARROW_WIDTH {
        area_heading(ui, &title);
        let size = vec2(ui.available_width(), DENSE_HEIGHT);
        search_field(ui, text, (&hint, draw.messages), size, fields);
        return;
    }
    let size = vec2(ui.available_width(), ENTRY_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        area_heading(ui, &title);
        ui.add_space((ui.available_width() - SEARCH).max(0.0));
        search_field(
            ui,
            text,
            (&hint, draw.messages),
            vec2(SEARCH, DENSE_HEIGHT),
            fields,
        );
    });
}

/// Draws the sections and the fields beside each other, or one above the other in a narrow window.
fn columns_ui(ui: &mut Ui, screen: &mut SettingsScreen, draw: &mut Draw<'_>) -> Option<Event> {
    if ui.available_width() < NARROW_WIDTH {
        let event = sections_combo(ui, screen, draw.messages);
        return section_ui(ui, screen, draw).or(event);
    }
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        let event = ui.vertical(|ui| {
            ui.set_width(SECTIONS);
            sections_ui(ui, screen, draw.messages)
        });
        let picture = SIZE[0] + BETWEEN;
        let is_sign_in = screen.section == Section::Group(SettingGroup::SignIn);
        let has_picture = is_sign_in
            && screen.search.trim().is_empty()
            && ui.available_width() >= WIDTH_MIN + picture;
        let room = ui.available_width() - if has_picture { picture } else { 0.0 };
        let fields = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            column(ui, WIDTH.min(room), |ui| section_ui(ui, screen, draw))
        });
        let picture = has_picture.then(|| ui.vertical(|ui| preview_ui(ui, screen, draw)).inner);
        picture.flatten().or(fields.inner).or(event.inner)
    });
    row.inner
}

fn notice_message(messages: &Messages, notice: &Notice) -> (Kind, Message) {
    match notice {
        Notice::Saved => (Kind::Success, messages.message("settings-saved", &[])),
        Notice::Reloaded => (Kind::Warning, messages.message("settings-reloaded", &[])),
        Notice::NoDialog(error) => (Kind::Warning, messages.no_dialog(error)),
        Notice::MailSent => (Kind::Success, messages.message("settings-mail-sent", &[])),
        Notice::MailFailed(error) => (Kind::Error, messages.mail_error(error)),
        Notice::Failed(error) => (Kind::Error, messages.action_error(error)),
    }
}
