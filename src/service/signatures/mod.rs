//! Signing content of an app, and what was signed (R112).

pub mod commands;
mod keys;
pub mod records;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::secret::Secret;
use crate::domain::signature::chain::{Signature, StoredSignature};
use crate::domain::signature::pair::SigningPair;
use crate::domain::signature::statement::Statement;
use crate::domain::signature::text::SignedText;
use crate::domain::user::User;
use crate::domain::username::Username;

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::{Factors, Reauthentication};
use crate::service::audit::recorder::AuditRecorder;
use crate::service::caller::Authorizer;
use crate::service::context::Context;
use crate::service::ports::{
    self, AddedSignature, Cancellation, Clock, CredentialStore, SignatureLog, SignerKey, Snapshot,
    StateError,
};
use crate::service::retired_names::RetiredNames;
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::user_keys::UserKeys;

/// Number of times that a key pair is opened, if other windows of the user replace it.
const TRIES: usize = 4;

/// Signing content of an app, and what was signed.
#[derive(Clone)]
pub struct Signatures {
    credentials: Arc<dyn CredentialStore>,
    log: Arc<dyn SignatureLog>,
    audit_log: Arc<dyn ports::AuditLog>,
    clock: Arc<dyn Clock>,
    authorizer: Authorizer,
    reauthentication: Reauthentication,
    keys: UserKeys,
    retired: RetiredNames,
    audit: AuditRecorder,
    open_sessions: OpenSessions,
    /// Whether the dialog was cancelled, or its window has gone.
    cancelled: Cancellation,
}

/// A session with the number of times that its window was locked before it began to sign.
struct Signing<'a> {
    session: &'a Session,
    locks: u64,
}

opaque_debug!(Signatures);

impl From<&Context> for Signatures {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            log: Arc::clone(&from.signatures),
            audit_log: Arc::clone(&from.audit_log),
            clock: Arc::clone(&from.clock),
            authorizer: from.into(),
            reauthentication: from.into(),
            keys: from.into(),
            retired: from.into(),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
            cancelled: from.cancelled.clone(),
        }
    }
}

impl Signatures {
    /// Returns `true` if the next signature of this session needs the username: the first one, and the first one after the
    /// window was locked.
    ///
    /// ```
    /// use egui_authenticator::{Service, Session};
    ///
    /// fn asks_for_the_name(service: &Service, session: &Session) -> bool {
    ///     service.signatures().needs_username(session)
    /// }
    /// ```
    #[must_use]
    #[doc(hidden)]
    pub fn needs_username(&self, session: &Session) -> bool {
        !session.state().signing.has_signed()
    }

    /// Signs a statement in the name of the session's user, who has just entered the password for it and, if the role asks for
    /// it, a code. The first signature of a session, and the first one after the window was locked, also take the username.
    /// Neither a PIN nor a remembered sign-in signs anything.
    ///
    /// ```
    /// use egui_authenticator::use_cases::{AccountError, Meaning, Statement};
    /// use egui_authenticator::{Secret, Service, Session};
    ///
    /// fn approve(
    ///     service: &Service,
    ///     session: &Session,
    ///     (name, password): (&str, &Secret),
    ///     report: &[u8],
    /// ) -> Result<String, AccountError> {
    ///     let statement = Statement::about(report, Meaning::Approved, "Report of batch 42");
    ///     let statement = statement.expect("a fixed text");
    ///     let signed = service.signatures().sign(session, &statement, Some(name), &password.into())?;
    ///     Ok(signed.sheet())
    /// }
    /// ```
    ///
    /// # Errors
    /// Nothing is signed after an error.
    /// - [`AccountError::MayNotSign`] if the settings do not let this user sign, or another account has signed with the
    ///   username.
    /// - [`AccountError::SignerName`] if the username is needed and is not that of the user.
    /// - [`AccountError::Wrong`] if the password is wrong.
    /// - [`AccountError::Code`] if a code is asked for and there is none.
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::NotNow`] if the access of the user is limited to other days or hours.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::Ended`] if the session has ended or was locked, or the account has changed.
    /// - [`AccountError::Hasher`] if the key of the signer cannot be opened or made.
    /// - [`AccountError::State`] if the attempt cannot be counted, or the signature not be kept.
    /// - [`AccountError::Store`] if the configuration file cannot be read.
    pub fn sign(
        &self,
        session: &Session,
        statement: &Statement,
        username: Option<&str>,
        factors: &Factors,
    ) -> Result<Signature, AccountError> {
        let locks = session.state().locks();
        let signing = Signing { session, locks };
        let snapshot = self.credentials.read()?;
        let user = self.signer(&snapshot, &signing)?;
        self.check_name(session, user, username)?;
        self.reauthentication.confirm(&snapshot, session, factors)?;
        let signed = self.signed(user, &signing, statement, &factors.password)?;
        session.state().signing.note_signed();
        let detail = AuditDetail::Signed {
            number: signed.signed.number,
            link: signed.point().link.digits(64),
        };
        self.audit.record(AuditKind::Signature, user, true, detail);
        Ok(signed)
    }

    /// Returns the user of a session who may sign now.
    fn signer<'a>(
        &self,
        snapshot: &'a Snapshot,
        signing: &Signing<'_>,
    ) -> Result<&'a User, AccountError> {
        let user = signing.session.current(&self.open_sessions, snapshot);
        let user = user.filter(|_| self.can_sign(signing));
        let user = user.ok_or(AccountError::Ended)?;
        let is_allowed = snapshot.settings.signatures.includes(&user.roles);
        if is_allowed && !self.retired.include(user)? {
            return Ok(user);
        }
        self.refused(user, AuditWord::NotAllowed);
        Err(AccountError::MayNotSign)
    }

    fn check_name(
        &self,
        session: &Session,
        user: &User,
        username: Option<&str>,
    ) -> Result<(), AccountError> {
        let typed = username.and_then(|typed| Username::existing(typed).ok());
        let is_right = typed.is_some_and(|typed| typed == user.username);
        if is_right || username.is_none() && session.state().signing.has_signed() {
            return Ok(());
        }
        self.refused(user, AuditWord::WrongSigner);
        Err(AccountError::SignerName)
    }

    fn refused(&self, user: &User, word: AuditWord) {
        self.audit.record(AuditKind::Signature, user, false, word);
    }

    /// Opens the key pair of a user, or makes one if the user has none that this password opens. The old one, which signs
    /// nothing any more, is replaced with the signature.
    fn pair(
        &self,
        user: &User,
        password: &Secret,
    ) -> Result<(SigningPair, SignerKey), AccountError> {
        let stored = self.log.signing_key(user.id)?;
        let replaces = stored.as_ref().map(|stored| stored.public);
        let opened = match &stored {
            Some(stored) => self.keys.open_pair(user, password, stored)?,
            None => None,
        };
        let (pair, key) = match (opened, stored) {
            (Some(pair), Some(stored)) => (pair, stored),
            _ => self.keys.new_pair(user, password)?,
        };
        let account = user.id;
        let signer = SignerKey {
            account,
            key,
            replaces,
        };
        Ok((pair, signer))
    }

    fn signed(
        &self,
        user: &User,
        signing: &Signing<'_>,
        statement: &Statement,
        password: &Secret,
    ) -> Result<Signature, AccountError> {
        let shown = signing.session.user().display_name();
        for _ in 0..TRIES {
            let (pair, signer) = self.pair(user, password)?;
            // The account, the settings and the names may have changed while the password was checked.
            let snapshot = self.credentials.read()?;
            let now = self.signer(&snapshot, signing)?;
            if now.hash != user.hash || now.display_name() != shown {
                return Err(AccountError::Ended);
            }
            let zone = self.clock.time_zone();
            let recorded_now = self.open_sessions.access.recorded_now();
            let added = self.log.add_signature(&signer, &|last| {
                let before = last.stored.and_then(StoredSignature::signature);
                // A clock that was set back dates no signature back.
                let now_there = last.now.unwrap_or(recorded_now);
                let at = before.map_or(now_there, |before| before.signed.at.max(now_there));
                let text = SignedText::new(now, statement, (at, zone.minutes_ahead(at)));
                // A lock, a sign-out or a cancellation that came first holds.
                self.can_sign(signing)
                    .then(|| pair.sign(&text, last.point))
                    .flatten()
            })?;
            match added {
                AddedSignature::Added(signature) => {
                    if signer.replaces != Some(pair.public()) {
                        let word = AuditWord::SigningKeyMade;
                        self.audit.record(AuditKind::Signature, now, true, word);
                    }
                    return Ok(signature);
                }
                AddedSignature::None => return Err(AccountError::Ended),
                // Another window has made a pair meanwhile.
                AddedSignature::OtherKey => {}
            }
        }
        Err(StateError::Busy.into())
    }

    /// Returns `true` if the session is open, its window was not locked since, and what is signed is still waited for.
    fn can_sign(&self, Signing { session, locks }: &Signing<'_>) -> bool {
        let state = session.state();
        let is_open = !state.is_closed() && !state.signing.is_locked();
        is_open && state.locks() == *locks && !self.cancelled.is_cancelled()
    }
}
