//! Records of the tables: JSON with the words of the configuration file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui_authenticator::domain::page::{LaunchItem, Page, PageAccess, PageContent, PageId, Target};
use egui_authenticator::domain::role::RoleRule;
use egui_authenticator::domain::settings::{Encryption, MailServer};
use egui_authenticator::users::{
    AccessTimes, AccountId, Email, KeyVault, Permission, PersonName, Role, StoredHash, User,
    Username,
};
use serde::{Deserialize, Serialize};

/// A record that cannot be read.
pub struct Damaged;

/// Reads a text that may be missing, but not damaged.
fn read<T>(text: Option<&String>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Damaged> {
    text.map(|text| parse(text).ok_or(Damaged)).transpose()
}

/// Reads texts, none of which may be damaged.
fn read_all<T>(texts: &[String], parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Damaged> {
    let all: Option<_> = texts.iter().map(|text| parse(text)).collect();
    all.ok_or(Damaged)
}

fn names(roles: &[Role]) -> Vec<String> {
    roles.iter().map(|role| role.as_str().to_owned()).collect()
}

/// A user.
#[derive(Serialize, Deserialize)]
pub struct UserRow {
    account_id: String,
    username: String,
    email: Option<String>,
    first_name: String,
    last_name: String,
    password: Option<String>,
    roles: Vec<String>,
    disabled: bool,
    /// First day, last day and hours of the access.
    times: [String; 3],
    pending: bool,
    picture: Option<PathBuf>,
    must_change_password: bool,
    session_epoch: u32,
    /// Wrapped keys, the second factor and codes.
    key_vault: String,
    fields: BTreeMap<String, String>,
}

impl UserRow {
    pub fn of(user: &User) -> Self {
        Self {
            account_id: user.id.to_string(),
            username: user.username.as_str().to_owned(),
            email: user.email.as_ref().map(|email| email.as_str().to_owned()),
            first_name: user.name.first.clone(),
            last_name: user.name.last.clone(),
            password: user.hash.as_ref().map(|hash| hash.as_str().to_owned()),
            roles: names(&user.roles),
            disabled: user.disabled,
            times: user.times.texts(),
            pending: user.is_pending,
            picture: user.picture.clone(),
            must_change_password: user.must_change_password,
            session_epoch: user.session_epoch,
            key_vault: user.key_vault.to_text(),
            fields: user.fields.clone(),
        }
    }

    pub fn user(self) -> Result<User, Damaged> {
        let mut user = User::new(Username::parse(&self.username).map_err(|_| Damaged)?);
        user.id = AccountId::parse(&self.account_id).ok_or(Damaged)?;
        user.email = read(self.email.as_ref(), |text| Email::parse(text).ok())?;
        user.name = PersonName::new(&self.first_name, &self.last_name);
        user.hash = read(self.password.as_ref(), |text| StoredHash::parse(text).ok())?;
        user.roles = read_all(&self.roles, Role::parse)?;
        user.disabled = self.disabled;
        let [from, until, hours] = &self.times;
        user.times = AccessTimes::parse(from, until, hours).map_err(|_| Damaged)?;
        user.is_pending = self.pending;
        user.picture = self.picture;
        user.must_change_password = self.must_change_password;
        user.session_epoch = self.session_epoch;
        user.key_vault = KeyVault::parse(&self.key_vault).ok_or(Damaged)?;
        user.fields = self.fields;
        Ok(user)
    }
}

/// A page.
#[derive(Serialize, Deserialize)]
pub struct PageRow {
    id: String,
    title: String,
    icon: Option<String>,
    everyone: bool,
    roles: Vec<String>,
    users: Vec<String>,
    content: ContentRow,
}

#[derive(Serialize, Deserialize)]
enum ContentRow {
    Text(String),
    File(PathBuf),
    Launch(Vec<ItemRow>),
    /// Of a kind that this program does not know.
    Other,
}

#[derive(Serialize, Deserialize)]
struct ItemRow {
    title: String,
    description: Option<String>,
    icon: Option<String>,
    target: TargetRow,
}

#[derive(Serialize, Deserialize)]
enum TargetRow {
    Program(String, Vec<String>),
    File(PathBuf),
    Link(String),
    Other,
}

impl ItemRow {
    fn of(item: &LaunchItem) -> Self {
        Self {
            title: item.title.clone(),
            description: item.description.clone(),
            icon: item.icon.clone(),
            target: match &item.target {
                Target::Program { program, arguments } => {
                    TargetRow::Program(program.clone(), arguments.clone())
                }
                Target::File(path) => TargetRow::File(path.clone()),
                Target::Link(link) => TargetRow::Link(link.clone()),
                _ => TargetRow::Other,
            },
        }
    }

    fn item(self) -> Result<LaunchItem, Damaged> {
        Ok(LaunchItem {
            title: self.title,
            description: self.description,
            icon: self.icon,
            target: match self.target {
                TargetRow::Program(program, arguments) => Target::Program { program, arguments },
                TargetRow::File(path) => Target::File(path),
                TargetRow::Link(link) => Target::Link(link),
                TargetRow::Other => return Err(Damaged),
            },
        })
    }
}

impl PageRow {
    pub fn of(page: &Page) -> Self {
        let users = page.access.users.iter();
        Self {
            id: page.id.0.clone(),
            title: page.title.clone(),
            icon: page.icon.clone(),
            everyone: page.access.everyone,
            roles: names(&page.access.roles),
            users: users.map(|user| user.as_str().to_owned()).collect(),
            content: match &page.content {
                PageContent::Markdown(text) => ContentRow::Text(text.clone()),
                PageContent::MarkdownFile(path) => ContentRow::File(path.clone()),
                PageContent::Launch(items) => {
                    ContentRow::Launch(items.iter().map(ItemRow::of).collect())
                }
                _ => ContentRow::Other,
            },
        }
    }

    pub fn page(self) -> Result<Page, Damaged> {
        let access = PageAccess {
            everyone: self.everyone,
            roles: read_all(&self.roles, Role::parse)?,
            users: read_all(&self.users, |user| Username::parse(user).ok())?,
        };
        let content = match self.content {
            ContentRow::Text(text) => PageContent::Markdown(text),
            ContentRow::File(path) => PageContent::MarkdownFile(path),
            ContentRow::Launch(items) => {
                let items: Result<_, _> = items.into_iter().map(ItemRow::item).collect();
                PageContent::Launch(items?)
            }
            ContentRow::Other => return Err(Damaged),
        };
        let mut page = Page::new(PageId(self.id), self.title, access, content);
        page.icon = self.icon;
        Ok(page)
    }
}

/// What a role grants.
#[derive(Serialize, Deserialize)]
pub struct RoleRow {
    role: String,
    permissions: Vec<String>,
    pages: Vec<String>,
}

impl RoleRow {
    pub fn of(rule: &RoleRule) -> Self {
        let permissions = rule.permissions.iter();
        Self {
            role: rule.role.as_str().to_owned(),
            permissions: permissions.map(|one| one.word().to_owned()).collect(),
            pages: rule.pages.iter().map(|page| page.0.clone()).collect(),
        }
    }

    pub fn rule(self) -> Result<RoleRule, Damaged> {
        Ok(RoleRule {
            role: Role::parse(&self.role).ok_or(Damaged)?,
            permissions: read_all(&self.permissions, |word| of_word(&Permission::WORDS, word))?,
            pages: self.pages.into_iter().map(PageId).collect(),
        })
    }
}

fn of_word<T: Copy>(words: &[(&'static str, T)], word: &str) -> Option<T> {
    let found = words.iter().find(|(known, _)| *known == word);
    found.map(|(_, value)| *value)
}

/// The mail server. Its password has to be readable, so the database is for its owner alone.
#[derive(Serialize, Deserialize)]
pub struct MailRow {
    server: String,
    port: Option<u16>,
    encryption: String,
    username: Option<String>,
    password: Option<String>,
    from: String,
}

impl MailRow {
    pub fn of(mail: &MailServer) -> Self {
        Self {
            server: mail.server.clone(),
            port: mail.port,
            encryption: mail.encryption.word().to_owned(),
            username: mail.username.clone(),
            password: mail.password.clone(),
            from: mail.from.as_str().to_owned(),
        }
    }

    pub fn server(self) -> Result<MailServer, Damaged> {
        Ok(MailServer {
            server: self.server,
            port: self.port,
            encryption: of_word(&Encryption::WORDS, &self.encryption).ok_or(Damaged)?,
            username: self.username,
            password: self.password,
            from: Email::parse(&self.from).map_err(|_| Damaged)?,
        })
    }
}
