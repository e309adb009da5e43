//! Recognising a credential that has ended, when an earlier version of the credential store is put back (R91).
//!
//! A digest of each credential that ends is kept outside the store. What is digested contains random bits, so that no
//! later credential has the digest of one that ended, and the digest tells nothing.

use sha2::{Digest, Sha256};

use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::TokenHash;
use crate::domain::stored_code::StoredCode;
use crate::domain::user::User;
use crate::domain::user_key::WrappedKey;

/// Returns the digests of what a password opens: its hash, and the key that is wrapped with it. Whatever ends a second
/// factor or recovery codes gives the user another key.
#[must_use]
pub fn password_of(user: &User) -> Vec<TokenHash> {
    let hash = user.hash.as_ref().map(|hash| hash.as_str().to_owned());
    let key = user.key_vault.key.as_ref().map(WrappedKey::to_text);
    let digests = [("password", hash), ("key", key)];
    digests
        .into_iter()
        .filter_map(|(kind, text)| Some(digest(user, kind, text?.as_bytes())))
        .collect()
}

/// Returns the digest of the recovery code at this index, and that of the key that it opens.
#[must_use]
pub fn recovery_code_of(user: &User, at: usize) -> Vec<TokenHash> {
    let code = user.key_vault.codes.get(at).map(StoredCode::to_text);
    let key = user.key_vault.key.as_ref().map(WrappedKey::to_text);
    let digests = [("recovery code", code), ("key", key)];
    digests
        .into_iter()
        .filter_map(|(kind, text)| Some(digest(user, kind, text?.as_bytes())))
        .collect()
}

/// Returns the digest of the reset code of an administrator, if there is one.
#[must_use]
pub fn reset_code_of(user: &User) -> Vec<TokenHash> {
    let code = user.key_vault.reset.as_deref().map(ResetCode::to_text);
    let digest = code.map(|code| digest(user, "reset code", code.as_bytes()));
    digest.into_iter().collect()
}

/// Returns the digests of the remembered sign-ins that are tied to the account as it is now.
#[must_use]
pub fn remembered_of(user: &User) -> Vec<TokenHash> {
    let account = user.fingerprint();
    let digest = account.map(|account| digest(user, "remembered", &account.0));
    digest.into_iter().collect()
}

/// Returns the digest of what unlocks quickly as the account is now: another password, other codes, roles or second factor,
/// signing out everywhere and disabling the account end it. `None` for an account without a password.
#[must_use]
pub fn quick_unlock_of(user: &User) -> Option<TokenHash> {
    let account = user.fingerprint()?;
    let key = user.key_vault.key.as_ref().map(WrappedKey::to_text);
    let key = key.unwrap_or_default();
    let text = [
        &account.0,
        [u8::from(user.disabled)].as_slice(),
        key.as_bytes(),
    ]
    .concat();
    Some(digest(user, "quick unlock", &text))
}

/// Returns the digests of all credentials of a user.
#[must_use]
pub fn all_of(user: &User) -> Vec<TokenHash> {
    let codes = (0..user.key_vault.codes.len()).flat_map(|at| recovery_code_of(user, at));
    let mut all = password_of(user);
    all.extend(codes);
    all.extend(reset_code_of(user));
    all.extend(remembered_of(user));
    all.extend(quick_unlock_of(user));
    all
}

fn digest(user: &User, kind: &str, text: &[u8]) -> TokenHash {
    let mut digest = Sha256::new();
    for part in [user.id.as_bytes(), kind.as_bytes(), text] {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        digest.update(length.to_be_bytes());
        digest.update(part);
    }
    TokenHash(digest.finalize().into())
}
