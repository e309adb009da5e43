//! What the product does, as rules.

use crate::desks::{APPROVER, Action, Badge, Deed, Desk, End, Flaw, Open, State, USERS, Without};

/// Wrong PINs that are typed in a row if none was typed before, so that paths are shorter.
pub const AT_ONCE: u8 = 4;

/// Returns the actions that make sense.
pub fn offered(state: &State, desks: u8) -> Vec<Action> {
    let mut offered = Vec::new();
    for at in 0..desks {
        let deeds = deeds(&state.desks[usize::from(at)], state);
        offered.extend(deeds.into_iter().map(|deed| Action::At(at, deed)));
    }
    let is_fresh = |desk: &Desk| desk.grant.is_some_and(|grant| grant.end.is_none());
    if state.desks.iter().any(is_fresh) {
        offered.push(Action::Minute);
    }
    let mut pins = state.desks.iter().flat_map(|desk| desk.pins).flatten();
    let mut badges = state.desks.iter().flat_map(|desk| desk.badges);
    if pins.any(|pin| !pin.is_late) || badges.any(|badge| badge == Some(Badge::Opens)) {
        offered.push(Action::Hours);
    }
    offered
}

/// Returns whether an action needs what users do not have.
pub fn is_without(action: Action, without: Option<Without>) -> bool {
    let Action::At(_, deed) = action else {
        return false;
    };
    match without {
        None => false,
        Some(Without::Pins) => matches!(
            deed,
            Deed::SignInWithPin(..) | Deed::UnlockWithPin(_) | Deed::SetPin
        ),
        Some(Without::Badges) => matches!(
            deed,
            Deed::SignInWithBadge(_)
                | Deed::UnlockWithBadge(_)
                | Deed::SetBadge
                | Deed::ShowBadge(_)
        ),
    }
}

/// Whose badges are used: those that are set at one of the desks.
fn badges(state: &State) -> impl Iterator<Item = u8> {
    let is_set = |desk: &Desk, user: u8| desk.badges[usize::from(user)].is_some();
    let desks = state.desks;
    (0..USERS).filter(move |user| desks.iter().any(|desk| is_set(desk, *user)))
}

fn deeds(desk: &Desk, state: &State) -> Vec<Deed> {
    let users = 0..USERS;
    let mut deeds = Vec::new();
    match desk.open {
        None => {
            deeds.extend(users.clone().map(|user| Deed::SignIn(user, true)));
            deeds.push(Deed::SignIn(APPROVER, false));
            for user in users.clone() {
                deeds.push(Deed::SignInWithPin(user, true));
                if desk.pins[usize::from(user)].is_some() {
                    deeds.push(Deed::SignInWithPin(user, false));
                }
            }
            deeds.extend(badges(state).map(Deed::SignInWithBadge));
        }
        Some(open) if open.is_locked => {
            deeds.extend([Deed::Unlock(true), Deed::Unlock(false), Deed::Park]);
            deeds.extend([Deed::UnlockWithPin(true), Deed::UnlockWithPin(false)]);
            deeds.extend(badges(state).map(Deed::UnlockWithBadge));
        }
        Some(_) => {
            deeds.extend([Deed::Lock, Deed::Park, Deed::SignOut]);
            deeds.extend([Deed::SetPin, Deed::SetBadge, Deed::ChangePassword]);
            deeds.extend(badges(state).map(Deed::ShowBadge));
            deeds.extend(users.clone().map(|user| Deed::Approve(user, true)));
            deeds.push(Deed::Approve(APPROVER, false));
        }
    }
    if desk.open.is_some() && desk.grant.is_some() {
        deeds.extend([Deed::Use(true), Deed::Use(false)]);
    }
    for user in users {
        if desk.parked[usize::from(user)] {
            deeds.extend([Deed::EndParked(user), Deed::UseParked(user)]);
            if desk
                .open
                .is_some_and(|open| !open.is_locked && open.user != user)
            {
                deeds.push(Deed::TakeParked(user));
            }
        }
        // There is one administrator, who cannot be disabled.
        if state.disabled[usize::from(user)] {
            deeds.push(Deed::Enable(user));
        } else {
            deeds.extend((user > 0).then_some(Deed::Disable(user)));
            deeds.push(Deed::Revoke(user));
        }
    }
    deeds
}

/// Returns whether an action is done, and what comes of it.
pub fn step(flaw: Option<Flaw>, state: &State, action: Action) -> (bool, State) {
    let mut after = *state;
    match action {
        Action::At(at, deed) => (done(flaw, &mut after, usize::from(at), deed), after),
        Action::Minute | Action::Hours => {
            for desk in &mut after.desks {
                desk.end_grant(End::Time);
                for pin in desk.pins.iter_mut().flatten() {
                    pin.is_late |= action == Action::Hours;
                }
                for badge in desk.badges.iter_mut().flatten() {
                    if action == Action::Hours && *badge == Badge::Opens {
                        *badge = Badge::Late;
                    }
                }
            }
            (true, after)
        }
    }
}

fn done(flaw: Option<Flaw>, state: &mut State, at: usize, deed: Deed) -> bool {
    let (disabled, before) = (state.disabled, *state);
    let desk = &mut state.desks[at];
    match deed {
        Deed::SignInWithBadge(user) => {
            let opens = before.badge_opens(flaw, at, user);
            if opens {
                desk.enter(user, true);
            }
            opens
        }
        Deed::UnlockWithBadge(user) => {
            let is_own = desk.open.is_some_and(|open| open.user == user);
            let may = is_own || flaw == Some(Flaw::BadgeOfAnother);
            let opens = may && before.badge_opens(flaw, at, user);
            if opens {
                desk.change(|open| {
                    (open.is_locked, open.is_by_pin, open.user) = (false, true, user);
                });
            }
            opens
        }
        Deed::SignIn(user, is_right) => {
            let may = is_right && !disabled[usize::from(user)];
            if may {
                desk.enter(user, false);
                desk.renew(disabled);
            }
            may
        }
        Deed::SignInWithPin(user, is_right) => {
            if disabled[usize::from(user)] {
                // Whose try finds that it has ended.
                desk.pins[usize::from(user)] = None;
            }
            let opens = desk.try_pin(flaw, user, is_right);
            if opens == Some(true) {
                desk.enter(user, true);
            }
            opens.is_some()
        }
        Deed::Approve(by, is_right) => {
            let may = is_right && by == APPROVER && !disabled[usize::from(by)];
            may && desk.grant(flaw, by)
        }
        Deed::Use(is_same) => desk.use_grant(flaw, is_same && !disabled[usize::from(APPROVER)]),
        Deed::Disable(_) | Deed::Enable(_) | Deed::Revoke(_) | Deed::ChangePassword => {
            state.change(flaw, at, deed);
            true
        }
        Deed::Unlock(true) => {
            desk.confirm();
            desk.change(|open| open.is_locked = false);
            desk.renew(disabled);
            true
        }
        deed => desk.done(flaw, deed),
    }
}

impl State {
    /// Changes an account, at a desk.
    fn change(&mut self, flaw: Option<Flaw>, at: usize, deed: Deed) {
        let desk = &mut self.desks[at];
        match deed {
            Deed::ChangePassword => {
                desk.confirm();
                if let Some(Open { user, .. }) = desk.open {
                    self.end_credentials(user, Some(at));
                }
            }
            Deed::Disable(user) => {
                self.disabled[usize::from(user)] = true;
                desk.pins[usize::from(user)] = None;
                desk.end_badge(user);
                if flaw != Some(Flaw::DisabledStays) {
                    self.end_sessions(user, None);
                }
            }
            Deed::Enable(user) => self.disabled[usize::from(user)] = false,
            Deed::Revoke(user) => self.end_credentials(user, None),
            _ => {}
        }
    }

    /// Ends the sessions of a user, but not that at the desk of the change.
    fn end_sessions(&mut self, user: u8, but: Option<usize>) {
        for (at, desk) in self.desks.iter_mut().enumerate() {
            let is_theirs = desk.open.is_some_and(|open| open.user == user);
            if is_theirs && but != Some(at) {
                desk.leave();
            }
        }
    }

    /// Another password, or the end of all sessions: nothing of before counts.
    fn end_credentials(&mut self, user: u8, but: Option<usize>) {
        self.end_sessions(user, but);
        for desk in &mut self.desks {
            desk.pins[usize::from(user)] = None;
            desk.end_badge(user);
            if user == APPROVER {
                desk.end_grant(End::Approver);
            }
        }
    }

    /// Returns `true` if the badge of a user opens a session at a desk.
    fn badge_opens(&self, flaw: Option<Flaw>, at: usize, user: u8) -> bool {
        let badge = |desk: &Desk| desk.badges[usize::from(user)];
        let here = badge(&self.desks[at]);
        let elsewhere = self.desks.iter().find_map(badge);
        let opens = match (here, flaw) {
            (Some(Badge::Opens), _) => true,
            (Some(badge), Some(Flaw::BadgeIn(other))) => badge == other,
            (None, Some(Flaw::BadgeOfAnyComputer)) => elsewhere == Some(Badge::Opens),
            _ => false,
        };
        let is_enough = !self.badges_name || flaw == Some(Flaw::NamingBadge);
        opens && is_enough && !self.disabled[usize::from(user)]
    }
}
