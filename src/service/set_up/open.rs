//! Opening the configuration file.

use std::sync::Arc;

use crate::domain::settings::Settings;

use crate::service::or_log::OrLog as _;
use crate::service::ports::StoreError;
use crate::service::session_view::FileProblem;
use crate::service::set_up::SetUp;
use crate::service::sign_in::tiles::{Tile, tiles};

/// What is known of the program once its configuration file was opened.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ProgramInfo {
    /// The settings.
    #[doc(hidden)]
    pub settings: Arc<Settings>,
    /// Where the file is, for messages.
    #[doc(hidden)]
    pub location: String,
    /// The reason why passwords in plain text could not be hashed. The users concerned cannot sign in until
    /// they are.
    #[doc(hidden)]
    pub not_hashed: Option<StoreError>,
    /// The error that keeps the file as it is now from being used.
    #[doc(hidden)]
    pub trouble: Option<FileProblem>,
    /// Whether codes can be sent by e-mail.
    #[doc(hidden)]
    pub has_mail: bool,
    /// Users to show as tiles.
    #[doc(hidden)]
    pub tiles: Arc<[Tile]>,
}

/// The file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{location} cannot be used")]
#[non_exhaustive]
pub struct OpenError {
    /// Where the file is, or should be.
    pub location: String,
    /// The reason.
    #[source]
    pub error: StoreError,
}

impl SetUp {
    /// Opens the configuration file, and hashes the passwords in it that are in plain text (R15).
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::OpenError;
    ///
    /// fn example(service: &Service) -> Result<bool, OpenError> {
    ///     Ok(service.set_up().open()?.trouble.is_none())
    /// }
    /// ```
    ///
    /// # Errors
    /// [`OpenError`] if there is no file, or it cannot be used. Its error is [`StoreError::Vanished`] if there was a file
    /// before, and [`StoreError::Restricted`] if a trusted computer has to set up the users first.
    pub fn open(&self) -> Result<ProgramInfo, OpenError> {
        if let Some(opened) = self.open_before_users() {
            return Ok(opened);
        }
        let location = self.credentials.location();
        let snapshot = match self.credentials.read() {
            Ok(snapshot) => snapshot,
            Err(StoreError::Absent) if self.is_restricted => {
                let error = StoreError::Restricted;
                return Err(OpenError { location, error });
            }
            Err(StoreError::Absent) => {
                let error = self.check_never_there().err();
                let error = error.unwrap_or(StoreError::Absent);
                return Err(OpenError { location, error });
            }
            Err(error) => return Err(OpenError { location, error }),
        };
        let (snapshot, not_hashed) = self.upkeep.run(snapshot);
        let settings = Arc::clone(&snapshot.settings);
        Ok(ProgramInfo {
            has_mail: settings.mail.is_some() && self.mailer.can_send(),
            // Who has a PIN on a restricted computer, it reads later.
            tiles: if self.is_restricted {
                Arc::default()
            } else {
                tiles(&snapshot, &*self.attempts).into()
            },
            settings,
            location: self.credentials.location(),
            not_hashed,
            trouble: FileProblem::of(&snapshot, false),
        })
    }

    /// Opens a store with so many users that they are still being read. An error is left to reading them. Without the users there
    /// are no tiles.
    fn open_before_users(&self) -> Option<ProgramInfo> {
        let known = self.credentials.settings_first();
        let (revision, settings) = known.or_log("read the settings").flatten()?;
        if settings.user_tiles {
            return None;
        }
        self.upkeep.run_before_users(&revision);
        Some(ProgramInfo {
            has_mail: settings.mail.is_some() && self.mailer.can_send(),
            tiles: Arc::default(),
            settings,
            location: self.credentials.location(),
            not_hashed: None,
            trouble: None,
        })
    }
}
