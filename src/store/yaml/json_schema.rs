//! Types that stand in the JSON Schema for fields that are read leniently.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::domain::setting::{SETTINGS, SettingKind};

/// A list of texts, or a single text.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the file for the schema only")]
pub(crate) enum Texts {
    Many(Vec<String>),
    One(String),
}

/// The encryption of the connection to the mail server.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the file for the schema only")]
pub(crate) enum Encryption {
    Tls,
    StartTls,
    None,
}

/// A permission in the program itself.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes the file for the schema only")]
pub(crate) enum Permission {
    ManageUsers,
    SeeActivity,
    EditSettings,
}

/// The type of content of a page.
#[derive(JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the file for the schema only")]
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

/// Returns the schema of a section of settings, from the table of settings.
fn section(generator: &mut SchemaGenerator, section: &str) -> Schema {
    let of_section = SETTINGS
        .iter()
        .filter(|info| info.section_and_key().0 == section);
    let properties: serde_json::Map<_, _> = of_section
        .map(|info| {
            let mut schema = setting(generator, info.kind);
            schema.insert("description".to_owned(), info.doc.trim().into());
            (info.section_and_key().1.to_owned(), schema.into())
        })
        .collect();
    json_schema!({ "type": ["object", "null"], "properties": properties })
}

fn setting(generator: &mut SchemaGenerator, kind: SettingKind) -> Schema {
    match kind {
        SettingKind::Text | SettingKind::File => json_schema!({ "type": ["string", "null"] }),
        SettingKind::Flag => json_schema!({ "type": ["boolean", "null"] }),
        SettingKind::Color => {
            json_schema!({ "type": ["string", "null"], "pattern": "^#[0-9A-Fa-f]{6}$" })
        }
        SettingKind::Number { min, max } => {
            json_schema!({ "type": ["integer", "null"], "minimum": min, "maximum": max })
        }
        SettingKind::Days(_) => json_schema!({ "type": ["number", "null"] }),
        SettingKind::Word(words) => {
            let nothing = serde_json::Value::Null;
            let words = words.iter().map(|word| (*word).into()).chain([nothing]);
            json_schema!({ "enum": words.collect::<Vec<_>>() })
        }
        SettingKind::Texts | SettingKind::Roles { .. } => Option::<Texts>::json_schema(generator),
    }
}

macro_rules! sections {
    ($($name:ident)+) => {
        $(pub(crate) fn $name(generator: &mut SchemaGenerator) -> Schema {
            section(generator, stringify!($name))
        })+
    };
}

sections! {
    app
    password
    lockout
    sessions
    parked
    lock
    quick
    activity
    cookie
    two_step
    signatures
    registration
    updates
}
