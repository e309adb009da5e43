//! Every command, at a restricted computer.

mod administration;
mod before_signing_in;
pub mod lists;
mod own_account;

use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::account::commands::{Unlock, UnlockWith};
use egui_authenticator::service::admin_action::ActionError;
use egui_authenticator::service::command::{Command, Job, Ticket};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::quick_unlock::commands::{
    CheckBadge, NoteBadges, SignInWithBadge,
};
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::import::ImportError;

use super::till;
use crate::harness::{ADA, Desk, secret};

/// Runs commands, and notes the names of those that are refused.
struct Tried<'a> {
    desk: &'a Desk,
    refused: Vec<String>,
}

impl Tried<'_> {
    fn run<C: Command>(&self, command: C) -> C::Output {
        let mut finished = self.desk.service.run(Job::new(Ticket(1), command));
        let output = finished.take::<C::Output>(Ticket(1));
        output.expect("its output").expect("no panic")
    }

    fn refuses<C, T, E>(&mut self, command: C, store_error: impl Fn(E) -> Option<StoreError>)
    where
        C: Command<Output = Result<T, E>>,
        T: Send + 'static,
        E: Send + 'static,
    {
        let path = std::any::type_name::<C>();
        let name = path.rsplit("::").next().unwrap_or_default();
        let error = self.run(command).err().and_then(store_error);
        assert_eq!(error, Some(StoreError::Restricted), "{name}");
        self.refused.push(name.to_owned());
    }
}

fn of_user(error: UserError) -> Option<StoreError> {
    match error {
        UserError::Store(error) => Some(error),
        _ => None,
    }
}

fn of_action(error: ActionError) -> Option<StoreError> {
    match error {
        ActionError::Users(error) | ActionError::Import(ImportError::Users(error)) => {
            of_user(error)
        }
        _ => None,
    }
}

fn of_recovery(error: RecoverError) -> Option<StoreError> {
    match error {
        RecoverError::Store(error) => Some(error),
        _ => None,
    }
}

#[test]
fn what_is_not_listed_is_refused_with_one_error() {
    let (desk, _) = till();
    let session = desk.sign_in(ADA).expect("in");
    let mut tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    administration::administration(&mut tried, &session);
    own_account::own_account(&mut tried, &session);
    before_signing_in::before_signing_in(&mut tried);
    tried.refused.sort_unstable();
    assert_eq!(tried.refused, lists::REFUSED);
    assert!(session.has_role("admin"), "nothing of it ends the session");
}

#[test]
fn without_the_setting_there_is_no_badge() {
    let (desk, _) = till();
    let session = desk.sign_in(ADA).expect("in");
    let tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    assert_eq!(tried.run(CheckBadge(session.clone())), None);
    assert!(!tried.run(NoteBadges(vec![(None, secret("0004711"))])));
    let off = Some(AccountError::Quick(QuickRefusal::Off));
    let badge = || secret("0004711");
    assert_eq!(tried.run(SignInWithBadge(badge())).err(), off);
    let session = session.clone();
    let with = UnlockWith::Badge(badge());
    assert_eq!(tried.run(Unlock { session, with }).err(), off);
}
