//! The types of values in a file.

/// Types of YAML values, for expected and actual types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// No value, or `null`.
    Nothing,
    /// A list.
    List,
    /// A mapping of keys to values.
    Mapping,
}
