//! Pages of the credential file.

pub(crate) mod launch;
mod markdown;
pub(crate) mod page;
