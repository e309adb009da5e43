//! Draws the screen of a signed-in user: the bar, the navigation, and a page or one of the program's areas.

mod account_menu;
pub(crate) mod bar;
mod command_palette;
mod first_steps;
pub(crate) mod language;
mod navigation;
mod notices;
pub(crate) mod shortcuts;
mod welcome;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Label, Margin, Panel, ScrollArea, Stroke, Ui, UiBuilder};

use crate::screen::BUSY_AFTER;
use crate::screen::app::{AppScreen, Area, AreaEvent, Event};
use crate::service::admin_action::AdminAction;

use crate::ui::account::account_ui;
use crate::ui::app::account_menu::account_menu_ui;
use crate::ui::app::bar::bar_ui;
use crate::ui::app::command_palette::command_palette_ui;
use crate::ui::app::navigation::pages_ui;
use crate::ui::app::notices::{has_notices, notices_ui, tells_outage};
use crate::ui::app::shortcuts::page_keys;
use crate::ui::app::welcome::welcome_ui;
use crate::ui::approval::approval_ui;
use crate::ui::audit::activity_ui;
use crate::ui::draw::Draw;
use crate::ui::pages::page::page_ui;
use crate::ui::settings::{bar_height, settings_ui, unsaved_ui};
#[cfg(feature = "signatures")]
use crate::ui::signing::signing_ui;
use crate::ui::theme::{
    BOX_RADIUS, NARROW_WIDTH, NAVIGATION_WIDTH, SMALL_GAP, TABLE_WIDTH, TextRole, palette,
};
use crate::ui::users::users_ui;
use crate::ui::widgets::confirm::confirm_ui;
use crate::ui::widgets::illustration::small_mark_ui;
use crate::ui::widgets::keys::is_covered;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::scroll::{scroll, scroll_beside};
use crate::ui::widgets::text::{focus_content, forget_content};

/// The canvas around the sheet, in points.
const SHEET_MARGIN: Margin = Margin {
    left: 0,
    right: 8,
    top: 8,
    bottom: 8,
};

/// The least height of a window in which an area has the whole sheet, in points.
const SHEET_HEIGHT: f32 = 480.0;

pub(crate) fn app_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let is_bare_page = draw.content.as_ref().is_some_and(|content| content.is_bare);
    if is_bare_page && let Some(id) = screen.shown_host_page() {
        return bare_page_ui(ui, screen, id, draw);
    }
    // An app that shows nothing but its content shows the account without the navigation, too.
    draw.is_bare_area |= is_bare_page && screen.account().is_some();
    if draw.is_bare_area {
        return main_ui(ui, screen, draw);
    }
    let command = command_palette_ui(ui, screen, draw);
    let takes_pages = draw.shortcuts.pages && !is_covered(ui);
    let numbered = takes_pages.then(|| page_keys(ui)).flatten();
    let command = command.or(numbered.and_then(|at| screen.page_at(at)));
    let canvas = palette(ui.visuals()).canvas;
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let title = screen.session_view.settings.title.clone();
    let title = title.unwrap_or_else(|| draw.app().into_owned());
    let frame = |margin: Margin| Frame::new().fill(canvas).inner_margin(margin);
    let event = if is_narrow {
        let bar = Panel::top("who is signed in").frame(frame(Margin::symmetric(8, 4)));
        let bar = bar.show_separator_line(false);
        bar.show(ui, |ui| bar_ui(ui, screen, &title, draw)).inner
    } else {
        let panel = Panel::left("navigation")
            .resizable(false)
            .show_separator_line(false)
            .exact_size(NAVIGATION_WIDTH)
            .frame(frame(Margin::symmetric(12, 12)));
        let panel = panel.show(ui, |ui| sidebar_ui(ui, screen, &title, draw));
        panel.inner
    };
    if std::mem::take(&mut screen.wants_focus) {
        focus_content(ui);
    }
    let main = main_ui(ui, screen, draw);
    forget_content(ui);
    command.or(main).or(event)
}

/// Draws the logo and the title, the pages, and at the bottom the user's menu.
fn sidebar_ui(ui: &mut Ui, screen: &AppScreen, title: &str, draw: &mut Draw<'_>) -> Option<Event> {
    ui.horizontal(|ui| {
        ui.add_space(6.0);
        small_mark_ui(ui);
        ui.add_space(2.0);
        ui.add(Label::new(TextRole::Section.text(ui, title)).truncate());
    });
    ui.add_space(SMALL_GAP);
    let account = Panel::bottom("account")
        .show_separator_line(false)
        .frame(Frame::new());
    let account = account.show(ui, |ui| account_menu_ui(ui, screen, draw));
    let pages = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        pages_ui(ui, screen, draw.messages)
    };
    let pages = scroll_beside(ui, ScrollArea::vertical().auto_shrink(false), pages);
    account.inner.or(pages)
}

/// Draws a page of the host app that has the window to itself, below the notices.
fn bare_page_ui(
    ui: &mut Ui,
    screen: &mut AppScreen,
    page: usize,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let event = has_notices(screen).then(|| {
        let frame = Frame::new().inner_margin(Margin::same(12));
        let panel = Panel::top("what is to be told").frame(frame);
        panel.show(ui, |ui| notices_ui(ui, screen, draw)).inner
    });
    let page = host_page_ui(ui, screen, page, draw);
    let answer = answer_ui(ui, screen, draw);
    answer.or(page).or(event.flatten())
}

/// Draws a page of the host app, and the area that it places.
fn host_page_ui(
    ui: &mut Ui,
    screen: &mut AppScreen,
    page: usize,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let content = draw.content.as_mut()?;
    let wanted = (content.draw)(ui, &screen.session_view.session, page);
    let kind = wanted.as_ref().map(|(kind, _)| *kind);
    if kind != screen.placed_area() {
        return Some(Event::Place(kind));
    }
    let (_, mut area_ui) = wanted?;
    // Until here it has the style of the app.
    area_ui.set_style(Arc::clone(ui.style()));
    (draw.is_placed, draw.is_bare_area) = (true, true);
    sheet_or_page_ui(&mut area_ui, screen, draw)
}

/// Draws what is beside the navigation, and over it the question for the password.
fn main_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let page = sheet_or_page_ui(ui, screen, draw);
    answer_ui(ui, screen, draw).or(page)
}

/// Asks for the password again where an action or a signature needs it, or a second person for theirs.
pub(crate) fn answer_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    if let Some(form) = screen.approval.form() {
        return approval_ui(ui, form, draw).map(Event::Approval);
    }
    #[cfg(feature = "signatures")]
    if let Some(form) = screen.signing.form() {
        return signing_ui(ui, form, draw).map(Event::Signing);
    }
    let form = screen.action.reauthentication();
    let user = screen.session_view.session.user();
    let answer = form.and_then(|form| confirm_ui(ui, form, user, draw));
    answer.map(|answer| Event::Area(AreaEvent::Reauthentication(answer)))
}

/// Draws the open page or area in its frame.
fn sheet_or_page_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let palette = palette(ui.visuals());
    let is_host_page = !draw.is_placed && screen.shown_host_page().is_some();
    // What the app draws is in its own style.
    let fill = if is_host_page && !draw.is_own_window() {
        draw.app_fill
    } else {
        palette.sheet
    };
    let frame = Frame::new().fill(fill);
    let frame = if is_narrow || draw.is_bare_area {
        frame.inner_margin(Margin::same(if is_narrow { 16 } else { 24 }))
    } else {
        frame
            .inner_margin(Margin::symmetric(28, 20))
            .outer_margin(SHEET_MARGIN)
            .corner_radius(BOX_RADIUS)
            .stroke(Stroke::new(1.0, palette.line))
    };
    let has_sheet = !is_host_page && has_sheet(ui, screen);
    let inner = frame.inner_margin;
    let [above, below] = if screen.shows_welcome() || is_host_page {
        [0.0; 2]
    } else {
        [inner.topf(), inner.bottomf()]
    };
    let frame = if has_sheet || screen.shows_welcome() {
        frame.inner_margin(Margin::ZERO)
    } else if is_host_page {
        frame
    } else {
        frame.inner_margin(Margin::symmetric(inner.left, 0))
    };
    let page = CentralPanel::default().frame(frame).show(ui, |ui| {
        if has_sheet {
            return sheet_ui(ui, screen, inner, draw);
        }
        // A page of the host app gets all the space and scrolls on its own.
        if is_host_page {
            return content_ui(ui, screen, draw);
        }
        scrolling_ui(ui, screen, [above, below], draw)
    });
    page.inner
}

/// Draws what scrolls from edge to edge of the sheet, with these spaces above and below, and under it the bar about what is
/// not saved.
fn scrolling_ui(
    ui: &mut Ui,
    screen: &mut AppScreen,
    [above, below]: [f32; 2],
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let area = ui.available_rect_before_wrap();
    let bar = match &screen.area {
        Area::Settings(settings) => bar_height(ui, settings, draw.messages),
        _ => 0.0,
    };
    // Nothing moves when the bar appears at the bottom, and the fields keep their ids.
    let with_margin = if bar > 0.0 { bar + below } else { 0.0 };
    let (page_area, bar_area) = area.split_top_bottom_at_y(area.bottom() - with_margin);
    let page = |ui: &mut Ui| {
        scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
            let width = match &screen.area {
                Area::Page if screen.shows_welcome() => f32::INFINITY,
                Area::Account(_) => f32::INFINITY,
                Area::Page | Area::Users(_) | Area::Activity(_) | Area::Settings(_) => TABLE_WIDTH,
            };
            ui.set_max_width(width.min(ui.available_width()));
            ui.add_space(above);
            let event = content_ui(ui, screen, draw);
            ui.add_space(below);
            event
        })
    };
    let page = ui
        .scope_builder(UiBuilder::new().max_rect(page_area), page)
        .inner;
    let unsaved = match &screen.area {
        Area::Settings(settings) if bar > 0.0 => {
            let mut ui = ui.new_child(UiBuilder::new().max_rect(bar_area));
            unsaved_ui(&mut ui, settings, draw.now, draw.messages)
        }
        _ => None,
    };
    let unsaved = unsaved.map(|event| Event::Area(AreaEvent::Settings(event)));
    unsaved.or(page)
}

/// Returns `true` if an area gets the whole sheet and scrolls on its own, unless the window is too small for that.
fn has_sheet(ui: &Ui, screen: &AppScreen) -> bool {
    let room = ui.available_size();
    let has_room = room.x >= NARROW_WIDTH && room.y >= SHEET_HEIGHT && room.y.is_finite();
    matches!(screen.area, Area::Users(_)) && has_room
}

/// Draws an area that gets the whole sheet, below the notices.
fn sheet_ui(
    ui: &mut Ui,
    screen: &mut AppScreen,
    margin: Margin,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    // The page of the host app has them already.
    let has_notices = !draw.is_placed && has_notices(screen);
    let event = has_notices.then(|| {
        let panel = Panel::top("notices of the sheet").frame(Frame::new().inner_margin(margin));
        let panel = panel.show_separator_line(false);
        let height = ui.available_height() / 3.0;
        // Without the least height, they never get more of the panel than it has at first.
        let notices = ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height);
        panel
            .show(ui, |ui| {
                scroll_beside(ui, notices, |ui| notices_ui(ui, screen, draw))
            })
            .inner
    });
    let area = area_ui(ui, screen, true, draw).map(Event::Area);
    area.or(event.flatten())
}

fn content_ui(ui: &mut Ui, screen: &mut AppScreen, draw: &mut Draw<'_>) -> Option<Event> {
    if screen.shows_welcome() {
        return welcome_ui(ui, screen, draw);
    }
    if draw.is_placed {
        return area_ui(ui, screen, false, draw).map(Event::Area);
    }
    let event = optional(ui, |ui| notices_ui(ui, screen, draw));
    if let Some(id) = screen.shown_host_page().filter(|_| draw.content.is_some()) {
        return host_page_ui(ui, screen, id, draw).or(event);
    }
    if !matches!(screen.area, Area::Page) {
        return area_ui(ui, screen, false, draw).map(Event::Area).or(event);
    }
    page_ui(ui, screen, draw).or(event)
}

/// Draws one of the program's areas.
fn area_ui(
    ui: &mut Ui,
    screen: &mut AppScreen,
    has_sheet: bool,
    draw: &mut Draw<'_>,
) -> Option<AreaEvent> {
    let busy = screen.action.busy(draw.now);
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    draw.is_outage_told = tells_outage(screen);
    draw.progress = match screen.action.running() {
        Some(AdminAction::Import { progress, .. } | AdminAction::Bulk { progress, .. }) => {
            Some(Arc::clone(progress))
        }
        _ => None,
    };
    match &mut screen.area {
        Area::Page => None,
        Area::Account(account) => {
            account_ui(ui, account, &screen.session_view, draw).map(AreaEvent::Account)
        }
        Area::Users(screen) => users_ui(ui, screen, (busy, has_sheet), draw).map(AreaEvent::Users),
        Area::Activity(screen) => activity_ui(ui, screen, draw).map(AreaEvent::Activity),
        Area::Settings(settings) => {
            let place = (busy, screen.session_view.location.as_str());
            settings_ui(ui, settings, place, draw).map(AreaEvent::Settings)
        }
    }
}
