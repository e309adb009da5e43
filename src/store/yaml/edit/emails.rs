//! Edits to the e-mail addresses that may register.

use std::collections::HashSet;

use crate::domain::email::Email;

use crate::store::yaml::edit::splice::Refused;
use crate::store::yaml::edit::text::Draft;
use crate::store::yaml::edit::value::Value;
use crate::store::yaml::tree::{Kind, Node};

/// Every key under which the allowed e-mail addresses can be listed.
const PRE_AUTHORISED: [&[&str]; 4] = [
    &["preauthorized"],
    &["preauthorized", "emails"],
    &["pre-authorized"],
    &["pre-authorized", "emails"],
];

/// Adds allowed e-mail addresses, in the form that the file uses.
pub(crate) fn invite(draft: &mut Draft<'_>, emails: &[Email]) -> Result<(), Refused> {
    let text = |email: &Email| email.as_str().to_owned();
    for path in PRE_AUTHORISED {
        let Some(entry) = draft.find(path) else {
            continue;
        };
        let Some(Kind::Sequence(items)) = draft.value(&entry).map(|list| &list.kind) else {
            continue;
        };
        let there = items
            .iter()
            .filter_map(|item| item.text().map(ToOwned::to_owned));
        let all = there.chain(emails.iter().map(text)).collect();
        return draft.replace(&entry, &Value::List(all));
    }
    let list = Value::List(emails.iter().map(text).collect());
    for section in ["pre-authorized", "preauthorized"] {
        if let Some(entry) = draft.find(&[section]) {
            return draft.set(&entry, "emails", &list);
        }
    }
    let fields = Value::Fields(vec![("emails".into(), list)]);
    draft.insert(&[], "pre-authorized", &fields)
}

/// Removes addresses from every list of allowed e-mail addresses.
pub(crate) fn uninvite(draft: &mut Draft<'_>, emails: &[&Email]) -> Result<(), Refused> {
    let emails: HashSet<&str> = emails.iter().map(|email| email.key()).collect();
    let is_it = |item: &Node<'_>| {
        let found = item.text().and_then(|text| Email::parse(text).ok());
        found.is_some_and(|found| emails.contains(found.key()))
    };
    for path in PRE_AUTHORISED {
        let Some(entry) = draft.find(path) else {
            continue;
        };
        let items = draft.value(&entry).map(Node::items).unwrap_or_default();
        if items.iter().any(is_it) {
            draft.remove_items(&entry, &is_it)?;
        }
    }
    Ok(())
}
