//! What the window of a kiosk needs of the component.

use egui::Context;

use crate::authenticator::component::{Authenticator, now};

impl Authenticator {
    /// Asks for an administrator, because the window of a kiosk should close.
    pub(crate) fn ask_to_leave_kiosk(&mut self, ctx: &Context) {
        self.flow.ask_to_leave_kiosk(now(ctx));
        ctx.request_repaint();
    }

    /// Returns `true` once an administrator has left the kiosk.
    pub(crate) fn has_left_kiosk(&self) -> bool {
        self.flow.has_left_kiosk()
    }

    /// Says that a link does not open.
    pub(crate) fn refuse_link(&mut self, ctx: &Context) {
        self.flow.refuse_link(now(ctx));
        ctx.request_repaint();
    }
}
