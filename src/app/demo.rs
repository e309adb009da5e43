//! A demo with the users of `config.example.yaml` in a temporary folder.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::TempDir;

use crate::domain::secret::Secret;
use crate::domain::username::Username;
use crate::service::Service;
use crate::service::ports::CredentialStore;
use crate::store::yaml::YamlStore;
use crate::ui::DemoUser;
use crate::wiring::{APP, Paths};

/// The example of the repository.
const EXAMPLE: &str = include_str!("../../config.example.yaml");

/// A credential file in a temporary folder, which is removed when this is dropped. For trying an app without touching
/// real files.
///
/// ```
/// use egui_authenticator::app::demo::Demo;
///
/// let demo = Demo::new()?;
/// assert!(demo.service().set_up().open().is_ok());
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Demo {
    paths: Paths,
    users: Vec<DemoUser>,
    _folder: TempDir,
}

impl Demo {
    /// Creates the folder with the example of this package.
    ///
    /// # Errors
    /// [`io::Error`] if the folder cannot be created or written to.
    pub fn new() -> io::Result<Self> {
        Self::of(EXAMPLE)
    }

    /// Creates the folder with another credential file, with passwords in plain text.
    ///
    /// # Errors
    /// As [`Demo::new`].
    pub fn of(example: &str) -> io::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("authenticator-demo-")
            .tempdir()?;
        let config = folder.path().join("config.yaml");
        write_private(&config, example)?;
        let users = users(&YamlStore::new(&config));
        let state = folder.path().join("state.db");
        Ok(Self {
            paths: Paths {
                app: APP.to_owned(),
                config,
                state,
            },
            users,
            _folder: folder,
        })
    }

    /// Returns the use cases on the folder; the state is in memory and the keyring is not used. Only here, the passwords of
    /// the example sign in.
    #[must_use]
    pub fn service(&self) -> Service {
        self.paths.demo_service()
    }

    /// Returns the users that can sign in, with their passwords.
    #[must_use]
    pub fn users(&self) -> Vec<DemoUser> {
        self.users.clone()
    }
}

/// Writes a file that only its owner can read, so that the demo starts without a warning.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)?.write_all(text.as_bytes())
}

/// Returns the users whose password is in plain text in the file.
fn users(example: &YamlStore) -> Vec<DemoUser> {
    let Ok(snapshot) = example.read() else {
        return Vec::new();
    };
    let user = |(username, password): &(Username, Secret)| {
        Some(DemoUser {
            name: snapshot.users.get(username)?.display_name(),
            username: username.as_str().to_owned(),
            password: password.expose().to_owned(),
        })
    };
    snapshot.plain_passwords.iter().filter_map(user).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sign_in::pending::SignInOutcome;

    #[test]
    fn every_user_that_is_shown_can_sign_in() {
        let demo = Demo::new().expect("prepared");
        let service = demo.service();
        let opened = service.set_up().open().expect("the example can be used");
        assert_eq!(opened.not_hashed, None);
        assert!(demo.users().len() >= 2);
        for user in demo.users() {
            let password = crate::domain::secret::Secret::new(user.password);
            let arrival = service.sign_in().with_password(&user.username, &password);
            let session_view = arrival.ok().and_then(SignInOutcome::session_view);
            assert!(
                session_view.is_some_and(|session_view| !session_view.pages.is_empty()),
                "{}",
                user.username
            );
        }
    }

    #[test]
    fn the_folder_is_removed_with_the_demo() {
        let demo = Demo::new().expect("prepared");
        let config = demo.paths.config.clone();
        assert!(config.exists());
        drop(demo);
        assert!(!config.exists());
    }
}
