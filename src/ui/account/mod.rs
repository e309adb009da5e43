//! Draws one's own account: the form for each thing that can be changed, and what happened.

pub(crate) mod new_password;
mod overview;

use egui::Ui;

use crate::domain::customization::StandardField;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::account::{AccountScreen, Event, Field, FieldError, Part};

use crate::ui::account::new_password::{NewPasswordResponse, new_password_field};
use crate::ui::audit::record_rows;
use crate::ui::draw::Draw;
use crate::ui::theme::{CARD_WIDTH, GAP, SMALL_GAP, WIDE_WIDTH};
use crate::ui::two_factor::{ENROLMENT_WIDTH, enrolment_ui};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::card::card;
use crate::ui::widgets::custom_fields::custom_fields;
use crate::ui::widgets::field::{FieldOptions, password_field, text_field};
use crate::ui::widgets::notice::form_notice;
use crate::ui::widgets::submit::{End, back, busy, end};
use crate::ui::widgets::text::{heading, weak};
use overview::overview_ui;

/// The overview is wider than forms.
const WIDTH: f32 = CARD_WIDTH + 240.0;

pub(crate) fn account_ui(
    ui: &mut Ui,
    screen: &mut AccountScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    match screen.part {
        Part::Overview => card(ui, WIDTH, |ui| overview_ui(ui, screen, draw)),
        Part::Activity(_) => card(ui, WIDE_WIDTH, |ui| activity_ui(ui, screen, draw)),
        Part::TwoStepConfirm { .. } => card(ui, ENROLMENT_WIDTH, |ui| form_ui(ui, screen, draw)),
        _ => card(ui, CARD_WIDTH, |ui| form_ui(ui, screen, draw)),
    }
}

/// What they did, and others to their account.
fn activity_ui(ui: &mut Ui, screen: &AccountScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    heading(ui, &messages.get("account-activity"));
    let Part::Activity(records) = &screen.part else {
        return None;
    };
    match records {
        None => busy(ui, &messages.get("activity-reading")),
        Some(records) if records.is_empty() => {
            weak(ui, &messages.get("activity-empty"));
        }
        Some(records) => record_rows(ui, records, messages),
    }
    ui.add_space(SMALL_GAP);
    back(ui, Busy::Idle, &messages.get("account-back")).then_some(Event::Back)
}

fn form_ui(ui: &mut Ui, screen: &mut AccountScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let waiting = screen.busy(draw.now);
    let [title, intro, button] = match &screen.part {
        Part::Overview | Part::Activity(_) => return None,
        Part::Password(_) => ["password-heading", "password-intro", "password-button"],
        Part::Details(_) => ["account-profile", "account-confirm-intro", "details-button"],
        Part::Picture(_) => ["picture-heading", "picture-intro", "details-button"],
        Part::RecoveryCodes => [
            "codes-renew-heading",
            "codes-renew-intro",
            "codes-renew-button",
        ],
        Part::TwoStepOn => [
            "two-step-heading",
            "two-step-intro",
            "account-confirm-button",
        ],
        Part::TwoStepConfirm { .. } => ["two-step-heading", "two-step-intro", "two-step-button"],
        Part::TwoStepOff => [
            "two-step-off-heading",
            "account-confirm-intro",
            "two-step-off-button",
        ],
        Part::SignOutEverywhere => ["sign-out-heading", "sign-out-intro", "sign-out-button"],
        Part::Forget(_) => ["forget-heading", "forget-intro", "forget-button"],
    };
    match &screen.part {
        Part::Forget(device) => {
            let name = [("name", device.name.as_str().into())];
            heading(ui, &messages.with(title, &name));
        }
        _ => heading(ui, &messages.get(title)),
    }
    // What to set up was said a step before.
    if !matches!(screen.part, Part::TwoStepConfirm { .. }) {
        weak(ui, &messages.get(intro));
        ui.add_space(GAP);
    }
    form_notice(ui, draw, screen.notice.as_ref());
    let event = fields_ui(ui, screen, draw, waiting < Busy::Shown);
    match end(ui, waiting, messages, &messages.get(button)) {
        Some(End::Submit) => Some(Event::Submit),
        Some(End::Back) => Some(Event::Back),
        None => event,
    }
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut AccountScreen,
    draw: &mut Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let messages = draw.messages;
    let focus = screen.focus.take();
    let errors = &screen.errors;
    let error = |field| errors.of(field).map(|error| field_error(messages, error));
    let look = |field: Field| FieldOptions {
        label: "",
        error: error(field),
        help: None,
        is_enabled,
        wants_focus: focus == Some(field),
    };
    let mut event = None;
    let mut is_entered = false;
    if let Part::TwoStepConfirm { enrolment, code } = &mut screen.part {
        let FieldOptions {
            error, wants_focus, ..
        } = look(Field::Code);
        let done = enrolment_ui(ui, enrolment, code, (error, is_enabled, wants_focus), draw);
        let edited = done.changed.then_some(Event::Edited);
        return if done.entered {
            Some(Event::Submit)
        } else {
            edited
        };
    }
    if let Part::Details(details) = &mut screen.part {
        let rules = &screen.rules;
        let (first, last) = (&mut details.first_name, &mut details.last_name);
        let usual = |field| rules.asks(field);
        for (name, text, field, is_asked) in [
            (
                "field-first-name",
                first,
                Field::FirstName,
                usual(StandardField::FirstName),
            ),
            (
                "field-last-name",
                last,
                Field::LastName,
                usual(StandardField::LastName),
            ),
            ("field-email", &mut details.email, Field::Email, true),
        ] {
            if !is_asked {
                continue;
            }
            let look = FieldOptions {
                label: &messages.get(name),
                ..look(field)
            };
            is_entered |= text_field(ui, text, &look, draw.fields).entered;
        }
        let state = |key| match errors.of(Field::Own(key)) {
            Some(FieldError::Own(error)) => (Some(error), focus == Some(Field::Own(key))),
            _ => (None, focus == Some(Field::Own(key))),
        };
        is_entered |= custom_fields(ui, (rules, &mut details.fields), is_enabled, state, draw);
    }
    if let Part::Picture(path) = &mut screen.part {
        let look = FieldOptions {
            label: &messages.get("import-file"),
            help: Some(&messages.get("picture-help")),
            ..look(Field::Picture)
        };
        is_entered |= text_field(ui, path, &look, draw.fields).entered;
        if secondary(ui, &messages.get("import-choose"), is_enabled).clicked() {
            event = Some(Event::ChooseFile);
        }
        ui.add_space(SMALL_GAP);
    }
    let current = FieldOptions {
        label: &messages.get("field-current-password"),
        ..look(Field::Current)
    };
    is_entered |= password_field(ui, &mut screen.current, &current, messages, draw.fields).entered;
    let rule = [("min", screen.rule().min_length.into())];
    if let Part::Password(new) = &mut screen.part {
        let look = FieldOptions {
            label: &messages.get("field-new-password"),
            help: Some(&messages.with("password-rule", &rule)),
            ..look(Field::New)
        };
        match new_password_field(ui, new, &look, draw) {
            NewPasswordResponse::Nothing => {}
            NewPasswordResponse::Edited => event = Some(Event::Edited),
            NewPasswordResponse::Entered => is_entered = true,
            NewPasswordResponse::Suggest => event = Some(Event::Suggest),
        }
    }
    if is_entered {
        Some(Event::Submit)
    } else {
        event
    }
}

fn field_error(messages: &Messages, error: FieldError) -> String {
    let name = match error {
        FieldError::Missing => "login-missing-password",
        FieldError::Wrong => "password-wrong",
        FieldError::Same => "password-same",
        FieldError::NameMissing => "error-name-missing",
        FieldError::EmailTaken => "details-email-taken",
        FieldError::NoPicture => "picture-wrong",
        FieldError::CodeWrong => "code-wrong",
        FieldError::Own(error) => return messages.custom_field_error(error),
        FieldError::Password(error) => return messages.password_error(error),
        FieldError::Email(error) => return messages.email_error(error),
    };
    messages.get(name).into_owned()
}
