//! Addresses that follow from another one: of other databases, logins and passwords of the same server.

use std::sync::Arc;

use crate::domain::secret::SecretText;
use crate::store::postgres::address::{DEFAULT_PORT, PostgresOptions};
use crate::store::postgres::error::PgError;
use crate::store::postgres::url;

impl PostgresOptions {
    /// Returns the same server with another database.
    pub(crate) fn in_database(&self, database: &str) -> Self {
        Self {
            database: database.to_owned(),
            ..self.clone()
        }
    }

    /// Returns the same login with this password.
    pub(crate) fn with_password(&self, password: SecretText) -> Self {
        Self {
            password: Some(Arc::new(password)),
            ..self.clone()
        }
    }

    /// Returns the address for another login and database, without a password; `None` if it leads through a socket. `host` is the
    /// name of the server for other computers, if it is another one.
    pub(crate) fn address_of(
        &self,
        user: &str,
        database: &str,
        host: Option<&str>,
    ) -> Option<String> {
        let places = self.hosts.iter().map(|of| {
            let name = match host {
                Some(host) => host,
                None if of.is_socket() => return None,
                None => &of.name,
            };
            let name = if name.contains(':') {
                format!("[{name}]")
            } else {
                name.to_owned()
            };
            Some(match of.port {
                DEFAULT_PORT => name,
                port => format!("{name}:{port}"),
            })
        });
        let places: Vec<_> = places.collect::<Option<_>>()?;
        Some(format!(
            "postgresql://{user}@{}/{database}",
            places.join(",")
        ))
    }

    /// Returns `true` if it trusts the certificates in a file of this computer, which others need a copy of.
    pub(crate) fn has_root_certificates(&self) -> bool {
        self.root_certificates.is_some()
    }

    /// Returns an address without a password of its own.
    ///
    /// # Errors
    /// [`PgError::Address`] if the address cannot be used.
    pub(crate) fn without_password(address: &str) -> Result<String, PgError> {
        url::without_password(address)
    }

    /// Returns the login and the servers, whatever the database: what a password is kept under.
    pub(crate) fn login(&self) -> String {
        let places = self
            .hosts
            .iter()
            .map(|host| format!("{}:{}", host.name, host.port));
        let places: Vec<_> = places.collect();
        format!("postgresql://{}@{}", self.user, places.join(","))
    }

    /// Returns the text of a password file with this password in place of another one for the same login, and its other lines as
    /// they are.
    pub(crate) fn in_password_file(&self, text: &str, password: &SecretText) -> SecretText {
        let starts = self.hosts.iter().map(|host| {
            let [name, port, _, user] = self.wanted(host);
            let escape = |field: &str| field.replace('\\', "\\\\").replace(':', "\\:");
            format!("{}:{port}:*:{}:", escape(&name), escape(&user))
        });
        let starts: Vec<_> = starts.collect();
        let is_other = |line: &&str| !starts.iter().any(|start| line.starts_with(start));
        let mut lines = String::new();
        for line in text.lines().filter(is_other) {
            lines += line;
            lines.push('\n');
        }
        for start in &starts {
            lines += start;
            lines += password.expose();
            lines.push('\n');
        }
        SecretText::new(lines)
    }
}
