//! What is different between two states of the settings, for those who are to decide about it.

use std::collections::{BTreeSet, HashSet};

use crate::domain::changed_setting::ChangedSetting;
use crate::domain::page::{LaunchItem, Page, PageContent, PageId, Target};
use crate::domain::role::RoleRule;
use crate::domain::setting::{SETTINGS, SettingValue};
use crate::domain::settings::Settings;

/// A setting that is different. It holds no secret: of the mail server only that it is another one.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingChange {
    /// The setting.
    pub setting: ChangedSetting,
    /// The values before and after; absent for pages, roles and the mail server.
    pub values: Option<[SettingValue; 2]>,
}

impl SettingChange {
    fn without_values(setting: ChangedSetting) -> Self {
        Self {
            setting,
            values: None,
        }
    }

    /// Returns `true` if only the owner of the file may change the setting.
    #[must_use]
    pub fn is_of_owner(&self) -> bool {
        match &self.setting {
            ChangedSetting::Setting(info) => info.group.is_none(),
            ChangedSetting::Approval(_) | ChangedSetting::PageApproval(_) => true,
            _ => false,
        }
    }
}

/// Returns what is different, in the order of the form.
#[must_use]
pub fn changes_between(before: &Settings, after: &Settings) -> Vec<SettingChange> {
    let values = SETTINGS.iter().filter_map(|info| {
        let [old, new] = [before, after].map(|of| info.now(of).value());
        (old != new).then_some(SettingChange {
            setting: ChangedSetting::Setting(info),
            values: Some([old, new]),
        })
    });
    let mut changes: Vec<_> = values.collect();
    let others = others_between(before, after).into_iter();
    changes.extend(others.map(SettingChange::without_values));
    changes
}

/// Returns the items that programs are started with, or files and links opened, and that no page had before.
#[must_use]
pub fn new_items<'a>(
    before: &Settings,
    after: impl IntoIterator<Item = &'a PageContent>,
) -> Vec<LaunchItem> {
    let items = |content: &PageContent| match content {
        PageContent::Launch(items) => items.clone(),
        _ => Vec::new(),
    };
    let old: Vec<_> = before
        .views
        .iter()
        .flat_map(|page| items(&page.content))
        .collect();
    let new = after.into_iter().flat_map(items);
    new.filter(|item| !old.contains(item)).collect()
}

fn others_between(before: &Settings, after: &Settings) -> Vec<ChangedSetting> {
    let mut changes = Vec::new();
    if before.mail != after.mail {
        changes.push(ChangedSetting::Mail);
    }
    let name = |rule: &RoleRule| rule.role.as_str().to_owned();
    let rule = |settings: &Settings, rule: &RoleRule| {
        let mut rules = settings.roles.iter();
        rules.find(|other| other.role == rule.role).cloned()
    };
    for role in &after.roles {
        if rule(before, role).as_ref() != Some(role) {
            changes.push(ChangedSetting::Role(name(role)));
        }
    }
    for role in &before.roles {
        if rule(after, role).is_none() {
            changes.push(ChangedSetting::RemovedRole(name(role)));
        }
    }
    let approval = |before: &Settings, after: &Settings| -> Vec<_> {
        let changed = before
            .approvals
            .iter()
            .filter(|rule| after.approval(&rule.action) != Some(rule));
        let changed = changed.map(|rule| ChangedSetting::Approval(rule.action.clone()));
        changed.collect()
    };
    changes.extend(approval(before, after));
    let new = approval(after, before).into_iter();
    let new: Vec<_> = new.filter(|of| !changes.contains(of)).collect();
    changes.extend(new);
    changes.extend(changed_approvals(before, after));
    let page = |settings: &Settings, id: &PageId| {
        let found = settings.views.iter().find(|page| page.id == *id);
        found.map(content_of)
    };
    for new in &after.views {
        match page(before, &new.id) {
            None => changes.push(ChangedSetting::NewPage(new.id.clone())),
            Some(old) if old != content_of(new) => {
                changes.push(ChangedSetting::Page(new.id.clone()));
            }
            Some(_) => {}
        }
    }
    for old in &before.views {
        if page(after, &old.id).is_none() {
            changes.push(ChangedSetting::RemovedPage(old.id.clone()));
        }
    }
    let order = |of: &Settings, other: &Settings| -> Vec<PageId> {
        let kept = of
            .views
            .iter()
            .filter(|view| page(other, &view.id).is_some());
        kept.map(|view| view.id.clone()).collect()
    };
    if order(before, after) != order(after, before) {
        changes.push(ChangedSetting::PageOrder);
    }
    changes
}

/// Returns the pages of which something else is to be approved by a second person afterwards: of the page, or of the targets of its
/// items.
#[must_use]
pub fn changed_approvals(before: &Settings, after: &Settings) -> Vec<ChangedSetting> {
    let of = |settings: &Settings| {
        let pages = settings.views.iter();
        pages.flat_map(approvals_of).collect::<HashSet<_>>()
    };
    let (before, after) = (of(before), of(after));
    let changed = before.symmetric_difference(&after);
    let pages: BTreeSet<_> = changed.map(|(page, _, _)| page.clone()).collect();
    pages
        .into_iter()
        .map(ChangedSetting::PageApproval)
        .collect()
}

/// Returns what of a page has to be approved, and with which actions.
fn approvals_of(page: &Page) -> Vec<(PageId, Option<Target>, String)> {
    let items = match &page.content {
        PageContent::Launch(items) => items.as_slice(),
        _ => &[],
    };
    let items = items.iter().filter_map(|item| {
        let action = item.approval.clone()?;
        Some((page.id.clone(), Some(item.target.clone()), action))
    });
    let whole = page.approval.clone();
    let whole = whole.map(|action| (page.id.clone(), None, action));
    items.chain(whole).collect()
}

/// Returns a page without its position, which says nothing about it.
fn content_of(page: &Page) -> Page {
    Page {
        position: crate::domain::problem::Position::START,
        ..page.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::page::PageAccess;
    use crate::domain::role::{Permission, Role};

    fn page(id: &str, text: &str) -> Page {
        let content = PageContent::Markdown(text.to_owned());
        let id = PageId(id.to_owned());
        Page::new(id, "A page".to_owned(), PageAccess::default(), content)
    }

    fn role(name: &str, permissions: &[Permission]) -> RoleRule {
        RoleRule {
            role: Role::parse(name).expect("a role"),
            permissions: permissions.to_vec(),
            pages: Vec::new(),
        }
    }

    #[test]
    fn every_difference_is_found_and_what_is_the_same_is_not() {
        let before = Settings {
            title: Some("Shop".to_owned()),
            roles: vec![role("till", &[]), role("desk", &[])],
            views: vec![page("one", "1"), page("two", "2"), page("three", "3")],
            ..Settings::default()
        };
        assert_eq!(changes_between(&before, &before), []);
        let mut after = Settings {
            title: None,
            roles: vec![role("till", &[Permission::SeeActivity]), role("bench", &[])],
            views: vec![page("two", "2"), page("one", "changed"), page("four", "4")],
            ..Settings::default()
        };
        after.activity.days += 1;
        let changes = changes_between(&before, &after);
        let names: Vec<_> = changes.iter().map(|of| of.setting.to_string()).collect();
        let expected = [
            "app.title",
            "activity.days",
            "role \"till\"",
            "role \"bench\"",
            "role \"desk\" removed",
            "page one",
            "new page four",
            "page three removed",
            "order of pages",
        ];
        assert_eq!(names, expected);
        let title = [SettingValue::Text("Shop".to_owned()), SettingValue::Nothing];
        assert_eq!(changes[0].values, Some(title));
        let of_owner: Vec<_> = changes.iter().map(SettingChange::is_of_owner).collect();
        assert_eq!(of_owner.iter().filter(|of| **of).count(), 1);
        assert!(of_owner[1]);
    }

    #[test]
    fn a_page_that_only_moved_in_the_file_is_the_same() {
        let of = |position| Settings {
            views: vec![Page {
                position,
                ..page("one", "1")
            }],
            ..Settings::default()
        };
        let start = crate::domain::problem::Position::START;
        let below = crate::domain::problem::Position { line: 9, ..start };
        assert_eq!(changes_between(&of(start), &of(below)), []);
    }
}
