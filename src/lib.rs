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
//! [`Session`], which only a sign-in creates. Several users share one computer: each signs in with their own account and
//! sees what their roles allow. `docs/protection.md` lists what is not protected.
//!
//! # Customization
//!
//! | wish | where |
//! | --- | --- |
//! | the whole shell, only the gate, several pages, single screens | `Authenticator`: `show`, `gate`, `show_app`, `login_ui`, `register_ui`, `change_password_ui`, … |
//! | roles as types, and proofs that a function can demand | [`AppRole`], [`Session::require`], [`HasRole`] |
//! | a second person who approves an action on the spot | [`ApprovableAction`], `Commands::approve`, [`Approved`] |
//! | content that users sign with their password | `Commands::sign`, [`Service::signatures`](Service), with the feature `signatures` |
//! | custom fields, additional validation, fewer fields | [`Customization`], [`CustomField`], [`Validator`] |
//! | other sentences or another language | `Messages::custom`, `Authenticator::with_messages` |
//! | logo, header, footer, banner, egui style | `Authenticator::with_logo`, …, `with_style`, `keep_app_style`, `own_window` |
//! | events, and a question before a user leaves | [`use_cases::AuditLog::on_event`], [`use_cases::AuditLog::events`], `Authenticator::with_exit_guard` |
//! | another credential store or keyring | [`ports`], and `testing::conformance` to test it against the contract |
//! | no window | [`Service`] |
//! | a signed-in user in tests | `Authenticator::test`, with the feature `testing` |
//!
//! [`coming_from_streamlit_authenticator`] maps each call of that library to ours.
//!
//! # Modules
//!
//! What most apps need is at the root. [`users`] has the parts of a user, [`ports`] what an app can replace,
//! [`use_cases`] what [`Service`] does without a window, [`store`] and `wiring` what is there for the ports, and `testing`
//! helps with the tests of an app. `ARCHITECTURE.md` describes the layers below.
//!
//! # Stability
//!
//! Semantic versioning applies to what this documentation shows. Before 1.0 a minor version may break it, and the changelog
//! says how. Everything else that is public is for this package's own binary and tests, and may change at any time. No
//! shown item uses a type of another crate except egui's.

#![warn(
    missing_debug_implementations,
    clippy::expect_used,
    clippy::let_underscore_must_use,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may fail loudly; the program must not, and must not lose an error"
)]
#![cfg_attr(
    not(feature = "app"),
    allow(
        dead_code,
        unused_macros,
        reason = "a feature alone leaves out callers of what others share; with all of them, it is an error"
    )
)]

/// A file of `assets` that `build.rs` has packed, for [`domain::packed`].
macro_rules! packed_asset {
    ($path:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $path)).as_slice()
    };
}

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
#[doc(hidden)]
pub mod authenticator;
#[cfg(feature = "app")]
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod cli;
#[doc = include_str!("../docs/coming-from-streamlit-authenticator.md")]
pub mod coming_from_streamlit_authenticator {}
#[doc(hidden)]
pub mod domain;
#[cfg(feature = "app")]
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod logging;
#[cfg(feature = "messages")]
#[doc(hidden)]
pub mod messages;
#[doc(hidden)]
#[expect(missing_debug_implementations, reason = "hidden from host apps")]
pub mod screen;
#[doc(hidden)]
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
    AccountForm, AppPage, Authenticator, Builder, Commands, EmbeddedScreen, ExitDecision,
    ExitReason, Shortcuts, StartError, theme,
};
#[doc(inline)]
pub use crate::domain::appearance::Accent;
#[doc(inline)]
pub use crate::domain::approval::ApprovableAction;
#[doc(inline)]
pub use crate::domain::custom_field::{CustomField, CustomFieldError};
#[doc(inline)]
pub use crate::domain::customization::{Customization, Refusal, StandardField, Validator};
#[doc(inline)]
pub use crate::domain::language::Language;
#[doc(inline)]
#[doc(hidden)]
pub use crate::domain::quick_rule::BadgeUse;
pub use crate::domain::registration::RegistrationPolicy;
#[doc(inline)]
pub use crate::domain::role::AppRole;
#[doc(inline)]
pub use crate::domain::secret::{Secret, SecretText};
#[doc(inline)]
pub use crate::domain::settings::{RoleList, Settings};
#[cfg(feature = "messages")]
#[doc(inline)]
pub use crate::messages::{Message, Messages, custom::CustomMessagesError};
#[doc(inline)]
pub use crate::service::approvals::approved::Approved;
#[doc(inline)]
pub use crate::service::approvals::error::ApprovalError;
#[doc(inline)]
pub use crate::service::caller::{Caller, Operator};
#[doc(inline)]
pub use crate::service::session::{HasRole, RoleError, SignInMethod};
#[doc(inline)]
pub use crate::service::{Service, Session};

/// Users, and what is stored of them.
pub mod users {
    #[doc(inline)]
    pub use crate::domain::access_times::{AccessRefusal, AccessTimes, AccessTimesError};
    #[doc(inline)]
    pub use crate::domain::account_id::{ACCOUNT_ID_BYTES, AccountId};
    #[doc(inline)]
    pub use crate::domain::credential::{HashError, StoredHash};
    #[doc(inline)]
    pub use crate::domain::custom_field::CustomValues;
    #[doc(inline)]
    pub use crate::domain::day::Day;
    #[doc(inline)]
    pub use crate::domain::email::{Email, EmailError};
    #[doc(inline)]
    pub use crate::domain::key_vault::KeyVault;
    #[doc(inline)]
    pub use crate::domain::password::PasswordError;
    #[doc(inline)]
    pub use crate::domain::person_name::PersonName;
    #[doc(inline)]
    pub use crate::domain::role::{Permission, Permissions, Role};
    #[doc(inline)]
    pub use crate::domain::user::{Mistake, NewUser, User};
    #[doc(inline)]
    pub use crate::domain::user_field::UserFieldError;
    #[doc(inline)]
    pub use crate::domain::username::{Username, UsernameError};
}

/// What an app can put in the place of the file, the keyring or the clock: traits, and what they pass on.
pub mod ports {
    #[doc(inline)]
    pub use crate::domain::hashing::{Algorithm, Hashing};
    #[doc(inline)]
    pub use crate::domain::problem::{Position, Problem};
    #[doc(inline)]
    pub use crate::domain::settings_rows::RowError;
    #[doc(inline)]
    pub use crate::domain::time_zone::TimeZone;
    #[doc(inline)]
    pub use crate::domain::timestamp::Timestamp;
    #[doc(inline)]
    pub use crate::domain::user_key::{Key, SALT_BYTES};
    #[doc(inline)]
    pub use crate::service::dependencies::Dependencies;
    #[doc(inline)]
    pub use crate::service::ports::user_directory::UserDirectory;
    #[doc(inline)]
    pub use crate::service::ports::{
        Adapt, Applied, Backup, Cancellation, Changed, Clipboard, Clock, CredentialStore, Edit,
        EditPreview, Environment, FailureKind, HasherError, PasswordHasher, PlatformError,
        Randomness, RandomnessError, Revision, Snapshot, StateError, StateStore, StoreError,
        TokenVault, Users, VaultError, Watch,
    };
}

/// What a user can do, step by step and without a window: what the methods of [`Service`] return.
pub mod use_cases {
    #[doc(inline)]
    pub use crate::domain::audit::AuditKind;
    #[doc(inline)]
    pub use crate::domain::audit_chain::{AuditRecord, ChainCheck};
    #[doc(inline)]
    pub use crate::domain::audit_event::AuditEvent;
    #[doc(inline)]
    pub use crate::domain::recovery::CodeError;
    #[doc(inline)]
    pub use crate::domain::remember_me::TokenHash;
    #[cfg(feature = "signatures")]
    #[doc(inline)]
    pub use crate::domain::signature::chain::Signature;
    #[cfg(feature = "signatures")]
    #[doc(inline)]
    pub use crate::domain::signature::statement::{Meaning, Statement, StatementError};
    #[doc(inline)]
    pub use crate::domain::throttle::Locked;
    #[doc(inline)]
    pub use crate::service::account::{
        Account, AccountChange, AccountError, Changed, Device, Factors,
    };
    #[doc(inline)]
    pub use crate::service::audit::{AuditLog, AuditQuery};
    #[doc(inline)]
    pub use crate::service::hashing::hash_all;
    #[doc(inline)]
    pub use crate::service::ports::AuditFilter;
    #[doc(inline)]
    pub use crate::service::recovery::codes::WithRecoveryCodes;
    #[doc(inline)]
    pub use crate::service::recovery::{RecoverError, Recovery};
    #[doc(inline)]
    pub use crate::service::registration::email_proof::{
        ConfirmError, PendingRegistration, RegistrationStep,
    };
    #[doc(inline)]
    pub use crate::service::registration::{RegisterError, Registered, Registration};
    #[doc(inline)]
    pub use crate::service::remember_me::{RememberError, RememberMe, Resumed};
    #[doc(inline)]
    pub use crate::service::session_view::{SessionView, SignInHistory};
    #[doc(inline)]
    pub use crate::service::set_up::open::{OpenError, ProgramInfo};
    #[doc(inline)]
    pub use crate::service::set_up::{SetUp, SetUpError};
    #[doc(inline)]
    pub use crate::service::sign_in::pending::{
        NextStep, PendingSignIn, SecondFactor, SignInOutcome,
    };
    #[doc(inline)]
    pub use crate::service::sign_in::sessions::{RefreshError, Sessions};
    #[doc(inline)]
    pub use crate::service::sign_in::{SignIn, SignInError};
    #[cfg(feature = "signatures")]
    #[doc(inline)]
    pub use crate::service::signatures::Signatures;
    #[doc(inline)]
    pub use crate::service::users::{UserAdmin, UserChange, UserError, UserInput};
}

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

/// The code of `docs/several-computers.md`, so that it compiles.
#[cfg(all(doctest, feature = "component", feature = "postgres"))]
#[doc = include_str!("../docs/several-computers.md")]
pub struct SeveralComputers;
