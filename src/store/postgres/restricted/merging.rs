//! The settings of several sessions in one: each session sees the pages that its user may open.

use std::sync::Arc;

use crate::domain::page::Page;
use crate::domain::role::RoleRule;
use crate::domain::settings::Settings;
use crate::store::postgres::restricted::known::Part;

/// Returns the settings with the pages and the rules of all parts. The parts have everything else in common.
pub(super) fn merged(parts: &[Arc<Part>]) -> Settings {
    let mut parts = parts.iter().map(|part| &part.settings);
    let mut settings = parts.next().cloned().unwrap_or_default();
    for part in parts {
        add_pages(&mut settings.views, &part.views);
        for rule in &part.roles {
            add_rule(&mut settings.roles, rule);
        }
        // A part outside the times of its user has none.
        if settings.approvals.is_empty() {
            settings.approvals.clone_from(&part.approvals);
        }
    }
    settings
}

/// Adds the pages that are not there yet, each behind the one that is before it.
fn add_pages(pages: &mut Vec<Page>, others: &[Page]) {
    let mut next = 0;
    for other in others {
        if let Some(at) = pages.iter().position(|page| page.id == other.id) {
            let access = &mut pages[at].access;
            access.everyone |= other.access.everyone;
            add(&mut access.roles, &other.access.roles);
            add(&mut access.users, &other.access.users);
            next = at + 1;
        } else {
            pages.insert(next.min(pages.len()), other.clone());
            next += 1;
        }
    }
}

fn add_rule(rules: &mut Vec<RoleRule>, other: &RoleRule) {
    let Some(rule) = rules.iter_mut().find(|rule| rule.role == other.role) else {
        rules.push(other.clone());
        return;
    };
    add(&mut rule.permissions, &other.permissions);
    add(&mut rule.pages, &other.pages);
}

fn add<T: PartialEq + Clone>(items: &mut Vec<T>, others: &[T]) {
    for other in others {
        if !items.contains(other) {
            items.push(other.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::page::{PageAccess, PageContent, PageId};

    fn pages(ids: &str) -> Vec<Page> {
        let page = |id: char| {
            let content = PageContent::Markdown(String::new());
            let id = PageId(id.to_string());
            Page::new(id, String::new(), PageAccess::default(), content)
        };
        ids.chars().map(page).collect()
    }

    #[test]
    fn pages_of_two_sessions_keep_the_order_of_each() {
        for (one, other, both) in [
            ("", "ab", "ab"),
            ("ab", "", "ab"),
            ("ad", "bd", "bad"),
            ("bd", "abcd", "abcd"),
            ("ac", "bc", "bac"),
            ("abc", "bd", "abdc"),
        ] {
            let mut all = pages(one);
            add_pages(&mut all, &pages(other));
            let ids: String = all.iter().map(|page| page.id.0.as_str()).collect();
            assert_eq!(ids, both, "{one} {other}");
        }
    }
}
