//! A server on this computer that publishes the newest version of the program, and its publisher.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signer, SigningKey};
use egui_authenticator::domain::update::{UpdateFailure, UpdateNews, Version};
use egui_authenticator::domain::update_source::ManifestKey;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::updates::HttpManifestServer;
use egui_authenticator::{Caller, Operator};

use super::{Desk, USERS};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Who signs manifests.
pub struct Publisher(SigningKey);

impl Publisher {
    /// A publisher with another key for each number.
    pub fn new(number: u8) -> Self {
        Self(SigningKey::from_bytes(&[number; 32]))
    }

    /// The text of the public key in the configuration file.
    pub fn key(&self) -> String {
        ManifestKey(self.0.verifying_key().to_bytes()).text()
    }

    /// Signs these lines.
    pub fn sign(&self, lines: &str) -> String {
        let signature = self.0.sign(lines.as_bytes()).to_bytes();
        format!("{lines}signature {}\n", Base64::encode_string(&signature))
    }

    /// A manifest that counts until the end of 2027.
    pub fn manifest(&self, number: u64, version: &str) -> String {
        self.sign(&lines(number, version))
    }
}

/// The lines of a manifest that are signed.
pub fn lines(number: u64, version: &str) -> String {
    format!(
        "egui-authenticator-update 1\nnumber {number}\nversion {version}\nexpires 2027-12-31\n\
         notes Corrects two errors.\n"
    )
}

/// What is known of a version that is newer than every one.
pub fn newer(version: &str) -> UpdateNews {
    newer_but(version, None)
}

/// The same, when it is not known for this reason whether there is an even newer one.
pub fn newer_but(version: &str, failure: impl Into<Option<UpdateFailure>>) -> UpdateNews {
    UpdateNews::Newer {
        version: Version::parse(version).expect("a version"),
        notes: "Corrects two errors.".to_owned(),
        failure: failure.into(),
    }
}

/// What the site does with a connection.
type Answer = Arc<dyn Fn(&mut TcpStream) + Send + Sync>;

/// A server that counts its connections.
pub struct Site {
    pub port: u16,
    answer: Arc<Mutex<Answer>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Site {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let nothing: Answer = Arc::new(|_: &mut TcpStream| {});
        let site = Self {
            port,
            answer: Arc::new(Mutex::new(nothing)),
            requests: Arc::default(),
        };
        let (answer, requests) = (Arc::clone(&site.answer), Arc::clone(&site.requests));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let request = request(&mut stream);
                requests.lock().expect("not poisoned").push(request);
                let answer = Arc::clone(&answer.lock().expect("not poisoned"));
                answer(&mut stream);
            }
        });
        site
    }

    /// What the configuration file says of this site.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/manifest.txt", self.port)
    }

    /// Does this with each connection from now on.
    pub fn does(&self, answer: impl Fn(&mut TcpStream) + Send + Sync + 'static) {
        *self.answer.lock().expect("not poisoned") = Arc::new(answer);
    }

    /// Answers with these bytes as they are.
    pub fn answers(&self, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        self.does(move |stream| drop(stream.write_all(&bytes)));
    }

    /// Publishes this file.
    pub fn publishes(&self, file: impl AsRef<[u8]>) {
        let length = file.as_ref().len();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        self.answers([head.as_bytes(), file.as_ref()].concat());
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("not poisoned").clone()
    }

    /// A desk whose file names this site, and the key of this publisher.
    pub fn desk(&self, publisher: &Publisher) -> Desk {
        let (address, key) = (self.address(), publisher.key());
        let text = format!("{USERS}updates:\n  manifest: {address}\n  key: {key}\n");
        let mut desk = Desk::with(&text);
        desk.replace(|ports| ports.manifest_server = Some(Arc::new(HttpManifestServer)));
        let opened = desk.service.set_up().open().expect("the file can be used");
        assert_eq!(opened.not_hashed, None);
        desk
    }
}

/// Reads a request up to its empty line.
fn request(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count > 0) {
        text.push(byte[0]);
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Asks for the owner of the file what is known of the newest version.
pub fn ask(desk: &Desk) -> Result<Option<UpdateNews>, UserError> {
    let owner = Caller::LocalOwner(Operator::assume());
    desk.service.updates().news(owner)
}

/// Asks a day after the last time.
pub fn ask_tomorrow(desk: &Desk) -> UpdateNews {
    desk.clock.advance(DAY);
    ask(desk).expect("asked").expect("a server is named")
}
