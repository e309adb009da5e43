//! The bench of a laboratory: a heater, its temperature as a plot, and the notes of the day. A thread reads the sensor. Each user signs in; only a lead sets the heater.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use eframe::egui;
use egui::MenuBar;
use egui_authenticator::prelude::*;
use egui_authenticator::{Customization, StartError};
use egui_plot::{Line, Plot, PlotPoints};

/// The temperature that the bench is left at, in degrees Celsius.
const AT_REST: f64 = 21.0;
/// Time between two readings.
const EVERY: Duration = Duration::from_millis(250);
/// Readings in the plot.
const SHOWN: usize = 240;

/// Reads the sensor, and drives the heater to the temperature that was set last.
struct Sensor {
    temperature: f64,
    target: f64,
    orders: Receiver<f64>,
    readings: Sender<f64>,
}

impl Sensor {
    fn run(mut self, ctx: &egui::Context) {
        loop {
            if let Some(target) = self.orders.try_iter().last() {
                self.target = target;
            }
            self.temperature += (self.target - self.temperature) * 0.05;
            if self.readings.send(self.temperature).is_err() {
                return;
            }
            ctx.request_repaint();
            thread::sleep(EVERY);
        }
    }
}

/// The role that sets the heater.
struct Lead;

impl AppRole for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }
}

struct App {
    auth: Authenticator,
    bench: Bench,
}

impl App {
    fn new(creation: &eframe::CreationContext<'_>) -> Result<Self, StartError> {
        let auth = Authenticator::builder("org.example", "lab-bench")
            .rules(Customization::default().with_roles(&["lead"]))
            .keep_app_style()
            .build(&creation.egui_ctx)?;
        let bench = Bench::new(creation);
        Ok(Self { auth, bench })
    }
}

struct Bench {
    readings: Receiver<f64>,
    orders: Sender<f64>,
    points: Vec<f64>,
    target: f64,
    shows_plot: bool,
    notes: String,
    /// The notes as they are on the disk.
    saved: String,
    file: PathBuf,
    error: Option<String>,
}

impl Bench {
    fn new(creation: &eframe::CreationContext<'_>) -> Self {
        let (orders, ordered) = mpsc::channel();
        let (read, readings) = mpsc::channel();
        let sensor = Sensor {
            temperature: AT_REST,
            target: AT_REST,
            orders: ordered,
            readings: read,
        };
        let ctx = creation.egui_ctx.clone();
        thread::spawn(move || sensor.run(&ctx));
        let file = std::env::temp_dir().join("bench-notes.txt");
        let saved = fs::read_to_string(&file).unwrap_or_default();
        Self {
            readings,
            orders,
            points: Vec::new(),
            target: AT_REST,
            shows_plot: true,
            notes: saved.clone(),
            saved,
            file,
            error: None,
        }
    }

    fn read(&mut self) {
        self.points.extend(self.readings.try_iter());
        let old = self.points.len().saturating_sub(SHOWN);
        self.points.drain(..old);
    }

    fn is_dirty(&self) -> bool {
        self.notes != self.saved
    }

    fn save(&mut self) {
        match fs::write(&self.file, &self.notes) {
            Ok(()) => {
                self.saved.clone_from(&self.notes);
                self.error = None;
            }
            Err(error) => self.error = Some(error.to_string()),
        }
    }

    fn menu_ui(&mut self, ui: &mut egui::Ui, commands: &mut Commands) {
        MenuBar::new().ui(ui, |ui| {
            ui.menu_button("File", |ui| {
                let can_save = self.is_dirty();
                if ui
                    .add_enabled(can_save, egui::Button::new("Save notes"))
                    .clicked()
                {
                    self.save();
                }
            });
            ui.menu_button("View", |ui| {
                ui.checkbox(&mut self.shows_plot, "Temperature");
            });
            ui.menu_button("User", |ui| {
                if ui.button("Account").clicked() {
                    commands.open_account();
                }
                if ui.button("Lock").clicked() {
                    commands.lock();
                }
                if ui.button("Sign out").clicked() {
                    commands.sign_out();
                }
            });
        });
    }

    fn heater_ui(&mut self, ui: &mut egui::Ui, _: &HasRole<'_, Lead>) {
        let slider = egui::Slider::new(&mut self.target, 15.0..=95.0).suffix(" °C");
        if ui.add(slider.text("Heater")).changed() {
            // The thread has ended only if the window has.
            self.orders.send(self.target).ok();
        }
    }

    fn plot_ui(&self, ui: &mut egui::Ui) {
        let points: PlotPoints<'_> = self
            .points
            .iter()
            .enumerate()
            .map(|(at, &t)| [at as f64, t])
            .collect();
        Plot::new("temperature")
            .height(220.0)
            .allow_drag(false)
            .show(ui, |plot| plot.line(Line::new("°C", points)));
    }

    fn content_ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
        self.menu_ui(ui, commands);
        ui.separator();
        let now = self.points.last().copied().unwrap_or(AT_REST);
        ui.heading(format!("{now:.1} °C"));
        let read_only = |ui: &mut egui::Ui| drop(ui.weak("A lead sets the heater."));
        session.protect(Lead, ui, |ui, lead| self.heater_ui(ui, lead), read_only);
        if self.shows_plot {
            self.plot_ui(ui);
        }
        ui.label(if self.is_dirty() {
            "Notes (not saved)"
        } else {
            "Notes"
        });
        ui.add(egui::TextEdit::multiline(&mut self.notes).desired_rows(6));
        if let Some(error) = &self.error {
            ui.colored_label(ui.visuals().error_fg_color, error);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.auth.logic(ctx);
        self.bench.read();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let unsaved = self.bench.is_dirty().then_some("unsaved notes");
        self.auth.set_unsaved(unsaved);
        self.auth.gate(ui, |ui, session, commands| {
            egui::CentralPanel::default()
                .show(ui, |ui| self.bench.content_ui(ui, session, commands));
        });
    }
}

fn main() -> eframe::Result {
    let create = |creation: &eframe::CreationContext<'_>| {
        Ok(Box::new(App::new(creation)?) as Box<dyn eframe::App>)
    };
    eframe::run_native("Bench", eframe::NativeOptions::default(), Box::new(create))
}
