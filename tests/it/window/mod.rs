//! The window, operated through the accessibility tree.

mod accounts;
mod appearance;
mod pages;
mod passwords;
mod sign_in;

use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_kittest::Harness;

use crate::harness::Desk;

type Window<'a> = Harness<'a, App>;

fn window(desk: &Desk) -> Window<'static> {
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}
