//! Draws a state, and carries out the user's input there.

use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::language::Language;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::Session;
#[cfg(feature = "testing")]
use egui_authenticator::ui::Components;
use egui_authenticator::ui::{FrameInput, HostContent, Shortcuts, Ui, placed_area, theme};

use super::stage::Stage;

/// Whose style the screens have.
#[derive(Clone, Copy)]
pub enum Look {
    /// Ours, in a window of our own.
    Ours,
    /// That of an app, which is egui's.
    OfApp,
}

/// Everything that is drawn with, in English, with a menu of all languages.
pub fn new_ui(ctx: &egui::Context, look: Look) -> Ui {
    let mut ui = Ui::new(ctx, Arc::new(Messages::english()));
    match look {
        Look::Ours => {
            // Only those that the program ships: it does without the fonts of egui, which examples and tests have.
            ctx.set_fonts(egui::FontDefinitions::empty());
            theme::install_fonts(ctx);
            ui = ui.in_own_window(ctx);
        }
        Look::OfApp => ui.keep_app_style(),
    }
    ui.languages = Language::WORDS.map(|(_, language)| language).to_vec();
    ui
}

/// Draws a state, and carries out the user's input there.
pub fn show_stage(ui: &mut egui::Ui, drawn: &mut Ui, stage: &mut Stage) {
    if let Some(key) = stage.key.take() {
        let pressed = egui::Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        ui.input_mut(|input| input.events.push(pressed));
    }
    drawn.messages.speak_of_server(stage.is_on_server());
    stage.set_host_page();
    let placed = stage.placed;
    let mut draw = |ui: &mut egui::Ui, _: &Session, _| {
        ui.heading("The team of the lab");
        ui.horizontal(|ui| drop(ui.button("Lock")));
        placed.map(|area| placed_area(ui, area))
    };
    let input = FrameInput {
        content: placed.is_some().then_some(HostContent {
            draw: &mut draw,
            is_bare: true,
        }),
        shortcuts: Shortcuts::all(),
        is_bare_area: false,
        has_only_dialogs: false,
        lock_warning: stage.lock_warning,
        refuses_link: stage.refuses_link(),
        has_failed: false,
        clearings: stage.clearings(),
        copied: stage.copied(),
        parked: stage.parked(),
        now: Duration::try_from_secs_f64(ui.input(|input| input.time)).unwrap_or_default(),
        clock: stage.clock(),
    };
    if let Some(event) = drawn.show(ui, stage.drawn_mut(), input) {
        stage.act(event);
        ui.ctx().request_repaint();
    }
}

/// Draws the components on a page.
#[cfg(feature = "testing")]
pub fn show_components(ui: &mut egui::Ui, components: &mut Components, messages: &Messages) {
    theme::apply(ui.ctx());
    let page = egui::Frame::new()
        .inner_margin(24)
        .fill(theme::palette(ui.visuals()).sheet);
    page.show(ui, |ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            ui.set_width(ui.available_width().min(680.0));
            components.show(ui, messages);
        });
    });
}
