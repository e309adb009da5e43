//! The `approvals` section: which actions a second person approves, and who can.

use crate::domain::approval::{
    APPROVALS_MAX, ApprovalRule, VALID_SECONDS_MAX, VALID_SECONDS_MIN, is_action_name,
};
use crate::domain::built_in_action::{BuiltInAction, is_reserved};
use crate::domain::page::{Page, PageContent};
use crate::domain::problem::{Cause, Position, ValueType};
use crate::domain::settings::Settings;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::schema::ApprovalSchema;
use crate::store::yaml::types::Section;
use crate::store::yaml::values::Located;

/// Reads all rules. One that is not understood is an error: without it, the action could not be approved at all.
pub(crate) fn read_approvals(
    reader: &mut Reader<'_, '_>,
    entries: Vec<(Located<String>, Located<Section<ApprovalSchema>>)>,
) -> Vec<ApprovalRule> {
    let mut rules = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        if !is_action_name(&name.value) {
            reader.report(name.position, "approvals", Cause::ActionName);
            continue;
        }
        if rules.len() == APPROVALS_MAX {
            let cause = Cause::TooManyApprovals { max: APPROVALS_MAX };
            reader.report(name.position, "approvals", cause);
            break;
        }
        let path = format!("approvals.{}", name.value);
        let (position, mut rule) = (name.position, ApprovalRule::new(name.value));
        match value.value {
            Section::Fields(schema) => read_rule(reader, *schema, &path, &mut rule),
            Section::Other(found) => {
                reader.wrong_type(value.position, &path, ValueType::Mapping, found);
            }
        }
        if rule.roles.is_empty() {
            reader.report(position, &path, Cause::ApprovalWithoutRole);
        }
        rules.push(rule);
    }
    rules
}

fn read_rule(
    reader: &mut Reader<'_, '_>,
    schema: ApprovalSchema,
    path: &str,
    rule: &mut ApprovalRule,
) {
    let field = format!("{path}.roles");
    let roles = reader.list(schema.roles, &field);
    rule.roles = reader.roles(roles, &field);
    let flags = [
        (
            "allow_same_person",
            schema.allow_same_person,
            &mut rule.allow_same_person,
        ),
        (
            "require_reason",
            schema.require_reason,
            &mut rule.require_reason,
        ),
    ];
    for (key, value, flag) in flags {
        *flag = reader.flag(value.as_ref(), &format!("{path}.{key}"));
    }
    let field = format!("{path}.valid_seconds");
    let (min, max) = (VALID_SECONDS_MIN, VALID_SECONDS_MAX);
    let seconds = reader.whole_number(schema.valid_seconds.as_ref(), &field, min, max);
    rule.valid_seconds = seconds.unwrap_or(rule.valid_seconds);
    let field = format!("{path}.pin");
    rule.pin = reader.flag(schema.pin.as_ref(), &field);
    if let Some(pin) = schema.pin.filter(|_| rule.pin && is_reserved(&rule.action)) {
        reader.report(pin.position, &field, Cause::PinForBuiltIn);
    }
}

/// Warns if an administrator can make another approver without an approval, although what the program itself does needs one. What an
/// app asks for can be meant for others than administrators.
pub(crate) fn check_approvers(
    reader: &mut Reader<'_, '_>,
    settings: &Settings,
    position: Option<Position>,
) {
    let Some(position) = position else { return };
    let is_named = |action: BuiltInAction| settings.approval(action.name()).is_some();
    let items = |page: &Page| match &page.content {
        PageContent::Launch(items) => items.iter().any(|item| item.approval.is_some()),
        PageContent::Markdown(_) | PageContent::MarkdownFile(_) => false,
    };
    let mut pages = settings.views.iter();
    let is_used = BuiltInAction::ALL.into_iter().any(is_named)
        || pages.any(|page| page.approval.is_some() || items(page));
    if is_used && !is_named(BuiltInAction::GivePermissions) {
        reader.report(position, "approvals", Cause::ApproversNotApproved);
    }
}
