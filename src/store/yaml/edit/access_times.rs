//! Writing the days and hours that limit when a user may sign in.

use crate::domain::access_times::AccessTimes;

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::{Draft, EntryPath};
use crate::store::yaml::edit::value::Value;

/// Writes the limits and returns the paths of those to remove.
pub(crate) fn update_access_times(
    draft: &mut Draft<'_>,
    entry: &[usize],
    times: &AccessTimes,
) -> Result<Vec<EntryPath>, Refused> {
    let day = |day: &Option<_>| day.as_ref().map(ToString::to_string);
    let mut gone = Vec::new();
    for (key, value) in [
        ("valid_from", day(&times.from)),
        ("valid_until", day(&times.until)),
        ("hours", times.hours.as_ref().map(ToString::to_string)),
    ] {
        match value {
            Some(value) => draft.set(entry, key, &Value::Text(value))?,
            None => gone.extend(draft.find_in(entry, &[key])),
        }
    }
    Ok(gone)
}
