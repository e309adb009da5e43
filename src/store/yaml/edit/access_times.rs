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
    let mut gone = Vec::new();
    for (key, value) in values_of(times) {
        match value {
            Some(value) => draft.set(entry, key, &value)?,
            None => gone.extend(draft.find_in(entry, &[key])),
        }
    }
    Ok(gone)
}

/// Returns the limits with their keys; `None` for those that there are not.
pub(crate) fn values_of(times: &AccessTimes) -> [(&'static str, Option<Value>); 3] {
    let keys = ["valid_from", "valid_until", "hours"];
    let mut texts = times.texts().into_iter();
    keys.map(|key| {
        let text = texts.next().filter(|text| !text.is_empty());
        (key, text.map(Value::Text))
    })
}
