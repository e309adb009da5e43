//! Signatures on the command line (R112).

use std::fs;
use std::path::{Path, PathBuf};

use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::wiring::Paths;
use sha2::{Digest as _, Sha256};

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

/// Returns what is between two texts.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

fn unhex<const N: usize>(digits: &str) -> [u8; N] {
    std::array::from_fn(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).expect("digits"))
}

/// Years later, on a computer with neither the configuration nor the state database.
#[test]
fn r112_a_sheet_alone_is_verified_with_the_key_of_the_signer_and_leaves_no_files() {
    let folder = shop();
    let (code, page) = run(folder.path(), &["export", "1"]);
    assert_eq!(code, 0);
    let key = between(&page, "Public key of the signer</th><td><bdi>", "<");
    let archive = tempfile::tempdir().expect("a folder");
    fs::write(archive.path().join("page.html"), &page).expect("written");
    fs::write(archive.path().join("content"), b"998 of 1000").expect("written");
    let verify = |arguments: &[&str]| {
        let mut command = tool();
        let command = command.env("XDG_DATA_HOME", archive.path().join("data"));
        let command = command.env("XDG_CONFIG_HOME", archive.path().join("config"));
        let command = command.env("HOME", archive.path()).current_dir(&archive);
        let command = command.args(["signature", "verify", "page.html"]);
        let (code, out, error) = output(command.args(arguments));
        (code, out + &error)
    };
    let (code, printed) = verify(&["--content", "content", "--key", key]);
    assert_eq!(code, 0, "{printed}");
    assert!(
        printed.contains("Ada (ada)") && printed.contains("Batch 42"),
        "{printed}"
    );
    let (code, printed) = verify(&["--content", "content"]);
    assert_eq!(code, 1, "anyone can make a page with a key of their own");
    assert!(printed.contains(key), "{printed}");
    let (code, printed) = verify(&["--content", "page.html", "--key", key]);
    assert_eq!(code, 1, "{printed}");
    let files = fs::read_dir(archive.path()).expect("read").count();
    assert_eq!(files, 2, "nothing is made");
}

/// This program no longer exists: another one does what the sheet says.
#[test]
fn r112_a_sheet_says_how_any_program_verifies_it() {
    let folder = shop();
    let (_, page) = run(folder.path(), &["export", "1"]);
    let label = between(&page, "the signature of the text “", "”");
    let signed = between(&page, "<pre>", "</pre>");
    let signed = ["&lt; <", "&gt; >", "&quot; \"", "&amp; &"]
        .iter()
        .filter_map(|entity| entity.split_once(' '))
        .fold(signed.to_owned(), |text, (entity, plain)| {
            text.replace(entity, plain)
        });
    for stated in [
        "name: Ada",
        "username: ada",
        "time: 20",
        "text: Batch 42",
        "meaning: other: released & <sold>",
    ] {
        assert!(signed.contains(stated), "{stated}: {signed}");
    }
    let message = [label.as_bytes(), &[0], signed.as_bytes()].concat();
    let key = unhex(between(
        &page,
        "Public key of the signer</th><td><bdi>",
        "<",
    ));
    let key = ed25519_dalek::VerifyingKey::from_bytes(&key).expect("a key");
    let signature =
        ed25519_dalek::Signature::from_bytes(&unhex(between(&page, "<code>", "</code>")));
    assert!(key.verify_strict(&message, &signature).is_ok(), "{page}");
    let digest: [u8; 32] = Sha256::digest(b"998 of 1000").into();
    assert_eq!(unhex(between(&signed, "content: sha256:", "\n")), digest);
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
