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

use crate::proxy::{Fault, Proxy};
use crate::server::Server;
use crate::state::{NOW, computer, computer_behind};

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

/// A signature of a user after the last one. The bytes are not right, which is none of the store's business.
fn sign(user: &User, last: LastSignature<'_>) -> Signature {
    let statement = Statement::about(b"42", Meaning::Approved, "Batch 42").expect("a statement");
    let mut signed = SignedText::new(user, &statement, (NOW, 60));
    (signed.number, signed.previous) = (last.point.number + 1, last.point.link);
    Signature::new(signed, [7; SIGNATURE_BYTES])
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_four_computers_at_once_write_one_chain_of_signatures() {
    let database = Server::shared().migrated();
    thread::scope(|scope| {
        for name in ["ada", "bob", "eve", "zoe"] {
            let user = User::new(Username::parse(name).expect("a username"));
            let state = computer(&database);
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

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_signature_whose_answer_is_lost_is_neither_made_twice_nor_forgotten() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let state = computer_behind(&proxy, &database);
    let user = User::new(Username::parse("ada").expect("a username"));
    let count = || database.sql("SELECT count(*) FROM auth_inner.signature");
    let add = |fault| {
        let is_there = count() != "0";
        proxy.set(fault);
        let begun = proxy.sent().len();
        let added = state.add_signature(&key(&user, is_there), &|last| Some(sign(&user, last)));
        proxy.set(Fault::None);
        (proxy.sent().len() - begun, added.is_ok())
    };
    // Sends so many hundredths of it.
    let cut = |part| {
        // A new connection prepares its statements first.
        assert!(add(Fault::None).1);
        let (length, _) = add(Fault::None);
        let before: u32 = count().parse().expect("a number");
        let (_, is_added) = add(Fault::CutOnceAfter(length * part / 100));
        let more = count().parse::<u32>().expect("a number") - before;
        assert_eq!(more, u32::from(is_added), "{part} hundredths");
        is_added
    };
    for part in (0..100).step_by(5) {
        assert!(!cut(part), "{part} hundredths");
    }
    assert!(cut(100), "only the answer is lost");
}
