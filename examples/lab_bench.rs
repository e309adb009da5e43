//! An app with its own appearance and labels: the bench of a laboratory, where all users can read the temperature
//! and some can set it.
//!
//! `cargo run --example lab_bench` asks for an administrator first; give that user the role `lead` (Users), to set the
//! temperature. Behind the gate, the menu, the roles and the texts are the app's. While the bench is warm, signing out asks first and auto-lock is
//! delayed. The tests at the end show how an app tests its pages.

use std::cell::Cell;
use std::error::Error;
use std::rc::Rc;
use std::sync::mpsc::Receiver;

use egui_authenticator::use_cases::AuditEvent;
use egui_authenticator::{
    AppRole, Authenticator, Commands, Customization, ExitDecision, ExitReason, HasRole, Messages,
    Session,
};

/// The labels and messages that this app replaces.
const MESSAGES: &str = "
sign-in-button = Take the bench
own-warm = the bench is still warm.
";

/// Every role of this app.
#[derive(Clone, Copy, Debug, PartialEq)]
enum BenchRole {
    Reader,
    Lead,
}

impl BenchRole {
    const ALL: [Self; 2] = [Self::Reader, Self::Lead];
}

impl AppRole for BenchRole {
    fn name(&self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Lead => Lead.name(),
        }
    }
}

/// The role that sets the bench.
struct Lead;

impl AppRole for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }
}

/// The temperature that the bench is left at, in degrees Celsius.
const AT_REST: f32 = 21.0;

struct Bench {
    authenticator: Authenticator,
    events: Receiver<AuditEvent>,
    degrees: f32,
    /// Whether the bench is warm: the exit guard asks before the user leaves.
    is_warm: Rc<Cell<bool>>,
    /// The last event, for the line at the bottom.
    last_event: String,
}

impl Bench {
    fn new(authenticator: Authenticator, events: Receiver<AuditEvent>) -> Self {
        let is_warm = Rc::new(Cell::new(false));
        let asked = Rc::clone(&is_warm);
        let authenticator = authenticator.with_exit_guard(move |leaving, _| match leaving {
            ExitReason::SignOut | ExitReason::IdleLock if asked.get() => {
                ExitDecision::Stay("own-warm".to_owned())
            }
            _ => ExitDecision::Go,
        });
        Self {
            authenticator,
            events,
            is_warm,
            degrees: AT_REST,
            last_event: String::new(),
        }
    }
}

/// The bench itself.
struct Heater<'a> {
    degrees: &'a mut f32,
    is_warm: &'a Cell<bool>,
}

impl Heater<'_> {
    /// Cannot be called without proof that the user may change the temperature.
    fn set(&mut self, degrees: f32, _: &HasRole<'_, Lead>) {
        *self.degrees = degrees;
        self.is_warm.set(degrees > AT_REST);
    }
}

/// A button with what it commands.
type Button = (&'static str, fn(&mut Commands));

/// What the signed-in user sees.
fn bench_ui(
    ui: &mut egui::Ui,
    (session, commands): (&Session, &mut Commands),
    mut heater: Heater<'_>,
    last_event: &str,
) {
    ui.horizontal(|ui| {
        ui.strong(session.user().display_name());
        let buttons: [Button; 5] = [
            ("Account", Commands::open_account),
            ("Users", Commands::open_users),
            ("Hand over", Commands::switch_user),
            ("Lock", Commands::lock),
            ("Leave", Commands::sign_out),
        ];
        for (label, command) in buttons {
            if ui.button(label).clicked() {
                command(commands);
            }
        }
    });
    ui.separator();
    ui.heading(format!("{:.1} °C", heater.degrees));
    let set = |ui: &mut egui::Ui, lead: &HasRole<'_, Lead>| {
        ui.horizontal(|ui| {
            let warmer = *heater.degrees + 1.0;
            for (label, degrees) in [("Warmer", warmer), ("Back to rest", AT_REST)] {
                if ui.button(label).clicked() {
                    heater.set(degrees, lead);
                }
            }
        });
    };
    // Users without the role do not see the buttons.
    session.protect(Lead, ui, set, |_| {});
    ui.separator();
    ui.weak(last_event);
}

impl eframe::App for Bench {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
        if let Some(event) = self.events.try_iter().last() {
            self.last_event = format!("{}: {}", event.who, event.kind.word());
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let heater = Heater {
            degrees: &mut self.degrees,
            is_warm: &self.is_warm,
        };
        let last_event = &self.last_event;
        self.authenticator.gate(ui, |ui, session, commands| {
            bench_ui(ui, (session, commands), heater, last_event);
        });
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let messages = Messages::custom("en", MESSAGES)?;
    let create = move |creation: &eframe::CreationContext<'_>| {
        creation.egui_ctx.set_theme(egui::Theme::Dark);
        let authenticator = Authenticator::builder("org.example", "authenticator-lab-bench")
            .rules(Customization::default().with_roles(&BenchRole::ALL))
            .build(&creation.egui_ctx)?
            .with_title("Bench 4")
            .with_languages([messages.into()]);
        let events = authenticator.service().audit_log().events();
        Ok(Box::new(Bench::new(authenticator, events)) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("lab_bench", options, Box::new(create))?;
    Ok(())
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use std::sync::mpsc;

    use egui_authenticator::testing::TestUser;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    fn window(roles: &[&str]) -> Harness<'static, Bench> {
        let mut window = Harness::builder().build_eframe(|creation| {
            let ada = TestUser::new("ada").with_roles(roles);
            let test = Authenticator::test(&creation.egui_ctx).user(ada);
            let signed_in = test.signed_in("ada").build();
            Bench::new(signed_in.expect("signed in"), mpsc::channel().1)
        });
        window.run();
        window
    }

    #[test]
    fn a_lead_turns_the_heat_up() {
        let mut window = window(&["lead"]);
        window.get_by_label("Warmer").click();
        window.run();
        assert!(window.query_by_label("22.0 °C").is_some());
    }

    #[test]
    fn other_users_only_read_it() {
        let window = window(&["reader"]);
        assert!(window.query_by_label("21.0 °C").is_some());
        assert!(window.query_by_label("Warmer").is_none());
    }

    #[test]
    fn signing_out_leaves_nothing_on_the_screen() {
        let mut window = window(&["reader"]);
        window.get_by_label("Leave").click();
        window.run();
        assert!(window.query_by_label("21.0 °C").is_none());
        assert!(window.state().authenticator.session().is_none());
    }

    #[test]
    fn signing_out_at_a_warm_bench_asks_and_is_possible_all_the_same() {
        let mut window = window(&["lead"]);
        window.get_by_label("Warmer").click();
        window.run();
        window.get_by_label("Leave").click();
        window.run();
        assert!(
            window.state().authenticator.session().is_some(),
            "still signed in"
        );
        assert!(window.query_by_label("22.0 °C").is_some());
        window.get_by_label("Sign out anyway").click();
        window.run();
        assert!(window.state().authenticator.session().is_none());
    }
}
