//! Files outside: pictures, texts to save or print, and the dialog to choose one.

use std::path::PathBuf;

use crate::domain::secret::{Secret, SecretText};

use crate::service::Service;
use crate::service::command::{Command, Lane};
use crate::service::ports::{FileKind, Picture, PlatformError};

/// The side of the square that logos and pictures of users fit, in pixels: sharp at three times the
/// size of a tile's.
const PICTURE_SIDE: u32 = 192;

/// Reads a picture; `None` if it is none.
pub struct LoadPicture(pub PathBuf);

impl Command for LoadPicture {
    type Output = Option<Picture>;
    type Part = Service;

    fn run(self, service: &Service) -> Option<Picture> {
        service.platform.read_picture(&self.0, PICTURE_SIDE).ok()
    }
}

/// Writes a text to a new file, and returns its path.
pub struct SaveText {
    /// What the file is called, without its extension.
    pub name: String,
    /// Its extension, without the dot.
    pub extension: &'static str,
    /// The text.
    pub text: SecretText,
}

impl Command for SaveText {
    type Output = Result<PathBuf, PlatformError>;
    type Part = Service;

    fn run(self, service: &Service) -> Result<PathBuf, PlatformError> {
        service
            .platform
            .save_text(&self.name, self.extension, &self.text)
    }
}

/// Prints a text.
pub struct PrintText(pub Secret);

impl Command for PrintText {
    type Output = Result<(), PlatformError>;
    type Part = Service;

    fn run(self, service: &Service) -> Result<(), PlatformError> {
        service.platform.print_text(&self.0)
    }
}

/// Lets the user choose a file in the desktop's dialog; `None` if it was closed.
pub struct ChooseFile(pub FileKind);

impl Command for ChooseFile {
    type Output = Result<Option<PathBuf>, PlatformError>;
    type Part = Service;
    const LANE: Lane = Lane::Dialogs;

    fn run(self, service: &Service) -> Result<Option<PathBuf>, PlatformError> {
        service.platform.choose_file(self.0)
    }
}
