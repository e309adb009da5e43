//! Kiosk mode (R114): nothing else is started, and the window closes only for an administrator.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use eframe::App as _;
use egui::accesskit::Role;
use egui::{OutputCommand, RawInput, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::page::Target;
use egui_authenticator::domain::recovery::CodeError;
use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::messages::Messages;
use egui_authenticator::screen::approval::Notice;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::service::account::Factors;
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::ports::{
    Changed, FileKind, Picture, Platform, PlatformError, Watch,
};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::kiosk::KioskPlatform;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::Window;
use crate::harness::flow::start;
use crate::harness::phone::switch_on;
use crate::harness::window::{click, fill, sign_in};
use crate::harness::{ADA, BOB, Desk, EVE, secret};

/// Notes what reaches the desktop.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<Vec<&'static str>>>);

impl Noting {
    fn note(&self, name: &'static str) {
        self.0.lock().expect("not poisoned").push(name);
    }
}

impl Platform for Noting {
    fn watch_sleep(&self, _: Changed) -> Option<Watch> {
        self.note("watch_sleep");
        None
    }
    fn languages(&self) -> Vec<String> {
        self.note("languages");
        Vec::new()
    }
    fn reduces_motion(&self) -> bool {
        self.note("reduces_motion");
        true
    }
    fn device(&self) -> TokenHash {
        self.note("device");
        TokenHash([0; 32])
    }
    fn device_name(&self) -> String {
        self.note("device_name");
        String::new()
    }
    fn boot(&self) -> Option<TokenHash> {
        self.note("boot");
        None
    }
    fn save_text(&self, _: &str, _: &str, _: &SecretText) -> Result<PathBuf, PlatformError> {
        self.note("save_text");
        Ok(PathBuf::new())
    }
    fn print_text(&self, _: &Secret) -> Result<(), PlatformError> {
        self.note("print_text");
        Ok(())
    }
    fn read_text(&self, _: &Path) -> Result<String, PlatformError> {
        self.note("read_text");
        Ok(String::new())
    }
    fn choose_file(&self, _: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        self.note("choose_file");
        Ok(None)
    }
    fn read_picture(&self, _: &Path, _: u32) -> Result<Picture, PlatformError> {
        self.note("read_picture");
        Err(PlatformError(String::new()))
    }
    fn start(&self, _: &Target, _: &[(&'static str, String)]) -> Result<(), PlatformError> {
        self.note("start");
        Ok(())
    }
}

fn program(name: &str) -> Target {
    Target::Program {
        program: name.to_owned(),
        arguments: Vec::new(),
    }
}

/// Calls every method of the port in a kiosk that may start `till`. Returns which of them reach the desktop.
fn walk(allowed: &[&str]) -> Vec<&'static str> {
    let desktop = Noting::default();
    let allowed = allowed.iter().map(|name| (*name).to_owned()).collect();
    let kiosk = KioskPlatform::new(Arc::new(desktop.clone()), allowed);
    drop(kiosk.watch_sleep(Arc::new(|| ())));
    drop((kiosk.languages(), kiosk.reduces_motion(), kiosk.device()));
    drop((kiosk.device_name(), kiosk.boot()));
    drop(kiosk.save_text("codes", "txt", &SecretText::new(String::new())));
    drop(kiosk.read_text(Path::new("page.md")));
    drop(kiosk.read_picture(Path::new("logo.png"), 48));
    drop(kiosk.print_text(&secret("a code")));
    drop(kiosk.choose_file(FileKind::Table));
    drop(kiosk.start(&program("till"), &[]));
    desktop.0.lock().expect("not poisoned").clone()
}

/// The names of the methods of the port, in its source.
fn methods() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service/ports/platform.rs");
    let text = std::fs::read_to_string(path).expect("read");
    let port = text.split("pub trait Platform").nth(1).expect("the port");
    let port = port.split("\n}\n").next().unwrap_or_default();
    let functions = port.split("    fn ").skip(1);
    let names = functions.filter_map(|function| function.split('(').next());
    names.map(str::to_owned).collect()
}

#[test]
fn r114_nothing_of_the_desktop_is_reached_in_a_kiosk_but_what_the_window_needs() {
    let refused = ["print_text", "choose_file", "start"];
    let mut expected: Vec<String> = methods();
    expected.retain(|name| !refused.contains(&name.as_str()));
    expected.sort_unstable();
    let mut reached = walk(&[]);
    reached.sort_unstable();
    assert_eq!(reached, expected, "a new method is refused or passed on");
}

#[test]
fn r114_a_listed_program_is_started_and_prints() {
    assert!(walk(&["till"]).contains(&"start"));
    let prints = if cfg!(windows) { "powershell" } else { "lp" };
    assert!(walk(&[prints]).contains(&"print_text"));
    assert!(!walk(&[prints, "till"]).contains(&"choose_file"));
}

fn leave(desk: &Desk, (login, password): (&str, &str)) -> Result<(), ApproveError> {
    let factors = Factors::from(secret(password));
    desk.service.approvals().leave_kiosk(login, &factors)
}

#[test]
fn r114_an_administrator_leaves_the_kiosk_and_it_is_recorded_with_the_refusals() {
    let desk = Desk::open();
    let events = desk.service.audit_log().events();
    let refused = Err(ApproveError::SignIn(SignInError::Refused));
    for who in [("ada", "a guess"), BOB, EVE, ("zoe", "a guess")] {
        assert_eq!(leave(&desk, who), refused, "{who:?}");
    }
    assert_eq!(leave(&desk, ADA), Ok(()));
    let recorded: Vec<_> = events
        .try_iter()
        .map(|event| {
            assert_eq!(event.kind, AuditKind::Kiosk);
            (event.who, event.is_done, event.detail)
        })
        .collect();
    let refusal = |who: &str, word: AuditWord| (who.to_owned(), false, word.into());
    let expected = [
        refusal("ada", AuditWord::WrongPassword),
        refusal("bob", AuditWord::NotAllowed),
        refusal("eve", AuditWord::Disabled),
        refusal("•••", AuditWord::UnknownName),
        ("ada".to_owned(), true, AuditDetail::None),
    ];
    assert_eq!(recorded, expected);
}

#[test]
fn r114_an_administrator_with_a_second_factor_enters_a_code_as_well() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, ADA);
    let missing = SignInError::Code(CodeError::Empty);
    assert_eq!(leave(&desk, ADA), Err(ApproveError::SignIn(missing)));
    let code = phone.code(desk.ports.clock.now().as_seconds());
    let with_code = || Factors::from(secret(ADA.1)).with_code(code.copied());
    let approvals = desk.service.approvals();
    assert_eq!(approvals.leave_kiosk(ADA.0, &with_code()), Ok(()));
    let again = approvals.leave_kiosk(ADA.0, &with_code());
    let used = ApproveError::SignIn(SignInError::CodeWrong);
    assert_eq!(again, Err(used), "each code once");
}

#[test]
fn r114_a_file_that_cannot_be_read_keeps_the_kiosk_closed() {
    let desk = Desk::open();
    std::fs::write(desk.config(), "credentials: [").expect("written");
    let service = desk.restarted();
    let left = service
        .approvals()
        .leave_kiosk(ADA.0, &secret(ADA.1).into());
    assert!(matches!(
        left,
        Err(ApproveError::SignIn(SignInError::Store(_)))
    ));
}

/// Opens the app as a kiosk.
fn kiosk(desk: &Desk) -> Window<'static> {
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 700.0])
        .with_max_steps(12)
        .build_eframe(|creation| {
            let ctx = &creation.egui_ctx;
            App::with(Authenticator::inline(service, ctx)).in_kiosk(ctx)
        });
    window.run();
    window
}

/// Wants to close the window, as a window manager does. Returns `true` if the request gets through.
fn close(window: &mut Window<'_>) -> bool {
    let mut input = RawInput::default();
    let info = ViewportInfo {
        events: vec![ViewportEvent::Close],
        ..ViewportInfo::default()
    };
    input.viewports.insert(ViewportId::ROOT, info);
    let ctx = window.ctx.clone();
    window.state_mut().raw_input_hook(&ctx, &mut input);
    let closes = input.viewport().close_requested();
    window.run_ok();
    closes
}

fn heading() -> String {
    Messages::english().get("kiosk-heading").into_owned()
}

fn asks(window: &Window<'_>) -> bool {
    let heading = heading();
    window
        .query_by_role_and_label(Role::Heading, &heading)
        .is_some()
}

fn answer(window: &mut Window<'_>, (login, password): (&str, &str)) {
    fill(window, "Username or e-mail", login);
    fill(window, "Password", password);
    click(window, "Leave");
}

#[test]
fn r114_closing_asks_for_an_administrator_on_the_sign_in_form() {
    let desk = Desk::open();
    let mut window = kiosk(&desk);
    assert!(!close(&mut window) && asks(&window));
    answer(&mut window, BOB);
    assert!(asks(&window), "Bob is none");
    let refused = Messages::english().message("sign-in-refused", &[]);
    window.get_by_label_contains(&refused.summary);
    click(&mut window, "Cancel");
    assert!(!close(&mut window));
    answer(&mut window, ADA);
    assert!(!asks(&window));
    assert!(close(&mut window), "the window closes in the usual way");
}

#[test]
fn r114_nothing_of_the_open_screen_is_drawn_behind_the_form_and_cancelling_brings_it_back() {
    let desk = Desk::open();
    let mut window = kiosk(&desk);
    sign_in(&mut window, BOB);
    window.get_by_label("Hello, Bob");
    close(&mut window);
    assert!(asks(&window) && window.query_by_label("Hello, Bob").is_none());
    click(&mut window, "Cancel");
    assert!(!asks(&window));
    window.get_by_label("Hello, Bob");
    close(&mut window);
    let field = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert_eq!(field.value().unwrap_or_default(), "", "a new form");
}

#[test]
fn r114_a_locked_kiosk_is_left_by_an_administrator_and_a_lock_closes_the_form() {
    let desk = Desk::open();
    let mut window = kiosk(&desk);
    sign_in(&mut window, BOB);
    close(&mut window);
    assert!(asks(&window));
    let ctx = window.ctx.clone();
    window.state_mut().authenticator_mut().lock(&ctx);
    window.run_ok();
    assert!(!asks(&window), "what was typed goes with the lock");
    close(&mut window);
    answer(&mut window, ADA);
    assert!(close(&mut window));
}

#[test]
fn r114_the_window_asks_to_be_closed_once_an_administrator_has_left() {
    let desk = Desk::open();
    let mut window = kiosk(&desk);
    close(&mut window);
    fill(&mut window, "Username or e-mail", ADA.0);
    fill(&mut window, "Password", ADA.1);
    window.get_by_role_and_label(Role::Button, "Leave").click();
    let mut closes = false;
    for _ in 0..6 {
        window.step();
        let output = window.output().viewport_output.get(&ViewportId::ROOT);
        let commands = output.map(|output| &output.commands);
        closes |= commands.is_some_and(|commands| commands.contains(&ViewportCommand::Close));
    }
    assert!(closes);
}

#[test]
fn r114_a_link_of_a_page_does_not_open_and_the_window_says_so() {
    let desk = Desk::open();
    desk.edit("Turn left", "[Turn left](https://example.org)");
    let mut window = kiosk(&desk);
    sign_in(&mut window, ADA);
    click(&mut window, "Office");
    window
        .get_by_role_and_label(Role::Link, "Turn left")
        .click();
    let mut opened = false;
    for _ in 0..6 {
        window.step();
        let commands = &window.output().platform_output.commands;
        opened |= commands
            .iter()
            .any(|command| matches!(command, OutputCommand::OpenUrl(_)));
    }
    assert!(!opened);
    let refused = Messages::english().get("kiosk-link").into_owned();
    window.get_by_label_contains(&refused);
}

#[test]
fn r114_a_user_who_is_signed_in_is_locked_when_an_administrator_leaves() {
    let desk = Desk::open();
    let mut window = kiosk(&desk);
    sign_in(&mut window, BOB);
    close(&mut window);
    answer(&mut window, ADA);
    window.get_by_role_and_label(Role::Heading, "Locked by Bob Builder");
}

#[test]
fn r72_what_an_administrator_has_typed_is_cleared_after_the_idle_time() {
    let desk = Desk::open();
    desk.edit("views:", "lock: {after_minutes: 1}\nviews:");
    let mut flow = start(&desk);
    flow.ask_to_leave_kiosk(Duration::ZERO);
    let minute = Duration::from_secs(60);
    assert_eq!(flow.until_forms_clear(Duration::ZERO), Some(minute));
    assert!(flow.on_time(minute).is_empty());
    assert!(flow.drawn_mut().1.is_none());
}

#[test]
fn r114_a_badge_does_not_leave_a_kiosk_and_the_form_says_so() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    flow.ask_to_leave_kiosk(Duration::ZERO);
    assert!(flow.on_badge(secret("B0001234"), Duration::ZERO).is_empty());
    let form = flow.drawn_mut().1.expect("the form");
    let expected = Notice::Form(FormNotice::BadgeNotEnough);
    assert_eq!(form.notice, Some(expected));
}
