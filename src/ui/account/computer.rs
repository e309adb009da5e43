//! Draws what this computer is to the server with the users.

use egui::Ui;

use crate::messages::Messages;
use crate::service::session_view::SessionView;

use crate::ui::widgets::rows::{Row, row_ui};

/// Draws the kind of this computer, and whether the server with the users can be reached.
pub(crate) fn computer_row(ui: &mut Ui, session_view: &SessionView, messages: &Messages) {
    let location = [("location", session_view.location.as_str().into())];
    let is_away = session_view.session.state().outage_left().is_some();
    let (icon, connection) = if is_away {
        ("devices_off", "account-computer-away")
    } else {
        ("desktop_windows", "account-computer-connected")
    };
    let [title, intro] = if session_view.settings.is_restricted() {
        [
            "account-computer-restricted",
            "account-computer-restricted-intro",
        ]
    } else {
        ["account-computer-trusted", "account-computer-trusted-intro"]
    };
    let row = Row {
        icon,
        colour: None,
        title: &messages.get(title),
        lines: &[
            messages.with(connection, &location),
            messages.get(intro).into_owned(),
        ],
    };
    row_ui(ui, &row, 0.0, |_| ());
}
