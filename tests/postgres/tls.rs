//! Certificates: only the right one is good enough.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::store::postgres::{Client, Migration, PgError, PostgresOptions};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

use crate::commands::Home;
use crate::proxy::Proxy;
use crate::server::Server;

/// The server whose certificate the tests change, one after the other.
static SERVER: LazyLock<Mutex<Server>> =
    LazyLock::new(|| Mutex::new(Server::start(&["fsync = off"])));

/// An authority that signs certificates of servers.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut own = CertificateParams::new([]).expect("no names");
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = own.self_signed(&key).expect("signed").pem();
        let issuer = Issuer::new(own, key);
        Self { pem, issuer }
    }

    /// Returns a certificate of this name that ends in this year, and its key.
    fn certificate(&self, name: &str, ends: i32) -> (String, String) {
        let key = KeyPair::generate().expect("a key");
        let mut own = CertificateParams::new([name.to_owned()]).expect("a name");
        own.not_after = rcgen::date_time_ymd(ends, 1, 1);
        let signed = own.signed_by(&key, &self.issuer).expect("signed");
        (signed.pem(), key.serialize_pem())
    }
}

/// A server with a certificate, and what a client trusts.
struct Rig {
    server: MutexGuard<'static, Server>,
    folder: TempDir,
}

impl Rig {
    /// Gives the server a certificate, and the client the authority that it trusts.
    fn new((certificate, key): (String, String), trusted: &Authority) -> Self {
        let server = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
        let database = server.database();
        for (file, text) in [("server.crt", certificate), ("server.key", key)] {
            database.sql(&format!(
                "COPY (SELECT unnest(string_to_array('{}', E'\\n')))
                TO PROGRAM 'umask 077; cat > {file}'",
                text.trim_end()
            ));
        }
        database.sql("ALTER SYSTEM SET ssl = on");
        database.sql("SELECT pg_reload_conf()");
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("root.pem"), &trusted.pem).expect("written");
        Self { server, folder }
    }

    /// Returns an address with these options, in which a name is for the certificate only.
    fn address(&self, name: &str, options: &str) -> String {
        let address = self.server.database().address();
        let address = address.replace("127.0.0.1", name);
        format!("{address}?sslmode=verify-full&hostaddr=127.0.0.1{options}")
    }

    fn root(&self) -> String {
        let root = self.folder.path().join("root.pem");
        format!("&sslrootcert={}", root.display())
    }

    /// Asks the server something.
    fn ask(&self, name: &str) -> Result<Migration, PgError> {
        ask(&self.address(name, &self.root()))
    }
}

fn ask(address: &str) -> Result<Migration, PgError> {
    Client::connect(&PostgresOptions::parse(address)?)?.plan_migration()
}

/// Asks a server of the test itself.
fn ask_at(port: u16) -> Result<Migration, PgError> {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("root.pem");
    std::fs::write(&root, Authority::new().pem).expect("written");
    let options = format!("sslmode=verify-full&sslrootcert={}", root.display());
    let address = format!("postgresql://till:secret@db.shop:{port}/auth?{options}");
    ask(&format!("{address}&hostaddr=127.0.0.1"))
}

/// Fails unless a certificate was refused with these words.
fn assert_refused(result: &Result<Migration, PgError>, words: &str) {
    let Err(PgError::Unavailable(reason)) = result else {
        panic!("{result:?}");
    };
    assert!(reason.contains(words), "{reason}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_with_the_right_certificate_is_connected_to_and_nothing_is_readable_on_the_way() {
    let authority = Authority::new();
    let rig = Rig::new(authority.certificate("db.shop", 4000), &authority);
    let address = rig.address("db.shop", &rig.root());
    let proxy = Proxy::before(rig.server.port());
    let through = proxy.address(&address).replace("@127.0.0.1", "@db.shop");
    let result = ask(&through);
    assert!(result.is_ok(), "{result:?}");
    let sent = proxy.sent();
    let has = |word: &[u8]| sent.windows(word.len()).any(|window| window == word);
    assert!(!sent.is_empty());
    assert!(!has(b"owner") && !has(b"pg_catalog") && !has(b"auth_inner"));
}

/// A restricted login may not ask the server for this.
#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_check_tells_the_version_of_tls_and_when_the_certificate_expires() {
    let authority = Authority::new();
    let rig = Rig::new(authority.certificate("db.shop", 4000), &authority);
    let address = rig.address("db.shop", &rig.root());
    let checked = Home::new().run(&["--json", "store", "check", &address]);
    let found: serde_json::Value = serde_json::from_str(&checked.out).expect("JSON");
    let value = |name: &str| {
        let found = found.as_array().expect("a list").iter();
        let finding = found.clone().find(|of| of["check"] == name);
        finding.expect(name)["value"].clone()
    };
    assert_eq!(value("tls"), "TLSv1.3");
    assert!(value("certificate").as_u64().expect("days") > 700_000);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_certificate_that_has_expired_is_refused() {
    let authority = Authority::new();
    let rig = Rig::new(authority.certificate("db.shop", 2020), &authority);
    assert_refused(&rig.ask("db.shop"), "expired");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_certificate_of_another_name_is_refused() {
    let authority = Authority::new();
    let rig = Rig::new(authority.certificate("other.shop", 4000), &authority);
    assert_refused(&rig.ask("db.shop"), "name");
    assert_refused(&rig.ask("127.0.0.1"), "name");
    assert!(rig.ask("other.shop").is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_certificate_of_another_authority_is_refused() {
    let certificate = Authority::new().certificate("db.shop", 4000);
    let rig = Rig::new(certificate, &Authority::new());
    assert_refused(&rig.ask("db.shop"), "certificate");
    let address = rig.address("db.shop", &rig.root());
    let error = Home::new()
        .run(&["store", "check", &address])
        .expect_error();
    let words =
        "The certificate of the server was refused: this computer does not know the authority";
    assert!(error.contains(words), "{error}");
    assert!(
        error.contains("sslrootcert=FILE") && !error.contains("network"),
        "{error}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_certificate_that_signs_itself_is_refused_by_the_certificates_of_the_system() {
    let authority = Authority::new();
    let rig = Rig::new(authority.certificate("db.shop", 4000), &authority);
    // A system without any is refused before a packet is sent.
    let result = ask(&rig.address("db.shop", "&sslrootcert=system"));
    assert!(
        matches!(result, Err(PgError::Unavailable(_) | PgError::Address(_))),
        "{result:?}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_without_encryption_learns_nothing() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = [0; 8];
        stream.read_exact(&mut request).expect("a request");
        stream.write_all(b"N").expect("answered");
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).expect("the end");
        (request, rest)
    });
    assert_refused(&ask_at(port), "TLS");
    let (request, rest) = server.join().expect("joined");
    // The number of a request for encryption.
    assert_eq!(request[4..], 80_877_103_i32.to_be_bytes());
    assert!(rest.is_empty(), "{rest:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_never_answers_the_handshake_is_given_up_in_three_seconds() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let begun = Instant::now();
    assert_refused(&ask_at(port), "does not answer");
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    drop(listener);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_file_without_certificates_is_refused_before_a_packet_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = |file: &Path| {
        let address = format!(
            "postgresql://till@db.shop/auth?sslrootcert={}",
            file.display()
        );
        ask(&address)
    };
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "").expect("written");
    for file in [&empty, &folder.path().join("none.pem")] {
        let result = with(file);
        assert!(matches!(result, Err(PgError::Address(_))), "{result:?}");
    }
}
