//! Newer versions of the program (R115) on the command line: what `check` says, and which settings it refuses.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use crate::command_line::{output, tool};
use crate::harness::update_site::{Publisher, Site, lines};

/// A configuration file in a folder of its own, for the command line, whose state is there as well.
pub struct Shop(tempfile::TempDir);

impl Shop {
    pub fn open(site: &Site, key: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let address = site.address();
        Self::write(
            folder,
            &format!("updates: {{manifest: \"{address}\", key: {key}}}\n"),
        )
    }

    fn write(folder: tempfile::TempDir, text: &str) -> Self {
        let shop = Self(folder);
        let users = "credentials: {usernames: {ada: {email: ada@example.org, name: Ada, roles: [admin], \
                     password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW}}}\n";
        let config = shop.0.path().join("config.yaml");
        fs::write(&config, format!("{users}{text}")).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&config, fs::Permissions::from_mode(0o600)).expect("changed");
        }
        shop
    }

    pub fn check(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = tool();
        let command = command.env("XDG_DATA_HOME", self.0.path());
        let command = command.arg("check").args(arguments);
        let (code, out, error) = output(command.arg(self.0.path().join("config.yaml")));
        (code, format!("{out}{error}"))
    }
}

/// A day that has not come when this test is run.
fn manifest(publisher: &Publisher, number: u64, version: &str) -> String {
    publisher.sign(&lines(number, version).replace("2027-12-31", "9000-12-31"))
}

#[test]
fn r115_check_says_what_is_known_and_every_process_knows_it() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let shop = Shop::open(&site, &publisher.key());
    site.publishes(manifest(&publisher, 7, "9.0.0"));
    let (code, out) = shop.check(&[]);
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("\nVersion 9.0.0 of egui-authenticator is available. This is"),
        "{out}"
    );
    let (code, out) = shop.check(&["--json"]);
    assert_eq!(code, 0, "{out}");
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["update"]["outcome"], "newer");
    assert_eq!(json["update"]["version"], "9.0.0");
    assert_eq!(json["update"]["failure"], serde_json::Value::Null);
    assert_eq!(site.requests().len(), 1);
}

#[test]
fn check_prints_its_result_before_the_server_answers() {
    let (site, publisher) = (Site::start(), Publisher::new(1));
    let shop = Shop::open(&site, &publisher.key());
    let (release, released) = mpsc::channel();
    let released = Mutex::new(released);
    site.does(move |_| {
        let released = released.lock().expect("not poisoned");
        let waited = released.recv_timeout(Duration::from_secs(30));
        waited.expect("released");
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    command.env("XDG_DATA_HOME", shop.0.path());
    command.arg("check").arg(shop.0.path().join("config.yaml"));
    let mut check = command.stdout(Stdio::piped()).spawn().expect("run");
    let mut printed = BufReader::new(check.stdout.take().expect("piped"));
    let (mut result, mut news) = (String::new(), String::new());
    printed.read_line(&mut result).expect("read");
    assert!(result.contains("config.yaml"), "{result}");
    assert_eq!(check.try_wait().expect("a state"), None, "it waits");
    release.send(()).expect("the server waits as well");
    printed.read_line(&mut news).expect("read");
    assert!(news.contains("the server did not answer"), "{news}");
    assert!(check.wait().expect("ended").success());
}

#[test]
fn r115_a_proxy_that_the_environment_names_is_not_used() {
    let (site, proxy, publisher) = (Site::start(), Site::start(), Publisher::new(1));
    let shop = Shop::open(&site, &publisher.key());
    site.publishes(manifest(&publisher, 7, "9.0.0"));
    let mut command = tool();
    let command = command.env("XDG_DATA_HOME", shop.0.path());
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ] {
        command.env(name, proxy.address());
    }
    let config = shop.0.path().join("config.yaml");
    let (_, out, _) = output(command.arg("check").arg(config));
    assert!(out.contains("is available"), "{out}");
    assert_eq!(proxy.requests().len(), 0);
}

#[test]
fn r115_half_of_the_settings_and_addresses_that_are_not_encrypted_are_errors_with_a_position() {
    let site = Site::start();
    let key = Publisher::new(1).key();
    let address = site.address();
    for (text, position, part) in [
        (
            format!("updates:\n  manifest: {address}\n"),
            "3:3",
            "“key” is missing in updates",
        ),
        (
            format!("updates:\n  key: {key}\n"),
            "3:3",
            "“manifest” is missing in updates",
        ),
        (
            format!("updates:\n  key: {key}\n  manifest: http://example.org/m\n"),
            "4:13",
            "updates.manifest",
        ),
        (
            format!("updates:\n  manifest: {address}\n  key: {}\n", &key[..40]),
            "4:8",
            "updates.key",
        ),
    ] {
        let shop = Shop::write(tempfile::tempdir().expect("a folder"), &text);
        let (code, out) = shop.check(&[]);
        assert_eq!(code, 1, "{out}");
        assert!(
            out.contains(&format!(":{position}: error: ")),
            "{position}: {out}"
        );
        assert!(out.contains(part), "{part}: {out}");
        assert_eq!(out.matches(" error: ").count(), 1, "{out}");
    }
    assert_eq!(site.requests().len(), 0);
}

#[test]
#[ignore = "needs Python with trustme; .ci/run provides it"]
fn r115_an_encrypted_server_is_asked_only_if_its_certificate_is_trusted() {
    let publisher = Publisher::new(1);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("manifest.txt"),
        manifest(&publisher, 7, "9.0.0"),
    )
    .expect("written");
    let python = std::env::var("PEER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/https.py");
    let mut command = Command::new(python);
    let command = command
        .arg(script)
        .arg(folder.path())
        .stdout(Stdio::piped());
    let mut server = command.spawn().expect("python");
    let mut port = String::new();
    let mut printed = BufReader::new(server.stdout.take().expect("piped"));
    printed.read_line(&mut port).expect("a port");
    let address = format!("https://localhost:{}/manifest.txt", port.trim());
    let check = |trusted: &Path| {
        let text = format!(
            "updates: {{manifest: \"{address}\", key: {}}}\n",
            publisher.key()
        );
        let shop = Shop::write(tempfile::tempdir().expect("a folder"), &text);
        let mut command = tool();
        let command = command.env("XDG_DATA_HOME", shop.0.path());
        let command = command.env("SSL_CERT_FILE", trusted);
        output(command.arg("check").arg(shop.0.path().join("config.yaml")))
    };
    let (_, trusted, _) = check(&folder.path().join("ca.pem"));
    let (_, unknown, _) = check(Path::new("/dev/null"));
    drop(server.kill());
    drop(server.wait());
    assert!(
        trusted.contains("Version 9.0.0 of egui-authenticator is available"),
        "{trusted}"
    );
    assert!(unknown.contains("the server did not answer"), "{unknown}");
}
