//! Draws the sign-in form.

pub mod demo;
pub(crate) mod next_step;
pub(crate) mod tiles;

use std::borrow::Cow;

use egui::Ui;

use crate::domain::customization::StandardField;
use crate::messages::Messages;
use crate::screen::busy::Busy;
use crate::screen::form::field::Field;
use crate::screen::parked::ParkedUser;
use crate::screen::sign_in::{Event, Keep, LoginScreen, Notice};
use crate::service::local_time::LocalTime;
use crate::service::sign_in::SignInError;

use crate::ui::app::language::{form_card, head_ui};
use crate::ui::draw::Draw;
use crate::ui::sign_in::demo::{demo_banner_ui, demo_users_ui};
use crate::ui::sign_in::tiles::{PICK_WIDTH, login_label, logo_picture_ui, pick_ui, take_typed};
use crate::ui::slots::slot;
use crate::ui::theme::{CARD_WIDTH, GAP};
use crate::ui::widgets::button::{label_link, link, link_rows};
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::form::Form;
use crate::ui::widgets::illustration::mark_ui;
use crate::ui::widgets::notice::{Kind, form_notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::pin_pad::pin_pad;
use crate::ui::widgets::submit::{back, cancel, submit};
use crate::ui::widgets::text::{small, weak};

/// The most users with a parked session that are named.
const PARKED_MAX: usize = 4;

pub(crate) fn login_ui(
    ui: &mut Ui,
    screen: &mut LoginScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let width = if screen.picks_user {
        PICK_WIDTH
    } else {
        CARD_WIDTH
    };
    form_card(ui, width, draw, |ui, draw| {
        let (title, subtitle) = head_texts(screen, draw);
        head_ui(ui, (&title, subtitle.as_deref()), draw, |ui, draw| {
            if !slot(ui, &mut draw.slots.logo) && !logo_picture_ui(ui, screen, draw) {
                mark_ui(ui);
            }
        });
        slot(ui, &mut draw.slots.banner);
        ui.add_space(GAP);
        demo_banner_ui(ui, draw);
        let event = if screen.picks_user {
            let event = pick_ui(ui, screen, draw);
            optional(ui, |ui| notice_ui(ui, screen, draw));
            event.or(links_ui(ui, screen, true, draw.messages))
        } else {
            take_typed(ui);
            form_ui(ui, screen, draw)
        };
        optional(ui, |ui| parked_ui(ui, screen, draw));
        demo_users_ui(ui, screen, draw).or(event)
    })
}

/// Draws how many sessions are parked, or whose and since when where the form shows the users anyway.
fn parked_ui(ui: &mut Ui, screen: &LoginScreen, draw: &Draw<'_>) {
    let messages = draw.messages;
    let count = draw.parked.len();
    if count == 0 {
        return;
    }
    if !screen.opened.settings.user_tiles {
        small(
            ui,
            &messages.with("sign-in-parked-count", &[("count", count.into())]),
        );
        return;
    }
    let one = |user: &ParkedUser| match &user.since {
        None => user.name.clone(),
        Some(LocalTime { at, zone }) => {
            let time = messages.local_time(*at, draw.clock, zone);
            let values = [("name", user.name.as_str().into()), ("time", time.into())];
            messages.with("parked-user", &values)
        }
    };
    let more = count.saturating_sub(PARKED_MAX);
    let more = (more > 0).then(|| messages.with("parked-more", &[("count", more.into())]));
    let users = draw.parked.iter().take(PARKED_MAX).map(one);
    let users: Vec<_> = users.chain(more).collect();
    let users = [("users", users.join(" · ").into())];
    small(ui, &messages.with("sign-in-parked", &users));
}

/// Returns the title of the card and the line under it.
fn head_texts<'a>(screen: &LoginScreen, draw: &Draw<'a>) -> (Cow<'a, str>, Option<String>) {
    let settings = &screen.opened.settings;
    let title = settings.title.as_deref().or(draw.title);
    let banner = settings.banner.as_deref();
    if screen.picks_user {
        let lines: Vec<_> = title.into_iter().chain(banner).collect();
        let line = Some(lines.join(" · ")).filter(|line| !line.is_empty());
        return (draw.messages.get("tiles-heading"), line);
    }
    let chosen = screen
        .shown_tiles()
        .find(|tile| tile.username == screen.login);
    if let (true, Some(tile)) = (screen.asks_pin, chosen) {
        return (tile.name.clone().into(), title.map(ToOwned::to_owned));
    }
    let title = match title {
        Some(title) => Cow::Owned(title.to_owned()),
        None => draw.messages.get("sign-in-heading"),
    };
    (title, banner.map(ToOwned::to_owned))
}

/// Draws the form that asks for the PIN of the user whose tile was chosen.
fn pin_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let is_enabled = busy < Busy::Shown;
    let form = Form {
        errors: &mut screen.errors,
        focus: screen.focus.take(),
        is_enabled,
    };
    let options = form.options(Field::CurrentPassword, messages.get("pin-field"), messages);
    let (pin, fields) = (&mut screen.password.text, &mut draw.cache.fields);
    let is_entered = pin_pad(ui, pin, &options, messages, fields).entered;
    let event = is_entered.then_some(Event::Submit);
    optional(ui, |ui| notice_ui(ui, screen, draw));
    let labels = ["sign-in-button", "sign-in-busy"];
    let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
    let event = cancel(ui, busy, messages, Event::Cancel).or(event);
    let links = vec![(messages.get("lock-use-password"), Event::AskPin(false))];
    let event = link_rows(ui, links, is_enabled).or(event);
    let all = Event::Choose(String::new());
    back(ui, busy, messages, "tiles-all", all).or(event)
}

fn form_ui(ui: &mut Ui, screen: &mut LoginScreen, draw: &mut Draw<'_>) -> Option<Event> {
    if screen.asks_pin {
        return pin_ui(ui, screen, draw);
    }
    let messages = draw.messages;
    let busy = screen.busy(draw.now);
    let is_enabled = busy < Busy::Shown;
    let mut form = Form {
        errors: &mut screen.errors,
        focus: screen.focus.take(),
        is_enabled,
    };
    let label = (Field::Login, login_label(&screen.rules));
    let login = form.text(ui, label, &mut screen.login, draw);
    let label = (Field::CurrentPassword, "field-password");
    let above = ui.cursor().top();
    let password = form.password(ui, label, &mut screen.password, draw);
    let event = forgotten_ui(ui, screen, above, is_enabled, messages);
    let event = optional(ui, |ui| keep_ui(ui, screen, draw, is_enabled)).or(event);
    let is_entered = login.entered || password.entered;
    let event = is_entered.then_some(Event::Submit).or(event);
    optional(ui, |ui| notice_ui(ui, screen, draw));
    let labels = ["sign-in-button", "sign-in-busy"];
    let event = submit(ui, busy, messages, labels, Event::Submit).or(event);
    let event = cancel(ui, busy, messages, Event::Cancel).or(event);
    let event = links_ui(ui, screen, is_enabled, messages).or(event);
    if screen.opened.tiles.is_empty() {
        return event;
    }
    back(
        ui,
        busy,
        messages,
        "tiles-all",
        Event::Choose(String::new()),
    )
    .or(event)
}

/// Draws the link for a forgotten password at the right of the label of the field, whose top is at `above`.
fn forgotten_ui(
    ui: &mut Ui,
    screen: &LoginScreen,
    above: f32,
    is_enabled: bool,
    messages: &Messages,
) -> Option<Event> {
    if !screen.offers(StandardField::ForgotPassword) {
        return None;
    }
    let text = messages.get("sign-in-forgot-password");
    label_link(ui, above, &text, is_enabled)
        .clicked()
        .then_some(Event::ForgotPassword)
}

/// Draws the links under the form.
fn links_ui(
    ui: &mut Ui,
    screen: &LoginScreen,
    is_enabled: bool,
    messages: &Messages,
) -> Option<Event> {
    let links = [
        (
            "lock-use-pin",
            Event::AskPin(true),
            !screen.asks_pin && screen.has_pin(),
        ),
        (
            "sign-in-forgot-username",
            Event::ForgotUsername,
            screen.offers(StandardField::ForgotUsername),
        ),
        (
            "sign-in-have-code",
            Event::HaveCode,
            screen.offers(StandardField::ForgotPassword),
        ),
        (
            "sign-in-register",
            Event::Register,
            screen.opened.settings.can_register(),
        ),
    ];
    let links = links.into_iter().filter(|(_, _, is_offered)| *is_offered);
    let links = links.map(|(name, event, _)| (messages.get(name), event));
    link_rows(ui, links.collect(), is_enabled)
}

/// Draws the checkbox to stay signed in, or why the keyring cannot be used.
fn keep_ui(
    ui: &mut Ui,
    screen: &mut LoginScreen,
    draw: &Draw<'_>,
    is_enabled: bool,
) -> Option<Event> {
    let messages = draw.messages;
    let days = screen.opened.settings.remember.days();
    let label = if days >= 1.0 {
        messages.with("sign-in-keep", &[("days", days.floor().into())])
    } else {
        let hours = (days * 24.0).ceil().into();
        messages.with("sign-in-keep-hours", &[("hours", hours)])
    };
    match screen.keep() {
        Keep::Off => {}
        Keep::Ready => {
            checkbox(ui, &mut screen.keep_ticked, &label, is_enabled);
        }
        Keep::Probing => {
            checkbox(ui, &mut false, &label, false);
            weak(ui, &messages.get("sign-in-keep-probing"));
        }
        Keep::Unavailable(error) => {
            checkbox(ui, &mut false, &label, false);
            weak(ui, &messages.vault_error(error));
            let retry = link(ui, &messages.get("button-retry"), is_enabled);
            return retry.clicked().then_some(Event::ProbeVault);
        }
    }
    None
}

fn notice_ui(ui: &mut Ui, screen: &LoginScreen, draw: &Draw<'_>) {
    let messages = draw.messages;
    if let Some(trouble) = &screen.opened.trouble {
        let message = messages.file_problem(&screen.opened.location, trouble);
        notice_above(ui, messages, Kind::Warning, &message);
    }
    let (kind, message) = match &screen.notice {
        None => return,
        Some(Notice::Form(message)) => return form_notice(ui, draw, Some(message)),
        Some(Notice::Failed(error)) => {
            let is_warning = matches!(error, SignInError::Pending | SignInError::Expired);
            let kind = if is_warning {
                Kind::Warning
            } else {
                Kind::Error
            };
            (kind, messages.sign_in_error(error))
        }
        Some(Notice::Recovered) => (Kind::Success, messages.message("sign-in-recovered", &[])),
        Some(Notice::UsernameFound(username)) => {
            let username = [("username", username.as_str().into())];
            let message = messages.message("sign-in-username-found", &username);
            (Kind::Success, message)
        }
        Some(Notice::Registered(registered)) => {
            let name = if registered.is_waiting {
                "sign-in-registered-waiting"
            } else {
                "sign-in-registered"
            };
            let username = ("username", registered.username.as_str().into());
            (Kind::Success, messages.message(name, &[username]))
        }
        Some(Notice::Restored) => (Kind::Success, messages.message("sign-in-restored", &[])),
        Some(Notice::Ended) if screen.opened.settings.is_restricted() => {
            let message = messages.message("sign-in-ended-by-server", &[]);
            (Kind::Warning, message)
        }
        Some(Notice::Ended) => (Kind::Warning, messages.message("sign-in-ended", &[])),
        Some(Notice::Reused) => (Kind::Warning, messages.message("sign-in-reused", &[])),
        Some(Notice::CodesHidden) => (Kind::Warning, messages.message("codes-hidden", &[])),
        Some(Notice::Locked) => (Kind::Warning, messages.message("sign-in-was-locked", &[])),
        Some(Notice::Unmarked) => (Kind::Warning, messages.message("lock-unmarked", &[])),
        Some(Notice::SignOut(error)) => (Kind::Warning, messages.sign_out_error(error)),
    };
    notice_above(ui, messages, kind, &message);
}
