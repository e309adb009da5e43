//! The least that an app of your own needs: sign-in in front of everything that it shows, and one
//! action that only administrators can take.
//!
//! `cargo run --example minimal` opens it over the people of the demonstration. An app of your own says
//! `Paths::of_platform()` or `Paths::for_config(…)` instead.

use egui_authenticator::account::role::Role;
use egui_authenticator::app::demo::Demo;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::session::HasRole;

struct MyApp {
    authenticator: Authenticator,
    is_safe_open: bool,
}

impl MyApp {
    /// Cannot be called without the proof that somebody has the role.
    fn open_safe(&mut self, _: HasRole<'_, &Role>) {
        self.is_safe_open = true;
    }
}

impl eframe::App for MyApp {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let shown = self.authenticator.show(ui, |ui, session| {
            ui.label(format!("Only for {}", session.user().display_name()));
            let is_pressed = ui.button("Open the safe").clicked();
            is_pressed.then(|| session.clone())
        });
        if let Some(Some(session)) = shown
            && let Ok(proof) = session.require(&Role::admin())
        {
            self.open_safe(proof);
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> eframe::Result {
    let demo = Demo::new().map_err(|error| eframe::Error::AppCreation(error.into()))?;
    let (service, people) = (demo.service(), demo.people());
    let create = |creation: &eframe::CreationContext<'_>| {
        let app = MyApp {
            authenticator: Authenticator::new(&service, &creation.egui_ctx)?.with_demo(people),
            is_safe_open: false,
        };
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("minimal", options, Box::new(create))
}
