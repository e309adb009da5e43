//! A fixed sequence of changes of every kind, and the file after each of them.

use std::path::Path;

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::user::{NewUser, UserPatch};
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::{CredentialStore, Edit, Setting};
use egui_authenticator::store::yaml::YamlStore;

pub const HASH: &str = "$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
const OTHER: &str = "$2b$05$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

/// How many changes the sequence has.
pub const COUNT: usize = 64;

pub fn hash(text: &str) -> StoredHash {
    StoredHash::parse(text).expect("a hash")
}

pub fn name(text: &str) -> Username {
    Username::parse(text).expect("a username")
}

pub fn person(username: &str, email: &str) -> NewUser {
    let email = Email::parse(email).expect("an address");
    let mut person = NewUser::new(
        AccountId::of_username(&name(username)),
        name(username),
        email,
        PersonName::new("First", "Last"),
    );
    person.roles = vec![Role::parse("till").expect("a role")];
    person
}

/// The file that everything begins with: some people, comments, an invitation for each newcomer.
pub fn start() -> String {
    let mut text = "# a shop\ncredentials:\n  usernames:\n".to_owned();
    for n in 0..20 {
        let role = if n == 0 { "admin" } else { "till" };
        text.push_str(&format!(
            "    user{n}: # number {n}\n      email: user{n}@shop.example\n      name: User {n}\n      password: {HASH}\n      roles: [{role}]\n"
        ));
    }
    text.push_str("pre-authorized:\n  emails:\n");
    for n in 0..COUNT {
        text.push_str(&format!("  - new{n}@shop.example # asked on Monday\n"));
    }
    text.push_str(
        "views:\n  till: {title: Till, users: [user1, user2, user3], kind: markdown, text: hi}\n",
    );
    text
}

/// The change that comes after `n` others.
fn change(n: usize) -> Edit {
    let round = n / 8;
    match n % 8 {
        0 => Edit::Add {
            user: person(&format!("new{n}"), &format!("new{n}@shop.example")),
            hash: hash(HASH),
        },
        1 => patch(
            0,
            UserPatch::password(hash(if round.is_multiple_of(2) { OTHER } else { HASH })),
        ),
        2 => patch(
            round + 1,
            UserPatch {
                email: Email::parse(&format!("moved{n}@shop.example"))
                    .ok()
                    .map(Some),
                first_name: Some(format!("Renamed {n}")),
                ..UserPatch::default()
            },
        ),
        3 => patch(
            round + 2,
            UserPatch {
                roles: Some(vec![Role::parse("office").expect("a role")]),
                disabled: Some(true),
                ..UserPatch::default()
            },
        ),
        4 => Edit::Rename {
            from: name(&format!("new{}", n - 4)),
            to: name(&format!("renamed{n}")),
        },
        5 => Edit::Set(vec![Setting::Title(Some(format!("Shop {n}")))]),
        6 => Edit::Set(vec![Setting::RememberDays(f64::from(
            u32::try_from(round).expect("small"),
        ))]),
        _ => Edit::Remove(name(&format!("renamed{}", n - 3))),
    }
}

fn patch(user: usize, patch: UserPatch) -> Edit {
    Edit::Update(vec![(name(&format!("user{user}")), patch)])
}

/// Makes the change that comes after `n` others.
pub fn make(store: &YamlStore, n: usize) {
    let revision = store.read().expect("read").revision;
    store.apply(&change(n), &revision).expect("changed");
}

/// The file after 0, 1, … changes.
pub fn texts() -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    write(&file, &start());
    let store = YamlStore::new(&file);
    let mut texts = vec![start()];
    for n in 0..COUNT {
        make(&store, n);
        texts.push(std::fs::read_to_string(&file).expect("read"));
    }
    texts
}

pub fn write(file: &Path, text: &str) {
    std::fs::write(file, text).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(file, private).expect("private");
    }
}
