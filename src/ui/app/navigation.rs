//! The navigation: the pages and areas that the session may open.

use egui::{Response, Ui, pos2};

use crate::messages::Messages;
use crate::screen::app::{AppScreen, Area, AreaKind, Event};

use crate::ui::theme::{SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::entry;
use crate::ui::widgets::chip::{badge, badge_width};

/// The space at the right of a badge, in points.
const BADGE_MARGIN: f32 = 10.0;
/// The icon of the Welcome page.
pub(crate) const WELCOME_ICON: &str = "home";

/// Returns `true` if there is more than one page to open.
pub(crate) fn has_navigation(screen: &AppScreen) -> bool {
    screen.host_pages.len() > 1
        || !screen.session_view.pages.is_empty()
        || screen.areas().next().is_some()
}

/// Returns the icon of an area.
pub(crate) fn area_icon(area: AreaKind) -> &'static str {
    match area {
        AreaKind::Users => "groups",
        AreaKind::Activity => "monitoring",
        AreaKind::Settings => "settings",
    }
}

/// Returns the name of the label of an area.
pub(crate) fn area_label(area: AreaKind) -> &'static str {
    match area {
        AreaKind::Users => "users-heading",
        AreaKind::Activity => "activity-heading",
        AreaKind::Settings => "settings-heading",
    }
}

/// Draws a button for each page and area.
pub(crate) fn pages_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> Option<Event> {
    let is_page = matches!(screen.area, Area::Page);
    let open = screen.open.as_ref().map(|page| &page.id);
    let open = open.filter(|_| is_page);
    let mut event = None;
    if screen.has_welcome() {
        let label = messages.get("welcome-heading");
        if entry(ui, Some(WELCOME_ICON), &label, screen.shows_welcome()).clicked() {
            event = Some(Event::Welcome);
        }
    }
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
    if !areas.is_empty() {
        ui.add_space(SMALL_GAP);
        let weak = palette(ui.visuals()).weak;
        let caption = TextRole::SmallLabel.text(ui, messages.get("app-manage"));
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            ui.label(caption.color(weak));
        });
    }
    for area in areas {
        let is_open = screen.area.kind() == Some(area) && screen.placed_area().is_none();
        let label = messages.get(area_label(area));
        let response = entry(ui, Some(area_icon(area)), &label, is_open);
        if area == AreaKind::Users {
            waiting_ui(ui, &response, screen.session_view.waiting, messages);
        }
        if response.clicked() {
            event = Some(Event::Go(area));
        }
    }
    event
}

/// Draws the number of users who wait for approval into the entry of the users.
fn waiting_ui(ui: &Ui, entry: &Response, waiting: usize, messages: &Messages) {
    if waiting == 0 {
        return;
    }
    let left = entry.rect.right() - BADGE_MARGIN - badge_width(ui, waiting);
    badge(ui, pos2(left, entry.rect.center().y), waiting, true);
    let description = messages.with("app-waiting", &[("count", waiting.into())]);
    ui.ctx().accesskit_node_builder(entry.id, |node| {
        node.set_description(description);
    });
}
