//! The real binary, without a window.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

fn tool() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    // What happens in tests must not reach the real home folder.
    command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
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

const PEOPLE: &str = "credentials:
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

/// A credential file of its own, and the command line over it.
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

    fn refuses(&self, input: &str, arguments: &[&str]) -> String {
        let before = self.text();
        let (code, _, error) = self.run(input, arguments);
        assert_eq!(code, 1, "{arguments:?}");
        assert_eq!(self.text(), before, "{arguments:?} changed the file");
        error
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
fn a_person_is_added_shown_changed_renamed_and_deleted_and_the_rest_of_the_file_stays() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    let listed = shop.does("", &["user", "list"]);
    assert!(
        listed.contains("bob       Bob Builder   bob@example.org  till"),
        "{listed}"
    );
    shop.does(
        "",
        &[
            "user",
            "set",
            "bob",
            "--email",
            "b@example.org",
            "--role",
            "office",
        ],
    );
    shop.does("", &["user", "rename", "b@example.org", "robert"]);
    let json = shop.does("", &["user", "show", "robert", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["email"], "b@example.org");
    assert_eq!(json["roles"], serde_json::json!(["office"]));
    assert!(shop.text().contains("users: [robert]"), "{}", shop.text());
    shop.does("", &["user", "delete", "robert", "--yes"]);
    let expected = PEOPLE.replace("users: [bob]", "users: []");
    assert_eq!(shop.text(), expected);
}

#[test]
fn a_password_from_standard_input_is_hashed_exactly_as_it_is() {
    let shop = Shop::open(PEOPLE);
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
fn r7_r8_a_password_that_is_easy_to_guess_is_refused_with_the_reason() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    for (password, reason) in [
        ("passwordpassword", "easy to guess"),
        ("builderbuilder1", "too similar to your name"),
        ("egui-authenticator", "too similar to your name"),
    ] {
        let said = shop.refuses(password, &["user", "passwd", "bob", "--password-stdin"]);
        assert!(said.contains(reason), "{password}: {said}");
    }
}

#[test]
fn r51_the_last_administrator_is_neither_removed_nor_demoted() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    for arguments in [
        &["user", "delete", "ada", "--yes"][..],
        &["user", "set", "ada", "--role", "till"],
        &["user", "set", "ada", "--no-roles"],
    ] {
        let said = shop.refuses("", arguments);
        assert!(said.contains("last administrator"), "{said}");
    }
    shop.does("", &["user", "set", "bob", "--role", "admin"]);
    shop.does("", &["user", "delete", "ada", "--yes"]);
}

#[test]
fn what_cannot_be_done_to_people_is_said_and_nothing_is_written() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    for (arguments, words) in [
        (&["user", "show", "eve"][..], "No user has that"),
        (
            &["user", "set", "eve", "--email", "x@y.z"],
            "No user has that",
        ),
        (&["user", "set", "bob"], "nothing to change"),
        (
            &["user", "set", "bob", "--email", "ADA@example.org"],
            "ada already uses that e-mail",
        ),
        (
            &["user", "set", "bob", "--email", "nonsense"],
            "name@example.org",
        ),
        (&["user", "rename", "bob", "ADA"], "That username is taken"),
        (&["user", "rename", "bob", "a b"], "Use only letters"),
        (
            &["user", "set", "bob", "--role", " "],
            "A role needs a name",
        ),
    ] {
        let said = shop.refuses("", arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let (code, _, _) = shop.run("", &["user", "delete", "bob"]);
    assert_eq!(code, 2, "without --yes nothing is deleted");
}

#[test]
fn r64_five_generations_are_kept_and_one_can_be_put_back() {
    let shop = Shop::open(PEOPLE);
    let none = shop.does("", &["backups"]);
    assert!(none.contains("There are no backups yet"), "{none}");
    for n in 0..7 {
        let name = format!("Ada {n}");
        shop.does("", &["user", "set", "ada", "--first-name", &name]);
    }
    let listed = shop.does("", &["backups", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let numbers: Vec<_> = listed.as_array().expect("a list").iter().collect();
    let numbers: Vec<_> = numbers
        .iter()
        .filter_map(|b| b["number"].as_u64())
        .collect();
    assert_eq!(numbers, [3, 4, 5, 6, 7]);
    let broken = format!("{}\n  oops: [", shop.text());
    fs::write(shop.folder.path().join("config.yaml"), &broken).expect("written");
    shop.does("", &["backups", "restore", "4"]);
    assert!(
        shop.text().contains("first_name: \"Ada 2\""),
        "{}",
        shop.text()
    );
    let listed = shop.does("", &["backups"]);
    assert!(
        listed.contains("cannot be used"),
        "the broken one is kept too: {listed}"
    );
    let said = shop.refuses("", &["backups", "restore", "99"]);
    assert!(said.contains("There is no backup 99"), "{said}");
}

#[test]
fn r54_a_generation_with_a_password_in_plain_text_is_not_kept() {
    let plain = PEOPLE.replace(
        "password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
        "password: in plain text",
    );
    let shop = Shop::open(&plain);
    shop.does("", &["user", "set", "ada", "--first-name", "Augusta"]);
    assert!(shop.does("", &["backups"]).contains("There are no backups"));
}

#[test]
fn check_says_the_same_to_people_and_to_programs_and_shows_the_line_without_its_secret() {
    let shop = Shop::open("credentials:\n  usernames:\n    ada: {email: x, password: 123456}\n");
    let (code, out, _) = shop.run("", &["check"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("    3 | ada: {email: x, password: •••}"),
        "{out}"
    );
    assert!(out.contains("      |              ^"), "{out}");
    assert!(!out.contains("123456"), "{out}");
    let (code, json, _) = shop.run("", &["check", "--json"]);
    assert_eq!(code, 1);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["usable"], false);
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

#[test]
fn an_administrators_code_is_printed_once_and_the_file_holds_only_its_digest() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    let code = shop.does("", &["user", "reset", "bob"]);
    let code = code.trim();
    assert_eq!(code.len(), 34, "{code}");
    assert!(shop.text().contains("reset_code:"));
    assert!(!shop.text().contains(code));
    let error = shop.refuses("", &["user", "reset", "unknown"]);
    assert!(error.starts_with("No user has that username"), "{error}");
}

#[test]
fn somebody_is_disabled_and_enabled_required_to_change_and_signed_out() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    shop.does("", &["user", "disable", "bob"]);
    assert!(shop.text().contains("disabled: true"));
    shop.does("", &["user", "enable", "bob"]);
    assert!(shop.text().contains("disabled: false"));
    shop.does("", &["user", "require-change", "bob"]);
    assert!(shop.text().contains("must_change_password: true"));
    shop.does("", &["user", "sign-out", "bob"]);
    assert!(shop.text().contains("session_epoch: 1"));
    let error = shop.refuses("", &["user", "two-step-off", "bob"]);
    assert!(error.starts_with("There is nothing to change"), "{error}");
    let error = shop.refuses("", &["user", "disable", "ada"]);
    assert!(error.contains("last administrator"), "{error}");
}

#[test]
fn r66_what_the_command_line_did_is_listed_exported_verified_and_pruned() {
    let shop = Shop::open(PEOPLE);
    shop.adds_bob();
    shop.does("", &["user", "reset", "bob"]);
    let list = shop.does("", &["activity", "list"]);
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 2, "{list}");
    assert!(lines[0].ends_with("people  bob  reset_started"), "{list}");
    assert!(lines[1].ends_with("people  bob  added"), "{list}");
    let none = shop.does("", &["activity", "list", "--user", "unknown"]);
    assert_eq!(none, "Nothing is recorded\n");
    let json = shop.does("", &["activity", "list", "--kind", "people", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["detail"], "reset_started");
    let csv = shop.does("", &["activity", "export", "--days", "1"]);
    assert!(
        csv.starts_with("\"number\",\"time\",\"kind\",\"who\",\"whom\",\"done\",\"detail\"\r\n"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 3);
    let whole = shop.does("", &["activity", "verify"]);
    assert!(whole.contains("are unchanged"), "{whole}");
    let pruned = shop.does("", &["activity", "prune"]);
    assert_eq!(pruned, "0 records were deleted\n");
    let (code, _, error) = shop.run("", &["activity", "list", "--kind", "nonsense"]);
    assert_eq!(code, 2);
    assert!(error.contains("sign_in, sign_out"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn r70_what_cannot_be_recorded_is_done_all_the_same_and_said() {
    let shop = Shop::open(PEOPLE);
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
fn mail_without_a_server_says_what_to_add() {
    let shop = Shop::open(PEOPLE);
    let error = shop.refuses("", &["mail", "test", "ada@example.org"]);
    assert!(error.starts_with("No mail server is configured"), "{error}");
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

fn json_of(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn what_is_done_and_what_is_refused_is_said_in_json_as_well() {
    let shop = Shop::open(PEOPLE);
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
fn addresses_are_invited_listed_and_taken_off() {
    let shop = Shop::open(PEOPLE);
    assert!(
        shop.does("", &["invite", "list"])
            .contains("No e-mail addresses")
    );
    let said = shop.does("", &["invite", "add", "a@example.org", "b@example.org"]);
    assert_eq!(said, "2 addresses can register now\n");
    assert_eq!(
        shop.does("", &["invite", "list"]),
        "a@example.org\nb@example.org\n"
    );
    shop.does("", &["invite", "remove", "A@example.org"]);
    assert_eq!(shop.does("", &["invite", "list"]), "b@example.org\n");
    let said = shop.refuses("", &["invite", "remove", "a@example.org"]);
    assert!(said.contains("No user has that"), "{said}");
    let said = shop.refuses("", &["invite", "add", "ada@example.org"]);
    assert!(said.contains("ada already uses that e-mail"), "{said}");
}

#[test]
fn people_are_imported_all_or_none_previewed_and_exported() {
    let shop = Shop::open(PEOPLE);
    let good = "username,email,first_name,roles\nbob,bob@example.org,Bob,till;office\nada,,Augusta,admin\n";
    let preview = shop.does(good, &["user", "import", "-", "--preview"]);
    assert_eq!(
        preview,
        "Line 2: bob: Will be added\nLine 3: ada: Will be updated\n"
    );
    assert_eq!(shop.text(), PEOPLE, "looking changes nothing");
    let bad = good.replace("bob@example.org", "ada@example.org");
    let (code, out, error) = shop.run(&bad, &["user", "import", "-"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("Line 2: bob: ada has that username or e-mail"),
        "{out}"
    );
    assert!(error.contains("1 row has an error"), "{error}");
    assert_eq!(shop.text(), PEOPLE);
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
fn r51_an_import_does_not_take_the_last_administrator_away() {
    let shop = Shop::open(PEOPLE);
    let said = shop.refuses("username,roles\nada,till\n", &["user", "import", "-"]);
    assert!(said.contains("last administrator"), "{said}");
}

#[test]
fn somebody_can_be_added_with_a_code_instead_of_a_password() {
    let shop = Shop::open(PEOPLE);
    let who = ["user", "add", "zoe", "--email", "zoe@example.org"];
    let rest = ["--first-name", "Zoe", "--last-name", "", "--one-time-code"];
    let code = shop.does("", &[&who[..], &rest].concat());
    assert_eq!(
        code.trim()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .count(),
        28,
        "{code}"
    );
    let activity = shop.does("", &["activity", "list"]);
    assert!(!activity.contains(code.trim()), "{activity}");
}

#[test]
fn shells_and_readers_get_their_pages() {
    let shop = Shop::open(PEOPLE);
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
fn what_cannot_be_done_about_sessions_invitations_and_people_who_wait_is_said() {
    let waiting = PEOPLE.replace(
        "views:",
        "    nina: {email: nina@example.org, first_name: Nina, pending: true, password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW}\nviews:",
    );
    let shop = Shop::open(&waiting);
    let listed = shop.does("", &["user", "list"]);
    assert!(listed.contains("Waiting for approval"), "{listed}");
    shop.does("", &["user", "approve", "nina"]);
    for (arguments, words) in [
        (&["user", "approve", "nina"][..], "nothing to change"),
        (&["user", "approve", "eve"], "No user has that"),
        (&["session", "end", "eve"], "No user has that"),
        (&["invite", "add", "nonsense"], "name@example.org"),
        (&["user", "import", "/no/such/file.csv"], "cannot be used"),
        (&["user", "import", "-"], "contains no users"),
    ] {
        let said = shop.refuses("", arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    for arguments in [
        &["session", "end"][..],
        &["session", "end", "ada", "--all"],
        &["invite", "add"],
        &["completions", "cobol"],
        &[
            "user",
            "add",
            "x",
            "--email",
            "x@y.z",
            "--password",
            "secret",
        ],
    ] {
        assert_eq!(shop.run("", arguments).0, 2, "{arguments:?}");
    }
    assert_eq!(
        shop.does("", &["session", "list"]),
        "No users are signed in on this computer\n"
    );
    let large = "username,email\n".to_owned() + &"x,y\n".repeat(100_001);
    let (code, _, error) = shop.run(&large, &["user", "import", "-", "--json"]);
    assert_eq!(code, 1);
    assert!(
        json_of(&error)["error"]
            .as_str()
            .is_some_and(|said| said.contains("more than"))
    );
}
