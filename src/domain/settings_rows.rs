//! Settings as rows of text: what a credential store over a database keeps of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::domain::approval::{ApprovalRule, VALID_SECONDS_MAX, VALID_SECONDS_MIN, is_action_name};
use crate::domain::built_in_action::is_reserved;
use crate::domain::email::Email;
use crate::domain::page::{LaunchItem, Page, PageAccess, PageContent, PageId, Target, is_link};
use crate::domain::role::{Permission, Role, RoleRule};
use crate::domain::setting::{SETTINGS, SettingInfo};
use crate::domain::settings::{Encryption, MailServer, Settings};
use crate::domain::username::Username;

/// The path of a row of [`Settings::rows`] that is damaged, missing, there twice, or of a later version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the row {0} cannot be used")]
#[non_exhaustive]
pub struct RowError(pub String);

impl Settings {
    /// Returns what a credential store keeps of these settings: paths and texts. They have each value that is given, even if
    /// it is the default, and the pages, roles, approvals and mail server, whose password is one of the texts. Each path is there once.
    ///
    /// ```
    /// use egui_authenticator::Settings;
    ///
    /// let settings = Settings::default().lock_minutes(10);
    /// assert_eq!(settings.rows(), [("lock.after_minutes".to_owned(), "10".to_owned())]);
    /// assert_eq!(Settings::of_rows(settings.rows()), Ok(settings));
    /// ```
    #[must_use]
    pub fn rows(&self) -> Vec<(String, String)> {
        let given = SETTINGS.iter().filter(|info| self.gives(info));
        let rows = given.map(|info| (info, info.now(self).value().to_string()));
        // A value that was emptied has no text.
        let rows = rows.filter(|(info, text)| info.parse(text).is_some());
        let mut rows = Written(
            rows.map(|(info, text)| (info.path.to_owned(), text))
                .collect(),
        );
        rows.list("roles", &self.roles, Written::role);
        rows.list("approvals", &self.approvals, Written::approval);
        rows.list("views", &self.views, Written::page);
        if let Some(mail) = &self.mail {
            rows.mail(mail);
        }
        rows.0
    }

    /// Returns the settings with these [rows](Self::rows), in any order.
    ///
    /// # Errors
    /// [`RowError`] if a row is damaged, there twice, missing, or not known. Without one of them, a program could start with
    /// other arguments.
    pub fn of_rows(
        rows: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Result<Self, RowError> {
        let mut left = Left(BTreeMap::new());
        for (path, text) in rows {
            let path = path.into();
            if left.0.insert(path.clone(), text.into()).is_some() {
                return Err(RowError(path));
            }
        }
        let mut settings = Self::default();
        for info in SETTINGS {
            if let Some(text) = left.take(info.path) {
                let setting = SettingInfo::parse(info, &text);
                let setting = setting.ok_or_else(|| RowError(info.path.to_owned()))?;
                setting.apply_to(&mut settings);
            }
        }
        settings.roles = left.list("roles", Left::role)?;
        settings.approvals = left.list("approvals", Left::approval)?;
        settings.views = left.list("views", Left::page)?;
        if let Some(server) = left.take("mail.server") {
            settings.mail = Some(Arc::new(left.mail(server)?));
        }
        match left.0.into_keys().next() {
            Some(path) => Err(RowError(path)),
            None => Ok(settings),
        }
    }
}

/// The rows so far.
struct Written(Vec<(String, String)>);

impl Written {
    fn put(&mut self, path: String, text: impl Into<String>) {
        self.0.push((path, text.into()));
    }

    fn put_some(&mut self, path: String, text: Option<&String>) {
        if let Some(text) = text {
            self.put(path, text);
        }
    }

    /// Puts the number of items, unless there are none, and the items.
    fn list<T>(&mut self, path: &str, items: &[T], put: impl Fn(&mut Self, &str, &T)) {
        if !items.is_empty() {
            self.put(path.to_owned(), items.len().to_string());
        }
        for (n, item) in items.iter().enumerate() {
            put(self, &format!("{path}.{n}"), item);
        }
    }

    fn texts<T>(&mut self, path: &str, items: &[T], text: impl Fn(&T) -> &str) {
        self.list(path, items, |rows, at, item| {
            rows.put(at.to_owned(), text(item));
        });
    }

    fn role(&mut self, at: &str, rule: &RoleRule) {
        self.put(format!("{at}.name"), rule.role.as_str());
        let permissions = &rule.permissions;
        self.texts(&format!("{at}.permissions"), permissions, |one| one.word());
        self.texts(&format!("{at}.pages"), &rule.pages, |page| &page.0);
    }

    fn approval(&mut self, at: &str, rule: &ApprovalRule) {
        self.put(format!("{at}.action"), &rule.action);
        self.texts(&format!("{at}.roles"), &rule.roles, Role::as_str);
        let same_person = rule.allow_same_person.to_string();
        self.put(format!("{at}.allow_same_person"), same_person);
        self.put(
            format!("{at}.require_reason"),
            rule.require_reason.to_string(),
        );
        self.put(
            format!("{at}.valid_seconds"),
            rule.valid_seconds.to_string(),
        );
        self.put(format!("{at}.pin"), rule.pin.to_string());
    }

    fn page(&mut self, at: &str, page: &Page) {
        let access = &page.access;
        self.put(format!("{at}.id"), &page.id.0);
        self.put(format!("{at}.title"), &page.title);
        self.put_some(format!("{at}.icon"), page.icon.as_ref());
        self.put(format!("{at}.everyone"), access.everyone.to_string());
        self.texts(&format!("{at}.roles"), &access.roles, Role::as_str);
        self.texts(&format!("{at}.users"), &access.users, Username::as_str);
        self.approved_by(at, page.approval.as_ref());
        match &page.content {
            PageContent::Markdown(text) => self.put(format!("{at}.text"), text),
            PageContent::MarkdownFile(file) => self.put(format!("{at}.file"), path_text(file)),
            PageContent::Launch(items) => {
                self.put(format!("{at}.launch"), "");
                self.list(&format!("{at}.items"), items, Self::item);
            }
        }
    }

    /// Puts the action that approves a page or an item, also if there is none: a row that is lost must take no approval away.
    fn approved_by(&mut self, at: &str, action: Option<&String>) {
        let action = action.cloned().unwrap_or_default();
        self.put(format!("{at}.approval"), action);
    }

    fn item(&mut self, at: &str, item: &LaunchItem) {
        self.put(format!("{at}.title"), &item.title);
        self.put_some(format!("{at}.description"), item.description.as_ref());
        self.put_some(format!("{at}.icon"), item.icon.as_ref());
        self.approved_by(at, item.approval.as_ref());
        match &item.target {
            Target::Program { program, arguments } => {
                self.put(format!("{at}.program"), program);
                self.texts(&format!("{at}.arguments"), arguments, |text| text);
            }
            Target::File(file) => self.put(format!("{at}.file"), path_text(file)),
            Target::Link(link) => self.put(format!("{at}.link"), link),
        }
    }

    fn mail(&mut self, mail: &MailServer) {
        self.put("mail.server".to_owned(), &mail.server);
        let port = mail.port.map(|port| port.to_string());
        self.put_some("mail.port".to_owned(), port.as_ref());
        self.put("mail.encryption".to_owned(), mail.encryption.word());
        self.put_some("mail.username".to_owned(), mail.username.as_ref());
        self.put_some("mail.password".to_owned(), mail.password.as_ref());
        self.put("mail.from".to_owned(), mail.from.as_str());
    }
}

/// Returns a path as the file and the form have it, which is text.
fn path_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The rows that are not read yet.
struct Left(BTreeMap<String, String>);

impl Left {
    fn take(&mut self, path: &str) -> Option<String> {
        self.0.remove(path)
    }

    /// Reads a row that has to be there.
    fn read<T>(&mut self, path: String, parse: impl Fn(&str) -> Option<T>) -> Result<T, RowError> {
        let text = self.0.remove(&path);
        let value = text.as_deref().and_then(parse);
        value.ok_or(RowError(path))
    }

    fn read_some<T>(
        &mut self,
        path: String,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, RowError> {
        if self.0.contains_key(&path) {
            return self.read(path, parse).map(Some);
        }
        Ok(None)
    }

    fn list<T>(
        &mut self,
        path: &str,
        read: impl Fn(&mut Self, &str) -> Result<T, RowError>,
    ) -> Result<Vec<T>, RowError> {
        let number = self.read_some(path.to_owned(), |text| text.parse::<usize>().ok())?;
        let items = (0..number.unwrap_or(0)).map(|n| read(self, &format!("{path}.{n}")));
        items.collect()
    }

    fn texts<T>(
        &mut self,
        path: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, RowError> {
        self.list(path, |rows, at| rows.read(at.to_owned(), &parse))
    }

    fn role(&mut self, at: &str) -> Result<RoleRule, RowError> {
        let permission = |word: &str| of_word(&Permission::WORDS, word);
        Ok(RoleRule {
            role: self.read(format!("{at}.name"), Role::parse)?,
            permissions: self.texts(&format!("{at}.permissions"), permission)?,
            pages: self.texts(&format!("{at}.pages"), page_id)?,
        })
    }

    fn approval(&mut self, at: &str) -> Result<ApprovalRule, RowError> {
        let action = |name: &str| is_action_name(name).then(|| name.to_owned());
        let flag = |text: &str| text.parse().ok();
        let seconds = |text: &str| {
            let seconds = text.parse().ok();
            seconds.filter(|of| (VALID_SECONDS_MIN..=VALID_SECONDS_MAX).contains(of))
        };
        let mut rule = ApprovalRule::new(self.read(format!("{at}.action"), action)?);
        rule.roles = self.texts(&format!("{at}.roles"), Role::parse)?;
        rule.allow_same_person = self.read(format!("{at}.allow_same_person"), flag)?;
        rule.require_reason = self.read(format!("{at}.require_reason"), flag)?;
        rule.valid_seconds = self.read(format!("{at}.valid_seconds"), seconds)?;
        // A PIN approves no action of this package.
        let is_ours = is_reserved(&rule.action);
        let pin = |text: &str| flag(text).filter(|pin| !(*pin && is_ours));
        rule.pin = self.read(format!("{at}.pin"), pin)?;
        Ok(rule)
    }

    fn page(&mut self, at: &str) -> Result<Page, RowError> {
        let user = |name: &str| Username::existing(name).ok();
        let id = self.read(format!("{at}.id"), page_id)?;
        let access = PageAccess {
            everyone: self.read(format!("{at}.everyone"), |text| text.parse().ok())?,
            roles: self.texts(&format!("{at}.roles"), Role::parse)?,
            users: self.texts(&format!("{at}.users"), user)?,
        };
        let title = self.read(format!("{at}.title"), text)?;
        let icon = self.take(&format!("{at}.icon"));
        let approval = self.approved_by(at)?;
        let content = if let Some(text) = self.take(&format!("{at}.text")) {
            PageContent::Markdown(text)
        } else if let Some(file) = self.take(&format!("{at}.file")) {
            PageContent::MarkdownFile(file.into())
        } else {
            self.read(format!("{at}.launch"), text)?;
            PageContent::Launch(self.list(&format!("{at}.items"), Self::item)?)
        };
        Ok(Page {
            icon,
            approval,
            ..Page::new(id, title, access, content)
        })
    }

    fn approved_by(&mut self, at: &str) -> Result<Option<String>, RowError> {
        let action = self.read(format!("{at}.approval"), |name| {
            (name.is_empty() || is_action_name(name)).then(|| name.to_owned())
        })?;
        Ok(Some(action).filter(|name| !name.is_empty()))
    }

    fn item(&mut self, at: &str) -> Result<LaunchItem, RowError> {
        Ok(LaunchItem {
            title: self.read(format!("{at}.title"), text)?,
            description: self.take(&format!("{at}.description")),
            icon: self.take(&format!("{at}.icon")),
            approval: self.approved_by(at)?,
            target: if let Some(program) = self.take(&format!("{at}.program")) {
                let arguments = self.texts(&format!("{at}.arguments"), text)?;
                Target::Program { program, arguments }
            } else if let Some(file) = self.take(&format!("{at}.file")) {
                Target::File(file.into())
            } else {
                let link = |link: &str| is_link(link).then(|| link.to_owned());
                Target::Link(self.read(format!("{at}.link"), link)?)
            },
        })
    }

    fn mail(&mut self, server: String) -> Result<MailServer, RowError> {
        let encryption = |word: &str| of_word(&Encryption::WORDS, word);
        Ok(MailServer {
            server,
            port: self.read_some("mail.port".to_owned(), |port| port.parse().ok())?,
            encryption: self.read("mail.encryption".to_owned(), encryption)?,
            username: self.take("mail.username"),
            password: self.take("mail.password"),
            from: self.read("mail.from".to_owned(), |from| Email::parse(from).ok())?,
        })
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the parsers of other texts")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[expect(clippy::unnecessary_wraps, reason = "as the parsers of other texts")]
fn page_id(id: &str) -> Option<PageId> {
    Some(PageId(id.to_owned()))
}

fn of_word<T: Copy>(words: &[(&'static str, T)], word: &str) -> Option<T> {
    let found = words.iter().find(|(known, _)| *known == word);
    found.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests;
