//! A demo: a shop with twelve users, their pages and what they did in the last 30 days, in a temporary folder.

mod history;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::domain::secret::Secret;
use crate::domain::username::Username;
use crate::service::Service;
use crate::service::ports::{CredentialStore, StateStore};
use crate::store::yaml::YamlStore;
use crate::ui::DemoUser;
use crate::wiring::{APP, Paths, demo_state, environment};

/// The shop of the demo.
const SHOP: &str = include_str!("../../assets/example/demo.yaml");

/// A configuration file in a temporary folder, which is removed when this is dropped. For trying an app without touching
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
    /// What the users did before.
    state: Arc<dyn StateStore>,
    _folder: TempDir,
}

impl Demo {
    /// Creates the folder with the shop of this package, and its history.
    ///
    /// # Errors
    /// [`io::Error`] if the folder cannot be created or written to.
    pub fn new() -> io::Result<Self> {
        let demo = Self::of(SHOP)?;
        let store = YamlStore::new(&demo.paths.config);
        let snapshot = store.read().map_err(io::Error::other)?;
        let clock = environment().clock;
        let (now, zone) = (clock.now(), clock.time_zone());
        let recorded = history::record(&*demo.state, &snapshot.users, now, &zone);
        recorded.map_err(io::Error::other)?;
        Ok(demo)
    }

    /// Creates the folder with another configuration file, with passwords in plain text.
    ///
    /// # Errors
    /// [`io::Error`] if the folder or its files cannot be written, or the file has errors.
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
            state: demo_state(),
            _folder: folder,
        })
    }

    /// Returns the use cases on the folder; the state is in memory and the keyring is not used. Only here, the passwords of
    /// the example sign in.
    #[must_use]
    pub fn service(&self) -> Service {
        self.paths.demo_service(Arc::clone(&self.state))
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
            roles: snapshot
                .users
                .get(username)?
                .roles
                .iter()
                .map(|role| role.as_str().to_owned())
                .collect(),
        })
    };
    snapshot.plain_passwords.iter().filter_map(user).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit_chain::ChainCheck;
    use crate::service::audit::AuditQuery;
    use crate::service::caller::{Caller, Operator};
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
            let outcome = service.sign_in().with_password(&user.username, &password);
            let session_view = outcome.ok().and_then(SignInOutcome::session_view);
            assert!(
                session_view.is_some_and(|session_view| !session_view.pages.is_empty()),
                "{}",
                user.username
            );
        }
    }

    #[test]
    fn three_roles_can_be_tried_in_a_shop_of_twelve_users_with_thirty_days_of_history() {
        let demo = Demo::new().expect("prepared");
        let service = demo.service();
        let opened = service.set_up().open();
        assert!(opened.is_ok());
        let roles: Vec<_> = demo.users().into_iter().map(|user| user.roles).collect();
        assert_eq!(roles, [vec!["admin", "till"], vec!["office"], vec!["till"]]);
        let owner = || Caller::LocalOwner(Operator::assume());
        let list = service.users().list(owner()).expect("listed");
        assert_eq!(list.rows.len(), 12);
        let signed_in = list.rows.iter().filter(|row| row.last_sign_in.is_some());
        assert!(signed_in.count() >= 8);
        let query = AuditQuery {
            days: Some(30),
            user: None,
            kind: None,
            limit: 10_000,
        };
        let filter = service.audit_log().filter(&query);
        let report = service.audit_log().report(owner(), &filter).expect("read");
        assert!(report.days.len() >= 25, "{}", report.days.len());
        assert!(report.days.iter().any(|(_, count)| count.refused > 0));
        assert!(report.records.is_sorted_by(|a, b| a.event.at >= b.event.at));
        assert!(
            matches!(report.verified, ChainCheck::Whole(_)),
            "{:?}",
            report.verified
        );
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
