//! Commands of a signed-in user that are refused.

use std::path::PathBuf;

use egui_authenticator::service::Session;
use egui_authenticator::service::account::commands::{ChangeAccount, Unlock, UnlockWith};
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::personal_data::commands::SaveOwnData;

use super::{Tried, of_account, of_action};
use crate::harness::{ADA, secret};
use crate::restricted::till;

pub fn own_account(tried: &mut Tried<'_>, session: &Session) {
    let of = || session.clone();
    tried.refuses(SaveOwnData(of()), of_action);
}

#[test]
fn changes_of_the_account_that_only_a_trusted_computer_makes_are_refused() {
    let (desk, _) = till();
    let session = desk.sign_in(ADA).expect("in");
    let mut tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    for change in [
        AccountChange::Badge(secret("0004711")),
        AccountChange::BadgeOff,
    ] {
        let session = session.clone();
        // Also with a wrong password: it is not looked at.
        let current = secret("wrong").into();
        tried.refuses(
            ChangeAccount {
                session,
                current,
                change,
            },
            of_account,
        );
    }
    let with = UnlockWith::Badge(secret("0004711"));
    let locked = session.clone();
    let unlock = Unlock {
        session: locked,
        with,
    };
    tried.refuses(unlock, of_account);
    let picture = AccountChange::Picture(Some(PathBuf::from("/no/such/picture.png")));
    let changed = tried.run(ChangeAccount {
        session,
        current: secret(ADA.1).into(),
        change: picture,
    });
    assert!(matches!(changed.err(), Some(AccountError::Picture(_))));
}
