//! What is written at every sign-in: sessions, tries, codes, what is to be told.

use std::collections::HashMap;

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::audit::{AuditEvent, AuditKind, AuditRecord, ChainCheck, Retention};
use crate::domain::language::Language;
use crate::domain::recovery::OneTimeCode;
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::ports::snapshot::Revision;

/// Why the state store could not do what it was asked. The text is for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the state database: {0}")]
pub struct StateError(pub String);

/// A remembered sign-in, as it is stored outside the keyring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedSignIn {
    /// Finds the record.
    pub selector: Selector,
    /// Proves the token.
    pub token: TokenHash,
    /// The folded username.
    pub user_key: String,
    /// Ties it to the password that was valid then.
    pub credential: TokenHash,
    /// Tokens that were made to take its place and may be in the keyring already; the first one
    /// that is shown does (R38).
    pub next: Vec<TokenHash>,
    /// The computer that it was made on (R46).
    pub device: TokenHash,
    /// What that computer is called.
    pub device_name: String,
    /// Seconds since 1970.
    pub created_at: Timestamp,
    /// When it was last shown.
    pub used_at: Timestamp,
    /// Seconds since 1970.
    pub expires_at: Timestamp,
}

impl RememberedSignIn {
    /// Whether it is one of this account as it is now.
    #[must_use]
    pub fn is_of(&self, user: &User) -> bool {
        user.username.key() == self.user_key
            && user.can_sign_in()
            && user.fingerprint() == Some(self.credential)
    }
}

/// Names what was tried: a digest, because people type passwords where a name belongs (R67).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttemptKey(pub [u8; 32]);

/// Something that happened to an account and that its owner should hear of (R35; ASVS 5.0, 6.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountEvent {
    /// They have another password, chosen with the one before.
    PasswordChanged,
    /// They have another password, set by whoever may write the file.
    PasswordSet,
    /// They have another password, chosen with a code.
    PasswordRecovered,
    /// An administrator made a one-time code for them.
    ResetStarted,
    /// A recovery code was used.
    CodeUsed,
    /// They have other recovery codes.
    CodesRenewed,
    /// The second factor was switched on.
    TwoStepOn,
    /// The second factor was switched off.
    TwoStepOff,
    /// They have another e-mail address.
    EmailChanged,
    /// They were signed out everywhere.
    SignedOutEverywhere,
    /// A copy of their remembered sign-in was used.
    TokenReused,
}

impl AccountEvent {
    /// Every one, by the word that is stored.
    pub const WORDS: [(&'static str, Self); 11] = [
        ("password_changed", Self::PasswordChanged),
        ("password_set", Self::PasswordSet),
        ("password_recovered", Self::PasswordRecovered),
        ("reset_started", Self::ResetStarted),
        ("code_used", Self::CodeUsed),
        ("codes_renewed", Self::CodesRenewed),
        ("two_step_on", Self::TwoStepOn),
        ("two_step_off", Self::TwoStepOff),
        ("email_changed", Self::EmailChanged),
        ("signed_out_everywhere", Self::SignedOutEverywhere),
        ("token_reused", Self::TokenReused),
    ];

    /// The word that is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, event)| *event == self);
        found.map_or("", |(word, _)| word)
    }

    /// The event of a stored word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found.map(|(_, event)| *event)
    }
}

/// Which records are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditFilter {
    /// None before this.
    pub since: Option<Timestamp>,
    /// Only of this person, as who or whom.
    pub person: Option<String>,
    /// Only of this kind.
    pub kind: Option<AuditKind>,
    /// At most so many.
    pub limit: u32,
}

/// A place among those who are signed in; given back when it is dropped, and when the process ends
/// in whatever way.
pub struct SessionSlot {
    _guard: Box<dyn Send + Sync>,
}

impl SessionSlot {
    /// A place that is given back when `guard` is dropped.
    #[must_use]
    pub fn new(guard: impl Send + Sync + 'static) -> Self {
        Self {
            _guard: Box::new(guard),
        }
    }
}

/// Why somebody cannot be signed in beside those who are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionLimitError {
    /// They are signed in already, and each person can be once.
    #[error("signed in already")]
    AlreadyIn,
    /// As many people are signed in as can be.
    #[error("as many people as can be are signed in")]
    Full,
    /// Nobody can say who is signed in.
    #[error(transparent)]
    State(#[from] StateError),
}

/// What is written at every sign-in. One slot: the keyring holds one token for each credential file.
///
/// # Contract
///
/// - **Steps.** [`Self::rotate`], [`Self::attempts`], [`Self::use_step`] and [`Self::take_code`] read and write in
///   one step that no other thread and no other process can come between: a try, a step and a code
///   count once.
/// - **Doubt is an error.** A store that cannot say whether something counted says that it failed; then
///   nobody is let in (R25).
/// - **Seats** are given back when they are dropped and when the process ends, in whatever way.
/// - **The record** is a chain: each record holds a digest of itself and of the one before
///   ([`crate::domain::audit::ChainLink`]), and pruning leaves a chain.
/// - **Names are digests or folded usernames**, never what somebody typed (R67).
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::state_store` (feature `testing`) holds an implementation to this.
pub trait StateStore: Send + Sync {
    /// The remembered sign-in, if there is one.
    ///
    /// # Errors
    /// When the store fails.
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError>;

    /// Puts a remembered sign-in in place of the one before.
    ///
    /// # Errors
    /// When the store fails; then the one before may still be there.
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError>;

    /// Changes the remembered sign-in with this selector, in one step that no other process can
    /// come between. Without one, nothing happens.
    ///
    /// # Errors
    /// When the store fails; then nothing was changed.
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError>;

    /// Ends the remembered sign-in of this person, and says whether there was one.
    ///
    /// # Errors
    /// When the store fails.
    fn forget(&self, user_key: &str) -> Result<bool, StateError>;

    /// Changes what is known of the tries at one name, in one step that no other process can come
    /// between, and gives it as it was before. A name that was never tried has the default.
    ///
    /// # Errors
    /// When the store fails; then nothing was changed.
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError>;

    /// What is known of the tries at every name that somebody ever signed in with or tried.
    ///
    /// # Errors
    /// When the store fails.
    fn all_attempts(&self) -> Result<HashMap<AttemptKey, Attempts>, StateError>;

    /// Which of these people, by their folded usernames, have a seat at the moment.
    ///
    /// # Errors
    /// When the store fails.
    fn active_sessions(&self, user_keys: &[&str]) -> Result<Vec<String>, StateError>;

    /// Keeps that something happened to an account, to be told at the next sign-in (R35).
    ///
    /// # Errors
    /// When the store fails.
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError>;

    /// What is to be told, oldest first, and forgets it.
    ///
    /// # Errors
    /// When the store fails; then it is told the next time.
    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError>;

    /// Uses up a step of the second factor; false when it or a later one was used before (R33).
    ///
    /// # Errors
    /// When the store fails; then the step must not count.
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError>;

    /// Keeps a one-time code that is sent by mail, in place of the one before.
    ///
    /// # Errors
    /// When the store fails.
    fn keep_code(&self, who: &AttemptKey, code: &OneTimeCode) -> Result<(), StateError>;

    /// Takes the one-time code out if `is_it` knows it, in one step that no other process can come
    /// between, and says whether it did (R27).
    ///
    /// # Errors
    /// When the store fails; then the code must not count.
    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&OneTimeCode) -> bool,
    ) -> Result<bool, StateError>;

    /// Takes a seat for somebody who signs in, if the limits leave one.
    ///
    /// # Errors
    /// [`SessionLimitError::AlreadyIn`] and [`SessionLimitError::Full`] when they do not.
    fn claim_session_slot(
        &self,
        user_key: &str,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError>;

    /// Records something that happened, at the end of the chain, and forgets what is older or more
    /// than is to be kept.
    ///
    /// # Errors
    /// When the store fails; then nothing was recorded.
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError>;

    /// What was recorded, the latest first.
    ///
    /// # Errors
    /// When the store fails.
    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError>;

    /// Follows the chain of records from its beginning to its end (R69).
    ///
    /// # Errors
    /// When the store fails.
    fn verify_activity(&self) -> Result<ChainCheck, StateError>;

    /// Forgets records that are older or more than is to be kept, and gives how many they were. What
    /// is left is a chain all the same.
    ///
    /// # Errors
    /// When the store fails; then nothing was forgotten.
    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError>;

    /// The state of the credential file that this program has seen or made last.
    ///
    /// # Errors
    /// When the store fails.
    fn revision(&self) -> Result<Option<Revision>, StateError>;

    /// Keeps the state of the credential file that was seen or made.
    ///
    /// # Errors
    /// When the store fails.
    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError>;

    /// The language that was chosen on this computer, if any was.
    ///
    /// # Errors
    /// When the store fails.
    fn language(&self) -> Result<Option<Language>, StateError> {
        Ok(None)
    }

    /// Keeps the language that was chosen, where the store can.
    ///
    /// # Errors
    /// When the store fails.
    fn keep_language(&self, language: Language) -> Result<(), StateError> {
        let _ = language;
        Ok(())
    }

    /// How large everything was made on this computer, if anybody changed it.
    ///
    /// # Errors
    /// When the store fails.
    fn zoom(&self) -> Result<Option<Zoom>, StateError> {
        Ok(None)
    }

    /// Keeps how large everything was made, where the store can.
    ///
    /// # Errors
    /// When the store fails.
    fn keep_zoom(&self, zoom: Zoom) -> Result<(), StateError> {
        let _ = zoom;
        Ok(())
    }

    /// The theme that was chosen on this computer, if any was.
    ///
    /// # Errors
    /// When the store fails.
    fn theme(&self) -> Result<Option<ThemeChoice>, StateError>;

    /// Keeps the theme that was chosen.
    ///
    /// # Errors
    /// When the store fails.
    fn keep_theme(&self, choice: ThemeChoice) -> Result<(), StateError>;
}
