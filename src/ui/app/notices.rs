//! Draws the notices above every page.

use egui::Ui;

use crate::messages::{Message, Messages};
use crate::screen::app::{AppScreen, Area, Event, Notice};
use crate::service::ports::StoreError;

use crate::ui::draw::Draw;
use crate::ui::theme::GAP;
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::notice::{Kind, dismissible, notice_above};

/// The most warnings that are listed, so that a file with many of them does not slow the window down.
const WARNINGS_MAX: usize = 20;

/// Returns `true` if there is any notice.
pub(crate) fn has_notices(screen: &AppScreen) -> bool {
    let session_view = &screen.session_view;
    screen.notice.is_some()
        || session_view.trouble.is_some()
        || session_view.audit_failure.is_some()
        || !session_view.warnings.is_empty()
        || !session_view.account_events.is_empty()
        || screen.failures_to_tell() > 0
}

/// Returns `true` if one of them says that the users cannot be reached.
pub(crate) fn tells_outage(screen: &AppScreen) -> bool {
    let notice = screen.notice.as_ref();
    matches!(notice, Some(Notice::Store(StoreError::Unavailable(_))))
}

/// Draws the notices: problems of the file and the audit log on every page, the rest on pages of the file.
pub(crate) fn notices_ui(ui: &mut Ui, screen: &AppScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let session_view = &screen.session_view;
    if let Some(trouble) = &session_view.trouble {
        let message = messages.file_problem(&session_view.location, trouble);
        notice_above(ui, messages, Kind::Warning, &message);
    }
    if let Some(reason) = &session_view.audit_failure {
        notice_above(ui, messages, Kind::Warning, &messages.unrecorded(reason));
    }
    let is_page = matches!(screen.area, Area::Page);
    let warnings = is_page.then(|| warnings(screen, messages));
    let event = warnings.flatten().and_then(|message| {
        let event = dismissible(
            ui,
            messages,
            (Kind::Warning, message),
            Event::DismissWarnings,
        );
        ui.add_space(GAP);
        event
    });
    let event = screen_notice_ui(ui, screen, messages).or(event);
    let failures = Some(screen.failures_to_tell()).filter(|count| is_page && *count > 0);
    let failures = failures.map(|count| (Kind::Warning, messages.failures_since(count)));
    let changes = account_changes(screen, messages).filter(|_| is_page);
    let mut event = event;
    for (notice, dismiss) in [
        (failures, Event::DismissFailures),
        (changes, Event::DismissAccountEvents),
    ] {
        if let Some(notice) = notice {
            event = dismissible(ui, messages, notice, dismiss).or(event);
            ui.add_space(GAP);
        }
    }
    event
}

/// Draws the notice about the user's last action.
fn screen_notice_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> Option<Event> {
    let notice = screen.notice.as_ref()?;
    if let Notice::Store(StoreError::Unavailable(reason)) = notice {
        // It goes when the outage is over.
        let message = messages.outage(reason);
        notice_above(ui, messages, Kind::Warning, &message);
        return None;
    }
    let message = notice_message(messages, notice);
    let event = dismissible(ui, messages, message, Event::DismissNotice);
    let can_sign_out = matches!(notice, Notice::Stay(_));
    let is_anyway = can_sign_out && secondary(ui, &messages.get("exit-anyway"), true).clicked();
    ui.add_space(GAP);
    is_anyway.then_some(Event::SignOutAnyway).or(event)
}

/// Returns what happened to the account since the last sign-in (R35).
fn account_changes(screen: &AppScreen, messages: &Messages) -> Option<(Kind, Message)> {
    let changes = &screen.session_view.account_events;
    let before = screen.session_view.before.as_ref();
    let before = before.filter(|_| !changes.is_empty())?;
    let lines = changes
        .iter()
        .map(|(event, at)| messages.account_event(*event, *at, before.now));
    let help = messages.get("security-advice").into_owned();
    let message = Message {
        summary: messages.get("security-heading").into_owned(),
        help: lines.chain([help]).collect::<Vec<_>>().join("\n"),
    };
    let is_expected = screen.session_view.is_first_password();
    let kind = if is_expected {
        Kind::Info
    } else {
        Kind::Warning
    };
    Some((kind, message))
}

/// Returns what administrators should know about the file.
fn warnings(screen: &AppScreen, messages: &Messages) -> Option<Message> {
    let warnings = &screen.session_view.warnings;
    let lines = warnings.iter().take(WARNINGS_MAX).map(|problem| {
        let position = messages.position(&screen.session_view.location, problem);
        format!("{position}: {}", messages.problem(problem).line())
    });
    let rest = warnings.len().saturating_sub(WARNINGS_MAX);
    let more = (rest > 0).then(|| messages.with("broken-more", &[("count", rest.into())]));
    let count = [("count", warnings.len().into())];
    (!warnings.is_empty()).then(|| Message {
        summary: messages.with("warnings-heading", &count),
        help: lines.chain(more).collect::<Vec<_>>().join("\n"),
    })
}

fn notice_message(messages: &Messages, notice: &Notice) -> (Kind, Message) {
    match notice {
        Notice::NotRemembered(error) => (Kind::Warning, messages.not_remembered(error)),
        Notice::NotStarted(error) => (Kind::Error, messages.launch_error(error)),
        Notice::Started(title) => {
            let title = ("title", title.as_str().into());
            (Kind::Success, messages.message("launch-started", &[title]))
        }
        Notice::Changing => (Kind::Warning, messages.message("app-changing", &[])),
        Notice::PageClosed => (Kind::Warning, messages.message("page-closed", &[])),
        Notice::ParkedEnded => (Kind::Warning, messages.message("parked-ended", &[])),
        Notice::BadgeOfAnother => (Kind::Warning, messages.message("badge-of-another", &[])),
        Notice::Store(error) => (Kind::Error, messages.store_error(error)),
        Notice::Stay(reason) => {
            let reason = messages.app_text(reason);
            let reason = reason.unwrap_or_else(|| messages.get("exit-not-finished"));
            let reason = ("reason", reason.into());
            (Kind::Warning, messages.message("exit-refused", &[reason]))
        }
    }
}
