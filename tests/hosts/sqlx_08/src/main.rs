//! An app with a database of its own, over sqlx 0.8 with its asynchronous runtime.

use sqlx::{Connection, SqliteConnection};

#[path = "../../state.rs"]
mod state;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut notes = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::query("CREATE TABLE note (text TEXT)")
        .execute(&mut notes)
        .await?;
    state::store_preferences()
}
