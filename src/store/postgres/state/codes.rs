//! Used steps, mailed codes and ended credentials on the server, so that each counts once on all computers together.

use crate::domain::account_id::AccountId;
use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::TokenHash;
use crate::domain::two_factor::Totp;
use crate::domain::user_key::Sealed;
use crate::service::ports::{AttemptKey, CodeStore, StateError};
use crate::store::kept::EXPIRED_SECONDS;
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::PostgresState;
use crate::store::postgres::state::rows::bytes;

impl CodeStore for PostgresState {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        let used = self.client.query(
            "INSERT INTO auth_inner.step AS s (who, used) VALUES ($1, $2)
             ON CONFLICT (who) DO UPDATE SET used = $2 WHERE s.used < $2 RETURNING 1",
            &[&who.0.as_slice(), &step],
        )?;
        Ok(!used.is_empty())
    }

    fn keep_second_factor(
        &self,
        account: AccountId,
        sealed: &Sealed,
        secret: &Totp,
    ) -> Result<(), StateError> {
        self.client.query(
            "SELECT auth_inner.keep_second_factor($1, $2, $3)",
            &[
                &account.as_bytes().as_slice(),
                &sealed.to_text(),
                &secret.as_bytes(),
            ],
        )?;
        Ok(())
    }

    fn keep_code(&self, who: &AttemptKey, code: &ResetCode) -> Result<(), StateError> {
        let expires_at = code.expires_at().as_seconds();
        let who = self.name_digest()?.of(who);
        self.atomically(|work| {
            work.execute(
                "DELETE FROM auth_inner.code WHERE expires_at < $1",
                &[&(expires_at - EXPIRED_SECONDS)],
            )?;
            work.execute(
                "INSERT INTO auth_inner.code (who, expires_at, text) VALUES ($1, $2, $3)
                 ON CONFLICT (who) DO UPDATE SET expires_at = $2, text = $3",
                &[&who.as_slice(), &expires_at, &code.to_text()],
            )?;
            Ok(())
        })
    }

    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        let new = self.client.query(
            "INSERT INTO auth_inner.ended (credential) SELECT unnest($1::bytea[])
             ON CONFLICT (credential) DO NOTHING RETURNING credential",
            &[&credentials(ended)],
        )?;
        let new = new
            .iter()
            .map(|row| bytes(row, "credential").map(TokenHash));
        Ok(new.collect::<Result<_, PgError>>()?)
    }

    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        self.client.query(
            // What had ended at a restricted computer does not come back.
            "WITH back AS (DELETE FROM auth_inner.ended WHERE credential = ANY($1) RETURNING credential) \
             DELETE FROM auth_inner.remembered AS r USING back \
             WHERE auth_inner.remembered_of(r.account, r.state) = back.credential",
            &[&credentials(valid)],
        )?;
        Ok(())
    }

    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        let found = self.client.query(
            "SELECT 1 FROM auth_inner.ended WHERE credential = ANY($1) LIMIT 1",
            &[&credentials(any_of)],
        )?;
        Ok(!found.is_empty())
    }

    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        let code_of = self.name_digest()?.of(who);
        self.atomically(|work| {
            let step = "DELETE FROM auth_inner.step WHERE who = $1";
            work.execute(step, &[&who.0.as_slice()])?;
            let code = "DELETE FROM auth_inner.code WHERE who = $1";
            work.execute(code, &[&code_of.as_slice()])?;
            Ok(())
        })
    }

    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        let who = self.name_digest()?.of(who);
        self.atomically(|work| {
            let query = "SELECT text FROM auth_inner.code WHERE who = $1 FOR UPDATE";
            let kept = work.query(query, &[&who.as_slice()])?;
            let Some(row) = kept.first() else {
                return Ok(false);
            };
            let code = ResetCode::parse(column(row, "text")?);
            let code = code.ok_or_else(|| PgError::damaged("a mailed code"))?;
            let is_taken = is_it(&code);
            if is_taken {
                let statement = "DELETE FROM auth_inner.code WHERE who = $1";
                work.execute(statement, &[&who.as_slice()])?;
            }
            Ok(is_taken)
        })
    }
}

fn credentials(hashes: &[TokenHash]) -> Vec<&[u8]> {
    hashes.iter().map(|hash| hash.0.as_slice()).collect()
}
