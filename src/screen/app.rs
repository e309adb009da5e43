//! Signed in: the pages that this person may open, and what is on the one that is open.
//!
//! Needs a [`Session`] and cannot be made without one. The content of a page is read when it is
//! opened and forgotten when another one is.

use crate::account::look::ThemeChoice;
use crate::account::problem::Problem;
use crate::account::view::ViewId;
use crate::service::Session;
use crate::service::page::{LaunchError, Page, PageError};
use crate::service::ports::StoreError;
use crate::service::remember::RememberError;
use crate::service::request::{Entrance, Reply, Request};

use super::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// Somebody's own pages.
pub struct AppScreen {
    /// Who is signed in, and what they may open.
    pub entrance: Box<Entrance>,
    /// The page that is open.
    pub open: Option<OpenPage>,
    /// What to say above the page.
    pub notice: Option<Notice>,
    dismissed: Vec<Problem>,
    remembering: Option<Ticket>,
    launching: Option<Ticket>,
}

/// A page that is open or being opened.
pub struct OpenPage {
    /// Which.
    pub id: ViewId,
    /// What is on it.
    pub content: PageContent,
    rereading: Option<Ticket>,
}

/// What is on a page.
pub enum PageContent {
    /// It is being read.
    Reading(Wait),
    /// This.
    Shown(Page),
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
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose a page.
    Open(ViewId),
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
}

/// How this screen is left.
pub enum Leave {
    /// To the account.
    Account(Box<Entrance>),
    /// Somebody signed out.
    SignedOut(Session),
}

impl AppScreen {
    /// Opens the first page; `keep` asks to be remembered.
    pub fn new(
        entrance: Box<Entrance>,
        keep: bool,
        tickets: &mut Tickets,
        now: Now,
    ) -> (Self, Vec<Ask>) {
        let mut screen = Self {
            entrance,
            open: None,
            notice: None,
            dismissed: Vec::new(),
            remembering: None,
            launching: None,
        };
        let mut asks = Vec::new();
        if let Some(first) = screen.entrance.pages.first() {
            let id = first.id.clone();
            asks.push(screen.open_page(id, tickets, now));
        }
        if keep {
            let ask = tickets.ask(Request::Remember(screen.entrance.session.clone()));
            screen.remembering = Some(ask.ticket);
            asks.push(ask);
        }
        (screen, asks)
    }

    /// The file says something else now: pages come and go, and the one that is open is read again
    /// or closed (R49).
    pub fn refresh(
        &mut self,
        entrance: Box<Entrance>,
        tickets: &mut Tickets,
        now: Now,
    ) -> Vec<Ask> {
        let had_none = self.entrance.pages.is_empty();
        let told = std::mem::take(&mut self.entrance.told);
        let before = self.entrance.before;
        self.entrance = entrance;
        (self.entrance.before, self.entrance.told) = (before, told);
        if self.entrance.warnings == self.dismissed {
            self.entrance.warnings.clear();
        }
        if matches!(self.notice, Some(Notice::Store(_))) {
            self.notice = None;
        }
        let is_open_to_them =
            |page: &OpenPage| self.entrance.pages.iter().any(|tab| tab.id == page.id);
        match &mut self.open {
            Some(page) if is_open_to_them(page) => {
                let ask = tickets.ask(Request::OpenPage {
                    session: self.entrance.session.clone(),
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
            None if had_none => {
                let first = self.entrance.pages.first().map(|tab| tab.id.clone());
                first
                    .map(|id| self.open_page(id, tickets, now))
                    .into_iter()
                    .collect()
            }
            None => Vec::new(),
        }
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
                self.notice = None;
                Step::Stay(vec![self.open_page(id, tickets, now)])
            }
            Event::Launch(item) => match &self.open {
                Some(page) => {
                    let ask = tickets.ask(Request::Launch {
                        session: self.entrance.session.clone(),
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
                self.dismissed = std::mem::take(&mut self.entrance.warnings);
                Step::stay()
            }
            Event::Theme(choice) => Step::Stay(vec![tickets.ask(Request::KeepTheme(choice))]),
            Event::DismissTold => {
                self.entrance.told.clear();
                Step::stay()
            }
            // Locks the window, and is not for this screen.
            Event::Lock => Step::stay(),
            Event::Account => Step::Leave(Leave::Account(self.entrance.clone())),
            Event::SignOut => Step::Leave(Leave::SignedOut(self.entrance.session.clone())),
        }
    }

    /// A page was read, something started, or somebody remembered.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Step<Leave> {
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
            _ => {}
        }
        Step::stay()
    }

    fn page_read(&mut self, ticket: Ticket, id: &ViewId, page: Result<Page, PageError>) {
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

    fn open_page(&mut self, id: ViewId, tickets: &mut Tickets, now: Now) -> Ask {
        let ask = tickets.ask(Request::OpenPage {
            session: self.entrance.session.clone(),
            view: id.clone(),
        });
        let wait = Wait {
            ticket: ask.ticket,
            since: now,
        };
        self.open = Some(OpenPage {
            id,
            content: PageContent::Reading(wait),
            rereading: None,
        });
        ask
    }

    fn launch_title(&self, item: usize) -> Option<String> {
        match &self.open.as_ref()?.content {
            PageContent::Shown(Page::Launch(items)) => {
                items.get(item).map(|item| item.title.clone())
            }
            _ => None,
        }
    }
}
