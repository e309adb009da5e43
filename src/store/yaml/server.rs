//! A configuration file that names the server with the users, and has only what belongs to this computer.

#[cfg(all(feature = "component", feature = "postgres"))]
use std::path::Path;
#[cfg(feature = "app")]
use std::path::PathBuf;
#[cfg(all(feature = "component", feature = "postgres"))]
use std::sync::Arc;

use crate::domain::problem::{Cause, Position, Problem, Severity, ValueType};
use crate::domain::settings::Settings;
use crate::domain::store_settings::{
    OFFLINE_MINUTES_DEFAULT, OFFLINE_MINUTES_MAX, StoreProblem, StoreSettings,
};

#[cfg(all(feature = "component", feature = "postgres"))]
use crate::service::ports::CredentialStore as _;
#[cfg(feature = "postgres")]
use crate::store::postgres::{PostgresOptions, has_password};
use crate::store::yaml::reader::{Expected, Reader};
use crate::store::yaml::schema::{RootSchema, StoreSchema};
use crate::store::yaml::store::YamlStore;
use crate::store::yaml::tree::Node;
use crate::store::yaml::types::{Scalar, Section};
use crate::store::yaml::values::Located;

/// The most bytes of a file that names a server: it is read before the window opens.
const SERVER_FILE_MAX: u64 = 1 << 20;

const ADDRESS: &str = "store.postgres";
const RESTRICTED: &str = "store.restricted";

impl Reader<'_, '_> {
    /// Reads the whole file. What belongs on the server is an error, so that nothing in the file is ignored without a word.
    pub(crate) fn of_computer(
        &mut self,
        root: RootSchema,
        store: Located<Section<StoreSchema>>,
        tree: &Node<'_>,
    ) -> Settings {
        let place = |key: &str| tree.entry(key).map(|(key, _)| key.position());
        for (key, position) in root.of_server() {
            self.report(
                place(key).unwrap_or(position),
                key,
                Cause::Store(StoreProblem::OnServer),
            );
        }
        self.check_format(root.format);
        let mut settings = Settings::default();
        self.settings("app", root.app, &mut settings);
        self.settings("lock", root.lock, &mut settings);
        let position = place("store").unwrap_or(store.position);
        settings.store = self.store(store, position).map(Into::into);
        if tree.bytes().len() as u64 > SERVER_FILE_MAX {
            let limit = SERVER_FILE_MAX;
            self.report(Position::START, "", Cause::TooLarge { limit });
        }
        // With another error, it is not known whether the program could be connected.
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        if *self.expected == Expected::Users && !self.problems.iter().any(is_error) {
            self.report(position, "store", Cause::Store(StoreProblem::NotConnected));
        }
        settings
    }

    fn store(
        &mut self,
        store: Located<Section<StoreSchema>>,
        at: Position,
    ) -> Option<StoreSettings> {
        // A section that is empty was meant to name a server.
        let missing = Cause::Missing { key: "postgres" };
        let Some(store) = self.section(Some(store), "store") else {
            self.report(at, "store", missing);
            return None;
        };
        let minutes = store.offline_minutes.as_ref();
        let minutes = self.whole_number(minutes, "store.offline_minutes", 0, OFFLINE_MINUTES_MAX);
        let restricted = self.restricted(store.restricted.as_ref(), at);
        let position = store.postgres.as_ref().map_or(at, |at| at.position);
        let Some(address) = self.text(store.postgres, ADDRESS) else {
            self.report(position, "store", missing);
            return None;
        };
        let store = StoreSettings {
            postgres: address.into(),
            offline_minutes: minutes.unwrap_or(OFFLINE_MINUTES_DEFAULT),
            restricted,
        };
        #[cfg(feature = "postgres")]
        self.check_address(&store, position);
        Some(store)
    }

    /// Returns whether the computer is restricted. A key without a value is an error: the file does not say what was meant.
    fn restricted(&mut self, value: Option<&Located<Scalar>>, at: Position) -> bool {
        let position = value.map_or(at, |value| value.position);
        if value.is_some_and(|value| matches!(value.value, Scalar::Nothing)) {
            self.wrong_type(position, RESTRICTED, ValueType::Flag, ValueType::Nothing);
        }
        let restricted = self.flag(value, RESTRICTED);
        #[cfg(all(feature = "component", feature = "postgres"))]
        if let Expected::Server(connected) = self.expected
            && connected.restricted != restricted
        {
            let changed = Cause::Store(StoreProblem::Restriction);
            self.report(position, RESTRICTED, changed);
        }
        restricted
    }

    #[cfg(feature = "postgres")]
    fn check_address(&mut self, store: &StoreSettings, position: Position) {
        if let Err(error) = PostgresOptions::parse(&store.postgres) {
            let problem = StoreProblem::Address(error.to_string());
            self.report(position, ADDRESS, Cause::Store(problem));
        }
        if has_password(&store.postgres) {
            self.report(position, ADDRESS, Cause::Store(StoreProblem::Password));
        }
        #[cfg(feature = "component")]
        if let Expected::Server(connected) = self.expected
            && connected.postgres != store.postgres
        {
            self.report(position, ADDRESS, Cause::Store(StoreProblem::Changed));
        }
    }

    /// Refuses a file with users if the program is connected to a server.
    #[cfg(all(feature = "component", feature = "postgres"))]
    pub(crate) fn check_expected(&mut self) {
        if let Expected::Server(_) = self.expected {
            self.report(
                Position::START,
                "store",
                Cause::Store(StoreProblem::Changed),
            );
        }
    }
}

impl YamlStore {
    /// Creates the store of a file that is only looked at, whether it has users or names a server.
    #[cfg(feature = "app")]
    pub(crate) fn of_any(path: impl Into<PathBuf>) -> Self {
        Self::expecting(path, Expected::Any)
    }

    /// Creates the store of a file that names a server, and has only the settings of this computer. `None` if the file has users
    /// or errors. From then on, another server is an error of the file.
    #[cfg(all(feature = "component", feature = "postgres"))]
    pub(crate) fn of_computer(path: &Path) -> Option<(Self, Arc<StoreSettings>)> {
        // One with many users is not read twice.
        let is_small =
            std::fs::metadata(path).is_ok_and(|found| found.len() <= 2 * SERVER_FILE_MAX);
        let mut store = Self::expecting(path, Expected::Any);
        let snapshot = is_small.then(|| store.read())?.ok()?;
        let server = snapshot.settings.store.clone()?;
        store.expected = Expected::Server(Arc::clone(&server));
        Some((store, server))
    }
}
