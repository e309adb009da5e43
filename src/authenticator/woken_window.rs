//! The window that the threads of an authenticator wake.

use std::sync::{Arc, Mutex, PoisonError};

use egui::Context;

/// The window that was drawn last.
#[derive(Clone)]
pub(super) struct WokenWindow(Arc<Mutex<Context>>);

impl WokenWindow {
    pub(super) fn new(ctx: &Context) -> Self {
        Self(Arc::new(Mutex::new(ctx.clone())))
    }

    /// Makes this window the one that is woken.
    pub(super) fn follow(&self, ctx: &Context) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *last != *ctx {
            *last = ctx.clone();
        }
    }

    /// Draws the window again. Called from other threads.
    pub(super) fn wake(&self) {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ctx = last.clone();
        drop(last);
        ctx.request_repaint();
    }
}
