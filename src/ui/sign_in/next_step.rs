//! Draws the steps of a sign-in after the password: a code, a new password, setting up two-step sign-in.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::sign_in::next_step::{CodeKind, Event, NextStepScreen, Part};

use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::two_factor::{ENROLMENT_WIDTH, enrolment_ui};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::card;
use crate::ui::widgets::cells_field::cells_field;
use crate::ui::widgets::field::{FieldOptions, code_field};
use crate::ui::widgets::form::{field_error, password_rule};
use crate::ui::widgets::new_password_field::new_password_field;
use crate::ui::widgets::notice::{Kind, form_notice, notice};
use crate::ui::widgets::submit::{back, busy_indicator, cancel, submit};
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn next_step_ui(
    ui: &mut Ui,
    screen: &mut NextStepScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let (title, intro, button) = match &screen.part {
        Part::Code { kind, other, .. } => {
            let intro = match (kind, other) {
                (CodeKind::App, None) => None,
                (_, None) => Some("code-recovery-only"),
                (CodeKind::Reset, _) | (_, Some(CodeKind::Reset)) => Some("code-after-recovery"),
                _ => None,
            };
            ("code-heading", intro, "button-continue")
        }
        Part::AnotherPassword(_) => (
            "new-password-heading",
            Some("new-password-intro"),
            "password-button",
        ),
        Part::TwoStep { .. } => (
            "two-step-heading",
            Some("two-step-intro"),
            "two-step-button",
        ),
    };
    let width = match &screen.part {
        Part::TwoStep { .. } => ENROLMENT_WIDTH,
        Part::Code { .. } | Part::AnotherPassword(_) => CARD_WIDTH,
    };
    card(ui, width, |ui| {
        heading(ui, &messages.get(title));
        if let Some(intro) = intro {
            weak(ui, &messages.get(intro));
        }
        effect_ui(ui, screen, messages);
        ui.add_space(GAP);
        form_notice(ui, draw, screen.notice.as_ref());
        let event = part_ui(ui, screen, draw, busy);
        let is_preparing = matches!(
            &screen.part,
            Part::TwoStep {
                enrolment: None,
                ..
            }
        );
        let labels = [button, "code-busy"];
        let submitted = (!is_preparing).then(|| submit(ui, busy, messages, labels, Event::Submit));
        let event = submitted.flatten().or(event);
        let other = match &screen.part {
            Part::Code { other, .. } => other.map(|other| match other {
                CodeKind::App => "code-use-app",
                CodeKind::Recovery => "code-use-recovery",
                CodeKind::Reset => "code-use-reset",
            }),
            _ => None,
        };
        let is_enabled = busy < Busy::Shown;
        let is_other = other.is_some_and(|other| {
            let link = link(ui, &messages.get(other), is_enabled);
            link.clicked()
        });
        let event = is_other.then_some(Event::Other).or(event);
        let event = cancel(ui, busy, messages, Event::Cancel).or(event);
        back(ui, busy, messages, "register-back", Event::Back).or(event)
    })
}

/// Draws what setting up two-step sign-in replaces.
fn effect_ui(ui: &mut Ui, screen: &NextStepScreen, messages: &Messages) {
    let loses_codes = !screen.pending.user().key_vault.codes.is_empty();
    if loses_codes && matches!(screen.part, Part::TwoStep { .. }) {
        let effect = messages.message("two-step-effect", &[]);
        notice(ui, messages, Kind::Info, &effect);
    }
}

fn part_ui(
    ui: &mut Ui,
    screen: &mut NextStepScreen,
    draw: &mut Draw<'_>,
    busy: Busy,
) -> Option<Event> {
    let messages = draw.messages;
    let is_enabled = busy < Busy::Shown;
    let wants_focus = std::mem::take(&mut screen.wants_focus);
    let error = screen.error;
    let options = FieldOptions {
        error: error.map(|error| field_error(messages, error)),
        is_enabled,
        wants_focus,
        ..FieldOptions::new("".into())
    };
    let response = match &mut screen.part {
        Part::Code { code, kind, .. } => {
            let label = messages.get(match kind {
                CodeKind::App => "code-field",
                CodeKind::Recovery => "code-recovery-field",
                CodeKind::Reset => "code-reset-field",
            });
            let field = match kind {
                CodeKind::App => cells_field,
                CodeKind::Recovery | CodeKind::Reset => code_field,
            };
            let options = FieldOptions { label, ..options };
            field(ui, code, &options, &mut draw.cache.fields)
        }
        Part::TwoStep {
            enrolment: Some(enrolment),
            code,
        } => enrolment_ui(ui, enrolment, code, options, draw),
        Part::TwoStep {
            enrolment: None, ..
        } => {
            screen.wants_focus = wants_focus;
            if busy >= Busy::Shown {
                busy_indicator(ui, &messages.get("account-busy"));
            }
            return None;
        }
        Part::AnotherPassword(new) => {
            let min_length = screen.pending.rule().min_length;
            let options = FieldOptions {
                label: messages.get("field-new-password"),
                help: Some(password_rule(messages, min_length)),
                ..options
            };
            let events = [Event::Edited, Event::Submit, Event::Suggest];
            return new_password_field(ui, new, &options, events, draw);
        }
    };
    if response.entered {
        Some(Event::Submit)
    } else {
        response.changed.then_some(Event::Edited)
    }
}
