//! The `views` section: pages and their content.

use std::path::PathBuf;

use crate::domain::approval::ApprovalRule;
use crate::domain::built_in_action::BuiltInAction;
use crate::domain::icon;
use crate::domain::launch::{
    ArgumentError, check_argument, check_commands, is_batch_file, program_name,
};
use crate::domain::page::{LaunchItem, Page, PageAccess, PageContent, PageId, Target, is_link};
use crate::domain::problem::{Cause, Effect, Position, ValueType};
use crate::domain::username::Username;

use crate::store::yaml::reach;
use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::ViewSchema;
use crate::store::yaml::types::{At, Items, LaunchSchema, List, Scalar, Section};
use crate::store::yaml::values::Located;

/// Reads all pages. Invalid ones are reported and left out. `rules` are the actions that their `approval` can name.
pub(crate) fn read_views(
    reader: &mut Reader<'_, '_>,
    entries: Vec<(Located<String>, Located<Section<ViewSchema>>)>,
    rules: &[ApprovalRule],
) -> Vec<Page> {
    entries
        .into_iter()
        .filter_map(|(id, view)| read_view(reader, id, view, rules))
        .collect()
}

fn read_view(
    reader: &mut Reader<'_, '_>,
    id: Located<String>,
    view: Located<Section<ViewSchema>>,
    rules: &[ApprovalRule],
) -> Option<Page> {
    let path = format!("views.{}", id.value);
    let position = id.position;
    let view_position = view.position;
    let schema = match view.value {
        Section::Fields(schema) => *schema,
        Section::Other(found) => {
            reader.wrong_type(view_position, &path, ValueType::Mapping, found);
            return None;
        }
    };
    let title = reader.text(schema.title, format_args!("{path}.title"));
    let icon = read_icon(reader, schema.icon, &path);
    let access = read_access(reader, schema.roles, schema.users, &path);
    if access.is_empty() {
        reader.report(position, &path, Cause::PageWithoutAccess);
    }
    let approval = read_approval(reader, schema.approval, &path, rules);
    let kind_position = schema
        .kind
        .as_ref()
        .map_or(position, |value| value.position);
    let kind = reader.text(schema.kind, format_args!("{path}.kind"));
    let content = match kind.as_deref() {
        Some("markdown") => read_markdown(reader, schema.text, schema.file, (position, &path))?,
        Some("launch") => {
            let items = read_items(reader, schema.items, (position, &path), rules);
            PageContent::Launch(items)
        }
        Some(found) => {
            let cause = Cause::UnknownWord {
                found: found.to_owned(),
                known: vec!["markdown", "launch"],
            };
            reader.report(kind_position, format_args!("{path}.kind"), cause);
            return None;
        }
        None => {
            reader.report(position, &path, Cause::Missing { key: "kind" });
            return None;
        }
    };
    Some(Page {
        title: title.unwrap_or_else(|| id.value.clone()),
        id: PageId(id.value),
        icon,
        access,
        approval,
        content,
        position,
    })
}

fn read_icon(reader: &mut Reader<'_, '_>, value: At<Scalar>, path: &str) -> Option<String> {
    let field = format!("{path}.icon");
    let position = value.as_ref().map(|value| value.position)?;
    let name = reader.text(value, &field)?;
    if icon::is_known(&name) {
        return Some(name);
    }
    reader.report(position, &field, Cause::UnknownIcon { name });
    None
}

/// Reads the name of the action by which a page or an item is approved. One that the file does not name, an empty one and one of the
/// program itself are errors of the file: without it, no second person would be asked.
fn read_approval(
    reader: &mut Reader<'_, '_>,
    value: At<Scalar>,
    path: &str,
    rules: &[ApprovalRule],
) -> Option<String> {
    let field = format!("{path}.approval");
    let position = value.as_ref()?.position;
    let name = reader.text(value, &field).unwrap_or_default();
    let is_named = rules.iter().any(|rule| rule.action == name);
    if !is_named || BuiltInAction::with_name(&name).is_some() {
        let cause = Cause::UnknownApproval { name: name.clone() };
        reader.report(position, &field, cause);
    }
    Some(name)
}

fn read_access(
    reader: &mut Reader<'_, '_>,
    roles: At<List>,
    users: At<List>,
    path: &str,
) -> PageAccess {
    let mut access = PageAccess::default();
    let field = format!("{path}.roles");
    let roles = reader.list(roles, &field);
    access.roles = reader.roles(roles, &field);
    let field = format!("{path}.users");
    for item in reader.list(users, &field) {
        let position = item.position;
        match reader.text(Some(item), &field) {
            Some(text) if text == "*" => access.everyone = true,
            Some(text) => match Username::existing(&text) {
                Ok(username) => access.users.push(username),
                Err(error) => reader.report(position, &field, Cause::Username(error)),
            },
            None => {}
        }
    }
    access
}

fn read_markdown(
    reader: &mut Reader<'_, '_>,
    text: At<Scalar>,
    file: At<Scalar>,
    (position, path): (Position, &str),
) -> Option<PageContent> {
    let file_position = file.as_ref().map_or(position, |value| value.position);
    let text = reader.text(text, format_args!("{path}.text"));
    let file = reader.text(file, format_args!("{path}.file"));
    match (text, file) {
        (Some(text), None) => Some(PageContent::Markdown(text)),
        (None, Some(file)) => {
            let file = beside(reader, &file);
            if !reach::is_file(&file) {
                let path_text = file.display().to_string();
                let cause = Cause::FileMissing { path: path_text };
                reader.report(file_position, format_args!("{path}.file"), cause);
            }
            Some(PageContent::MarkdownFile(file))
        }
        _ => {
            let keys = &["text", "file"];
            reader.report(position, path, Cause::ExactlyOneOf { keys });
            None
        }
    }
}

fn read_items(
    reader: &mut Reader<'_, '_>,
    items: At<Items>,
    (position, path): (Position, &str),
    rules: &[ApprovalRule],
) -> Vec<LaunchItem> {
    let field = format!("{path}.items");
    let items_position = items.as_ref().map_or(position, |value| value.position);
    let items = match items.map(|items| items.value) {
        Some(Items::Items(items)) => items,
        None | Some(Items::Other(ValueType::Nothing)) => {
            reader.report(position, path, Cause::Missing { key: "items" });
            return Vec::new();
        }
        Some(Items::Other(found)) => {
            reader.wrong_type(items_position, &field, ValueType::List, found);
            return Vec::new();
        }
    };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let position = item.position;
        match item.value {
            Section::Fields(schema) => {
                let at = (position, field.as_str());
                out.extend(read_item(reader, *schema, at, rules));
            }
            Section::Other(found) => reader.wrong_type(position, &field, ValueType::Mapping, found),
        }
    }
    out
}

fn read_item(
    reader: &mut Reader<'_, '_>,
    schema: LaunchSchema,
    (position, field): (Position, &str),
    rules: &[ApprovalRule],
) -> Option<LaunchItem> {
    let link_position = schema
        .link
        .as_ref()
        .map_or(position, |value| value.position);
    let icon = read_icon(reader, schema.icon, field);
    let approval = read_approval(reader, schema.approval, field, rules);
    let title = reader.text(schema.title, format_args!("{field}.title"));
    let description = reader.text(schema.description, format_args!("{field}.description"));
    let file = reader.text(schema.file, format_args!("{field}.file"));
    let link = reader.text(schema.link, format_args!("{field}.link"));
    let program = schema
        .program
        .map(|list| read_program(reader, list, &format!("{field}.program")));
    let target = match (program, file, link) {
        (Some(target), None, None) => target?,
        (None, Some(file), None) => {
            if is_batch_file(&file) {
                reader.report(position, format_args!("{field}.file"), Cause::BatchFile);
            }
            Target::File(beside(reader, &file))
        }
        (None, None, Some(link)) => {
            if !is_link(&link) {
                reader.report(
                    link_position,
                    format_args!("{field}.link"),
                    Cause::LinkScheme,
                );
                return None;
            }
            Target::Link(link)
        }
        _ => {
            let keys = &["program", "file", "link"];
            reader.report(position, field, Cause::ExactlyOneOf { keys });
            return None;
        }
    };
    let Some(title) = title else {
        reader.report(position, field, Cause::Missing { key: "title" });
        return None;
    };
    Some(LaunchItem {
        title,
        description,
        icon,
        approval,
        target,
    })
}

/// Reads `program: [name, argument, …]`; a single text is a program without arguments and is never
/// split like a command line.
fn read_program(reader: &mut Reader<'_, '_>, list: Located<List>, field: &str) -> Option<Target> {
    let position = list.position;
    let words: Vec<_> = match list.value {
        List::Items(items) => items
            .into_iter()
            .filter_map(|item| {
                let position = item.position;
                Some((reader.text(Some(item), field)?, position))
            })
            .collect(),
        List::One(Scalar::Text(text)) => vec![(text, position)],
        List::One(other) => {
            reader.wrong_type(position, field, ValueType::List, other.value_type());
            return None;
        }
    };
    let mut words = words.into_iter();
    let Some((program, position)) = words.next() else {
        reader.report(position, field, Cause::Missing { key: "program" });
        return None;
    };
    if is_batch_file(&program) {
        reader.report(position, field, Cause::BatchFile);
    }
    let program_problem = program_name(&program).err().map(|error| (error, position));
    let arguments: Vec<_> = words.collect();
    let problems = arguments.iter().filter_map(|(argument, position)| {
        let problem = check_argument(argument).err()?;
        Some((problem, *position))
    });
    let words = arguments.iter().map(|(argument, _)| argument.as_str());
    let shell = check_commands(&program, words).err();
    let shell = shell.map(|error| (error, position));
    let problems: Vec<_> = program_problem
        .into_iter()
        .chain(problems)
        .chain(shell)
        .collect();
    let is_good = problems.is_empty();
    // One item is left out, so that a mistake in it does not close the file.
    reader.with_effect(Effect::Ignored, |reader| {
        for (problem, position) in problems {
            let cause = match problem {
                ArgumentError::Shell { program } => Cause::ShellPlaceholder { program },
                ArgumentError::Unknown(found) => Cause::Placeholder { found },
                ArgumentError::Option { .. } | ArgumentError::Unsafe { .. } => continue,
            };
            reader.report(position, field, cause);
        }
    });
    is_good.then(|| Target::Program {
        program,
        arguments: arguments.into_iter().map(|(text, _)| text).collect(),
    })
}

/// Resolves a path relative to the folder of the file.
fn beside(reader: &Reader<'_, '_>, path: &str) -> PathBuf {
    reader.folder.join(path)
}
