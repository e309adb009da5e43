//! Changes to the text of the credential file that touch nothing else (R58).
//!
//! An edit finds the bytes of what is to change, splices the text, parses the result and compares
//! it with the tree that the edit should have made. If they differ in anything, the edit is refused
//! with the place, and the text stays as it was. [`crate::store::yaml::verify`] then holds the people and
//! settings that are read from the result against those that were wanted.

mod list;
mod settings;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod value;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::domain::credential::StoredHash;
use crate::domain::customization::CustomValues;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::person_name::PersonName;
use crate::domain::problem::Position;
use crate::domain::recovery::{KeyVault, OneTimeCode};
use crate::domain::role::Role;
use crate::domain::user::{NewUser, UserPatch};
use crate::domain::user_key::{Sealed, WrappedKey};
use crate::domain::username::Username;
use crate::service::ports::Edit;

use crate::store::yaml::read::{Content, read_tree};
use crate::store::yaml::tree::{Kind, Node};

use crate::store::yaml::edit::text::{Draft, Spot};
use crate::store::yaml::edit::value::Value;

/// Where an edit could not be made.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) Position);

const USERNAMES: [&str; 2] = ["credentials", "usernames"];

/// Every place where the addresses of those who may register can stand.
const PRE_AUTHORISED: [&[&str]; 4] = [
    &["preauthorized"],
    &["preauthorized", "emails"],
    &["pre-authorized"],
    &["pre-authorized", "emails"],
];

/// Makes one change, and gives the new text with what is read from it.
pub(crate) fn apply(
    text: &str,
    change: &Edit,
    folder: &Path,
) -> Result<(String, Content), Refused> {
    let (edited, expected) = spliced(text, change)?;
    let parsed = Node::parse_people(&edited, None);
    let (tree, anchors) = parsed.map_err(|(position, _)| Refused(position))?;
    if !tree.says_the_same(&expected) {
        return Err(Refused(expected.position()));
    }
    drop(expected);
    let (content, problems) = read_tree(&edited, tree, &anchors, folder);
    // Nothing is written that this program would not read again.
    let position = || {
        problems
            .first()
            .map_or(Position::START, |problem| problem.position)
    };
    let content = content.ok_or_else(|| Refused(position()))?;
    Ok((edited, content))
}

fn spliced<'t>(text: &'t str, change: &Edit) -> Result<(String, Node<'t>), Refused> {
    let mut draft = Draft::new(text)?;
    match change {
        Edit::Add { user, hash } => {
            add(&mut draft, user, hash)?;
            uninvite(&mut draft, &[&user.email])?;
        }
        Edit::Update(patches) => update_all(&mut draft, patches)?,
        Edit::Rename { from, to } => rename(&mut draft, from, to)?,
        Edit::Remove(username) => remove(&mut draft, username)?,
        Edit::Import { add: new, update } => {
            update_all(&mut draft, update)?;
            for (user, hash) in new {
                add(&mut draft, user, hash)?;
            }
            let emails: Vec<_> = new.iter().map(|(user, _)| &user.email).collect();
            uninvite(&mut draft, &emails)?;
        }
        Edit::Invite(emails) => invite(&mut draft, emails)?,
        Edit::Uninvite(email) => uninvite(&mut draft, &[email])?,
        Edit::Set(settings) => settings::set(&mut draft, settings)?,
    }
    draft.finish()
}

fn update_all(draft: &mut Draft<'_>, patches: &[(Username, UserPatch)]) -> Result<(), Refused> {
    let people = people(draft);
    for (username, patch) in patches {
        let spot = people.get(username.key());
        let spot = spot.ok_or(Refused(draft.tree.locate(&USERNAMES)))?;
        update(draft, spot, patch)?;
    }
    Ok(())
}

/// Where everybody stands, by folded username.
fn people(draft: &Draft<'_>) -> HashMap<String, Spot> {
    let Some(users) = draft.spot(&USERNAMES) else {
        return HashMap::new();
    };
    let entries = draft.value(&users).map(Node::entries).unwrap_or_default();
    let keys = entries.iter().enumerate();
    let spot = |at| [users.as_slice(), &[at]].concat();
    keys.filter_map(|(at, (key, _))| Some((fold(key.text()?.trim()), spot(at))))
        .collect()
}

fn person(draft: &Draft<'_>, username: &Username) -> Result<Spot, Refused> {
    let found = people(draft).remove(username.key());
    found.ok_or(Refused(draft.tree.locate(&USERNAMES)))
}

/// Adds a person.
fn add(draft: &mut Draft<'_>, user: &NewUser, hash: &StoredHash) -> Result<(), Refused> {
    let users = draft.spot(&USERNAMES);
    let users = users.ok_or(Refused(draft.tree.locate(&USERNAMES)))?;
    // The forms of the name are the newer ones of the peer.
    let mut fields = vec![
        ("email".into(), Value::Text(user.email.as_str().to_owned())),
        ("first_name".into(), Value::Text(user.name.first.clone())),
        ("last_name".into(), Value::Text(user.name.last.clone())),
        ("password".into(), Value::Text(hash.as_str().to_owned())),
        ("roles".into(), role_list(&user.roles)),
    ];
    if user.is_pending {
        fields.push(("pending".into(), Value::Bare("true".to_owned())));
    }
    if !user.fields.is_empty() {
        fields.push(("fields".into(), values(&user.fields)));
    }
    let key_vault = fields_of(&user.key_vault).into_iter();
    fields.extend(key_vault.filter_map(|(key, value)| Some((key.into(), value?))));
    draft.insert(&users, user.username.as_str(), &Value::Fields(fields))
}

fn update(draft: &mut Draft<'_>, spot: &[usize], patch: &UserPatch) -> Result<(), Refused> {
    let text = |text: &str| Value::Text(text.to_owned());
    // First, because what goes into a list or a mapping that ends the entry must come before the keys that
    // follow it. Only one of the two ends it.
    let has_fields = draft.child(spot, &["fields"]).is_some();
    let mut emptied = Vec::new();
    if has_fields {
        emptied = update_values(draft, spot, &patch.fields)?;
    }
    if let Some(roles) = &patch.roles {
        draft.set(spot, "roles", &role_list(roles))?;
    }
    if !has_fields {
        update_values(draft, spot, &patch.fields)?;
    }
    if let Some(email) = &patch.email {
        draft.set(spot, "email", &text(email.as_str()))?;
    }
    update_name(draft, spot, patch)?;
    if let Some(hash) = &patch.hash {
        draft.set(spot, "password", &text(hash.as_str()))?;
    }
    if let Some(disabled) = patch.disabled {
        draft.set(spot, "disabled", &Value::Bare(disabled.to_string()))?;
    }
    if let Some(is_pending) = patch.is_pending {
        draft.set(spot, "pending", &Value::Bare(is_pending.to_string()))?;
    }
    if let Some(must_change) = patch.must_change_password {
        let value = Value::Bare(must_change.to_string());
        draft.set(spot, "must_change_password", &value)?;
    }
    if let Some(epoch) = patch.session_epoch {
        draft.set(spot, "session_epoch", &Value::Bare(epoch.to_string()))?;
    }
    if let Some(Some(picture)) = &patch.picture {
        let path = picture.to_str().ok_or(Refused(draft.tree.position()))?;
        draft.set(spot, "picture", &text(path))?;
    }
    // What is taken out comes last, so that the places of the others stay what they are.
    let mut gone = match &patch.key_vault {
        Some(key_vault) => update_safeguards(draft, spot, key_vault)?,
        None => Vec::new(),
    };
    if patch.picture == Some(None) {
        gone.extend(draft.child(spot, &["picture"]));
    }
    gone.extend(emptied);
    draft.remove_all(gone)
}

/// Writes what an app keeps about somebody, and gives where what is there no more stands.
fn update_values(
    draft: &mut Draft<'_>,
    spot: &[usize],
    changes: &BTreeMap<String, Option<String>>,
) -> Result<Vec<Spot>, Refused> {
    let set: CustomValues = changes
        .iter()
        .filter_map(|(key, value)| Some((key.clone(), value.clone()?)))
        .collect();
    let there = draft.child(spot, &["fields"]);
    let is_mapping = |spot: &Spot| {
        let node = draft.value(spot);
        node.is_some_and(|node| matches!(&node.kind, Kind::Mapping(entries) if !entries.is_empty()))
    };
    let Some(fields) = there.filter(is_mapping) else {
        if !set.is_empty() {
            draft.set(spot, "fields", &values(&set))?;
        }
        return Ok(Vec::new());
    };
    let entries = draft.value(&fields).map_or(0, |node| node.entries().len());
    let cleared = changes.iter().filter(|(_, value)| value.is_none());
    let mut gone: Vec<Spot> = cleared
        .filter_map(|(key, _)| draft.child(&fields, &[key]))
        .collect();
    for (key, value) in &set {
        let value = Value::Text(value.clone());
        if let Some(spot) = draft.child(&fields, &[key]) {
            draft.replace(&spot, &value)?;
        } else if let Some(spot) = gone.pop() {
            // What comes takes the line of what goes: a mapping is not emptied and filled in one step.
            draft.rename(&spot, key)?;
            draft.replace(&spot, &value)?;
        } else {
            draft.insert(&fields, key, &value)?;
        }
    }
    // A mapping that has lost everything goes itself.
    if gone.len() == entries {
        return Ok(vec![fields]);
    }
    Ok(gone)
}

fn values(values: &CustomValues) -> Value {
    let pair = |(key, value): (&String, &String)| (key.clone().into(), Value::Text(value.clone()));
    Value::Fields(values.iter().map(pair).collect())
}

/// Writes what protects an account, and gives where what it has no more of stands.
fn update_safeguards(
    draft: &mut Draft<'_>,
    spot: &[usize],
    key_vault: &KeyVault,
) -> Result<Vec<Spot>, Refused> {
    let mut gone = Vec::new();
    for (key, value) in fields_of(key_vault) {
        match value {
            Some(value) => draft.set(spot, key, &value)?,
            None => gone.extend(draft.child(spot, &[key])),
        }
    }
    Ok(gone)
}

/// What protects an account, as it is written.
fn fields_of(key_vault: &KeyVault) -> [(&'static str, Option<Value>); 4] {
    let key = key_vault.key.as_ref().map(WrappedKey::to_text);
    let codes: Vec<_> = key_vault.codes.iter().map(Sealed::to_text).collect();
    let totp = key_vault.totp.as_ref().map(Sealed::to_text);
    let reset = key_vault.reset.as_ref().map(OneTimeCode::to_text);
    [
        ("user_key", key.map(Value::Text)),
        (
            "recovery_codes",
            (!codes.is_empty()).then_some(Value::List(codes)),
        ),
        ("totp", totp.map(Value::Text)),
        ("reset_code", reset.map(Value::Text)),
    ]
}

/// Writes the name in the form or the forms that the entry has. One that has only the older form
/// gets the newer one beside it when the older one cannot say where the first name ends.
fn update_name(draft: &mut Draft<'_>, spot: &[usize], patch: &UserPatch) -> Result<(), Refused> {
    if patch.first_name.is_none() && patch.last_name.is_none() {
        return Ok(());
    }
    let old = |key: &str| -> Option<String> {
        let spot = draft.child(spot, &[key])?;
        let text = draft.value(&spot)?.text()?;
        (!text.trim().is_empty()).then(|| text.to_owned())
    };
    let (first, last, full) = (old("first_name"), old("last_name"), old("name"));
    let has_parts = first.is_some() || last.is_some();
    let before = match &full {
        Some(full) if !has_parts => PersonName::from_full(full),
        _ => PersonName::new(&first.unwrap_or_default(), &last.unwrap_or_default()),
    };
    let after = before.with(patch.first_name.as_deref(), patch.last_name.as_deref());
    if full.is_some() {
        draft.set(spot, "name", &Value::Text(after.full()))?;
    }
    if has_parts || full.is_none() || PersonName::from_full(&after.full()) != after {
        draft.set(spot, "first_name", &Value::Text(after.first))?;
        draft.set(spot, "last_name", &Value::Text(after.last))?;
    }
    Ok(())
}

fn rename(draft: &mut Draft<'_>, from: &Username, to: &Username) -> Result<(), Refused> {
    let spot = person(draft, from)?;
    draft.rename(&spot, to.as_str())?;
    let is_them = is_username(from);
    for spot in lists_of_users(draft, &is_them) {
        draft.rename_items(&spot, &is_them, to.as_str())?;
    }
    Ok(())
}

/// Takes a person out, and off the pages: whoever gets the name later must not find them open.
fn remove(draft: &mut Draft<'_>, username: &Username) -> Result<(), Refused> {
    let spot = person(draft, username)?;
    let is_them = is_username(username);
    for spot in lists_of_users(draft, &is_them) {
        draft.remove_items(&spot, &is_them)?;
    }
    draft.remove(&spot)
}

fn is_username(username: &Username) -> impl Fn(&Node<'_>) -> bool {
    let username = username.clone();
    move |item| {
        item.text()
            .is_some_and(|text| fold(text.trim()) == username.key())
    }
}

/// The `users` of pages that name somebody. One that is no list gets refused by the edit.
fn lists_of_users(draft: &Draft<'_>, is_them: &dyn Fn(&Node<'_>) -> bool) -> Vec<Spot> {
    let Some(views) = draft.spot(&["views"]) else {
        return Vec::new();
    };
    let count = draft.value(&views).map_or(0, |node| node.entries().len());
    let list = |at| draft.child(&[views.as_slice(), &[at]].concat(), &["users"]);
    let names = |spot: &Spot| {
        let node = draft.value(spot);
        node.is_some_and(|node| is_them(node) || node.items().iter().any(is_them))
    };
    (0..count).filter_map(list).filter(names).collect()
}

/// Puts addresses on the list of those who may register, in whichever form the file has it.
fn invite(draft: &mut Draft<'_>, emails: &[Email]) -> Result<(), Refused> {
    let text = |email: &Email| email.as_str().to_owned();
    for path in PRE_AUTHORISED {
        let Some(spot) = draft.spot(path) else {
            continue;
        };
        let Some(Kind::Sequence(items)) = draft.value(&spot).map(|list| &list.kind) else {
            continue;
        };
        let there = items
            .iter()
            .filter_map(|item| item.text().map(ToOwned::to_owned));
        let all = there.chain(emails.iter().map(text)).collect();
        return draft.replace(&spot, &Value::List(all));
    }
    let list = Value::List(emails.iter().map(text).collect());
    for section in ["pre-authorized", "preauthorized"] {
        if let Some(spot) = draft.spot(&[section]) {
            return draft.set(&spot, "emails", &list);
        }
    }
    let fields = Value::Fields(vec![("emails".into(), list)]);
    draft.insert(&[], "pre-authorized", &fields)
}

/// Takes addresses off every list of those who may register.
fn uninvite(draft: &mut Draft<'_>, emails: &[&Email]) -> Result<(), Refused> {
    let emails: HashSet<&str> = emails.iter().map(|email| email.key()).collect();
    let is_it = |item: &Node<'_>| {
        let found = item.text().and_then(|text| Email::parse(text).ok());
        found.is_some_and(|found| emails.contains(found.key()))
    };
    for path in PRE_AUTHORISED {
        let Some(spot) = draft.spot(path) else {
            continue;
        };
        let items = draft.value(&spot).map(Node::items).unwrap_or_default();
        if items.iter().any(is_it) {
            draft.remove_items(&spot, &is_it)?;
        }
    }
    Ok(())
}

fn role_list(roles: &[Role]) -> Value {
    Value::List(roles.iter().map(|role| role.as_str().to_owned()).collect())
}
