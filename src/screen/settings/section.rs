//! The sections of the settings.

use crate::domain::setting::SettingGroup;

use crate::screen::settings::form::Field;

/// A section of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Settings.
    Group(SettingGroup),
    /// The mail server.
    Mail,
    /// The roles.
    Roles,
    /// The pages.
    Pages,
    /// The backups of the configuration file.
    Backups,
    /// The computers that use the store.
    Computers,
}

impl Section {
    /// All sections, in the order in which they are listed.
    pub const ALL: [Self; 12] = [
        Self::Group(SettingGroup::SignIn),
        Self::Group(SettingGroup::Registration),
        Self::Group(SettingGroup::Passwords),
        Self::Group(SettingGroup::TwoStep),
        Self::Group(SettingGroup::Lockouts),
        Self::Group(SettingGroup::Sessions),
        Self::Group(SettingGroup::Locking),
        Self::Mail,
        Self::Roles,
        Self::Pages,
        Self::Backups,
        Self::Computers,
    ];

    /// Returns the section with a field.
    pub(crate) fn of(field: Field) -> Self {
        match field {
            Field::Setting(info) => info.group.map_or(Self::Pages, Self::Group),
            Field::Role(_) => Self::Roles,
            Field::Mail(_) => Self::Mail,
            Field::Page(..) => Self::Pages,
        }
    }
}
