//! Writing JSON, for the document of what is kept about a user.

use std::fmt;

use crate::domain::printable::is_invisible;

/// A JSON value.
pub(crate) enum Json {
    Nothing,
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    #[expect(clippy::needless_pass_by_value, reason = "most texts are made for it")]
    pub(crate) fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    pub(crate) fn optional(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    pub(crate) fn object<const N: usize>(entries: [(&str, Self); N]) -> Self {
        let entries = entries.into_iter();
        Self::Object(
            entries
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        let indent = |depth| "  ".repeat(depth);
        match self {
            Self::Nothing => f.write_str("null"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => quoted(f, text),
            Self::List(items) if items.is_empty() => f.write_str("[]"),
            Self::Object(entries) if entries.is_empty() => f.write_str("{}"),
            Self::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    let before = if at == 0 { "[" } else { "," };
                    write!(f, "{before}\n{}", indent(depth + 1))?;
                    item.write(f, depth + 1)?;
                }
                write!(f, "\n{}]", indent(depth))
            }
            Self::Object(entries) => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    let before = if at == 0 { "{" } else { "," };
                    write!(f, "{before}\n{}", indent(depth + 1))?;
                    quoted(f, key)?;
                    f.write_str(": ")?;
                    value.write(f, depth + 1)?;
                }
                write!(f, "\n{}}}", indent(depth))
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// Writes a text in quotes. Invisible characters are escaped, so that none controls a terminal (R101).
fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            c if is_invisible(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    write!(f, "\\u{unit:04x}")?;
                }
            }
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r108_what_is_written_is_json() {
        let value = Json::object([
            ("text", Json::text("a \"b\" \\ \n \u{202e} \u{e0001} ä")),
            (
                "list",
                Json::List(vec![Json::Number(-1), Json::Flag(true), Json::Nothing]),
            ),
            ("empty", Json::List(Vec::new())),
        ]);
        let written = value.to_string();
        assert!(
            written.lines().count() == 9 && !written.contains('\u{202e}'),
            "{written}"
        );
        assert!(
            written.contains(r#""a \"b\" \\ \u000a \u202e \udb40\udc01 ä""#),
            "{written}"
        );
    }
}
