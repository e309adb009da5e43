//! The columns of a table of users.

/// The columns of a table of users. The last three are written and not read.
pub const COLUMNS: [&str; 12] = [
    "username",
    "email",
    "first_name",
    "last_name",
    "roles",
    "disabled",
    "status",
    "last_sign_in",
    "two_step",
    "valid_from",
    "valid_until",
    "hours",
];
