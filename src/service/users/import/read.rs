//! Reading the rows of a table of users. Each row is parsed on its own, so that an invalid one hides no
//! other.

use crate::domain::access_times::AccessTimes;
use crate::domain::email::Email;
use crate::domain::role::Role;
use crate::domain::secret::{Secret, SecretText};
use crate::domain::user_field::UserFieldError;
use crate::domain::username::Username;

use crate::service::caller::AuthorizedCaller;
use crate::service::csv;
use crate::service::users::columns::{COLUMNS, READ};
use crate::service::users::import::types::{ImportError, ROWS_MAX, RowError};
use crate::service::users::input::parse_roles;

/// A column that only the local owner of the file may use.
const PASSWORD: &str = "password";

/// A row of the table.
pub(crate) struct Wanted {
    pub(crate) line: u64,
    pub(crate) username: String,
    pub(crate) parsed: Result<Parsed, RowError>,
}

/// The values of a row; `None` where the table has no column or no value: an empty cell changes nothing.
pub(crate) struct Parsed {
    pub(crate) username: Username,
    pub(crate) email: Option<Email>,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) roles: Option<Vec<Role>>,
    pub(crate) disabled: Option<bool>,
    /// Those limits that the row has.
    pub(crate) times: AccessTimes,
    pub(crate) password: Option<Secret>,
}

/// Reads the rows of a table.
pub(crate) fn read(
    text: &SecretText,
    caller: &AuthorizedCaller,
) -> Result<Vec<Wanted>, ImportError> {
    let mut lines = csv::read(text.expose()).into_iter();
    let header = lines.next().ok_or(ImportError::Empty)?;
    let mut positions = [None; READ.len()];
    let mut password = None;
    for (at, name) in header.cells.iter().enumerate() {
        let name = name.to_lowercase().replace([' ', '-'], "_");
        let place = match READ.iter().position(|column| *column == name) {
            Some(column) => &mut positions[column],
            None if name == PASSWORD && caller.is_local_owner() => &mut password,
            None if name == PASSWORD => return Err(ImportError::Passwords),
            None if name.is_empty() || COLUMNS.contains(&name.as_str()) => continue,
            None => return Err(ImportError::UnknownColumn(name)),
        };
        if place.replace(at).is_some() {
            return Err(ImportError::DuplicateColumn(name));
        }
    }
    if positions[0].is_none() {
        return Err(ImportError::NoColumn(COLUMNS[0]));
    }
    let named = header.cells.iter().rposition(|name| !name.is_empty());
    let least = named.map_or(0, |last| last + 1);
    let has_cells = |line: &csv::Line| {
        let mut beyond = line.cells.iter().skip(header.cells.len());
        line.cells.len() >= least && beyond.all(String::is_empty)
    };
    let rows: Vec<_> = lines
        .map(|line| {
            let row = read_row(&line, &positions, password);
            // A row that is cut off has lost values, with which a new user would be limited or disabled.
            let parsed = if has_cells(&line) {
                row.parsed
            } else {
                Err(RowError::Cells)
            };
            Wanted { parsed, ..row }
        })
        .collect();
    match rows.len() {
        0 => Err(ImportError::Empty),
        1..=ROWS_MAX => Ok(rows),
        _ => Err(ImportError::TooMany),
    }
}

fn read_row(
    line: &csv::Line,
    positions: &[Option<usize>; READ.len()],
    password: Option<usize>,
) -> Wanted {
    let cell = |at: Option<usize>| at.map(|at| line.cells.get(at).map_or("", String::as_str));
    let [
        username,
        email,
        first,
        last,
        roles,
        disabled,
        from,
        until,
        hours,
    ] = positions.map(cell);
    let username = username.unwrap_or_default().to_owned();
    let parse = || -> Result<Parsed, RowError> {
        let is_given = |text: &&str| !text.is_empty();
        let roles = roles.filter(is_given).map(|text| {
            let names = text
                .split([';', ',', '|'])
                .filter(|name| !name.trim().is_empty());
            parse_roles(&names.collect::<Vec<_>>())
        });
        let email = email.filter(is_given).map(Email::parse).transpose();
        Ok(Parsed {
            username: Username::existing(&username).map_err(UserFieldError::from)?,
            email: email.map_err(UserFieldError::from)?,
            first_name: first.filter(is_given).map(ToOwned::to_owned),
            last_name: last.filter(is_given).map(ToOwned::to_owned),
            roles: roles.transpose()?,
            disabled: disabled.filter(is_given).map(flag).transpose()?,
            times: {
                let [from, until, hours] = [from, until, hours].map(Option::unwrap_or_default);
                AccessTimes::parse(from, until, hours).map_err(UserFieldError::from)?
            },
            password: cell(password)
                .filter(is_given)
                .map(|text| Secret::new(text.to_owned())),
        })
    };
    Wanted {
        line: line.number,
        parsed: parse(),
        username,
    }
}

fn flag(text: &str) -> Result<bool, RowError> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "x" => Ok(true),
        "no" | "false" | "0" => Ok(false),
        _ => Err(RowError::Flag),
    }
}
