//! Attackers at restricted computers, where a server decides. What they could do at any computer, other groups try
//! [`everywhere`].

mod guessing;
mod prying;

use std::sync::Arc;

use egui_authenticator::service::Service;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::testing::MemoryAuthority;

use crate::harness::Desk;

/// A trusted computer, and then a restricted one whose server has the same users.
pub fn everywhere() -> impl Iterator<Item = Desk> {
    let restricted = std::iter::once_with(|| {
        println!("at a restricted computer");
        till().0
    });
    std::iter::once_with(Desk::open).chain(restricted)
}

/// The way to the file of a desk, which a restricted computer does not have.
pub fn at_the_file(desk: &Desk) -> impl FnOnce(&mut Dependencies) + use<> {
    let file = Arc::new(YamlStore::new(desk.config()));
    move |ports| {
        ports.credentials = file;
        ports.authority = None;
    }
}

/// A restricted computer, and its server.
fn till() -> (Desk, MemoryAuthority) {
    till_of(Desk::open())
}

/// A restricted computer of a server with the users of this desk.
fn till_of(mut desk: Desk) -> (Desk, MemoryAuthority) {
    let server = MemoryAuthority::over(desk.ports.clone());
    desk.replace(|ports| *ports = server.computer());
    (desk, server)
}

/// So many restricted computers of a server, and a trusted one.
fn tills(count: usize) -> (Vec<Service>, Desk) {
    let desk = Desk::open();
    let server = MemoryAuthority::over(desk.ports.clone());
    let tills = (0..count).map(|_| server.computer().into());
    (tills.collect(), desk)
}

fn outage() -> StoreError {
    StoreError::Unavailable("no route to the server".to_owned())
}
