//! Pages of the credential file.

pub(crate) mod launch;
pub(crate) mod markdown;
pub(crate) mod page;
