//! The navigation: the pages and areas that the session may open.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::app::{AppScreen, Area, AreaKind, Event};

use crate::ui::widgets::button::entry;

/// Returns `true` if there is more than one page to open.
pub(crate) fn has_navigation(screen: &AppScreen) -> bool {
    screen.host_pages.len() > 1
        || !screen.session_view.pages.is_empty()
        || screen.areas().next().is_some()
}

/// Draws a button for each page and area.
pub(crate) fn pages_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> Option<Event> {
    let is_page = matches!(screen.area, Area::Page);
    let open = screen.open.as_ref().map(|page| &page.id);
    let open = open.filter(|_| is_page);
    let mut event = None;
    let own = screen.shown_host_page();
    for tab in &screen.host_pages {
        if entry(ui, tab.icon, &tab.title, own == Some(tab.id)).clicked() {
            event = Some(Event::OpenHostPage(tab.id));
        }
    }
    for tab in &screen.session_view.pages {
        let is_open = open == Some(&tab.id);
        if entry(ui, tab.icon.as_deref(), &tab.title, is_open).clicked() {
            event = Some(Event::Open(tab.id.clone()));
        }
    }
    let areas: Vec<_> = screen.areas().collect();
    if !areas.is_empty() && (!screen.session_view.pages.is_empty() || !screen.host_pages.is_empty())
    {
        ui.separator();
    }
    for area in areas {
        let (icon, name) = match area {
            AreaKind::Users => ("groups", "users-heading"),
            AreaKind::Activity => ("history", "activity-heading"),
            AreaKind::Settings => ("settings", "settings-heading"),
        };
        let is_open = screen.area.kind() == Some(area);
        if entry(ui, Some(icon), &messages.get(name), is_open).clicked() {
            event = Some(Event::Go(area));
        }
    }
    event
}
