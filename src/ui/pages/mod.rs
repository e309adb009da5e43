//! Pages of the configuration file.

pub(crate) mod launch;
pub(crate) mod markdown;
pub(crate) mod page;
