//! Signatures at a restricted computer: the server adds one for each right password, of a user who may sign now.

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::ChainPoint;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::role::Permission;
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::service::audit::recorder::AuditRecorder;
use crate::service::ports::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey, StateError,
    StoredSigningKey,
};
use crate::testing::restricted::no_state::denied;
use crate::testing::restricted::{Computer, user_in};

impl Computer {
    /// Checks that the user has just entered the password and has not signed with it, and may sign.
    fn check_signer(&self, account: AccountId) -> Result<(), StateError> {
        self.check_state()?;
        let session = self.session_of(account).ok_or_else(denied)?;
        let mut is_proven = false;
        self.change_sessions(account, |of| {
            is_proven |= of.is_proven && of.session.is_copy_of(&session);
        });
        let all = self.read_all().map_err(|_| denied())?;
        let user = user_in(&all, account).ok_or_else(denied)?;
        let signers = self.server.dependencies.signatures.signers()?;
        let is_other = |signer: &Signer| {
            signer.account != Some(account) && user.has_username(&signer.username)
        };
        let may = all.settings.signatures.includes(&user.roles) && !signers.iter().any(is_other);
        if is_proven && may {
            Ok(())
        } else {
            Err(denied())
        }
    }

    /// Returns `true` if a user who is signed in here may see the activity of all.
    pub(super) fn has_auditor(&self) -> bool {
        let Ok(all) = self.read_all() else {
            return false;
        };
        let may = |account: AccountId| {
            let user = user_in(&all, account);
            user.is_some_and(|user| all.settings.permissions(user).may(Permission::SeeActivity))
        };
        self.signed_in()
            .into_iter()
            .any(|(account, _)| may(account))
    }
}

/// Returns `true` if it is a signature of this account, and verifies.
fn is_of(account: AccountId, signature: &Signature) -> bool {
    #[cfg(feature = "signatures")]
    let is_valid = signature.is_valid();
    // Without the feature there is nothing that signs.
    #[cfg(not(feature = "signatures"))]
    let is_valid = false;
    is_valid && signature.signed.account == account
}

impl SignatureLog for Computer {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        self.check_signer(signer.account)?;
        let server = &self.server.dependencies;
        let now = Some(server.clock.now());
        let added = server.signatures.add_signature(signer, &|last| {
            let signature = sign(LastSignature { now, ..last })?;
            is_of(signer.account, &signature).then_some(signature)
        })?;
        if let AddedSignature::Added(signature) = &added {
            self.change_sessions(signer.account, |of| of.is_proven = false);
            let all = self.read_all().map_err(|_| denied())?;
            let user = user_in(&all, signer.account).ok_or_else(denied)?;
            let audit = AuditRecorder::from(&self.server.trusted.context);
            let kind = AuditKind::Signature;
            if signer.replaces != Some(signer.key.public) {
                audit.record(kind, user, true, AuditWord::SigningKeyMade);
            }
            let detail = AuditDetail::Signed {
                number: signature.signed.number,
                link: signature.point().link.digits(64),
            };
            audit.record(kind, user, true, detail);
        }
        Ok(added)
    }

    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        self.check_state()?;
        let is_own = filter
            .account
            .is_some_and(|account| self.session_of(account).is_some());
        if is_own || self.has_auditor() {
            self.server.dependencies.signatures.signatures(filter)
        } else {
            Err(denied())
        }
    }

    /// The server compares the username of a signer with those of others.
    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        Ok(Vec::new())
    }

    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        self.check_signer(account)?;
        self.server.dependencies.signatures.signing_key(account)
    }

    /// The server removes it with the account.
    fn forget_signing_key(&self, _: AccountId) -> Result<(), StateError> {
        Ok(())
    }
}
