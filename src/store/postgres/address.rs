//! The address of the server, checked before a packet is sent: anything weaker than a verified certificate is only for
//! this computer itself.

use std::env;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::secret::SecretText;
use crate::store::postgres::error::PgError;
use crate::store::postgres::keyring::Keyring;
use crate::store::postgres::secrets;
use crate::store::postgres::url::{self, Values, refused, take};

pub(super) const DEFAULT_PORT: u16 = 5432;

/// Looks up a variable of the environment.
type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The address of a PostgreSQL server, and the login to connect with.
///
/// The address is a URL such as `postgresql://till@db.shop/auth`. Several hosts, separated by commas, are tried in order
/// until one accepts writes. These options may follow after `?`:
///
/// - `sslmode`: `verify-full`, which is the default, or `disable`, which is possible and the default only for servers on
///   this computer. A host is on this computer if it is `localhost`, a loopback address or the folder of a Unix socket.
/// - `sslrootcert`: a file with the certificates to trust instead of those of the system.
/// - `passfile`, `service`: a password file, and an entry of the service file, as for `psql`.
/// - `target_session_attrs`: `read-write`, which is the default if there are several hosts.
/// - `host`, `hostaddr`, `port`, `dbname`, `user`, `password`, `application_name`: as for `psql`.
///
/// The password comes from the first of these that has one: the address, the service file, `PGPASSWORD`, a password file that
/// is named, in the ready-made program the keyring, and `~/.pgpass`. On Unix, a file with a password must not be readable by other users.
///
/// # Examples
///
/// ```
/// use egui_authenticator::store::postgres::PostgresOptions;
///
/// assert!(PostgresOptions::parse("postgresql://till@db.shop/auth").is_ok());
/// assert!(PostgresOptions::parse("postgresql://till@db.shop/auth?sslmode=require").is_err());
/// ```
#[derive(Clone)]
pub struct PostgresOptions {
    pub(super) hosts: Vec<Host>,
    pub(super) user: String,
    pub(super) database: String,
    pub(super) password: Option<Arc<SecretText>>,
    pub(super) password_file: Option<PathBuf>,
    /// Whether no other password file than the one of the home folder was named.
    pub(super) has_default_file: bool,
    pub(super) keyring: Option<Arc<Keyring>>,
    pub(super) own_file: Option<PathBuf>,
    pub(super) root_certificates: Option<PathBuf>,
    pub(super) application: String,
    pub(super) needs_writes: bool,
}

opaque_debug!(PostgresOptions { hosts });

/// One of the servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    /// A name, an address or the folder of a socket.
    pub(super) name: String,
    /// Where to connect to, if the name is only for the certificate.
    pub(super) address: Option<IpAddr>,
    pub(super) port: u16,
    pub(super) is_encrypted: bool,
}

impl Host {
    pub(super) fn is_socket(&self) -> bool {
        self.name.starts_with('/')
    }

    fn is_on_this_computer(&self) -> bool {
        if self.is_socket() {
            return true;
        }
        let address = self.address.or_else(|| self.name.parse().ok());
        match address {
            Some(address) => address.is_loopback(),
            None => self.name.eq_ignore_ascii_case("localhost"),
        }
    }
}

impl PostgresOptions {
    /// Parses an address. The environment variables `PGPASSWORD`, `PGPASSFILE`, `PGSERVICE` and `PGSERVICEFILE` are read, as by
    /// `psql`.
    ///
    /// # Errors
    /// [`PgError::Address`] if the address, or a service that it names, cannot be used. The text never shows a password.
    pub fn parse(address: &str) -> Result<Self, PgError> {
        Self::with(address, &|name| env::var(name).ok(), env::home_dir())
    }

    fn with(address: &str, variable: Variable<'_>, home: Option<PathBuf>) -> Result<Self, PgError> {
        let mut values = url::parse(address)?;
        let service = take(&mut values, "service").or_else(|| variable("PGSERVICE"));
        if let Some(service) = service {
            let file = variable("PGSERVICEFILE").map(PathBuf::from);
            let file = file.or_else(|| Some(home.as_ref()?.join(".pg_service.conf")));
            let file = file.ok_or_else(|| refused("there is no service file"))?;
            for (name, value) in secrets::read_service(&file, &service)? {
                values.entry(name).or_insert(value);
            }
        }
        let password_file = take(&mut values, "passfile")
            .or_else(|| variable("PGPASSFILE"))
            .map(PathBuf::from);
        let default_file = || home.map(|home| home.join(".pgpass"));
        let password = take(&mut values, "password").or_else(|| variable("PGPASSWORD"));
        let options = Self::of(values, password.map(SecretText::new))?;
        Ok(Self {
            has_default_file: password_file.is_none(),
            password_file: password_file.or_else(|| default_file().filter(|file| file.exists())),
            ..options
        })
    }

    fn of(mut values: Values, password: Option<SecretText>) -> Result<Self, PgError> {
        let hosts = hosts(&mut values)?;
        let user = take(&mut values, "user").filter(|user| !user.is_empty());
        let user = user.ok_or_else(|| refused("the address names no user"))?;
        let database = take(&mut values, "dbname").filter(|name| !name.is_empty());
        let root = take(&mut values, "sslrootcert");
        let needs_writes = match take(&mut values, "target_session_attrs").as_deref() {
            None => hosts.len() > 1,
            Some("read-write") => true,
            Some("any") if hosts.len() == 1 => false,
            Some(_) => return Err(refused("target_session_attrs must be read-write")),
        };
        let application = take(&mut values, "application_name");
        if let Some(other) = values.keys().next() {
            return Err(refused(&format!("the option {other} is not supported")));
        }
        Ok(Self {
            hosts,
            database: database.unwrap_or_else(|| user.clone()),
            user,
            password: password.map(Arc::new),
            password_file: None,
            has_default_file: true,
            keyring: None,
            own_file: None,
            root_certificates: root.filter(|root| root != "system").map(PathBuf::from),
            application: application.unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned()),
            needs_writes,
        })
    }

    /// Returns the address without a password.
    pub(crate) fn location(&self) -> String {
        let places = self.hosts.iter().map(|host| {
            let Host { name, port, .. } = host;
            format!("{name}:{port}")
        });
        let places: Vec<_> = places.collect();
        let (user, database) = (&self.user, &self.database);
        format!("postgresql://{user}@{}/{database}", places.join(","))
    }

    /// Returns whether a connection needs certificates.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.hosts.iter().any(|host| host.is_encrypted)
    }
}

/// Returns the servers, each with whether the connection to it is encrypted.
fn hosts(values: &mut Values) -> Result<Vec<Host>, PgError> {
    let mode = take(values, "sslmode");
    let mode = mode.as_deref();
    if !matches!(mode, None | Some("verify-full" | "disable")) {
        let reason =
            "sslmode must be verify-full: anything weaker can be read or changed on the way";
        return Err(refused(reason));
    }
    let given = ["host", "hostaddr", "port"].map(|name| take(values, name).unwrap_or_default());
    let [names, addresses, ports] = given.each_ref().map(|value| list(value));
    let names = if names.is_empty() { &addresses } else { &names };
    if names.is_empty() {
        return Err(refused("the address names no host"));
    }
    let fits = |len: usize| len == 0 || len == names.len();
    if !fits(addresses.len()) || !(fits(ports.len()) || ports.len() == 1) {
        return Err(refused("there are not as many hosts as ports or addresses"));
    }
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let address = addresses.get(index).filter(|address| !address.is_empty());
        let address = address.map(|address| address.parse()).transpose();
        let port = ports.get(index).or_else(|| ports.first());
        let port = match port.filter(|port| !port.is_empty()) {
            None => DEFAULT_PORT,
            Some(port) => port
                .parse()
                .map_err(|_| refused("a port is not a number"))?,
        };
        if name.is_empty() {
            return Err(refused("a host has no name"));
        }
        let mut host = Host {
            name: (*name).to_owned(),
            address: address.map_err(|_| refused("hostaddr is not an address"))?,
            port,
            is_encrypted: false,
        };
        // The client library would connect to the address, without encryption.
        if host.is_socket() && host.address.is_some() {
            return Err(refused("a socket has no hostaddr"));
        }
        let is_near = host.is_on_this_computer();
        if mode == Some("disable") && !is_near {
            let reason = "only a server on this computer can be used without encryption";
            return Err(refused(reason));
        }
        host.is_encrypted = !host.is_socket() && (mode == Some("verify-full") || !is_near);
        found.push(host);
    }
    Ok(found)
}

fn list(value: &str) -> Vec<&str> {
    let items = value.split(',').filter(|_| !value.is_empty());
    items.collect()
}

#[cfg(test)]
mod tests;
