//! What must not be, by what has happened and not by the rules.

use crate::desks::{Action, Badge, Deed, Open, State, TRIES};

/// What must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// A user has approved what they ask for.
    OwnApproval,
    /// An approval was used that is worth nothing.
    OldApproval,
    /// A sixth PIN was looked at.
    SixthTry,
    /// A PIN was accepted after its hours.
    LatePin,
    /// A badge has opened a session although its time is over, another user has read it, its account has changed, it is that
    /// of another computer, or it only names its user.
    Badge,
    /// A session has another user.
    OtherUser,
    /// A user who is disabled has a session.
    DisabledUser,
    /// A parked session has acted, or another user has it.
    ParkedSession,
}

/// Returns what is wrong after an action.
pub fn wrong(before: &State, action: Action, is_done: bool, after: &State) -> Option<Wrong> {
    let is_disabled = |open: &Open| after.disabled[usize::from(open.user)];
    let mut open = after.desks.iter().filter_map(|desk| desk.open);
    if open.any(|open| is_disabled(&open)) {
        return Some(Wrong::DisabledUser);
    }
    let Action::At(at, deed) = action else {
        return None;
    };
    let (was, is) = (
        &before.desks[usize::from(at)],
        &after.desks[usize::from(at)],
    );
    if let (Some(was), Some(is)) = (was.open, is.open)
        && was.user != is.user
    {
        return Some(Wrong::OtherUser);
    }
    if !is_done {
        return None;
    }
    match deed {
        Deed::Approve(by, _) => {
            let is_own = was.open.is_some_and(|open| open.user == by);
            is_own.then_some(Wrong::OwnApproval)
        }
        Deed::Use(is_same) => {
            let asker = was.open.map(|open| open.user);
            let grant = was.grant.filter(|grant| grant.end.is_none());
            let is_good = grant.is_some_and(|grant| Some(grant.asker) == asker);
            (!is_good || !is_same).then_some(Wrong::OldApproval)
        }
        Deed::UnlockWithPin(_) | Deed::SignInWithPin(..) => {
            let user = match deed {
                Deed::SignInWithPin(user, _) => user,
                _ => was.open?.user,
            };
            let pin = was.pins[usize::from(user)]?;
            if pin.tries >= TRIES {
                Some(Wrong::SixthTry)
            } else {
                pin.is_late.then_some(Wrong::LatePin)
            }
        }
        Deed::SignInWithBadge(user) | Deed::UnlockWithBadge(user) => {
            let opens = was.badges[usize::from(user)] == Some(Badge::Opens) && !before.badges_name;
            (!opens).then_some(Wrong::Badge)
        }
        Deed::UseParked(_) | Deed::TakeParked(_) => Some(Wrong::ParkedSession),
        _ => None,
    }
}
