//! Takes the URL of a server apart.

use std::collections::BTreeMap;
use std::mem;

use zeroize::Zeroizing;

use crate::store::postgres::error::PgError;

/// Values by the names that they have in an address and in a service file.
pub(super) type Values = BTreeMap<String, Zeroizing<String>>;

/// Moves a value out.
pub(super) fn take(values: &mut Values, name: &str) -> Option<String> {
    values.remove(name).map(|mut value| mem::take(&mut *value))
}

/// Returns the error for an address that cannot be used.
pub(super) fn refused(reason: &str) -> PgError {
    PgError::Address(reason.to_owned())
}

/// Takes a URL apart. No error shows a part of it that could be of a password.
pub(super) fn parse(address: &str) -> Result<Values, PgError> {
    let rest = address
        .strip_prefix("postgresql://")
        .or_else(|| address.strip_prefix("postgres://"))
        .ok_or_else(|| refused("the address does not begin with postgresql://"))?;
    let (place, options) = rest.split_once('?').unwrap_or((rest, ""));
    if options.contains('@') || place.matches('@').count() > 1 {
        return Err(refused(
            "write special characters of the password as in %40, or leave the password out",
        ));
    }
    let (login, place) = place.split_once('@').unwrap_or(("", place));
    let (places, database) = place.split_once('/').unwrap_or((place, ""));
    let (user, password) = match login.split_once(':') {
        Some((user, password)) => (user, Some(password)),
        None => (login, None),
    };
    let mut values = Values::new();
    let mut set = |name: &str, value: &str| -> Result<(), PgError> {
        let is_new = value.is_empty() || values.insert(name.to_owned(), decode(value)?).is_none();
        let twice = || refused(&format!("the option {name} is there twice"));
        is_new.then_some(()).ok_or_else(twice)
    };
    set("user", user)?;
    set("password", password.unwrap_or(""))?;
    set("dbname", database)?;
    let (names, ports): (Vec<&str>, Vec<&str>) = places.split(',').map(host_and_port).unzip();
    set("host", &names.join(","))?;
    if ports.iter().any(|port| !port.is_empty()) {
        set("port", &ports.join(","))?;
    }
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option
            .split_once('=')
            .ok_or_else(|| refused("an option has no value"))?;
        set(&decode(name)?, value)?;
    }
    Ok(values)
}

/// Returns an address without its password.
#[cfg(feature = "app")]
pub(super) fn without_password(address: &str) -> Result<String, PgError> {
    parse(address)?;
    let (place, options) = address.split_once('?').unwrap_or((address, ""));
    let place = match place.split_once('@') {
        Some((login, place)) => {
            let (scheme, login) = login.split_once("//").unwrap_or(("", login));
            let user = login.split_once(':').map_or(login, |(user, _)| user);
            format!("{scheme}//{user}@{place}")
        }
        None => place.to_owned(),
    };
    let is_password = |option: &str| {
        let name = option.split_once('=').map(|(name, _)| decode(name));
        matches!(name, Some(Ok(name)) if *name == "password")
    };
    let kept = options.split('&').filter(|option| !is_password(option));
    let kept: Vec<_> = kept.filter(|option| !option.is_empty()).collect();
    if kept.is_empty() {
        return Ok(place);
    }
    Ok(format!("{place}?{}", kept.join("&")))
}

/// Takes apart `name:port` and `[address]:port`.
fn host_and_port(place: &str) -> (&str, &str) {
    if let Some((address, rest)) = place
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        return (address, rest.strip_prefix(':').unwrap_or(rest));
    }
    place.split_once(':').unwrap_or((place, ""))
}

/// Replaces `%40` by the character that it stands for.
fn decode(text: &str) -> Result<Zeroizing<String>, PgError> {
    let wrong = || refused("a % is not followed by two digits");
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, tail) = match (first, tail) {
            (b'%', [high, low, tail @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).map_err(|_| wrong())?;
                let byte = u8::from_str_radix(digits, 16).ok();
                (byte.filter(|_| *high != b'+').ok_or_else(wrong)?, tail)
            }
            (b'%', _) => return Err(wrong()),
            (byte, tail) => (*byte, tail),
        };
        bytes.push(byte);
        rest = tail;
    }
    let text = str::from_utf8(&bytes).map_err(|_| refused("the address is not UTF-8"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "app")]
    #[test]
    fn an_address_is_shown_without_its_password() {
        for (address, expected) in [
            (
                "postgresql://till:x@db.shop/auth",
                "postgresql://till@db.shop/auth",
            ),
            (
                "postgresql://db.shop/auth?p%61ssword=x&user=till",
                "postgresql://db.shop/auth?user=till",
            ),
            (
                "postgresql://till@db.shop/auth?password=x",
                "postgresql://till@db.shop/auth",
            ),
        ] {
            assert_eq!(without_password(address).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn characters_that_are_written_as_numbers_are_read() {
        let values = parse("postgresql://t%40ll:p%3A%2F%3f@db.shop/a%20b?x=%C3%A4").expect("read");
        let expected = [
            ("dbname", "a b"),
            ("host", "db.shop"),
            ("password", "p:/?"),
            ("user", "t@ll"),
            ("x", "ä"),
        ];
        let values = values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        assert_eq!(values.collect::<Vec<_>>(), expected);
        for wrong in ["%", "%4", "%4x", "%+4", "%ff"] {
            assert!(parse(&format!("postgresql://till@db.shop/{wrong}")).is_err());
        }
    }
}
