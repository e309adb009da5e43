//! Draws the form for the code that was sent to the e-mail address.

use egui::Ui;

use crate::domain::email_proof::PROOF_SECONDS;
use crate::domain::printable::escaped;
use crate::screen::Busy;
use crate::screen::registration::Event;
use crate::screen::registration::email_proof::{EmailProof, ProofNotice};

use crate::ui::app::language::form_card;
use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::field::{FieldOptions, code_field};
use crate::ui::widgets::form::field_error;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::submit::{back, cancel, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn proof_ui(
    ui: &mut Ui,
    proof: &mut EmailProof,
    busy: Busy,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    form_card(ui, CARD_WIDTH, draw, |ui, draw| {
        heading(ui, &messages.get("register-proof-heading"));
        let email = escaped(proof.email(), &[]).into_owned();
        let values = [
            ("email", email.into()),
            ("minutes", (PROOF_SECONDS / 60).into()),
        ];
        weak(ui, &messages.with("register-proof-intro", &values));
        ui.add_space(GAP);
        optional(ui, |ui| notice_ui(ui, proof, draw));
        let is_enabled = busy < Busy::Shown;
        let options = FieldOptions {
            error: proof.error.map(|error| field_error(messages, error)),
            is_enabled,
            wants_focus: std::mem::take(&mut proof.wants_focus),
            ..FieldOptions::new(messages.get("register-code"))
        };
        let fields = &mut draw.cache.fields;
        let is_entered = code_field(ui, &mut proof.code, &options, fields).entered;
        let event = is_entered.then_some(Event::Submit);
        let event = resend_ui(ui, proof, is_enabled, draw).or(event);
        let labels = ["register-button", "button-creating"];
        let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
        let event = cancel(ui, busy, messages, Event::Cancel).or(event);
        back(ui, busy, messages, "register-edit", Event::Edit).or(event)
    })
}

fn notice_ui(ui: &mut Ui, proof: &EmailProof, draw: &Draw<'_>) {
    let (kind, name) = match &proof.notice {
        None => return,
        Some(ProofNotice::Form(notice)) => return form_notice(ui, draw, Some(notice)),
        Some(ProofNotice::Expired) => (Kind::Error, "register-code-expired"),
        Some(ProofNotice::Sent) => (Kind::Info, "register-code-sent"),
        Some(ProofNotice::TooSoon) => (Kind::Warning, "register-code-too-soon"),
    };
    let message = draw.messages.message(name, &[]);
    notice_above(ui, draw.messages, kind, &message);
}

/// Draws the link that sends another code, which can be used a minute after the last one.
fn resend_ui(ui: &mut Ui, proof: &EmailProof, is_enabled: bool, draw: &Draw<'_>) -> Option<Event> {
    let wait = proof.resend_at.saturating_sub(draw.now);
    if !wait.is_zero() {
        ui.ctx().request_repaint_after(wait);
    }
    let is_enabled = is_enabled && wait.is_zero();
    let resend = link(ui, &draw.messages.get("register-resend"), is_enabled);
    resend.clicked().then_some(Event::Resend)
}
