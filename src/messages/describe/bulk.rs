//! Messages about changes of several users, and about codes by e-mail.

use crate::service::users::bulk::BulkKind;
use crate::service::users::mail::SendCodeError;

use crate::messages::{Message, Messages};

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

    /// Returns what is done to so many users.
    #[must_use]
    pub fn bulk_title(&self, kind: BulkKind, count: usize) -> String {
        let name = match kind {
            BulkKind::Disable => "bulk-disable-count",
            BulkKind::Enable => "bulk-enable-count",
            BulkKind::GiveRole => "bulk-give-role-count",
            BulkKind::TakeRole => "bulk-take-role-count",
            BulkKind::NewCode => "bulk-new-code-count",
        };
        self.with(name, &[("count", count.into())])
    }

    /// Returns what was done to so many users.
    #[must_use]
    pub fn bulk_done(&self, kind: BulkKind, count: usize) -> String {
        let name = match kind {
            BulkKind::Disable => "bulk-disabled",
            BulkKind::Enable => "bulk-enabled",
            BulkKind::GiveRole => "bulk-role-given",
            BulkKind::TakeRole => "bulk-role-taken",
            BulkKind::NewCode => "bulk-codes-created",
        };
        self.with(name, &[("count", count.into())])
    }
}
