//! Draws the set-up form.

pub(crate) mod broken;
pub(crate) mod start;

use egui::Ui;

use crate::screen::Busy;
use crate::screen::form::field::Field;
use crate::screen::set_up::{Event, SetUpScreen};

use crate::ui::app::language::head_ui;
use crate::ui::draw::Draw;
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::card::card;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::new_password_field::NewPasswordResponse;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::submit::submit;
use crate::ui::widgets::text::weak;

pub(crate) fn set_up_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let is_enabled = busy < Busy::Shown;
    card(ui, CARD_WIDTH, |ui| {
        let app = draw.app();
        let title = messages.with("set-up-heading", &[("app", app.into())]);
        head_ui(ui, &title, draw, |ui, draw| {
            if !slot(ui, &mut draw.slots.logo) {
                mark_ui(ui);
            }
        });
        weak(ui, &messages.get("set-up-intro"));
        ui.add_space(GAP);
        form_notice(ui, draw, screen.notice.as_ref());
        let mut event = fields_ui(ui, screen, draw, is_enabled);
        let (label, busy_label) = (messages.get("set-up-button"), messages.get("set-up-busy"));
        if submit(ui, busy, &label, &busy_label) {
            event = Some(Event::Submit);
        }
        event
    })
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut SetUpScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let min_length = screen.rule().min_length;
    let form = Form {
        errors: &screen.errors,
        focus: screen.focus.take(),
        is_enabled,
    };
    let response = form.user(ui, &mut screen.user, draw);
    let mut is_entered = response.entered;
    let mut event = match response.changed {
        Some(Field::FullName) => Some(Event::NameEdited),
        Some(Field::Username) => Some(Event::UsernameEdited),
        _ => None,
    };
    let label = (Field::NewPassword, "field-password");
    match form.new_password(ui, label, (&mut screen.password, min_length), draw) {
        NewPasswordResponse::Suggest => event = Some(Event::Suggest),
        NewPasswordResponse::Edited => event = Some(Event::PasswordEdited),
        NewPasswordResponse::Entered => is_entered = true,
        NewPasswordResponse::Nothing => {}
    }
    if is_entered {
        event = Some(Event::Submit);
    }
    event
}
