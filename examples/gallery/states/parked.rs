//! Sessions that are parked while another user works.

use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::Event;
use egui_authenticator::screen::users;
use egui_authenticator::service::caller::{Caller, Operator};

use super::{ADA, BOB, Reached, State, signed_in, state};
use crate::stage::Stage;

/// The states, in the order of their pictures.
pub(super) const STATES: &[State] = &[
    state("Sign in: a parked session", "1 session is parked", parked),
    state("Users: a parked session", "Parked since", || {
        users_of_ada([users::Event::Show("bob".to_owned())])
    }),
    state(
        "Users: ending a parked session",
        "What bob has open in this window is closed",
        || {
            users_of_ada([
                users::Event::Show("bob".to_owned()),
                users::Event::Confirm(users::Confirmed::EndParked, "bob".to_owned()),
            ])
        },
    ),
    state(
        "A parked session has ended",
        "unsaved changes are lost",
        || {
            let mut stage = parked()?;
            let owner = Caller::LocalOwner(Operator::assume());
            stage.service.users().end_parked(owner, "bob")?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
];

/// The sign-in form after Bob has let another user sign in.
fn parked() -> Reached {
    let mut stage = signed_in("bob", BOB)?;
    stage.act(Event::App(app::Event::Switch));
    Ok(stage)
}

fn users_of_ada(events: impl IntoIterator<Item = users::Event>) -> Reached {
    let mut stage: Stage = parked()?;
    stage.sign_in("ada", ADA);
    stage.go(AreaKind::Users);
    for event in events {
        stage.act_there(AreaEvent::Users(event));
    }
    Ok(stage)
}
