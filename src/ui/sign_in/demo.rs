//! What a demo adds to the sign-in form: a banner, and the users with their passwords.

use egui::Ui;

use crate::domain::secret::Secret;
use crate::messages::Message;
use crate::screen::sign_in::LoginScreen;

use crate::ui::draw::Draw;
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::notice::{Kind, notice_above};
use crate::ui::widgets::text::weak;

pub(crate) fn demo_banner_ui(ui: &mut Ui, draw: &Draw<'_>) {
    if !draw.demo.is_empty() {
        let summary = draw.messages.get("demo-banner").into_owned();
        let help = String::new();
        notice_above(ui, draw.messages, Kind::Info, &Message { summary, help });
    }
}

pub(crate) fn demo_users_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &Draw<'_>) {
    if draw.demo.is_empty() {
        return;
    }
    ui.separator();
    ui.label(draw.messages.get("demo-intro").as_ref());
    for user in draw.demo {
        let name = ("name", user.name.as_str().into());
        let line = [
            name.clone(),
            ("username", user.username.as_str().into()),
            ("password", user.password.as_str().into()),
        ];
        weak(ui, &draw.messages.with("demo-user", &line));
        if secondary(ui, &draw.messages.with("demo-fill", &[name]), true).clicked() {
            screen.login.clone_from(&user.username);
            screen.password.text = Secret::new(user.password.clone());
            screen.focus = Some(crate::screen::form::field::Field::CurrentPassword);
        }
    }
}
