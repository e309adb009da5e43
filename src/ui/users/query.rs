//! The line above the list: the search, the filters, and how many users are shown.

use std::sync::Arc;

use egui::{Ui, WidgetInfo, vec2};

use crate::messages::Messages;
use crate::screen::users::{Event, Query, UsersScreen};
use crate::service::users::list::{Status, UserList};

use crate::ui::draw::Draw;
use crate::ui::theme::{DENSE_HEIGHT, SMALL_GAP, TextRole};
use crate::ui::widgets::dense::{DenseKind, dense_button, dense_width, role_width};
use crate::ui::widgets::filter::Filter;
use crate::ui::widgets::search_field::search_field;
use crate::ui::widgets::text::{announce, shortened, small};

/// The greatest and the least width of the search field, in points.
const SEARCH: [f32; 2] = [312.0, 180.0];
/// The space between the controls, in points.
const SPACE: f32 = 8.0;
/// The greatest width of the text of the button that shows the filters, in points.
const FILTERS: f32 = 110.0;

/// What can be filtered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Role,
    Status,
    TwoStep,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Role, Self::Status, Self::TwoStep];

    fn name(self) -> &'static str {
        match self {
            Self::Role => "users-role",
            Self::Status => "users-column-status",
            Self::TwoStep => "users-column-two-step",
        }
    }

    /// Returns the text of the value that is chosen.
    fn chosen(self, query: &Query, messages: &Messages) -> Option<String> {
        match self {
            Self::Role => query.role.clone(),
            Self::Status => query.status.map(|status| messages.status(status)),
            Self::TwoStep => query.two_step.map(|is_on| two_step(messages, is_on)),
        }
    }

    /// Draws the filter. Returns `true` if another value was chosen.
    fn show(self, ui: &mut Ui, query: &mut Query, list: &UserList, messages: &Messages) -> bool {
        let (label, any) = (messages.get(self.name()), messages.get("users-any"));
        let filter = Filter {
            label: &label,
            chosen: self.chosen(query, messages),
            any: &any,
        };
        match self {
            Self::Role => {
                let all = || list.roles.iter().map(|role| (role.clone(), role.clone()));
                filter.show(ui, &mut query.role, || all().collect())
            }
            Self::Status => {
                let all = Status::WORDS.map(|(_, status)| (status, messages.status(status)));
                filter.show(ui, &mut query.status, || all.to_vec())
            }
            Self::TwoStep => {
                let all = [true, false].map(|is_on| (is_on, two_step(messages, is_on)));
                filter.show(ui, &mut query.two_step, || all.to_vec())
            }
        }
    }

    fn width(self, ui: &Ui, query: &Query, messages: &Messages) -> f32 {
        let filter = Filter {
            label: &messages.get(self.name()),
            chosen: self.chosen(query, messages),
            any: "",
        };
        filter.width(ui) + SPACE
    }
}

fn two_step(messages: &Messages, is_on: bool) -> String {
    let name = if is_on {
        "users-two-step-on"
    } else {
        "users-two-step-off"
    };
    messages.get(name).into_owned()
}

/// Draws the search field and the filters, those that fit in one line.
pub(crate) fn query_ui(
    ui: &mut Ui,
    screen: &mut UsersScreen,
    is_narrow: bool,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let list = screen.users.as_ref().map(Arc::clone)?;
    let is_changed = if is_narrow {
        narrow_ui(ui, screen, &list, draw)
    } else {
        wide_ui(ui, screen, &list, draw)
    };
    is_changed.then_some(Event::Queried)
}

fn wide_ui(ui: &mut Ui, screen: &mut UsersScreen, list: &UserList, draw: &mut Draw<'_>) -> bool {
    let messages = draw.messages;
    let room = ui.available_width();
    let count = role_width(ui, TextRole::Small, &count(screen, messages)).ceil() + SPACE;
    let query = &screen.query;
    // What filters is always shown.
    let mut kinds: Vec<_> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, kind.width(ui, query, messages)))
        .collect();
    let used = |kinds: &[(Kind, f32)]| kinds.iter().map(|(_, width)| width).sum::<f32>() + count;
    while used(&kinds) + SEARCH[1] > room
        && let Some(at) = kinds
            .iter()
            .rposition(|(kind, _)| kind.chosen(query, messages).is_none())
    {
        kinds.remove(at);
    }
    let search = (room - used(&kinds)).clamp(SEARCH[1], SEARCH[0]).floor();
    let row = ui.horizontal(|ui| {
        let mut is_changed = search_ui(ui, screen, search, draw);
        for (kind, _) in kinds {
            is_changed |= kind.show(ui, &mut screen.query, list, messages);
        }
        ui.add_space((ui.available_width() - count + SPACE - 1.0).max(0.0));
        count_ui(ui, screen, messages);
        is_changed
    });
    row.inner
}

fn narrow_ui(ui: &mut Ui, screen: &mut UsersScreen, list: &UserList, draw: &mut Draw<'_>) -> bool {
    let messages = draw.messages;
    let chosen = Kind::ALL.map(|kind| kind.chosen(&screen.query, messages));
    let chosen: Vec<_> = chosen.into_iter().flatten().collect();
    let title = if chosen.is_empty() {
        messages.get("button-filter").into_owned()
    } else {
        let what = [("what", chosen.join(", ").into())];
        messages.with("button-filtered", &what)
    };
    let text = shortened(ui, &title, FILTERS);
    let row = ui.horizontal(|ui| {
        let width = dense_width(ui, Some("tune"), &text) + SPACE;
        let search = (ui.available_width() - width).floor();
        let is_changed = search_ui(ui, screen, search, draw);
        let is_shown = &mut screen.are_filters_shown;
        let button = dense_button(ui, DenseKind::Secondary, Some("tune"), &text);
        if button.clicked() {
            *is_shown = !*is_shown;
        }
        button.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, *is_shown, &title));
        is_changed
    });
    let mut is_changed = row.inner;
    if screen.are_filters_shown {
        ui.add_space(SPACE);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.y = SPACE;
            for kind in Kind::ALL {
                is_changed |= kind.show(ui, &mut screen.query, list, messages);
            }
        });
    }
    ui.add_space(SMALL_GAP);
    is_changed
}

fn search_ui(ui: &mut Ui, screen: &mut UsersScreen, width: f32, draw: &mut Draw<'_>) -> bool {
    let hint = draw.messages.get("users-search");
    let (text, fields) = (&mut screen.query.text, &mut draw.cache.fields);
    search_field(
        ui,
        text,
        (&hint, draw.messages),
        vec2(width, DENSE_HEIGHT),
        fields,
    )
}

fn count(screen: &UsersScreen, messages: &Messages) -> String {
    let all = screen.all();
    let count = [("shown", screen.shown().into()), ("all", all.into())];
    messages.with("users-count", &count)
}

/// Draws how many users are shown, which screen readers announce when it changes.
pub(crate) fn count_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) {
    let response = small(ui, &count(screen, messages));
    announce(ui, &response);
}
