//! The audit log.

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use crate::domain::audit_erasure::Erasure;
use crate::domain::audit_event::AuditEvent;
use crate::domain::timestamp::Timestamp;

use crate::service::ports::snapshot::Revision;
use crate::service::ports::state_error::StateError;

/// Selects records of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only records of this time or later.
    #[doc(hidden)]
    pub since: Option<Timestamp>,
    /// Only records in which this user acted or was affected.
    #[doc(hidden)]
    pub user: Option<AuditUser>,
    /// Only records of this kind.
    #[doc(hidden)]
    pub kind: Option<AuditKind>,
    /// At most this number of records.
    #[doc(hidden)]
    pub limit: u32,
}

/// A user of whom there are records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditUser {
    /// Every account that had this username at the time of the record.
    Named(String),
    /// This account.
    Account(AccountId),
}

/// The audit log, and the revision of the configuration file that this program has seen last.
///
/// # Contract
///
/// - Records form a chain: each has a digest of itself and of the record before it
///   ([`crate::domain::audit_chain::ChainLink`]), and what remains after pruning is a chain as well.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::audit_log` (feature `testing`) checks an implementation against this contract.
pub trait AuditLog: Send + Sync {
    /// Adds a record at the end of the chain, and removes records beyond `keep`.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails;
    /// nothing was recorded then.
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError>;

    /// Adds records at the end of the chain, in this order: all of them or none, where the store can do that.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn record_all(&self, events: &[AuditEvent], keep: Retention) -> Result<(), StateError> {
        events.iter().try_for_each(|event| self.record(event, keep))
    }

    /// Returns records, the latest first.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError>;

    /// Verifies the chain from its beginning to its end (R69).
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn verify_activity(&self) -> Result<ChainCheck, StateError> {
        Ok(self.verify_activity_after(None)?.0)
    }

    /// Verifies the chain from a point that was verified before to its end, and returns the point up to which it
    /// is as it was written. Without a point, or if the records up to it have been pruned, it is verified from
    /// its beginning.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError>;

    /// Removes records beyond `keep`, and returns how many. What remains is a chain.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails;
    /// nothing was removed then.
    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError>;

    /// Replaces the names of a user with the id of the account in every record, computes the chain anew with
    /// [`crate::domain::audit_erasure::Rechaining`], and adds the record that `event` returns for the last point before,
    /// all of it or nothing. Returns the number of changed records (R108).
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails or
    /// cannot do this; nothing was changed then.
    fn erase(&self, _: &Erasure, _: &dyn Fn(ChainPoint) -> AuditEvent) -> Result<u64, StateError> {
        let reason = "this audit log cannot erase names";
        Err(StateError::Unavailable(reason.to_owned()))
    }

    /// Returns the revision of the configuration file that this program has seen or made last.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn revision(&self) -> Result<Option<Revision>, StateError>;

    /// Returns `true` if a program made or saw this revision earlier than the last one, as far as the store knows: computers
    /// that share a store can see each other's changes late.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    #[doc(hidden)]
    fn knows_revision(&self, _: &Revision) -> Result<bool, StateError> {
        Ok(false)
    }

    /// Stores the revision of the configuration file that was seen or made.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError>;
}
