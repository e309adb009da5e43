//! Changing the own account of a session.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Map, Value};

use crate::domain::user::{EPOCH_MAX, User, UserPatch};
use crate::service::ports::{Applied, Edit, Revision, StoreError};
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::CHANGE_OWN;
use crate::store::postgres::restricted::registry::OpenSession;
use crate::store::postgres::state::rows::{bytes, one};

/// A change of the own account as it is sent.
struct OwnChange<'a> {
    session: Arc<OpenSession>,
    user: User,
    patch: &'a UserPatch,
    /// What the server calls the state that it was decided on.
    revision: Vec<u8>,
    text: String,
}

impl RestrictedServer {
    pub(super) fn change_own(
        &self,
        change: &Edit,
        expected: &Revision,
    ) -> Result<Applied, StoreError> {
        let change = self.own_change(change, expected)?;
        let id = change.user.id;
        if let Some(hash) = &change.patch.hash {
            let mut known = self.known();
            let before = known.stand_in(id).ok_or(StoreError::Changed)?;
            known.chosen.entry(id).or_default().pending = Some((before, hash.clone()));
        }
        let made = self.make(&change);
        // Before nothing is pending any more, the stand-in of the hash is looked up.
        let after = made.is_ok().then(|| self.fetch());
        if let Some(chosen) = self.known().chosen.get_mut(&id) {
            chosen.pending = None;
        }
        let to = made?;
        let to = match after {
            Some(Ok(state)) => state.snapshot.revision,
            _ => to,
        };
        Ok(Applied::new(*expected, to))
    }

    /// Returns the change as it is sent, if it is one of the own account of an open session.
    fn own_change<'a>(
        &self,
        change: &'a Edit,
        expected: &Revision,
    ) -> Result<OwnChange<'a>, StoreError> {
        let Edit::Update(patches) = change else {
            return Err(StoreError::Restricted);
        };
        let [(username, patch)] = patches.as_slice() else {
            return Err(StoreError::Restricted);
        };
        let known = self.known();
        let current = known.current.as_ref().ok_or(StoreError::Changed)?;
        let user = current
            .snapshot
            .users
            .get(username)
            .ok_or(StoreError::Restricted)?;
        let text = text_of(user, patch).ok_or(StoreError::Restricted)?;
        let session = self.0.sessions.of(user.id).ok_or(StoreError::Changed)?;
        let revision = known.at(expected, user.id).ok_or(StoreError::Changed)?;
        Ok(OwnChange {
            session,
            user: user.clone(),
            patch,
            revision,
            text,
        })
    }

    /// Makes a change. If the answer is lost, it is asked for once more: the server then either makes the change, or says that the
    /// account has changed, and shows how.
    fn make(&self, change: &OwnChange<'_>) -> Result<Revision, StoreError> {
        let begun = Instant::now();
        let token = change.session.token.as_bytes();
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
            [&token, &change.revision, &change.text];
        let calls = [(CHANGE_OWN, &values[..])];
        let made = first(self.0.client.pipeline(&calls)?);
        let rows = match made {
            Err(PgError::Unavailable(_)) => {
                match first(self.0.client.pipeline_after(begun, &calls)?) {
                    Err(PgError::Function(FunctionRefusal::Changed)) => {
                        return self.was_made(change);
                    }
                    again => again?,
                }
            }
            made => made?,
        };
        Ok(Revision(bytes(one(&rows)?, "revision")?))
    }

    /// Returns the present revision if the account is as the change has made it.
    fn was_made(&self, change: &OwnChange<'_>) -> Result<Revision, StoreError> {
        let state = self.fetch()?;
        let now = state.snapshot.users.with_id(change.user.id);
        let is_made = now.is_some_and(|now| {
            let mut after = now.clone();
            change.patch.apply_to(&mut after);
            // The server keeps parts of the vault that this computer does not see.
            after.key_vault.clone_from(&now.key_vault);
            after == *now
        });
        if is_made {
            Ok(state.snapshot.revision)
        } else {
            Err(StoreError::Changed)
        }
    }
}

fn first<T>(answers: Vec<Result<T, PgError>>) -> Result<T, PgError> {
    let missing = || Err(PgError::damaged("an answer is missing"));
    answers.into_iter().next().unwrap_or_else(missing)
}

/// Returns a patch as the server expects it; `None` if a restricted computer may not make this change.
fn text_of(user: &User, patch: &UserPatch) -> Option<String> {
    let UserPatch {
        email,
        first_name,
        last_name,
        roles,
        disabled,
        times,
        is_pending,
        picture,
        hash,
        must_change_password,
        session_epoch,
        key_vault,
        fields,
    } = patch;
    let is_of_administrator =
        roles.is_some() || disabled.is_some() || times.is_some() || is_pending.is_some();
    let with_password = hash.is_some();
    if is_of_administrator
        || !fields.is_empty()
        || must_change_password.is_some_and(|must| must || !with_password)
        || (key_vault.is_some() && !with_password)
        || session_epoch.is_some_and(|epoch| epoch != (user.session_epoch + 1) % EPOCH_MAX)
    {
        return None;
    }
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| {
        all.insert(key.to_owned(), value);
    };
    let texts = [("first_name", first_name), ("last_name", last_name)];
    for (key, text) in texts {
        if let Some(text) = text {
            put(key, text.as_str().into());
        }
    }
    if let Some(email) = email {
        put("email", email.as_ref()?.as_str().into());
    }
    if let Some(picture) = picture {
        let path = picture
            .as_ref()
            .map(|path| path.to_str())
            .map(Option::unwrap_or_default);
        put("picture", path.into());
    }
    if let Some(hash) = hash {
        put("password", hash.as_str().into());
        put("must_change_password", false.into());
    }
    if let Some(epoch) = session_epoch {
        put("session_epoch", (*epoch).into());
    }
    if let Some(key_vault) = key_vault {
        put("key_vault", key_vault.to_text().into());
    }
    (!all.is_empty()).then(|| Value::Object(all).to_string())
}
