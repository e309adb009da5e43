//! The text of a configuration file with these users and settings.

use std::borrow::Cow;
use std::path::Path;

use crate::domain::approval::ApprovalRule;
use crate::domain::email::Email;
use crate::domain::role::RoleRule;
use crate::domain::setting::SETTINGS;
use crate::domain::settings::{MailServer, Settings};
use crate::service::ports::unaffected::is_same;
use crate::service::ports::user_directory::UserDirectory;

use crate::store::yaml::edit::pages::page_value;
use crate::store::yaml::edit::settings::value;
use crate::store::yaml::edit::user_value;
use crate::store::yaml::edit::value::{Value, key_text, role_list};
use crate::store::yaml::read;

/// The column by which an entry is indented under its section.
const STEP: usize = 2;

/// The entries of a mapping.
pub(crate) type Fields = Vec<(Cow<'static, str>, Value)>;

/// Returns the text; `None` if it would not be read as the same users and settings.
pub(crate) fn text_of(content: &UserDirectory) -> Option<String> {
    let text = text_of_sections(&sections(content)?);
    is_read_as(&text, content).then_some(text)
}

/// Returns the text of sections, one below the other.
pub(crate) fn text_of_sections(sections: &Fields) -> String {
    let lines = sections.iter();
    lines
        .map(|(key, value)| value.in_block(&key_text(key), 0, STEP, "\n"))
        .collect()
}

fn sections(content: &UserDirectory) -> Option<Fields> {
    let users = content.users.iter().map(|user| {
        let name = user.username.as_str().to_owned();
        Some((Cow::from(name), user_value(user)?))
    });
    let users = Value::Fields(users.collect::<Option<_>>()?);
    let mut all: Fields = vec![("credentials".into(), one("usernames", users))];
    let emails = content.allowed_emails.iter();
    let emails: Vec<_> = emails.map(|email| email.as_str().to_owned()).collect();
    if !emails.is_empty() {
        let emails = one("emails", Value::List(emails));
        all.push(("pre-authorized".into(), emails));
    }
    all.extend(settings_sections(&content.settings)?);
    Some(all)
}

/// Returns the sections of the settings; `None` if a value cannot be written.
pub(crate) fn settings_sections(settings: &Settings) -> Option<Fields> {
    let mut all = of_table(settings);
    let mail = settings.mail.as_ref();
    all.extend(mail.map(|server| ("mail".into(), mail_value(server))));
    let named = |key: &'static str, entries: Fields| {
        (!entries.is_empty()).then(|| (key.into(), Value::Fields(entries)))
    };
    let approvals = settings.approvals.iter();
    let approvals = approvals.map(|rule| (rule.action.clone().into(), approval_value(rule)));
    all.extend(named("approvals", approvals.collect()));
    // Relative paths stay relative.
    let folder = Path::new("");
    let pages = settings.views.iter();
    let pages = pages.map(|page| Some((page.id.0.clone().into(), page_value(page, folder)?)));
    all.extend(named("views", pages.collect::<Option<_>>()?));
    let roles = settings.roles.iter();
    let roles = roles.map(|rule| (rule.role.as_str().to_owned().into(), role_value(rule)));
    all.extend(named("roles", roles.collect()));
    Some(all)
}

fn one(key: &'static str, value: Value) -> Value {
    Value::Fields(vec![(key.into(), value)])
}

/// Returns the sections of the settings that have a value.
fn of_table(settings: &Settings) -> Fields {
    let mut sections: Vec<(&'static str, Fields)> = Vec::new();
    for info in SETTINGS.iter().filter(|info| settings.gives(info)) {
        let now = info.now(settings).value();
        // A value that was emptied has no text.
        let text = now.to_string();
        let Some(value) = value(now).filter(|_| info.parse(&text).is_some()) else {
            continue;
        };
        let (section, key) = info.section_and_key();
        let field = (key.into(), value);
        match sections.iter_mut().find(|(name, _)| *name == section) {
            Some((_, fields)) => fields.push(field),
            None => sections.push((section, vec![field])),
        }
    }
    let sections = sections.into_iter();
    sections
        .map(|(name, fields)| (name.into(), Value::Fields(fields)))
        .collect()
}

fn mail_value(server: &MailServer) -> Value {
    let text = |text: &String| Value::Text(text.clone());
    let mut fields: Fields = vec![("server".into(), text(&server.server))];
    let port = server.port.map(|port| Value::Bare(port.to_string()));
    fields.extend(port.map(|port| ("port".into(), port)));
    let word = server.encryption.word().to_owned();
    fields.push(("encryption".into(), Value::Text(word)));
    let username = server.username.as_ref().map(text);
    fields.extend(username.map(|name| ("username".into(), name)));
    let password = server.password.as_ref().map(text);
    fields.extend(password.map(|password| ("password".into(), password)));
    let from = server.from.as_str().to_owned();
    fields.push(("from".into(), Value::Text(from)));
    Value::Fields(fields)
}

fn approval_value(rule: &ApprovalRule) -> Value {
    let flag = |flag: bool| Value::Bare(flag.to_string());
    Value::Fields(vec![
        ("roles".into(), role_list(&rule.roles)),
        ("allow_same_person".into(), flag(rule.allow_same_person)),
        ("require_reason".into(), flag(rule.require_reason)),
        (
            "valid_seconds".into(),
            Value::Bare(rule.valid_seconds.to_string()),
        ),
        ("pin".into(), flag(rule.pin)),
    ])
}

fn role_value(rule: &RoleRule) -> Value {
    let permissions = rule.permissions.iter().map(|one| one.word().to_owned());
    let pages = rule.pages.iter().map(|page| page.0.clone());
    Value::Fields(vec![
        ("permissions".into(), Value::List(permissions.collect())),
        ("pages".into(), Value::List(pages.collect())),
    ])
}

/// Returns `true` if a text is read as these users and settings.
fn is_read_as(text: &str, content: &UserDirectory) -> bool {
    let Some(read) = read::read(text, Path::new("")).0 else {
        return false;
    };
    let texts = |emails: &[Email]| -> Vec<String> {
        let texts = emails.iter().map(|email| email.as_str().to_owned());
        texts.collect()
    };
    let mut users = read.users.iter().zip(&content.users);
    read.users.len() == content.users.len()
        && users.all(|(read, user)| is_same(read, user))
        && read.settings.rows() == content.settings.rows()
        && texts(&read.allowed_emails) == texts(&content.allowed_emails)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::access_times::AccessTimes;
    use crate::domain::account_id::AccountId;
    use crate::domain::credential::StoredHash;
    use crate::domain::key_vault::KeyVault;
    use crate::domain::person_name::PersonName;
    use crate::domain::role::Role;
    use crate::domain::user::User;
    use crate::domain::user_key::WrappedKey;
    use crate::domain::username::Username;

    const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

    /// A user with everything that an entry can have, in the quotes that these texts need.
    fn user(number: u8, texts: &[String; 3], flags: [bool; 5]) -> User {
        let [first, last, field] = texts;
        let [
            disabled,
            is_pending,
            must_change_password,
            has_hash,
            has_key,
        ] = flags;
        let secret = format!("a1.{}.{}", "A".repeat(22), "A".repeat(80));
        let key = has_key.then(|| WrappedKey::parse(&secret).expect("wrapped"));
        let name = format!("user{number}");
        User {
            id: AccountId::new([number; 16]),
            email: Email::parse(&format!("{name}@example.org")).ok(),
            name: PersonName::new(first, last),
            roles: vec![
                Role::parse("lead").expect("a role"),
                Role::parse("a, b").expect("a role"),
            ],
            disabled,
            times: AccessTimes::parse("2026-01-01", "2026-12-31", "mon-fri 08:00-18:00")
                .expect("times"),
            is_pending,
            picture: has_key.then(|| "/home/user/a picture.png".into()),
            hash: has_hash.then(|| StoredHash::parse(HASH).expect("a hash")),
            must_change_password,
            session_epoch: u32::from(number),
            key_vault: KeyVault {
                key,
                is_recovered: disabled,
                ..KeyVault::default()
            },
            fields: [("number".to_owned(), field.clone())]
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            ..User::new(Username::parse(&name).expect("a username"))
        }
    }

    proptest! {
        #[test]
        fn whatever_users_have_is_written_so_that_it_is_read_again(
            texts in proptest::array::uniform3("[a-zäÅß\"'#:\\\\{}&*!|>%@,-]{0,12}"),
            flags in any::<[bool; 5]>(),
        ) {
            let users = (1..4).map(|number| user(number, &texts, flags)).collect();
            let emails = vec![Email::parse("eve@example.org").expect("an address")];
            let content = UserDirectory::new(Settings::default(), users, emails);
            prop_assert!(text_of(&content).is_some());
        }
    }

    #[test]
    fn a_user_whose_entry_is_damaged_is_not_written() {
        let damaged = User {
            mistake: Some(crate::domain::user::Mistake::Entry),
            ..user(1, &[const { String::new() }; 3], [false; 5])
        };
        let content = UserDirectory::new(Settings::default(), vec![damaged], Vec::new());
        assert_eq!(text_of(&content), None);
    }
}
