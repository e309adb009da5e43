//! The tiles of the sign-in form.

use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press};
use crate::harness::{ADA, Desk};

use super::{Window, is_there, window};

/// Buttons beside the tiles.
const NO_TILES: [&str; 5] = [
    "Show all users",
    "Type a name",
    "Forgot username?",
    "I have a code",
    "Language: English",
];

#[test]
fn users_are_tiles_if_the_file_says_so_and_typing_finds_the_others() {
    let text =
        crate::harness::crowd(30).replace("credentials:", "app: {user_tiles: true}\ncredentials:");
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    let tiles = |window: &Window<'_>| {
        let tiles = window.query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            let is_other = NO_TILES.contains(&&*label) || label.starts_with("Theme: ");
            node.role() == Role::Button && label.contains(' ') && !is_other
        });
        tiles.count()
    };
    assert_eq!(tiles(&window), 12);
    assert!(is_there(&window, "more users. Type a name to search"));
    fill(&mut window, "Username or e-mail", "lovel");
    assert_eq!(tiles(&window), 1);
    press(&mut window, "Ada Lovelace");
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Sign in");
    assert!(is_there(&window, "Hello, Ada"));
}

#[test]
fn going_back_from_a_tile_shows_all_users_again() {
    let text = crate::harness::crowd(5);
    let desk = Desk::with(&text.replace("credentials:", "app: {user_tiles: true}\ncredentials:"));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    press(&mut window, "Cem Bauer");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Ada Lovelace")
            .is_none()
    );
    press(&mut window, "Show all users");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Ada Lovelace")
            .is_some()
    );
}

#[test]
fn an_address_in_place_of_a_tile_leads_to_the_password() {
    let text = crate::harness::crowd(5);
    let desk = Desk::with(&text.replace("credentials:", "app: {user_tiles: true}\ncredentials:"));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    press(&mut window, "Type a name");
    fill(&mut window, "Username or e-mail", "zoe");
    let none = window.get_by_label("No matches");
    let live = none.accesskit_node().live();
    assert_eq!(live, Live::Polite, "screen readers announce it");
    fill(&mut window, "Username or e-mail", "@example.org");
    assert!(!is_there(&window, "No matches"), "an address finds no tile");
    press(&mut window, "Continue");
    window.get_by_role_and_label(Role::PasswordInput, "Password");
    let field = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert_eq!(field.value().as_deref(), Some("zoe@example.org"));
}

#[test]
fn part_of_the_name_of_another_user_is_taken_as_it_is() {
    let text = crate::harness::crowd(5);
    let desk = Desk::with(&text.replace("credentials:", "app: {user_tiles: true}\ncredentials:"));
    assert!(desk.service.set_up().open().is_ok());
    for (typed, taken) in [("ovelac", "ovelac"), ("lovelac", "ada")] {
        let mut window = window(&desk);
        press(&mut window, "Type a name");
        fill(&mut window, "Username or e-mail", typed);
        press(&mut window, "Continue");
        let field = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
        assert_eq!(field.value().as_deref(), Some(taken));
    }
}

#[test]
fn what_is_typed_on_a_tile_goes_to_the_field() {
    let text = crate::harness::crowd(5);
    let desk = Desk::with(&text.replace("credentials:", "app: {user_tiles: true}\ncredentials:"));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    let tile = window.get_by_role_and_label(Role::Button, "Cem Bauer");
    tile.focus();
    window.run();
    window.event(egui::Event::Text("ada".to_owned()));
    window.run();
    window.event(egui::Event::Text("el".to_owned()));
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert_eq!(field.value().as_deref(), Some("adael"));
    assert!(field.is_focused());
}
