//! The use cases without a window: for a tool on the command line, a service, or a script that prepares a
//! file. Everything that the window does can be called like this, with the same checks.
//!
//! `cargo run --example headless` runs them with users in memory and prints the audit events.

use std::error::Error;
use std::sync::Arc;

use egui_authenticator::Messages;
use egui_authenticator::Secret;
use egui_authenticator::Service;
use egui_authenticator::ports::{Hashing, UserDirectory};
use egui_authenticator::store::hashing::SlowHasher;
use egui_authenticator::store::memory::{MemoryCredentials, MemoryState, MemoryVault};
use egui_authenticator::use_cases::SignInOutcome;
use egui_authenticator::use_cases::UserInput;
use egui_authenticator::use_cases::hash_all;
use egui_authenticator::users::{Email, Permission, PersonName};
use egui_authenticator::wiring::environment;
use egui_authenticator::{Caller, Operator, Settings};

/// The owner of the store, who needs no session.
const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

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

/// Adds the first user, as the owner of the store.
fn add(service: &Service) -> Result<(), Box<dyn Error>> {
    let name = PersonName::new("Ada", "Lovelace");
    let ada = UserInput::new("ada", "ada@example.org", name);
    let password = secret("a program for the engine");
    service
        .users()
        .add_with_password(OWNER, &ada, &["admin"], &password)?;
    sign_in(service, "ada", &password)?;
    sign_in(service, "ada", &secret("a guess"))
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
    let code = service.users().start_reset(OWNER, "melsby")?;
    let new = secret("count it again at nine");
    service.recovery().reset_password("melsby", &code, &new)?;
    sign_in(service, "melsby", &new)
}

fn main() -> Result<(), Box<dyn Error>> {
    let allowed = Email::parse("melsby@example.org")?;
    let content = UserDirectory::new(Settings::default(), Vec::new(), vec![allowed]);
    let users = Arc::new(MemoryCredentials::with(content));
    let (state, vault) = (MemoryState::default(), MemoryVault::default());
    let service = Service::new(users, Arc::new(state), Arc::new(vault), environment());
    let events = service.audit_log().events();
    service.set_up().open()?;

    add(&service)?;
    register(&service)?;
    reset(&service)?;

    let passwords = [secret("one of many"), secret("another of them")];
    let all: Vec<_> = passwords.iter().collect();
    let hashes = hash_all(&SlowHasher, &all, Hashing::default(), &|_| {})?;
    println!("{} hashes for the file", hashes.len());

    for event in events.try_iter() {
        let mark = if event.is_done { "done" } else { "refused" };
        println!("{}: {mark}: {:?} {}", event.at, event.kind, event.who);
    }
    Ok(())
}
