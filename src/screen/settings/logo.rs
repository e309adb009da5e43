//! The logo: chosen in the desktop's dialog or typed as a path, and read to find out whether it is a picture.

use std::path::PathBuf;

use crate::service::command::Finished;
use crate::service::files::{ChooseFile, LoadPicture};
use crate::service::ports::{FileKind, PlatformError};

use crate::screen::effects::{Effects, Pending};

/// The choice of a logo.
#[derive(Default)]
pub(crate) struct Logo {
    /// The folder from which a relative path starts.
    folder: PathBuf,
    choosing: Pending<ChooseFile>,
    reading: Pending<LoadPicture>,
}

/// What came of a choice.
pub(crate) enum LogoResult {
    /// A file was chosen.
    Chosen(PathBuf),
    /// There is no dialog to choose a file.
    NoDialog(PlatformError),
    /// The file is not a picture.
    NoPicture,
}

impl Logo {
    /// Creates the choice of a file whose path can be relative to this folder.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            ..Self::default()
        }
    }

    /// Lets the user choose a file.
    pub(crate) fn choose(&mut self, effects: &mut Effects) {
        self.choosing = effects.start(ChooseFile(FileKind::Picture));
    }

    /// Reads a logo that was changed. Nothing waits for it, because the path may be on a mount that does not answer.
    pub(crate) fn check(&mut self, typed: &str, saved: &str, effects: &mut Effects) {
        self.reading = Pending::default();
        let typed = typed.trim();
        if !typed.is_empty() && typed != saved.trim() {
            self.reading = effects.start(LoadPicture(self.folder.join(typed)));
        }
    }

    /// Takes in the end of a command. `None` if there is nothing to do.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) -> Option<LogoResult> {
        match self.choosing.take(finished) {
            Some(Ok(Some(path))) => return Some(LogoResult::Chosen(path)),
            Some(Err(error)) => return Some(LogoResult::NoDialog(error)),
            Some(Ok(None)) | None => {}
        }
        let is_picture = self.reading.take(finished)?.is_some();
        (!is_picture).then_some(LogoResult::NoPicture)
    }
}
