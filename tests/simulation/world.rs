//! Computers that share a configuration file, each with a clock, a state database, a keyring and windows; and the check
//! of everything after each step.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use egui_authenticator::domain::audit_chain::{ChainCheck, ChainPoint};
use egui_authenticator::domain::customization::Customization;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::User;
use egui_authenticator::service::ports::{
    AuditLog as _, CredentialStore as _, Revision, Snapshot, TokenVault as _,
};
use egui_authenticator::service::sign_in::pending::PendingSignIn;
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::memory::{
    ManualClock, MemoryClipboard, MemoryCredentials, MemoryMailer, MemoryState, MemoryVault,
};
use egui_authenticator::wiring::environment;

use crate::gate::{Fault, Gate, is_crash, locked};
use crate::model::{Broken, Judged, Model, NAMES, Proven, Rule, broken, demand};
use crate::planted::{Bug, Planted};
use crate::ports::Ports;
use crate::seeded::Seeded;
use crate::start::{Lenient, directory, settings};
use crate::steps::{COMPUTERS, COPIES, Step, WINDOWS};

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused, or failed.
    Refused,
    /// The process died.
    Died,
    /// It made no sense here.
    Nothing,
}

/// A sign-in that waits, and what was proven.
#[derive(Clone)]
pub struct Waiting {
    /// The sign-in.
    pub pending: Arc<PendingSignIn>,
    /// The user.
    pub who: usize,
    /// The generation of the account.
    pub generation: u32,
    /// Whether the second factor was proven.
    pub has_second: bool,
}

/// One window: a process.
pub struct Window {
    service: Service,
    /// The session, and what it was opened for.
    pub session: Option<(Session, Proven)>,
    /// The sign-in that waits.
    pub waiting: Option<Waiting>,
    /// The lock of the window.
    pub lock: Option<u32>,
}

/// One computer.
pub struct Computer {
    state: Arc<MemoryState>,
    vault: Arc<MemoryVault>,
    clock: Arc<ManualClock>,
    gate: Arc<Gate>,
    windows: Vec<Window>,
    verified: Option<ChainPoint>,
    now: i64,
    copies: Vec<String>,
}

/// Everything.
pub struct World {
    credentials: Arc<MemoryCredentials>,
    computers: Vec<Computer>,
    random: Arc<Seeded>,
    bug: Option<Bug>,
    compared: Option<Revision>,
    /// What must hold.
    pub model: Model,
    passwords: u32,
    locks: u32,
}

/// What a call gave.
pub struct Ran<T> {
    /// The result; `None` if the process died.
    pub result: Option<T>,
    /// Whether something failed on the way.
    pub is_interrupted: bool,
}

impl World {
    /// The beginning of a history.
    pub fn new(seed: u64, bug: Option<Bug>) -> Self {
        let settings = settings();
        let model = Model::new(COMPUTERS, &settings);
        let directory = directory(&model, settings);
        let credentials = Arc::new(MemoryCredentials::with(directory));
        let now = 1_800_000_000;
        let computer = || Computer {
            state: Arc::default(),
            vault: Arc::default(),
            clock: Arc::new(ManualClock::new(Timestamp::from_seconds(now))),
            gate: Arc::default(),
            windows: Vec::new(),
            verified: None,
            now,
            copies: Vec::new(),
        };
        let mut world = Self {
            credentials,
            computers: (0..COMPUTERS).map(|_| computer()).collect(),
            random: Arc::new(Seeded::new(seed)),
            bug,
            compared: None,
            model,
            passwords: 0,
            locks: 0,
        };
        for computer in 0..COMPUTERS {
            for _ in 0..WINDOWS {
                let window = world.process(computer);
                world.computers[computer].windows.push(window);
            }
        }
        world
    }

    /// Starts a process.
    fn process(&self, number: usize) -> Window {
        let computer = &self.computers[number];
        let ports = Arc::new(Ports {
            credentials: Arc::clone(&self.credentials),
            state: Arc::clone(&computer.state),
            vault: Arc::clone(&computer.vault),
            gate: Arc::clone(&computer.gate),
            random: Arc::clone(&self.random),
            computer: u8::try_from(number).expect("few computers"),
            planted: Planted::new(self.bug),
        });
        let mut environment = environment();
        environment.hasher = Arc::clone(&ports) as _;
        environment.clock = Arc::clone(&computer.clock) as _;
        environment.random = Arc::clone(&ports) as _;
        environment.platform = Arc::clone(&ports) as _;
        environment.mailer = Arc::new(MemoryMailer::default());
        environment.clipboard = Arc::new(MemoryClipboard::default());
        let service = Service::new(
            Arc::clone(&ports) as _,
            Arc::clone(&ports) as _,
            ports,
            environment,
        );
        Window {
            service: service.with_customization(Customization::default().with_validator(Lenient)),
            session: None,
            waiting: None,
            lock: None,
        }
    }

    /// Ends the process of a window, and starts another one.
    pub fn restart(&mut self, step: Step) {
        *self.window(step) = self.process(usize::from(step.computer));
    }

    /// The window of a step.
    pub fn window(&mut self, step: Step) -> &mut Window {
        let computer = &mut self.computers[usize::from(step.computer)];
        &mut computer.windows[usize::from(step.window)]
    }

    /// What the clock of the computer shows.
    pub fn now(&self, step: Step) -> i64 {
        self.computers[usize::from(step.computer)].now
    }

    /// Lets time pass everywhere.
    pub fn wait(&mut self, seconds: u32) {
        for (computer, memory) in self.computers.iter_mut().zip(&mut self.model.computers) {
            computer.clock.advance(seconds.into());
            computer.now += i64::from(seconds);
            memory.ran += u64::from(seconds);
        }
    }

    /// Sets the clock of a computer back.
    pub fn set_back(&mut self, step: Step, seconds: u32) {
        let computer = &mut self.computers[usize::from(step.computer)];
        computer.clock.advance(-i64::from(seconds));
        computer.now -= i64::from(seconds);
    }

    /// What is in the keyring.
    pub fn token(&self, step: Step) -> Option<String> {
        let vault = &self.computers[usize::from(step.computer)].vault;
        let token = vault.read().expect("a keyring");
        token.map(|token| token.expose().to_owned())
    }

    /// Puts something into the keyring, as another program could.
    pub fn put_token(&self, step: Step, token: &str) {
        let vault = &self.computers[usize::from(step.computer)].vault;
        vault.write(&secret(token)).expect("a keyring");
    }

    /// Copies what is new in the keyring.
    pub fn keep_copy(&mut self, step: Step, token: &str) {
        let computer = &mut self.computers[usize::from(step.computer)];
        computer.copies.push(token.to_owned());
    }

    /// A copy of what was in the keyring, counted from the last one.
    pub fn copy(&self, step: Step, number: usize) -> Option<String> {
        let computer = usize::from(step.computer);
        let (computer, number) = if number < usize::from(COPIES) {
            (computer, number)
        } else {
            ((computer + 1) % COMPUTERS, 0)
        };
        let mut copies = self.computers[computer].copies.iter().rev();
        copies.nth(number).cloned()
    }

    /// A password that was never used.
    pub fn new_password(&mut self) -> String {
        self.passwords += 1;
        format!("another good password, number {}", self.passwords)
    }

    /// A lock that was never used.
    pub fn next_lock(&mut self) -> u32 {
        self.locks += 1;
        self.locks
    }

    /// A user as in the file.
    pub fn file(&self) -> Arc<Snapshot> {
        self.credentials.read().expect("a file")
    }

    /// Runs a use case at the window of a step, with its fault.
    pub fn run<T>(
        &mut self,
        step: Step,
        call: impl FnOnce(&Service) -> T,
    ) -> Result<Ran<T>, Broken> {
        let gate = Arc::clone(&self.computers[usize::from(step.computer)].gate);
        gate.begin(step.fault);
        let service = &self.window(step).service;
        let result = catch_unwind(AssertUnwindSafe(|| call(service)));
        let (fired, _) = gate.end();
        let overtaken = *locked(&gate.overtaken);
        if let Some(Fault::Rival(_)) = fired
            && let Some(person) = self.model.with_id(overtaken)
        {
            person.first_name = gate.rival_name();
        }
        let result = match result {
            Ok(result) => Some(result),
            Err(payload) if is_crash(&*payload) => {
                self.restart(step);
                None
            }
            Err(payload) => {
                let text = payload.downcast_ref::<String>().cloned();
                let text = text.or_else(|| Some((*payload.downcast_ref::<&str>()?).to_owned()));
                broken(Rule::NoPanic, text.unwrap_or_default())?;
                None
            }
        };
        Ok(Ran {
            result,
            is_interrupted: !matches!(fired, None | Some(Fault::Rival(_))),
        })
    }

    /// Makes a step, and checks everything after it.
    pub fn step(&mut self, step: Step) -> Result<Outcome, Broken> {
        let outcome = self.act(step)?;
        self.check_chain(step)?;
        let file = self.file();
        if self.compared != Some(file.revision) {
            self.compared = Some(file.revision);
            self.model.compare(&file)?;
            self.check_sessions()?;
        }
        Ok(outcome)
    }

    /// Every record that was taken is there.
    fn check_chain(&mut self, step: Step) -> Judged {
        let computer = &mut self.computers[usize::from(step.computer)];
        let verified = computer.state.verify_activity_after(computer.verified);
        let (check, point) = verified.expect("a database");
        let recorded = computer.gate.recorded.load(Ordering::Relaxed);
        computer.verified = point;
        let number = point.map(|point| point.number);
        let is_whole = matches!(check, ChainCheck::Whole(_)) && number == Some(recorded);
        let how = || format!("{check:?}, {number:?} of {recorded} records");
        demand(is_whole, Rule::ChainWhole, how())
    }

    /// Every session that stays open may, with the roles of the file.
    fn check_sessions(&self) -> Judged {
        for window in self.computers.iter().flat_map(|computer| &computer.windows) {
            let Some((session, proven)) = &window.session else {
                continue;
            };
            if let Ok(view) = window.service.sessions().refresh(session) {
                self.model.judge_session(*proven)?;
                self.judge_roles(view.session.user(), proven.who)?;
            }
        }
        Ok(())
    }

    /// Judges the roles that a session shows.
    pub fn judge_roles(&self, user: &User, who: usize) -> Judged {
        let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        let person = &self.model.people[who];
        let is_same = user.username.as_str() == NAMES[person.name] && roles == person.roles;
        demand(
            is_same,
            Rule::NoUserAbovePermissions,
            "a session has other roles than the file",
        )
    }
}

/// A secret with this text.
pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}
