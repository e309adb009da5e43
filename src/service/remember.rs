//! Staying signed in over restarts: the token in the keyring and its record in the state database.

use zeroize::Zeroizing;

use crate::account::remember::{SECRET_BYTES, SELECTOR_BYTES, Token, credential_fingerprint};

use super::ports::{RandomnessError, RememberedSignIn, StateError, StoreError, VaultError};
use super::request::Entrance;
use super::session::How;
use super::{Service, Session};

/// How far the clock may lie before the time of a record, in seconds (R44).
const CLOCK_SLACK: i64 = 5 * 60;

/// Why somebody could not be remembered, or a remembered sign-in not be ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
        let Some(hash) = session.user().hash.as_ref().filter(|_| remember.is_on()) else {
            return Err(RememberError::NotPossible);
        };
        let mut selector = [0; SELECTOR_BYTES];
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        self.random.fill(&mut selector)?;
        self.random.fill(secret.as_mut_slice())?;
        let token = Token::new(selector, secret);
        let now = self.clock.now();
        let username = &session.user().username;
        self.state.remember(&RememberedSignIn {
            selector: token.selector().clone(),
            token: token.hash(),
            user_key: username.key().to_owned(),
            credential: credential_fingerprint(username, hash),
            created_at: now,
            expires_at: remember.expiry(now),
        })?;
        if let Err(error) = self.vault.write(&token.to_secret()) {
            self.state.forget(username.key())?;
            return Err(error.into());
        }
        Ok(())
    }

    /// Signs in with the token in the keyring. `None` whenever there is any doubt (R25).
    ///
    /// The keyring is not asked unless somebody is remembered, so that nothing prompts at start for
    /// a token that cannot exist.
    #[must_use]
    pub fn resume(&self) -> Option<Box<Entrance>> {
        let record = self.state.remembered().ok()??;
        let remember = self.credentials.settings().ok()?.remember;
        let now = self.clock.now();
        let clock_is_sane = now >= record.created_at - CLOCK_SLACK;
        let is_live = now < record.expires_at && now < remember.expiry(record.created_at);
        if !clock_is_sane || !is_live {
            return self.end_remembered(&record);
        }
        // A keyring that is locked or away today may be there tomorrow: the record stays.
        let stored = self.vault.read().ok()?;
        let Some(token) = stored.as_ref().and_then(Token::parse) else {
            return self.end_remembered(&record);
        };
        let user = self.credentials.find(&record.user_key).ok()?.value;
        let holds = user.filter(|user| {
            let fingerprint = user
                .hash
                .as_ref()
                .map(|hash| credential_fingerprint(&user.username, hash));
            user.username.key() == record.user_key
                && !user.disabled
                && fingerprint == Some(record.credential)
        });
        match holds {
            Some(user) if *token.selector() == record.selector && token.matches(&record.token) => {
                self.entrance(Session::new(user, How::Token)).ok()
            }
            _ => self.end_remembered(&record),
        }
    }

    /// Ends the remembered sign-in of whoever signs out: in the store first, so that a copied token
    /// is worthless, then in the keyring (R41).
    ///
    /// # Errors
    /// Says what failed. After an error of the keyring the token there is worthless already.
    pub fn sign_out(&self, session: &Session) -> Result<(), RememberError> {
        if self.state.forget(session.user().username.key())? {
            self.vault.clear()?;
        }
        Ok(())
    }

    fn end_remembered(&self, record: &RememberedSignIn) -> Option<Box<Entrance>> {
        // Whether or not this succeeds, nobody is signed in; the next start tries again.
        if self.state.forget(&record.user_key).is_ok() {
            let _ = self.vault.clear();
        }
        None
    }
}
