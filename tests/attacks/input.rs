//! The author of a hostile file, name, table or picture.

use std::fs;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::markdown::{DEPTH_MAX, MarkdownProblem};
use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::person_name::{NameError, PersonName};
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::account::commands::ChangeAccount;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::{self, Command as _, Job, Lane, Ticket};
use egui_authenticator::service::files::{Files, LoadPicture};
use egui_authenticator::service::pages::commands::OpenPage;
use egui_authenticator::service::pages::{OpenedPage, PageError};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::sign_in::commands::SignIn;
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_authenticator::service::users::{UserChange, UserError, UserInput};
use egui_authenticator::worker::Worker;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::window::{click, field, fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, PEOPLE};
use crate::program::run;

/// A desk where Ada's page has this text.
fn desk_with_page(text: &str) -> Desk {
    let page = "text: |\n      The safe opens with the small key.\n";
    assert!(PEOPLE.contains(page));
    let text = text.replace('\n', "\n      ");
    let desk = Desk::with(&PEOPLE.replace(page, &format!("text: |\n      {text}\n")));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

/// The window of a desk, after Ada has signed in.
fn window_of_ada(desk: &Desk) -> Harness<'static, App> {
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([1100.0, 1600.0])
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    sign_in(&mut window, ADA);
    window
}

/// A colleague who writes a page nests it so deeply that drawing it would overflow the stack of the window.
#[test]
fn r100_a_page_that_would_crash_the_window_is_refused_with_its_line() {
    // As deep as is allowed: drawn.
    let deepest = "> - ".repeat(DEPTH_MAX / 3) + "bottom";
    let desk = desk_with_page(&deepest);
    window_of_ada(&desk).get_by_label("bottom");
    let desk = desk_with_page(&format!("Top\n\n{}bottom", "> - ".repeat(5_000)));
    let mut window = window_of_ada(&desk);
    window.get_by_label_contains("too many levels");
    window.get_by_label_contains("(views.office.text), line 3");
    assert!(window.query_by_label("bottom").is_none());
    click(&mut window, "Sign out");
    window.get_by_label("Username or e-mail");
}

/// The same colleague links to a local file, a script and a server, and tracks readers with a picture.
#[test]
fn r100_a_page_opens_no_file_no_script_and_no_server() {
    let text = PEOPLE.replace(
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

/// Someone on the network waits for reset codes: the file names a mail server on another computer without encryption.
#[test]
fn r104_no_code_leaves_this_computer_unencrypted() {
    let mail = "mail: {server: mail.example.org, from: shop@example.org, encryption: none}\n";
    let desk = Desk::with(&format!("{PEOPLE}{mail}"));
    let (is_good, printed) = run(&desk.config(), &["check"]);
    assert!(!is_good);
    let line = PEOPLE.lines().count() + 1;
    assert!(
        printed.contains(&format!("{line}:70: error: mail.encryption is “none”")),
        "{printed}"
    );
    let (is_sent, printed) = run(&desk.config(), &["mail", "test", "bob@example.org"]);
    assert!(!is_sent && printed.contains("mail.encryption"), "{printed}");
    let desk = Desk::with(&format!(
        "{PEOPLE}{}",
        mail.replace("mail.example.org", "localhost")
    ));
    let (is_good, printed) = run(&desk.config(), &["check"]);
    assert!(is_good, "{printed}");
}

/// Who may do everything.
const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// A hash that no password has.
const HASH: &str = "$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

/// What clears a terminal, renames its window, rings its bell, or turns the text around.
const CONTROLS: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}\u{202e}\u{2066}\u{200f}";

/// Every command, with `EVIL` for a hostile argument and `TABLE` for a hostile table.
const COMMANDS: &str = "
    check
    check EVIL
    user list
    user show ada
    user show EVIL
    user add EVIL --email EVIL --one-time-code --first-name EVIL --last-name EVIL --role EVIL
    user add new --email new@example.org --one-time-code --first-name EVIL --last-name EVIL
    user add new --email new@example.org --one-time-code --first-name New --last-name New --role EVIL
    user set bob --first-name EVIL --last-name EVIL
    user set bob --role EVIL
    user rename bob EVIL
    user rename EVIL bob
    user passwd EVIL --password-stdin
    user disable EVIL
    user enable bob
    user reset EVIL
    user two-step-off EVIL
    user require-change EVIL
    user sign-out EVIL
    user unlock EVIL
    user approve EVIL
    user import TABLE --preview
    user import TABLE
    user import EVIL
    user export
    user delete EVIL --yes
    invite add EVIL
    invite remove EVIL
    invite list
    session list
    session end EVIL
    activity list
    activity list --user EVIL
    activity export
    activity verify
    mail test EVIL
    backups
    backups restore EVIL
    hash --cost EVIL
    man --folder EVIL/EVIL
    EVIL
    --log EVIL check";

/// A user chooses a name, or someone sends a file or an argument, that would control the administrator's terminal.
#[test]
fn r101_no_command_lets_a_name_control_the_terminal() {
    let hostile = r"\e[2J\e]0;x\a\x9b\u202e\u2066\u200f";
    let text = PEOPLE
        .replace("first_name: Ada", &format!("first_name: \"Ada{hostile}\""))
        .replace("Bob Builder", &format!("\"Bob{hostile}\\nroot\""))
        .replace("[till]", &format!("[till, \"till{hostile}\"]"))
        .replace("title: Till", &format!("title: \"Till{hostile}\""))
        .replace("picture:", &format!("\"x{hostile}\": 1\n      picture:"));
    let app =
        format!("app: {{title: \"{hostile}\", accent: \"{hostile}\", logo: \"{hostile}\"}}\n");
    let desk = Desk::with(&format!("{text}{app}"));
    let table = desk.config().with_file_name("table.csv");
    let row = format!("x{CONTROLS},x@example.org,Xa{CONTROLS},till{CONTROLS}");
    fs::write(&table, format!("username,email,first_name,roles\n{row}\n")).expect("written");
    let (table, evil) = (table.display().to_string(), format!("x{CONTROLS}"));
    for line in COMMANDS.trim().lines() {
        let words = line.split_whitespace().map(|word| match word {
            "TABLE" => table.clone(),
            word => word.replace("EVIL", &evil),
        });
        let words: Vec<_> = words.collect();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        for json in [&[][..], &["--json"]] {
            let (_, printed) = run(&desk.config(), &[&words, json].concat());
            let controls = |c: char| CONTROLS.contains(c) && !c.is_ascii_graphic();
            assert!(!printed.contains(controls), "{line} {json:?}: {printed:?}");
            let is_forged = printed.lines().any(|line| line.starts_with("root"));
            assert!(!is_forged, "{line}: {printed}");
        }
    }
}

/// A user whose name is a formula waits for an administrator to export the users to a spreadsheet.
#[test]
fn r103_an_export_holds_no_formula_for_any_list_separator() {
    let text = PEOPLE
        .replace("first_name: Ada", "first_name: 'Ada;=cmd|''/C calc''!A0'")
        .replace("Lovelace", r#""x\t=1+1""#);
    let desk = Desk::with(&text);
    let (is_done, table) = run(&desk.config(), &["user", "export"]);
    assert!(is_done, "{table}");
    for separator in [',', ';', '\t', '|'] {
        let cells = table.split([separator, '\n', '\r', '\t']);
        for cell in cells.map(|cell| cell.trim_start_matches([' ', '"'])) {
            assert!(
                !cell.starts_with(['=', '+', '-', '@']),
                "{separator:?}: {cell:?}"
            );
        }
    }
    // Imported again, the names are what they were.
    let file = desk.config().with_file_name("table.csv");
    fs::write(&file, &table).expect("written");
    let (is_done, printed) = run(
        &desk.config(),
        &["user", "import", &file.display().to_string(), "--preview"],
    );
    assert!(is_done && !printed.contains("update"), "{printed}");
}

/// Registers at this desk with a first name, and returns what the form would show.
fn register(desk: &Desk, number: usize, first_name: &str) -> Result<(), RegisterError> {
    let (name, email) = (format!("user{number}"), format!("user{number}@example.org"));
    let input = UserInput::new(name, email, PersonName::new(first_name, "Doe"));
    let password = Secret::new("a password of strangers".to_owned());
    desk.service
        .registration()
        .register(&input, &password)
        .map(drop)
}

fn desk_with_registration(mode: &str) -> Desk {
    let desk = Desk::with(&format!("{PEOPLE}registration: {{mode: {mode}}}\n"));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

/// A stranger registers with names of a megabyte until the file is too large to be read.
#[test]
fn r83_registrations_cannot_make_the_file_unreadable() {
    let desk = desk_with_registration("open");
    let before = desk.text();
    let too_long = RegisterError::Field(UserFieldError::FirstName(NameError::TooLong));
    for number in 0..17 {
        let refused = register(&desk, number, &"x".repeat(1_000_000));
        assert_eq!(refused, Err(too_long.clone()));
    }
    assert_eq!(desk.text(), before);
    for number in 0..20 {
        assert_eq!(register(&desk, number, "Jo"), Ok(()));
    }
    assert_eq!(register(&desk, 20, "Jo"), Err(RegisterError::TooManyHere));
    desk.clock.advance(3_601);
    assert_eq!(register(&desk, 20, "Jo"), Ok(()));
}

/// A stranger registers with addresses that are not accepted, so that others cannot register for an hour.
#[test]
fn r83_refused_registrations_keep_no_one_else_from_registering() {
    let desk = desk_with_registration("listed");
    for number in 0..30 {
        let refused = register(&desk, number, "Jo");
        assert_eq!(refused, Err(RegisterError::EmailNotAccepted));
    }
    let input = UserInput::new("mel", "mel@example.org", PersonName::new("Mel", "Doe"));
    let password = Secret::new("a password of strangers".to_owned());
    let listed = desk.service.registration().register(&input, &password);
    assert_eq!(listed.map(drop), Ok(()));
}

/// A stranger counts how many registrations are left, to find out which addresses have an account.
#[test]
fn r84_the_hourly_limit_does_not_tell_which_addresses_have_an_account() {
    for email in ["bob@example.org", "new@example.org"] {
        let desk = desk_with_registration("approval");
        for number in 0..19 {
            assert_eq!(register(&desk, number, "Jo"), Ok(()));
        }
        let input = UserInput::new(email, email, PersonName::new("Jo", "Doe"));
        let password = Secret::new("a password of strangers".to_owned());
        let probe = desk.service.registration().register(&input, &password);
        assert_eq!(probe.map(drop), Ok(()), "{email}");
        let next = register(&desk, 19, "Jo");
        assert_eq!(next, Err(RegisterError::TooManyHere), "{email}");
    }
}

/// A stranger fills the list of those who wait, and probes which addresses have an account.
#[test]
fn r83_the_list_of_those_who_wait_is_bounded_and_says_so_to_everyone() {
    let waiting = |number: usize| {
        format!(
            "    w{number}: {{email: w{number}@example.org, first_name: W, password: {HASH}, pending: true}}\n"
        )
    };
    let waiting: String = (0..200).map(waiting).collect();
    let text = PEOPLE.replace("pre-authorized:", &format!("{waiting}pre-authorized:"));
    let desk = Desk::with(&format!("{text}registration: {{mode: approval}}\n"));
    assert!(desk.service.set_up().open().is_ok());
    for number in [0, 1] {
        assert_eq!(
            register(&desk, number, "Jo"),
            Err(RegisterError::TooManyWaiting)
        );
    }
    let input = UserInput::new("new", "bob@example.org", PersonName::new("Jo", "Doe"));
    let password = Secret::new("a password of strangers".to_owned());
    let taken = desk.service.registration().register(&input, &password);
    assert_eq!(taken.map(drop), Err(RegisterError::TooManyWaiting));
}

/// An administrator is tricked into the change that makes the file larger than what is read.
#[test]
fn r83_no_change_makes_the_file_larger_than_what_is_read() {
    let text = PEOPLE.replace("password: ", "password: x ");
    let limit = 32 * 1024 * 1024;
    let line = format!("# {}\n", "x".repeat(1_000_000));
    let lines = line.repeat((limit - text.len()) / line.len());
    let rest = "#".repeat(limit - text.len() - lines.len() - 10);
    let desk = Desk::with(&format!("{text}{lines}{rest}\n"));
    let name = PersonName::new("New", "User");
    let input = UserInput::new("new", "new@example.org", name);
    let users = desk.service.users();
    let added = users.add(OWNER, &input, &["till"]);
    let error = added.err().expect("refused");
    assert!(
        matches!(error, UserError::Store(StoreError::TooLarge(_))),
        "{error}"
    );
    assert!(users.find(OWNER, "ada").is_ok());
}

/// A user renames themself so that the administrator's list, a log or a terminal shows something else.
#[test]
fn r101_names_and_roles_with_invisible_characters_are_refused() {
    let desk = desk_with_registration("open");
    let refused = RegisterError::Field(UserFieldError::FirstName(NameError::Character));
    for name in ["Ada\u{1b}[2J", "Ada\u{7}", "\u{202e}adA", "Ada\nroot"] {
        assert_eq!(register(&desk, 0, name), Err(refused.clone()), "{name:?}");
        let roles = Some(vec![name.to_owned()]);
        let change = UserChange {
            roles,
            ..UserChange::default()
        };
        let changed = desk.service.users().change(OWNER, "bob", &change);
        let role = UserFieldError::Role(NameError::Character);
        assert_eq!(changed, Err(UserError::Field(role)), "{name:?}");
    }
}

/// The only administrator gives the role to a new user who never chooses a password, and then loses it: no user could
/// administer.
#[test]
fn r99_a_user_with_nothing_but_a_code_does_not_count_as_an_administrator() {
    let desk = Desk::open();
    let users = desk.service.users();
    let input = UserInput::new("new", "new@example.org", PersonName::new("New", "User"));
    let code = users.add(OWNER, &input, &["admin"]).expect("added");
    let roles = Some(Vec::new());
    let demotion = UserChange {
        roles,
        ..UserChange::default()
    };
    let demote = || users.change(OWNER, "ada", &demotion);
    assert_eq!(demote(), Err(UserError::LastAdministrator));
    assert_eq!(
        users.remove(OWNER, "ada"),
        Err(UserError::LastAdministrator)
    );
    let table = SecretText::new("username,roles\nada,\n".to_owned());
    let planned = desk.service.import().plan(OWNER, table);
    assert!(planned.is_err(), "imported away");
    let password = Secret::new("four words of my own".to_owned());
    let chosen = desk
        .service
        .recovery()
        .reset_password("new", &code, &password);
    assert_eq!(chosen, Ok(()));
    assert_eq!(demote(), Ok(()));
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

/// The text of a file as JSON on one line, with a mail password and the key of the other program.
fn on_one_line() -> String {
    let user = |name: &str, roles: &str| {
        format!(
            r#""{name}":{{"email":"{name}@example.org","first_name":"{name}","password":"{HASH}","roles":["{roles}"]}}"#
        )
    };
    format!(
        r#"{{"credentials":{{"usernames":{{{},"ada":{{"email":"ada@example.org","first_name":"Ada","password":"{}","password_hint":"hunter2","roles":["admin"]}}}}}},"cookie":{{"key":"hunter2","expiry_days":1}},"mail":{{"server":"mail.example.org","from":"a@example.org","password":"hunter2"}},"app":{{"title":"Shop"}},"registration":{{"mode":"closed"}}}}"#,
        user("bob", "till"),
        ADA.1
    ) + "\n"
}

/// Someone who may edit settings, and nothing else, looks at the preview of a change to collect hashes and passwords.
#[test]
fn r96_no_preview_shows_a_secret_in_any_layout_of_the_file() {
    let desk = Desk::with(&on_one_line());
    assert!(desk.service.set_up().open().is_ok());
    let hash = desk.text();
    let hash = &hash[hash.find("$2b$04$").expect("hashed")..][..60];
    let changes = vec![Setting::LockMinutes(7)];
    let preview = desk.service.settings().preview(OWNER, changes);
    let preview = preview.expect("a preview");
    let shown: String = preview.lines.iter().map(|line| &*line.text).collect();
    assert!(shown.contains("after_minutes"), "{shown}");
    for secret in [hash, HASH, "$2b$", "hunter2"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.chars().count() < 1_000, "{shown}");
    let mut window = window_of_ada(&desk);
    press(&mut window, "Settings");
    fill(&mut window, "Title", "x");
    press(&mut window, "Review changes");
    let tree = format!("{:?}", window.root());
    assert!(tree.contains("Shopx"), "{tree}");
    for secret in [hash, HASH, "$2b$", "hunter2"] {
        assert!(!tree.contains(secret), "{secret} in {tree}");
    }
}

/// The same file has a mistake: what `check` prints is sent to a forum.
#[test]
fn r96_no_excerpt_shows_a_secret_in_any_layout_of_the_file() {
    for (from, to) in [
        ("\"expiry_days\":1", "\"expiry_days\":\"x\""),
        ("\"mode\":\"closed\"", "\"mode\":\"sometimes\""),
        ("{\"title\":\"Shop\"}", "{\"title\":\"Shop\""),
        ("\"roles\":[\"till\"]", "\"roles\":{\"till\":1}"),
    ] {
        let desk = Desk::with(&on_one_line().replace(from, to));
        for json in [&["check"][..], &["check", "--json"]] {
            let (_, printed) = run(&desk.config(), json);
            for secret in [ADA.1, HASH, "$2b$", "hunter2"] {
                assert!(!printed.contains(secret), "{to}: {printed}");
            }
        }
    }
}

/// Among the rows of a table that a colleague sends to the administrator, one makes them an administrator, one sends an
/// administrator's codes to them, and one opens the account of an administrator who left.
const TABLE: &str = "username,email,first_name,roles,disabled
zoe,zoe@example.org,Zoe,till,no
bob,bob@example.org,Bob,till;admin,no
yan,yan@example.org,Yan,till,no
eve,eve@example.org,Eve,admin;till,no
ada,bob2@example.org,Ada,admin,no
";

/// A colleague hides an administrator in a long table of users.
#[test]
fn r96_an_import_that_gives_permissions_is_marked_and_has_to_be_confirmed() {
    let desk = Desk::open();
    let file = desk.config().with_file_name("table.csv");
    fs::write(&file, TABLE).expect("written");
    let path = file.display().to_string();
    let before = desk.text();
    let import = ["user", "import", &path];
    let (is_done, printed) = run(&desk.config(), &[&import[..], &["--preview"]].concat());
    assert!(is_done, "{printed}");
    for line in [
        "Line 3: bob: ",
        "Roles: till, admin (before: till) – gives permissions",
        "Disabled: no (before: yes) – gives permissions",
        "E-mail: bob2@example.org (before: ada@example.org) – user with permissions",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    let (is_done, printed) = run(&desk.config(), &import);
    assert!(
        !is_done && printed.contains("--give-permissions"),
        "{printed}"
    );
    let plan = desk
        .service
        .import()
        .plan(OWNER, SecretText::new(TABLE.to_owned()));
    let plan = plan.expect("a plan");
    let progress = Progress::default();
    let unconfirmed = desk.service.import().run(OWNER, &plan, false, &progress);
    assert_eq!(unconfirmed.err(), Some(ImportError::Unconfirmed));
    let mut window = window_of_ada(&desk);
    press(&mut window, "Users");
    press(&mut window, "Import users");
    fill(&mut window, "File", &path);
    press(&mut window, "Preview");
    window.get_by_label_contains("3 rows give permissions");
    // The marked rows come first.
    window.get_by_label_contains(
        "Line 3, bob, Roles: till, admin (before: till) – gives permissions",
    );
    press(&mut window, "Import");
    field(&window, "File");
    assert_eq!(desk.text(), before);
    window
        .get_by_label("I have checked these 3 rows")
        .click_accesskit();
    window.run();
    press(&mut window, "Import");
    window.get_by_label_contains("2 added, 3 updated");
}

/// The role of a row is harmless in the preview, and gets permissions before the administrator imports it.
#[test]
fn r96_an_import_does_only_what_its_preview_has_shown() {
    let desk = Desk::open();
    let table = "username,email,first_name,roles\nzoe,zoe@example.org,Zoe,helper\n";
    let plan = desk
        .service
        .import()
        .plan(OWNER, SecretText::new(table.to_owned()));
    let plan = plan.expect("a plan");
    assert_eq!(plan.marked(), 0);
    desk.edit(
        "pre-authorized:",
        "roles: {helper: {permissions: [manage_users]}}\npre-authorized:",
    );
    let progress = Progress::default();
    let outdated = desk.service.import().run(OWNER, &plan, true, &progress);
    assert_eq!(outdated.err(), Some(ImportError::Outdated));
}
