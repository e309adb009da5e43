//! What stood in the way of users: each test is a sentence of what they may expect.

mod activity;
mod files;
mod kept;
mod keys;
mod passwords;
mod reading;
mod two_step;

use crate::harness::Desk;
use crate::harness::app_window::{Window, app_window};

/// Returns a window of this size over a desk, with no user signed in.
fn window(desk: &Desk, size: [f32; 2]) -> Window<'static> {
    app_window(desk.service.clone(), size)
}
