//! The commands for opening and setting up.

use crate::domain::secret::Secret;

use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;
use crate::service::set_up;
use crate::service::set_up::SetUpError;
use crate::service::set_up::open::{OpenError, ProgramInfo};
use crate::service::users::input::UserInput;

/// Reads the configuration file and repairs what can be repaired.
#[derive(Debug)]
pub struct OpenFile;

impl Command for OpenFile {
    type Output = Result<ProgramInfo, OpenError>;
    type Part = set_up::SetUp;

    fn run(self, set_up: &set_up::SetUp) -> Result<ProgramInfo, OpenError> {
        set_up.open()
    }
}

/// Creates the configuration file and its administrator.
pub struct SetUp {
    /// The administrator, as typed.
    pub user: UserInput,
    /// The password, as typed.
    pub password: Secret,
}

opaque_debug!(SetUp);

impl Command for SetUp {
    type Output = Result<WithRecoveryCodes<Box<SessionView>>, SetUpError>;
    type Part = set_up::SetUp;

    fn run(self, set_up: &set_up::SetUp) -> Self::Output {
        set_up.create(&self.user, &self.password)
    }
}
