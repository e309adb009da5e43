//! The parent of the screens: shows one, and decides which comes next.
//!
//! ```text
//!            ┌──────▶ SetUp ────────────┐
//! Start ─────┼──────▶ Broken ─▶ Start   ▼
//!   ▲        ├────────────────────────▶ App ─▶ Start
//!   │        └──────▶ Login ────────────┘
//!   └─── Register ◀─────┘
//! ```
//! Signing out goes through `Start` without resuming, so the next person always meets the file as
//! it is then, and a screen on which nothing of the last one is left (R53).

mod reload;

use crate::account::look::ThemeChoice;
use crate::account::password::PasswordRule;
use crate::service::Session;
use crate::service::request::{Entrance, Reply, Request};
use crate::service::start::Opened;

use super::app::AppScreen;
use super::broken::BrokenScreen;
use super::login::LoginScreen;
use super::own_password::OwnPasswordScreen;
use super::register::RegisterScreen;
use super::set_up::SetUpScreen;
use super::start::StartScreen;
use super::{
    Ask, Now, Step, Ticket, Tickets, app, broken, login, own_password, register, set_up, start,
};

/// The screen that is shown.
pub enum Screen {
    /// The file is being opened.
    Start(StartScreen),
    /// There is no file yet.
    SetUp(SetUpScreen),
    /// The file cannot be used.
    Broken(BrokenScreen),
    /// Nobody is signed in.
    Login(LoginScreen),
    /// Somebody is making an account.
    Register(RegisterScreen),
    /// Somebody is signed in.
    App(AppScreen),
    /// Somebody who is signed in changes their password.
    Password(OwnPasswordScreen),
}

/// What a person did on the screen that is shown.
pub enum Event {
    /// On the set-up form.
    SetUp(set_up::Event),
    /// On the screen of problems.
    Broken(broken::Event),
    /// On the sign-in form.
    Login(login::Event),
    /// On the registration form.
    Register(register::Event),
    /// On a page.
    App(app::Event),
    /// On the form for another password.
    Password(own_password::Event),
}

/// All screens, one of them shown.
pub struct Flow {
    screen: Screen,
    tickets: Tickets,
    kept: Kept,
    signing_out: Option<Ticket>,
    reloading: Option<Ticket>,
    has_changed: bool,
    theme: Option<ThemeChoice>,
}

/// What is kept while going back and forth between the forms. Never a password, and nothing once
/// somebody is signed in.
#[derive(Default)]
struct Kept {
    opened: Option<Box<Opened>>,
    login: String,
    draft: register::Draft,
    notice: Option<login::Notice>,
}

impl Flow {
    /// Begins by opening the file.
    #[must_use]
    pub fn new(now: Now) -> (Self, Vec<Ask>) {
        let mut tickets = Tickets::default();
        let theme = tickets.ask(Request::LoadTheme);
        let (screen, ask) = StartScreen::new(true, &mut tickets, now);
        let flow = Self {
            screen: Screen::Start(screen),
            tickets,
            kept: Kept::default(),
            signing_out: None,
            reloading: None,
            has_changed: false,
            theme: None,
        };
        (flow, vec![theme, ask])
    }

    /// The screen that is shown.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The theme that was chosen on this computer; `None` to follow the system.
    #[must_use]
    pub fn theme(&self) -> Option<ThemeChoice> {
        self.theme
    }

    /// The screen that is shown, to be drawn: what is typed goes straight into it.
    pub fn screen_mut(&mut self) -> &mut Screen {
        &mut self.screen
    }

    /// A person did something. An event of a screen that is no longer shown does nothing.
    pub fn on(&mut self, event: Event, now: Now) -> Vec<Ask> {
        match (&mut self.screen, event) {
            (Screen::SetUp(screen), Event::SetUp(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_set_up(step, now)
            }
            (Screen::Broken(screen), Event::Broken(event)) => match screen.on(event) {
                Step::Stay(asks) => asks,
                Step::Leave(broken::Leave::Start) => self.show_start(true, now),
            },
            (Screen::Login(screen), Event::Login(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_login(step, now)
            }
            (Screen::Register(screen), Event::Register(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_register(step, now)
            }
            (Screen::App(screen), Event::App(event)) => {
                if let app::Event::Theme(choice) = event {
                    self.theme = Some(choice);
                }
                let step = screen.on(event, &mut self.tickets, now);
                self.after_app(step, now)
            }
            (Screen::Password(screen), Event::Password(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_password(step, now)
            }
            _ => Vec::new(),
        }
    }

    /// Something that was asked for has been carried out.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, now: Now) -> Vec<Ask> {
        if self.signing_out == Some(ticket) {
            self.signing_out = None;
            if let Reply::SignedOut(Err(error)) = reply {
                self.say_on_login(login::Notice::SignOut(error));
            }
            return Vec::new();
        }
        if self.reloading == Some(ticket) {
            self.reloading = None;
            return self.reloaded(reply, now);
        }
        if let Reply::ThemeLoaded(choice) = reply {
            // Whoever was quicker to choose than the store was to answer keeps their choice.
            self.theme = self.theme.or(choice);
            return Vec::new();
        }
        match &mut self.screen {
            Screen::Start(screen) => {
                let step = screen.on_reply(ticket, reply, &mut self.tickets, now);
                self.after_start(step, now)
            }
            Screen::SetUp(screen) => {
                let step = screen.on_reply(ticket, reply);
                self.after_set_up(step, now)
            }
            Screen::Broken(_) => Vec::new(),
            Screen::Login(screen) => {
                let step = screen.on_reply(ticket, reply, now);
                self.after_login(step, now)
            }
            Screen::Register(screen) => {
                let step = screen.on_reply(ticket, reply);
                self.after_register(step, now)
            }
            Screen::App(screen) => {
                let step = screen.on_reply(ticket, reply);
                self.after_app(step, now)
            }
            Screen::Password(screen) => {
                let step = screen.on_reply(ticket, reply, now);
                self.after_password(step, now)
            }
        }
    }

    fn after_start(&mut self, step: Step<start::Leave>, now: Now) -> Vec<Ask> {
        let mut asks = match step {
            Step::Stay(asks) => return asks,
            Step::Leave(start::Leave::SetUp) => {
                self.screen = Screen::SetUp(SetUpScreen::new());
                Vec::new()
            }
            Step::Leave(start::Leave::Broken(error)) => {
                self.screen = Screen::Broken(BrokenScreen::new(error));
                Vec::new()
            }
            Step::Leave(start::Leave::Login(opened)) => self.show_login(opened),
            Step::Leave(start::Leave::Reused(opened)) => {
                self.kept.notice = Some(login::Notice::Reused);
                self.show_login(opened)
            }
            Step::Leave(start::Leave::App(entrance)) => self.show_app(entrance, false, now),
        };
        if std::mem::take(&mut self.has_changed) {
            asks.extend(self.on_file_changed(now));
        }
        asks
    }

    fn after_set_up(&mut self, step: Step<set_up::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(set_up::Leave::App(entrance)) => self.show_app(entrance, false, now),
            Step::Leave(set_up::Leave::Start) => self.show_start(true, now),
        }
    }

    fn after_login(&mut self, step: Step<login::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(login::Leave::Register) => {
                let mut rule = PasswordRule::default();
                if let Screen::Login(screen) = &self.screen {
                    rule = screen.opened.settings.password;
                    self.kept.login.clone_from(&screen.login);
                    self.kept.opened = Some(screen.opened.clone());
                }
                let draft = std::mem::take(&mut self.kept.draft);
                self.screen = Screen::Register(RegisterScreen::new(draft, rule));
                Vec::new()
            }
            Step::Leave(login::Leave::App { entrance, keep }) => self.show_app(entrance, keep, now),
        }
    }

    fn after_register(&mut self, step: Step<register::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(register::Leave::Login) => {
                if let Screen::Register(screen) = &self.screen {
                    self.kept.draft = screen.draft.clone();
                }
                match self.kept.opened.take() {
                    Some(opened) => self.show_login(opened),
                    None => self.show_start(false, now),
                }
            }
            Step::Leave(register::Leave::Registered(username)) => {
                self.kept = Kept {
                    login: username.clone(),
                    notice: Some(login::Notice::Registered(username)),
                    ..Kept::default()
                };
                // The list of those who may register has changed: read the file again.
                self.show_start(false, now)
            }
        }
    }

    fn after_app(&mut self, step: Step<app::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(app::Leave::Password(entrance)) => {
                self.screen = Screen::Password(OwnPasswordScreen::new(entrance));
                Vec::new()
            }
            Step::Leave(app::Leave::SignedOut(session)) => self.sign_out(session, now),
        }
    }

    fn after_password(&mut self, step: Step<own_password::Leave>, now: Now) -> Vec<Ask> {
        match step {
            Step::Stay(asks) => asks,
            Step::Leave(own_password::Leave::Back(entrance)) => self.show_app(entrance, false, now),
            Step::Leave(own_password::Leave::Changed(entrance)) => {
                let asks = self.show_app(entrance, false, now);
                if let Screen::App(screen) = &mut self.screen {
                    screen.notice = Some(app::Notice::PasswordChanged);
                }
                asks
            }
            Step::Leave(own_password::Leave::Ended(entrance)) => self.end(entrance.session, now),
        }
    }

    /// Signs somebody out whose account is no longer what it was.
    fn end(&mut self, session: Session, now: Now) -> Vec<Ask> {
        self.kept.notice = Some(login::Notice::Ended);
        self.sign_out(session, now)
    }

    fn sign_out(&mut self, session: Session, now: Now) -> Vec<Ask> {
        let sign_out = self.tickets.ask(Request::SignOut(session));
        self.signing_out = Some(sign_out.ticket);
        let mut asks = vec![sign_out];
        asks.extend(self.show_start(false, now));
        asks
    }

    fn show_start(&mut self, may_resume: bool, now: Now) -> Vec<Ask> {
        let (screen, ask) = StartScreen::new(may_resume, &mut self.tickets, now);
        self.screen = Screen::Start(screen);
        vec![ask]
    }

    fn show_login(&mut self, opened: Box<Opened>) -> Vec<Ask> {
        let (mut screen, asks) = LoginScreen::new(opened, &mut self.tickets);
        screen.login = std::mem::take(&mut self.kept.login);
        if !screen.login.is_empty() {
            screen.focus = Some(login::Field::Password);
        }
        if let Some(notice) = self.kept.notice.take() {
            screen.notice = Some(notice);
        }
        self.screen = Screen::Login(screen);
        asks
    }

    fn show_app(&mut self, entrance: Box<Entrance>, keep: bool, now: Now) -> Vec<Ask> {
        self.kept = Kept::default();
        let (screen, asks) = AppScreen::new(entrance, keep, &mut self.tickets, now);
        self.screen = Screen::App(screen);
        asks
    }

    /// Says something on the sign-in form, now or when it is shown next.
    fn say_on_login(&mut self, notice: login::Notice) {
        match &mut self.screen {
            Screen::Login(screen) => screen.notice = Some(notice),
            Screen::Start(_) => self.kept.notice = Some(notice),
            Screen::SetUp(_)
            | Screen::Broken(_)
            | Screen::Register(_)
            | Screen::App(_)
            | Screen::Password(_) => {}
        }
    }
}
