//! The columns of a table of users.

/// The columns of a table of users.
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

/// The columns that an import reads; the others are only written.
pub const READ: [&str; 9] = [
    COLUMNS[0],
    COLUMNS[1],
    COLUMNS[2],
    COLUMNS[3],
    COLUMNS[4],
    COLUMNS[5],
    COLUMNS[9],
    COLUMNS[10],
    COLUMNS[11],
];
