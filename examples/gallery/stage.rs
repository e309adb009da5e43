//! A screen and the use cases behind it, without a window: it takes the input of a user and carries it out
//! at once.

#[path = "../../tests/harness/settle.rs"]
mod settle;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::screen::app::{self, AreaEvent, AreaKind, HostPage};
use egui_authenticator::screen::flow::auto_lock::LockWarning;
use egui_authenticator::screen::flow::copied::CopyResult;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::kiosk::KioskForm;
use egui_authenticator::screen::parked::ParkedUser;
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::Service;
use egui_authenticator::service::command::Job;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::{Clock, CredentialStore as _, VaultError};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::store::memory::{ManualClock, MemoryClipboard, MemoryState, MemoryVault};
use egui_authenticator::store::yaml::YamlStore;
#[cfg(feature = "testing")]
use egui_authenticator::testing::MemoryAuthority;
use egui_authenticator::wiring::environment;
use tempfile::TempDir;
use totp_rs::{Builder, Secret as Key};

use self::settle::settle;
use super::fixed::{Counting, GalleryStore, NOON, Place};

/// A state that was reached.
pub struct Stage {
    pub service: Service,
    /// The use cases of a trusted computer.
    pub trusted: Service,
    /// A key to be pressed once it is drawn.
    pub key: Option<egui::Key>,
    /// The warning that the window is about to lock.
    pub lock_warning: Option<LockWarning>,
    /// The area that an app draws in its own page, without our navigation.
    pub placed: Option<AreaKind>,
    clock: Arc<ManualClock>,
    flow: Flow,
    store: Arc<GalleryStore>,
    folder: TempDir,
}

pub type Reached = Result<Stage, Box<dyn Error>>;

pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

impl Stage {
    /// The window as it opens over a file with this text; over none when there is no text.
    pub fn over(text: Option<&str>) -> Reached {
        Self::with_keyring(text, None)
    }

    /// The same with a keyring that fails.
    pub fn with_keyring(text: Option<&str>, failure: Option<VaultError>) -> Reached {
        Self::opened(Place::File, text, failure, Settings::default())
    }

    /// The window over a store on another computer, with the content of this text.
    pub fn remote(text: &str) -> Reached {
        Self::opened(Place::Remote, Some(text), None, Settings::default())
    }

    /// The window of a trusted computer over a server, with the content of this text.
    #[cfg(feature = "testing")]
    pub fn trusted(text: &str) -> Reached {
        Self::opened(Place::Server, Some(text), None, Settings::default())
    }

    /// The window of a restricted computer over a server, with the content of this text.
    #[cfg(feature = "testing")]
    pub fn restricted(text: &str) -> Reached {
        Self::opened(Place::DecidingServer, Some(text), None, Settings::default())
    }

    /// Returns `true` if the users are on a server.
    pub fn is_on_server(&self) -> bool {
        self.store.is_on_server()
    }

    /// The window over a file with this text, in an app that gives settings in code.
    pub fn with_defaults(text: &str, defaults: Settings) -> Reached {
        Self::opened(Place::File, Some(text), None, defaults)
    }

    /// The window as it opens during an outage of the store.
    pub fn unreachable() -> Reached {
        let (mut stage, asks) = Self::opening(Place::Remote, None, Settings::default())?;
        stage.store.go_down();
        stage.settle(asks);
        Ok(stage)
    }

    /// The window while the file is opened: what it asked for is not answered.
    pub fn not_answered() -> Reached {
        let (stage, _) = Self::opening(Place::File, None, Settings::default())?;
        Ok(stage)
    }

    fn opened(
        place: Place,
        text: Option<&str>,
        failure: Option<VaultError>,
        defaults: Settings,
    ) -> Reached {
        let (mut stage, asks) = Self::opening(place, failure, defaults)?;
        if let Some(text) = text {
            stage.writes("config.yaml", text.as_bytes())?;
        }
        if stage.is_on_server() {
            // A trusted computer hashes the passwords. It finds no users where there are none yet.
            drop(stage.trusted.set_up().open());
        }
        stage.settle(asks);
        Ok(stage)
    }

    fn opening(
        place: Place,
        failure: Option<VaultError>,
        defaults: Settings,
    ) -> Result<(Self, Vec<Job>), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let vault = MemoryVault::default();
        vault.fail_with(failure);
        let clock = Arc::new(ManualClock::new(Timestamp::from_seconds(NOON)));
        let mut environment = environment();
        environment.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        environment.random = Arc::new(Counting::default());
        // The hashes are thrown away with the folder: there is nothing for them to protect.
        #[cfg(feature = "testing")]
        {
            environment.hasher = Arc::new(egui_authenticator::testing::QuickHasher);
        }
        environment.clipboard = Arc::new(MemoryClipboard::default());
        let file = YamlStore::new(folder.path().join("config.yaml"));
        let store = Arc::new(GalleryStore::at(place, file));
        let mut ports = Dependencies::new(
            Arc::clone(&store) as _,
            Arc::new(MemoryState::default()),
            Arc::new(vault),
            environment,
        );
        if store.can_be_away() {
            ports.computers = Some(Arc::clone(&store) as _);
        }
        ports.defaults = Arc::new(defaults);
        ports.computer_vault = Arc::new(MemoryVault::default());
        let trusted = Service::from(ports.clone());
        let service = match place {
            #[cfg(feature = "testing")]
            Place::DecidingServer => MemoryAuthority::over(ports).computer().into(),
            _ => trusted.clone(),
        };
        let (flow, asks) = Flow::new(Duration::ZERO);
        let stage = Self {
            service,
            trusted,
            key: None,
            lock_warning: None,
            placed: None,
            clock,
            flow,
            store,
            folder,
        };
        Ok((stage, asks))
    }

    /// What became of the secret that was copied last.
    pub fn copied(&self) -> Option<CopyResult> {
        self.flow.copied().cloned()
    }

    /// The users with a parked session.
    pub fn parked(&self) -> Vec<ParkedUser> {
        self.flow.parked_users()
    }

    /// The time of day.
    pub fn clock(&self) -> Timestamp {
        self.clock.now()
    }

    /// How often forms were cleared.
    pub fn clearings(&self) -> u32 {
        self.flow.clearings()
    }

    pub fn screen_mut(&mut self) -> &mut Screen {
        self.flow.screen_mut()
    }

    /// The screen, and the form that is drawn in its place when a kiosk is left.
    pub fn drawn_mut(&mut self) -> (&mut Screen, Option<&mut KioskForm>) {
        self.flow.drawn_mut()
    }

    pub fn refuses_link(&self) -> bool {
        self.flow.refuses_link()
    }

    /// The window of a kiosk is closed.
    pub fn ask_to_leave_kiosk(&mut self) {
        self.flow.ask_to_leave_kiosk(Duration::ZERO);
    }

    /// A link in a kiosk is followed.
    pub fn refuse_link(&mut self) {
        self.flow.refuse_link(Duration::ZERO);
    }

    /// Takes the input of a user, and carries out what it starts.
    pub fn act(&mut self, event: Event) {
        let asks = self.flow.on(event, Duration::ZERO);
        self.settle(asks);
    }

    /// Goes to an area of the window.
    pub fn go(&mut self, place: AreaKind) {
        self.act(Event::App(app::Event::Go(place)));
    }

    /// Does something on the screen that is shown.
    pub fn act_there(&mut self, event: AreaEvent) {
        self.act(Event::App(app::Event::Area(event)));
    }

    /// Takes the input of a user without carrying out what it starts, so that the answer never comes.
    pub fn begin(&mut self, event: Event) {
        drop(self.flow.on(event, Duration::ZERO));
    }

    /// A badge is held to the reader.
    pub fn scan(&mut self, badge: &str) {
        let asks = self.flow.on_badge(secret(badge), Duration::ZERO);
        self.settle(asks);
    }

    /// Moves the clock forward.
    pub fn later(&self, seconds: i64) {
        self.clock.advance(seconds);
    }

    /// The window is not used for an hour.
    pub fn idles(&mut self) {
        let asks = self.flow.on_time(Duration::from_secs(60 * 60));
        self.settle(asks);
    }

    /// Writes a file next to the configuration file; gives its path.
    pub fn writes(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Box<dyn Error>> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes)?;
        private(&path)?;
        Ok(path)
    }

    /// Takes in that the configuration file has another text now.
    pub fn file_says(&mut self, text: &str) -> Result<(), Box<dyn Error>> {
        self.writes("config.yaml", text.as_bytes())?;
        let asks = self.flow.on_file_changed(Duration::ZERO);
        self.settle(asks);
        Ok(())
    }

    /// Begins an outage of the store, and takes it in.
    pub fn goes_down(&mut self) {
        self.store.go_down();
        let asks = self.flow.on_file_changed(Duration::ZERO);
        self.settle(asks);
    }

    /// Has the app show its page, if it has one.
    pub fn set_host_page(&mut self) {
        let page = self.placed.map(|_| HostPage {
            id: 0,
            title: "Home".to_owned(),
            icon: None,
        });
        self.flow.set_host_pages(page.into_iter().collect());
    }

    /// Switches two-step sign-in on for a user, and gives the recovery codes.
    pub fn switch_two_step_on(
        &self,
        login: &str,
        password: &str,
    ) -> Result<Vec<Secret>, Box<dyn Error>> {
        let password = secret(password);
        let outcome = self.trusted.sign_in().with_password(login, &password)?;
        let session_view = outcome
            .session_view()
            .ok_or("there is a second step already")?;
        let begin = BeginTwoFactor::Session(session_view.session, password.into());
        let enrolment = self.trusted.two_factor().begin(begin)?;
        let key = enrolment.key_text().expose().replace(' ', "");
        let phone = Builder::new().with_secret(Key::try_from_base32(&key)?);
        let now = u64::try_from(self.clock.now().as_seconds())?;
        let code = phone.build()?.generate(now).to_string();
        let confirmed = self
            .trusted
            .two_factor()
            .confirm(&enrolment, &secret(&code))?;
        Ok(confirmed.codes)
    }

    /// Types into the sign-in form and submits it.
    pub fn sign_in(&mut self, login: &str, password: &str) {
        self.fill_in(login, password);
        self.act(Event::Login(sign_in::Event::Submit));
    }

    /// Types into the sign-in form.
    pub fn fill_in(&mut self, login: &str, password: &str) {
        if let Screen::Login(screen) = self.screen_mut() {
            login.clone_into(&mut screen.login);
            screen.password.text = secret(password);
        }
    }

    fn settle(&mut self, asks: Vec<Job>) {
        settle(&mut self.flow, &self.service, asks, Duration::ZERO);
    }
}

/// As the program makes it, so that it has nothing to warn of.
fn private(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?;
    }
    let _ = file;
    Ok(())
}
