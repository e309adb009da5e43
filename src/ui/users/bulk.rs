//! The review of a change of several users: how many, and their names, before anything happens.

use egui::{ProgressBar, Ui};

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::users::{BulkForm, Event, LeftOut, Part, UsersScreen};
use crate::service::users::UserError;
use crate::service::users::bulk::BulkKind;

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::users::results::{list_ui, row_height};
use crate::ui::widgets::button::{danger, primary, secondary_wide};
use crate::ui::widgets::checkbox::{checkbox, radio_button};
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::back;
use crate::ui::widgets::text::{heading, label, subheading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, virtual_list};

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
    let title = messages.bulk_title(form.kind, form.count(), form.role.as_deref());
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
    if busy.is_busy() {
        return progress_ui(ui, form, draw);
    }
    if form.needs_role() {
        role_ui(ui, form, messages);
    }
    notes_ui(ui, form, messages);
    let button = match form.kind {
        BulkKind::Disable | BulkKind::TakeRole => danger,
        BulkKind::Enable | BulkKind::GiveRole | BulkKind::NewCode => primary,
    };
    let is_confirmed = button(ui, &title, form.can_submit()).clicked();
    let left = back(ui, busy, messages, "button-cancel", Event::Back);
    names_ui(ui, form, messages);
    is_confirmed.then_some(Event::Submit).or(left)
}

fn role_ui(ui: &mut Ui, form: &mut BulkForm, messages: &Messages) {
    label(ui, &messages.get("users-role"));
    let mut chosen = form.role.clone();
    for role in &form.roles {
        radio_button(ui, &mut chosen, Some(role.clone()), role);
    }
    if chosen != form.role {
        form.choose(chosen);
    }
    if form.roles.is_empty() {
        weak(ui, &messages.get("bulk-no-roles"));
    }
    ui.add_space(GAP);
}

/// Draws what has to be known, and confirmed, before the change is made.
fn notes_ui(ui: &mut Ui, form: &mut BulkForm, messages: &Messages) {
    let counted = |ui: &mut Ui, name: &str, count: usize| {
        if count > 0 {
            weak(ui, &messages.with(name, &[("count", count.into())]));
        }
    };
    counted(ui, "bulk-hidden", form.hidden);
    counted(ui, "bulk-unchanged", form.unchanged());
    // While a role has to be chosen, it is not known how many it concerns.
    if let Some(most) = form
        .exceeds()
        .filter(|_| !form.needs_role() || form.role.is_some())
    {
        ui.add_space(SMALL_GAP);
        let error = messages.user_error(&UserError::TooManyUsers(most));
        notice(ui, messages, Kind::Error, &error);
    }
    if form.gives_permissions() {
        ui.add_space(SMALL_GAP);
        let warning = match form.kind {
            BulkKind::Enable => "bulk-enables-permissions",
            _ => "bulk-gives-permissions",
        };
        let warning = messages.message(warning, &[]);
        notice(ui, messages, Kind::Warning, &warning);
        ui.add_space(SMALL_GAP);
        let label = messages.with("bulk-confirm", &[("count", form.count().into())]);
        checkbox(ui, &mut form.is_confirmed, &label, true);
    }
    ui.add_space(SMALL_GAP);
}

/// Draws the names of the users who are changed, and of those who are left out.
fn names_ui(ui: &mut Ui, form: &BulkForm, messages: &Messages) {
    ui.add_space(SMALL_GAP);
    let (is_narrow, height) = row_height(ui);
    let height = if is_narrow { height / 2.0 } else { height };
    let list = (form.count(), height);
    virtual_list(ui, "targets", ListKind::ReadOnly, list, |ui, at, area| {
        let name = &form.target(at)?.name;
        cell(ui, name, area, CellStyle::Strong);
        Some(name.clone())
    });
    let count = form.left_out.len();
    if count == 0 {
        return;
    }
    ui.add_space(GAP);
    subheading(
        ui,
        &messages.with("bulk-left-out", &[("count", count.into())]),
    );
    list_ui(ui, "left out", count, |at| {
        let (name, reason) = form.left_out.get(at)?;
        let reason = match reason {
            LeftOut::OwnAccount => "bulk-left-own",
            LeftOut::MorePermissions => "bulk-left-permissions",
            LeftOut::EntryMistake => "status-entry-mistake",
            LeftOut::NoPassword => "cli-user-no-password",
        };
        Some((name, messages.get(reason).into_owned()))
    });
}

/// Draws how far the change has come, and the button that cancels it as long as that is possible.
fn progress_ui(ui: &mut Ui, form: &BulkForm, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let progress = draw.progress.as_ref();
    let part = progress.map_or(0.0, |progress| progress.part());
    let bar = ui.add(ProgressBar::new(part).text(messages.get("bulk-busy")));
    ui.ctx().accesskit_node_builder(bar.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_millis(50));
    ui.add_space(SMALL_GAP);
    if progress.is_some_and(|progress| progress.is_writing()) {
        return None;
    }
    let can_cancel = !form.is_cancelled();
    let cancel = secondary_wide(ui, &messages.get("button-cancel"), can_cancel);
    cancel.clicked().then_some(Event::CancelBulk)
}
