//! The use cases without a window: for a tool on the command line, or a service of your own.
//!
//! `cargo run --example headless` signs the people of the demonstration in, one after the other, says
//! what they may do, and tells what was noted meanwhile.

use std::error::Error;

use egui_authenticator::account::role::{Permission, Role};
use egui_authenticator::account::secret::Secret;
use egui_authenticator::app::demo::Demo;
use egui_authenticator::service::halfway::Arrival;
use egui_authenticator::words::Words;

fn main() -> Result<(), Box<dyn Error>> {
    let words = Words::english();
    let demo = Demo::new()?;
    let service = demo.service();
    let events = service.events();
    // Reads the file, and hashes what stands there in plain text.
    service.open().map_err(|failed| format!("{failed:?}"))?;

    for person in demo.people() {
        let password = Secret::new(person.password);
        match service.sign_in(&person.username, &password) {
            Ok(Arrival::In(entrance)) => {
                let session = &entrance.session;
                println!("{} is in", session.user().display_name());
                if session.has_role(&Role::admin()) {
                    println!("  and is an administrator");
                }
                if entrance.powers.may(Permission::SeeActivity) {
                    println!("  and may see what happened");
                }
                service.sign_out(session)?;
            }
            // A second factor, or a new password: see `second_factor` and `choose_another`.
            Ok(Arrival::Halfway(_)) => println!("{} is asked for more", person.username),
            Err(refused) => println!("{}", words.sign_in_error(&refused).line()),
        }
    }
    let refused = service.sign_in("ada", &Secret::new("a guess".to_owned()));
    if let Err(refused) = refused {
        println!("{}", words.sign_in_error(&refused).line());
    }

    for event in events.try_iter() {
        let mark = if event.is_done { "done" } else { "refused" };
        println!("{}: {} by {:?}", mark, event.kind.word(), event.who);
    }
    Ok(())
}
