//! The bar with unsaved changes of the settings.

use egui::accesskit::Role;
use egui::{Rect, vec2};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::language::Language;
use egui_authenticator::messages::Messages;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::Window;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk};

fn area(window: &Window<'_>, role: Role, text: &str) -> Rect {
    let found = window.query_by(|node| {
        let is_it = |found: Option<String>| found.as_deref() == Some(text);
        node.role() == role && (is_it(node.label()) || is_it(node.value()))
    });
    found.unwrap_or_else(|| panic!("no {text}")).rect()
}

#[test]
fn the_bar_with_unsaved_changes_fits_the_smallest_window_in_every_language() {
    let desk = Desk::open();
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([1_100.0, 800.0])
        .with_max_steps(12)
        .allow_missing_glyphs()
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    fill(&mut window, "Title", "Corner shop");
    window.set_size(vec2(320.0, 480.0));
    let inside = Rect::from_min_size(egui::Pos2::ZERO, vec2(320.0, 480.0));
    for (_, language) in Language::WORDS {
        let ctx = window.ctx.clone();
        let authenticator = window.state_mut().authenticator_mut();
        authenticator.set_language(language, &ctx);
        window.run();
        let messages = Messages::in_language(language);
        let sentence = messages.with("settings-unsaved", &[("count", 1_u32.into())]);
        let areas = [
            area(&window, Role::Label, &sentence),
            area(&window, Role::Button, &messages.get("settings-reset")),
            area(&window, Role::Button, &messages.get("settings-preview")),
        ];
        for (at, one) in areas.iter().enumerate() {
            assert!(inside.contains_rect(*one), "{language:?}: {at} at {one}");
            let mut others = areas[at + 1..].iter();
            assert!(
                !others.any(|other| other.shrink(0.5).intersects(*one)),
                "{language:?}: {areas:?}"
            );
        }
    }
}
