//! Commands that need no session and are refused.

use egui_authenticator::service::approvals::commands::LeaveKiosk;
use egui_authenticator::service::quick_unlock::commands::{SignInWithBadge, SignInWithPin};
use egui_authenticator::service::recovery::commands::SendMail;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::set_up::commands::SetUp;

use super::{Tried, of_account, of_approval, of_recovery};
use crate::harness::{ADA, secret, typed_user};

pub fn before_signing_in(tried: &mut Tried<'_>) {
    let login = || "ada".to_owned();
    tried.refuses(
        LeaveKiosk {
            login: login(),
            factors: secret(ADA.1).into(),
        },
        of_approval,
    );
    tried.refuses(SendMail::Code(login()), of_recovery);
    let user = typed_user("mel", "mel@example.org", "Mel");
    let set_up = SetUp {
        user,
        password: secret("a brand new password"),
    };
    tried.refuses(set_up, |error| match error {
        SetUpError::Store(error) => Some(error),
        _ => None,
    });
    let pin = SignInWithPin {
        username: login(),
        pin: secret("482915"),
    };
    tried.refuses(pin, of_account);
    tried.refuses(SignInWithBadge(secret("0004711")), of_account);
}
