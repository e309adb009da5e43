//! What a [`CredentialStore`] owes: people found by every name, changes that are made whole or not at
//! all, on the state that they were decided on, with none lost between two who write.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::domain::appearance::Accent;
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::language::Language;
use crate::domain::page::PageId;
use crate::domain::person_name::PersonName;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::Role;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;
use crate::service::ports::{CredentialStore, Edit, Revision, Setting, StoreError, Versioned};

/// Hashes without a known password.
const HASHES: [&str; 2] = [
    "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
    "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lO",
];
/// How many each of two writers adds at the same time.
const EACH: usize = 12;
/// How long a store may take to tell of a change.
const PATIENCE: Duration = Duration::from_secs(10);

fn name(text: &str) -> Username {
    Username::parse(text).expect("a username")
}

fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

fn hash(at: usize) -> StoredHash {
    StoredHash::parse(HASHES[at]).expect("a hash")
}

fn role(text: &str) -> Role {
    Role::parse(text).expect("a role")
}

fn person(username: &str, roles: &[&str]) -> NewUser {
    let address = email(&format!("{username}@example.org"));
    NewUser {
        roles: roles.iter().map(|text| role(text)).collect(),
        fields: [("badge".to_owned(), format!("b-{username}"))].into(),
        ..NewUser::new(name(username), address, PersonName::new("First", username))
    }
}

fn add(username: &str, roles: &[&str]) -> Edit {
    Edit::Add {
        user: person(username, roles),
        hash: hash(0),
    }
}

/// A store and what is asked of it again and again.
struct Tried<S>(S);

impl<S: CredentialStore> Tried<S> {
    /// With an administrator and another user.
    fn staffed(make: &impl Fn() -> S) -> Self {
        let store = make();
        let made = store.create(&person("Ada", &["admin"]), &hash(0));
        assert!(made.is_ok(), "{made:?}");
        let tried = Self(store);
        tried.makes(&add("bob", &["till", "office"]));
        tried
    }

    fn find(&self, login: &str) -> Versioned<Option<User>> {
        let found = self.0.find(login);
        found.unwrap_or_else(|error| panic!("finding {login}: {error}"))
    }

    fn names(&self) -> Vec<String> {
        let found = self.0.users().expect("everybody");
        let names = found.value.iter().map(|user| user.username.as_str());
        names.map(ToOwned::to_owned).collect()
    }

    fn revision(&self) -> Revision {
        self.0.users().expect("everybody").revision
    }

    fn makes(&self, change: &Edit) {
        let made = self.0.apply(change, &self.revision());
        assert_eq!(
            made,
            Ok(self.revision()),
            "a change is made, and its revision returned"
        );
    }

    fn listed(&self) -> Vec<String> {
        let found = self.0.allowed_emails().expect("the list").value;
        found
            .iter()
            .map(|email| email.as_str().to_owned())
            .collect()
    }
}

/// Holds a store against its contract. `make` gives one in which nothing was made yet, another one at
/// each call.
///
/// # Panics
/// When a promise is not kept.
pub fn credential_store<S: CredentialStore + 'static>(make: impl Fn() -> S) {
    making(&make());
    finding(&Tried::staffed(&make));
    changing_people(&Tried::staffed(&make));
    all_or_nothing(&Tried::staffed(&make));
    on_the_state_that_it_was_decided_on(&Tried::staffed(&make));
    names_and_pages(&Tried::staffed(&make));
    the_list(&Tried::staffed(&make));
    settings(&Tried::staffed(&make));
    two_writers(&Tried::staffed(&make));
    telling(&Tried::staffed(&make));
}

fn making<S: CredentialStore>(store: &S) {
    let absent = Some(StoreError::Absent);
    assert_eq!(
        store.settings().err(),
        absent,
        "before it is made, there is none"
    );
    assert_eq!(store.find("ada").err(), absent, "and no user in it");
    let revision = Revision([0; 32]);
    let made = store.apply(&add("eve", &["admin"]), &revision);
    assert!(made.is_err(), "a change does not make one");
    let made = store.create(&person("Ada", &["admin"]), &hash(0));
    let revision = store.read().expect("a snapshot").revision;
    assert_eq!(made, Ok(revision), "the revision that it has from now on");
    let again = store.create(&person("eve", &["admin"]), &hash(0));
    assert_eq!(again, Err(StoreError::Exists), "it is made once");
    let everybody = store.users().expect("everybody").value;
    assert_eq!(everybody.len(), 1, "and what was there stays");
    assert_eq!(
        everybody[0].username.as_str(),
        "Ada",
        "spelt as it was given"
    );
    let plain = store.plain_passwords().expect("passwords").value;
    assert!(plain.is_empty(), "nothing of it is in plain text");
    let problems = store.inspect().expect("inspected");
    let is_error = |problem: &crate::domain::problem::Problem| {
        problem.severity() == crate::domain::problem::Severity::Error
    };
    assert!(!problems.iter().any(is_error), "{problems:?}");
    assert!(!store.location().is_empty(), "messages say where it is");
}

fn finding<S: CredentialStore>(tried: &Tried<S>) {
    for login in ["Ada", "ADA", " ada ", "ada@example.org", "Ada@Example.ORG"] {
        let found = tried.find(login).value;
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
            "fields of an app are kept"
        );
    }
    assert_eq!(tried.find("unknown").value.map(|user| user.username), None);
    assert_eq!(
        tried.names(),
        ["Ada", "bob"],
        "in the order in which they came"
    );
    let bob = tried.find("bob").value.expect("bob");
    assert_eq!(
        bob.roles,
        [role("till"), role("office")],
        "roles keep their order"
    );
    let looks_like = |text: &str| {
        let found = tried.0.find_look_alike(text).expect("looked up").value;
        found.map(|user| user.username.as_str().to_owned())
    };
    assert_eq!(looks_like("BOB").as_deref(), Some("bob"));
    assert_eq!(
        looks_like("bоb").as_deref(),
        Some("bob"),
        "with a Cyrillic letter"
    );
    assert_eq!(looks_like("rob"), None);
    let named = tried.0.named_roles().expect("roles");
    let mut named: Vec<_> = named.iter().map(|named| named.role.as_str()).collect();
    named.sort_unstable();
    assert_eq!(named, ["admin", "office", "till"], "each once");
}

fn changing_people<S: CredentialStore>(tried: &Tried<S>) {
    let patch = UserPatch {
        email: Some(email("rob@example.org")),
        first_name: Some("Rob".to_owned()),
        last_name: Some("Builder".to_owned()),
        roles: Some(vec![role("lead")]),
        disabled: Some(true),
        is_pending: Some(true),
        hash: Some(hash(1)),
        must_change_password: Some(true),
        session_epoch: Some(7),
        fields: [
            ("badge".to_owned(), None),
            ("room".to_owned(), Some("12".to_owned())),
        ]
        .into(),
        ..UserPatch::default()
    };
    let mut wanted = tried.find("bob").value.expect("bob");
    patch.apply_to(&mut wanted);
    let ada = tried.find("ada").value;
    tried.makes(&Edit::Update(vec![(name("BOB"), patch)]));
    assert!(
        tried.find("bob").value == Some(wanted.clone()),
        "everything in the patch, and nothing else"
    );
    assert!(
        tried.find("rob@example.org").value.is_some(),
        "found by the new address"
    );
    assert!(
        tried.find("bob@example.org").value.is_none(),
        "and not by the old one"
    );
    assert!(tried.find("ada").value == ada, "others stay as they are");
    assert_eq!(tried.names(), ["Ada", "bob"], "and so does the order");
    let back = UserPatch {
        disabled: Some(false),
        ..UserPatch::default()
    };
    wanted.disabled = false;
    tried.makes(&Edit::Update(vec![(name("bob"), back)]));
    assert!(
        tried.find("bob").value == Some(wanted),
        "what a patch does not name stays"
    );
}

fn all_or_nothing<S: CredentialStore>(tried: &Tried<S>) {
    let before = tried.revision();
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
            add: vec![(person("eve", &[]), hash(0))],
            update: vec![disable("unknown")],
        },
        Edit::Remove(name("unknown")),
    ];
    for change in half {
        assert!(
            tried.0.apply(&change, &before).is_err(),
            "no user has that name"
        );
        assert!(
            tried.find("bob").value.is_some_and(|bob| !bob.disabled),
            "nothing is half done"
        );
        assert_eq!(tried.names(), ["Ada", "bob"], "nothing is half done");
        assert_eq!(tried.revision(), before, "what was refused changes nothing");
    }
    let preview = tried
        .0
        .preview(&add("eve", &["till"]))
        .expect("a preview")
        .value;
    assert_ne!(preview.0, preview.1, "a preview shows what would change");
    assert_eq!(tried.revision(), before, "and changes nothing");
    tried.makes(&Edit::Import {
        add: vec![(person("eve", &[]), hash(0)), (person("zoe", &[]), hash(1))],
        update: vec![disable("bob")],
    });
    assert_eq!(tried.names(), ["Ada", "bob", "eve", "zoe"]);
    assert!(tried.find("bob").value.is_some_and(|bob| bob.disabled));
    assert_ne!(tried.revision(), before, "another state has another name");
}

fn on_the_state_that_it_was_decided_on<S: CredentialStore>(tried: &Tried<S>) {
    let seen = tried.revision();
    let to = |last: &str| {
        let patch = UserPatch {
            last_name: Some(last.to_owned()),
            ..UserPatch::default()
        };
        Edit::Update(vec![(name("bob"), patch)])
    };
    tried.makes(&to("Quicker"));
    let late = tried.0.apply(&to("Late"), &seen);
    assert_eq!(late, Err(StoreError::Changed), "another writer was quicker");
    let bob = tried.find("bob").value.expect("bob");
    assert_eq!(bob.name.last, "Quicker", "and what they did stays");
    let never = tried.0.apply(&to("Never"), &Revision([0xa5; 32]));
    assert_eq!(never, Err(StoreError::Changed), "a state that never was");
}

fn names_and_pages<S: CredentialStore>(tried: &Tried<S>) {
    let id = PageId("bench".to_owned());
    tried.makes(&Edit::Set(vec![Setting::AddPage {
        id: id.clone(),
        title: "Bench".to_owned(),
        roles: vec![role("lead")],
        text: "Only for them.".to_owned(),
    }]));
    let open_to = vec!["bob".to_owned()];
    tried.makes(&Edit::Set(vec![Setting::PageUsers(id, open_to)]));
    let access = || {
        let settings = tried.0.settings().expect("settings");
        let view = settings.views.iter().find(|view| view.id.0 == "bench");
        view.map(|view| view.access.clone()).expect("the page")
    };
    assert_eq!(access().roles, [role("lead")]);
    assert_eq!(access().users, [name("bob")]);
    tried.makes(&Edit::Rename {
        from: name("bob"),
        to: name("robert"),
    });
    assert_eq!(tried.names(), ["Ada", "robert"], "at the same place");
    assert_eq!(
        access().users,
        [name("robert")],
        "pages name them by the new name"
    );
    tried.makes(&Edit::Remove(name("robert")));
    assert_eq!(tried.names(), ["Ada"]);
    assert!(
        access().users.is_empty(),
        "a later user of the name does not get the page"
    );
}

fn the_list<S: CredentialStore>(tried: &Tried<S>) {
    let (eve, zoe) = (email("eve@example.org"), email("Zoe@example.org"));
    assert!(tried.listed().is_empty());
    tried.makes(&Edit::Invite(vec![eve.clone(), zoe.clone()]));
    assert_eq!(tried.listed(), ["eve@example.org", "Zoe@example.org"]);
    let is_listed = |email: &Email| tried.0.is_email_allowed(email).expect("looked up").value;
    assert!(
        is_listed(&email("ZOE@EXAMPLE.ORG")),
        "capitals do not matter"
    );
    assert!(
        tried
            .0
            .settings()
            .is_ok_and(|settings| settings.is_anyone_listed)
    );
    tried.makes(&add("eve", &[]));
    assert!(!is_listed(&eve), "an invitation is used up");
    tried.makes(&Edit::Uninvite(zoe.clone()));
    assert!(!is_listed(&zoe), "and can be taken back");
    assert!(
        tried
            .0
            .settings()
            .is_ok_and(|settings| !settings.is_anyone_listed)
    );
}

fn settings<S: CredentialStore>(tried: &Tried<S>) {
    tried.makes(&Edit::Set(vec![
        Setting::Title(Some("The lab".to_owned())),
        Setting::RegistrationMode(RegistrationPolicy::Approval),
        Setting::RegistrationDomains(vec!["example.org".to_owned()]),
        Setting::LockMinutes(9),
        Setting::UserTiles(true),
        Setting::Accent(Some(Accent([0x0a, 0x7d, 0x4f]))),
        Setting::Language(Some(Language::German)),
        Setting::RememberDays(3.0),
    ]));
    let settings = tried.0.settings().expect("settings");
    assert_eq!(settings.title.as_deref(), Some("The lab"));
    assert_eq!(settings.registration.mode, RegistrationPolicy::Approval);
    assert_eq!(settings.registration.domains, ["example.org"]);
    assert_eq!(settings.lock.after_minutes, 9);
    assert!(settings.user_tiles);
    assert_eq!(settings.accent, Some(Accent([0x0a, 0x7d, 0x4f])));
    assert_eq!(settings.language, Some(Language::German));
    assert!((settings.remember.days() - 3.0).abs() < f64::EPSILON);
    tried.makes(&Edit::Set(vec![
        Setting::Title(None),
        Setting::Accent(None),
        Setting::Language(None),
    ]));
    let settings = tried.0.settings().expect("settings");
    assert_eq!(settings.title, None, "back to the default");
    assert_eq!((settings.accent, settings.language), (None, None));
    assert_eq!(settings.lock.after_minutes, 9, "and nothing else");
}

fn two_writers<S: CredentialStore>(tried: &Tried<S>) {
    thread::scope(|scope| {
        for writer in ["a", "b"] {
            scope.spawn(move || {
                for number in 0..EACH {
                    let change = add(&format!("{writer}{number}"), &[]);
                    loop {
                        match tried.0.apply(&change, &tried.revision()) {
                            Ok(_) => break,
                            Err(StoreError::Changed | StoreError::Busy) => thread::yield_now(),
                            Err(error) => panic!("{error}"),
                        }
                    }
                }
            });
        }
    });
    assert_eq!(tried.names().len(), 2 + 2 * EACH, "no user is lost");
}

fn telling<S: CredentialStore>(tried: &Tried<S>) {
    let (tell, told) = mpsc::channel();
    let watch = tried.0.watch(std::sync::Arc::new(move || {
        // The suite stops listening when it has heard enough.
        let (Ok(()) | Err(_)) = tell.send(());
    }));
    // A store that cannot tell is asked at sign-ins and pages instead.
    if let Some(watch) = watch {
        tried.makes(&add("eve", &[]));
        assert!(told.recv_timeout(PATIENCE).is_ok(), "who watches is told");
        drop(watch);
    }
}
