//! The command for signing content.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::secret::SecretText;
use crate::domain::signature::chain::Signature;
use crate::domain::signature::statement::Statement;

use crate::service::Service;
use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::Factors;
use crate::service::admin_action::ActionError;
use crate::service::caller::Caller;
use crate::service::command::Command;
use crate::service::ports::SignatureFilter;
use crate::service::session::Session;
use crate::service::signatures::Signatures;
use crate::service::signatures::records::SignatureCheck;
use crate::service::users::error::UserError;

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

/// Signatures, and whether all of them are as they were signed.
#[derive(Debug)]
pub struct SignatureReport {
    /// The latest ones first.
    pub signatures: Vec<Signature>,
    /// The result of verifying all of them.
    pub check: SignatureCheck,
}

/// Lists and verifies signatures.
pub struct ReportSignatures {
    /// The session of an auditor.
    pub session: Session,
    /// The maximum number of signatures that are listed.
    pub limit: u32,
}

opaque_debug!(ReportSignatures);

impl Command for ReportSignatures {
    type Output = Result<SignatureReport, UserError>;
    type Part = Signatures;

    fn run(self, signatures: &Signatures) -> Self::Output {
        let caller = Caller::Session(&self.session);
        let filter = SignatureFilter {
            limit: self.limit,
            ..SignatureFilter::ALL
        };
        let check = signatures.verify(caller)?;
        let signatures = signatures.list(caller, &filter)?;
        Ok(SignatureReport { signatures, check })
    }
}

/// Writes the sheet of a signature to a new file, and returns its path; `None` if there is no such signature any more.
pub struct SaveSheet {
    /// The session of an auditor.
    pub session: Session,
    /// The number of the signature.
    pub number: i64,
}

opaque_debug!(SaveSheet);

impl Command for SaveSheet {
    type Output = Result<Option<PathBuf>, ActionError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        let signatures = service.signatures();
        let found = signatures.find(Caller::Session(&self.session), self.number)?;
        let Some(found) = found else {
            return Ok(None);
        };
        let name = format!("signature-{}", self.number);
        let sheet = SecretText::new(found.sheet());
        let platform = &service.context.platform;
        Ok(Some(platform.save_text(&name, "html", &sheet)?))
    }
}
