//! The component in an app of its own: content that is drawn for the signed-in user and for no other.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_authenticator::authenticator::{Authenticator, Commands, EmbeddedScreen};
use egui_authenticator::domain::customization::{CustomField, Customization};
use egui_authenticator::domain::role;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::Session;
use egui_authenticator::service::session::{HasRole, RoleError};
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::testing::{PASSWORD, TestUser, TestingError};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, Admin, BOB, Desk, Till, secret};

/// An app with content of its own.
struct Own {
    authenticator: Authenticator,
    is_bare: bool,
    /// Whose content was drawn in the last frame.
    drawn_for: Option<String>,
}

impl eframe::App for Own {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.authenticator.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let content = |ui: &mut egui::Ui, session: &Session, _: &mut Commands| {
            ui.label("The content of the app");
            session.user().username.as_str().to_owned()
        };
        self.drawn_for = if self.is_bare {
            self.authenticator.gate(ui, content)
        } else {
            self.authenticator.show(ui, content)
        };
    }
}

type Window<'a> = Harness<'a, Own>;

fn window(desk: &Desk, is_bare: bool) -> Window<'static> {
    window_saying(desk, is_bare, Messages::english())
}

fn window_saying(desk: &Desk, is_bare: bool, words: Messages) -> Window<'static> {
    let service = desk.service.clone();
    let words = Arc::new(words);
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_max_steps(12)
        .build_eframe(|creation| Own {
            authenticator: Authenticator::inline(service, &creation.egui_ctx)
                .with_languages([Arc::clone(&words)]),
            is_bare,
            drawn_for: None,
        });
    window.run();
    window
}

fn drawn_for<'a>(window: &'a Window<'_>) -> Option<&'a str> {
    window.state().drawn_for.as_deref()
}

#[test]
fn content_is_drawn_only_for_the_signed_in_user() {
    let desk = Desk::open();
    let mut window = window(&desk, false);
    assert_eq!(drawn_for(&window), None);
    sign_in(&mut window, ADA);
    assert_eq!(drawn_for(&window), Some("ada"));
    for (away, back) in [
        ("Office", "Home"),
        ("Users", "Home"),
        ("Your account", "Back"),
    ] {
        press(&mut window, away);
        assert_eq!(drawn_for(&window), None, "{away}");
        press(&mut window, back);
        assert_eq!(drawn_for(&window), Some("ada"), "{back}");
    }
    press(&mut window, "Lock (Ctrl+L)");
    assert_eq!(drawn_for(&window), None);
    assert!(window.query_by_label("The content of the app").is_none());
    press(&mut window, "Switch user");
    sign_in(&mut window, BOB);
    assert_eq!(drawn_for(&window), Some("bob"));
    press(&mut window, "Sign out");
    assert_eq!(drawn_for(&window), None);
}

#[test]
fn behind_a_gate_there_is_nothing_but_the_content_and_the_app_offers_the_rest() {
    let desk = Desk::open();
    let mut window = window(&desk, true);
    assert_eq!(drawn_for(&window), None);
    sign_in(&mut window, BOB);
    assert_eq!(drawn_for(&window), Some("bob"));
    assert!(window.query_by_label_contains("Account menu").is_none());
    let ctx = window.ctx.clone();
    let act = |window: &mut Window<'_>, act: fn(&mut Authenticator, &egui::Context)| {
        act(&mut window.state_mut().authenticator, &ctx);
        window.run();
    };
    act(&mut window, Authenticator::open_account);
    assert!(
        window
            .query_by_role_and_label(Role::Heading, "Your account")
            .is_some()
    );
    press(&mut window, "Back");
    assert_eq!(drawn_for(&window), Some("bob"));
    act(&mut window, Authenticator::lock);
    assert_eq!(drawn_for(&window), None);
    act(&mut window, Authenticator::sign_out);
    assert!(
        window.query_by_label("Locked by Bob Builder").is_some(),
        "a lock is no way out"
    );
    press(&mut window, "Switch user");
    sign_in(&mut window, ADA);
    act(&mut window, Authenticator::switch_user);
    assert_eq!(drawn_for(&window), None);
    sign_in(&mut window, BOB);
    act(&mut window, Authenticator::sign_out);
    assert_eq!(drawn_for(&window), None);
}

#[test]
fn a_role_is_proven_or_missing() {
    fn guarded(proof: &HasRole<'_, Till>) -> String {
        proof.session().user().username.as_str().to_owned()
    }
    let desk = Desk::open();
    let outcome = desk
        .service
        .sign_in()
        .with_password(BOB.0, &secret(BOB.1))
        .ok();
    let bob = outcome
        .and_then(SignInOutcome::session_view)
        .expect("in")
        .session;
    assert!(bob.has_role("till"));
    let proof = bob.require(Till).expect("theirs");
    assert_eq!(guarded(&proof), "bob");
    let missing = bob.require(Admin).err();
    assert_eq!(missing, Some(RoleError::Missing("admin".to_owned())));
}

#[test]
fn what_is_protected_runs_with_the_proof_and_its_replacement_without() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    let mut ran = Vec::new();
    bob.protect(
        Till,
        &mut ran,
        |ran, proof| ran.push(proof.session().user().username.as_str().to_owned()),
        |ran| ran.push("refused".to_owned()),
    );
    bob.protect(
        Admin,
        &mut ran,
        |ran, _| ran.push("allowed".to_owned()),
        |ran| ran.push("refused".to_owned()),
    );
    assert_eq!(ran, ["bob", "refused"]);
}

#[test]
fn an_app_replaces_single_messages_and_keeps_the_others() {
    let own = "sign-in-heading = Willkommen im Labor\nsign-in-button = Anmelden\n";
    let words = Messages::custom("de", own).expect("words");
    let mut window = window_saying(&Desk::open(), true, words);
    let heading = window.query_by_role_and_label(Role::Heading, "Willkommen im Labor");
    assert!(heading.is_some());
    press(&mut window, "Anmelden");
    assert!(
        window
            .query_by_role_and_label(Role::PasswordInput, "Passwort")
            .is_some()
    );
}

#[test]
fn a_user_is_signed_in_for_a_test_by_the_usual_steps() {
    let ctx = egui::Context::default();
    let signed_in = |user: TestUser| {
        Authenticator::test(&ctx)
            .user(user)
            .signed_in("ada")
            .build()
    };
    let ada = TestUser::new("ada").with_roles(&["till", "office"]);
    let authenticator = signed_in(ada).expect("signed in");
    let session = authenticator.session().expect("a session");
    let roles = session.user().roles.iter().map(role::Role::as_str);
    assert_eq!(roles.collect::<Vec<_>>(), ["till", "office"]);
    let ada = TestUser::new("ada").with_field("badge", "0001");
    let authenticator = signed_in(ada).expect("signed in");
    let session = authenticator.session().expect("a session");
    assert_eq!(session.user().field("badge"), Some("0001"));
    let refused = signed_in(TestUser::new("a name with spaces")).err();
    assert!(
        matches!(refused, Some(TestingError::Username(_))),
        "{refused:?}"
    );
    let no_role = signed_in(TestUser::new("ada").with_roles(&[" "])).err();
    assert!(matches!(no_role, Some(TestingError::Role)), "{no_role:?}");
    let unknown = signed_in(TestUser::new("bob")).err();
    assert!(
        matches!(unknown, Some(TestingError::Refused(_))),
        "{unknown:?}"
    );
}

#[test]
fn a_test_has_the_rules_the_settings_and_the_other_users_of_the_app() {
    let ctx = egui::Context::default();
    let badge = CustomField::new("badge", "Badge number");
    let mut settings = Settings::default();
    settings.title = Some("Bench 4".to_owned());
    let authenticator = Authenticator::test(&ctx)
        .rules(Customization::default().with_field(badge))
        .settings(settings)
        .user(TestUser::new("ada"))
        .user(TestUser::new("bob").with_roles(&["till"]))
        .build()
        .expect("built");
    assert!(authenticator.session().is_none());
    assert_eq!(authenticator.title(), Some("Bench 4"));
    let details = |ui: &mut egui::Ui, authenticator: &mut Authenticator| {
        if authenticator.login_ui(ui).is_some() {
            let _: EmbeddedScreen = authenticator.update_details_ui(ui);
        }
    };
    let mut window = Harness::builder().build_ui_state(details, authenticator);
    sign_in(&mut window, ("bob", PASSWORD));
    assert!(window.query_by_label("Badge number").is_some());
}
