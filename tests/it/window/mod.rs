//! The window, operated through the accessibility tree.

mod accounts;
mod appearance;
mod pages;
mod passwords;
mod sign_in;
mod typing_order;

use crate::harness::Desk;
use crate::harness::app_window::{Window, app_window};

fn window(desk: &Desk) -> Window<'static> {
    app_window(desk.restarted(), [900.0, 760.0])
}
