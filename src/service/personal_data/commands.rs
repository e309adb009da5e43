//! The command for what is kept about a user.

use std::path::PathBuf;

use crate::domain::secret::SecretText;

use crate::service::admin_action::ActionError;
use crate::service::command::{Command, Lane};
use crate::service::{Service, Session};

/// Writes what is kept about the user of a session to a new file, and returns its path.
pub struct SaveOwnData(pub Session);

opaque_debug!(SaveOwnData);

impl Command for SaveOwnData {
    type Output = Result<PathBuf, ActionError>;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Self::Output {
        let text = SecretText::new(service.personal_data().of_session(&self.0)?);
        let platform = &service.context.platform;
        Ok(platform.save_text("my-data", "json", &text)?)
    }
}
