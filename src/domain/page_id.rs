//! Ids of pages.

/// Id of a page: the key of its entry under `views`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub String);
