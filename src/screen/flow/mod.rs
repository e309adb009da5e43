//! The parent of the screens: shows one, and decides which comes next.
//!
//! ```text
//!            ┌──────▶ SetUp ─▶ Codes ─▶ Who ───────┐
//! Start ─────┼──────▶ Broken ─▶ Start              ▼
//!   ▲        ├───────────────────────────────────▶ App ─▶ Start
//!   │        └──────▶ Login ─────────▶ Halfway ────┘▲
//!   ├─ Codes ◀─ Register ◀─┤      Lock ◀─▶ Account ◀─┘
//!   └────────── Recover ◀──┘
//! ```
//! Signing out goes through `Start` without resuming, so the next person always meets the file as
//! it is then, and a screen on which nothing of the last one is left (R53). Letting somebody else sign
//! in keeps what was open, without what was typed into password fields, until its owner is back.

pub(crate) mod auto_lock;
mod reload;
pub(crate) mod transitions;

pub use crate::screen::flow::auto_lock::LOCK_WARNING;

use std::sync::Arc;

use crate::domain::appearance::{Accent, ThemeChoice, Zoom};
use crate::domain::customization::Customization;
use crate::domain::language::Language;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::set_up::open::ProgramInfo;

use crate::screen::account::AccountScreen;
use crate::screen::app::{AppScreen, HostPage};
use crate::screen::form::user_form::UserInput;
use crate::screen::lock::{LockScreen, ParkedSession};
use crate::screen::recovery::RecoverScreen;
use crate::screen::recovery::codes;
use crate::screen::recovery::codes::CodesScreen;
use crate::screen::registration::RegisterScreen;
use crate::screen::registration::policy;
use crate::screen::registration::policy::RegistrationPolicyScreen;
use crate::screen::set_up::SetUpScreen;
use crate::screen::set_up::broken;
use crate::screen::set_up::broken::BrokenScreen;
use crate::screen::set_up::start::StartScreen;
use crate::screen::sign_in::LoginScreen;
use crate::screen::sign_in::next_step;
use crate::screen::sign_in::next_step::NextStepScreen;
use crate::screen::{
    Ask, Now, Step, Ticket, Tickets, account, app, lock, recovery, registration, set_up, sign_in,
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
    /// Somebody has forgotten something.
    Recover(RecoverScreen),
    /// Somebody's password was right, and more is asked for.
    NextStep(NextStepScreen),
    /// Somebody is shown their recovery codes.
    Codes(CodesScreen),
    /// Somebody is signed in.
    App(AppScreen),
    /// Somebody who is signed in is at their account.
    Account(AccountScreen),
    /// Somebody has set the program up, and says who can register.
    RegistrationPolicy(RegistrationPolicyScreen),
    /// Somebody is signed in, and the window is locked.
    Lock(LockScreen),
}

impl Screen {
    /// What whoever is signed in may see: nothing while recovery codes are shown, or while the window
    /// is locked.
    #[must_use]
    pub fn session_view(&self) -> Option<&SessionView> {
        match self {
            Self::App(screen) => Some(&screen.session_view),
            Self::Account(screen) => Some(&screen.session_view),
            _ => None,
        }
    }
}

/// What a person did on the screen that is shown.
pub enum Event {
    /// On the set-up form.
    SetUp(set_up::Event),
    /// On the screen of problems.
    Broken(broken::Event),
    /// On the sign-in form.
    Login(sign_in::Event),
    /// On the registration form.
    Register(registration::Event),
    /// On the form for what was forgotten.
    Recover(recovery::Event),
    /// On the form for what is asked beside the password.
    NextStep(next_step::Event),
    /// On the recovery codes.
    Codes(codes::Event),
    /// On a page.
    App(app::Event),
    /// At the account.
    Account(account::Event),
    /// On the question who can register.
    RegistrationPolicy(policy::Event),
    /// At the locked window.
    Locked(lock::Event),
    /// Wants the window to be locked.
    Lock,
    /// Prefers this language.
    Language(Language),
    /// Made everything larger or smaller.
    Zoom(Zoom),
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
    zoom: Option<Zoom>,
    /// The language that was chosen on this computer, that the file names, and that the system is set to.
    chosen_language: Option<Language>,
    file_language: Option<Language>,
    system_language: Option<Language>,
    accent: Option<Accent>,
    /// Whether the app shows something of its own where no page is open.
    has_home: bool,
    /// What the app wants otherwise than the ready-made one.
    rules: Arc<Customization>,
    /// Until when the app keeps the window from locking by itself.
    held_until: Now,
    /// What people left open who let somebody else sign in.
    parked: Vec<ParkedSession>,
    /// When somebody last pressed a key or moved the pointer.
    active_at: Now,
}

/// What is kept while going back and forth between the forms. Never a password, and nothing once
/// somebody is signed in.
#[derive(Default)]
struct Kept {
    opened: Option<Box<ProgramInfo>>,
    login: String,
    registration: UserInput,
    notice: Option<sign_in::Notice>,
}

impl Flow {
    /// Begins by opening the file.
    #[must_use]
    pub fn new(now: Now) -> (Self, Vec<Ask>) {
        let mut tickets = Tickets::default();
        let theme = tickets.ask(Request::LoadTheme);
        let language = tickets.ask(Request::LoadLanguage);
        let zoom = tickets.ask(Request::LoadZoom);
        let (screen, ask) = StartScreen::new(true, &mut tickets, now);
        let flow = Self {
            screen: Screen::Start(screen),
            tickets,
            kept: Kept::default(),
            signing_out: None,
            reloading: None,
            has_changed: false,
            theme: None,
            zoom: None,
            chosen_language: None,
            file_language: None,
            system_language: None,
            accent: None,
            has_home: false,
            rules: Arc::default(),
            held_until: Now::ZERO,
            parked: Vec::new(),
            active_at: now,
        };
        (flow, vec![theme, language, zoom, ask])
    }

    /// The same for an app that wants some things otherwise.
    #[must_use]
    pub fn with_customization(mut self, rules: Arc<Customization>) -> Self {
        self.rules = rules;
        self
    }

    /// The app shows pages of its own where no other is open; `own` are those that are open to whoever is
    /// signed in now.
    pub fn set_own(&mut self, own: Vec<HostPage>, now: Now) -> Vec<Ask> {
        self.has_home = true;
        match &mut self.screen {
            Screen::App(screen) => screen.set_own(own, &mut self.tickets, now),
            _ => Vec::new(),
        }
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

    /// How large everything was made on this computer; `None` for the usual size.
    #[must_use]
    pub fn zoom(&self) -> Option<Zoom> {
        self.zoom
    }

    /// The language to speak: that which was chosen here, else the file's, else the system's.
    #[must_use]
    pub fn language(&self) -> Language {
        let wanted = self.chosen_language.or(self.file_language);
        wanted.or(self.system_language).unwrap_or_default()
    }

    /// The colour that the file names.
    #[must_use]
    pub fn accent(&self) -> Option<Accent> {
        self.accent
    }

    /// What the file says about looks and language, once it is known.
    fn note_looks(&mut self) {
        let settings = match &self.screen {
            Screen::Login(screen) => Some(&screen.opened.settings),
            Screen::NextStep(screen) => Some(&screen.pending.settings),
            Screen::Lock(screen) => Some(&screen.session_view.settings),
            screen => screen
                .session_view()
                .map(|session_view| &session_view.settings),
        };
        if let Some(settings) = settings {
            self.file_language = settings.language;
            self.accent = settings.accent;
        }
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
            (Screen::Recover(screen), Event::Recover(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_recover(step, now)
            }
            (Screen::NextStep(screen), Event::NextStep(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_next_step(step, now)
            }
            (Screen::Codes(screen), Event::Codes(event)) => {
                let step = screen.on(event, &mut self.tickets);
                self.after_codes(step, now)
            }
            (Screen::Lock(screen), Event::Locked(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_lock(step, now)
            }
            (Screen::RegistrationPolicy(screen), Event::RegistrationPolicy(event)) => {
                let step = screen.on(event, &mut self.tickets, now);
                self.after_who(step, now)
            }
            (_, Event::Lock) => self.lock(now),
            (_, Event::Zoom(zoom)) => {
                self.zoom = Some(zoom);
                vec![self.tickets.ask(Request::KeepZoom(zoom))]
            }
            (_, Event::Language(language)) => {
                self.chosen_language = Some(language);
                vec![self.tickets.ask(Request::KeepLanguage(language))]
            }
            (Screen::Account(screen), Event::Account(event)) => {
                if let account::Event::Theme(choice) = event {
                    self.theme = Some(choice);
                }
                let step = screen.on(event, &mut self.tickets, now);
                self.after_account(step, now)
            }
            _ => Vec::new(),
        }
    }

    /// Something that was asked for has been carried out.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, now: Now) -> Vec<Ask> {
        let asks = self.replied(ticket, reply, now);
        self.note_looks();
        asks
    }

    fn replied(&mut self, ticket: Ticket, reply: Reply, now: Now) -> Vec<Ask> {
        if self.signing_out == Some(ticket) {
            self.signing_out = None;
            if let Reply::SignedOut(Err(error)) = reply {
                self.say_on_login(sign_in::Notice::SignOut(error));
            }
            return Vec::new();
        }
        if self.reloading == Some(ticket) {
            self.reloading = None;
            return self.reloaded(reply, now);
        }
        if let Reply::LanguageLoaded { chosen, system } = reply {
            self.chosen_language = self.chosen_language.or(chosen);
            self.system_language = system;
            return Vec::new();
        }
        if let Reply::ZoomLoaded(zoom) = reply {
            self.zoom = self.zoom.or(zoom);
            return Vec::new();
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
                let step = screen.on_reply(ticket, reply, &mut self.tickets);
                self.after_set_up(step, now)
            }
            Screen::Broken(_) => Vec::new(),
            Screen::Login(screen) => {
                let step = screen.on_reply(ticket, reply, now);
                self.after_login(step, now)
            }
            Screen::Register(screen) => {
                let step = screen.on_reply(ticket, reply, &mut self.tickets);
                self.after_register(step, now)
            }
            Screen::App(screen) => {
                let step = screen.on_reply(ticket, reply, &mut self.tickets, now);
                self.after_app(step, now)
            }
            Screen::Recover(screen) => {
                let step = screen.on_reply(ticket, reply, &mut self.tickets);
                self.after_recover(step, now)
            }
            Screen::NextStep(screen) => {
                let step = screen.on_reply(ticket, reply, &mut self.tickets, now);
                self.after_next_step(step, now)
            }
            Screen::Codes(screen) => {
                let step = screen.on_reply(ticket, reply);
                self.after_codes(step, now)
            }
            Screen::RegistrationPolicy(screen) => {
                let step = screen.on_reply(ticket, reply);
                self.after_who(step, now)
            }
            Screen::Lock(screen) => {
                let step = screen.on_reply(ticket, reply, now);
                self.after_lock(step, now)
            }
            Screen::Account(screen) => {
                let step = screen.on_reply(ticket, reply, &mut self.tickets, now);
                self.after_account(step, now)
            }
        }
    }
}
