//! Usernames and addresses that can be taken for those of another user.

use std::collections::HashMap;

use crate::domain::email::Email;
use crate::domain::problem::{Cause, Effect, Problem};
use crate::domain::skeleton;

use crate::store::yaml::fields::push;
use crate::store::yaml::reader::Reader;

impl Reader<'_, '_> {
    /// Reports usernames and addresses that look alike (R26). Such usernames close both accounts; such addresses identify
    /// neither (R97).
    pub(crate) fn look_alikes(&mut self) {
        let users = &self.users;
        let names = users.iter().map(|user| (user.username.key(), "username"));
        let emails = users
            .iter()
            .map(|user| (user.email.as_ref().map_or("", Email::key), "email"));
        let mut found = Vec::new();
        for keys in [names.collect::<Vec<_>>(), emails.collect()] {
            // Confusable letters of other scripts are rare, so skeletons are seldom computed.
            if keys.iter().all(|(key, _)| key.is_ascii()) {
                continue;
            }
            let mut seen: HashMap<String, usize> = HashMap::new();
            for (index, (key, _)) in keys.iter().enumerate().filter(|(_, (k, _))| !k.is_empty()) {
                let Some(other) = seen.insert(skeleton(key), index) else {
                    continue;
                };
                let (other_key, kind) = keys[other];
                if other_key == *key || (key.is_ascii() && other_key.is_ascii()) {
                    continue;
                }
                let name = users[index].username.as_str();
                let field = match kind {
                    "email" => format!("credentials.usernames.{name}.email"),
                    _ => format!("credentials.usernames.{name}"),
                };
                let effect = match kind {
                    "email" => Effect::Ignored,
                    _ => Effect::ClosesUser,
                };
                found.push((effect, [other, index]));
                push(
                    &mut self.problems,
                    Problem {
                        position: self.positions[index],
                        field,
                        cause: Cause::LooksLike {
                            other: users[other].username.as_str().to_owned(),
                            at: self.positions[other],
                        },
                        effect,
                        excerpt: None,
                    },
                );
            }
        }
        for (effect, positions) in found {
            for position in positions {
                match effect {
                    Effect::ClosesUser => self.users.close(position),
                    _ => self.users.share_email(position),
                }
            }
        }
    }

    /// Reports addresses that are another user's username, because signing in with them is ambiguous.
    pub(crate) fn ambiguous_emails(&mut self) {
        for (index, user) in self.users.iter().enumerate() {
            let Some(email) = &user.email else { continue };
            match self.users.position_of_username(email.key()) {
                Some(other) if other != index => push(
                    &mut self.problems,
                    Problem {
                        position: self.positions[index],
                        field: format!("credentials.usernames.{}.email", user.username.as_str()),
                        cause: Cause::EmailIsUsername {
                            other: self.users[other].username.as_str().to_owned(),
                            at: self.positions[other],
                        },
                        effect: Effect::Ignored,
                        excerpt: None,
                    },
                ),
                _ => {}
            }
        }
    }
}
