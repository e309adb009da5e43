//! The store over a real PostgreSQL server.

mod migrate;
mod server;
