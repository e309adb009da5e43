//! The author of a hostile file, name, table or picture.
