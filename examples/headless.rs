//! The use cases without a window: for a tool on the command line, a service, or a script that prepares a
//! file. Everything that the window does can be called like this, with the same checks.
//!
//! `cargo run --example headless` runs them with the demo users and prints the audit events.

use std::error::Error;

use egui_authenticator::Messages;
use egui_authenticator::Secret;
use egui_authenticator::Service;
use egui_authenticator::app::demo::Demo;
use egui_authenticator::ports::Hashing;
use egui_authenticator::store::hashing::SlowHasher;
use egui_authenticator::use_cases::SignInOutcome;
use egui_authenticator::use_cases::UserInput;
use egui_authenticator::use_cases::hash_all;
use egui_authenticator::users::Permission;
use egui_authenticator::users::PersonName;
use egui_authenticator::{Caller, Operator};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// Signs a user in and out again.
fn sign_in(service: &Service, login: &str, password: &Secret) -> Result<(), Box<dyn Error>> {
    match service.sign_in().with_password(login, password) {
        Ok(SignInOutcome::SignedIn(session_view)) => {
            let session = &session_view.session;
            println!("{} is signed in", session.user().display_name());
            if session.has_role("admin") {
                println!("  and is an administrator");
            }
            if session_view.permissions.may(Permission::SeeActivity) {
                println!("  and can view the audit log");
            }
            service.sessions().sign_out(session)?;
        }
        // A second factor, or a new password: see `second_factor` and `choose_new_password`.
        Ok(_) => println!("{login} must complete another step"),
        Err(refused) => println!("{}", Messages::english().sign_in_error(&refused).line()),
    }
    Ok(())
}

/// Registers a user whose address is allowed.
fn register(service: &Service) -> Result<(), Box<dyn Error>> {
    let name = PersonName::new("Mel", "Sby");
    let user = UserInput::new("melsby", "melsby@example.org", name);
    let password = secret("eleven crates of apples");
    let made = service.registration().register(&user, &password)?;
    println!(
        "{} has an account, and {} recovery codes",
        made.value.username,
        made.codes.len()
    );
    Ok(())
}

/// Gives a user a new password with an administrator's reset code; the administrator never learns the password.
fn reset(service: &Service) -> Result<(), Box<dyn Error>> {
    let code = service
        .users()
        .start_reset(Caller::LocalOwner(Operator::assume()), "rbriggs")?;
    let new = secret("count it again at nine");
    service.recovery().reset_password("rbriggs", &code, &new)?;
    sign_in(service, "rbriggs", &new)
}

fn main() -> Result<(), Box<dyn Error>> {
    let demo = Demo::new()?;
    let service = demo.service();
    let events = service.audit_log().events();
    // Reads the file, and hashes the passwords in plain text.
    service
        .set_up()
        .open()
        .map_err(|failed| format!("{failed:?}"))?;

    for user in demo.users() {
        sign_in(&service, &user.username, &Secret::new(user.password))?;
    }
    sign_in(&service, "ada", &secret("a guess"))?;
    register(&service)?;
    reset(&service)?;

    let passwords = [secret("one of many"), secret("another of them")];
    let all: Vec<_> = passwords.iter().collect();
    let hashes = hash_all(&SlowHasher, &all, Hashing::default(), &|_| {})?;
    println!("{} hashes for the file", hashes.len());

    for event in events.try_iter() {
        let mark = if event.is_done { "done" } else { "refused" };
        let (kind, who) = (event.kind.word(), &event.who);
        println!("{}: {mark}: {kind} {who} {}", event.at, event.detail);
    }
    Ok(())
}
