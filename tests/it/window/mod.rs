//! The window, operated through the accessibility tree.

mod accounts;
mod appearance;
mod pages;
mod passwords;
mod sign_in;

use crate::app_window::{Window, app_window};
use crate::harness::Desk;

fn window(desk: &Desk) -> Window<'static> {
    app_window(desk.restarted(), [900.0, 760.0])
}
