//! The editor against a model: random files in many styles and random changes. After each change, the users that
//! are read and the lines that were not to change are compared.
//!
//! `EDIT_CASES=100000 cargo test --lib edit::tests` runs more files than the everyday number.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use zeroize::Zeroizing;

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::customization::CustomValues;
use crate::domain::key_vault::KeyVault;
use crate::domain::person_name::PersonName;
use crate::domain::recovery::{Code, OneTimeCode};
use crate::domain::remember_me::TokenHash;
use crate::domain::role::Role;
use crate::domain::settings::Algorithm;
use crate::domain::stored_code::StoredCode;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::{Sealed, WrappedKey};
use crate::service::ports::Setting;
use crate::store::yaml::edit::*;
use crate::store::yaml::read::read;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
const OTHER_HASH: &str = "$2b$10$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
const NAMES: [&str; 12] = [
    "ada",
    "RBriggs",
    "123",
    "yes",
    "null",
    "a@b.example",
    "o-neil",
    "müller",
    "山田",
    "x.y+z",
    "_under",
    "Zoë",
];
const WORDS: [&str; 12] = [
    "Ada",
    "van der Berg",
    "O'Neil",
    "say \"hi\"",
    "true",
    "007",
    "a: b",
    "x # y",
    "- dash",
    "山田",
    "back\\slash",
    "[odd] {value}",
];

/// A small generator of its own (`SplitMix64`), so that a case is its seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).expect("small")
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.roll(one_in) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    /// A text in some quotes that YAML reads back as the same text.
    fn quoted(&mut self, text: &str) -> String {
        let is_bare = text.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
            && !crate::store::yaml::tree::looks_typed(text);
        match self.roll(3) {
            0 if is_bare || text.starts_with("$2") => text.to_owned(),
            1 => format!("'{}'", text.replace('\'', "''")),
            _ => value::quoted(text),
        }
    }
}

/// The user that a line is about; no other user's change may touch it.
#[derive(Clone, PartialEq, Debug)]
enum Owner {
    None,
    Person(String),
    PreAuthorised,
    Section(&'static str),
}

#[derive(Clone, PartialEq, Debug, Default)]
struct Person {
    email: Option<String>,
    first: String,
    last: String,
    hash: String,
    roles: Vec<String>,
    is_disabled: bool,
    must_change: bool,
    epoch: u32,
    key_vault: KeyVault,
    fields: CustomValues,
}

#[derive(Default)]
struct File {
    lines: Vec<(String, Owner)>,
    people: BTreeMap<String, Person>,
    emails: Vec<String>,
    pages: Vec<Vec<String>>,
    is_crlf: bool,
    has_bom: bool,
    ends_bare: bool,
    comments: usize,
}

impl File {
    fn random(dice: &mut Dice) -> Self {
        let mut file = Self {
            is_crlf: dice.chance(4),
            has_bom: dice.chance(8),
            ends_bare: dice.chance(4),
            ..Self::default()
        };
        let mut sections = [0, 1, 2, 3, 4];
        for i in (1..sections.len()).rev() {
            sections.swap(i, dice.roll(i + 1));
        }
        for section in sections {
            file.noise(dice, 0);
            match section {
                0 => file.credentials(dice),
                1 => file.allowed_emails(dice),
                2 => file.views(dice),
                3 if dice.chance(2) => {
                    file.line("cookie:", Owner::Section("cookie"));
                    file.line("  expiry_days: 3 # days", Owner::Section("cookie"));
                    file.line("  key: x", Owner::Section("cookie"));
                }
                4 if dice.chance(2) => {
                    file.line("app: {title: Shop}", Owner::Section("app"));
                }
                _ => {
                    let name = ["oauth2", "else"][section % 2];
                    file.line(&format!("{name}: {{a: [1, {{b: c}}]}}"), Owner::None);
                }
            }
        }
        file.noise(dice, 0);
        file
    }

    fn line(&mut self, text: &str, owner: Owner) {
        self.lines.push((text.to_owned(), owner));
    }

    /// Comments and blank lines that belong to no user.
    fn noise(&mut self, dice: &mut Dice, indent: usize) {
        if dice.chance(3) {
            self.comments += 1;
            let text = format!("{}# note {}", " ".repeat(indent), self.comments);
            self.line(&text, Owner::None);
        }
        if dice.chance(4) {
            self.line("", Owner::None);
        }
    }

    fn credentials(&mut self, dice: &mut Dice) {
        let step = dice.roll(4) + 1;
        let (one, two) = (" ".repeat(step), step * 2);
        self.line("credentials:", Owner::None);
        self.noise(dice, step);
        self.line(&format!("{one}usernames: # people"), Owner::None);
        for _ in 0..=dice.roll(5) {
            let name = dice.pick(&NAMES);
            let taken = |n: &String| fold(n) == fold(name);
            if self.people.keys().any(taken) {
                continue;
            }
            self.noise(dice, two);
            self.person(dice, name, two);
        }
    }

    fn person(&mut self, dice: &mut Dice, name: &str, indent: usize) {
        let owner = Owner::Person(name.to_owned());
        let mut person = Person {
            hash: HASH.to_owned(),
            ..Person::default()
        };
        let mut fields = vec![("password", dice.quoted(HASH))];
        if dice.chance(2) {
            let email = format!("{}@mail.example", self.people.len());
            fields.push(("email", dice.quoted(&email)));
            person.email = Some(email);
        }
        match dice.roll(4) {
            0 => {
                let (first, last) = (dice.pick(&WORDS), dice.pick(&WORDS));
                let full = PersonName::from_full(&format!("{first} {last}"));
                fields.push(("name", dice.quoted(&full.full())));
                (person.first, person.last) = (full.first, full.last);
            }
            1 => {}
            _ => {
                (person.first, person.last) = (dice.pick(&WORDS).into(), dice.pick(&WORDS).into());
                fields.push(("first_name", dice.quoted(&person.first)));
                fields.push(("last_name", dice.quoted(&person.last)));
            }
        }
        if dice.chance(3) {
            fields.push(("password_hint", dice.quoted("the usual # 1")));
        }
        person.fields = custom_values(dice);
        let roles: &[&str] = &["till", "office", "admin"];
        let roles = &roles[..dice.roll(4)];
        person.roles = roles.iter().map(|r| (*r).to_owned()).collect();
        let key = match name {
            "123" | "yes" | "null" => format!("\"{name}\""),
            name => dice.quoted(name),
        };
        if dice.chance(5) {
            let list = roles.join(", ");
            fields.push(("roles", format!("[{list}]")));
            if !person.fields.is_empty() {
                fields.push(("fields", in_line(dice, &person.fields)));
            }
            let fields: Vec<_> = fields.iter().map(|(k, v)| format!("{k}: {v}")).collect();
            let text = format!("{}{key}: {{{}}}", " ".repeat(indent), fields.join(", "));
            self.line(&text, owner);
        } else {
            let inner = " ".repeat(indent + dice.roll(3) + 1);
            self.line(&format!("{}{key}:", " ".repeat(indent)), owner.clone());
            for (key, value) in fields {
                let comment = if dice.chance(3) { " # mine" } else { "" };
                self.line(&format!("{inner}{key}: {value}{comment}"), owner.clone());
            }
            let is_last = dice.chance(2);
            if !is_last {
                self.custom_fields(dice, &person.fields, &inner, &owner);
            }
            self.roles(dice, roles, &inner, &owner);
            if is_last {
                self.custom_fields(dice, &person.fields, &inner, &owner);
            }
        }
        self.people.insert(name.to_owned(), person);
    }

    fn custom_fields(
        &mut self,
        dice: &mut Dice,
        fields: &CustomValues,
        inner: &str,
        owner: &Owner,
    ) {
        if fields.is_empty() {
            if dice.chance(4) {
                self.line(&format!("{inner}fields:"), owner.clone());
            }
        } else if dice.chance(3) {
            let fields = in_line(dice, fields);
            self.line(&format!("{inner}fields: {fields}"), owner.clone());
        } else {
            self.line(&format!("{inner}fields: # of the app"), owner.clone());
            for (key, value) in fields {
                let value = dice.quoted(value);
                self.line(&format!("{inner}  {key}: {value}"), owner.clone());
            }
        }
    }

    fn roles(&mut self, dice: &mut Dice, roles: &[&str], inner: &str, owner: &Owner) {
        match (dice.roll(4), roles) {
            (0, [one]) => self.line(&format!("{inner}roles: {one}"), owner.clone()),
            (1, []) => {}
            (2, [_, ..]) => {
                self.line(&format!("{inner}roles: # all"), owner.clone());
                let deeper = if dice.chance(2) { "  " } else { "" };
                for role in roles {
                    self.line(&format!("{inner}{deeper}- {role}"), owner.clone());
                }
            }
            (3, []) => self.line(&format!("{inner}roles:"), owner.clone()),
            _ => self.line(
                &format!("{inner}roles: [ {} ]", roles.join(" , ")),
                owner.clone(),
            ),
        }
    }

    fn allowed_emails(&mut self, dice: &mut Dice) {
        let count = dice.roll(4);
        self.emails = (0..count).map(|n| format!("new{n}@mail.example")).collect();
        let name = dice.pick(&["preauthorized", "pre-authorized"]);
        let owner = Owner::PreAuthorised;
        match dice.roll(4) {
            _ if count == 0 => self.line(&format!("{name}: []"), owner),
            0 => self.line(&format!("{name}: [{}]", self.emails.join(", ")), owner),
            1 => {
                let text = format!("{name}: {{emails: [{}]}}", self.emails.join(","));
                self.line(&text, owner);
            }
            form => {
                self.line(&format!("{name}:"), owner.clone());
                let mut indent = "";
                if form == 2 {
                    self.line("  emails:", owner.clone());
                    indent = "  ";
                }
                for email in self.emails.clone() {
                    self.line(&format!("{indent}- {email} # asked"), owner.clone());
                }
            }
        }
    }

    fn views(&mut self, dice: &mut Dice) {
        self.line("views:", Owner::None);
        for n in 0..=dice.roll(2) {
            let users: Vec<String> = (0..dice.roll(3))
                .map(|_| dice.pick(&NAMES).to_owned())
                .collect();
            self.line(&format!("  page{n}:"), Owner::None);
            self.line("    roles: [admin]", Owner::None);
            let shown: Vec<_> = users.iter().map(|user| value::quoted(user)).collect();
            let text = format!("    users: [{}]", shown.join(", "));
            self.line(&text, Owner::Section("users"));
            self.line("    kind: markdown", Owner::None);
            self.line("    text: |", Owner::None);
            self.line("      # Not a comment", Owner::None);
            self.line("      last line", Owner::None);
            self.pages.push(users);
        }
    }

    fn text(&self) -> String {
        let newline = if self.is_crlf { "\r\n" } else { "\n" };
        let lines: Vec<_> = self.lines.iter().map(|(line, _)| line.as_str()).collect();
        let bom = if self.has_bom { "\u{feff}" } else { "" };
        let end = if self.ends_bare { "" } else { newline };
        format!("{bom}{}{end}", lines.join(newline))
    }
}

/// The same people in JSON, in one line or in many.
fn json(dice: &mut Dice, file: &File) -> String {
    let (newline, indent) = if dice.chance(2) {
        ("", "")
    } else {
        ("\n", "    ")
    };
    let text = |text: &str| value::quoted(text);
    let list = |items: &[String]| {
        let items: Vec<_> = items.iter().map(|item| value::quoted(item)).collect();
        format!("[{}]", items.join(", "))
    };
    let people: Vec<_> = file
        .people
        .iter()
        .map(|(name, person)| {
            let mut fields = vec![
                format!("\"first_name\": {}", text(&person.first)),
                format!("\"last_name\": {}", text(&person.last)),
                format!("\"roles\":{}", list(&person.roles)),
                format!("\"password\" : {}", text(&person.hash)),
            ];
            let email = person.email.as_ref();
            fields.extend(email.map(|email| format!("\"email\": {}", text(email))));
            let pair = |(key, value): (&String, &String)| format!("{}: {}", text(key), text(value));
            let own: Vec<_> = person.fields.iter().map(pair).collect();
            if !own.is_empty() {
                fields.push(format!("\"fields\": {{{}}}", own.join(",")));
            }
            format!("{indent}{}: {{{}}}", text(name), fields.join(", "))
        })
        .collect();
    let people = people.join(&format!(",{newline}"));
    format!(
        "{{{newline}\"credentials\": {{\"usernames\": {{{newline}{people}{newline}}}}},{newline}\
         \"preauthorized\": {{\"emails\": {}}}, \"other\": null{newline}}}{newline}",
        list(&file.emails)
    )
}

fn username(name: &str) -> Username {
    Username::parse(name).expect("a username")
}

/// A change, what it makes of the model, and whose lines it may touch.
fn random_change(dice: &mut Dice, file: &mut File) -> (Edit, Vec<Owner>) {
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

fn add(dice: &mut Dice, file: &mut File) -> (Edit, Vec<Owner>) {
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

fn patch(dice: &mut Dice, file: &mut File, name: String) -> (Edit, Vec<Owner>) {
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

/// Some of the fields of an app's own.
fn custom_values(dice: &mut Dice) -> CustomValues {
    let mut values = CustomValues::new();
    for key in ["badge", "room", "phone"] {
        if dice.chance(3) {
            values.insert(key.to_owned(), dice.pick(&WORDS).to_owned());
        }
    }
    values
}

/// A mapping in one line.
fn in_line(dice: &mut Dice, fields: &CustomValues) -> String {
    let entry = |(key, value): (&String, &String)| format!("{key}: {}", dice.quoted(value));
    let entries: Vec<_> = fields.iter().map(entry).collect();
    format!("{{{}}}", entries.join(", "))
}

/// Any of the things that protect an account.
fn key_vault(dice: &mut Dice) -> KeyVault {
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
            Box::new(OneTimeCode::new(&code, &TokenHash([1; 32]), expires_at))
        }),
    }
}

fn setting(dice: &mut Dice) -> (Edit, Vec<Owner>) {
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

/// The lines that belong to others must all be there, in their order, with their ends.
fn others_are_untouched(file: &File, owners: &[Owner], before: &str, after: &str) -> bool {
    let mut lines = after.split_inclusive('\n');
    let mut last = "";
    before
        .split_inclusive('\n')
        .zip(&file.lines)
        .filter(|(_, (_, owner))| !owners.contains(owner))
        .all(|(line, _)| {
            // The last line of a file may have got a line break.
            let found = lines.find(|l| *l == line || l.trim_end_matches(['\r', '\n']) == line);
            last = line;
            found.is_some()
        })
}

fn users_of(text: &str) -> Result<(BTreeMap<String, Person>, Vec<String>), String> {
    let (content, problems) = read(text, Path::new("."));
    let content = content.ok_or_else(|| format!("{problems:?}"))?;
    let person = |user: &crate::domain::user::User| Person {
        email: user.email.as_ref().map(|e| e.as_str().to_owned()),
        first: user.name.first.clone(),
        last: user.name.last.clone(),
        hash: user.hash.as_ref().map_or("", StoredHash::as_str).to_owned(),
        roles: {
            let mut roles: Vec<_> = user.roles.iter().map(|r| r.as_str().to_owned()).collect();
            roles.sort();
            roles
        },
        is_disabled: user.disabled,
        must_change: user.must_change_password,
        epoch: user.session_epoch,
        key_vault: {
            let mut key_vault = user.key_vault.clone();
            key_vault.codes.sort_by_key(StoredCode::to_text);
            key_vault
        },
        fields: user.fields.clone(),
    };
    let people = content.users.iter();
    let people = people.map(|user| (user.username.as_str().to_owned(), person(user)));
    let emails = content.allowed_emails.iter();
    Ok((
        people.collect(),
        emails.map(|e| e.as_str().to_owned()).collect(),
    ))
}

/// Applies a change to the users that the text has.
fn applied(text: &str, change: &Edit) -> Result<(String, Snapshot), Refused> {
    let (before, _) = read(text, Path::new("."));
    let users = before.map(|before| before.users).unwrap_or_default();
    apply(text, &users, change, Path::new("."))
}

fn check(seed: u64) -> Result<(), TestCaseError> {
    let mut dice = Dice(seed);
    let mut file = File::random(&mut dice);
    let text = file.text();
    let (change, owners) = random_change(&mut dice, &mut file);
    for person in file.people.values_mut() {
        person.roles.sort();
    }
    let after = match applied(&text, &change) {
        Ok((after, _)) => after,
        Err(refused) => return Err(TestCaseError::fail(format!("{refused:?} in\n{text}"))),
    };
    let told = || format!("\n--- before\n{text}\n--- after\n{after}");
    let (people, emails) = users_of(&after).map_err(|e| TestCaseError::fail(e + &told()))?;
    prop_assert_eq!(&people, &file.people, "{}", told());
    prop_assert_eq!(&emails, &file.emails, "{}", told());
    prop_assert!(
        others_are_untouched(&file, &owners, &text, &after),
        "{}",
        told()
    );
    prop_assert_eq!(after.starts_with('\u{feff}'), file.has_bom);
    prop_assert!(
        !file.is_crlf || !after.replace("\r\n", "").contains('\n'),
        "{}",
        told()
    );
    prop_assert!(file.is_crlf || !after.contains('\r'), "{}", told());
    Ok(())
}

fn check_json(seed: u64) -> Result<(), TestCaseError> {
    let mut dice = Dice(seed);
    let mut file = File::random(&mut dice);
    let text = json(&mut dice, &file);
    file.pages.clear();
    let (change, _) = random_change(&mut dice, &mut file);
    for person in file.people.values_mut() {
        person.roles.sort();
    }
    let after = applied(&text, &change);
    let (after, _) = after.map_err(|e| TestCaseError::fail(format!("{e:?} in\n{text}")))?;
    let told = || format!("\n--- before\n{text}\n--- after\n{after}");
    let (people, emails) = users_of(&after).map_err(|e| TestCaseError::fail(e + &told()))?;
    prop_assert_eq!(&people, &file.people, "{}", told());
    prop_assert_eq!(&emails, &file.emails, "{}", told());
    // JSON stays JSON, for every program that reads it.
    let is_json = serde_json::from_str::<serde_json::Value>(&after).is_ok();
    prop_assert!(is_json, "{}", told());
    Ok(())
}

fn run(check: fn(u64) -> Result<(), TestCaseError>) {
    let cases = std::env::var("EDIT_CASES").ok();
    let config = Config {
        cases: cases.and_then(|n| n.parse().ok()).unwrap_or(400),
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let result = TestRunner::new(config).run(&any::<u64>(), check);
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn r58_a_file_in_json_stays_one() {
    run(check_json);
}

#[test]
fn r58_any_change_to_any_file_changes_what_it_should_and_no_other_line() {
    run(check);
}
