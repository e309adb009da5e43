//! Mails through a real server on this computer: encrypted, signed in, and refused where the server
//! cannot be trusted.
//!
//! `PEER_PYTHON` names a Python that has the packages `aiosmtpd` and `trustme`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use egui_authenticator::wiring::Paths;
use serde_json::Value as Json;

use crate::harness::{BOB, USERS, secret};

/// A mail server that ends with the test.
struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(mode: &str, folder: &Path) -> Self {
        let python = std::env::var("PEER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/smtp.py");
        let mut command = Command::new(python);
        let command = command.arg(script).arg(mode).arg(folder);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("python");
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a port");
        let port = line.trim().parse().expect("a port");
        Self {
            child,
            output,
            port,
        }
    }

    /// The next mail that it takes.
    fn mail(&mut self) -> Json {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a mail");
        serde_json::from_str(&line).expect("JSON")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn write_config(folder: &Path, mail: &str) {
    let text = format!("{USERS}mail: {{{mail}, from: shop@example.org}}\n");
    fs::write(folder.join("config.yaml"), text).expect("written");
}

fn mail_test(folder: &Path, trusted: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    let command = command.arg("--config").arg(folder.join("config.yaml"));
    let command = command.args(["mail", "test", "bob@example.org"]);
    let command = command.env("SSL_CERT_FILE", trusted);
    command.output().expect("run")
}

#[test]
#[ignore = "needs Python with aiosmtpd and trustme; .ci/run provides them"]
fn mails_leave_encrypted_and_signed_in() {
    for mode in ["starttls", "tls"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut server = Server::start(mode, folder.path());
        let port = server.port;
        let mail = format!(
            "server: localhost, port: {port}, encryption: {mode}, username: shop, password: mail password"
        );
        write_config(folder.path(), &mail);
        let output = mail_test(folder.path(), &folder.path().join("ca.pem"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{mode}: {said}");
        let mail = server.mail();
        assert_eq!(mail["to"][0], "bob@example.org");
        assert_eq!(mail["from"], "shop@example.org");
        assert_eq!(mail["is_encrypted"], true, "{mode}");
        assert_eq!(mail["is_authenticated"], true, "{mode}");
    }
}

#[test]
#[ignore = "needs Python with aiosmtpd and trustme; .ci/run provides them"]
fn nothing_is_sent_to_a_server_that_cannot_be_trusted_or_refuses() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start("starttls", folder.path());
    let right = "username: shop, password: mail password";
    for (encryption, user, trusted, reason) in [
        ("starttls", right, "/dev/null", "ertificate"),
        (
            "starttls",
            "username: shop, password: wrong",
            "ca.pem",
            "535",
        ),
        ("none", right, "ca.pem", "authentication"),
    ] {
        let port = server.port;
        let mail = format!("server: localhost, port: {port}, encryption: {encryption}, {user}");
        write_config(folder.path(), &mail);
        let output = mail_test(folder.path(), &folder.path().join(trusted));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(said.starts_with("The e-mail was not sent"), "{said}");
        assert!(said.contains(reason), "{reason}: {said}");
        assert!(!said.contains("mail password"), "{said}");
    }
}

#[test]
#[ignore = "needs Python with aiosmtpd and trustme; .ci/run provides them"]
fn a_code_that_came_by_mail_gives_another_password() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = Server::start("none", folder.path());
    let mail = format!("server: 127.0.0.1, port: {}, encryption: none", server.port);
    write_config(folder.path(), &mail);
    let paths = Paths::new(
        "egui-authenticator",
        folder.path().join("config.yaml"),
        folder.path().join("state.db"),
    );
    let service = paths.service_without_keyring();
    assert!(service.set_up().open().is_ok());
    assert_eq!(service.recovery_mail().send_code("bob"), Ok(()));
    let mail = server.mail();
    assert_eq!(mail["to"][0], "bob@example.org");
    let text = mail["text"].as_str().expect("a text");
    let code = text.split_whitespace().find(|word| word.len() == 34);
    let code = secret(code.expect("a code"));
    let new = secret("a new one for the till");
    assert_eq!(
        service.recovery().reset_password("bob", &code, &new),
        Ok(())
    );
    assert!(service.sign_in().with_password(BOB.0, &new).is_ok());
    assert_eq!(
        service.recovery_mail().send_username("ada@example.org"),
        Ok(())
    );
    let mail = server.mail();
    let text = mail["text"].as_str().expect("a text");
    assert!(text.contains("Your username is ada"), "{text}");
}
