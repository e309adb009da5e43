//! Changes of pages.

use crate::domain::page::{PageAccess, PageContent};
use crate::domain::role::Role;

/// A change of a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PageChange {
    /// Its title.
    Title(String),
    /// The name of its icon; none if absent.
    Icon(Option<String>),
    /// The roles that may open it.
    Roles(Vec<Role>),
    /// The usernames that may open it; `*` stands for all users.
    Users(Vec<String>),
    /// Its content. Paths are relative to the folder of the file, or absolute.
    Content(PageContent),
    /// A new page, after the others.
    Add {
        /// The title.
        title: String,
        /// The name of the icon.
        icon: Option<String>,
        /// Who may open it.
        access: PageAccess,
        /// The content.
        content: PageContent,
    },
    /// Its removal.
    Remove,
}
