//! Proof of the e-mail address of a user who registers, if the settings ask for it: the account is created after the user
//! has entered a code that was sent to the address.
//!
//! The answer is the same for every address (R18). One that may register gets a code, one that has an account is told so
//! by mail, and any other gets nothing. What was sent is known only to who reads the mail.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::email::Email;
use crate::domain::email_proof::{PROOF_SECONDS, ProofBytes, ProofError, SentCode};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::secret::Secret;
use crate::domain::settings::{MailServer, Settings};
use crate::domain::user::NewUser;

use crate::service::audit::recorder::Party;
use crate::service::ports::{HasherError, MailText, Snapshot};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{
    Decision, Prepared, RegisterError, Registered, Registration, check_username, decide,
};
use crate::service::session_state::OpenSessions;
use crate::service::throttle::registration_key;
use crate::service::users::input::UserInput;

/// What comes after the form.
#[derive(Debug)]
#[non_exhaustive]
pub enum RegistrationStep {
    /// The account exists.
    Registered(WithRecoveryCodes<Registered>),
    /// The user has to prove the e-mail address first.
    ProofRequired(Arc<PendingRegistration>),
}

/// A registration that waits for the code that was sent to the e-mail address. It holds the hash of the password, and not
/// the password.
pub struct PendingRegistration {
    prepared: Prepared,
    email: Email,
    code: Mutex<SentCode>,
    /// The service that has sent the code (R75).
    service: OpenSessions,
}

opaque_debug!(PendingRegistration);

impl PendingRegistration {
    /// Returns the e-mail address, as typed.
    #[must_use]
    pub fn email(&self) -> &str {
        self.email.as_str()
    }

    fn code(&self) -> MutexGuard<'_, SentCode> {
        self.code.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why a code did not create the account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfirmError {
    /// The code proves nothing.
    #[error(transparent)]
    #[doc(hidden)]
    Proof(
        #[from]
        #[doc(hidden)]
        ProofError,
    ),
    /// The address is proven, and the account was not created. The code stays valid.
    #[error(transparent)]
    #[doc(hidden)]
    Register(#[from] RegisterError),
}

impl Registration {
    /// Creates an account, or sends a code to its address first if the settings ask for proof of it.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RegisterError;
    /// use egui_authenticator::use_cases::RegistrationStep;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// fn asks_for_code(service: &Service, user: &UserInput, password: &Secret) -> Result<bool, RegisterError> {
    ///     let step = service.registration().begin(user, password)?;
    ///     Ok(matches!(step, RegistrationStep::ProofRequired(_)))
    /// }
    /// ```
    ///
    /// # Errors
    /// Those of [`Self::register`]. If a code is sent, they do not depend on the address, and there are two more:
    /// - [`RegisterError::NoMailServer`] if there is no mail server.
    /// - [`RegisterError::CodeTooSoon`] if a code was sent to the address shortly before.
    pub fn begin(
        &self,
        input: &UserInput,
        password: &Secret,
    ) -> Result<RegistrationStep, RegisterError> {
        if self.authority.is_some() {
            // There is no mail server at a restricted computer.
            return Ok(RegistrationStep::Registered(
                self.register(input, password)?,
            ));
        }
        let snapshot = self.credentials.read()?;
        let settings = &snapshot.settings;
        if !settings.registration.verify_email {
            return Ok(RegistrationStep::Registered(
                self.register(input, password)?,
            ));
        }
        self.check_code_limit()?;
        if settings.registration.mode == RegistrationPolicy::Closed {
            return Err(RegisterError::EmailNotAccepted);
        }
        let mut user = self.new_user(&snapshot, input, password)?;
        let email = user.email.clone().ok_or(RegisterError::EmailNotAccepted)?;
        check_username(&snapshot, &user, &email)?;
        let server = self.server(settings)?;
        // Mails go to the spelling that an administrator has allowed, and not to one that only compares the same.
        let allowed = snapshot.allowed_emails.iter().find(|of| **of == email);
        user.email = Some(allowed.unwrap_or(&email).clone());
        let prepared = self.seal(user, password, settings)?;
        let code = self.send_proof(&snapshot, &prepared.user, (server, &email))?;
        Ok(RegistrationStep::ProofRequired(Arc::new(
            PendingRegistration {
                prepared,
                email,
                code: Mutex::new(code),
                service: self.open_sessions.clone(),
            },
        )))
    }

    /// Creates the account of a pending registration if the code is the one that was sent.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::{ConfirmError, PendingRegistration};
    ///
    /// fn confirm(service: &Service, pending: &PendingRegistration, code: &Secret) -> Result<String, ConfirmError> {
    ///     let registered = service.registration().confirm(pending, code)?;
    ///     Ok(registered.value.username)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ConfirmError::Proof`] if the code is wrong or has expired.
    /// - [`ConfirmError::Register`] as for [`Self::register`], if the account cannot be created.
    pub fn confirm(
        &self,
        pending: &PendingRegistration,
        code: &Secret,
    ) -> Result<WithRecoveryCodes<Registered>, ConfirmError> {
        // The code proves nothing to another service (R75).
        if !self.open_sessions.is(&pending.service) {
            return Err(ProofError::Expired.into());
        }
        self.check_limit()?;
        let now = self.clock.now();
        // Held until the account exists, so that a code is right only once.
        let mut sent = pending.code();
        let was_valid = sent.is_valid(now);
        if let Err(error) = sent.check(code, now) {
            if was_valid && !matches!(error, ProofError::Code(_)) {
                self.record_refused(AuditWord::WrongCode);
            }
            return Err(error.into());
        }
        let registered = self.create(&pending.prepared, true)?;
        sent.end();
        Ok(registered)
    }

    /// Sends another code to the address of a pending registration. The one before is no longer valid.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RegisterError;
    /// use egui_authenticator::use_cases::PendingRegistration;
    ///
    /// fn resend(service: &Service, pending: &PendingRegistration) -> Result<(), RegisterError> {
    ///     service.registration().resend_code(pending)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`RegisterError::CodeTooSoon`] if one was sent shortly before: the wait begins with a minute, and doubles.
    /// - [`RegisterError::TooManyHere`] if too many were sent from this computer.
    /// - [`RegisterError::NoMailServer`] if there is no mail server any more.
    /// - [`RegisterError::Hasher`], [`RegisterError::State`] and [`RegisterError::Store`] as for [`Self::register`].
    pub fn resend_code(&self, pending: &PendingRegistration) -> Result<(), RegisterError> {
        let snapshot = self.credentials.read()?;
        self.check_code_limit()?;
        let server = self.server(&snapshot.settings)?;
        let (user, email) = (&pending.prepared.user, &pending.email);
        let code = self.send_proof(&snapshot, user, (server, email))?;
        *pending.code() = code;
        Ok(())
    }

    fn server(&self, settings: &Settings) -> Result<Arc<MailServer>, RegisterError> {
        let server = settings.mail.clone().filter(|_| self.mail.can_send());
        server.ok_or(RegisterError::NoMailServer)
    }

    /// Sends what the address is to get, and returns the code: for an address that gets another mail or none, it is one
    /// that no mail contains.
    fn send_proof(
        &self,
        snapshot: &Snapshot,
        user: &NewUser,
        (server, email): (Arc<MailServer>, &Email),
    ) -> Result<SentCode, RegisterError> {
        if !self.mail.may_send(&registration_key(email))? {
            return Err(RegisterError::CodeTooSoon);
        }
        let keys = &self.passwords.keys;
        let bytes = ProofBytes {
            code: keys.bytes().map_err(HasherError::from)?,
            salt: keys.bytes().map_err(HasherError::from)?,
        };
        let (code, text) = SentCode::new(bytes, self.clock.now());
        let is_admitted = matches!(decide(snapshot, user), Ok(Decision::Create { .. }));
        let account = snapshot.users.find(email.as_str());
        let account = account.filter(|of| snapshot.users.own_email(of) == Some(email));
        let mail = match account {
            _ if is_admitted => user.email.clone().map(|to| {
                let minutes = PROOF_SECONDS / 60;
                (
                    to,
                    MailText::Proof {
                        code: text,
                        minutes,
                    },
                )
            }),
            Some(user) => user.email.clone().map(|to| {
                let username = user.username.as_str().to_owned();
                (to, MailText::HasAccount(username))
            }),
            None => None,
        };
        if let Some((to, text)) = mail {
            self.mail.send_to(&snapshot.settings, server, to, text);
        }
        let requested = AuditWord::EmailCodeRequested;
        self.audit
            .record(AuditKind::Register, Party::NONE, true, requested);
        Ok(code)
    }
}
