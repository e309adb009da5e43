//! The overview of the account: its state, and the buttons that open the forms.

use std::path::PathBuf;

use egui::Ui;

use crate::domain::appearance::{Motion, ThemeChoice};
use crate::domain::email::Email;
use crate::domain::user::User;
use crate::messages::{Message, Messages, join_sentences};
use crate::screen::Busy;
use crate::screen::account::{AccountScreen, Event, Form};
use crate::service::account::Device;
use crate::service::admin_action::ActionError;

use crate::ui::app::language::language_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{SMALL_GAP, motion};
use crate::ui::widgets::button::{clicked, secondary};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::panel::{optional, panel, text_with_buttons};
use crate::ui::widgets::picture::picture_ui;
use crate::ui::widgets::submit::back;
use crate::ui::widgets::text::{heading, label};

pub(crate) fn overview_ui(
    ui: &mut Ui,
    screen: &AccountScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    heading(ui, &messages.get("account-heading"));
    ui.add_space(SMALL_GAP);
    optional(ui, |ui| {
        let done = screen.done.as_ref();
        if let Some(message) = done.and_then(|done| done_message(messages, done)) {
            notice(ui, messages, Kind::Success, &message);
            ui.add_space(SMALL_GAP);
        }
    });
    optional(ui, |ui| {
        if let Some(saved) = &screen.saved {
            let (kind, message) = saved_message(messages, saved);
            notice(ui, messages, kind, &message);
            ui.add_space(SMALL_GAP);
        }
    });
    let user = screen.session_view.session.user();
    if let Some(path) = &user.picture
        && let Some(picture) = screen.pictures.get(path)
    {
        picture_ui(
            ui,
            picture,
            path,
            (user.username.as_str(), &user.display_name()),
            &mut draw.cache.textures,
        );
        ui.add_space(SMALL_GAP);
    }
    let mut event = None;
    for (title, lines, buttons) in sections(messages, user, screen) {
        let form = panel(ui, |ui| text_with_buttons(ui, &title, &lines, buttons));
        event = form.map(Event::Open).or(event);
    }
    event = panel(ui, |ui| own_data_ui(ui, messages)).or(event);
    event = panel(ui, |ui| appearance_ui(ui, draw)).or(event);
    back(ui, Busy::Idle, messages, "account-back", Event::Back).or(event)
}

fn own_data_ui(ui: &mut Ui, messages: &Messages) -> Option<Event> {
    let title = messages.get("account-data");
    let lines = [messages.get("account-data-intro").into_owned()];
    let label = messages.get("account-data-save").into_owned();
    text_with_buttons(ui, &title, &lines, vec![(label, Event::SaveOwnData)])
}

fn saved_message(messages: &Messages, saved: &Result<PathBuf, ActionError>) -> (Kind, Message) {
    match saved {
        Ok(path) => {
            let path = [("path", path.display().to_string().into())];
            (Kind::Success, messages.message("table-saved", &path))
        }
        Err(error) => (Kind::Error, messages.action_error(error)),
    }
}

fn appearance_ui(ui: &mut Ui, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    label(ui, &messages.get("account-appearance"));
    let row = ui.horizontal_wrapped(|ui| {
        let themes = [
            ("theme-light", ThemeChoice::Light),
            ("theme-dark", ThemeChoice::Dark),
        ];
        let theme = clicked(themes, |(name, _)| secondary(ui, &messages.get(name), true));
        language_ui(ui, draw);
        theme
    });
    let theme = row.inner.map(|(_, theme)| Event::Theme(theme));
    motion_ui(ui, messages).or(theme)
}

/// Draws the checkbox that turns animations on and off.
fn motion_ui(ui: &mut Ui, messages: &Messages) -> Option<Event> {
    let mut is_animated = motion(ui) == Motion::Full;
    let label = messages.get("account-motion");
    checkbox(ui, &mut is_animated, &label, true)
        .changed()
        .then_some(Event::Motion(if is_animated {
            Motion::Full
        } else {
            Motion::Reduced
        }))
}

/// A title, the lines under it, and the labels of the buttons with the forms that they open.
type Section = (String, Vec<String>, Vec<(String, Form)>);

fn sections(messages: &Messages, user: &User, screen: &AccountScreen) -> Vec<Section> {
    let get = |name: &str| messages.get(name).into_owned();
    let email = user.email.as_ref().map(Email::as_str);
    let email = email.map_or_else(|| get("account-no-email"), str::to_owned);
    let is_required = screen
        .session_view
        .settings
        .two_step
        .is_required(&user.roles);
    let mut two_step = Vec::new();
    let two_step_form = if user.key_vault.totp.is_some() {
        two_step.push(get("account-two-step-on"));
        (!is_required).then(|| (get("two-step-off-button"), Form::TwoStepOff))
    } else {
        two_step.push(get("account-two-step-off"));
        Some((get("two-step-heading"), Form::TwoStepOn))
    };
    if is_required {
        two_step.push(get("account-two-step-required"));
    }
    let left = [("count", user.key_vault.codes.len().into())];
    let mut codes = vec![messages.with("account-codes-left", &left)];
    if user.key_vault.has_few_codes() {
        codes.push(get("account-codes-few"));
    }
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
            codes,
            vec![(get("codes-renew-button"), Form::RecoveryCodes)],
        ),
        devices_section(messages, screen),
        (
            get("account-activity"),
            vec![get("account-activity-intro")],
            vec![(get("account-activity-button"), Form::Activity)],
        ),
    ]
}

fn devices_section(messages: &Messages, screen: &AccountScreen) -> Section {
    let devices = || screen.devices.iter().flatten();
    let mut lines: Vec<_> = devices()
        .map(|device| device_line(messages, device))
        .collect();
    if lines.is_empty() && screen.devices.is_some() {
        lines.push(messages.get("account-devices-none").into_owned());
    }
    let forget = devices().map(|device| {
        let name = [("name", device.name.as_str().into())];
        let label = messages.with("account-forget", &name);
        (label, Form::Forget(device.clone()))
    });
    let everywhere = messages.get("account-sign-out-everywhere").into_owned();
    let buttons = forget.chain([(everywhere, Form::SignOutEverywhere)]);
    let title = messages.get("account-devices").into_owned();
    (title, lines, buttons.collect())
}

fn device_line(messages: &Messages, device: &Device) -> String {
    let name = [("name", device.name.as_str().into())];
    let name = if device.is_this {
        messages.with("account-device-this", &name)
    } else {
        messages.with("account-device", &name)
    };
    let values = [
        ("since", messages.ago(device.since, device.now).into()),
        ("used", messages.ago(device.used_at, device.now).into()),
    ];
    join_sentences(&name, &messages.with("account-device-used", &values))
}

/// Returns the message about a form that was completed.
fn done_message(messages: &Messages, done: &Form) -> Option<Message> {
    let name = match done {
        Form::Password => "password-changed",
        Form::Details => "details-changed",
        Form::Picture => "picture-changed",
        Form::RecoveryCodes => "codes-renewed",
        Form::TwoStepOn => "two-step-on",
        Form::TwoStepOff => "two-step-off",
        Form::SignOutEverywhere => "signed-out-everywhere",
        Form::Forget(_) => "forget-done",
        Form::Activity => return None,
    };
    Some(messages.message(name, &[]))
}
