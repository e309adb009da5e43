//! Which of the settings a change was about, as the audit log records it.

use std::fmt;

use crate::domain::page_id::PageId;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::role::{Role, RoleChange};
use crate::domain::setting::{PageChange, Setting, SettingInfo};

const REGISTRATION: &str = "registration ";
const PAGE: &str = "page ";
const NEW_PAGE: &str = "new page ";
const ROLE: &str = "role ";
const RENAMED: &str = " renamed to ";
const APPROVAL: &str = "approvals.";
const VIEWS: &str = "views.";
const OF_PAGE: &str = ".approval";
const MAIL: &str = "mail server";
const PAGE_ORDER: &str = "order of pages";
const REMOVED: &str = " removed";

/// The longest name of a role in a record, in characters.
const NAME_MAX: usize = 40;

/// What of the settings was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangedSetting {
    /// A setting.
    Setting(&'static SettingInfo),
    /// Who may register.
    Registration(RegistrationPolicy),
    /// A page.
    Page(PageId),
    /// A new page.
    NewPage(PageId),
    /// A page that is gone.
    RemovedPage(PageId),
    /// The order of the pages.
    PageOrder,
    /// The mail server.
    Mail,
    /// The entry of a role.
    Role(String),
    /// The entry of a role that is gone.
    RemovedRole(String),
    /// The name of a role.
    RenamedRole {
        /// The name before.
        from: String,
        /// The name now.
        to: String,
    },
    /// Who can approve an action, by its name.
    Approval(String),
    /// What of a page a second person approves.
    PageApproval(PageId),
    /// A text that this version does not know.
    Other(String),
}

impl ChangedSetting {
    /// Reads the text that is stored.
    pub(crate) fn parse(text: &str) -> Self {
        let id = |id: &str| PageId(id.to_owned());
        let page = |text: &str| match text.strip_suffix(REMOVED) {
            Some(removed) => Self::RemovedPage(id(removed)),
            None => Self::Page(id(text)),
        };
        let policy = |text: &str| {
            let word = text.strip_prefix(REGISTRATION)?;
            let found = RegistrationPolicy::WORDS
                .iter()
                .find(|(known, _)| *known == word);
            found.map(|(_, policy)| Self::Registration(*policy))
        };
        SettingInfo::find(text)
            .map(Self::Setting)
            .or_else(|| policy(text))
            .or_else(|| Some(Self::NewPage(id(text.strip_prefix(NEW_PAGE)?))))
            .or_else(|| (text == PAGE_ORDER).then_some(Self::PageOrder))
            .or_else(|| (text == MAIL).then_some(Self::Mail))
            .or_else(|| text.strip_prefix(PAGE).map(page))
            .or_else(|| Self::parse_role(text.strip_prefix(ROLE)?))
            .or_else(|| Some(Self::Approval(text.strip_prefix(APPROVAL)?.to_owned())))
            .or_else(|| {
                let page = text.strip_prefix(VIEWS)?.strip_suffix(OF_PAGE)?;
                Some(Self::PageApproval(id(page)))
            })
            .unwrap_or_else(|| Self::Other(text.to_owned()))
    }

    fn parse_role(text: &str) -> Option<Self> {
        let (name, rest) = unquoted(text)?;
        let role = match rest {
            "" => Self::Role(name),
            REMOVED => Self::RemovedRole(name),
            _ => {
                let (to, rest) = unquoted(rest.strip_prefix(RENAMED)?)?;
                let from = name;
                rest.is_empty().then_some(Self::RenamedRole { from, to })?
            }
        };
        (role.to_string().strip_prefix(ROLE) == Some(text)).then_some(role)
    }
}

/// Returns the name of a role as it is recorded: what is longer is shortened, so that it hides nothing else of a record.
fn recorded_name(role: &Role) -> String {
    let name = role.as_str();
    match name.char_indices().nth(NAME_MAX) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// Returns a name in quotation marks, so that no name reads like a record of another change. Commas are escaped as well,
/// because they separate changes.
fn quoted(name: &str) -> String {
    let escaped = name.chars().map(|c| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        ',' => "\\c".to_owned(),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Reads a name in quotation marks, and returns the text behind it.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut chars = text.strip_prefix('"')?.char_indices();
    let mut name = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((name, &text[at + 2..])),
            '\\' => name.push(match chars.next()?.1 {
                'c' => ',',
                c => c,
            }),
            c => name.push(c),
        }
    }
    None
}

impl From<&Setting> for ChangedSetting {
    fn from(setting: &Setting) -> Self {
        match setting {
            Setting::RegistrationMode(policy) => Self::Registration(*policy),
            Setting::Page(id, PageChange::Add { .. }) => Self::NewPage(id.clone()),
            Setting::Page(id, PageChange::Remove) => Self::RemovedPage(id.clone()),
            Setting::Page(id, _) => Self::Page(id.clone()),
            Setting::PageOrder(_) => Self::PageOrder,
            Setting::Mail(_) => Self::Mail,
            Setting::Role(role, change) => {
                let name = recorded_name(role);
                match change {
                    RoleChange::Remove => Self::RemovedRole(name),
                    RoleChange::Set { .. } => Self::Role(name),
                    RoleChange::Rename(to) => Self::RenamedRole {
                        from: name,
                        to: recorded_name(to),
                    },
                }
            }
            setting => setting
                .info()
                .map_or(Self::Other(String::new()), Self::Setting),
        }
    }
}

impl fmt::Display for ChangedSetting {
    /// Writes the text that is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(info) => f.write_str(info.path),
            Self::Registration(policy) => write!(f, "{REGISTRATION}{}", policy.word()),
            Self::Page(id) => write!(f, "{PAGE}{}", id.0),
            Self::NewPage(id) => write!(f, "{NEW_PAGE}{}", id.0),
            Self::RemovedPage(id) => write!(f, "{PAGE}{}{REMOVED}", id.0),
            Self::PageOrder => f.write_str(PAGE_ORDER),
            Self::Mail => f.write_str(MAIL),
            Self::Role(name) => write!(f, "{ROLE}{}", quoted(name)),
            Self::RemovedRole(name) => write!(f, "{ROLE}{}{REMOVED}", quoted(name)),
            Self::RenamedRole { from, to } => {
                write!(f, "{ROLE}{}{RENAMED}{}", quoted(from), quoted(to))
            }
            Self::Approval(action) => write!(f, "{APPROVAL}{action}"),
            Self::PageApproval(id) => write!(f, "{VIEWS}{}{OF_PAGE}", id.0),
            Self::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r106_changed_settings_are_typed_and_names_of_earlier_versions_stay_readable() {
        let page = || PageId("till".to_owned());
        for (text, expected) in [
            (
                "app.title",
                ChangedSetting::Setting(SettingInfo::find("app.title").expect("known")),
            ),
            (
                "registration open",
                ChangedSetting::Registration(RegistrationPolicy::Open),
            ),
            ("page till", ChangedSetting::Page(page())),
            ("new page till", ChangedSetting::NewPage(page())),
            ("order of pages", ChangedSetting::PageOrder),
            ("mail server", ChangedSetting::Mail),
            (r#"role "till""#, ChangedSetting::Role("till".to_owned())),
            (
                r#"role "till" removed"#,
                ChangedSetting::RemovedRole("till".to_owned()),
            ),
            (
                r#"role "till" renamed to "desk""#,
                ChangedSetting::RenamedRole {
                    from: "till".to_owned(),
                    to: "desk".to_owned(),
                },
            ),
            ("page till removed", ChangedSetting::RemovedPage(page())),
            (
                "approvals.refund.large",
                ChangedSetting::Approval("refund.large".to_owned()),
            ),
            ("views.till.approval", ChangedSetting::PageApproval(page())),
            (
                "password length",
                ChangedSetting::Other("password length".to_owned()),
            ),
        ] {
            assert_eq!(ChangedSetting::parse(text), expected);
            assert_eq!(expected.to_string(), text);
        }
    }

    proptest! {
        #[test]
        fn r106_no_name_of_a_role_reads_like_another_change(
            from in "[a-z,\"\\\\ ]{1,30}|till removed|a renamed to admin|x, page till removed", to in "[a-z,\"\\\\ ]{1,30}"
        ) {
            let roles = [
                ChangedSetting::Role(from.clone()),
                ChangedSetting::RemovedRole(from.clone()),
                ChangedSetting::RenamedRole { from, to },
            ];
            for role in roles {
                let text = role.to_string();
                prop_assert!(!text.contains(','));
                prop_assert_eq!(ChangedSetting::parse(&text), role);
            }
        }
    }

    #[test]
    fn r66_a_long_name_of_a_role_is_shortened_before_it_is_recorded() {
        let name = Role::parse(&"a".repeat(200)).expect("a role");
        let changed = ChangedSetting::from(&Setting::Role(name, RoleChange::Remove));
        let short = "a".repeat(NAME_MAX) + "…";
        assert_eq!(changed, ChangedSetting::RemovedRole(short));
    }
}
