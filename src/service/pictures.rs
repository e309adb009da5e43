//! The size of pictures.

/// Side of the square that logos and pictures of users fit, in pixels: sharp at three times the size of a
/// tile.
pub(crate) const PICTURE_SIDE: u32 = 192;
