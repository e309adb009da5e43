//! A till: a refund over €40 needs a second person, who approves it on the spot.
//!
//! `cargo run --example till` asks for an administrator first. Add a user with the role `lead` (Users), and to the file, whose
//! place the settings show:
//!
//! ```yaml
//! approvals:
//!   refund.large:
//!     roles: [lead]
//!     pin: true
//! quick:
//!   pin: true
//! ```
//!
//! Until then, large refunds are refused. With the last three lines, the lead can enter a PIN (set in the account) in place of the password. The tests at the end show how an app tests what needs an approval.
//!
//! With `quick: {badge: names}` in the file, users choose themselves with a badge on the sign-in form and on the lock. F1 and F2
//! hold two badges in front of a reader that this example simulates: set one of them in the account first.

use std::error::Error;

use egui_authenticator::{
    ApprovableAction, ApprovalError, Approved, Authenticator, Commands, Session,
};

/// Refunds up to this amount need no second person, in cents.
const LARGE: u64 = 4_000;

/// The badges that these keys hold in front of the simulated reader.
const BADGES: [(egui::Key, &str); 2] = [
    (egui::Key::F1, "00481234567"),
    (egui::Key::F2, "00487654321"),
];

/// What was sold: the article and the price in cents.
const RECEIPT: [(&str, u64); 4] = [
    ("Tomato plants", 1_290),
    ("Olive tree, 60 cm", 4_900),
    ("Potting soil, 40 l", 1_150),
    ("Watering can", 2_490),
];

/// A refund that needs an approval. Everything that it depends on is in its fields.
#[derive(Hash)]
struct LargeRefund {
    receipt: u32,
    article: usize,
    cents: u64,
}

impl ApprovableAction for LargeRefund {
    const NAME: &'static str = "refund.large";
    /// The lead stands beside the till, and the site may say that a PIN is enough.
    const PIN: bool = true;

    fn title(&self) -> String {
        format!("Refund of {}", euros(self.cents))
    }

    fn details(&self) -> Vec<(String, String)> {
        let article = RECEIPT.get(self.article).map_or("", |(name, _)| name);
        [
            ("Receipt", self.receipt.to_string()),
            ("Article", article.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

fn euros(cents: u64) -> String {
    format!("€{}.{:02}", cents / 100, cents % 100)
}

/// Types the number of a badge when its key is pressed, as a reader does: all keys at once, and Enter.
fn simulate_reader(input: &mut egui::RawInput) {
    let is_pressed = |badge: egui::Key, event: &egui::Event| matches!(event, egui::Event::Key { key, pressed: true, .. } if *key == badge);
    for (key, number) in BADGES {
        if input.events.iter().any(|event| is_pressed(key, event)) {
            let keys = number.chars();
            let keys = keys.map(|key| egui::Event::Text(key.to_string()));
            input.events.extend(keys);
            input
                .events
                .extend([true, false].map(|pressed| egui::Event::Key {
                    key: egui::Key::Enter,
                    physical_key: None,
                    pressed,
                    repeat: false,
                    modifiers: egui::Modifiers::NONE,
                }));
        }
    }
}

struct TillApp {
    authenticator: Authenticator,
    till: Till,
}

/// The drawer and the open receipt.
#[derive(Default)]
struct Till {
    receipt: u32,
    refunded: Vec<usize>,
    /// The last thing that happened.
    message: String,
}

impl Till {
    /// Pays out a small refund.
    fn refund(&mut self, article: usize) {
        self.refunded.push(article);
        "Refunded.".clone_into(&mut self.message);
    }

    /// Cannot be called without an approval, and pays out exactly what was approved.
    fn refund_large(&mut self, approved: Approved<'_, LargeRefund>) -> Result<(), ApprovalError> {
        let by = approved.approver().display_name();
        let refund = approved.spend()?;
        self.refunded.push(refund.article);
        self.message = format!("Refunded, approved by {by}.");
        Ok(())
    }

    fn ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
        ui.heading(format!("Receipt {}", self.receipt));
        ui.label(format!("Cashier: {}", session.user().display_name()));
        for (article, (name, cents)) in RECEIPT.into_iter().enumerate() {
            ui.horizontal(|ui| {
                ui.label(format!("{name}: {}", euros(cents)));
                let is_left = !self.refunded.contains(&article);
                let button = egui::Button::new(format!("Refund {name}"));
                if ui.add_enabled(is_left, button).clicked() {
                    self.ask(article, cents, commands);
                }
            });
        }
        if let Some(approved) = commands.approved::<LargeRefund>(session)
            && let Err(error) = approved.and_then(|approved| self.refund_large(approved))
        {
            self.message = error.to_string();
        }
        ui.label(&self.message);
    }

    fn ask(&mut self, article: usize, cents: u64, commands: &mut Commands) {
        if cents <= LARGE {
            return self.refund(article);
        }
        let asked = commands.approve(LargeRefund {
            receipt: self.receipt,
            article,
            cents,
        });
        self.message = asked.map_or_else(|error| error.to_string(), |()| String::new());
    }
}

impl TillApp {
    fn new(authenticator: Authenticator) -> Self {
        let receipt = 4_471;
        let till = Till {
            receipt,
            ..Till::default()
        };
        Self {
            authenticator,
            till,
        }
    }
}

impl eframe::App for TillApp {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let till = &mut self.till;
        self.authenticator
            .show(ui, |ui, session, commands| till.ui(ui, session, commands));
    }

    fn raw_input_hook(&mut self, _: &egui::Context, input: &mut egui::RawInput) {
        simulate_reader(input);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let create = |creation: &eframe::CreationContext<'_>| {
        let authenticator = Authenticator::builder("org.example", "authenticator-till")
            .build(&creation.egui_ctx)?
            .with_title("Till 2");
        Ok(Box::new(TillApp::new(authenticator)) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("till", options, Box::new(create))?;
    Ok(())
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use egui::accesskit::Role;
    use egui_authenticator::Settings;
    use egui_authenticator::testing::{PASSWORD, TestUser};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    fn window(settings: Settings) -> Harness<'static, TillApp> {
        let mut window = Harness::builder()
            .with_size([900.0, 800.0])
            .build_eframe(|creation| {
                let test = Authenticator::test(&creation.egui_ctx)
                    .settings(settings)
                    .user(TestUser::new("priya"))
                    .user(TestUser::new("maya").with_roles(&["lead"]))
                    .signed_in("priya");
                TillApp::new(test.build().expect("signed in"))
            });
        window.run();
        window
    }

    fn press(window: &mut Harness<'_, TillApp>, label: &str) {
        let button = window.get_by_role_and_label(Role::Button, label);
        button.click_accesskit();
        window.run();
    }

    fn fill(window: &mut Harness<'_, TillApp>, role: Role, label: &str, text: &str) {
        window.get_by_role_and_label(role, label).focus();
        window.run();
        window.get_by_role_and_label(role, label).type_text(text);
        window.run();
    }

    #[test]
    fn a_small_refund_needs_no_second_person() {
        let mut window = window(Settings::default());
        press(&mut window, "Refund Tomato plants");
        assert_eq!(window.state().till.refunded, [0]);
    }

    #[test]
    fn a_large_refund_is_paid_out_once_a_lead_has_approved_it() {
        let rules = Settings::default().approved_by(LargeRefund::NAME, &["lead"]);
        let mut window = window(rules);
        press(&mut window, "Refund Olive tree, 60 cm");
        assert!(window.state().till.refunded.is_empty());
        let who = "Username or e-mail of the approver";
        fill(&mut window, Role::TextInput, who, "maya");
        let password = "Password of the approver";
        fill(&mut window, Role::PasswordInput, password, PASSWORD);
        press(&mut window, "Approve");
        window.run();
        assert_eq!(window.state().till.refunded, [1]);
        assert_eq!(window.state().till.message, "Refunded, approved by maya.");
    }

    #[test]
    fn the_lead_can_enter_a_pin_where_the_site_allows_it() {
        let rules = Settings::default().approved_by(LargeRefund::NAME, &["lead"]);
        let mut rules = rules.quick_pin(true);
        for is_allowed in [false, true] {
            rules.approvals[0].pin = is_allowed;
            let mut window = window(rules.clone());
            press(&mut window, "Refund Olive tree, 60 cm");
            let field = window.query_by_label("PIN of the approver");
            assert_eq!(field.is_some(), is_allowed);
        }
    }

    #[test]
    fn a_badge_in_front_of_the_reader_types_its_number_and_enter() {
        let press = egui::Event::Key {
            key: egui::Key::F1,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        };
        let mut input = egui::RawInput {
            events: vec![press],
            ..egui::RawInput::default()
        };
        simulate_reader(&mut input);
        let typed = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(typed.collect::<String>(), "00481234567");
    }

    #[test]
    fn a_large_refund_is_refused_where_the_site_does_not_say_who_approves_it() {
        let mut window = window(Settings::default());
        press(&mut window, "Refund Olive tree, 60 cm");
        assert!(window.state().till.refunded.is_empty());
        assert!(window.state().till.message.contains("approvals"));
    }
}
