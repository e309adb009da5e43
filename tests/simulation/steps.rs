//! The steps of a history. They are data: chosen up front from a seed, and replayable after some were removed.

use std::fmt;

use egui_authenticator::domain::registration::RegistrationPolicy;

use crate::gate::{Away, Interruption};
use crate::model::{NAMES, ROLES};

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
    /// Ends the parked session.
    EndParked,
}

/// The PINs that are typed.
pub const PINS: [&str; 3] = ["7391", "8052", "49170"];

/// A PIN that is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedPin {
    /// That of the user, if there is one.
    Right,
    /// One of [`PINS`].
    One(u8),
}

/// What is done with a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinAct {
    /// Sets one of [`PINS`], with a password.
    Set(Typed, u8),
    /// Removes it.
    Remove,
    /// Begins its hours anew, after the password.
    Renew,
    /// Unlocks the window.
    Unlock(TypedPin),
    /// Signs in.
    SignIn(u8, TypedPin),
}

/// The numbers of the badges.
pub const BADGES: [&str; 3] = ["00481000391", "00481000528", "00481009170"];

/// What is done with a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeAct {
    /// Sets one of [`BADGES`], with a password.
    Set(Typed, u8),
    /// Removes it.
    Remove,
    /// Unlocks the window with one of [`BADGES`].
    Unlock(u8),
    /// Signs in with one of them.
    SignIn(u8),
    /// Holds one to the reader of a window that is open, or in which no user is signed in.
    Show(u8),
}

/// What is done with a parked session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParkAct {
    /// Lets another user sign in.
    Park,
    /// Continues one in the session that is open.
    Return(u8),
    /// Tries to sign with one.
    Use(u8),
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
    /// Locks the window, and enters so many wrong passwords and then perhaps the right one while something is out of reach.
    Outage(Away, u8, bool),
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
    /// Does something with a PIN.
    Pin(PinAct),
    /// Does something with a badge.
    Badge(BadgeAct),
    /// Asks another user to approve a refund, who does with a password.
    Approve(u8, Typed),
    /// Uses the approval, also for something else.
    Spend(bool),
    /// Does something with a parked session.
    Parking(ParkAct),
    /// Signs with a password, with the username or without.
    Sign(Typed, bool),
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
            Act::Approve(who, typed) => {
                write!(f, "{} approves ({typed:?} password)", name(who))?;
            }
            Act::Pin(PinAct::SignIn(who, typed)) => {
                write!(f, "sign in {} ({typed:?} PIN)", name(who))?;
            }
            act => write!(f, "{act:?}")?,
        }
        match self.fault {
            None => Ok(()),
            Some(Interruption { at, fault }) => write!(f, " — call {at}: {fault:?}"),
        }
    }
}
