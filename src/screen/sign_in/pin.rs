//! Signing in with the PIN of this computer, after a tile was chosen.

use crate::service::account::AccountError;
use crate::service::quick_unlock::commands::SignInWithPin;
use crate::service::session_view::SessionView;
use crate::service::sign_in::tiles::Tile;

use crate::screen::effects::{Effects, Now};
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::notice::{FormNotice, PinRefused, pin_refused};
use crate::screen::sign_in::{LoginScreen, Notice, Transition};

impl LoginScreen {
    /// Returns `true` if the user who was chosen can sign in with a PIN.
    #[must_use]
    pub fn has_pin(&self) -> bool {
        self.pins.contains(&self.login)
    }

    /// Returns `true` if the tiles are those of users with a PIN: at a restricted computer, which knows no other users.
    pub(super) fn has_tiles_of_pins(&self) -> bool {
        let settings = &self.opened.settings;
        settings.is_restricted() && settings.user_tiles
    }

    /// Takes in who has a PIN. A form that asks for one goes back to the password if its user has none any more.
    pub(crate) fn take_in_pins(&mut self, pins: Vec<Tile>) {
        self.pins = pins.iter().map(|tile| tile.username.clone()).collect();
        if self.opened.settings.is_restricted() {
            let had_tiles = !self.opened.tiles.is_empty();
            let tiles = if self.has_tiles_of_pins() {
                pins
            } else {
                Vec::new()
            };
            self.opened.tiles = tiles.into();
            self.follow_tiles(had_tiles);
        }
        if self.asks_pin && !self.has_pin() {
            self.ask(false);
        }
        // A badge was quicker than the list.
        let is_named = self.named.take().is_some_and(|named| named == self.login);
        if is_named && self.has_pin() && self.password.text.is_empty() {
            self.ask(true);
        }
    }

    /// Asks for the PIN or for the password of the user who was chosen.
    pub(crate) fn ask(&mut self, asks_pin: bool) {
        self.password.clear();
        self.errors = FieldErrors::default();
        self.notice = None;
        self.asks_pin = asks_pin && self.has_pin();
        self.focus = Some(Field::CurrentPassword);
    }

    pub(crate) fn submit_pin(&mut self, effects: &mut Effects) {
        self.notice = None;
        self.errors = FieldErrors::default();
        self.focus = Some(Field::CurrentPassword);
        if self.password.text.is_empty() {
            self.errors = FieldErrors::only(Field::CurrentPassword, FieldError::MissingPin);
            return;
        }
        self.checking_pin = effects.start(SignInWithPin {
            username: self.login.clone(),
            pin: self.password.submit(),
        });
    }

    /// Takes in the end of the check. Only a wrong PIN can be entered again.
    pub(crate) fn pin_checked(
        &mut self,
        result: Result<Box<SessionView>, AccountError>,
        now: Now,
    ) -> Option<Transition> {
        let error = match result {
            Ok(session_view) => {
                let keep = false;
                return Some(Transition::App { session_view, keep });
            }
            Err(error) => error,
        };
        self.focus = Some(Field::CurrentPassword);
        match pin_refused(error) {
            PinRefused::Again(error) => {
                self.errors = FieldErrors::only(Field::CurrentPassword, error);
            }
            PinRefused::Password(error) => {
                self.pins.retain(|username| *username != self.login);
                self.ask(false);
                self.notice = FormNotice::of(error, now).map(Notice::Form);
            }
        }
        None
    }
}
