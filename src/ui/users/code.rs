//! The reset code of a user, which is shown once, and sent by e-mail if the administrator wants that.

use egui::Ui;

use crate::screen::Busy;
use crate::screen::users::{Event, Notice, Part, UsersScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::reset_code::reset_code_ui;
use crate::ui::widgets::submit::{back, busy_indicator};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn code_ui(ui: &mut Ui, screen: &UsersScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let Part::Code {
        username,
        code,
        is_first,
        expires_at,
    } = &screen.part
    else {
        return None;
    };
    let name = [("name", username.as_str().into())];
    heading(ui, &messages.with("users-code-heading", &name));
    let intro = if *is_first {
        "users-code-first"
    } else {
        "users-code-reset"
    };
    weak(ui, &messages.with(intro, &name));
    ui.add_space(GAP);
    reset_code_ui(ui, code, *expires_at, draw);
    let sent = mail_ui(ui, screen, username, draw);
    ui.add_space(SMALL_GAP);
    back(ui, Busy::Idle, messages, "users-back", Event::Back).or(sent)
}

/// Draws the button that sends the code, with the address that it goes to, or why it cannot be sent.
fn mail_ui(ui: &mut Ui, screen: &UsersScreen, username: &str, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    // A user who was just added is in the list as soon as that is read again.
    let (list, row) = (screen.users.as_ref()?, screen.find(username)?);
    ui.add_space(SMALL_GAP);
    if !list.has_mail {
        weak(ui, &messages.get("users-code-no-server"));
        return None;
    }
    if !row.is_own_email {
        weak(ui, &messages.message("users-code-no-address", &[]).summary);
        return None;
    }
    let email = [("email", row.email.as_str().into())];
    weak(ui, &messages.with("users-code-send-to", &email));
    ui.add_space(SMALL_GAP);
    let busy = screen.sending(draw.now);
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("users-code-sending"));
        return None;
    }
    let is_sent = matches!(screen.notice, Some(Notice::CodeSent(_)));
    let can_send = !busy.is_busy() && !is_sent;
    let send = secondary(ui, &messages.get("users-code-send"), can_send);
    send.clicked().then_some(Event::SendCode)
}
