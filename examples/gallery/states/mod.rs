//! Every state, each reached by the steps of a user.

mod account;
mod administration;
mod approvals;
#[path = "../../../tests/harness/at_account.rs"]
mod at_account;
mod backups;
mod kiosk;
mod outages;
mod outside;
mod pages;
mod parked;
mod placed;
mod quick;
#[cfg(feature = "testing")]
mod restricted;
mod settings;
mod shop;
mod signing;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::Event;

use super::stage::{Reached, Stage};

/// A state of a screen.
pub struct State {
    /// Names it.
    pub name: &'static str,
    /// What it says, and no other state of its screen does.
    pub says: &'static str,
    /// How it is reached.
    pub reach: fn() -> Reached,
}

const fn state(name: &'static str, says: &'static str, reach: fn() -> Reached) -> State {
    State { name, says, reach }
}

/// Every state, in the order in which a user meets them.
pub fn states() -> impl Iterator<Item = &'static State> {
    [
        outside::STATES,
        pages::STATES,
        approvals::STATES,
        signing::STATES,
        account::STATES,
        quick::STATES,
        administration::STATES,
        settings::STATES,
        backups::STATES,
        outages::STATES,
        #[cfg(feature = "testing")]
        restricted::STATES,
        placed::STATES,
        parked::STATES,
        kiosk::STATES,
    ]
    .into_iter()
    .flatten()
}

const ADA: &str = "keys to the whole building";
const BOB: &str = "night shift on the third floor";

/// The users of the gallery.
const USERS: &str = "\
app:
  title: Corner shop
registration:
  mode: approval
roles:
  manager: {permissions: [manage_users]}
  bench: {}
credentials:
  usernames:
    ada:
      email: ada@example.org
      name: Ada Lovelace
      password: keys to the whole building
      roles: [admin]
    bob:
      email: bob@example.org
      name: Bob Builder
      password: night shift on the third floor
      roles: [till]
views:
  office:
    title: Office
    icon: folder
    roles: [admin]
    kind: markdown
    text: |
      The safe opens with the **small** key.

      1. Turn left
      2. Turn right

      > Lock it *before* you go.
  till:
    title: Till
    icon: point_of_sale
    roles: [till]
    kind: launch
    items:
      - {title: Count, description: Counts the till, program: ['true']}
      - {title: Label printer, program: [/no/such/program]}
";

/// The file with one more line about Bob.
fn of_bob(line: &str) -> String {
    let more = format!("roles: [till]\n      {line}");
    USERS.replacen("roles: [till]", &more, 1)
}

fn signed_in(login: &str, password: &str) -> Reached {
    let mut stage = Stage::over(Some(USERS))?;
    stage.sign_in(login, password);
    Ok(stage)
}

/// A page of the file is open.
fn opened(stage: Reached, page: &str) -> Reached {
    let page = PageId(page.to_owned());
    acted(stage, [Event::App(app::Event::Open(page))])
}

fn acted(stage: Reached, events: impl IntoIterator<Item = Event>) -> Reached {
    let mut stage = stage?;
    events.into_iter().for_each(|event| stage.act(event));
    Ok(stage)
}
