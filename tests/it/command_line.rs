//! The real binary without a window, where a transcript does not show enough.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

pub fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    // What happens in tests must not reach the real home folder.
    command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

pub fn output(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap_or(-1),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn hashes_match_the_passwords_in_the_same_order() {
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
fn commands_in_messages_name_the_file_that_the_program_was_started_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("our users.yaml");
    fs::write(&file, "credentials: {usernames: {}}\n").expect("written");
    let quote = if cfg!(windows) { '"' } else { '\'' };
    let file_shown = file.display();
    let shown = format!("“egui-authenticator --config {quote}{file_shown}{quote} user set");
    let plain = "“egui-authenticator user set";
    for (arguments, expected) in [
        (vec!["check".as_ref(), file.as_os_str()], shown.as_str()),
        (
            vec!["--config".as_ref(), file.as_os_str(), "check".as_ref()],
            &shown,
        ),
    ] {
        let (_, out, error) = output(tool().args(&arguments));
        assert!(out.contains(expected), "{out}{error}");
        assert!(!out.contains(plain), "{out}");
    }
}

#[test]
fn r90_check_of_the_example_succeeds_and_asks_for_other_passwords() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.example.yaml");
    let mut command = tool();
    let (code, out, _) = output(command.arg("check").arg(example));
    assert_eq!(code, 0, "{out}");
    assert!(out.contains(
        "warning: credentials.usernames.jsmith.password is a password from a published example"
    ));
}

const USERS: &str = "credentials:
  usernames:
    ada:
      email: ada@example.org
      first_name: Ada
      last_name: Lovelace
      password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW
      roles: [admin] # the boss
views:
  till: {title: Till, users: [bob], kind: markdown, text: hi}
";

/// A configuration file of its own, and the command line over it.
struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn open(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("config.yaml"), text).expect("written");
        Self { folder }
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.path().join("config.yaml")).expect("read")
    }

    fn run(&self, input: &str, arguments: &[&str]) -> (i32, String, String) {
        let mut command = tool();
        let config = self.folder.path().join("config.yaml");
        let command = command.arg("--config").arg(config).args(arguments);
        output(command.write_stdin(input))
    }

    fn does(&self, input: &str, arguments: &[&str]) -> String {
        let (code, out, error) = self.run(input, arguments);
        assert_eq!(code, 0, "{arguments:?}: {error}");
        out
    }

    fn adds_bob(&self) {
        let name = ["--first-name", "Bob", "--last-name", "Builder"];
        let who = ["user", "add", "bob", "--email", "bob@example.org"];
        let rest = ["--role", "till", "--password-stdin"];
        self.does(&format!("{BOBS}\n"), &[&who[..], &name, &rest].concat());
    }
}

const BOBS: &str = "a password for the till";

#[test]
fn a_password_from_standard_input_is_hashed_exactly_as_it_is() {
    let shop = Shop::open(USERS);
    shop.adds_bob();
    let text = shop.text();
    let hash = text.rsplit("password: ").next().expect("a hash");
    let hash = hash.lines().next().expect("a line").trim_matches('"');
    assert!(bcrypt::verify(BOBS, hash).expect("a hash"));
    shop.does(
        " with spaces around it ",
        &["user", "passwd", "bob", "--password-stdin"],
    );
    let (_, _, said) = shop.run("short", &["user", "passwd", "bob", "--password-stdin"]);
    assert!(said.contains("at least 15 characters"), "{said}");
    assert!(!shop.text().contains(hash));
}

#[test]
fn check_prints_the_same_problems_as_text_and_as_json_without_secrets() {
    let shop = Shop::open("credentials:\n  usernames:\n    ada: {email: x, password: 123456}\n");
    let (code, out, _) = shop.run("", &["check"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("    3 | ada: {email: x, password: •••}"),
        "{out}"
    );
    assert!(out.contains("      |              ^"), "{out}");
    assert!(!out.contains("123456"), "{out}");
    let (code, json, _) = shop.run("", &["check", "--json"]);
    assert_eq!(code, 0, "{json}");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["usable"], true);
    let problems = json["problems"].as_array().expect("problems");
    for problem in problems {
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        let place = format!(":{}:{}:", problem["line"], problem["column"]);
        assert!(out.contains(&place), "{place}");
        assert!(out.contains(&text("message")), "{problem}");
        assert!(out.contains(&text("help")), "{problem}");
    }
    let sources: Vec<_> = problems
        .iter()
        .filter_map(|p| p["source"].as_str())
        .collect();
    assert!(
        sources.contains(&"ada: {email: x, password: •••}"),
        "{sources:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn r70_a_command_that_cannot_be_recorded_runs_with_a_warning() {
    let shop = Shop::open(USERS);
    let no_folder = shop.folder.path().join("a file");
    fs::write(&no_folder, "").expect("written");
    let mut command = tool();
    let config = shop.folder.path().join("config.yaml");
    let command = command.env("XDG_DATA_HOME", &no_folder).arg("--config");
    let rename = ["user", "set", "ada", "--last-name", "King"];
    let (code, _, error) = output(command.arg(config).args(rename));
    assert_eq!(code, 0, "{error}");
    assert!(shop.text().contains("King"));
    assert!(
        error.starts_with("Activity is not being recorded"),
        "{error}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_there_is_one_message_and_no_panic() {
    let mut command = tool();
    let (code, _, error) = output(command.arg("--demo"));
    assert_eq!(code, 1);
    assert!(error.contains("There is no display"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

fn json_of(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn every_command_prints_valid_json() {
    let shop = Shop::open(USERS);
    shop.adds_bob();
    let done = json_of(&shop.does("", &["user", "disable", "bob", "--json"]));
    assert_eq!(done["name"], "bob");
    assert_eq!(done["message"], "bob can no longer sign in");
    let (code, out, error) = shop.run("", &["--json", "user", "show", "eve"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let error = json_of(&error);
    assert_eq!(error["error"], "No user has that username or e-mail");
    assert!(error["help"].as_str().is_some_and(|help| !help.is_empty()));
    for arguments in [
        &["user", "list"][..],
        &["user", "show", "bob"],
        &["user", "enable", "bob"],
        &["user", "unlock", "bob"],
        &["user", "require-change", "bob"],
        &["user", "sign-out", "bob"],
        &["user", "reset", "bob"],
        &["session", "list"],
        &["session", "end", "bob"],
        &["session", "end", "--all"],
        &["invite", "list"],
        &["invite", "add", "new@example.org"],
        &["invite", "remove", "new@example.org"],
        &["activity", "list"],
        &["activity", "verify"],
        &["activity", "prune"],
        &["backups", "list"],
        &["check"],
    ] {
        let arguments = [arguments, &["--json"]].concat();
        json_of(&shop.does("", &arguments));
    }
}

#[test]
fn an_exported_table_can_be_imported_again() {
    let shop = Shop::open(USERS);
    let good = "username,email,first_name,roles\nbob,bob@example.org,Bob,till;office\nada,,Augusta,admin\n";
    let preview = shop.does(good, &["user", "import", "-", "--preview"]);
    assert_eq!(
        preview,
        "Line 2: bob: Will be added · Roles: till, office · E-mail: bob@example.org · First name: Bob\n\
         Line 3: ada: Will be updated · First name: Augusta (before: Ada)\n"
    );
    assert_eq!(shop.text(), USERS, "looking changes nothing");
    let bad = good.replace("bob@example.org", "ada@example.org");
    let (code, out, error) = shop.run(&bad, &["user", "import", "-"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("Line 2: bob: ada has that username or e-mail"),
        "{out}"
    );
    assert!(error.contains("1 row has an error"), "{error}");
    assert_eq!(shop.text(), USERS);
    let done = json_of(&shop.does(good, &["user", "import", "-", "--json"]));
    assert_eq!((&done["added"], &done["changed"]), (&1.into(), &1.into()));
    assert_eq!(done["codes"][0]["username"], "bob");
    let export = shop.does("", &["user", "export"]);
    assert!(
        export.contains("\"bob\",\"bob@example.org\",\"Bob\",\"\",\"till;office\",\"no\""),
        "{export}"
    );
    assert!(!export.contains("$2b$"), "{export}");
    let again = shop.does(&export, &["user", "import", "-", "--preview"]);
    assert_eq!(again.matches("Unchanged").count(), 2, "{again}");
}

#[test]
fn completions_and_manual_pages_are_generated() {
    let shop = Shop::open(USERS);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = shop.does("", &["completions", shell]);
        assert!(text.contains("require-change"), "{shell}");
    }
    let page = shop.does("", &["man"]);
    assert!(
        page.contains(".TH egui\\-authenticator") || page.contains(".TH"),
        "{page}"
    );
    let folder = shop.folder.path().join("man");
    let name = folder.display().to_string();
    shop.does("", &["man", "--folder", &name]);
    assert!(folder.join("egui-authenticator-user-import.1").exists());
}

#[test]
fn an_import_with_too_many_rows_is_refused() {
    let shop = Shop::open(USERS);
    let large = "username,email\n".to_owned() + &"x,y\n".repeat(100_001);
    let (code, _, error) = shop.run(&large, &["user", "import", "-", "--json"]);
    assert_eq!(code, 1);
    let error = json_of(&error)["error"].to_string();
    assert!(error.contains("more than"), "{error}");
}

#[test]
#[cfg(target_os = "linux")]
fn autostart_opens_the_window_with_the_given_file_and_leaves_nothing_when_it_is_off() {
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join("till 1.yaml");
    let autostart = |arguments: &[&str]| {
        let mut command = tool();
        command.env("XDG_CONFIG_HOME", home.path()).arg("autostart");
        let (code, out, error) = output(command.args(arguments));
        assert_eq!(code, 0, "{error}");
        out
    };
    let entry = home
        .path()
        .join("autostart/io.github.egui_authenticator.egui_authenticator.desktop");
    autostart(&["on", "--config", &config.display().to_string()]);
    let written = fs::read_to_string(&entry).expect("an entry");
    let program = env!("CARGO_BIN_EXE_egui-authenticator");
    let command = format!("Exec=\"{program}\" \"--config\" \"{}\"\n", config.display());
    assert!(written.contains(&command), "{written}");
    assert!(autostart(&["status", "--json"]).contains("\"autostart\": true"));
    autostart(&["on", "--kiosk", "--allow=-till 1"]);
    let written = fs::read_to_string(&entry).expect("an entry");
    let command = format!("Exec=\"{program}\" \"--kiosk\" \"--allow=-till 1\"\n");
    assert!(written.contains(&command), "{written}");
    autostart(&["off"]);
    assert!(!entry.exists());
    autostart(&["off"]);
    assert!(autostart(&["status", "--json"]).contains("\"autostart\": false"));
}

#[test]
fn r114_a_kiosk_opens_only_on_a_file_and_says_if_no_administrator_can_leave_it() {
    let shop = tempfile::tempdir().expect("a folder");
    let config = shop.path().join("config.yaml");
    let opens = || {
        let mut command = tool();
        command.env("XDG_DATA_HOME", shop.path());
        command.arg("--kiosk").arg("--config").arg(&config);
        let (code, _, error) = output(&mut command);
        assert_eq!(code, 1, "there is no display: {error}");
        error
    };
    let path = config.display().to_string();
    let error = opens();
    assert!(
        error.contains("no configuration file") && error.contains(&path),
        "{error}"
    );
    fs::write(
        &config,
        "credentials: {usernames: {bob: {password: staple the till shut}}}\n",
    )
    .expect("written");
    let error = opens();
    assert!(
        error.contains("cannot be left") && error.contains("no display"),
        "{error}"
    );
    fs::remove_file(&config).expect("removed");
    let error = opens();
    assert!(error.contains("no display"), "it was there before: {error}");
}
