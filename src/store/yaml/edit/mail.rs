//! Edits to the mail server.

use crate::domain::settings::{Encryption, MailServer};

use crate::store::yaml::edit::text::Draft;
use crate::store::yaml::edit::value::Value;

/// Returns the keys that change, with their values; `None` removes one.
pub(crate) fn fields(
    draft: &Draft<'_>,
    server: &MailServer,
) -> impl Iterator<Item = (&'static str, Option<Value>)> {
    let text = |text: &String| Value::Text(text.clone());
    let port = server.port.map(|port| Value::Bare(port.to_string()));
    let wanted = [
        ("server", Some(text(&server.server))),
        ("port", port),
        (
            "encryption",
            Some(Value::Text(server.encryption.word().to_owned())),
        ),
        ("username", server.username.as_ref().map(text)),
        ("password", server.password.as_ref().map(text)),
        ("from", Some(Value::Text(server.from.as_str().to_owned()))),
    ];
    let changed = wanted.into_iter().filter(|(key, value)| {
        let entry = draft.find(&["mail", key]);
        let now = entry.as_ref().and_then(|entry| draft.value(entry));
        let now = now.and_then(|node| node.text());
        let wanted = match value {
            Some(Value::Text(text) | Value::Bare(text)) => Some(text.as_str()),
            _ => None,
        };
        let default = Encryption::default().word();
        let is_default = *key == "encryption" && now.is_none() && wanted == Some(default);
        now != wanted && !is_default
    });
    changed.collect::<Vec<_>>().into_iter()
}
