//! Every state of every screen, to be looked at: in light and dark, in each language, in any size of the
//! window.
//!
//! `cargo run --example gallery`. What is shown is real: each state is reached by the steps of a person over
//! people of the gallery's own, and can be used from there.

mod stage;
mod states;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use egui::{CentralPanel, Panel, ScrollArea};
use egui_authenticator::account::language::Language;
use egui_authenticator::ui::{Showing, Ui};
use egui_authenticator::words::Words;

use self::stage::Stage;
use self::states::STATES;

struct Gallery {
    ui: Ui,
    stages: BTreeMap<usize, Stage>,
    shown: usize,
    failed: Option<String>,
}

impl Gallery {
    fn new(ctx: &egui::Context) -> Self {
        Self {
            ui: new_ui(ctx),
            stages: BTreeMap::new(),
            shown: 0,
            failed: None,
        }
    }

    fn choose_ui(&mut self, ui: &mut egui::Ui) {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            if ui.button(format!("{theme:?}")).clicked() {
                ui.ctx().set_theme(theme);
            }
        }
        for (_, language) in Language::WORDS {
            let is_spoken = self.ui.words.language() == language;
            if ui.selectable_label(is_spoken, language.name()).clicked() {
                self.ui.words = Arc::new(Words::in_language(language));
            }
        }
        ui.separator();
        for (at, (name, ..)) in STATES.iter().enumerate() {
            if ui.selectable_label(self.shown == at, *name).clicked() {
                self.shown = at;
            }
        }
    }

    /// The state that is shown, reached when it is looked at first.
    fn stage(&mut self) -> Option<&mut Stage> {
        let (.., reach) = STATES.get(self.shown)?;
        if !self.stages.contains_key(&self.shown) {
            match reach() {
                Ok(stage) => drop(self.stages.insert(self.shown, stage)),
                Err(error) => self.failed = Some(error.to_string()),
            }
        }
        self.stages.get_mut(&self.shown)
    }
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        Panel::left("states").show(ui, |ui| {
            ScrollArea::vertical().show(ui, |ui| self.choose_ui(ui));
        });
        let shown = self.shown;
        if self.stage().is_none() {
            let failed = self.failed.as_deref().unwrap_or_default();
            ui.label(failed);
            return;
        }
        let Self {
            ui: drawn, stages, ..
        } = self;
        let Some(stage) = stages.get_mut(&shown) else {
            return;
        };
        CentralPanel::no_frame().show(ui, |ui| show_stage(ui, drawn, stage));
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn new_ui(ctx: &egui::Context) -> Ui {
    let mut ui = Ui::new(ctx, Arc::new(Words::english()));
    ui.languages = Language::WORDS.map(|(_, language)| language).to_vec();
    ui
}

/// Draws a state, and does what a person does there.
fn show_stage(ui: &mut egui::Ui, drawn: &mut Ui, stage: &mut Stage) {
    let showing = Showing {
        content: None,
        is_bare_area: false,
        locking_in: None,
        now: Duration::try_from_secs_f64(ui.input(|input| input.time)).unwrap_or_default(),
    };
    if let Some(event) = drawn.show(ui, stage.screen_mut(), showing) {
        stage.act(event);
        ui.ctx().request_repaint();
    }
}

fn main() -> eframe::Result {
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default().with_inner_size([1_200.0, 800.0]),
        ..Default::default()
    };
    let create = |creation: &eframe::CreationContext<'_>| {
        Ok(Box::new(Gallery::new(&creation.egui_ctx)) as Box<dyn eframe::App>)
    };
    eframe::run_native("gallery", options, Box::new(create))
}
