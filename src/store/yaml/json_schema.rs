//! Types that stand in the JSON Schema for fields that are read leniently.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A list of texts, or a single text.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum Texts {
    Many(Vec<String>),
    One(String),
}

/// A language of the program.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum Language {
    En,
    De,
    Fr,
    Es,
    Ja,
}

/// A hash algorithm for new passwords.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum Hash {
    Bcrypt,
    Argon2id,
}

/// The encryption of the connection to the mail server.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum Encryption {
    Tls,
    StartTls,
    None,
}

/// Who can register.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum RegistrationMode {
    Closed,
    Listed,
    Approval,
    Open,
}

/// A permission in the program itself.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum Permission {
    ManageUsers,
    SeeActivity,
    EditSettings,
}

/// The type of content of a page.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "stands for what it describes")]
pub(crate) enum Kind {
    Markdown,
    Launch,
}

/// The name of an icon.
pub(crate) struct Icon;

impl JsonSchema for Icon {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Icon".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let icons = crate::domain::icon::ICONS.iter();
        let names: Vec<&str> = icons.map(|(name, _)| *name).collect();
        json_schema!({ "enum": names })
    }
}
