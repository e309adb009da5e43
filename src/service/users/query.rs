//! Which users a list shows, and in which order: for a server that has more of them than are read at once.

use crate::service::users::status::Status;

/// The most users on a page of a list.
pub const PAGE: u32 = 100;

/// A column by which the list can be sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Column {
    /// Whole name.
    #[default]
    Name,
    /// Username.
    Username,
    /// E-mail address.
    Email,
    /// Roles.
    Roles,
    /// Status.
    Status,
    /// Last sign-in.
    LastSignIn,
    /// Two-step sign-in.
    TwoStep,
}

impl Column {
    /// Returns the name of the column for a server.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Username => "username",
            Self::Email => "email",
            Self::Roles => "roles",
            Self::Status => "status",
            Self::LastSignIn => "last_sign_in",
            Self::TwoStep => "two_step",
        }
    }
}

/// Which users to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserQuery {
    /// Words that names, usernames, e-mail addresses and custom fields contain.
    pub text: String,
    /// Only users with this role.
    pub role: Option<String>,
    /// Only users with this status.
    pub status: Option<Status>,
    /// Only users with, or only users without two-step sign-in.
    pub two_step: Option<bool>,
    /// The column by which the list is sorted.
    pub column: Column,
    /// Whether the order is reversed.
    pub is_descending: bool,
}

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The place of the first user in the list, counted from zero.
    pub from: u64,
    /// The number of users.
    pub count: u32,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            from: 0,
            count: PAGE,
        }
    }
}
