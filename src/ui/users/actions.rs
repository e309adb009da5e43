//! What an administrator can do with a user: the actions that the state of the user allows.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::users::{Confirmed, Event};
use crate::service::admin_action::AdminAction;
use crate::service::users::UserChange;
use crate::service::users::list::{Status, UserRow};
use crate::service::users::quick::HasBadge;

use crate::ui::widgets::row_menu::{MenuItem, menu_item, menu_line};

/// Where an action of a user is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Below the name.
    Main,
    /// Below a status that needs it.
    Status,
    /// Below the details.
    More,
    /// At the bottom: what ends the access of the user.
    End,
}

/// An action: its icon, the name of its label, and the event.
pub(crate) struct UserAction {
    pub(crate) icon: &'static str,
    pub(crate) label: &'static str,
    pub(crate) event: Event,
}

impl UserAction {
    /// Returns `true` if the action cannot be undone.
    pub(crate) fn is_danger(&self) -> bool {
        matches!(self.event, Event::Confirm(..))
    }

    /// Returns where it is offered.
    pub(crate) fn group(&self) -> Group {
        match &self.event {
            Event::Edit(_) | Event::Do(AdminAction::StartReset(_)) => Group::Main,
            Event::Do(
                AdminAction::Approve(_) | AdminAction::ApproveAs { .. } | AdminAction::Unlock(_),
            ) => Group::Status,
            Event::Confirm(Confirmed::Remove, _) | Event::Do(AdminAction::Change { .. }) => {
                Group::End
            }
            _ => Group::More,
        }
    }

    /// Returns `true` if the user can no longer sign in after it.
    fn ends_access(&self) -> bool {
        self.is_danger() || matches!(self.event, Event::Do(AdminAction::Change { .. }))
    }
}

/// Returns the change that disables or enables a user.
pub(crate) fn disabling(username: &str, is_disabled: bool) -> AdminAction {
    AdminAction::Change {
        username: username.to_owned(),
        change: Box::new(UserChange::default().disabled(is_disabled)),
        before: None,
    }
}

/// Returns the actions that the state of a user allows, those that end the access of the user last.
pub(crate) fn actions(row: &UserRow) -> Vec<UserAction> {
    let name = || row.username.clone();
    let mut actions = Vec::new();
    let mut add = |icon, label, event| actions.push(UserAction { icon, label, event });
    let remove = Event::Confirm(Confirmed::Remove, name());
    if row.status == Status::EntryMistake {
        // Everything else would build on an entry that cannot be read.
        add("delete", "users-remove", remove);
        return actions;
    }
    let does = |action: fn(String) -> AdminAction| Event::Do(action(name()));
    add("edit", "users-edit", Event::Edit(name()));
    if row.status == Status::Waiting {
        add("check", "users-approve-button", does(AdminAction::Approve));
    }
    if row.status == Status::Locked {
        add("lock_open", "users-unlock", does(AdminAction::Unlock));
    }
    if row.status != Status::NoPassword {
        let require = does(AdminAction::RequireChange);
        let label = if row.status == Status::NotSignedInYet {
            "users-new-code"
        } else {
            "users-reset"
        };
        add("lock_reset", label, does(AdminAction::StartReset));
        add("key", "users-require-change", require);
    }
    add("badge", "users-rename", Event::Rename(name()));
    if row.has_two_step {
        let off = does(AdminAction::TwoStepOff);
        add("remove_moderator", "users-two-step-reset", off);
    }
    if row.has_pin {
        let remove = does(AdminAction::RemovePin);
        add("lock_clock", "users-remove-pin", remove);
    }
    if row.has_badge != HasBadge::Unknown {
        add("credit_card", "users-set-badge", Event::Badge(name()));
    }
    if row.has_badge == HasBadge::Yes {
        let remove = does(AdminAction::RemoveBadge);
        add("credit_card", "users-remove-badge", remove);
    }
    let out = does(AdminAction::SignOutEverywhere);
    add("devices_off", "users-sign-out", out);
    if row.is_self {
        return actions;
    }
    if row.parked.is_some() {
        let end = Event::Confirm(Confirmed::EndParked, name());
        add("switch_account", "users-end-parked", end);
    }
    let is_disabled = row.status == Status::Disabled;
    let (icon, label) = if is_disabled {
        ("check_circle", "users-enable")
    } else {
        ("block", "users-disable")
    };
    let change = Event::Do(disabling(&row.username, !is_disabled));
    add(icon, label, change);
    if row.status != Status::NoPassword {
        let end = Event::Confirm(Confirmed::EndCredentials, name());
        add("gpp_bad", "users-end-credentials", end);
    }
    add("delete", "users-remove", remove);
    actions
}

/// Draws the entries of the menu of a user.
pub(crate) fn menu_ui(ui: &mut Ui, row: &UserRow, messages: &Messages) -> Option<Event> {
    let open = MenuItem {
        icon: "badge",
        text: &messages.get("users-open"),
        key: Some("Enter"),
        is_danger: false,
    };
    let is_opened = menu_item(ui, open).clicked();
    let mut event = is_opened.then(|| Event::Show(row.username.clone()));
    if !row.can_manage {
        return event;
    }
    let mut has_line = false;
    for action in actions(row) {
        if action.ends_access() && !std::mem::replace(&mut has_line, true) {
            menu_line(ui);
        }
        let item = MenuItem {
            icon: action.icon,
            text: &messages.get(action.label),
            key: None,
            is_danger: action.is_danger(),
        };
        if menu_item(ui, item).clicked() {
            event = Some(action.event);
        }
    }
    event
}
