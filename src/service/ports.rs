//! What the use cases need from outside, as traits, and how it can fail.
//!
//! The traits are written in terms of operations, not "load all, save all", so that a server can
//! stand behind them as well as a file. All of them block.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::account::credential::StoredHash;
use crate::account::email::Email;
use crate::account::key::{Key, SALT_BYTES};
use crate::account::lockout::Attempts;
use crate::account::look::ThemeChoice;
use crate::account::problem::{Place, Problem};
use crate::account::recovery::OneTimeCode;
use crate::account::remember::{Selector, TokenHash, fingerprint};
use crate::account::secret::Secret;
use crate::account::settings::{Algorithm, Hashing, MailServer, Sessions, Settings};
use crate::account::user::{NewUser, User, UserPatch};
use crate::account::username::Username;
use crate::account::view::Target;

/// Identifies a state of the credential store, so that a change is never based on another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision(pub [u8; 32]);

/// A value together with the revision that it was read from.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// What was found.
    pub value: T,
    /// The state of the store that it was found in.
    pub revision: Revision,
}

/// Why the credential store could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no credential file yet.
    #[error("there is no credential file")]
    Absent,
    /// There is one already, where a new one was to be made.
    #[error("there is a credential file already")]
    Exists,
    /// The file has errors; warnings may be among the problems.
    #[error("the credential file has errors")]
    Unusable(Vec<Problem>),
    /// It cannot be read. The text is the system's reason.
    #[error("the credential file cannot be read: {0}")]
    Unreadable(String),
    /// It cannot be written. The text is the system's reason.
    #[error("the credential file cannot be written: {0}")]
    Unwritable(String),
    /// It is no longer in the state that the change was based on.
    #[error("the credential file was changed meanwhile")]
    Changed,
    /// Another process holds the lock for too long.
    #[error("another program is writing the credential file")]
    Busy,
    /// The change cannot be made without touching something else, at this place.
    #[error("the change cannot be made safely")]
    Refused(Place),
}

/// One change to the credential store. All or nothing.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and seldom moved")]
pub enum Change {
    /// Adds a person, and takes their e-mail off the list of those who may register.
    Add {
        /// The new person.
        user: NewUser,
        /// Their password.
        hash: StoredHash,
    },
    /// Changes people.
    Update(Vec<(Username, UserPatch)>),
    /// Gives a person another username, on the pages that name them as well.
    Rename {
        /// The username that they have.
        from: Username,
        /// The one that they get.
        to: Username,
    },
    /// Removes a person, also from the pages that name them.
    Remove(Username),
    /// Changes a setting.
    Set(Setting),
}

/// A setting and its new value. `None` goes back to the default.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// The window's title.
    Title(Option<String>),
    /// The text above the sign-in form.
    Banner(Option<String>),
    /// The fewest characters of a new password.
    PasswordMinLength(u32),
    /// How new passwords are hashed.
    PasswordHash(Algorithm),
    /// The cost of bcrypt.
    PasswordCost(u32),
    /// How many days people can stay signed in.
    RememberDays(f64),
}

/// Called from another thread when a store has changed.
pub type Changed = Arc<dyn Fn() + Send + Sync>;

/// Ends the watching when it is dropped.
pub struct Watch {
    _guard: Box<dyn Send>,
}

impl Watch {
    /// Watching that ends when `guard` is dropped.
    #[must_use]
    pub fn new(guard: impl Send + 'static) -> Self {
        Self {
            _guard: Box::new(guard),
        }
    }
}

/// People and settings.
pub trait CredentialStore: Send + Sync {
    /// Where it is, for messages.
    fn location(&self) -> String;

    /// The settings.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn settings(&self) -> Result<Arc<Settings>, StoreError>;

    /// Everything that is wrong with it, warnings included.
    ///
    /// # Errors
    /// When it cannot be read or is absent; errors in its content are part of the list.
    fn inspect(&self) -> Result<Vec<Problem>, StoreError>;

    /// The person with this username or e-mail address.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn find(&self, login: &str) -> Result<Found<Option<User>>, StoreError>;

    /// The person whose username or address is this one, or can be taken for it (R26).
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn find_look_alike(&self, name: &str) -> Result<Found<Option<User>>, StoreError>;

    /// Everybody, in the order of the file.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn users(&self) -> Result<Found<Vec<User>>, StoreError>;

    /// Whether this address may register.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn is_pre_authorised(&self, email: &Email) -> Result<Found<bool>, StoreError>;

    /// The passwords that stand in plain text, to be hashed.
    ///
    /// # Errors
    /// When the store cannot be read, is absent or has errors.
    fn plain_passwords(&self) -> Result<Found<Vec<(Username, Secret)>>, StoreError>;

    /// Makes a change, durably, if the store is still at `expected`, or if nothing that the change
    /// was decided on is different now.
    ///
    /// # Errors
    /// [`StoreError::Changed`] when it is; otherwise why it could not be made. The store is
    /// then as it was.
    fn apply(&self, change: &Change, expected: &Revision) -> Result<(), StoreError>;

    /// Calls `changed` soon after the store has changed, until the guard is dropped. `None` when
    /// nothing can tell, or not yet.
    fn watch(&self, changed: Changed) -> Option<Watch> {
        drop(changed);
        None
    }

    /// Makes a new store with one person in it.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when there is one already; otherwise why it could not be made.
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<(), StoreError>;
}

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
    pub created_at: i64,
    /// When it was last shown, in seconds since 1970.
    pub used_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

impl RememberedSignIn {
    /// Whether it is one of this account as it is now.
    #[must_use]
    pub fn is_of(&self, user: &User) -> bool {
        user.username.key() == self.user_key
            && !user.disabled
            && fingerprint(user) == Some(self.credential)
    }
}

/// Names what was tried: a digest, because people type passwords where a name belongs (R67).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttemptKey(pub [u8; 32]);

/// Something that happened to an account and that its owner should hear of (R35; ASVS 5.0, 6.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A place among those who are signed in; given back when it is dropped, and when the process ends
/// in whatever way.
pub struct Seat {
    _guard: Box<dyn Send + Sync>,
}

impl Seat {
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
pub enum SeatError {
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

    /// Keeps that something happened to an account, to be told at the next sign-in (R35).
    ///
    /// # Errors
    /// When the store fails.
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: i64) -> Result<(), StateError>;

    /// What is to be told, oldest first, and forgets it.
    ///
    /// # Errors
    /// When the store fails; then it is told the next time.
    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, i64)>, StateError>;

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
    /// [`SeatError::AlreadyIn`] and [`SeatError::Full`] when they do not.
    fn take_seat(&self, user_key: &str, limits: Sessions) -> Result<Seat, SeatError>;

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

/// Why the keyring cannot be used. Ordered by what people can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no keyring service on this computer or in this login.
    #[error("no keyring service")]
    Absent,
    /// It is locked; asking it would make a prompt appear.
    #[error("the keyring is locked")]
    Locked,
    /// It did not answer in time.
    #[error("the keyring did not answer")]
    Slow,
    /// It refused.
    #[error("the keyring refused")]
    Failed,
}

/// The OS keyring, one entry. Implementations answer within a few seconds and never make a prompt
/// appear (R45).
pub trait TokenVault: Send + Sync {
    /// Whether a token could be kept now.
    ///
    /// # Errors
    /// Why not.
    fn probe(&self) -> Result<(), VaultError>;

    /// The token, if there is one.
    ///
    /// # Errors
    /// When the keyring cannot be used.
    fn read(&self) -> Result<Option<Secret>, VaultError>;

    /// Keeps a token in place of the one before.
    ///
    /// # Errors
    /// When the keyring cannot be used.
    fn write(&self, token: &Secret) -> Result<(), VaultError>;

    /// Removes the token; having none is no error.
    ///
    /// # Errors
    /// When the keyring cannot be used.
    fn clear(&self) -> Result<(), VaultError>;
}

/// Hashing failed. There is nothing that a person could do about it but report it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HasherError;

/// Slow password hashes.
pub trait PasswordHasher: Send + Sync {
    /// Hashes a password that has been normalised.
    ///
    /// # Errors
    /// When the algorithm or the system's randomness fails.
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError>;

    /// Whether the normalised password is the one that was hashed.
    ///
    /// # Errors
    /// When the algorithm fails; callers take that for a no.
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError>;

    /// Whether a hash is weaker than what would be made with `how` now.
    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        hash.is_below(how)
    }

    /// The key that a normalised password stands for, with this salt (Argon2id).
    ///
    /// # Errors
    /// When the algorithm fails.
    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError>;

    /// A hash that no password matches and that costs as much to verify as one made with `how`.
    ///
    /// # Errors
    /// When there is none for `how`.
    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError>;
}

/// The time of day.
pub trait Clock: Send + Sync {
    /// Seconds since 1970-01-01 UTC.
    fn now(&self) -> i64;
}

/// The system's randomness failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no random bytes")]
pub struct RandomnessError;

/// Random bytes from the operating system (R55).
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// When the system has none to give; nothing may go on without them.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError>;
}

/// Something outside could not be opened. The text is the system's reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DesktopError(pub String);

/// A mail to be sent.
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// What the program is called.
    pub app: Option<String>,
    /// What it says.
    pub text: MailText,
}

/// What a mail says.
pub enum MailText {
    /// A one-time code, and for how many minutes it is good.
    Code {
        /// The code.
        code: Secret,
        /// How long it is good.
        minutes: i64,
    },
    /// The username of whoever has this address.
    Username(String),
    /// That mails arrive.
    Test,
}

/// Why a mail was not sent. The text is the server's or the system's reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MailError(pub String);

/// The way to the mail server.
pub trait Mailer: Send + Sync {
    /// Sends a mail, and returns when the server has taken it.
    ///
    /// # Errors
    /// When it has not.
    fn send(&self, server: &MailServer, mail: &Mail) -> Result<(), MailError>;

    /// Sends a mail some time, and returns at once: how long it takes must not tell who has an
    /// account.
    fn send_later(&self, server: Arc<MailServer>, mail: Mail);
}

/// Files and programs outside this one, and the computer itself.
pub trait Desktop: Send + Sync {
    /// What tells this computer from others, as a digest; the same for all when the system has
    /// nothing that does.
    fn device(&self) -> TokenHash;

    /// What people call this computer.
    fn device_name(&self) -> String;

    /// Writes a text to a new file where people look for their own, readable only by them, and gives
    /// its path.
    ///
    /// # Errors
    /// When it cannot be written.
    fn save_text(&self, name: &str, text: &Secret) -> Result<PathBuf, DesktopError>;

    /// Prints a text.
    ///
    /// # Errors
    /// When there is no printer, or none that this system tells us of.
    fn print_text(&self, text: &Secret) -> Result<(), DesktopError>;

    /// Reads a page's text.
    ///
    /// # Errors
    /// When the file is missing, unreadable, too large or not UTF-8.
    fn read_text(&self, path: &Path) -> Result<String, DesktopError>;

    /// Starts a program, or opens a file or link, and returns once it has started.
    ///
    /// # Errors
    /// When it cannot be started.
    fn start(&self, target: &Target) -> Result<(), DesktopError>;
}
