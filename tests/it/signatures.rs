//! Signatures on the command line (R112).

use std::fs;
use std::path::{Path, PathBuf};

use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::wiring::Paths;

use crate::command_line::{output, tool};
use crate::harness::secret;

const PASSWORD: &str = "a password for the bench";

/// The folder of a shop in which Ada has signed its content.
fn shop() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.yaml");
    let users = format!(
        "credentials:\n  usernames:\n    ada:\n      email: ada@example.org\n      first_name: Ada\n      \
         password: {PASSWORD}\n      roles: [admin]\nsignatures:\n  allowed_for: [admin]\n"
    );
    fs::write(&config, users).expect("written");
    fs::write(folder.path().join("content"), b"998 of 1000").expect("written");
    let mut paths = Paths::for_config(config);
    paths.state = database(folder.path());
    let service = paths.service_without_keyring();
    assert!(service.set_up().open().is_ok());
    let ada = service.sign_in().with_password("ada", &secret(PASSWORD));
    let ada = ada.ok().and_then(SignInOutcome::session_view);
    let ada = ada.expect("signed in").session;
    let meaning = Meaning::Other("released & <sold>".to_owned());
    let statement = Statement::about(b"998 of 1000", meaning, "Batch 42");
    let (statement, factors) = (statement.expect("a statement"), secret(PASSWORD).into());
    let signatures = service.signatures();
    let signed = signatures.sign(&ada, &statement, Some("ada"), &factors);
    assert!(signed.is_ok(), "{signed:?}");
    folder
}

fn database(folder: &Path) -> PathBuf {
    folder.join("egui-authenticator/state.db")
}

/// Runs a command, and returns the exit code with what it printed.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = tool();
    let command = command.env("XDG_DATA_HOME", folder).current_dir(folder);
    let command = command.args(["--config", "config.yaml", "signature"]);
    let (code, out, error) = output(command.args(arguments));
    (code, out + &error)
}

#[test]
fn r112_the_command_line_lists_exports_and_verifies_what_was_signed() {
    let folder = shop();
    let folder = folder.path();
    let said = |arguments: &[&str], code: i32, words: &[&str]| {
        let (found, printed) = run(folder, arguments);
        assert_eq!(found, code, "{arguments:?}: {printed}");
        for word in words {
            assert!(printed.contains(word), "{arguments:?}: {printed}");
        }
        printed
    };
    said(
        &["list"],
        0,
        &["1  ", "ada  other: released & <sold>  Batch 42"],
    );
    let json = said(&["list", "--json"], 0, &[]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let key = json[0]["key"].as_str().expect("a key").to_owned();
    said(&["export", "2"], 1, &[]);
    let page = said(&["export", "1"], 0, &["released &amp; &lt;sold&gt;"]);
    said(&["export", "1", "--output", "page.html"], 0, &["page.html"]);
    said(&["export", "1", "--output", "page.html"], 1, &[]);
    let file = fs::read_to_string(folder.join("page.html")).expect("read");
    assert_eq!(page, file);
    let content = ["verify", "page.html", "--content", "content"];
    said(
        &content,
        0,
        &["Ada (ada)", "what was signed", "as signature 1"],
    );
    said(&["verify", "page.html"], 0, &["not compared"]);
    let other = ["verify", "page.html", "--content", "page.html"];
    said(&other, 1, &["not what was signed"]);
    fs::write(
        folder.join("forged.html"),
        file.replace("Batch 42", "Batch 43"),
    )
    .expect("written");
    said(
        &["verify", "forged.html"],
        1,
        &["not the page of a signature"],
    );
    said(&["check"], 0, &[]);
    // On another computer only the key tells.
    fs::rename(folder.join("egui-authenticator"), folder.join("moved")).expect("moved");
    said(&["verify", "page.html"], 1, &["no signature 1", &key]);
    said(
        &["verify", "page.html", "--key", &key],
        0,
        &["no signature 1"],
    );
    let other = "0".repeat(64);
    said(
        &["verify", "page.html", "--key", &other],
        1,
        &["another key"],
    );
    let made = folder.join("egui-authenticator").exists();
    assert!(!made, "nothing is made where only a page is verified");
    fs::rename(folder.join("moved"), folder.join("egui-authenticator")).expect("moved");
    let database = rusqlite::Connection::open(database(folder)).expect("opened");
    let changed = database.execute("UPDATE signature SET username = 'eve'", []);
    assert_eq!(changed, Ok(1));
    said(&["verify", "page.html"], 1, &["has since been changed"]);
    said(&["check"], 1, &["Signature 1 is missing or was changed"]);
    let removed = database.execute("DELETE FROM signature", []);
    assert_eq!(removed, Ok(1));
    said(&["check"], 1, &["Signature 1 is missing"]);
}

#[test]
fn r112_the_list_on_the_command_line_names_what_was_changed_and_exits_with_1() {
    let folder = shop();
    let folder = folder.path();
    let database = rusqlite::Connection::open(database(folder)).expect("opened");
    let add =
        "INSERT INTO signature SELECT slot, 2, account, username, text, bytes, link FROM signature";
    assert_eq!(database.execute(add, []), Ok(1));
    let (code, printed) = run(folder, &["list"]);
    assert_eq!(code, 1, "{printed}");
    let lines: Vec<_> = printed.lines().collect();
    assert!(
        lines[0].contains("signature 2 has since been changed"),
        "{printed}"
    );
    assert!(lines[1].starts_with("1  "), "{printed}");
    let (code, json) = run(folder, &["list", "--json"]);
    assert_eq!(code, 1, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["number"], 2);
    assert_eq!(json[0]["damaged"], true);
    assert_eq!(json[1]["username"], "ada");
}
