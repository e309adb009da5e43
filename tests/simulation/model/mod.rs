//! What must hold. The model is independent of the product: it knows what each user knows, what was acknowledged, and
//! which proofs were given, and judges each outcome by that.
//!
//! It demands what is safe, and not that everything works: a refusal is wrong only where a user did everything right
//! and nothing failed.

mod memory;
mod person;
mod pins;
mod settings;

use std::collections::HashSet;
use std::fmt;

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::service::ports::Snapshot;

pub use crate::model::memory::{Counted, Guess, Memory};
use crate::model::person::rank;
pub use crate::model::person::{Credentials, FIRST, NAMES, NEW, Person, RESET, ResetCode, address};
pub use crate::model::pins::PinTry;
pub use crate::model::settings::Known;
use crate::start::SIGNERS;

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
    /// A user approves only what another one asks for, with the role that it takes.
    NoApprovalOfOnesOwn,
    /// An approval is worth nothing after its time, after a lock, for another session or for something else.
    NoApprovalOutlivesItsUse,
    /// A parked session proves nothing, and only its owner continues it.
    NothingReadWhileParked,
    /// A restricted computer reads nothing of users without a session there, and nothing with which one could sign in.
    NothingOfOthersSeen,
    /// Every record that the audit log has taken is in the chain, and so is every signature.
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

/// The roles that users can be given.
pub const ROLES: [&[&str]; 5] = [&[], &["till"], &["desk"], &["admin"], &["desk", "till"]];
/// The role of those who can approve a refund.
pub const APPROVER: &str = "desk";
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
    /// The number of the session.
    pub session: u32,
    /// The generation of the account.
    pub generation: u32,
    /// When the password was entered, if it was.
    pub confirmed_at: Option<i64>,
    /// Whether a PIN has opened or unlocked it since.
    pub is_by_pin: bool,
}

/// Everything that is known.
pub struct Model {
    /// The users.
    pub people: Vec<Person>,
    /// The computers.
    pub computers: Vec<Memory>,
    /// The settings.
    pub settings: Known,
    ids: HashSet<AccountId>,
}

impl Model {
    /// Ada is an administrator, Max manages users, Bob and Eve do not.
    pub fn new(computers: usize, settings: &Settings) -> Self {
        let roles: [&[&str]; 4] = [ROLES[3], ROLES[2], ROLES[1], ROLES[0]];
        let of = |name| {
            let roles = roles.get(name);
            roles.map_or_else(|| Person::absent(name), |roles| Person::new(name, roles))
        };
        let people: Vec<_> = (0..NAMES.len()).map(of).collect();
        Self {
            ids: people.iter().filter_map(|person| person.id).collect(),
            people,
            computers: (0..computers).map(|_| Memory::default()).collect(),
            settings: Known::of(settings),
        }
    }

    /// Returns the user who has this username.
    pub fn holder(&self, name: &str) -> Option<usize> {
        let mut people = self.people.iter();
        people.position(|person| person.exists && NAMES[person.name] == name)
    }

    /// Returns the user with this account.
    pub fn with_id(&mut self, id: Option<AccountId>) -> Option<&mut Person> {
        let mut people = self.people.iter_mut();
        people.find(|person| person.exists && person.id == id)
    }

    /// Returns what the attempts for a name are counted for.
    pub fn counted(&self, name: usize) -> Counted {
        let holder = self.holder(NAMES[name]);
        let account = holder.and_then(|who| self.people[who].id);
        account.map_or(Counted::Name(name), Counted::Account)
    }

    /// Takes in a change of a user that was made or not.
    pub fn changed(
        &mut self,
        who: usize,
        certainty: Certainty,
        file: &Snapshot,
        change: impl FnOnce(&mut Person),
    ) -> Judged {
        if certainty == Certainty::NotDone {
            return Ok(());
        }
        let person = &mut self.people[who];
        let before = person.clone();
        let mut after = person.clone();
        change(&mut after);
        let is_of_account = before.exists || after.exists;
        match certainty {
            Certainty::Unknown if !is_of_account => {}
            Certainty::Done | Certainty::NotDone => {
                let how = "an account that was removed is changed";
                demand(is_of_account, Rule::NoSessionWithoutProof, how)?;
                *person = after;
            }
            Certainty::Unknown => {
                let is_after = after.difference(&file.users).is_none();
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
        if person.exists
            && person.id.is_none()
            && let Some(user) = person.user_in(&file.users)
        {
            person.id = Some(user.id);
            let is_new = self.ids.insert(user.id);
            demand(is_new, Rule::NothingUsedTwice, "the id of an account")?;
        }
        Ok(())
    }

    /// Takes in a change of settings that was made or not.
    pub fn set(&mut self, certainty: Certainty, file: &Snapshot, after: Known) {
        let is_made = match certainty {
            Certainty::Done => true,
            Certainty::NotDone => false,
            Certainty::Unknown => Known::of(&file.settings) == after,
        };
        if is_made {
            self.settings = after;
        }
    }

    /// Compares users and settings with the file.
    pub fn compare(&mut self, file: &Snapshot) -> Judged {
        let rule = Rule::NoChangeLost;
        for person in &mut self.people {
            if let Some(what) = person.difference(&file.users) {
                let name = NAMES[person.name];
                return broken(rule, format!("{what} of {name}"));
            }
            let user = person.user_in(&file.users).filter(|_| person.exists);
            person.must_change = user.is_some_and(|user| user.must_change_password);
        }
        let count = self.people.iter().filter(|person| person.exists).count();
        demand(file.users.len() == count, rule, "a user too many")?;
        let is_same = Known::of(&file.settings) == self.settings;
        demand(is_same, rule, "a setting")
    }

    /// Judges a session that stays open.
    pub fn judge_session(&self, proven: Proven) -> Judged {
        let is_valid = {
            let person = &self.people[proven.who];
            person.generation == proven.generation && person.may_sign_in()
        };
        demand(
            is_valid,
            Rule::NoSessionWithoutProof,
            "a session that had to end is still open",
        )
    }

    /// Judges an action by a session, or by the owner of the file, for which a rank is needed.
    pub fn judge_deed(&self, by: Option<Proven>, needed: u8, now: i64) -> Judged {
        let Some(by) = by else { return Ok(()) };
        self.judge_session(by)?;
        let is_fresh = by
            .confirmed_at
            .is_some_and(|at| (0..FRESH).contains(&(now - at)));
        let rule = Rule::NoUserAbovePermissions;
        demand(is_fresh, rule, "an action without the password")?;
        demand(
            self.people[by.who].rank() >= needed,
            rule,
            "a user does what takes more permissions",
        )
    }

    /// Judges an action on another user.
    pub fn judge_admin(&self, by: Option<Proven>, whom: usize, now: i64) -> Judged {
        self.judge_deed(by, self.people[whom].rank().max(1), now)
    }

    /// Judges a user who has approved something.
    pub fn judge_approver(&self, who: usize) -> Judged {
        let person = &self.people[who];
        let rule = Rule::NoApprovalOfOnesOwn;
        let may = person.may_sign_in() && !person.must_change;
        demand(may, rule, "an approver who may not sign in")?;
        demand(
            person.roles.contains(&APPROVER),
            rule,
            "an approver without the role",
        )
    }

    /// Judges a user who has signed on a computer.
    pub fn judge_signer(&mut self, who: usize, computer: usize) -> Judged {
        let person = &self.people[who];
        let rule = Rule::NoUserAbovePermissions;
        let may = person.roles.iter().any(|role| SIGNERS.contains(role));
        demand(may, rule, "a user signs who may not")?;
        let signers = &mut self.computers[computer].signers;
        let signer = signers.entry(person.name).or_insert(person.id);
        let is_same = *signer == person.id;
        demand(
            is_same,
            Rule::NothingUsedTwice,
            "the name of another signer",
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
