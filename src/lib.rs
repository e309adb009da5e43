//! Sign-in for native desktop tools. An app of your own in ten lines:
//!
//! ```no_run
//! # #[cfg(feature = "component")]
//! # mod example {
//! use egui_authenticator::authenticator::Authenticator;
//!
//! struct MyApp(Authenticator); // `Authenticator::for_app("my-app", &creation.egui_ctx)?`
//!
//! impl MyApp {
//!     // From your `eframe::App::ui`:
//!     fn ui(&mut self, ui: &mut egui::Ui) {
//!         self.0.show(ui, |ui, session| {
//!             ui.label(format!("Only for {}", session.user().display_name()));
//!         });
//!     }
//! }
//! # }
//! ```
//!
//! The closure runs only for somebody who is signed in and whose window is not locked, and the
//! [`Session`](service::Session) that it gets can be made in no other way. People share a desk and a local
//! tool: each signs in as themselves, sees what their roles allow, and nobody's password or page leaks to the
//! next.
//!
//! # What an app makes its own
//!
//! | wish | where |
//! | --- | --- |
//! | the whole shell, only the gate, several pages, single screens | `authenticator::Authenticator`: `show`, `gate`, `show_app`, `login_ui`, `register_ui`, `change_password_ui`, … |
//! | roles as types, and proofs that a function can demand | [`domain::role::AppRole`], [`service::Session::require`] |
//! | fields of its own, other checks, fewer fields | [`domain::customization::Customization`], [`domain::customization::Validator`] |
//! | its own words or language | `messages::Messages::custom` |
//! | logo, header, footer, banner, egui's style | `Authenticator::with_logo`, …, `with_style` |
//! | hearing of what happens, and a word before somebody leaves | [`service::Service::on_event`], [`service::Service::events`], `Authenticator::with_exit_guard` |
//! | another store than the file, another keyring | [`service::ports`], and `testing::conformance` to hold it against the contract |
//! | no window at all | [`service::Service`] |
//! | somebody signed in, for its tests | `Authenticator::signed_in_as`, with the feature `testing` |
//!
//! [`coming_from_streamlit_authenticator`] maps each call of that library to ours.
//!
//! # Layers
//!
//! Each of them knows only those above it in this list: [`domain`] (rules), [`service`] (use cases and
//! ports), [`store`] (files, database, keyring) and [`screen`] (state machines), `ui` (drawing),
//! `authenticator` (the component), `app` and `cli`. Rules and use cases are pure or behind ports; only
//! `ui` and `authenticator` know egui.
//!
//! # What is stable
//!
//! Semantic versioning holds for [`domain`], [`service`], [`store`], `messages`, `wiring`, `authenticator` and
//! `testing`. Before 1.0 a minor version may break them, and the changelog says how. [`screen`], `ui`,
//! [`worker`], `app` and `cli` are public for our own binary and tests, and may change at any time; of `ui`,
//! `theme` and `slots` are stable. No type of another crate but egui's stands in the stable part.

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "ui")]
pub mod authenticator;
#[cfg(feature = "app")]
pub mod cli;
#[doc = include_str!("../docs/coming-from-streamlit-authenticator.md")]
pub mod coming_from_streamlit_authenticator {}
pub mod domain;
#[cfg(feature = "messages")]
pub mod messages;
pub mod screen;
pub mod service;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "component")]
pub mod wiring;
pub mod worker;

/// The code of the README and of `docs/embedding.md`, so that it compiles.
#[cfg(all(doctest, feature = "app"))]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/embedding.md")]
pub struct Readme;
