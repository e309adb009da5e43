//! The commands for opening and setting up.

use crate::service::Service;
use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;
use crate::service::set_up::open::{OpenError, ProgramInfo};
use crate::service::set_up::{SetUpError, SetUpForm};

/// Reads the credential file and repairs what can be repaired.
pub struct OpenFile;

impl Command for OpenFile {
    type Output = Result<ProgramInfo, OpenError>;
    type Part = Service;

    fn run(self, service: &Service) -> Result<ProgramInfo, OpenError> {
        service.open()
    }
}

/// Creates the credential file and its administrator.
pub struct SetUp(pub SetUpForm);

impl Command for SetUp {
    type Output = Result<WithRecoveryCodes<Box<SessionView>>, SetUpError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        service.set_up(self.0)
    }
}
