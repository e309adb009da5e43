//! The places in the structure of the file, and which of them never hold a secret.

use crate::domain::setting::{SETTINGS, SettingInfo};

/// A place in the structure of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    File,
    Credentials,
    Users,
    User,
    /// A section of settings.
    Section(&'static str),
    Roles,
    Role,
    Approvals,
    Approval,
    Mail,
    Pages,
    Page,
    /// A list of items to launch, or one of them.
    Item,
    Addresses,
    /// A value that may be shown.
    Shown,
    /// Everything else.
    Hidden,
}

/// The sections of settings that are read by the table of settings.
const SECTIONS: [&str; 13] = [
    "app",
    "password",
    "lockout",
    "two_step",
    "signatures",
    "sessions",
    "parked",
    "lock",
    "quick",
    "activity",
    "registration",
    "cookie",
    "updates",
];

/// The values that may be shown. In a preview, the text of a page is one of them as well,
/// of a user only the roles are, and no address that may register.
const SHOWN: [(Place, &[&str]); 7] = [
    (
        Place::User,
        &[
            "account_id",
            "email",
            "name",
            "first_name",
            "last_name",
            "roles",
            "disabled",
            "valid_from",
            "valid_until",
            "hours",
            "pending",
            "must_change_password",
            "session_epoch",
            "recovered",
            "logged_in",
            "failed_login_attempts",
        ],
    ),
    (Place::Role, &["permissions", "pages"]),
    (
        Place::Approval,
        &[
            "roles",
            "allow_same_person",
            "require_reason",
            "valid_seconds",
            "pin",
        ],
    ),
    (Place::Mail, &["server", "port", "encryption", "from"]),
    (
        Place::Page,
        &[
            "title", "icon", "roles", "users", "approval", "kind", "file",
        ],
    ),
    (
        Place::Item,
        &["title", "description", "icon", "approval", "file"],
    ),
    (Place::Addresses, &["emails"]),
];

/// Keys whose values are secret.
const SECRET: [&str; 2] = ["password", "key"];

impl Place {
    /// Returns the place of the value with this key; `is_preview` says that it is for the preview of a change of settings.
    pub(crate) fn inside(self, key: &str, is_preview: bool) -> Self {
        let is_shown = |place| {
            let of_place = SHOWN.iter().find(|(of, _)| *of == place);
            of_place.is_some_and(|(_, keys)| keys.contains(&key))
        };
        match (self, key) {
            (Self::Shown | Self::Hidden, _) => Self::Hidden,
            (_, "<<") => self,
            (Self::File, "credentials") => Self::Credentials,
            (Self::File, "roles") => Self::Roles,
            (Self::File, "approvals") => Self::Approvals,
            (Self::File, "mail") => Self::Mail,
            (Self::File, "views") => Self::Pages,
            (Self::File, "preauthorized" | "pre-authorized") if !is_preview => Self::Addresses,
            (Self::File, key) => {
                let section = SECTIONS.iter().find(|section| **section == key);
                section.map_or(Self::Hidden, |section| Self::Section(section))
            }
            (Self::Credentials, "usernames") => Self::Users,
            (Self::Users, _) => Self::User,
            (Self::Roles, _) => Self::Role,
            (Self::Approvals, _) => Self::Approval,
            (Self::Pages, _) => Self::Page,
            (Self::Page, "items") => Self::Item,
            (Self::Page, "text") if is_preview => Self::Shown,
            // A change of settings renames roles of users, and is seen by those who may not see the rest.
            (Self::User, key) if is_preview && key != "roles" => Self::Hidden,
            (Self::Section(section), key) if is_setting(section, key) => Self::Shown,
            (place, _) if is_shown(place) => Self::Shown,
            _ => Self::Hidden,
        }
    }

    /// Returns `true` if a scalar here is shown.
    pub(crate) fn shows_scalars(self) -> bool {
        matches!(self, Self::Shown | Self::Addresses)
    }

    /// Returns the place of a key whose value is `inside`: keys are shown where the structure is known, except for an
    /// unknown one without a value, which may be a value without a key.
    pub(crate) fn of_key(self, inside: Self, is_alone: bool) -> Self {
        let is_structure = !matches!(self, Self::Shown | Self::Hidden);
        if is_structure && (inside != Self::Hidden || !is_alone) {
            Self::Shown
        } else {
            Self::Hidden
        }
    }
}

fn is_setting(section: &str, key: &str) -> bool {
    let is_it = |info: &SettingInfo| info.section_and_key() == (section, key);
    SETTINGS.iter().any(is_it)
}

/// Returns `true` for the keys of the program, wherever they belong.
pub(crate) fn is_known_key(key: &str) -> bool {
    let places = [
        Place::File,
        Place::Credentials,
        Place::User,
        Place::Role,
        Place::Approval,
        Place::Mail,
        Place::Page,
        Place::Item,
        Place::Addresses,
    ];
    let sections = SECTIONS.map(Place::Section);
    let is_known = |place: &Place| {
        let previews = [false, true];
        previews
            .iter()
            .any(|is_preview| place.inside(key, *is_preview) != Place::Hidden)
    };
    SECRET.contains(&key) || places.iter().chain(&sections).any(is_known)
}
