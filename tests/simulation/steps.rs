//! The steps of a history. They are data: chosen up front from a seed, and replayable after some were removed.

use std::fmt;

use egui_authenticator::domain::registration::RegistrationPolicy;

use crate::gate::{Fault, Interruption};
use crate::model::{NAMES, ROLES};
use crate::seeded::Seeded;

/// The number of computers, which share the configuration file.
pub const COMPUTERS: usize = 2;
/// The number of windows on each, which share its state database and its keyring.
pub const WINDOWS: usize = 2;

/// The tokens of a keyring that are tried again.
pub const COPIES: u8 = 4;

/// A password that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The right one.
    Right,
    /// The one before.
    Former,
    /// One that never was right.
    Wrong(u8),
}

/// A code that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedCode {
    /// A recovery code that was not used.
    Recovery(u8),
    /// The last reset code.
    Reset,
    /// A code that was used, replaced or is void.
    Spent(u8),
}

/// The answer to the question for the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The code of the app, so many steps from now.
    App(i8),
    /// A code that the app does not show.
    WrongApp,
    /// A recovery code.
    Code(TypedCode),
}

/// What an administrator does to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Gives other roles, by their index.
    Roles(u8),
    /// Disables.
    Disable,
    /// Enables.
    Enable,
    /// Makes a reset code.
    StartReset,
    /// Requires a new password.
    RequirePassword,
    /// Ends all sessions.
    EndSessions,
    /// Turns off the second factor.
    TwoStepOff,
    /// Forgets the failed attempts.
    Unlock,
    /// Adds the first user without an account, from this one on, with these roles.
    Add(u8),
    /// Changes the username, to the one with this index.
    Rename(u8),
    /// Removes.
    Remove,
    /// Approves a user who registered.
    Approve,
}

/// Who manages users and settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The user who is signed in at the window.
    Session,
    /// The owner of the file, at the command line.
    Owner,
}

/// A setting that is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Failures in a row before the first lockout.
    LockoutAfter(u8),
    /// Failures in a row before the hard stop.
    StopAfter(u8),
    /// Who may register.
    Registration(RegistrationPolicy),
    /// Minutes before a window locks itself.
    LockMinutes(u8),
}

/// What is done at a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Signs in with a password.
    SignIn(u8, Typed),
    /// Answers the question for the second factor.
    SecondFactor(Answer),
    /// Chooses the new password that is required.
    ChooseNew,
    /// Keeps the user signed in.
    Remember,
    /// Signs out.
    SignOut,
    /// Ends the process and starts another one, which resumes.
    Restart,
    /// Puts back an earlier token of the keyring, counted from the last one, and restarts. The highest number stands
    /// for the last token of the other computer.
    UseCopy(u8),
    /// Looks at everything that the session may see.
    Look,
    /// Enters the password again.
    Confirm(Typed),
    /// Locks the window.
    Lock,
    /// Locks all windows of the computer, which goes to sleep.
    Sleep,
    /// Unlocks the window with a password.
    Unlock(Typed),
    /// Changes the password.
    ChangePassword(Typed),
    /// Makes new recovery codes.
    NewCodes,
    /// Ends all other sessions.
    EndSessions,
    /// Sets up the second factor.
    TwoStepOn,
    /// Turns off the second factor.
    TwoStepOff,
    /// Sets a new password with a code.
    Recover(u8, TypedCode),
    /// Asks for the username with a code.
    FindUsername(u8, TypedCode),
    /// Manages another user.
    Admin(By, u8, Deed),
    /// Changes a setting.
    Set(By, Choice),
    /// Imports a table that gives one user these roles, and adds the first one without an account, from another one on.
    Import(By, u8, u8, u8),
    /// Registers the first user without an account, from one on, with the e-mail address that another one had first.
    Register(u8, u8),
    /// Waits for so many seconds.
    Wait(u32),
    /// Sets the clock of the computer back by so many seconds.
    SetBack(u32),
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The computer.
    pub computer: u8,
    /// The window.
    pub window: u8,
    /// What is done.
    pub act: Act,
    /// What goes wrong.
    pub fault: Option<Interruption>,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            computer, window, ..
        } = self;
        write!(f, "computer {computer}, window {window}: ")?;
        let name = |who: u8| NAMES[usize::from(who)];
        match self.act {
            Act::SignIn(who, typed) => write!(f, "sign in {} ({typed:?} password)", name(who))?,
            Act::Recover(who, code) => write!(f, "recover {} ({code:?})", name(who))?,
            Act::FindUsername(who, code) => write!(f, "find username {} ({code:?})", name(who))?,
            Act::Admin(by, who, Deed::Roles(roles)) => {
                let roles = ROLES[usize::from(roles)];
                write!(f, "give {} the roles {roles:?} ({by:?})", name(who))?;
            }
            Act::Admin(by, who, Deed::Add(roles)) => {
                let roles = ROLES[usize::from(roles)];
                write!(
                    f,
                    "add from {} on, with the roles {roles:?} ({by:?})",
                    name(who)
                )?;
            }
            Act::Admin(by, who, deed) => write!(f, "{deed:?} of {} ({by:?})", name(who))?,
            Act::Register(who, email) => {
                write!(
                    f,
                    "register from {} on, with the address of {}",
                    name(who),
                    name(email)
                )?;
            }
            act => write!(f, "{act:?}")?,
        }
        match self.fault {
            None => Ok(()),
            Some(Interruption { at, fault }) => write!(f, " — call {at}: {fault:?}"),
        }
    }
}

/// Returns the steps of a history.
pub fn history(seed: u64, count: usize) -> Vec<Step> {
    let seeded = Seeded::new(seed ^ 0x5EED);
    (0..count).map(|_| step(&seeded)).collect()
}

fn small(seeded: &Seeded, end: usize) -> u8 {
    u8::try_from(seeded.below(end)).expect("small")
}

/// Returns a number below `end`: mostly zero, so that more acts meet a session.
fn often_first(seeded: &Seeded, end: usize) -> u8 {
    if seeded.below(2) == 0 {
        0
    } else {
        small(seeded, end)
    }
}

fn step(seeded: &Seeded) -> Step {
    let is_faulty = seeded.below(5) == 0;
    let fault = is_faulty.then(|| Interruption {
        at: small(seeded, 16),
        fault: match seeded.below(4) {
            0 => Fault::Fails,
            1 => Fault::DiesBefore,
            2 => Fault::DiesAfter,
            _ => Fault::Rival(seeded.below(NAMES.len())),
        },
    });
    Step {
        computer: often_first(seeded, COMPUTERS),
        window: often_first(seeded, WINDOWS),
        act: act(seeded),
        fault,
    }
}

fn typed(seeded: &Seeded) -> Typed {
    match seeded.below(8) {
        0 => Typed::Former,
        1 => Typed::Wrong(small(seeded, 10)),
        _ => Typed::Right,
    }
}

fn code(seeded: &Seeded) -> TypedCode {
    match seeded.below(8) {
        0..3 => TypedCode::Spent(small(seeded, 16)),
        3 | 4 => TypedCode::Recovery(small(seeded, 8)),
        _ => TypedCode::Reset,
    }
}

fn who(seeded: &Seeded) -> u8 {
    small(seeded, NAMES.len())
}

fn by(seeded: &Seeded) -> By {
    [By::Session, By::Owner][seeded.below(2)]
}

fn choice(seeded: &Seeded) -> Choice {
    let policies = [
        RegistrationPolicy::Closed,
        RegistrationPolicy::Approval,
        RegistrationPolicy::Open,
    ];
    match seeded.below(8) {
        0..3 => Choice::LockoutAfter([2, 3, 4][seeded.below(3)]),
        3 | 4 => Choice::StopAfter([5, 8][seeded.below(2)]),
        5 | 6 => Choice::Registration(policies[seeded.below(3)]),
        _ => Choice::LockMinutes(small(seeded, 3)),
    }
}

fn deed(seeded: &Seeded) -> Deed {
    match seeded.below(20) {
        0 | 1 => Deed::Roles(small(seeded, ROLES.len())),
        2 => Deed::Disable,
        3 | 4 => Deed::Enable,
        5 | 6 => Deed::StartReset,
        7 => Deed::RequirePassword,
        8 => Deed::EndSessions,
        9 => Deed::TwoStepOff,
        10 => Deed::Rename(who(seeded)),
        11 | 12 => Deed::Remove,
        13..16 => Deed::Add(small(seeded, ROLES.len())),
        16 | 17 => Deed::Approve,
        _ => Deed::Unlock,
    }
}

fn act(seeded: &Seeded) -> Act {
    match seeded.below(94) {
        0..16 => {
            // Mostly Ada and Bob, so that some user is often signed in.
            let who = [0, 0, 0, 2, 2, 2, 1, 1, 3, 3, 4, 5][seeded.below(12)];
            Act::SignIn(who, typed(seeded))
        }
        16..19 => Act::SignIn(who(seeded), Typed::Wrong(small(seeded, 10))),
        19..25 => Act::SecondFactor(match seeded.below(6) {
            0 => Answer::WrongApp,
            1 => Answer::Code(code(seeded)),
            2 => Answer::App(-1),
            3 => Answer::App(1),
            _ => Answer::App(0),
        }),
        25..28 => Act::ChooseNew,
        28..35 => Act::Remember,
        35 => Act::SignOut,
        36..42 => Act::Restart,
        42..45 => Act::UseCopy(small(seeded, usize::from(COPIES) + 1)),
        45..48 => Act::Look,
        48 => Act::Confirm(typed(seeded)),
        49 => Act::ChangePassword(typed(seeded)),
        50..52 => Act::NewCodes,
        52 => Act::EndSessions,
        53..55 => Act::TwoStepOn,
        55 => Act::TwoStepOff,
        56..58 => Act::Recover(who(seeded), code(seeded)),
        58 => Act::FindUsername(who(seeded), code(seeded)),
        59..67 => Act::Admin(By::Session, who(seeded), deed(seeded)),
        67..71 => Act::Wait([1, 20, 31, 61, 121, 400, 1_000, 90_000][seeded.below(8)]),
        81..86 => Act::Admin(By::Owner, who(seeded), deed(seeded)),
        86..88 => Act::Set(by(seeded), choice(seeded)),
        88..90 => Act::Import(
            by(seeded),
            who(seeded),
            small(seeded, ROLES.len()),
            who(seeded),
        ),
        90..93 => Act::Register(who(seeded), who(seeded)),
        71..73 => Act::Lock,
        73..75 => Act::Sleep,
        75..81 => Act::Unlock(typed(seeded)),
        _ => Act::SetBack([30, 3_600][seeded.below(2)]),
    }
}
