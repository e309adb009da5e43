//! What the use cases need from outside, as traits, and how it can fail.
//!
//! The traits are written in terms of operations, not "load all, save all", so that a server can
//! stand behind them as well as a file. All of them block.

mod credentials;
mod machine;
pub mod roster;
mod state;

pub use self::credentials::{
    Change, Changed, CredentialStore, Found, NamedRole, Revision, Setting, StoreError, Watch,
};
pub use self::machine::{
    Clock, Desktop, DesktopError, FileKind, HasherError, Machine, Mail, MailError, MailText,
    Mailer, PasswordHasher, Picture, Randomness, RandomnessError, TokenVault, VaultError,
};
pub use self::state::{
    AccountEvent, AttemptKey, Filter, RememberedSignIn, Seat, SeatError, StateError, StateStore,
};
