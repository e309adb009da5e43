//! Draws the Welcome page: the greeting, when the user last signed in, the first steps of an administrator, and the pages
//! that the session may open.

use std::borrow::Cow;

use egui::{Rect, Shape, Ui, pos2};

use crate::messages::{Message, Messages};
use crate::screen::app::{AppScreen, Event};
use crate::service::pages::{PageLink, PageSummary};

use crate::ui::app::first_steps::{first_steps_ui, is_chosen};
use crate::ui::app::notices::notices_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, NARROW_WIDTH, SMALL_GAP, WELCOME_WIDTH, palette};
use crate::ui::widgets::backdrop::hall;
use crate::ui::widgets::button::link;
use crate::ui::widgets::card::empty;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::text::{page_heading, subheading, weak};
use crate::ui::widgets::tile::{Tile, tiles_ui};

/// The least height of the scene at the top, in points.
const HALL: f32 = 150.0;
/// The space above the greeting and below it, in points, in a wide window and in a narrow one.
const AROUND: [f32; 2] = [44.0, 20.0];
/// The space that the door takes, in points.
const DOOR: f32 = 150.0;
/// The space below the scene, and at the left and the right of what is below it, in points.
const BELOW: f32 = 24.0;
/// The most tiles in a row.
const COLUMNS_MAX: usize = 3;

pub(crate) fn welcome_ui(ui: &mut Ui, screen: &AppScreen, draw: &Draw<'_>) -> Option<Event> {
    let gap = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    hall_ui(ui, screen, draw);
    let below = column_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = gap;
        ui.add_space(BELOW - gap);
        let notices = optional(ui, |ui| notices_ui(ui, screen, draw));
        below_ui(ui, screen, draw.messages).or(notices)
    });
    ui.add_space(GAP);
    below
}

/// Draws a column in the middle.
fn column_ui<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_width();
    let least = if room < NARROW_WIDTH { GAP } else { BELOW };
    let side = ((room - WELCOME_WIDTH) / 2.0).max(least).floor();
    let spacing = ui.spacing().item_spacing;
    let inner = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = spacing;
            ui.set_width(room - 2.0 * side);
            add(ui)
        })
        .inner
    });
    inner.inner
}

/// Draws the greeting and the last sign-in, in a hall whose door is open.
fn hall_ui(ui: &mut Ui, screen: &AppScreen, draw: &Draw<'_>) {
    let messages = draw.messages;
    let session_view = &screen.session_view;
    let under = ui.painter().add(Shape::Noop);
    let (left, top, width) = (
        ui.max_rect().left(),
        ui.cursor().top(),
        ui.available_width(),
    );
    let is_narrow = width < NARROW_WIDTH;
    let around = if is_narrow { AROUND[1] } else { AROUND[0] };
    column_ui(ui, |ui| {
        let door = if is_narrow { 0.0 } else { DOOR };
        ui.set_max_width(ui.available_width() - door);
        ui.add_space(around);
        let name = session_view.session.user().greeting_name();
        page_heading(ui, &messages.with("app-greeting", &[("name", name.into())]));
        if let Some(before) = &session_view.before {
            ui.add_space(SMALL_GAP);
            weak(ui, &messages.last_sign_in(before, draw.clock));
            if let Some(own) = messages.own_failures(before) {
                weak(ui, &own);
            }
        }
        ui.add_space(around);
    });
    let least = if is_narrow { 0.0 } else { HALL };
    let height = (ui.cursor().top() - top).max(least);
    ui.add_space(top + height - ui.cursor().top());
    let area = Rect::from_min_max(pos2(left, top), pos2(left + width, top + height));
    let colours = (&palette(ui.visuals()), ui.visuals().dark_mode);
    ui.painter().set(under, hall(area, !is_narrow, colours));
}

fn below_ui(ui: &mut Ui, screen: &AppScreen, messages: &Messages) -> Option<Event> {
    let session_view = &screen.session_view;
    let steps = session_view.first_steps.as_ref();
    let steps = steps.filter(|steps| !steps.are_done());
    let is_hidden = session_view.hides_first_steps;
    let shown = steps.filter(|_| !is_hidden);
    let event = optional(ui, |ui| {
        let event = shown.and_then(|steps| first_steps_ui(ui, steps, messages));
        ui.add_space(if shown.is_some() { BELOW } else { 0.0 });
        event
    });
    let pages = &session_view.pages;
    let opened = if pages.is_empty() {
        if shown.is_none() {
            empty(ui, Scene::NoPages, &no_pages(screen, messages));
        }
        None
    } else {
        pages_ui(ui, pages, messages)
    };
    let show = steps.is_some() && is_hidden && {
        ui.add_space(SMALL_GAP);
        let button = link(ui, &messages.get("steps-show"), true);
        is_chosen(ui, &button)
    };
    let show = show.then_some(Event::HideFirstSteps(false));
    event.or(opened).or(show)
}

fn pages_ui(ui: &mut Ui, pages: &[PageLink], messages: &Messages) -> Option<Event> {
    subheading(ui, &messages.get("app-pages"));
    ui.add_space(SMALL_GAP);
    let tile = |page| tile_of(page, messages);
    let tiles: Vec<_> = pages.iter().map(tile).collect();
    let opened = tiles_ui(ui, &tiles, (COLUMNS_MAX, false));
    let page = opened.and_then(|at| pages.get(at))?;
    Some(Event::Open(page.id.clone()))
}

fn tile_of<'a>(page: &'a PageLink, messages: &Messages) -> Tile<'a> {
    let description = match &page.summary {
        PageSummary::Items(count) => messages.with("page-items", &[("count", (*count).into())]),
        PageSummary::Everyone => messages.get("page-for-everyone").into_owned(),
        PageSummary::Limited { roles, users } => {
            let roles = roles.iter().map(|role| role.as_str().to_owned());
            let users =
                (*users > 0).then(|| messages.with("page-users", &[("count", (*users).into())]));
            let all: Vec<_> = roles.chain(users).collect();
            messages.with("page-for-roles", &[("roles", all.join(", ").into())])
        }
        PageSummary::Text => messages.get("page-text").into_owned(),
        PageSummary::Approval => messages.get("approval-heading").into_owned(),
    };
    Tile {
        needs: None,
        icon: page.icon.as_deref().unwrap_or("article"),
        corner: None,
        title: &page.title,
        description: description.into(),
        // The entry in the navigation has the title.
        label: Cow::Owned(messages.with("launch-open", &[("title", page.title.as_str().into())])),
    }
}

fn no_pages(screen: &AppScreen, messages: &Messages) -> Message {
    let name = if screen.session_view.first_steps.is_some() {
        "app-no-pages-admin"
    } else {
        "app-no-pages"
    };
    Message {
        summary: messages.get("app-no-pages-heading").into_owned(),
        help: messages.get(name).into_owned(),
    }
}
