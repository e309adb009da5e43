//! A restricted computer: a server decides what is done there.

use egui_authenticator::screen::account::{self, Form};
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::audit::View;
use egui_authenticator::screen::flow::Event;
use egui_authenticator::screen::{sign_in, users};
use egui_authenticator::service::admin_action::AdminAction;

use super::administration::{activity_in, area, ten_thousand_in};
use super::at_account::at_account;
use super::{ADA, BOB, State, USERS, acted, shop, state};
use crate::stage::{Reached, Stage};

/// Restricted computers.
pub const STATES: &[State] = &[
    state("Restricted: sign in", "Keep me signed in", || {
        Stage::restricted(&generous())
    }),
    state(
        "Restricted: sign in during an outage",
        CANNOT_BE_REACHED,
        || {
            let mut stage = Stage::restricted(USERS)?;
            stage.fill_in("bob", BOB);
            stage.goes_down();
            acted(Ok(stage), [Event::Login(sign_in::Event::Submit)])
        },
    ),
    state(
        "Restricted: two-step sign-in",
        "Code from your authenticator app",
        || {
            let mut stage = Stage::restricted(USERS)?;
            stage.switch_two_step_on("bob", BOB)?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    state(
        "Restricted: two-step sign-in is required",
        "Set up two-step sign-in",
        || {
            let mut stage =
                Stage::restricted(&format!("{USERS}two_step: {{required_for: [till]}}\n"))?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    state("Restricted: account", "Restricted computer", bobs_account),
    state(
        "Restricted: account during an outage",
        "No connection to postgresql",
        || down(bobs_account()),
    ),
    state("Restricted: new PIN", "PIN", || {
        acted(
            bobs_account(),
            [at_account(account::Event::Open(Form::Pin))],
        )
    }),
    state("Account at a trusted computer", "Trusted computer", || {
        account_of(Stage::trusted(USERS), ("ada", ADA))
    }),
    state("Restricted: users", "13 of 13", || {
        shop::list_in(Stage::restricted)
    }),
    state("Restricted: users are loading", "Loading…", || {
        let mut stage = signed_in()?;
        stage.begin(Event::App(app::Event::Go(AreaKind::Users)));
        Ok(stage)
    }),
    state("Restricted: ten thousand users", "10002 of 10002", || {
        ten_thousand_in(Stage::restricted)
    }),
    state("Restricted: users, no matches", "No matches", || {
        let mut stage = shop::list_in(Stage::restricted)?;
        if let Some(Area::Users(users)) = area(&mut stage) {
            "unknown".clone_into(&mut users.query.text);
        }
        stage.act_there(AreaEvent::Users(users::Event::Queried));
        Ok(stage)
    }),
    state(
        "Restricted: users during an outage",
        "No connection to the user accounts: connection timed out",
        || {
            let mut stage = down(shop::list_in(Stage::restricted))?;
            if let Some(Area::Users(users)) = area(&mut stage) {
                "no".clone_into(&mut users.query.text);
            }
            stage.act_there(AreaEvent::Users(users::Event::Queried));
            Ok(stage)
        },
    ),
    state(
        "Restricted: details of a user",
        "Require new password",
        || at_users([users::Event::Show("noor".to_owned())]),
    ),
    state(
        "Restricted: deleting a user",
        "To confirm, type the username noor",
        || {
            let remove = users::Confirmed::Remove;
            at_users([
                users::Event::Show("noor".to_owned()),
                users::Event::Confirm(remove, "noor".to_owned()),
            ])
        },
    ),
    state(
        "Restricted: an address is allowed",
        "1 address can register now",
        || {
            let invite = AdminAction::Invite(vec!["eve@example.org".to_owned()]);
            at_users([
                users::Event::Show("noor".to_owned()),
                users::Event::Do(invite),
            ])
        },
    ),
    state(
        "Restricted: activity",
        "could not sign in (wrong password)",
        || activity_in(Stage::restricted(USERS), View::Records),
    ),
];

const CANNOT_BE_REACHED: &str = "The user accounts cannot be reached: connection timed out";

/// Everything that a trusted computer offers on the sign-in form.
fn generous() -> String {
    let settings = "registration:\n  mode: open\nquick: {pin: true}\n";
    USERS.replace("registration:\n  mode: approval\n", settings)
}

fn signed_in() -> Reached {
    let mut stage = Stage::restricted(USERS)?;
    stage.sign_in("ada", ADA);
    Ok(stage)
}

fn bobs_account() -> Reached {
    account_of(Stage::restricted(&generous()), ("bob", BOB))
}

fn account_of(stage: Reached, (login, password): (&str, &str)) -> Reached {
    let mut stage = stage?;
    stage.sign_in(login, password);
    acted(Ok(stage), [Event::App(app::Event::Account)])
}

fn at_users(events: impl IntoIterator<Item = users::Event>) -> Reached {
    let mut stage = shop::list_in(Stage::restricted)?;
    for event in events {
        stage.act_there(AreaEvent::Users(event));
    }
    Ok(stage)
}

fn down(stage: Reached) -> Reached {
    let mut stage = stage?;
    stage.goes_down();
    Ok(stage)
}
