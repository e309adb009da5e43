//! Leaving an area of the program, and coming back to it.

use crate::screen::app::area::{Area, AreaKind};
use crate::screen::app::command_palette::PaletteEvent;
use crate::screen::app::kept::OpenPlace;
use crate::screen::app::page::CurrentPage;
use crate::screen::app::screen::{AppScreen, Event};
use crate::screen::effects::Effects;

impl AppScreen {
    /// Returns `true` if codes are open with which a password can be set, shown or kept.
    pub(crate) fn holds_codes(&self) -> bool {
        let mut areas = self.kept.areas.iter().chain([&self.area]);
        areas.any(Area::shows_codes)
    }

    /// Leaves the area that is shown, and keeps it if something in it is not saved.
    pub(super) fn leave_area(&mut self) {
        self.hide_page();
        let mut area = std::mem::replace(&mut self.area, Area::Page);
        self.is_area_placed = false;
        let view = &self.session_view;
        self.kept.areas.retain(|kept| kept.is_edited(view));
        self.kept.before_account = None;
        if area.is_edited(view) {
            if let Area::Account(screen) = &mut area {
                screen.lock();
            }
            self.kept.keep(area);
        }
    }

    /// Leaves the area that is shown for the account, which leads back there.
    pub(super) fn leave_area_for_account(&mut self) {
        let kind = self.area.kind();
        if kind.is_none() {
            return self.leave_area();
        }
        let area = std::mem::replace(&mut self.area, Area::Page);
        self.kept.keep(area);
        self.kept.before_account = kind;
    }

    /// Shows an area again that was kept. Returns `false` if it was not.
    pub(super) fn restore_area(&mut self, kind: Option<AreaKind>, effects: &mut Effects) -> bool {
        let is_wanted = |area: &Area| area.kind() == kind && !matches!(area, Area::Page);
        let Some(area) = self.kept.take(is_wanted) else {
            return false;
        };
        self.area = area;
        self.refresh_area(effects);
        true
    }

    /// Goes to the account. Returns `false` if it has to be opened anew.
    pub(super) fn return_to_account(&mut self, effects: &mut Effects) -> bool {
        if let Area::Account(_) = &self.area {
            return self.area.is_edited(&self.session_view);
        }
        self.leave_area_for_account();
        self.restore_area(None, effects)
    }

    /// Goes back from the account to where it was opened.
    pub(super) fn leave_account(&mut self, effects: &mut Effects) {
        let before = self.kept.before_account.take();
        if before.is_some() && self.restore_area(before, effects) {
            self.notice = None;
            return;
        }
        self.close_area();
        if let Some(kind) = before {
            self.go(kind, effects);
        }
    }

    /// Returns what is open.
    pub(crate) fn place(&self) -> OpenPlace {
        OpenPlace {
            page: self.open.as_ref().map(|page| page.id.clone()),
            host_page: self.host_page,
            // The page of the host app places its area again.
            before_account: self.kept.before_account.filter(|_| !self.is_area_placed),
        }
    }

    /// Opens what was open before, as far as the session may still open it.
    pub(crate) fn return_to(&mut self, place: OpenPlace, effects: &mut Effects) {
        let OpenPlace {
            page,
            host_page,
            before_account,
        } = place;
        self.host_page = host_page;
        self.kept.before_account = before_account;
        let pages = &self.session_view.pages;
        if let Some(id) = page.filter(|id| pages.iter().any(|link| link.id == *id)) {
            self.open = Some(CurrentPage::open(id, &self.session_view.session, effects));
        }
    }
}

impl Event {
    /// Returns `true` if what the user did would drop what is shown beside the navigation.
    pub(super) fn leaves_area(&self) -> bool {
        match self {
            Self::Go(_)
            | Self::Place(_)
            | Self::Welcome
            | Self::Step(_)
            | Self::Close
            | Self::OpenHostPage(_)
            | Self::Open(_)
            | Self::Account
            | Self::Palette(
                PaletteEvent::User(_) | PaletteEvent::AddUser | PaletteEvent::ImportUsers,
            ) => true,
            Self::Area(_)
            | Self::Palette(PaletteEvent::Open | PaletteEvent::Close)
            | Self::Switch
            | Self::Launch(_)
            | Self::AskPage
            | Self::DismissNotice
            | Self::DismissWarnings
            | Self::DismissFailures
            | Self::HideFirstSteps(_)
            | Self::AskApproval(_)
            | Self::Approval(_)
            | Self::Theme(_)
            | Self::DismissAccountEvents
            | Self::Lock
            | Self::SignOut
            | Self::SignOutAnyway => false,
            #[cfg(feature = "signatures")]
            Self::Signing(_) => false,
        }
    }
}
