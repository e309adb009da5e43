//! Staying signed in over restarts: the token in the keyring and its record in the state database.

mod at_server;
pub mod commands;
pub mod error;

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::domain::access_times::AccessRefusal;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::ended_credentials::{password_of, remembered_of};
use crate::domain::remember_me::{SECRET_BYTES, SELECTOR_BYTES, Token};
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{User, UserPatch};

use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ended::EndedCredentials;
use crate::service::notices::{Initiator, Notices};
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    AccountEvent, Authority, Cancellation, Clock, CredentialStore, Platform, Randomness,
    RandomnessError, RememberedSignIn, SessionStore, Snapshot, TokenVault, VaultError,
};
pub use crate::service::remember_me::error::RememberError;
use crate::service::session::{Session, SignInMethod};
use crate::service::session_state::OpenSessions;
use crate::service::session_view::SessionView;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{ProvenFactors, next_step_for};

/// How far the clock may be behind the time of a record, in seconds (R44).
const CLOCK_SLACK: i64 = 5 * 60;

/// Number of tokens that may be on their way into the keyring: so many starts at the same time are
/// understood.
const NEXT_MAX: usize = 8;

/// The result of looking for a remembered sign-in.
#[non_exhaustive]
#[derive(Debug)]
pub enum Resumed {
    /// No sign-in is remembered.
    NotRemembered,
    /// The user is signed in.
    SignedIn(Box<SessionView>),
    /// A window of the user with this username was locked and not unlocked since: the password is needed (R71).
    Locked(String),
    /// The access of the user is limited to other days or hours. The sign-in stays remembered.
    NotNow(AccessRefusal),
    /// The token had been replaced: it was copied. All sessions of the user have ended.
    Reused,
}

impl Resumed {
    /// Returns the view of the new session, if there is one.
    #[must_use]
    #[doc(hidden)]
    pub fn session_view(self) -> Option<Box<SessionView>> {
        match self {
            Self::SignedIn(session_view) => Some(session_view),
            Self::NotRemembered | Self::Locked(_) | Self::NotNow(_) | Self::Reused => None,
        }
    }
}

/// Staying signed in over restarts.
#[derive(Clone)]
pub struct RememberMe {
    credentials: Arc<dyn CredentialStore>,
    sessions: Arc<dyn SessionStore>,
    vault: Arc<dyn TokenVault>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
    platform: Arc<dyn Platform>,
    editor: Editor,
    opener: SessionOpener,
    notices: Notices,
    audit: AuditRecorder,
    ended: EndedCredentials,
    open_sessions: OpenSessions,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
    cancelled: Cancellation,
}

opaque_debug!(RememberMe);

impl From<&Context> for RememberMe {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            sessions: Arc::clone(&from.sessions),
            vault: Arc::clone(&from.vault),
            clock: Arc::clone(&from.clock),
            random: Arc::clone(&from.random),
            platform: Arc::clone(&from.platform),
            editor: from.into(),
            opener: from.into(),
            notices: from.into(),
            audit: from.into(),
            ended: from.into(),
            open_sessions: from.open_sessions.clone(),
            authority: from.authority.clone(),
            cancelled: from.cancelled.clone(),
        }
    }
}

impl RememberMe {
    /// Finds out whether a token could be kept in the keyring now.
    ///
    /// ```
    /// use egui_authenticator::Service;
    ///
    /// fn example(service: &Service) -> bool {
    ///     service.remember_me().probe().is_ok()
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`VaultError::Absent`] if there is no keyring service.
    /// - [`VaultError::Locked`] if it is locked.
    /// - [`VaultError::Slow`] if it does not answer in time.
    /// - [`VaultError::Failed`] if it refuses.
    #[doc(hidden)]
    pub fn probe(&self) -> Result<(), VaultError> {
        self.vault.probe()
    }

    /// Remembers the sign-in over restarts: the record first, then the keyring (R37).
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::RememberError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<(), RememberError> {
    ///     service.remember_me().remember(session)
    /// }
    /// ```
    ///
    /// # Errors
    /// Nothing is remembered after an error.
    /// - [`RememberError::NotPossible`] if the settings switch it off, the session has ended, or a PIN has unlocked it and the
    ///   password was not entered since; at a restricted computer also if the password was entered over five minutes ago.
    /// - [`RememberError::Randomness`] if the system gives no random bytes.
    /// - [`RememberError::Vault`] if the keyring cannot be used.
    /// - [`RememberError::State`] if the record cannot be stored.
    /// - [`RememberError::Store`] if the configuration file cannot be read.
    pub fn remember(&self, session: &Session) -> Result<(), RememberError> {
        let snapshot = self.credentials.read()?;
        let remember = snapshot.settings.remember;
        let user = session.current(&self.open_sessions, &snapshot);
        let may = remember.is_on() && !session.is_by_quick_unlock();
        // The server asks for a password that was just entered.
        let may = may && (self.authority.is_none() || session.is_fresh(self.clock.now()));
        let user = user.filter(|_| may);
        let found = user.and_then(|user| Some((user, user.fingerprint()?)));
        let Some((user, credential)) = found else {
            return Err(RememberError::NotPossible);
        };
        if self.authority.is_none() {
            // The user has signed in to the account as it is, whatever it was before; there is one record, the new one.
            self.ended.forget(&remembered_of(user))?;
        }
        let mut selector = [0; SELECTOR_BYTES];
        self.random.fill(&mut selector)?;
        let token = self.new_token(selector)?;
        let now = self.clock.now();
        self.sessions.remember(&RememberedSignIn {
            selector: token.selector().clone(),
            token: token.hash(),
            next: Vec::new(),
            account: session.user().id,
            credential,
            device: self.platform.device(),
            device_name: self.platform.device_name(),
            // A session that a token has opened, or that was unlocked, began then.
            created_at: session.state().began().min(now),
            used_at: now,
            expires_at: remember.expiry(now),
            locks: Vec::new(),
        })?;
        if let Err(error) = self.vault.write(&token.to_secret()) {
            let user = session.user();
            self.audit
                .record(AuditKind::Keyring, user, false, error.audit_word());
            self.sessions.forget(session.user().id)?;
            return Err(error.into());
        }
        Ok(())
    }

    fn new_token(&self, selector: [u8; SELECTOR_BYTES]) -> Result<Token, RandomnessError> {
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        self.random.fill(secret.as_mut_slice())?;
        Ok(Token::new(selector, secret))
    }

    /// Signs in with the token in the keyring. In any doubt there is no sign-in (R25).
    ///
    /// The keyring is not asked without a record, so that it does not prompt at start for a token that
    /// cannot exist.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::Resumed;
    ///
    /// fn example(service: &Service) -> Option<Session> {
    ///     match service.remember_me().resume() {
    ///         Resumed::SignedIn(view) => Some(view.session),
    ///         _ => None,
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn resume(&self) -> Resumed {
        self.try_resume().unwrap_or(Resumed::NotRemembered)
    }

    /// `None` keeps the record: what fails now may work at the next start.
    fn try_resume(&self) -> Option<Resumed> {
        let record = self
            .sessions
            .remembered()
            .or_log("read the remembered sign-in")??;
        if let Some(authority) = &self.authority {
            return self.resume_at_server(&**authority, &record);
        }
        let snapshot = self.credentials.read().or_log("read the users")?;
        let now = self.clock.now();
        let clock_is_sane = now >= record.used_at.max(record.created_at) - CLOCK_SLACK;
        if !clock_is_sane
            || !self.is_live(&record, &snapshot.settings, now)
            || record.device != self.platform.device()
        {
            return Some(self.forget(&record));
        }
        if !record.locks.is_empty() {
            let user = snapshot.users.with_id(record.account);
            let user = user.filter(|user| record.is_of(user));
            let locked = |user: &User| Resumed::Locked(user.username.as_str().to_owned());
            return Some(user.map_or_else(|| self.forget(&record), locked));
        }
        let stored = self.vault.read().or_log("read the keyring")?;
        let token = stored.as_ref().and_then(Token::parse);
        let Some(token) = token.filter(|token| *token.selector() == record.selector) else {
            return Some(self.forget(&record));
        };
        let users = &snapshot.users;
        let user = users
            .with_id(record.account)
            .filter(|user| record.is_of(user));
        let revived = user.map(|user| [remembered_of(user), password_of(user)].concat());
        let revived = revived.unwrap_or_default();
        // Of an account as it was before an earlier version of the file was put back (R91).
        if self
            .ended
            .includes(&revived)
            .or_log("look up ended sign-ins")?
        {
            return Some(self.forget(&record));
        }
        let is_current = token.matches(&record.token);
        if !is_current && !record.next.iter().any(|next| token.matches(next)) {
            // A copy, presented after the token was replaced, here or by the copier (R39).
            self.forget(&record);
            if let Some(user) = user {
                self.end_sessions(&snapshot, user);
            }
            return Some(Resumed::Reused);
        }
        // A user who has to choose a new password, or set up a second factor, enters the password first.
        let has_more_to_do =
            |user: &User| next_step_for(user, &snapshot.settings, ProvenFactors::Both).is_some();
        let Some(user) = user.filter(|user| !has_more_to_do(user)) else {
            return Some(self.forget(&record));
        };
        self.open_here(&snapshot, user, (&token, record.created_at))
    }

    /// Opens the session of a user who is remembered, and replaces the token.
    fn open_here(
        &self,
        snapshot: &Snapshot,
        user: &User,
        (token, created_at): (&Token, Timestamp),
    ) -> Option<Resumed> {
        if let Err(refusal) = self.opener.check_times(user) {
            return Some(Resumed::NotNow(refusal));
        }
        let slot = self
            .opener
            .claim_slot(user, &snapshot.settings)
            .or_log("claim a session slot")?;
        self.rotate(token, self.clock.now())
            .or_log("replace the token")?;
        self.audit
            .record(AuditKind::SignIn, user, true, AuditWord::Token);
        let how = (SignInMethod::Token, None);
        let began = (created_at, snapshot.settings.sessions);
        let session = self.opener.session(user.clone(), how, slot, began);
        let view = self.opener.views.view(session, snapshot);
        Some(Resumed::SignedIn(view))
    }

    /// Returns `true` if the sign-in may still be remembered, and its session does not need the password again.
    fn is_live(&self, record: &RememberedSignIn, settings: &Settings, now: Timestamp) -> bool {
        let (expiry, end) = (
            settings.remember.expiry(record.created_at),
            settings.sessions.end(record.created_at),
        );
        let is_over = |end| self.open_sessions.access.recorded_now() >= end;
        now < record.expires_at && now < expiry && !end.is_some_and(is_over)
    }

    /// Ends all sessions of a user whose token was copied (R39).
    fn end_sessions(&self, snapshot: &Arc<Snapshot>, user: &User) {
        let event = AccountEvent::TokenReused;
        self.notices.send(user, event, Initiator::Owner);
        // If the file cannot be written, the token is worthless all the same.
        let ended = self
            .editor
            .patch(snapshot, user, &UserPatch::next_epoch(user));
        if let Err(error) = ended {
            let detail = AuditDetail::Other(error.to_string());
            self.audit.record(AuditKind::File, user, false, detail);
        }
    }

    /// Replaces a token that was presented (R38). The record first: whether or not the keyring takes the new
    /// token, the record knows the one that is in it.
    fn rotate(&self, presented: &Token, now: Timestamp) -> Result<(), RememberError> {
        let next = self.new_token(presented.selector_bytes())?;
        let (presented_hash, next_hash) = (presented.hash(), next.hash());
        self.sessions.rotate(presented.selector(), &|record| {
            if record.token != presented_hash {
                record.token = presented_hash;
                record.next.clear();
            }
            record.next.push(next_hash);
            let too_many = record.next.len().saturating_sub(NEXT_MAX);
            record.next.drain(..too_many);
            record.used_at = now.max(record.used_at);
        })?;
        // If it cannot be written, the presented token remains valid.
        self.vault
            .write(&next.to_secret())
            .or_log("write the keyring");
        Ok(())
    }

    /// Ends a remembered sign-in. If that fails, the next start tries again.
    fn forget(&self, record: &RememberedSignIn) -> Resumed {
        let forgotten = self.sessions.forget(record.account);
        if forgotten.or_log("end a remembered sign-in").is_some() {
            self.vault.clear().or_log("clear the keyring");
        }
        Resumed::NotRemembered
    }
}
