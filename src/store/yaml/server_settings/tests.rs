//! Settings that their owner changes as text.

use super::*;

/// What a server has in these tests.
const NOW: &str = "\
activity:
  days: 90
app:
  title: Corner shop
signatures:
  allowed_for: [lead]
mail:
  server: mail.shop
  username: shop
  password: a mail password
  from: shop@example.org
approvals:
  refund.large:
    roles: [lead]
    require_reason: true
views:
  safe:
    title: Safe
    kind: markdown
    file: safe.md
    roles: [till]
    approval: refund.large
  tools:
    kind: launch
    roles: [till]
    items:
      - title: Count
        program: [/opt/count, '--key=a secret argument']
";

fn now() -> Settings {
    read_settings(NOW).expect("good").0
}

fn set(path: &str, value: &str) -> Result<Settings, SettingsError> {
    let changed = with_values(&now(), &[(path.to_owned(), Some(value.to_owned()))]);
    changed.map(|of| of.settings)
}

fn unset(path: &str) -> Result<Settings, SettingsError> {
    let changed = with_values(&now(), &[(path.to_owned(), None)]);
    changed.map(|of| of.settings)
}

/// Returns what is different in the text.
fn lines(after: &Settings) -> Vec<String> {
    let lines = changed_lines_of(&now(), after).expect("text");
    let line = |line: PreviewLine| format!("{}{}", if line.is_new { '+' } else { '-' }, line.text);
    lines.into_iter().map(line).collect()
}

#[test]
fn settings_are_printed_as_they_are_read_again() {
    let text = settings_text(&now()).expect("text");
    assert_eq!(
        read_settings(&text).expect("good").0.rows(),
        now().rows(),
        "{text}"
    );
    assert!(text.contains("file: \"safe.md\""), "{text}");
    assert_eq!(settings_text(&Settings::default()).as_deref(), Some(""));
}

#[test]
fn values_of_every_kind_are_set_and_nothing_else_changes() {
    for (path, value, expected) in [
        ("activity.days", "1095", ["-  days: 90", "+  days: 1095"]),
        (
            "signatures.allowed_for",
            "lead, *",
            [
                "-  allowed_for: [\"lead\"]",
                "+  allowed_for: [\"lead\", \"*\"]",
            ],
        ),
        (
            "approvals.refund.large.roles",
            "owner, \"a, b\"",
            [
                "-    roles: [\"lead\"]",
                "+    roles: [\"owner\", \"a, b\"]",
            ],
        ),
        (
            "approvals.refund.large.valid_seconds",
            "120",
            ["-    valid_seconds: 60", "+    valid_seconds: 120"],
        ),
        (
            "approvals.refund.large.allow_same_person",
            "true",
            [
                "-    allow_same_person: false",
                "+    allow_same_person: true",
            ],
        ),
        (
            "app.title",
            "7: # [",
            ["-  title: \"Corner shop\"", "+  title: \"7: # [\""],
        ),
    ] {
        let after = set(path, value).expect(path);
        assert_eq!(lines(&after), expected, "{path}");
    }
}

#[test]
fn a_section_and_an_approval_that_are_new_are_added() {
    let after = set("lockout.all_names", "40").expect("set");
    assert_eq!(after.delay.all_names, 40);
    let after = set("approvals.users.delete.roles", "lead").expect("set");
    assert!(after.approval("users.delete").is_some());
    assert_eq!(after.approvals.len(), 2);
}

#[test]
fn a_default_is_restored_and_an_approval_removed() {
    let after = unset("activity.days").expect("unset");
    assert_eq!(lines(&after), ["-activity:", "-  days: 90"]);
    assert_eq!(
        unset("lockout.all_names").map(|of| of.rows()),
        Ok(now().rows())
    );
    let changes = ["views.safe.approval", "approvals.refund.large"];
    let changes = changes.map(|path| (path.to_owned(), None));
    let after = with_values(&now(), &changes).expect("unset").settings;
    assert!(after.approvals.is_empty());
    assert_eq!(after.views.len(), 2);
}

#[test]
fn a_value_that_is_not_accepted_is_refused_with_its_reason() {
    for (path, value) in [
        ("activity.days", "0"),
        ("activity.days", "ten"),
        ("activity.days", ""),
        ("password.hash", "md5"),
        ("updates.key", "no key"),
        ("approvals.refund.large.valid_seconds", "4"),
        ("approvals.refund.large.pin", "yes"),
        ("app.accent", "blue"),
    ] {
        match set(path, value) {
            Err(SettingsError::Refused(refused, _)) => {
                assert_eq!(refused.as_deref(), Some(path), "{value}");
            }
            other => panic!("{path} {value}: {other:?}"),
        }
    }
}

#[test]
fn settings_that_do_not_fit_together_are_refused() {
    for change in [
        set("updates.manifest", "https://example.org/manifest.txt"),
        set("views.safe.approval", "refund.other"),
        unset("approvals.refund.large"),
    ] {
        let is_refused = matches!(change, Err(SettingsError::Refused(..)));
        assert!(is_refused, "{change:?}");
    }
}

#[test]
fn only_new_warnings_are_told() {
    let change = |path: &str, value: &str| {
        let changed = with_values(&now(), &[(path.to_owned(), Some(value.to_owned()))]);
        let warnings = changed.expect("set").warnings;
        warnings.into_iter().map(|of| of.field).collect::<Vec<_>>()
    };
    assert!(change("activity.days", "30").is_empty());
    let rule = "approvals.refund.large";
    assert_eq!(change(&format!("{rule}.roles"), ""), [rule]);
}

#[test]
fn what_is_no_setting_is_unknown() {
    for path in [
        "activity",
        "activity.weeks",
        "credentials.usernames",
        "store.postgres",
        "mail.password",
        "views.cellar.approval",
        "approvals.refund.large.title",
    ] {
        let unknown = SettingsError::Unknown(path.to_owned());
        assert_eq!(set(path, "1").err(), Some(unknown), "{path}");
    }
}

#[test]
fn a_file_replaces_its_sections_and_no_others() {
    let file = "# Ours.\nactivity: {records: 5000}\nlockout:\n  all_names: 40\n";
    let after = with_file(&now(), file).expect("good").settings;
    assert_eq!((after.activity.days, after.activity.records), (365, 5_000));
    let now = now();
    let others = |settings: &Settings| {
        let mut rows = settings.rows();
        rows.retain(|(path, _)| !path.starts_with("activity.") && !path.starts_with("lockout."));
        rows
    };
    assert_eq!(others(&after), others(&now));
    let emptied = with_file(&now, "app:\nsignatures: {}\n").expect("good");
    assert_eq!(emptied.settings.title, None);
    assert!(emptied.settings.signatures.roles.is_empty());
    assert_eq!(
        with_file(&now, "").expect("good").settings.rows(),
        now.rows()
    );
}

#[test]
fn the_password_of_the_same_mail_server_is_kept_and_goes_to_no_other() {
    let mail = "mail:\n  server: mail.shop\n  username: shop\n  from: shop@example.org\n";
    let after = with_file(&now(), mail).expect("good").settings;
    assert_eq!(after.rows(), now().rows());
    for (what, other) in [
        ("mail.shop", "mail.thief"),
        ("username: shop", "username: thief"),
        ("server:", "encryption: tls\n  server:"),
    ] {
        let after = with_file(&now(), &mail.replacen(what, other, 1));
        let server = after.expect("good").settings.mail.expect("a server");
        assert_eq!(server.password, None, "{other}");
    }
    let after = with_file(&now(), &format!("{mail}  password: a new one\n"));
    let server = after.expect("good").settings.mail.expect("a server");
    assert_eq!(server.password.as_deref(), Some("a new one"));
}

#[test]
fn r96_a_preview_shows_no_secret() {
    let mail = "mail:\n  server: mail.shop\n  username: shop\n  password: another one\n  from: shop@example.org\n";
    let after = with_file(&now(), mail).expect("good").settings;
    let shown = lines(&after).join("\n");
    assert!(shown.contains("password"), "{shown}");
    assert!(!shown.contains("another one"), "{shown}");
    assert!(!shown.contains("a mail password"), "{shown}");
}

#[test]
fn a_file_with_users_or_unknown_entries_is_refused() {
    for (text, expected) in [
        ("credentials:\n  usernames: {}\n", "credentials"),
        ("store:\n  postgres: x\n", "store"),
        ("activity:\n  weeks: 3\n", "activity.weeks"),
        ("pre-authorized:\n  emails: []\n", "pre-authorized"),
    ] {
        match with_file(&now(), text) {
            Err(SettingsError::Foreign(names)) => assert_eq!(names, [expected]),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn errors_of_a_file_have_their_positions_there() {
    let problems = |text: &str| match with_file(&now(), text) {
        Err(SettingsError::Bad(problems)) => problems,
        other => panic!("{text}: {other:?}"),
    };
    let found = problems("lock:\n  after_minutes: 5\npassword:\n  hash: md5\n");
    assert_eq!(
        (found[0].position.line, found[0].field.as_str()),
        (4, "password.hash")
    );
    assert_eq!(problems("lock: [\n")[0].position.line, 1);
    // What a page of the server needs.
    let found = problems("approvals: {}\n");
    let error = found.iter().find(|of| of.severity() == Severity::Error);
    assert!(error.is_some_and(|of| of.position.line > 1), "{found:?}");
    assert_eq!(
        with_file(&now(), "{activity: {days: 3}}\n").err(),
        Some(SettingsError::Layout)
    );
}
