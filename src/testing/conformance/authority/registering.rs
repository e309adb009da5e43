//! Users who register at a restricted computer.

use crate::domain::person_name::PersonName;
use crate::domain::registration::{HOURLY_MAX, RegistrationPolicy};
use crate::domain::role::Role;
use crate::service::ports::{Edit, Setting, StoreError};
use crate::service::registration::RegisterError;
use crate::service::sign_in::SignInError;
use crate::service::users::UserInput;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, email, secret,
};

/// Registers a user. Returns whether the account waits for approval.
fn register(computer: &Computer, username: &str, email: &str) -> Result<bool, RegisterError> {
    let input = UserInput::new(username, email, PersonName::new("Zoe", "Z"));
    let registered = computer
        .service
        .registration()
        .register(&input, &secret(OTHER));
    registered.map(|registered| {
        assert_eq!(registered.codes.len(), 8, "recovery codes");
        registered.value.is_waiting
    })
}

fn can_register(computer: &Computer) -> bool {
    let info = computer.service.set_up().open();
    info.is_ok_and(|info| info.settings.can_register())
}

fn set<S: AuthoritySite>(desk: &Desk<S>, mode: RegistrationPolicy) {
    let till = Role::parse("till").expect("a role");
    desk.set(Setting::RegistrationMode(mode));
    desk.set(Setting::RegistrationRoles(vec![till]));
}

const RESTRICTED: Result<bool, RegisterError> = Err(RegisterError::Store(StoreError::Restricted));

pub(super) fn open<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    assert!(!can_register(&till), "no address is listed");
    assert_eq!(register(&till, "zoe", "zoe@example.org"), RESTRICTED);
    set(desk, RegistrationPolicy::Open);
    assert!(can_register(&till));
    let taken = Err(RegisterError::UsernameTaken);
    assert_eq!(register(&till, "BOB", "zoe@example.org"), taken);
    assert_eq!(
        register(&till, "cleo@example.org", "zoe@example.org"),
        taken
    );
    let refused = Err(RegisterError::EmailNotAccepted);
    assert_eq!(register(&till, "zoe", "bob@example.org"), refused);
    assert_eq!(register(&till, "zoe", "zoe@example.org"), Ok(false));
    for computer in [&till, &desk.trusted] {
        let view = computer.enter("zoe@example.org", OTHER);
        assert!(view.session.has_role("till"), "the roles of the settings");
        assert!(!view.session.has_role("admin"));
        computer.sign_out(&view);
    }
    // Letters that could look like others are compared at a trusted computer.
    assert_eq!(
        register(&till, "z\u{43e}e", "other@example.org"),
        RESTRICTED
    );
    let domains = vec!["example.org".to_owned()];
    desk.set(Setting::RegistrationDomains(domains));
    assert_eq!(register(&till, "eve", "eve@example.net"), refused);
    assert_eq!(register(&till, "eve", "eve@Example.org"), Ok(false));
}

pub(super) fn listed<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    set(desk, RegistrationPolicy::Listed);
    desk.make(&Edit::Invite(vec![
        email("zoe@example.org"),
        email("eve@example.org"),
    ]));
    assert!(can_register(&till));
    let refused = Err(RegisterError::EmailNotAccepted);
    assert_eq!(register(&till, "zoe", "bob@example.org"), refused);
    assert_eq!(register(&till, "zoe", "max@example.org"), refused, "R18");
    assert_eq!(register(&till, "zoe", "ZOE@example.org"), Ok(false));
    let again = register(&till, "zoe2", "zoe@example.org");
    assert_eq!(again, refused, "one invitation makes one account (R65)");
}

pub(super) fn approved<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    set(desk, RegistrationPolicy::Approval);
    assert_eq!(register(&till, "zoe", "zoe@example.org"), Ok(true));
    // Of an address with an account, nothing tells that it has one (R84).
    assert_eq!(register(&till, "max", "bob@example.org"), Ok(true));
    for address in ["bob@example.org", "eve@example.org"] {
        let taken = register(&till, address, address);
        assert_eq!(taken, Err(RegisterError::UsernameTaken), "{address}");
    }
    for name in ["zoe", "max"] {
        let waits = till.refused(name, OTHER);
        assert_eq!(waits, Some(SignInError::Pending), "{name}");
        let taken = register(&till, name, "other@example.org");
        assert_eq!(taken, Err(RegisterError::UsernameTaken), "{name}");
    }
    let view = till.enter("bob", PASSWORD);
    till.sign_out(&view);
}

pub(super) fn trusted_only<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    set(desk, RegistrationPolicy::Open);
    desk.set(Setting::RegistrationVerifyEmail(true));
    assert!(!can_register(&till), "it sends no mail");
    assert_eq!(register(&till, "zoe", "zoe@example.org"), RESTRICTED);
    desk.set(Setting::RegistrationVerifyEmail(false));
    desk.set(Setting::RegistrationRoles(vec![Role::admin()]));
    assert!(!can_register(&till), "it gives no permissions");
    assert_eq!(register(&till, "zoe", "zoe@example.org"), RESTRICTED);
    set(desk, RegistrationPolicy::Closed);
    assert_eq!(register(&till, "zoe", "zoe@example.org"), RESTRICTED);
}

pub(super) fn limited<S: AuthoritySite>(desk: &Desk<S>) {
    let (till, other) = (desk.restricted(), desk.restricted());
    set(desk, RegistrationPolicy::Open);
    for n in 0..HOURLY_MAX {
        let made = register(&till, &format!("zoe{n}"), &format!("zoe{n}@example.org"));
        assert_eq!(made, Ok(false), "{n}");
    }
    let more = || register(&till, "eve", "eve@example.org");
    assert_eq!(more(), Err(RegisterError::TooManyHere), "R83");
    assert_eq!(register(&other, "max", "max@example.org"), Ok(false));
    desk.site.pass(60 * 60);
    assert_eq!(more(), Ok(false));
}
