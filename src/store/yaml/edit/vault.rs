//! Writing the secrets that protect an account in addition to its password.

use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::ResetCode;
use crate::domain::stored_code::StoredCode;
use crate::domain::user_key::{Sealed, WrappedKey};

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::Value;

/// Writes the key vault and returns the paths of the fields to remove.
pub(crate) fn update_key_vault(
    draft: &mut Draft<'_>,
    entry: &[usize],
    key_vault: &KeyVault,
) -> Result<Vec<EntryPath>, Refused> {
    let mut gone = Vec::new();
    for (key, value) in fields_of(key_vault) {
        match value {
            Some(value) => draft.set(entry, key, &value)?,
            None => gone.extend(draft.find_in(entry, &[key])),
        }
    }
    Ok(gone)
}

/// Returns the fields of the key vault as they are written.
pub(crate) fn fields_of(key_vault: &KeyVault) -> [(&'static str, Option<Value>); 5] {
    let key = key_vault.key.as_ref().map(WrappedKey::to_text);
    let codes: Vec<_> = key_vault.codes.iter().map(StoredCode::to_text).collect();
    let totp = key_vault.totp.as_ref().map(Sealed::to_text);
    let reset = key_vault.reset.as_deref().map(ResetCode::to_text);
    let recovered = key_vault.is_recovered.then(|| "true".to_owned());
    [
        ("user_key", key.map(Value::Text)),
        (
            "recovery_codes",
            (!codes.is_empty()).then_some(Value::List(codes)),
        ),
        ("totp", totp.map(Value::Text)),
        ("reset_code", reset.map(Value::Text)),
        ("recovered", recovered.map(Value::Bare)),
    ]
}
