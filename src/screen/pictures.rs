//! Pictures that a screen shows, each read once.

use std::path::{Path, PathBuf};

use crate::service::command::Finished;
use crate::service::files::LoadPicture;
use crate::service::ports::Picture;

use crate::screen::effects::{Effects, Pending};

/// Pictures that a screen shows, by their path.
#[derive(Default)]
pub struct Pictures(Vec<(PathBuf, Pending<LoadPicture>, Option<Picture>)>);

impl Pictures {
    /// Starts to read a picture, unless it is there or on its way.
    pub fn load(&mut self, path: &Path, effects: &mut Effects) {
        let is_known = |(known, pending, picture): &(PathBuf, Pending<_>, Option<_>)| {
            known == path && (pending.is_waiting() || picture.is_some())
        };
        if !self.0.iter().any(is_known) {
            self.0.retain(|(known, ..)| known != path);
            let pending = effects.start(LoadPicture(path.to_owned()));
            self.0.push((path.to_owned(), pending, None));
        }
    }

    /// Takes in a picture that was read.
    pub fn on_finished(&mut self, finished: &mut Finished) {
        for (_, pending, picture) in &mut self.0 {
            if let Some(read) = pending.take(finished) {
                *picture = read;
            }
        }
    }

    /// Returns a picture, once it was read.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Picture> {
        let found = self.0.iter().find(|(known, ..)| known == path);
        found?.2.as_ref()
    }
}
