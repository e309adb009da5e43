//! The parts of the form of the settings.

/// A part of the form of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingGroup {
    /// Look and language of the sign-in form.
    SignIn,
    /// Who may register.
    Registration,
    /// Requirements for new passwords.
    Passwords,
    /// What happens after wrong passwords.
    Lockouts,
    /// Who needs codes from an authenticator app.
    TwoStep,
    /// How long users stay signed in, and how many at once.
    Sessions,
    /// When the window locks automatically.
    Locking,
}
