//! What of the approvals the content of an app has for one frame.

use std::sync::Arc;

use crate::domain::approval::ApprovableAction;
use crate::domain::settings::Settings;
use crate::screen::app::{self, AppScreen};
use crate::screen::approval::{AskedApproval, GrantedApproval};
use crate::screen::flow::Event;
use crate::service::approvals::error::ApprovalError;

/// The approvals of one frame.
#[derive(Default)]
pub(super) struct FrameApprovals {
    /// The settings of the session; `None` without one.
    settings: Option<Arc<Settings>>,
    is_under_way: bool,
    pub(super) granted: Option<GrantedApproval>,
}

impl FrameApprovals {
    /// Borrows what was approved for a frame.
    pub(super) fn lent(screen: &mut AppScreen) -> Self {
        Self {
            is_under_way: screen.asks_password(),
            granted: screen.approval.lend(),
            settings: Some(Arc::clone(&screen.session_view.settings)),
        }
    }

    /// Takes in that the app asks for something else in this frame.
    #[cfg(feature = "signatures")]
    pub(super) fn note_other(&mut self) {
        self.is_under_way = true;
    }

    /// Asks for the approval of an action.
    pub(super) fn ask(&mut self, action: impl ApprovableAction) -> Result<Event, ApprovalError> {
        let settings = self.settings.as_ref().ok_or(ApprovalError::Ended)?;
        if self.is_under_way {
            return Err(ApprovalError::UnderWay);
        }
        let asked = AskedApproval::new(action);
        if settings.approval(asked.name()).is_none() {
            return Err(ApprovalError::NotNamed);
        }
        self.is_under_way = true;
        Ok(Event::App(app::Event::AskApproval(Box::new(asked))))
    }
}
