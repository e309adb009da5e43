//! The commands of the settings.

use std::sync::Arc;

use crate::service::caller::Caller;
use crate::service::command::{Command, Lane};
use crate::service::ports::Setting;
use crate::service::recovery::mail::TestMailError;
use crate::service::session::Session;
use crate::service::settings::{Preview, SettingsEditor};
use crate::service::users::error::UserError;

/// Finds out what a change of settings would do to the file.
pub struct PreviewSettings {
    /// The administrator's session.
    pub session: Session,
    /// What changes.
    pub changes: Vec<Setting>,
}

opaque_debug!(PreviewSettings);

impl Command for PreviewSettings {
    type Output = Result<Arc<Preview>, UserError>;
    type Part = SettingsEditor;

    fn run(self, settings: &SettingsEditor) -> Self::Output {
        settings.preview(Caller::Session(&self.session), self.changes)
    }
}

/// Sends a mail to the administrator's own address, to find out whether the mail server works.
pub struct SendTestMail {
    /// The administrator's session.
    pub session: Session,
}

opaque_debug!(SendTestMail);

impl Command for SendTestMail {
    type Output = Result<(), TestMailError>;
    type Part = SettingsEditor;

    const LANE: Lane = Lane::Mail;

    fn run(self, settings: &SettingsEditor) -> Self::Output {
        settings.send_test_mail(&self.session)
    }
}
