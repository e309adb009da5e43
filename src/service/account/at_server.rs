//! Changing recovery codes and the second factor at a restricted computer: a server makes the change.

use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::account::patches::is_short_without_factor;
use crate::service::account::{Account, AccountChange, Changed};
use crate::service::ports::{Authority, FactorServer, Snapshot};
use crate::service::session::Session;
use crate::service::two_factor::at_server::{followed, refused, server};

impl Account {
    /// Makes a change of recovery codes or of the second factor as the server decides. Returns `None` for any other change.
    pub(super) fn factors_at_server(
        &self,
        authority: &dyn Authority,
        (before, session, current): (&Arc<Snapshot>, &Session, &Secret),
        change: &AccountChange,
    ) -> Result<Option<Changed>, AccountError> {
        let user = session.user();
        let codes = match change {
            AccountChange::RecoveryCodes => {
                self.renew_at_server(server(authority)?, user, current)?
            }
            AccountChange::TwoStepOff => {
                let must_change = is_short_without_factor(current, &before.settings);
                let is_off = server(authority)?.two_step_off(user.id, must_change);
                if !is_off.map_err(refused)? {
                    return Err(AccountError::Required);
                }
                Vec::new()
            }
            _ => return Ok(None),
        };
        let (snapshot, session) = followed(&*self.credentials, (before, session));
        Ok(Some(Changed {
            session_view: self.views.view(session, &snapshot),
            codes,
        }))
    }

    /// Replaces the recovery codes, and returns the new ones. The server keeps what is sealed with the user key, so that a user with a
    /// second factor keeps the key.
    fn renew_at_server(
        &self,
        server: &dyn FactorServer,
        user: &User,
        current: &Secret,
    ) -> Result<Vec<Secret>, AccountError> {
        let keys = &self.passwords.keys;
        let unlocked = keys.open(user, current)?;
        let key = match (&unlocked.key, &user.key_vault.totp) {
            (Some(key), Some(_)) => Arc::clone(key),
            (None, Some(_)) => return Err(AccountError::KeyLost),
            (_, None) => Arc::new(keys.new_key()?),
        };
        let (vault, codes) = keys.vault_with_codes(&unlocked, &key)?;
        server.renew_codes(user.id, &vault).map_err(refused)?;
        Ok(codes)
    }
}
