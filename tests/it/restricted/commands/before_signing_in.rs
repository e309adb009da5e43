//! Commands that need no session and are refused.

use egui_authenticator::service::quick_unlock::commands::SignInWithBadge;
use egui_authenticator::service::recovery::commands::{FindUsername, Recover, SendMail};
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::registration::commands::Register;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::set_up::commands::SetUp;

use super::{Tried, of_account, of_recovery};
use crate::harness::{secret, typed_user};

pub fn before_signing_in(tried: &mut Tried<'_>, code: &str) {
    let login = || "ada".to_owned();
    let code = || secret(code);
    tried.refuses(
        Recover {
            login: login(),
            code: code(),
            new: secret("a brand new password"),
        },
        of_recovery,
    );
    tried.refuses(
        FindUsername {
            email: "ada@example.org".to_owned(),
            code: code(),
        },
        of_recovery,
    );
    tried.refuses(SendMail::Code(login()), of_recovery);
    let user = typed_user("mel", "mel@example.org", "Mel");
    let password = || secret("a brand new password");
    tried.refuses(
        Register {
            user: user.clone(),
            password: password(),
        },
        |error| match error {
            RegisterError::Store(error) => Some(error),
            _ => None,
        },
    );
    let set_up = SetUp {
        user,
        password: password(),
    };
    tried.refuses(set_up, |error| match error {
        SetUpError::Store(error) => Some(error),
        _ => None,
    });
    tried.refuses(SignInWithBadge(secret("0004711")), of_account);
}
