//! The commands of pages.

use crate::domain::page::PageId;

use crate::service::command::Command;
use crate::service::pages::{LaunchError, OpenedPage, PageError};
use crate::service::{Service, Session};

/// Reads the content of a page.
pub struct OpenPage {
    /// The session.
    pub session: Session,
    /// The page.
    pub page: PageId,
}

impl Command for OpenPage {
    type Output = Result<OpenedPage, PageError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        service.open_page(&self.session, &self.page)
    }
}

/// Starts an item of a launch page.
pub struct Launch {
    /// The session.
    pub session: Session,
    /// The page.
    pub page: PageId,
    /// The item, counted from zero.
    pub item: usize,
}

impl Command for Launch {
    type Output = Result<(), LaunchError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        service.launch(&self.session, &self.page, self.item)
    }
}
