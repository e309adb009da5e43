//! The signatures in memory.

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::ChainPoint;
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::service::ports::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey, StateError,
    StoredSigningKey,
};
use crate::store::memory::locked::locked;
use crate::store::memory::state::MemoryState;

impl SignatureLog for MemoryState {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        self.check()?;
        let mut signatures = locked(&self.signatures);
        let mut keys = locked(&self.signing_keys);
        let stored = keys.get(&signer.account).map(|key| key.public);
        if stored != signer.replaces {
            return Ok(AddedSignature::OtherKey);
        }
        let last = LastSignature {
            point: signatures.0,
            stored: signatures.1.last(),
            now: None,
        };
        let Some(signature) = sign(last) else {
            return Ok(AddedSignature::None);
        };
        keys.insert(signer.account, signer.key.clone());
        signatures.0 = signature.point();
        signatures.1.push((&signature).into());
        Ok(AddedSignature::Added(signature))
    }

    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        self.check()?;
        let signatures = locked(&self.signatures);
        let is_wanted = |of: &&StoredSignature| {
            (filter.account.is_none() || filter.account == of.account)
                && filter.before.is_none_or(|before| of.number < before)
        };
        let wanted = signatures.1.iter().rev().filter(is_wanted);
        let wanted = wanted.take(filter.limit as usize).cloned();
        Ok((wanted.collect(), signatures.0))
    }

    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        self.check()?;
        let mut signers = Vec::new();
        for of in &locked(&self.signatures).1 {
            let (username, account) = (of.username.clone(), of.account);
            let signer = Signer { username, account };
            if !signers.contains(&signer) {
                signers.push(signer);
            }
        }
        Ok(signers)
    }

    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        self.check()?;
        Ok(locked(&self.signing_keys).get(&account).cloned())
    }

    fn forget_signing_key(&self, account: AccountId) -> Result<(), StateError> {
        self.check()?;
        locked(&self.signing_keys).remove(&account);
        Ok(())
    }
}
