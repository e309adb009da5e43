//! What was signed: listing, verifying and finding signatures.

use std::collections::BTreeMap;

use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::ChainPoint;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::role::Permission;
use crate::domain::signature::chain::{ChainWalk, Signature, StoredSignature};

use crate::service::caller::Caller;
use crate::service::ports::{AuditFilter, SignatureFilter, StateError};
use crate::service::signatures::Signatures;
use crate::service::users::error::UserError;

/// Number of signatures that are verified at a time.
const PAGE: u32 = 1_000;

/// What this computer knows about a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// It is among the signatures of this computer.
    Recorded,
    /// Another signature has its number.
    Other,
    /// What has its number was changed since it was signed.
    Damaged,
    /// No signature has its number.
    Unknown,
}

/// The number of a signature in a list, and the signature; `None` if what is stored was changed since it was signed.
pub type ListedSignature = (i64, Option<Signature>);

/// The result of verifying all signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureCheck {
    /// The number of the first signature that is missing or was changed.
    pub broken: Option<i64>,
    /// The number and the link of the last one, to keep in another place.
    pub end: ChainPoint,
    /// The number of signatures after the last one that the audit log names.
    pub unrecorded: i64,
}

impl SignatureCheck {
    /// Returns `true` if all signatures are as they were signed. The last one may have been added just now, or the program have
    /// ended before it was recorded.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.broken.is_none() && self.unrecorded <= 1
    }
}

impl Signatures {
    /// Returns signatures, the latest first: all that the filter selects for a caller who may see the audit log, and for any
    /// other one their own. Those that were changed since are not among them. An app that lets users take one away calls
    /// [`Self::find`] first, which needs the password after a PIN.
    ///
    /// ```
    /// use egui_authenticator::service::ports::SignatureFilter;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Caller, Service};
    ///
    /// fn latest(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     let filter = SignatureFilter { account: None, before: None, limit: 10 };
    ///     Ok(service.signatures().list(caller, &filter)?.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn list(
        &self,
        caller: Caller<'_>,
        filter: &SignatureFilter,
    ) -> Result<Vec<Signature>, UserError> {
        let rows = self.rows(caller, filter)?.into_iter();
        Ok(rows.filter_map(|(_, signature)| signature).collect())
    }

    /// Returns the numbers that [`Self::list`] selects, each with its signature; `None` if what is stored was changed since.
    ///
    /// # Errors
    /// As for [`Self::list`].
    pub(crate) fn rows(
        &self,
        caller: Caller<'_>,
        filter: &SignatureFilter,
    ) -> Result<Vec<ListedSignature>, UserError> {
        let stored = self.stored(caller, filter)?;
        let signature = |stored: &StoredSignature| stored.signature().filter(Signature::is_valid);
        Ok(stored
            .iter()
            .map(|stored| (stored.number, signature(stored)))
            .collect())
    }

    /// Returns what is stored, as [`Self::list`] does, with what was changed since.
    fn stored(
        &self,
        caller: Caller<'_>,
        filter: &SignatureFilter,
    ) -> Result<Vec<StoredSignature>, UserError> {
        let mut filter = *filter;
        if let Caller::Session(session) = caller {
            let snapshot = self.credentials.read()?;
            let user = session
                .current(&self.open_sessions, &snapshot)
                .ok_or(UserError::Ended)?;
            if !snapshot
                .settings
                .permissions(user)
                .may(Permission::SeeActivity)
            {
                filter.account = Some(user.id);
            }
        }
        Ok(self.log.signatures(&filter)?.0)
    }

    /// Returns the signature with this number, if the caller may see it.
    ///
    /// ```
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Caller, Service};
    ///
    /// fn sheet(service: &Service, caller: Caller<'_>) -> Result<Option<String>, UserError> {
    ///     let signature = service.signatures().find(caller, 12)?;
    ///     Ok(signature.map(|signature| signature.sheet()))
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::ReauthenticationRequired`] if a PIN has unlocked the session and the password was not entered since.
    /// - Otherwise as for [`Self::list`].
    #[doc(hidden)]
    pub fn find(&self, caller: Caller<'_>, number: i64) -> Result<Option<Signature>, UserError> {
        // What a PIN has unlocked is to look at, and not to take away.
        if matches!(caller, Caller::Session(session) if session.is_by_quick_unlock()) {
            return Err(UserError::ReauthenticationRequired);
        }
        let mut found = self.list(caller, &of_number(number))?.into_iter();
        Ok(found.find(|signature| signature.signed.number == number))
    }

    /// Returns what this computer knows about a signature, as it was exported.
    ///
    /// ```
    /// use egui_authenticator::service::signatures::records::Trace;
    /// use egui_authenticator::use_cases::{Signature, UserError};
    /// use egui_authenticator::{Caller, Service};
    ///
    /// fn is_ours(service: &Service, caller: Caller<'_>, signature: &Signature) -> Result<bool, UserError> {
    ///     Ok(service.signatures().trace(caller, signature)? == Trace::Recorded)
    /// }
    /// ```
    ///
    /// # Errors
    /// [`UserError::Ended`], [`UserError::State`] and [`UserError::Store`] as for [`Self::list`].
    #[doc(hidden)]
    pub fn trace(&self, caller: Caller<'_>, signature: &Signature) -> Result<Trace, UserError> {
        let number = signature.signed.number;
        let mut stored = self.stored(caller, &of_number(number))?.into_iter();
        let Some(stored) = stored.find(|stored| stored.number == number) else {
            return Ok(Trace::Unknown);
        };
        let found = stored.signature().filter(Signature::is_valid);
        Ok(match found {
            Some(found) if found == *signature => Trace::Recorded,
            Some(_) => Trace::Other,
            None => Trace::Damaged,
        })
    }

    /// Verifies all signatures, their chain, and what the audit log says of them. If the audit log names none of them any more,
    /// because its records were pruned, the last one is recorded again.
    ///
    /// ```
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Caller, Service};
    ///
    /// fn is_whole(service: &Service, caller: Caller<'_>) -> Result<bool, UserError> {
    ///     Ok(service.signatures().verify(caller)?.is_good())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not see the audit log.
    /// - Otherwise as for [`Self::list`].
    #[doc(hidden)]
    pub fn verify(&self, caller: Caller<'_>) -> Result<SignatureCheck, UserError> {
        if let Caller::Session(_) = caller {
            let snapshot = self.credentials.read()?;
            self.authorizer
                .authorize(&snapshot, caller, Permission::SeeActivity)?;
        }
        // Before the signatures, so that each one that it names has been added already.
        let anchors = self.anchors()?;
        let mut filter = SignatureFilter {
            limit: PAGE,
            ..SignatureFilter::ALL
        };
        let (mut page, end) = self.log.signatures(&filter)?;
        let last = page
            .first()
            .map_or(end.number, |last| last.number.max(end.number));
        let recorded = anchors.last_key_value().map(|(number, _)| *number);
        let mut walk = ChainWalk::new(end, anchors);
        while let Some(last) = page.last() {
            filter.before = Some(last.number);
            for stored in &page {
                walk.follow(stored, &Signature::is_valid);
            }
            page = self.log.signatures(&filter)?.0;
        }
        let broken = walk.finish();
        // Not by each look at the list: only at the command line, and with the next signature.
        let is_owner = matches!(caller, Caller::LocalOwner(_));
        if is_owner && recorded.is_none() && broken.is_none() && end.number > 0 {
            let (number, link) = (end.number, end.link.digits(64));
            let detail = AuditDetail::Signed { number, link };
            let who = caller.party();
            self.audit.record(AuditKind::Signature, who, true, detail);
        }
        Ok(SignatureCheck {
            broken,
            end,
            unrecorded: recorded.map_or(0, |recorded| last - recorded),
        })
    }

    /// Returns the numbers and links that the audit log still has.
    fn anchors(&self) -> Result<BTreeMap<i64, String>, StateError> {
        let records = self.audit_log.activity(&AuditFilter {
            since: None,
            user: None,
            kind: Some(AuditKind::Signature),
            limit: u32::MAX,
        })?;
        let mut anchors: BTreeMap<i64, String> = BTreeMap::new();
        for record in records {
            if let AuditDetail::Signed { number, link } = record.event.detail {
                let anchor = anchors.entry(number).or_insert_with(|| link.clone());
                // One number was given twice: no signature is both.
                if *anchor != link {
                    anchor.clear();
                }
            }
        }
        Ok(anchors)
    }
}

/// Selects the signature with this number, or the one before it.
fn of_number(number: i64) -> SignatureFilter {
    SignatureFilter {
        before: number.checked_add(1),
        limit: 1,
        ..SignatureFilter::ALL
    }
}
