//! Messages about a store that cannot be reached.

use crate::messages::{Message, Messages, join_sentences};
use crate::service::ports::store_error::reason;

#[doc(hidden)]
impl Messages {
    /// Returns the message for a store that cannot be reached while sessions are open.
    #[must_use]
    pub fn outage(&self, reason: &str) -> Message {
        let message = self.message("store-outage", &[("reason", reason.into())]);
        match self.known_reason(reason) {
            Some(known) => Message {
                summary: known.summary,
                help: join_sentences(&known.help, &message.help),
            },
            None => message,
        }
    }

    /// Returns the message for a store that cannot be reached.
    pub(super) fn unavailable(&self, reason: &str) -> Message {
        let other = || self.message("store-unavailable", &[("reason", reason.into())]);
        self.known_reason(reason).unwrap_or_else(other)
    }

    /// Returns the message for a reason that has one of its own.
    pub(super) fn known_reason(&self, text: &str) -> Option<Message> {
        let name = match text {
            reason::UNPREPARED => "cli-store-unprepared",
            reason::NEWER => "cli-store-newer",
            reason::CERTIFICATE_ISSUER => "store-certificate-issuer",
            reason::CERTIFICATE_NAME => "store-certificate-name",
            reason::CERTIFICATE_EXPIRED => "store-certificate-expired",
            _ => {
                let with = |(start, name)| Some((text.strip_prefix(start)?, name));
                let found = [
                    (reason::DENIED, "cli-store-denied"),
                    (reason::CERTIFICATE, "store-certificate"),
                ];
                let (rest, name) = found.into_iter().find_map(with)?;
                return Some(self.message(name, &[("reason", rest.into())]));
            }
        };
        Some(self.message(name, &[]))
    }
}
