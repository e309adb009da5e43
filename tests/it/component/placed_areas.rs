//! Administration inside the content of an app: placed where the app wants it, with the app's own around it.

use egui::accesskit::Role;
use egui_authenticator::authenticator::{Commands, EmbeddedScreen};
use egui_kittest::kittest::Queryable;

use super::{App, Draw, Window, fill, has_account_menu, is_there, press, sign_in, window};
use crate::harness::{ADA, BOB, Desk};

type Place = fn(&mut Commands, &mut egui::Ui) -> EmbeddedScreen;

/// Draws the app's own, and the area that a button of the app has chosen, below.
fn content(ui: &mut egui::Ui, commands: &mut Commands, chosen: Option<&str>) -> Placed {
    ui.heading("The team of the lab");
    let mut next = None;
    ui.horizontal(|ui| {
        for label in ["List", "Log", "Options", "Nothing"] {
            if ui.button(label).clicked() {
                next = Some(label.to_owned());
            }
        }
        if ui.button("Me").clicked() {
            commands.open_account();
        }
        if ui.button("Cover").clicked() {
            commands.lock();
        }
    });
    let place: Option<Place> = match chosen {
        Some("List") => Some(Commands::users_ui),
        Some("Log") => Some(Commands::activity_ui),
        Some("Options") => Some(Commands::settings_ui),
        _ => None,
    };
    (place.map(|place| place(commands, ui)), next)
}

/// What became of the area, and what the user has chosen instead.
type Placed = (Option<EmbeddedScreen>, Option<String>);

fn keep(app: &mut App, drawn: Option<Placed>) {
    let (placed, next) = drawn.unwrap_or_default();
    app.placed = placed;
    if let Some(next) = next {
        app.drawn = Some((next, String::new()));
    }
}

fn behind_a_gate(ui: &mut egui::Ui, app: &mut App) {
    let chosen = app.drawn.clone().map(|(chosen, _)| chosen);
    let draw =
        |ui: &mut egui::Ui, commands: &mut Commands| content(ui, commands, chosen.as_deref());
    let drawn = app
        .authenticator
        .gate(ui, |ui, _, commands| draw(ui, commands));
    keep(app, drawn);
}

fn with_the_navigation(ui: &mut egui::Ui, app: &mut App) {
    let chosen = app.drawn.clone().map(|(chosen, _)| chosen);
    let draw =
        |ui: &mut egui::Ui, commands: &mut Commands| content(ui, commands, chosen.as_deref());
    let drawn = app
        .authenticator
        .show(ui, |ui, _, commands| draw(ui, commands));
    keep(app, drawn);
}

const DRAWS: [Draw; 2] = [behind_a_gate, with_the_navigation];

fn signed_in(desk: &Desk, draw: Draw, user: (&str, &str)) -> Window {
    let mut window = window(desk, draw);
    sign_in(&mut window, user);
    window
}

fn has_heading(window: &Window, title: &str) -> bool {
    let mut found = window.query_all_by_role_and_label(Role::Heading, title);
    found.next().is_some()
}

/// Whether the app's own is drawn.
fn has_content(window: &Window) -> bool {
    is_there(window, "The team of the lab")
}

#[test]
fn each_area_is_drawn_inside_the_content_and_gone_when_the_app_places_it_no_more() {
    for draw in DRAWS {
        let desk = Desk::open();
        let mut window = signed_in(&desk, draw, ADA);
        for (label, title) in [
            ("List", "Users"),
            ("Log", "Activity"),
            ("Options", "Settings"),
        ] {
            press(&mut window, label);
            assert_eq!(window.state().placed, Some(EmbeddedScreen::Open), "{title}");
            assert!(has_heading(&window, title), "{title}");
            assert!(has_content(&window), "{title}");
            press(&mut window, "Nothing");
            assert!(!has_heading(&window, title), "{title}");
            assert!(has_content(&window), "{title}");
        }
    }
}

#[test]
fn a_user_is_added_where_the_app_placed_the_list() {
    let desk = Desk::open();
    let mut window = signed_in(&desk, behind_a_gate, ADA);
    press(&mut window, "List");
    press(&mut window, "Add user");
    fill(&mut window, "Username", "zoe");
    assert!(has_content(&window));
    assert!(!has_account_menu(&window));
}

#[test]
fn without_the_permission_nothing_is_placed() {
    for draw in DRAWS {
        let desk = Desk::open();
        let mut window = signed_in(&desk, draw, BOB);
        for (label, title) in [
            ("List", "Users"),
            ("Log", "Activity"),
            ("Options", "Settings"),
        ] {
            press(&mut window, label);
            assert_eq!(window.state().placed, Some(EmbeddedScreen::Unavailable));
            assert!(!has_heading(&window, title), "{title}");
            assert!(has_content(&window), "{title}");
        }
    }
}

#[test]
fn a_permission_that_is_taken_away_closes_the_placed_area() {
    let desk = Desk::open();
    desk.edit("roles: [till]", "roles: [till, admin]");
    let mut window = signed_in(&desk, behind_a_gate, BOB);
    press(&mut window, "List");
    assert!(has_heading(&window, "Users"));
    desk.edit("roles: [till, admin]", "roles: [till]");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.on_file_changed(&ctx);
    window.run();
    assert!(!has_heading(&window, "Users"));
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Unavailable));
    assert!(has_content(&window));
}

#[test]
fn the_lock_hides_the_placed_area_and_the_account_leads_back_to_it() {
    let desk = Desk::open();
    let mut window = signed_in(&desk, behind_a_gate, ADA);
    press(&mut window, "List");
    press(&mut window, "Me");
    assert!(has_heading(&window, "Your account"));
    assert!(!has_content(&window));
    press(&mut window, "Back");
    assert!(has_content(&window) && has_heading(&window, "Users"));
    press(&mut window, "Cover");
    assert!(is_there(&window, "Locked by Ada Lovelace"));
    assert!(!has_content(&window) && !has_heading(&window, "Users"));
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Unlock");
    assert!(has_content(&window) && has_heading(&window, "Users"));
    assert!(!has_account_menu(&window));
}

#[test]
fn one_area_is_placed_at_a_time() {
    let desk = Desk::open();
    let mut window = signed_in(
        &desk,
        |ui, app| {
            let both = app.authenticator.gate(ui, |ui, _, commands| {
                let first = commands.users_ui(ui);
                (first, commands.settings_ui(ui))
            });
            app.placed = both.map(|(_, second)| second);
        },
        ADA,
    );
    window.run();
    assert_eq!(window.state().placed, Some(EmbeddedScreen::Unavailable));
    assert!(has_heading(&window, "Users") && !has_heading(&window, "Settings"));
}
