//! Signed in: the pages that this person may open, what is on the one that is open, and what the
//! program itself offers to those who may (`areas`).
//!
//! Needs a [`Session`] and cannot be made without one. The content of a page is read when it is
//! opened and forgotten when another one is.

mod areas;

use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::customization::Customization;
use crate::domain::page::PageId;
use crate::domain::problem::Problem;
use crate::service::Session;
use crate::service::pages::{LaunchError, OpenedPage, PageError};
use crate::service::ports::StoreError;
use crate::service::remember_me::RememberError;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::sign_in::refresh::RefreshError;

pub use crate::screen::app::areas::{Area, AreaEvent, AreaKind};

use crate::screen::admin_action::ActionRunner;
use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// Somebody's own pages.
pub struct AppScreen {
    /// Who is signed in, and what they may open.
    pub session_view: Box<SessionView>,
    /// The page that is open.
    pub open: Option<OpenPage>,
    /// Whether the app shows something of its own where no page is open.
    pub has_home: bool,
    /// The app's own pages that are open to this person, in the order of the navigation.
    pub own: Vec<HostPage>,
    /// The one of them that is shown where no page is open.
    pub own_open: usize,
    /// What the app wants otherwise than the ready-made one.
    pub rules: Arc<Customization>,
    /// What is shown beside the navigation.
    pub area: Area,
    /// What an administrator is doing.
    pub doing: ActionRunner,
    /// What to say above the page.
    pub notice: Option<Notice>,
    dismissed: Vec<Problem>,
    remembering: Option<Ticket>,
    launching: Option<Ticket>,
    rereading: Option<Ticket>,
}

/// A page of the app's own, in the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPage {
    /// Names it.
    pub id: usize,
    /// What it is called.
    pub title: String,
    /// A Material Symbols name.
    pub icon: Option<&'static str>,
}

/// How somebody's pages begin.
pub struct AppStart {
    /// They want to be remembered.
    pub keep: bool,
    /// The app shows something of its own where no page is open.
    pub has_home: bool,
    /// What the app wants otherwise than the ready-made one.
    pub rules: Arc<Customization>,
}

/// A page that is open or being opened.
pub struct OpenPage {
    /// Which.
    pub id: PageId,
    /// What is on it.
    pub content: PageContent,
    rereading: Option<Ticket>,
}

/// What is on a page.
pub enum PageContent {
    /// It is being read.
    Reading(Wait),
    /// This.
    Shown(OpenedPage),
    /// It cannot be shown.
    Failed(PageError),
}

/// What to say above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// This person will not be remembered.
    NotRemembered(RememberError),
    /// Something did not start.
    NotStarted(LaunchError),
    /// Something was started; its title.
    Started(String),
    /// The page that was open is not open to them any more.
    PageClosed,
    /// The credential file cannot be used.
    Store(StoreError),
    /// The app asked whoever wanted to sign out to stay, and says why.
    Stay(String),
}

/// What a person did.
pub enum Event {
    /// Chose an area of the program itself.
    Go(AreaKind),
    /// Did something there.
    Area(AreaEvent),
    /// Wants to see what is open beside the areas of the program itself.
    Close,
    /// Wants to see a page of the app's own.
    Own(usize),
    /// Wants somebody else to sign in; what is open is kept.
    Switch,
    /// Chose a page.
    Open(PageId),
    /// Chose one of the things on a launch page, counted from zero.
    Launch(usize),
    /// Has read the notice.
    DismissNotice,
    /// Has read the warnings about the file.
    DismissWarnings,
    /// Prefers this theme.
    Theme(ThemeChoice),
    /// Wants to see or change their account.
    Account,
    /// Has read what happened to the account.
    DismissTold,
    /// Wants the window to be locked.
    Lock,
    /// Wants to leave.
    SignOut,
    /// Wants to leave although the app asked to stay.
    SignOutAnyway,
}

/// How this screen is left.
pub enum Leave {
    /// To the account.
    Account(Box<SessionView>),
    /// Somebody signed out.
    SignedOut(Session),
    /// Somebody else wants to sign in.
    Switched,
    /// Their account is no longer what it was.
    Ended(Session),
}

impl AppScreen {
    /// Opens the first page, or what the app itself shows when there is such a thing.
    pub fn new(
        session_view: Box<SessionView>,
        AppStart {
            keep,
            has_home,
            rules,
        }: AppStart,
        tickets: &mut Tickets,
        now: Now,
    ) -> (Self, Vec<Ask>) {
        let mut screen = Self {
            session_view,
            open: None,
            has_home,
            own: Vec::new(),
            own_open: 0,
            rules,
            area: Area::Page,
            doing: ActionRunner::default(),
            notice: None,
            dismissed: Vec::new(),
            remembering: None,
            launching: None,
            rereading: None,
        };
        let mut asks = Vec::new();
        if let Some(first) = screen.session_view.pages.first().filter(|_| !has_home) {
            let id = first.id.clone();
            asks.push(screen.open_page(id, tickets, now));
        }
        if keep {
            asks.push(screen.remember(tickets));
        }
        (screen, asks)
    }

    /// Asks to be remembered.
    pub(crate) fn remember(&mut self, tickets: &mut Tickets) -> Ask {
        let ask = tickets.ask(Request::Remember(self.session_view.session.clone()));
        self.remembering = Some(ask.ticket);
        ask
    }

    /// The file says something else now: pages come and go, and the one that is open is read again
    /// or closed (R49).
    pub fn refresh(
        &mut self,
        session_view: Box<SessionView>,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        let had_none = self.session_view.pages.is_empty();
        let session = session_view.session.as_fresh_as(&self.session_view.session);
        let told = std::mem::take(&mut self.session_view.told);
        let before = self.session_view.before;
        self.session_view = session_view;
        self.session_view.session = session;
        (self.session_view.before, self.session_view.told) = (before, told);
        if self.session_view.warnings == self.dismissed {
            self.session_view.warnings.clear();
        }
        if matches!(self.notice, Some(Notice::Store(_))) {
            self.notice = None;
        }
        let is_open_to_them =
            |page: &OpenPage| self.session_view.pages.iter().any(|tab| tab.id == page.id);
        let mut asks = match &mut self.open {
            Some(page) if is_open_to_them(page) => {
                let ask = tickets.ask(Request::OpenPage {
                    session: self.session_view.session.clone(),
                    view: page.id.clone(),
                });
                page.rereading = Some(ask.ticket);
                vec![ask]
            }
            Some(_) => {
                self.open = None;
                self.notice = Some(Notice::PageClosed);
                Vec::new()
            }
            None if had_none && !self.has_home => {
                let first = self.session_view.pages.first().map(|tab| tab.id.clone());
                first
                    .map(|id| self.open_page(id, tickets, now))
                    .into_iter()
                    .collect()
            }
            None => Vec::new(),
        };
        asks.extend(self.refresh_area(tickets, now));
        asks
    }

    /// The app's own pages that are open to this person now. One that is not any more closes (R49).
    pub fn set_own(&mut self, own: Vec<HostPage>, tickets: &mut Tickets, now: Now) -> Vec<Ask> {
        if !self.has_home {
            // They came in before the app said so, and a page of the file was opened for them.
            (self.has_home, self.open) = (true, None);
        }
        if self.own == own {
            return Vec::new();
        }
        let is_there = |id: usize| own.iter().any(|tab| tab.id == id);
        if !is_there(self.own_open) {
            let was_shown = self.own.iter().any(|tab| tab.id == self.own_open);
            if was_shown && self.open.is_none() {
                self.notice = Some(Notice::PageClosed);
            }
            self.own_open = own.first().map_or(0, |tab| tab.id);
        }
        self.own = own;
        let first = self.session_view.pages.first().map(|tab| tab.id.clone());
        match first {
            Some(id) if self.own.is_empty() && self.open.is_none() => {
                vec![self.open_page(id, tickets, now)]
            }
            _ => Vec::new(),
        }
    }

    /// The page of the app's own that is shown, if one is.
    #[must_use]
    pub fn own_shown(&self) -> Option<usize> {
        let is_shown = self.has_home && self.open.is_none() && matches!(self.area, Area::Page);
        let tab = self.own.iter().find(|tab| tab.id == self.own_open);
        tab.filter(|_| is_shown).map(|tab| tab.id)
    }

    /// The window is locked: what was typed into password fields goes.
    pub(crate) fn lock(&mut self) {
        self.doing.lock();
        if let Area::Users(screen) = &mut self.area {
            screen.lock();
        }
    }

    /// Asks what this person may see now.
    fn reread(&mut self, session: Session, tickets: &mut Tickets) -> Ask {
        let ask = tickets.ask(Request::Refresh(session));
        self.rereading = Some(ask.ticket);
        ask
    }

    /// How the wait for the page looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match &self.open {
            Some(OpenPage {
                content: PageContent::Reading(wait),
                ..
            }) => Busy::of(Some(*wait), now),
            _ => Busy::Idle,
        }
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match event {
            Event::Open(id) => {
                (self.notice, self.area) = (None, Area::Page);
                Step::Stay(vec![self.open_page(id, tickets, now)])
            }
            Event::Launch(item) => match &self.open {
                Some(page) => {
                    let ask = tickets.ask(Request::Launch {
                        session: self.session_view.session.clone(),
                        view: page.id.clone(),
                        item,
                    });
                    self.notice = self.launch_title(item).map(Notice::Started);
                    self.launching = Some(ask.ticket);
                    Step::Stay(vec![ask])
                }
                None => Step::stay(),
            },
            Event::DismissNotice => {
                self.notice = None;
                Step::stay()
            }
            Event::DismissWarnings => {
                self.dismissed = std::mem::take(&mut self.session_view.warnings);
                Step::stay()
            }
            Event::Theme(choice) => Step::Stay(vec![tickets.ask(Request::KeepTheme(choice))]),
            Event::DismissTold => {
                self.session_view.told.clear();
                Step::stay()
            }
            Event::Go(place) => Step::Stay(self.go(place, tickets, now)),
            Event::Area(event) => Step::Stay(self.on_area(event, tickets, now)),
            Event::Close => {
                (self.notice, self.area) = (None, Area::Page);
                Step::stay()
            }
            Event::Own(id) => {
                if self.own.iter().any(|tab| tab.id == id) {
                    (self.notice, self.area, self.open) = (None, Area::Page, None);
                    self.own_open = id;
                }
                Step::stay()
            }
            Event::Switch => Step::Leave(Leave::Switched),
            // Locks the window, and is not for this screen.
            Event::Lock => Step::stay(),
            Event::Account => Step::Leave(Leave::Account(self.session_view.clone())),
            Event::SignOut | Event::SignOutAnyway => {
                Step::Leave(Leave::SignedOut(self.session_view.session.clone()))
            }
        }
    }

    /// A page was read, something started, or somebody remembered.
    pub fn on_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
        now: Now,
    ) -> Step<Leave> {
        match reply {
            Reply::PageOpened { view, page } => self.page_read(ticket, &view, page),
            Reply::Remembered(result) if self.remembering == Some(ticket) => {
                self.remembering = None;
                if let Err(error) = result {
                    self.notice = Some(Notice::NotRemembered(error));
                }
            }
            Reply::Launched(result) if self.launching == Some(ticket) => {
                self.launching = None;
                if let Err(error) = result {
                    self.notice = Some(Notice::NotStarted(error));
                }
            }
            Reply::Refreshed(result) if self.rereading == Some(ticket) => {
                self.rereading = None;
                return match result {
                    Ok(session_view) => Step::Stay(self.refresh(session_view, tickets, now)),
                    Err(RefreshError::Ended) => {
                        Step::Leave(Leave::Ended(self.session_view.session.clone()))
                    }
                    Err(RefreshError::Store(error)) => {
                        self.notice = Some(Notice::Store(error));
                        Step::stay()
                    }
                };
            }
            reply => return self.on_area_reply(ticket, reply, tickets, now),
        }
        Step::stay()
    }

    fn page_read(&mut self, ticket: Ticket, id: &PageId, page: Result<OpenedPage, PageError>) {
        let Some(open) = &mut self.open else { return };
        let is_awaited = match open.content {
            PageContent::Reading(wait) if wait.ticket == ticket => true,
            _ => open.rereading == Some(ticket),
        };
        if is_awaited && open.id == *id {
            open.rereading = None;
            open.content = match page {
                Ok(page) => PageContent::Shown(page),
                Err(error) => PageContent::Failed(error),
            };
        }
    }

    fn open_page(&mut self, id: PageId, tickets: &mut Tickets, now: Now) -> Ask {
        let ask = tickets.ask(Request::OpenPage {
            session: self.session_view.session.clone(),
            view: id.clone(),
        });
        let wait = Wait::of(&ask, now);
        self.open = Some(OpenPage {
            id,
            content: PageContent::Reading(wait),
            rereading: None,
        });
        ask
    }

    fn launch_title(&self, item: usize) -> Option<String> {
        match &self.open.as_ref()?.content {
            PageContent::Shown(OpenedPage::Launch(items)) => {
                items.get(item).map(|item| item.title.clone())
            }
            _ => None,
        }
    }
}
