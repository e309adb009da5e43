//! Types of fields in the configuration file, which accept values of any type, and the schemas that they contain.

use serde::{Deserialize, Deserializer};

use crate::domain::problem::ValueType;

#[cfg(test)]
use crate::store::yaml::json_schema;
use crate::store::yaml::values::Located;

/// A value with its position.
pub(crate) type At<T> = Option<Located<T>>;

/// A value of any type.
#[derive(Clone, PartialEq)]
pub(crate) enum Scalar {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(String),
    /// A collection, which is no scalar.
    Other(ValueType),
}

impl Scalar {
    pub(crate) fn value_type(&self) -> ValueType {
        match self {
            Self::Nothing => ValueType::Nothing,
            Self::Flag(_) => ValueType::Flag,
            Self::Number(_) => ValueType::Number,
            Self::Text(_) => ValueType::Text,
            Self::Other(schema) => *schema,
        }
    }
}

/// A mapping with known keys, or a value of another type.
pub(crate) enum Section<T> {
    Fields(Box<T>),
    Other(ValueType),
}

/// A mapping with arbitrary keys, or a value of another type.
pub(crate) enum Entries<T> {
    Entries(Vec<(Located<String>, Located<T>)>),
    Other(ValueType),
}

/// A list of values, or a single value.
pub(crate) enum List {
    Items(Vec<Located<Scalar>>),
    One(Scalar),
}

/// A list of launch items, or a value of another type.
pub(crate) enum Items {
    Items(Vec<Located<Section<LaunchSchema>>>),
    Other(ValueType),
}

/// E-mail addresses, under `emails` or directly.
pub(crate) enum Emails {
    Section(Box<EmailsSchema>),
    Bare(Vec<Located<Scalar>>),
    Other(ValueType),
}

/// The addresses that may register, in the form of a mapping.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct EmailsSchema {
    /// The addresses.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) emails: At<List>,
}

/// Addresses under `emails`, or directly.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the file for the schema only")]
pub(crate) enum Addresses {
    Section(EmailsSchema),
    Bare(Vec<String>),
}

/// An item to launch. Exactly one of `program`, `file` and `link`.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LaunchSchema {
    /// The label of the button.
    #[cfg_attr(test, schemars(with = "String"))]
    pub(crate) title: At<Scalar>,
    /// A line below the title.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) description: At<Scalar>,
    /// The name of an icon.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Icon>"))]
    pub(crate) icon: At<Scalar>,
    /// An action under `approvals`: a second person has to approve each time the item is started.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) approval: At<Scalar>,
    /// A program and its arguments, started without a shell. `{username}`, `{name}`, `{email}`, `{roles}` and `{session}`
    /// in arguments stand for the signed-in user; `{{` and `}}` are braces.
    #[cfg_attr(test, schemars(with = "Option<json_schema::Texts>"))]
    pub(crate) program: At<List>,
    /// A file to open with its default program; relative to the folder of this file.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) file: At<Scalar>,
    /// A web or mail address.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub(crate) link: At<Scalar>,
}

/// Distinguishes an empty value from an absent one.
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
