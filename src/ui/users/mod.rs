//! Draws the Users page.

mod actions;
mod bulk;
mod cells;
mod code;
mod columns;
mod confirm;
pub(crate) mod details;
mod form;
mod import;
mod list;
mod panel;
mod parked;
mod query;
mod recent;
mod results;
mod selection;
mod waiting;

use std::time::Duration;

use egui::{Frame, Margin, Popup, Rect, ScrollArea, Ui, UiBuilder};

use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::users::{CompletedAction, Event, Notice, Part, Toast, UsersScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP, GREATEST_TABLE_WIDTH, TABLE_WIDTH, WIDE_WIDTH};
use crate::ui::users::list::Room;
use crate::ui::widgets::card::column;
use crate::ui::widgets::notice::{Kind, dismissible, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::area_heading;
use crate::ui::widgets::toast::{self, ToastEvent};

/// The space between the edges of the sheet and what is on it, in points.
const MARGIN: Margin = Margin::symmetric(28, 20);
/// The width of the panel beside the list, in points.
const PANEL_WIDTH: f32 = 388.0;
/// The least width of a list beside the panel, in points.
const LEAST_LIST: f32 = 280.0;
/// The space below a list that has a sheet, so that the corners of the sheet stay round, in points.
const BELOW: f32 = 8.0;

/// Draws the page; `busy` belongs to the last action. If it has a sheet, the title and the search stay while the rows
/// scroll.
pub(crate) fn users_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    (busy, has_sheet): (Busy, bool),
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let lockout = lockouts(ui, screen, draw);
    let area = if has_sheet {
        ui.available_rect_before_wrap()
    } else {
        ui.clip_rect()
    };
    let event = if has_sheet {
        sheet_ui(ui, screen, (busy, area), draw)
    } else {
        page_ui(ui, screen, (busy, Room::Page), draw)
    };
    let answer = confirm::confirm_ui(ui, screen, busy, draw);
    let toast = toast_ui(ui, screen, area, draw);
    let wanted = screen.wanted().map(Event::Load);
    answer.or(event).or(toast).or(lockout).or(wanted)
}

/// Counts down the lockouts: asks for a frame when the next one has a minute less. Returns what reads the list again when
/// one is over.
fn lockouts(ui: &Ui, screen: &mut UsersScreen, draw: &Draw<'_>) -> Option<Event> {
    let users = screen.users.as_ref()?;
    let passed = (draw.clock - users.now).max(0);
    let left = users.lockouts.iter();
    let left = left.map(|seconds| i64::from(*seconds) - passed);
    let next = left.map(|left| if left > 0 { (left - 1) % 60 + 1 } else { 0 });
    let next = next.min();
    let list = users.now;
    screen.lockouts.passed = passed;
    match u64::try_from(next?) {
        Ok(0) => screen.lockouts.renews(list).then_some(Event::LockoutOver),
        Ok(seconds) => {
            ui.ctx().request_repaint_after(Duration::from_secs(seconds));
            None
        }
        Err(_) => None,
    }
}

/// Draws the page onto its sheet.
fn sheet_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    (busy, sheet): (Busy, Rect),
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let is_wide = sheet.width() >= PANEL_WIDTH + LEAST_LIST;
    let has_panel = is_wide && screen.open_user().is_some();
    let has_list = screen.users.is_some() && (has_panel || is_list(screen));
    if !has_list {
        return Frame::new()
            .inner_margin(MARGIN)
            .show(ui, |ui| {
                scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
                    ui.set_max_width(TABLE_WIDTH.min(ui.available_width()));
                    page_ui(ui, screen, (busy, Room::Page), draw)
                })
            })
            .inner;
    }
    let is_menu_open = Popup::is_any_open(ui.ctx());
    let panel = if has_panel { PANEL_WIDTH } else { 0.0 };
    let (list, panel) = sheet.split_left_right_at_x(sheet.right() - panel);
    let mut inside = list - MARGIN;
    inside.set_width(inside.width().min(GREATEST_TABLE_WIDTH));
    let room = Room::Sheet(list.with_max_y(list.bottom() - BELOW));
    let child = UiBuilder::new().id_salt("users").max_rect(inside);
    let scope = ui.scope_builder(child, |ui| page_ui(ui, screen, (busy, room), draw));
    if !has_panel {
        return scope.inner;
    }
    let notices = |ui: &mut Ui| notices_ui(ui, screen, draw);
    let place = (panel, busy, is_menu_open);
    panel::panel_ui(ui, screen, place, draw.messages, notices).or(scope.inner)
}

/// Returns `true` if the list is shown, perhaps below a question.
fn is_list(screen: &UsersScreen) -> bool {
    match screen.part {
        Part::List => true,
        Part::Confirm { .. } => screen.open_user().is_none(),
        _ => false,
    }
}

/// Draws what was just done.
fn toast_ui(ui: &Ui, screen: &UsersScreen, sheet: Rect, draw: &Draw<'_>) -> Option<Event> {
    let shown = screen.toast.as_ref()?;
    let text = done_text(draw.messages, shown);
    let view = toast::Toast {
        number: shown.number,
        text: &text,
        can_undo: shown.undo.is_some(),
    };
    let event = toast::toast(ui.ctx(), sheet, &view, draw.messages, draw.now)?;
    Some(match event {
        ToastEvent::Undo => Event::Undo,
        ToastEvent::Dismiss => Event::DismissToast,
    })
}

fn page_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    (busy, room): (Busy, Room),
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    // The panel shows the notices while a user is open beside the list.
    let is_beside = matches!(room, Room::Sheet(_)) && screen.open_user().is_some();
    let notices = |ui: &mut Ui| notices_ui(ui, screen, draw);
    let event = optional(ui, |ui| (!is_beside).then(|| notices(ui)).flatten());
    if screen.users.is_none() {
        area_heading(ui, &messages.get("users-heading"));
        if screen.failed.is_none() {
            busy_indicator(ui, &messages.get("loading"));
        }
        return event;
    }
    let part_event = match &screen.part {
        _ if is_beside || is_list(screen) => list::list_ui(ui, screen, room, draw),
        Part::Details(username) | Part::Confirm { username, .. } => {
            let username = username.clone();
            details::user_ui(ui, screen, &username, busy, draw)
        }
        Part::Code { .. } => column(ui, CARD_WIDTH, |ui| code::code_ui(ui, screen, draw)),
        Part::Form(_) => column(ui, CARD_WIDTH, |ui| form::form_ui(ui, screen, busy, draw)),
        Part::Rename(_) => column(ui, CARD_WIDTH, |ui| form::rename_ui(ui, screen, busy, draw)),
        Part::Badge { .. } => column(ui, CARD_WIDTH, |ui| {
            form::badge_ui(ui, screen, busy, messages)
        }),
        Part::Invite { .. } => column(ui, CARD_WIDTH, |ui| form::invite_ui(ui, screen, busy, draw)),
        Part::Import(_) => import::import_ui(ui, screen, busy, draw),
        Part::Bulk(_) => column(ui, WIDE_WIDTH, |ui| bulk::bulk_ui(ui, screen, busy, draw)),
        Part::Results(_) => results::results_ui(ui, screen, draw),
        Part::List => None,
    };
    part_event.or(event)
}

fn notices_ui(ui: &mut Ui, screen: &UsersScreen, draw: &Draw<'_>) -> Option<Event> {
    let (messages, mut event) = (draw.messages, None);
    if let Some(notice) = &screen.notice {
        let message = notice_message(messages, notice);
        event = dismissible(ui, messages, message, Event::Dismiss);
        ui.add_space(GAP);
    }
    if let Some(error) = draw.failure(screen.failed.as_ref()) {
        notice_above(ui, messages, Kind::Error, &messages.user_error(error));
    }
    event
}

fn done_text(messages: &Messages, toast: &Toast) -> String {
    let name = match toast.done {
        CompletedAction::Changed => "cli-user-changed",
        CompletedAction::Disabled => "cli-user-now-disabled",
        CompletedAction::Enabled => "cli-user-enabled",
        CompletedAction::Approved => "users-approved",
        CompletedAction::Renamed => "cli-user-renamed",
        CompletedAction::Unlocked => "cli-user-unlocked",
        CompletedAction::TwoStepOff => "cli-user-two-step-off",
        CompletedAction::ChangeRequired => "cli-user-require-change",
        CompletedAction::SignedOut => "cli-user-signed-out",
        CompletedAction::ParkedEnded => "users-parked-ended",
        CompletedAction::PinRemoved => "cli-user-pin-removed",
        CompletedAction::BadgeSet => "users-badge-set",
        CompletedAction::BadgeRemoved => "cli-user-badge-removed",
        CompletedAction::CredentialsEnded => "cli-user-credentials-ended",
        CompletedAction::Removed => "cli-user-deleted",
        CompletedAction::Erased => "cli-user-erased",
        CompletedAction::Uninvited => "users-uninvited",
    };
    messages.with(name, &[("name", toast.name.as_str().into())])
}

fn notice_message(messages: &Messages, notice: &Notice) -> (Kind, Message) {
    match notice {
        Notice::Invited(count) => {
            let count = ("count", (*count).into());
            (Kind::Success, messages.message("users-invited", &[count]))
        }
        Notice::Imported(added, changed) => {
            let values = [("added", (*added).into()), ("changed", (*changed).into())];
            (Kind::Success, messages.message("import-done", &values))
        }
        Notice::Saved(path) => {
            let path = ("path", path.as_str().into());
            (Kind::Success, messages.message("table-saved", &[path]))
        }
        Notice::Printed => (Kind::Success, messages.message("codes-printed", &[])),
        Notice::NotPrinted(error) => {
            let reason = ("reason", messages.platform_reason(&error.0).into());
            (
                Kind::Error,
                messages.message("codes-not-printed", &[reason]),
            )
        }
        Notice::NoDialog(error) => (Kind::Warning, messages.no_dialog(error)),
        Notice::Reloaded => (Kind::Warning, messages.message("users-reloaded", &[])),
        Notice::CodeSent(email) => {
            let email = ("email", email.as_str().into());
            (Kind::Success, messages.message("users-code-sent", &[email]))
        }
        Notice::CodeNotSent(error) => (Kind::Error, messages.send_code_error(error)),
        Notice::Changed {
            kind,
            count,
            role,
            is_late,
        } => {
            let done = messages.bulk_done(*kind, *count, role.as_deref());
            if *is_late {
                let message = messages.message("bulk-too-late", &[("done", done.into())]);
                return (Kind::Warning, message);
            }
            (Kind::Success, Message::of(done))
        }
        Notice::Cancelled => (Kind::Info, messages.message("bulk-cancelled", &[])),
        Notice::Failed(error) => (Kind::Error, messages.action_error(error)),
    }
}
