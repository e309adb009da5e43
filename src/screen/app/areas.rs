//! The areas of the program itself. One that needs a permission is open only as long as the file allows it (R49); the
//! use cases check it as well (R50).

use std::sync::Arc;

use crate::service::admin_action::{ActionError, ActionOutcome, AdminAction};
use crate::service::command::Finished;
use crate::service::quick_unlock::commands::TidyQuick;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;

use crate::screen::account::{self, AccountScreen, Form};
use crate::screen::admin_action::ActionProgress;
use crate::screen::app::area::{Area, AreaEvent, AreaKind};
use crate::screen::app::screen::{AppScreen, Notice, Transition};
use crate::screen::audit::ActivityScreen;
use crate::screen::effects::Effects;
use crate::screen::form::badge_scans::BadgeScans;
use crate::screen::settings::SettingsScreen;
use crate::screen::users::{self, UsersScreen};

impl AppScreen {
    /// Returns the areas that the session may open.
    pub fn areas(&self) -> impl Iterator<Item = AreaKind> + use<> {
        let permissions = self.session_view.permissions;
        let all = AreaKind::ALL.into_iter();
        all.filter(move |area| permissions.may(area.permission()))
    }

    pub(crate) fn go(&mut self, area: AreaKind, effects: &mut Effects) {
        if !self.session_view.permissions.may(area.permission()) {
            return;
        }
        self.leave_area();
        self.notice = None;
        if !self.restore_area(Some(area), effects) {
            self.open_new(area, effects);
        }
    }

    /// Opens the area that the page of the host app places, or closes the one that it placed before.
    pub(super) fn place_area(&mut self, area: Option<AreaKind>, effects: &mut Effects) {
        match area {
            Some(area) => {
                self.go(area, effects);
                self.is_area_placed = self.area.kind() == Some(area);
            }
            None if self.is_area_placed => self.close_area(),
            None => {}
        }
    }

    /// Opens an area anew. What was kept of it stays kept.
    pub(super) fn open_new(&mut self, area: AreaKind, effects: &mut Effects) {
        let session = &self.session_view.session;
        self.area = match area {
            AreaKind::Users => {
                let customization = Arc::clone(&self.customization);
                let screen = UsersScreen::new(session, customization, effects);
                Area::Users(Box::new(screen))
            }
            AreaKind::Activity => {
                Area::Activity(Box::new(ActivityScreen::new(&self.session_view, effects)))
            }
            AreaKind::Settings => {
                let screen = SettingsScreen::new(&self.session_view, effects);
                Area::Settings(Box::new(screen))
            }
        };
    }

    /// Opens the account, and shows what was done there last.
    pub(crate) fn open_account(&mut self, done: Option<Form>, effects: &mut Effects) {
        self.notice = None;
        if done.is_none() && self.return_to_account(effects) {
            return;
        }
        let customization = Arc::clone(&self.customization);
        let screen = AccountScreen::new(&self.session_view, done, customization, effects);
        self.area = Area::Account(Box::new(screen));
    }

    /// Returns the account if it is open.
    #[must_use]
    pub fn account(&self) -> Option<&AccountScreen> {
        match &self.area {
            Area::Account(screen) => Some(screen),
            _ => None,
        }
    }

    /// Returns the account if it is open, to be filled in.
    pub fn account_mut(&mut self) -> Option<&mut AccountScreen> {
        match &mut self.area {
            Area::Account(screen) => Some(screen),
            _ => None,
        }
    }

    /// Wipes passwords and codes that were typed when the window is locked, and drops an action that waits for them, the offer
    /// to undo the last one, and what was approved.
    pub(crate) fn lock(&mut self) {
        self.close_dialogs();
        self.hide_page();
        self.action.lock();
        self.kept.lock();
        self.note_change_end();
        match &mut self.area {
            Area::Account(account) => account.lock(),
            Area::Settings(settings) => settings.lock(),
            // The user who returns later must not undo a change by mistake.
            Area::Users(users) => {
                users.toast = None;
                if let users::Part::Badge { scans, .. } = &mut users.part {
                    *scans = BadgeScans::default();
                }
            }
            Area::Page | Area::Activity(_) => {}
        }
    }

    /// Returns `true` while a dialog asks for a password.
    pub(crate) fn asks_password(&self) -> bool {
        self.is_asking() || self.action.is_reauthenticating()
    }

    /// Takes in a view that a command has read. One that was started before the user parked the session and came back is of
    /// the parked session, and does not replace the new one.
    pub(super) fn take_in_view(&mut self, session_view: Box<SessionView>, effects: &mut Effects) {
        if session_view.session.is_copy_of(&self.session_view.session) {
            self.refresh(session_view, effects);
        } else {
            self.read_session_again(effects);
        }
    }

    /// Takes in that the file has changed.
    pub(crate) fn refresh_area(&mut self, effects: &mut Effects) {
        if let Some(area) = self.area.kind()
            && !self.session_view.permissions.may(area.permission())
        {
            self.area = Area::Page;
            self.notice = Some(Notice::PageClosed);
        }
        self.kept.refresh(&self.session_view);
        let session = &self.session_view.session;
        match &mut self.area {
            Area::Page => {}
            Area::Account(screen) => screen.refresh(&self.session_view, effects),
            Area::Users(screen) => screen.refresh(session, effects),
            Area::Activity(screen) => screen.refresh(&self.session_view, effects),
            Area::Settings(screen) => screen.refresh(&self.session_view, effects),
        }
    }

    pub(crate) fn on_area(
        &mut self,
        event: AreaEvent,
        effects: &mut Effects,
    ) -> Option<Transition> {
        let session = &self.session_view.session;
        let action = match (&mut self.area, event) {
            (Area::Account(screen), AreaEvent::Account(event)) => {
                let transition = screen.on(event, &self.session_view, effects);
                return self.after_account(transition, effects);
            }
            (Area::Users(screen), AreaEvent::Users(event)) => screen.on(event, session, effects),
            (Area::Settings(screen), AreaEvent::Settings(event)) => {
                screen.on(event, session, effects)
            }
            (Area::Activity(screen), AreaEvent::Activity(event)) => {
                screen.on(event, session, effects)
            }
            (_, AreaEvent::Reauthentication(event)) => {
                self.action.on(event, session, effects);
                self.note_change_end();
                return None;
            }
            _ => None,
        };
        if let Some(action) = action {
            self.action.start(action, session, effects);
        }
        None
    }

    /// Shows why an action was refused.
    pub(super) fn refuse(&mut self, error: ActionError, effects: &mut Effects) {
        match &mut self.area {
            Area::Users(screen) => screen.refused(error, &self.session_view.session, effects),
            Area::Settings(screen) => screen.refused(error),
            Area::Activity(screen) => screen.saved = Some(Err(error)),
            Area::Page | Area::Account(_) => {}
        }
    }

    fn after_account(
        &mut self,
        transition: Option<account::Transition>,
        effects: &mut Effects,
    ) -> Option<Transition> {
        match transition? {
            account::Transition::Page => {
                self.leave_account(effects);
                None
            }
            account::Transition::Changed {
                session_view,
                codes,
                done,
            } => {
                self.take_in_view(session_view, effects);
                let value = self.session_view.clone();
                let codes = WithRecoveryCodes { value, codes };
                let place = self.place();
                (!codes.codes.is_empty()).then_some(Transition::Codes(codes, done, place))
            }
            account::Transition::Ended => {
                Some(Transition::Ended(self.session_view.session.clone()))
            }
        }
    }

    pub(crate) fn on_area_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        let progress = self
            .action
            .on_finished(finished, &self.session_view, effects);
        match (progress, &mut self.area) {
            (Some(ActionProgress::Ended), _) => {
                return Some(Transition::Ended(self.session_view.session.clone()));
            }
            (Some(ActionProgress::Reauthenticated(session_view)), _) => {
                self.take_in_view(session_view, effects);
            }
            (Some(ActionProgress::NeedsApproval(summary)), _) => {
                self.ask_approval_of(summary, effects);
            }
            (Some(ActionProgress::Done(action, _)), _)
                if matches!(*action, AdminAction::Restore(_)) =>
            {
                effects.run(TidyQuick);
                return Some(Transition::Restored(self.session_view.session.clone()));
            }
            (Some(ActionProgress::Done(action, outcome)), area) => {
                if matches!(*action, AdminAction::Remove(_) | AdminAction::Erase(_)) {
                    effects.run(TidyQuick);
                }
                match (area, outcome) {
                    (Area::Activity(screen), ActionOutcome::Saved(path)) => {
                        screen.saved = Some(Ok(path.display().to_string()));
                    }
                    (Area::Users(screen), outcome) => screen.done(&action, outcome, effects.now()),
                    (Area::Settings(screen), _) => screen.done(),
                    (Area::Page | Area::Account(_) | Area::Activity(_), _) => {}
                }
                // The action may concern the administrator's own session.
                self.read_session_again(effects);
            }
            (Some(ActionProgress::Refused(error)), _) => self.refuse(error, effects),
            (None, Area::Page) => {}
            (None, Area::Account(screen)) => {
                let transition = screen.on_finished(finished, effects);
                return self.after_account(transition, effects);
            }
            (None, Area::Users(screen)) => screen.on_finished(finished),
            (None, Area::Activity(screen)) => screen.on_finished(finished),
            (None, Area::Settings(screen)) => screen.on_finished(finished),
        }
        None
    }
}
