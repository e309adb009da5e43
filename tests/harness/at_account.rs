//! The account of the user who is signed in.

use egui_authenticator::screen::account::{self, AccountScreen};
use egui_authenticator::screen::app::{self, AreaEvent};
use egui_authenticator::screen::flow::{Event, Screen};

/// Returns what the user did at the account, as an event of the window.
pub const fn at_account(event: account::Event) -> Event {
    Event::App(app::Event::Area(AreaEvent::Account(event)))
}

/// Returns the account, if it is what the window shows.
pub fn account(screen: &mut Screen) -> Option<&mut AccountScreen> {
    match screen {
        Screen::App(screen) => screen.account_mut(),
        _ => None,
    }
}
