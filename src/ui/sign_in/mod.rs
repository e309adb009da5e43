//! Draws the sign-in form.

pub mod demo;
pub(crate) mod next_step;
pub(crate) mod tiles;

use std::borrow::Cow;

use egui::Ui;

use crate::domain::customization::StandardField;
use crate::messages::{Message, Messages};
use crate::screen::Busy;
use crate::screen::sign_in::{Event, Field, Keep, LoginScreen, Notice};

use crate::ui::app::language::head_ui;
use crate::ui::draw::Draw;
use crate::ui::sign_in::demo::{demo_banner_ui, demo_users_ui};
use crate::ui::sign_in::tiles::{logo_picture_ui, tiles_ui};
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::card;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::notice::{Kind, locked_notice, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::password_field::password_field;
use crate::ui::widgets::submit::{cancel, submit};
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
    let options = |field: Field, missing_name: &str| FieldOptions {
        error: (missing == Some(field)).then(|| messages.get(missing_name).into_owned()),
        is_enabled,
        wants_focus: focus == Some(field),
        ..FieldOptions::new("")
    };
    let (label, missing_name) = if screen.rules.asks(StandardField::Username) {
        ("login-field", "login-missing-name")
    } else {
        ("field-email", "error-email-missing")
    };
    let login = FieldOptions {
        label: &messages.get(label),
        ..options(Field::Login, missing_name)
    };
    let password = FieldOptions {
        label: &messages.get("field-password"),
        ..options(Field::Password, "login-missing-password")
    };
    let mut event = None;
    let response = text_field(ui, &mut screen.login, &login, draw.fields);
    let mut is_submitted = response.entered;
    let response = password_field(ui, &mut screen.password, &password, messages, draw.fields);
    is_submitted |= response.entered;
    if optional(ui, |ui| keep_ui(ui, screen, draw, is_enabled)) {
        event = Some(Event::ProbeVault);
    }
    let labels = [messages.get("login-button"), messages.get("login-busy")];
    is_submitted |= submit(ui, busy, &labels[0], &labels[1]);
    if is_submitted {
        event = Some(Event::Submit);
    }
    if cancel(ui, busy, messages) {
        event = Some(Event::Cancel);
    }
    links_ui(ui, screen, is_enabled, messages).or(event)
}

/// Draws the links under the form.
fn links_ui(
    ui: &mut Ui,
    screen: &LoginScreen,
    is_enabled: bool,
    messages: &Messages,
) -> Option<Event> {
    let asks = |field| screen.rules.asks(field);
    let links = [
        (
            "login-forgot-password",
            Event::ForgotPassword,
            asks(StandardField::ForgotPassword),
        ),
        (
            "login-forgot-username",
            Event::ForgotUsername,
            asks(StandardField::ForgotUsername),
        ),
        (
            "login-register",
            Event::Register,
            screen.opened.settings.can_register(),
        ),
    ];
    let mut event = None;
    ui.horizontal_wrapped(|ui| {
        for (name, chosen, is_offered) in links {
            if is_offered && link(ui, &messages.get(name), is_enabled).clicked() {
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
        Keep::Probing => {
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
