//! What the screens ask for and what they get back.
//!
//! Every request is answered by the reply of the same name. A request may hold secrets and so has
//! no `Debug`; a reply never holds any.

use std::sync::Arc;

use crate::account::look::ThemeChoice;
use crate::account::problem::Problem;
use crate::account::secret::Secret;
use crate::account::settings::Settings;
use crate::account::view::ViewId;

use super::own_password::OwnPasswordError;
use super::page::{LaunchError, Page, PageError, PageTab};
use super::ports::VaultError;
use super::refresh::{RefreshError, Trouble};
use super::register::{RegisterError, RegistrationForm};
use super::remember::{RememberError, Resumed};
use super::session::Session;
use super::set_up::{SetUpError, SetUpForm};
use super::sign_in::SignInError;
use super::start::{OpenError, Opened};

/// Something to do that may take long.
pub enum Request {
    /// Read the credential file and mend what can be mended.
    Open,
    /// Sign in with the token in the keyring.
    Resume,
    /// Find out whether the keyring can be used.
    ProbeVault,
    /// Make the credential file and its administrator.
    SetUp(SetUpForm),
    /// Sign in with a password.
    SignIn {
        /// A username or an e-mail address.
        login: String,
        /// As typed.
        password: Secret,
    },
    /// Keep somebody signed in over restarts.
    Remember(Session),
    /// Give whoever is signed in another password.
    ChangePassword {
        /// Who asks.
        session: Session,
        /// The password that they have, as typed.
        current: Secret,
        /// The one that they want, as typed.
        new: Secret,
    },
    /// Make an account.
    Register(RegistrationForm),
    /// Read what is on a page.
    OpenPage {
        /// Who asks.
        session: Session,
        /// For which page.
        view: ViewId,
    },
    /// Start one of the things on a launch page.
    Launch {
        /// Who asks.
        session: Session,
        /// On which page it stands.
        view: ViewId,
        /// Which of its items, counted from zero.
        item: usize,
    },
    /// End a remembered sign-in.
    SignOut(Session),
    /// Find out what somebody who is signed in may see now that the file has changed.
    Refresh(Session),
    /// Find out which theme was chosen on this computer.
    LoadTheme,
    /// Keep the theme that was chosen.
    KeepTheme(ThemeChoice),
}

/// The two queues of the worker. Requests in one queue are carried out in order, and the queues do
/// not wait for each other: a slow keyring never delays a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Everything that may touch the keyring, or only the state store. Order matters here: a sign-out must not be overtaken
    /// by the remembering that it undoes.
    Keyring,
    /// Everything else.
    Main,
}

impl Request {
    /// The queue that this request belongs to.
    #[must_use]
    pub fn lane(&self) -> Lane {
        match self {
            Self::Resume
            | Self::ProbeVault
            | Self::Remember(_)
            | Self::SignOut(_)
            | Self::LoadTheme
            | Self::KeepTheme(_) => Lane::Keyring,
            Self::Open
            | Self::SetUp(_)
            | Self::SignIn { .. }
            | Self::Register(_)
            | Self::OpenPage { .. }
            | Self::Refresh(_)
            | Self::ChangePassword { .. }
            | Self::Launch { .. } => Lane::Main,
        }
    }
}

/// Somebody has come in: the session and what they may see.
#[derive(Clone)]
pub struct Entrance {
    /// The proof.
    pub session: Session,
    /// The pages that they may open, in the order of the file.
    pub pages: Vec<PageTab>,
    /// What the file's administrators should know about it; empty for everyone else.
    pub warnings: Vec<Problem>,
    /// Whether the file cannot be used as it stands.
    pub trouble: Option<Trouble>,
    /// What happened before, when the password was asked for.
    pub before: Option<Before>,
    /// What the file says about the program.
    pub settings: Arc<Settings>,
    /// Where the credential file is, for messages.
    pub location: String,
}

/// What to tell somebody about their account when they have come in (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// When they last signed in with their password, in seconds since 1970.
    pub last_sign_in: Option<i64>,
    /// How often a wrong password was tried since.
    pub failures: u32,
    /// When they came in now, in seconds since 1970.
    pub now: i64,
}

/// The answer to a [`Request`].
pub enum Reply {
    /// To [`Request::Open`].
    Opened(Result<Opened, OpenError>),
    /// To [`Request::Resume`].
    Resumed(Resumed),
    /// To [`Request::ProbeVault`].
    VaultProbed(Result<(), VaultError>),
    /// To [`Request::SetUp`].
    SetUp(Result<Box<Entrance>, SetUpError>),
    /// To [`Request::SignIn`].
    SignedIn(Result<Box<Entrance>, SignInError>),
    /// To [`Request::Remember`].
    Remembered(Result<(), RememberError>),
    /// To [`Request::ChangePassword`].
    PasswordChanged(Result<Box<Entrance>, OwnPasswordError>),
    /// To [`Request::Register`]; the username that was made.
    Registered(Result<String, RegisterError>),
    /// To [`Request::OpenPage`].
    PageOpened {
        /// The page that was asked for.
        view: ViewId,
        /// What is on it.
        page: Result<Page, PageError>,
    },
    /// To [`Request::Launch`].
    Launched(Result<(), LaunchError>),
    /// To [`Request::SignOut`].
    SignedOut(Result<(), RememberError>),
    /// To [`Request::Refresh`].
    Refreshed(Result<Box<Entrance>, RefreshError>),
    /// To [`Request::LoadTheme`]; `None` to follow the system.
    ThemeLoaded(Option<ThemeChoice>),
    /// To [`Request::KeepTheme`]; whether it will be remembered.
    ThemeKept(bool),
}
