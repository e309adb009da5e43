//! `store import` and `store export`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use egui_authenticator::ports::CredentialStore;
use egui_authenticator::service::ports::Snapshot;
use egui_authenticator::store::yaml::YamlStore;

use crate::commands::{Home, Shop, number, users};

fn shop_and_till() -> (Shop, Home) {
    let shop = Shop::open();
    let till = shop.joined(&format!("till{}", number()));
    (shop, till)
}

fn read(path: &Path) -> Snapshot {
    let read = YamlStore::new(path).read();
    Snapshot::clone(&read.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// Compares everything but comments and positions.
fn assert_same(before: &Snapshot, after: &Snapshot, what: &str) {
    assert_eq!(before.settings.rows(), after.settings.rows(), "{what}");
    assert_eq!(before.allowed_emails, after.allowed_emails, "{what}");
    assert_eq!(before.users.len(), after.users.len(), "{what}");
    for (a, b) in before.users.iter().zip(after.users.iter()) {
        assert_eq!(a.username.as_str(), b.username.as_str(), "{what}");
        assert!(a == b, "{what}: {}", a.username.as_str());
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn users_and_settings_move_to_the_server_and_back_without_loss() {
    let (shop, till) = shop_and_till();
    let file = till.write("old.yaml", &users());
    let imported = till.run(&["store", "import", &file, "--drop-unknown"]);
    let imported = imported.expect_good();
    assert!(imported.contains("2 users were imported"), "{imported}");
    assert!(imported.contains("store:\n  postgres: "), "{imported}");
    assert_eq!(
        fs::read_to_string(&file).expect("read"),
        users(),
        "unchanged"
    );
    let recorded = "SELECT kind, detail, who FROM auth_inner.event WHERE whom = ''";
    assert_eq!(shop.sql(recorded), "store|imported|");
    let output = till.path().join("exported.yaml");
    let to = output.to_str().expect("text");
    till.run(&["store", "export", "--output", to]).expect_good();
    assert_eq!(
        fs::metadata(&output).expect("there").permissions().mode() & 0o777,
        0o600
    );
    assert_same(&read(Path::new(&file)), &read(&output), "exported");
    let again = till
        .run(&["store", "export", "--output", to])
        .expect_error();
    assert!(again.contains("exists"), "{again}");
    let printed = till.run(&["store", "export"]).expect_good();
    assert_eq!(printed, fs::read_to_string(&output).expect("read"));
    // Another server takes it as it is.
    let (_other, second) = shop_and_till();
    second.run(&["store", "import", to]).expect_good();
    assert_eq!(second.run(&["store", "export"]).expect_good(), printed);
}

/// Every file that the reader accepts, of those that tests have.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn every_file_of_the_tests_that_can_be_moved_comes_back_as_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (shop, till) = shop_and_till();
    let mut moved = 0;
    for folder in [
        "tests/fixtures/good",
        "tests/fixtures",
        "assets/example",
        "tests/transcripts",
    ] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|of| of != "yaml") {
                continue;
            }
            shop.sql(
                "TRUNCATE auth_inner.head, auth_inner.past, auth_inner.account, auth_inner.listed, auth_inner.setting, auth_inner.email",
            );
            let file = path.to_str().expect("text");
            let printed = till.run(&["store", "import", file, "--drop-unknown"]);
            if !printed.is_good {
                let is_said = ["plain text", "mistakes", "errors"];
                assert!(
                    is_said.iter().any(|of| printed.error.contains(of)),
                    "{file}: {}",
                    printed.error
                );
                assert_eq!(
                    shop.sql("SELECT count(*) FROM auth_inner.account"),
                    "0",
                    "{file}"
                );
                continue;
            }
            let output = till.path().join(format!("exported{moved}.yaml"));
            let to = output.to_str().expect("text");
            till.run(&["store", "export", "--output", to]).expect_good();
            assert_moved(&read(&path), &read(&output), file);
            moved += 1;
        }
    }
    assert!(moved >= 3, "{moved}");
}

/// Compares like [`assert_same`], but a user without a usable password is one without a password.
fn assert_moved(before: &Snapshot, after: &Snapshot, what: &str) {
    let mut before = before.clone();
    let users = before.users.iter().cloned().map(|mut user| {
        user.mistake = None;
        user
    });
    before.users = std::sync::Arc::new(users.collect());
    assert_same(&before, after, what);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_the_server_does_not_keep_stops_an_import_and_is_named() {
    let (shop, till) = shop_and_till();
    let text = users().replace("    bob:\n", "    bob:\n      colour: red\n");
    let file = till.write("old.yaml", &(text + "extra: 1\n"));
    let error = till.run(&["store", "import", &file]).expect_error();
    for name in [
        "cookie.key",
        "cookie.name",
        "credentials.usernames.bob.colour",
        "extra",
    ] {
        assert!(error.contains(name), "{error}");
    }
    assert!(
        !error.contains("a key of another program"),
        "no value is shown"
    );
    assert_eq!(shop.sql("SELECT count(*) FROM auth_inner.account"), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn passwords_in_plain_text_mistakes_and_a_server_with_users_stop_an_import() {
    let (shop, till) = shop_and_till();
    let import = |name: &str, text: &str| {
        let file = till.write(name, text);
        till.run(&["store", "import", &file, "--drop-unknown"])
    };
    let good = users();
    let hash = good
        .lines()
        .find_map(|line| line.trim().strip_prefix("password: "));
    let hash = hash.expect("a hash").to_owned();
    let plain = import("plain.yaml", &good.replacen(&hash, "hunter2 and more", 1));
    let error = plain.expect_error();
    assert!(error.contains("plain text: ada"), "{error}");
    assert!(!error.contains("hunter2"), "{error}");
    let closed = good.replace("disabled: true", "totp: broken");
    let error = import("closed.yaml", &closed).expect_error();
    assert!(error.contains("errors: bob"), "{error}");
    let error = import("bad.yaml", "credentials: 7\n").expect_error();
    assert!(error.contains("has errors"), "{error}");
    assert_eq!(shop.sql("SELECT count(*) FROM auth_inner.account"), "0");
    import("good.yaml", &good).expect_good();
    let error = import("good.yaml", &good).expect_error();
    assert!(error.contains("has users already"), "{error}");
    assert_eq!(shop.sql("SELECT count(*) FROM auth_inner.account"), "2");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_file_is_replaced_by_one_that_names_the_server_and_kept_as_a_backup() {
    let (_shop, till) = shop_and_till();
    let address = fs::read_to_string(till.config()).expect("read");
    let address = address.split('"').nth(1).expect("an address").to_owned();
    let file = till.config();
    fs::write(&file, users()).expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
    let path = file.to_str().expect("text");
    let arguments = [
        "store",
        "import",
        path,
        &address,
        "--drop-unknown",
        "--write",
    ];
    till.run(&arguments).expect_good();
    let now = fs::read_to_string(&file).expect("read");
    assert!(
        now.ends_with(&format!("store:\n  postgres: \"{address}\"\n")),
        "{now}"
    );
    let backups = format!("{path}.backups");
    let backup = fs::read_dir(backups)
        .expect("a folder")
        .next()
        .expect("a backup")
        .expect("there");
    assert_eq!(fs::read_to_string(backup.path()).expect("read"), users());
    assert_eq!(
        backup.metadata().expect("there").permissions().mode() & 0o777,
        0o600
    );
    let listed = till.run(&["user", "list"]).expect_good();
    assert!(listed.contains("ada@example.org"), "{listed}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_a_lockout_and_r91_an_ended_credential_move_along() {
    let (shop, till) = shop_and_till();
    let file = till.write("old.yaml", &users());
    let old =
        egui_authenticator::wiring::Paths::new("egui-authenticator", &file, till.paths().state);
    let service = old.service_without_keyring();
    for _ in 0..5 {
        let guess = egui_authenticator::Secret::new("a guess".to_owned());
        assert!(service.sign_in().with_password("ada", &guess).is_err());
    }
    till.run(&["--config", &file, "user", "delete", "bob", "--yes"])
        .expect_good();
    till.run(&["store", "import", &file, "--drop-unknown"])
        .expect_good();
    let locked = "SELECT failures, locked_for > 0 FROM auth_inner.attempts";
    assert_eq!(shop.sql(locked), "5|t");
    assert_ne!(shop.sql("SELECT count(*) FROM auth_inner.ended"), "0");
    let service = till.paths().service_without_keyring();
    let right = egui_authenticator::Secret::new("a whale in the teapot".to_owned());
    let refused = service.sign_in().with_password("ada", &right);
    let is_locked = matches!(
        refused,
        Err(egui_authenticator::service::sign_in::SignInError::Locked(_))
    );
    assert!(is_locked);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_import_that_is_killed_in_its_transaction_leaves_nothing() {
    let (shop, till) = shop_and_till();
    let file = till.write("old.yaml", &users());
    shop.sql(
        "CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END';
        CREATE TRIGGER slow AFTER INSERT ON auth_inner.setting FOR EACH ROW EXECUTE FUNCTION public.slow();
        GRANT USAGE ON SCHEMA public TO PUBLIC",
    );
    let arguments = ["store", "import", &file, "--drop-unknown"];
    let mut child = till.command(&arguments).spawn().expect("started");
    let waiting =
        "FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
    shop.wait_for(&format!("SELECT count(*) {waiting}"), "1");
    child.kill().expect("killed");
    child.wait().expect("ended");
    shop.sql(&format!("SELECT pg_terminate_backend(pid, 5000) {waiting}"));
    shop.sql("SET client_min_messages = error; DROP FUNCTION public.slow CASCADE");
    for table in ["account", "head", "past", "setting", "email", "ended"] {
        let count = shop.sql(&format!("SELECT count(*) FROM auth_inner.{table}"));
        assert_eq!(count, "0", "{table}");
    }
    let imported = "SELECT count(*) FROM auth_inner.event WHERE detail = 'imported'";
    assert_eq!(shop.sql(imported), "0");
    till.run(&arguments).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn pages_have_the_same_paths_however_the_file_is_named() {
    let (_shop, till) = shop_and_till();
    till.write("page.md", "Hello");
    let text = users().replace("    text: Hello\n", "    file: page.md\n");
    till.write("old.yaml", &text);
    let mut command = till.command(&["store", "import", "old.yaml", "--drop-unknown"]);
    let output = command.current_dir(till.path()).output().expect("run");
    assert!(output.status.success());
    let exported = till.run(&["store", "export"]).expect_good();
    let page = till.path().join("page.md");
    assert!(
        exported.contains(page.to_str().expect("text")),
        "{exported}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_import_whose_file_could_not_be_replaced_is_finished_by_the_next_call() {
    let (shop, till) = shop_and_till();
    let config = fs::read_to_string(till.config()).expect("read");
    let address = config.split('"').nth(1).expect("an address").to_owned();
    let file = till.write("old.yaml", &users());
    // Where the folder of backups should be.
    let backups = format!("{file}.backups");
    fs::write(&backups, "").expect("written");
    let arguments = [
        "store",
        "import",
        &file,
        &address,
        "--drop-unknown",
        "--write",
    ];
    let error = till.run(&arguments).expect_error();
    assert!(error.contains("import is done"), "{error}");
    let to_write = format!("\nstore:\n  postgres: \"{address}\"");
    assert!(error.contains(&to_write), "{error}");
    assert_eq!(shop.sql("SELECT count(*) FROM auth_inner.account"), "2");
    fs::remove_file(backups).expect("removed");
    till.run(&arguments).expect_good();
    assert!(fs::read_to_string(&file).expect("read").contains("store:"));
    assert_eq!(shop.sql("SELECT count(*) FROM auth_inner.account"), "2");
}
