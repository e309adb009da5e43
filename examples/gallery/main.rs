//! Every state of every screen, to be looked at: in light and dark, in each language, in any size of the
//! window.
//!
//! `cargo run --example gallery`. What is shown is real: each state is reached by the steps of a person over
//! users of the gallery, and can be used from there.

#[cfg(test)]
mod alone;
mod fixed;
#[cfg(test)]
#[path = "../../tests/harness/raster.rs"]
mod raster;
mod stage;
mod states;
#[cfg(test)]
mod tests;
mod window;

use std::sync::Arc;

use egui::{CentralPanel, Panel, ScrollArea};
use egui_authenticator::domain::language::Language;
use egui_authenticator::messages::Messages;
use egui_authenticator::ui::Ui;

use self::stage::Stage;
use self::states::{State, states};
use self::window::{new_ui, show_stage};

struct Gallery {
    ui: Ui,
    shown: &'static State,
    stage: Result<Stage, String>,
}

impl Gallery {
    fn new(ctx: &egui::Context, first: &'static State) -> Self {
        Self {
            ui: new_ui(ctx),
            shown: first,
            stage: reached(first),
        }
    }

    fn choose_ui(&mut self, ui: &mut egui::Ui) {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            if ui.button(format!("{theme:?}")).clicked() {
                ui.ctx().set_theme(theme);
            }
        }
        for (_, language) in Language::WORDS {
            let is_spoken = self.ui.messages.language() == language;
            if ui.selectable_label(is_spoken, language.name()).clicked() {
                self.ui.messages = Arc::new(Messages::in_language(language));
            }
        }
        ui.separator();
        for state in states() {
            let is_shown = self.shown.name == state.name;
            let label = ui.selectable_label(is_shown, state.name);
            if label.on_hover_text(state.says).clicked() {
                self.shown = state;
                self.stage = reached(state);
            }
        }
    }
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        Panel::left("states").show(ui, |ui| {
            ScrollArea::vertical().show(ui, |ui| self.choose_ui(ui));
        });
        CentralPanel::no_frame().show(ui, |ui| match &mut self.stage {
            Ok(stage) => show_stage(ui, &mut self.ui, stage),
            Err(reason) => {
                ui.label(reason.as_str());
            }
        });
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn reached(state: &State) -> Result<Stage, String> {
    (state.reach)().map_err(|error| error.to_string())
}

fn main() -> eframe::Result {
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default().with_inner_size([1_200.0, 800.0]),
        ..Default::default()
    };
    let create = |creation: &eframe::CreationContext<'_>| {
        let first = states().next().ok_or("there is nothing to show")?;
        Ok(Box::new(Gallery::new(&creation.egui_ctx, first)) as Box<dyn eframe::App>)
    };
    eframe::run_native("gallery", options, Box::new(create))
}
