//! Draws the registration form.

mod email_proof;
pub(crate) mod policy;

use egui::Ui;

use crate::domain::registration::RegistrationPolicy;
use crate::screen::Busy;
use crate::screen::registration::{Event, RegisterScreen};

use crate::ui::app::language::form_card;
use crate::ui::draw::Draw;
use crate::ui::registration::email_proof::proof_ui;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::form::new_user_fields;
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::submit::{back, cancel, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn register_ui(
    ui: &mut Ui,
    screen: &mut RegisterScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    if let Some(proof) = &mut screen.proof {
        return proof_ui(ui, proof, busy, draw);
    }
    form_card(ui, CARD_WIDTH, draw, |ui, draw| {
        heading(ui, &messages.get("register-heading"));
        let intro = match screen.mode {
            RegistrationPolicy::Approval => "register-intro-approval",
            RegistrationPolicy::Open => "register-intro-open",
            RegistrationPolicy::Closed | RegistrationPolicy::Listed => "register-intro",
        };
        weak(ui, &messages.get(intro));
        ui.add_space(GAP);
        let (is_enabled, events) = (
            busy < Busy::Shown,
            [Event::PasswordEdited, Event::Submit, Event::Suggest],
        );
        let (event, _) = new_user_fields(ui, &mut screen.form, is_enabled, events, draw);
        form_notice(ui, draw, screen.form.notice.as_ref());
        let labels = ["register-button", "button-creating"];
        let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
        let event = cancel(ui, busy, messages, Event::Cancel).or(event);
        back(ui, busy, messages, "register-back", Event::Back).or(event)
    })
}
