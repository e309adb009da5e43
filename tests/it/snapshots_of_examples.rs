//! How the examples look: the pictures of the README.

use std::sync::Arc;

use egui::Theme;
use egui::accesskit::Role;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::messages::Words;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotResults};

use crate::harness::Desk;
use crate::raster::Raster;

#[expect(dead_code, reason = "an example has a `main` of its own")]
#[path = "../../examples/own_fields.rs"]
mod own_fields;
#[expect(dead_code, reason = "an example has a `main` of its own")]
#[path = "../../examples/pages.rs"]
mod pages;

const WIDE: [f32; 2] = [960.0, 680.0];
const NARROW: [f32; 2] = [320.0, 480.0];

/// Draws an app in both themes and both sizes.
fn drawn<A: eframe::App + 'static>(
    name: &str,
    make: impl Fn(&egui::Context) -> A,
    act: impl Fn(&mut Harness<'_, A>),
) -> SnapshotResults {
    let mut results = SnapshotResults::new();
    for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, size_name) in [(WIDE, ""), (NARROW, "_narrow")] {
            let mut window = Harness::builder()
                .with_size(size)
                .with_max_steps(12)
                .with_theme(theme)
                .renderer(Raster::default())
                .build_eframe(|creation| make(&creation.egui_ctx));
            window.run();
            act(&mut window);
            window.run();
            results.add(window.try_snapshot(format!("{name}_{theme_name}{size_name}")));
        }
    }
    results
}

#[test]
fn an_apps_own_fields_words_and_looks() {
    let desk = Desk::with(own_fields::PEOPLE);
    let service = desk.service.clone().with_rules(own_fields::rules());
    let words = Arc::new(Words::own("en", own_fields::WORDS).expect("words"));
    let make = |ctx: &egui::Context| {
        let authenticator = Authenticator::inline(service.clone(), ctx);
        let authenticator = authenticator.with_words(Arc::clone(&words));
        own_fields::Lockers {
            authenticator: own_fields::dressed(authenticator, ctx),
        }
    };
    let mut results = drawn("own_looks", make, |_| ());
    results.extend(drawn("own_fields", make, |window| {
        let register = window.get_by_role_and_label(Role::Button, "Register");
        register.click_accesskit();
        window.run();
        let create = window.get_by_role_and_label(Role::Button, "Create account");
        create.click_accesskit();
    }));
    results.unwrap();
}

#[test]
fn an_apps_own_pages() {
    let make = |ctx: &egui::Context| pages::Shop {
        authenticator: Authenticator::signed_in_as(ctx, "john", &["till", "admin"])
            .expect("signed in"),
        sold: 12,
    };
    let results = drawn("own_pages", make, |window| {
        let till = window.query_by_role_and_label(Role::Button, "Till");
        // In a narrow window the navigation is in a menu.
        if let Some(till) = till {
            till.click_accesskit();
        }
    });
    results.unwrap();
}
