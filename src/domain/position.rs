//! Positions in a text.

/// A position in a text, counted from one. Columns count characters, as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

impl Position {
    /// The first character of the text.
    #[doc(hidden)]
    pub const START: Self = Self { line: 1, column: 1 };
}
