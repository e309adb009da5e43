//! One builder for all tests: a configuration file in a folder of its own, the real use cases over it,
//! doubles for keyring and clock, and quick hashes. What a user does in a window is in [`window`].

#[path = "../harness/app_window.rs"]
pub mod app_window;
#[path = "../harness/flow.rs"]
pub mod flow;
#[path = "../harness/phone.rs"]
pub mod phone;
#[path = "../harness/platform.rs"]
pub mod platform;
#[path = "../harness/remote_store.rs"]
pub mod remote_store;
#[path = "../harness/settle.rs"]
mod settle;
#[path = "../harness/update_site.rs"]
pub mod update_site;
#[path = "../harness/window.rs"]
pub mod window;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::role::AppRole;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::session_view::SessionView;
use egui_authenticator::service::users::UserInput;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::memory::{
    ManualClock, MemoryClipboard, MemoryMailer, MemoryState, MemoryVault,
};
use egui_authenticator::store::platform::SystemPlatform;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::wiring::environment;

pub use self::settle::settle;
pub use egui_authenticator::testing::QuickHasher;

/// Ada is an administrator, Bob works the till, Eve is disabled, Gus is a guest without a password.
pub const USERS: &str = r#"credentials:
  usernames:
    ada:
      email: ada@example.org
      first_name: Ada
      last_name: Lovelace
      password: correct horse battery
      roles: [admin]
    bob:
      email: bob@example.org
      name: Bob Builder
      password: staple the till shut
      roles: [till]
    eve:
      email: eve@example.org
      first_name: Eve
      password: let me in if you dare
      roles: [admin, till]
      disabled: true
    gus:
      email: gus@example.org
      first_name: Gus
      picture: https://example.org/gus.png
pre-authorized:
  emails: [mel@example.org, ned@example.org]
views:
  office:
    title: Office
    icon: folder
    roles: [admin]
    kind: markdown
    text: |
      The safe opens with the small key.

      1. Turn left
      2. Turn right

      - Then close it
      - And **sign out**

      | Day | Who |
      | --- | --- |
      | Monday | Ada |
  till:
    title: Till
    roles: [till]
    kind: launch
    items:
      - title: Count
        description: Counts the till
        program: ["true", "a b; touch pwned"]
      - title: Broken
        program: [/no/such/program]
  closed:
    title: Closed
    kind: markdown
    text: Never seen
"#;

/// The role of administrators.
pub struct Admin;

impl AppRole for Admin {
    fn name(&self) -> &'static str {
        "admin"
    }
}

/// The role that opens the till.
pub struct Till;

impl AppRole for Till {
    fn name(&self) -> &'static str {
        "till"
    }
}

pub const ADA: (&str, &str) = ("ada", "correct horse battery");
pub const BOB: (&str, &str) = ("bob", "staple the till shut");
pub const EVE: (&str, &str) = ("eve", "let me in if you dare");

/// A use-case layer with everything that it stands on.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub service: Service,
    /// What the service stands on.
    pub ports: Dependencies,
    pub state: Arc<MemoryState>,
    pub vault: Arc<MemoryVault>,
    /// The entry of the keyring with the secret of this computer.
    pub computer_vault: Arc<MemoryVault>,
    pub clock: Arc<ManualClock>,
    pub mailer: Arc<MemoryMailer>,
    pub clipboard: Arc<MemoryClipboard>,
}

impl Desk {
    /// Over a file with this text.
    pub fn with(text: &str) -> Self {
        let desk = Self::empty();
        fs::create_dir_all(desk.config().parent().expect("a folder")).expect("made");
        fs::write(desk.config(), text).expect("written");
        desk
    }

    /// Over [`USERS`], with their passwords hashed.
    pub fn open() -> Self {
        let desk = Self::with(USERS);
        let opened = desk.service.set_up().open().expect("the file can be used");
        assert_eq!(opened.not_hashed, None);
        desk
    }

    /// Over a file with so many people, Ada the administrator among them.
    pub fn crowd(count: usize) -> Self {
        let desk = Self::with(&crowd(count));
        assert!(desk.service.set_up().open().is_ok());
        desk
    }

    /// Before anything was set up.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = Arc::new(MemoryState::default());
        let vault = Arc::new(MemoryVault::default());
        let computer_vault = Arc::new(MemoryVault::default());
        let clock = Arc::new(ManualClock::new(Timestamp::from_seconds(1_800_000_000)));
        let mailer = Arc::new(MemoryMailer::default());
        let clipboard = Arc::new(MemoryClipboard::default());
        let mut environment = environment();
        environment.hasher = Arc::new(QuickHasher);
        environment.clock = Arc::clone(&clock) as _;
        environment.platform = Arc::new(SystemPlatform {
            documents: Some(folder.path().join("documents")),
            ..SystemPlatform::default()
        });
        environment.mailer = Arc::clone(&mailer) as _;
        environment.clipboard = Arc::clone(&clipboard) as _;
        let mut ports = Dependencies::new(
            Arc::new(YamlStore::new(folder.path().join("config/config.yaml"))),
            Arc::clone(&state) as _,
            Arc::clone(&vault) as _,
            environment,
        );
        ports.computer_vault = Arc::clone(&computer_vault) as _;
        Self {
            folder,
            service: ports.clone().into(),
            ports,
            state,
            vault,
            computer_vault,
            clock,
            mailer,
            clipboard,
        }
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config/config.yaml")
    }

    pub fn text(&self) -> String {
        fs::read_to_string(self.config()).expect("read")
    }

    /// Puts one text in place of another in the file, as an editor would.
    pub fn edit(&self, from: &str, to: &str) {
        let text = self.text();
        assert!(text.contains(from), "{from} is not in the file");
        fs::write(self.config(), text.replacen(from, to, 1)).expect("written");
    }

    /// The same computer after the program was started again.
    pub fn restarted(&self) -> Service {
        self.restarted_with(|_| {})
    }

    /// Returns `true` if the program signs a remembered user in when it is started again.
    pub fn resumes(&self) -> bool {
        let resumed = self.restarted().remember_me().resume();
        resumed.session_view().is_some()
    }

    /// The same with other ports.
    pub fn restarted_with(&self, change: impl FnOnce(&mut Dependencies)) -> Service {
        let mut ports = self.ports.clone();
        // A restricted computer has no file.
        if ports.authority.is_none() {
            ports.credentials = Arc::new(YamlStore::new(self.config()));
        }
        change(&mut ports);
        ports.into()
    }

    /// Starts again with other ports: sessions from before do not belong to the service afterwards.
    pub fn replace(&mut self, change: impl FnOnce(&mut Dependencies)) {
        change(&mut self.ports);
        self.service = self.ports.clone().into();
    }

    pub fn sign_in(&self, who: (&str, &str)) -> Option<Session> {
        Some(self.enter(who)?.session)
    }

    /// Signs in a user who needs only a password.
    pub fn enter(&self, (login, password): (&str, &str)) -> Option<Box<SessionView>> {
        let outcome = self
            .service
            .sign_in()
            .with_password(login, &secret(password))
            .ok()?;
        outcome.session_view()
    }

    /// Gives a user recovery codes.
    pub fn codes_of(&self, who: (&str, &str)) -> Vec<String> {
        let session = self.sign_in(who).expect("signed in");
        let change = AccountChange::RecoveryCodes;
        let changed = self
            .service
            .account()
            .change(&session, &secret(who.1).into(), change)
            .expect("codes");
        let codes = changed.codes.iter();
        codes.map(|code| code.expose().to_owned()).collect()
    }
}

/// A configuration file with so many people, of whom Ada is an administrator.
pub fn crowd(count: usize) -> String {
    // The lowest cost: only Ada signs in.
    let hash = "$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
    let mut text = String::from(
        "credentials:\n  usernames:\n    ada: {email: ada@example.org, first_name: Ada, \
         last_name: Lovelace, password: correct horse battery, roles: [admin]}\n",
    );
    let first = ["Bo", "Cem", "Dörte", "Eve", "Finn", "Göran", "Hoa", "Ida"];
    let last = ["Andersen", "Bauer", "Çelik", "Dubois", "Ek"];
    let roles = ["till", "office", "till, office", ""];
    for n in 1..count {
        let (first, last) = (first[n % first.len()], last[n % last.len()]);
        let (roles, disabled) = (roles[n % roles.len()], n % 11 == 10);
        text.push_str(&format!(
            "    person{n:05}: {{email: person{n:05}@example.org, first_name: {first}, \
             last_name: {last}, password: {hash}, roles: [{roles}], disabled: {disabled}}}\n"
        ));
    }
    text
}

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// A user as typed, with a full name.
pub fn typed_user(username: &str, email: &str, full_name: &str) -> UserInput {
    UserInput::new(username, email, PersonName::from_full(full_name))
}
