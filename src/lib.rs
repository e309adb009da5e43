//! Sign-in for native desktop tools. An app of your own in ten lines:
//!
//! ```no_run
//! # #[cfg(feature = "component")]
//! # mod example {
//! use egui_authenticator::Authenticator;
//!
//! struct MyApp(Authenticator); // `Authenticator::builder("org.example", "my-app").build(&creation.egui_ctx)?`
//!
//! impl MyApp {
//!     // From your `eframe::App::ui`:
//!     fn ui(&mut self, ui: &mut egui::Ui) {
//!         self.0.show(ui, |ui, session, _| {
//!             ui.label(format!("Only for {}", session.user().display_name()));
//!         });
//!     }
//! }
//! # }
//! ```
//!
//! The closure runs only while a user is signed in and the window is not locked. It gets a
//! [`Session`], which only a sign-in creates. People share a desk and a local tool: each
//! signs in as themselves and sees what their roles allow, and the next user gets neither their password nor
//! their pages. `docs/protection.md` says what does not hold.
//!
//! # Customization
//!
//! | wish | where |
//! | --- | --- |
//! | the whole shell, only the gate, several pages, single screens | `Authenticator`: `show`, `gate`, `show_app`, `login_ui`, `register_ui`, `change_password_ui`, … |
//! | roles as types, and proofs that a function can demand | [`AppRole`], [`Session::require`], [`HasRole`] |
//! | custom fields, additional validation, fewer fields | [`Customization`], [`CustomField`], [`Validator`] |
//! | other sentences or another language | `Messages::custom`, `Authenticator::with_messages` |
//! | logo, header, footer, banner, egui style | `Authenticator::with_logo`, …, `with_style`, `keep_app_style`, `own_window` |
//! | events, and a question before a user leaves | [`service::audit::AuditLog::on_event`], [`service::audit::AuditLog::events`], `Authenticator::with_exit_guard` |
//! | another credential store or keyring | [`service::ports`], and `testing::conformance` to test it against the contract |
//! | no window | [`Service`] |
//! | a signed-in user in tests | `Authenticator::test`, with the feature `testing` |
//!
//! [`coming_from_streamlit_authenticator`] maps each call of that library to ours.
//!
//! # Layers
//!
//! Each layer knows only those before it in this list: [`domain`] (rules), [`service`] (use cases and
//! ports), [`store`] (files, database, keyring) and `screen` (state machines), `ui` (drawing),
//! `authenticator` (the component), `app` and `cli`. Rules and use cases are pure or behind ports; only
//! `ui`, `authenticator`, `app` and `testing` know egui.
//!
//! # Stability
//!
//! Semantic versioning applies to the items of the root, [`prelude`], [`domain`], [`service`], [`store`], `messages`, `wiring`, `authenticator`
//! and `testing`. Before 1.0 a minor version may break them, and the changelog says how. `screen`, `ui` (except
//! `theme`), `worker`, `app`, `cli` and `logging` are public for this package's own binary and tests, hidden
//! from the documentation, and may change at any time. No public item of the stable part uses a type of another crate
//! except egui's.

#![warn(
    missing_debug_implementations,
    clippy::expect_used,
    clippy::let_underscore_must_use,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly; the program must not, and must not lose an error"
)]

/// Prints the name of a type and the fields named here. For types that hold secrets, which have no `Debug`, and for use
/// cases, whose ports have nothing to print.
macro_rules! opaque_debug {
    ($name:ident $({ $($field:ident),+ })?) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter
                    .debug_struct(stringify!($name))
                    $($(.field(stringify!($field), &self.$field))+)?
                    .finish_non_exhaustive()
            }
        }
    };
}

#[cfg(feature = "app")]
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod app;
#[cfg(feature = "ui")]
pub mod authenticator;
#[cfg(feature = "app")]
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod cli;
#[doc = include_str!("../docs/coming-from-streamlit-authenticator.md")]
pub mod coming_from_streamlit_authenticator {}
pub mod domain;
#[cfg(feature = "app")]
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod logging;
#[cfg(feature = "messages")]
pub mod messages;
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod screen;
pub mod service;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "ui")]
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod ui;
#[cfg(feature = "desktop")]
pub mod wiring;
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod worker;

#[cfg(feature = "ui")]
#[doc(inline)]
pub use crate::authenticator::{
    AccountForm, AppPage, Authenticator, Commands, EmbeddedScreen, ExitDecision, ExitReason,
    Shortcuts,
};
#[cfg(feature = "component")]
#[doc(inline)]
pub use crate::authenticator::{Builder, StartError};
#[doc(inline)]
pub use crate::domain::customization::{CustomField, Customization, Validator};
#[doc(inline)]
pub use crate::domain::role::AppRole;
#[cfg(feature = "messages")]
#[doc(inline)]
pub use crate::messages::Messages;
#[doc(inline)]
pub use crate::service::session::HasRole;
#[doc(inline)]
pub use crate::service::{Service, Session};
/// The egui that the screens are drawn with.
#[cfg(feature = "ui")]
pub use egui;

/// What the code of an app names again and again.
///
/// ```
/// use egui_authenticator::prelude::*;
///
/// struct Lead;
/// # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
///
/// fn close_the_month(_: &HasRole<'_, Lead>) {}
///
/// fn month(session: &Session) {
///     if let Ok(proof) = session.require(Lead) {
///         close_the_month(&proof);
///     }
/// }
/// ```
pub mod prelude {
    #[cfg(feature = "ui")]
    #[doc(no_inline)]
    pub use crate::authenticator::{Authenticator, Commands};
    #[doc(no_inline)]
    pub use crate::domain::role::AppRole;
    #[doc(no_inline)]
    pub use crate::service::Session;
    #[doc(no_inline)]
    pub use crate::service::session::HasRole;
}

/// The code of the README and of `docs/embedding.md`, so that it compiles.
#[cfg(all(doctest, feature = "app"))]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/embedding.md")]
pub struct Readme;
