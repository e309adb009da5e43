//! Administration inside the content of an app.

use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::Event;
use egui_authenticator::screen::users;

use super::administration::ten_thousand;
use super::{ADA, State, shop, signed_in, state};
use crate::stage::Reached;

/// Placed areas.
pub const STATES: &[State] = &[
    state("Placed: users", "13 of 13", || {
        placed(shop::list(), AreaKind::Users)
    }),
    state("Placed: ten thousand users", "10002 of 10002", || {
        placed(ten_thousand(), AreaKind::Users)
    }),
    state("Placed: details of a user", "Require new password", || {
        let mut stage = placed(signed_in("ada", ADA), AreaKind::Users)?;
        stage.act_there(AreaEvent::Users(users::Event::Show("bob".to_owned())));
        Ok(stage)
    }),
    state("Placed: activity", "signed in", || {
        placed(signed_in("ada", ADA), AreaKind::Activity)
    }),
    state(
        "Placed: settings",
        "What users see before they sign in",
        || placed(signed_in("ada", ADA), AreaKind::Settings),
    ),
];

/// An app that shows an area in its page.
fn placed(stage: Reached, kind: AreaKind) -> Reached {
    let mut stage = stage?;
    stage.placed = Some(kind);
    stage.set_host_page();
    stage.act(Event::App(app::Event::Place(Some(kind))));
    Ok(stage)
}
