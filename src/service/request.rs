//! What the screens ask for and what they get back.
//!
//! Every request is answered by the reply of the same name. Both may hold secrets and so have no
//! `Debug`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::audit::AuditRecord;
use crate::domain::language::Language;
use crate::domain::page::PageId;
use crate::domain::password::Strength;
use crate::domain::problem::Problem;
use crate::domain::role::Permissions;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::settings::Settings;

use crate::domain::timestamp::Timestamp;
use crate::service::account::{AccountChange, AccountError, Changed, Device};
use crate::service::admin_action::{ActionError, ActionOutcome, AdminRequest};
use crate::service::audit::AuditReport;
use crate::service::pages::{LaunchError, OpenedPage, PageError, PageLink};
use crate::service::ports::{
    AccountEvent, FileKind, Picture, PlatformError, StateError, VaultError,
};
use crate::service::recovery::RecoverError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, RegistrationForm};
use crate::service::remember_me::{RememberError, Resumed};
use crate::service::session::Session;
use crate::service::set_up::open::{OpenError, ProgramInfo};
use crate::service::set_up::{SetUpError, SetUpForm};
use crate::service::settings::Preview;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::sign_in::refresh::{FileProblem, RefreshError};
use crate::service::two_factor::{BeginTwoFactor, Enrolment};
use crate::service::users::UserError;
use crate::service::users::import::ImportPlan;
use crate::service::users::list::UserList;

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
    /// Give the second factor.
    SecondFactor {
        /// Whose password was right.
        pending: Arc<PendingSignIn>,
        /// The code.
        answer: SecondFactor,
    },
    /// Give somebody another password who has to have one.
    ChooseAnother {
        /// Whose password was right.
        pending: Arc<PendingSignIn>,
        /// The one that they want, as typed.
        new: Secret,
    },
    /// Make a second factor, which counts when it was confirmed.
    BeginTwoFactor(BeginTwoFactor),
    /// Switch the second factor on, now that the app shows its codes.
    ConfirmTwoStep {
        /// What was begun.
        enrolment: Arc<Enrolment>,
        /// A code from the app.
        code: Secret,
    },
    /// Change the account of whoever is signed in.
    ChangeAccount {
        /// Who asks.
        session: Session,
        /// The password that they have, as typed.
        current: Secret,
        /// What is to change.
        change: AccountChange,
    },
    /// Give another password to somebody who has a code.
    Recover {
        /// A username or an e-mail address.
        login: String,
        /// As typed.
        code: Secret,
        /// The password that they want, as typed.
        new: Secret,
    },
    /// Tell somebody who has a code what their username is.
    FindUsername {
        /// Their address.
        email: String,
        /// As typed.
        code: Secret,
    },
    /// Send a one-time code to the address of whoever has this username or address.
    MailCode(String),
    /// Send the username of whoever has this address there.
    MailUsername(String),
    /// Find out how strong a password is.
    Rate {
        /// As typed.
        password: Secret,
        /// The person's own words.
        own: Vec<String>,
    },
    /// Think of a passphrase.
    Suggest,
    /// Write a text to a new file.
    SaveText {
        /// What the file is called, without its ending.
        name: String,
        /// Its ending, without the dot.
        ending: &'static str,
        /// The text.
        text: SecretText,
    },
    /// Print a text.
    PrintText(Secret),
    /// List where somebody is remembered.
    ListDevices(Session),
    /// Make an account.
    Register(RegistrationForm),
    /// Read what is on a page.
    OpenPage {
        /// Who asks.
        session: Session,
        /// For which page.
        view: PageId,
    },
    /// Start one of the things on a launch page.
    Launch {
        /// Who asks.
        session: Session,
        /// On which page it stands.
        view: PageId,
        /// Which of its items, counted from zero.
        item: usize,
    },
    /// Do, or find out, something that is for administrators, or for whoever is signed in.
    Admin {
        /// Who asks.
        session: Session,
        /// For what.
        what: AdminRequest,
    },
    /// Have a file chosen in the desktop's dialog.
    ChooseFile(FileKind),
    /// Read a picture.
    LoadPicture(PathBuf),
    /// Record that somebody's window was locked.
    NoteLock(Session),
    /// Record that somebody let somebody else sign in.
    NoteSwitch(Session),
    /// Let whoever is signed in go on at a window that was locked.
    Unlock {
        /// Who is signed in.
        session: Session,
        /// As typed.
        password: Secret,
    },
    /// End a remembered sign-in.
    SignOut(Session),
    /// Find out what somebody who is signed in may see now that the file has changed.
    Refresh(Session),
    /// Find out which language was chosen on this computer, and which the system is set to.
    LoadLanguage,
    /// Keep the language that was chosen.
    KeepLanguage(Language),
    /// Find out how large everything was made on this computer.
    LoadZoom,
    /// Keep how large everything was made.
    KeepZoom(Zoom),
    /// Find out which theme was chosen on this computer.
    LoadTheme,
    /// Keep the theme that was chosen.
    KeepTheme(ThemeChoice),
}

/// The queues of the worker. Requests in one queue are carried out in order, and the queues do
/// not wait for each other: a slow keyring never delays a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Everything that may touch the keyring, or only the state store. Order matters here: a
    /// sign-out must not be overtaken by the remembering that it undoes.
    Keyring,
    /// Dialogs, which wait for whoever sits there.
    Dialog,
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
            | Self::LoadLanguage
            | Self::KeepLanguage(_)
            | Self::LoadZoom
            | Self::KeepZoom(_)
            | Self::LoadTheme
            | Self::KeepTheme(_) => Lane::Keyring,
            Self::ChooseFile(_) => Lane::Dialog,
            Self::Open
            | Self::Admin { .. }
            | Self::LoadPicture(_)
            | Self::SetUp(_)
            | Self::SignIn { .. }
            | Self::Register(_)
            | Self::SecondFactor { .. }
            | Self::ChooseAnother { .. }
            | Self::BeginTwoFactor(_)
            | Self::ConfirmTwoStep { .. }
            | Self::ChangeAccount { .. }
            | Self::Recover { .. }
            | Self::FindUsername { .. }
            | Self::MailCode(_)
            | Self::MailUsername(_)
            | Self::SaveText { .. }
            | Self::PrintText(_)
            | Self::NoteLock(_)
            | Self::NoteSwitch(_)
            | Self::Unlock { .. }
            | Self::ListDevices(_)
            | Self::Rate { .. }
            | Self::Suggest
            | Self::OpenPage { .. }
            | Self::Refresh(_)
            | Self::Launch { .. } => Lane::Main,
        }
    }
}

/// Somebody has come in: the session and what they may see.
#[derive(Clone)]
#[non_exhaustive]
pub struct SessionView {
    /// The proof.
    pub session: Session,
    /// The pages that they may open, in the order of the file.
    pub pages: Vec<PageLink>,
    /// What they may do in the program itself.
    pub permissions: Permissions,
    /// What the file's administrators should know about it; empty for everyone else.
    pub warnings: Vec<Problem>,
    /// Whether the file cannot be used as it stands.
    pub trouble: Option<FileProblem>,
    /// What happened before, when the password was asked for.
    pub before: Option<SignInHistory>,
    /// What happened to their account since they last came in, and when (R35).
    pub told: Vec<(AccountEvent, Timestamp)>,
    /// Why what happens cannot be recorded, if so (R70).
    pub audit_failure: Option<StateError>,
    /// What the file says about the program.
    pub settings: Arc<Settings>,
    /// Where the credential file is, for messages.
    pub location: String,
}

/// What to tell somebody about their account when they have come in (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInHistory {
    /// When they last signed in with their password.
    pub last_sign_in: Option<Timestamp>,
    /// How often a wrong password was tried since.
    pub failures: u32,
    /// When they came in now.
    pub now: Timestamp,
}

/// The answer to a [`Request`].
pub enum Reply {
    /// To [`Request::Open`].
    Opened(Result<ProgramInfo, OpenError>),
    /// To [`Request::Resume`].
    Resumed(Resumed),
    /// To [`Request::ProbeVault`].
    VaultProbed(Result<(), VaultError>),
    /// To [`Request::SetUp`].
    SetUp(Result<WithRecoveryCodes<Box<SessionView>>, SetUpError>),
    /// To [`Request::SignIn`] and [`Request::SecondFactor`].
    SignedIn(Result<SignInOutcome, SignInError>),
    /// To [`Request::ChooseAnother`].
    Chosen(Result<SignInOutcome, AccountError>),
    /// To [`Request::BeginTwoFactor`].
    TwoStepBegun(Result<Arc<Enrolment>, AccountError>),
    /// To [`Request::ConfirmTwoStep`].
    TwoStepConfirmed(Result<WithRecoveryCodes<SignInOutcome>, AccountError>),
    /// To [`Request::ChangeAccount`].
    AccountChanged(Result<Changed, AccountError>),
    /// To [`Request::Recover`].
    Recovered(Result<(), RecoverError>),
    /// To [`Request::FindUsername`].
    UsernameFound(Result<String, RecoverError>),
    /// To [`Request::MailCode`] and [`Request::MailUsername`]: the same whoever was named.
    MailAsked(Result<(), RecoverError>),
    /// To [`Request::Rate`].
    Rated(Strength),
    /// To [`Request::Suggest`]; `None` when there is no randomness.
    Suggested(Option<Secret>),
    /// To [`Request::SaveText`]; where it is.
    TextSaved(Result<PathBuf, PlatformError>),
    /// To [`Request::PrintText`].
    TextPrinted(Result<(), PlatformError>),
    /// To [`Request::ListDevices`].
    DevicesListed(Result<Vec<Device>, AccountError>),
    /// To [`Request::Remember`].
    Remembered(Result<(), RememberError>),
    /// To [`Request::Register`].
    Registered(Result<WithRecoveryCodes<Registered>, RegisterError>),
    /// To [`Request::OpenPage`].
    PageOpened {
        /// The page that was asked for.
        view: PageId,
        /// What is on it.
        page: Result<OpenedPage, PageError>,
    },
    /// To [`Request::Launch`].
    Launched(Result<(), LaunchError>),
    /// To [`AdminRequest::Confirm`].
    Confirmed(Result<Box<SessionView>, AccountError>),
    /// To [`AdminRequest::ChooseRegistration`].
    RegistrationChosen(Result<Box<SessionView>, UserError>),
    /// To [`AdminRequest::Do`].
    Administered(Result<ActionOutcome, ActionError>),
    /// To [`AdminRequest::ListPeople`].
    PeopleListed(Result<Arc<UserList>, UserError>),
    /// To [`Request::ChooseFile`]; `None` when none was chosen.
    FileChosen(Result<Option<PathBuf>, PlatformError>),
    /// To [`AdminRequest::PlanImport`].
    ImportPlanned(Result<Arc<ImportPlan>, ActionError>),
    /// To [`AdminRequest::SavePeople`] and [`AdminRequest::SaveActivity`]; where it is.
    TableSaved(Result<PathBuf, ActionError>),
    /// To [`AdminRequest::AuditReport`].
    Reported(Result<Arc<AuditReport>, UserError>),
    /// To [`AdminRequest::ListOwnActivity`].
    OwnActivityListed(Result<Vec<AuditRecord>, UserError>),
    /// To [`AdminRequest::PreviewSettings`].
    SettingsPreviewed(Result<Arc<Preview>, UserError>),
    /// To [`Request::LoadPicture`]; nothing when it is none.
    PictureLoaded {
        /// The file.
        path: PathBuf,
        /// What is in it.
        picture: Option<Picture>,
    },
    /// To [`Request::NoteLock`] and [`Request::NoteSwitch`].
    LockNoted,
    /// To [`Request::Unlock`].
    Unlocked(Result<Box<SessionView>, AccountError>),
    /// To [`Request::SignOut`].
    SignedOut(Result<(), RememberError>),
    /// To [`Request::Refresh`].
    Refreshed(Result<Box<SessionView>, RefreshError>),
    /// To [`Request::LoadLanguage`].
    LanguageLoaded {
        /// Chosen on this computer.
        chosen: Option<Language>,
        /// What the system is set to, if we speak it.
        system: Option<Language>,
    },
    /// To [`Request::KeepLanguage`]; whether it will be remembered.
    LanguageKept(bool),
    /// To [`Request::LoadZoom`]; `None` for the usual size.
    ZoomLoaded(Option<Zoom>),
    /// To [`Request::KeepZoom`]; whether it will be remembered.
    ZoomKept(bool),
    /// To [`Request::LoadTheme`]; `None` to follow the system.
    ThemeLoaded(Option<ThemeChoice>),
    /// To [`Request::KeepTheme`]; whether it will be remembered.
    ThemeKept(bool),
}
