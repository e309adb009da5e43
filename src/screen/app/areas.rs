//! What the program itself offers to those who may: people, activity, settings. Each is open only as
//! long as the file allows it (R49); the use cases check it as well (R50).

use std::sync::Arc;

use crate::domain::role::Permission;
use crate::service::Session;
use crate::service::admin_action::AdminAction;
use crate::service::request::Reply;

use crate::screen::admin_action::ActionProgress;
use crate::screen::app::{AppScreen, Leave, Notice};
use crate::screen::audit::ActivityScreen;
use crate::screen::settings::SettingsScreen;
use crate::screen::users::UsersScreen;
use crate::screen::{Ask, Now, Step, Ticket, Tickets, admin_action, audit, settings, users};

/// What is shown beside the navigation.
pub enum Area {
    /// The page that is open.
    Page,
    /// Everybody.
    Users(Box<UsersScreen>),
    /// What happened.
    Activity(Box<ActivityScreen>),
    /// Settings.
    Settings(Box<SettingsScreen>),
}

/// An area of the program itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// Everybody.
    Users,
    /// What happened.
    Activity,
    /// Settings.
    Settings,
}

impl AreaKind {
    /// Every one, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Users, Self::Activity, Self::Settings];

    /// What somebody has to be allowed to go there.
    #[must_use]
    pub fn needs(self) -> Permission {
        match self {
            Self::Users => Permission::ManageUsers,
            Self::Activity => Permission::SeeActivity,
            Self::Settings => Permission::EditSettings,
        }
    }
}

/// What a person did in an area.
pub enum AreaEvent {
    /// Among people.
    Users(users::Event),
    /// At what happened.
    Activity(audit::Event),
    /// At the settings.
    Settings(settings::Event),
    /// While the password was asked for.
    Confirm(admin_action::Event),
}

impl Area {
    /// Which area of the program itself it is.
    #[must_use]
    pub fn place(&self) -> Option<AreaKind> {
        match self {
            Self::Page => None,
            Self::Users(_) => Some(AreaKind::Users),
            Self::Activity(_) => Some(AreaKind::Activity),
            Self::Settings(_) => Some(AreaKind::Settings),
        }
    }
}

impl AppScreen {
    /// The areas that this person may go to.
    pub fn places(&self) -> impl Iterator<Item = AreaKind> + use<> {
        let permissions = self.session_view.permissions;
        let all = AreaKind::ALL.into_iter();
        all.filter(move |place| permissions.may(place.needs()))
    }

    pub(crate) fn go(&mut self, place: AreaKind, tickets: &mut Tickets, now: Now) -> Vec<Ask> {
        if !self.session_view.permissions.may(place.needs()) {
            return Vec::new();
        }
        let session = &self.session_view.session;
        let (area, asks) = match place {
            AreaKind::Users => {
                let (screen, asks) = UsersScreen::new(session, Arc::clone(&self.rules), tickets);
                (Area::Users(Box::new(screen)), asks)
            }
            AreaKind::Activity => {
                let (screen, asks) = ActivityScreen::new(session, tickets, now);
                (Area::Activity(Box::new(screen)), asks)
            }
            AreaKind::Settings => {
                let screen = SettingsScreen::new(&self.session_view.settings);
                (Area::Settings(Box::new(screen)), Vec::new())
            }
        };
        (self.area, self.notice) = (area, None);
        asks
    }

    /// The file says something else now.
    pub(crate) fn refresh_area(&mut self, tickets: &mut Tickets, now: Now) -> Vec<Ask> {
        if let Some(place) = self.area.place()
            && !self.session_view.permissions.may(place.needs())
        {
            self.area = Area::Page;
            self.notice = Some(Notice::PageClosed);
            return Vec::new();
        }
        let session = &self.session_view.session;
        match &mut self.area {
            Area::Page => Vec::new(),
            Area::Users(screen) => screen.refresh(session, tickets),
            Area::Activity(screen) => screen.refresh(session, tickets, now),
            Area::Settings(screen) => {
                screen.refresh(&self.session_view.settings);
                Vec::new()
            }
        }
    }

    pub(crate) fn on_area(
        &mut self,
        event: AreaEvent,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        let session: Session = self.session_view.session.clone();
        let (mut asks, task): (Vec<Ask>, Option<AdminAction>) = match (&mut self.area, event) {
            (Area::Users(screen), AreaEvent::Users(event)) => {
                screen.on(event, &session, tickets, now)
            }
            (Area::Activity(screen), AreaEvent::Activity(event)) => {
                (screen.on(event, &session, tickets, now), None)
            }
            (Area::Settings(screen), AreaEvent::Settings(event)) => {
                screen.on(event, &session, tickets, now)
            }
            (_, AreaEvent::Confirm(event)) => (self.doing.on(event, &session, tickets, now), None),
            _ => (Vec::new(), None),
        };
        if let Some(task) = task {
            asks.extend(self.doing.start(task, &session, tickets, now));
        }
        asks
    }

    pub(crate) fn on_area_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
        now: Now,
    ) -> Step<Leave> {
        let session = self.session_view.session.clone();
        match self.doing.on_reply(ticket, reply, tickets, now) {
            ActionProgress::NotMine(reply) => {
                match &mut self.area {
                    Area::Page => {}
                    Area::Users(screen) => screen.on_reply(ticket, *reply),
                    Area::Activity(screen) => screen.on_reply(ticket, *reply),
                    Area::Settings(screen) => screen.on_reply(ticket, *reply),
                }
                Step::stay()
            }
            ActionProgress::Confirmed(session_view, mut asks) => {
                asks.extend(self.refresh(session_view, tickets, now));
                Step::Stay(asks)
            }
            ActionProgress::Done(task, done) => {
                match &mut self.area {
                    Area::Users(screen) => screen.done(&task, done),
                    Area::Settings(screen) => screen.done(),
                    Area::Page | Area::Activity(_) => {}
                }
                // What was done may concern whoever did it, and is to be seen at once.
                Step::Stay(vec![self.reread(session, tickets)])
            }
            ActionProgress::Refused(_, error) => {
                match &mut self.area {
                    Area::Users(screen) => screen.refused(error),
                    Area::Settings(screen) => screen.refused(error),
                    Area::Page | Area::Activity(_) => {}
                }
                Step::stay()
            }
            ActionProgress::Ended => Step::Leave(Leave::Ended(self.session_view.session.clone())),
            ActionProgress::Nothing => Step::stay(),
        }
    }
}
