//! What the screens ask for and what they get back.
//!
//! Every request is answered by the reply of the same name. Both may hold secrets and so have no
//! `Debug`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::secret::{Secret, SecretText};

use crate::service::Service;
use crate::service::account::AccountError;
use crate::service::command::{Command, Job, Ticket};
use crate::service::ports::PlatformError;
use crate::service::recovery::RecoverError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, RegistrationForm};
use crate::service::session::Session;
use crate::service::set_up::{SetUpError, SetUpForm};
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::two_factor::{BeginTwoFactor, Enrolment};

pub use crate::service::session_view::{SessionView, SignInHistory};

/// Something to do that may take long.
pub enum Request {
    /// Make the credential file and its administrator.
    SetUp(SetUpForm),
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
    /// Make an account.
    Register(RegistrationForm),
    /// Record that somebody's window was locked.
    NoteLock(Session),
    /// Let whoever is signed in go on at a window that was locked.
    Unlock {
        /// Who is signed in.
        session: Session,
        /// As typed.
        password: Secret,
    },
}

impl Request {
    /// The request as a job, whose output is a [`Reply`].
    #[must_use]
    pub fn job(self, ticket: Ticket) -> Job {
        Job::new(ticket, Legacy(self))
    }
}

/// A request that is not a command of its own yet.
struct Legacy(Request);

impl Command for Legacy {
    type Output = Reply;
    type Part = Service;

    fn run(self, service: &Service) -> Reply {
        service.handle(self.0)
    }
}

/// The answer to a [`Request`].
pub enum Reply {
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
    /// To [`Request::Recover`].
    Recovered(Result<(), RecoverError>),
    /// To [`Request::FindUsername`].
    UsernameFound(Result<String, RecoverError>),
    /// To [`Request::MailCode`] and [`Request::MailUsername`]: the same whoever was named.
    MailAsked(Result<(), RecoverError>),
    /// To [`Request::SaveText`]; where it is.
    TextSaved(Result<PathBuf, PlatformError>),
    /// To [`Request::PrintText`].
    TextPrinted(Result<(), PlatformError>),
    /// To [`Request::Register`].
    Registered(Result<WithRecoveryCodes<Registered>, RegisterError>),
    /// To [`Request::NoteLock`] and [`Request::NoteSwitch`].
    LockNoted,
    /// To [`Request::Unlock`].
    Unlocked(Result<Box<SessionView>, AccountError>),
}
