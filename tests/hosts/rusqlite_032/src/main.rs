//! An app with a database of its own, over rusqlite 0.32.

#[path = "../../state.rs"]
mod state;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let notes = rusqlite::Connection::open_in_memory()?;
    notes.execute("CREATE TABLE note (text TEXT)", [])?;
    state::store_preferences()
}
