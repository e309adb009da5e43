//! What the use cases need from outside, as traits, and how it can fail.
//!
//! The traits are written in terms of operations, not "load all, save all", so that a server can
//! stand behind them as well as a file. All of them block.

mod credentials;
pub(crate) mod platform;
mod state;
pub mod user_directory;

pub use crate::service::ports::credentials::{
    Change, Changed, CredentialStore, Found, NamedRole, Revision, Setting, StoreError, Watch,
};
pub use crate::service::ports::platform::{
    Clock, Desktop, DesktopError, FileKind, HasherError, Machine, Mail, MailError, MailText,
    Mailer, PasswordHasher, Picture, Randomness, RandomnessError, TokenVault, VaultError,
};
pub use crate::service::ports::state::{
    AccountEvent, AttemptKey, Filter, RememberedSignIn, Seat, SeatError, StateError, StateStore,
};
