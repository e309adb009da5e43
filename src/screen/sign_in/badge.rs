//! Naming oneself with a badge on the sign-in form, which may also sign in, and the waits of the form.

use crate::domain::secret::Secret;
use crate::service::account::AccountError;
use crate::service::quick_unlock::commands::{ListPins, LoadBadges, SignInWithBadge};
use crate::service::session_view::SessionView;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now};
use crate::screen::form::field::FieldErrors;
use crate::screen::form::notice::FormNotice;
use crate::screen::sign_in::{LoginScreen, Notice, Transition};

impl LoginScreen {
    /// Returns `true` while a password is checked.
    pub(crate) fn is_checking(&self) -> bool {
        let is_quick = self.checking_pin.is_waiting() || self.naming.is_waiting();
        self.checking.is_waiting() || is_quick
    }

    pub(super) fn cancel(&mut self) {
        self.checking.cancel();
        self.checking_pin.cancel();
        self.naming.cancel();
    }

    /// Returns how the wait for the check looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let quick = self.checking_pin.busy(now).max(self.naming.busy(now));
        self.checking.busy(now).max(quick)
    }

    /// Reads who has a PIN where a tile is chosen, and the badges where there are any.
    pub(super) fn list_quick(&mut self, effects: &mut Effects) {
        let quick = &self.opened.settings.quick;
        if quick.has_badges() {
            effects.run(LoadBadges);
        }
        let has_tiles = !self.opened.tiles.is_empty() || self.has_tiles_of_pins();
        if quick.pin && has_tiles {
            self.listing_pins = effects.start(ListPins);
        } else {
            self.take_in_pins(Vec::new());
        }
    }

    /// Takes in a badge that was scanned.
    pub(crate) fn scan(&mut self, badge: Secret, effects: &mut Effects) {
        if self.is_checking() {
            return;
        }
        self.password.clear();
        self.errors = FieldErrors::default();
        self.notice = None;
        self.list_pins(effects);
        self.naming = effects.start(SignInWithBadge(badge));
    }

    /// Chooses a user whose badge was scanned at the lock.
    pub(crate) fn name(&mut self, username: String, effects: &mut Effects) {
        self.list_pins(effects);
        self.choose(username.clone());
        self.named = Some(username);
    }

    fn list_pins(&mut self, effects: &mut Effects) {
        if self.opened.settings.quick.pin {
            self.listing_pins = effects.start(ListPins);
        }
    }

    /// Takes in whose badge it is.
    pub(super) fn named(
        &mut self,
        result: Result<Box<SessionView>, AccountError>,
        now: Now,
    ) -> Option<Transition> {
        match result {
            Ok(session_view) => {
                let keep = false;
                return Some(Transition::App { session_view, keep });
            }
            Err(AccountError::BadgeNames(username)) => {
                self.choose(username.clone());
                self.named = Some(username);
            }
            Err(error) => self.notice = FormNotice::of(error, now).map(Notice::Form),
        }
        None
    }
}
