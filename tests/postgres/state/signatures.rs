//! One chain of signatures over several computers.

use std::thread;

use egui_authenticator::domain::signature::chain::{SIGNATURE_BYTES, Signature};
use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::domain::signature::text::SignedText;
use egui_authenticator::domain::user::User;
use egui_authenticator::domain::user_key::WrappedKey;
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::{
    AddedSignature, LastSignature, SignatureFilter, SignatureLog, SignerKey, StoredSigningKey,
};

use crate::server::Server;
use crate::state::{NOW, computer};

/// The key of a user who always has the same one.
fn key(user: &User, is_there: bool) -> SignerKey {
    let secret = format!("a1.{}.{}", "A".repeat(22), "A".repeat(80));
    SignerKey {
        account: user.id,
        key: StoredSigningKey {
            public: [1; 32],
            secret: WrappedKey::parse(&secret).expect("wrapped"),
        },
        replaces: is_there.then_some([1; 32]),
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_four_computers_at_once_write_one_chain_of_signatures() {
    let database = Server::shared().migrated();
    let statement = Statement::about(b"42", Meaning::Approved, "Batch 42").expect("a statement");
    let sign = |user: &User, last: LastSignature<'_>| {
        let mut signed = SignedText::new(user, &statement, (NOW, 60));
        (signed.number, signed.previous) = (last.point.number + 1, last.point.link);
        Signature::new(signed, [7; SIGNATURE_BYTES])
    };
    thread::scope(|scope| {
        for name in ["ada", "bob", "eve", "zoe"] {
            let user = User::new(Username::parse(name).expect("a username"));
            let (state, sign) = (computer(&database), &sign);
            scope.spawn(move || {
                for n in 0..10 {
                    let key = key(&user, n > 0);
                    let added = state.add_signature(&key, &|last| Some(sign(&user, last)));
                    assert!(matches!(added, Ok(AddedSignature::Added(_))), "{added:?}");
                }
            });
        }
    });
    let (all, end) = computer(&database)
        .signatures(&SignatureFilter::ALL)
        .expect("read");
    let chain: Vec<_> = all
        .iter()
        .map(|stored| stored.signature().expect("whole"))
        .collect();
    assert_eq!(chain.len(), 40);
    assert_eq!(chain[0].point(), end);
    for pair in chain.windows(2) {
        let before = pair[1].point();
        let after = &pair[0].signed;
        assert_eq!(
            (after.number - 1, after.previous),
            (before.number, before.link)
        );
    }
}
