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
pub(super) fn read_service(
    path: &Path,
    service: &str,
) -> Result<Vec<(String, Zeroizing<String>)>, PgError> {
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
    let pairs = values.map(|(name, value)| {
        (
            name.trim().to_owned(),
            Zeroizing::new(value.trim().to_owned()),
        )
    });
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
    let of_others = metadata.permissions().mode() & 0o077;
    of_others == 0
}

/// On Windows the folder's own permissions apply.
#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# of the shop\n\
        other.shop:5432:auth:till:wrong\n\
        db.shop:*:auth:till:a\\:b:c\\\\\n\
        *:*:*:*:for all\n";

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let found = |wanted| find_password(TEXT, wanted).map(|found| found.expose().to_owned());
        let expected = Some("a:b:c\\".to_owned());
        assert_eq!(found(["db.shop", "6000", "auth", "till"]), expected);
        let expected = Some("for all".to_owned());
        assert_eq!(found(["db.shop", "6000", "auth", "me"]), expected);
        let nothing = find_password(
            "db.shop:5432:auth:till",
            ["db.shop", "5432", "auth", "till"],
        );
        assert!(nothing.is_none());
    }

    #[test]
    #[cfg(unix)]
    fn a_file_of_passwords_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pgpass");
        fs::write(&path, TEXT).expect("written");
        let wanted = ["db.shop", "5432", "auth", "till"];
        for (mode, is_read) in [(0o600, true), (0o640, false), (0o604, false)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
            assert_eq!(read_password(&path, wanted).is_ok(), is_read, "{mode:o}");
        }
        fs::write(&path, "[auth]\npassword=x\n").expect("written");
        assert!(read_service(&path, "auth").is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("set");
        let own = read_service(&path, "auth").expect("read");
        assert_eq!((&*own[0].0, &**own[0].1), ("password", "x"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).expect("set");
        fs::write(&path, "[auth]\nuser=x\n").expect("written");
        assert!(read_service(&path, "auth").is_ok());
    }

    #[test]
    fn a_file_that_is_not_there_or_no_file_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let wanted = ["db.shop", "5432", "auth", "till"];
        assert!(read_password(folder.path(), wanted).is_err());
        assert!(read_password(&folder.path().join("none"), wanted).is_err());
    }
}
