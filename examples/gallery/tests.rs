//! That each state of the gallery is the one that its name promises, and the pictures of the README.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --example gallery` rewrites the pictures; look at them then.

#[path = "../../tests/it/raster.rs"]
mod raster;

use std::sync::Arc;

use egui::Theme;
use egui::accesskit::Role;
use egui_authenticator::ui::Ui;
use egui_authenticator::words::Words;
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};

use self::raster::Raster;
use super::show_stage;
use super::stage::Stage;
use super::states::STATES;

/// A window with one state.
struct Alone {
    drawn: Ui,
    stage: Stage,
}

impl eframe::App for Alone {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        show_stage(ui, &mut self.drawn, &mut self.stage);
    }
}

/// Shows a state until it rests.
fn show(stage: Stage, theme: Theme) -> Harness<'static, Alone> {
    let mut window = Harness::builder()
        .with_size([960.0, 680.0])
        .with_step_dt(1.0)
        .with_theme(theme)
        .renderer(Raster::default())
        .build_eframe(|creation| Alone {
            drawn: Ui::new(&creation.egui_ctx, Arc::new(Words::english())),
            stage,
        });
    window.run_steps(6);
    window
}

/// Everything that a screen reader could read of it.
fn read(stage: Stage) -> Vec<String> {
    show(stage, Theme::Light)
        .root()
        .children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            let text = node.label().or_else(|| node.value())?;
            (node.role() != Role::Window).then_some(text)
        })
        .collect()
}

#[test]
fn every_state_is_the_one_that_its_name_promises() {
    for (name, promise, reach) in STATES {
        let stage = reach().unwrap_or_else(|error| panic!("{name}: {error}"));
        let said = read(stage);
        let holds = said.iter().any(|text| text.contains(promise));
        assert!(holds, "{name} does not say “{promise}”: {said:#?}");
    }
}

/// The pictures of the README: the file, the state and its colours.
const PICTURES: [(&str, &str, Theme); 5] = [
    ("sign-in", "Sign in", Theme::Light),
    ("refused", "Sign in: refused", Theme::Dark),
    ("programs", "A page of things to start", Theme::Light),
    ("people", "People", Theme::Light),
    ("activity", "Activity: per day", Theme::Dark),
];

#[test]
fn the_pictures_of_the_readme_are_states_of_the_gallery() {
    let readme = include_str!("../../README.md");
    let mut results = SnapshotResults::new();
    for (file, state, theme) in PICTURES {
        assert!(
            readme.contains(&format!("(assets/pictures/{file}.png)")),
            "{file}"
        );
        let (.., reach) = STATES
            .iter()
            .find(|(name, ..)| *name == state)
            .expect(state);
        let mut window = show(reach().expect(state), theme);
        let options = SnapshotOptions::default().output_path("assets/pictures");
        results.add(window.try_snapshot_options(file, &options));
    }
    results.unwrap();
}
