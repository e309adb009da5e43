//! Paths through the model, carried out at the desks of the simulation.

use egui_authenticator::domain::quick_rule::BadgeUse;
use egui_authenticator::domain::settings::Settings;

use crate::desks::rules::AT_ONCE;
use crate::desks::{Action, Deed, Desk, End, Flaw, State, step};
use crate::model::NAMES;
use crate::start::settings;
use crate::steps::{self, Act, BadgeAct, By, ParkAct, PinAct, Step, Typed, TypedPin};
use crate::world::{Outcome, World};

/// Seconds after which an approval is too old.
const MINUTE: u32 = 61;
/// Seconds after which a PIN is.
const HOURS: u32 = 4_000;

/// The settings of the desks, in which wrong passwords neither lock nor delay: the paths have more of them than users do.
fn patient() -> Settings {
    let mut settings = settings();
    settings.lockout.after = u32::MAX;
    settings.lockout.stop_after = u32::MAX;
    settings.delay.all_names = u32::MAX;
    settings
}

/// Carries out a path, and compares what comes of each action with the rules, perhaps with a mistake.
///
/// # Errors
/// What is different, and after which action.
pub fn replay(start: State, path: &[Action], flaw: Option<Flaw>) -> Result<(), String> {
    let mut settings = patient();
    if start.badges_name {
        settings.quick.badge = BadgeUse::Names;
    }
    let mut desks = Desks(World::with(0, None, settings));
    let mut state = start;
    for (number, action) in path.iter().enumerate() {
        let (is_done, after) = step(flaw, &state, *action);
        let compared = desks
            .carry_out(*action, &state)
            .and_then(|outcome| desks.compare(outcome, (*action, is_done), &after));
        compared.map_err(|how| format!("{how}, after {:?}", &path[..=number]))?;
        state = after;
    }
    Ok(())
}

/// Two desks of the simulation.
struct Desks(World);

fn at(desk: u8, act: Act) -> Step {
    Step {
        computer: desk,
        window: 0,
        act,
        fault: None,
    }
}

impl Desks {
    /// Makes a step of the simulation, which also judges it.
    fn make(&mut self, desk: u8, act: Act) -> Result<bool, String> {
        match self.0.step(at(desk, act)) {
            Ok(outcome) => Ok(outcome == Outcome::Done),
            Err(broken) => Err(broken.to_string()),
        }
    }

    /// Returns whether an action was done.
    fn carry_out(&mut self, action: Action, state: &State) -> Result<bool, String> {
        let (desk, deed) = match action {
            Action::Minute => return self.make(0, Act::Wait(MINUTE)),
            Action::Hours => return self.make(0, Act::Wait(HOURS)),
            Action::At(desk, deed) => (desk, deed),
        };
        let was = &state.desks[usize::from(desk)];
        let owner = |deed| move |user| Act::Admin(By::Owner, user, deed);
        match deed {
            Deed::SignIn(user, is_right) => {
                let is_in = self.make(desk, Act::SignIn(user, typed(is_right)))?;
                self.come_back(desk, is_in.then_some(user), was, true)
            }
            Deed::SignInWithPin(user, is_right) => {
                let pin = |typed| PinAct::SignIn(user, typed);
                let is_in = self.type_pin(desk, &pin, is_right, was.pins[usize::from(user)])?;
                self.come_back(desk, is_in.then_some(user), was, false)
            }
            Deed::Unlock(is_right) => {
                let is_in = self.make(desk, Act::Unlock(typed(is_right)))?;
                if is_in {
                    self.make(desk, Act::Pin(PinAct::Renew))?;
                }
                Ok(is_in)
            }
            Deed::UnlockWithPin(is_right) => {
                let user = was.open.map_or(0, |open| open.user);
                self.type_pin(desk, &PinAct::Unlock, is_right, was.pins[usize::from(user)])
            }
            Deed::SignInWithBadge(user) => {
                let is_in = self.make(desk, Act::Badge(BadgeAct::SignIn(user)))?;
                self.come_back(desk, is_in.then_some(user), was, false)
            }
            Deed::UnlockWithBadge(user) => self.make(desk, Act::Badge(BadgeAct::Unlock(user))),
            Deed::SetBadge => {
                let user = was.open.map_or(0, |open| open.user);
                self.make(desk, Act::Badge(BadgeAct::Set(Typed::Right, user)))
            }
            Deed::ShowBadge(user) => self.make(desk, Act::Badge(BadgeAct::Show(user))),
            Deed::Lock => self.make(desk, Act::Lock),
            Deed::Park => self.make(desk, Act::Parking(ParkAct::Park)),
            Deed::UseParked(user) => {
                // The simulation breaks a rule if it is not refused.
                let number = self.parked(desk, user)?;
                let is_refused = self.make(desk, Act::Parking(ParkAct::Use(number)))?;
                Ok(!is_refused)
            }
            Deed::TakeParked(user) => {
                let number = self.parked(desk, user)?;
                self.make(desk, Act::Parking(ParkAct::Return(number)))
            }
            Deed::SignOut => self.make(desk, Act::SignOut),
            Deed::SetPin => self.make(desk, Act::Pin(PinAct::Set(Typed::Right, 0))),
            Deed::ChangePassword => self.make(desk, Act::ChangePassword(Typed::Right)),
            Deed::Approve(by, is_right) => {
                self.0.window(at(desk, Act::Look)).asked = None;
                self.make(desk, Act::Approve(by, typed(is_right)))
            }
            // What was used is not there any more: its type does not let it be used again.
            Deed::Use(_) if was.grant.is_some_and(|grant| grant.end == Some(End::Used)) => {
                let is_there = self.0.window(at(desk, Act::Look)).granted.is_some();
                Ok(is_there)
            }
            Deed::Use(is_same) => self.make(desk, Act::Spend(!is_same)),
            Deed::EndParked(user) => self.make(desk, owner(steps::Deed::EndParked)(user)),
            Deed::Disable(user) => self.make(desk, owner(steps::Deed::Disable)(user)),
            Deed::Enable(user) => self.make(desk, owner(steps::Deed::Enable)(user)),
            Deed::Revoke(user) => self.make(desk, owner(steps::Deed::EndSessions)(user)),
        }
    }

    /// Does what the window does when a user has signed in: what they had parked continues, and so does their PIN.
    fn come_back(
        &mut self,
        desk: u8,
        user: Option<u8>,
        was: &Desk,
        by_password: bool,
    ) -> Result<bool, String> {
        let Some(user) = user else { return Ok(false) };
        if by_password {
            self.make(desk, Act::Pin(PinAct::Renew))?;
        }
        if was.parked[usize::from(user)] {
            let number = self.parked(desk, user)?;
            if !self.make(desk, Act::Parking(ParkAct::Return(number)))? {
                return Err("what was parked does not continue".to_owned());
            }
        }
        Ok(true)
    }

    /// Types a PIN, or as many wrong ones as the model does at once.
    fn type_pin(
        &mut self,
        desk: u8,
        act: &dyn Fn(TypedPin) -> PinAct,
        is_right: bool,
        pin: Option<super::Pin>,
    ) -> Result<bool, String> {
        let tries = match pin {
            Some(pin) if !is_right && pin.tries == 0 => AT_ONCE,
            _ => 1,
        };
        let typed = TypedPin::One(u8::from(!is_right));
        let mut opens = false;
        for _ in 0..tries {
            opens |= self.make(desk, Act::Pin(act(typed)))?;
        }
        Ok(opens)
    }

    /// The place of what a user has parked.
    fn parked(&mut self, desk: u8, user: u8) -> Result<u8, String> {
        let parked = &self.0.window(at(desk, Act::Look)).parked;
        let place = parked
            .iter()
            .position(|of| of.proven.who == usize::from(user));
        let place = place.and_then(|place| u8::try_from(place).ok());
        place.ok_or_else(|| "nothing is parked".to_owned())
    }

    /// Compares the desks with the model after an action.
    fn compare(
        &mut self,
        is_done: bool,
        (action, expected): (Action, bool),
        after: &State,
    ) -> Result<(), String> {
        // That a wrong PIN is looked at is what the model calls done.
        let expected = match action {
            Action::At(_, Deed::SignInWithPin(_, is_right) | Deed::UnlockWithPin(is_right)) => {
                expected && is_right
            }
            _ => expected,
        };
        if is_done != expected {
            return Err(format!("done: {is_done} and not {expected}"));
        }
        for (number, desk) in after.desks.iter().enumerate() {
            let number = u8::try_from(number).expect("few desks");
            let how = self.difference(number, desk);
            how.map_or(Ok(()), |how| Err(format!("{how} at desk {number}")))?;
        }
        Ok(())
    }

    fn difference(&mut self, number: u8, desk: &Desk) -> Option<&'static str> {
        let window = self.0.window(at(number, Act::Look));
        let parked = desk
            .parked
            .iter()
            .enumerate()
            .filter(|(_, is_parked)| **is_parked);
        let mut found: Vec<_> = window.parked.iter().map(|of| of.proven.who).collect();
        found.sort_unstable();
        if !parked.map(|(user, _)| user).eq(found) {
            return Some("other sessions are parked");
        }
        match (desk.open, window.session.clone()) {
            (None, Some((session, _))) if session.has_ended() => {
                // As the window does.
                window.show(None);
                None
            }
            (None, Some(_)) => Some("a session is still open"),
            (None, None) => None,
            (Some(_), None) => Some("no session is open"),
            (Some(open), Some((session, proven))) => {
                let name = session.user().username.as_str();
                let is_same = name == NAMES[usize::from(open.user)]
                    && proven.is_by_pin == open.is_by_pin
                    && window.is_locked == open.is_locked
                    && !session.has_ended();
                (!is_same).then_some("another session is open")
            }
        }
    }
}

fn typed(is_right: bool) -> Typed {
    if is_right {
        Typed::Right
    } else {
        Typed::Wrong(0)
    }
}
