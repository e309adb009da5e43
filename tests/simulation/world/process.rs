//! Starting a process on a computer.

use std::sync::Arc;

use egui_authenticator::domain::customization::Customization;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::store::memory::{MemoryClipboard, MemoryMailer};
use egui_authenticator::wiring::environment;

use crate::planted::Planted;
use crate::ports::Ports;
use crate::ports::local::ComputerVault;
use crate::start::Lenient;
use crate::steps::Step;
use crate::stores::Access;
use crate::window::Window;
use crate::world::World;

impl World {
    /// Starts a process.
    pub(super) fn process(&self, number: usize) -> Window {
        let computer = &self.computers[number];
        let till = self.stores.till(number, &computer.clock);
        let access = till.unwrap_or_else(|| Access::trusted(&*self.stores, number));
        let other = (number + 1) % self.computers.len();
        let rival = if self.stores.is_restricted(other) {
            self.stores.office()
        } else {
            other
        };
        let ports = Arc::new(Ports {
            credentials: access.credentials,
            rival: self.stores.credentials(rival),
            state: access.state,
            authority: access.authority,
            stores: Arc::clone(&self.stores),
            vault: Arc::clone(&computer.vault),
            secret_vault: Arc::clone(&computer.secret_vault),
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
        let is_restricted = ports.authority.is_some();
        let mut dependencies = Dependencies::new(
            Arc::clone(&ports) as _,
            Arc::clone(&ports) as _,
            Arc::clone(&ports) as _,
            environment,
        );
        let seen = is_restricted.then(|| Arc::clone(&ports) as _);
        if is_restricted {
            dependencies.authority = Some(Arc::clone(&ports) as _);
        }
        dependencies.computer_vault = Arc::new(ComputerVault(ports));
        dependencies.customization = Arc::new(Customization::default().with_validator(Lenient));
        Window::new(dependencies.into(), seen)
    }

    /// Ends the process of a window, and starts another one.
    pub fn restart(&mut self, step: Step) {
        *self.window(step) = self.process(usize::from(step.computer));
    }
}
