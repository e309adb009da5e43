//! The state machine of the signed-in user's window.

use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::customization::Customization;
use crate::domain::first_steps::FirstStep;
use crate::domain::page::PageId;
use crate::domain::problem::Problem;
use crate::service::Session;
use crate::service::admin_action::AdminAction;
use crate::service::command::Finished;
use crate::service::pages::LaunchError;
use crate::service::pages::commands::Launch;
use crate::service::ports::StoreError;
use crate::service::preferences::SavePreference;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::remember_me::RememberError;
use crate::service::remember_me::commands::Remember;
use crate::service::session_view::SessionView;
use crate::service::sign_in::commands::Refresh;
use crate::service::sign_in::sessions::RefreshError;

use crate::screen::account::Form;
use crate::screen::admin_action::ActionRunner;
use crate::screen::app::area::{Area, AreaEvent, AreaKind};
use crate::screen::app::command_palette::{CommandPalette, PaletteEvent};
use crate::screen::app::kept::{KeptAreas, OpenPlace};
use crate::screen::app::page::{CurrentPage, HostPage};
use crate::screen::approval::{self, ApprovalDialog, AskedApproval};
use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
#[cfg(feature = "signatures")]
use crate::screen::signing::{self, SigningDialog};

/// The signed-in user's window.
pub struct AppScreen {
    /// The session, and what the window shows of it.
    pub session_view: Box<SessionView>,
    /// The page of the file that is open.
    pub open: Option<CurrentPage>,
    /// The pages of the host app that the session may open, in the order of the navigation.
    pub host_pages: Vec<HostPage>,
    /// The id of the host app's page that is shown where no page of the file is open.
    pub host_page: usize,
    /// Customization by the host app.
    pub customization: Arc<Customization>,
    /// What is shown beside the navigation.
    pub area: Area,
    /// Whether the area is drawn on the page of the host app, which placed it there.
    pub(super) is_area_placed: bool,
    /// The administrator's action that is under way.
    pub action: ActionRunner,
    /// What a second person is asked to approve.
    pub approval: ApprovalDialog,
    /// What the user is asked to sign.
    #[cfg(feature = "signatures")]
    pub signing: SigningDialog,
    /// How often one of the two was opened.
    pub(super) questions: u32,
    /// Shown above the page.
    pub notice: Option<Notice>,
    /// Whether the content gets the focus; taken when it is drawn.
    pub wants_focus: bool,
    /// The command palette while it is open.
    pub command_palette: Option<CommandPalette>,
    /// Areas that are not shown, and keep what was typed.
    pub(super) kept: KeptAreas,
    dismissed: Vec<Problem>,
    remembering: Pending<Remember>,
    pub(super) launching: Pending<Launch>,
    /// The item that is being started, if a second person can be asked to approve it.
    pub(super) launched: Option<usize>,
    refreshing: Pending<Refresh>,
}

/// How the window starts.
pub struct AppStart {
    /// Whether the user wants to stay signed in.
    pub keep: bool,
    /// Customization by the host app.
    pub customization: Arc<Customization>,
}

/// Shown above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The user does not stay signed in.
    NotRemembered(RememberError),
    /// An item of a launch page was not started.
    NotStarted(LaunchError),
    /// The item with this title was started.
    Started(String),
    /// The session may no longer open the page that was open.
    PageClosed,
    /// The parked session of the user was ended.
    ParkedEnded,
    /// The badge of another user was scanned.
    BadgeOfAnother,
    /// The configuration file cannot be used.
    Store(StoreError),
    /// The host app asks the user to stay, for this reason.
    Stay(String),
    /// A change is still under way, and its result is shown only here.
    Changing,
}

/// What the user did.
pub enum Event {
    /// Opened the Welcome page.
    Welcome,
    /// Wants to do one of the first steps.
    Step(FirstStep),
    /// Hid the first steps, or wants to see them again.
    HideFirstSteps(bool),
    /// Dismissed the number of wrong passwords since the last sign-in.
    DismissFailures,
    /// Opened an area of the program itself.
    Go(AreaKind),
    /// The page of the host app places this area, or none any more.
    Place(Option<AreaKind>),
    /// Did something there.
    Area(AreaEvent),
    /// Closed the area.
    Close,
    /// Opened a page of the host app.
    OpenHostPage(usize),
    /// Wants another user to sign in; this session is parked.
    Switch,
    /// Opened a page of the file.
    Open(PageId),
    /// Started an item of a launch page, counted from zero.
    Launch(usize),
    /// Wants the open page to be approved.
    AskPage,
    /// Opened the command palette, or did something in it.
    Palette(PaletteEvent),
    /// Dismissed the notice.
    DismissNotice,
    /// Dismissed the warnings about the file.
    DismissWarnings,
    /// Wants an action of the host app to be approved.
    AskApproval(Box<AskedApproval>),
    /// Approves it or not.
    Approval(approval::Event),
    /// Signs content of the host app, or wants the user to.
    #[cfg(feature = "signatures")]
    Signing(signing::Event),
    /// Chose a theme.
    Theme(ThemeChoice),
    /// Opened the account.
    Account,
    /// Dismissed what happened to the account.
    DismissAccountEvents,
    /// Wants to lock the window; handled by the parent.
    Lock,
    /// Wants to sign out.
    SignOut,
    /// Wants to sign out although the host app asked to stay.
    SignOutAnyway,
}

/// Where to go from this screen.
pub enum Transition {
    /// To the recovery codes that the user has made at the account, and then back there and to what was open before.
    Codes(WithRecoveryCodes<Box<SessionView>>, Option<Form>, OpenPlace),
    /// To the sign-in form: the user signed out.
    SignedOut(Session),
    /// To the sign-in form: another user wants to sign in.
    Switched,
    /// To the sign-in form: the session has ended.
    Ended(Session),
    /// To the sign-in form: a backup was restored, which has ended the session.
    Restored(Session),
}

impl AppScreen {
    /// Opens the Welcome page, or the first page of the host app.
    pub fn new(session_view: Box<SessionView>, start: AppStart, effects: &mut Effects) -> Self {
        let mut screen = Self {
            session_view,
            open: None,
            host_pages: Vec::new(),
            host_page: 0,
            customization: start.customization,
            area: Area::Page,
            is_area_placed: false,
            action: ActionRunner::default(),
            approval: ApprovalDialog::default(),
            #[cfg(feature = "signatures")]
            signing: SigningDialog::default(),
            questions: 0,
            notice: None,
            wants_focus: true,
            command_palette: None,
            kept: KeptAreas::default(),
            dismissed: Vec::new(),
            remembering: Pending::default(),
            launching: Pending::default(),
            launched: None,
            refreshing: Pending::default(),
        };
        if start.keep {
            screen.remember(effects);
        }
        screen
    }

    /// Lets the user stay signed in.
    pub(crate) fn remember(&mut self, effects: &mut Effects) {
        self.remembering = effects.start(Remember(self.session_view.session.clone()));
    }

    /// Takes in that the file has changed: pages come and go, and the open one is read again or closed (R49).
    pub fn refresh(&mut self, session_view: Box<SessionView>, effects: &mut Effects) {
        let session = session_view.session.as_fresh_as(&self.session_view.session);
        self.session_view.refresh(session_view);
        self.session_view.session = session;
        if self.session_view.warnings == self.dismissed {
            self.session_view.warnings.clear();
        }
        if matches!(self.notice, Some(Notice::Store(_))) {
            self.notice = None;
        }
        if effects.is_reacting() {
            // A parked session is not read: it will be when its user is back.
            return;
        }
        let SessionView { session, pages, .. } = &*self.session_view;
        match &mut self.open {
            Some(page) if pages.iter().any(|link| link.id == page.id) => {
                page.read(session, effects);
            }
            Some(_) => {
                self.hide_page();
                self.open = None;
                self.notice = Some(Notice::PageClosed);
            }
            None => {}
        }
        self.refresh_area(effects);
        self.refresh_palette();
    }

    /// Sets the pages of the host app that the session may open. The open one closes if it is not among them (R49).
    pub fn set_host_pages(&mut self, pages: Vec<HostPage>) {
        if self.host_pages == pages {
            return;
        }
        let is_open = |page: &HostPage| page.id == self.host_page;
        if !pages.iter().any(is_open) {
            if self.host_pages.iter().any(is_open) && self.open.is_none() {
                self.notice = Some(Notice::PageClosed);
            }
            self.host_page = pages.first().map_or(0, |page| page.id);
        }
        self.host_pages = pages;
    }

    /// Returns the id of the host app's page that is shown, if one is.
    #[must_use]
    pub fn shown_host_page(&self) -> Option<usize> {
        let is_page = matches!(self.area, Area::Page) || self.placed_area().is_some();
        let is_shown = self.open.is_none() && is_page;
        let mut pages = self.host_pages.iter().map(|page| page.id);
        pages.find(|id| is_shown && *id == self.host_page)
    }

    /// Returns the area that is drawn on the page of the host app.
    #[must_use]
    pub fn placed_area(&self) -> Option<AreaKind> {
        self.area.kind().filter(|_| self.is_area_placed)
    }

    /// Finds out what the session may open now.
    pub(crate) fn read_session_again(&mut self, effects: &mut Effects) {
        if !effects.is_reacting() {
            self.refreshing = effects.start(Refresh(self.session_view.session.clone()));
        }
    }

    /// Returns how the wait for the page looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let page = self.open.as_ref();
        page.map_or(Busy::Idle, |page| page.busy(now))
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        match event {
            event if self.is_changing() && (event.leaves_area() || self.holds(&event)) => {
                self.notice = Some(Notice::Changing);
            }
            Event::Welcome => self.open_welcome(),
            Event::Step(step) => self.do_step(step, effects),
            Event::HideFirstSteps(hide) => self.hide_first_steps(hide, effects),
            Event::DismissFailures => self.dismiss_failures(),
            Event::Open(id) => self.open_page(id, effects),
            Event::Launch(item) => self.launch(item, false, effects),
            Event::AskPage => self.want_page(effects),
            Event::Palette(event) => self.on_palette(event, effects),
            Event::DismissNotice => self.notice = None,
            Event::DismissWarnings => {
                self.dismissed = std::mem::take(&mut self.session_view.warnings);
            }
            Event::AskApproval(asked) => self.ask_approval(*asked, effects.now()),
            Event::Approval(event) => self.on_approval(event, effects),
            #[cfg(feature = "signatures")]
            Event::Signing(event) => self.on_signing(event, effects),
            Event::Theme(theme) => effects.run(SavePreference::Theme(theme)),
            Event::DismissAccountEvents => self.session_view.account_events.clear(),
            Event::Go(area) => self.go(area, effects),
            Event::Place(area) => self.place_area(area, effects),
            Event::Area(event) => return self.on_area(event, effects),
            Event::Close => self.close_area(),
            Event::OpenHostPage(id) => {
                if self.host_pages.iter().any(|page| page.id == id) {
                    self.close_area();
                    (self.open, self.host_page) = (None, id);
                }
            }
            Event::Lock => {}
            Event::Switch => return Some(Transition::Switched),
            Event::Account => self.open_account(None, effects),
            Event::SignOut | Event::SignOutAnyway => {
                return Some(Transition::SignedOut(self.session_view.session.clone()));
            }
        }
        None
    }

    /// Takes in the end of a command.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        self.on_page_finished(finished, effects.now());
        if let Some(palette) = &mut self.command_palette {
            palette.on_finished(finished);
        }
        self.on_dialog_finished(finished, effects);
        if let Some(Err(error)) = self.remembering.take(finished) {
            self.notice = Some(Notice::NotRemembered(error));
        }
        if let Some(result) = self.launching.take(finished) {
            self.on_launched(result, effects);
        }
        match self.refreshing.take(finished) {
            None => {}
            Some(Ok(session_view)) => self.take_in_view(session_view, effects),
            Some(Err(RefreshError::Store(error))) => self.notice = Some(Notice::Store(error)),
            Some(Err(RefreshError::Ended)) => {
                return Some(Transition::Ended(self.session_view.session.clone()));
            }
        }
        self.kept.on_finished(finished);
        let transition = self.on_area_finished(finished, effects);
        self.note_change_end();
        transition
    }

    /// Returns `true` while something is changed. The result, such as codes that are shown only once, is shown where
    /// it was started, so that the user stays there (R72).
    #[must_use]
    pub fn is_changing(&self) -> bool {
        self.action.is_under_way()
            || self
                .account()
                .is_some_and(|account| account.busy(Now::ZERO).is_busy())
    }

    /// Returns `true` if codes that are being made would be shown to no one after this: signing out waits for them.
    fn holds(&self, event: &Event) -> bool {
        use AdminAction::{Bulk, Import};
        matches!(event, Event::SignOut | Event::SignOutAnyway)
            && matches!(self.action.running(), Some(Bulk { .. } | Import { .. }))
    }

    /// Dismisses the notice that a change is under way once it is not.
    pub(super) fn note_change_end(&mut self) {
        if !self.is_changing() {
            self.notice.take_if(|notice| *notice == Notice::Changing);
        }
    }

    pub(super) fn close_area(&mut self) {
        self.leave_area();
        self.notice = None;
    }

    fn open_page(&mut self, id: PageId, effects: &mut Effects) {
        self.close_area();
        let session = &self.session_view.session;
        self.open = Some(CurrentPage::open(id, session, effects));
    }
}
