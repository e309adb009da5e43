//! The layout of Streamlit-Authenticator before 0.2: a list of usernames, and lists of what belongs to them.

use crate::domain::problem::Position;

use crate::store::yaml::tree::{Kind, Node};

/// Returns the path of the mapping with the lists, the field with the usernames and its position.
pub(crate) fn find_lists(
    root: &Node<'_>,
) -> Option<(&'static [&'static str], &'static str, Position)> {
    let places: [(&[&str], &str); 2] = [
        (&["credentials"], "credentials.usernames"),
        (&[], "usernames"),
    ];
    places.into_iter().find_map(|(path, field)| {
        let (key, value) = root.get(path)?.entry("usernames")?;
        let is_list = matches!(value.kind, Kind::Sequence(_));
        is_list.then(|| (path, field, key.position()))
    })
}
