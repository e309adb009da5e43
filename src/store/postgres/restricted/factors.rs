//! Changing second factors and recovery codes, which the server keeps.

use serde::Deserialize;
use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::key_vault::KeyVault;
use crate::service::ports::{
    AuthorityError, AwaitedCode, Cancellation, FactorServer, NewFactor, NewSession, Verdict,
};
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::not_understood;
use crate::store::postgres::restricted::authority::{CODE_BYTES_MAX, sent};
use crate::store::postgres::restricted::functions::{
    RENEW_CODES, SET_TWO_STEP, SET_UP_TWO_STEP, TWO_STEP_OFF,
};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{Told, told};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    word: String,
}

impl RestrictedServer {
    /// Makes a change with the last password that was right in the session of this account, which is used up: a call, with the values
    /// after the session and the ticket. Returns the word of the answer. If it is lost, the same is asked for once more: the server
    /// makes the change once.
    fn with_proof(
        &self,
        account: AccountId,
        (call, values): Call<'_>,
    ) -> Result<String, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let ticket = session.proof().ok_or(AuthorityError::Ended)?;
        let (token, proof) = (session.token.as_bytes(), ticket.as_bytes());
        let mut all: Vec<&(dyn ToSql + Sync)> = vec![&token, &proof];
        all.extend(values);
        let text = match self.last_text(&[(call, &all)]) {
            // Entered for something else, or too long ago.
            Err(PgError::Function(FunctionRefusal::NotFresh)) => return Err(AuthorityError::Ended),
            text => text?,
        };
        let said: Said = serde_json::from_str(&text).map_err(|_| not_understood())?;
        if said.word == "done" {
            session.use_proof(&ticket);
        }
        Ok(said.word)
    }
}

impl FactorServer for RestrictedServer {
    fn set_two_step(&self, account: AccountId, factor: &NewFactor) -> Result<bool, AuthorityError> {
        let code = sent(factor.code.expose(), CODE_BYTES_MAX);
        let (vault, secret) = (factor.vault.to_text(), factor.totp.as_bytes());
        let values = [&vault as _, &secret as _, &code as _];
        match &*self.with_proof(account, (SET_TWO_STEP, &values))? {
            "done" => Ok(true),
            "wrong_code" => Ok(false),
            _ => Err(not_understood().into()),
        }
    }

    fn renew_codes(&self, account: AccountId, vault: &KeyVault) -> Result<(), AuthorityError> {
        let vault = vault.to_text();
        match &*self.with_proof(account, (RENEW_CODES, &[&vault]))? {
            "done" => Ok(()),
            _ => Err(not_understood().into()),
        }
    }

    fn two_step_off(
        &self,
        account: AccountId,
        must_change_password: bool,
    ) -> Result<bool, AuthorityError> {
        match &*self.with_proof(account, (TWO_STEP_OFF, &[&must_change_password]))? {
            "done" => Ok(true),
            "required" => Ok(false),
            _ => Err(not_understood().into()),
        }
    }

    fn set_up(
        &self,
        awaited: &AwaitedCode,
        factor: &NewFactor,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let token = Token::random()?;
        let code = sent(factor.code.expose(), CODE_BYTES_MAX);
        let values = [
            &awaited.ticket().as_slice() as _,
            &token.as_bytes() as _,
            &factor.vault.to_text() as _,
            &factor.totp.as_bytes() as _,
            &code as _,
        ];
        let text = self.last_text(&[(SET_UP_TWO_STEP, &values)]);
        let clock = &self.0.clock;
        let verdict = text.map_err(AuthorityError::from).and_then(|text| {
            match told(&text, token.ticket(), (clock.now(), &clock.time_zone())) {
                Some(Told::Verdict(verdict)) => Ok(verdict),
                Some(Told::Wait(_)) | None => Err(not_understood().into()),
            }
        });
        self.begun(token, verdict)
    }
}
