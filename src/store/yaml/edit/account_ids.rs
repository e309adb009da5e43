//! Writing down the ids of accounts that would change otherwise (R82).

use crate::domain::account_id::AccountId;
use crate::domain::user::User;
use crate::service::ports::Users;

use crate::store::yaml::edit::entries::user_entries;
use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::Draft;
use crate::store::yaml::edit::value::Value;

/// The key of the id in the entry of a user.
pub(crate) const ACCOUNT_ID: &str = "account_id";

/// Returns the id as it is written.
pub(crate) fn id_value(id: AccountId) -> Value {
    Value::Text(id.to_string())
}

/// Writes the id of a user into the entry, unless it is there.
pub(crate) fn write_id(draft: &mut Draft<'_>, entry: &[usize], user: &User) -> Result<(), Refused> {
    if written_id(draft, entry) == Some(user.id) {
        return Ok(());
    }
    draft.set(entry, ACCOUNT_ID, &id_value(user.id))
}

/// Writes the ids of the other users that would change when the entry of `user` no longer has its id: those who have
/// the same one by mistake, or have another one because of it.
pub(crate) fn write_ids_of_others(
    draft: &mut Draft<'_>,
    users: &Users,
    user: &User,
) -> Result<(), Refused> {
    let entries = user_entries(draft);
    let gone = entries.get(user.username.key());
    let gone = gone.and_then(|entry| written_id(draft, entry));
    let Some(gone) = gone else {
        return Ok(());
    };
    let is_affected = |other: &&User, entry: &[usize]| match written_id(draft, entry) {
        Some(id) => id == gone && other.id != id,
        None => other.id != AccountId::of_username(&other.username),
    };
    let others = users.iter().filter(|other| other.username != user.username);
    let affected: Vec<_> = others
        .filter_map(|other| Some((other, entries.get(other.username.key())?)))
        .filter(|(other, entry)| is_affected(other, entry))
        .collect();
    for (other, entry) in affected {
        write_id(draft, entry, other)?;
    }
    Ok(())
}

fn written_id(draft: &Draft<'_>, entry: &[usize]) -> Option<AccountId> {
    let found = draft.find_in(entry, &[ACCOUNT_ID])?;
    AccountId::parse(draft.value(&found)?.text()?.trim())
}
