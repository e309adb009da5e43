//! The machine: keyring, hashes, clock, randomness, mail and desktop.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::Target;
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::settings::{Hashing, MailServer};
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::{Key, SALT_BYTES};

use crate::service::ports::credentials::{Changed, Watch};

/// The computer that the use cases run on.
#[derive(Clone)]
pub struct Environment {
    /// Slow hashes.
    pub hasher: Arc<dyn PasswordHasher>,
    /// The time of day.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub random: Arc<dyn Randomness>,
    /// Files and programs outside.
    pub platform: Arc<dyn Platform>,
    /// The way to the mail server.
    pub mailer: Arc<dyn Mailer>,
}

/// Why the keyring cannot be used. Ordered by what people can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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

/// The OS keyring, one entry.
///
/// # Contract
///
/// - It answers within a few seconds, and never makes a prompt appear (R45).
/// - It keeps the token where only this person's programs can read it, and nowhere else.
/// - There is one entry: writing replaces it, and removing what is not there is no error.
/// - Every method is called off the window's thread.
///
/// `testing::conformance::token_vault` (feature `testing`) holds an implementation to this.
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
    /// Returns the current time.
    fn now(&self) -> Timestamp;
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

/// Which files a dialog offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// Tables.
    Table,
    /// Pictures.
    Picture,
}

/// A picture to be drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its width, in pixels.
    pub width: usize,
    /// Red, green, blue and opacity of each pixel, line by line.
    pub pixels: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}

/// Something outside could not be opened. The text is the system's reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlatformError(pub String);

/// A mail to be sent.
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// What the program is called.
    pub app: Option<String>,
    /// The language that the file names, if it names one.
    pub language: Option<Language>,
    /// What it says.
    pub text: MailText,
}

/// What a mail says.
#[non_exhaustive]
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
    /// Whether mails can be sent at all, given a server: nobody is offered what cannot be.
    fn can_send(&self) -> bool {
        true
    }

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
pub trait Platform: Send + Sync {
    /// Calls `locked` from another thread whenever the window should lock because the computer goes to
    /// sleep or the desktop locks its screen, until the guard is dropped. `None` when nothing can tell.
    fn watch_sleep(&self, locked: Changed) -> Option<Watch> {
        drop(locked);
        None
    }

    /// The languages of whoever uses it, as tags (BCP 47), the most wanted first.
    fn languages(&self) -> Vec<String> {
        Vec::new()
    }

    /// What tells this computer from others, as a digest; the same for all when the system has
    /// nothing that does.
    fn device(&self) -> TokenHash;

    /// What people call this computer.
    fn device_name(&self) -> String;

    /// Writes a text to a new file where people look for their own, readable only by them, and gives
    /// its path. `ending` is what the file's name ends in, without the dot.
    ///
    /// # Errors
    /// When it cannot be written.
    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError>;

    /// Prints a text.
    ///
    /// # Errors
    /// When there is no printer, or none that this system tells us of.
    fn print_text(&self, text: &Secret) -> Result<(), PlatformError>;

    /// Reads a page's text.
    ///
    /// # Errors
    /// When the file is missing, unreadable, too large or not UTF-8.
    fn read_text(&self, path: &Path) -> Result<String, PlatformError>;

    /// Has whoever sits there choose a file of this kind, in the desktop's own dialog; `None` when they chose
    /// none. Waits as long as they take.
    ///
    /// # Errors
    /// When there is no dialog.
    fn choose_file(&self, kind: FileKind) -> Result<Option<PathBuf>, PlatformError>;

    /// Reads a picture (PNG or JPEG), made smaller so that it fits a square of `side` points.
    ///
    /// # Errors
    /// When it cannot be read, or is none.
    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError>;

    /// Starts a program, or opens a file or link, and returns once it has started.
    ///
    /// # Errors
    /// When it cannot be started.
    fn start(&self, target: &Target) -> Result<(), PlatformError>;
}
