//! What the account screen shows: the overview, the activity, or one of the forms.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::audit_chain::AuditRecord;
use crate::domain::customization::Customization;
use crate::domain::password::PasswordRule;
use crate::domain::pin::check_pin;
use crate::domain::secret::Secret;
use crate::domain::user::User;
use crate::service::account::{AccountChange, AccountError, Device};
use crate::service::ports::PlatformError;
use crate::service::session_view::SessionView;
use crate::service::two_factor::Enrolment;
use crate::service::users::UserInput;

use crate::screen::audit::Timeline;
use crate::screen::form::badge_scans::BadgeScans;
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::user_form::UserForm;

/// The standard fields of the user's own details.
const DETAILS: &[Field] = &[Field::FirstName, Field::LastName, Field::Email];

/// What the account screen shows.
pub enum Part {
    /// Everything at a glance.
    Overview,
    /// The form for a new password.
    Password(NewPassword),
    /// The form for name, e-mail address and custom fields.
    Details(UserForm),
    /// The form for a picture, with the path as typed.
    Picture(String),
    /// The form for new recovery codes.
    RecoveryCodes,
    /// The form that begins to set up two-step sign-in.
    TwoStepOn,
    /// The QR code and the key of the second factor, and a field for the first code.
    TwoStepConfirm {
        /// The second factor that is set up.
        enrolment: Arc<Enrolment>,
        /// The code as typed.
        code: Secret,
    },
    /// The form that switches two-step sign-in off.
    TwoStepOff,
    /// The form that ends all other sessions.
    SignOutEverywhere,
    /// The form that signs a computer out.
    Forget(Device),
    /// The form for a new PIN of this computer, as typed.
    Pin(Secret),
    /// The form that removes the PIN.
    PinOff,
    /// The form for a badge.
    Badge(BadgeScans),
    /// The form that removes the badge.
    BadgeOff,
    /// The user's part of the audit log; `None` until it is read.
    Activity(Option<(Vec<AuditRecord>, Timeline)>),
}

/// A part of the account screen that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// New password.
    Password,
    /// Name, e-mail address and custom fields.
    Details,
    /// Picture.
    Picture,
    /// New recovery codes.
    RecoveryCodes,
    /// Set up two-step sign-in.
    TwoStepOn,
    /// Switch two-step sign-in off.
    TwoStepOff,
    /// End all other sessions.
    SignOutEverywhere,
    /// Sign this computer out.
    Forget(Device),
    /// New PIN of this computer.
    Pin,
    /// Remove the PIN.
    PinOff,
    /// Badge.
    Badge,
    /// Remove the badge.
    BadgeOff,
    /// The user's part of the audit log.
    Activity,
}

impl Part {
    /// Creates an empty form, filled with what is known of the user.
    pub(crate) fn new(form: Form, user: &User, customization: &Arc<Customization>) -> Self {
        match form {
            Form::Password => Self::Password(NewPassword::default()),
            Form::Details => {
                let input = UserInput::of(user);
                Self::Details(UserForm::new(DETAILS, input, Arc::clone(customization)))
            }
            Form::Picture => Self::Picture(picture_path(user)),
            Form::RecoveryCodes => Self::RecoveryCodes,
            Form::TwoStepOn => Self::TwoStepOn,
            Form::TwoStepOff => Self::TwoStepOff,
            Form::SignOutEverywhere => Self::SignOutEverywhere,
            Form::Forget(device) => Self::Forget(device),
            Form::Pin => Self::Pin(Secret::default()),
            Form::PinOff => Self::PinOff,
            Form::Badge => Self::Badge(BadgeScans::default()),
            Form::BadgeOff => Self::BadgeOff,
            Form::Activity => Self::Activity(None),
        }
    }

    /// Returns the form that is shown; `None` for the overview.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        Some(match self {
            Self::Overview => return None,
            Self::Password(_) => Form::Password,
            Self::Details(_) => Form::Details,
            Self::Picture(_) => Form::Picture,
            Self::RecoveryCodes => Form::RecoveryCodes,
            Self::TwoStepOn | Self::TwoStepConfirm { .. } => Form::TwoStepOn,
            Self::TwoStepOff => Form::TwoStepOff,
            Self::SignOutEverywhere => Form::SignOutEverywhere,
            Self::Forget(device) => Form::Forget(device.clone()),
            Self::Pin(_) => Form::Pin,
            Self::PinOff => Form::PinOff,
            Self::Badge(_) => Form::Badge,
            Self::BadgeOff => Form::BadgeOff,
            Self::Activity(_) => Form::Activity,
        })
    }

    /// Returns `true` if something was typed that is neither a password nor saved.
    pub(crate) fn is_edited(&self, user: &User) -> bool {
        match self {
            Self::Details(form) => form.input != UserInput::of(user),
            Self::Picture(path) => path.trim() != picture_path(user),
            _ => false,
        }
    }

    /// Wipes what was typed, and what the password had opened: a PIN may end the lock.
    pub(crate) fn lock(&mut self) {
        self.clear_passwords();
        if matches!(self, Self::TwoStepConfirm { .. }) {
            *self = Self::TwoStepOn;
        }
    }

    /// Wipes a new password or a code that was typed.
    pub(crate) fn clear_passwords(&mut self) {
        match self {
            Self::Password(new) => new.clear(),
            Self::TwoStepConfirm { code: secret, .. } | Self::Pin(secret) => secret.clear(),
            Self::Badge(scans) => *scans = BadgeScans::default(),
            _ => {}
        }
    }

    /// Returns the change that the form makes with the current password; `None` if it makes none.
    pub(crate) fn change(&mut self) -> Option<AccountChange> {
        Some(match self {
            Self::Overview | Self::Activity(_) | Self::TwoStepOn | Self::TwoStepConfirm { .. } => {
                return None;
            }
            // As the current password, it stays until the answer.
            Self::Password(new) => AccountChange::Password(new.input.masked()),
            Self::Details(user) => AccountChange::Details(user.input()),
            Self::Picture(path) => {
                let path = Some(path.trim()).filter(|path| !path.is_empty());
                AccountChange::Picture(path.map(PathBuf::from))
            }
            Self::RecoveryCodes => AccountChange::RecoveryCodes,
            Self::TwoStepOff => AccountChange::TwoStepOff,
            Self::SignOutEverywhere => AccountChange::SignOutEverywhere,
            Self::Forget(device) => AccountChange::ForgetDevice(device.id),
            Self::Pin(pin) => AccountChange::Pin(pin.copied()),
            Self::PinOff => AccountChange::PinOff,
            Self::Badge(scans) => AccountChange::Badge(scans.number()?),
            Self::BadgeOff => AccountChange::BadgeOff,
        })
    }

    /// Takes in the file that was chosen as a picture, if one was.
    ///
    /// # Errors
    /// [`PlatformError`] if there is no dialog to choose one.
    pub(crate) fn choose(
        &mut self,
        chosen: Result<Option<PathBuf>, PlatformError>,
    ) -> Result<(), PlatformError> {
        if let (Self::Picture(path), Some(file)) = (self, chosen?) {
            *path = file.display().to_string();
        }
        Ok(())
    }

    /// Returns the first field of a form.
    #[must_use]
    pub fn first_field(&self) -> Field {
        match self {
            Self::Details(user) => user.first().unwrap_or(Field::CurrentPassword),
            Self::Picture(_) => Field::Picture,
            Self::TwoStepConfirm { .. } => Field::Code,
            _ => Field::CurrentPassword,
        }
    }

    /// Checks everything that needs no look at the configuration file. `before` is the error of the code that is shown.
    pub(crate) fn check(
        &self,
        (current, again): (&Secret, &CodeInput),
        rule: PasswordRule,
        before: Option<FieldError>,
    ) -> FieldErrors {
        let mut errors = match self {
            Self::Details(user) => user.check(),
            _ => FieldErrors::default(),
        };
        // Enter after the digit that submitted the code leaves the answer as it is.
        let missing = before.unwrap_or(FieldError::MissingCode);
        if let Self::TwoStepConfirm { code, .. } = self {
            errors.note(Field::Code, code.is_empty().then_some(missing));
            return errors;
        }
        let error = current.is_empty().then_some(FieldError::MissingPassword);
        errors.note(Field::CurrentPassword, error);
        let is_missing = again.is_asked && again.text.is_empty();
        errors.note(Field::Code, is_missing.then_some(missing));
        if let Self::Password(new) = self {
            let error = rule.check(new.text()).err();
            errors.note(Field::NewPassword, error.map(FieldError::of));
        }
        if let Self::Pin(pin) = self {
            let error = check_pin(pin, []).err().map(FieldError::Pin);
            let missing = pin.is_empty().then_some(FieldError::MissingPin);
            errors.note(Field::NewPin, missing.or(error));
        }
        errors
    }
}

fn picture_path(user: &User) -> String {
    let path = user.picture.as_ref();
    path.map_or_else(String::new, |path| path.display().to_string())
}

/// Returns the field that an error belongs to.
///
/// # Errors
/// [`AccountError::Locked`], [`AccountError::Store`] and every other error that belongs to no field.
pub(crate) fn field_error(error: AccountError) -> Result<(Field, FieldError), AccountError> {
    Ok(match error {
        AccountError::Wrong => (Field::CurrentPassword, FieldError::WrongCurrentPassword),
        AccountError::Same => (Field::NewPassword, FieldError::SamePassword),
        AccountError::Field(error) => (Field::of(error), error.into()),
        AccountError::EmailTaken => (Field::Email, FieldError::EmailUnavailable),
        AccountError::Picture(_) => (Field::Picture, FieldError::Picture),
        AccountError::Pin(error) => (Field::NewPin, FieldError::Pin(error)),
        AccountError::CodeWrong | AccountError::Code(_) => (Field::Code, FieldError::WrongCode),
        other => return Err(other),
    })
}

/// Returns `true` if the new value was refused, and not the password or the code that confirm it.
pub(crate) fn is_of_new_value(error: &AccountError) -> bool {
    matches!(
        error,
        AccountError::Same
            | AccountError::Field(_)
            | AccountError::EmailTaken
            | AccountError::Picture(_)
            | AccountError::Pin(_)
    )
}

/// Returns the requirements for a new password of the user of a session.
pub(crate) fn password_rule(session_view: &SessionView) -> PasswordRule {
    let has_two_step = session_view.session.user().key_vault.totp.is_some();
    session_view.settings.password.for_account(has_two_step)
}
