//! The command that lists the computers.

use crate::service::caller::Caller;
use crate::service::command::Command;
use crate::service::computers::{Computers, KnownComputers};
use crate::service::session::Session;
use crate::service::users::error::UserError;

/// Lists for an administrator the computers that use the store.
#[derive(Debug)]
pub struct ListComputers(pub Session);

impl Command for ListComputers {
    type Output = Result<KnownComputers, UserError>;
    type Part = Computers;

    fn run(self, computers: &Computers) -> Self::Output {
        computers.list(Caller::Session(&self.0))
    }
}
