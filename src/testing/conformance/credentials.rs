//! The contract of [`CredentialStore`]: users are found by every name, changes are made as a whole or not at all,
//! on the revision that they were decided on, and none is lost between two writers.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use crate::domain::problem::{Problem, Severity};
use crate::domain::role::Role;
use crate::domain::user::UserPatch;
use crate::service::ports::{CredentialStore, Edit, Revision, StoreError};
use crate::testing::conformance::subject::{Subject, add, email, hash, name, role, user};
use crate::testing::conformance::{changes, second_factors};

/// How many users each of two writers adds.
const EACH: usize = 12;
/// How long a store may take to notify of a change.
const PATIENCE: Duration = Duration::from_secs(10);

/// Checks a store against its contract. `make` returns a store that has not been created, another one at each
/// call.
///
/// # Panics
/// If the contract is broken.
pub fn credential_store<S: CredentialStore + 'static>(make: impl Fn() -> S) {
    creation(&make());
    let subject = || Subject::with_two_users(&make);
    lookup(&subject());
    second_factors::first_user(make());
    second_factors::second_factors(&subject());
    changes::order(&subject());
    atomic_changes(&subject());
    revisions(&subject());
    polling(&subject());
    concurrent_writers(&subject());
    watching(&subject());
    changes::user_changes(&subject());
    changes::renaming_and_pages(&subject());
    changes::allowed_emails(&subject());
    changes::settings(&subject());
}

fn creation<S: CredentialStore>(store: &S) {
    let absent = Some(StoreError::Absent);
    assert_eq!(
        store.read().map(drop).err(),
        absent,
        "there is none at first"
    );
    let revision = Revision([0; 32]);
    let made = store.apply(&add("eve", &["admin"]), &revision);
    assert!(made.is_err(), "a change does not create one");
    let made = store.create(&user("Ada", &["admin"]), &hash(0));
    let revision = store.read().expect("a snapshot").revision;
    assert_eq!(made, Ok(revision), "the revision that it has from now on");
    let again = store.create(&user("eve", &["admin"]), &hash(0));
    assert_eq!(again, Err(StoreError::Exists), "it is created once");
    let snapshot = store.read().expect("a snapshot");
    assert_eq!(snapshot.users.len(), 1, "and its content stays");
    let username = snapshot.users[0].username.as_str();
    assert_eq!(username, "Ada", "spelled as it was given");
    let plain = &snapshot.plain_passwords;
    assert!(plain.is_empty(), "no password is in plain text");
    let problems = store.inspect().expect("inspected");
    let is_error = |problem: &Problem| problem.severity() == Severity::Error;
    assert!(!problems.iter().any(is_error), "{problems:?}");
    assert!(!store.location().is_empty(), "messages name its location");
}

fn lookup<S: CredentialStore>(subject: &Subject<S>) {
    for login in ["Ada", "ADA", " ada ", "ada@example.org", "Ada@Example.ORG"] {
        let found = subject.find(login);
        let found = found.unwrap_or_else(|| panic!("{login:?} finds Ada"));
        assert_eq!(found.username.as_str(), "Ada");
        assert_eq!(found.email, Some(email("ada@example.org")));
        assert_eq!(
            (found.name.first.as_str(), found.name.last.as_str()),
            ("First", "Ada")
        );
        assert_eq!(found.roles, [Role::admin()]);
        assert!(found.hash == Some(hash(0)), "the password is kept");
        assert_eq!(
            found.field("badge"),
            Some("b-Ada"),
            "the fields of an app are kept"
        );
    }
    assert_eq!(subject.find("unknown").map(|user| user.username), None);
    assert_eq!(
        subject.names(),
        ["Ada", "bob"],
        "in the order in which they were added"
    );
    let bob = subject.find("bob").expect("bob");
    assert_eq!(
        bob.roles,
        [role("till"), role("office")],
        "roles keep their order"
    );
    let looks_like = |text: &str| {
        let found = subject.read().users.find_look_alike(text).cloned();
        found.map(|user| user.username.as_str().to_owned())
    };
    assert_eq!(looks_like("BOB").as_deref(), Some("bob"));
    assert_eq!(
        looks_like("bоb").as_deref(),
        Some("bob"),
        "with a Cyrillic letter"
    );
    assert_eq!(looks_like("rob"), None);
    let named = Arc::clone(&subject.read().named_roles);
    let mut named: Vec<_> = named.iter().map(|named| named.role.as_str()).collect();
    named.sort_unstable();
    assert_eq!(named, ["admin", "office", "till"], "each once");
}

fn atomic_changes<S: CredentialStore>(subject: &Subject<S>) {
    let before = subject.revision();
    let disable = |who: &str| {
        let patch = UserPatch {
            disabled: Some(true),
            ..UserPatch::default()
        };
        (name(who), patch)
    };
    let half = [
        Edit::Update(vec![disable("bob"), disable("unknown")]),
        Edit::Import {
            add: vec![(user("eve", &[]), hash(0))],
            update: vec![disable("unknown")],
        },
        Edit::Remove(name("unknown")),
    ];
    for change in half {
        assert!(
            subject.0.apply(&change, &before).is_err(),
            "there is no such user"
        );
        assert!(
            subject.find("bob").is_some_and(|bob| !bob.disabled),
            "no part of it is made"
        );
        assert_eq!(subject.names(), ["Ada", "bob"], "no part of it is made");
        assert_eq!(
            subject.revision(),
            before,
            "a refused change changes nothing"
        );
    }
    let preview = subject.0.preview(&add("eve", &["till"]));
    let texts = preview.expect("a preview");
    assert_ne!(
        texts.before, texts.after,
        "a preview shows what would change"
    );
    let shown = texts.before + &texts.after;
    assert!(
        !shown.contains(hash(0).as_str()),
        "but no password hash (R96)"
    );
    assert_eq!(subject.revision(), before, "and changes nothing");
    subject.makes(&Edit::Import {
        add: vec![(user("eve", &[]), hash(0)), (user("zoe", &[]), hash(1))],
        update: vec![disable("bob")],
    });
    assert_eq!(subject.names(), ["Ada", "bob", "eve", "zoe"]);
    assert!(subject.find("bob").is_some_and(|bob| bob.disabled));
    assert_ne!(
        subject.revision(),
        before,
        "another state has another revision"
    );
}

fn revisions<S: CredentialStore>(subject: &Subject<S>) {
    let seen = subject.revision();
    let to = |last: &str| {
        let patch = UserPatch {
            last_name: Some(last.to_owned()),
            ..UserPatch::default()
        };
        Edit::Update(vec![(name("bob"), patch)])
    };
    subject.makes(&to("Quicker"));
    let late = subject.0.apply(&to("Late"), &seen);
    assert_eq!(late, Err(StoreError::Changed), "another change was quicker");
    let bob = subject.find("bob").expect("bob");
    assert_eq!(bob.name.last, "Quicker", "and stays");
    let never = subject.0.apply(&to("Never"), &Revision([0xa5; 32]));
    assert_eq!(never, Err(StoreError::Changed), "an unknown revision");
}

fn polling<S: CredentialStore>(subject: &Subject<S>) {
    let look = || subject.0.revision().expect("a revision");
    let before = subject.revision();
    assert_eq!(look(), before, "that of what is read");
    let preview = subject.0.preview(&add("eve", &[]));
    assert!(
        preview.is_ok() && look() == before,
        "a preview is no change"
    );
    let refused = subject.0.apply(&Edit::Remove(name("unknown")), &before);
    assert!(refused.is_err() && look() == before, "nor is a refused one");
    subject.makes(&add("eve", &[]));
    let added = look();
    assert_ne!(added, before, "a change is noticed");
    assert_eq!(added, subject.revision(), "that of what is read");
    subject.makes(&Edit::Invite(vec![email("zoe@example.org")]));
    assert_ne!(look(), added, "every change is noticed");
    assert!(
        !subject.0.poll_every().is_zero(),
        "looking takes a break in between"
    );
}

fn concurrent_writers<S: CredentialStore>(subject: &Subject<S>) {
    thread::scope(|scope| {
        for writer in ["a", "b"] {
            scope.spawn(move || {
                for number in 0..EACH {
                    let change = add(&format!("{writer}{number}"), &[]);
                    loop {
                        match subject.0.apply(&change, &subject.revision()) {
                            Ok(_) => break,
                            Err(error) if error.kind().can_retry() => thread::yield_now(),
                            Err(error) => panic!("{error}"),
                        }
                    }
                }
            });
        }
    });
    assert_eq!(subject.names().len(), 2 + 2 * EACH, "no user is lost");
}

fn watching<S: CredentialStore>(subject: &Subject<S>) {
    let (tell, told) = mpsc::channel();
    let watch = subject.0.watch(Arc::new(move || {
        // The suite stops listening when it has heard enough.
        let (Ok(()) | Err(_)) = tell.send(());
    }));
    // A store that cannot notify is polled instead.
    if let Some(watch) = watch {
        subject.makes(&add("eve", &[]));
        assert!(told.recv_timeout(PATIENCE).is_ok(), "watchers are notified");
        drop(watch);
    }
}
