//! The text of a new configuration file.

use crate::service::ports::{Randomness as _, StoreError};

use crate::store::platform::SystemRandomness;

const STARTER: &str = include_str!("../../../assets/starter.yaml");

/// Returns the text, with a new key.
pub(super) fn text() -> Result<String, StoreError> {
    Ok(STARTER.replace("{key}", &signing_key()?))
}

/// Returns a new key for the cookies of Streamlit-Authenticator. This program does not use it.
fn signing_key() -> Result<String, StoreError> {
    let mut key = [0; 32];
    let made = SystemRandomness.fill(&mut key);
    made.map_err(|error| StoreError::Unwritable(error.to_string()))?;
    let mut text = String::new();
    for byte in key {
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(text)
}
