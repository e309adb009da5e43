//! Files outside: pictures, texts to save or print, and the dialog to choose one.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::secret::{Secret, SecretText};

use crate::service::command::{Command, Lane};
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::pictures::PICTURE_SIDE;
use crate::service::ports::{FileKind, Picture, Platform, PlatformError};

/// Files outside, and the desktop's dialogs.
#[derive(Clone)]
pub struct Files {
    platform: Arc<dyn Platform>,
}

opaque_debug!(Files);

impl From<&Context> for Files {
    fn from(from: &Context) -> Self {
        Self {
            platform: Arc::clone(&from.platform),
        }
    }
}

/// Reads a picture; `None` if it is not a picture.
#[derive(Debug)]
pub struct LoadPicture(pub PathBuf);

impl Command for LoadPicture {
    type Output = Option<Picture>;
    type Part = Files;
    const LANE: Lane = Lane::Files;

    fn run(self, files: &Files) -> Option<Picture> {
        files
            .platform
            .read_picture(&self.0, PICTURE_SIDE)
            .or_log("read a picture")
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

opaque_debug!(SaveText);

impl Command for SaveText {
    type Output = Result<PathBuf, PlatformError>;
    type Part = Files;

    fn run(self, files: &Files) -> Result<PathBuf, PlatformError> {
        files
            .platform
            .save_text(&self.name, self.extension, &self.text)
    }
}

/// Prints a text.
pub struct PrintText(pub Secret);

opaque_debug!(PrintText);

impl Command for PrintText {
    type Output = Result<(), PlatformError>;
    type Part = Files;

    fn run(self, files: &Files) -> Result<(), PlatformError> {
        files.platform.print_text(&self.0)
    }
}

/// Lets the user choose a file in the desktop's dialog; `None` if it was closed.
#[derive(Debug)]
pub struct ChooseFile(pub FileKind);

impl Command for ChooseFile {
    type Output = Result<Option<PathBuf>, PlatformError>;
    type Part = Files;
    const LANE: Lane = Lane::Dialogs;

    fn run(self, files: &Files) -> Result<Option<PathBuf>, PlatformError> {
        files.platform.choose_file(self.0)
    }
}
