//! The least that an app of your own needs: sign-in in front of everything that it shows.
//!
//! `cargo run --example minimal` opens it over the people of `config.example.yaml`.

use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::wiring::Paths;

struct MyApp {
    authenticator: Authenticator,
}

impl eframe::App for MyApp {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.authenticator.show(ui);
        if let Some(session) = self.authenticator.session() {
            egui::Window::new("My own window").show(ui.ctx(), |ui| {
                ui.label(format!("Only for {}", session.user().display_name()));
            });
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> eframe::Result {
    let service = Paths::for_config("config.example.yaml".into()).throwaway_service();
    let create = |creation: &eframe::CreationContext<'_>| {
        let authenticator = Authenticator::new(&service, &creation.egui_ctx)?;
        Ok(Box::new(MyApp { authenticator }) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("minimal", options, Box::new(create))
}
