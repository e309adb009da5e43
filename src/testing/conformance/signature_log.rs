//! The contract of [`SignatureLog`].

use crate::domain::audit_chain::ChainPoint;
use crate::domain::signature::chain::{SIGNATURE_BYTES, Signature, StoredSignature};
use crate::domain::signature::statement::{Meaning, Statement};
use crate::domain::signature::text::SignedText;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::user_key::WrappedKey;
use crate::domain::username::Username;
use crate::service::ports::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, Signer, SignerKey,
    StoredSigningKey,
};

const EVERYTHING: SignatureFilter = SignatureFilter::ALL;

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn signature_log<S: SignatureLog>(make: impl Fn() -> S) {
    adding(&make());
    keys(&make());
}

fn user(name: &str) -> User {
    User::new(Username::parse(name).expect("a username"))
}

/// The key of a user.
fn key(name: &str, byte: u8, replaces: Option<u8>) -> SignerKey {
    let secret = format!("a1.{}.{}", "A".repeat(22), "A".repeat(80));
    SignerKey {
        account: user(name).id,
        key: StoredSigningKey {
            public: [byte; 32],
            secret: WrappedKey::parse(&secret).expect("wrapped"),
        },
        replaces: replaces.map(|byte| [byte; 32]),
    }
}

/// A signature of a user after another one. The bytes are not right, which is none of the store's business.
fn signature(name: &str, before: ChainPoint) -> Signature {
    let statement = Statement::about(b"42", Meaning::Approved, "Batch 42").expect("a statement");
    let at = Timestamp::from_seconds(1_800_000_000);
    let mut signed = SignedText::new(&user(name), &statement, (at, 60));
    (signed.number, signed.previous) = (before.number + 1, before.link);
    Signature::new(signed, [7; SIGNATURE_BYTES])
}

fn adding<S: SignatureLog>(store: &S) {
    let nothing = (Vec::new(), ChainPoint::START);
    assert_eq!(store.signatures(&EVERYTHING), Ok(nothing.clone()));
    let none = store.add_signature(&key("ada", 1, None), &|_| None);
    assert_eq!(none, Ok(AddedSignature::None));
    assert_eq!(
        store.signatures(&EVERYTHING),
        Ok(nothing),
        "nothing was signed"
    );
    let mut all = Vec::new();
    let mut end = ChainPoint::START;
    for (name, replaces) in [
        ("ada", None),
        ("bob", None),
        ("ada", Some(1)),
        ("eve", None),
    ] {
        let added = store.add_signature(&key(name, 1, replaces), &|last| {
            assert_eq!(last.point, end, "the last signature");
            assert_eq!(last.stored, all.first());
            Some(signature(name, last.point))
        });
        let Ok(AddedSignature::Added(added)) = added else {
            panic!("not added: {added:?}");
        };
        end = added.point();
        all.insert(0, StoredSignature::from(&added));
    }
    let found = |filter| store.signatures(&filter).expect("found").0;
    assert_eq!(
        store.signatures(&EVERYTHING),
        Ok((all.clone(), end)),
        "the latest first"
    );
    assert!(all.iter().all(|stored| stored.signature().is_some()));
    let of_ada = SignatureFilter {
        account: Some(user("ada").id),
        ..EVERYTHING
    };
    assert_eq!(found(of_ada), [all[1].clone(), all[3].clone()]);
    let page = SignatureFilter {
        before: Some(4),
        limit: 2,
        ..EVERYTHING
    };
    assert_eq!(found(page), all[1..3]);
    let mut signers = store.signers().expect("signers");
    signers.sort_by(|a, b| a.username.cmp(&b.username));
    let expected = ["ada", "bob", "eve"].map(|name| Signer {
        username: name.to_owned(),
        account: Some(user(name).id),
    });
    assert_eq!(signers, expected, "each of them once");
}

fn keys<S: SignatureLog>(store: &S) {
    let add = |name: &str, byte: u8, replaces: Option<u8>| {
        let sign = |last: LastSignature<'_>| Some(signature(name, last.point));
        let added = store.add_signature(&key(name, byte, replaces), &sign);
        matches!(added.expect("no failure"), AddedSignature::Added(_))
    };
    let stored = |name: &str| {
        let stored = store.signing_key(user(name).id).expect("read");
        stored.map(|stored| stored.public[0])
    };
    assert_eq!(stored("ada"), None);
    assert!(add("ada", 1, None));
    assert_eq!(stored("ada"), Some(1), "stored with the signature");
    assert!(!add("ada", 2, None), "there is a key by now");
    assert!(!add("ada", 3, Some(2)), "there is another key by now");
    assert_eq!(stored("ada"), Some(1));
    assert!(add("ada", 1, Some(1)));
    assert!(add("ada", 2, Some(1)));
    assert!(add("bob", 4, None));
    for _ in 0..2 {
        assert_eq!(store.forget_signing_key(user("ada").id), Ok(()));
        assert_eq!(stored("ada"), None);
    }
    assert_eq!(stored("bob"), Some(4));
    let (all, _) = store.signatures(&EVERYTHING).expect("read");
    assert_eq!(all.len(), 4, "only those that were signed with the key");
}
