//! The `views` section: pages and what is on them.

use std::path::PathBuf;

use crate::domain::icon;
use crate::domain::page::{
    LINK_SCHEMES, LaunchItem, Page, PageAccess, PageContent, PageId, Target,
};
use crate::domain::problem::{Cause, Position, ValueType};
use crate::domain::username::Username;

use crate::store::yaml::read::Reader;
use crate::store::yaml::schema::{At, Items, LaunchSchema, List, Scalar, Section, ViewSchema};
use crate::store::yaml::values::Placed;

/// Reads all pages. One that is wrong is left out, and reported.
pub(crate) fn read_views(
    reader: &mut Reader<'_, '_>,
    entries: Vec<(Placed<String>, Placed<Section<ViewSchema>>)>,
) -> Vec<Page> {
    entries
        .into_iter()
        .filter_map(|(id, view)| read_view(reader, id, view))
        .collect()
}

fn read_view(
    reader: &mut Reader<'_, '_>,
    id: Placed<String>,
    view: Placed<Section<ViewSchema>>,
) -> Option<Page> {
    let path = format!("views.{}", id.value);
    let place = id.place;
    let view_place = view.place;
    let shape = match view.value {
        Section::Fields(shape) => *shape,
        Section::Other(found) => {
            reader.wrong_type(view_place, &path, ValueType::Mapping, found);
            return None;
        }
    };
    let title = reader.text(shape.title, format_args!("{path}.title"));
    let icon = read_icon(reader, shape.icon, &path);
    let access = read_access(reader, shape.roles, shape.users, &path);
    if access.is_nobody() {
        reader.report(place, &path, Cause::NobodyMayOpen);
    }
    let kind_place = shape.kind.as_ref().map_or(place, |value| value.place);
    let kind = reader.text(shape.kind, format_args!("{path}.kind"));
    let content = match kind.as_deref() {
        Some("markdown") => read_markdown(reader, shape.text, shape.file, (place, &path))?,
        Some("launch") => PageContent::Launch(read_items(reader, shape.items, (place, &path))),
        Some(found) => {
            let cause = Cause::UnknownWord {
                found: found.to_owned(),
                known: vec!["markdown", "launch"],
            };
            reader.report(kind_place, format_args!("{path}.kind"), cause);
            return None;
        }
        None => {
            reader.report(place, &path, Cause::Missing { key: "kind" });
            return None;
        }
    };
    Some(Page {
        title: title.unwrap_or_else(|| id.value.clone()),
        id: PageId(id.value),
        icon,
        access,
        content,
        place,
    })
}

fn read_icon(reader: &mut Reader<'_, '_>, value: At<Scalar>, path: &str) -> Option<String> {
    let field = format!("{path}.icon");
    let place = value.as_ref().map(|value| value.place)?;
    let name = reader.text(value, &field)?;
    if icon::is_known(&name) {
        return Some(name);
    }
    reader.report(place, &field, Cause::UnknownIcon { name });
    None
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
        let place = item.place;
        match reader.text(Some(item), &field) {
            Some(text) if text == "*" => access.everyone = true,
            Some(text) => match Username::parse(&text) {
                Ok(username) => access.users.push(username),
                Err(error) => reader.report(place, &field, Cause::Username(error)),
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
    (place, path): (Position, &str),
) -> Option<PageContent> {
    let file_place = file.as_ref().map_or(place, |value| value.place);
    let text = reader.text(text, format_args!("{path}.text"));
    let file = reader.text(file, format_args!("{path}.file"));
    match (text, file) {
        (Some(text), None) => Some(PageContent::Markdown(text)),
        (None, Some(file)) => {
            let file = beside(reader, &file);
            if !file.is_file() {
                let path_text = file.display().to_string();
                let cause = Cause::FileMissing { path: path_text };
                reader.report(file_place, format_args!("{path}.file"), cause);
            }
            Some(PageContent::MarkdownFile(file))
        }
        _ => {
            let keys = &["text", "file"];
            reader.report(place, path, Cause::ExactlyOneOf { keys });
            None
        }
    }
}

fn read_items(
    reader: &mut Reader<'_, '_>,
    items: At<Items>,
    (place, path): (Position, &str),
) -> Vec<LaunchItem> {
    let field = format!("{path}.items");
    let items_place = items.as_ref().map_or(place, |value| value.place);
    let items = match items.map(|items| items.value) {
        Some(Items::Items(items)) => items,
        None | Some(Items::Other(ValueType::Nothing)) => {
            reader.report(place, path, Cause::Missing { key: "items" });
            return Vec::new();
        }
        Some(Items::Other(found)) => {
            reader.wrong_type(items_place, &field, ValueType::List, found);
            return Vec::new();
        }
    };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        let place = item.place;
        match item.value {
            Section::Fields(shape) => out.extend(read_item(reader, *shape, place, &field)),
            Section::Other(found) => reader.wrong_type(place, &field, ValueType::Mapping, found),
        }
    }
    out
}

fn read_item(
    reader: &mut Reader<'_, '_>,
    shape: LaunchSchema,
    place: Position,
    field: &str,
) -> Option<LaunchItem> {
    let link_place = shape.link.as_ref().map_or(place, |value| value.place);
    let icon = read_icon(reader, shape.icon, field);
    let title = reader.text(shape.title, format_args!("{field}.title"));
    let description = reader.text(shape.description, format_args!("{field}.description"));
    let file = reader.text(shape.file, format_args!("{field}.file"));
    let link = reader.text(shape.link, format_args!("{field}.link"));
    let program = shape
        .program
        .map(|list| read_program(reader, list, &format!("{field}.program")));
    let target = match (program, file, link) {
        (Some(target), None, None) => target?,
        (None, Some(file), None) => Target::File(beside(reader, &file)),
        (None, None, Some(link)) => {
            let known = LINK_SCHEMES
                .iter()
                .any(|scheme| link.to_lowercase().starts_with(scheme));
            if !known {
                reader.report(link_place, format_args!("{field}.link"), Cause::LinkScheme);
                return None;
            }
            Target::Link(link)
        }
        _ => {
            let keys = &["program", "file", "link"];
            reader.report(place, field, Cause::ExactlyOneOf { keys });
            return None;
        }
    };
    let Some(title) = title else {
        reader.report(place, field, Cause::Missing { key: "title" });
        return None;
    };
    Some(LaunchItem {
        title,
        description,
        icon,
        target,
    })
}

/// `program: [name, argument, …]`; a single text is a program without arguments, never a command
/// line to be split.
fn read_program(reader: &mut Reader<'_, '_>, list: Placed<List>, field: &str) -> Option<Target> {
    let place = list.place;
    let words: Vec<_> = match list.value {
        List::Items(items) => items
            .into_iter()
            .filter_map(|item| reader.text(Some(item), field))
            .collect(),
        List::One(Scalar::Text(text)) => vec![text],
        List::One(other) => {
            reader.wrong_type(place, field, ValueType::List, other.shape());
            return None;
        }
    };
    let mut words = words.into_iter();
    let Some(program) = words.next() else {
        reader.report(place, field, Cause::Missing { key: "program" });
        return None;
    };
    Some(Target::Program {
        program,
        arguments: words.collect(),
    })
}

/// A path of the file; a relative one starts from the folder that the file is in.
fn beside(reader: &Reader<'_, '_>, path: &str) -> PathBuf {
    reader.folder.join(path)
}
