//! The own account at restricted computers: logins that may call the functions of the schema `auth`, with whatever SQL they like.

mod catalogues;
mod changes;
mod concurrent;
mod hostile;
mod limits;
mod marks;
mod patches;
mod plans;
mod recovery;
mod registration;
mod remembered;
mod remembering;
mod sessions;
mod settings;
mod vaults;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU32, Ordering};

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::{CredentialStore, Edit};
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::users::{Role, User, Username};

use crate::server::{Database, Server};
use crate::users::store_with;

/// The hash of the password of all users.
pub const HASH: &str = "$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
/// Another hash, as a restricted computer may choose it.
pub const NEW_HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW";

/// A shop with a trusted computer, the administrator `ada`, and the users `bob` and `eve`.
pub struct Shop {
    pub database: Database<'static>,
    /// The store as a trusted computer uses it.
    pub store: PostgresStore,
}

impl Shop {
    pub fn open() -> Self {
        Self::on(Server::shared())
    }

    /// Opens it on another server.
    pub fn on(server: &'static Server) -> Self {
        let database = server.for_restricted();
        let name = database.name();
        database.sql(&format!(
            "REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO auth_computer"
        ));
        let store = store_with(&database, &["bob".to_owned(), "eve".to_owned()]);
        Self { database, store }
    }

    /// Adds a restricted computer.
    pub fn till(&self) -> Till<'_> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let login = format!("plain{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let role = format!("CREATE ROLE {login} LOGIN IN ROLE auth_computer");
        self.database.sql(&role);
        Till { shop: self, login }
    }

    /// Changes a user as a trusted computer does.
    pub fn change(&self, name: &str, patch: UserPatch) {
        let name = Username::parse(name).expect("a username");
        self.apply(&Edit::Update(vec![(name, patch)]));
    }

    pub fn apply(&self, edit: &Edit) {
        let revision = self.store.read().expect("read").revision;
        self.store.apply(edit, &revision).expect("changed");
    }

    /// Returns a user as a trusted computer reads them.
    pub fn user(&self, name: &str) -> User {
        let snapshot = self.store.read().expect("read");
        snapshot.users.find(name).expect("a user").clone()
    }

    /// Returns a number that the database has.
    pub fn count(&self, of: &str) -> u32 {
        let count = self.database.sql(&format!("SELECT count(*) FROM {of}"));
        count.parse().expect("a number")
    }

    /// Returns the words of the events of a kind, in order.
    pub fn events(&self, kind: &str) -> String {
        self.database.sql(&format!(
            "SELECT string_agg(detail, ', ' ORDER BY number) FROM auth_inner.event WHERE kind = '{kind}'"
        ))
    }
}

/// A restricted computer.
pub struct Till<'a> {
    pub shop: &'a Shop,
    pub login: String,
}

impl Till<'_> {
    /// Runs a script, each statement in a transaction of its own. Returns what it returns, or the code of the first error.
    pub fn sql(&self, script: &str) -> Result<String, String> {
        let script = format!("\\set ON_ERROR_STOP on\n{script}");
        let (out, error) = self.shop.database.sql_as(&self.login, &script);
        match error
            .split_once("ERROR:  ")
            .or_else(|| error.split_once("FATAL:  "))
        {
            Some((_, error)) => Err(error.get(..5).unwrap_or(error).to_owned()),
            None => Ok(out),
        }
    }

    /// Expects that a statement is refused with this code.
    pub fn refused(&self, code: &str, script: &str) {
        assert_eq!(self.sql(script), Err(code.to_owned()), "{script}");
    }

    /// Opens a session of a user, as after the right password, and returns its token for SQL.
    pub fn session(&self, name: &str) -> String {
        self.session_of(name, "auth_inner.now() + 300")
    }

    /// Opens a session whose password was entered long ago.
    pub fn stale_session(&self, name: &str) -> String {
        self.session_of(name, "auth_inner.now()")
    }

    fn session_of(&self, name: &str, fresh_until: &str) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let token = format!("sha256('token {number}')");
        self.shop.database.sql(&format!(
            "INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
            SELECT sha256({token}), '{}', id, auth_inner.fingerprint(id, name_key, record), auth_inner.now(), auth_inner.now(),
                {fresh_until}
            FROM auth_inner.account WHERE name_key = '{name}';
            INSERT INTO auth_inner.session_slot (id, account, seen, login)
            SELECT substr(id, 1, 16), account, seen, login FROM auth_inner.restricted_session WHERE id = sha256({token})",
            self.login
        ));
        token
    }

    /// Returns the names of the users whose sessions are open.
    pub fn look(&self, tokens: &[&str]) -> String {
        let looked = self.sql(&format!(
            "SELECT string_agg(token_index || ' ' || (record ->> 'username'), ', ' ORDER BY token_index)
            FROM auth.look(ARRAY[{}]::bytea[])",
            tokens.join(", ")
        ));
        looked.expect("looked")
    }

    /// Makes a change of the own account at the revision that the server has now.
    pub fn change(&self, token: &str, patch: &str) -> Result<String, String> {
        self.sql(&format!(
            "SELECT auth.change_own({token}, {}, '{patch}')",
            revision(token)
        ))
    }
}

/// Returns the revision of the server, for SQL.
pub fn revision(token: &str) -> String {
    format!("(SELECT revision FROM auth.settings({token}, NULL) WHERE path IS NULL)")
}

/// Returns a patch with these roles.
pub fn roles(names: &[&str]) -> UserPatch {
    let roles = names.iter().map(|name| Role::parse(name).expect("a role"));
    UserPatch {
        roles: Some(roles.collect()),
        ..UserPatch::default()
    }
}

/// Returns rows of settings as SQL.
pub fn setting_rows(rows: &[(String, String)]) -> String {
    let mut sql = String::from("INSERT INTO auth_inner.setting (path, value) VALUES ");
    for (n, (path, value)) in rows.iter().enumerate() {
        let comma = if n == 0 { "" } else { ", " };
        let value = value.replace('\'', "''");
        write!(sql, "{comma}('{path}', '{value}')").expect("written");
    }
    sql
}
