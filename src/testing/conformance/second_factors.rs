//! Second factors and codes in a [`CredentialStore`]: if a store loses one of them, the password alone is
//! enough to sign in.

use zeroize::Zeroizing;

use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::{CODE_BYTES, Code, ResetCode};
use crate::domain::stored_code::{StoredCode, WrapSeed};
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::user_key::{KEY_BYTES, Key, NONCE_BYTES, Sealed, WrappedKey};
use crate::service::ports::{CredentialStore, Edit};
use crate::testing::conformance::subject::{Subject, add, hash, name, user};

/// Returns a key vault in which nothing is absent. `seed` makes it different from others.
fn key_vault(seed: u8) -> KeyVault {
    let sealed = |letter: &str| letter.repeat(80);
    let letter = char::from(b'B' + seed).to_string();
    let key = Key::new(Zeroizing::new([seed; KEY_BYTES]));
    let code = |byte: u8| {
        let code = Code::new(Zeroizing::new([byte; CODE_BYTES]));
        let seed = WrapSeed {
            ephemeral: Zeroizing::new([byte; KEY_BYTES]),
            nonce: [byte; NONCE_BYTES],
        };
        StoredCode::new(&code, &key, &seed).expect("a recovery code")
    };
    let wrapped = format!("a1.{}.{}", "A".repeat(22), sealed(&letter));
    let reset = format!("{}.{}", 1_800_000_000 + i64::from(seed), "A".repeat(43));
    KeyVault {
        key: Some(WrappedKey::parse(&wrapped).expect("a wrapped key")),
        codes: [3, 1, 2].map(|byte| code(byte + 10 * seed)).to_vec(),
        totp: Some(Sealed::parse(&sealed(&letter)).expect("a second factor")),
        reset: Some(Box::new(ResetCode::parse(&reset).expect("a reset code"))),
        is_recovered: true,
    }
}

fn with_vault(username: &str, seed: u8) -> NewUser {
    NewUser {
        key_vault: key_vault(seed),
        ..user(username, &["till"])
    }
}

/// Checks each part on its own, so that the sentence names the one that is missing.
fn has<S: CredentialStore>(subject: &Subject<S>, login: &str, wanted: &KeyVault, after: &str) {
    let found = subject.find(login).expect("the user").key_vault;
    assert!(
        found.totp == wanted.totp,
        "{after} keeps the second factor of {login}"
    );
    assert!(
        found.codes == wanted.codes,
        "{after} keeps the recovery codes of {login}, in order"
    );
    assert!(
        found.key == wanted.key,
        "{after} keeps the user key of {login}"
    );
    assert!(
        found.reset == wanted.reset,
        "{after} keeps the reset code of {login}"
    );
    assert!(
        found.is_recovered == wanted.is_recovered,
        "{after} keeps that the password of {login} was recovered"
    );
}

pub(super) fn first_user<S: CredentialStore>(store: S) {
    let first = with_vault("Ada", 1);
    assert!(store.create(&first, &hash(0)).is_ok());
    has(&Subject(store), "ada", &key_vault(1), "creating the store");
}

pub(super) fn second_factors<S: CredentialStore>(subject: &Subject<S>) {
    subject.makes(&Edit::Add {
        user: with_vault("eve", 1),
        hash: hash(0),
    });
    has(subject, "eve", &key_vault(1), "adding a user");
    let surname = |who: &str, last: &str| {
        let patch = UserPatch {
            last_name: Some(last.to_owned()),
            ..UserPatch::default()
        };
        (name(who), patch)
    };
    subject.makes(&Edit::Update(vec![surname("eve", "Other")]));
    has(subject, "eve", &key_vault(1), "an update of something else");
    subject.makes(&Edit::Import {
        add: vec![(with_vault("zoe", 2), hash(1))],
        update: vec![surname("eve", "Another")],
    });
    has(subject, "eve", &key_vault(1), "an import");
    has(subject, "zoe", &key_vault(2), "an import");
    subject.makes(&Edit::Rename {
        from: name("eve"),
        to: name("eva"),
    });
    has(subject, "eva", &key_vault(1), "a new name");
    let used = key_vault(1).without_code(1).without_totp();
    let patch = UserPatch::key_vault(used.clone());
    subject.makes(&Edit::Update(vec![(name("eva"), patch)]));
    has(subject, "eva", &used, "an update of the codes");
    has(subject, "zoe", &key_vault(2), "an update of another user");
    subject.makes(&Edit::Remove(name("eva")));
    subject.makes(&add("eva", &[]));
    let later = subject.find("eva").expect("the later user");
    assert!(
        later.key_vault == KeyVault::default(),
        "a later user of this name gets no codes of the earlier one"
    );
}
