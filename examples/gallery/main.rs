//! Every state of every screen, to be looked at: in light and dark, in each language, in any size of the
//! window. And every component, with the colours and the roles of text.
//!
//! `cargo run --example gallery`; with `-- --app-style`, the screens have the style of an app. What is shown is real: each state is reached by the steps of a user over
//! the users of the gallery, and can be used from there.

#[cfg(test)]
mod alone;
#[cfg(test)]
mod fits;
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
#[cfg(feature = "testing")]
use egui_authenticator::ui::Components;
use egui_authenticator::ui::Ui;

use self::stage::Stage;
use self::states::{State, states};
#[cfg(feature = "testing")]
use self::window::show_components;
use self::window::{Look, new_ui, show_stage};

struct Gallery {
    ui: Ui,
    shown: Shown,
}

/// What the gallery shows.
enum Shown {
    /// A state, and its name.
    State(&'static str, Box<Result<Stage, String>>),
    /// The components.
    #[cfg(feature = "testing")]
    Components(Components),
}

impl Gallery {
    fn new(ctx: &egui::Context, first: &'static State) -> Self {
        let is_of_app = std::env::args().any(|argument| argument == "--app-style");
        let look = if is_of_app { Look::OfApp } else { Look::Ours };
        Self {
            ui: new_ui(ctx, look),
            shown: shown(first),
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
        #[cfg(feature = "testing")]
        {
            let is_shown = matches!(self.shown, Shown::Components(_));
            if ui.selectable_label(is_shown, "Components").clicked() {
                self.shown = Shown::Components(Components::default());
            }
        }
        for state in states() {
            let is_shown = matches!(self.shown, Shown::State(name, _) if name == state.name);
            let label = ui.selectable_label(is_shown, state.name);
            if label.on_hover_text(state.says).clicked() {
                self.shown = shown(state);
            }
        }
    }
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        Panel::left("states").show(ui, |ui| {
            ScrollArea::vertical().show(ui, |ui| self.choose_ui(ui));
        });
        CentralPanel::no_frame().show(ui, |ui| match &mut self.shown {
            Shown::State(_, stage) => match stage.as_mut() {
                Ok(stage) => show_stage(ui, &mut self.ui, stage),
                Err(reason) => {
                    ui.label(reason.as_str());
                }
            },
            #[cfg(feature = "testing")]
            Shown::Components(components) => {
                show_components(ui, components, &self.ui.messages);
            }
        });
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn shown(state: &'static State) -> Shown {
    let stage = (state.reach)().map_err(|error| error.to_string());
    Shown::State(state.name, Box::new(stage))
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
