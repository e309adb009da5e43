//! Thousands of secrets through every flow, and then a search of everything that was written, logged or
//! said; thousands of sign-ins, and then a look at memory and open files.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::remember_me::Token;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::logging::{Level, RotatingFile, subscriber};
use egui_authenticator::messages::Messages;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{Clock, MailText, Randomness as _, TokenVault};
use egui_authenticator::service::sign_in::pending::{PendingSignIn, SecondFactor, SignInOutcome};
use egui_authenticator::service::two_factor::{BeginTwoFactor, Enrolment};
use egui_authenticator::service::users::UserInput;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::memory::{ManualClock, MemoryClipboard, MemoryMailer, MemoryVault};
use egui_authenticator::store::platform::{SystemPlatform, SystemRandomness};
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::wiring::environment;
use totp_rs::{Builder, Secret as Key};

use super::number;

const START: &str = "\
credentials:
  usernames:
    ada:
      email: ada@shop.example
      first_name: Ada
      password: correct horse battery staple
      roles: [admin]
registration: {mode: open}
mail: {server: mail.shop.example, from: shop@shop.example}
";

/// Everything that a flow needs, and every secret that it made.
pub struct Desk {
    pub service: Service,
    vault: Arc<MemoryVault>,
    pub clock: Arc<ManualClock>,
    mailer: Arc<MemoryMailer>,
    secrets: HashSet<String>,
    said: Vec<String>,
}

impl Desk {
    pub fn new(folder: &Path) -> Self {
        Self::over(&folder.join("config.yaml"), folder)
    }

    /// With the file here, and everything else in this folder.
    pub fn over(config: &Path, folder: &Path) -> Self {
        super::changes::write(config, START);
        let vault = Arc::new(MemoryVault::default());
        let clock = Arc::new(ManualClock::new(Timestamp::from_seconds(1_800_000_000)));
        let mailer = Arc::new(MemoryMailer::default());
        let mut environment = environment();
        environment.hasher = Arc::new(QuickHasher);
        environment.clock = Arc::clone(&clock) as _;
        environment.platform = Arc::new(SystemPlatform::default());
        environment.mailer = Arc::clone(&mailer) as _;
        environment.clipboard = Arc::new(MemoryClipboard::default());
        let service = Service::new(
            Arc::new(YamlStore::new(config)),
            Arc::new(SqliteState::new(folder.join("state.db"), "file")),
            Arc::clone(&vault) as _,
            environment,
        );
        assert!(service.set_up().open().is_ok());
        Self {
            service,
            vault,
            clock,
            mailer,
            secrets: HashSet::new(),
            said: Vec::new(),
        }
    }

    /// Returns a password that was not used before.
    fn secret(&mut self) -> Secret {
        let mut bytes = [0; 12];
        SystemRandomness.fill(&mut bytes).expect("random");
        let digit = |nibble: u8| char::from_digit(nibble.into(), 16).expect("a digit");
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let text: String = digits.map(digit).collect();
        self.note(&text);
        Secret::new(text)
    }

    /// Remembers that this must not be found anywhere.
    fn note(&mut self, text: &str) {
        self.secrets.insert(text.to_owned());
    }

    /// Remembers codes, with their dashes and without.
    fn note_codes(&mut self, codes: &[Secret]) {
        for code in codes {
            self.note(code.expose());
            self.note(&code.expose().replace('-', ""));
        }
    }

    pub fn session(&self, login: &str, password: &Secret) -> Session {
        let outcome = self
            .service
            .sign_in()
            .with_password(login, password)
            .expect("in");
        outcome.session_view().expect("in").session
    }

    fn pending(&self, login: &str, password: &Secret) -> Arc<PendingSignIn> {
        match self.service.sign_in().with_password(login, password) {
            Ok(SignInOutcome::NextStep(pending)) => pending,
            _ => panic!("no next step"),
        }
    }

    /// What the phone shows.
    fn code(&self, enrolment: &Enrolment) -> Secret {
        let key = enrolment.key_text().expose().replace(' ', "");
        let key = Key::try_from_base32(key).expect("a key");
        let totp = Builder::new().with_secret(key).build().expect("a factor");
        let now = u64::try_from(self.clock.now().as_seconds()).expect("after 1970");
        Secret::new(totp.generate(now).to_string())
    }

    /// One person's life, from being added to being removed.
    #[expect(clippy::too_many_lines, reason = "every flow of one user")]
    fn live(&mut self, number: usize) {
        // At most twenty registrations an hour are accepted.
        self.clock.advance(200);
        let words = Messages::english();
        let name = format!("person{number}");
        let email = format!("{name}@shop.example");
        let first = self.secret();
        let user = UserInput::new(&name, &email, PersonName::new("Till", ""));
        self.service
            .users()
            .add_with_password(
                Caller::LocalOwner(Operator::assume()),
                &user,
                &["till"],
                &first,
            )
            .expect("added");
        // People type passwords where names belong, and wrong ones where passwords belong.
        let (typed, wrong) = (self.secret(), self.secret());
        for (login, password) in [(typed.expose(), &wrong), (name.as_str(), &wrong)] {
            let error = self
                .service
                .sign_in()
                .with_password(login, password)
                .expect_err("refused");
            self.said.push(format!("{error:?} {error}"));
            self.said.push(words.sign_in_error(&error).line());
        }
        let password = self.secret();
        let guest = format!("guest{number}");
        let address = format!("{guest}@shop.example");
        let user = UserInput::new(guest, address, PersonName::new("Guest", ""));
        let registered = self
            .service
            .registration()
            .register(&user, &password)
            .expect("registered");
        self.note_codes(&registered.codes);
        let session = self.session(&name, &first);
        let renew = AccountChange::RecoveryCodes;
        let changed = self
            .service
            .account()
            .change(&session, &(&first).into(), renew);
        let codes = changed.expect("codes").codes;
        self.note_codes(&codes);
        let session = self.session(&name, &first);
        self.service
            .remember_me()
            .remember(&session)
            .expect("remembered");
        let token = self.vault.read().expect("read").expect("a token");
        assert!(Token::parse(&token).is_some());
        let secret = token.expose().rsplit('.').next().expect("a secret");
        self.note(secret);
        let second = self.secret();
        let change = AccountChange::Password(second.copied());
        let changed = self
            .service
            .account()
            .change(&session, &(&first).into(), change);
        let session = changed.expect("changed").session_view.session;
        let begin = BeginTwoFactor::Session(session, second.copied().into());
        let enrolment = self.service.two_factor().begin(begin).expect("begun");
        let key = enrolment.key_text();
        self.note(key.expose());
        self.note(&key.expose().replace(' ', ""));
        let code = self.code(&enrolment);
        let confirmed = self.service.two_factor().confirm(&enrolment, &code);
        let codes = confirmed.expect("confirmed").codes;
        self.note_codes(&codes);
        self.clock.advance(60);
        let step = self.pending(&name, &second);
        let wrong = SecondFactor::RecoveryCode(self.secret());
        let error = self.service.sign_in().second_factor(&step, &wrong).err();
        self.said.push(format!("{:?}", error.expect("refused")));
        let answer = SecondFactor::App(self.code(&enrolment));
        assert!(self.service.sign_in().second_factor(&step, &answer).is_ok());
        let third = self.secret();
        let recovered = self
            .service
            .recovery()
            .reset_password(&name, &codes[0], &third);
        assert_eq!(recovered, Ok(()));
        let reset = self
            .service
            .users()
            .start_reset(Caller::LocalOwner(Operator::assume()), &name)
            .expect("a code");
        self.note_codes(&[reset.copied()]);
        let fourth = self.secret();
        assert_eq!(
            self.service
                .recovery()
                .reset_password(&name, &reset, &fourth),
            Ok(())
        );
        assert_eq!(self.service.recovery_mail().send_code(&email), Ok(()));
        for mail in self.mailer.take() {
            if let MailText::Code { code, .. } = mail.text {
                self.note_codes(&[code]);
            }
        }
        let fifth = self.secret();
        self.service
            .users()
            .set_password(Caller::LocalOwner(Operator::assume()), &name, &fifth)
            .expect("set");
        if number.is_multiple_of(2) {
            self.service
                .users()
                .remove(Caller::LocalOwner(Operator::assume()), &name)
                .expect("removed");
        }
    }

    /// Where one of the secrets stands in these bytes.
    fn found_in(&self, bytes: &[u8]) -> Option<String> {
        let lengths: HashSet<usize> = self.secrets.iter().map(String::len).collect();
        for length in lengths {
            for window in bytes.windows(length) {
                let Ok(text) = std::str::from_utf8(window) else {
                    continue;
                };
                if self.secrets.contains(text) {
                    return Some(text.to_owned());
                }
            }
        }
        None
    }
}

pub fn through_every_flow() {
    let folder = tempfile::tempdir().expect("a folder");
    // The log in the same folder, with everything that it can contain.
    let log = folder.path().join("log");
    let file = RotatingFile::open(log.clone(), u64::MAX).expect("opened");
    let subscriber = subscriber(Mutex::new(file), Level::Trace);
    tracing::subscriber::set_global_default(subscriber).expect("the only one");
    let mut desk = Desk::new(folder.path());
    let wanted = number("SECRETS", 2_000);
    let mut people = 0;
    while desk.secrets.len() < wanted {
        desk.live(people);
        people += 1;
    }
    let events = fs::read_to_string(log).expect("read");
    for event in ["state database migrated", "replaced", "read"] {
        assert!(events.contains(event), "{event} is not in the log");
    }
    let mut searched = 0;
    let mut folders = vec![folder.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("read").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            assert_eq!(desk.found_in(name.as_bytes()), None, "the name of a file");
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).expect("read");
            searched += bytes.len();
            assert_eq!(desk.found_in(&bytes), None, "{}", path.display());
        }
    }
    let said = desk.said.join("\n");
    assert_eq!(desk.found_in(said.as_bytes()), None, "a message");
    assert!(
        searched > 10_000 && !said.is_empty(),
        "nothing was searched"
    );
    let first = desk.secrets.iter().next().expect("a secret").clone();
    let planted = format!("before {first} after");
    assert_eq!(desk.found_in(planted.as_bytes()), Some(first), "the search");
    println!("{} secrets, {searched} bytes searched", desk.secrets.len());
}
