//! A state alone in a window, for tests.

use std::sync::Arc;

use egui::Theme;
use egui_authenticator::domain::language::Language;
use egui_authenticator::messages::Messages;
use egui_authenticator::ui::Ui;
use egui_kittest::{Harness, HarnessBuilder};

use super::raster::Raster;
use super::stage::Stage;
use super::states::State;
use super::window::{Look, new_ui, show_stage};

/// How often a state is drawn until it rests: once a second, and less long than a toast is shown.
const STEPS: usize = 4;

/// A window with one state and nothing else.
pub struct Alone {
    drawn: Ui,
    pub stage: Stage,
}

impl eframe::App for Alone {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        show_stage(ui, &mut self.drawn, &mut self.stage);
    }
}

/// Shows a state until it rests.
pub fn alone(
    state: &State,
    theme: Theme,
    language: Language,
    size: [f32; 2],
) -> Result<Harness<'static, Alone>, String> {
    let screen = Harness::builder().with_size(size).with_theme(theme);
    alone_on(screen, state, language, Look::Ours)
}

/// Shows a state on a screen until it rests.
pub fn alone_on(
    screen: HarnessBuilder<Alone>,
    state: &State,
    language: Language,
    look: Look,
) -> Result<Harness<'static, Alone>, String> {
    let stage = (state.reach)().map_err(|error| format!("{}: {error}", state.name))?;
    let mut window = screen
        .with_step_dt(1.0)
        .renderer(Raster::default())
        .build_eframe(|creation| {
            let mut drawn = new_ui(&creation.egui_ctx, look);
            drawn.messages = Arc::new(Messages::in_language(language));
            Alone { drawn, stage }
        });
    window.run_steps(STEPS);
    Ok(window)
}
