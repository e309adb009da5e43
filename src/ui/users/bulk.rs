//! The review of a change of several users: how many, and their names, before anything happens.

use egui::{ProgressBar, Ui};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{BulkForm, Event, Part, UsersScreen};
use crate::service::users::bulk::BulkKind;

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::button::{danger, primary, secondary_wide};
use crate::ui::widgets::checkbox::radio_button;
use crate::ui::widgets::submit::back;
use crate::ui::widgets::text::{heading, label, weak};

/// The most names that are listed.
const NAMES: usize = 50;

pub(crate) fn bulk_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    busy: Busy,
    draw: &Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let Part::Bulk(form) = &mut screen.part else {
        return None;
    };
    let count = form.targets().count();
    let title = messages.bulk_title(form.kind, count);
    heading(ui, &title);
    let intro = match form.kind {
        BulkKind::Disable => Some("bulk-disable-intro"),
        BulkKind::NewCode => Some("bulk-new-code-intro"),
        BulkKind::Enable | BulkKind::GiveRole | BulkKind::TakeRole => None,
    };
    if let Some(intro) = intro {
        weak(ui, &messages.get(intro));
    }
    ui.add_space(GAP);
    if form.needs_role() {
        role_ui(ui, form, messages);
    }
    names_ui(ui, form, count, messages);
    ui.add_space(SMALL_GAP);
    if busy.is_busy() {
        return progress_ui(ui, form, draw);
    }
    let button = match form.kind {
        BulkKind::Disable | BulkKind::TakeRole => danger,
        BulkKind::Enable | BulkKind::GiveRole | BulkKind::NewCode => primary,
    };
    let is_confirmed = button(ui, &title, form.can_submit()).clicked();
    let left = back(ui, busy, messages, "button-cancel", Event::Back);
    is_confirmed.then_some(Event::Submit).or(left)
}

fn role_ui(ui: &mut Ui, form: &mut BulkForm, messages: &Messages) {
    label(ui, &messages.get("users-role"));
    for role in form.roles.clone() {
        radio_button(ui, &mut form.role, Some(role.clone()), &role);
    }
    if form.roles.is_empty() {
        weak(ui, &messages.get("bulk-no-roles"));
    }
    ui.add_space(GAP);
}

/// Draws the names of the users who are changed, and of those who are not.
fn names_ui(ui: &mut Ui, form: &BulkForm, count: usize, messages: &Messages) {
    for user in form.targets().take(NAMES) {
        ui.label(&user.name);
    }
    if count > NAMES {
        let more = [("count", (count - NAMES).into())];
        weak(ui, &messages.with("broken-more", &more));
    }
    let unchanged = form.unchanged();
    if unchanged > 0 {
        let count = [("count", unchanged.into())];
        weak(ui, &messages.with("bulk-unchanged", &count));
    }
    if !form.left_out.is_empty() {
        let names = form.left_out.iter().take(NAMES);
        let names: Vec<_> = names.map(String::as_str).collect();
        let names = ("names", names.join(", ").into());
        let count = ("count", form.left_out.len().into());
        weak(ui, &messages.with("bulk-left-out", &[names, count]));
    }
}

/// Draws how far the change has come, and the button that cancels it.
fn progress_ui(ui: &mut Ui, form: &BulkForm, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let progress = draw.progress.as_ref();
    let part = progress.map_or(0.0, |progress| progress.part());
    ui.add(ProgressBar::new(part).text(messages.get("bulk-busy")));
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(50));
    ui.add_space(SMALL_GAP);
    let can_cancel = !form.is_cancelled();
    let cancel = secondary_wide(ui, &messages.get("button-cancel"), can_cancel);
    cancel.clicked().then_some(Event::CancelBulk)
}
