//! What an app asks for and gets.

mod small_window;

use egui::accesskit::Role;
use egui_authenticator::authenticator::{Authenticator, Commands, EmbeddedScreen};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::approvals::error::ApprovalError;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{LIA, MAX, OpenDrawer, Refund, desk, desk_with, refund};
use crate::harness::window::{
    assert_nothing_to_undo, field, fill, press, scan, sign_in, type_with_tabs,
};
use crate::harness::{BOB, Desk, secret};

const WHO: &str = "Username or e-mail of the approver";
const PASSWORD: &str = "Password of the approver";

/// A till that pays out what was approved.
struct Till {
    authenticator: Authenticator,
    draw: fn(&mut egui::Ui, &mut Till),
    paid: Vec<u64>,
    /// Why there was no approval.
    told: Vec<ApprovalError>,
    scanned: String,
    asked: Option<Result<(), ApprovalError>>,
    unnamed: Option<Result<(), ApprovalError>>,
}

/// What was paid out, or why nothing was.
type Paid = Result<u64, ApprovalError>;

type Window = Harness<'static, Till>;

impl Till {
    fn note(&mut self, paid: Option<Paid>) {
        match paid {
            None => {}
            Some(Ok(cents)) => self.paid.push(cents),
            Some(Err(error)) => self.told.push(error),
        }
    }
}

impl eframe::App for Till {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        (self.draw)(ui, self);
    }
}

fn window(desk: &Desk, draw: fn(&mut egui::Ui, &mut Till)) -> Window {
    stepping(desk, draw, 0.25)
}

/// The same, in which so many seconds pass between two frames.
fn stepping(desk: &Desk, draw: fn(&mut egui::Ui, &mut Till), seconds: f32) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([900.0, 1_000.0])
        .with_max_steps(12)
        .with_step_dt(seconds)
        .build_eframe(move |creation| Till {
            authenticator: Authenticator::inline(service, &creation.egui_ctx),
            draw,
            paid: Vec::new(),
            told: Vec::new(),
            scanned: String::new(),
            asked: None,
            unnamed: None,
        });
    window.run();
    sign_in(&mut window, BOB);
    window
}

/// The content of the till.
fn till_ui(
    ui: &mut egui::Ui,
    session: &Session,
    commands: &mut Commands,
) -> (Option<Result<(), ApprovalError>>, Option<Paid>) {
    let asked = ui
        .button("Refund")
        .clicked()
        .then(|| commands.approve(refund()));
    let approved = commands.approved::<Refund>(session);
    (asked, approved.map(|approved| Ok(approved?.spend()?.cents)))
}

fn gate(ui: &mut egui::Ui, till: &mut Till) {
    let shown = till.authenticator.gate(ui, till_ui);
    if let Some((asked, paid)) = shown {
        till.asked = asked.or(till.asked);
        till.note(paid);
    }
}

fn show(ui: &mut egui::Ui, till: &mut Till) {
    let shown = till.authenticator.show(ui, till_ui);
    if let Some((asked, paid)) = shown {
        till.asked = asked.or(till.asked);
        till.note(paid);
    }
}

/// An app that draws single screens.
fn single(ui: &mut egui::Ui, till: &mut Till) {
    if till.authenticator.login_ui(ui).is_none() {
        return;
    }
    if ui.button("Refund").clicked() {
        till.asked = Some(till.authenticator.approve(refund(), ui.ctx()));
        till.unnamed = Some(till.authenticator.approve(OpenDrawer, ui.ctx()));
    }
    let approved = till.authenticator.approved::<Refund>();
    let paid = approved.map(|approved| Ok(approved?.spend()?.cents));
    till.note(paid);
}

fn is_there(window: &Window, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

#[test]
fn r111_an_app_pays_out_once_what_a_second_person_has_approved() {
    for draw in [gate, show, single] {
        let desk = desk();
        let mut window = window(&desk, draw);
        press(&mut window, "Refund");
        assert_eq!(window.state().asked, Some(Ok(())));
        assert!(window.query_all_by_role(Role::Dialog).next().is_some());
        for text in [
            "Refund of 6900 cents",
            "Receipt",
            "2026-4471",
            "Bob Builder (bob)",
        ] {
            assert!(window.query_all_by_label(text).next().is_some(), "{text}");
        }
        fill(&mut window, WHO, LIA.0);
        fill(&mut window, PASSWORD, LIA.1);
        assert!(window.state().paid.is_empty());
        press(&mut window, "Approve");
        window.run();
        assert_eq!(window.state().paid, [6_900]);
        assert!(!is_there(&window, WHO));
        window.run();
        assert_eq!(window.state().paid, [6_900], "and not again");
        let session = window.state().authenticator.session();
        let who = session.map(|session| session.user().username.as_str().to_owned());
        assert_eq!(who.as_deref(), Some("bob"));
    }
}

#[test]
fn r111_an_app_gets_nothing_of_what_was_cancelled_locked_or_refused() {
    type End = fn(&mut Window);
    let ends: [(End, ApprovalError); 4] = [
        (|window| press(window, "Cancel"), ApprovalError::Cancelled),
        (
            |window| {
                window.key_press(egui::Key::Escape);
                window.run();
            },
            ApprovalError::Cancelled,
        ),
        (
            |window| {
                fill(window, WHO, MAX.0);
                fill(window, PASSWORD, MAX.1);
                press(window, "Approve");
                press(window, "Cancel");
            },
            ApprovalError::Refused,
        ),
        (
            |window| {
                let ctx = window.ctx.clone();
                window.state_mut().authenticator.lock(&ctx);
                window.run();
                fill(window, "Password", BOB.1);
                press(window, "Unlock");
            },
            ApprovalError::Ended,
        ),
    ];
    for (end, reason) in ends {
        let desk = desk();
        let mut window = window(&desk, gate);
        press(&mut window, "Refund");
        fill(&mut window, WHO, LIA.0);
        fill(&mut window, PASSWORD, LIA.1);
        end(&mut window);
        window.run();
        assert!(!is_there(&window, WHO));
        assert!(window.state().paid.is_empty());
        assert_eq!(window.state().told, [reason]);
    }
}

#[test]
fn r111_an_app_is_told_that_the_dialog_was_open_for_too_long() {
    let desk = desk();
    desk.edit("views:", "lock: {after_minutes: 0}\nviews:");
    let mut window = stepping(&desk, gate, 60.0);
    press(&mut window, "Refund");
    assert_eq!(window.state().asked, Some(Ok(())));
    window.run_steps(6);
    assert!(!is_there(&window, WHO));
    assert_eq!(window.state().told, [ApprovalError::TimedOut]);
}

/// Asks for the approval and for a signature in one frame.
#[cfg(feature = "signatures")]
fn both(ui: &mut egui::Ui, till: &mut Till) {
    use egui_authenticator::use_cases::{Meaning, Statement};

    let shown = till.authenticator.gate(ui, |ui, _, commands| {
        ui.button("Refund").clicked().then(|| {
            let statement = Statement::about(b"4471", Meaning::Approved, "Receipt 4471");
            drop(commands.sign(statement.expect("a statement")));
            commands.approve(refund())
        })
    });
    till.asked = shown.flatten().or(till.asked);
}

#[cfg(feature = "signatures")]
#[test]
fn r111_an_app_that_has_asked_for_a_signature_is_told_that_it_is_under_way() {
    let desk = desk();
    let mut window = window(&desk, both);
    press(&mut window, "Refund");
    assert_eq!(window.state().asked, Some(Err(ApprovalError::UnderWay)));
}

#[test]
fn r111_an_app_is_told_that_the_file_does_not_name_the_action_or_another_is_under_way() {
    let desk = desk();
    let mut window = window(&desk, single);
    press(&mut window, "Refund");
    assert_eq!(window.state().asked, Some(Ok(())));
    assert_eq!(window.state().unnamed, Some(Err(ApprovalError::UnderWay)));
    press(&mut window, "Cancel");
    let ctx = window.ctx.clone();
    let authenticator = &mut window.state_mut().authenticator;
    let unnamed = authenticator.approve(OpenDrawer, &ctx);
    assert_eq!(unnamed, Err(ApprovalError::NotNamed));
    authenticator.sign_out(&ctx);
    let signed_out = authenticator.approve(refund(), &ctx);
    assert_eq!(signed_out, Err(ApprovalError::Ended));
}

#[test]
fn r111_the_password_of_the_approver_is_in_no_field_after_the_dialog() {
    let desk = desk();
    let mut window = window(&desk, gate);
    press(&mut window, "Refund");
    fill(&mut window, WHO, "a wrong name");
    fill(&mut window, PASSWORD, LIA.1);
    press(&mut window, "Approve");
    assert!(
        field(&window, PASSWORD)
            .value()
            .is_none_or(|text| text.is_empty())
    );
    press(&mut window, "Cancel");
    press(&mut window, "Refund");
    assert_nothing_to_undo(&mut window, [WHO, PASSWORD]);
}

/// A till with a field that catches scans: it takes the focus in every frame, and reads what is typed.
fn scanning(ui: &mut egui::Ui, till: &mut Till) {
    let scanned = &mut till.scanned;
    let shown = till.authenticator.gate(ui, |ui, session, commands| {
        let label = ui.label("Scan").id;
        let field = ui.text_edit_singleline(scanned).labelled_by(label);
        field.request_focus();
        let texts = ui.input(|input| input.events.clone());
        for event in texts {
            if let egui::Event::Text(text) = event {
                scanned.push_str(&text);
            }
        }
        till_ui(ui, session, commands)
    });
    if let Some((_, paid)) = shown {
        till.note(paid);
    }
}

#[test]
fn r111_nothing_that_the_approver_types_reaches_the_content_of_the_app() {
    let desk = desk();
    let mut window = window(&desk, scanning);
    press(&mut window, "Refund");
    type_with_tabs(&mut window, ["lia", LIA.1]);
    assert_eq!(field(&window, WHO).value().as_deref(), Some("lia"));
    press(&mut window, "Approve");
    window.run_steps(2);
    assert_eq!(window.state().paid, [6_900]);
    assert_eq!(window.state().scanned, "");
}

/// A form of ours and the dialog, as in the documentation of single screens.
fn form(ui: &mut egui::Ui, till: &mut Till) {
    if till.authenticator.login_ui(ui).is_some() {
        let shown = till.authenticator.change_password_ui(ui);
        assert_eq!(shown, EmbeddedScreen::Open);
    }
    if till.asked.is_none() && till.authenticator.session().is_some() {
        till.asked = Some(till.authenticator.approve(refund(), ui.ctx()));
    }
    let approved = till.authenticator.approved::<Refund>();
    let paid = approved.map(|approved| Ok(approved?.spend()?.cents));
    till.note(paid);
}

#[test]
fn r111_the_dialog_is_drawn_once_beside_another_screen_of_ours() {
    let desk = desk();
    let mut window = window(&desk, form);
    window.run();
    fill(&mut window, WHO, LIA.0);
    assert_eq!(field(&window, WHO).value().as_deref(), Some("lia"));
    fill(&mut window, PASSWORD, LIA.1);
    press(&mut window, "Approve");
    window.run();
    assert_eq!(window.state().paid, [6_900]);
}

#[test]
fn r111_a_badge_approves_nothing_and_is_typed_nowhere_while_an_approval_is_asked_for() {
    let desk = desk_with("quick: {badge: enough}\n");
    let lia = desk.sign_in(LIA).expect("signed in");
    let change = AccountChange::Badge(secret("00481234567"));
    let account = desk.service.account();
    assert!(account.change(&lia, &secret(LIA.1).into(), change).is_ok());
    let mut window = window(&desk, gate);
    press(&mut window, "Refund");
    fill(&mut window, WHO, LIA.0);
    field(&window, PASSWORD).focus();
    window.run();
    scan(&mut window, "00481234567");
    window.get_by_label_contains("A badge is not enough here");
    assert!(is_there(&window, WHO), "the form is still there");
    assert_eq!(field(&window, PASSWORD).value().unwrap_or_default(), "");
    assert_eq!(field(&window, WHO).value().as_deref(), Some(LIA.0));
    assert!(window.state().paid.is_empty());
}

#[test]
fn r111_what_the_approver_has_just_typed_is_not_for_the_lock() {
    let desk = desk_with("quick: {badge: names}\n");
    // So fast that the key is still held back when the field of the lock has the focus.
    let mut window = stepping(&desk, gate, 0.01);
    press(&mut window, "Refund");
    field(&window, PASSWORD).focus();
    window.run();
    window.event(egui::Event::Text("s".to_owned()));
    window.step();
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    for _ in 0..20 {
        window.step();
    }
    assert!(field(&window, "Password").is_focused());
    assert_eq!(field(&window, "Password").value().unwrap_or_default(), "");
}
