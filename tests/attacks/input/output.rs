//! Names that control a terminal or a spreadsheet, and codes that leave the computer.

use std::fs;

use crate::harness::{Desk, USERS};
use crate::program::run;

/// Someone on the network waits for reset codes: the file names a mail server on another computer without encryption.
#[test]
fn r104_no_code_leaves_this_computer_unencrypted() {
    let mail = "mail: {server: mail.example.org, from: shop@example.org, encryption: none}\n";
    let desk = Desk::with(&format!("{USERS}{mail}"));
    let (is_good, printed) = run(&desk.config(), &["check"]);
    assert!(!is_good);
    let line = USERS.lines().count() + 1;
    assert!(
        printed.contains(&format!("{line}:70: error: mail.encryption is “none”")),
        "{printed}"
    );
    let (is_sent, printed) = run(&desk.config(), &["mail", "test", "bob@example.org"]);
    assert!(!is_sent && printed.contains("mail.encryption"), "{printed}");
    let desk = Desk::with(&format!(
        "{USERS}{}",
        mail.replace("mail.example.org", "localhost")
    ));
    let (is_good, printed) = run(&desk.config(), &["check"]);
    assert!(is_good, "{printed}");
}

/// What clears a terminal, renames its window, rings its bell, or turns the text around.
const CONTROLS: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}\u{202e}\u{2066}\u{200f}";

/// Every command, with `EVIL` for a hostile argument and `TABLE` for a hostile table.
const COMMANDS: &str = "
    check
    check EVIL
    user list
    user show ada
    user show EVIL
    user add EVIL --email EVIL --reset-code --first-name EVIL --last-name EVIL --role EVIL
    user add new --email new@example.org --reset-code --first-name EVIL --last-name EVIL
    user add new --email new@example.org --reset-code --first-name New --last-name New --role EVIL
    user set bob --first-name EVIL --last-name EVIL
    user set bob --role EVIL
    user rename bob EVIL
    user rename EVIL bob
    user passwd EVIL --password-stdin
    user disable EVIL
    user enable bob
    user reset EVIL
    user two-step-off EVIL
    user remove-pin EVIL
    user remove-badge EVIL
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
    let text = USERS
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
    let text = USERS
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
