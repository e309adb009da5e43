//! Previews and excerpts that show secrets, and imports that give permissions.

use std::fs;

use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_kittest::kittest::Queryable;

use crate::harness::window::{field, fill, press};
use crate::harness::{ADA, Desk};
use crate::program::run;

use super::{HASH, OWNER, window_of_ada};

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
