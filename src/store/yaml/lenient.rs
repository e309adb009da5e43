//! Deserialization of the types of [`crate::store::yaml::schema`], which accept a value of any type for each field,
//! so that one wrong type does not hide other problems.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::problem::ValueType;

use crate::store::yaml::types::{Emails, EmailsSchema, Entries, Items, List, Scalar, Section};

/// What a lenient type makes of each type of YAML value. Each method must consume its
/// input.
trait Lenient<'de>: Sized {
    fn scalar(value: Scalar) -> Self;

    fn sequence<A: SeqAccess<'de>>(mut access: A) -> Result<Self, A::Error> {
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::scalar(Scalar::Other(ValueType::List)))
    }

    fn mapping<A: MapAccess<'de>>(mut access: A) -> Result<Self, A::Error> {
        while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::scalar(Scalar::Other(ValueType::Mapping)))
    }
}

struct LenientVisitor<T>(PhantomData<T>);

impl<'de, T: Lenient<'de>> Visitor<'de> for LenientVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::scalar(Scalar::Nothing))
    }

    fn visit_none<E>(self) -> Result<T, E> {
        Ok(T::scalar(Scalar::Nothing))
    }

    fn visit_bool<E>(self, value: bool) -> Result<T, E> {
        Ok(T::scalar(Scalar::Flag(value)))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "settings are small; a large number is out of range either way"
    )]
    fn visit_i64<E>(self, value: i64) -> Result<T, E> {
        Ok(T::scalar(Scalar::Number(value as f64)))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "settings are small; a large number is out of range either way"
    )]
    fn visit_u64<E>(self, value: u64) -> Result<T, E> {
        Ok(T::scalar(Scalar::Number(value as f64)))
    }

    fn visit_i128<E>(self, _: i128) -> Result<T, E> {
        Ok(T::scalar(Scalar::Number(f64::NAN)))
    }

    fn visit_u128<E>(self, _: u128) -> Result<T, E> {
        Ok(T::scalar(Scalar::Number(f64::NAN)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<T, E> {
        Ok(T::scalar(Scalar::Number(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<T, E> {
        Ok(T::scalar(Scalar::Text(value.to_owned())))
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<T, E> {
        Ok(T::scalar(Scalar::Number(f64::NAN)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::sequence(access)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::mapping(access)
    }
}

macro_rules! deserialize_loosely {
    ($name:ident $(<$parameter:ident>)?) => {
        impl<'de $(, $parameter: Deserialize<'de>)?> Deserialize<'de> for $name $(<$parameter>)? {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(LenientVisitor(PhantomData))
            }
        }
    };
}

deserialize_loosely!(Scalar);
deserialize_loosely!(List);
deserialize_loosely!(Items);
deserialize_loosely!(Emails);
deserialize_loosely!(Section<T>);
deserialize_loosely!(Entries<T>);

impl Lenient<'_> for Scalar {
    fn scalar(value: Scalar) -> Self {
        value
    }
}

impl<'de> Lenient<'de> for List {
    fn scalar(value: Scalar) -> Self {
        Self::One(value)
    }

    fn sequence<A: SeqAccess<'de>>(access: A) -> Result<Self, A::Error> {
        all(access).map(Self::Items)
    }
}

impl<'de> Lenient<'de> for Items {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn sequence<A: SeqAccess<'de>>(access: A) -> Result<Self, A::Error> {
        all(access).map(Self::Items)
    }
}

impl<'de> Lenient<'de> for Emails {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn sequence<A: SeqAccess<'de>>(access: A) -> Result<Self, A::Error> {
        all(access).map(Self::Bare)
    }

    fn mapping<A: MapAccess<'de>>(access: A) -> Result<Self, A::Error> {
        EmailsSchema::deserialize(MapAccessDeserializer::new(access))
            .map(Box::new)
            .map(Self::Section)
    }
}

impl<'de, T: Deserialize<'de>> Lenient<'de> for Section<T> {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn mapping<A: MapAccess<'de>>(access: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(access))
            .map(Box::new)
            .map(Self::Fields)
    }
}

impl<'de, T: Deserialize<'de>> Lenient<'de> for Entries<T> {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn mapping<A: MapAccess<'de>>(mut access: A) -> Result<Self, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Self::Entries(entries))
    }
}

fn all<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut access: A) -> Result<Vec<T>, A::Error> {
    let mut items = Vec::new();
    while let Some(item) = access.next_element()? {
        items.push(item);
    }
    Ok(items)
}
