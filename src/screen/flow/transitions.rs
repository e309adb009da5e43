//! Which screen comes after each screen.

use std::sync::Arc;

use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::service::Session;
use crate::service::quick_unlock::commands::RenewPin;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::remember_me::commands::SignOut;
use crate::service::session_view::SessionView;
use crate::service::set_up::open::ProgramInfo;
use crate::service::sign_in::SignInError;

use crate::screen::account::Form;
use crate::screen::app::{self, AppScreen, OpenPlace};
use crate::screen::flow::{Carried, Flow, Screen};
use crate::screen::form::field::Field;
use crate::screen::form::notice::FormNotice;
use crate::screen::recovery::codes::{CodesScreen, Next};
use crate::screen::recovery::{self, RecoverScreen};
use crate::screen::registration::policy::{self, RegistrationPolicyScreen};
use crate::screen::registration::{self, RegisterScreen};
use crate::screen::set_up::broken::BrokenScreen;
use crate::screen::set_up::start::{self, StartScreen};
use crate::screen::set_up::{self, SetUpScreen};
use crate::screen::sign_in::next_step::{self, NextStepScreen};
use crate::screen::sign_in::{self, LoginScreen};

impl Flow {
    pub(crate) fn after_start(&mut self, transition: Option<start::Transition>) {
        let Some(transition) = transition else { return };
        let is_open = !matches!(
            transition,
            start::Transition::SetUp | start::Transition::Broken(_) | start::Transition::Failed
        );
        if is_open {
            self.tidy_once();
        }
        match transition {
            start::Transition::SetUp => {
                let customization = Arc::clone(&self.customization);
                let mut screen = SetUpScreen::new(customization);
                if let Some(sign_in::Notice::Form(notice)) = self.carried.notice.take() {
                    screen.form.notice = Some(notice);
                }
                self.screen = Screen::SetUp(screen);
            }
            start::Transition::Broken(error) => {
                self.screen = Screen::Broken(BrokenScreen::new(error, self.effects.now()));
            }
            start::Transition::Failed => self.screen = Screen::Broken(BrokenScreen::default()),
            start::Transition::Login(opened) => self.show_login(opened),
            start::Transition::Reused(opened) => {
                self.carried.notice = Some(sign_in::Notice::Reused);
                self.show_login(opened);
            }
            start::Transition::NotNow(opened, refusal) => {
                let notice = FormNotice::NotNow(refusal);
                self.carried.notice = Some(sign_in::Notice::Form(notice));
                self.show_login(opened);
            }
            start::Transition::Locked(opened, username) => {
                self.carried.login = username;
                self.carried.notice = Some(sign_in::Notice::Locked);
                self.show_login(opened);
                // Who was remembered stays so.
                if let Screen::Login(screen) = &mut self.screen {
                    screen.keep_ticked = true;
                    screen.suggested.clone_from(&screen.login);
                }
            }
            start::Transition::App {
                session_view,
                locks,
            } => {
                self.show_app(session_view, false);
                if locks {
                    self.lock();
                }
            }
        }
        if std::mem::take(&mut self.has_file_changed) {
            self.follow_file();
        }
    }

    pub(crate) fn after_set_up(&mut self, transition: Option<set_up::Transition>) {
        match transition {
            None => {}
            Some(set_up::Transition::App(WithRecoveryCodes { value, codes })) => {
                let username = value.session.user().username.as_str().to_owned();
                self.show_codes(codes, username, Next::RegistrationPolicy(value));
            }
            Some(set_up::Transition::Start) => self.show_start(true),
        }
    }

    pub(crate) fn after_login(&mut self, transition: Option<sign_in::Transition>) {
        match transition {
            None => {}
            Some(sign_in::Transition::Register) => {
                let settings = self.leave_login().unwrap_or_default();
                let input = std::mem::take(&mut self.carried.registration);
                let customization = Arc::clone(&self.customization);
                let screen = RegisterScreen::new(input, &settings, customization);
                self.screen = Screen::Register(screen);
            }
            Some(sign_in::Transition::Recover(what)) => {
                let settings = self.leave_login().unwrap_or_default();
                let login = self.carried.login.clone();
                let opened = self.carried.opened.as_ref();
                let has_mail = opened.is_some_and(|opened| opened.has_mail);
                let screen = RecoverScreen::new(what, login, settings.password, has_mail);
                self.screen = Screen::Recover(screen);
            }
            Some(sign_in::Transition::NextStep { pending, keep }) => {
                self.leave_login();
                let screen = NextStepScreen::new(pending, keep, &mut self.effects);
                self.screen = Screen::NextStep(screen);
            }
            Some(sign_in::Transition::App { session_view, keep }) => {
                self.show_app(session_view, keep);
            }
        }
    }

    /// Carries along what was typed into the sign-in form. Returns the settings.
    fn leave_login(&mut self) -> Option<Arc<Settings>> {
        let Screen::Login(screen) = &self.screen else {
            return None;
        };
        self.carried.login.clone_from(&screen.login);
        self.carried.opened = Some(screen.opened.clone());
        Some(Arc::clone(&screen.opened.settings))
    }

    /// Shows the sign-in form as it was left.
    fn back_to_login(&mut self) {
        match self.carried.opened.take() {
            Some(opened) => self.show_login(opened),
            None => self.show_start(false),
        }
    }

    pub(crate) fn after_recover(&mut self, transition: Option<recovery::Transition>) {
        match transition {
            None => return,
            Some(recovery::Transition::Back) => {}
            Some(recovery::Transition::Recovered) => {
                if let Screen::Recover(screen) = &self.screen {
                    self.carried.login.clone_from(&screen.login);
                }
                self.carried.notice = Some(sign_in::Notice::Recovered);
            }
            Some(recovery::Transition::UsernameFound(username)) => {
                self.carried.login.clone_from(&username);
                self.carried.notice = Some(sign_in::Notice::UsernameFound(username));
            }
        }
        self.back_to_login();
    }

    pub(crate) fn after_next_step(&mut self, transition: Option<next_step::Transition>) {
        match transition {
            None => {}
            Some(next_step::Transition::Back) => self.back_to_login(),
            Some(next_step::Transition::Expired) => {
                self.carried.notice = Some(sign_in::Notice::Failed(SignInError::Expired));
                self.back_to_login();
            }
            Some(next_step::Transition::App(WithRecoveryCodes { value, codes }, keep)) => {
                if codes.is_empty() {
                    return self.show_app(value, keep);
                }
                let username = value.session.user().username.as_str().to_owned();
                let next = Next::App {
                    session_view: value,
                    keep,
                };
                self.show_codes(codes, username, next);
            }
        }
    }

    pub(crate) fn after_codes(&mut self, next: Option<Next>) {
        match next {
            None => return,
            Some(Next::Login(registered)) => {
                self.carried = Carried {
                    login: registered.username.clone(),
                    notice: Some(sign_in::Notice::Registered(registered)),
                    ..Carried::default()
                };
                // The list of those who may register has changed: read the file again.
                return self.show_start(false);
            }
            Some(Next::RegistrationPolicy(session_view)) => {
                let screen = RegistrationPolicyScreen::new(session_view);
                self.screen = Screen::RegistrationPolicy(screen);
                return;
            }
            Some(Next::App { session_view, keep }) => {
                self.show_app(session_view, keep);
            }
            Some(Next::Account {
                session_view,
                done,
                place,
            }) => {
                self.show_account(session_view, done, place);
            }
        }
        // The file may have changed while the codes were shown.
        self.follow_file();
    }

    pub(crate) fn after_policy(&mut self, transition: Option<policy::Transition>) {
        if let Some(policy::Transition(session_view)) = transition {
            self.show_app(session_view, false);
            self.follow_file();
        }
    }

    fn show_account(
        &mut self,
        session_view: Box<SessionView>,
        done: Option<Form>,
        place: OpenPlace,
    ) {
        self.show_app(session_view, false);
        if let Screen::App(screen) = &mut self.screen {
            screen.open_account(done, &mut self.effects);
            screen.return_to(place, &mut self.effects);
        }
    }

    fn show_codes(&mut self, codes: Vec<Secret>, username: String, next: Next) {
        self.screen = Screen::Codes(CodesScreen::new(codes, username, next));
    }

    pub(crate) fn after_register(&mut self, transition: Option<registration::Transition>) {
        match transition {
            None => {}
            Some(registration::Transition::Login) => {
                if let Screen::Register(screen) = &self.screen {
                    self.carried.registration = screen.form.user.input.clone();
                }
                self.back_to_login();
            }
            Some(registration::Transition::Registered(WithRecoveryCodes { value, codes })) => {
                self.show_codes(codes, value.username.clone(), Next::Login(value));
            }
        }
    }

    pub(crate) fn after_app(&mut self, transition: Option<app::Transition>) {
        match transition {
            None => {}
            Some(app::Transition::Codes(WithRecoveryCodes { value, codes }, done, place)) => {
                let username = value.session.user().username.as_str().to_owned();
                let next = Next::Account {
                    session_view: value,
                    done,
                    place,
                };
                self.show_codes(codes, username, next);
            }
            Some(app::Transition::SignedOut(session)) => self.sign_out(session),
            Some(app::Transition::Switched) => self.switch(),
            Some(app::Transition::Ended(session)) => self.end(session),
            Some(app::Transition::Restored(session)) => {
                self.carried.notice = Some(sign_in::Notice::Restored);
                self.sign_out(session);
            }
        }
    }

    /// Signs a user out whose account is no longer what it was.
    pub(crate) fn end(&mut self, session: Session) {
        self.carried.notice = Some(sign_in::Notice::Ended);
        self.sign_out(session);
    }

    pub(super) fn sign_out(&mut self, session: Session) {
        // At once: the command waits for the keyring.
        session.state().end();
        self.signing_out = self.effects.start(SignOut(session));
        self.show_start(false);
    }

    pub(crate) fn show_start(&mut self, may_resume: bool) {
        self.copied.clear(&mut self.effects);
        // What is read for the last session is not for the next one.
        self.refreshing.cancel();
        self.note_waiting_badges();
        self.screen = Screen::Start(StartScreen::new(may_resume, &mut self.effects));
    }

    pub(crate) fn show_login(&mut self, opened: Box<ProgramInfo>) {
        let customization = Arc::clone(&self.customization);
        let mut screen = LoginScreen::new(opened, customization, &mut self.effects);
        screen.login = std::mem::take(&mut self.carried.login);
        screen.pick_again();
        if !screen.login.is_empty() {
            screen.focus = Some(Field::CurrentPassword);
        }
        if let Some(username) = self.carried.named.take() {
            screen.name(username, &mut self.effects);
        }
        if let Some(notice) = self.carried.notice.take() {
            screen.notice = Some(notice);
        }
        self.screen = Screen::Login(screen);
    }

    pub(crate) fn show_app(&mut self, session_view: Box<SessionView>, keep: bool) {
        self.carried = Carried::default();
        self.active_at = self.effects.now();
        self.renew_pin(&session_view);
        if let Some(parked) = self.unpark(&session_view.session) {
            return self.show_parked(parked, session_view, keep);
        }
        let start = app::AppStart {
            keep,
            customization: Arc::clone(&self.customization),
        };
        let screen = AppScreen::new(session_view, start, &mut self.effects);
        self.screen = Screen::App(screen);
        self.tell_parked_end();
    }

    /// Has the PIN of a user accepted again who has entered the password.
    pub(super) fn renew_pin(&mut self, session_view: &SessionView) {
        if session_view.settings.quick.is_on() {
            self.effects.run(RenewPin(session_view.session.clone()));
        }
    }

    /// Shows a notice on the sign-in form, now or when it is shown next.
    pub(crate) fn show_on_login(&mut self, notice: sign_in::Notice) {
        match &mut self.screen {
            Screen::Login(screen) => screen.notice = Some(notice),
            Screen::Start(_) => self.carried.notice = Some(notice),
            _ => {}
        }
    }
}
