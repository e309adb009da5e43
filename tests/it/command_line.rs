//! The real binary, without a window.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

fn output(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn hash_gives_a_hash_a_line_in_the_same_order() {
    let passwords = "first password\n zweites Paßwort \nthird\r\n";
    let mut command = tool();
    let command = command
        .args(["hash", "--cost", "10"])
        .write_stdin(passwords);
    let (code, out, error) = output(command);
    assert_eq!(code, 0, "{error}");
    let hashes: Vec<&str> = out.lines().collect();
    assert_eq!(hashes.len(), 3);
    for (hash, password) in hashes
        .iter()
        .zip(["first password", " zweites Paßwort ", "third"])
    {
        assert!(
            bcrypt::verify(password, hash).expect("a hash"),
            "{password}"
        );
    }
    assert!(!error.contains("password"));
}

#[test]
fn hash_refuses_an_empty_line_with_its_number() {
    let mut command = tool();
    let (code, out, error) = output(command.arg("hash").write_stdin("one\n\nthree\n"));
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(error.contains("Line 2"), "{error}");
}

#[test]
fn hash_refuses_a_cost_that_is_out_of_range() {
    let mut command = tool();
    let (code, _, _) = output(command.args(["hash", "--cost", "31"]).write_stdin("x\n"));
    assert_eq!(code, 2);
}

#[test]
fn check_of_the_example_succeeds_and_names_the_plain_passwords() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.yaml");
    let mut command = tool();
    let (code, out, _) = output(command.arg("check").arg(example));
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("warning: credentials.usernames.jsmith.password is in plain text"));
}

#[test]
fn check_lists_every_error_with_its_place_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("broken.yaml");
    let text = "credentials:\n  usernames:\n    ada: {password: '$2b$12$x'}\n    bob: {email: x@y.z}\nviews:\n  p: {kind: film, roles: [x]}\n";
    fs::write(&file, text).expect("written");
    let mut command = tool();
    let (code, out, _) = output(command.arg("--config").arg(&file).arg("check"));
    assert_eq!(code, 1);
    let at = |place: &str| format!("{}:{place}", file.display());
    for place in ["3:21: error:", "4:5: error:", "6:13: error:"] {
        assert!(out.contains(&at(place)), "{place} is not in\n{out}");
    }
    assert!(out.contains("Put") || out.contains("Restore"), "{out}");
    assert_eq!(fs::read_to_string(&file).expect("read"), text);
}

#[test]
fn check_of_a_file_that_is_not_there_says_so() {
    let mut command = tool();
    let (code, _, error) = output(command.args(["check", "/no/such/file.yaml"]));
    assert_eq!(code, 1);
    assert!(
        error.contains("/no/such/file.yaml: There is no configuration file"),
        "{error}"
    );
}

#[test]
fn help_and_version_are_there() {
    let mut help = tool();
    let (code, out, _) = output(help.arg("--help"));
    assert_eq!(code, 0);
    for word in ["hash", "check", "--config", "--demo"] {
        assert!(out.contains(word), "{word}");
    }
    let mut version = tool();
    let (code, out, _) = output(version.arg("--version"));
    assert_eq!(code, 0);
    assert!(out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_there_is_one_sentence_and_no_panic() {
    let mut command = tool();
    let (code, _, error) = output(command.arg("--demo"));
    assert_eq!(code, 1);
    assert!(error.contains("There is no display"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}
