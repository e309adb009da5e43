//! What must hold. The model is independent of the product: it knows what each user knows, what was acknowledged, and
//! which proofs were given, and judges each outcome by that.
//!
//! It demands what is safe, and not that everything works: a refusal is wrong only where a user did everything right
//! and nothing failed.

mod memory;
mod person;

use std::fmt;

use egui_authenticator::domain::user::User;

pub use crate::model::memory::{Guess, Memory};
use crate::model::person::rank;
pub use crate::model::person::{Person, ResetCode};

/// What must hold after each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A session takes a password, a second factor where there is one, or a valid token.
    NoSessionWithoutProof,
    /// What was acknowledged is in the file, and what was refused is not.
    NoChangeLost,
    /// A code, a step of the second factor and a token that was replaced work once.
    NothingUsedTwice,
    /// A password is not even looked at while a name is locked.
    NoGuessTooMany,
    /// No action and no role beyond what the file grants at that moment.
    NoUserAbovePermissions,
    /// Every record that the audit log has taken is in the chain.
    ChainWhole,
    /// Nothing panics.
    NoPanic,
}

/// A rule that a step has broken, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The rule.
    pub rule: Rule,
    /// How.
    pub how: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.rule, self.how)
    }
}

/// The result of judging a step.
pub type Judged = Result<(), Broken>;

/// Breaks a rule.
pub fn broken(rule: Rule, how: impl Into<String>) -> Judged {
    Err(Broken {
        rule,
        how: how.into(),
    })
}

/// Demands something.
pub fn demand(holds: bool, rule: Rule, how: impl Into<String>) -> Judged {
    if holds { Ok(()) } else { broken(rule, how) }
}

/// The users, by index.
pub const NAMES: [&str; 4] = ["ada", "max", "bob", "eve"];
/// The roles that users can be given.
pub const ROLES: [&[&str]; 5] = [&[], &["till"], &["desk"], &["admin"], &["desk", "till"]];
/// Seconds for which an entered password counts for administration.
const FRESH: i64 = 5 * 60;

/// How certain it is that a change was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It was acknowledged.
    Done,
    /// It was refused, and nothing had failed.
    NotDone,
    /// Something failed on the way.
    Unknown,
}

/// A session, as its proof allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The user.
    pub who: usize,
    /// The generation of the account.
    pub generation: u32,
    /// When the password was entered, if it was.
    pub confirmed_at: Option<i64>,
}

/// Everything that is known.
pub struct Model {
    /// The users.
    pub people: Vec<Person>,
    /// The computers.
    pub computers: Vec<Memory>,
}

impl Model {
    /// Ada is an administrator, Max manages users, Bob and Eve do not.
    pub fn new(computers: usize) -> Self {
        let roles: [&[&str]; 4] = [ROLES[3], ROLES[2], ROLES[1], ROLES[0]];
        let people = NAMES.iter().zip(roles);
        Self {
            people: people
                .map(|(name, roles)| Person::new(name, roles))
                .collect(),
            computers: (0..computers).map(|_| Memory::default()).collect(),
        }
    }

    /// Takes in a change of a user that was made or not.
    pub fn changed(
        &mut self,
        who: usize,
        certainty: Certainty,
        file: &User,
        change: impl FnOnce(&mut Person),
    ) {
        let person = &mut self.people[who];
        match certainty {
            Certainty::NotDone => {}
            Certainty::Done => change(person),
            Certainty::Unknown => {
                let before = person.clone();
                let mut after = person.clone();
                change(&mut after);
                let is_after = after.difference(file).is_none();
                *person = if is_after {
                    after.clone()
                } else {
                    before.clone()
                };
                // What cannot be seen in the file may work or not.
                for known in [before, after] {
                    let codes = known.codes.into_iter();
                    let new: Vec<_> = codes.filter(|code| !person.codes.contains(code)).collect();
                    person.codes.extend(new);
                    let resets = known.resets.into_iter();
                    let new: Vec<_> = resets
                        .filter(|reset| !person.resets.contains(reset))
                        .collect();
                    person.resets.extend(new);
                }
            }
        }
    }

    /// Compares the users with the file.
    pub fn compare<'a>(&mut self, users: impl Iterator<Item = &'a User>) -> Judged {
        let users: Vec<&User> = users.collect();
        demand(
            users.len() == NAMES.len(),
            Rule::NoChangeLost,
            "a user is missing",
        )?;
        for (person, user) in self.people.iter_mut().zip(users) {
            if let Some(what) = person.difference(user) {
                let name = user.username.as_str();
                return broken(Rule::NoChangeLost, format!("{what} of {name}"));
            }
            person.must_change = user.must_change_password;
        }
        Ok(())
    }

    /// Judges a session that stays open.
    pub fn judge_session(&self, proven: Option<Proven>) -> Judged {
        let is_valid = proven.is_some_and(|proven| {
            let person = &self.people[proven.who];
            person.generation == proven.generation && !person.disabled
        });
        demand(
            is_valid,
            Rule::NoSessionWithoutProof,
            "a session that had to end is still open",
        )
    }

    /// Judges an action on another user by a session.
    pub fn judge_admin(&self, by: Option<Proven>, whom: usize, now: i64) -> Judged {
        self.judge_session(by)?;
        let Some(by) = by else { return Ok(()) };
        let (caller, target) = (&self.people[by.who], &self.people[whom]);
        let is_fresh = by
            .confirmed_at
            .is_some_and(|at| (0..FRESH).contains(&(now - at)));
        let rule = Rule::NoUserAbovePermissions;
        demand(is_fresh, rule, "an action without the password")?;
        demand(
            caller.may_manage(),
            rule,
            "a user without permission manages users",
        )?;
        demand(
            caller.rank() >= target.rank(),
            rule,
            "a user manages one with more permissions",
        )
    }

    /// Judges roles that were given.
    pub fn judge_roles(&self, by: Option<Proven>, whom: usize, roles: &[&str]) -> Judged {
        let Some(by) = by else { return Ok(()) };
        let has = self.people[by.who].rank();
        let is_own = by.who == whom && has < 2;
        let rule = Rule::NoUserAbovePermissions;
        demand(
            rank(roles) <= has && !is_own,
            rule,
            "a user gives more than they have",
        )
    }
}
