//! Draws a page of the configuration file.

use std::time::Duration;

use egui::Ui;

use crate::messages::Messages;

use crate::screen::app::{AppScreen, Event, PageState};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::pages::OpenedPage;

use crate::ui::draw::Draw;
use crate::ui::pages::launch::launch_ui;
use crate::ui::pages::markdown::{self, markdown_ui};
use crate::ui::theme::GAP;
use crate::ui::widgets::button::primary_inline;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::decision::remark_ui;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::page_heading;

const SECOND: Duration = Duration::from_secs(1);

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
        PageState::Shown(opened) => {
            if let Some(left) = page.left(draw.now) {
                countdown_ui(ui, left, messages);
            }
            return opened_ui(ui, opened, draw).map(Event::Launch);
        }
    }
    None
}

/// Says how long an approved page is still shown, and has it drawn again when that changes.
fn countdown_ui(ui: &mut Ui, left: Duration, messages: &Messages) {
    let rest = Duration::from_nanos(left.subsec_nanos().into());
    let seconds = left.as_secs() + u64::from(!rest.is_zero());
    let next = if rest.is_zero() { SECOND } else { rest };
    ui.ctx().request_repaint_after(next);
    let time = format!("{}:{:02}", seconds / 60, seconds % 60);
    let text = messages.with("page-approval-left", &[("time", time.into())]);
    remark_ui(ui, "lock_clock", &text);
    ui.add_space(GAP);
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
