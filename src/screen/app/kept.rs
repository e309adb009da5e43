//! Areas that were left with something in them that is not saved. They are as they were when the user is back.

use std::mem::discriminant;

use crate::domain::page::PageId;
use crate::service::command::Finished;
use crate::service::session_view::SessionView;

use crate::screen::app::area::{Area, AreaKind};

/// Areas that are not shown, and the way back from the account.
#[derive(Default)]
pub(super) struct KeptAreas {
    /// At most one of a kind.
    pub(super) areas: Vec<Area>,
    /// The area from which the account was opened; `None` for a page.
    pub(super) before_account: Option<AreaKind>,
}

/// What was open when recovery codes were shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenPlace {
    pub(super) page: Option<PageId>,
    pub(super) host_page: usize,
    pub(super) before_account: Option<AreaKind>,
}

impl KeptAreas {
    /// Wipes passwords that were typed.
    pub(super) fn lock(&mut self) {
        for area in &mut self.areas {
            match area {
                Area::Account(screen) => screen.lock(),
                Area::Settings(screen) => screen.lock(),
                Area::Page | Area::Users(_) | Area::Activity(_) => {}
            }
        }
    }

    /// Takes in the end of a command. No change is under way in an area that was left.
    pub(super) fn on_finished(&mut self, finished: &mut Finished) {
        for area in &mut self.areas {
            match area {
                Area::Page | Area::Account(_) => {}
                Area::Users(screen) => screen.on_finished(finished),
                Area::Activity(screen) => screen.on_finished(finished),
                Area::Settings(screen) => screen.on_finished(finished),
            }
        }
    }

    /// Drops areas that the session may no longer open.
    pub(super) fn refresh(&mut self, session_view: &SessionView) {
        let may = |kind: AreaKind| session_view.permissions.may(kind.permission());
        self.areas.retain(|area| area.kind().is_none_or(may));
    }

    pub(super) fn keep(&mut self, area: Area) {
        self.areas
            .retain(|kept| discriminant(kept) != discriminant(&area));
        self.areas.push(area);
    }

    pub(super) fn take(&mut self, is_wanted: impl Fn(&Area) -> bool) -> Option<Area> {
        let at = self.areas.iter().position(is_wanted)?;
        Some(self.areas.swap_remove(at))
    }
}

impl Area {
    /// Returns `true` if it shows codes with which a password can be set.
    pub(super) fn shows_codes(&self) -> bool {
        matches!(self, Self::Users(screen) if screen.part.shows_codes())
    }

    /// Returns `true` if leaving it would lose what was typed, or a code that is shown only once.
    pub(super) fn is_edited(&self, session_view: &SessionView) -> bool {
        match self {
            Self::Page | Self::Activity(_) => false,
            Self::Account(screen) => screen.part.is_edited(session_view.session.user()),
            Self::Users(screen) => screen.part.is_edited(),
            Self::Settings(screen) => screen.change_count() > 0,
        }
    }
}
