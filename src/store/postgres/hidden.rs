//! Values that no log has.

use std::error::Error;
use std::fmt;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};

/// A value that the client library does not write to the log of the app (R67): it logs what has `Debug`.
pub(super) struct Hidden<'a>(pub(super) &'a (dyn ToSql + Sync));

impl fmt::Debug for Hidden<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("_")
    }
}

impl ToSql for Hidden<'_> {
    fn to_sql(&self, to: &Type, out: &mut BytesMut) -> ToSqlResult {
        self.0.to_sql_checked(to, out)
    }

    /// The value itself is asked when it is written.
    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, to: &Type, out: &mut BytesMut) -> ToSqlResult {
        self.0.to_sql_checked(to, out)
    }
}

type ToSqlResult = Result<IsNull, Box<dyn Error + Sync + Send>>;
