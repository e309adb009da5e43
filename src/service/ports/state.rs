//! All state stores in one.

use crate::service::ports::attempts::AttemptStore;
use crate::service::ports::audit_log::AuditLog;
use crate::service::ports::codes::CodeStore;
use crate::service::ports::notices::NoticeStore;
use crate::service::ports::preferences::PreferenceStore;
use crate::service::ports::sessions::SessionStore;
use crate::service::ports::signature_log::SignatureLog;

/// A store of everything that is written often: all of the ports below in one. Implement those; this trait then
/// comes by itself.
///
/// `testing::conformance::state_store` (feature `testing`) checks an implementation against all their contracts.
pub trait StateStore:
    AttemptStore + SessionStore + CodeStore + NoticeStore + AuditLog + PreferenceStore + SignatureLog
{
}

impl<S> StateStore for S where
    S: AttemptStore
        + SessionStore
        + CodeStore
        + NoticeStore
        + AuditLog
        + PreferenceStore
        + SignatureLog
{
}
