//! What the use cases need from outside, as traits, and how it can fail.
//!
//! The traits are written in terms of operations, not "load all, save all", so that a server can
//! stand behind them as well as a file. All of them block.

mod credentials;
pub(crate) mod platform;
mod state;
pub mod user_directory;

pub use crate::service::ports::credentials::{
    Changed, CredentialStore, Edit, NamedRole, Revision, Setting, StoreError, Versioned, Watch,
};
pub use crate::service::ports::platform::{
    Clock, Environment, FileKind, HasherError, Mail, MailError, MailText, Mailer, PasswordHasher,
    Picture, Platform, PlatformError, Randomness, RandomnessError, TokenVault, VaultError,
};
pub use crate::service::ports::state::{
    AccountEvent, AttemptKey, AuditFilter, RememberedSignIn, SessionLimitError, SessionSlot,
    StateError, StateStore,
};
