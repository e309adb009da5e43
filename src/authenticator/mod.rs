//! The authenticator: joins the screens, the worker and the drawing.
//!
//! An app holds one [`Authenticator`] and calls one of its `show…` methods, [`Authenticator::gate`] or a
//! `…_ui` method from its own `ui`. The app's content is a closure that runs only while a user is signed in and the
//! window is not locked, and that gets the [`Session`](crate::service::Session) as proof.
//!
//! A function for signed-in users takes this proof and cannot be called without it:
//!
//! ```compile_fail,E0061
//! # use egui_authenticator::Session;
//! fn wages_ui(ui: &mut egui::Ui, session: &Session) {}
//!
//! fn ui(ui: &mut egui::Ui) {
//!     wages_ui(ui);
//! }
//! ```
//!
//! but from the closure:
//!
//! ```
//! # use egui_authenticator::Authenticator;
//! # use egui_authenticator::Session;
//! fn wages_ui(ui: &mut egui::Ui, session: &Session) {}
//!
//! fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
//!     authenticator.show(ui, |ui, session, _| wages_ui(ui, session));
//! }
//! ```
//!
//! The closure cannot keep the session:
//!
//! ```compile_fail
//! # use egui_authenticator::Authenticator;
//! # use egui_authenticator::Session;
//! fn kept<'a>(authenticator: &'a mut Authenticator, ui: &mut egui::Ui) -> Option<&'a Session> {
//!     authenticator.show(ui, |_, session, _| session)
//! }
//! ```

mod account_form;
mod active_language;
mod activity;
mod appearance;
mod applied;
mod approvals;
mod badge_reader;
mod builder;
mod commands;
mod component;
mod embedded_screen;
mod embedding;
mod exit_decision;
mod exit_guard;
mod frame_approvals;
#[cfg(feature = "app")]
mod kiosk;
mod own_window;
mod pages;
mod show;
#[cfg(feature = "signatures")]
mod signing;
mod start_error;
mod typing_order;
mod woken_window;

pub use crate::authenticator::account_form::AccountForm;
pub use crate::authenticator::builder::Builder;
pub use crate::authenticator::commands::Commands;
pub use crate::authenticator::component::Authenticator;
pub use crate::authenticator::embedded_screen::EmbeddedScreen;
pub use crate::authenticator::exit_decision::{ExitDecision, ExitReason};
pub use crate::authenticator::pages::AppPage;
pub use crate::authenticator::start_error::StartError;
#[doc(inline)]
pub use crate::ui::{DemoUser, Shortcuts, theme};
pub use crate::worker::Unfinished;
