//! Random changes, with what they make of the model.

use zeroize::Zeroizing;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::key_vault::KeyVault;
use crate::domain::person_name::PersonName;
use crate::domain::recovery::{Code, ResetCode};
use crate::domain::remember_me::TokenHash;
use crate::domain::role::Role;
use crate::domain::settings::Algorithm;
use crate::domain::stored_code::StoredCode;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::user_key::{Sealed, WrappedKey};
use crate::domain::username::Username;
use crate::service::ports::{Edit, Setting};

use super::dice::Dice;
use super::model::{File, HASH, Owner, Person, WORDS, custom_values};

const OTHER_HASH: &str = "$2b$10$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

pub fn username(name: &str) -> Username {
    Username::parse(name).expect("a username")
}

/// A change, what it makes of the model, and whose lines it may touch.
pub fn random_change(dice: &mut Dice, file: &mut File) -> (Edit, Vec<Owner>) {
    let names: Vec<String> = file.people.keys().cloned().collect();
    let name = names.get(dice.roll(names.len().max(1))).cloned();
    match (dice.roll(9), name) {
        (0, _) | (_, None) => add(dice, file),
        (1, Some(name)) => {
            let fresh = format!("new.{}", dice.roll(1000));
            let person = file.people.remove(&name).expect("there");
            file.people.insert(fresh.clone(), person);
            let them = |user: &&mut String| fold(user) == fold(&name);
            let mentions = file.pages.iter_mut().flatten().filter(them);
            mentions.for_each(|user| user.clone_from(&fresh));
            let (from, to) = (username(&name), username(&fresh));
            let owners = vec![Owner::Person(name), Owner::Section("users")];
            (Edit::Rename { from, to }, owners)
        }
        (2, Some(name)) => {
            file.people.remove(&name);
            for page in &mut file.pages {
                page.retain(|user| fold(user) != fold(&name));
            }
            let change = Edit::Remove(username(&name));
            (change, vec![Owner::Person(name), Owner::Section("users")])
        }
        (3, _) => setting(dice),
        (4, _) => {
            let new = format!("invited{}@mail.example", dice.roll(100_000));
            file.emails.push(new.clone());
            let email = Email::parse(&new).expect("an address");
            (Edit::Invite(vec![email]), vec![Owner::PreAuthorised])
        }
        (5, _) if !file.emails.is_empty() => {
            let gone = file.emails[dice.roll(file.emails.len())].clone();
            file.emails.retain(|email| *email != gone);
            let email = Email::parse(&gone).expect("an address");
            (Edit::Uninvite(email), vec![Owner::PreAuthorised])
        }
        (6, Some(name)) => {
            let (Edit::Update(update), mut owners) = patch(dice, file, name) else {
                panic!("a patch changes people")
            };
            let mut newcomers = Vec::new();
            for _ in 0..2 {
                if let (Edit::Add { user, hash }, more) = add(dice, file) {
                    owners.extend(more);
                    newcomers.push((user, hash));
                }
            }
            let add = newcomers;
            (Edit::Import { add, update }, owners)
        }
        (_, Some(name)) => patch(dice, file, name),
    }
}

pub fn add(dice: &mut Dice, file: &mut File) -> (Edit, Vec<Owner>) {
    let name = format!("added{}", dice.roll(100_000));
    let email = match file.emails.first() {
        Some(listed) if dice.chance(2) => listed.clone(),
        _ => format!("{name}@mail.example"),
    };
    file.emails.retain(|listed| *listed != email);
    let (first, last) = (dice.pick(&WORDS), dice.pick(&WORDS));
    let person = Person {
        email: Some(email.clone()),
        first: first.to_owned(),
        last: last.to_owned(),
        hash: HASH.to_owned(),
        roles: vec!["till".to_owned()],
        key_vault: key_vault(dice),
        ..Person::default()
    };
    let key_vault = person.key_vault.clone();
    file.people.insert(name.clone(), person);
    let email = Email::parse(&email).expect("an address");
    let user = NewUser {
        roles: vec![Role::parse("till").expect("a role")],
        key_vault,
        ..NewUser::new(
            AccountId::of_username(&username(&name)),
            username(&name),
            email,
            PersonName::new(first, last),
        )
    };
    let hash = StoredHash::parse(HASH).expect("a hash");
    (Edit::Add { user, hash }, vec![Owner::PreAuthorised])
}

pub fn patch(dice: &mut Dice, file: &mut File, name: String) -> (Edit, Vec<Owner>) {
    let person = file.people.get_mut(&name).expect("there");
    let mut patch = UserPatch::default();
    if dice.chance(2) {
        person.hash = OTHER_HASH.to_owned();
        patch.hash = StoredHash::parse(OTHER_HASH).ok();
    }
    if dice.chance(2) {
        let first = dice.pick(&WORDS);
        first.clone_into(&mut person.first);
        patch.first_name = Some(first.to_owned());
    }
    if dice.chance(3) {
        let last = dice.pick(&WORDS);
        last.clone_into(&mut person.last);
        patch.last_name = Some(last.to_owned());
    }
    if dice.chance(3) {
        let email = format!("changed{}@mail.example", dice.roll(100_000));
        patch.email = Email::parse(&email).ok().map(Some);
        person.email = Some(email);
    }
    if dice.chance(2) {
        let all = ["admin", "office", "till", "with space", "yes"];
        let wanted: Vec<String> = all
            .iter()
            .filter(|_| dice.chance(2))
            .map(|r| (*r).to_owned())
            .collect();
        patch.roles = Some(wanted.iter().filter_map(|r| Role::parse(r)).collect());
        person.roles = wanted;
    }
    if dice.chance(3) {
        person.is_disabled = dice.chance(2);
        patch.disabled = Some(person.is_disabled);
    }
    if dice.chance(4) {
        person.must_change = dice.chance(2);
        patch.must_change_password = Some(person.must_change);
    }
    if dice.chance(4) {
        person.epoch += 1;
        patch.session_epoch = Some(person.epoch);
    }
    if dice.chance(2) {
        person.key_vault = key_vault(dice);
        patch.key_vault = Some(person.key_vault.clone());
    }
    if dice.chance(2) {
        let wanted = custom_values(dice);
        for key in ["badge", "room", "phone"] {
            let now = wanted.get(key).cloned();
            if now.as_ref() != person.fields.get(key) {
                patch.fields.insert(key.to_owned(), now);
            }
        }
        person.fields = wanted;
    }
    let change = Edit::Update(vec![(username(&name), patch)]);
    (change, vec![Owner::Person(name)])
}

/// Any of the things that protect an account.
pub fn key_vault(dice: &mut Dice) -> KeyVault {
    let sealed = |dice: &mut Dice| {
        let letter = dice.pick(&["A", "b", "-", "_", "0"]);
        Sealed::parse(&letter.repeat(80)).expect("sealed")
    };
    let code = Code::new(Zeroizing::new([7; 16]));
    let key = dice.chance(2).then(|| WrappedKey {
        salt: [1; 16],
        sealed: sealed(dice),
    });
    let stored_code = |dice: &mut Dice| {
        let public = "A".repeat(43);
        let earlier = sealed(dice).to_text();
        let text = format!("x1.{public}.{public}.{earlier}");
        StoredCode::parse(dice.pick(&[&earlier, &text])).expect("a code")
    };
    let mut codes: Vec<StoredCode> = (0..dice.roll(4)).map(|_| stored_code(dice)).collect();
    codes.sort_by_key(StoredCode::to_text);
    codes.dedup();
    KeyVault {
        key,
        codes,
        totp: dice.chance(2).then(|| sealed(dice)),
        is_recovered: dice.chance(2),
        reset: dice.chance(2).then(|| {
            let expires_at = Timestamp::from_seconds(1_800_000_000);
            Box::new(ResetCode::new(&code, &TokenHash([1; 32]), expires_at))
        }),
    }
}

pub fn setting(dice: &mut Dice) -> (Edit, Vec<Owner>) {
    let app = vec![Owner::Section("app")];
    match dice.roll(5) {
        0 => (
            Edit::Set(vec![Setting::Title(Some(dice.pick(&WORDS).into()))]),
            app,
        ),
        1 => (Edit::Set(vec![Setting::Title(None)]), app),
        2 => (Edit::Set(vec![Setting::Banner(Some("hello".into()))]), app),
        3 => {
            let days = Setting::RememberDays(0.5);
            (Edit::Set(vec![days]), vec![Owner::Section("cookie")])
        }
        _ => {
            let algorithm = Setting::PasswordHash(Algorithm::Argon2id);
            (Edit::Set(vec![algorithm]), vec![])
        }
    }
}
