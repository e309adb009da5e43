//! The credential file as serde sees it: every key that is known, and nothing decided yet.
//!
//! Each value is taken whatever its type is and judged later, so that one wrong type does not hide
//! the others and each problem gets its own place. Merges and aliases are [`super::values`]'s.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::account::problem::Shape;

use super::values::Placed;

/// A value and its place.
pub(super) type At<T> = Option<Placed<T>>;

/// The whole file.
#[derive(Deserialize, Default)]
pub(super) struct RootShape {
    pub(super) credentials: At<Section<CredentialsShape>>,
    pub(super) cookie: At<Section<CookieShape>>,
    pub(super) preauthorized: At<Emails>,
    #[serde(rename = "pre-authorized")]
    pub(super) pre_authorized: At<Emails>,
    pub(super) app: At<Section<AppShape>>,
    pub(super) password: At<Section<PasswordShape>>,
    pub(super) views: At<Entries<Section<ViewShape>>>,
}

/// `credentials`.
#[derive(Deserialize)]
pub(super) struct CredentialsShape {
    /// Only whether they are there: people are read one by one, because there may be many.
    #[serde(rename = "usernames", default, deserialize_with = "is_there")]
    pub(super) has_usernames: bool,
}

/// One entry under `credentials.usernames`.
#[derive(Deserialize)]
pub(super) struct UserShape {
    pub(super) email: At<Scalar>,
    pub(super) name: At<Scalar>,
    pub(super) first_name: At<Scalar>,
    pub(super) last_name: At<Scalar>,
    pub(super) password: At<Scalar>,
    pub(super) roles: At<List>,
    pub(super) disabled: At<Scalar>,
    /// The peer writes `picture` for guests of a sign-in provider, and nothing there for some.
    #[serde(rename = "picture", default, deserialize_with = "is_there")]
    pub(super) has_picture: bool,
}

fn is_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

/// `cookie`.
#[derive(Deserialize)]
pub(super) struct CookieShape {
    pub(super) expiry_days: At<Scalar>,
}

/// `app`.
#[derive(Deserialize)]
pub(super) struct AppShape {
    pub(super) title: At<Scalar>,
    pub(super) banner: At<Scalar>,
}

/// `password`.
#[derive(Deserialize)]
pub(super) struct PasswordShape {
    pub(super) min_length: At<Scalar>,
    pub(super) hash: At<Scalar>,
    pub(super) cost: At<Scalar>,
}

/// One entry under `views`.
#[derive(Deserialize)]
pub(super) struct ViewShape {
    pub(super) title: At<Scalar>,
    pub(super) icon: At<Scalar>,
    pub(super) roles: At<List>,
    pub(super) users: At<List>,
    pub(super) kind: At<Scalar>,
    pub(super) text: At<Scalar>,
    pub(super) file: At<Scalar>,
    pub(super) items: At<Items>,
}

/// One item of a `launch` page.
#[derive(Deserialize)]
pub(super) struct LaunchShape {
    pub(super) title: At<Scalar>,
    pub(super) description: At<Scalar>,
    pub(super) icon: At<Scalar>,
    pub(super) program: At<List>,
    pub(super) file: At<Scalar>,
    pub(super) link: At<Scalar>,
}

/// One value of any type.
#[derive(Clone, PartialEq)]
pub(super) enum Scalar {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    /// A collection, which is not a scalar at all.
    Other(Shape),
}

impl Scalar {
    pub(super) fn shape(&self) -> Shape {
        match self {
            Self::Nothing => Shape::Nothing,
            Self::Flag(_) => Shape::Flag,
            Self::Number(_) => Shape::Number,
            Self::Text(_) => Shape::Text,
            Self::Other(shape) => *shape,
        }
    }
}

/// A mapping with known keys, or something else.
pub(super) enum Section<T> {
    Fields(Box<T>),
    Other(Shape),
}

/// A mapping with free keys, or something else.
pub(super) enum Entries<T> {
    Entries(Vec<(Placed<String>, Placed<T>)>),
    Other(Shape),
}

/// A list of values, or a single value.
pub(super) enum List {
    Items(Vec<Placed<Scalar>>),
    One(Scalar),
}

/// A list of launch items, or something else.
pub(super) enum Items {
    Items(Vec<Placed<Section<LaunchShape>>>),
    Other(Shape),
}

/// E-mail addresses, under `emails` or bare.
pub(super) enum Emails {
    Section(Box<EmailsShape>),
    Bare(Vec<Placed<Scalar>>),
    Other(Shape),
}

/// `preauthorized` in its mapping form.
#[derive(Deserialize)]
pub(super) struct EmailsShape {
    pub(super) emails: At<List>,
}

/// What a [`Loose`] type makes of the types that a YAML value can have. Each method has to consume
/// what it is given.
trait Loose<'de>: Sized {
    fn scalar(value: Scalar) -> Self;

    fn sequence<A: SeqAccess<'de>>(mut access: A) -> Result<Self, A::Error> {
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::scalar(Scalar::Other(Shape::List)))
    }

    fn mapping<A: MapAccess<'de>>(mut access: A) -> Result<Self, A::Error> {
        while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::scalar(Scalar::Other(Shape::Mapping)))
    }
}

struct LooseVisitor<T>(PhantomData<T>);

impl<'de, T: Loose<'de>> Visitor<'de> for LooseVisitor<T> {
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
                deserializer.deserialize_any(LooseVisitor(PhantomData))
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

impl Loose<'_> for Scalar {
    fn scalar(value: Scalar) -> Self {
        value
    }
}

impl<'de> Loose<'de> for List {
    fn scalar(value: Scalar) -> Self {
        Self::One(value)
    }

    fn sequence<A: SeqAccess<'de>>(access: A) -> Result<Self, A::Error> {
        all(access).map(Self::Items)
    }
}

impl<'de> Loose<'de> for Items {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.shape())
    }

    fn sequence<A: SeqAccess<'de>>(access: A) -> Result<Self, A::Error> {
        all(access).map(Self::Items)
    }
}

impl<'de> Loose<'de> for Emails {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.shape())
    }

    fn sequence<A: SeqAccess<'de>>(access: A) -> Result<Self, A::Error> {
        all(access).map(Self::Bare)
    }

    fn mapping<A: MapAccess<'de>>(access: A) -> Result<Self, A::Error> {
        EmailsShape::deserialize(MapAccessDeserializer::new(access))
            .map(Box::new)
            .map(Self::Section)
    }
}

impl<'de, T: Deserialize<'de>> Loose<'de> for Section<T> {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.shape())
    }

    fn mapping<A: MapAccess<'de>>(access: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(access))
            .map(Box::new)
            .map(Self::Fields)
    }
}

impl<'de, T: Deserialize<'de>> Loose<'de> for Entries<T> {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.shape())
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
