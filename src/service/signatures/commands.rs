//! The commands for signing content, and for what was signed.

use std::sync::Arc;

use crate::domain::signature::chain::Signature;
use crate::domain::signature::statement::Statement;

use crate::service::account::error::AccountError;
use crate::service::account::reauthentication::Factors;
use crate::service::caller::Caller;
use crate::service::command::Command;
use crate::service::local_time::LocalTime;
use crate::service::ports::SignatureFilter;
use crate::service::session::Session;
use crate::service::signatures::Signatures;
use crate::service::signatures::records::{ListedSignature, SignatureCheck};
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

/// Lists signatures.
pub struct ListSignatures {
    /// The session of an auditor.
    pub session: Session,
    /// The maximum number of signatures that are listed.
    pub limit: u32,
}

opaque_debug!(ListSignatures);

impl Command for ListSignatures {
    /// The latest ones first.
    type Output = Result<Vec<ListedSignature>, UserError>;
    type Part = Signatures;

    fn run(self, signatures: &Signatures) -> Self::Output {
        let filter = SignatureFilter {
            limit: self.limit,
            ..SignatureFilter::ALL
        };
        signatures.rows(Caller::Session(&self.session), &filter)
    }
}

/// Verifies all signatures.
pub struct VerifySignatures(pub Session);

opaque_debug!(VerifySignatures);

impl Command for VerifySignatures {
    /// With the time at which it was done.
    type Output = Result<(SignatureCheck, LocalTime), UserError>;
    type Part = Signatures;

    fn run(self, signatures: &Signatures) -> Self::Output {
        let at = signatures.clock.now();
        let zone = signatures.clock.time_zone();
        let check = signatures.verify(Caller::Session(&self.0))?;
        Ok((check, LocalTime { at, zone }))
    }
}
