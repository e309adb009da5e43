//! A model of a configuration file: what it holds, and its text in one of many styles.

use std::collections::BTreeMap;

use crate::domain::customization::CustomValues;
use crate::domain::fold;
use crate::domain::key_vault::KeyVault;
use crate::domain::person_name::PersonName;
use crate::store::yaml::edit::value;

use super::dice::Dice;

pub const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

pub const NAMES: [&str; 12] = [
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

pub const WORDS: [&str; 12] = [
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

/// The user that a line is about; no other user's change may touch it.
#[derive(Clone, PartialEq, Debug)]
pub enum Owner {
    None,
    Person(String),
    PreAuthorised,
    Section(&'static str),
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Person {
    pub email: Option<String>,
    pub first: String,
    pub last: String,
    pub hash: String,
    pub roles: Vec<String>,
    pub is_disabled: bool,
    pub must_change: bool,
    pub epoch: u32,
    pub key_vault: KeyVault,
    pub fields: CustomValues,
}

#[derive(Default)]
pub struct File {
    pub lines: Vec<(String, Owner)>,
    pub people: BTreeMap<String, Person>,
    pub emails: Vec<String>,
    pub pages: Vec<Vec<String>>,
    pub is_crlf: bool,
    pub has_bom: bool,
    pub ends_bare: bool,
    pub comments: usize,
}

impl File {
    pub fn random(dice: &mut Dice) -> Self {
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

    pub fn text(&self) -> String {
        let newline = if self.is_crlf { "\r\n" } else { "\n" };
        let lines: Vec<_> = self.lines.iter().map(|(line, _)| line.as_str()).collect();
        let bom = if self.has_bom { "\u{feff}" } else { "" };
        let end = if self.ends_bare { "" } else { newline };
        format!("{bom}{}{end}", lines.join(newline))
    }
}

/// The same people in JSON, in one line or in many.
pub fn json(dice: &mut Dice, file: &File) -> String {
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

/// Some of the fields of an app's own.
pub fn custom_values(dice: &mut Dice) -> CustomValues {
    let mut values = CustomValues::new();
    for key in ["badge", "room", "phone"] {
        if dice.chance(3) {
            values.insert(key.to_owned(), dice.pick(&WORDS).to_owned());
        }
    }
    values
}

/// A mapping in one line.
pub fn in_line(dice: &mut Dice, fields: &CustomValues) -> String {
    let entry = |(key, value): (&String, &String)| format!("{key}: {}", dice.quoted(value));
    let entries: Vec<_> = fields.iter().map(entry).collect();
    format!("{{{}}}", entries.join(", "))
}
