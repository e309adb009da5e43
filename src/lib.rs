//! Sign-in for native desktop tools.
//!
//! People share a desk and a local tool: each signs in as themselves, sees what their roles allow,
//! and nobody's password or page leaks to the next. This crate is a ready-made app over one YAML
//! file (see the README), and the component behind it:
//!
//! ```no_run
//! # #[cfg(feature = "app")]
//! # fn example(ctx: &egui::Context, ui: &mut egui::Ui) -> std::io::Result<()> {
//! use egui_authenticator::authenticator::Authenticator;
//! use egui_authenticator::wiring::Paths;
//!
//! let service = Paths::for_config("config.yaml".into()).service();
//! let mut authenticator = Authenticator::new(&service, ctx)?;
//! // In your app's `logic` and `ui`:
//! authenticator.logic(ctx);
//! authenticator.show(ui, |ui, session| {
//!     ui.label(format!("Only for {}", session.user().display_name()));
//! });
//! # Ok(())
//! # }
//! ```
//!
//! The layers, each of which knows only those above it in this list:
//! [`account`] (rules), [`service`] (use cases and ports), [`store`] (files, database, keyring) and
//! [`screen`] (state machines), `ui` (drawing), `authenticator` (the component), `app` and `cli`.

pub mod account;
#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "ui")]
pub mod authenticator;
#[cfg(feature = "app")]
pub mod cli;
pub mod screen;
pub mod service;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "component")]
pub mod wiring;
#[cfg(feature = "words")]
pub mod words;
pub mod worker;
