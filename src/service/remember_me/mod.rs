//! Staying signed in over restarts: the token in the keyring and its record in the state database.

pub mod commands;

use zeroize::Zeroizing;

use crate::domain::audit::AuditKind;
use crate::domain::remember_me::{SECRET_BYTES, SELECTOR_BYTES, Token};

use crate::domain::timestamp::Timestamp;
use crate::service::account::{Initiator, next_epoch};
use crate::service::ports::{
    AccountEvent, RandomnessError, RememberedSignIn, StateError, StoreError, VaultError,
};
use crate::service::session::SignInMethod;
use crate::service::session_view::SessionView;
use crate::service::sign_in::pending::{ProvenFactors, next_step_for};
use crate::service::{Service, Session};

/// How far the clock may lie before the time of a record, in seconds (R44).
const CLOCK_SLACK: i64 = 5 * 60;

/// How many tokens may be on their way into the keyring: as many starts at once are understood.
const NEXT_MAX: usize = 8;

/// What came of looking for somebody who is remembered.
#[non_exhaustive]
pub enum Resumed {
    /// Nobody is.
    Nobody,
    /// This person is, and is in.
    SignedIn(Box<SessionView>),
    /// A token was shown that another one had taken the place of: somebody has a copy. It is worth
    /// nothing any more, and neither is the one that took its place.
    Reused,
}

impl Resumed {
    /// What the person who is in may see.
    #[must_use]
    pub fn session_view(self) -> Option<Box<SessionView>> {
        match self {
            Self::SignedIn(session_view) => Some(session_view),
            Self::Nobody | Self::Reused => None,
        }
    }
}

/// Why somebody could not be remembered, or a remembered sign-in not be ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RememberError {
    /// The file switches remembering off, or the account is no longer what it was.
    #[error("remembering is not possible for this account")]
    NotPossible,
    /// The keyring cannot be used.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No randomness.
    #[error(transparent)]
    Randomness(#[from] RandomnessError),
}

impl Service {
    /// Keeps somebody signed in over restarts: the record first, then the keyring (R37).
    ///
    /// # Errors
    /// Says what failed; nothing is remembered then.
    pub fn remember(&self, session: &Session) -> Result<(), RememberError> {
        let remember = self.credentials.settings()?.remember;
        let user = self.current(session)?;
        let credential = user.as_ref().and_then(|user| user.fingerprint());
        let Some(credential) = credential.filter(|_| remember.is_on()) else {
            return Err(RememberError::NotPossible);
        };
        let mut selector = [0; SELECTOR_BYTES];
        self.random.fill(&mut selector)?;
        let token = self.token(selector)?;
        let now = self.clock.now();
        let username = &session.user().username;
        self.state.remember(&RememberedSignIn {
            selector: token.selector().clone(),
            token: token.hash(),
            next: Vec::new(),
            user_key: username.key().to_owned(),
            credential,
            device: self.platform.device(),
            device_name: self.platform.device_name(),
            created_at: now,
            used_at: now,
            expires_at: remember.expiry(now),
        })?;
        if let Err(error) = self.vault.write(&token.to_secret()) {
            self.record_vault(username.as_str(), error);
            self.state.forget(username.key())?;
            return Err(error.into());
        }
        Ok(())
    }

    fn record_vault(&self, who: &str, error: VaultError) {
        self.record(AuditKind::Keyring, who, false, &error.to_string());
    }

    fn token(&self, selector: [u8; SELECTOR_BYTES]) -> Result<Token, RandomnessError> {
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        self.random.fill(secret.as_mut_slice())?;
        Ok(Token::new(selector, secret))
    }

    /// Signs in with the token in the keyring. Nobody whenever there is any doubt (R25).
    ///
    /// The keyring is not asked unless somebody is remembered, so that nothing prompts at start for
    /// a token that cannot exist.
    #[must_use]
    pub fn resume(&self) -> Resumed {
        self.resumed().unwrap_or(Resumed::Nobody)
    }

    fn resumed(&self) -> Option<Resumed> {
        let record = self.state.remembered().ok()??;
        let remember = self.credentials.settings().ok()?.remember;
        let now = self.clock.now();
        let clock_is_sane = now >= record.used_at.max(record.created_at) - CLOCK_SLACK;
        let is_live = now < record.expires_at && now < remember.expiry(record.created_at);
        if !clock_is_sane || !is_live || record.device != self.platform.device() {
            return self.end_remembered(&record);
        }
        // A keyring that is locked or away today may be there tomorrow: the record stays.
        let stored = self.vault.read().ok()?;
        let Some(token) = stored.as_ref().and_then(Token::parse) else {
            return self.end_remembered(&record);
        };
        if *token.selector() != record.selector {
            return self.end_remembered(&record);
        }
        let is_current = token.matches(&record.token);
        if !is_current && !record.next.iter().any(|next| token.matches(next)) {
            // A copy that was shown after its place was taken, here or by whoever copied it (R39).
            self.end_remembered(&record);
            self.end_sessions(&record);
            return Some(Resumed::Reused);
        }
        let settings = self.credentials.settings().ok()?;
        let user = self.credentials.find(&record.user_key).ok()?.value;
        let user = user.filter(|user| {
            // Whoever has to choose another password, or set up a second factor, types the one
            // that they have first.
            let need = next_step_for(user, &settings, ProvenFactors::Both);
            record.is_of(user) && need.is_none()
        });
        let Some(user) = user else {
            return self.end_remembered(&record);
        };
        self.rotate(&token, now).ok()?;
        let session_slot = self.session_slot(&user, &settings).ok()?;
        self.record(AuditKind::SignIn, user.username.as_str(), true, "token");
        let session_view =
            self.session_view(Session::new(user, SignInMethod::Token, None, session_slot));
        Some(Resumed::SignedIn(session_view.ok()?))
    }

    /// Ends every sign-in of somebody of whose token there is a copy (R39).
    fn end_sessions(&self, record: &RememberedSignIn) {
        let found = self.credentials.find(&record.user_key);
        let user = found.ok().and_then(|found| found.value);
        if let Some(user) = user.filter(|user| record.is_of(user)) {
            self.tell(&user, AccountEvent::TokenReused, Initiator::Own);
            // Where the file cannot be written, the token has ended all the same.
            drop(self.patched(&user, &next_epoch(&user)));
        }
    }

    /// Puts another token in the place of one that was shown (R38). The record first: whether or
    /// not the keyring takes the new one, the one that is in it then is known.
    fn rotate(&self, shown: &Token, now: Timestamp) -> Result<(), RememberError> {
        let next = self.token(shown.selector_bytes())?;
        let (shown_hash, next_hash) = (shown.hash(), next.hash());
        self.state.rotate(shown.selector(), &|record| {
            if record.token != shown_hash {
                record.token = shown_hash;
                record.next.clear();
            }
            record.next.push(next_hash);
            let too_many = record.next.len().saturating_sub(NEXT_MAX);
            record.next.drain(..too_many);
            record.used_at = now.max(record.used_at);
        })?;
        // One that cannot be written leaves the token that was shown, which goes on being good.
        let _ = self.vault.write(&next.to_secret());
        Ok(())
    }

    /// Ends the remembered sign-in of whoever signs out: in the store first, so that a copied token
    /// is worthless, then in the keyring (R41).
    ///
    /// # Errors
    /// Says what failed. After an error of the keyring the token there is worthless already.
    pub fn sign_out(&self, session: &Session) -> Result<(), RememberError> {
        let user = &session.user().username;
        // Told apart for whoever is told: they left, or were put out.
        let has_ended = matches!(self.current(session), Ok(None));
        let detail = if has_ended { "ended" } else { "" };
        self.record(AuditKind::SignOut, user.as_str(), true, detail);
        if self.state.forget(user.key())? {
            let cleared = self.vault.clear();
            cleared.inspect_err(|error| self.record_vault(user.as_str(), *error))?;
        }
        Ok(())
    }

    fn end_remembered(&self, record: &RememberedSignIn) -> Option<Resumed> {
        // Whether or not this succeeds, nobody is signed in; the next start tries again.
        if self.state.forget(&record.user_key).is_ok() {
            let _ = self.vault.clear();
        }
        None
    }
}
