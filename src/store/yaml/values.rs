//! A tree as serde sees it: scalars by the core schema of YAML 1.2, with aliases followed and merge keys (`<<`)
//! resolved.
//!
//! Strict where YAML parsers differ: `yes`, `0777` and `1_000` are text. Only what a type asks for is visited, so
//! an alias costs only where its target is used.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::UsizeDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::domain::problem::{Cause, Position};

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::tree::{Kind, Node, Style, Tagged};

/// The name by which [`Located`] asks the deserializer for a position.
const LOCATED: &str = "\u{0}placed";

/// A value and its position; for an alias or a merge, the position of its definition.
#[derive(Clone, Debug)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) position: Position,
}

/// A value that serde cannot take.
#[derive(Debug)]
pub(crate) struct ValueError {
    pub(crate) position: Position,
    pub(crate) cause: Cause,
}

impl fmt::Display for ValueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.cause)
    }
}

impl std::error::Error for ValueError {}

impl serde::de::Error for ValueError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            position: Position::START,
            cause: Cause::Syntax(message.to_string()),
        }
    }
}

/// Deserializes a node.
pub(crate) fn read<'de, T: Deserialize<'de>>(
    node: &Node<'_>,
    anchors: &Anchors<'_>,
) -> Result<T, ValueError> {
    T::deserialize(Values { node, anchors })
}

/// Deserializes a key with its position.
pub(crate) fn read_key(key: &Node<'_>) -> Result<Located<String>, ValueError> {
    Located::deserialize(Key(key))
}

/// The type of a plain scalar in the core schema.
enum Core {
    Nothing,
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text,
}

fn core(text: &str) -> Core {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Core::Nothing,
        "true" | "True" | "TRUE" => return Core::Flag(true),
        "false" | "False" | "FALSE" => return Core::Flag(false),
        _ => {}
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Core::Text;
    }
    let has_leading_zero = digits.len() > 1
        && digits.starts_with('0')
        && digits[1..].starts_with(|c: char| c.is_ascii_digit());
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    match digits {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => {
            return Core::Number(f64::NEG_INFINITY);
        }
        ".inf" | ".Inf" | ".INF" => return Core::Number(f64::INFINITY),
        _ if has_leading_zero => return Core::Text,
        _ => {}
    }
    // Only decimal numbers and infinity have a sign.
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Core::Number(f64::NAN);
    }
    for (prefix, base) in [("0x", 16), ("0o", 8)] {
        let digits = text.strip_prefix(prefix);
        if let Some(digits) = digits.filter(|digits| digits.chars().all(|c| c.is_digit(base))) {
            return i64::from_str_radix(digits, base).map_or(Core::Text, Core::Whole);
        }
    }
    if let Ok(whole) = unsigned.parse() {
        return Core::Whole(whole);
    }
    // Rust also parses `inf` and `nan`, which are text in YAML.
    let is_number = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    match unsigned.parse() {
        Ok(number) if text.chars().all(is_number) => Core::Number(number),
        _ => Core::Text,
    }
}

#[derive(Clone, Copy)]
struct Values<'a, 't> {
    node: &'a Node<'t>,
    anchors: &'a Anchors<'t>,
}

impl<'a, 't> Values<'a, 't> {
    fn followed(self) -> Result<&'a Node<'t>, ValueError> {
        let found = self.anchors.follow(self.node);
        found.ok_or_else(|| ValueError {
            position: self.node.position(),
            cause: Cause::Syntax("an alias without an anchor".to_owned()),
        })
    }
}

impl<'de> Deserializer<'de> for Values<'_, '_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let node = self.followed()?;
        let anchors = self.anchors;
        if node.tag() == Tagged::Foreign {
            let reason = "unknown tag".to_owned();
            return Err(ValueError {
                position: node.position(),
                cause: Cause::Syntax(reason),
            });
        }
        match &node.kind {
            Kind::Scalar(text) if node.style != Style::Plain || node.tag() == Tagged::Text => {
                visitor.visit_str(text.as_str())
            }
            Kind::Scalar(text) => match core(text.as_str()) {
                Core::Nothing => visitor.visit_unit(),
                Core::Flag(flag) => visitor.visit_bool(flag),
                Core::Whole(number) => visitor.visit_i64(number),
                Core::Number(number) => visitor.visit_f64(number),
                Core::Text => visitor.visit_str(text.as_str()),
            },
            Kind::Sequence(items) => visitor.visit_seq(Items {
                items: items.iter(),
                anchors,
            }),
            Kind::Mapping(entries) => {
                if entries.iter().any(|(key, _)| key.text() == Some("<<")) {
                    let entries = anchors.merged(node).into_iter();
                    return visitor.visit_map(Entries::new(entries, anchors));
                }
                let entries = entries.iter().map(|(key, value)| (key, value));
                visitor.visit_map(Entries::new(entries, anchors))
            }
            Kind::Alias(_) => Err(ValueError::custom("an alias of an alias")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        let node = self.followed()?;
        if node.is_nothing() && node.tag() != Tagged::Text {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        if name != LOCATED {
            return visitor.visit_newtype_struct(self);
        }
        visitor.visit_seq(PositionAndValue {
            at: self.followed()?.position(),
            step: 0,
            rest: self,
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier
    }
}

/// A key, which is always text.
struct Key<'a, 't>(&'a Node<'t>);

impl<'de> Deserializer<'de> for Key<'_, '_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0.text() {
            Some(text) => visitor.visit_str(text),
            None => Err(ValueError {
                position: self.0.position(),
                cause: Cause::Syntax("a key is not text".to_owned()),
            }),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_seq(PositionAndValue {
            at: self.0.position(),
            step: 0,
            rest: self,
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier
    }
}

struct Items<'a, 't> {
    items: std::slice::Iter<'a, Node<'t>>,
    anchors: &'a Anchors<'t>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ValueError> {
        let anchors = self.anchors;
        let next = self.items.next();
        next.map(|node| seed.deserialize(Values { node, anchors }))
            .transpose()
    }
}

struct Entries<'a, 't, I> {
    pairs: I,
    value: Option<&'a Node<'t>>,
    anchors: &'a Anchors<'t>,
}

impl<'a, 't, I> Entries<'a, 't, I> {
    fn new(entries: I, anchors: &'a Anchors<'t>) -> Self {
        Self {
            pairs: entries,
            value: None,
            anchors,
        }
    }
}

impl<'de, 'a, 't: 'a, I> MapAccess<'de> for Entries<'a, 't, I>
where
    I: Iterator<Item = (&'a Node<'t>, &'a Node<'t>)>,
{
    type Error = ValueError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ValueError> {
        let Some((key, value)) = self.pairs.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, ValueError> {
        let node = self.value.take();
        let node = node.ok_or_else(|| ValueError::custom("a value before its key"))?;
        let anchors = self.anchors;
        seed.deserialize(Values { node, anchors })
    }
}

/// A sequence of line, column and value.
struct PositionAndValue<D> {
    at: Position,
    step: usize,
    rest: D,
}

impl<'de, D> SeqAccess<'de> for PositionAndValue<D>
where
    D: Deserializer<'de, Error = ValueError> + Again,
{
    type Error = ValueError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ValueError> {
        self.step += 1;
        let number: UsizeDeserializer<ValueError> = match self.step {
            1 => self.at.line.into_deserializer(),
            2 => self.at.column.into_deserializer(),
            _ => return seed.deserialize(self.rest.again()).map(Some),
        };
        seed.deserialize(number).map(Some)
    }
}

/// A deserializer that can be used a second time.
trait Again {
    fn again(&self) -> Self;
}

impl Again for Values<'_, '_> {
    fn again(&self) -> Self {
        *self
    }
}

impl Again for Key<'_, '_> {
    fn again(&self) -> Self {
        Self(self.0)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LocatedVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for LocatedVisitor<T> {
            type Value = Located<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value and its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Located<T>, A::Error> {
                let mut parts = (access.next_element()?, access.next_element()?);
                match (parts.0.take(), parts.1.take(), access.next_element()?) {
                    (Some(line), Some(column), Some(value)) => Ok(Located {
                        value,
                        position: Position { line, column },
                    }),
                    _ => Err(A::Error::custom("a value without a place")),
                }
            }
        }
        deserializer.deserialize_newtype_struct(LOCATED, LocatedVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests;
