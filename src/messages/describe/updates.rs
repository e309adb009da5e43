//! Messages for what is known of newer versions of the program.

use crate::domain::update::{UpdateFailure, UpdateNews, Version};

use crate::messages::{Message, Messages};

#[doc(hidden)]
impl Messages {
    /// Returns the message for what is known of the newest version.
    #[must_use]
    pub fn update_news(&self, news: &UpdateNews) -> Message {
        let own = ("own", Version::own().to_string().into());
        let version = |version: &Version| ("version", version.to_string().into());
        match news {
            UpdateNews::Newer {
                version: newer,
                notes,
            } => {
                let values = [own, version(newer), ("notes", notes.as_str().into())];
                self.message("update-newer", &values)
            }
            UpdateNews::Newest => self.message("update-newest", &[own]),
            UpdateNews::Older(newest) => self.message("update-older", &[own, version(newest)]),
            UpdateNews::Expired(day) => {
                self.message("update-expired", &[("date", self.full_date(*day).into())])
            }
            UpdateNews::Failed(failure) => self.message(failure_name(*failure), &[]),
        }
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
    }
}
