//! Pages and pictures that crash or hang the window.

use std::fs;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use egui_authenticator::domain::markdown::{DEPTH_MAX, MarkdownProblem};
use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::account::commands::ChangeAccount;
use egui_authenticator::service::command::{self, Command as _, Job, Lane, Ticket};
use egui_authenticator::service::files::{Files, LoadPicture};
use egui_authenticator::service::pages::commands::OpenPage;
use egui_authenticator::service::pages::{OpenedPage, PageError};
use egui_authenticator::service::sign_in::commands::SignIn;
use egui_authenticator::worker::Worker;
use egui_kittest::kittest::Queryable;

use crate::harness::window::click;
use crate::harness::{ADA, BOB, Desk, USERS};

use super::window_of_ada;

/// A desk where Ada's page has this text.
fn desk_with_page(text: &str) -> Desk {
    let page = "text: |\n      The safe opens with the small key.\n";
    assert!(USERS.contains(page));
    let text = text.replace('\n', "\n      ");
    let desk = Desk::with(&USERS.replace(page, &format!("text: |\n      {text}\n")));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

/// A colleague who writes a page nests it so deeply that drawing it would overflow the stack of the window.
#[test]
fn r100_a_page_that_would_crash_the_window_is_refused_with_its_line() {
    // As deep as is allowed: drawn.
    let deepest = "> - ".repeat(DEPTH_MAX / 3) + "bottom";
    let desk = desk_with_page(&deepest);
    let mut window = window_of_ada(&desk);
    click(&mut window, "Office");
    window.get_by_label("bottom");
    let desk = desk_with_page(&format!("Top\n\n{}bottom", "> - ".repeat(5_000)));
    let mut window = window_of_ada(&desk);
    click(&mut window, "Office");
    window.get_by_label_contains("too many levels");
    window.get_by_label_contains("(views.office.text), line 3");
    assert!(window.query_by_label("bottom").is_none());
    click(&mut window, "Sign out");
    window.get_by_label("Username or e-mail");
}

/// The same colleague links to a local file, a script and a server, and tracks readers with a picture.
#[test]
fn r100_a_page_opens_no_file_no_script_and_no_server() {
    let text = USERS.replace(
        "kind: markdown\n    text: |",
        "kind: markdown\n    file: page.md\n    x: |",
    );
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let ada = desk.sign_in(ADA).expect("signed in");
    let file = desk.config().with_file_name("page.md");
    let open = |text: &str| {
        fs::write(&file, text).expect("written");
        desk.service
            .pages()
            .open(&ada, &PageId("office".to_owned()))
    };
    for (text, problem) in [
        ("[a](file:///etc/passwd)", MarkdownProblem::Link),
        ("[a](javascript:alert(1))", MarkdownProblem::Link),
        ("[a](smb://server/share)", MarkdownProblem::Link),
        ("[a](/bin/sh)", MarkdownProblem::Link),
        (
            "![a](http://tracker.example/a.png)",
            MarkdownProblem::Picture,
        ),
        ("![a](../../secret.png)", MarkdownProblem::Picture),
    ] {
        let refused = match open(&format!("# Title\n\n{text}\n")) {
            Err(PageError::Refused { path, error }) => (path, error.line, error.problem),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(refused, (file.display().to_string(), 3, problem), "{text}");
    }
    let shown = open("[a](https://a.example) ![b](b.png)");
    assert!(matches!(shown, Ok(OpenedPage::Markdown(_))), "{shown:?}");
}

/// A command that blocks for as long as a mount that does not answer.
struct HungMount(Receiver<()>);

impl command::Command for HungMount {
    type Output = ();
    type Part = Files;
    const LANE: Lane = LoadPicture::LANE;

    fn run(self, _: &Files) {
        self.0.recv().unwrap_or_default();
    }
}

/// A user's picture, one that a user chooses, or the file of a page, lies on a mount that hangs: everyone else signs
/// in.
#[test]
fn r102_a_picture_on_a_mount_that_hangs_delays_no_sign_in() {
    assert_eq!(LoadPicture::LANE, OpenPage::LANE);
    let desk = Desk::open();
    let (sender, woken) = mpsc::channel();
    let wake = Arc::new(move || sender.send(()).unwrap_or_default());
    let worker = Worker::start(&desk.service, &(wake as _)).expect("threads");
    let (_never, hangs) = mpsc::channel();
    worker.send(Job::new(Ticket(1), HungMount(hangs)));
    worker.send(Job::new(Ticket(2), LoadPicture("icon.png".into())));
    let bob = desk.sign_in(BOB).expect("signed in");
    worker.send(Job::new(
        Ticket(4),
        ChangeAccount {
            session: bob,
            current: Secret::new(BOB.1.to_owned()).into(),
            change: AccountChange::Picture(Some("/mnt/bob.png".into())),
        },
    ));
    let password = Secret::new(ADA.1.to_owned());
    let login = ADA.0.to_owned();
    worker.send(Job::new(Ticket(3), SignIn { login, password }));
    woken
        .recv_timeout(Duration::from_secs(50))
        .expect("signed in");
    let finished: Vec<_> = worker
        .finished()
        .map(|finished| finished.ticket())
        .collect();
    assert_eq!(finished, [Ticket(3)]);
}
