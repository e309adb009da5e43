//! What is above the list: actions, users who wait for approval, addresses that may register, search and filters.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::users::{Event, UsersScreen};
use crate::service::admin_action::AdminAction;
use crate::service::users::list::Status;

use crate::ui::draw::Draw;
use crate::ui::theme::{NARROW_WIDTH, NAVIGATION_WIDTH, SMALL_GAP};
use crate::ui::widgets::button::{action, clicked, link, primary_inline, secondary};
use crate::ui::widgets::card::{beside, column};
use crate::ui::widgets::combo_box::{combo_box, filters_ui};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::text::weak;

/// The most users and addresses that are listed at once.
const SHOWN: usize = 20;
/// The width of the search field, in points.
const SEARCH: f32 = 300.0;

/// Draws the actions that concern no single user; all but one in a menu if the window is narrow.
pub(crate) fn actions_ui(ui: &mut Ui, messages: &Messages) -> Option<Event> {
    let others = [
        ("users-invite", Event::Invite),
        ("users-import", Event::Import),
        ("table-export", Event::Export),
    ];
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let row = ui.horizontal_wrapped(|ui| {
        let add = primary_inline(ui, &messages.get("users-add"));
        let other = if is_narrow {
            let label = messages.get("button-more");
            let button = egui::Button::new(label.as_ref());
            menu(ui, button, &label, NAVIGATION_WIDTH, |ui| {
                clicked(others, |(name, _)| action(ui, None, &messages.get(name)))
            })
        } else {
            clicked(others, |(name, _)| secondary(ui, &messages.get(name), true))
        };
        let other = other.map(|(_, event)| event);
        add.clicked().then_some(Event::Add).or(other)
    });
    row.inner
}

/// Draws the users who wait for approval, each with a button that approves.
pub(crate) fn waiting_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let list = screen.users.as_ref()?;
    let rows = list.waiting.iter().filter_map(|at| list.rows.get(*at));
    let mut event = None;
    for row in rows.take(SHOWN) {
        let values = [
            ("name", row.name.as_str().into()),
            ("email", row.email.as_str().into()),
        ];
        let message = messages.message("users-waits", &values);
        notice(ui, messages, Kind::Info, &message);
        ui.horizontal_wrapped(|ui| {
            let name = [("name", row.name.as_str().into())];
            if secondary(ui, &messages.with("users-approve", &name), true).clicked() {
                event = Some(Event::Do(AdminAction::Approve(row.username.clone())));
            }
            if link(ui, &messages.with("users-show", &name), true).clicked() {
                event = Some(Event::Show(row.username.clone()));
            }
        });
        ui.add_space(SMALL_GAP);
    }
    event
}

/// Draws the e-mail addresses that may register.
pub(crate) fn invited_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let list = screen.users.as_ref()?;
    let count = list.invited.len();
    if count == 0 {
        return None;
    }
    let mut event = None;
    let title = messages.with("users-invited-list", &[("count", count.into())]);
    egui::CollapsingHeader::new(title)
        .id_salt("invited")
        .show(ui, |ui| {
            for email in list.invited.iter().take(SHOWN) {
                ui.horizontal_wrapped(|ui| {
                    ui.label(email);
                    let name = [("email", email.as_str().into())];
                    if link(ui, &messages.with("users-uninvite", &name), true).clicked() {
                        event = Some(Event::Do(AdminAction::Uninvite(email.clone())));
                    }
                });
            }
            if count > SHOWN {
                let more = [("count", (count - SHOWN).into())];
                weak(ui, &messages.with("broken-more", &more));
            }
        });
    ui.add_space(SMALL_GAP);
    event
}

/// Draws the search field and the filters.
pub(crate) fn query_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let list = screen.users.clone()?;
    let query = &mut screen.query;
    let mut is_changed = false;
    let any = || messages.get("users-any").into_owned();
    let mut roles = vec![(None, any())];
    let known = list.roles.iter();
    roles.extend(known.map(|role| (Some(role.clone()), role.clone())));
    let mut states = vec![(None, any())];
    let all = Status::WORDS.into_iter();
    states.extend(all.map(|(_, status)| (Some(status), messages.status(status))));
    let options = FieldOptions::new(messages.get("users-search"));
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    beside(ui, |ui| {
        column(ui, SEARCH, |ui| {
            ui.vertical(|ui| {
                is_changed |=
                    text_field(ui, &mut query.text, &options, &mut draw.cache.fields).changed;
            });
        });
        let filters = [
            query.role.clone(),
            query.status.map(|status| messages.status(status)),
        ];
        filters_ui(ui, messages, is_narrow, &filters, |ui| {
            let labels = ["users-role", "users-column-status"].map(|name| messages.get(name));
            is_changed |= combo_box(ui, &labels[0], &mut query.role, &roles);
            is_changed |= combo_box(ui, &labels[1], &mut query.status, &states);
        });
    });
    is_changed.then_some(Event::Queried)
}
