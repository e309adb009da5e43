//! The functions that restricted computers call: those of this version, and those in a database.

use std::collections::BTreeSet;

use crate::store::postgres::client::{Client, column};
use crate::store::postgres::connection::{Connection, Deadline, PATIENCE};
use crate::store::postgres::error::PgError;
use crate::store::postgres::kind::CAREFUL;
use crate::store::postgres::schema::FUNCTIONS;

/// What the names of the functions begin with that restricted computers call. The others are called only by these.
pub(crate) const PUBLIC: &str = "auth.";

const CREATE: &str = "CREATE OR REPLACE FUNCTION ";

/// Every function in the schemas of this program, with whether everything about it but its body is as it should be: it belongs
/// to the owner of the tables; those that restricted computers call run with the permissions of this owner, and find nothing of
/// others by a name; and no other role may call it.
const LOOK: &str = "SELECT nspname || '.' || proname AS name, prosrc AS body,
        proowner = inner_owner AND nspowner = inner_owner
        AND (coalesce(proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp'] OR nspname <> 'auth' AND NOT prosecdef)
        AND (prosecdef OR nspname <> 'auth')
        AND NOT EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner)))
            WHERE grantee <> proowner AND NOT (nspname = 'auth' AND grantee = computers AND NOT is_grantable))
        AND NOT EXISTS (SELECT FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
            WHERE grantee <> nspowner
            AND NOT (nspname = 'auth' AND grantee = computers AND privilege_type = 'USAGE' AND NOT is_grantable)) AS is_good
    FROM pg_proc JOIN pg_namespace AS n ON n.oid = pronamespace,
        (SELECT coalesce(to_regrole('auth_computer')::oid, 0) AS computers) AS role,
        (SELECT nspowner AS inner_owner FROM pg_namespace WHERE nspname = 'auth_inner') AS owner
    WHERE nspname IN ('auth', 'auth_inner') ORDER BY 1";

const HAS_ROLE: &str = "SELECT to_regrole('auth_computer') IS NOT NULL AS has_role";

/// The functions in a database, compared with those of this version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Functions {
    /// Those that restricted computers call, as this version has them.
    pub(crate) current: Vec<&'static str>,
    /// Those that are missing, or are not those of this version.
    pub(crate) outdated: Vec<&'static str>,
    /// Those with another owner, other permissions or other options than they should have.
    pub(crate) open: Vec<String>,
    /// Number of functions that no version of this program makes.
    pub(crate) foreign: i64,
    /// Whether restricted computers can be added.
    pub(crate) has_role: bool,
}

/// A function of this version.
struct Known {
    name: &'static str,
    body: &'static str,
}

/// Returns the functions of this version.
fn known() -> impl Iterator<Item = Known> {
    let texts = FUNCTIONS.iter();
    texts.flat_map(|text| text.split(CREATE).skip(1).filter_map(parse))
}

/// Reads a function of which the first words are left out: `schema.name(…) … AS $tag$ body $tag$`.
fn parse(text: &'static str) -> Option<Known> {
    let (name, rest) = text.split_once('(')?;
    let (_, rest) = rest.split_once("AS $")?;
    let (tag, rest) = rest.split_once('$')?;
    let (body, _) = rest.split_once(&format!("${tag}$"))?;
    Some(Known { name, body })
}

/// Returns the names of the functions of this version, each once.
pub(crate) fn names() -> BTreeSet<&'static str> {
    known().map(|known| known.name).collect()
}

impl Client {
    /// Compares the functions in the database with those of this version.
    ///
    /// # Errors
    /// [`PgError`] if the server cannot be reached or refuses the login.
    pub(crate) fn functions(&self) -> Result<Functions, PgError> {
        let deadline = Deadline::after(PATIENCE);
        let mut connection = self.open(|| {}, deadline)?;
        connection.batch(CAREFUL, deadline)?;
        look(&mut connection, deadline)
    }
}

/// Compares the functions in a database with those of this version.
pub(super) fn look(connection: &mut Connection, deadline: Deadline) -> Result<Functions, PgError> {
    let rows = connection.query(LOOK, &[], deadline)?;
    // Reading the scripts takes long.
    let known: Vec<_> = known().collect();
    let mut found = Functions::default();
    let mut bodies = Vec::with_capacity(rows.len());
    for row in &rows {
        let (name, body): (String, String) = (column(row, "name")?, column(row, "body")?);
        if !known.iter().any(|known| known.name == name) {
            found.foreign += 1;
        } else if !column::<bool>(row, "is_good")? {
            found.open.push(name.clone());
        }
        bodies.push((name, body));
    }
    let names: BTreeSet<_> = known.iter().map(|known| known.name).collect();
    for name in names {
        let wanted: BTreeSet<_> = known
            .iter()
            .filter(|known| known.name == name)
            .map(|known| known.body)
            .collect();
        let there: BTreeSet<_> = bodies
            .iter()
            .filter(|(of, _)| of == name)
            .map(|(_, body)| body.as_str())
            .collect();
        if wanted != there {
            found.outdated.push(name);
        } else if name.starts_with(PUBLIC) {
            found.current.push(name);
        }
    }
    let rows = connection.query(HAS_ROLE, &[], deadline)?;
    for row in &rows {
        found.has_role = column(row, "has_role")?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_functions_of_this_version_are_found_in_their_scripts() {
        let known: Vec<_> = known().collect();
        let created = FUNCTIONS
            .iter()
            .map(|text| text.matches("FUNCTION auth").count());
        assert!(created.sum::<usize>() >= known.len());
        for name in [
            "auth.hello",
            "auth.salt",
            "auth.answer",
            "auth.verdict",
            "auth.look",
        ] {
            assert!(names().contains(name), "{name}");
        }
        for known in known {
            assert!(
                known.name.starts_with(PUBLIC) || known.name.starts_with("auth_inner."),
                "{}",
                known.name
            );
            assert!(
                ["BEGIN", "SELECT", "UPDATE"]
                    .iter()
                    .any(|word| known.body.contains(word)),
                "{}",
                known.name
            );
        }
    }
}
