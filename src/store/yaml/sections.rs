//! Settings of the configuration file, roles and mail.

use crate::domain::email::Email;
use crate::domain::page::{Page, PageId};
use crate::domain::problem::{Cause, Position, Problem, ValueType};
use crate::domain::role::{Permission, Role, RoleRule};
use crate::domain::setting::{SettingInfo, SettingKind, SettingValue};
use crate::domain::settings::{Encryption, MailServer, Settings};
use crate::domain::update_source::UpdateSource;

use crate::store::yaml::reach;
use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::{MailSchema, RoleSchema};
use crate::store::yaml::types::{At, Entries, List, Scalar, Section};
use crate::store::yaml::values::Located;

impl Reader<'_, '_> {
    /// Reads a section of settings, as the table of settings describes them.
    pub(crate) fn settings(
        &mut self,
        section: &str,
        entries: At<Entries<List>>,
        settings: &mut Settings,
    ) {
        for (key, value) in self.entries(entries, section).unwrap_or_default() {
            let path = format!("{section}.{}", key.value);
            let Some(info) = SettingInfo::find(&path) else {
                continue;
            };
            let read = self.setting(info, value);
            if let Some(setting) = read.and_then(|value| info.with_value(&value)) {
                setting.apply_to(settings);
            }
            if info.kind == SettingKind::File
                && let Some(logo) = &mut settings.logo
            {
                *logo = self.folder.join(&*logo);
            }
        }
    }

    /// Reads the value of a setting; `None` if it is absent or not acceptable.
    fn setting(&mut self, info: &SettingInfo, value: Located<List>) -> Option<SettingValue> {
        let (position, field) = (value.position, info.path);
        if matches!(value.value, List::One(Scalar::Nothing)) {
            return None;
        }
        if info.kind == SettingKind::Texts {
            let items = self.list(Some(value), field).into_iter();
            let texts = items.filter_map(|item| self.text(Some(item), field));
            return Some(SettingValue::List(texts.collect()));
        }
        if let SettingKind::Roles { .. } = info.kind {
            let items = self.list(Some(value), field);
            let roles = self.roles(items, field).into_iter();
            let names = roles.map(|role| role.as_str().to_owned());
            return Some(SettingValue::List(names.collect()));
        }
        let value = match value.value {
            List::One(scalar) => scalar,
            List::Items(_) => Scalar::Other(ValueType::List),
        };
        let value = Located { value, position };
        let found = match info.kind {
            SettingKind::Flag => SettingValue::Flag(self.flag(Some(&value), field)),
            SettingKind::Number { min, max } => {
                SettingValue::Number(self.whole_number(Some(&value), field, min, max)?.into())
            }
            SettingKind::Days(_) => SettingValue::Number(self.number(&value, field)?),
            _ => SettingValue::Text(self.text(Some(value), field)?),
        };
        let cause = match (info.kind, &found) {
            (SettingKind::Color, _) if info.with_value(&found).is_none() => Cause::NotAColour,
            (SettingKind::Text, _) if info.with_value(&found).is_none() => match info.path {
                "updates.key" => Cause::ManifestKey,
                _ => Cause::ManifestAddress,
            },
            (SettingKind::Word(known), SettingValue::Text(word))
                if !known.contains(&word.as_str()) =>
            {
                Cause::UnknownWord {
                    found: word.clone(),
                    known: known.to_vec(),
                }
            }
            (SettingKind::Days(max), SettingValue::Number(days))
                if !(0.0..=f64::from(max)).contains(days) =>
            {
                let used = if days.is_finite() && *days > 0.0 {
                    max
                } else {
                    0
                };
                Cause::DaysOutOfRange { max, used }
            }
            (SettingKind::File, SettingValue::Text(name))
                if !reach::is_file(&self.folder.join(name)) =>
            {
                Cause::FileMissing {
                    path: self.folder.join(name).display().to_string(),
                }
            }
            _ => return Some(found),
        };
        self.report(position, field, cause);
        Some(found)
    }

    /// Warns if registering would give permissions to a new user, or is not possible because no code can be sent.
    pub(crate) fn check_registration(&mut self, settings: &Settings, position: Position) {
        if settings.registration.verify_email && settings.mail.is_none() {
            self.report(
                position,
                "registration.verify_email",
                Cause::ProofWithoutMail,
            );
        }
        if settings
            .permissions_of(&settings.registration.roles)
            .is_any()
        {
            self.report(position, "registration.roles", Cause::PermissionForNewUsers);
        }
    }

    /// Refuses an address without a key, and a key without an address: what is half there was meant to be whole.
    pub(crate) fn check_updates(&mut self, settings: &Settings, position: Option<Position>) {
        let missing = match &settings.updates {
            UpdateSource {
                manifest: Some(_),
                key: None,
            } => "key",
            UpdateSource {
                manifest: None,
                key: Some(_),
            } => "manifest",
            _ => return,
        };
        let is_said = |problem: &Problem| problem.field == format!("updates.{missing}");
        if let Some(position) = position.filter(|_| !self.problems.iter().any(is_said)) {
            self.report(position, "updates", Cause::Missing { key: missing });
        }
    }

    pub(crate) fn role_rules(
        &mut self,
        entries: Vec<(Located<String>, Located<Section<RoleSchema>>)>,
        views: &[Page],
    ) -> Vec<RoleRule> {
        let mut rules = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let path = format!("roles.{}", name.value);
            let Some(role) = Role::parse(&name.value) else {
                self.report(name.position, "roles", Cause::Missing { key: "name" });
                continue;
            };
            let mut rule = RoleRule {
                role,
                permissions: Vec::new(),
                pages: Vec::new(),
            };
            if let Some(schema) = self.section(Some(value), &path) {
                let field = format!("{path}.permissions");
                for item in self.list(schema.permissions, &field) {
                    rule.permissions
                        .extend(self.word(Some(item), &field, &Permission::WORDS));
                }
                let field = format!("{path}.pages");
                for item in self.list(schema.pages, &field) {
                    let position = item.position;
                    let Some(name) = self.text(Some(item), &field) else {
                        continue;
                    };
                    if !views.iter().any(|view| view.id.0 == name) {
                        let cause = Cause::UnknownPage { name: name.clone() };
                        self.report(position, &field, cause);
                    }
                    rule.pages.push(PageId(name));
                }
            }
            rules.push(rule);
        }
        rules
    }

    pub(crate) fn mail(&mut self, schema: MailSchema, position: Position) -> Option<MailServer> {
        for (is_there, key) in [
            (schema.server.is_some(), "server"),
            (schema.from.is_some(), "from"),
        ] {
            if !is_there {
                self.report(position, "mail", Cause::Missing { key });
            }
        }
        let from_position = schema.from.as_ref().map_or(position, |from| from.position);
        let server = self.text(schema.server, "mail.server");
        let from = self.text(schema.from, "mail.from");
        let from = from.and_then(|text| match Email::parse(&text) {
            Ok(email) => Some(email),
            Err(error) => {
                self.report(from_position, "mail.from", Cause::Email(error));
                None
            }
        });
        let port = schema.port.as_ref();
        let port = self.whole_number(port, "mail.port", 1, u16::MAX.into());
        let encryption_position = schema
            .encryption
            .as_ref()
            .map_or(position, |at| at.position);
        let encryption = self.word(schema.encryption, "mail.encryption", &Encryption::WORDS);
        let server = MailServer {
            server: server?,
            port: port.and_then(|port| u16::try_from(port).ok()),
            encryption: encryption.unwrap_or_default(),
            username: self.text(schema.username, "mail.username"),
            password: self.text(schema.password, "mail.password"),
            from: from?,
        };
        if !server.is_protected() {
            self.report(
                encryption_position,
                "mail.encryption",
                Cause::MailNotEncrypted,
            );
        }
        Some(server)
    }
}
