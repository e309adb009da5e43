//! The command for signing content.

use std::sync::Arc;

use crate::domain::signature::chain::Signature;
use crate::domain::signature::statement::Statement;

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::Factors;
use crate::service::command::Command;
use crate::service::session::Session;
use crate::service::signatures::Signatures;

/// Signs what the user was shown.
pub struct Sign {
    /// The session of the signer.
    pub session: Session,
    /// What is signed.
    pub statement: Arc<Statement>,
    /// The username as typed; `None` if it was not asked for.
    pub username: Option<String>,
    /// The password and, if the role asks for it, a code.
    pub factors: Factors,
}

opaque_debug!(Sign);

impl Command for Sign {
    type Output = Result<Signature, AccountError>;
    type Part = Signatures;

    fn run(self, signatures: &Signatures) -> Self::Output {
        let username = self.username.as_deref();
        signatures.sign(&self.session, &self.statement, username, &self.factors)
    }
}
