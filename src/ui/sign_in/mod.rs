//! Draws the sign-in form.

pub mod demo;
pub(crate) mod next_step;
pub(crate) mod tiles;

use std::borrow::Cow;

use egui::{Key, Ui};

use crate::domain::customization::StandardField;
use crate::messages::Message;
use crate::screen::sign_in::{Event, Field, Keep, LoginScreen, Notice};
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::app::language::head_ui;
use crate::ui::draw::Draw;
use crate::ui::sign_in::demo::{demo_banner_ui, demo_users_ui};
use crate::ui::sign_in::tiles::{logo_picture_ui, tiles_ui};
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP, SMALL_GAP};
use crate::ui::widgets::button::{link, primary, secondary};
use crate::ui::widgets::card::card;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::notice::{Kind, locked_notice, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::weak;

pub(crate) fn login_ui(
    ui: &mut Ui,
    screen: &mut LoginScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    card(ui, CARD_WIDTH, |ui| {
        let settings = &screen.opened.settings;
        let title = match settings.title.as_deref().or(draw.title) {
            Some(title) => Cow::Borrowed(title),
            None => draw.messages.get("login-heading"),
        };
        head_ui(ui, &title, draw, |ui, draw| {
            if !slot(ui, &mut draw.slots.logo) && !logo_picture_ui(ui, screen, draw) {
                mark_ui(ui);
            }
        });
        if let Some(banner) = &settings.banner {
            weak(ui, banner);
        }
        slot(ui, &mut draw.slots.banner);
        ui.add_space(GAP);
        demo_banner_ui(ui, draw);
        optional(ui, |ui| notice_ui(ui, screen, draw));
        let is_enabled = screen.busy(draw.now) < Busy::Shown;
        let chosen = optional(ui, |ui| tiles_ui(ui, screen, is_enabled, draw));
        let event = form_ui(ui, screen, draw).or(chosen.map(Event::Choose));
        demo_users_ui(ui, screen, draw);
        event
    })
}

fn form_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let is_enabled = busy < Busy::Shown;
    let focus = screen.focus.take();
    let missing = match &screen.notice {
        Some(Notice::Incomplete(field)) => Some(*field),
        _ => None,
    };
    let error = |field: Field, name: &str| {
        let is_missing = missing == Some(field);
        is_missing.then(|| messages.get(name).into_owned())
    };
    let (name, missing_name) = if screen.rules.asks(StandardField::Username) {
        ("login-field", "login-missing-name")
    } else {
        ("field-email", "error-email-missing")
    };
    let options = FieldOptions {
        label: &messages.get(name),
        error: error(Field::Login, missing_name),
        help: None,
        is_enabled,
        wants_focus: focus == Some(Field::Login),
    };
    let mut event = None;
    if text_field(ui, &mut screen.login, &options, draw.fields).entered {
        event = Some(Event::Submit);
    }
    let options = FieldOptions {
        label: &messages.get("field-password"),
        error: error(Field::Password, "login-missing-password"),
        wants_focus: focus == Some(Field::Password),
        ..options
    };
    if password_field(ui, &mut screen.password, &options, messages, draw.fields).entered {
        event = Some(Event::Submit);
    }
    if optional(ui, |ui| keep_ui(ui, screen, draw, is_enabled)) {
        event = Some(Event::ProbeVault);
    }
    ui.add_space(SMALL_GAP);
    if is_enabled {
        if primary(ui, &messages.get("login-button"), true).clicked() {
            event = Some(Event::Submit);
        }
    } else {
        busy_indicator(ui, &messages.get("login-busy"));
    }
    if busy == Busy::Cancellable {
        let is_cancelled = secondary(ui, &messages.get("button-cancel"), true).clicked();
        if is_cancelled || ui.input(|input| input.key_pressed(Key::Escape)) {
            event = Some(Event::Cancel);
        }
    } else if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    let links = [
        (
            "login-forgot-password",
            Event::ForgotPassword,
            screen.rules.asks(StandardField::ForgotPassword),
        ),
        (
            "login-forgot-username",
            Event::ForgotUsername,
            screen.rules.asks(StandardField::ForgotUsername),
        ),
        (
            "login-register",
            Event::Register,
            screen.opened.settings.can_register(),
        ),
    ];
    ui.horizontal_wrapped(|ui| {
        for (name, chosen, is_there) in links {
            if is_there && link(ui, &messages.get(name), is_enabled).clicked() {
                event = Some(chosen);
            }
        }
    });
    event
}

/// The box to stay signed in; says whether the keyring should be asked again.
fn keep_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &Draw<'_>, is_enabled: bool) -> bool {
    let messages = draw.messages;
    let days = screen.opened.settings.remember.days();
    let label = if days >= 1.0 {
        messages.with("login-keep", &[("days", days.floor().into())])
    } else {
        messages.with(
            "login-keep-hours",
            &[("hours", (days * 24.0).ceil().into())],
        )
    };
    match screen.keep() {
        Keep::Off => false,
        Keep::Ready => {
            checkbox(ui, &mut screen.keep_ticked, &label, is_enabled);
            false
        }
        Keep::Probing(_) => {
            checkbox(ui, &mut false, &label, false);
            weak(ui, &messages.get("login-keep-probing"));
            false
        }
        Keep::Unavailable(error) => {
            checkbox(ui, &mut false, &label, false);
            weak(ui, &messages.vault_error(error));
            link(ui, &messages.get("button-retry"), is_enabled).clicked()
        }
    }
}

fn notice_ui(ui: &mut Ui, screen: &LoginScreen, draw: &Draw<'_>) {
    let messages = draw.messages;
    if let Some(trouble) = &screen.opened.trouble {
        let message = messages.trouble(&screen.opened.location, trouble);
        notice(ui, messages, Kind::Warning, &message);
        ui.add_space(GAP);
    }
    let (kind, message) = match &screen.notice {
        None | Some(Notice::Incomplete(_)) => return,
        Some(Notice::Refused) => (Kind::Error, messages.message("login-refused", &[])),
        Some(Notice::Locked(until)) => return locked_notice(ui, messages, *until, draw.now),
        Some(Notice::SessionLimit(error)) => (Kind::Error, messages.session_limit_error(error)),
        Some(Notice::NotHashed) => (Kind::Error, messages.message("error-not-hashed", &[])),
        Some(Notice::Pending) => (Kind::Warning, messages.message("login-pending", &[])),
        Some(Notice::Expired) => (Kind::Warning, messages.message("login-expired", &[])),
        Some(Notice::Recovered) => (Kind::Success, messages.message("login-recovered", &[])),
        Some(Notice::UsernameFound(username)) => {
            let username = ("username", username.as_str().into());
            (
                Kind::Success,
                messages.message("login-username-found", &[username]),
            )
        }
        Some(Notice::State(error)) => (Kind::Error, messages.state_error(error)),
        Some(Notice::Store(error)) => (Kind::Error, messages.store_error(error)),
        Some(Notice::Registered(registered)) => {
            let name = if registered.is_waiting {
                "login-registered-waiting"
            } else {
                "login-registered"
            };
            let username = ("username", registered.username.as_str().into());
            (Kind::Success, messages.message(name, &[username]))
        }
        Some(Notice::Ended) => (Kind::Warning, messages.message("login-ended", &[])),
        Some(Notice::Reused) => (Kind::Warning, messages.message("login-reused", &[])),
        Some(Notice::SignOut(error)) => (Kind::Warning, messages.sign_out_error(error)),
    };
    let message: Message = message;
    notice(ui, messages, kind, &message);
    ui.add_space(GAP);
}
