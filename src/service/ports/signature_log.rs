//! The signatures of users, and the keys with which they sign.

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::ChainPoint;
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::domain::signature::text::KEY_BYTES;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::WrappedKey;

use crate::service::ports::state_error::StateError;

/// Selects signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignatureFilter {
    /// Only those of this account.
    pub account: Option<AccountId>,
    /// Only those with lower numbers.
    pub before: Option<i64>,
    /// At most this number of them.
    pub limit: u32,
}

impl SignatureFilter {
    /// Selects all.
    pub const ALL: Self = Self {
        account: None,
        before: None,
        limit: u32::MAX,
    };
}

/// A username that has signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The username at that time.
    pub username: String,
    /// The account; `None` if what is stored is none.
    pub account: Option<AccountId>,
}

/// The key pair of a signer as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSigningKey {
    /// The public half.
    pub public: [u8; KEY_BYTES],
    /// The secret half, which the password opens.
    pub secret: WrappedKey,
}

/// The key with which an account signs now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignerKey {
    /// The account.
    pub account: AccountId,
    /// The key.
    pub key: StoredSigningKey,
    /// The public half of the stored key, which is this one or is replaced by it; `None` if there was none.
    pub replaces: Option<[u8; KEY_BYTES]>,
}

/// The last signature, after which another one is added.
#[derive(Clone, Copy, Debug)]
pub struct LastSignature<'a> {
    /// Its number and link, or [`ChainPoint::START`].
    pub point: ChainPoint,
    /// The signature as it is stored.
    pub stored: Option<&'a StoredSignature>,
    /// The time of the server that keeps the signatures, and no earlier one than that of the last signature; `None` if the time is
    /// that of this computer.
    pub now: Option<Timestamp>,
}

/// What came of adding a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and seldom moved")]
pub enum AddedSignature {
    /// It was added.
    Added(Signature),
    /// None was made, so that nothing was changed.
    None,
    /// The account has another key by now, so that nothing was changed.
    OtherKey,
}

/// The signatures of users, and the keys with which they sign (R112).
///
/// # Contract
///
/// - **Atomic.** No other thread or process can come between reading the last signature and adding the next one.
/// - **For good.** A signature is never changed and never removed, whatever happens to its signer. What is stored is returned
///   as it is, also if it was changed by other means.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::signature_log` (feature `testing`) checks an implementation against this contract.
pub trait SignatureLog: Send + Sync {
    /// Adds the signature that `sign` returns for the last one, and stores the key, all of it or nothing. `sign` is called only
    /// if the stored key is the expected one.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; nothing was
    /// added then.
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError>;

    /// Returns signatures, the latest first, and the number and the link of the last one of all.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError>;

    /// Returns each username with each account that has signed with it, in any order.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn signers(&self) -> Result<Vec<Signer>, StateError>;

    /// Returns the key with which an account signs, if it has one.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError>;

    /// Removes the key with which an account signs. Nothing of it is left.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn forget_signing_key(&self, account: AccountId) -> Result<(), StateError>;
}
