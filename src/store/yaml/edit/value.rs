//! Values that an edit inserts: as YAML text, and as the node that it must parse to.

use std::borrow::Cow;

use crate::domain::role::Role;

use crate::store::yaml::tree::{Kind, Node, Style, Text, looks_typed};

/// A value to write.
pub(crate) enum Value {
    /// Text.
    Text(String),
    /// A number or a boolean, as written.
    Bare(String),
    /// A list of texts.
    List(Vec<String>),
    /// Text of several lines.
    Lines(String),
    /// A mapping in the order in which it is written.
    Fields(Vec<(Cow<'static, str>, Value)>),
    /// A list of mappings.
    Items(Vec<Value>),
}

impl Value {
    /// Formats the value in one line that is also JSON, so that a JSON file stays one.
    pub(crate) fn in_line(&self) -> String {
        match self {
            Self::Text(text) | Self::Lines(text) => quoted(text),
            Self::Bare(text) => text.clone(),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(|item| quoted(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Fields(fields) => {
                let entry = |(key, value): &(Cow<'_, str>, Self)| {
                    format!("{}: {}", quoted(key), value.in_line())
                };
                let fields: Vec<_> = fields.iter().map(entry).collect();
                format!("{{{}}}", fields.join(", "))
            }
            Self::Items(items) => {
                let items: Vec<_> = items.iter().map(Self::in_line).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }

    /// Formats the value as an entry of a block mapping.
    pub(crate) fn in_block(&self, key: &str, indent: usize, step: usize, newline: &str) -> String {
        let start = " ".repeat(indent);
        match self {
            Self::Fields(fields) if !fields.is_empty() => {
                let mut out = format!("{start}{key}:{newline}");
                for (key, value) in fields {
                    out.push_str(&value.in_block(&key_text(key), indent + step, step, newline));
                }
                out
            }
            Self::Lines(text) if is_literal(text) => {
                let inner = " ".repeat(indent + step);
                // Where a text begins with a space, the indentation is not that of its first line.
                let is_indented = text.starts_with([' ', '\t']);
                let depth = if is_indented {
                    step.to_string()
                } else {
                    String::new()
                };
                let mut out = format!("{start}{key}: |{depth}{newline}");
                for line in text.lines() {
                    let start = if line.is_empty() { "" } else { &inner };
                    out.push_str(&format!("{start}{line}{newline}"));
                }
                out
            }
            Self::Items(items) if !items.is_empty() => {
                let mut out = format!("{start}{key}:{newline}");
                for item in items {
                    out.push_str(&item.as_item(indent + step, newline));
                }
                out
            }
            value => format!("{start}{key}: {}{newline}", value.in_line()),
        }
    }

    /// Formats the value as an item of a block list whose dashes are in this column.
    pub(crate) fn as_item(&self, column: usize, newline: &str) -> String {
        let dash = format!("{}- ", " ".repeat(column));
        let Self::Fields(fields) = self else {
            return format!("{dash}{}{newline}", self.in_line());
        };
        let lines: String = fields
            .iter()
            .map(|(key, value)| value.in_block(&key_text(key), column + 2, 2, newline))
            .collect();
        format!("{dash}{}", lines.trim_start_matches(' '))
    }

    /// Formats the value in the quotes of the previous one if possible.
    pub(crate) fn in_style(&self, style: Style) -> String {
        match (self, style) {
            (Self::Text(text) | Self::Lines(text), style) => text_in_style(text, style),
            (other, _) => other.in_line(),
        }
    }

    /// Returns the node that the formatted value must parse to.
    pub(crate) fn node(&self) -> Node<'static> {
        match self {
            Self::Text(text) | Self::Lines(text) => text_node(text),
            Self::Bare(text) => {
                let text = Text::Made(text.as_str().into());
                Node::made(Kind::Scalar(text), Style::Plain)
            }
            Self::List(items) => {
                let items = items.iter().map(|item| text_node(item)).collect();
                Node::made(Kind::Sequence(items), Style::Flow)
            }
            Self::Fields(fields) => {
                let fields = fields.iter();
                let entries = fields.map(|(key, value)| (text_node(key), value.node()));
                Node::made(Kind::Mapping(entries.collect()), Style::Flow)
            }
            Self::Items(items) => {
                let items = items.iter().map(Self::node).collect();
                Node::made(Kind::Sequence(items), Style::Flow)
            }
        }
    }
}

/// Returns `true` if a text can be a literal block (`|`): it ends with one line break, has a visible character
/// in its first line, and contains nothing that a literal block cannot express.
fn is_literal(text: &str) -> bool {
    let is_shown = |c: char| {
        c == '\n' || c == '\t' || !c.is_control() && !('\u{2028}'..='\u{2029}').contains(&c)
    };
    text.ends_with('\n')
        && !text.ends_with("\n\n")
        && text.lines().next().is_some_and(|line| {
            let line = line.trim_start_matches([' ', '\t']);
            line.starts_with(|c: char| !c.is_whitespace())
        })
        && !text.contains('\u{feff}')
        && text.chars().all(is_shown)
}

/// Formats a key of a block mapping: plain if every YAML parser reads it as the same text.
pub(crate) fn key_text(text: &str) -> String {
    text_in_style(text, Style::Plain)
}

/// Formats a text in the given quotes if possible, otherwise in double quotes.
pub(crate) fn text_in_style(text: &str, style: Style) -> String {
    let is_printable = |c: char| !c.is_control() && !('\u{2028}'..='\u{2029}').contains(&c);
    match style {
        Style::Plain if is_bare(text) => text.to_owned(),
        Style::SingleQuoted if text.chars().all(is_printable) => {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => quoted(text),
    }
}

/// Returns `true` if a text needs no quotes anywhere and every YAML parser reads it as text.
fn is_bare(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || "._-+@$/".contains(c);
    text.chars().all(inside)
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$')
        && !looks_typed(text)
}

/// Formats a text in double quotes, with escapes that YAML and JSON share.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            c if c.is_control() || ('\u{2028}'..='\u{2029}').contains(&c) || c == '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns the node that a text parses to.
pub(crate) fn text_node(text: &str) -> Node<'static> {
    Node::made(Kind::Scalar(Text::Made(text.into())), Style::DoubleQuoted)
}

/// Returns the list of roles as it is written.
pub(crate) fn role_list(roles: &[Role]) -> Value {
    Value::List(roles.iter().map(|role| role.as_str().to_owned()).collect())
}
