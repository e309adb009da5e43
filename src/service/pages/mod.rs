//! Opening a page and launching its items.
//!
//! Every use is checked against the file as it is now, not only in the window (R50): a role that was removed
//! since the sign-in opens nothing.

mod at_server;
pub mod commands;

use std::sync::Arc;

use crate::domain::approval::ActionSummary;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::launch::{
    ArgumentError, LaunchValues, check_commands, is_batch_file, program_name,
};
use crate::domain::markdown::{Markdown, MarkdownError};
use crate::domain::page::{LaunchItem, Page, PageContent, PageId, Target};
use crate::domain::problem::Position;
use crate::domain::role::{Permission, Role};
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::approvals::summaries;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::ports::{
    Authority, CredentialStore as _, Platform, PlatformError, Randomness, Snapshot, StoreError,
};
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::snapshots::Snapshots;

/// A page in the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Identifies the page.
    pub id: PageId,
    /// Title.
    pub title: String,
    /// Name of a Material Symbols icon.
    pub icon: Option<String>,
    /// What the page is, in a line.
    pub summary: PageSummary,
}

/// What a page is, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSummary {
    /// A page with so many items to launch.
    Items(usize),
    /// A text for every signed-in user.
    Everyone,
    /// A text for users with one of these roles and for so many named users; only for users who may edit the settings.
    Limited {
        /// The roles.
        roles: Vec<Role>,
        /// The number of named users.
        users: usize,
    },
    /// A text; who else can open it is not told.
    Text,
    /// A page that a second person approves each time; nothing of it is told before.
    Approval,
}

impl PageSummary {
    fn of(page: &Page, shows_roles: bool) -> Self {
        match &page.content {
            _ if page.approval.is_some() => Self::Approval,
            PageContent::Launch(items) => Self::Items(items.len()),
            _ if page.access.everyone => Self::Everyone,
            _ if shows_roles => Self::Limited {
                roles: page.access.roles.clone(),
                users: page.access.users.len(),
            },
            _ => Self::Text,
        }
    }
}

/// The content of a page, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenedPage {
    /// Markdown.
    Markdown(Markdown),
    /// Items to launch.
    Launch(Vec<LaunchItem>),
}

/// The reason why a page does not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// The user may not open it, or there is no such page. Nothing tells which.
    #[error("the user has no access to this page")]
    NotAllowed,
    /// A second person has to approve first that the page is shown (R111).
    #[error("a second person has to approve that the page is shown")]
    ApprovalRequired(Box<ActionSummary>),
    /// The file of the page cannot be read.
    #[error("{path}: {reason}")]
    FileUnreadable {
        /// The file.
        path: String,
        /// The system's reason.
        reason: String,
        /// The position of the page in the configuration file.
        position: Position,
        /// Where the configuration file is.
        config: String,
    },
    /// The text of the page is not drawn (R100).
    #[error("{path}: {error}")]
    Refused {
        /// The file of the page, or the configuration file and the field with the text.
        path: String,
        /// The line of the text, and what is wrong there.
        error: MarkdownError,
    },
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The reason why an item was not launched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// The page does not open.
    #[error(transparent)]
    Page(#[from] PageError),
    /// Another item has taken the place of the one that a second person has approved.
    #[error("{title}: not what was approved")]
    Changed {
        /// Title of the item that is there now.
        title: String,
    },
    /// A second person has to approve first that the item is started (R111).
    #[error("a second person has to approve that the item is started")]
    ApprovalRequired(Box<ActionSummary>),
    /// The system could not launch it.
    #[error("{title}: {reason}")]
    NotStarted {
        /// Title of the item.
        title: String,
        /// The system's reason.
        reason: String,
    },
    /// An argument cannot be passed to the program.
    #[error("{title}: {error}")]
    Argument {
        /// Title of the item.
        title: String,
        /// The reason.
        error: ArgumentError,
    },
    /// The program is a batch file, which only a shell could start.
    #[error("{title}: a batch file")]
    BatchFile {
        /// Title of the item.
        title: String,
    },
}

/// Returns the pages that a user may open, in the order of the file.
pub(crate) fn pages_for(settings: &Settings, user: &User) -> Vec<PageLink> {
    let shows_roles = settings.permissions(user).may(Permission::EditSettings);
    let link = |page: &Page| PageLink {
        id: page.id.clone(),
        title: page.title.clone(),
        icon: page.icon.clone(),
        summary: PageSummary::of(page, shows_roles),
    };
    settings.visible(user).map(link).collect()
}

fn opened(text: &str, path: impl FnOnce() -> String) -> Result<OpenedPage, PageError> {
    let text = Markdown::parse(text).map_err(|error| PageError::Refused {
        path: path(),
        error,
    })?;
    Ok(OpenedPage::Markdown(text))
}

/// Checks that a second person has approved the page, if the file requires it.
fn need_page_approval(page: &Page, session: &Session, at: &Snapshot) -> Result<(), PageError> {
    let Some(action) = &page.approval else {
        return Ok(());
    };
    let summary = summaries::open_page(action, page);
    if session.approvals().holds(&summary, (session.state(), at)) {
        return Ok(());
    }
    Err(PageError::ApprovalRequired(Box::new(summary)))
}

/// Returns the target of an item with these values in its arguments.
fn filled(item: &LaunchItem, values: &LaunchValues) -> Result<Target, LaunchError> {
    let batch_file = || LaunchError::BatchFile {
        title: item.title.clone(),
    };
    let (program, arguments) = match &item.target {
        Target::Program { program, arguments } => (program, arguments),
        Target::File(path) if is_batch_file(&path.to_string_lossy()) => return Err(batch_file()),
        target => return Ok(target.clone()),
    };
    let refused = |error| LaunchError::Argument {
        title: item.title.clone(),
        error,
    };
    let program = program_name(program).map_err(refused)?;
    if is_batch_file(&program) {
        return Err(batch_file());
    }
    check_commands(&program, arguments.iter().map(String::as_str)).map_err(refused)?;
    let arguments = arguments.iter().map(|argument| values.fill(argument));
    let arguments = arguments.collect::<Result<_, _>>().map_err(refused)?;
    Ok(Target::Program { program, arguments })
}

/// Opening pages.
#[derive(Clone)]
pub struct Pages {
    snapshots: Arc<Snapshots>,
    platform: Arc<dyn Platform>,
    random: Arc<dyn Randomness>,
    audit: AuditRecorder,
    open_sessions: OpenSessions,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

opaque_debug!(Pages);

impl From<&Context> for Pages {
    fn from(from: &Context) -> Self {
        Self {
            snapshots: Arc::clone(&from.snapshots),
            platform: Arc::clone(&from.platform),
            random: Arc::clone(&from.random),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
            authority: from.authority.clone(),
        }
    }
}

impl Pages {
    /// Returns the content of a page.
    ///
    /// ```
    /// use egui_authenticator::domain::page::PageId;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::service::pages::OpenedPage;
    /// use egui_authenticator::service::pages::PageError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<bool, PageError> {
    ///     let page = service.pages().open(session, &PageId("office".to_owned()))?;
    ///     Ok(matches!(page, OpenedPage::Markdown(_)))
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`PageError::NotAllowed`] if the user may not open it now, there is no such page, or the session
    ///   has ended.
    /// - [`PageError::ApprovalRequired`] if a second person has not approved it in this session, or not long enough ago: the
    ///   approval of a page is not used up, but counts only for the page as it was then.
    /// - [`PageError::FileUnreadable`] if the file of the page cannot be read.
    /// - [`PageError::Refused`] if its text is too long or too deeply nested, or has a link or picture that a page may
    ///   not have.
    /// - [`PageError::Store`] if the configuration file cannot be read. During an outage of the store, an open session reads what
    ///   was known before, for as long as `offline_minutes` says.
    pub fn open(&self, session: &Session, id: &PageId) -> Result<OpenedPage, PageError> {
        let snapshot = self.snapshots.read_for_session()?;
        let (page, _) = self.allowed_page(session, id, &snapshot)?;
        need_page_approval(&page, session, &snapshot)?;
        let page = self.approved(&page, session)?;
        match page.content {
            PageContent::Markdown(text) => {
                let config = self.snapshots.location();
                opened(&text, || format!("{config} (views.{}.text)", page.id.0))
            }
            PageContent::Launch(items) => Ok(OpenedPage::Launch(items)),
            PageContent::MarkdownFile(path) => match self.platform.read_text(&path) {
                Ok(text) => opened(&text, || path.display().to_string()),
                Err(PlatformError(reason)) => Err(PageError::FileUnreadable {
                    path: path.display().to_string(),
                    reason,
                    position: page.position,
                    config: self.snapshots.location(),
                }),
            },
        }
    }

    /// Launches an item of a launch page, by its index, and records it. A program gets the placeholders of its
    /// arguments filled in, and the environment variables of [`PLACEHOLDERS`](crate::domain::launch::PLACEHOLDERS).
    ///
    /// ```
    /// use egui_authenticator::domain::page::PageId;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::service::pages::LaunchError;
    ///
    /// fn example(service: &Service, session: &Session) -> Result<(), LaunchError> {
    ///     service.pages().launch(session, &PageId("tools".to_owned()), 0)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`LaunchError::Page`] if the page does not open as for [`Self::open`], or has no such item.
    /// - [`LaunchError::ApprovalRequired`] if a second person has not approved exactly what is started. The approval is used up.
    /// - [`LaunchError::NotStarted`] if the system cannot launch it, or gives no random bytes for the id of the session.
    /// - [`LaunchError::Argument`] if the program could take a value for an option or a command, or it contains a character
    ///   that can be taken for another one.
    /// - [`LaunchError::BatchFile`] if it is a batch file.
    pub fn launch(&self, session: &Session, id: &PageId, item: usize) -> Result<(), LaunchError> {
        self.launch_item(session, (id, item), false).map(drop)
    }

    /// Does the same for an item that `is_approved`, and returns its title: one without an approval is another item, which has
    /// come to this place meanwhile. An item that is approved by itself needs no approval of its page.
    pub(crate) fn launch_item(
        &self,
        session: &Session,
        (id, item): (&PageId, usize),
        is_approved: bool,
    ) -> Result<String, LaunchError> {
        let snapshot = self.snapshots.read().map_err(PageError::Store)?;
        let (known, user) = self.allowed_page(session, id, &snapshot)?;
        let page = self.approved(&known, session)?;
        let PageContent::Launch(items) = &page.content else {
            return Err(PageError::NotAllowed.into());
        };
        let item = items.get(item).ok_or(PageError::NotAllowed)?;
        if is_approved && item.approval.is_none() {
            let title = item.title.clone();
            return Err(LaunchError::Changed { title });
        }
        if !is_approved {
            need_page_approval(&known, session, &snapshot)?;
        }
        let title = || item.title.clone();
        let not_started = |reason: String| LaunchError::NotStarted {
            title: title(),
            reason,
        };
        let audit_id = session.state().audit_id(&*self.random);
        let audit_id = audit_id.map_err(|error| not_started(error.to_string()))?;
        let values = LaunchValues::new(&user, audit_id);
        let target = filled(item, &values);
        if let (Ok(target), Some(action)) = (&target, &item.approval) {
            let summary = summaries::launch(action, (&page, item), target);
            let approvals = session.approvals();
            let by = (session.state(), &*snapshot);
            let taken = approvals.take(&mut Vec::new(), std::slice::from_ref(&summary), by);
            taken.map_err(|action| LaunchError::ApprovalRequired(Box::new(action.clone())))?;
        }
        let started = target.and_then(|target| {
            let environment: Vec<_> = values.environment().collect();
            let started = self.platform.start(&target, &environment);
            started.map_err(|PlatformError(reason)| not_started(reason))
        });
        let launched = AuditDetail::Launched {
            session: audit_id.to_owned(),
            item: format!("{}: {}", id.0, item.title),
        };
        let is_done = started.is_ok();
        self.audit.record(AuditKind::Page, &user, is_done, launched);
        started.map(|()| title())
    }

    /// Returns the page and the user as in the snapshot, if that user may open it.
    fn allowed_page(
        &self,
        session: &Session,
        id: &PageId,
        snapshot: &Snapshot,
    ) -> Result<(Page, User), PageError> {
        let user = session
            .current(&self.open_sessions, snapshot)
            .ok_or(PageError::NotAllowed)?;
        let mut visible = snapshot.settings.visible(user);
        let page = visible.find(|page| page.id == *id).cloned();
        let page = page.ok_or_else(|| {
            let page = AuditDetail::Page(id.0.clone());
            self.audit.record(AuditKind::Page, user, false, page);
            PageError::NotAllowed
        })?;
        Ok((page, user.clone()))
    }
}
