//! Draws a page of the configuration file.

use egui::Ui;

use crate::screen::app::{AppScreen, Event, PageState};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::pages::OpenedPage;

use crate::ui::draw::Draw;
use crate::ui::pages::launch::launch_ui;
use crate::ui::pages::markdown::{self, markdown_ui};
use crate::ui::theme::GAP;
use crate::ui::widgets::button::primary_inline;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::page_heading;

/// Draws the open page.
pub(crate) fn page_ui(ui: &mut Ui, screen: &AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let page = screen.open.as_ref()?;
    let own = match &page.content {
        PageState::Shown(OpenedPage::Markdown(text)) => markdown::title(text),
        _ => None,
    };
    let mut links = screen.session_view.pages.iter();
    let link = links.find(|link| link.id == page.id);
    let title = own.or_else(|| link.map(|link| link.title.clone()));
    page_heading(ui, &title.unwrap_or_default());
    ui.add_space(GAP);
    match &page.content {
        PageState::Reading if screen.busy(draw.now) >= Busy::Shown => {
            busy_indicator(ui, &messages.get("app-page-reading"));
        }
        PageState::Reading => ui.ctx().request_repaint_after(BUSY_AFTER),
        PageState::Failed(error) => {
            notice(ui, messages, Kind::Error, &messages.page_error(error));
        }
        PageState::Hidden => {
            empty(
                ui,
                Scene::BlankPage,
                &messages.message("page-approval", &[]),
            );
            let label = messages.get("page-approval-ask");
            let button = ui.vertical_centered(|ui| primary_inline(ui, &label));
            return button.inner.clicked().then_some(Event::AskPage);
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
