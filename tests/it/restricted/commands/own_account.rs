//! Commands of a signed-in user that are refused.

use std::path::PathBuf;

use egui_authenticator::service::Session;
use egui_authenticator::service::account::commands::ChangeAccount;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::personal_data::commands::SaveOwnData;

use super::{Tried, of_action};
use crate::harness::{ADA, secret};
use crate::restricted::till;

pub fn own_account(tried: &mut Tried<'_>, session: &Session) {
    let of = || session.clone();
    tried.refuses(SaveOwnData(of()), of_action);
}

#[test]
fn a_picture_that_cannot_be_read_is_told_as_on_a_trusted_computer() {
    let (desk, _) = till();
    let session = desk.sign_in(ADA).expect("in");
    let tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    let picture = AccountChange::Picture(Some(PathBuf::from("/no/such/picture.png")));
    let changed = tried.run(ChangeAccount {
        session,
        current: secret(ADA.1).into(),
        change: picture,
    });
    assert!(matches!(changed.err(), Some(AccountError::Picture(_))));
}
