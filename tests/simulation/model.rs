//! What must hold. The model is independent of the product: it knows what each user knows, what was acknowledged, and
//! which proofs were given, and judges each outcome by that.
//!
//! It demands what is safe, and not that everything works: a refusal is wrong only where a user did everything right
//! and nothing failed.

use std::collections::{HashMap, HashSet};
use std::fmt;

use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::user::User;

use crate::ports::is_hash_of;

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
/// Seconds for which a reset code is valid.
const RESET: i64 = 15 * 60;

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

/// A reset code of an administrator.
#[derive(Clone, PartialEq, Eq)]
pub struct ResetCode {
    /// The code.
    pub code: String,
    /// When it was made, by the clock of the administrator's computer.
    pub made_at: i64,
}

/// A user, and what they know.
#[derive(Clone)]
pub struct Person {
    /// The password.
    pub password: String,
    /// The passwords before.
    pub former: Vec<String>,
    /// The roles.
    pub roles: Vec<&'static str>,
    /// Whether the account is disabled.
    pub disabled: bool,
    /// Whether a new password is required.
    pub must_change: bool,
    /// The first name, which rivals change.
    pub first_name: String,
    /// The number of times that all sessions were ended.
    pub epoch: u32,
    /// The key of the second factor.
    pub totp: Option<String>,
    /// The recovery codes that must work, or may.
    pub codes: Vec<String>,
    /// The codes that must not work.
    pub spent: Vec<String>,
    /// The reset codes that may work.
    pub resets: Vec<ResetCode>,
    /// Increases when all sessions of the user end.
    pub generation: u32,
}

impl Person {
    /// A user at the beginning of a history.
    pub fn new(name: &str, roles: &[&'static str]) -> Self {
        Self {
            password: format!("the first password of {name}"),
            former: Vec::new(),
            roles: roles.to_vec(),
            disabled: false,
            must_change: false,
            first_name: String::new(),
            epoch: 0,
            totp: None,
            codes: Vec::new(),
            spent: Vec::new(),
            resets: Vec::new(),
            generation: 0,
        }
    }

    /// Another password: sessions end, and reset codes are void.
    pub fn change_password(&mut self, new: String) {
        self.former.push(std::mem::replace(&mut self.password, new));
        self.must_change = false;
        self.generation += 1;
        self.void_resets();
    }

    /// All sessions end.
    pub fn end_sessions(&mut self) {
        self.epoch += 1;
        self.generation += 1;
    }

    /// New recovery codes in place of the others.
    pub fn renew_codes(&mut self, codes: Vec<String>) {
        self.spent.append(&mut self.codes);
        self.codes = codes;
        self.void_resets();
    }

    /// A code was used.
    pub fn spend(&mut self, code: &str) {
        self.codes.retain(|other| other != code);
        self.resets.retain(|other| other.code != code);
        self.spent.push(code.to_owned());
    }

    /// Reset codes are void.
    pub fn void_resets(&mut self) {
        let resets = self.resets.drain(..).map(|reset| reset.code);
        self.spent.extend(resets);
    }

    /// Returns `true` if this code may set a password now.
    pub fn may_reset(&self, code: &str, now: i64) -> bool {
        let is_valid = |reset: &ResetCode| {
            reset.code == code && (reset.made_at..reset.made_at + RESET).contains(&now)
        };
        self.codes.iter().any(|other| other == code) || self.resets.iter().any(is_valid)
    }

    /// Returns how the user is different in the file.
    fn difference(&self, user: &User) -> Option<&'static str> {
        let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        let is_password = |hash| is_hash_of(&self.password, hash);
        [
            (roles == self.roles, "roles"),
            (user.disabled == self.disabled, "disabled"),
            (user.session_epoch == self.epoch, "sessions"),
            (
                user.key_vault.totp.is_some() == self.totp.is_some(),
                "second factor",
            ),
            (
                user.must_change_password || !self.must_change,
                "new password",
            ),
            (user.name.first == self.first_name, "name"),
            (user.hash.as_ref().is_some_and(is_password), "password"),
        ]
        .into_iter()
        .find_map(|(holds, what)| (!holds).then_some(what))
    }

    /// 2 for an administrator, 1 for a user who may manage users, otherwise 0.
    fn rank(&self) -> u8 {
        rank(&self.roles)
    }

    /// Returns `true` if the user may manage users.
    pub fn may_manage(&self) -> bool {
        self.rank() > 0
    }
}

fn rank(roles: &[&str]) -> u8 {
    if roles.contains(&"admin") {
        2
    } else {
        roles.contains(&"desk").into()
    }
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

/// The attempts for a user on one computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    failures: u32,
    locked_until: u64,
}

/// A token that was seen in a keyring.
#[derive(Clone)]
struct Token {
    parent: Option<String>,
    account: Account,
    until: i64,
}

/// What a remembered sign-in depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Account {
    who: usize,
    generation: u32,
    roles: Vec<&'static str>,
    totp: Option<String>,
}

/// What a computer must remember.
#[derive(Default)]
pub struct Memory {
    tallies: [Tally; NAMES.len()],
    /// Seconds for which the clock has run, never backwards.
    pub ran: u64,
    steps: [u64; NAMES.len()],
    tokens: HashMap<String, Token>,
    valid: HashSet<String>,
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

/// What came of a password, or of a code that counts like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// It was looked at, and is right: earlier failures are forgotten.
    Accepted,
    /// It was looked at, is right, and more is required: earlier failures stay.
    Halfway,
    /// It was looked at, and is wrong.
    Wrong,
    /// It was not looked at, or something failed.
    Unseen,
}

impl Memory {
    /// Judges a guess.
    pub fn judge_guess(&mut self, who: usize, guess: Guess) -> Judged {
        let ran = self.ran;
        let tally = &mut self.tallies[who];
        if guess == Guess::Unseen {
            return Ok(());
        }
        let is_open = tally.failures < 8 && ran >= tally.locked_until;
        demand(
            is_open,
            Rule::NoGuessTooMany,
            "a guess while the name is locked",
        )?;
        match guess {
            Guess::Accepted => *tally = Tally::default(),
            Guess::Wrong => {
                tally.failures += 1;
                if let Some(doublings) = tally.failures.checked_sub(3) {
                    tally.locked_until = ran + (30 << doublings.min(2));
                }
            }
            Guess::Halfway | Guess::Unseen => {}
        }
        Ok(())
    }

    /// Failures are forgotten, or may be.
    pub fn forgive(&mut self, who: usize) {
        self.tallies[who] = Tally::default();
    }

    /// Judges a step of the second factor that was accepted.
    pub fn judge_step(&mut self, who: usize, step: u64) -> Judged {
        let is_new = step > self.steps[who];
        self.steps[who] = self.steps[who].max(step);
        demand(
            is_new,
            Rule::NothingUsedTwice,
            "a step of the second factor",
        )
    }

    /// A sign-in was remembered with this token.
    pub fn remembered(&mut self, token: String, person: (usize, &Person), now: i64) {
        let token_data = Token {
            parent: None,
            account: account(person),
            // Thirty days.
            until: now + 30 * 86_400,
        };
        self.valid = HashSet::from([token.clone()]);
        self.tokens.insert(token, token_data);
    }

    /// The remembered sign-in of a user has ended, if there is one.
    pub fn forgotten(&mut self, who: usize) {
        let tokens = &self.tokens;
        self.valid.retain(|token| tokens[token].account.who != who);
    }

    /// Returns whose sign-in a token remembers.
    pub fn owner(&self, token: &str) -> Option<usize> {
        Some(self.tokens.get(token)?.account.who)
    }

    /// A token replaced another one in the keyring.
    pub fn replaced(&mut self, token: String, parent: &str) {
        let Some(data) = self.tokens.get(parent) else {
            return;
        };
        let data = Token {
            parent: Some(parent.to_owned()),
            ..data.clone()
        };
        self.valid.insert(token.clone());
        self.tokens.insert(token, data);
    }

    /// Judges a token that was accepted for a user.
    pub fn judge_token(&mut self, token: &str, person: (usize, &Person), now: i64) -> Judged {
        let rule = Rule::NoSessionWithoutProof;
        let Some(data) = self.tokens.get(token) else {
            return broken(rule, "a token of another computer");
        };
        demand(
            data.account == account(person),
            rule,
            "a token of an account that has changed",
        )?;
        demand(!person.1.disabled, rule, "a token of a disabled user")?;
        demand(
            !person.1.must_change,
            rule,
            "a token of a user who needs a new password",
        )?;
        demand(now < data.until, rule, "a token that has expired")?;
        let has_ended = self.valid.is_empty();
        demand(!has_ended, rule, "a token of a sign-in that has ended")?;
        demand(
            self.valid.contains(token),
            Rule::NothingUsedTwice,
            "a token that was replaced",
        )?;
        let tokens = &self.tokens;
        self.valid.retain(|other| {
            let is_child = || tokens[other].parent.as_deref() == Some(token);
            other == token || is_child()
        });
        Ok(())
    }
}

fn account((who, person): (usize, &Person)) -> Account {
    Account {
        who,
        generation: person.generation,
        roles: person.roles.clone(),
        totp: person.totp.clone(),
    }
}
