//! What stands above the list: what can be done, people who wait, addresses that may register, the search and the
//! filters.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::users::{Event, UsersScreen};
use crate::service::admin_action::AdminAction;
use crate::service::users::list::Status;

use crate::ui::draw::Draw;
use crate::ui::theme::{NARROW_WIDTH, NAVIGATION_WIDTH, SMALL_GAP};
use crate::ui::widgets::button::{action, link, secondary};
use crate::ui::widgets::card::{beside, column};
use crate::ui::widgets::combo_box::{combo_box, filters_ui};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::text::weak;

/// How many addresses that may register are listed at once.
const INVITED_SHOWN: usize = 20;
/// The width of the field to search with, in points.
const SEARCH: f32 = 300.0;

/// What can be done beside choosing somebody; most of it in a menu where there is little room.
pub(crate) fn actions_ui(ui: &mut Ui, messages: &Messages) -> Option<Event> {
    let others = [
        ("users-invite", Event::Invite),
        ("users-import", Event::Import),
        ("table-export", Event::Export),
    ];
    let mut event = None;
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, &messages.get("users-add"), true).clicked() {
            event = Some(Event::Add);
        }
        if is_narrow {
            let label = messages.get("button-more");
            let button = egui::Button::new(label.as_ref());
            let chosen = menu(ui, button, &label, NAVIGATION_WIDTH, |ui| {
                let chosen = others
                    .into_iter()
                    .filter(|(name, _)| action(ui, None, &messages.get(name)).clicked());
                chosen.last().map(|(_, event)| event)
            });
            event = chosen.or(event.take());
            return;
        }
        for (name, chosen) in others {
            if secondary(ui, &messages.get(name), true).clicked() {
                event = Some(chosen);
            }
        }
    });
    event
}

/// People who wait for approval, with what can be done about it at hand.
pub(crate) fn waiting_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let list = screen.people.as_ref()?;
    let rows = list.waiting.iter().filter_map(|at| list.rows.get(*at));
    let mut event = None;
    for row in rows.take(INVITED_SHOWN) {
        let values = [
            ("name", row.name.as_str().into()),
            ("email", row.email.as_str().into()),
        ];
        notice(
            ui,
            messages,
            Kind::Info,
            &messages.message("users-waits", &values),
        );
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

/// Addresses that may register.
pub(crate) fn invited_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let people = screen.people.as_ref()?;
    let count = people.invited.len();
    if count == 0 {
        return None;
    }
    let mut event = None;
    let title = messages.with("users-invited-list", &[("count", count.into())]);
    egui::CollapsingHeader::new(title)
        .id_salt("invited")
        .show(ui, |ui| {
            for email in people.invited.iter().take(INVITED_SHOWN) {
                ui.horizontal_wrapped(|ui| {
                    ui.label(email);
                    let name = [("email", email.as_str().into())];
                    if link(ui, &messages.with("users-uninvite", &name), true).clicked() {
                        event = Some(Event::Do(AdminAction::Uninvite(email.clone())));
                    }
                });
            }
            if count > INVITED_SHOWN {
                let more = [("count", (count - INVITED_SHOWN).into())];
                weak(ui, &messages.with("broken-more", &more));
            }
        });
    ui.add_space(SMALL_GAP);
    event
}

pub(crate) fn query_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let people = screen.people.clone()?;
    let query = &mut screen.query;
    let mut is_new = false;
    let any = || messages.get("users-any").into_owned();
    let mut roles = vec![(None, any())];
    roles.extend(
        people
            .roles
            .iter()
            .map(|role| (Some(role.clone()), role.clone())),
    );
    let mut states = vec![(None, any())];
    let all = Status::WORDS.into_iter();
    states.extend(all.map(|(_, status)| (Some(status), messages.status(status))));
    let options = FieldOptions {
        label: &messages.get("users-search"),
        error: None,
        help: None,
        is_enabled: true,
        wants_focus: false,
    };
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    beside(ui, |ui| {
        column(ui, SEARCH, |ui| {
            ui.vertical(|ui| {
                is_new |= text_field(ui, &mut query.text, &options, draw.fields).changed;
            });
        });
        let filters = [
            query.role.clone(),
            query.status.map(|status| messages.status(status)),
        ];
        filters_ui(ui, messages, is_narrow, &filters, |ui| {
            if let Some(role) = combo_box(ui, &messages.get("users-role"), &query.role, &roles) {
                query.role = role;
                is_new = true;
            }
            let label = messages.get("users-column-status");
            if let Some(status) = combo_box(ui, &label, &query.status, &states) {
                query.status = status;
                is_new = true;
            }
        });
    });
    is_new.then_some(Event::Queried)
}
