//! PINs and badges: on the lock screen, and in the account.

use egui_authenticator::screen::account::{self, Form};
use egui_authenticator::screen::app::{AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::{app, lock, sign_in, users};
use egui_authenticator::service::account::AccountChange;

use super::at_account::at_account;
use super::{ADA, BOB, State, USERS, acted, state};
use crate::stage::{Reached, Stage, secret};

/// PINs and badges.
pub const STATES: &[State] = &[
    state("Locked: PIN", "Use password instead", || locked(&[])),
    state("Locked: wrong PIN", "Incorrect PIN. 4 tries", || {
        locked(&["8052"])
    }),
    state("Locked: too many wrong PINs", "Too many wrong PINs", || {
        locked(&["8052"; 5])
    }),
    state("Sign in: PIN", "Show all users", || {
        let text = format!("{USERS}quick: {{pin: true}}\n");
        let text = text.replacen("app:", "app:\n  user_tiles: true", 1);
        let mut stage = with_pin_over(&text)?;
        stage.act(Event::App(app::Event::SignOut));
        let choose = sign_in::Event::Choose("bob".to_owned());
        acted(Ok(stage), [Event::Login(choose)])
    }),
    state("Account: PIN", "It unlocks this window", || {
        acted(with_pin(), [Event::App(app::Event::Account)])
    }),
    state("Account: new PIN", "4 to 8 digits", || {
        let open = at_account(account::Event::Open(Form::Pin));
        acted(with_pin(), [Event::App(app::Event::Account), open])
    }),
    state("Account: badge", "Set on this computer", || {
        acted(with_badge(), [Event::App(app::Event::Account)])
    }),
    state("Account: new badge", "Hold the badge to the reader", || {
        let open = at_account(account::Event::Open(Form::Badge));
        acted(with_badge(), [Event::App(app::Event::Account), open])
    }),
    state("Users: new badge", "Hold the badge to the reader", || {
        let go = app::Event::Go(AreaKind::Users);
        let mut stage = Stage::over(Some(&badges()))?;
        stage.sign_in("ada", ADA);
        let open = users::Event::Badge("bob".to_owned());
        let open = app::Event::Area(AreaEvent::Users(open));
        acted(Ok(stage), [Event::App(go), Event::App(open)])
    }),
    state("Locked: unknown badge", "This badge is not known", || {
        let mut stage = acted(with_badge(), [Event::Lock])?;
        if let Screen::Lock(screen) = stage.screen_mut() {
            screen.notice = Some(FormNotice::BadgeUnknown);
        }
        Ok(stage)
    }),
    state(
        "Locked: too many unknown badges",
        "Too many unknown badges",
        || {
            let mut stage = acted(with_badge(), [Event::Lock])?;
            if let Screen::Lock(screen) = stage.screen_mut() {
                screen.notice = Some(FormNotice::TooManyBadges);
            }
            Ok(stage)
        },
    ),
    state(
        "App: the badge of another user",
        "Lock the window or switch users",
        || {
            let mut stage = with_badge()?;
            if let Screen::App(screen) = stage.screen_mut() {
                screen.notice = Some(app::Notice::BadgeOfAnother);
            }
            Ok(stage)
        },
    ),
    state(
        "Account: two different badges",
        "The two scans differ",
        || {
            let open = at_account(account::Event::Open(Form::Badge));
            let mut stage = acted(with_badge(), [Event::App(app::Event::Account), open])?;
            for badge in ["00481234567", "00481234568"] {
                stage.scan(badge);
            }
            Ok(stage)
        },
    ),
];

fn badges() -> String {
    format!("{USERS}quick: {{badge: names}}\n")
}

/// The session of a user who has set a badge.
fn with_badge() -> Reached {
    let mut stage = Stage::over(Some(&badges()))?;
    stage.sign_in("bob", BOB);
    let view = stage.screen_mut().session_view().ok_or("not signed in")?;
    let session = view.session.clone();
    let change = AccountChange::Badge(secret("00481234567"));
    let account = stage.service.account();
    account.change(&session, &secret(BOB).into(), change)?;
    Ok(stage)
}

/// The session of a user who has set a PIN.
fn with_pin() -> Reached {
    with_pin_over(&format!("{USERS}quick: {{pin: true}}\n"))
}

fn with_pin_over(text: &str) -> Reached {
    let mut stage = Stage::over(Some(text))?;
    stage.sign_in("bob", BOB);
    let view = stage.screen_mut().session_view().ok_or("not signed in")?;
    let session = view.session.clone();
    let change = AccountChange::Pin(secret("7391"));
    let account = stage.service.account();
    account.change(&session, &secret(BOB).into(), change)?;
    Ok(stage)
}

/// The locked window of that user, after these tries.
fn locked(tries: &[&str]) -> Reached {
    let mut stage = acted(with_pin(), [Event::Lock])?;
    for typed in tries {
        if let Screen::Lock(screen) = stage.screen_mut() {
            screen.password.text = secret(typed);
        }
        stage.act(Event::Locked(lock::Event::Submit));
    }
    Ok(stage)
}
