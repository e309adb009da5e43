//! The store over a real PostgreSQL server.

mod administrators;
mod approvals;
mod commands;
mod computers;
mod documented;
mod listening;
mod login;
mod migrate;
mod office;
mod offline;
mod outage;
mod own_account;
mod passwords;
mod plans;
mod program;
mod proxy;
mod repeats;
mod restricted;
mod restricted_program;
mod server;
mod signatures;
mod speed;
mod state;
mod tls;
mod upgrade;
mod users;
