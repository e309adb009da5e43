//! Draws what somebody sees once they are in: who they are, their pages, and the way out.

pub(crate) mod bar;
pub(crate) mod language;
mod navigation;
pub(crate) mod shortcuts;

use std::sync::Arc;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use egui_commonmark::CommonMarkViewer;

use crate::domain::role::Role;
use crate::messages::{Message, Messages};
use crate::screen::app::{AppScreen, Area, AreaEvent, Event, Notice, PageContent};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::admin_action::AdminAction;
use crate::service::pages::OpenedPage;

use crate::ui::app::bar::bar_ui;
use crate::ui::app::navigation::{has_navigation, pages_ui};
use crate::ui::audit::activity_ui;
use crate::ui::draw::Draw;
use crate::ui::pages::launch::launch_ui;
use crate::ui::settings::settings_ui;
use crate::ui::theme::{GAP, NARROW_WIDTH, NAVIGATION_WIDTH, TABLE_WIDTH, WIDE_WIDTH, palette};
use crate::ui::users::users_ui;
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::confirm::confirm_ui;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, dismissible, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{heading, weak};

pub(crate) fn app_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    if draw.content.as_ref().is_some_and(|content| content.is_bare)
        && let Some(id) = screen.own_shown()
    {
        let event = has_notices(screen).then(|| {
            let frame = Frame::new().inner_margin(Margin::same(12));
            let panel = Panel::top("what is to be told").frame(frame);
            panel.show(ui, |ui| notices_ui(ui, screen, draw)).inner
        });
        if let Some(content) = &mut draw.content {
            (content.draw)(ui, &screen.session_view.session, id);
        }
        return event.flatten();
    }
    if draw.is_bare_area {
        return main_ui(ui, screen, draw);
    }
    let palette = palette(ui.visuals());
    let messages = draw.messages;
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let bar = Frame::new()
        .fill(palette.card)
        .inner_margin(Margin::symmetric(16, 8));
    let mut event = None;
    Panel::top("who is signed in").frame(bar).show(ui, |ui| {
        event = bar_ui(ui, screen, draw.messages, is_narrow);
    });
    let has_navigation = has_navigation(screen);
    if !is_narrow && has_navigation {
        let frame = Frame::new()
            .fill(palette.card)
            .inner_margin(Margin::same(12));
        let panel = Panel::left("pages")
            .resizable(false)
            .exact_size(NAVIGATION_WIDTH)
            .frame(frame);
        panel.show(ui, |ui| {
            scroll(ui, ScrollArea::vertical(), |ui| {
                event = pages_ui(ui, screen, messages).or(event.take());
            });
        });
    }
    main_ui(ui, screen, draw).or(event)
}

/// What stands beside the navigation.
fn main_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let frame = Frame::new().inner_margin(Margin::same(if is_narrow { 12 } else { 24 }));
    let page = egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        // An app's own page has all the room, and scrolls as it likes.
        if screen.own_shown().is_some() {
            return content_ui(ui, screen, draw);
        }
        scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
            let width = match &screen.area {
                // Lines that are too long are hard to read; where there is no page, there are none.
                Area::Page if screen.open.is_some() => WIDE_WIDTH,
                Area::Page => f32::INFINITY,
                Area::Users(_) | Area::Activity(_) | Area::Settings(_) => TABLE_WIDTH,
            };
            ui.set_max_width(width.min(ui.available_width()));
            content_ui(ui, screen, draw)
        })
    });
    let event = page.inner;
    let asking = screen.doing.asking();
    let answer = asking.and_then(|asking| confirm_ui(ui, asking, draw));
    let answer = answer.map(|answer| Event::Area(AreaEvent::Confirm(answer)));
    answer.or(event)
}

/// Whether there is anything to be told.
fn has_notices(screen: &AppScreen) -> bool {
    let session_view = &screen.session_view;
    screen.notice.is_some()
        || session_view.trouble.is_some()
        || session_view.audit_failure.is_some()
        || !session_view.warnings.is_empty()
        || !session_view.told.is_empty()
}

/// What whoever is signed in should know, whatever page is open.
fn notices_ui(ui: &mut Ui, screen: &AppScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    if let Some(trouble) = &screen.session_view.trouble {
        let message = messages.trouble(&screen.session_view.location, trouble);
        notice(ui, messages, Kind::Warning, &message);
        ui.add_space(GAP);
    }
    if let Some(reason) = &screen.session_view.audit_failure {
        let reason = ("reason", reason.0.as_str().into());
        notice(
            ui,
            messages,
            Kind::Warning,
            &messages.message("unrecorded", &[reason]),
        );
        ui.add_space(GAP);
    }
    let mut event = match screen.area {
        Area::Page => warnings_ui(ui, screen, draw),
        Area::Users(_) | Area::Activity(_) | Area::Settings(_) => None,
    };
    if let Some(notice) = &screen.notice {
        let (kind, message) = notice_message(messages, notice);
        if dismissible(ui, messages, kind, &message) {
            event = Some(Event::DismissNotice);
        }
        let may_go = matches!(notice, Notice::Stay(_));
        if may_go && secondary(ui, &messages.get("stay-anyway"), true).clicked() {
            event = Some(Event::SignOutAnyway);
        }
        ui.add_space(GAP);
    }
    if matches!(screen.area, Area::Page) && account_changes_ui(ui, screen, messages) {
        event = Some(Event::DismissTold);
    }
    event
}

fn content_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let mut event = optional(ui, |ui| notices_ui(ui, screen, draw));
    if !matches!(screen.area, Area::Page) {
        return area_ui(ui, screen, draw).map(Event::Area).or(event);
    }
    if let Some(id) = screen.own_shown()
        && let Some(content) = &mut draw.content
    {
        (content.draw)(ui, &screen.session_view.session, id);
        return event;
    }
    let user = screen.session_view.session.user();
    let name = [("name", user.greeting_name().into())];
    heading(ui, &messages.with("app-greeting", &name));
    if let Some(message) = screen
        .session_view
        .before
        .and_then(|before| messages.before(before))
    {
        weak(ui, &message);
    }
    ui.add_space(GAP);
    let Some(page) = &screen.open else {
        if screen.session_view.pages.is_empty() {
            no_pages_ui(ui, screen, messages);
        }
        return event;
    };
    match &page.content {
        PageContent::Reading(_) => {
            if screen.busy(draw.now) >= Busy::Shown {
                busy_indicator(ui, &messages.get("app-page-reading"));
            } else {
                ui.ctx().request_repaint_after(BUSY_AFTER);
            }
        }
        PageContent::Failed(error) => {
            notice(ui, messages, Kind::Error, &messages.page_error(error))
        }
        PageContent::Shown(OpenedPage::Markdown(text)) if text.trim().is_empty() => {
            empty(
                ui,
                Scene::BlankPage,
                &messages.message("app-page-empty", &[]),
            );
        }
        PageContent::Shown(OpenedPage::Markdown(text)) => {
            ui.scope(|ui| {
                // Lines of text are not controls; at a control's height, lists come apart.
                ui.spacing_mut().interact_size.y = ui.text_style_height(&egui::TextStyle::Body);
                CommonMarkViewer::new().show(ui, draw.markdown, text);
            });
        }
        PageContent::Shown(OpenedPage::Launch(items)) if items.is_empty() => {
            empty(
                ui,
                Scene::BlankPage,
                &messages.message("app-page-empty", &[]),
            );
        }
        PageContent::Shown(OpenedPage::Launch(items)) => {
            event = launch_ui(ui, items, messages).map(Event::Launch).or(event);
        }
    }
    event
}

/// What the program itself offers.
fn area_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<AreaEvent> {
    let busy = screen.doing.busy(draw.now);
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    draw.progress = match screen.doing.task() {
        Some(AdminAction::Import { progress, .. }) => Some(Arc::clone(progress)),
        _ => None,
    };
    match &mut screen.area {
        Area::Page => None,
        Area::Users(screen) => users_ui(ui, screen, busy, draw).map(AreaEvent::Users),
        Area::Activity(screen) => activity_ui(ui, screen, draw).map(AreaEvent::Activity),
        Area::Settings(screen) => settings_ui(ui, screen, busy, draw).map(AreaEvent::Settings),
    }
}

/// What happened to the account since the last sign-in (R35); says whether it was read.
fn account_changes_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> bool {
    let told = &screen.session_view.told;
    let Some(before) = screen.session_view.before.filter(|_| !told.is_empty()) else {
        return false;
    };
    let events = told.iter();
    let lines = events.map(|(event, at)| messages.account_event(*event, *at, before.now));
    let lines: Vec<_> = lines
        .chain([messages.get("told-do").into_owned()])
        .collect();
    let message = Message {
        summary: messages.get("told-heading").into_owned(),
        help: lines.join("\n"),
    };
    let is_read = dismissible(ui, messages, Kind::Warning, &message);
    ui.add_space(GAP);
    is_read
}

fn no_pages_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) {
    let user = screen.session_view.session.user();
    let name = if user.roles.contains(&Role::admin()) {
        "app-no-pages-admin"
    } else {
        "app-no-pages"
    };
    let file = [("file", screen.session_view.location.as_str().into())];
    let message = Message {
        summary: messages.get("app-no-pages-heading").into_owned(),
        help: messages.with(name, &file),
    };
    empty(ui, Scene::NoPages, &message);
}

/// What the administrators should know about the file.
fn warnings_ui(ui: &mut Ui, screen: &AppScreen, draw: &Draw<'_>) -> Option<Event> {
    let warnings = &screen.session_view.warnings;
    if warnings.is_empty() {
        return None;
    }
    let messages = draw.messages;
    let summary = messages.with("warnings-heading", &[("count", warnings.len().into())]);
    let first = warnings.iter().map(|problem| {
        let place = messages.position(&screen.session_view.location, problem);
        format!("{place}: {}", messages.problem(problem).line())
    });
    let help = first.collect::<Vec<_>>().join("\n");
    let message = Message { summary, help };
    let is_dismissed = dismissible(ui, messages, Kind::Warning, &message);
    ui.add_space(GAP);
    is_dismissed.then_some(Event::DismissWarnings)
}

fn notice_message(messages: &Messages, notice: &Notice) -> (Kind, Message) {
    match notice {
        Notice::NotRemembered(error) => (Kind::Warning, messages.not_remembered(error)),
        Notice::NotStarted(error) => (Kind::Error, messages.launch_error(error)),
        Notice::Started(title) => {
            let title = ("title", title.as_str().into());
            (Kind::Success, messages.message("launch-started", &[title]))
        }
        Notice::PageClosed => (Kind::Warning, messages.message("page-closed", &[])),
        Notice::Store(error) => (Kind::Error, messages.store_error(error)),
        Notice::Stay(reason) => {
            let reason = ("reason", messages.of_app(reason).into());
            (Kind::Warning, messages.message("stay", &[reason]))
        }
    }
}
