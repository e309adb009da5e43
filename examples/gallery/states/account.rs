//! The account of the signed-in user.

use egui_authenticator::screen::account::{self, Form, Part};
use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::sign_in::next_step;
use egui_authenticator::service::sign_in::pending::{SecondFactor, SignInOutcome};

use super::at_account::{account, at_account};
use super::{BOB, State, USERS, acted, signed_in, state};
use crate::stage::{Reached, Stage, secret};

/// The account and its forms.
pub const STATES: &[State] = &[
    state("Account", "Signing in", || {
        acted(signed_in("bob", BOB), [Event::App(app::Event::Account)])
    }),
    state(
        "Account: few recovery codes",
        "Only a few are left",
        few_codes,
    ),
    state("Account: new password", "New password", || {
        form(Form::Password)
    }),
    state(
        "Account: refused",
        "That is not your current password",
        || {
            let mut stage = form(Form::Password)?;
            if let Some(screen) = account(stage.screen_mut())
                && let Part::Password(new) = &mut screen.part
            {
                new.input.text = secret("another one for the till");
                screen.current.text = secret("not this one");
            }
            acted(Ok(stage), [SUBMIT])
        },
    ),
    state("Account: suggested passphrase", "Strength: Strong", || {
        acted(form(Form::Password), [at_account(account::Event::Suggest)])
    }),
    state("Account: busy", "One moment…", || {
        let mut stage = form(Form::SignOutEverywhere)?;
        if let Some(screen) = account(stage.screen_mut()) {
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
            if let Some(screen) = account(stage.screen_mut()) {
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
    state(
        "Account: before two-step sign-in",
        "Your recovery codes are replaced",
        || form(Form::TwoStepOn),
    ),
    state(
        "Account: another phone",
        "Your current phone keeps working until",
        || {
            let open = at_account(account::Event::Open(Form::TwoStepOn));
            acted(few_codes(), [open])
        },
    ),
    state("Account: setting up two-step sign-in", "Copy key", || {
        let mut stage = form(Form::TwoStepOn)?;
        if let Some(screen) = account(stage.screen_mut()) {
            screen.current.text = secret(BOB);
        }
        acted(Ok(stage), [SUBMIT])
    }),
    state(
        "Account: signing out everywhere else",
        "Ends all your other sessions",
        || form(Form::SignOutEverywhere),
    ),
    state(
        "Account: a code is asked for again",
        "Code from your authenticator app",
        || {
            acted(
                named(),
                [
                    OPEN_ACCOUNT,
                    at_account(account::Event::Open(Form::RecoveryCodes)),
                ],
            )
        },
    ),
    state(
        "Locked: a code is asked for",
        "Code from your authenticator app",
        || acted(named(), [Event::Lock]),
    ),
    state("Account: activity", "signed in (password)", || {
        form(Form::Activity)
    }),
];

const OPEN_ACCOUNT: Event = Event::App(app::Event::Account);

const SUBMIT: Event = at_account(account::Event::Submit);

fn form(form: Form) -> Reached {
    let open = at_account(account::Event::Open(form));
    acted(
        signed_in("bob", BOB),
        [Event::App(app::Event::Account), open],
    )
}

/// The account of a user who has used most of the recovery codes.
fn few_codes() -> Reached {
    let mut stage = Stage::over(Some(USERS))?;
    let codes = stage.switch_two_step_on("bob", BOB)?;
    let (last, used) = codes.split_last().ok_or("no codes")?;
    let sign_in = stage.service.sign_in();
    for code in used.iter().skip(2) {
        let answer = SecondFactor::RecoveryCode(code.copied());
        if let SignInOutcome::NextStep(pending) = sign_in.with_password("bob", &secret(BOB))? {
            sign_in.second_factor(&pending, &answer)?;
        }
    }
    stage.sign_in("bob", BOB);
    stage.act(Event::NextStep(next_step::Event::Other));
    if let Screen::NextStep(screen) = stage.screen_mut()
        && let next_step::Part::Code { code, .. } = &mut screen.part
    {
        *code = last.copied();
    }
    let steps = [
        Event::NextStep(next_step::Event::Submit),
        Event::App(app::Event::Account),
    ];
    acted(Ok(stage), steps)
}

/// The session of a user whose role enters a code with every password.
fn named() -> Reached {
    let text = format!("{USERS}two_step: {{reauthenticate_for: [till]}}\n");
    let mut stage = Stage::over(Some(&text))?;
    let codes = stage.switch_two_step_on("bob", BOB)?;
    stage.sign_in("bob", BOB);
    stage.act(Event::NextStep(next_step::Event::Other));
    if let Screen::NextStep(screen) = stage.screen_mut()
        && let next_step::Part::Code { code, .. } = &mut screen.part
    {
        *code = codes.first().ok_or("no codes")?.copied();
    }
    acted(Ok(stage), [Event::NextStep(next_step::Event::Submit)])
}
