//! What a demo adds to the sign-in form: a banner, and the users with their passwords.

use egui::Ui;

use crate::domain::secret::Secret;
use crate::messages::Message;
use crate::screen::busy::Busy;
use crate::screen::sign_in::{Event, LoginScreen};

use crate::ui::draw::Draw;
use crate::ui::widgets::button::secondary_wide;
use crate::ui::widgets::notice::{Kind, notice_above};
use crate::ui::widgets::text::small;

pub(crate) fn demo_banner_ui(ui: &mut Ui, draw: &Draw<'_>) {
    if !draw.demo.is_empty() {
        let summary = draw.messages.get("demo-banner").into_owned();
        let help = String::new();
        notice_above(ui, draw.messages, Kind::Info, &Message { summary, help });
    }
}

/// Draws a button for each user that signs in at once. Returns what signs in the one that was chosen.
pub(crate) fn demo_users_ui(
    ui: &mut Ui,
    screen: &mut LoginScreen,
    draw: &Draw<'_>,
) -> Option<Event> {
    if draw.demo.is_empty() {
        return None;
    }
    let is_enabled = screen.busy(draw.now) < Busy::Shown;
    ui.separator();
    ui.label(draw.messages.get("demo-intro").as_ref());
    let mut event = None;
    for user in draw.demo {
        let line = [
            ("name", user.name.as_str().into()),
            ("roles", user.roles.join(", ").into()),
        ];
        let label = draw.messages.with("demo-sign-in", &line);
        if secondary_wide(ui, &label, is_enabled).clicked() {
            screen.login.clone_from(&user.username);
            screen.password.text = Secret::new(user.password.clone());
            event = Some(Event::Submit);
        }
        let line = [
            ("username", user.username.as_str().into()),
            ("password", user.password.as_str().into()),
        ];
        small(ui, &draw.messages.with("demo-user", &line));
    }
    event
}
