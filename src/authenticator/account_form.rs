//! The parts of the account that an app can draw alone.

use crate::screen::account::Form;
use crate::service::account::Device;

/// A form of the account, for [`Authenticator::account_form_ui`](crate::authenticator::Authenticator::account_form_ui).
///
/// ```
/// use egui_authenticator::{AccountForm, Authenticator, EmbeddedScreen};
///
/// fn codes_ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) -> EmbeddedScreen {
///     authenticator.account_form_ui(ui, AccountForm::RecoveryCodes)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountForm {
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
    /// Sign a computer out.
    Forget(Device),
    /// The user's part of the audit log.
    Activity,
}

impl From<AccountForm> for Form {
    fn from(form: AccountForm) -> Self {
        match form {
            AccountForm::Password => Self::Password,
            AccountForm::Details => Self::Details,
            AccountForm::Picture => Self::Picture,
            AccountForm::RecoveryCodes => Self::RecoveryCodes,
            AccountForm::TwoStepOn => Self::TwoStepOn,
            AccountForm::TwoStepOff => Self::TwoStepOff,
            AccountForm::SignOutEverywhere => Self::SignOutEverywhere,
            AccountForm::Forget(device) => Self::Forget(device),
            AccountForm::Activity => Self::Activity,
        }
    }
}
