//! A restricted computer: it may not read the users, and a server decides for it (issue 21).

mod administration;
mod approvals;
mod badges;
mod commands;
mod conformance;
mod entry_points;
mod in_the_window;
mod kiosk;
mod locking;
mod many_users;
mod pins_in_the_window;
mod quick_unlock;
mod remembering;
mod signatures;
mod signing_in;
mod what_is_shown;

use egui_authenticator::testing::MemoryAuthority;

use crate::harness::Desk;

/// A restricted computer of a server with the users of [`Desk::open`]: what is edited at the desk is edited on the server.
fn till() -> (Desk, MemoryAuthority) {
    till_of(Desk::open())
}

/// A restricted computer of a server with the stores of this desk.
fn till_of(mut desk: Desk) -> (Desk, MemoryAuthority) {
    let server = MemoryAuthority::over(desk.ports.clone());
    desk.replace(|ports| *ports = server.computer());
    (desk, server)
}
