//! The commands for users who have forgotten something.

use crate::domain::secret::Secret;

use crate::service::command::Command;
use crate::service::recovery::Recovery;
use crate::service::recovery::error::RecoverError;
use crate::service::recovery::mail::RecoveryMail;

/// Replaces a forgotten password, with a code.
pub struct Recover {
    /// A username or an e-mail address.
    pub login: String,
    /// The code as typed.
    pub code: Secret,
    /// The new password as typed.
    pub new: Secret,
}

opaque_debug!(Recover);

impl Command for Recover {
    type Output = Result<(), RecoverError>;
    type Part = Recovery;

    fn run(self, recovery: &Recovery) -> Result<(), RecoverError> {
        recovery.reset_password(&self.login, &self.code, &self.new)
    }
}

/// Finds a forgotten username, with a code.
pub struct FindUsername {
    /// The address of the user.
    pub email: String,
    /// The code as typed.
    pub code: Secret,
}

opaque_debug!(FindUsername);

impl Command for FindUsername {
    type Output = Result<String, RecoverError>;
    type Part = Recovery;

    fn run(self, recovery: &Recovery) -> Result<String, RecoverError> {
        recovery.find_username(&self.email, &self.code)
    }
}

/// Sends a mail, if there is such a user. The output does not tell.
pub enum SendMail {
    /// A code, to the user with this username or address.
    Code(String),
    /// The username, to the user with this address.
    Username(String),
}

opaque_debug!(SendMail);

impl Command for SendMail {
    type Output = Result<(), RecoverError>;
    type Part = RecoveryMail;

    fn run(self, mail: &RecoveryMail) -> Self::Output {
        match self {
            Self::Code(login) => mail.send_code(&login),
            Self::Username(email) => mail.send_username(&email),
        }
    }
}
