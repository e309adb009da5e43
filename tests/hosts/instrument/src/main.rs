//! An instrument with two windows, drawn with wgpu: the controls, and what it measures. Both are only for signed-in users, and
//! only a technician calibrates it.

use eframe::egui;
use egui::{ViewportBuilder, ViewportId};
use egui_authenticator::prelude::*;
use egui_authenticator::{Customization, StartError};

/// The waveform of the instrument.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wave {
    Sine,
    Square,
}

/// The role that calibrates.
struct Technician;

impl AppRole for Technician {
    fn name(&self) -> &'static str {
        "technician"
    }
}

struct App {
    auth: Authenticator,
    instrument: Instrument,
}

impl App {
    fn new(ctx: &egui::Context, instrument: Instrument) -> Result<Self, StartError> {
        let auth = Authenticator::builder("org.example", "instrument")
            .rules(Customization::default().with_roles(&["technician"]))
            .build(ctx)?;
        Ok(Self { auth, instrument })
    }
}

struct Instrument {
    wave: Wave,
    /// Periods in the window.
    periods: f32,
    is_calibrated: bool,
    shows_scope: bool,
}

impl Instrument {
    fn at(&self, x: f32) -> f32 {
        let sine = (x * self.periods * std::f32::consts::TAU).sin();
        match self.wave {
            Wave::Sine => sine,
            Wave::Square => sine.signum(),
        }
    }

    fn controls_ui(&mut self, ui: &mut egui::Ui) {
        ui.horizontal(|ui| {
            ui.selectable_value(&mut self.wave, Wave::Sine, "Sine");
            ui.selectable_value(&mut self.wave, Wave::Square, "Square");
        });
        ui.add(egui::Slider::new(&mut self.periods, 1.0..=20.0).text("Periods"));
        ui.checkbox(&mut self.shows_scope, "Scope in a window of its own");
    }

    fn calibration_ui(&mut self, ui: &mut egui::Ui, _: &HasRole<'_, Technician>) {
        let label = if self.is_calibrated {
            "Calibrated"
        } else {
            "Calibrate"
        };
        if ui
            .add_enabled(!self.is_calibrated, egui::Button::new(label))
            .clicked()
        {
            self.is_calibrated = true;
        }
    }

    fn scope_ui(&self, ui: &mut egui::Ui) {
        let (response, painter) = ui.allocate_painter(ui.available_size(), egui::Sense::hover());
        let rect = response.rect;
        let points = (0..=400_u16).map(|step| {
            let x = f32::from(step) / 400.0;
            let y = rect.center().y - self.at(x) * rect.height() * 0.4;
            egui::pos2(egui::lerp(rect.x_range(), x), y)
        });
        painter.line(points.collect(), ui.visuals().widgets.active.fg_stroke);
    }

    fn scope_window(&mut self, ctx: &egui::Context) {
        let builder = ViewportBuilder::default()
            .with_title("Scope")
            .with_inner_size([480.0, 240.0]);
        ctx.show_viewport_immediate(ViewportId::from_hash_of("scope"), builder, |ui, _| {
            self.scope_ui(ui);
            if ui.input(|input| input.viewport().close_requested()) {
                self.shows_scope = false;
            }
        });
    }

    fn content_ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        self.controls_ui(ui);
        let calibrate = |ui: &mut egui::Ui, technician: &HasRole<'_, Technician>| {
            self.calibration_ui(ui, technician);
        };
        session.protect(Technician, ui, calibrate, |_| {});
        if self.shows_scope {
            let ctx = ui.ctx().clone();
            self.scope_window(&ctx);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.auth.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        // The window of the scope is opened here, so that it closes at sign-out and while the app is locked.
        self.auth
            .show(ui, |ui, session, _| self.instrument.content_ui(ui, session));
    }
}

fn main() -> eframe::Result {
    let create = |creation: &eframe::CreationContext<'_>| {
        let instrument = Instrument {
            wave: Wave::Sine,
            periods: 4.0,
            is_calibrated: false,
            shows_scope: true,
        };
        let app = App::new(&creation.egui_ctx, instrument)?;
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Wgpu,
        ..Default::default()
    };
    eframe::run_native("Instrument", options, Box::new(create))
}
