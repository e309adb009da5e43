//! The users with a parked session, above the list.

use egui::Ui;

use crate::messages::Messages;
use crate::screen::users::{Event, UsersScreen};

use crate::ui::widgets::button::{clicked, small_link};
use crate::ui::widgets::text::small;

/// The most parked users that are listed.
const PARKED_MAX: usize = 8;
/// The space between them, and below, in points.
const SPACE: f32 = 8.0;

/// Draws the users with a parked session, each to be opened.
pub(super) fn parked_ui(ui: &mut Ui, screen: &UsersScreen, messages: &Messages) -> Option<Event> {
    let list = screen
        .users
        .as_ref()
        .filter(|list| !list.parked.is_empty())?;
    let users = list.parked.iter().take(PARKED_MAX);
    let users = users.filter_map(|at| list.rows.get(*at));
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = SPACE;
        small(ui, &messages.get("users-parked-list"));
        let opened = clicked(users, |row| {
            let time = row
                .parked
                .map(|at| messages.local_time(at, list.now, &list.zone));
            let time = time.unwrap_or_default();
            let values = [("name", row.name.as_str().into()), ("time", time.into())];
            small_link(ui, &messages.with("parked-user", &values), true)
        });
        let more = list.parked.len().saturating_sub(PARKED_MAX);
        if more > 0 {
            small(ui, &messages.with("parked-more", &[("count", more.into())]));
        }
        opened.map(|row| Event::Show(row.username.clone()))
    });
    ui.add_space(SPACE);
    row.inner
}
