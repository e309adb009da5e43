//! Asking the server about a password: its salt in one round trip, and with the hash for the verdict in another one.
//!
//! Each check has a ticket, under which the server counts it once, whatever becomes of the answers. At a sign-in the ticket is the
//! token of the session at the same time, so that a session whose beginning was not heard of can be ended.

use std::time::{Duration, Instant};

use tokio_postgres::types::ToSql;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::fold;
use crate::domain::password::normalised;
use crate::domain::secret::Secret;
use crate::service::ports::{
    Authority, AuthorityError, Cancellation, CredentialStore as _, NewSession, StoreError,
    UserServer, Verdict,
};
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::{ANSWER, SALT, VERDICT};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{Right, Told, told, with_right};
use crate::store::postgres::state::rows::one;

/// How often an attempt is made that other computers come in the way of.
const TRIES: usize = 5;

/// How long a verdict is waited for: longer than the longest delay after many failures.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest name that the server takes.
const LOGIN_BYTES_MAX: usize = 1024;

/// What is checked under a ticket.
struct Check<'a> {
    ticket: &'a Token,
    /// The folded name.
    login: &'a str,
    /// The token of the session in which the password is checked again.
    session: Option<&'a [u8]>,
    cancelled: &'a Cancellation,
}

impl RestrictedServer {
    /// Returns what the server says of this password. After an error it may have begun a session all the same.
    fn verdict(
        &self,
        check: &Check<'_>,
        hash: &StoredHash,
    ) -> Result<Verdict<Right>, AuthorityError> {
        let begun = self.0.clock.elapsed();
        let ticket = check.ticket.as_bytes();
        let again: [Call<'_>; 1] = [(VERDICT, &[&ticket])];
        let mut answer = self.answer(check, hash)?;
        loop {
            let now = self.0.clock.now();
            let wait = match told(&answer, now, &self.0.clock.time_zone()) {
                Some(Told::Verdict(verdict)) => return Ok(verdict),
                Some(Told::Wait(wait)) => wait,
                None => return Err(not_understood().into()),
            };
            if self.0.clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(StoreError::Unavailable(reason).into());
            }
            self.0.clock.wait(wait, check.cancelled);
            if check.cancelled.is_cancelled() {
                return Err(AuthorityError::Left);
            }
            answer = self.last_text(&again)?;
        }
    }

    /// Sends the hash, and returns what the server says to it. The attempt is counted before the verdict is told, so that the
    /// verdict is asked for several times: first the server sees to it that the attempt is on its disk, which it is already unless
    /// other computers are busy, then it records the verdict, and last it tells it.
    fn answer(&self, check: &Check<'_>, hash: &StoredHash) -> Result<String, AuthorityError> {
        let ticket = check.ticket.as_bytes();
        let login = check.session.is_none().then_some(check.login);
        let hash = hash.as_str();
        let attempt: [&(dyn ToSql + Sync); 4] = [&ticket, &login, &hash, &check.session];
        let verdict: [&(dyn ToSql + Sync); 1] = [&ticket];
        let calls: [Call<'_>; 3] = [(ANSWER, &attempt), (VERDICT, &verdict), (VERDICT, &verdict)];
        match self.last_text(&calls) {
            Err(PgError::Function(FunctionRefusal::Ended)) => Err(AuthorityError::Ended),
            told => Ok(told?),
        }
    }

    /// Makes these calls in one round trip, and returns the text that the last one returns. They are made again if an answer was
    /// lost or another computer came in between: the server does the same only once under one ticket.
    fn last_text(&self, calls: &[Call<'_>]) -> Result<String, PgError> {
        let begun = Instant::now();
        let mut is_second = false;
        let mut tries = 1;
        loop {
            let answers = if is_second {
                self.0.client.pipeline_after(begun, calls)?
            } else {
                self.0.client.pipeline(calls)?
            };
            let rows = answers.into_iter().collect::<Result<Vec<_>, _>>();
            match rows {
                Err(PgError::Unavailable(_)) if !is_second => is_second = true,
                Err(PgError::Busy) if tries < TRIES && begun.elapsed() < Duration::from_secs(2) => {
                    tries += 1;
                }
                rows => {
                    let rows = rows?.pop().unwrap_or_default();
                    return column::<&str>(one(&rows)?, "verdict").map(str::to_owned);
                }
            }
        }
    }

    /// Returns the hash of a password with the salt of this name.
    fn hash_for(&self, login: &str, password: &Secret) -> Result<StoredHash, AuthorityError> {
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

    /// Makes a check, unless it was cancelled meanwhile.
    fn checked(
        &self,
        check: &Check<'_>,
        password: &Secret,
    ) -> Result<Verdict<Right>, AuthorityError> {
        let hash = self.hash_for(check.login, password)?;
        if check.cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        self.verdict(check, &hash)
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
        let check = Check {
            ticket: &token,
            login: &sent(login),
            session: None,
            cancelled,
        };
        match self.checked(&check, password) {
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

    fn check_again(
        &self,
        account: AccountId,
        password: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let snapshot = self.read()?;
        let user = snapshot.users.with_id(account);
        let login = user.ok_or(AuthorityError::Ended)?.username.key().to_owned();
        let ticket = Token::random()?;
        let check = Check {
            ticket: &ticket,
            login: &login,
            session: Some(session.token.as_bytes()),
            cancelled,
        };
        with_right(self.checked(&check, password)?, |right| {
            let is_same = right.account == account;
            is_same.then_some(()).ok_or_else(|| not_understood().into())
        })
    }

    fn users(&self) -> Option<&dyn UserServer> {
        Some(self)
    }
}

/// Returns a name as it is sent: folded, and as a text that the server takes. What has to be changed for that is no name of a user.
fn sent(login: &str) -> String {
    let mut folded = fold(login.trim()).replace('\0', "\u{fffd}");
    let mut ends = (0..=LOGIN_BYTES_MAX).rev();
    let end = ends.find(|end| folded.is_char_boundary(*end));
    folded.truncate(end.unwrap_or_default());
    folded
}

fn not_understood() -> StoreError {
    StoreError::Unreadable("the answer of the server is not understood".to_owned())
}

impl From<PgError> for AuthorityError {
    fn from(error: PgError) -> Self {
        Self::Store(error.into())
    }
}
