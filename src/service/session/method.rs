//! How a session began.

/// How a session began.
///
/// ```
/// use egui_authenticator::Session;
/// use egui_authenticator::SignInMethod;
///
/// fn is_remembered(session: &Session) -> bool {
///     session.how() == SignInMethod::Token
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignInMethod {
    /// With the password.
    Password,
    /// With the token in the keyring.
    Token,
    /// With the set-up of the program.
    SetUp,
    /// With a PIN of this computer, without the password: exports, administration and changes of the account ask for it.
    Pin,
    /// With a badge of this computer, as with a PIN.
    #[doc(hidden)]
    Badge,
}
