//! What the use cases need from outside, as traits, and how it can fail. All of them block.

mod approval_server;
mod attempts;
mod audit_log;
mod authority;
mod authority_error;
mod badge_server;
mod cancellation;
mod clock;
mod codes;
mod computers;
mod credentials;
mod device_server;
mod edit;
mod factor_server;
mod failure;
pub(crate) mod hasher;
mod kiosk_server;
mod no_vault;
mod notices;
mod pin_server;
pub(crate) mod platform;
mod preferences;
mod recovery_server;
mod registration_server;
mod sessions;
mod signature_log;
mod snapshot;
mod state;
pub(crate) mod state_error;
pub(crate) mod store_error;
#[cfg(any(feature = "yaml", feature = "postgres"))]
pub(crate) mod unaffected;
#[cfg(feature = "updates")]
mod updates;
pub mod user_directory;
mod user_server;
mod verdict;

pub use crate::domain::account_event::AccountEvent;
pub use crate::domain::role::RoleChange;
pub use crate::domain::setting::{PageChange, Setting};
#[doc(hidden)]
pub use crate::service::ports::approval_server::{
    ApprovalAnswer, ApprovalServer, ApprovalTicket, ApproverFactors, AskedOfServer, GivenApproval,
};
pub use crate::service::ports::attempts::{AttemptKey, AttemptStore};
pub use crate::service::ports::audit_log::{AuditFilter, AuditLog, AuditUser};
#[doc(hidden)]
pub use crate::service::ports::authority::{Authority, Resumption};
#[doc(hidden)]
pub use crate::service::ports::authority_error::AuthorityError;
#[doc(hidden)]
pub use crate::service::ports::badge_server::{
    BadgeProof, BadgeServer, BadgeVerdict, NewBadge, NotedBadge,
};
pub use crate::service::ports::cancellation::Cancellation;
pub use crate::service::ports::clock::Clock;
pub use crate::service::ports::codes::CodeStore;
#[doc(hidden)]
pub use crate::service::ports::computers::{Computer, ComputerList};
pub use crate::service::ports::credentials::{Adapt, Backup, Changed, CredentialStore, Watch};
#[doc(hidden)]
pub use crate::service::ports::device_server::{DeviceServer, RememberedDevice};
pub use crate::service::ports::edit::{Applied, Edit, EditPreview};
#[doc(hidden)]
pub use crate::service::ports::factor_server::{FactorServer, NewFactor};
pub use crate::service::ports::failure::FailureKind;
pub use crate::service::ports::hasher::{HasherError, PasswordHasher};
#[doc(hidden)]
pub use crate::service::ports::kiosk_server::KioskServer;
pub(crate) use crate::service::ports::no_vault::NoVault;
pub use crate::service::ports::notices::NoticeStore;
#[doc(hidden)]
pub use crate::service::ports::pin_server::{PinProof, PinServer, PinVerdict};
pub use crate::service::ports::platform::{
    Clipboard, Environment, FileKind, Mail, MailError, MailText, Mailer, Picture, Platform,
    PlatformError, Randomness, RandomnessError, TokenVault, VaultError,
};
pub use crate::service::ports::preferences::{ChangeRecord, PreferenceStore};
#[doc(hidden)]
pub use crate::service::ports::recovery_server::{ProvenCode, RecoveryServer};
#[doc(hidden)]
pub use crate::service::ports::registration_server::RegistrationServer;
pub use crate::service::ports::sessions::{
    ChangeSealed, LockMark, RememberedSignIn, SessionLimitError, SessionSlot, SessionStore,
};
pub use crate::service::ports::signature_log::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey,
    StoredSigningKey,
};
pub use crate::service::ports::snapshot::{NamedRole, Revision, Snapshot, Users};
pub use crate::service::ports::state::StateStore;
pub use crate::service::ports::state_error::StateError;
pub use crate::service::ports::store_error::StoreError;
#[cfg(feature = "updates")]
pub use crate::service::ports::updates::ManifestServer;
#[doc(hidden)]
pub use crate::service::ports::user_server::{
    AccessChange, AllowedList, BulkAnswer, BulkEdit, FoundActivity, FoundUser, KnownRole,
    UserBatch, UserEdit, UserPage, UserServer, WaitingUsers,
};
#[doc(hidden)]
pub use crate::service::ports::verdict::{AwaitedCode, NewSession, Verdict};
