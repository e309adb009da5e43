//! Asking the server about a password: its salt in one round trip, and with the hash for the verdict in another one. A code is
//! asked about in a third one.
//!
//! Each attempt has a ticket, under which the server counts it once, whatever becomes of the answers. At a sign-in the ticket is
//! the token of the session at the same time, so that a session whose beginning was not heard of can be ended.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::fold;
use crate::domain::password::normalised;
use crate::domain::remember_me::{Token as RememberedToken, TokenHash};
use crate::domain::secret::Secret;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::WrappedKey;
use crate::service::ports::{
    ApprovalServer, Authority, AuthorityError, AwaitedCode, BadgeServer, Cancellation,
    CredentialStore as _, DeviceServer, FactorServer, KioskServer, NewSession, PinServer,
    RecoveryServer, RegistrationServer, Resumption, Snapshot, StoreError, UserServer, Verdict,
};
use crate::store::postgres::client::column;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{Attempt, not_understood};
use crate::store::postgres::restricted::functions::{ANSWER, CODE, OWN_KEY, SALT};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{Right, Told, told, with_right};
use crate::store::postgres::state::rows::one;

/// The longest name, and the longest code, that the server takes.
pub(super) const LOGIN_BYTES_MAX: usize = 1024;
pub(super) const CODE_BYTES_MAX: usize = 64;

impl RestrictedServer {
    /// Returns the name of a user with a session, as it is sent.
    fn name_of(&self, account: AccountId) -> Result<String, AuthorityError> {
        let known = self.known().current.clone();
        let known = known.map(|known| Arc::clone(&known.snapshot));
        let is_there = |known: &Arc<Snapshot>| known.users.with_id(account).is_some();
        let snapshot = match known.filter(is_there) {
            Some(known) => known,
            None => self.read()?,
        };
        let user = snapshot.users.with_id(account);
        Ok(user.ok_or(AuthorityError::Ended)?.username.key().to_owned())
    }

    /// Returns the hash of a password with the salt of this name.
    pub(super) fn hash_for(
        &self,
        login: &str,
        password: &Secret,
    ) -> Result<StoredHash, AuthorityError> {
        let rows = self.0.client.query(SALT, &[&login])?;
        let salt: &str = column(one(&rows)?, "salt")?;
        let password = normalised(password);
        // One that is too long is not all that was typed. It counts as an attempt, and nothing is hashed that could be right.
        let password = if password.is_too_long() {
            Secret::new("\0".repeat(8))
        } else {
            password
        };
        let hash = self.0.hasher.hash_with_salt(&password, salt);
        hash.map_err(|_| not_understood().into())
    }

    /// Returns what the server says of a password: of this user, or again in the session with this token.
    fn checked(
        &self,
        attempt: &Attempt<'_>,
        (login, session): (&str, Option<&[u8]>),
        password: &Secret,
    ) -> Result<Verdict<Right>, AuthorityError> {
        let hash = self.hash_for(login, password)?;
        if attempt.cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let ticket = attempt.ticket.as_bytes();
        let login = session.is_none().then_some(login);
        let values = [
            &ticket as _,
            &login as _,
            &hash.as_str() as _,
            &session as _,
        ];
        self.verdict(attempt, (ANSWER, &values))
    }

    /// Returns what the server says of a code after the right password.
    pub(super) fn checked_code(
        &self,
        attempt: &Attempt<'_>,
        awaited: &AwaitedCode,
        code: &Secret,
    ) -> Result<Verdict<Right>, AuthorityError> {
        self.checked_code_as(attempt, (awaited, code), told)
    }

    /// Does the same with an answer that is understood in this way.
    pub(super) fn checked_code_as<T>(
        &self,
        attempt: &Attempt<'_>,
        (awaited, code): (&AwaitedCode, &Secret),
        told: impl Fn(&str, &[u8; 32], (Timestamp, &TimeZone)) -> Option<Told<T>>,
    ) -> Result<Verdict<T>, AuthorityError> {
        let password = awaited.ticket().as_slice();
        let code = Secret::new(sent(code.expose(), CODE_BYTES_MAX));
        let ticket = attempt.ticket.as_bytes();
        let values = [&password as _, &code.expose() as _, &ticket as _];
        match self.verdict_as(attempt, (CODE, &values), told) {
            // The server no longer knows of the password.
            Err(AuthorityError::Store(StoreError::Unreadable(_))) => Err(AuthorityError::Ended),
            verdict => verdict,
        }
    }

    /// Opens the session that the server lets begin with this verdict. After an error it may have begun all the same.
    pub(super) fn begun(
        &self,
        token: Token,
        verdict: Result<Verdict<Right>, AuthorityError>,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        match verdict {
            Ok(verdict) => with_right(verdict, |Right { account, before }| {
                let (slot, session) = self.0.sessions.add(token, account)?;
                Ok(NewSession::new(account, before, slot, session))
            }),
            Err(error) => {
                self.0.sessions.abandon(token);
                Err(error)
            }
        }
    }
}

impl Authority for RestrictedServer {
    fn sign_in(
        &self,
        login: &str,
        password: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        // A user who signs out and in again does not count twice.
        self.0.sessions.settle();
        let token = Token::random()?;
        let attempt = Attempt {
            ticket: &token,
            cancelled,
        };
        let login = sent(&fold(login.trim()), LOGIN_BYTES_MAX);
        let verdict = self.checked(&attempt, (&login, None), password);
        self.begun(token, verdict)
    }

    fn check_code(
        &self,
        awaited: &AwaitedCode,
        code: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        let token = Token::random()?;
        let attempt = Attempt {
            ticket: &token,
            cancelled,
        };
        let verdict = self.checked_code(&attempt, awaited, code);
        self.begun(token, verdict)
    }

    fn check_again(
        &self,
        account: AccountId,
        password: &Secret,
        code: Option<&Secret>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let login = self.name_of(account)?;
        let tickets = [Token::random()?, Token::random()?];
        let [first, second] = tickets
            .each_ref()
            .map(|ticket| Attempt { ticket, cancelled });
        let token = session.token.as_bytes();
        let verdict = self.checked(&first, (&login, Some(token)), password)?;
        let (verdict, has_code) = match (verdict, code) {
            (Verdict::Code(awaited), Some(code)) => {
                (self.checked_code(&second, &awaited, code)?, true)
            }
            (verdict, _) => (verdict, false),
        };
        with_right(verdict, |right| {
            if right.account != account {
                return Err(not_understood().into());
            }
            let [first, second] = tickets;
            session.prove(if has_code { second } else { first });
            Ok(())
        })
    }

    fn resume(
        &self,
        presented: &RememberedToken,
        next: TokenHash,
        cancelled: &Cancellation,
    ) -> Result<Resumption, AuthorityError> {
        self.resumption((presented, next), cancelled)
    }

    fn users(&self) -> Option<&dyn UserServer> {
        Some(self)
    }

    fn approvals(&self) -> Option<&dyn ApprovalServer> {
        Some(self)
    }

    fn kiosk(&self) -> Option<&dyn KioskServer> {
        Some(self)
    }

    fn pins(&self) -> Option<&dyn PinServer> {
        Some(self)
    }

    fn badges(&self) -> Option<&dyn BadgeServer> {
        Some(self)
    }

    fn devices(&self) -> Option<&dyn DeviceServer> {
        Some(self)
    }

    fn factors(&self) -> Option<&dyn FactorServer> {
        Some(self)
    }

    fn wrapped_key(&self, account: AccountId) -> Result<Option<WrappedKey>, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let rows = self.0.client.query(OWN_KEY, &[&session.token.as_bytes()])?;
        let key: Option<&str> = column(one(&rows)?, "key")?;
        let parse = |key| WrappedKey::parse(key).ok_or_else(|| not_understood().into());
        key.map(parse).transpose()
    }

    fn recovery(&self) -> Option<&dyn RecoveryServer> {
        Some(self)
    }

    fn registration(&self) -> Option<&dyn RegistrationServer> {
        Some(self)
    }

    fn count_failures(&self, account: AccountId, failures: u32) -> Result<(), AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let token = session.token.as_bytes();
        for _ in 0..failures {
            let ticket = Token::random()?;
            let attempt = Attempt {
                ticket: &ticket,
                cancelled: &Cancellation::default(),
            };
            let values = [
                &ticket.as_bytes() as _,
                &None::<&str> as _,
                // No hash: a wrong password of an outage counts also if the name is locked by now.
                &None::<&str> as _,
                &Some(token) as _,
            ];
            self.verdict(&attempt, (ANSWER, &values))?;
        }
        Ok(())
    }
}

/// Returns what was typed as a text that the server takes. What has to be changed for that is no name and no code.
pub(super) fn sent(text: &str, most: usize) -> String {
    let mut text = text.replace('\0', "\u{fffd}");
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    text.truncate(end.unwrap_or_default());
    text
}

impl From<PgError> for AuthorityError {
    fn from(error: PgError) -> Self {
        match error {
            PgError::Function(FunctionRefusal::Ended) => Self::Ended,
            error => Self::Store(error.into()),
        }
    }
}
