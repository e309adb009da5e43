//! Adding, changing and removing users.
//!
//! The caller has to be authorized (see [`crate::service::caller`]). The same rules hold for every caller: no
//! two users have one name or address, an administrator who can sign in always remains, and no user removes
//! themself (R51). An administrator never sets or sees a password (R31): a new user gets a reset code and
//! chooses one.

mod approve;
pub(crate) mod at_server;
mod badge_at_server;
pub mod bulk;
pub(crate) mod bulk_action;
mod bulk_at_server;
pub(crate) mod change;
mod change_at_server;
pub mod columns;
pub mod commands;
pub mod error;
mod export;
pub mod import;
pub(crate) mod input;
pub(crate) mod known_roles;
pub mod list;
pub mod mail;
pub mod query;
pub mod quick;
mod removal;
mod rename;
pub mod reset;
mod search;
pub mod sessions;
mod status;
pub(crate) mod uniqueness;

use std::sync::Arc;

use crate::domain::customization::Customization;

use crate::service::account_records::AccountRecords;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::caller::Authorizer;
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::notices::Notices;
use crate::service::passwords::Passwords;
use crate::service::ports::{
    AttemptStore, Authority, Clock, CredentialStore, Mailer, PasswordHasher, SessionStore,
};
use crate::service::quick_unlock::QuickRecords;
use crate::service::session_state::OpenSessions;
use crate::service::throttle::Throttle;
pub use crate::service::users::error::UserError;
pub use crate::service::users::input::{UserBefore, UserChange, UserInput};

/// Managing users.
#[derive(Clone)]
pub struct UserAdmin {
    credentials: Arc<dyn CredentialStore>,
    /// The users who are signed in, also at a restricted computer.
    everywhere: Arc<dyn CredentialStore>,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
    sessions: Arc<dyn SessionStore>,
    attempts: Arc<dyn AttemptStore>,
    clock: Arc<dyn Clock>,
    mailer: Arc<dyn Mailer>,
    customization: Arc<Customization>,
    authorizer: Authorizer,
    passwords: Passwords,
    throttle: Throttle,
    open_sessions: OpenSessions,
    editor: Editor,
    notices: Notices,
    audit: AuditRecorder,
    records: AccountRecords,
    quick: QuickRecords,
    hasher: Arc<dyn PasswordHasher>,
}

opaque_debug!(UserAdmin);

impl From<&Context> for UserAdmin {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            everywhere: from.everywhere(),
            authority: from.authority.clone(),
            sessions: Arc::clone(&from.sessions),
            attempts: Arc::clone(&from.attempts),
            clock: Arc::clone(&from.clock),
            mailer: Arc::clone(&from.mailer),
            customization: Arc::clone(&from.customization),
            authorizer: from.into(),
            passwords: from.into(),
            throttle: from.into(),
            open_sessions: from.open_sessions.clone(),
            editor: from.into(),
            notices: from.into(),
            audit: from.into(),
            records: from.into(),
            quick: from.into(),
            hasher: Arc::clone(&from.hasher),
        }
    }
}
