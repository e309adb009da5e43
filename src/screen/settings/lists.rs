//! The lists of sections that are read when they are shown.

use crate::service::Session;
use crate::service::command::Finished;
use crate::service::users::UserError;

use crate::screen::effects::Effects;
use crate::screen::settings::{Section, SettingsScreen};

impl SettingsScreen {
    /// Reads the list anew that is shown: the backups, which only administrators can restore, or the computers.
    pub(super) fn read_lists(&mut self, session: &Session, effects: &mut Effects) {
        match (self.section, &mut self.computers) {
            (Section::Backups, _) if self.permissions.is_admin() => {
                self.backups.read(session, effects);
            }
            (Section::Computers, Some(computers)) => computers.read(session, effects),
            _ => {}
        }
    }

    /// Returns the sections, in the order in which they are listed.
    pub fn sections(&self) -> impl Iterator<Item = Section> + use<> {
        let shows_computers = self.computers.is_some();
        let all = Section::ALL.into_iter();
        all.filter(move |section| *section != Section::Computers || shows_computers)
    }

    /// Takes in a list, or the preview of a restoration. Returns why there is none.
    pub(super) fn take_lists(&mut self, finished: &mut Finished) -> Option<UserError> {
        let listed = self.computers.as_mut();
        let listed = listed.and_then(|computers| computers.on_finished(finished));
        listed.or_else(|| self.backups.on_finished(finished))
    }
}
