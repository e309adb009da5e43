//! What the command palette offers, and what its entries do.

use crate::domain::appearance::ThemeChoice;
use crate::domain::role::Permission;

use crate::screen::app::area::{AreaEvent, AreaKind};
use crate::screen::app::command_palette::{
    CommandPalette, PaletteAction, PaletteEntry, PaletteEvent,
};
use crate::screen::app::screen::{AppScreen, Event};
use crate::screen::effects::Effects;
use crate::screen::users;

/// Returns what happens when an entry is chosen.
fn event_of(entry: PaletteEntry) -> Event {
    match entry {
        PaletteEntry::Welcome => Event::Welcome,
        PaletteEntry::HostPage(id) => Event::OpenHostPage(id),
        PaletteEntry::Page(id) => Event::Open(id),
        PaletteEntry::Area(area) => Event::Go(area),
        PaletteEntry::User(username) => Event::Palette(PaletteEvent::User(username)),
        PaletteEntry::Action(action) => match action {
            PaletteAction::AddUser => Event::Palette(PaletteEvent::AddUser),
            PaletteAction::ImportUsers => Event::Palette(PaletteEvent::ImportUsers),
            PaletteAction::Account => Event::Account,
            PaletteAction::Switch => Event::Switch,
            PaletteAction::Lock => Event::Lock,
            PaletteAction::Theme(theme) => Event::Theme(theme),
            PaletteAction::SignOut => Event::SignOut,
        },
    }
}

impl AppScreen {
    /// Returns everything that the palette offers to the session but users.
    #[must_use]
    pub fn palette_entries(&self) -> Vec<PaletteEntry> {
        let host_pages = self.host_pages.iter();
        let pages = self.session_view.pages.iter();
        let welcome = self.has_welcome().then_some(PaletteEntry::Welcome);
        let mut entries: Vec<_> = welcome
            .into_iter()
            .chain(host_pages.map(|page| PaletteEntry::HostPage(page.id)))
            .chain(pages.map(|page| PaletteEntry::Page(page.id.clone())))
            .chain(self.areas().map(PaletteEntry::Area))
            .collect();
        let mut actions = Vec::new();
        if self.may_manage_users() {
            actions.extend([PaletteAction::AddUser, PaletteAction::ImportUsers]);
        }
        actions.extend([
            PaletteAction::Account,
            PaletteAction::Lock,
            PaletteAction::Switch,
            PaletteAction::Theme(ThemeChoice::Light),
            PaletteAction::Theme(ThemeChoice::Dark),
            PaletteAction::Theme(ThemeChoice::System),
            PaletteAction::SignOut,
        ]);
        entries.extend(actions.into_iter().map(PaletteEntry::Action));
        entries
    }

    /// Returns what opens a page or an area by its place in the navigation, counted from zero.
    #[must_use]
    pub fn page_at(&self, at: usize) -> Option<Event> {
        let is_page = |entry: &PaletteEntry| !matches!(entry, PaletteEntry::Action(_));
        let mut pages = self.palette_entries().into_iter().filter(is_page);
        pages.nth(at).map(event_of)
    }

    /// Closes the palette and returns what the chosen entry means; `None` if nothing matches.
    pub fn choose(&mut self, at: usize) -> Option<Event> {
        let found = self.command_palette.as_ref()?.matches().get(at)?;
        let event = event_of(found.entry.clone());
        self.command_palette = None;
        Some(event)
    }

    pub(crate) fn on_palette(&mut self, event: PaletteEvent, effects: &mut Effects) {
        let event = match event {
            PaletteEvent::Open => return self.open_palette(effects),
            PaletteEvent::Close => {
                self.command_palette = None;
                return;
            }
            PaletteEvent::User(username) => users::Event::Show(username),
            PaletteEvent::AddUser => users::Event::Add,
            PaletteEvent::ImportUsers => users::Event::Import,
        };
        if !self.may_manage_users() {
            return;
        }
        self.leave_area();
        self.notice = None;
        self.open_new(AreaKind::Users, effects);
        self.on_area(AreaEvent::Users(event), effects);
    }

    fn open_palette(&mut self, effects: &mut Effects) {
        // The question for the password comes first.
        if self.action.reauthentication().is_some() {
            return;
        }
        let session = &self.session_view.session;
        let palette = CommandPalette::open(session, self.may_manage_users(), effects);
        self.command_palette = Some(palette);
    }

    /// Takes in that pages and permissions may have changed.
    pub(crate) fn refresh_palette(&mut self) {
        let may_manage_users = self.may_manage_users();
        if let Some(palette) = &mut self.command_palette {
            palette.refresh(may_manage_users);
        }
    }

    fn may_manage_users(&self) -> bool {
        self.session_view.permissions.may(Permission::ManageUsers)
    }
}
