//! Tests of what scalars mean.

use super::*;

fn shown(text: &str) -> String {
    match core(text) {
        Scalar::Nothing => "nothing".to_owned(),
        Scalar::Flag(flag) => format!("flag {flag}"),
        Scalar::Number(number) => format!("number {number}"),
        Scalar::Text(_) => "text".to_owned(),
        Scalar::Other(_) => unreachable!("a scalar"),
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
        ("-12", "number -12"),
        ("+3", "number 3"),
        ("0x1f", "number 31"),
        ("0o17", "number 15"),
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
