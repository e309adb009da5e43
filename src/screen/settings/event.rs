//! What the user does in the settings, and what is shown above the form.

use crate::domain::appearance::ThemeChoice;
use crate::service::admin_action::ActionError;
use crate::service::ports::PlatformError;
use crate::service::recovery::mail::TestMailError;

use crate::screen::settings::backups::BackupEvent;
use crate::screen::settings::page_events::PageEvent;
use crate::screen::settings::roles::RoleEvent;
use crate::screen::settings::section::Section;

/// Shown above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The settings were saved.
    Saved,
    /// The settings were not saved.
    Failed(ActionError),
    /// The mail server has accepted the test mail.
    MailSent,
    /// The test mail was not sent.
    MailFailed(TestMailError),
    /// The file was changed by other means, and the form shows its settings now.
    Reloaded,
    /// There is no dialog to choose a file.
    NoDialog(PlatformError),
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose a section.
    Section(Section),
    /// Did something with the roles.
    Role(RoleEvent),
    /// Did something with the pages.
    Page(PageEvent),
    /// Chose the theme of the picture of the sign-in form.
    PreviewTheme(ThemeChoice),
    /// Wants to see what would change in the file.
    Preview,
    /// Wants to make the change.
    Save,
    /// Wants to find out whether the mail server works.
    SendTest,
    /// Did something with the backups.
    Backup(BackupEvent),
    /// Wants to choose the logo in the desktop's dialog.
    ChooseLogo,
    /// Wants to go back to the form.
    Back,
    /// Wants to discard what was typed. Asks first if something new would be lost.
    Reset,
    /// Wants to discard what was typed, and was asked.
    Discard,
    /// Dismissed the notice.
    Dismiss,
}
