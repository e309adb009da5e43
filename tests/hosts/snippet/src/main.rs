//! The code of `docs/embedding.md`, word for word, in an app that draws into memory.
//!
//! Its folders are those of the platform, so `.ci/hosts` gives it a home of its own.

use std::error::Error;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::egui::{self, RawInput};
use egui_authenticator::prelude::*;
use egui_authenticator::store::memory::MemoryCredentials;
use egui_authenticator::{Authenticator, Settings};
use egui_authenticator::{Customization, StartError};

/// How long the app waits for what has to happen, before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);

struct Lead;

impl AppRole for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }
}

fn close_the_month(ui: &mut egui::Ui, _: &HasRole<'_, Lead>) {
    ui.label("The month is closed");
}

struct Bench {
    auth: Authenticator,
    dirty: bool,
}

impl Bench {
    #[rustfmt::skip]
    fn new(ctx: &egui::Context) -> Result<Self, StartError> {
        let rules = Customization::default().with_roles(&["lead"]);
        let my_users = MemoryCredentials::default();

        let auth = Authenticator::builder("org.lab", "bench")        // own folder, own file name, title from the app
            .rules(rules)
            .defaults(Settings::default().lock_minutes(10).max_session_hours(12))
            .store(my_users)                                          // state, keyring and hashing stay real
            .keep_app_style()
            .shortcuts(None)
            .build(ctx)?;

        Ok(Self { auth, dirty: true })
    }

    #[rustfmt::skip]
    fn ui(&mut self, ui: &mut egui::Ui) {
        let auth = &mut self.auth;

        auth.set_unsaved(self.dirty.then_some("unsaved notes"));
        auth.gate(ui, |ui, session, commands| {
            if ui.button("Sign out").clicked() { commands.sign_out(); }
            session.protect(Lead, ui, |ui, proof| close_the_month(ui, proof), |ui| { ui.label("Ask a lead"); });
        });
    }
}

/// Draws the app until a text is on the screen.
fn draw_until(app: &mut Bench, ctx: &egui::Context, text: &str) {
    let start = Instant::now();
    loop {
        assert!(start.elapsed() < PATIENCE, "there is no {text}");
        let input = RawInput {
            time: Some(start.elapsed().as_secs_f64()),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| app.ui(ui));
        output.textures_delta.clear();
        let drawn = format!("{:?}", output.platform_output.accesskit_update);
        if drawn.contains(text) {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let ctx = egui::Context::default();
    ctx.enable_accesskit();
    let before = ctx.options(Clone::clone);
    let mut app = Bench::new(&ctx)?;
    // There are no users yet, so the first administrator is asked for, under the name of the app.
    draw_until(&mut app, &ctx, "Bench");
    draw_until(&mut app, &ctx, "Create administrator");
    assert_eq!(ctx.options(Clone::clone), before, "the app keeps its style");
    let home = std::env::var("HOME")?;
    let config = Path::new(&home).join(".config/org.lab.bench/authenticator/users.yaml");
    assert!(!config.exists(), "the users are the app's");
    Ok(())
}
