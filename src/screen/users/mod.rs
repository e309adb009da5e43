//! Everybody, for those who manage people: a list to search, filter and sort, a form for each thing
//! that can be done.
//!
//! ```text
//! List ──Add, Edit──▶ Form      ┐
//!   │ ──Show──▶ Person          ├──▶ a task for the parent ──done──▶ List, Person, Code
//!   │ ──Invite──▶ Invite        │
//!   └─ ──Import──▶ Import       ┘
//! ```
//! What is shown of the list is decided when something changes, not at every frame.

mod editor;
mod import;
mod list;

use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::secret::{Secret, SecretText};
use crate::service::Session;
use crate::service::admin_action::{ActionError, ActionOutcome, AdminAction, AdminRequest};
use crate::service::request::Reply;
use crate::service::users::list::{UserList, UserRow};
use crate::service::users::{UserChange, UserError};

pub use crate::screen::users::editor::UserEditor;
pub use crate::screen::users::import::{ImportPart, Judged};
pub use crate::screen::users::list::{Column, Query};

use crate::screen::{Ask, Now, Ticket, Tickets};

/// Everybody.
pub struct UsersScreen {
    /// Everybody, once it is known.
    pub people: Option<Arc<UserList>>,
    /// Why it is not.
    pub failed: Option<UserError>,
    /// What is searched for.
    pub query: Query,
    /// What is shown.
    pub part: Part,
    /// What to say above it.
    pub notice: Option<Notice>,
    /// Which fields there are.
    pub rules: Arc<Customization>,
    /// Which rows of [`UsersScreen::people`] are shown, in order.
    shown: Vec<usize>,
    listing: Option<Ticket>,
    saving: Option<Ticket>,
}

/// What is shown.
pub enum Part {
    /// The list.
    List,
    /// Somebody, by their username, and what can be done.
    Person(String),
    /// A form to add or change somebody.
    Form(Box<UserEditor>),
    /// Whether somebody is really to be removed.
    Remove {
        /// Their username.
        username: String,
        /// What was typed.
        typed: String,
        /// Whether the field wants the focus; taken by whoever draws.
        wants_focus: bool,
    },
    /// A one-time code, shown this once.
    Code {
        /// Whose.
        username: String,
        /// The code.
        code: Secret,
        /// Whether it is for their first password.
        is_first: bool,
    },
    /// Addresses that may register.
    Invite {
        /// What was typed: addresses, one a line or with commas.
        typed: String,
        /// Whether the field wants the focus; taken by whoever draws.
        wants_focus: bool,
    },
    /// A table of people.
    Import(ImportPart),
}

/// What to say above the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something was done to somebody.
    Done(Deed, String),
    /// So many addresses are new on the list.
    Invited(usize),
    /// People were added and changed.
    Imported(usize, usize),
    /// A table was written here.
    Saved(String),
    /// Something was not done.
    Failed(ActionError),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Changed.
    Changed,
    /// Disabled.
    Disabled,
    /// Enabled.
    Enabled,
    /// Let in.
    Approved,
    /// Unlocked.
    Unlocked,
    /// No second factor any more.
    TwoStepOff,
    /// Has to choose another password.
    ChangeRequired,
    /// Signed out everywhere.
    SignedOut,
    /// Removed.
    Removed,
    /// Taken off the list of those who may register.
    Uninvited,
}

/// What a person did.
pub enum Event {
    /// Changed what is searched for.
    Queried,
    /// Wants it sorted by this, or the other way round.
    Sort(Column),
    /// Chose somebody.
    Show(String),
    /// Wants to go back.
    Back,
    /// Wants to add somebody.
    Add,
    /// Wants to change somebody.
    Edit(String),
    /// Wants to remove somebody.
    Remove(String),
    /// Wants to invite people.
    Invite,
    /// Wants to import a table.
    Import,
    /// Wants everybody in a table.
    Export,
    /// Wants to choose a file.
    ChooseFile,
    /// Dropped a file on the window.
    Dropped(std::path::PathBuf),
    /// Wants to look at the table.
    Plan,
    /// Wants the one-time codes in a file, as this text.
    SaveCodes(SecretText),
    /// Pressed the button or Enter.
    Submit,
    /// Wants this to be done.
    Do(AdminAction),
    /// Has read the notice.
    Dismiss,
}

impl UsersScreen {
    /// An empty list that is being filled.
    pub fn new(
        session: &Session,
        rules: Arc<Customization>,
        tickets: &mut Tickets,
    ) -> (Self, Vec<Ask>) {
        let mut screen = Self {
            rules,
            people: None,
            failed: None,
            query: Query::default(),
            part: Part::List,
            notice: None,
            shown: Vec::new(),
            listing: None,
            saving: None,
        };
        let asks = screen.refresh(session, tickets);
        (screen, asks)
    }

    /// Asks for everybody anew. What is shown stays until the answer is there.
    pub fn refresh(&mut self, session: &Session, tickets: &mut Tickets) -> Vec<Ask> {
        let ask = tickets.ask(AdminRequest::ListPeople.by(session));
        self.listing = Some(ask.ticket);
        vec![ask]
    }

    /// The window is locked: a code that is shown once is not kept behind the lock.
    pub fn lock(&mut self) {
        if let Part::Code { username, .. } = &self.part {
            self.part = Part::Person(username.clone());
        }
    }

    /// How many people are shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown.len()
    }

    /// One of those who are shown, counted from zero.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&UserRow> {
        self.people.as_ref()?.rows.get(*self.shown.get(at)?)
    }

    /// Somebody, by their username.
    #[must_use]
    pub fn find(&self, username: &str) -> Option<&UserRow> {
        let people = self.people.as_ref()?;
        people.rows.iter().find(|row| row.username == username)
    }

    /// A person did something: what to ask for, and what is to be done.
    pub fn on(
        &mut self,
        event: Event,
        session: &Session,
        tickets: &mut Tickets,
        now: Now,
    ) -> (Vec<Ask>, Option<AdminAction>) {
        match event {
            Event::Queried => self.sort(),
            Event::Sort(column) => {
                self.query.sort_by(column);
                self.sort();
            }
            Event::Show(username) => self.show(Part::Person(username)),
            Event::Back => self.back(),
            Event::Add => self.show(Part::Form(Box::new(UserEditor::new(Arc::clone(
                &self.rules,
            ))))),
            Event::Edit(username) => {
                if let Some(row) = self.find(&username) {
                    let form = UserEditor::of(row, Arc::clone(&self.rules));
                    self.show(Part::Form(Box::new(form)));
                }
            }
            Event::Remove(username) => self.show(Part::Remove {
                username,
                typed: String::new(),
                wants_focus: true,
            }),
            Event::Invite => self.show(Part::Invite {
                typed: String::new(),
                wants_focus: true,
            }),
            Event::Import => self.show(Part::Import(ImportPart::new())),
            Event::Export => {
                let ask = tickets.ask(AdminRequest::SavePeople.by(session));
                self.saving = Some(ask.ticket);
                return (vec![ask], None);
            }
            Event::ChooseFile | Event::Dropped(_) | Event::Plan | Event::SaveCodes(_) => {
                if let Part::Import(import) = &mut self.part {
                    return (import.on(event, session, tickets, now), None);
                }
            }
            Event::Submit => {
                let task = self.submit();
                return (Vec::new(), task);
            }
            Event::Do(task) => return (Vec::new(), Some(task)),
            Event::Dismiss => self.notice = None,
        }
        (Vec::new(), None)
    }

    fn show(&mut self, part: Part) {
        (self.part, self.notice) = (part, None);
    }

    /// From somebody's form to them, and from anything else to the list.
    fn back(&mut self) {
        let part = match &self.part {
            Part::Form(form) if !form.is_new() => Part::Person(form.user.input.username.clone()),
            Part::Remove { username, .. }
            | Part::Code {
                username,
                is_first: false,
                ..
            } => Part::Person(username.clone()),
            _ => Part::List,
        };
        self.show(part);
    }

    fn submit(&mut self) -> Option<AdminAction> {
        self.notice = None;
        match &mut self.part {
            Part::Form(form) => form.submit(),
            Part::Remove {
                username, typed, ..
            } => {
                let is_meant = crate::domain::fold(typed.trim()) == crate::domain::fold(username);
                is_meant.then(|| AdminAction::Remove(username.clone()))
            }
            Part::Invite { typed, .. } => {
                let emails = typed.split(|c: char| c.is_whitespace() || ",;".contains(c));
                let emails = emails.filter(|email| !email.is_empty());
                Some(AdminAction::Invite(emails.map(ToOwned::to_owned).collect()))
            }
            Part::Import(import) => import.submit(),
            Part::List | Part::Person(_) | Part::Code { .. } => None,
        }
    }

    /// Something was found out.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) {
        match reply {
            Reply::PeopleListed(result) if self.listing == Some(ticket) => {
                self.listing = None;
                match result {
                    Ok(people) => {
                        (self.people, self.failed) = (Some(people), None);
                        self.sort();
                        self.leave_who_is_gone();
                    }
                    Err(error) => self.failed = Some(error),
                }
            }
            Reply::TableSaved(result) if self.saving == Some(ticket) => {
                self.saving = None;
                self.notice = Some(match result {
                    Ok(path) => Notice::Saved(path.display().to_string()),
                    Err(error) => Notice::Failed(error),
                });
            }
            reply => {
                if let Part::Import(import) = &mut self.part
                    && let Some(notice) = import.on_reply(ticket, reply)
                {
                    self.notice = Some(notice);
                }
            }
        }
    }

    fn leave_who_is_gone(&mut self) {
        if let Part::Person(username) | Part::Remove { username, .. } = &self.part
            && self.find(username).is_none()
        {
            self.part = Part::List;
        }
    }

    /// A task is done.
    pub fn done(&mut self, task: &AdminAction, done: ActionOutcome) {
        match done {
            ActionOutcome::Code(code) => {
                let (username, is_first) = match task {
                    AdminAction::Add(form) => (form.username.trim().to_owned(), true),
                    AdminAction::StartReset(username) => (username.clone(), false),
                    _ => return,
                };
                self.show(Part::Code {
                    username,
                    code,
                    is_first,
                });
            }
            ActionOutcome::Invited(count) => {
                self.show(Part::List);
                self.notice = Some(Notice::Invited(count));
            }
            ActionOutcome::Imported(imported) => {
                let notice = Notice::Imported(imported.added, imported.changed);
                let part = if imported.codes.is_empty() {
                    Part::List
                } else {
                    Part::Import(ImportPart::done(imported.codes))
                };
                self.show(part);
                self.notice = Some(notice);
            }
            ActionOutcome::Done => {
                let Some((deed, whom)) = deed(task) else {
                    return;
                };
                let part = match deed {
                    Deed::Removed | Deed::Uninvited => Part::List,
                    _ => Part::Person(whom.clone()),
                };
                self.show(part);
                self.notice = Some(Notice::Done(deed, whom));
            }
        }
    }

    /// A task was refused.
    pub fn refused(&mut self, error: ActionError) {
        if let (Part::Form(form), ActionError::People(error)) = (&mut self.part, &error)
            && form.refused(error)
        {
            return;
        }
        self.notice = Some(Notice::Failed(error));
    }
}

fn deed(task: &AdminAction) -> Option<(Deed, String)> {
    let (deed, whom) = match task {
        AdminAction::Change { username, change } => {
            let only_disabled = |disabled| UserChange {
                disabled: Some(disabled),
                ..UserChange::default()
            };
            let deed = if *change == only_disabled(true) {
                Deed::Disabled
            } else if *change == only_disabled(false) {
                Deed::Enabled
            } else {
                Deed::Changed
            };
            (deed, username)
        }
        AdminAction::Approve(username) => (Deed::Approved, username),
        AdminAction::Unlock(username) => (Deed::Unlocked, username),
        AdminAction::TwoStepOff(username) => (Deed::TwoStepOff, username),
        AdminAction::RequireChange(username) => (Deed::ChangeRequired, username),
        AdminAction::SignOutEverywhere(username) => (Deed::SignedOut, username),
        AdminAction::Remove(username) => (Deed::Removed, username),
        AdminAction::Uninvite(email) => (Deed::Uninvited, email),
        AdminAction::Add(_)
        | AdminAction::StartReset(_)
        | AdminAction::Invite(_)
        | AdminAction::Import { .. }
        | AdminAction::Settings(_) => return None,
    };
    Some((deed, whom.clone()))
}
