//! What a host app keeps for a user whose session is parked.

use egui_authenticator::authenticator::Commands;

use super::{App, Window, window};
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

/// An app with a long list behind a gate. A key scrolls it; the test reads how far it is.
fn listing(ui: &mut egui::Ui, app: &mut App) {
    let drawn = &mut app.drawn;
    app.authenticator
        .gate(ui, |ui, session, commands: &mut Commands| {
            let goes_down = ui.button("Down").clicked();
            if ui.button("Hand over").clicked() {
                commands.switch_user();
            }
            if ui.button("Leave").clicked() {
                commands.sign_out();
            }
            let mut area = egui::ScrollArea::vertical().id_salt("list");
            if goes_down {
                area = area.vertical_scroll_offset(400.0);
            }
            let output = area.show(ui, |ui| {
                for line in 0..200 {
                    ui.label(format!("line {line}"));
                }
            });
            let offset = output.state.clamped_offset().y.round().to_string();
            *drawn = Some((offset, session.user().username.as_str().to_owned()));
        });
}

fn drawn(window: &Window) -> (&str, &str) {
    let (offset, user) = window.state().drawn.as_ref().expect("drawn");
    (offset, user)
}

#[test]
fn r76_a_parked_user_is_back_where_they_scrolled_to_and_no_other_user_is_there() {
    let desk = Desk::open();
    let mut window = window(&desk, listing);
    sign_in(&mut window, ADA);
    press(&mut window, "Down");
    assert_eq!(drawn(&window), ("400", "ada"));
    press(&mut window, "Hand over");
    sign_in(&mut window, BOB);
    assert_eq!(drawn(&window), ("0", "bob"));
    press(&mut window, "Hand over");
    sign_in(&mut window, ADA);
    assert_eq!(drawn(&window), ("400", "ada"));
    press(&mut window, "Leave");
    sign_in(&mut window, ADA);
    assert_eq!(
        drawn(&window),
        ("0", "ada"),
        "nothing is kept after a sign-out"
    );
}
