//! Draws the account page: the forms that change the account, and its activity.

mod computer;
mod head;
mod overview;

use egui::Ui;

use crate::screen::Busy;
use crate::screen::account::{AccountScreen, Event, Part, password_rule};
use crate::screen::form::field::Field;
use crate::service::session_view::SessionView;

use crate::ui::audit::timeline::timeline_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{ACCOUNT_WIDTH, CARD_WIDTH, GAP, SMALL_GAP, scope};
use crate::ui::two_factor::{ENROLMENT_WIDTH, enrolment_ui};
use crate::ui::widgets::badge_scans::badge_scans_ui;
use crate::ui::widgets::button::{primary, secondary};
use crate::ui::widgets::card::column;
use crate::ui::widgets::cells_field::cells_field;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::pin_pad::pin_field;
use crate::ui::widgets::submit::{back, busy_indicator, form_buttons};
use crate::ui::widgets::text::{heading, weak};
use overview::overview_ui;

pub(crate) fn account_ui(
    ui: &mut Ui,
    screen: &mut AccountScreen,
    session_view: &SessionView,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    match screen.part {
        Part::Overview => middle(ui, |ui| overview_ui(ui, screen, session_view, draw)),
        Part::Activity(_) => middle(ui, |ui| activity_ui(ui, screen, draw)),
        Part::TwoStepConfirm { .. } => middle(ui, |ui| {
            column(ui, ENROLMENT_WIDTH, |ui| {
                form_ui(ui, screen, session_view, draw)
            })
        }),
        _ => middle(ui, |ui| {
            column(ui, CARD_WIDTH, |ui| form_ui(ui, screen, session_view, draw))
        }),
    }
}

/// Draws a column in the middle of the sheet.
fn middle<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let side = (ui.available_width() - ACCOUNT_WIDTH) / 2.0;
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side.max(0.0).floor());
        scope::enter(ui);
        ui.vertical(|ui| column(ui, ACCOUNT_WIDTH, add)).inner
    });
    row.inner
}

/// Draws what the user did, and what other users did to the account.
fn activity_ui(ui: &mut Ui, screen: &AccountScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    heading(ui, &messages.get("account-activity"));
    let Part::Activity(records) = &screen.part else {
        return None;
    };
    form_notice(ui, draw, screen.notice.as_ref());
    match records {
        None if screen.notice.is_some() => {}
        None => busy_indicator(ui, &messages.get("loading")),
        Some((records, _)) if records.is_empty() => {
            weak(ui, &messages.get("activity-empty"));
        }
        Some((records, timeline)) => timeline_ui(ui, timeline, records, messages),
    }
    ui.add_space(SMALL_GAP);
    back(ui, Busy::Idle, messages, "account-back", Event::Back)
}

/// Returns the names of the title, the introduction and the main button of a form.
fn texts(part: &Part, has_two_step: bool) -> Option<[&'static str; 3]> {
    Some(match part {
        Part::Overview | Part::Activity(_) => return None,
        Part::Password(_) => ["password-heading", "password-intro", "password-button"],
        Part::Details(_) => ["account-profile", "account-confirm-intro", "details-button"],
        Part::Picture(_) => ["picture-heading", "picture-intro", "details-button"],
        Part::RecoveryCodes => [
            "codes-renew-heading",
            "codes-renew-intro",
            "codes-renew-button",
        ],
        Part::TwoStepOn if has_two_step => [
            "two-step-move-heading",
            "two-step-move-intro",
            "account-confirm-button",
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
        Part::Pin(_) => ["pin-heading", "pin-intro", "pin-set-button"],
        Part::PinOff => ["pin-off-heading", "account-confirm-intro", "pin-off-button"],
        Part::Badge(_) => ["badge-heading", "badge-intro", "badge-set-button"],
        Part::BadgeOff => [
            "badge-off-heading",
            "account-confirm-intro",
            "badge-off-button",
        ],
    })
}

fn form_ui(
    ui: &mut Ui,
    screen: &mut AccountScreen,
    session_view: &SessionView,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let has_two_step = session_view.session.user().key_vault.totp.is_some();
    let [title, intro, button] = texts(&screen.part, has_two_step)?;
    match &screen.part {
        Part::Forget(device) => {
            let name = [("name", device.name.as_str().into())];
            heading(ui, &messages.with(title, &name));
        }
        _ => heading(ui, &messages.get(title)),
    }
    // The step before has the introduction.
    if !matches!(screen.part, Part::TwoStepConfirm { .. }) {
        weak(ui, &messages.get(intro));
        ui.add_space(GAP);
    }
    if matches!(screen.part, Part::TwoStepOn) {
        let effect = messages.message("two-step-effect", &[]);
        notice_above(ui, messages, Kind::Info, &effect);
    }
    form_notice(ui, draw, screen.notice.as_ref());
    if let Part::Badge(scans) = &screen.part {
        badge_scans_ui(ui, scans, messages);
        if scans.wants_scan() {
            return back(ui, busy, messages, "button-cancel", Event::Back);
        }
    }
    let min_length = password_rule(session_view).min_length;
    let state = (busy < Busy::Shown, min_length);
    let event = fields_ui(ui, screen, draw, state);
    let events = [Event::Submit, Event::Back];
    form_buttons(ui, busy, messages, (primary, button), events).or(event)
}

fn fields_ui(
    ui: &mut Ui,
    screen: &mut AccountScreen,
    draw: &mut Draw<'_>,
    (is_enabled, min_length): (bool, usize),
) -> Option<Event> {
    let messages = draw.messages;
    let mut form = Form {
        errors: &mut screen.errors,
        focus: screen.focus.take(),
        is_enabled,
    };
    let mut event = None;
    let mut is_entered = false;
    match &mut screen.part {
        Part::TwoStepConfirm { enrolment, code } => {
            let options = form.options(Field::Code, "".into(), messages);
            let response = enrolment_ui(ui, enrolment, code, options, draw);
            return if response.entered {
                Some(Event::Submit)
            } else {
                response.changed.then_some(Event::Edited)
            };
        }
        Part::Details(user) => is_entered = form.user(ui, user, draw).entered,
        Part::Picture(path) => {
            let options = FieldOptions {
                help: Some(messages.get("picture-help")),
                ..form.options(Field::Picture, messages.get("import-file"), messages)
            };
            is_entered = text_field(ui, path, &options, &mut draw.cache.fields).entered;
            if secondary(ui, &messages.get("import-choose"), is_enabled).clicked() {
                event = Some(Event::ChooseFile);
            }
            ui.add_space(SMALL_GAP);
        }
        _ => {}
    }
    let label = (Field::CurrentPassword, "field-current-password");
    is_entered |= form.password(ui, label, &mut screen.current, draw).entered;
    if screen.code.is_asked {
        let options = form.options(Field::Code, messages.get("code-field"), messages);
        let fields = &mut draw.cache.fields;
        is_entered |= cells_field(ui, &mut screen.code.text, &options, fields).entered;
    }
    if let Part::Pin(pin) = &mut screen.part {
        let options = FieldOptions {
            help: Some(messages.get("pin-help")),
            ..form.options(Field::NewPin, messages.get("pin-new"), messages)
        };
        let (response, _) = pin_field(ui, pin, &options, &mut draw.cache.fields);
        form.note(Field::NewPin, response.changed);
        is_entered |= response.entered;
    }
    if let Part::Password(new) = &mut screen.part {
        let label = (Field::NewPassword, "field-new-password");
        let events = [Event::Edited, Event::Submit, Event::Suggest];
        event = form
            .new_password(ui, label, (new, min_length), events, draw)
            .or(event);
    }
    is_entered.then_some(Event::Submit).or(event)
}
