//! Reading types that accept a value of any type for each field, so that one wrong type does not hide other problems.

use crate::domain::problem::ValueType;

use crate::store::yaml::anchors::Anchors;
use crate::store::yaml::tree::Node;
use crate::store::yaml::types::{At, Entries, Given, List, Located, Scalar, Section};
use crate::store::yaml::values::{Value, ValueError, is_nothing, key_of, read_key, value_of};

/// What a lenient type makes of each type of YAML value.
pub(crate) trait Lenient: Sized {
    fn scalar(value: Scalar) -> Self;

    fn items(_: &[Node<'_>], _: &Anchors<'_>) -> Result<Self, ValueError> {
        Ok(Self::scalar(Scalar::Other(ValueType::List)))
    }

    fn entries(_: &[(&Node<'_>, &Node<'_>)], _: &Anchors<'_>) -> Result<Self, ValueError> {
        Ok(Self::scalar(Scalar::Other(ValueType::Mapping)))
    }
}

/// The type of a mapping with known keys.
pub(crate) trait Fields: Default {
    const KEYS: &'static [&'static str];

    /// Returns the field of a key.
    fn field(&mut self, key: &str) -> Option<&mut dyn Field>;
}

/// A field of a mapping.
pub(crate) trait Field {
    fn read(&mut self, node: &Node<'_>, anchors: &Anchors<'_>) -> Result<(), ValueError>;
}

/// Reads a node.
pub(crate) fn read<T: Lenient>(node: &Node<'_>, anchors: &Anchors<'_>) -> Result<T, ValueError> {
    read_at(node, anchors).map(|at| at.value)
}

/// Reads a node with its position; for an alias or a merge, the position of its definition.
pub(crate) fn read_at<T: Lenient>(
    node: &Node<'_>,
    anchors: &Anchors<'_>,
) -> Result<Located<T>, ValueError> {
    let Located { value, position } = value_of(node, anchors)?;
    let value = match value {
        Value::Scalar(scalar) => T::scalar(scalar),
        Value::Items(items) => T::items(items, anchors)?,
        Value::Entries(entries) => T::entries(&entries, anchors)?,
    };
    Ok(Located { value, position })
}

/// Reads the items of a list.
pub(crate) fn read_all<T: Lenient>(
    items: &[Node<'_>],
    anchors: &Anchors<'_>,
) -> Result<Vec<Located<T>>, ValueError> {
    items.iter().map(|item| read_at(item, anchors)).collect()
}

/// Reads a mapping with known keys.
pub(crate) fn read_fields<T: Fields>(
    entries: &[(&Node<'_>, &Node<'_>)],
    anchors: &Anchors<'_>,
) -> Result<Box<T>, ValueError> {
    let mut fields = Box::<T>::default();
    for (key, value) in entries {
        if let Some(field) = fields.field(key_of(key)?) {
            field.read(value, anchors)?;
        }
    }
    Ok(fields)
}

impl<T: Lenient> Field for At<T> {
    fn read(&mut self, node: &Node<'_>, anchors: &Anchors<'_>) -> Result<(), ValueError> {
        if !is_nothing(node, anchors) {
            *self = Some(read_at(node, anchors)?);
        }
        Ok(())
    }
}

impl Field for Given {
    fn read(&mut self, node: &Node<'_>, anchors: &Anchors<'_>) -> Result<(), ValueError> {
        self.0 = Some(read_at(node, anchors)?);
        Ok(())
    }
}

/// Whether the key is there.
impl Field for bool {
    fn read(&mut self, _: &Node<'_>, _: &Anchors<'_>) -> Result<(), ValueError> {
        *self = true;
        Ok(())
    }
}

impl Lenient for Scalar {
    fn scalar(value: Scalar) -> Self {
        value
    }
}

impl Lenient for List {
    fn scalar(value: Scalar) -> Self {
        Self::One(value)
    }

    fn items(items: &[Node<'_>], anchors: &Anchors<'_>) -> Result<Self, ValueError> {
        read_all(items, anchors).map(Self::Items)
    }
}

impl<T: Fields> Lenient for Section<T> {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn entries(
        entries: &[(&Node<'_>, &Node<'_>)],
        anchors: &Anchors<'_>,
    ) -> Result<Self, ValueError> {
        read_fields(entries, anchors).map(Self::Fields)
    }
}

impl<T: Lenient> Lenient for Entries<T> {
    fn scalar(value: Scalar) -> Self {
        Self::Other(value.value_type())
    }

    fn entries(
        entries: &[(&Node<'_>, &Node<'_>)],
        anchors: &Anchors<'_>,
    ) -> Result<Self, ValueError> {
        let entries = entries.iter();
        let entries = entries.map(|(key, value)| Ok((read_key(key)?, read_at(value, anchors)?)));
        entries.collect::<Result<_, _>>().map(Self::Entries)
    }
}

#[cfg(test)]
mod tests;
