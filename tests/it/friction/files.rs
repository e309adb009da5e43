//! Files: codes of an import leave the window, and a desktop without dialogs has a way to choose a file.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use egui_authenticator::messages::Messages;
use egui_authenticator::screen::account::{self, Form, Part as AccountPart};
use egui_authenticator::screen::app::{self, Area, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::Field;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::sign_in;
use egui_authenticator::screen::users::{self, ImportEvent, ImportForm, Notice, Part};
use egui_authenticator::service::ports::PlatformError;
use egui_kittest::kittest::Queryable;

use super::window;
use crate::at_account::{account, at_account};
use crate::harness::app_window::app_window;
use crate::harness::flow::fill_in;
use crate::harness::platform::OtherPlatform;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk, secret, settle};

const T0: Duration = Duration::ZERO;
const TABLE: &str = "username,email,first_name\nkim,kim@example.org,Kim\n";

/// A window in which Ada is signed in, on a desktop that answers in this way to who wants to choose a file.
struct At {
    flow: Flow,
    desk: Desk,
}

impl At {
    fn with(chosen: Result<Option<PathBuf>, PlatformError>) -> Self {
        let mut desk = Desk::open();
        desk.replace(|ports| {
            ports.platform = Arc::new(OtherPlatform {
                chosen_file: Some(chosen),
                ..OtherPlatform::new(&ports.platform)
            });
        });
        let (flow, jobs) = Flow::new(T0);
        let mut at = Self { flow, desk };
        at.settle(jobs);
        fill_in(&mut at.flow, ADA);
        at.act(Event::Login(sign_in::Event::Submit));
        at
    }

    fn settle(&mut self, jobs: Vec<egui_authenticator::service::command::Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs);
    }

    fn act_at_users(&mut self, event: users::Event) {
        self.act(Event::App(app::Event::Area(AreaEvent::Users(event))));
    }

    fn at_import(&mut self) {
        self.act(Event::App(app::Event::Go(AreaKind::Users)));
        self.act_at_users(users::Event::Import);
    }

    fn import(&mut self) -> (&mut ImportForm, Option<Notice>) {
        let Screen::App(screen) = self.flow.screen_mut() else {
            panic!("not in")
        };
        let Area::Users(users) = &mut screen.area else {
            panic!("not at the users")
        };
        let notice = users.notice.clone();
        match &mut users.part {
            Part::Import(form) => (form, notice),
            _ => panic!("not at the import"),
        }
    }

    /// Previews a table.
    fn plan(&mut self) {
        self.at_import();
        let path = self.desk.folder.path().join("users.csv");
        fs::write(&path, TABLE).expect("written");
        self.act_at_users(users::Event::ImportForm(ImportEvent::Dropped(path)));
        assert!(self.has_plan());
    }

    fn has_plan(&mut self) -> bool {
        self.import().0.plan.is_some()
    }
}

fn no_dialog() -> Result<Option<PathBuf>, PlatformError> {
    Err(PlatformError("no portal".to_owned()))
}

#[test]
fn without_a_dialog_the_preview_stays_and_the_path_can_be_typed() {
    let mut at = At::with(no_dialog());
    at.plan();
    at.import().0.wants_focus = false;
    at.act_at_users(users::Event::ImportForm(ImportEvent::ChooseFile));
    assert!(at.has_plan());
    let (form, notice) = at.import();
    assert!(form.wants_focus && !form.path.is_empty());
    assert_eq!(
        notice,
        Some(Notice::NoDialog(no_dialog().expect_err("no dialog")))
    );
}

#[test]
fn without_a_dialog_the_reason_is_the_desktop_or_the_kiosk() {
    let messages = Messages::english();
    for (reason, name) in [
        ("no portal", "file-dialog-none"),
        (PlatformError::KIOSK, "kiosk-no-dialog"),
    ] {
        let mut desk = Desk::open();
        let mut platform = OtherPlatform::new(&desk.ports.platform);
        platform.chosen_file = Some(Err(PlatformError(reason.to_owned())));
        desk.replace(|ports| ports.platform = Arc::new(platform));
        let mut window = app_window(desk.service.clone(), [1280.0, 800.0]);
        sign_in(&mut window, ADA);
        press(&mut window, "Settings");
        press(&mut window, "Choose…");
        window.get_by_label_contains(&messages.get(name));
    }
}

#[test]
fn a_dialog_that_is_closed_leaves_the_preview_and_a_choice_begins_anew() {
    let mut at = At::with(Ok(None));
    at.plan();
    at.act_at_users(users::Event::ImportForm(ImportEvent::ChooseFile));
    assert!(at.has_plan());
    let mut at = At::with(Ok(Some(PathBuf::from("/other.csv"))));
    at.plan();
    at.act_at_users(users::Event::ImportForm(ImportEvent::ChooseFile));
    assert!(!at.has_plan(), "it belongs to another file");
}

#[test]
fn without_a_dialog_the_path_of_a_picture_can_be_typed() {
    let mut at = At::with(no_dialog());
    at.act(Event::App(app::Event::Account));
    at.act(at_account(account::Event::Open(Form::Picture)));
    let screen = account(at.flow.screen_mut()).expect("the account");
    screen.part = AccountPart::Picture("/ada.png".to_owned());
    at.act(at_account(account::Event::ChooseFile));
    let screen = account(at.flow.screen_mut()).expect("the account");
    assert_eq!(
        screen.notice,
        Some(FormNotice::NoDialog(no_dialog().expect_err("no dialog")))
    );
    assert_eq!(screen.focus, Some(Field::Picture));
    assert!(matches!(&screen.part, AccountPart::Picture(path) if path == "/ada.png"));
}

#[test]
fn the_template_of_an_import_has_the_names_of_all_columns() {
    let mut at = At::with(Ok(None));
    at.at_import();
    at.act_at_users(users::Event::ImportForm(ImportEvent::SaveTemplate));
    let (_, notice) = at.import();
    let Some(Notice::Saved(path)) = notice else {
        panic!("not saved")
    };
    let text = fs::read_to_string(&path).expect("there");
    let names = text.trim_end().replace('"', "");
    assert_eq!(
        names,
        "username,email,first_name,last_name,roles,disabled,valid_from,valid_until,hours"
    );
    fs::write(
        &path,
        format!("{names}\nkim,kim@example.org,Kim,,till,no,2026-12-01,,mon-fri 08:00-18:00\n"),
    )
    .expect("written");
    let dropped = ImportEvent::Dropped(PathBuf::from(path));
    at.act_at_users(users::Event::ImportForm(dropped));
    let plan = at.import().0.plan.clone();
    assert!(plan.expect("read").is_good());
}

#[test]
fn the_codes_of_an_import_can_be_copied_saved_and_printed() {
    let printed = Arc::new(Mutex::new(Vec::new()));
    let mut desk = Desk::open();
    desk.replace(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            printed: Some(Arc::clone(&printed)),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    let path = desk.folder.path().join("users.csv");
    fs::write(&path, TABLE).expect("written");
    let mut window = window(&desk, [1_100.0, 900.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "Import users");
    fill(&mut window, "File", &path.display().to_string());
    press(&mut window, "Preview");
    press(&mut window, "Import");
    press(&mut window, "Print");
    let paper = printed.lock().expect("not poisoned").concat();
    let code = paper.lines().find_map(|line| line.strip_prefix("kim\t"));
    let code = code.expect("a code").to_owned();
    assert!(paper.starts_with("Reset codes for the new users."));
    window.get_by_label_contains("Sent to the printer");
    press(&mut window, "Copy");
    let copied = desk.clipboard.text();
    assert_eq!(copied, format!("kim\t{code}\n"));
    press(&mut window, "Save to a file");
    let folder = desk.folder.path().join("documents");
    let files = fs::read_dir(folder).expect("a folder");
    let saved = files.filter_map(|file| fs::read_to_string(file.ok()?.path()).ok());
    assert!(saved.into_iter().any(|text| text.contains(&code)));
    let new = secret("a kettle for the back room");
    let recovered = desk
        .service
        .recovery()
        .reset_password("kim", &secret(&code), &new);
    assert!(recovered.is_ok());
}
