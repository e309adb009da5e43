//! The use cases: what a person can do, step by step, with every security decision in it.
//!
//! Blocking and without a window. A use case joins the rules of `account` with the ports that it
//! declares in [`ports`]; `store` implements those. Window, command line and tests all call the
//! same functions, so nothing above this layer can leave out a step.

pub mod account;
pub mod admin_action;
pub mod audit;
pub mod caller;
pub mod command;
pub mod csv;
pub(crate) mod edit;
pub mod files;
pub mod hashing;
pub(crate) mod key_vault;
pub mod pages;
pub mod ports;
pub mod preferences;
pub mod recovery;
pub mod registration;
pub mod remember_me;
pub mod session;
pub mod session_view;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod two_factor;
pub mod users;

use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::email::Email;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User};

use crate::service::audit::{AuditFailure, AuditListeners};
use crate::service::ports::{
    Clock, CredentialStore, Environment, Mailer, PasswordHasher, Platform, Randomness, StateStore,
    TokenVault,
};
pub use crate::service::session::Session;

/// The side of the square that logos and pictures of people fit, in pixels: sharp at three times the
/// size of a tile's.
const PICTURE_SIDE: u32 = 192;

/// The words that do not make a password for somebody: their own, and the program's (R8).
fn own_words<'a>(user: &'a NewUser, settings: &'a Settings) -> Vec<&'a str> {
    let mut own = app_words(settings);
    let name = [&user.name.first, &user.name.last].map(String::as_str);
    own.extend(name);
    own.extend([user.username.as_str(), user.email.as_str()]);
    own
}

/// The same for somebody who is known.
fn words_of<'a>(user: &'a User, settings: &'a Settings) -> Vec<&'a str> {
    let mut own = app_words(settings);
    own.extend([&user.name.first, &user.name.last].map(String::as_str));
    own.push(user.username.as_str());
    own.extend(user.email.as_ref().map(Email::as_str));
    own
}

fn app_words(settings: &Settings) -> Vec<&str> {
    let title = settings.title.as_deref();
    [env!("CARGO_PKG_NAME")].into_iter().chain(title).collect()
}

/// The use cases with everything that they need from outside.
#[derive(Clone)]
#[non_exhaustive]
pub struct Service {
    /// People and settings.
    pub credentials: Arc<dyn CredentialStore>,
    /// What is written at every sign-in.
    pub state: Arc<dyn StateStore>,
    /// The OS keyring.
    pub vault: Arc<dyn TokenVault>,
    /// Slow hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// The time of day.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub random: Arc<dyn Randomness>,
    /// Files and programs outside.
    pub platform: Arc<dyn Platform>,
    /// The way to the mail server.
    pub mailer: Arc<dyn Mailer>,
    /// Why what happened cannot be recorded, if so.
    pub audit_failure: AuditFailure,
    /// Who is told of what happens.
    pub listeners: AuditListeners,
    /// What the app wants otherwise than the ready-made one.
    pub rules: Arc<Customization>,
}

impl Service {
    /// The use cases over these stores, on this computer.
    #[must_use]
    pub fn new(
        credentials: Arc<dyn CredentialStore>,
        state: Arc<dyn StateStore>,
        vault: Arc<dyn TokenVault>,
        environment: Environment,
    ) -> Self {
        Self {
            credentials,
            state,
            vault,
            hasher: environment.hasher,
            clock: environment.clock,
            random: environment.random,
            platform: environment.platform,
            mailer: environment.mailer,
            audit_failure: AuditFailure::default(),
            listeners: AuditListeners::default(),
            rules: Arc::default(),
        }
    }

    /// The same for an app that wants some things otherwise.
    #[must_use]
    pub fn with_customization(self, rules: Customization) -> Self {
        Self {
            rules: Arc::new(rules),
            ..self
        }
    }
}
