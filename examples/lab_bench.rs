//! An app of its own look and words: the bench of a laboratory, where everybody reads and a few set.
//!
//! `cargo run --example lab_bench` opens it over the people of the demonstration. Only the gate is used;
//! the menu is the app's own. The tests at the end show how an app tests its pages.

use std::error::Error;
use std::sync::mpsc::Receiver;

use egui_authenticator::account::activity::Event;
use egui_authenticator::account::role::Role;
use egui_authenticator::app::demo::Demo;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::session::{HasRole, Session};
use egui_authenticator::words::Words;

/// What this app says in its own words. Everything else stays as it is.
const WORDS: &str = "
login-button = Take the bench
";

/// The temperature that the bench is left at, in degrees Celsius.
const AT_REST: f32 = 21.0;

/// What somebody chose in the menu.
#[derive(Clone, Copy)]
enum Choice {
    Warmer,
    Account,
    Switch,
    Lock,
    Leave,
}

struct Bench {
    authenticator: Authenticator,
    events: Receiver<Event>,
    degrees: f32,
    /// What was last noted, for the line at the bottom.
    noted: String,
}

impl Bench {
    fn new(authenticator: Authenticator, events: Receiver<Event>) -> Self {
        Self {
            authenticator,
            events,
            degrees: AT_REST,
            noted: String::new(),
        }
    }

    /// Cannot be called without the proof that whoever turns it up may.
    fn set(&mut self, degrees: f32, _: &HasRole<'_, &Role>) {
        self.degrees = degrees;
    }

    fn choose(&mut self, choice: Choice, session: &Session, ctx: &egui::Context) {
        match choice {
            Choice::Warmer => {
                if let Ok(proof) = session.require(&Role::admin()) {
                    self.set(self.degrees + 1.0, &proof);
                }
            }
            Choice::Account => self.authenticator.open_account(ctx),
            Choice::Switch => self.authenticator.switch_user(ctx),
            Choice::Lock => self.authenticator.lock(ctx),
            Choice::Leave => self.authenticator.sign_out(ctx),
        }
    }
}

/// What whoever is signed in sees.
fn bench_ui(ui: &mut egui::Ui, session: &Session, degrees: f32, noted: &str) -> Option<Choice> {
    let mut choice = None;
    ui.horizontal(|ui| {
        ui.strong(session.user().display_name());
        let buttons = [
            ("Account", Choice::Account),
            ("Hand over", Choice::Switch),
            ("Lock", Choice::Lock),
            ("Leave", Choice::Leave),
        ];
        for (label, what) in buttons {
            if ui.button(label).clicked() {
                choice = Some(what);
            }
        }
    });
    ui.separator();
    ui.heading(format!("{degrees:.1} °C"));
    // Who may not does not get to see it either.
    if session.has_role(&Role::admin()) && ui.button("Warmer").clicked() {
        choice = Some(Choice::Warmer);
    }
    ui.separator();
    ui.weak(noted);
    choice
}

impl eframe::App for Bench {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
        if let Some(event) = self.events.try_iter().last() {
            self.noted = format!("{}: {}", event.who, event.kind.word());
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let (degrees, noted) = (self.degrees, &self.noted);
        let chosen = self.authenticator.gate(ui, |ui, session| {
            let choice = bench_ui(ui, session, degrees, noted)?;
            Some((choice, session.clone()))
        });
        if let Some(Some((choice, session))) = chosen {
            let ctx = ui.ctx().clone();
            self.choose(choice, &session, &ctx);
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let demo = Demo::new()?;
    let words = Words::own("en", WORDS)?;
    let (service, people) = (demo.service(), demo.people());
    let create = move |creation: &eframe::CreationContext<'_>| {
        creation.egui_ctx.set_theme(egui::Theme::Dark);
        let authenticator = Authenticator::new(&service, &creation.egui_ctx)?;
        let authenticator = authenticator.with_words(words).with_demo(people);
        let bench = Bench::new(authenticator, service.events());
        Ok(Box::new(bench) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("lab_bench", options, Box::new(create))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    fn window(roles: &[&str]) -> Harness<'static, Bench> {
        let mut window = Harness::builder().build_eframe(|creation| {
            let signed_in = Authenticator::signed_in_as(&creation.egui_ctx, "ada", roles);
            Bench::new(signed_in.expect("signed in"), mpsc::channel().1)
        });
        window.run();
        window
    }

    #[test]
    fn an_administrator_turns_the_heat_up() {
        let mut window = window(&["admin"]);
        window.get_by_label("Warmer").click();
        window.run();
        assert!(window.query_by_label("22.0 °C").is_some());
    }

    #[test]
    fn everybody_else_reads_it() {
        let window = window(&["reader"]);
        assert!(window.query_by_label("21.0 °C").is_some());
        assert!(window.query_by_label("Warmer").is_none());
    }

    #[test]
    fn whoever_leaves_leaves_nothing_on_the_screen() {
        let mut window = window(&["admin"]);
        window.get_by_label("Leave").click();
        window.run();
        assert!(window.query_by_label("21.0 °C").is_none());
        assert!(window.state().authenticator.session().is_none());
    }
}
