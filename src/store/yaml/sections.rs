//! Smaller sections of the credential file: two-step sign-in, sessions, registration, roles, mail.

use std::path::PathBuf;

use crate::domain::audit::{DAYS_MAX, RECORDS_MAX, Retention};
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::page::{Page, PageId};
use crate::domain::problem::{Cause, Position};
use crate::domain::registration::{Registration, RegistrationPolicy};
use crate::domain::role::{Permission, Role, RoleRule, permissions};
use crate::domain::settings::{
    Encryption, LOCK_MINUTES_MAX, Lock, MailServer, Sessions, Settings, TwoStep, USERS_MAX,
};

use crate::service::ports::user_directory::ALL_USERS;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::{
    ActivitySchema, LockSchema, MailSchema, RegistrationSchema, RoleSchema, SessionsSchema,
    TwoStepSchema,
};
use crate::store::yaml::types::{At, Scalar, Section};
use crate::store::yaml::values::Located;

impl Reader<'_, '_> {
    pub(crate) fn two_step(&mut self, schema: TwoStepSchema) -> TwoStep {
        let field = "two_step.required_for";
        let items = self.list(schema.required_for, field);
        let mut roles = self.roles(items, field);
        let everybody = roles.iter().any(|role| role.as_str() == ALL_USERS);
        roles.retain(|role: &Role| role.as_str() != ALL_USERS);
        TwoStep { roles, everybody }
    }

    pub(crate) fn sessions(&mut self, schema: &SessionsSchema) -> Sessions {
        let max_users = schema.max_users.as_ref();
        Sessions {
            single: self.flag(schema.single.as_ref(), "sessions.single"),
            max_users: self.whole_number(max_users, "sessions.max_users", 1, USERS_MAX),
        }
    }

    pub(crate) fn lock(&mut self, schema: &LockSchema) -> Lock {
        let minutes = schema.after_minutes.as_ref();
        let minutes = self.whole_number(minutes, "lock.after_minutes", 0, LOCK_MINUTES_MAX);
        minutes.map_or_else(Lock::default, |after_minutes| Lock { after_minutes })
    }

    pub(crate) fn activity(&mut self, schema: &ActivitySchema) -> Retention {
        let (days, records) = (schema.days.as_ref(), schema.records.as_ref());
        let days = self.whole_number(days, "activity.days", 1, DAYS_MAX);
        let records = self.whole_number(records, "activity.records", 1, RECORDS_MAX);
        let default = Retention::default();
        Retention {
            days: days.unwrap_or(default.days),
            records: records.unwrap_or(default.records),
        }
    }

    pub(crate) fn registration(&mut self, schema: RegistrationSchema) -> Registration {
        let mode = self.word(schema.mode, "registration.mode", &RegistrationPolicy::WORDS);
        let domains = self.list(schema.domains, "registration.domains");
        let domains: Vec<_> = domains
            .into_iter()
            .filter_map(|item| self.text(Some(item), "registration.domains"))
            .map(|text| fold(text.trim().trim_start_matches('@')))
            .collect();
        let roles = self.list(schema.roles, "registration.roles");
        Registration {
            mode: mode.unwrap_or_default(),
            domains,
            roles: self.roles(roles, "registration.roles"),
        }
    }

    /// Warns if registering would give permissions to a new user.
    pub(crate) fn check_registration_roles(&mut self, settings: &Settings, position: Position) {
        if permissions(&settings.roles, &settings.registration.roles).is_any() {
            self.report(position, "registration.roles", Cause::PermissionForNewUsers);
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

    pub(crate) fn logo(&mut self, value: At<Scalar>) -> Option<PathBuf> {
        let position = value.as_ref()?.position;
        let name = self.text(value, "app.logo")?;
        let path = self.folder.join(name);
        if !path.is_file() {
            let shown = path.display().to_string();
            self.report(position, "app.logo", Cause::FileMissing { path: shown });
        }
        Some(path)
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
