//! Messages for what is known of newer versions of the program.

use crate::domain::update::{UpdateFailure, UpdateNews, Version};

use crate::messages::{Message, Messages, join_sentences};

#[doc(hidden)]
impl Messages {
    /// Returns the message for what is known of the newest version.
    #[must_use]
    pub fn update_news(&self, news: &UpdateNews) -> Message {
        let own = ("own", env!("CARGO_PKG_VERSION").into());
        let version = |version: &Version| ("version", version.to_string().into());
        match news {
            UpdateNews::Newer {
                version: newer,
                notes,
                failure,
            } => {
                let values = [own, version(newer), ("notes", notes.as_str().into())];
                let mut message = self.message("update-newer", &values);
                if let Some(failure) = failure {
                    let failed = self.update_failure(*failure, "update-unknown-newer");
                    message.summary = join_sentences(&message.summary, &failed.line());
                }
                message
            }
            UpdateNews::Newest => self.message("update-newest", &[own]),
            UpdateNews::Older(newest) => self.message("update-older", &[own, version(newest)]),
            UpdateNews::Asking => self.message("update-asking", &[]),
            UpdateNews::Failed(failure) => self.update_failure(*failure, "update-unknown"),
        }
    }

    /// Returns the message for a failure, and that of this name for what it leaves open.
    fn update_failure(&self, failure: UpdateFailure, unknown: &str) -> Message {
        let mut values = vec![("unknown", self.get(unknown).into())];
        if let UpdateFailure::Expired(day) = failure {
            values.push(("date", self.full_date(day).into()));
        }
        self.message(failure_name(failure), &values)
    }
}

fn failure_name(failure: UpdateFailure) -> &'static str {
    match failure {
        UpdateFailure::Unreachable => "update-unreachable",
        UpdateFailure::Refused => "update-refused",
        UpdateFailure::TooLong | UpdateFailure::Malformed => "update-malformed",
        UpdateFailure::Signature => "update-signature",
        UpdateFailure::Rollback => "update-rollback",
        UpdateFailure::Contradiction => "update-contradiction",
        UpdateFailure::Expired(_) => "update-expired",
    }
}
