//! Registering an account for oneself.
//!
//! The settings say who may ([`crate::domain::registration`]). An address that is not accepted and one that
//! already has an account get the same answer (R18): a refusal if only allowed addresses are accepted, and an
//! account that waits if an administrator approves every account. In the second case the account exists, without
//! the address, so that nothing that the user can try afterwards tells the two apart (R84).

pub mod allowed_emails;
mod at_server;
pub mod commands;
pub mod email_proof;
pub mod error;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::audit_event::AuditEvent;
use crate::domain::credential::StoredHash;
use crate::domain::customization::Customization;
use crate::domain::email::Email;
use crate::domain::registration::{Admission, HOURLY_MAX, HOURLY_TRIES_MAX, WAITING_MAX};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::NewUser;

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::passwords::Passwords;
use crate::service::ports::{
    AuditFilter, AuditLog, Authority, Cancellation, Clock, CredentialStore, Edit, Snapshot,
};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::recovery::mail::RecoveryMail;
pub use crate::service::registration::error::RegisterError;
use crate::service::session_state::OpenSessions;
use crate::service::users::input::{UserInput, new_user};
use crate::service::users::uniqueness::{holder, is_awaited};

/// An hour, in seconds.
const HOUR: i64 = 3_600;

/// A new account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registered {
    /// Username.
    pub username: String,
    /// Whether an administrator has to approve the account first.
    pub is_waiting: bool,
}

/// What is done about a registration.
#[derive(Clone, Copy)]
enum Decision {
    /// Create the account, which waits for approval or not.
    Create { is_waiting: bool },
    /// Create an account that waits, without the address, which another account has.
    CreateWithoutEmail,
    /// Answer as for an account that waits, but create none: the username is the address, which has an account.
    Pretend,
}

impl Decision {
    fn is_waiting(self) -> bool {
        !matches!(self, Self::Create { is_waiting: false })
    }
}

/// Registering an account.
#[derive(Clone)]
pub struct Registration {
    credentials: Arc<dyn CredentialStore>,
    /// The store also at a restricted computer, where `credentials` refuses everything.
    everywhere: Arc<dyn CredentialStore>,
    authority: Option<Arc<dyn Authority>>,
    cancelled: Cancellation,
    customization: Arc<Customization>,
    passwords: Passwords,
    editor: Editor,
    audit: AuditRecorder,
    audit_log: Arc<dyn AuditLog>,
    clock: Arc<dyn Clock>,
    mail: RecoveryMail,
    open_sessions: OpenSessions,
}

opaque_debug!(Registration);

/// A user who may be created, with the hash of the password.
struct Prepared {
    user: NewUser,
    hash: StoredHash,
    codes: Vec<Secret>,
}

impl Prepared {
    /// Returns what the user is shown of the new account.
    fn registered(&self, is_waiting: bool) -> WithRecoveryCodes<Registered> {
        let value = Registered {
            username: self.user.username.as_str().to_owned(),
            is_waiting,
        };
        let codes = self.codes.iter().map(Secret::copied).collect();
        WithRecoveryCodes { value, codes }
    }
}

impl From<&Context> for Registration {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            everywhere: from.everywhere(),
            authority: from.authority.clone(),
            cancelled: from.cancelled.clone(),
            customization: Arc::clone(&from.customization),
            passwords: from.into(),
            editor: from.into(),
            audit: from.into(),
            audit_log: Arc::clone(&from.audit_log),
            clock: Arc::clone(&from.clock),
            mail: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl Registration {
    /// Creates an account, and takes its address off the list of those that may register: both or neither
    /// (R65). The recovery codes are shown this once.
    ///
    /// ```
    /// use egui_authenticator::users::PersonName;
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RegisterError;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// fn example(service: &Service, password: &Secret) -> Result<bool, RegisterError> {
    ///     let input = UserInput::new("bob", "bob@example.org", PersonName::new("Bob", "Builder"));
    ///     let registered = service.registration().register(&input, password)?;
    ///     Ok(registered.value.is_waiting)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`RegisterError::Field`] if a value is not acceptable.
    /// - [`RegisterError::UsernameTaken`] if another user has the username, or one that looks like it, or if it is
    ///   an e-mail address other than the given one.
    /// - [`RegisterError::EmailNotAccepted`] if the address may not register, or has an account.
    /// - [`RegisterError::ProofRequired`] if the settings ask for proof of the address: see [`Self::begin`].
    /// - [`RegisterError::TooManyWaiting`] and [`RegisterError::TooManyHere`] if a limit is reached.
    /// - [`RegisterError::Hasher`] if the password cannot be hashed.
    /// - [`RegisterError::State`] if the registrations on this computer cannot be counted.
    /// - [`RegisterError::Store`] if the configuration file cannot be used.
    pub fn register(
        &self,
        input: &UserInput,
        password: &Secret,
    ) -> Result<WithRecoveryCodes<Registered>, RegisterError> {
        if let Some(authority) = &self.authority {
            return self.register_at_server(&**authority, (input, password));
        }
        let snapshot = self.credentials.read()?;
        self.check_limit()?;
        let user = self.new_user(&snapshot, input, password)?;
        self.decide_on(&snapshot, &user)?;
        let prepared = self.seal(user, password, &snapshot.settings)?;
        self.create(&prepared, false)
    }

    /// Decides on a registration without proof of the address, and records that it is not accepted.
    fn decide_on(&self, snapshot: &Snapshot, user: &NewUser) -> Result<(), RegisterError> {
        let decision = decide_on(snapshot, user, false).inspect_err(|error| {
            if matches!(error, RegisterError::EmailNotAccepted) {
                self.record_refused(AuditWord::EmailNotAccepted);
            }
        });
        decision.map(drop)
    }

    /// Creates the account of a user whom a restricted computer has prepared. Returns whether it waits for approval.
    #[cfg(feature = "testing")]
    pub(crate) fn create_prepared(
        &self,
        user: NewUser,
        hash: StoredHash,
    ) -> Result<bool, RegisterError> {
        let codes = Vec::new();
        let prepared = Prepared { user, hash, codes };
        let snapshot = self.credentials.read()?;
        self.decide_on(&snapshot, &prepared.user)?;
        Ok(self.create(&prepared, false)?.value.is_waiting)
    }

    /// Makes a user of what was typed, if the values and the password are acceptable.
    fn new_user(
        &self,
        snapshot: &Snapshot,
        input: &UserInput,
        password: &Secret,
    ) -> Result<NewUser, RegisterError> {
        let settings = &snapshot.settings;
        let id = self.passwords.keys.new_account_id()?;
        let mut user = new_user(&self.customization, id, input)?;
        user.roles.clone_from(&settings.registration.roles);
        self.passwords.check_new_user(&user, password, settings)?;
        Ok(user)
    }

    /// Hashes the password, and makes the key of the user.
    fn seal(
        &self,
        mut user: NewUser,
        password: &Secret,
        settings: &Settings,
    ) -> Result<Prepared, RegisterError> {
        let hash = self.passwords.hash(password, settings.hashing)?;
        let (key_vault, codes) = self.passwords.keys.new_vault(password)?;
        user.key_vault = key_vault;
        Ok(Prepared { user, hash, codes })
    }

    /// Creates the account of a user. `is_proven` says that the user has proven the e-mail address.
    fn create(
        &self,
        prepared: &Prepared,
        is_proven: bool,
    ) -> Result<WithRecoveryCodes<Registered>, RegisterError> {
        let Prepared { user, hash, .. } = prepared;
        let snapshot = self.credentials.read()?;
        let mut decision = Decision::Pretend;
        let made = self.editor.change(&snapshot, |snapshot| {
            let mut user = user.clone();
            // As they are now: the code may have been entered a while after the form.
            user.roles.clone_from(&snapshot.settings.registration.roles);
            decision = decide_on(snapshot, &user, is_proven)?;
            if matches!(decision, Decision::Pretend) {
                return Ok::<_, RegisterError>(None);
            }
            user.is_pending = decision.is_waiting();
            if matches!(decision, Decision::CreateWithoutEmail) {
                user.email = None;
            }
            let hash = hash.clone();
            Ok(Some(Edit::Add { user, hash }))
        });
        match made {
            // A username that has signed and is the address tells no more than an account with the address (R84).
            Err(RegisterError::UsernameTaken) if is_address(user) => {
                if !decision.is_waiting() {
                    self.record_refused(AuditWord::EmailNotAccepted);
                    return Err(RegisterError::EmailNotAccepted);
                }
                decision = Decision::Pretend;
            }
            made => made?,
        }
        let is_waiting = decision.is_waiting();
        if let Decision::Pretend = decision {
            self.record_refused(AuditWord::EmailHasAccount);
        } else {
            let detail = if is_waiting {
                AuditWord::WaitsForApproval.into()
            } else {
                AuditDetail::None
            };
            self.audit.record(AuditKind::Register, user, true, detail);
        }
        Ok(prepared.registered(is_waiting))
    }

    /// Refuses more than [`HOURLY_MAX`] registrations within an hour. The audit log of this computer counts them; while
    /// it cannot be read, there are none. One that was only answered as if an account waited counts as well, because
    /// the limit would tell them apart otherwise (R84). One that was refused does not, so that the limit
    /// cannot be used up for others, up to a number that no form reaches.
    fn check_limit(&self) -> Result<(), RegisterError> {
        let filter = AuditFilter {
            since: Some(self.clock.now() - HOUR),
            user: None,
            kind: Some(AuditKind::Register),
            limit: HOURLY_TRIES_MAX,
        };
        let recent = self.audit_log.activity(&filter)?;
        let answered = AuditDetail::Word(AuditWord::EmailHasAccount);
        let requested = AuditDetail::Word(AuditWord::EmailCodeRequested);
        let is_code = |event: &AuditEvent| event.detail == requested;
        let counts =
            |event: &AuditEvent| !is_code(event) && (event.is_done || event.detail == answered);
        let count = recent.iter().filter(|record| counts(&record.event)).count();
        if count >= HOURLY_MAX || recent.len() >= HOURLY_TRIES_MAX as usize {
            return Err(RegisterError::TooManyHere);
        }
        Ok(())
    }

    /// Refuses more than [`HOURLY_MAX`] requests for codes within an hour, because each can be a mail. A code that was sent
    /// can be entered all the same.
    fn check_code_limit(&self) -> Result<(), RegisterError> {
        self.check_limit()?;
        let filter = AuditFilter {
            since: Some(self.clock.now() - HOUR),
            user: None,
            kind: Some(AuditKind::Register),
            limit: HOURLY_TRIES_MAX,
        };
        let recent = self.audit_log.activity(&filter)?;
        let requested = AuditDetail::Word(AuditWord::EmailCodeRequested);
        let is_code = |event: &AuditEvent| event.detail == requested;
        let sent = recent.iter().filter(|record| is_code(&record.event));
        if sent.count() >= HOURLY_MAX {
            return Err(RegisterError::TooManyHere);
        }
        Ok(())
    }

    fn record_refused(&self, reason: AuditWord) {
        self.audit
            .record(AuditKind::Register, Party::NONE, false, reason);
    }
}

/// Returns `true` if the username is the e-mail address.
fn is_address(user: &NewUser) -> bool {
    let email = user.email.as_ref();
    email.is_some_and(|email| email.key() == user.username.key())
}

/// Decides on a registration. `is_proven` says that the user has proven the e-mail address.
fn decide_on(
    snapshot: &Snapshot,
    user: &NewUser,
    is_proven: bool,
) -> Result<Decision, RegisterError> {
    if snapshot.settings.registration.verify_email && !is_proven {
        return Err(RegisterError::ProofRequired);
    }
    decide(snapshot, user)
}

/// Decides on a registration by what the file contains.
fn decide(snapshot: &Snapshot, user: &NewUser) -> Result<Decision, RegisterError> {
    let email = user.email.as_ref().ok_or(RegisterError::EmailNotAccepted)?;
    let is_listed = snapshot.allowed_emails.contains(email);
    let admission = snapshot.settings.registration.admits(email, is_listed);
    let has_account = holder(&snapshot.users, email.as_str(), None).is_some();
    // One that only looks like an allowed address would keep its owner from registering (R89).
    let is_of_another = !is_listed && is_awaited(snapshot, email);
    if admission == Admission::Refused
        || is_of_another
        || has_account && admission == Admission::Comes
    {
        return Err(RegisterError::EmailNotAccepted);
    }
    let waiting = snapshot.users.iter().filter(|user| user.is_pending);
    if admission == Admission::Waits && waiting.count() >= WAITING_MAX {
        return Err(RegisterError::TooManyWaiting);
    }
    check_username(snapshot, user, email)?;
    let is_address = user.username.key() == email.key();
    Ok(match has_account {
        true if is_address => Decision::Pretend,
        true => Decision::CreateWithoutEmail,
        false => Decision::Create {
            is_waiting: admission == Admission::Waits,
        },
    })
}

/// Checks that the username is free. One that is the address itself tells no more than the address (R18). One that is
/// another address could be that of a user who is to register (R89).
fn check_username(snapshot: &Snapshot, user: &NewUser, email: &Email) -> Result<(), RegisterError> {
    let is_address = user.username.key() == email.key();
    let is_taken = || {
        Email::parse(user.username.as_str()).is_ok()
            || holder(&snapshot.users, user.username.as_str(), None).is_some()
    };
    if !is_address && is_taken() {
        return Err(RegisterError::UsernameTaken);
    }
    Ok(())
}
