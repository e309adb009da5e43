//! Commands that need no session and are refused.

use egui_authenticator::service::recovery::commands::SendMail;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::set_up::commands::SetUp;

use super::{Tried, of_recovery};
use crate::harness::{secret, typed_user};

pub fn before_signing_in(tried: &mut Tried<'_>) {
    tried.refuses(SendMail::Code("ada".to_owned()), of_recovery);
    let user = typed_user("mel", "mel@example.org", "Mel");
    let set_up = SetUp {
        user,
        password: secret("a brand new password"),
    };
    tried.refuses(set_up, |error| match error {
        SetUpError::Store(error) => Some(error),
        _ => None,
    });
}
