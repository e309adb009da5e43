//! What the nodes of a tree mean: scalars by the core schema of YAML 1.2, with aliases followed and merge keys (`<<`)
//! resolved.
//!
//! Strict where YAML parsers differ: `yes`, `0777` and `1_000` are text. Only what a type asks for is visited, so
//! an alias costs only where its target is used.

use crate::domain::problem::{Cause, Position};

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::tree::{Kind, Node, Style, Tagged};
use crate::store::yaml::types::{Located, Scalar};

/// A value that cannot be read.
#[derive(Debug)]
pub(crate) struct ValueError {
    pub(crate) position: Position,
    pub(crate) cause: Cause,
}

impl ValueError {
    fn new(node: &Node<'_>, reason: &str) -> Self {
        Self {
            position: node.position(),
            cause: Cause::Syntax(reason.to_owned()),
        }
    }
}

/// What a node means.
pub(crate) enum Value<'a, 't> {
    Scalar(Scalar),
    Items(&'a [Node<'t>]),
    /// Keys and values, with those that are merged.
    Entries(Vec<(&'a Node<'t>, &'a Node<'t>)>),
}

/// Returns what a node means and its position; for an alias, those of its definition.
pub(crate) fn value_of<'a, 't>(
    node: &'a Node<'t>,
    anchors: &'a Anchors<'t>,
) -> Result<Located<Value<'a, 't>>, ValueError> {
    let followed = anchors.follow(node);
    let node = followed.ok_or_else(|| ValueError::new(node, "an alias without an anchor"))?;
    if node.tag() == Tagged::Foreign {
        return Err(ValueError::new(node, "unknown tag"));
    }
    let value = match &node.kind {
        Kind::Scalar(text) if node.style != Style::Plain || node.tag() == Tagged::Text => {
            Value::Scalar(Scalar::Text(text.as_str().to_owned()))
        }
        Kind::Scalar(text) => Value::Scalar(core(text.as_str())),
        Kind::Sequence(items) => Value::Items(items),
        Kind::Mapping(entries) if entries.iter().any(|(key, _)| key.text() == Some("<<")) => {
            Value::Entries(anchors.merged(node))
        }
        Kind::Mapping(entries) => {
            Value::Entries(entries.iter().map(|(key, value)| (key, value)).collect())
        }
        Kind::Alias(_) => return Err(ValueError::new(node, "an alias of an alias")),
    };
    Ok(Located {
        value,
        position: node.position(),
    })
}

/// Returns `true` if the node, or what an alias leads to, has no value.
pub(crate) fn is_nothing(node: &Node<'_>, anchors: &Anchors<'_>) -> bool {
    let followed = anchors.follow(node);
    followed.is_some_and(|node| node.is_nothing() && node.tag() != Tagged::Text)
}

/// Returns the text of a key.
pub(crate) fn key_of<'a>(key: &'a Node<'_>) -> Result<&'a str, ValueError> {
    let text = key.text();
    text.ok_or_else(|| ValueError::new(key, "a key is not text"))
}

/// Returns a key with its position.
pub(crate) fn read_key(key: &Node<'_>) -> Result<Located<String>, ValueError> {
    Ok(Located {
        value: key_of(key)?.to_owned(),
        position: key.position(),
    })
}

/// Returns the value of a plain scalar in the core schema.
fn core(text: &str) -> Scalar {
    let value = match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Scalar::Nothing),
        "true" | "True" | "TRUE" => Some(Scalar::Flag(true)),
        "false" | "False" | "FALSE" => Some(Scalar::Flag(false)),
        _ => number(text).map(Scalar::Number),
    };
    value.unwrap_or_else(|| Scalar::Text(text.to_owned()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "settings are small; a large number is out of range either way"
)]
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let has_leading_zero =
        digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit();
    match digits {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => return Some(f64::NEG_INFINITY),
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY),
        _ if has_leading_zero => return None,
        _ => {}
    }
    // Only decimal numbers and infinity have a sign.
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(f64::NAN);
    }
    for (prefix, base) in [("0x", 16), ("0o", 8)] {
        let digits = text.strip_prefix(prefix);
        if let Some(digits) = digits.filter(|digits| digits.chars().all(|c| c.is_digit(base))) {
            return i64::from_str_radix(digits, base).ok().map(|n| n as f64);
        }
    }
    // Rust also parses `inf` and `nan`, and two signs, which are text in YAML.
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
