//! The tokens in the keyrings of the computers.

use egui_authenticator::service::ports::TokenVault as _;

use crate::steps::{COPIES, Step};
use crate::world::{World, secret};

impl World {
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
            ((computer + 1) % self.computers.len(), 0)
        };
        let mut copies = self.computers[computer].copies.iter().rev();
        copies.nth(number).cloned()
    }
}
