//! Messages about changes of several users, and about codes by e-mail.

use crate::domain::printable::escaped;
use crate::service::users::bulk::BulkKind;
use crate::service::users::mail::SendCodeError;

use crate::messages::{Message, Messages};

#[doc(hidden)]
impl Messages {
    /// Returns the message for a code that was not sent.
    #[must_use]
    pub fn send_code_error(&self, error: &SendCodeError) -> Message {
        match error {
            SendCodeError::NoServer => self.message("mail-no-server", &[]),
            SendCodeError::NoAddress => self.message("users-code-no-address", &[]),
            SendCodeError::Outdated => self.message("users-code-outdated", &[]),
            SendCodeError::Mail(error) => {
                self.message("mail-failed", &[("reason", error.0.as_str().into())])
            }
            SendCodeError::Users(error) => self.user_error(error),
        }
    }

    /// Returns what is done to so many users, and with which role.
    #[must_use]
    pub fn bulk_title(&self, kind: BulkKind, count: usize, role: Option<&str>) -> String {
        let name = match (kind, role) {
            (BulkKind::Disable, _) => "bulk-disable-count",
            (BulkKind::Enable, _) => "bulk-enable-count",
            (BulkKind::GiveRole, None) => "bulk-give-role-count",
            (BulkKind::GiveRole, Some(_)) => "bulk-give-this-role",
            (BulkKind::TakeRole, None) => "bulk-take-role-count",
            (BulkKind::TakeRole, Some(_)) => "bulk-take-this-role",
            (BulkKind::NewCode, _) => "bulk-new-code-count",
        };
        self.bulk_text(name, count, role)
    }

    /// Returns what was done to so many users, and with which role.
    #[must_use]
    pub fn bulk_done(&self, kind: BulkKind, count: usize, role: Option<&str>) -> String {
        let name = match kind {
            BulkKind::Disable => "bulk-disabled",
            BulkKind::Enable => "bulk-enabled",
            BulkKind::GiveRole => "bulk-role-given",
            BulkKind::TakeRole => "bulk-role-taken",
            BulkKind::NewCode => "bulk-codes-created",
        };
        self.bulk_text(name, count, role)
    }

    fn bulk_text(&self, name: &str, count: usize, role: Option<&str>) -> String {
        let role = escaped(role.unwrap_or_default(), &[]);
        self.with(
            name,
            &[("count", count.into()), ("role", role.as_ref().into())],
        )
    }
}
