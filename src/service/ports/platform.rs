//! The computer: keyring, clock, randomness, mail, desktop and clipboard.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::audit_detail::AuditWord;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::Target;
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::settings::MailServer;

use crate::service::ports::clock::Clock;
use crate::service::ports::credentials::{Changed, Watch};
use crate::service::ports::hasher::PasswordHasher;

/// The computer that the use cases run on.
#[derive(Clone)]
#[non_exhaustive]
pub struct Environment {
    /// Password hashing.
    pub hasher: Arc<dyn PasswordHasher>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub random: Arc<dyn Randomness>,
    /// Files, programs and the computer itself.
    #[doc(hidden)]
    pub platform: Arc<dyn Platform>,
    /// The connection to the mail server.
    #[doc(hidden)]
    pub mailer: Arc<dyn Mailer>,
    /// The clipboard.
    pub clipboard: Arc<dyn Clipboard>,
}

opaque_debug!(Environment);

/// Why the keyring cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// There is no keyring service on this computer or in this login.
    #[error("no keyring service")]
    Absent,
    /// It is locked; using it would show a prompt.
    #[error("the keyring is locked")]
    Locked,
    /// It did not answer in time.
    #[error("the keyring did not answer")]
    Slow,
    /// It reported an error.
    #[error("the keyring reported an error")]
    Failed,
}

impl VaultError {
    /// Returns what the audit log records of it.
    #[must_use]
    #[doc(hidden)]
    pub fn audit_word(self) -> AuditWord {
        match self {
            Self::Absent => AuditWord::KeyringAbsent,
            Self::Locked => AuditWord::KeyringLocked,
            Self::Slow => AuditWord::KeyringSlow,
            Self::Failed => AuditWord::KeyringFailed,
        }
    }
}

/// One entry of the OS keyring.
///
/// # Contract
///
/// - It answers within a few seconds, and never shows a prompt (R45).
/// - It stores the token where only programs of this user can read it, and nowhere else.
/// - There is one entry: writing replaces it, and clearing an empty one is no error.
/// - Every method is called off the window's thread.
///
/// `testing::conformance::token_vault` (feature `testing`) checks an implementation against this contract.
pub trait TokenVault: Send + Sync {
    /// Checks whether a token could be stored now.
    ///
    /// # Errors
    /// - [`VaultError::Absent`] if there is no keyring.
    /// - [`VaultError::Locked`] if it is locked.
    /// - [`VaultError::Slow`] if it does not answer in time.
    /// - [`VaultError::Failed`] if it reports an error.
    fn probe(&self) -> Result<(), VaultError>;

    /// Returns the token, if there is one.
    ///
    /// # Errors
    /// [`VaultError::Absent`], [`VaultError::Locked`], [`VaultError::Slow`] and [`VaultError::Failed`] as for
    /// [`Self::probe`].
    fn read(&self) -> Result<Option<Secret>, VaultError>;

    /// Stores a token, replacing the one before.
    ///
    /// # Errors
    /// [`VaultError::Absent`], [`VaultError::Locked`], [`VaultError::Slow`] and [`VaultError::Failed`] as for
    /// [`Self::probe`].
    fn write(&self, token: &Secret) -> Result<(), VaultError>;

    /// Removes the token, if there is one.
    ///
    /// # Errors
    /// [`VaultError::Absent`], [`VaultError::Locked`], [`VaultError::Slow`] and [`VaultError::Failed`] as for
    /// [`Self::probe`].
    fn clear(&self) -> Result<(), VaultError>;
}

/// The operating system provides no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no random bytes")]
pub struct RandomnessError;

/// Random bytes from the operating system (R55).
pub trait Randomness: Send + Sync {
    /// Fills `bytes` with random bytes.
    ///
    /// # Errors
    /// [`RandomnessError`] if the system provides none; the operation must fail then.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError>;
}

/// The kind of files that a dialog offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// Tables.
    Table,
    /// Pictures.
    Picture,
}

/// A decoded picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The width in pixels.
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

/// The operating system reported an error. The text is its reason, for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlatformError(pub String);

impl PlatformError {
    /// The reason for what a kiosk does not do; the window translates it.
    #[doc(hidden)]
    pub const KIOSK: &'static str = "not allowed in kiosk mode";
}

/// A mail.
pub struct Mail {
    /// The recipient.
    pub to: Email,
    /// The title of the app.
    pub app: Option<String>,
    /// The language in the settings.
    pub language: Option<Language>,
    /// The text.
    pub text: MailText,
}

opaque_debug!(Mail);

/// The text of a mail.
#[non_exhaustive]
pub enum MailText {
    /// A code that sets a password.
    Code {
        /// The code.
        code: Secret,
        /// For how many minutes it is valid.
        minutes: i64,
    },
    /// A code that sets the first password of a user whom an administrator added.
    FirstCode {
        /// The username.
        username: String,
        /// The code.
        code: Secret,
        /// For how many hours it is valid.
        hours: i64,
    },
    /// The username that belongs to the address.
    Username(String),
    /// A code that proves the address of a user who registers.
    Proof {
        /// The code.
        code: Secret,
        /// For how many minutes it is valid.
        minutes: i64,
    },
    /// That the address with which someone registers has an account, with this username.
    HasAccount(String),
    /// A test.
    Test,
}

opaque_debug!(MailText);

/// Why a mail was not sent. The text is the reason of the server or the system, for the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MailError(pub String);

/// A connection to a mail server.
pub trait Mailer: Send + Sync {
    /// Returns `false` if no mail can be sent whatever the settings, so that mail is not offered.
    fn can_send(&self) -> bool {
        true
    }

    /// Sends a mail, and returns when the server has accepted it.
    ///
    /// # Errors
    /// [`MailError`] if the server cannot be reached or does not accept it.
    fn send(&self, server: &MailServer, mail: &Mail) -> Result<(), MailError>;

    /// Sends a mail later and returns at once, because the time that it takes must not tell who has an account.
    fn send_later(&self, server: Arc<MailServer>, mail: Mail);
}

/// Files, other programs, and the computer itself.
pub trait Platform: Send + Sync {
    /// Calls `locked` from another thread whenever the computer goes to sleep or the desktop locks its screen,
    /// until the returned guard is dropped. Returns `None` if this cannot be noticed.
    fn watch_sleep(&self, locked: Changed) -> Option<Watch> {
        drop(locked);
        None
    }

    /// Returns the user's languages as tags (BCP 47), the preferred one first.
    fn languages(&self) -> Vec<String> {
        Vec::new()
    }

    /// Returns `true` if the user has asked the desktop for as little motion as possible, so that nothing is animated; also
    /// the default. May take two seconds.
    fn reduces_motion(&self) -> bool {
        true
    }

    /// Returns a digest that identifies this computer; the same for all computers if the system has no id.
    fn device(&self) -> TokenHash;

    /// Returns the name of this computer.
    fn device_name(&self) -> String;

    /// Returns a digest that identifies the last start of this computer; `None` if the system cannot tell.
    #[doc(hidden)]
    fn boot(&self) -> Option<TokenHash> {
        None
    }

    /// Writes a text to a new file in the user's documents, readable only by the user, and returns its path.
    /// `ending` is the extension, without the dot.
    ///
    /// # Errors
    /// [`PlatformError`] if the file cannot be written.
    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError>;

    /// Prints a text.
    ///
    /// # Errors
    /// [`PlatformError`] if no printer is found, or it cannot be reached.
    fn print_text(&self, text: &Secret) -> Result<(), PlatformError>;

    /// Reads the text of a page.
    ///
    /// # Errors
    /// [`PlatformError`] if the file is missing, unreadable, too large or not UTF-8.
    fn read_text(&self, path: &Path) -> Result<String, PlatformError>;

    /// Lets the user choose a file in a dialog of the desktop, and waits for it. Returns `None` if it is cancelled.
    ///
    /// # Errors
    /// [`PlatformError`] if there is no dialog.
    fn choose_file(&self, kind: FileKind) -> Result<Option<PathBuf>, PlatformError>;

    /// Reads a picture (PNG or JPEG), reduced to fit a square of `side` pixels.
    ///
    /// # Errors
    /// [`PlatformError`] if the file cannot be read, or is not a picture.
    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError>;

    /// Starts a program, or opens a file or a link, and returns once it has started. The arguments of a program are
    /// passed unchanged and without a shell, and `environment` is set for it in addition.
    ///
    /// # Errors
    /// [`PlatformError`] if the program cannot be started, or nothing opens the file or the link.
    fn start(
        &self,
        target: &Target,
        environment: &[(&'static str, String)],
    ) -> Result<(), PlatformError>;
}

/// The clipboard of the desktop, for secrets that the user copies (R73).
///
/// # Contract
///
/// - What is copied is marked as not for clipboard histories, where the system knows such a mark.
/// - [`Self::clear`] leaves alone what another program has put there since.
/// - Both methods may block, and are called off the window's thread, one after the other.
pub trait Clipboard: Send + Sync {
    /// Puts a secret on the clipboard.
    ///
    /// # Errors
    /// [`PlatformError`] if there is no clipboard, or it cannot be used.
    fn copy(&self, secret: &Secret) -> Result<(), PlatformError>;

    /// Clears the clipboard if it still holds the secret that was copied last. Does nothing if none was.
    ///
    /// # Errors
    /// [`PlatformError`] if the clipboard cannot be read or cleared. The secret counts as copied still, so that
    /// the next call tries again.
    fn clear(&self) -> Result<(), PlatformError>;
}
