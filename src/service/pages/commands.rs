//! The commands of pages.

use crate::domain::page::PageId;

use crate::service::command::{Command, Lane};
use crate::service::pages::{LaunchError, OpenedPage, PageError, Pages};
use crate::service::session::Session;

/// Reads the content of a page.
pub struct OpenPage {
    /// The session.
    pub session: Session,
    /// The page.
    pub page: PageId,
}

opaque_debug!(OpenPage);

impl Command for OpenPage {
    type Output = Result<OpenedPage, PageError>;
    type Part = Pages;
    const LANE: Lane = Lane::Files;

    fn run(self, pages: &Pages) -> Self::Output {
        pages.open(&self.session, &self.page)
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
    /// Whether a second person has approved the item that the user wants.
    pub is_approved: bool,
}

opaque_debug!(Launch);

impl Command for Launch {
    /// The title of the item.
    type Output = Result<String, LaunchError>;
    type Part = Pages;

    fn run(self, pages: &Pages) -> Self::Output {
        let item = (&self.page, self.item);
        pages.launch_item(&self.session, item, self.is_approved)
    }
}
