//! Tests of the values that serde gets from the tree.

use std::collections::HashMap;

use super::*;

fn shown(text: &str) -> String {
    match core(text) {
        Core::Nothing => "nothing".to_owned(),
        Core::Flag(flag) => format!("flag {flag}"),
        Core::Whole(number) => format!("whole {number}"),
        Core::Number(number) => format!("number {number}"),
        Core::Text => "text".to_owned(),
    }
}

#[test]
fn plain_scalars_are_what_the_core_schema_says_and_text_where_readers_differ() {
    for (text, expected) in [
        ("~", "nothing"),
        ("Null", "nothing"),
        ("TRUE", "flag true"),
        ("yes", "text"),
        ("0777", "text"),
        ("1_000", "text"),
        ("-12", "whole -12"),
        ("+3", "whole 3"),
        ("0x1f", "whole 31"),
        ("0o17", "whole 15"),
        ("1.5e3", "number 1500"),
        (".5", "number 0.5"),
        ("-.inf", "number -inf"),
        (".nan", "number NaN"),
        ("-.nan", "text"),
        ("-0x1f", "text"),
        ("0x-1", "text"),
        ("0x", "text"),
        ("infinity", "text"),
        ("12:30", "text"),
        ("2026-01-01", "text"),
        ("-", "text"),
        ("+-1", "text"),
        ("1e", "text"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

fn value(text: &str) -> Result<HashMap<String, Located<String>>, ValueError> {
    let parsed = Node::parse_users(text, None);
    let (tree, anchors) = parsed.map_err(|(position, cause)| ValueError { position, cause })?;
    read(&tree, &anchors)
}

#[test]
fn keys_of_the_mapping_win_over_merged_ones_and_earlier_merges_over_later_ones() {
    let text = "<<: [{x: first, y: first}, {y: second, z: second}]\nx: own\n";
    let found = value(text).expect("read");
    let texts = ["x", "y", "z"].map(|key| found[key].value.as_str());
    assert_eq!(texts, ["own", "first", "second"]);
    assert_eq!(
        found["z"].position,
        Position {
            line: 1,
            column: 43
        }
    );
}

#[test]
fn the_place_of_an_alias_is_where_its_value_is_defined() {
    let found = value("a: &a text\nb: *a\n").expect("read");
    assert_eq!(found["b"].value, "text");
    assert_eq!(found["b"].position, Position { line: 1, column: 7 });
}

#[test]
fn an_unknown_tag_is_refused_with_its_position() {
    let refused = value("a: !python/object text").expect_err("refused");
    assert_eq!(refused.position.line, 1);
    let found = value("a: !!str 12").expect("read");
    assert_eq!(found["a"].value, "12");
}
