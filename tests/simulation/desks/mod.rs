//! A model of two desks and three users over one file: everything that they can do with sign-ins, PINs, badges, approvals and
//! parked sessions, in every order.
//!
//! Stateright walks through all states that so many actions lead to, and looks in each for one that must not be. The model
//! says what the product is to do; that the product does it is shown by [`traces`], which carries out paths through the model
//! at the desks of the simulation, and compares what comes of each action.
//!
//! Bounds: two computers with a window each, an administrator, an approver and a user at the till, one PIN and one badge for each
//! user and computer, settings with which a badge names its user or is enough, and time that passes by a minute or by more hours
//! than a PIN and a badge last. After each change of the file, both windows look at it. In [`DEPTH`] actions they reach
//! 60 910 states. One desk alone has 141 544 without badges and 141 496 without PINs, and no more after any number of
//! actions.
//!
//! - `MODEL_DEPTH=10` walks further, and `MODEL_DESKS=1 MODEL_DEPTH=1000` with `MODEL_WITHOUT=badges` or `MODEL_WITHOUT=pins`
//!   through all states of one desk; `.ci/long` does all three.
//! - `MODEL_PATHS=20000` carries out so many random paths instead of an everyday number.

mod at_desk;
mod judge;
mod rules;
mod tests;
mod traces;

use std::sync::atomic::{AtomicUsize, Ordering};

use stateright::{Model, Property};

pub use self::judge::Wrong;
pub use self::rules::step;

/// The number of actions in a row.
pub const DEPTH: usize = 6;
/// The number of users: Ada administers, Max approves, and Bob works at the till.
pub const USERS: u8 = 3;
/// Who can approve.
pub const APPROVER: u8 = 1;
/// Wrong PINs in a row before only the password is accepted.
pub const TRIES: u8 = 5;

/// What is open in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Open {
    /// Whose session it is.
    pub user: u8,
    /// Whether the window is locked.
    pub is_locked: bool,
    /// Whether a PIN or a badge has opened or unlocked it since the password.
    pub is_by_pin: bool,
}

/// A PIN on a computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pin {
    /// Wrong ones in a row.
    pub tries: u8,
    /// Whether its hours have passed since the password.
    pub is_late: bool,
}

/// A badge on a computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Badge {
    /// It opens a session where a badge is enough.
    Opens,
    /// Its minutes have passed since the password.
    Late,
    /// It was read in the session of another user since the password.
    Shown,
    /// The account has other credentials than when it was set, or had meanwhile.
    Ended,
}

/// Why an approval is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// It was used.
    Used,
    /// The window was locked.
    Lock,
    /// A minute has passed.
    Time,
    /// The session that asked for it is not open any more.
    Session,
    /// The account of the approver has changed.
    Approver,
}

/// An approval that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Who has asked for it.
    pub asker: u8,
    /// Why it is worth nothing.
    pub end: Option<End>,
}

/// A computer with its window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Desk {
    /// What is open.
    pub open: Option<Open>,
    /// Whose sessions are parked.
    pub parked: [bool; USERS as usize],
    /// The PINs.
    pub pins: [Option<Pin>; USERS as usize],
    /// The badges.
    pub badges: [Option<Badge>; USERS as usize],
    /// What was approved.
    pub grant: Option<Grant>,
}

/// Two desks, and the accounts that they share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    /// The desks.
    pub desks: [Desk; 2],
    /// Whether a badge only names its user.
    pub badges_name: bool,
    /// Who is disabled.
    pub disabled: [bool; USERS as usize],
    /// What must not be.
    pub wrong: Option<Wrong>,
}

/// What is done at a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Signs in with the password, or with a wrong one.
    SignIn(u8, bool),
    /// Signs in with the PIN, or with wrong ones.
    SignInWithPin(u8, bool),
    /// Locks the window.
    Lock,
    /// Unlocks it with the password, or with a wrong one.
    Unlock(bool),
    /// Unlocks it with the PIN, or with wrong ones.
    UnlockWithPin(bool),
    /// Lets another user sign in.
    Park,
    /// Ends the session that a user has parked.
    EndParked(u8),
    /// Tries to do something with a parked session.
    UseParked(u8),
    /// Tries to continue the parked session of another user.
    TakeParked(u8),
    /// Signs out.
    SignOut,
    /// Sets a PIN, with the password.
    SetPin,
    /// Signs in with the badge of a user.
    SignInWithBadge(u8),
    /// Unlocks the window with it.
    UnlockWithBadge(u8),
    /// Sets a badge, with the password.
    SetBadge,
    /// Holds the badge of a user to the reader while the window is open.
    ShowBadge(u8),
    /// Changes the password.
    ChangePassword,
    /// Has a refund approved by a user with the password, or with a wrong one.
    Approve(u8, bool),
    /// Uses the approval, or for something else.
    Use(bool),
    /// Disables a user.
    Disable(u8),
    /// Enables a user.
    Enable(u8),
    /// Ends all sessions of a user.
    Revoke(u8),
}

/// One action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something is done at a desk.
    At(u8, Deed),
    /// A minute passes.
    Minute,
    /// More hours pass than a PIN lasts.
    Hours,
}

/// A mistake in the rules, with which one of them does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Users approve what they ask for.
    OwnApproval,
    /// An approval can be used in spite of this.
    ApprovalAfter(End),
    /// Tries of a PIN are not limited.
    EndlessTries,
    /// A PIN has no hours.
    EndlessPin,
    /// The PIN of another user unlocks the window, for them.
    PinOfAnother,
    /// A badge opens in spite of this.
    BadgeIn(Badge),
    /// A badge opens although it only names its user.
    NamingBadge,
    /// A badge opens on each computer.
    BadgeOfAnyComputer,
    /// The badge of another user unlocks the window, for them.
    BadgeOfAnother,
    /// The sessions of a user who is disabled stay.
    DisabledStays,
    /// A parked session acts.
    ParkedActs,
}

/// What users do not have, so that all states of one desk can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// No PINs.
    Pins,
    /// No badges.
    Badges,
}

/// The rules, perhaps with a mistake.
#[derive(Debug)]
pub struct Desks {
    /// The number of desks at which something is done.
    pub count: u8,
    /// What users do not have.
    pub without: Option<Without>,
    /// The mistake.
    pub flaw: Option<Flaw>,
    /// The number of states that were looked at.
    pub seen: AtomicUsize,
}

impl Desks {
    /// The rules at so many desks.
    pub fn new(desks: u8, flaw: Option<Flaw>) -> Self {
        Self {
            count: desks,
            without: None,
            flaw,
            seen: AtomicUsize::new(0),
        }
    }
}

impl Model for Desks {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let start = |badges_name| State {
            badges_name,
            ..State::default()
        };
        let has_badges = self.without != Some(Without::Badges);
        let starts = [true, false].into_iter();
        starts
            .filter(|names| has_badges || !names)
            .map(start)
            .collect()
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        self.seen.fetch_add(1, Ordering::Relaxed);
        if state.wrong.is_none() {
            let offered = rules::offered(state, self.count).into_iter();
            actions.extend(offered.filter(|action| !rules::is_without(*action, self.without)));
        }
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        let (is_done, mut after) = step(self.flaw, state, action);
        after.wrong = judge::wrong(state, action, is_done, &after);
        (after != *state).then_some(after)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("no user approves what they ask for", |_, state: &State| {
                state.wrong != Some(Wrong::OwnApproval)
            }),
            Property::always(
                "no approval outlives its use, a lock or its time",
                |_, state: &State| state.wrong != Some(Wrong::OldApproval),
            ),
            Property::always("five wrong PINs at most", |_, state: &State| {
                state.wrong != Some(Wrong::SixthTry)
            }),
            Property::always("a PIN only within its hours", |_, state: &State| {
                state.wrong != Some(Wrong::LatePin)
            }),
            Property::always("a badge only where and while it may", |_, state: &State| {
                state.wrong != Some(Wrong::Badge)
            }),
            Property::always("a session keeps its user", |_, state: &State| {
                state.wrong != Some(Wrong::OtherUser)
            }),
            Property::always("no session of a disabled user", |_, state: &State| {
                state.wrong != Some(Wrong::DisabledUser)
            }),
            Property::always("a parked session proves nothing", |_, state: &State| {
                state.wrong != Some(Wrong::ParkedSession)
            }),
            Property::sometimes("an approval is used", |_, state: &State| {
                let is_used = |desk: &Desk| desk.grant.is_some_and(|of| of.end == Some(End::Used));
                state.desks.iter().any(is_used)
            }),
            Property::sometimes("a PIN or a badge opens a session", |_, state: &State| {
                let is_by_pin = |desk: &Desk| desk.open.is_some_and(|open| open.is_by_pin);
                state.desks.iter().any(is_by_pin)
            }),
        ]
    }
}
