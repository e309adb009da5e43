//! Limits of a Markdown text.

/// The most bytes of a text.
pub const BYTES_MAX: usize = 256 * 1024;
/// The most texts, breaks, blocks and styles of a text, counted at their beginning and at their end.
pub const PARTS_MAX: usize = 20_000;
/// The most bytes of the address of a link.
pub const LINK_MAX: usize = 2_048;
/// The deepest nesting of blocks and styles.
pub const DEPTH_MAX: usize = 32;

/// What is wrong with a Markdown text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MarkdownProblem {
    /// The text is longer than [`BYTES_MAX`], or has more parts than [`PARTS_MAX`].
    #[error("too long")]
    TooLong,
    /// Blocks and styles are nested deeper than [`DEPTH_MAX`].
    #[error("nested too deeply")]
    TooDeep,
    /// A link has a scheme that is not opened.
    #[error("a link that is not opened")]
    Link,
    /// A picture is not in the folder of the text.
    #[error("a picture outside the folder")]
    Picture,
}
