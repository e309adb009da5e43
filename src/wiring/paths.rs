//! The files of an installation, and the use cases on them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::ProjectDirs;

use crate::domain::problem::Problem;
use crate::domain::settings::Settings;
use crate::service::Service;
use crate::service::dependencies::Dependencies;
use crate::service::ports::{Authority, ComputerList, CredentialStore, StateStore, TokenVault};
use crate::store::keyring::KeyringVault;
use crate::store::memory::{MemoryState, MemoryVault};
use crate::store::owner::canonical;
use crate::store::sqlite::SqliteState;
use crate::store::surroundings;
#[cfg(feature = "updates")]
use crate::store::updates::HttpManifestServer;
use crate::store::yaml::YamlStore;
use crate::wiring::environment::environment;

/// Name of the program's folders and of its entry in the keyring.
#[doc(hidden)]
pub const APP: &str = "egui-authenticator";

/// Maximum length of the name of an app or an organization, which becomes the name of a folder.
const NAME_MAX: usize = 64;

/// The reason why there are no folders for an app's files.
///
/// ```
/// use egui_authenticator::wiring::{Paths, PathsError};
///
/// let error = Paths::for_app("org.lab", "lab bench");
/// assert_eq!(error, Err(PathsError::Name("lab bench".to_owned())));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathsError {
    /// The name of the app or of the organization cannot be that of a folder.
    #[error(
        "{0:?} cannot be the name of a folder; use letters, digits, dots, underscores and dashes"
    )]
    Name(String),
    /// The system has no folder for settings, because there is no home folder.
    #[error("this system has no folder for settings; set HOME")]
    NoFolders,
}

/// The files of one installation.
///
/// ```no_run
/// use egui_authenticator::wiring::Paths;
///
/// let paths = Paths::for_config("shop.yaml".into());
/// let service = paths.service();
/// println!("The state is in {}", paths.state.display());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paths {
    /// Name of the app's entry in the keyring.
    pub app: String,
    /// The configuration file.
    pub config: PathBuf,
    /// The state database.
    pub state: PathBuf,
}

impl Paths {
    /// Returns these two files, with the name of the entry in the keyring.
    #[must_use]
    pub fn new(
        app: impl Into<String>,
        config: impl Into<PathBuf>,
        state: impl Into<PathBuf>,
    ) -> Self {
        Self {
            app: app.into(),
            config: config.into(),
            state: state.into(),
        }
    }

    /// Returns the files in the platform's folders; `None` if the system has no such folders.
    #[must_use]
    pub fn of_platform() -> Option<Self> {
        let folders = ProjectDirs::from("", "", APP)?;
        Some(Self {
            app: APP.to_owned(),
            config: folders.config_dir().join("config.yaml"),
            state: folders.data_local_dir().join("state.db"),
        })
    }

    /// Returns the files of the app of this name, of this organization: `authenticator/users.yaml` in the folder that the platform
    /// has for the app's settings, and `authenticator/state.db` in the one for its data. Both folders, and the entry in the keyring,
    /// have the two names in small letters. A `config.yaml` of the app itself is neither read nor written. For the app `bench` of
    /// `org.lab`:
    ///
    /// | system | folder for settings | folder for data |
    /// | --- | --- | --- |
    /// | Linux | `~/.config/org.lab.bench` | `~/.local/share/org.lab.bench` |
    /// | macOS | `~/Library/Application Support/org.lab.bench` | the same |
    /// | Windows | `%APPDATA%\org.lab.bench\config` | `%LOCALAPPDATA%\org.lab.bench\data` |
    ///
    /// ```
    /// use egui_authenticator::wiring::{Paths, PathsError};
    ///
    /// assert!(matches!(Paths::for_app("org.lab", "lab bench"), Err(PathsError::Name(_))));
    /// ```
    ///
    /// # Errors
    /// - [`PathsError::Name`] if a name is empty, longer than 64 characters, starts or ends with a dot, contains other
    ///   characters than letters, digits, dots, underscores and dashes, or is one that Windows keeps for a device.
    /// - [`PathsError::NoFolders`] if there is no home folder.
    pub fn for_app(organization: &str, app: &str) -> Result<Self, PathsError> {
        let is_good = |name: &str| {
            let is_good = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            (1..=NAME_MAX).contains(&name.len())
                && name.trim_matches('.') == name
                && name.chars().all(is_good)
                && !is_device(name)
        };
        if let Some(bad) = [organization, app].into_iter().find(|name| !is_good(name)) {
            return Err(PathsError::Name(bad.to_owned()));
        }
        let name = format!("{organization}.{app}").to_ascii_lowercase();
        let folders = ProjectDirs::from("", "", &name).ok_or(PathsError::NoFolders)?;
        let of_sign_in = |folder: &Path| folder.join("authenticator");
        Ok(Self {
            app: name,
            config: of_sign_in(folders.config_dir()).join("users.yaml"),
            state: of_sign_in(folders.data_local_dir()).join("state.db"),
        })
    }

    /// Returns the given configuration file with the state and the keyring of the ready-made app: in the platform's folder, or
    /// beside the file if the system has no such folder.
    #[must_use]
    pub fn for_config(config: PathBuf) -> Self {
        let config = std::path::absolute(&config).unwrap_or(config);
        match Self::of_platform() {
            Some(paths) => Self { config, ..paths },
            None => Self {
                app: APP.to_owned(),
                state: config.with_extension("state.db"),
                config,
            },
        }
    }

    /// Returns the use cases on these files and this computer's keyring.
    #[must_use]
    pub fn service(&self) -> Service {
        self.dependencies().into()
    }

    /// Returns what the use cases need on these files and this computer's keyring, to replace some of it before
    /// [`Service::from`]. The configuration file is read if it is small, because it can name a server that has the users (feature
    /// `postgres`); no connection is made.
    #[must_use]
    pub fn dependencies(&self) -> Dependencies {
        let stores = self.stores();
        let slot = &stores.slot;
        let computer_vault = KeyringVault::new(&self.app, format!("{slot} (quick unlock)"));
        let vault = Arc::new(KeyringVault::new(&self.app, slot));
        let (minutes, computers) = (stores.offline_minutes, stores.computers.clone());
        let mut dependencies = stores.join(vault);
        // Nothing of a restricted computer is kept in its keyring: PINs and remembered sign-ins would need more than its login.
        if dependencies.authority.is_none() {
            dependencies.computer_vault = Arc::new(computer_vault);
        }
        if let Some(minutes) = minutes {
            dependencies.offline_minutes = minutes;
        }
        dependencies.computers = computers;
        dependencies
    }

    /// Returns the same for the window of the ready-made app.
    #[cfg(feature = "app")]
    pub(crate) fn app_dependencies(&self) -> Dependencies {
        of_app(self.dependencies())
    }

    /// Returns the use cases on these files without the keyring, for the command line.
    #[must_use]
    #[doc(hidden)]
    pub fn service_without_keyring(&self) -> Service {
        let vault = Arc::new(MemoryVault::default());
        of_app(self.stores().join(vault)).into()
    }

    /// Returns the use cases on the configuration file alone: the state is in memory and the keyring is not
    /// used.
    #[must_use]
    #[doc(hidden)]
    pub fn throwaway_service(&self) -> Service {
        let state = Arc::new(MemoryState::default());
        let vault = Arc::new(MemoryVault::default());
        self.stores().with_state(state).join(vault).into()
    }

    /// Returns the use cases of a demo on the configuration file alone, where the passwords of the examples sign in (R90).
    #[cfg(feature = "app")]
    pub(crate) fn demo_service(&self, state: Arc<dyn StateStore>) -> Service {
        let vault = Arc::new(MemoryVault::default());
        let mut dependencies = self.stores().with_state(state).join(vault);
        dependencies.is_demo = true;
        dependencies.into()
    }

    /// Returns the configuration file to look at, whether it has users or names a server.
    #[cfg(feature = "app")]
    pub(crate) fn configuration(&self) -> impl CredentialStore {
        YamlStore::of_any(&self.config).with_state(&self.state)
    }

    /// Returns what others on this computer can reach of the configuration file and of what is around it (R94). `settings` are
    /// those of the file, if it has no errors.
    #[must_use]
    #[doc(hidden)]
    pub fn problems_around(&self, settings: Option<&Settings>) -> Vec<Problem> {
        surroundings::problems(&self.config, &self.state, settings)
    }

    /// Returns where users, settings and state are: in the files, or on the server that the configuration file names.
    fn stores(&self) -> Stores {
        // On the caller's thread, before the window is there: a file of more than 2 MB has users and is not read.
        #[cfg(feature = "postgres")]
        if let Some(remote) = Stores::remote(self) {
            return remote;
        }
        let slot = self.slot();
        let state = SqliteState::new(&self.state, slot.as_str()).named(&self.place());
        Stores {
            credentials: Arc::new(YamlStore::new(&self.config).with_state(&self.state)),
            state: Arc::new(state),
            slot,
            offline_minutes: None,
            computers: None,
            authority: None,
        }
    }

    /// Returns the name of the state: the same for every path that leads to the file (R95).
    pub(super) fn slot(&self) -> String {
        canonical(&self.config).display().to_string()
    }

    /// Returns the path of the configuration file as it was given.
    fn place(&self) -> PathBuf {
        std::path::absolute(&self.config).unwrap_or_else(|_| self.config.clone())
    }
}

/// The stores of an installation.
pub(super) struct Stores {
    pub(super) credentials: Arc<dyn CredentialStore>,
    pub(super) state: Arc<dyn StateStore>,
    /// The name of what is stored on this computer.
    pub(super) slot: String,
    /// For how many minutes open sessions continue without the stores, if the configuration file says so.
    pub(super) offline_minutes: Option<u32>,
    /// The computers that use the stores, if they know them.
    pub(super) computers: Option<Arc<dyn ComputerList>>,
    /// The server that decides about passwords, if this is a restricted computer.
    pub(super) authority: Option<Arc<dyn Authority>>,
}

impl Stores {
    fn join(self, vault: Arc<dyn TokenVault>) -> Dependencies {
        Dependencies {
            authority: self.authority,
            ..Dependencies::new(self.credentials, self.state, vault, environment())
        }
    }

    fn with_state(self, state: Arc<dyn StateStore>) -> Self {
        Self { state, ..self }
    }
}

/// Lets the ready-made app ask for newer versions. Other apps have versions of their own.
fn of_app(dependencies: Dependencies) -> Dependencies {
    Dependencies {
        #[cfg(feature = "updates")]
        manifest_server: Some(Arc::new(HttpManifestServer)),
        ..dependencies
    }
}

/// Returns the state of a demo, which is only in memory.
#[cfg(feature = "app")]
pub(crate) fn demo_state() -> Arc<dyn StateStore> {
    Arc::new(MemoryState::default())
}

/// Returns `true` for a name that Windows keeps for a device, whatever follows after a dot.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let device = name.split('.').next().unwrap_or_default();
    let is_port = |port: &str| {
        let number = device.strip_prefix(port);
        number.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
    };
    ["con", "prn", "aux", "nul"].contains(&device) || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_an_app_are_not_its_own_configuration() {
        let paths = Paths::for_app("org.lab", "bench").expect("folders");
        assert_eq!(paths.app, "org.lab.bench");
        assert!(paths.config.ends_with("authenticator/users.yaml"));
        assert!(paths.state.ends_with("authenticator/state.db"));
        let folder = |paths: &Paths| paths.config.ancestors().nth(2).map(Path::to_path_buf);
        let other = Paths::for_app("org.other", "bench").expect("folders");
        assert_ne!(
            folder(&paths),
            folder(&other),
            "an app of another organization"
        );
        assert_ne!(paths.app, other.app);
        let capitals = Paths::for_app("Org.Lab", "BENCH").expect("folders");
        assert_eq!(capitals, paths);
        let ours = Paths::of_platform().expect("folders");
        assert!(ours.config.ends_with("config.yaml"));
    }

    #[cfg(feature = "app")]
    #[test]
    fn r115_only_the_ready_made_app_asks_for_newer_versions() {
        let app = Paths::for_app("org.lab", "bench").expect("folders");
        let ours = Paths::for_config("shop.yaml".into());
        for paths in [&app, &ours] {
            let server = paths.dependencies().manifest_server;
            assert!(server.is_none(), "{paths:?}, also of an app over our files");
        }
        assert!(ours.app_dependencies().manifest_server.is_some());
        let command_line = ours.service_without_keyring();
        assert!(command_line.context.manifest_server.is_some());
    }

    #[test]
    fn names_of_devices_are_refused() {
        for (organization, app) in [("con", "bench"), ("org.lab", "nul"), ("COM1.lab", "bench")] {
            let refused = Paths::for_app(organization, app);
            assert!(
                matches!(refused, Err(PathsError::Name(_))),
                "{organization} {app}"
            );
        }
        assert!(Paths::for_app("console", "com10").is_ok());
    }
}
