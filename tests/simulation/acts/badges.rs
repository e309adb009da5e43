//! Badges in place of the password, on one computer (R110).

use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::session_view::SessionView;

use crate::acts::{Stepped, outcome};
use crate::model::{Broken, PinTry, Proven};
use crate::steps::{BADGES, BadgeAct, Step, Typed};
use crate::world::{Outcome, Ran, World, secret};

impl World {
    /// Does something with a badge.
    pub fn badge(&mut self, step: Step, act: BadgeAct) -> Stepped {
        let number = |at: u8| BADGES[usize::from(at)];
        match act {
            BadgeAct::Set(typed, at) => {
                let change = AccountChange::Badge(secret(number(at)));
                self.set_quick(step, typed, change, |memory, person, is_done| {
                    memory.badge_changed(person, Some(number(at)), is_done);
                })
            }
            BadgeAct::Remove => {
                let change = AccountChange::BadgeOff;
                self.set_quick(step, Typed::Right, change, |memory, person, is_done| {
                    memory.badge_changed(person, None, is_done);
                })
            }
            BadgeAct::Unlock(at) => self.unlock_with_badge(step, number(at)),
            BadgeAct::SignIn(at) => self.sign_in_with_badge(step, number(at)),
            BadgeAct::Show(at) => self.show_badge(step, number(at)),
        }
    }

    /// Holds a badge to the reader where no badge is asked for.
    fn show_badge(&mut self, step: Step, number: &'static str) -> Stepped {
        let window = self.window(step);
        if window.is_locked {
            return Ok(Outcome::Nothing);
        }
        let (session, proven) = window.session.clone().unzip();
        let ran = self.run(step, |service| {
            let quick = service.quick_unlock();
            quick.note_badges(&[(session, secret(number))])
        })?;
        if ran.result.is_some() && !ran.is_interrupted {
            let who = proven.map(|proven| proven.who);
            let memory = &mut self.model.computers[usize::from(step.computer)];
            memory.badges.shown(who, number);
        }
        Ok(match ran.result {
            Some(_) => Outcome::Done,
            None => Outcome::Died,
        })
    }

    /// Judges what a badge has opened. Returns whose it is.
    fn judge_badge(
        &mut self,
        step: Step,
        number: &str,
        ran: &Ran<Result<Box<SessionView>, AccountError>>,
    ) -> Result<Option<(usize, Session)>, Broken> {
        let Some(Ok(view)) = &ran.result else {
            return Ok(None);
        };
        let holder = self.model.holder(view.session.user().username.as_str());
        let who = holder.expect("a user of the file");
        let person = &self.model.people[who];
        let memory = &mut self.model.computers[usize::from(step.computer)];
        memory.judge_badge((who, person), number, PinTry::Accepted)?;
        self.judge_quick(step, who, view)?;
        Ok(Some((who, view.session.clone())))
    }

    fn unlock_with_badge(&mut self, step: Step, number: &'static str) -> Stepped {
        let window = self.window(step);
        let locked = window.session.clone().filter(|_| window.is_locked);
        let Some((session, proven)) = locked else {
            return Ok(Outcome::Nothing);
        };
        let ran = self.run(step, |service| {
            let quick = service.quick_unlock();
            quick.unlock_with_badge(&session, &secret(number))
        })?;
        if let Some((_, session)) = self.judge_badge(step, number, &ran)? {
            self.unlocked_quickly(step, session, proven)?;
        }
        Ok(outcome(&ran))
    }

    fn sign_in_with_badge(&mut self, step: Step, number: &'static str) -> Stepped {
        let ran = self.run(step, |service| {
            let quick = service.quick_unlock();
            quick.sign_in_with_badge(&secret(number))
        })?;
        if let Some((who, session)) = self.judge_badge(step, number, &ran)? {
            let proven = Proven {
                is_by_pin: true,
                ..self.proven(who, None)
            };
            self.window(step).show(Some((session, proven)));
        }
        Ok(outcome(&ran))
    }
}
