//! The pages of the configuration file and of the host app.

use crate::domain::page::PageId;
use crate::service::Session;
use crate::service::command::Finished;
use crate::service::pages::commands::OpenPage;
use crate::service::pages::{OpenedPage, PageError};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// A page of the host app, in the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPage {
    /// Its number.
    pub id: usize,
    /// Title.
    pub title: String,
    /// Name of a Material Symbols icon.
    pub icon: Option<&'static str>,
}

/// The page of the configuration file that is open.
pub struct CurrentPage {
    /// Its id.
    pub id: PageId,
    /// Its content, as far as it was read.
    pub content: PageState,
    reading: Pending<OpenPage>,
}

/// Whether the content of a page is being read, is shown, or cannot be shown.
pub enum PageState {
    /// It is being read.
    Reading,
    /// It was read.
    Shown(OpenedPage),
    /// It cannot be shown.
    Failed(PageError),
}

impl CurrentPage {
    /// Starts to read a page.
    pub(crate) fn open(id: PageId, session: &Session, effects: &mut Effects) -> Self {
        let mut page = Self {
            id,
            content: PageState::Reading,
            reading: Pending::default(),
        };
        page.read(session, effects);
        page
    }

    /// Reads the page again. The old content is shown until then.
    pub(crate) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.reading = effects.start(OpenPage {
            session: session.clone(),
            page: self.id.clone(),
        });
    }

    /// Returns how the wait for the content looks, if nothing is shown yet.
    pub(crate) fn busy(&self, now: Now) -> Busy {
        match self.content {
            PageState::Reading => self.reading.busy(now),
            PageState::Shown(_) | PageState::Failed(_) => Busy::Idle,
        }
    }

    /// Takes in the content.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) {
        if let Some(result) = self.reading.take(finished) {
            self.content = result.map_or_else(PageState::Failed, PageState::Shown);
        }
    }

    /// Returns the title of an item of a launch page.
    pub(crate) fn item_title(&self, item: usize) -> Option<String> {
        match &self.content {
            PageState::Shown(OpenedPage::Launch(items)) => Some(items.get(item)?.title.clone()),
            _ => None,
        }
    }
}
