//! The pages of the configuration file and of the host app.

use std::time::Duration;

use crate::domain::approval::ActionSummary;
use crate::domain::page::PageId;
use crate::service::Session;
use crate::service::approvals::grant::Grant;
use crate::service::approvals::held::HeldGrants;
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
    /// What a second person has approved: the page, and an item that is about to be started.
    approvals: HeldGrants,
    /// Until when an approved page is shown.
    until: Option<Now>,
    /// Whether the user waits for the page, so that the approval is asked for at once.
    is_wanted: bool,
}

/// Whether the content of a page is being read, is shown, or cannot be shown (now).
pub enum PageState {
    /// It is being read.
    Reading,
    /// It was read.
    Shown(OpenedPage),
    /// A second person has to approve it first.
    Hidden,
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
            approvals: HeldGrants::default(),
            until: None,
            is_wanted: false,
        };
        page.want(session, effects);
        page
    }

    /// Reads the page for the user who waits for it.
    pub(crate) fn want(&mut self, session: &Session, effects: &mut Effects) {
        self.is_wanted = true;
        self.read(session, effects);
    }

    /// Reads the page again. The old content is shown until then.
    pub(crate) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.reading = effects.start(OpenPage {
            session: session.with_approvals(self.approvals.clone()),
            page: self.id.clone(),
        });
    }

    /// Opens the page, now that it is approved.
    pub(crate) fn approved(&mut self, grant: Grant, session: &Session, effects: &mut Effects) {
        self.until = Some(effects.now() + grant.valid_for());
        self.approvals.add(grant);
        self.content = PageState::Reading;
        self.want(session, effects);
    }

    /// Hides what was approved, and drops the approvals. What is being read is not shown any more.
    pub(crate) fn hide(&mut self) {
        self.is_wanted = false;
        self.approvals = HeldGrants::default();
        if self.until.take().is_some() {
            self.reading.cancel();
            self.content = PageState::Hidden;
        }
    }

    /// Returns how long an approved page is still shown.
    pub(crate) fn left(&self, now: Now) -> Option<Duration> {
        Some(self.until?.saturating_sub(now))
    }

    /// Hides an approved page once its time is over.
    pub(crate) fn on_time(&mut self, now: Now) {
        if self.left(now) == Some(Duration::ZERO) {
            self.hide();
        }
    }

    /// Returns what a second person has approved.
    pub(crate) fn approvals(&self) -> &HeldGrants {
        &self.approvals
    }

    /// Returns how the wait for the content looks, if nothing is shown yet.
    pub(crate) fn busy(&self, now: Now) -> Busy {
        match self.content {
            PageState::Reading => self.reading.busy(now),
            PageState::Shown(_) | PageState::Hidden | PageState::Failed(_) => Busy::Idle,
        }
    }

    /// Takes in the content. Returns what a second person is to be asked for.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) -> Option<ActionSummary> {
        let result = self.reading.take(finished)?;
        let is_wanted = std::mem::take(&mut self.is_wanted);
        self.content = match result {
            Ok(page) => PageState::Shown(page),
            Err(PageError::ApprovalRequired(summary)) => {
                self.hide();
                self.content = PageState::Hidden;
                return is_wanted.then_some(*summary);
            }
            Err(error) => PageState::Failed(error),
        };
        None
    }
}
