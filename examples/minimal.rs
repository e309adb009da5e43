//! The least that an app of your own needs: sign-in in front of everything that it shows.
//!
//! `cargo run --example minimal` keeps its file in the platform's folder `authenticator-minimal`, and asks
//! for an administrator first.

use egui_authenticator::Authenticator;

struct MyApp {
    authenticator: Authenticator,
}

impl eframe::App for MyApp {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.authenticator.show(ui, |ui, session, _| {
            ui.heading(format!("Only for {}", session.user().display_name()));
        });
    }
}

fn main() -> eframe::Result {
    let create = |creation: &eframe::CreationContext<'_>| {
        let authenticator = Authenticator::builder("org.example", "authenticator-minimal")
            .build(&creation.egui_ctx)?;
        Ok(Box::new(MyApp { authenticator }) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("minimal", options, Box::new(create))
}
