//! The store over a real PostgreSQL server.

mod server;
