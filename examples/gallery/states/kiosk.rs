//! A kiosk, which only an administrator closes.

use egui_authenticator::screen::flow::Event;
use egui_authenticator::screen::kiosk::Event as Answer;

use super::{BOB, Reached, State, USERS, signed_in, state};
use crate::stage::{Stage, secret};

/// The states, in the order of their pictures.
pub(super) const STATES: &[State] = &[
    state("Leaving a kiosk", "To close this window, enter", leaving),
    state(
        "Leaving a kiosk: refused",
        "Incorrect username or password",
        || {
            let mut stage = leaving()?;
            if let (_, Some(form)) = stage.drawn_mut() {
                "bob".clone_into(&mut form.login);
                form.password.text = secret(BOB);
            }
            stage.act(Event::LeaveKiosk(Answer::Submit));
            Ok(stage)
        },
    ),
    state(
        "A link in a kiosk",
        "Links do not open in kiosk mode",
        || {
            let mut stage = signed_in("bob", BOB)?;
            stage.refuse_link();
            Ok(stage)
        },
    ),
];

fn leaving() -> Reached {
    let mut stage = Stage::over(Some(USERS))?;
    stage.ask_to_leave_kiosk();
    Ok(stage)
}
