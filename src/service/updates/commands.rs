//! The command that asks whether there is a newer version.

use crate::domain::update::UpdateNews;

use crate::service::caller::Caller;
use crate::service::command::{Command, Lane};
use crate::service::session::Session;
use crate::service::updates::Updates;
use crate::service::users::error::UserError;

/// Asks for an administrator whether there is a newer version.
#[derive(Debug)]
pub struct AskForUpdate(pub Session);

impl Command for AskForUpdate {
    type Output = Result<Option<UpdateNews>, UserError>;
    type Part = Updates;
    const LANE: Lane = Lane::Updates;

    fn run(self, updates: &Updates) -> Self::Output {
        updates.news(Caller::Session(&self.0))
    }
}
