//! Computers that share a configuration file, each with a clock, a state database, a keyring and windows; and the check
//! of everything after each step.

mod checks;
mod process;
mod tokens;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::audit_chain::ChainPoint;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::Service;
use egui_authenticator::service::ports::{
    Cancellation, Clock as _, CredentialStore, Revision, Snapshot, StateStore,
};
use egui_authenticator::store::memory::{ManualClock, MemoryVault};

use crate::bugs::Bug;
use crate::gate::{Away, Fault, Gate, is_crash, locked};
use crate::model::{Broken, Credentials, Memory, Model, Proven, Rule, broken};
use crate::seeded::Seeded;
use crate::start::{directory, settings};
use crate::steps::{By, Step};
use crate::stores::{MemoryStores, Open, Stores};
use crate::window::Window;

/// What all clocks show at first.
pub const BEGINNING: i64 = 1_800_000_000;

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

/// One computer.
pub struct Computer {
    state: Arc<dyn StateStore>,
    vault: Arc<MemoryVault>,
    secret_vault: Arc<MemoryVault>,
    clock: Arc<ManualClock>,
    gate: Arc<Gate>,
    windows: Vec<Window>,
    verified: Option<ChainPoint>,
    now: i64,
    copies: Vec<String>,
}

/// Everything.
pub struct World {
    /// Where everything is kept.
    pub stores: Arc<dyn Stores>,
    credentials: Arc<dyn CredentialStore>,
    computers: Vec<Computer>,
    random: Arc<Seeded>,
    bug: Option<Bug>,
    compared: Option<Revision>,
    /// What must hold.
    pub model: Model,
    passwords: u32,
    marks: u32,
    sessions: u32,
    /// The computer of the step that is made.
    at: usize,
    /// What the clock of the server shows that decides for restricted computers.
    server_now: i64,
    /// The records of the log that were counted last.
    recorded: i64,
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
        Self::with(seed, bug, settings())
    }

    /// The same with other settings.
    pub fn with(seed: u64, bug: Option<Bug>, settings: Settings) -> Self {
        Self::over(MemoryStores::OPEN, (seed, bug), settings)
    }

    /// The same over other stores.
    pub fn over(open: Open, (seed, bug): (u64, Option<Bug>), settings: Settings) -> Self {
        let model = Model::new(open.computers, &settings);
        let stores = (open.stores)(directory(&model, settings));
        let random = Arc::new(Seeded::new(seed));
        stores.begin(&random, bug);
        let (now, office) = (BEGINNING, stores.office());
        let computer = |number| Computer {
            // A restricted computer does not see the whole log.
            state: stores.state(if stores.is_restricted(number) {
                office
            } else {
                number
            }),
            vault: Arc::default(),
            secret_vault: Arc::default(),
            clock: Arc::new(ManualClock::new(Timestamp::from_seconds(now))),
            gate: Arc::default(),
            windows: Vec::new(),
            verified: None,
            now,
            copies: Vec::new(),
        };
        let mut world = Self {
            credentials: stores.credentials(office),
            computers: (0..open.computers).map(computer).collect(),
            stores,
            random,
            bug,
            compared: None,
            model,
            passwords: 0,
            marks: 0,
            sessions: 0,
            at: 0,
            server_now: now,
            recorded: 0,
        };
        for computer in 0..open.computers {
            for _ in 0..world.stores.windows(computer) {
                let window = world.process(computer);
                world.computers[computer].windows.push(window);
            }
        }
        world
    }

    /// The window of a step.
    pub fn window(&mut self, step: Step) -> &mut Window {
        let computer = &mut self.computers[usize::from(step.computer)];
        &mut computer.windows[usize::from(step.window)]
    }

    /// The service of a window in which the owner can work: they have none at a restricted computer.
    pub fn service_of_owner(&mut self, step: Step) -> Service {
        if self.is_restricted(step) {
            let office = self.stores.office();
            return self.computers[office].windows[0].service.clone();
        }
        self.window(step).service.clone()
    }

    /// What the clock shows that decides at the computer of a step: its own, or that of the server.
    pub fn now(&self, step: Step) -> i64 {
        if self.is_restricted(step) {
            self.server_now
        } else {
            self.computers[usize::from(step.computer)].now
        }
    }

    /// Whether the computer of a step is restricted.
    pub fn is_restricted(&self, step: Step) -> bool {
        self.stores.is_restricted(usize::from(step.computer))
    }

    /// The same step where the one who manages works: the owner at the office, if this computer is restricted.
    pub fn managed(&mut self, step: Step, by: By) -> Step {
        if by == By::Session || !self.is_restricted(step) {
            return step;
        }
        self.at = self.stores.office();
        Step {
            computer: u8::try_from(self.at).expect("few computers"),
            ..step
        }
    }

    /// Lets time pass everywhere.
    pub fn wait(&mut self, seconds: u32) {
        self.stores.wait(seconds);
        self.server_now += i64::from(seconds);
        for (computer, memory) in self.computers.iter_mut().zip(&mut self.model.computers) {
            computer.clock.advance(seconds.into());
            let passed = Duration::from_secs(seconds.into());
            computer.clock.wait(passed, &Cancellation::default());
            computer.now += i64::from(seconds);
            memory.ran += u64::from(seconds);
        }
    }

    /// Whether the computer of a step has a clock that no other one goes by: the office of tills has that of their server.
    pub fn has_own_clock(&self, step: Step) -> bool {
        self.is_restricted(step) || !self.stores.is_restricted(0)
    }

    /// Sets the clock of a computer back.
    pub fn set_back(&mut self, step: Step, seconds: u32) {
        let computer = &mut self.computers[usize::from(step.computer)];
        computer.clock.advance(-i64::from(seconds));
        computer.now -= i64::from(seconds);
        let memory = &mut self.model.computers[usize::from(step.computer)];
        memory.pins.set_back += u64::from(seconds);
        memory.badges.set_back += u64::from(seconds);
    }

    /// Takes something out of reach of the computer of a step, or brings everything back.
    pub fn take_away(&self, step: Step, away: Option<Away>) {
        let computer = &self.computers[usize::from(step.computer)];
        computer.gate.take_away(away);
    }

    /// The computer that counts for the one of a step: the first one if all count together.
    pub fn counting(&self, step: Step) -> usize {
        if self.stores.count_together() {
            0
        } else {
            usize::from(step.computer)
        }
    }

    /// What the computer of a step counts.
    pub fn counts(&mut self, step: Step) -> &mut Memory {
        let at = self.counting(step);
        &mut self.model.computers[at]
    }

    /// A password that was never used.
    pub fn new_password(&mut self) -> String {
        self.passwords += 1;
        format!("another good password, number {}", self.passwords)
    }

    /// The same, chosen at the computer of a step.
    pub fn choose_password(&mut self, step: Step) -> String {
        let new = self.new_password();
        let memory = &mut self.model.computers[usize::from(step.computer)];
        memory.chosen.insert(new.clone());
        new
    }

    /// The mark of a lock that was never used.
    pub fn next_mark(&mut self) -> u32 {
        self.marks += 1;
        self.marks
    }

    /// What a session of a user is opened for that begins now, and when the password was entered.
    pub fn proven(&mut self, who: usize, confirmed_at: Option<i64>) -> Proven {
        self.sessions += 1;
        Proven {
            who,
            session: self.sessions,
            generation: self.model.people[who].generation,
            confirmed_at,
            is_by_pin: false,
        }
    }

    /// Takes in that these credentials of a user were changed at the computer of the step that is made.
    pub fn end_pins(&mut self, who: usize, before: &Credentials) {
        let memory = &mut self.model.computers[self.at];
        memory.pins.end(who, before);
        memory.badges.end(who, before);
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
}

/// A secret with this text.
pub fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}
