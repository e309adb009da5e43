//! The days and hours that limit when a user may sign in.

use std::fmt::Display;

use crate::domain::access_times::{AccessTimes, AccessTimesError};
use crate::domain::day::Day;
use crate::domain::problem::Cause;
use crate::domain::week_hours::WeekHours;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::UserSchema;
use crate::store::yaml::types::{At, Scalar};
use crate::store::yaml::values::Located;

impl Reader<'_, '_> {
    /// Reads the days and hours of a user. One that is not understood is a mistake of the entry, which closes the account.
    pub(crate) fn access_times(&mut self, schema: &mut UserSchema, path: &str) -> AccessTimes {
        let (from, until) = (schema.valid_from.take(), schema.valid_until.take());
        let (day, error) = (Day::parse, AccessTimesError::From);
        let from = self.limit(from, format_args!("{path}.valid_from"), (day, error));
        let error = AccessTimesError::Until;
        let until = self.limit(until, format_args!("{path}.valid_until"), (day, error));
        let (hours, error) = (WeekHours::parse, AccessTimesError::Hours);
        let written = schema.hours.take();
        let hours = self.limit(written, format_args!("{path}.hours"), (hours, error));
        AccessTimes { from, until, hours }
    }

    fn limit<T>(
        &mut self,
        value: At<Scalar>,
        field: impl Display + Copy,
        (parse, error): (fn(&str) -> Option<T>, AccessTimesError),
    ) -> Option<T> {
        let Located { value, position } = value?;
        // An empty value is a mistake, too: it must not open what was closed.
        let parsed = match &value {
            Scalar::Text(text) => parse(text),
            _ => None,
        };
        if parsed.is_none() {
            self.report(position, field, Cause::AccessTimes(error));
        }
        parsed
    }
}
