//! The overview of the account: who it is, and rows with its state and the buttons that open the forms.

use std::path::PathBuf;

use egui::{Align, Layout, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};

use crate::domain::appearance::{Motion, ThemeChoice};
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::recovery::CODES;
use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::account::{AccountScreen, Event, Form};
use crate::service::account::Device;
use crate::service::admin_action::ActionError;
use crate::service::quick_unlock::PinStatus;
use crate::service::session_view::SessionView;

use crate::ui::account::computer::computer_row;
use crate::ui::account::head::head_ui;
use crate::ui::app::language::language_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP, motion, palette};
use crate::ui::widgets::button::{clicked, link};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::rows::{Row, dense, dense_quiet, dense_width, row_box, row_frame, row_ui};
use crate::ui::widgets::submit::back;
use crate::ui::widgets::text::subheading;
use crate::ui::widgets::theme_choice::{theme_choice, themes};

/// The space between sections, in points.
const SECTION_GAP: f32 = 24.0;
/// The size of a bar that stands for a recovery code, in points.
const BAR: Vec2 = vec2(8.0, 16.0);
/// The space between two bars, in points.
const BAR_GAP: f32 = 3.0;
/// The width of the menu of languages, in points.
const LANGUAGES: f32 = 132.0;

pub(crate) fn overview_ui(
    ui: &mut Ui,
    screen: &AccountScreen,
    session_view: &SessionView,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    optional(ui, |ui| {
        let done = screen.done.as_ref();
        if let Some(message) = done.and_then(|done| done_message(messages, done)) {
            notice_above(ui, messages, Kind::Success, &message);
        }
    });
    optional(ui, |ui| {
        if let Some(saved) = &screen.saved {
            let (kind, message) = saved_message(messages, saved);
            notice_above(ui, messages, kind, &message);
        }
    });
    form_notice(ui, draw, screen.notice.as_ref());
    let user = session_view.session.user();
    let event = head_ui(ui, screen, user, draw);
    section(ui, messages, "account-sign-in");
    let mut event = row_box(ui, |ui| sign_in_rows(ui, screen, session_view, messages)).or(event);
    section(ui, messages, "account-devices");
    if let Some(Err(notice)) = &screen.devices {
        form_notice(ui, draw, Some(notice));
    }
    event = row_box(ui, |ui| device_rows(ui, screen, messages)).or(event);
    let everywhere = link(ui, &messages.get("sign-out-button"), true);
    let everywhere = everywhere.clicked().then_some(Form::SignOutEverywhere);
    event = everywhere.map(Event::Open).or(event);
    section(ui, messages, "account-appearance");
    event = row_box(ui, |ui| appearance_rows(ui, draw)).or(event);
    if !session_view.settings.is_restricted() {
        ui.add_space(SECTION_GAP);
        event = row_box(ui, |ui| own_data_row(ui, messages)).or(event);
    }
    if session_view.is_on_server {
        section(ui, messages, "account-computer");
        row_box(ui, |ui| computer_row(ui, session_view, messages));
    }
    ui.add_space(GAP);
    back(ui, Busy::Idle, messages, "account-back", Event::Back).or(event)
}

/// Draws the title of a section and the space above it.
fn section(ui: &mut Ui, messages: &Messages, name: &str) {
    ui.add_space(SECTION_GAP - ui.spacing().item_spacing.y);
    subheading(ui, &messages.get(name));
    ui.add_space(SMALL_GAP - ui.spacing().item_spacing.y + 4.0);
}

/// Draws a row with a button. Returns `true` if the button was clicked.
fn button_row(ui: &mut Ui, row: &Row<'_>, label: &str) -> bool {
    let width = dense_width(ui, [label]);
    row_ui(ui, row, width, |ui| dense(ui, label).clicked())
}

/// Draws what belongs to the sign-in: the password, two-step sign-in and the recovery codes.
fn sign_in_rows(
    ui: &mut Ui,
    screen: &AccountScreen,
    session_view: &SessionView,
    messages: &Messages,
) -> Option<Event> {
    let user = session_view.session.user();
    let row = Row {
        icon: "password",
        colour: None,
        title: &messages.get("field-password"),
        lines: &[messages.get("password-intro").into_owned()],
    };
    let password = button_row(ui, &row, &messages.get("password-heading"));
    let event = password.then_some(Form::Password);
    let event = two_step_row(ui, session_view, messages).or(event);
    let left = user.key_vault.codes.len();
    let mut lines = vec![messages.with("account-codes-left", &[("count", left.into())])];
    if user.key_vault.has_few_codes() {
        lines.push(messages.get("account-codes-few").into_owned());
    }
    let row = Row {
        icon: "key",
        colour: None,
        title: &messages.get("account-codes"),
        lines: &lines,
    };
    let label = messages.get("codes-renew-button");
    #[expect(clippy::cast_precision_loss, reason = "a few bars")]
    let bars = CODES as f32 * (BAR.x + BAR_GAP) + GAP;
    let width = bars + dense_width(ui, [label.as_ref()]);
    let renew = row_ui(ui, &row, width, |ui| {
        bars_ui(ui, left, bars - GAP);
        ui.add_space(GAP - ui.spacing().item_spacing.x);
        dense(ui, &label).clicked()
    });
    let event = renew.then_some(Form::RecoveryCodes).or(event);
    // The last row, as it appears later than the others.
    let event = pin_row(ui, screen, messages).or(event);
    badge_row(ui, screen, messages).or(event).map(Event::Open)
}

/// Draws whether the user has a badge. Nothing where there are none.
fn badge_row(ui: &mut Ui, screen: &AccountScreen, messages: &Messages) -> Option<Form> {
    let has_badge = screen.has_badge?;
    let get = |name: &str| messages.get(name).into_owned();
    let (colour, line, buttons) = if has_badge {
        let off = (get("badge-off-button"), Form::BadgeOff);
        let colour = Some(palette(ui.visuals()).success.text);
        let change = (get("badge-change"), Form::Badge);
        (colour, get("badge-ready"), vec![off, change])
    } else {
        let set = (get("badge-heading"), Form::Badge);
        (None, get("badge-not-set"), vec![set])
    };
    let row = Row {
        icon: "badge",
        colour,
        title: &get("badge-title"),
        lines: &[line],
    };
    buttons_row(ui, &row, buttons)
}

/// Draws a row with buttons that open forms.
fn buttons_row(ui: &mut Ui, row: &Row<'_>, buttons: Vec<(String, Form)>) -> Option<Form> {
    let width = dense_width(ui, buttons.iter().map(|(label, _)| label.as_str()));
    row_ui(ui, row, width, |ui| {
        clicked(buttons, |(label, _)| dense(ui, label)).map(|(_, form)| form)
    })
}

/// Draws whether the user can unlock with a PIN. Nothing where the settings switch it off.
fn pin_row(ui: &mut Ui, screen: &AccountScreen, messages: &Messages) -> Option<Form> {
    let get = |name: &str| messages.get(name).into_owned();
    let (set, change) = (
        (get("pin-heading"), Form::Pin),
        (get("pin-change"), Form::Pin),
    );
    let off = (get("pin-off-button"), Form::PinOff);
    let success = palette(ui.visuals()).success.text;
    let (colour, line, buttons) = match screen.pin? {
        PinStatus::Refused(QuickRefusal::Off) => return None,
        PinStatus::Refused(refusal) => (None, messages.quick_refusal(refusal).summary, vec![]),
        PinStatus::NoKeyring(error) => (None, messages.vault_error(error), vec![]),
        PinStatus::NotSet => (None, get("pin-not-set"), vec![set]),
        PinStatus::Ready => (Some(success), get("pin-ready"), vec![off, change]),
        PinStatus::Waiting(refusal) => {
            let line = messages.quick_refusal(refusal).summary;
            (None, line, vec![off, change])
        }
    };
    let row = Row {
        icon: "lock_clock",
        colour,
        title: &get("pin-title"),
        lines: &[line],
    };
    buttons_row(ui, &row, buttons)
}

fn two_step_row(ui: &mut Ui, session_view: &SessionView, messages: &Messages) -> Option<Form> {
    let user = session_view.session.user();
    let get = |name: &str| messages.get(name).into_owned();
    let is_required = session_view.settings.two_step.is_required(&user.roles);
    let is_on = user.key_vault.totp.is_some();
    let success = palette(ui.visuals()).success.text;
    let on = (get("two-step-heading"), Form::TwoStepOn);
    let off = (get("two-step-off-button"), Form::TwoStepOff);
    let other = (get("two-step-move-heading"), Form::TwoStepOn);
    let (colour, line, buttons) = match (is_on, is_required) {
        (false, _) => (None, "account-two-step-off", vec![on]),
        (true, false) => (Some(success), "account-two-step-on", vec![off, other]),
        (true, true) => (Some(success), "account-two-step-on", vec![other]),
    };
    let mut lines = vec![get(line)];
    if is_required {
        lines.push(get("account-two-step-required"));
    }
    let row = Row {
        icon: "verified_user",
        colour,
        title: &get("account-two-step"),
        lines: &lines,
    };
    buttons_row(ui, &row, buttons)
}

/// Draws a bar for each recovery code, filled if it is left. Screen readers skip them, because the text says the same.
fn bars_ui(ui: &mut Ui, left: usize, width: f32) {
    let palette = palette(ui.visuals());
    let (area, _) = ui.allocate_exact_size(vec2(width, BAR.y), Sense::empty());
    for at in 0..CODES {
        #[expect(clippy::cast_precision_loss, reason = "a few bars")]
        let x = area.left() + at as f32 * (BAR.x + BAR_GAP);
        let bar = Rect::from_min_size(pos2(x, area.top()), BAR);
        if at < left {
            ui.painter().rect_filled(bar, 2, palette.accent_text);
        } else {
            let edge = Stroke::new(1.0, palette.border);
            ui.painter()
                .rect_stroke(bar, 2, edge, egui::StrokeKind::Inside);
        }
    }
}

/// Draws the computers on which the user is remembered.
fn device_rows(ui: &mut Ui, screen: &AccountScreen, messages: &Messages) -> Option<Event> {
    // While they are not known, it would be wrong to say that there are none.
    let known = screen
        .devices
        .as_ref()
        .and_then(|devices| devices.as_ref().ok());
    let devices = known.into_iter().flatten();
    if known.is_some_and(Vec::is_empty) {
        let row = Row {
            icon: "desktop_windows",
            colour: None,
            title: &messages.get("account-devices-none"),
            lines: &[],
        };
        row_ui(ui, &row, 0.0, |_| ());
    }
    let chosen = devices.filter(|device| {
        let name = [("name", device.name.as_str().into())];
        let (title, line) = device_text(messages, device);
        let row = Row {
            icon: "desktop_windows",
            colour: None,
            title: &title,
            lines: &[line],
        };
        let label = messages.with("account-forget", &name);
        let width = dense_width(ui, [label.as_str()]);
        row_ui(ui, &row, width, |ui| dense_quiet(ui, &label).clicked())
    });
    let chosen = chosen.last().cloned();
    chosen.map(|device| Event::Open(Form::Forget(device)))
}

fn device_text(messages: &Messages, device: &Device) -> (String, String) {
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
    (name, messages.with("account-device-used", &values))
}

fn appearance_rows(ui: &mut Ui, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let chosen = draw
        .is_own_window()
        .then(|| theme_row(ui, messages))
        .flatten();
    if draw.languages.len() > 1 {
        let row = Row {
            icon: "language",
            colour: None,
            title: &messages.get("account-language"),
            lines: &[messages.get("account-language-intro").into_owned()],
        };
        row_ui(ui, &row, LANGUAGES, |ui| {
            let at_right = Layout::right_to_left(Align::Center);
            ui.with_layout(at_right, |ui| language_ui(ui, draw));
        });
    }
    let motion = row_frame(ui, |ui| motion_ui(ui, messages));
    motion.or(chosen.map(Event::Theme))
}

fn theme_row(ui: &mut Ui, messages: &Messages) -> Option<ThemeChoice> {
    let row = Row {
        icon: "contrast",
        colour: None,
        title: &messages.get("account-theme"),
        lines: &[messages.get("account-theme-intro").into_owned()],
    };
    let all = themes(messages);
    let width = dense_width(ui, all.iter().map(|(_, text)| text.as_str()));
    row_ui(ui, &row, width, |ui| {
        let at_right = Layout::right_to_left(Align::Center);
        ui.with_layout(at_right, |ui| theme_choice(ui, messages))
            .inner
    })
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

fn own_data_row(ui: &mut Ui, messages: &Messages) -> Option<Event> {
    let row = Row {
        icon: "folder",
        colour: None,
        title: &messages.get("account-data"),
        lines: &[messages.get("account-data-intro").into_owned()],
    };
    let is_clicked = button_row(ui, &row, &messages.get("account-data-save"));
    is_clicked.then_some(Event::SaveOwnData)
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
        Form::Pin => "pin-set",
        Form::PinOff => "pin-removed",
        Form::Badge => "badge-set",
        Form::BadgeOff => "badge-removed",
        Form::Activity => return None,
    };
    Some(messages.message(name, &[]))
}
