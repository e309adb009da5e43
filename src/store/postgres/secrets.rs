//! Passwords and services from the files that `psql` uses too.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use crate::domain::secret::SecretText;
use crate::store::postgres::error::PgError;

/// More than any such file has.
const MAX_BYTES: u64 = 1 << 20;

/// Returns the password for a host, port, database and user: that of the first line with these values or with `*`.
pub(super) fn read_password(path: &Path, wanted: [&str; 4]) -> Result<Option<SecretText>, PgError> {
    let (text, is_private) = read(path)?;
    if !is_private {
        return Err(readable_by_others(path));
    }
    Ok(find_password(&text, wanted))
}

fn find_password(text: &str, wanted: [&str; 4]) -> Option<SecretText> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(split).find_map(|fields| {
        let [host, port, database, user, password] = &fields[..] else {
            return None;
        };
        let named = [host, port, database, user].into_iter().zip(wanted);
        let fits = |(name, wanted): (&Zeroizing<String>, &str)| {
            name.as_str() == "*" || name.as_str() == wanted
        };
        let is_it = named.into_iter().all(fits);
        is_it.then(|| SecretText::new(password.to_string()))
    })
}

/// Splits a line at its colons. A backslash takes the meaning of the character after it.
fn split(line: &str) -> Vec<Zeroizing<String>> {
    let mut fields = vec![Zeroizing::new(String::with_capacity(line.len()))];
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        let field = match character {
            // The password, which is last, may have colons.
            ':' if fields.len() < 5 => {
                fields.push(Zeroizing::new(String::with_capacity(line.len())));
                continue;
            }
            '\\' => characters.next(),
            other => Some(other),
        };
        if let Some(last) = fields.last_mut() {
            last.extend(field);
        }
    }
    fields
}

/// Returns the values of a service.
pub(super) fn read_service(path: &Path, service: &str) -> Result<Vec<(String, String)>, PgError> {
    let (text, is_private) = read(path)?;
    let mut lines = text.lines().map(str::trim);
    let header = format!("[{service}]");
    if !lines.any(|line| line == header) {
        let reason = format!("there is no service {service} in {}", path.display());
        return Err(PgError::Address(reason));
    }
    let own = lines.take_while(|line| !line.starts_with('['));
    let values = own.filter(|line| !line.starts_with('#'));
    let values = values.filter_map(|line| line.split_once('='));
    let pairs = values.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
    let values: Vec<_> = pairs.collect();
    if !is_private && values.iter().any(|(name, _)| name == "password") {
        return Err(readable_by_others(path));
    }
    Ok(values)
}

fn readable_by_others(path: &Path) -> PgError {
    let path = path.display();
    PgError::Address(format!(
        "{path} has passwords and can be read by others: chmod 600 {path}"
    ))
}

/// Returns the text of a file, and whether only its owner can read it.
fn read(path: &Path) -> Result<(Zeroizing<String>, bool), PgError> {
    let read = || -> io::Result<_> {
        // Opening a pipe would wait for its other end.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("not a file"));
        }
        let file = File::open(path)?;
        let is_private = is_private(&file.metadata()?);
        let mut text = Zeroizing::new(String::new());
        file.take(MAX_BYTES).read_to_string(&mut text)?;
        Ok((text, is_private))
    };
    read().map_err(|error| PgError::Address(format!("{}: {error}", path.display())))
}

#[cfg(unix)]
fn is_private(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o077 == 0
}

/// On Windows the folder's own permissions apply.
#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}
