//! Roles: names that open pages.

/// The role that every installation has: whoever sets the program up gets it.
pub const ADMIN: &str = "admin";

/// A role, compared exactly as it is written in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(String);

impl Role {
    /// Reads a role name; `None` when it is blank.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The built-in role of administrators.
    #[must_use]
    pub fn admin() -> Self {
        Self(ADMIN.to_owned())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
