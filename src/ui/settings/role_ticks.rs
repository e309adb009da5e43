//! Draws the choice of roles for a setting.

use egui::Ui;

use crate::domain::name_list::{joined, split};
use crate::domain::role::ADMIN;
use crate::domain::setting::SettingInfo;
use crate::domain::settings::ALL_USERS;
use crate::messages::Messages;
use crate::screen::settings::RoleForm;

use crate::ui::theme::SMALL_GAP;
use crate::ui::widgets::checkbox::checkbox;
use crate::ui::widgets::text::{group, label, small};

/// The path of the roles of new users in the file.
const NEW_USERS: &str = "registration.roles";

/// Returns the names of the roles that can be chosen, each with whether users who register may get it: a role with
/// permissions would give them to everyone (R32).
pub(crate) fn role_names(roles: &[RoleForm]) -> Vec<(String, bool)> {
    let mut names = vec![(ADMIN.to_owned(), false)];
    let listed = roles.iter().filter_map(|role| {
        let name = role.before.clone()?;
        Some((name, !role.granted().is_any()))
    });
    names.extend(listed.filter(|(name, _)| name != ADMIN));
    names
}

/// Draws a checkbox for each role, and one for all users if the setting knows that.
pub(crate) fn role_ticks(
    ui: &mut Ui,
    info: &SettingInfo,
    text: &mut String,
    (roles, with_all): (&[(String, bool)], bool),
    messages: &Messages,
) {
    let is_for_new_users = info.path == NEW_USERS;
    let name = messages.get(info.label);
    let mut chosen = split(text);
    let mut all: Vec<String> = Vec::new();
    all.extend(with_all.then(|| ALL_USERS.to_owned()));
    all.extend(roles.iter().map(|(name, _)| name.clone()));
    let others = chosen.iter().filter(|name| !all.contains(name)).cloned();
    let others: Vec<_> = others.collect();
    all.extend(others);
    let is_for_all = with_all && chosen.iter().any(|name| name == ALL_USERS);
    ui.push_id(info.path, |ui| {
        ui.vertical(|ui| {
            group(ui, &name);
            label(ui, &name);
            for role in all {
                let mut is_on = chosen.contains(&role);
                let is_all = with_all && role == ALL_USERS;
                let label = if is_all {
                    messages.get("settings-all-users")
                } else {
                    role.as_str().into()
                };
                let is_refused = is_for_new_users && roles.contains(&(role.clone(), false));
                // One that is chosen all the same can be taken away.
                let is_enabled = (is_all || !is_for_all) && (is_on || !is_refused);
                if checkbox(ui, &mut is_on, &label, is_enabled).changed() {
                    chosen.retain(|name| *name != role);
                    chosen.extend(is_on.then_some(role));
                    *text = joined(chosen.iter().map(String::as_str));
                }
            }
            if let Some(help) = info.help {
                small(ui, &messages.get(help));
            }
        });
    });
    ui.add_space(SMALL_GAP);
}
