//! The settings of a server as sections of a configuration file, which is how their owner reads and changes them.

use std::path::Path;
use std::sync::Arc;

use crate::domain::approval::{VALID_SECONDS_MAX, VALID_SECONDS_MIN};
use crate::domain::page::PageId;
use crate::domain::problem::{Cause, Problem, Severity};
use crate::domain::setting::{SettingInfo, SettingKind};
use crate::domain::settings::{MailServer, Settings};
use crate::service::ports::{EditPreview, Revision};
use crate::service::settings::{PreviewLine, changed_lines};

use crate::store::yaml::edit::settings::value;
use crate::store::yaml::edit::value::Value;
use crate::store::yaml::export::{Fields, settings_sections, text_of_sections};
use crate::store::yaml::keys::unknown_keys;
use crate::store::yaml::mask::masked_change;
use crate::store::yaml::read;
use crate::store::yaml::reader::Expected;
use crate::store::yaml::tree::Node;

/// The keys of an approval, and which values they accept.
const OF_APPROVAL: [(&str, SettingKind); 5] = [
    ("roles", SettingKind::Roles { with_all: false }),
    ("allow_same_person", SettingKind::Flag),
    ("require_reason", SettingKind::Flag),
    (
        "valid_seconds",
        SettingKind::Number {
            min: VALID_SECONDS_MIN,
            max: VALID_SECONDS_MAX,
        },
    ),
    ("pin", SettingKind::Flag),
];

/// Sections of a file that are no settings.
const OTHERS: [&str; 5] = [
    "credentials",
    "preauthorized",
    "pre-authorized",
    "store",
    "format",
];

/// The reason why settings cannot be changed in this way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SettingsError {
    /// No setting has this path.
    Unknown(String),
    /// The setting with this path does not accept the value, or the settings do not fit together.
    Refused(Option<String>, Box<Problem>),
    /// The file has these entries that are no settings.
    Foreign(Vec<String>),
    /// The file has errors.
    Bad(Vec<Problem>),
    /// The file cannot be joined with the sections of the server.
    Layout,
    /// A value cannot be written as text.
    Unwritable,
}

/// Settings that can be used.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The settings.
    pub(crate) settings: Settings,
    /// What is nevertheless likely a mistake, and was none before.
    pub(crate) warnings: Vec<Problem>,
}

impl Checked {
    /// Leaves out the warnings about settings that were there before.
    fn new(now: &Fields, settings: Settings, mut warnings: Vec<Problem>) -> Self {
        if !warnings.is_empty() {
            let before = read_settings(&text_of_sections(now));
            let (Ok((_, before)) | Err(before)) = before;
            let is_same = |a: &Problem, b: &Problem| (&a.field, &a.cause) == (&b.field, &b.cause);
            warnings.retain(|new| !before.iter().any(|old| is_same(old, new)));
        }
        Self { settings, warnings }
    }
}

/// Returns the text of the settings; `None` if it would not be read as the same ones.
pub(crate) fn settings_text(settings: &Settings) -> Option<String> {
    let text = text_of_sections(&settings_sections(settings)?);
    let (read, _) = read_settings(&text).ok()?;
    (read.rows() == settings.rows()).then_some(text)
}

/// Returns the lines that are different between the texts of two settings, with secrets masked (R96); `None` if a value cannot be
/// written.
pub(crate) fn changed_lines_of(now: &Settings, after: &Settings) -> Option<Vec<PreviewLine>> {
    let text = |settings| Some(text_of_sections(&settings_sections(settings)?));
    let [before, after] = masked_change(&text(now)?, &text(after)?);
    let revision = Revision::default();
    Some(changed_lines(&EditPreview {
        revision,
        before,
        after,
    }))
}

/// Returns the settings with other values. `None` in place of a value restores the default, or removes an approval.
///
/// # Errors
/// - [`SettingsError::Unknown`] if no setting has the path.
/// - [`SettingsError::Refused`] if a value is not accepted, or the settings do not fit together.
/// - [`SettingsError::Unwritable`] if a value that the server has cannot be written as text.
pub(crate) fn with_values(
    now: &Settings,
    changes: &[(String, Option<String>)],
) -> Result<Checked, SettingsError> {
    let before = settings_sections(now).ok_or(SettingsError::Unwritable)?;
    let mut sections = settings_sections(now).ok_or(SettingsError::Unwritable)?;
    for (path, text) in changes {
        let unknown = || SettingsError::Unknown(path.clone());
        let (keys, kind) = place(now, path, text.is_none()).ok_or_else(unknown)?;
        let keys: Vec<_> = keys.iter().map(String::as_str).collect();
        let new = text.as_ref().map(|text| value_of(kind, text));
        put(&mut sections, &keys, new);
    }
    let refused = |problem: Problem| {
        let mut path = changes.iter().map(|(path, _)| path);
        let path = path.rfind(|path| **path == problem.field);
        SettingsError::Refused(path.cloned(), Box::new(problem))
    };
    let read = read_settings(&text_of_sections(&sections));
    let (settings, warnings) = read.map_err(|problems| {
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        let worst = problems.into_iter().find(is_error);
        worst.map_or(SettingsError::Unwritable, refused)
    })?;
    // What is a warning in a file, because the default applies there, is an error where it was just asked for.
    let is_of_change = |problem: &Problem| changes.iter().any(|(path, _)| *path == problem.field);
    if let Some(problem) = warnings.iter().find(|problem| is_of_change(problem)) {
        return Err(refused(problem.clone()));
    }
    Ok(Checked::new(&before, settings, warnings))
}

/// Returns the settings with the sections of a file in place of those that the server has. Sections that the file does not have
/// stay as they are, and so does the password of a mail server that is the same.
///
/// # Errors
/// - [`SettingsError::Foreign`] if the file has other entries.
/// - [`SettingsError::Bad`] if it has errors, also together with the other sections.
/// - [`SettingsError::Layout`] if its text cannot be joined with the other sections.
/// - [`SettingsError::Unwritable`] if a value that the server has cannot be written as text.
pub(crate) fn with_file(now: &Settings, text: &str) -> Result<Checked, SettingsError> {
    let before = settings_sections(now).ok_or(SettingsError::Unwritable)?;
    if text.trim().is_empty() {
        return Ok(Checked::new(&before, now.clone(), Vec::new()));
    }
    let (tree, _) = Node::parse_users(text, None).map_err(|_| {
        let alone = read_settings(text);
        alone.map_or_else(SettingsError::Bad, |_| SettingsError::Layout)
    })?;
    let others = OTHERS.into_iter().filter(|key| tree.entry(key).is_some());
    let foreign: Vec<_> = others
        .map(str::to_owned)
        .chain(unknown_keys(&tree))
        .collect();
    if !foreign.is_empty() {
        return Err(SettingsError::Foreign(foreign));
    }
    let mut kept = settings_sections(now).ok_or(SettingsError::Unwritable)?;
    kept.retain(|(key, _)| tree.entry(key).is_none());
    let joined = format!("{}\n{}", text.trim_end(), text_of_sections(&kept));
    if Node::parse_users(&joined, None).is_err() {
        return Err(SettingsError::Layout);
    }
    let (mut settings, warnings) = read_settings(&joined).map_err(SettingsError::Bad)?;
    keep_mail_password(now, &mut settings);
    Ok(Checked::new(&before, settings, warnings))
}

/// Keeps the password of the mail server, which is not printed, unless another one was given, or another server would get it.
fn keep_mail_password(now: &Settings, settings: &mut Settings) {
    let (Some(old), Some(new)) = (&now.mail, &settings.mail) else {
        return;
    };
    if new.password.is_none() && without_password(old) == **new {
        settings.mail = Some(Arc::clone(old));
    }
}

/// Returns a mail server without its password.
pub(crate) fn without_password(server: &MailServer) -> MailServer {
    let mut server = server.clone();
    server.password = None;
    server
}

/// Reads sections without users. Whether files are there is left to the computers that use them.
///
/// # Errors
/// The problems, if one is an error.
fn read_settings(text: &str) -> Result<(Settings, Vec<Problem>), Vec<Problem>> {
    if text.trim().is_empty() {
        return Ok((Settings::default(), Vec::new()));
    }
    // Relative paths stay relative.
    let read = read::read_expected(text, Path::new(""), &Expected::Settings);
    let (snapshot, mut problems) = read;
    problems.retain(|problem| !matches!(problem.cause, Cause::FileMissing { .. }));
    match snapshot {
        Some(snapshot) => Ok((Settings::clone(&snapshot.settings), problems)),
        None => Err(problems),
    }
}

/// Returns the keys that lead to a value, and which values are accepted there.
fn place(now: &Settings, path: &str, is_removed: bool) -> Option<(Vec<String>, SettingKind)> {
    if let Some(info) = SettingInfo::find(path) {
        let (section, key) = info.section_and_key();
        return Some((vec![section.to_owned(), key.to_owned()], info.kind));
    }
    if let Some(rest) = path.strip_prefix("approvals.") {
        if is_removed && now.approval(rest).is_some() {
            let keys = vec!["approvals".to_owned(), rest.to_owned()];
            return Some((keys, SettingKind::Text));
        }
        // The name of an action has dots as well.
        let (action, key) = rest.rsplit_once('.')?;
        let (key, kind) = OF_APPROVAL.into_iter().find(|(known, _)| *known == key)?;
        let keys = ["approvals", action, key].map(str::to_owned);
        return Some((keys.into(), kind));
    }
    let id = path.strip_prefix("views.")?.strip_suffix(".approval")?;
    let page = PageId(id.to_owned());
    let is_there = now.views.iter().any(|view| view.id == page);
    let keys = || ["views", id, "approval"].map(str::to_owned);
    is_there.then(|| (keys().into(), SettingKind::Text))
}

/// Returns the value to write for what was typed. What is not accepted is written as text, so that the reader says why.
fn value_of(kind: SettingKind, text: &str) -> Value {
    let typed = || Value::Text(text.trim().to_owned());
    kind.parse(text).and_then(value).unwrap_or_else(|| {
        let is_number = |c: char| c.is_ascii_digit() || "+-.".contains(c);
        match text.trim() {
            number if !number.is_empty() && number.chars().all(is_number) => {
                Value::Bare(number.to_owned())
            }
            _ => typed(),
        }
    })
}

/// Sets or removes a value. A mapping that becomes empty is removed as well.
fn put(fields: &mut Fields, keys: &[&str], value: Option<Value>) {
    let [key, rest @ ..] = keys else { return };
    let at = fields.iter().position(|(known, _)| known == key);
    let Some(at) = at else {
        let Some(value) = value else { return };
        let inside = |value, key: &&str| Value::Fields(vec![((*key).to_owned().into(), value)]);
        let whole = rest.iter().rev().fold(value, inside);
        fields.push(((*key).to_owned().into(), whole));
        return;
    };
    let is_gone = match (&mut fields[at].1, rest) {
        (Value::Fields(inner), [_, ..]) => {
            put(inner, rest, value);
            inner.is_empty()
        }
        (old, _) => match value {
            Some(new) => {
                *old = new;
                false
            }
            None => true,
        },
    };
    if is_gone {
        fields.remove(at);
    }
}

#[cfg(test)]
mod tests;
