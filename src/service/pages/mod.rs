//! Opening a page and starting what is on it.
//!
//! The check is here, against the file as it is now, and not in the window (R50): a role that was
//! taken away since the sign-in no longer opens anything.

pub mod commands;

use crate::domain::audit::AuditKind;
use crate::domain::page::{LaunchItem, Page, PageContent, PageId};
use crate::domain::problem::Position;
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::ports::{PlatformError, StoreError};
use crate::service::{Service, Session};

/// What the navigation shows of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// Names it.
    pub id: PageId,
    /// What it says.
    pub title: String,
    /// A Material Symbols name.
    pub icon: Option<String>,
}

/// What is on a page, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenedPage {
    /// Markdown.
    Markdown(String),
    /// Things to start.
    Launch(Vec<LaunchItem>),
}

/// Why a page does not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// This person may not open it, or there is no such page. Nothing says which.
    #[error("this page is not open to this person")]
    NotAllowed,
    /// Its file cannot be read.
    #[error("{path}: {reason}")]
    FileUnreadable {
        /// The file.
        path: String,
        /// The system's reason.
        reason: String,
        /// Where the credential file names the page.
        position: Position,
        /// Where the credential file is.
        config: String,
    },
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why something did not start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LaunchError {
    /// The page does not open.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The system could not start it.
    #[error("{title}: {reason}")]
    NotStarted {
        /// What was to be started.
        title: String,
        /// The system's reason.
        reason: String,
    },
}

/// The pages that a person may open, in the order of the file.
#[must_use]
pub fn tabs_for(settings: &Settings, user: &User) -> Vec<PageLink> {
    settings
        .visible(user)
        .map(|view| PageLink {
            id: view.id.clone(),
            title: view.title.clone(),
            icon: view.icon.clone(),
        })
        .collect()
}

impl Service {
    /// Reads what is on a page.
    ///
    /// # Errors
    /// [`PageError::NotAllowed`] unless the file, as it is now, opens it to this person.
    pub fn open_page(&self, session: &Session, id: &PageId) -> Result<OpenedPage, PageError> {
        let view = self.allowed_view(session, id)?;
        match view.content {
            PageContent::Markdown(text) => Ok(OpenedPage::Markdown(text)),
            PageContent::Launch(items) => Ok(OpenedPage::Launch(items)),
            PageContent::MarkdownFile(path) => match self.platform.read_text(&path) {
                Ok(text) => Ok(OpenedPage::Markdown(text)),
                Err(PlatformError(reason)) => Err(PageError::FileUnreadable {
                    path: path.display().to_string(),
                    reason,
                    position: view.position,
                    config: self.credentials.location(),
                }),
            },
        }
    }

    /// Starts one of the things on a launch page.
    ///
    /// # Errors
    /// When the page is not open to this person, or the system cannot start it.
    pub fn launch(&self, session: &Session, id: &PageId, item: usize) -> Result<(), LaunchError> {
        let view = self.allowed_view(session, id)?;
        let PageContent::Launch(items) = view.content else {
            return Err(PageError::NotAllowed.into());
        };
        let item = items.get(item).ok_or(PageError::NotAllowed)?;
        self.platform
            .start(&item.target)
            .map_err(|PlatformError(reason)| LaunchError::NotStarted {
                title: item.title.clone(),
                reason,
            })
    }

    /// The page, if the file as it is now opens it to the person as they are now.
    fn allowed_view(&self, session: &Session, id: &PageId) -> Result<Page, PageError> {
        let settings = self.credentials.settings()?;
        let user = self.current(session)?.ok_or(PageError::NotAllowed)?;
        let view = settings.visible(&user).find(|view| view.id == *id);
        view.cloned().ok_or_else(|| {
            self.record(AuditKind::Page, user.username.as_str(), false, &id.0);
            PageError::NotAllowed
        })
    }
}
