//! A demonstration: the people of `config.example.yaml` in a throwaway folder.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::TempDir;

use crate::service::Service;
use crate::service::ports::CredentialStore;
use crate::store::yaml::YamlStore;
use crate::ui::DemoUser;
use crate::wiring::{APP, Paths};

/// The example, as it stands in the repository.
const EXAMPLE: &str = include_str!("../../config.example.yaml");
/// The page that the example reads from a file of its own.
const PAGE: &str = include_str!("../../assets/example/handbook.md");
/// Where the example looks for it.
const PAGE_PATH: &str = "assets/example/handbook.md";

/// The example in a folder of its own, which is removed when this is dropped. For trying an app out
/// without touching anybody's file.
pub struct Demo {
    paths: Paths,
    people: Vec<DemoUser>,
    _folder: TempDir,
}

impl Demo {
    /// Makes the folder.
    ///
    /// # Errors
    /// When it cannot be made or written to.
    pub fn new() -> io::Result<Self> {
        Self::of(EXAMPLE)
    }

    /// The same over a credential file of an app's own, with passwords in plain text.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn of(example: &str) -> io::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("authenticator-demo-")
            .tempdir()?;
        let config = folder.path().join("config.yaml");
        let page = folder.path().join(PAGE_PATH);
        if let Some(parent) = page.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&page, PAGE)?;
        write_private(&config, example)?;
        let people = people(&YamlStore::new(&config));
        let state = folder.path().join("state.db");
        Ok(Self {
            paths: Paths {
                app: APP.to_owned(),
                config,
                state,
            },
            people,
            _folder: folder,
        })
    }

    /// The use cases over it. Nothing is kept, and the keyring is left in peace.
    #[must_use]
    pub fn service(&self) -> Service {
        self.paths.throwaway_service()
    }

    /// Who can sign in, and with which password.
    #[must_use]
    pub fn people(&self) -> Vec<DemoUser> {
        self.people.clone()
    }
}

/// As a real one would be, so that the demonstration starts without a warning.
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

/// Those whose password stands in plain text in the example.
fn people(example: &YamlStore) -> Vec<DemoUser> {
    let plain = example.plain_passwords().map(|found| found.value);
    let person = |(username, password): (crate::domain::username::Username, _)| {
        let user = example.find(username.key()).ok()?.value?;
        let password: crate::domain::secret::Secret = password;
        Some(DemoUser {
            name: user.display_name(),
            username: username.as_str().to_owned(),
            password: password.expose().to_owned(),
        })
    };
    plain
        .unwrap_or_default()
        .into_iter()
        .filter_map(person)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sign_in::pending::SignInOutcome;

    #[test]
    fn everybody_who_is_shown_can_sign_in() {
        let demo = Demo::new().expect("prepared");
        let service = demo.service();
        let opened = service.open().expect("the example can be used");
        assert_eq!(opened.not_hashed, None);
        assert!(demo.people().len() >= 2);
        for person in demo.people() {
            let password = crate::domain::secret::Secret::new(person.password);
            let arrival = service.sign_in(&person.username, &password);
            let session_view = arrival.ok().and_then(SignInOutcome::session_view);
            assert!(
                session_view.is_some_and(|session_view| !session_view.pages.is_empty()),
                "{}",
                person.username
            );
        }
    }

    #[test]
    fn the_folder_goes_with_the_demonstration() {
        let demo = Demo::new().expect("prepared");
        let config = demo.paths.config.clone();
        assert!(config.exists());
        drop(demo);
        assert!(!config.exists());
    }
}
