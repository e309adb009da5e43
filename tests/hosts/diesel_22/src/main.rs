//! An app with a database of its own, over diesel 2.2.

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

#[path = "../../state.rs"]
mod state;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut notes = SqliteConnection::establish(":memory:")?;
    notes.batch_execute("CREATE TABLE note (text TEXT)")?;
    state::store_preferences()
}
