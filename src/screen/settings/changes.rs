//! The changes that are not saved yet.

use crate::domain::setting::Setting;

use crate::screen::settings::{Section, SettingsScreen, roles};

impl SettingsScreen {
    /// Returns the number of changes that are not saved.
    #[must_use]
    pub fn change_count(&self) -> usize {
        let counts = Section::ALL.map(|section| self.changes_in(section));
        counts.iter().sum()
    }

    /// Returns the number of those in a section.
    #[must_use]
    pub fn changes_in(&self, section: Section) -> usize {
        if self.is_saved {
            return 0;
        }
        let of = |group| self.form.changed_settings(&self.saved, group);
        match section {
            Section::Group(group) => of(group),
            Section::Mail => usize::from(self.is_mail_changed()),
            Section::Roles => roles::changed(&self.form.roles, &self.saved.roles),
            Section::Pages => self.form.changed_pages(&self.saved),
            Section::Backups | Section::Computers => 0,
        }
    }

    fn is_mail_changed(&self) -> bool {
        self.form.mail != self.saved.mail || !self.mail_password.text.is_empty()
    }

    /// Returns `true` if a test mail can be sent: through the server as it is saved, by an administrator.
    #[must_use]
    pub fn can_send_test(&self) -> bool {
        self.before.mail.is_some() && !self.is_mail_changed()
    }

    /// Returns the changes that are typed.
    pub(super) fn changes(&self) -> Vec<Setting> {
        let mut changes = self.form.changes(&self.saved, &self.before);
        if self.is_mail_changed() {
            let server = &self.form.mail;
            let server = server.server(&self.mail_password.text, &self.before);
            changes.extend((server != self.before.mail).then_some(Setting::Mail(server)));
        }
        changes
    }
}
