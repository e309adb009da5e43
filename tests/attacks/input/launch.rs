//! Users whose names make a launched program do something else.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditDetail;
use egui_authenticator::domain::launch::ArgumentError;
use egui_authenticator::domain::page::{PageId, Target};
use egui_authenticator::domain::problem::{Cause, Effect};
use egui_authenticator::service::Session;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::pages::LaunchError;
use egui_authenticator::service::ports::CredentialStore as _;
use egui_authenticator::store::yaml::YamlStore;

use crate::harness::platform::{OtherPlatform, Started};
use crate::harness::{BOB, Desk, USERS};

use super::OWNER;

const PROGRAM: &str = "program: [\"true\", \"a b; touch pwned\"]";

/// A desk on which Bob is called like this, and the first item of his page starts this program.
fn desk_with(username: &str, name: &str, program: &str) -> Desk {
    let (username, name) = (serde_json::json!(username), serde_json::json!(name));
    assert!(USERS.contains(PROGRAM));
    let text = USERS
        .replace("    bob:", &format!("    {username}:"))
        .replace("name: Bob Builder", &format!("name: {name}"))
        .replace(PROGRAM, program);
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    desk
}

fn bob(desk: &Desk) -> Session {
    desk.sign_in(("bob@example.org", BOB.1)).expect("signed in")
}

fn launch(desk: &Desk) -> Result<(), LaunchError> {
    let page = PageId("till".to_owned());
    desk.service.pages().launch(&bob(desk), &page, 0)
}

/// Notes what is started in place of starting it.
fn noting(desk: &mut Desk) -> Started {
    let started = Started::default();
    desk.replace(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            started: Some(Arc::clone(&started)),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    started
}

/// Starts the item, and waits for a file or folder that it makes.
#[cfg(unix)]
fn launch_and_wait_for(desk: &Desk, result: &Path) {
    assert_eq!(launch(desk), Ok(()));
    let start = Instant::now();
    while !result.exists() {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{}",
            result.display()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A user whose name contains spaces, quotes, variables and commands of several shells wants them to be executed.
#[cfg(unix)]
#[test]
fn r48_a_name_is_one_argument_whatever_it_contains() {
    for name in [
        "Bob \"B\" O'Builder",
        "$(touch pwned) `touch pwned` $HOME",
        "; touch pwned #",
        "%PATH% & calc.exe ^| x",
        "{roles} {{session}}",
        "a\\\" b\\\\",
    ] {
        let desk = desk_with(
            "bob",
            name,
            "program: [mkdir, \"FOLDER/<{name}> {{name}}\"]",
        );
        let folder = desk.folder.path();
        desk.edit("FOLDER", &folder.display().to_string());
        launch_and_wait_for(&desk, &folder.join(format!("<{name}> {{name}}")));
        assert!(!folder.join("pwned").exists() && !Path::new("pwned").exists());
        // The script ends its file by renaming it.
        let desk = desk_with("bob", name, "program: [sh, FOLDER/script.sh]");
        let folder = desk.folder.path();
        desk.edit("FOLDER", &folder.display().to_string());
        let script = "cd \"$(dirname \"$0\")\" || exit 1\n\
                      env | grep ^EGUI_AUTHENTICATOR_ | sort > unfinished\n\
                      mv unfinished result\n";
        fs::write(folder.join("script.sh"), script).expect("written");
        launch_and_wait_for(&desk, &folder.join("result"));
        let text = fs::read_to_string(folder.join("result")).expect("read");
        let lines: Vec<_> = text.lines().collect();
        let start = "EGUI_AUTHENTICATOR_SESSION=";
        let session = lines.iter().find_map(|line| line.strip_prefix(start));
        let expected = [
            "EGUI_AUTHENTICATOR_EMAIL=bob@example.org".to_owned(),
            format!("EGUI_AUTHENTICATOR_NAME={name}"),
            "EGUI_AUTHENTICATOR_ROLES=till".to_owned(),
            format!("{start}{}", session.expect("the session")),
            "EGUI_AUTHENTICATOR_USERNAME=bob".to_owned(),
        ];
        assert_eq!(lines, expected);
    }
}

/// A page starts a shell with the name of the user, who calls themself like a command.
#[test]
fn r48_a_shell_gets_no_name() {
    for (program, shell) in [
        ("[cmd, /c, count.bat, \"{name}\"]", "cmd"),
        ("[sh, -c, \"echo {name}\"]", "sh"),
        (
            "[PowerShell.exe, -Command, \"Count {name}\"]",
            "PowerShell.exe",
        ),
        ("[python3, -c, \"print('{name}')\"]", "python3"),
        ("[start, count.cmd, \"{name}\"]", "count.cmd"),
    ] {
        let desk = desk_with("bob", "x&calc", &format!("program: {program}"));
        let problems = YamlStore::new(desk.config()).inspect().expect("read");
        let found: Vec<_> = problems
            .iter()
            .filter(|problem| problem.effect == Effect::Ignored)
            .map(|problem| problem.cause.clone())
            .collect();
        let program = shell.to_owned();
        assert_eq!(found, [Cause::ShellPlaceholder { program }]);
        // The item is left out: the next one has its place.
        let failed = launch(&desk);
        assert!(matches!(failed, Err(LaunchError::NotStarted { title, .. }) if title == "Broken"));
    }
}

/// A user is called like an option of the program, or like a file of options.
#[test]
fn r48_a_value_is_never_an_option() {
    for (name, sign) in [
        ("-rf", '-'),
        ("--config=/tmp/mine", '-'),
        ("\u{2013}EncodedCommand", '\u{2013}'),
        ("/S", '/'),
        ("@/tmp/options", '@'),
        ("+!touch pwned", '+'),
        ("\u{ff0d}rf", '\u{ff0d}'),
        ("\u{ff0f}S", '\u{ff0f}'),
        ("\u{fe63}rf", '\u{fe63}'),
    ] {
        for argument in ["{name}", "{name}.pdf", "{name}{name}"] {
            let mut desk = desk_with("bob", name, &format!("program: [\"true\", \"{argument}\"]"));
            let started = noting(&mut desk);
            let error = ArgumentError::Option {
                placeholder: "name",
                sign,
            };
            let title = "Count".to_owned();
            assert_eq!(
                launch(&desk),
                Err(LaunchError::Argument { title, error }),
                "{name}"
            );
            assert!(started.lock().expect("not poisoned").is_empty());
        }
        let mut desk = desk_with("bob", name, "program: [\"true\", \"--user={name}\"]");
        let started = noting(&mut desk);
        assert_eq!(launch(&desk), Ok(()), "{name}");
        let started = started.lock().expect("not poisoned");
        let [(Target::Program { arguments, .. }, _)] = &started[..] else {
            panic!("{started:?}");
        };
        assert_eq!(*arguments, [format!("--user={name}")]);
    }
}

/// A user whose name has a line break, or another character that is not shown, wants to add lines to what a program
/// writes.
#[test]
fn r101_invisible_characters_reach_no_program() {
    let is_hidden = |c: char| c.is_control() || c == '\u{202e}';
    for name in [
        "Bob\nadmin",
        "Bob\u{202e}nimda",
        "Bob\u{1b}[2J",
        "Bob\r",
        // Windows makes dashes, quotation marks and backslashes of them.
        "\u{ad}rf",
        "x\u{ff02} --config=mine \u{ff02}",
        "x\u{ff3c}",
        "x\u{a5}",
    ] {
        let mut desk = desk_with("bob", name, "program: [\"true\", \"x{name}\"]");
        let started = noting(&mut desk);
        let title = "Count".to_owned();
        let error = ArgumentError::Unsafe {
            placeholder: "name",
        };
        match launch(&desk) {
            // A line break in a name is read as a space.
            Ok(()) => assert!(name.contains(['\n', '\r']), "{name:?}"),
            refused => assert_eq!(refused, Err(LaunchError::Argument { title, error })),
        }
        for (target, _) in started.lock().expect("not poisoned").iter() {
            let Target::Program { arguments, .. } = target else {
                panic!("{target:?}");
            };
            assert!(!arguments[0].contains(is_hidden), "{name:?}");
        }
        let mut desk = desk_with("bob", name, "program: [\"true\"]");
        let started = noting(&mut desk);
        assert_eq!(launch(&desk), Ok(()));
        let started = started.lock().expect("not poisoned");
        let is_shown = |value: &String| !value.contains(is_hidden);
        let (_, environment) = &started[0];
        assert!(environment.iter().all(|(_, value)| is_shown(value)));
    }
}

/// Someone who may give roles gives one whose name is two roles for a program that splits the list.
#[test]
fn r32_a_role_with_a_comma_gives_no_second_role() {
    let mut desk = desk_with("bob", "Bob", "program: [\"true\", \"{roles}\"]");
    desk.edit("roles: [till]", "roles: [till, \"x,admin\"]");
    let started = noting(&mut desk);
    assert_eq!(launch(&desk), Ok(()));
    let started = started.lock().expect("not poisoned");
    let (Target::Program { arguments, .. }, environment) = &started[0] else {
        panic!("{started:?}");
    };
    assert_eq!(*arguments, ["till"]);
    assert!(environment.contains(&("EGUI_AUTHENTICATOR_ROLES", "till".to_owned())));
}

/// A user called `%PATH%&calc` starts a batch file, which Windows runs in a shell.
#[test]
fn r48_a_batch_file_is_not_started() {
    for item in [
        "program: count.bat",
        "program: ['C:\\tools\\Count.CMD', all]",
        "program: ['count.bat. ']",
        "program: ['{{count.bat']",
        "file: count.cmd",
    ] {
        let mut desk = desk_with("bob", "%PATH%&calc", item);
        let started = noting(&mut desk);
        let title = "Count".to_owned();
        assert_eq!(
            launch(&desk),
            Err(LaunchError::BatchFile { title }),
            "{item}"
        );
        assert!(started.lock().expect("not poisoned").is_empty());
    }
}

/// Someone denies having started a program: the audit log has the launch, with the id that the program was told.
#[test]
fn r66_every_launch_is_in_the_audit_log_with_the_id_of_the_session() {
    let mut desk = desk_with("bob", "Bob", "program: [\"true\", \"{session}\"]");
    let started = noting(&mut desk);
    let session = bob(&desk);
    let page = PageId("till".to_owned());
    for _ in 0..2 {
        assert_eq!(desk.service.pages().launch(&session, &page, 0), Ok(()));
    }
    assert_eq!(launch(&desk), Ok(()));
    let log = desk.service.audit_log();
    let query = AuditQuery::latest(10).kind(AuditKind::Page);
    let records = log.list(OWNER, &log.filter(&query)).expect("records");
    let ids: Vec<_> = records
        .iter()
        .map(|record| match &record.event.detail {
            AuditDetail::Launched { session, item } => {
                assert_eq!(item, "till: Count");
                assert!(record.event.is_done && record.event.who == "bob");
                session.clone()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let told: Vec<_> = started
        .lock()
        .expect("not poisoned")
        .iter()
        .map(|(target, _)| match target {
            Target::Program { arguments, .. } => arguments[0].clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told.iter().rev().collect::<Vec<_>>(),
        ids.iter().collect::<Vec<_>>()
    );
    assert!(ids[1] == ids[2] && ids[0] != ids[1]);
}
