//! The ids of accounts, which tell an account from an earlier one with the same username (R82).

use crate::domain::account_id::AccountId;
use crate::domain::problem::Cause;

use crate::store::yaml::reader::Reader;
use crate::store::yaml::types::{At, Scalar};

impl Reader<'_, '_> {
    /// Reads the id of an account. One that is damaged is ignored: the account has the id that follows from its
    /// username then.
    pub(crate) fn account_id(&mut self, value: At<Scalar>, path: &str) -> Option<AccountId> {
        let found = value.filter(|value| !matches!(value.value, Scalar::Nothing))?;
        let id = match &found.value {
            Scalar::Text(text) => AccountId::parse(text.trim()),
            _ => None,
        };
        if id.is_none() {
            self.report(
                found.position,
                format_args!("{path}.account_id"),
                Cause::AccountId,
            );
        }
        id
    }

    /// Gives each user an id that no other user has. An id in several entries was copied, and counts in none of them,
    /// so that no account gets what is stored about another one.
    pub(crate) fn settle_account_ids(&mut self) {
        let ids = std::mem::take(&mut self.written_ids).into_iter();
        let mut written: Vec<(AccountId, usize)> = ids
            .enumerate()
            .filter_map(|(at, id)| Some((id?, at)))
            .collect();
        if written.is_empty() {
            return;
        }
        written.sort_unstable();
        for same in written.chunk_by(|(a, _), (b, _)| a == b) {
            if let [(_, first), (_, second), ..] = same {
                self.report_shared_id(*first, *second);
                for (_, at) in &same[1..] {
                    self.report_shared_id(*at, *first);
                }
            }
        }
        let holders = |id: AccountId| {
            let from = written.partition_point(|(other, _)| *other < id);
            let same = written[from..]
                .iter()
                .take_while(move |(other, _)| *other == id);
            same.map(|(_, at)| *at)
        };
        for at in 0..self.users.len() {
            let user = &self.users[at];
            if holders(user.id).eq([at]) {
                continue;
            }
            let mut id = AccountId::of_username(&user.username);
            while holders(id).next().is_some() {
                id = id.instead();
            }
            self.users.set_id(at, id);
        }
    }

    fn report_shared_id(&mut self, at: usize, other: usize) {
        let name = self.users[at].username.as_str();
        let field = format!("credentials.usernames.{name}.account_id");
        let cause = Cause::SameAccountId {
            other: self.users[other].username.as_str().to_owned(),
            at: self.positions[other],
        };
        self.report(self.positions[at], &field, cause);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::domain::account_id::AccountId;
    use crate::domain::problem::{Cause, Position, Severity};
    use crate::domain::username::Username;
    use crate::service::ports::{Edit, Snapshot};

    use crate::store::yaml::{changed_text, read};

    const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

    /// A file with these users, each with the line of an id or without one.
    fn file(users: &[(&str, &str)]) -> String {
        let entry = |(name, id): &(&str, &str)| {
            format!("    {name}:\n      password: {HASH}\n      roles: [admin]\n{id}")
        };
        let users: String = users.iter().map(entry).collect();
        format!("credentials:\n  usernames:\n{users}")
    }

    fn line(id: AccountId) -> String {
        format!("      account_id: \"{id}\"\n")
    }

    fn name(text: &str) -> Username {
        Username::parse(text).expect("a username")
    }

    fn content(text: &str) -> Snapshot {
        let (content, problems) = read::read(text, Path::new("."));
        content.unwrap_or_else(|| panic!("{problems:?} in\n{text}"))
    }

    fn id(text: &str, username: &str) -> AccountId {
        content(text).users.get(&name(username)).expect("a user").id
    }

    fn changed(text: &str, change: &Edit) -> String {
        changed_text(text, change, Path::new("."))
            .unwrap_or_else(|error| panic!("{error} in\n{text}"))
    }

    fn removed(text: &str, username: &str) -> String {
        changed(text, &Edit::Remove(name(username)))
    }

    fn renamed(text: &str, from: &str, to: &str) -> String {
        let (from, to) = (name(from), name(to));
        changed(text, &Edit::Rename { from, to })
    }

    const OWN: AccountId = AccountId::new([7; 16]);

    #[test]
    fn r82_an_account_keeps_its_id_when_it_is_renamed() {
        let without = file(&[("ada", ""), ("bob", "")]);
        let text = renamed(&without, "bob", "rob");
        assert_eq!(id(&text, "rob"), id(&without, "bob"));
        assert!(text.contains(&line(id(&without, "bob"))), "{text}");
        let with = file(&[("ada", ""), ("bob", &line(OWN))]);
        assert_eq!(id(&renamed(&with, "bob", "rob"), "rob"), OWN);
    }

    #[test]
    fn r82_a_user_whose_name_another_account_had_first_gets_an_id_of_their_own() {
        let text = renamed(&file(&[("ada", ""), ("bob", "")]), "bob", "rob");
        let added = text + &file(&[("bob", "")])["credentials:\n  usernames:\n".len()..];
        assert_ne!(id(&added, "bob"), id(&added, "rob"));
        let alone = removed(&added, "rob");
        assert_eq!(id(&alone, "bob"), id(&added, "bob"), "{alone}");
    }

    #[test]
    fn r82_an_id_that_was_copied_counts_for_neither_entry_and_never_moves_to_the_other() {
        let text = file(&[("ada", &line(OWN)), ("bob", &line(OWN))]);
        let users = content(&text);
        let shared = |other: &str, line| Cause::SameAccountId {
            other: other.to_owned(),
            at: Position { line, column: 5 },
        };
        let causes = users.problems.iter().map(|problem| problem.cause.clone());
        let causes: Vec<_> = causes.collect();
        assert_eq!(causes, [shared("bob", 7), shared("ada", 3)], "{text}");
        for user in ["ada", "bob"] {
            assert_eq!(id(&text, user), AccountId::of_username(&name(user)));
        }
        let kept = removed(&text, "ada");
        assert_eq!(id(&kept, "bob"), id(&text, "bob"), "{kept}");
        let both = renamed(&text, "ada", "eve");
        assert_eq!(id(&both, "eve"), id(&text, "ada"), "{both}");
        assert_eq!(id(&both, "bob"), id(&text, "bob"), "{both}");
    }

    #[test]
    fn r82_a_damaged_id_is_a_warning_and_stays_as_it_is() {
        for damaged in ["17", "ada", "[1, 2]", "true"] {
            let line = format!("      account_id: {damaged}\n");
            let text = file(&[("ada", &line), ("bob", "")]);
            let users = content(&text);
            let [problem] = &*users.problems else {
                panic!("one problem: {:?}", users.problems)
            };
            assert_eq!(
                (&problem.cause, problem.severity()),
                (&Cause::AccountId, Severity::Warning)
            );
            assert_eq!(id(&text, "ada"), AccountId::of_username(&name("ada")));
            assert!(removed(&text, "bob").contains(&line));
        }
    }
}
