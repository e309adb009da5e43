//! The areas of the program itself. Each is open only as long as the file allows it (R49); the use cases check it
//! as well (R50).

use std::sync::Arc;

use crate::service::command::Finished;

use crate::screen::admin_action::ActionProgress;
use crate::screen::app::area::{Area, AreaEvent, AreaKind};
use crate::screen::app::screen::{AppScreen, Notice, Transition};
use crate::screen::audit::ActivityScreen;
use crate::screen::effects::Effects;
use crate::screen::settings::SettingsScreen;
use crate::screen::users::UsersScreen;

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
        let session = &self.session_view.session;
        self.area = match area {
            AreaKind::Users => {
                let customization = Arc::clone(&self.customization);
                let screen = UsersScreen::new(session, customization, effects);
                Area::Users(Box::new(screen))
            }
            AreaKind::Activity => Area::Activity(Box::new(ActivityScreen::new(session, effects))),
            AreaKind::Settings => {
                let screen = SettingsScreen::new(&self.session_view.settings);
                Area::Settings(Box::new(screen))
            }
        };
        self.notice = None;
    }

    /// Takes in that the file has changed.
    pub(crate) fn refresh_area(&mut self, effects: &mut Effects) {
        if let Some(area) = self.area.kind()
            && !self.session_view.permissions.may(area.permission())
        {
            self.area = Area::Page;
            self.notice = Some(Notice::PageClosed);
        }
        let session = &self.session_view.session;
        match &mut self.area {
            Area::Page => {}
            Area::Users(screen) => screen.refresh(session, effects),
            Area::Activity(screen) => screen.refresh(session, effects),
            Area::Settings(screen) => screen.refresh(&self.session_view.settings),
        }
    }

    pub(crate) fn on_area(&mut self, event: AreaEvent, effects: &mut Effects) {
        let session = &self.session_view.session;
        let action = match (&mut self.area, event) {
            (Area::Users(screen), AreaEvent::Users(event)) => screen.on(event, session, effects),
            (Area::Settings(screen), AreaEvent::Settings(event)) => {
                screen.on(event, session, effects)
            }
            (Area::Activity(screen), AreaEvent::Activity(event)) => {
                screen.on(event, session, effects);
                None
            }
            (_, AreaEvent::Reauthentication(event)) => {
                self.action.on(event, session, effects);
                None
            }
            _ => None,
        };
        if let Some(action) = action {
            self.action.start(action, session, effects);
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
                self.refresh(session_view, effects);
            }
            (Some(ActionProgress::Done(action, outcome)), area) => {
                match area {
                    Area::Users(screen) => screen.done(&action, outcome),
                    Area::Settings(screen) => screen.done(),
                    Area::Page | Area::Activity(_) => {}
                }
                // The action may concern the administrator's own session.
                self.read_session_again(effects);
            }
            (Some(ActionProgress::Refused(error)), area) => match area {
                Area::Users(screen) => screen.refused(error),
                Area::Settings(screen) => screen.refused(error),
                Area::Page | Area::Activity(_) => {}
            },
            (None, Area::Page) => {}
            (None, Area::Users(screen)) => screen.on_finished(finished),
            (None, Area::Activity(screen)) => screen.on_finished(finished),
            (None, Area::Settings(screen)) => screen.on_finished(finished),
        }
        None
    }
}
