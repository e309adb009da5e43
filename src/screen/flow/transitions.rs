//! What comes after each screen.

use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::service::Session;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::request::{Request, SessionView};
use crate::service::set_up::open::ProgramInfo;

use crate::screen::account::{self, AccountScreen};
use crate::screen::app::{self, AppScreen};
use crate::screen::flow::{Flow, Kept, Screen};
use crate::screen::recovery::codes::{self, CodesScreen, Next};
use crate::screen::recovery::{self, RecoverScreen};
use crate::screen::registration::policy::{self, RegistrationPolicyScreen};
use crate::screen::registration::{self, RegisterScreen};
use crate::screen::set_up::broken::BrokenScreen;
use crate::screen::set_up::start::{self, StartScreen};
use crate::screen::set_up::{self, SetUpScreen};
use crate::screen::sign_in::next_step::{self, NextStepScreen};
use crate::screen::sign_in::{self, LoginScreen};
use crate::screen::{Ask, Now, Step};

impl Flow {
    pub(crate) fn after_start(&mut self, step: Step<start::Leave>, now: Now) -> Vec<Ask> {
        let mut asks = match step {
            Step::Stay(asks) => return asks,
            Step::Leave(start::Leave::SetUp) => {
                self.screen = Screen::SetUp(SetUpScreen::new(Arc::clone(&self.rules)));
                Vec::new()
            }
            Step::Leave(start::Leave::Broken(error)) => {
                self.screen = Screen::Broken(BrokenScreen::new(error));
                Vec::new()
            }
            Step::Leave(start::Leave::Login(opened)) => self.show_login(opened),
            Step::Leave(start::Leave::Reused(opened)) => {
                self.kept.notice = Some(sign_in::Notice::Reused);
                self.show_login(opened)
            }
            Step::Leave(start::Leave::App(session_view)) => self.show_app(session_view, false, now),
        };
        if std::mem::take(&mut self.has_changed) {
            asks.extend(self.on_file_changed(now));
        }
        asks
    }

    pub(crate) fn after_set_up(&mut self, step: Step<set_up::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(set_up::Leave::App(WithRecoveryCodes { value, codes })) => {
                let username = value.session.user().username.as_str().to_owned();
                self.show_codes(codes, username, Next::RegistrationPolicy(value))
            }
            Step::Leave(set_up::Leave::Start) => self.show_start(true, now),
        }
    }

    pub(crate) fn after_login(&mut self, step: Step<sign_in::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(sign_in::Leave::Register) => {
                let settings = self.leave_login().unwrap_or_default();
                let input = std::mem::take(&mut self.kept.registration);
                let rules = Arc::clone(&self.rules);
                self.screen = Screen::Register(RegisterScreen::new(input, &settings, rules));
                Vec::new()
            }
            Step::Leave(sign_in::Leave::Recover(what)) => {
                let settings = self.leave_login().unwrap_or_default();
                let login = self.kept.login.clone();
                let opened = self.kept.opened.as_ref();
                let has_mail = opened.is_some_and(|opened| opened.has_mail);
                let screen = RecoverScreen::new(what, login, settings.password, has_mail);
                self.screen = Screen::Recover(screen);
                Vec::new()
            }
            Step::Leave(sign_in::Leave::NextStep { pending, keep }) => {
                self.leave_login();
                let (screen, asks) = NextStepScreen::new(pending, keep, &mut self.tickets);
                self.screen = Screen::NextStep(screen);
                asks
            }
            Step::Leave(sign_in::Leave::App { session_view, keep }) => {
                self.show_app(session_view, keep, now)
            }
        }
    }

    /// Keeps what was typed at the sign-in form, for coming back. Gives the settings.
    fn leave_login(&mut self) -> Option<Arc<Settings>> {
        let Screen::Login(screen) = &self.screen else {
            return None;
        };
        self.kept.login.clone_from(&screen.login);
        self.kept.opened = Some(screen.opened.clone());
        Some(Arc::clone(&screen.opened.settings))
    }

    /// Back to the sign-in form, as it was left.
    fn back_to_login(&mut self, now: Now) -> Vec<Ask> {
        match self.kept.opened.take() {
            Some(opened) => self.show_login(opened),
            None => self.show_start(false, now),
        }
    }

    pub(crate) fn after_recover(&mut self, step: Step<recovery::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => return asks,
            Step::Leave(recovery::Leave::Back) => {}
            Step::Leave(recovery::Leave::Recovered) => {
                if let Screen::Recover(screen) = &self.screen {
                    self.kept.login.clone_from(&screen.login);
                }
                self.kept.notice = Some(sign_in::Notice::Recovered);
            }
            Step::Leave(recovery::Leave::UsernameFound(username)) => {
                self.kept.login.clone_from(&username);
                self.kept.notice = Some(sign_in::Notice::UsernameFound(username));
            }
        }
        self.back_to_login(now)
    }

    pub(crate) fn after_next_step(&mut self, step: Step<next_step::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(next_step::Leave::Back) => self.back_to_login(now),
            Step::Leave(next_step::Leave::Expired) => {
                self.kept.notice = Some(sign_in::Notice::Expired);
                self.back_to_login(now)
            }
            Step::Leave(next_step::Leave::App(WithRecoveryCodes { value, codes }, keep)) => {
                if codes.is_empty() {
                    return self.show_app(value, keep, now);
                }
                let username = value.session.user().username.as_str().to_owned();
                let next = Next::App {
                    session_view: value,
                    keep,
                };
                self.show_codes(codes, username, next)
            }
        }
    }

    pub(crate) fn after_codes(&mut self, step: Step<codes::Leave>, now: Now) -> Vec<Ask> {
        let (mut asks, is_in) = match step {
            Step::Stay(asks) => return asks,
            Step::Leave(codes::Leave(Next::Login(registered))) => {
                self.kept = Kept {
                    login: registered.username.clone(),
                    notice: Some(sign_in::Notice::Registered(registered)),
                    ..Kept::default()
                };
                // The list of those who may register has changed: read the file again.
                (self.show_start(false, now), false)
            }
            Step::Leave(codes::Leave(Next::RegistrationPolicy(session_view))) => {
                self.screen =
                    Screen::RegistrationPolicy(RegistrationPolicyScreen::new(session_view));
                (Vec::new(), false)
            }
            Step::Leave(codes::Leave(Next::App { session_view, keep })) => {
                (self.show_app(session_view, keep, now), true)
            }
            Step::Leave(codes::Leave(Next::Account { session_view, done })) => {
                (self.show_account(session_view, done), true)
            }
        };
        // The file may have changed while the codes were shown.
        if is_in {
            asks.extend(self.on_file_changed(now));
        }
        asks
    }

    pub(crate) fn after_who(&mut self, step: Step<policy::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(policy::Leave(session_view)) => {
                let mut asks = self.show_app(session_view, false, now);
                asks.extend(self.on_file_changed(now));
                asks
            }
        }
    }

    pub(crate) fn after_account(&mut self, step: Step<account::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(account::Leave::Back(session_view)) => {
                self.show_app(session_view, false, now)
            }
            Step::Leave(account::Leave::Codes(WithRecoveryCodes { value, codes }, done)) => {
                let username = value.session.user().username.as_str().to_owned();
                let next = Next::Account {
                    session_view: value,
                    done,
                };
                self.show_codes(codes, username, next)
            }
            Step::Leave(account::Leave::Ended(session_view)) => self.end(session_view.session, now),
        }
    }

    fn show_account(
        &mut self,
        session_view: Box<SessionView>,
        done: Option<account::Done>,
    ) -> Vec<Ask> {
        let rules = Arc::clone(&self.rules);
        let (screen, asks) = AccountScreen::new(session_view, done, rules, &mut self.tickets);
        self.screen = Screen::Account(screen);
        asks
    }

    fn show_codes(&mut self, codes: Vec<Secret>, username: String, next: Next) -> Vec<Ask> {
        self.screen = Screen::Codes(CodesScreen::new(codes, username, next));
        Vec::new()
    }

    pub(crate) fn after_register(&mut self, step: Step<registration::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(registration::Leave::Login) => {
                if let Screen::Register(screen) = &self.screen {
                    self.kept.registration = screen.user.input.clone();
                }
                self.back_to_login(now)
            }
            Step::Leave(registration::Leave::Registered(WithRecoveryCodes { value, codes })) => {
                self.show_codes(codes, value.username.clone(), Next::Login(value))
            }
        }
    }

    pub(crate) fn after_app(&mut self, step: Step<app::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(app::Leave::Account(session_view)) => self.show_account(session_view, None),
            Step::Leave(app::Leave::SignedOut(session)) => self.sign_out(session, now),
            Step::Leave(app::Leave::Switched) => self.switch(now),
            Step::Leave(app::Leave::Ended(session)) => self.end(session, now),
        }
    }

    /// Signs somebody out whose account is no longer what it was.
    pub(crate) fn end(&mut self, session: Session, now: Now) -> Vec<Ask> {
        self.kept.notice = Some(sign_in::Notice::Ended);
        self.sign_out(session, now)
    }

    pub(crate) fn sign_out(&mut self, session: Session, now: Now) -> Vec<Ask> {
        let sign_out = self.tickets.ask(Request::SignOut(session.left()));
        self.signing_out = Some(sign_out.ticket);
        let mut asks = vec![sign_out];
        asks.extend(self.show_start(false, now));
        asks
    }

    pub(crate) fn show_start(&mut self, may_resume: bool, now: Now) -> Vec<Ask> {
        let (screen, ask) = StartScreen::new(may_resume, &mut self.tickets, now);
        self.screen = Screen::Start(screen);
        vec![ask]
    }

    pub(crate) fn show_login(&mut self, opened: Box<ProgramInfo>) -> Vec<Ask> {
        let (mut screen, asks) =
            LoginScreen::new(opened, Arc::clone(&self.rules), &mut self.tickets);
        screen.login = std::mem::take(&mut self.kept.login);
        if !screen.login.is_empty() {
            screen.focus = Some(sign_in::Field::Password);
        }
        if let Some(notice) = self.kept.notice.take() {
            screen.notice = Some(notice);
        }
        self.screen = Screen::Login(screen);
        asks
    }

    pub(crate) fn show_app(
        &mut self,
        session_view: Box<SessionView>,
        keep: bool,
        now: Now,
    ) -> Vec<Ask> {
        self.kept = Kept::default();
        self.active_at = now;
        if let Some(behind) = self.unpark(&session_view) {
            return self.show_parked(behind, session_view, keep, now);
        }
        let beginning = app::AppStart {
            keep,
            has_home: self.has_home,
            rules: Arc::clone(&self.rules),
        };
        let (screen, asks) = AppScreen::new(session_view, beginning, &mut self.tickets, now);
        self.screen = Screen::App(screen);
        asks
    }

    /// Says something on the sign-in form, now or when it is shown next.
    pub(crate) fn say_on_login(&mut self, notice: sign_in::Notice) {
        match &mut self.screen {
            Screen::Login(screen) => screen.notice = Some(notice),
            Screen::Start(_) => self.kept.notice = Some(notice),
            _ => {}
        }
    }
}
