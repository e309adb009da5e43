//! The author of a hostile file, name, table or picture.

mod launch;
mod limits;
mod output;
mod pages;
mod previews;

use egui_authenticator::app::App;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::Harness;

use crate::harness::app_window::app_window;
use crate::harness::window::sign_in;
use crate::harness::{ADA, Desk};

/// The window of a desk, after Ada has signed in.
fn window_of_ada(desk: &Desk) -> Harness<'static, App> {
    let service = desk.restarted();
    let mut window = app_window(service, [1100.0, 1600.0]);
    sign_in(&mut window, ADA);
    window
}

/// Who may do everything.
const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// A hash that no password has.
const HASH: &str = "$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
