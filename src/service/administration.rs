//! The use cases of administration and of the account page. This package's own window and command line call them; they
//! change with these, so that the documentation for host apps does not show them.

use crate::service::Service;
use crate::service::account::password_rating::PasswordAdvice;
use crate::service::approvals::Approvals;
use crate::service::backups::Backups;
use crate::service::pages::Pages;
use crate::service::personal_data::PersonalData;
use crate::service::recovery::mail::RecoveryMail;
use crate::service::registration::allowed_emails::AllowedEmails;
use crate::service::settings::SettingsEditor;
use crate::service::two_factor::TwoFactor;
#[cfg(feature = "updates")]
use crate::service::updates::Updates;
use crate::service::users::import::Import;

#[doc(hidden)]
impl Service {
    /// Returns the use cases of setting up a second factor.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::use_cases::AccountError;
    /// use egui_authenticator::service::two_factor::BeginTwoFactor;
    /// use egui_authenticator::{Service, Session};
    ///
    /// fn key_for_the_app(
    ///     service: &Service,
    ///     session: &Session,
    ///     password: Secret,
    /// ) -> Result<Secret, AccountError> {
    ///     let begin = BeginTwoFactor::Session(session.clone(), password.into());
    ///     Ok(service.two_factor().begin(begin)?.key_text())
    /// }
    /// ```
    #[must_use]
    pub fn two_factor(&self) -> TwoFactor {
        TwoFactor::from(&self.context)
    }

    /// Returns the use cases of sending reset codes and usernames by e-mail.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RecoverError;
    ///
    /// fn send(service: &Service) -> Result<(), RecoverError> {
    ///     service.recovery_mail().send_code("ada@example.org")
    /// }
    /// ```
    #[must_use]
    pub fn recovery_mail(&self) -> RecoveryMail {
        RecoveryMail::from(&self.context)
    }

    /// Returns the use cases of the e-mail addresses that may register.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn allow(service: &Service) -> Result<usize, UserError> {
    ///     let emails = ["ada@example.org".to_owned()];
    ///     service.allowed_emails().add(Caller::LocalOwner(Operator::assume()), &emails)
    /// }
    /// ```
    #[must_use]
    pub fn allowed_emails(&self) -> AllowedEmails {
        AllowedEmails::from(&self.context)
    }

    /// Returns the use cases of rating and suggesting passwords, in the window and in forms of your own.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    ///
    /// fn suggested(service: &Service) -> Option<Secret> {
    ///     service.password_advice().suggest().ok()
    /// }
    /// ```
    #[must_use]
    pub fn password_advice(&self) -> PasswordAdvice {
        PasswordAdvice::from(&self.context)
    }

    /// Returns the use cases of importing users from a table.
    ///
    /// ```
    /// use egui_authenticator::SecretText;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::service::users::import::ImportError;
    ///
    /// fn preview(service: &Service, table: String) -> Result<bool, ImportError> {
    ///     let plan = service.import().plan(Caller::LocalOwner(Operator::assume()), SecretText::new(table))?;
    ///     Ok(plan.is_good())
    /// }
    /// ```
    #[must_use]
    pub fn import(&self) -> Import {
        Import::from(&self.context)
    }

    /// Returns the use cases of exporting and erasing what is kept about a user.
    ///
    /// ```
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Service, Session};
    ///
    /// fn my_data(service: &Service, session: &Session) -> Result<String, UserError> {
    ///     service.personal_data().of_session(session)
    /// }
    /// ```
    #[must_use]
    pub fn personal_data(&self) -> PersonalData {
        PersonalData::from(&self.context)
    }

    /// Returns the use cases of changing settings.
    ///
    /// ```
    /// use egui_authenticator::service::ports::Setting;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn rename(service: &Service) -> Result<(), UserError> {
    ///     let title = Setting::Title(Some("Lab bench".to_owned()));
    ///     let preview = service.settings().preview(Caller::LocalOwner(Operator::assume()), vec![title])?;
    ///     service.settings().apply(Caller::LocalOwner(Operator::assume()), &preview)
    /// }
    /// ```
    #[must_use]
    pub fn settings(&self) -> SettingsEditor {
        SettingsEditor::from(&self.context)
    }

    /// Returns the use cases of restoring an earlier version of the credential store.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::{Caller, Operator};
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn restore_latest(service: &Service) -> Result<(), UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     if let Some(latest) = service.backups().list(owner)?.last() {
    ///         service.backups().restore(owner, latest.number, false)?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    #[must_use]
    pub fn backups(&self) -> Backups {
        Backups::from(&self.context)
    }

    /// Returns the use cases of approving actions of other users.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::service::approvals::error::ApproveError;
    /// use egui_authenticator::service::approvals::grant::Grant;
    /// use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput};
    ///
    /// fn approve(
    ///     service: &Service,
    ///     request: &ApprovalRequest,
    ///     input: &ApproverInput,
    /// ) -> Result<Grant, ApproveError> {
    ///     service.approvals().approve(request, input)
    /// }
    /// ```
    #[must_use]
    pub fn approvals(&self) -> Approvals {
        Approvals::from(&self.context)
    }

    /// Returns the use cases of asking for newer versions of the program.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::{Caller, Operator};
    ///
    /// fn is_asked(service: &Service) -> Result<bool, UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     Ok(service.updates().news(owner)?.is_some())
    /// }
    /// ```
    #[cfg(feature = "updates")]
    #[must_use]
    pub fn updates(&self) -> Updates {
        Updates::from(&self.context)
    }

    /// Returns the use cases of opening pages.
    ///
    /// ```
    /// use egui_authenticator::domain::page::PageId;
    /// use egui_authenticator::service::pages::{OpenedPage, PageError};
    /// use egui_authenticator::{Service, Session};
    ///
    /// fn handbook(service: &Service, session: &Session) -> Result<OpenedPage, PageError> {
    ///     service.pages().open(session, &PageId("handbook".to_owned()))
    /// }
    /// ```
    #[must_use]
    pub fn pages(&self) -> Pages {
        Pages::from(&self.context)
    }
}
