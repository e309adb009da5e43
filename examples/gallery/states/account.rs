//! The account of the signed-in user.

use egui_authenticator::screen::account::{self, Form, Part};
use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Screen};

use super::{BOB, State, acted, signed_in, state};
use crate::stage::{Reached, secret};

/// The account and its forms.
pub const STATES: &[State] = &[
    state("Account", "What you did", || {
        acted(signed_in("bob", BOB), [Event::App(app::Event::Account)])
    }),
    state("Account: new password", "New password", || {
        form(Form::Password)
    }),
    state(
        "Account: refused",
        "That is not your current password",
        || {
            let mut stage = form(Form::Password)?;
            if let Screen::Account(screen) = stage.screen_mut()
                && let Part::Password(new) = &mut screen.part
            {
                new.input.text = secret("another one for the till");
                screen.current.text = secret("not this one");
            }
            acted(Ok(stage), [SUBMIT])
        },
    ),
    state("Account: suggested passphrase", "Strength: Strong", || {
        acted(
            form(Form::Password),
            [Event::Account(account::Event::Suggest)],
        )
    }),
    state("Account: busy", "One moment…", || {
        let mut stage = form(Form::SignOutEverywhere)?;
        if let Screen::Account(screen) = stage.screen_mut() {
            screen.current.text = secret(BOB);
        }
        stage.begin(SUBMIT);
        Ok(stage)
    }),
    state(
        "Account: done",
        "You were signed out everywhere else",
        || {
            let mut stage = form(Form::SignOutEverywhere)?;
            if let Screen::Account(screen) = stage.screen_mut() {
                screen.current.text = secret(BOB);
            }
            acted(Ok(stage), [SUBMIT])
        },
    ),
    state("Account: name and e-mail", "Last name", || {
        form(Form::Details)
    }),
    state(
        "Account: picture",
        "Your tile on the sign-in screen",
        || form(Form::Picture),
    ),
    state(
        "Account: new recovery codes",
        "Your current codes stop working",
        || form(Form::RecoveryCodes),
    ),
    state("Account: setting up two-step sign-in", "Copy key", || {
        let mut stage = form(Form::TwoStepOn)?;
        if let Screen::Account(screen) = stage.screen_mut() {
            screen.current.text = secret(BOB);
        }
        acted(Ok(stage), [SUBMIT])
    }),
    state(
        "Account: signing out everywhere else",
        "Ends all your other sessions",
        || form(Form::SignOutEverywhere),
    ),
    state("Account: activity", "Sign-in: password", || {
        form(Form::Activity)
    }),
];

const SUBMIT: Event = Event::Account(account::Event::Submit);

fn form(form: Form) -> Reached {
    let open = Event::Account(account::Event::Open(form));
    acted(
        signed_in("bob", BOB),
        [Event::App(app::Event::Account), open],
    )
}
