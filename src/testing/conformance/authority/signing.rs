//! Signatures of users at restricted computers.

use crate::domain::settings::RoleList;
use crate::domain::user_key::WrappedKey;
use crate::service::ports::{Setting, SignatureFilter, SignerKey, StoredSigningKey};
use crate::testing::conformance::authority::desk::{AuthoritySite, Desk, PASSWORD};

/// A key as it is stored, which no password opens.
fn sealed() -> WrappedKey {
    let text = format!("a1.{}.{}", "A".repeat(22), "A".repeat(60));
    WrappedKey::parse(&text).expect("a wrapped key")
}

/// Nothing is signed without a right password of now, and no one reads the signatures of others.
pub(super) fn without_a_password<S: AuthoritySite>(desk: &Desk<S>) {
    desk.set(Setting::SignaturesAllowed(RoleList::all()));
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let account = view.session.user().id;
    let log = &till.dependencies.signatures;
    let known = log.signing_key(account);
    assert!(known.is_err(), "a sign-in is not enough");
    let signer = SignerKey {
        account,
        key: StoredSigningKey {
            public: [5; 32],
            secret: sealed(),
        },
        replaces: None,
    };
    assert!(log.add_signature(&signer, &|_| None).is_err());
    let all = desk.trusted.read();
    let ada = all.users.find("ada").expect("there").id;
    for account in [Some(ada), None] {
        let filter = SignatureFilter {
            account,
            ..SignatureFilter::ALL
        };
        assert!(log.signatures(&filter).is_err(), "those of others");
    }
    let own = SignatureFilter {
        account: Some(account),
        ..SignatureFilter::ALL
    };
    let own = log.signatures(&own).map(|(own, _)| own.len());
    assert_eq!(own, Ok(0));
}

/// What a restricted computer has signed verifies at a trusted one, and takes a password each time.
#[cfg(feature = "signatures")]
pub(super) fn each_with_its_password<S: AuthoritySite>(desk: &Desk<S>) {
    use crate::domain::signature::statement::{Meaning, Statement};
    use crate::service::caller::{Caller, Operator};
    use crate::testing::conformance::authority::desk::{OTHER, secret};

    desk.set(Setting::SignaturesAllowed(RoleList::all()));
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let statement = Statement::about(b"report", Meaning::Approved, "Report");
    let statement = statement.expect("a statement");
    let signatures = till.service.signatures();
    let sign = |password: &str| {
        let factors = secret(password).into();
        signatures.sign(&view.session, &statement, Some("bob"), &factors)
    };
    assert!(sign(OTHER).is_err());
    for number in 1..=2 {
        let signed = sign(PASSWORD).unwrap_or_else(|error| panic!("signing: {error}"));
        assert_eq!(signed.signed.number, number);
    }
    let account = view.session.user().id;
    let again = till.dependencies.signatures.signing_key(account);
    assert!(again.is_err(), "the password was used");
    let owner = Caller::LocalOwner(Operator::assume());
    let check = desk.trusted.service.signatures().verify(owner);
    let check = check.expect("verified");
    assert!(check.is_good() && check.end.number == 2, "{check:?}");
}
