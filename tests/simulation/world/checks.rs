//! The check of everything after each step.

use std::sync::atomic::Ordering;

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::role::Role;
use egui_authenticator::domain::user::User;
use egui_authenticator::service::ports::StoreError;

use crate::model::{Broken, Judged, NAMES, Rule, broken, demand};
use crate::steps::Step;
use crate::window::Parked;
use crate::world::{Outcome, World};

/// How often a server is asked that is too slow.
const LOOKS: usize = 20;

impl World {
    /// Makes a step, and checks everything after it.
    pub fn step(&mut self, step: Step) -> Result<Outcome, Broken> {
        let windows = self.stores.windows(step.computer.into());
        let step = Step {
            window: step.window % u8::try_from(windows).expect("few windows"),
            ..step
        };
        self.at = usize::from(step.computer);
        let outcome = self.act(step)?;
        self.check_chain(step)?;
        self.check_parked(step)?;
        self.check_seen(step)?;
        let file = self.file();
        if self.compared != Some(file.revision) {
            self.compared = Some(file.revision);
            self.model.compare(&file)?;
            self.check_sessions()?;
        }
        Ok(outcome)
    }

    /// Every record that was taken is there.
    fn check_chain(&mut self, step: Step) -> Judged {
        let at = if self.is_restricted(step) {
            self.stores.office()
        } else {
            usize::from(step.computer)
        };
        let recorded = self.recorded_at(at);
        let computer = &mut self.computers[at];
        let verified = computer.state.verify_activity_after(computer.verified);
        let (check, point) = verified.expect("a database");
        computer.verified = point;
        let number = point.map_or(0, |point| point.number);
        let is_whole = matches!(check, ChainCheck::Whole(_))
            && recorded.is_none_or(|recorded| number == recorded)
            && number >= self.recorded;
        if self.stores.count_together() {
            self.recorded = number;
        }
        let how = || format!("{check:?}, {number} of {recorded:?} records");
        demand(is_whole, Rule::ChainWhole, how())
    }

    /// How many records the log of a trusted computer has taken, if that is known.
    fn recorded_at(&self, at: usize) -> Option<i64> {
        let recorded = |at: usize| self.computers[at].gate.recorded.load(Ordering::Relaxed);
        if !self.stores.count_together() {
            return Some(recorded(at));
        }
        // A server records itself what happens at restricted computers.
        let computers = 0..self.computers.len();
        let trusted = computers.filter(|at| !self.stores.is_restricted(*at));
        Some(trusted.map(recorded).sum::<i64>() + self.stores.recorded()?)
    }

    /// A restricted computer reads nothing of users without a session there, and nothing with which one could sign in.
    fn check_seen(&mut self, step: Step) -> Judged {
        let window = self.window(step);
        let Some(seen) = window.seen.clone() else {
            return Ok(());
        };
        let open = window.session.iter().map(|(_, proven)| proven.who);
        let parked = window.parked.iter().map(|parked| parked.proven.who);
        let waiting = window.waiting.iter().map(|waiting| waiting.who);
        // What is asked for keeps the session.
        let granted = window.granted.iter().map(|granted| &granted.asked);
        let asked = window.asked.iter().chain(granted).map(|asked| asked.by.who);
        let own: Vec<_> = open.chain(parked).chain(waiting).chain(asked).collect();
        let rule = Rule::NothingOfOthersSeen;
        // A server on a busy computer may be too slow, but not each time.
        let mut looks = std::iter::repeat_with(|| seen.read()).take(LOOKS);
        let is_slow =
            |seen: &Result<_, StoreError>| matches!(seen, Err(error) if error.kind().can_retry());
        let seen = match looks.find(|seen| !is_slow(seen)) {
            Some(Ok(seen)) => seen,
            Some(Err(error)) => return broken(rule, error.to_string()),
            None => return broken(rule, "no answer"),
        };
        let file = self.file();
        let chosen = &self.model.computers[usize::from(step.computer)].chosen;
        for user in seen.users.iter() {
            let mut own = own.iter().map(|who| &self.model.people[*who]);
            let owner = own.find(|person| person.id == Some(user.id));
            let Some(owner) = owner else {
                return broken(rule, "a user without a session");
            };
            let stored = file.users.with_id(user.id);
            let is_hash = user.hash.is_some() && stored.is_some_and(|of| of.hash == user.hash);
            let password = owner.password.as_ref();
            let is_chosen = password.is_some_and(|password| chosen.contains(password));
            demand(!is_hash || is_chosen, rule, "the hash of a password")?;
            let vault = &user.key_vault;
            // What stands for a code tells only that there is one.
            let is_code = |code| stored.is_some_and(|of| of.key_vault.codes.contains(code));
            let has_codes = vault.reset.is_some() || vault.codes.iter().any(is_code);
            demand(!has_codes, rule, "codes")?;
        }
        Ok(())
    }

    /// No parked session proves a role.
    fn check_parked(&mut self, step: Step) -> Judged {
        let is_used = |parked: &Parked| {
            let mut roles = parked.session.user().roles.iter();
            roles.any(|role| parked.session.has_role(role.as_str()))
        };
        let is_used = self.window(step).parked.iter().any(is_used);
        let rule = Rule::NothingReadWhileParked;
        demand(!is_used, rule, "a parked session proves a role")
    }

    /// Every session that stays open may, with the roles of the file.
    fn check_sessions(&self) -> Judged {
        for window in self.computers.iter().flat_map(|computer| &computer.windows) {
            let Some((session, proven)) = &window.session else {
                continue;
            };
            if let Ok(view) = window.service.sessions().refresh(session) {
                self.model.judge_session(*proven)?;
                self.judge_roles(view.session.user(), proven.who)?;
            }
        }
        Ok(())
    }

    /// Judges the roles that a session shows.
    pub fn judge_roles(&self, user: &User, who: usize) -> Judged {
        let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
        roles.sort_unstable();
        let person = &self.model.people[who];
        let is_same = user.username.as_str() == NAMES[person.name] && roles == person.roles;
        demand(
            is_same,
            Rule::NoUserAbovePermissions,
            "a session has other roles than the file",
        )
    }
}
