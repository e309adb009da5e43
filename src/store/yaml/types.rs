//! Types of fields in the configuration file, which accept values of any type.

use crate::domain::problem::{Position, ValueType};

/// A value and its position; for an alias or a merge, the position of its definition.
#[derive(Clone, Debug)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) position: Position,
}

/// A value with its position. A key without a value is the same as none.
pub(crate) type At<T> = Option<Located<T>>;

/// A field whose key may not be there without a value.
#[derive(Default)]
pub(crate) struct Given(pub(crate) At<Scalar>);

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
