//! Leaving a kiosk: an administrator is asked for over whatever is open, also over the sign-in form and the lock.

use crate::screen::effects::Now;
use crate::screen::flow::{Flow, Screen};
use crate::screen::kiosk::KioskForm;

impl Flow {
    /// Asks for an administrator, because the window of a kiosk should close.
    pub fn ask_to_leave_kiosk(&mut self, now: Now) {
        self.kiosk.ask(now);
    }

    /// Says that a link does not open, because the window is that of a kiosk.
    pub fn refuse_link(&mut self, now: Now) {
        self.kiosk.refuse_link(now);
    }

    /// Returns `true` while the window says so.
    #[must_use]
    pub fn refuses_link(&self) -> bool {
        self.kiosk.refuses_link()
    }

    /// Returns `true` once an administrator has left the kiosk.
    #[must_use]
    pub fn has_left_kiosk(&self) -> bool {
        self.kiosk.has_left()
    }

    /// Returns the screen that is shown, and the form that is drawn in its place if a kiosk should be left.
    pub fn drawn_mut(&mut self) -> (&mut Screen, Option<&mut KioskForm>) {
        (&mut self.screen, self.kiosk.form())
    }
}
