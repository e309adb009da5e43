//! A lab bench whose results are signed: reviewed by one user and approved by another one, or by the same.
//!
//! `cargo run --example bench_signature` asks for an administrator first. Then name in the file, whose place the settings show, who
//! may sign:
//!
//! ```yaml
//! signatures:
//!   allowed_for: ["*"]
//! ```
//!
//! Until then, the bench says that its user may not. Each signature says whether the results are still what was signed: change
//! one after signing. The tests at the end show how an app tests what is signed.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError};
use std::{env, fs, io};

use egui_authenticator::use_cases::{AccountError, Meaning, Signature, Statement};
use egui_authenticator::{Authenticator, Commands, Session};

/// The results of a batch, and what was signed of them.
struct Bench {
    batch: u32,
    /// Each sample with its result, as it was entered.
    results: Vec<(&'static str, String)>,
    signatures: Vec<Signature>,
    /// The signature that the user is asked for.
    waiting: Option<Receiver<Result<Signature, AccountError>>>,
    /// Where sheets are written.
    folder: PathBuf,
    /// The last thing that happened.
    message: String,
}

impl Bench {
    fn new(folder: PathBuf) -> Self {
        let results = [("A-1", "7.02"), ("A-2", "6.98"), ("A-3", "7.11")];
        Self {
            batch: 42,
            results: results.map(|(sample, ph)| (sample, ph.to_owned())).into(),
            signatures: Vec::new(),
            waiting: None,
            folder,
            message: String::new(),
        }
    }

    /// Exactly what is signed: everything that a reader of the results sees, in one form only.
    fn content(&self) -> String {
        let rows = self.results.iter();
        let rows = rows.map(|(sample, ph)| format!("{sample},{}\n", ph.trim()));
        format!(
            "batch,{}\nsample,pH\n{}",
            self.batch,
            rows.collect::<String>()
        )
    }

    fn ask(&mut self, meaning: Meaning, commands: &mut Commands) {
        let what = format!("Results of batch {}", self.batch);
        match Statement::about(self.content().as_bytes(), meaning, &what) {
            Ok(statement) => self.waiting = Some(commands.sign(statement)),
            Err(error) => self.message = error.to_string(),
        }
    }

    /// Takes the signature, if the user has signed.
    fn take(&mut self) {
        let Some(waiting) = &self.waiting else {
            return;
        };
        self.message = match waiting.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => "Not signed.".to_owned(),
            Ok(Err(error)) => error.to_string(),
            Ok(Ok(signature)) => {
                self.signatures.push(signature);
                "Signed.".to_owned()
            }
        };
        self.waiting = None;
    }

    /// One dialog at a time: another receiver would get nothing.
    fn buttons_ui(&mut self, ui: &mut egui::Ui, commands: &mut Commands) {
        let is_enabled = self.waiting.is_none();
        ui.horizontal(|ui| {
            for (label, meaning) in [
                ("Sign as reviewed", Meaning::Reviewed),
                ("Sign as approved", Meaning::Approved),
            ] {
                let button = egui::Button::new(label);
                if ui.add_enabled(is_enabled, button).clicked() {
                    self.ask(meaning, commands);
                }
            }
        });
    }

    fn ui(&mut self, ui: &mut egui::Ui, session: &Session, commands: &mut Commands) {
        self.take();
        ui.heading(format!("Batch {}", self.batch));
        ui.label(format!("At the bench: {}", session.user().display_name()));
        egui::Grid::new("results").striped(true).show(ui, |ui| {
            for (sample, ph) in &mut self.results {
                let label = ui.label(*sample);
                ui.text_edit_singleline(ph).labelled_by(label.id);
                ui.end_row();
            }
        });
        if commands.may_sign() {
            self.buttons_ui(ui, commands);
        } else {
            ui.label("You may look at the results, but not sign them.");
        }
        let content = self.content();
        let mut exported = None;
        for (at, signature) in self.signatures.iter().enumerate() {
            ui.separator();
            ui.label(signature.to_string());
            ui.label(if signature.is_of(content.as_bytes()) {
                "These results were signed."
            } else {
                "The results were changed after this signature."
            });
            if ui.button(format!("Export sheet {}", at + 1)).clicked() {
                exported = Some(export(signature, &self.folder, at + 1));
            }
        }
        match exported {
            None => {}
            Some(Ok(file)) => self.message = format!("Written to {}.", file.display()),
            Some(Err(error)) => self.message = error.to_string(),
        }
        ui.label(&self.message);
    }
}

/// Writes the sheet of a signature, which `egui-authenticator signature verify FILE` verifies on any computer.
fn export(signature: &Signature, folder: &Path, number: usize) -> io::Result<PathBuf> {
    let file = folder.join(format!("signature-{number}.html"));
    fs::write(&file, signature.sheet())?;
    Ok(file)
}

struct BenchApp {
    authenticator: Authenticator,
    bench: Bench,
}

impl eframe::App for BenchApp {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let bench = &mut self.bench;
        self.authenticator
            .show(ui, |ui, session, commands| bench.ui(ui, session, commands));
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let create = |creation: &eframe::CreationContext<'_>| {
        let authenticator = Authenticator::builder("org.example", "authenticator-bench")
            .build(&creation.egui_ctx)?
            .with_title("Bench 3");
        let bench = Bench::new(env::temp_dir());
        let app = BenchApp {
            authenticator,
            bench,
        };
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native("bench", options, Box::new(create))?;
    Ok(())
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use egui::accesskit::Role;
    use egui_authenticator::testing::{PASSWORD, TestUser};
    use egui_authenticator::{RoleList, Settings};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    use super::*;

    const NAME: &str = "Your username";

    fn window(folder: &Path) -> Harness<'static, BenchApp> {
        window_of(folder, RoleList::all())
    }

    fn window_of(folder: &Path, signers: RoleList) -> Harness<'static, BenchApp> {
        let bench = Bench::new(folder.to_owned());
        let mut window = Harness::builder()
            .with_size([900.0, 900.0])
            .build_eframe(|creation| {
                let signers = Settings::default().signatures_allowed(signers);
                let test = Authenticator::test(&creation.egui_ctx)
                    .settings(signers)
                    .user(TestUser::new("priya"))
                    .signed_in("priya");
                BenchApp {
                    authenticator: test.build().expect("signed in"),
                    bench,
                }
            });
        window.run();
        window
    }

    fn press(window: &mut Harness<'_, BenchApp>, label: &str) {
        let button = window.get_by_role_and_label(Role::Button, label);
        button.click_accesskit();
        window.run();
    }

    fn fill(window: &mut Harness<'_, BenchApp>, role: Role, label: &str, text: &str) {
        window.get_by_role_and_label(role, label).focus();
        window.run();
        window.get_by_role_and_label(role, label).type_text(text);
        window.run();
    }

    /// Enters what the dialog asks for, and signs.
    fn sign(window: &mut Harness<'_, BenchApp>, name: Option<&str>) {
        if let Some(name) = name {
            fill(window, Role::TextInput, NAME, name);
        }
        fill(window, Role::PasswordInput, "Password", PASSWORD);
        press(window, "Sign");
        window.run();
    }

    fn says(window: &Harness<'_, BenchApp>, text: &str) -> bool {
        window.query_by_label(text).is_some()
    }

    #[test]
    fn results_are_reviewed_and_approved_and_the_sheet_is_exported() {
        let folder = env::temp_dir();
        let mut window = window(&folder);
        press(&mut window, "Sign as reviewed");
        sign(&mut window, Some("priya"));
        press(&mut window, "Sign as approved");
        assert!(!says(&window, NAME), "the password is enough from now on");
        sign(&mut window, None);
        let signed = &window.state().bench.signatures;
        let signed: Vec<_> = signed.iter().map(ToString::to_string).collect();
        assert_eq!(signed.len(), 2);
        assert!(signed[0].starts_with("priya (priya), "));
        assert!(signed[1].ends_with(" approved: Results of batch 42"));
        let sheet = export(&window.state().bench.signatures[0], &folder, 1).expect("written");
        let text = fs::read_to_string(&sheet).expect("read");
        fs::remove_file(sheet).expect("removed");
        assert!(text.contains("Results of batch 42"));
    }

    #[test]
    fn a_signature_says_that_the_results_were_changed_since() {
        let mut window = window(&env::temp_dir());
        press(&mut window, "Sign as reviewed");
        sign(&mut window, Some("priya"));
        assert!(says(&window, "These results were signed."));
        "7.20".clone_into(&mut window.state_mut().bench.results[2].1);
        window.run();
        assert!(says(
            &window,
            "The results were changed after this signature."
        ));
    }

    #[test]
    fn a_user_who_may_not_sign_has_no_button_for_it() {
        let window = window_of(&env::temp_dir(), RoleList::default());
        let button = window.query_by_role_and_label(Role::Button, "Sign as approved");
        assert!(button.is_none());
    }

    #[test]
    fn nothing_is_signed_when_the_user_cancels() {
        let mut window = window(&env::temp_dir());
        press(&mut window, "Sign as approved");
        press(&mut window, "Cancel");
        window.run();
        assert!(says(&window, "Not signed."));
        assert!(window.state().bench.signatures.is_empty());
    }
}
