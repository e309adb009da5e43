//! A real window on a virtual display, with a real keyring, driven by keys and by an accessibility
//! client. `.ci/run` runs these; by hand: `cargo test --test desktop -- --ignored --test-threads 2`.

mod access;
mod apps;
mod clipboard;
mod fit;
mod harness;
mod keyring;
mod kiosk;
mod locking;
mod one_window;
#[cfg(feature = "postgres")]
mod restricted;
#[cfg(feature = "postgres")]
#[path = "../postgres/server.rs"]
#[expect(dead_code, reason = "its other tests use the rest")]
mod server;
mod two_users;
mod window;

use harness::Desk;

const PASSWORD: &str = "a password for the desktop";

/// A file with an administrator, so that the sign-in form is shown.
const ADMINISTRATOR: &str = "credentials: {usernames: {ada: {email: ada@example.org, first_name: Ada, password: keys to the whole building, roles: [admin]}}}\n";

/// Fills in the set-up form with the keyboard alone.
fn set_up(desk: &mut Desk) {
    desk.start(&[]);
    fill_in_set_up(desk);
    save_codes(desk);
}

fn fill_in_set_up(desk: &mut Desk) {
    desk.waits_for("heading", "Set up Authenticator");
    desk.types("Ada Lovelace");
    desk.keys(&["Tab", "Tab"]);
    desk.types("ada@example.org");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_for("heading", "Your recovery codes");
}

/// Signs out, and in again to stay signed in. Returns the token in the keyring.
fn sign_in_and_stay(desk: &Desk) -> String {
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.presses("Keep me signed in");
    desk.presses("Sign in");
    desk.waits_to_greet("Ada");
    desk.waits_for_token()
}

fn save_codes(desk: &Desk) {
    save_codes_until(desk, "", "|Hello, Ada|");
}

/// The same, to where an app shows this.
fn save_codes_until(desk: &Desk, role: &str, name: &str) {
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("heading", "Who can register?");
    desk.presses("Continue");
    desk.waits_for(role, name);
}

/// A page for the till, in the file that the set-up made.
const TILL: &str = "views:\n  till:\n    title: Till\n    roles: [till]\n    kind: markdown\n    text: Count the money\n";

const BOBS: &str = "bobs own words for the desk";

/// Fills in the registration form, with keys only.
fn register_bob(desk: &Desk) {
    desk.waits_for("heading", "Create an account");
    desk.waits_for("entry|First name", "focused");
    for text in ["Bob", "Builder", "bob", "bob@example.org"] {
        desk.types(text);
        desk.keys(&["Tab"]);
    }
    desk.types(BOBS);
    desk.keys(&["Return"]);
    desk.waits_for("heading", "Your recovery codes");
}

/// Signs a user in at an empty form.
fn enter(desk: &Desk, name: &str, password: &str) {
    desk.waits_for("push button", "Sign in");
    desk.waits_for("entry", "focused");
    desk.types(name);
    desk.keys(&["Tab"]);
    desk.types(password);
    desk.keys(&["Return"]);
}
