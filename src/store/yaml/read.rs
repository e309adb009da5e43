//! From the text of the configuration file to users, settings and problems.
//!
//! The text is parsed once, into the tree of [`crate::store::yaml::tree`], from which serde takes the values. Nothing
//! is repaired or written here.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use crate::domain::email::{Email, EmailError};
use crate::domain::problem::{Cause, Position, Problem, Severity, ValueType};
use crate::domain::settings::Settings;
use crate::service::ports::{NamedRole, Revision, Snapshot};

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::approvals::{check_approvers, read_approvals};
use crate::store::yaml::keys::{find_duplicates, find_typos};
use crate::store::yaml::list_layout::find_lists;
use crate::store::yaml::pages::read_views;
use crate::store::yaml::reader::{Expected, Reader};
use crate::store::yaml::schema::{CredentialsSchema, FORMAT, RootSchema};
use crate::store::yaml::tree::Node;
use crate::store::yaml::types::{At, Emails, Scalar, Section};

/// Reads the text. There is a snapshot only if no problem is an error; its revision is not set yet.
pub(crate) fn read(text: &str, folder: &Path) -> (Option<Snapshot>, Vec<Problem>) {
    read_expected(text, folder, &Expected::Any)
}

/// Does the same for a program that expects something of the file.
pub(crate) fn read_expected<'t>(
    text: &'t str,
    folder: &Path,
    expected: &Expected,
) -> (Option<Snapshot>, Vec<Problem>) {
    let mut reader = Reader::new(folder, expected);
    let mut take = |key: Node<'t>, value: Node<'t>, anchors: &Anchors<'t>| {
        reader.user_entry(&key, value, anchors);
    };
    match Node::parse_users(text, Some(&mut take)) {
        Ok((tree, anchors)) => reader.finish(text, tree, &anchors),
        Err((position, cause)) => {
            // The users read so far may have been read wrongly.
            let mut reader = Reader::new(folder, expected);
            reader.report(position, "", cause);
            crate::store::yaml::excerpt::fill(text, &mut reader.problems);
            (None, reader.problems)
        }
    }
}

/// Reads a text that has been parsed.
pub(crate) fn read_tree<'t>(
    text: &str,
    mut tree: Node<'t>,
    anchors: &Anchors<'t>,
    folder: &Path,
) -> (Option<Snapshot>, Vec<Problem>) {
    let mut reader = Reader::new(folder, &Expected::Users);
    if let Some(users) = tree.get_mut(&["credentials", "usernames"]) {
        users.change_entries(|entries| {
            // Each entry is dropped as soon as it has been read.
            for (key, value) in std::mem::take(entries) {
                reader.user_entry(&key, value, anchors);
            }
        });
    }
    reader.finish(text, tree, anchors)
}

impl<'t> Reader<'_, 't> {
    /// Reads what is left after the users.
    fn finish(
        mut self,
        text: &str,
        tree: Node<'t>,
        anchors: &Anchors<'t>,
    ) -> (Option<Snapshot>, Vec<Problem>) {
        let mut others = None;
        find_duplicates(&tree, &mut self.duplicates);
        if tree.is_nothing() {
            self.report(Position::START, "", Cause::Empty);
        } else if self.duplicates.is_empty() {
            find_typos(&tree, &mut self.problems);
            others = self.values(&tree, anchors);
        } else {
            // It is unknown which of two values is meant.
            let is_twice = |problem: &Problem| matches!(problem.cause, Cause::SameUsername { .. });
            self.problems.retain(is_twice);
            self.problems.append(&mut self.duplicates);
        }
        drop(tree);
        if !self.problems.is_empty() {
            self.problems.sort_by_key(|problem| problem.position);
            crate::store::yaml::excerpt::fill(text, &mut self.problems);
        }
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        let others = others.filter(|_| !self.problems.iter().any(is_error));
        let snapshot = others.map(|(settings, allowed_emails)| {
            let named = |(role, (field, position))| NamedRole {
                role,
                field,
                position,
            };
            let mut named_roles: Vec<_> = self.roles.into_iter().map(named).collect();
            named_roles.sort_by_key(|named| named.position);
            Snapshot {
                settings: Arc::new(settings),
                users: Arc::new(self.users),
                allowed_emails: allowed_emails.into(),
                named_roles: named_roles.into(),
                plain_passwords: self.plain_passwords.into(),
                may_hold_plain: self.may_hold_plain,
                problems: self.problems.as_slice().into(),
                revision: Revision::default(),
            }
        });
        (snapshot, self.problems)
    }

    fn values(&mut self, tree: &Node<'t>, anchors: &Anchors<'t>) -> Option<(Settings, Vec<Email>)> {
        match crate::store::yaml::values::read::<Section<RootSchema>>(tree, anchors) {
            Ok(Section::Fields(mut root)) => {
                if let Some(store) = root.store.take() {
                    return Some((self.of_computer(*root, store, tree), Vec::new()));
                }
                #[cfg(all(feature = "component", feature = "postgres"))]
                self.check_expected();
                let (mut settings, allowed_emails, credentials) = self.root(*root);
                #[cfg(feature = "app")]
                if *self.expected == Expected::Settings {
                    return Some((settings, allowed_emails));
                }
                let users = match find_lists(tree) {
                    Some((_, field, position)) => {
                        self.report(position, field, Cause::ListLayout);
                        None
                    }
                    None => self.credentials(credentials, tree, anchors),
                };
                self.limit_shared_passwords(&mut settings);
                if let Some(position) = users.filter(|_| !self.users.has_active_admin()) {
                    self.report(position, "credentials.usernames", Cause::NoAdministrator);
                }
                return Some((settings, allowed_emails));
            }
            Ok(Section::Other(found)) => {
                let expected = ValueType::Mapping;
                self.report(Position::START, "", Cause::WrongType { expected, found });
            }
            Err(error) => self.report(error.position, "", error.cause),
        }
        None
    }

    /// Reads everything but the users.
    fn root(&mut self, root: RootSchema) -> (Settings, Vec<Email>, At<Section<CredentialsSchema>>) {
        self.check_format(root.format);
        let mut settings = Settings::default();
        let registration_position = root
            .registration
            .as_ref()
            .map_or(Position::START, |at| at.position);
        let updates_position = root.updates.as_ref().map(|at| at.position);
        for (section, entries) in [
            ("app", root.app),
            ("password", root.password),
            ("lockout", root.lockout),
            ("two_step", root.two_step),
            ("signatures", root.signatures),
            ("sessions", root.sessions),
            ("parked", root.parked),
            ("lock", root.lock),
            ("quick", root.quick),
            ("activity", root.activity),
            ("registration", root.registration),
            ("cookie", root.cookie),
            ("updates", root.updates),
        ] {
            self.settings(section, entries, &mut settings);
        }
        let mail_position = root
            .mail
            .as_ref()
            .map_or(Position::START, |mail| mail.position);
        if let Some(mail) = self.section(root.mail, "mail") {
            settings.mail = self.mail(*mail, mail_position).map(Arc::new);
        }
        let mut listed = Vec::new();
        for (emails, field) in [
            (root.preauthorized, "preauthorized"),
            (root.pre_authorized, "pre-authorized"),
        ] {
            self.allowed_emails(emails, field, &mut listed);
        }
        settings.is_anyone_listed = !listed.is_empty();
        let approvals_position = root.approvals.as_ref().map(|of| of.position);
        if let Some(approvals) = self.entries(root.approvals, "approvals") {
            settings.approvals = read_approvals(self, approvals);
        }
        if let Some(views) = self.entries(root.views, "views") {
            settings.views = read_views(self, views, &settings.approvals);
        }
        check_approvers(self, &settings, approvals_position);
        if let Some(roles) = self.entries(root.roles, "roles") {
            settings.roles = self.role_rules(roles, &settings.views);
        }
        self.check_registration(&settings, registration_position);
        self.check_updates(&settings, updates_position);
        (settings, listed, root.credentials)
    }

    /// Refuses a file in a newer format: what this program does not know in it may be what protects an account (R109).
    pub(crate) fn check_format(&mut self, value: At<Scalar>) {
        let Some(value) = value else { return };
        let is_known = match value.value {
            Scalar::Nothing => true,
            Scalar::Number(number) => number <= f64::from(FORMAT),
            _ => false,
        };
        if !is_known {
            self.report(value.position, "format", Cause::NewerFormat);
        }
    }

    fn allowed_emails(
        &mut self,
        value: At<Emails>,
        field: impl Display + Copy,
        out: &mut Vec<Email>,
    ) {
        let Some(value) = value else { return };
        let position = value.position;
        let emails = match value.value {
            Emails::Bare(items) => items,
            Emails::Section(section) => self.list(section.emails, format_args!("{field}.emails")),
            Emails::Other(ValueType::Nothing) => Vec::new(),
            Emails::Other(found) => {
                self.wrong_type(position, field, ValueType::List, found);
                Vec::new()
            }
        };
        for item in emails {
            let position = item.position;
            match item.value {
                Scalar::Text(text) => match Email::parse(&text) {
                    // Users often clear a list by leaving an empty text.
                    Err(EmailError::Empty) => {}
                    Ok(email) => out.push(email),
                    Err(error) => self.report(position, field, Cause::Email(error)),
                },
                Scalar::Nothing => {}
                other => self.wrong_type(position, field, ValueType::Text, other.value_type()),
            }
        }
    }
}
