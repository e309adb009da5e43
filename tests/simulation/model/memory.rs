//! What a computer must remember.

use std::collections::{HashMap, HashSet};

use egui_authenticator::domain::account_id::AccountId;

use crate::model::person::Person;
use crate::model::pins::{PinTry, Pins};
use crate::model::settings::Known;
use crate::model::{Judged, Rule, broken, demand};
use crate::start::{BADGE_MINUTES, PIN_HOURS};

/// The attempts for a user on one computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    failures: u32,
    locked_until: u64,
}

/// What attempts are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// An account.
    Account(AccountId),
    /// A username that no account has, by its index.
    Name(usize),
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
    name: usize,
    generation: u32,
    roles: Vec<&'static str>,
    totp: Option<String>,
}

/// What a computer must remember.
#[derive(Default)]
pub struct Memory {
    tallies: HashMap<Counted, Tally>,
    /// Seconds for which the clock has run, never backwards.
    pub ran: u64,
    steps: HashMap<AccountId, u64>,
    tokens: HashMap<String, Token>,
    valid: HashSet<String>,
    /// The windows that are locked, or were when they ended, since the sign-in was remembered.
    locks: HashSet<u32>,
    /// The PINs.
    pub pins: Pins,
    /// The badges.
    pub badges: Pins,
    /// The passwords that were chosen there.
    pub chosen: HashSet<String>,
    /// Who has signed, by the username.
    pub signers: HashMap<usize, Option<AccountId>>,
}

/// What came of a password, or of a code that counts like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// It was looked at, and is right: earlier failures are forgotten.
    Accepted,
    /// It was looked at, is right, and more is required: earlier failures stay.
    NextStep,
    /// It was looked at, and is wrong.
    Wrong,
    /// It was looked at without the count of the others, is wrong, and is counted now.
    Late,
    /// It was not looked at, or something failed.
    Unseen,
}

impl Memory {
    /// Judges a guess.
    pub fn judge_guess(&mut self, of: Counted, guess: Guess, settings: Known) -> Judged {
        if guess == Guess::Unseen {
            return Ok(());
        }
        let is_open = guess == Guess::Late || !self.is_locked(of, settings);
        let ran = self.ran;
        let tally = self.tallies.entry(of).or_default();
        demand(
            is_open,
            Rule::NoGuessTooMany,
            "a guess while the name is locked",
        )?;
        match guess {
            Guess::Accepted => *tally = Tally::default(),
            Guess::Wrong | Guess::Late => {
                tally.failures += 1;
                if let Some(doublings) = tally.failures.checked_sub(settings.lockout_after) {
                    tally.locked_until = ran + (30 << doublings.min(2));
                }
            }
            Guess::NextStep | Guess::Unseen => {}
        }
        Ok(())
    }

    /// Whether no guess may be looked at now.
    fn is_locked(&self, of: Counted, settings: Known) -> bool {
        let tally = self.tallies.get(&of).copied().unwrap_or_default();
        tally.failures >= settings.stop_after || self.ran < tally.locked_until
    }

    /// Failures are forgotten, or may be.
    pub fn forgive(&mut self, of: Counted) {
        self.tallies.remove(&of);
    }

    /// An account was removed here, with what is remembered about it.
    pub fn removed(&mut self, account: AccountId) {
        self.forgive(Counted::Account(account));
        self.steps.remove(&account);
    }

    /// A PIN was set or removed, or may be.
    pub fn pin_changed(
        &mut self,
        person: (usize, &Person),
        pin: Option<&'static str>,
        is_done: bool,
    ) {
        self.pins.changed(person, pin, (is_done, self.ran));
    }

    /// A badge was set or removed, or may be.
    pub fn badge_changed(
        &mut self,
        person: (usize, &Person),
        badge: Option<&'static str>,
        is_done: bool,
    ) {
        self.badges.changed(person, badge, (is_done, self.ran));
    }

    /// The password was entered for a PIN and a badge.
    pub fn quick_renewed(&mut self, who: usize) {
        self.pins.renewed(who, self.ran);
        self.badges.renewed(who, self.ran);
    }

    /// Judges a badge that was read.
    pub fn judge_badge(&mut self, person: (usize, &Person), number: &str, came: PinTry) -> Judged {
        let seconds = 60 * u64::from(BADGE_MINUTES);
        self.badges.judge(person, number, (came, self.ran, seconds))
    }

    /// Judges a PIN that was typed.
    pub fn judge_pin(&mut self, person: (usize, &Person), text: &str, came: PinTry) -> Judged {
        self.pins
            .judge(person, text, (came, self.ran, 3_600 * PIN_HOURS))
    }

    /// Judges a step of the second factor that was accepted.
    pub fn judge_step(&mut self, account: AccountId, step: u64) -> Judged {
        let last = self.steps.entry(account).or_default();
        let is_new = step > *last;
        *last = step.max(*last);
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
        self.locks.clear();
        self.tokens.insert(token, token_data);
    }

    /// The remembered sign-in of a user has ended, if there is one.
    pub fn forgotten(&mut self, who: usize) {
        let tokens = &self.tokens;
        self.valid.retain(|token| tokens[token].account.who != who);
        if self.valid.is_empty() {
            self.locks.clear();
        }
    }

    /// The window of a user was locked.
    pub fn locked(&mut self, who: usize, lock: u32) {
        let mut remembered = self.valid.iter().map(|token| &self.tokens[token]);
        if remembered.any(|token| token.account.who == who) {
            self.locks.insert(lock);
        }
    }

    /// The window with this lock was unlocked, or may be.
    pub fn unlocked(&mut self, lock: u32) {
        self.locks.remove(&lock);
    }

    /// Judges a sign-in by token at the start of a process.
    pub fn judge_locks(&self) -> Judged {
        demand(
            self.locks.is_empty(),
            Rule::NoSessionWithoutProof,
            "a restart opens a window that was locked",
        )
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
        demand(
            person.1.may_sign_in(),
            rule,
            "a token of a user who may not sign in",
        )?;
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
        name: person.name,
        generation: person.generation,
        roles: person.roles.clone(),
        totp: person.totp.clone(),
    }
}
