//! Tests of aliases, merges and tags.

use std::collections::HashMap;

use super::*;
use crate::domain::problem::Position;

fn value(text: &str) -> Result<HashMap<String, (Scalar, Position)>, ValueError> {
    let parsed = Node::parse_users(text, None);
    let (tree, anchors) = parsed.map_err(|(position, cause)| ValueError { position, cause })?;
    match read(&tree, &anchors)? {
        Entries::Entries(entries) => Ok(entries
            .into_iter()
            .map(|(key, at)| (key.value, (at.value, at.position)))
            .collect()),
        Entries::Other(_) => panic!("no mapping"),
    }
}

fn scalar(text: &str) -> Scalar {
    Scalar::Text(text.to_owned())
}

#[test]
fn keys_of_the_mapping_win_over_merged_ones_and_earlier_merges_over_later_ones() {
    let text = "<<: [{x: first, y: first}, {y: second, z: second}]\nx: own\n";
    let found = value(text).expect("read");
    let texts = ["x", "y", "z"].map(|key| found[key].0.clone());
    assert!(texts == ["own", "first", "second"].map(scalar));
    assert_eq!(
        found["z"].1,
        Position {
            line: 1,
            column: 43
        }
    );
}

#[test]
fn the_place_of_an_alias_is_where_its_value_is_defined() {
    let found = value("a: &a text\nb: *a\n").expect("read");
    assert!(found["b"].0 == scalar("text"));
    assert_eq!(found["b"].1, Position { line: 1, column: 7 });
}

#[test]
fn an_unknown_tag_is_refused_with_its_position() {
    let refused = value("a: !python/object text");
    assert!(refused.is_err_and(|error| error.position.line == 1));
    let found = value("a: !!str 12").expect("read");
    assert!(found["a"].0 == scalar("12"));
}
