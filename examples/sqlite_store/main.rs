//! An app whose users and settings are in its own `SQLite` database, which several programs can share. Lockouts, remembered
//! sign-ins and the audit log are in the state database beside it, which is `SQLite` as well.
//!
//! `cargo run --example sqlite_store` keeps both in the platform's folders for `authenticator-sqlite`, and asks for an
//! administrator first. The test at the end checks the store against the contract of every store.

mod database;
mod rows;

use std::error::Error;

use egui_authenticator::Authenticator;
use egui_authenticator::wiring::Paths;

use self::database::Database;

const ORGANIZATION: &str = "org.example";
const APP: &str = "authenticator-sqlite";

struct MyApp {
    authenticator: Authenticator,
}

impl eframe::App for MyApp {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.authenticator.show(ui, |ui, session, _| {
            ui.heading(format!("Only for {}", session.user().display_name()));
        });
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths = Paths::for_app(ORGANIZATION, APP)?;
    let users = Database::open(&paths.config.with_file_name("users.db"))?;
    let create = |creation: &eframe::CreationContext<'_>| {
        let builder = Authenticator::builder(ORGANIZATION, APP).store(users);
        let authenticator = builder.build(&creation.egui_ctx)?;
        Ok(Box::new(MyApp { authenticator }) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("sqlite_store", options, Box::new(create))?;
    Ok(())
}
