//! Badges of a restricted computer, which are on the server.

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::TokenHash;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AuthorityError, BadgeProof, BadgeServer, BadgeVerdict, Cancellation, NewBadge, NewSession,
    NotedBadge, StoreError,
};
use crate::service::users::UserError;
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{PATIENCE, not_understood};
use crate::store::postgres::restricted::badge_answers::{
    Said, said, unexpected, whose, with_right,
};
use crate::store::postgres::restricted::functions::{
    BADGE_USERS, BADGE_VERDICT, HAS_BADGE, REMOVE_BADGE, RENEW_BADGE, TAKE_BADGE, TRY_BADGE,
};
use crate::store::postgres::restricted::pins::boot_of;
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::shown::{damaged, refused};
use crate::store::postgres::state::rows::one;

/// What a badge was scanned for, with the token of the session.
#[derive(Clone, Copy)]
enum Purpose<'a> {
    SignIn,
    Unlock(&'a [u8]),
    Note(Option<&'a [u8]>),
    Set(&'a [u8]),
    Give(&'a [u8], &'a AccountId),
}

impl<'a> Purpose<'a> {
    /// Returns the account to which the badge is given, as it is sent.
    fn whom(self) -> Option<&'a [u8]> {
        match self {
            Self::Give(_, account) => Some(account.as_bytes()),
            _ => None,
        }
    }

    /// Returns the word and the token, as they are sent.
    fn sent(self) -> (&'static str, Option<&'a [u8]>) {
        match self {
            Self::SignIn => ("sign_in", None),
            Self::Unlock(token) => ("unlock", Some(token)),
            Self::Note(token) => ("note", token),
            Self::Set(token) => ("set", Some(token)),
            Self::Give(token, _) => ("give", Some(token)),
        }
    }
}

/// Why the server says nothing of a scan.
enum Unsaid {
    Left,
    Refused(PgError),
    Store(StoreError),
}

impl From<PgError> for Unsaid {
    fn from(error: PgError) -> Self {
        Self::Refused(error)
    }
}

impl From<Unsaid> for AuthorityError {
    fn from(error: Unsaid) -> Self {
        match error {
            Unsaid::Left => Self::Left,
            Unsaid::Refused(error) => error.into(),
            Unsaid::Store(error) => Self::Store(error),
        }
    }
}

impl From<Unsaid> for UserError {
    fn from(error: Unsaid) -> Self {
        match error {
            Unsaid::Left => Self::Ended,
            Unsaid::Refused(error) => refused(error),
            Unsaid::Store(error) => error.into(),
        }
    }
}

impl BadgeServer for RestrictedServer {
    fn has_badge(&self, account: AccountId) -> Result<bool, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let values = [&session.token.as_bytes() as _];
        let rows = self.0.client.query(HAS_BADGE, &values)?;
        Ok(column(one(&rows)?, "found")?)
    }

    fn set_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NewBadge, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let purpose = Purpose::Set(session.token.as_bytes());
        match self.scan(&Token::random()?, (purpose, badge), cancelled)? {
            Said::New(new) => Ok(new),
            Said::Off => Ok(NewBadge::Off),
            Said::TooMany => Ok(NewBadge::TooMany),
            said => Err(unexpected(&said)),
        }
    }

    fn remove_badge(&self, account: AccountId) -> Result<bool, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let values = [&session.token.as_bytes() as _];
        let rows = self.0.client.query(REMOVE_BADGE, &values)?;
        Ok(column(one(&rows)?, "found")?)
    }

    fn renew_badge(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let boot = boot_of(boot.as_ref());
        let values = [&session.token.as_bytes() as _, &boot as _];
        let rows = self.0.client.query(RENEW_BADGE, &values)?;
        Ok(column(one(&rows)?, "found")?)
    }

    fn unlock_with_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<()>, AuthorityError> {
        let session = self.0.sessions.of(account).ok_or(AuthorityError::Ended)?;
        let purpose = Purpose::Unlock(session.token.as_bytes());
        let said = self.scan(&Token::random()?, (purpose, badge), cancelled)?;
        with_right(whose(said)?, |(of, _)| {
            let is_same = of == account;
            is_same.then_some(()).ok_or_else(|| not_understood().into())
        })
    }

    fn sign_in_with_badge(
        &self,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<(NewSession, Timestamp)>, AuthorityError> {
        // A user who signs out and in again does not count twice.
        self.0.sessions.settle();
        let ticket = Token::random()?;
        let said = self.scan(&ticket, (Purpose::SignIn, badge), cancelled);
        let verdict = match said.map_err(AuthorityError::from).and_then(whose) {
            Ok(verdict) => verdict,
            Err(error) => {
                self.0.sessions.abandon(ticket);
                return Err(error);
            }
        };
        with_right(verdict, |(account, began)| {
            let (slot, session) = self.0.sessions.add(ticket, account)?;
            let new = NewSession::new(account, Attempts::default(), slot, session);
            Ok((new, began))
        })
    }

    fn note_badge(
        &self,
        account: Option<AccountId>,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NotedBadge, AuthorityError> {
        let session = match account {
            Some(account) => Some(self.0.sessions.of(account).ok_or(AuthorityError::Ended)?),
            None => None,
        };
        let token = session.as_ref().map(|session| session.token.as_bytes());
        let purpose = Purpose::Note(token);
        match self.scan(&Token::random()?, (purpose, badge), cancelled)? {
            Said::Noted(noted) => Ok(noted),
            Said::Off | Said::TooMany => Ok(NotedBadge::NotLookedAt),
            said => Err(unexpected(&said)),
        }
    }

    fn badge_users(&self, caller: AccountId) -> Result<Vec<AccountId>, UserError> {
        let session = self.session(caller)?;
        let values = [&session.token.as_bytes() as _];
        let rows = self.0.client.query(BADGE_USERS, &values);
        let account = |row| {
            let id: &[u8] = column(row, "account").map_err(refused)?;
            let id = id.try_into().map_err(|_| damaged())?;
            Ok(AccountId::new(id))
        };
        rows.map_err(refused)?.iter().map(account).collect()
    }

    fn give_badge(
        &self,
        caller: AccountId,
        to: AccountId,
        badge: &BadgeProof,
    ) -> Result<NewBadge, UserError> {
        let session = self.session(caller)?;
        let purpose = Purpose::Give(session.token.as_bytes(), &to);
        let ticket = Token::random().map_err(refused)?;
        match self.scan(&ticket, (purpose, badge), &Cancellation::default())? {
            Said::New(new) => Ok(new),
            Said::Off => Ok(NewBadge::Off),
            Said::TooMany => Ok(NewBadge::TooMany),
            Said::Ended => Err(UserError::Ended),
            Said::NotAllowed => Err(UserError::NotAllowed),
            Said::NoUser => Err(UserError::Unknown),
            Said::EntryMistake => Err(UserError::EntryMistake),
            Said::Wait(_) | Said::Whose(_) | Said::Noted(_) => Err(damaged()),
        }
    }

    fn take_badge(&self, caller: AccountId, from: AccountId) -> Result<(), UserError> {
        let session = self.session(caller)?;
        self.found(
            TAKE_BADGE,
            &[&session.token.as_bytes(), &from.as_bytes().as_slice()],
        )?;
        Ok(())
    }
}

impl RestrictedServer {
    /// Sends a scan under a ticket, and returns what the server says once it no longer asks to wait. After an error a session may have
    /// begun all the same.
    fn scan(
        &self,
        ticket: &Token,
        (purpose, badge): (Purpose<'_>, &BadgeProof),
        cancelled: &Cancellation,
    ) -> Result<Said, Unsaid> {
        let clock = &self.0.clock;
        let begun = clock.elapsed();
        let ticket = ticket.as_bytes();
        let (word, session) = purpose.sent();
        let whom = purpose.whom();
        let values = [
            &ticket as _,
            &word as _,
            &badge.proof.as_slice() as _,
            &boot_of(badge.boot.as_ref()) as _,
            &session as _,
            &whom as _,
        ];
        let again: [Call<'_>; 1] = [(BADGE_VERDICT, &[&ticket])];
        // The first time that it is asked for, the server looks whose the badge is.
        let mut answer = match self.last_text(&[(TRY_BADGE, &values), again[0], again[0]]) {
            Err(PgError::Function(FunctionRefusal::TooMany)) => return Ok(Said::TooMany),
            answer => answer?,
        };
        loop {
            let wait = match said(&answer, clock.now(), &clock.time_zone()) {
                Some(Said::Wait(wait)) => wait,
                Some(said) => return Ok(said),
                None => return Err(Unsaid::Store(not_understood())),
            };
            if clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(Unsaid::Store(StoreError::Unavailable(reason)));
            }
            clock.wait(wait, cancelled);
            if cancelled.is_cancelled() {
                return Err(Unsaid::Left);
            }
            answer = self.last_text(&again)?;
        }
    }
}
