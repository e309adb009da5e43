//! Draws the list of roles, and the form of one of them.

use egui::{Role, Ui, WidgetInfo};

use crate::domain::page::PageId;
use crate::domain::role::{Permission, Permissions};
use crate::messages::Messages;
use crate::screen::settings::{Event, Field, PageForm, RoleEvent, RoleForm, SettingsScreen};

use crate::ui::draw::Draw;
use crate::ui::theme::{SMALL_GAP, palette};
use crate::ui::widgets::button::{button_row, link, secondary};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::form::Form;
use crate::ui::widgets::icon::icon_text;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::rows::{Row, dense, dense_width, named_row, row_box, row_ui};
use crate::ui::widgets::text::{group, label, small, subheading};

/// The permissions with the names of their texts: a title, and what they allow.
const PERMISSIONS: [(Permission, &str, &str); 3] = [
    (
        Permission::ManageUsers,
        "permission-manage-users",
        "permission-manage-users-help",
    ),
    (
        Permission::SeeActivity,
        "permission-see-activity",
        "permission-see-activity-help",
    ),
    (
        Permission::EditSettings,
        "permission-edit-settings",
        "permission-edit-settings-help",
    ),
];

/// Draws the role that is edited, or the list.
pub(crate) fn roles_ui(
    ui: &mut Ui,
    screen: &mut SettingsScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let open = screen.role.filter(|at| *at < screen.form.roles.len());
    let focus = screen
        .focus
        .take_if(|focus| matches!(focus, Field::Role(_)));
    let event = if let Some(at) = open {
        ui.scope(|ui| editor_ui(ui, at, (screen, focus), draw))
            .inner
    } else {
        list_ui(ui, (screen, focus), draw.messages)
    };
    event.map(Event::Role)
}

fn list_ui(
    ui: &mut Ui,
    (screen, focus): (&SettingsScreen, Option<Field>),
    messages: &Messages,
) -> Option<RoleEvent> {
    let roles = &screen.form.roles;
    let mut event = None;
    if roles.is_empty() {
        let text = messages.message("settings-role-none", &[]);
        empty(ui, Scene::NoPages, &text);
    } else {
        row_box(ui, |ui| {
            for at in 0..roles.len() {
                let has_focus = focus == Some(Field::Role(at));
                event = role_row(ui, at, (screen, has_focus), messages).or(event);
            }
        });
        ui.add_space(SMALL_GAP);
    }
    let add = secondary(ui, &messages.get("settings-role-add"), true);
    add.clicked().then_some(RoleEvent::Add).or(event)
}

/// Returns the name of a role as the list shows it.
fn shown_name(role: &RoleForm, messages: &Messages) -> String {
    let name = match role.name.trim() {
        "" => messages.get("settings-role-new").into_owned(),
        name => name.to_owned(),
    };
    if role.is_removed {
        messages.with("settings-page-removed", &[("title", name.into())])
    } else {
        name
    }
}

fn role_row(
    ui: &mut Ui,
    at: usize,
    (screen, has_focus): (&SettingsScreen, bool),
    messages: &Messages,
) -> Option<RoleEvent> {
    let role = &screen.form.roles[at];
    let name = shown_name(role, messages);
    let mut lines = vec![permissions_text(role, messages)];
    let titles: Vec<_> = pages(&screen.form.pages)
        .filter(|page| role.pages.iter().any(|id| id.0 == page.id))
        .map(|page| page.title.as_str())
        .collect();
    if !titles.is_empty() {
        let pages = [("pages", titles.join(", ").into())];
        lines.push(messages.with("settings-role-pages-of", &pages));
    }
    lines.extend(approvals_text(role, messages));
    let row = Row {
        icon: if role.granted().is_any() {
            "shield_person"
        } else {
            "badge"
        },
        colour: None,
        title: &name,
        lines: &lines,
    };
    let text = messages.get("users-edit");
    let width = dense_width(ui, [text.as_ref()]);
    named_row(ui, ("role", at), |ui| {
        row_ui(ui, &row, width, |ui| {
            let edit = dense(ui, &text);
            // Back from the form of the role, the focus is where it was before.
            if has_focus {
                edit.request_focus();
            }
            edit.widget_info(|| {
                let title = [("title", name.as_str().into())];
                let label = messages.with("settings-page-edit-named", &title);
                WidgetInfo::labeled(Role::Button, true, label)
            });
            edit.clicked().then_some(RoleEvent::Open(at))
        })
    })
}

/// Returns what users with a role may do.
fn permissions_text(role: &RoleForm, messages: &Messages) -> String {
    if role.is_admin() {
        return messages.get("settings-role-all").into_owned();
    }
    let given = PERMISSIONS.iter();
    let given = given.filter(|(permission, ..)| role.permissions.contains(permission));
    let names: Vec<_> = given.map(|(_, name, _)| messages.get(name)).collect();
    if names.is_empty() {
        return messages.get("settings-role-no-permissions").into_owned();
    }
    names.join(", ")
}

/// Returns which actions of others the users with a role can approve, if any.
fn approvals_text(role: &RoleForm, messages: &Messages) -> Option<String> {
    let actions = [("actions", role.approvals.join(", ").into())];
    (!role.approvals.is_empty()).then(|| messages.with("settings-role-approvals", &actions))
}

/// Returns the pages that a role can open: those that are in the file and stay there.
fn pages(pages: &[PageForm]) -> impl Iterator<Item = &PageForm> {
    pages.iter().filter(|page| !page.is_new && !page.is_removed)
}

fn editor_ui(
    ui: &mut Ui,
    at: usize,
    (screen, focus): (&mut SettingsScreen, Option<Field>),
    draw: &mut Draw<'_>,
) -> Option<RoleEvent> {
    let messages = draw.messages;
    let back = link(ui, &messages.get("users-back"), true);
    let event = back.clicked().then_some(RoleEvent::Close);
    let own = screen.permissions;
    let role = &mut screen.form.roles[at];
    let before = role.before.as_ref();
    let saved = screen.saved.roles.iter();
    let mut saved = saved.filter(|saved| saved.before.is_some());
    let saved = saved.find(|saved| saved.before.as_ref() == before);
    let is_allowed = saved.is_none_or(|saved| own.includes(saved.granted()));
    let name = shown_name(role, messages);
    group(ui, &name);
    subheading(ui, &name);
    if role.is_removed {
        let keep = secondary(ui, &messages.get("settings-role-keep"), true);
        if focus.is_some() {
            keep.request_focus();
        }
        return keep.clicked().then_some(RoleEvent::Keep(at)).or(event);
    }
    if !role.is_admin() {
        let mut fields = Form {
            errors: &mut screen.errors,
            focus,
            is_enabled: is_allowed,
        };
        let text = messages.get("settings-role-name");
        let help = (!role.is_new()).then(|| messages.get("settings-role-name-help"));
        let options = FieldOptions {
            help,
            ..fields.options(Field::Role(at), text, messages)
        };
        let response = text_field(ui, &mut role.name, &options, &mut draw.cache.fields);
        fields.note(Field::Role(at), response.changed);
    }
    ui.scope(|ui| permissions_ui(ui, role, (own, is_allowed), messages));
    ui.scope(|ui| pages_ui(ui, role, (&screen.form.pages, is_allowed), messages));
    if let Some(text) = approvals_text(role, messages) {
        small(ui, &text);
    }
    ui.add_space(SMALL_GAP);
    let remove = [("settings-role-remove", RoleEvent::Remove(at))];
    button_row(ui, messages, is_allowed, remove).or(event)
}

/// Draws the permissions of a role. The user can give only those that they have (R32).
fn permissions_ui(
    ui: &mut Ui,
    role: &mut RoleForm,
    (own, is_allowed): (Permissions, bool),
    messages: &Messages,
) {
    let name = messages.get("settings-role-permissions");
    group(ui, &name);
    label(ui, &name);
    if role.is_admin() {
        small(ui, &messages.get("settings-role-all"));
        ui.add_space(SMALL_GAP);
        return;
    }
    for (permission, name, help) in PERMISSIONS {
        let mut is_on = role.permissions.contains(&permission);
        let is_enabled = is_allowed && own.may(permission);
        let name = messages.get(name);
        let help = messages.get(help);
        let response = checkbox(ui, &mut is_on, &name, is_enabled);
        if response.changed() {
            role.set_permission(permission, is_on);
        }
        let describe = |node: &mut egui::accesskit::Node| node.set_description(&*help);
        ui.ctx().accesskit_node_builder(response.id, describe);
        small(ui, &help);
    }
    let has_all = PERMISSIONS.iter().all(|(of, ..)| own.may(*of));
    if !has_all || !is_allowed {
        let colour = palette(ui.visuals()).weak;
        let text = messages.get("settings-role-limit");
        icon_text(ui, ("lock", 18.0), &text, colour);
    }
    ui.add_space(SMALL_GAP);
}

/// Draws the pages that a role opens in addition to those that name it.
fn pages_ui(
    ui: &mut Ui,
    role: &mut RoleForm,
    (all, is_allowed): (&[PageForm], bool),
    messages: &Messages,
) {
    let mut shown = pages(all).peekable();
    if shown.peek().is_none() {
        return;
    }
    let name = messages.get("settings-role-pages");
    group(ui, &name);
    label(ui, &name);
    for page in shown {
        let id = PageId(page.id.clone());
        let mut is_on = role.pages.contains(&id);
        if checkbox(ui, &mut is_on, &page.title, is_allowed).changed() {
            role.set_page(id, is_on);
        }
    }
    ui.add_space(SMALL_GAP);
}
