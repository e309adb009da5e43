//! What the use cases need from outside, as traits, and how it can fail. All of them block.

mod credentials;
mod edit;
pub(crate) mod platform;
mod snapshot;
mod state;
mod store_error;
pub mod user_directory;

pub use crate::service::ports::credentials::{Changed, CredentialStore, Watch};
pub use crate::service::ports::edit::{Edit, Setting};
pub use crate::service::ports::platform::{
    Clock, Environment, FileKind, HasherError, Mail, MailError, MailText, Mailer, PasswordHasher,
    Picture, Platform, PlatformError, Randomness, RandomnessError, TokenVault, VaultError,
};
pub use crate::service::ports::snapshot::{NamedRole, Revision, Snapshot, Users, Versioned};
pub use crate::service::ports::state::{
    AccountEvent, AttemptKey, AuditFilter, RememberedSignIn, SessionLimitError, SessionSlot,
    StateError, StateStore,
};
pub use crate::service::ports::store_error::StoreError;
