//! The state machine of the users screen.

use std::cell::Cell;
use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::service::Session;
use crate::service::admin_action::{AdminAction, Export};
use crate::service::command::Finished;
use crate::service::users::UserError;
use crate::service::users::commands::{ListUsers, SendCode};
use crate::service::users::list::{UserList, UserRow};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::badge_scans::BadgeScans;
use crate::screen::users::done::{Notice, Toast};
use crate::screen::users::editor::UserEditor;
use crate::screen::users::import::{ImportEvent, ImportForm};
use crate::screen::users::lockouts::Lockouts;
use crate::screen::users::part::{Confirmed, Part};
use crate::screen::users::query::{Column, Query, Tab};
use crate::screen::users::quick::QuickUsers;
use crate::screen::users::recent::RecentActivity;
use crate::screen::users::rename::RenameForm;
use crate::screen::users::results::ResultsEvent;
use crate::screen::users::selection::{Selection, SelectionEvent};
use crate::screen::users::shown::ShownRows;

/// The users.
pub struct UsersScreen {
    /// The users, once they are known.
    pub users: Option<Arc<UserList>>,
    /// Why they are not known.
    pub failed: Option<UserError>,
    /// Which part of the list is shown.
    pub tab: Tab,
    /// What is searched for.
    pub query: Query,
    /// Whether the filters are shown in a narrow window.
    pub are_filters_shown: bool,
    /// The users who are selected.
    pub selection: Selection,
    /// What is shown.
    pub part: Part,
    /// Shown above it.
    pub notice: Option<Notice>,
    /// What was just done.
    pub toast: Option<Toast>,
    /// Customization by the host app.
    pub customization: Arc<Customization>,
    /// The rows of [`UsersScreen::users`] that are shown, in order.
    pub(super) shown: ShownRows,
    /// The number of the last toast.
    pub(super) toasts: u32,
    /// The user who was left last, whose row gets the focus; taken when the list is drawn.
    pub left: Option<String>,
    /// Whether the list was shown before the form or the question.
    is_from_list: bool,
    /// Where the user was found that was looked for last.
    found: Cell<usize>,
    /// What happened to the user who is open.
    pub recent: RecentActivity,
    /// The lockouts that count down.
    pub lockouts: Lockouts,
    quick: QuickUsers,
    pub(super) listing: Pending<ListUsers>,
    sending: Pending<SendCode>,
}

/// What the user did.
pub enum Event {
    /// Changed what is searched for.
    Queried,
    /// Sees the place from which on users are wanted that are not here.
    Load(usize),
    /// Chose which part of the list is shown.
    Tab(Tab),
    /// Chose the column to sort by.
    Sort(Column),
    /// Opened the user with this username.
    Show(String),
    /// Wants to go back.
    Back,
    /// Wants to add a user.
    Add,
    /// Wants to edit the user with this username.
    Edit(String),
    /// Wants to do this to the user with this username.
    Confirm(Confirmed, String),
    /// Wants to change the username of a user.
    Rename(String),
    /// Wants to set the badge of a user.
    Badge(String),
    /// Wants to allow e-mail addresses.
    Invite,
    /// Wants to import users.
    Import,
    /// Did something in the form that imports users.
    ImportForm(ImportEvent),
    /// Did something with the selection.
    Select(SelectionEvent),
    /// Cancels the change of several users that is under way.
    CancelBulk,
    /// Wants what came of it on paper or in a file.
    Results(ResultsEvent),
    /// Wants the code that is shown to be sent by e-mail.
    SendCode,
    /// Wants a table of all users.
    Export,
    /// Pressed the main button or Enter.
    Submit,
    /// Started an action.
    Do(AdminAction),
    /// Saw the end of a lockout.
    LockoutOver,
    /// Dismissed the notice.
    Dismiss,
    /// Takes back what was just done.
    Undo,
    /// Dismissed what says that it was done, or saw it long enough.
    DismissToast,
}

impl UsersScreen {
    /// Starts to read the list.
    pub fn new(
        session: &Session,
        customization: Arc<Customization>,
        effects: &mut Effects,
    ) -> Self {
        let mut quick = QuickUsers::default();
        quick.read(session, effects);
        Self {
            customization,
            users: None,
            failed: None,
            tab: Tab::default(),
            query: Query::default(),
            are_filters_shown: false,
            selection: Selection::default(),
            part: Part::List,
            notice: None,
            toast: None,
            shown: ShownRows::default(),
            toasts: 0,
            left: None,
            is_from_list: true,
            found: Cell::default(),
            recent: RecentActivity::default(),
            lockouts: Lockouts::default(),
            quick,
            listing: effects.start(ListUsers::first(session.clone())),
            sending: Pending::default(),
        }
    }

    /// Reads the list again. The old one is shown until then.
    pub fn refresh(&mut self, session: &Session, effects: &mut Effects) {
        self.load(0, session, effects);
        self.quick.read(session, effects);
        if let Some(username) = self.open_user().map(ToOwned::to_owned) {
            self.recent.read(&username, session, effects);
        }
    }

    /// Returns the number of rows that are shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown.count()
    }

    /// Returns one of the rows that are shown, counted from zero.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&UserRow> {
        self.row_at(at)
    }

    /// Returns the row of a user. The user who was looked for last is found at once, as every frame looks for the
    /// same one.
    #[must_use]
    pub fn find(&self, username: &str) -> Option<&UserRow> {
        let rows = &self.users.as_ref()?.rows;
        let is_wanted = |row: &&UserRow| row.username == username;
        if let Some(row) = rows.get(self.found.get()).filter(is_wanted) {
            return Some(row);
        }
        let at = rows.iter().position(|row| row.username == username)?;
        self.found.set(at);
        rows.get(at)
    }

    /// Returns the place of a user among the rows that are shown, counted from zero. `None` if the user is not shown.
    #[must_use]
    pub fn place(&self, username: &str) -> Option<usize> {
        self.find(username).filter(|_| self.tab == Tab::Everyone)?;
        self.shown.place_of(self.found.get())
    }

    /// Returns the user who is open, perhaps below a question.
    #[must_use]
    pub fn open_user(&self) -> Option<&str> {
        match &self.part {
            Part::Details(username) => Some(username),
            Part::Confirm { username, .. } if !self.is_from_list => Some(username),
            _ => None,
        }
    }

    /// Handles what the user did. Returns the action to start.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        effects: &mut Effects,
    ) -> Option<AdminAction> {
        let rules = &self.customization;
        match event {
            Event::Queried => self.searched(),
            Event::Load(place) => self.load(place, session, effects),
            Event::Tab(tab) => {
                self.tab = tab;
                self.selection.stop();
            }
            Event::Sort(column) => {
                self.query.sort_by(column);
                self.query_again();
            }
            Event::Show(username) => self.open(username, session, effects),
            Event::Back => self.back(),
            Event::Add => self.show(Part::Form(Box::new(UserEditor::new(Arc::clone(rules))))),
            Event::Edit(username) => {
                if let Some(row) = self.find(&username) {
                    let form = UserEditor::of(row, Arc::clone(rules));
                    self.show(Part::Form(Box::new(form)));
                }
            }
            Event::Confirm(action, username) => self.show(Part::Confirm {
                action,
                username,
                typed: String::new(),
                wants_focus: true,
            }),
            Event::Rename(username) => self.show(Part::Rename(RenameForm::new(username))),
            Event::Badge(username) => self.show(Part::Badge {
                username,
                scans: BadgeScans::default(),
            }),
            Event::Invite => self.show(Part::Invite {
                typed: String::new(),
                wants_focus: true,
            }),
            Event::Import => self.show(Part::Import(ImportForm::new())),
            Event::ImportForm(event) => {
                if let Part::Import(import) = &mut self.part {
                    import.on(event, session, effects);
                }
            }
            Event::Export => return Some(AdminAction::Export(Export::Users(None))),
            Event::Select(event) => return self.on_selection(event),
            Event::CancelBulk => self.cancel_change(),
            Event::Results(event) => self.on_results(event, effects),
            Event::SendCode => self.send_code(session, effects),
            Event::Submit => {
                self.notice = None;
                return self.part.submit();
            }
            Event::LockoutOver => self.refresh(session, effects),
            Event::Do(action) => return Some(action),
            Event::Dismiss => self.notice = None,
            Event::Undo => return self.toast.take().and_then(|toast| toast.undo),
            Event::DismissToast => self.toast = None,
        }
        None
    }

    fn send_code(&mut self, session: &Session, effects: &mut Effects) {
        if let Part::Code { username, code, .. } = &self.part
            && let Some(row) = self.find(username)
            && !self.sending.is_waiting()
        {
            let command = SendCode {
                session: session.clone(),
                username: username.clone(),
                email: row.email.as_str().to_owned(),
                code: code.copied(),
            };
            self.notice = None;
            self.sending = effects.start(command);
        }
    }

    /// Returns how the wait for the mail server looks.
    #[must_use]
    pub fn sending(&self, now: Now) -> Busy {
        self.sending.busy(now)
    }

    pub(super) fn show(&mut self, part: Part) {
        match self.part {
            Part::List => self.is_from_list = true,
            Part::Details(_) => self.is_from_list = false,
            _ => {}
        }
        (self.part, self.notice) = (part, None);
    }

    /// Goes from a form of a user to the user if it was opened there, and otherwise to the list.
    pub(super) fn back(&mut self) {
        let part = match &self.part {
            Part::Details(username) => {
                self.left = Some(username.clone());
                Part::List
            }
            _ if self.is_from_list => Part::List,
            Part::Form(form) if !form.is_new() => Part::Details(form.user.input.username.clone()),
            Part::Confirm { username, .. }
            | Part::Badge { username, .. }
            | Part::Rename(RenameForm { username, .. })
            | Part::Code {
                username,
                is_first: false,
                ..
            } => Part::Details(username.clone()),
            _ => Part::List,
        };
        self.show(part);
    }

    /// Takes in the end of a command.
    pub fn on_finished(&mut self, finished: &mut Finished) {
        self.recent.on_finished(finished);
        match self.listing.take(finished) {
            None => {}
            Some(Ok(mut users)) => {
                self.quick.note(&mut users);
                if let Part::Form(form) = &mut self.part
                    && !form.follow(&users.rows)
                {
                    self.notice = Some(Notice::Reloaded);
                }
                self.take_list(users);
                if let Some(users) = &self.users {
                    self.selection.retain(&users.rows);
                }
                self.failed = None;
                self.query_again();
                self.renew_review();
                self.leave_removed_user();
            }
            Some(Err(error)) => self.failed = Some(error),
        }
        self.quick.on_finished(finished, self.users.as_mut());
        if let Some(sent) = self.sending.take(finished) {
            self.notice = Some(match sent {
                Ok(email) => Notice::CodeSent(email.as_str().to_owned()),
                Err(error) => Notice::CodeNotSent(error),
            });
        }
        let notice = match &mut self.part {
            Part::Import(import) => import.on_finished(finished),
            Part::Results(results) => results.on_finished(finished),
            _ => None,
        };
        if notice.is_some() {
            self.notice = notice;
        }
    }

    pub(super) fn query_again(&mut self) {
        if self.is_part() {
            return;
        }
        let users = self.users.as_ref();
        let rows = users.map_or_else(Vec::new, |users| self.query.rows(users));
        self.shown = ShownRows::all(rows);
    }

    fn leave_removed_user(&mut self) {
        if let Part::Details(username) | Part::Confirm { username, .. } = &self.part
            && self.find(username).is_none()
        {
            self.part = Part::List;
        }
    }
}
