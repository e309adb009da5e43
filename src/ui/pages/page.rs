//! Draws a page of the configuration file.

use egui::Ui;

use crate::domain::role::Role;
use crate::messages::{Message, Messages};
use crate::screen::app::{AppScreen, Event, PageState};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::pages::OpenedPage;

use crate::ui::draw::Draw;
use crate::ui::pages::launch::launch_ui;
use crate::ui::pages::markdown::{self, markdown_ui};
use crate::ui::theme::GAP;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{page_heading, weak};

/// Draws the greeting and the open page.
pub(crate) fn page_ui(ui: &mut Ui, screen: &AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let session_view = &screen.session_view;
    let name = session_view.session.user().greeting_name();
    let greeting = messages.with("app-greeting", &[("name", name.into())]);
    let open = screen.open.as_ref().map(|page| &page.id);
    let pages = &session_view.pages;
    match pages.iter().find(|page| Some(&page.id) == open) {
        None => page_heading(ui, &greeting),
        Some(page) => {
            let own = match screen.open.as_ref().map(|open| &open.content) {
                Some(PageState::Shown(OpenedPage::Markdown(text))) => markdown::title(text),
                _ => None,
            };
            page_heading(ui, own.as_deref().unwrap_or(&page.title));
            weak(ui, &greeting);
        }
    }
    let before = session_view.before;
    if let Some(message) = before.and_then(|before| messages.last_sign_in(before)) {
        weak(ui, &message);
    }
    ui.add_space(GAP);
    let Some(page) = &screen.open else {
        if session_view.pages.is_empty() {
            empty(ui, Scene::NoPages, &no_pages(screen, messages));
        }
        return None;
    };
    match &page.content {
        PageState::Reading if screen.busy(draw.now) >= Busy::Shown => {
            busy_indicator(ui, &messages.get("app-page-reading"));
        }
        PageState::Reading => ui.ctx().request_repaint_after(BUSY_AFTER),
        PageState::Failed(error) => {
            notice(ui, messages, Kind::Error, &messages.page_error(error));
        }
        PageState::Shown(page) => return opened_ui(ui, page, draw).map(Event::Launch),
    }
    None
}

fn opened_ui(ui: &mut Ui, page: &OpenedPage, draw: &mut Draw<'_>) -> Option<usize> {
    let is_empty = match page {
        OpenedPage::Markdown(text) => text.as_str().trim().is_empty(),
        OpenedPage::Launch(items) => items.is_empty(),
    };
    if is_empty {
        let message = draw.messages.message("app-page-empty", &[]);
        empty(ui, Scene::BlankPage, &message);
        return None;
    }
    match page {
        OpenedPage::Markdown(text) => {
            markdown_ui(ui, text, draw.messages);
            None
        }
        OpenedPage::Launch(items) => launch_ui(ui, items, draw.messages),
    }
}

fn no_pages(screen: &AppScreen, messages: &Messages) -> Message {
    let user = screen.session_view.session.user();
    let name = if user.roles.contains(&Role::admin()) {
        "app-no-pages-admin"
    } else {
        "app-no-pages"
    };
    let file = [("file", screen.session_view.location.as_str().into())];
    Message {
        summary: messages.get("app-no-pages-heading").into_owned(),
        help: messages.with(name, &file),
    }
}
