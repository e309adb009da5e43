//! Draws one's own account: the overview, and the form for each thing that can be changed.

use egui::{RichText, Ui};

use crate::account::email::Email;
use crate::account::look::ThemeChoice;
use crate::account::own::UsualField;
use crate::account::user::User;
use crate::screen::Busy;
use crate::screen::account::{AccountScreen, Done, Event, Field, FieldError, Form, Part};
use crate::service::account::Device;
use crate::words::{Said, Words};

use super::Draw;
use super::activity::record_rows;
use super::button::secondary;
use super::card::{End, back, busy, card, end, heading, weak};
use super::field::{FieldLook, password_field, text_field};
use super::language::language_ui;
use super::new_password::{NewPasswordDone, new_password_field};
use super::notice::{Kind, form_notice, notice};
use super::own_fields::own_fields;
use super::panel::{apart, panel, with_buttons};
use super::theme::{CARD_WIDTH, GAP, SMALL_GAP, WIDE_WIDTH};
use super::tiles::own_picture_ui;
use super::two_step::{ENROLMENT_WIDTH, enrolment_ui};

/// The overview is wider than forms.
const WIDTH: f32 = CARD_WIDTH + 240.0;

pub(super) fn account_ui(
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

fn overview_ui(ui: &mut Ui, screen: &AccountScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let words = draw.words;
    heading(ui, &words.get("account-heading"));
    ui.add_space(SMALL_GAP);
    apart(ui, |ui| {
        if let Some(done) = screen.done {
            notice(ui, words, Kind::Success, &say(words, done));
            ui.add_space(SMALL_GAP);
        }
    });
    let mut event = None;
    let user = screen.entrance.session.user();
    if let Some((path, picture)) = &screen.picture {
        own_picture_ui(ui, picture, path, &user.display_name(), draw);
        ui.add_space(SMALL_GAP);
    }
    for (title, lines, buttons) in sections(words, user, screen) {
        let (labels, forms): (Vec<_>, Vec<_>) = buttons.into_iter().unzip();
        let pressed = panel(ui, |ui| with_buttons(ui, &title, &lines, &labels));
        if let Some(form) = pressed.and_then(|at| forms.into_iter().nth(at)) {
            event = Some(Event::Open(form));
        }
    }
    panel(ui, |ui| {
        ui.label(RichText::new(words.get("account-looks").as_ref()).strong());
        ui.horizontal_wrapped(|ui| {
            for (name, choice) in [
                ("theme-light", ThemeChoice::Light),
                ("theme-dark", ThemeChoice::Dark),
            ] {
                if secondary(ui, &words.get(name), true).clicked() {
                    event = Some(Event::Theme(choice));
                }
            }
            language_ui(ui, true, draw);
        });
    });
    if back(ui, Busy::Idle, &words.get("account-back")) {
        event = Some(Event::Back);
    }
    event
}

/// What they did, and others to their account.
fn activity_ui(ui: &mut Ui, screen: &AccountScreen, draw: &Draw<'_>) -> Option<Event> {
    let words = draw.words;
    heading(ui, &words.get("account-activity"));
    let Part::Activity(records) = &screen.part else {
        return None;
    };
    match records {
        None => busy(ui, &words.get("activity-reading")),
        Some(records) if records.is_empty() => {
            weak(ui, &words.get("activity-empty"));
        }
        Some(records) => record_rows(ui, records, words),
    }
    ui.add_space(SMALL_GAP);
    back(ui, Busy::Idle, &words.get("account-back")).then_some(Event::Back)
}

/// A title, what stands under it, and the buttons with the forms that they open.
type Section = (String, Vec<String>, Vec<(String, Form)>);

fn sections(words: &Words, user: &User, screen: &AccountScreen) -> Vec<Section> {
    let get = |name: &str| words.get(name).into_owned();
    let email = user.email.as_ref().map(Email::as_str);
    let email = email.map_or_else(|| get("account-no-email"), str::to_owned);
    let is_required = screen.entrance.settings.two_step.is_required(&user.roles);
    let mut two_step = Vec::new();
    let two_step_form = if user.safeguards.totp.is_some() {
        two_step.push(get("account-two-step-on"));
        (!is_required).then(|| (get("two-step-off-button"), Form::TwoStepOff))
    } else {
        two_step.push(get("account-two-step-off"));
        Some((get("two-step-heading"), Form::TwoStepOn))
    };
    if is_required {
        two_step.push(get("account-two-step-required"));
    }
    let left = [("count", user.safeguards.codes.len().into())];
    let mut devices = Vec::new();
    let mut device_buttons = Vec::new();
    for device in screen.devices.iter().flatten() {
        devices.push(device_line(words, device));
        let name = [("name", device.name.as_str().into())];
        let form = Form::Forget(device.clone());
        device_buttons.push((words.with("account-forget", &name), form));
    }
    if devices.is_empty() && screen.devices.is_some() {
        devices.push(get("account-devices-none"));
    }
    device_buttons.push((get("account-sign-out-everywhere"), Form::SignOutEverywhere));
    vec![
        (
            get("account-profile"),
            vec![user.display_name(), email],
            vec![
                (get("account-profile-change"), Form::Details),
                (get("picture-heading"), Form::Picture),
            ],
        ),
        (
            get("account-password"),
            vec![get("password-intro")],
            vec![(get("password-heading"), Form::Password)],
        ),
        (
            get("account-two-step"),
            two_step,
            two_step_form.into_iter().collect(),
        ),
        (
            get("account-codes"),
            vec![words.with("account-codes-left", &left)],
            vec![(get("codes-renew-button"), Form::RecoveryCodes)],
        ),
        (get("account-devices"), devices, device_buttons),
        (
            get("account-activity"),
            vec![get("account-activity-intro")],
            vec![(get("account-activity-button"), Form::Activity)],
        ),
    ]
}

fn device_line(words: &Words, device: &Device) -> String {
    let name = [("name", device.name.as_str().into())];
    let name = if device.is_this {
        words.with("account-device-this", &name)
    } else {
        words.with("account-device", &name)
    };
    let values = [
        ("since", words.ago(device.since, device.now).into()),
        ("used", words.ago(device.used_at, device.now).into()),
    ];
    format!("{name}. {}", words.with("account-device-used", &values))
}

fn form_ui(ui: &mut Ui, screen: &mut AccountScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let words = draw.words;
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
            heading(ui, &words.with(title, &name));
        }
        _ => heading(ui, &words.get(title)),
    }
    // What to set up was said a step before.
    if !matches!(screen.part, Part::TwoStepConfirm { .. }) {
        weak(ui, &words.get(intro));
        ui.add_space(GAP);
    }
    form_notice(ui, draw, screen.notice.as_ref());
    let event = fields_ui(ui, screen, draw, waiting < Busy::Shown);
    match end(ui, waiting, words, &words.get(button)) {
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
    let words = draw.words;
    let focus = screen.focus.take();
    let errors = &screen.errors;
    let error = |field| errors.of(field).map(|error| field_error(words, error));
    let look = |field: Field| FieldLook {
        label: "",
        error: error(field),
        help: None,
        is_enabled,
        wants_focus: focus == Some(field),
    };
    let mut event = None;
    let mut is_entered = false;
    if let Part::TwoStepConfirm { enrolment, code } = &mut screen.part {
        let FieldLook {
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
                usual(UsualField::FirstName),
            ),
            (
                "field-last-name",
                last,
                Field::LastName,
                usual(UsualField::LastName),
            ),
            ("field-email", &mut details.email, Field::Email, true),
        ] {
            if !is_asked {
                continue;
            }
            let look = FieldLook {
                label: &words.get(name),
                ..look(field)
            };
            is_entered |= text_field(ui, text, &look, draw.fields).entered;
        }
        let state = |key| match errors.of(Field::Own(key)) {
            Some(FieldError::Own(error)) => (Some(error), focus == Some(Field::Own(key))),
            _ => (None, focus == Some(Field::Own(key))),
        };
        is_entered |= own_fields(ui, (rules, &mut details.fields), is_enabled, state, draw);
    }
    if let Part::Picture(path) = &mut screen.part {
        let look = FieldLook {
            label: &words.get("import-file"),
            help: Some(&words.get("picture-help")),
            ..look(Field::Picture)
        };
        is_entered |= text_field(ui, path, &look, draw.fields).entered;
        if secondary(ui, &words.get("import-choose"), is_enabled).clicked() {
            event = Some(Event::ChooseFile);
        }
        ui.add_space(SMALL_GAP);
    }
    let current = FieldLook {
        label: &words.get("field-current-password"),
        ..look(Field::Current)
    };
    is_entered |= password_field(ui, &mut screen.current, &current, words, draw.fields).entered;
    let rule = [("min", screen.rule().min_length.into())];
    if let Part::Password(new) = &mut screen.part {
        let look = FieldLook {
            label: &words.get("field-new-password"),
            help: Some(&words.with("password-rule", &rule)),
            ..look(Field::New)
        };
        match new_password_field(ui, new, &look, draw) {
            NewPasswordDone::Nothing => {}
            NewPasswordDone::Edited => event = Some(Event::Edited),
            NewPasswordDone::Entered => is_entered = true,
            NewPasswordDone::Suggest => event = Some(Event::Suggest),
        }
    }
    if is_entered {
        Some(Event::Submit)
    } else {
        event
    }
}

fn field_error(words: &Words, error: FieldError) -> String {
    let name = match error {
        FieldError::Missing => "login-missing-password",
        FieldError::Wrong => "password-wrong",
        FieldError::Same => "password-same",
        FieldError::NameMissing => "error-name-missing",
        FieldError::EmailTaken => "details-email-taken",
        FieldError::NoPicture => "picture-wrong",
        FieldError::CodeWrong => "code-wrong",
        FieldError::Own(error) => return words.own_field_error(error),
        FieldError::Password(error) => return words.password_error(error),
        FieldError::Email(error) => return words.email_error(error),
    };
    words.get(name).into_owned()
}

/// What was done.
fn say(words: &Words, done: Done) -> Said {
    let name = match done {
        Done::Password => "password-changed",
        Done::Details => "details-changed",
        Done::Picture => "picture-changed",
        Done::RecoveryCodes => "codes-renewed",
        Done::TwoStepOn => "two-step-on",
        Done::TwoStepOff => "two-step-off",
        Done::SignedOutEverywhere => "signed-out-everywhere",
        Done::Forgotten => "forgotten",
    };
    words.say(name, &[])
}
