//! Leaving a kiosk: the server checks the administrator, and no session begins.

use crate::domain::recovery::CodeError;
use crate::domain::role::Role;
use crate::domain::user::UserPatch;
use crate::service::account::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::sign_in::SignInError;
use crate::testing::conformance::authority::codes::Phone;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

fn leave(till: &Computer, login: &str, factors: &Factors) -> Result<(), ApproveError> {
    till.service.approvals().leave_kiosk(login, factors)
}

fn of(text: &str) -> Factors {
    secret(text).into()
}

pub(super) fn leaving<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    for (login, password) in [
        ("ada", OTHER),
        ("bob", PASSWORD),
        ("bob", OTHER),
        ("stranger", PASSWORD),
    ] {
        let refused = leave(&till, login, &of(password)).err();
        let wrong = ApproveError::SignIn(SignInError::Refused);
        assert_eq!(refused, Some(wrong), "{login}");
    }
    assert_eq!(leave(&till, " Ada@Example.org ", &of(PASSWORD)), Ok(()));
    assert_eq!(till.users(), [""; 0], "no session begins");
    let view = till.enter("ada", PASSWORD);
    let before = view.before.as_ref().map(|before| before.failures);
    assert_eq!(before, Some(1), "earlier failures stay");
    till.sign_out(&view);
    let must_change = UserPatch {
        must_change_password: Some(true),
        ..UserPatch::default()
    };
    desk.patch("ada", must_change);
    let refused = leave(&till, "ada", &of(PASSWORD)).err();
    assert_eq!(refused, Some(ApproveError::NotReady));
    for _ in 0..5 {
        assert!(leave(&till, "ada", &of(OTHER)).is_err());
    }
    let locked = leave(&till, "ada", &of(PASSWORD)).err();
    let is_locked = matches!(locked, Some(ApproveError::SignIn(SignInError::Locked(_))));
    assert!(is_locked, "{locked:?}");
    let locked = desk.trusted.refused("ada", PASSWORD);
    assert!(matches!(locked, Some(SignInError::Locked(_))), "{locked:?}");
}

pub(super) fn leaving_with_a_code<S: AuthoritySite>(desk: &Desk<S>) {
    let roles = Some(vec![Role::admin()]);
    desk.patch(
        "bob",
        UserPatch {
            roles,
            ..UserPatch::default()
        },
    );
    let phone = Phone::of_bob(desk);
    desk.site.pass(30);
    let till = desk.restricted();
    let missing = leave(&till, "bob", &of(PASSWORD)).err();
    let code = SignInError::Code(CodeError::Empty);
    assert_eq!(missing, Some(ApproveError::SignIn(code)));
    let with = |password: &str, code| of(password).with_code(code);
    let refused = leave(&till, "bob", &with(OTHER, phone.code(&till))).err();
    let wrong = ApproveError::SignIn(SignInError::Refused);
    assert_eq!(refused, Some(wrong), "the code is not looked at");
    let refused = leave(&till, "bob", &with(PASSWORD, secret("000000"))).err();
    let wrong = ApproveError::SignIn(SignInError::CodeWrong);
    assert_eq!(refused, Some(wrong.clone()));
    let code = phone.code(&till);
    let right = leave(&till, "bob", &with(PASSWORD, code.copied()));
    assert_eq!(right, Ok(()));
    assert_eq!(till.users(), [""; 0], "no session begins");
    let again = leave(&till, "bob", &with(PASSWORD, code)).err();
    assert_eq!(again, Some(wrong), "a code works once");
}
