//! The parent of the screens: shows one, and decides which comes next.
//!
//! ```text
//!            ┌──────▶ SetUp ─▶ Codes ─▶ Policy ────┐
//! Start ─────┼──────▶ Broken ─▶ Start              ▼
//!   ▲        ├───────────────────────────────────▶ App ─▶ Start
//!   │        └──────▶ Login ─────────▶ NextStep ───┘▲
//!   ├─ Codes ◀─ Register ◀─┤          Lock, Codes ◀─┘
//!   └────────── Recover ◀──┘
//! ```
//! Signing out goes through `Start` without resuming, so that the next user always meets the file as
//! it is then, and a screen on which nothing of the last user is left (R53). Switching users parks what
//! was open, without what was typed into password fields, until its owner is back.

pub mod auto_lock;
mod badge_work;
mod badges;
pub mod copied;
mod kiosk;
mod looks;
mod parking;
mod reload;
mod screen;
mod transitions;

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::appearance::{Accent, Motion};
use crate::domain::customization::Customization;
use crate::domain::language::Language;
use crate::domain::quick_rule::QuickRule;
use crate::domain::settings::ParkedLimits;
use crate::service::Session;
use crate::service::access_times::AccessEnd;
use crate::service::account::commands::{LockWindow, Unlock};
use crate::service::command::{Finished, Job};
use crate::service::preferences::{
    LoadPreferences, LoadSystemMotion, SavePreference, WindowPreferences,
};
use crate::service::remember_me::commands::SignOut;
use crate::service::set_up::commands::OpenFile;
use crate::service::set_up::open::ProgramInfo;
use crate::service::sign_in::commands::Refresh;
use crate::service::users::UserInput;

use crate::screen::app::HostPage;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::flow::badge_work::BadgeWork;
use crate::screen::flow::copied::Copied;
use crate::screen::flow::screen::note_choice;
use crate::screen::kiosk::KioskExit;
use crate::screen::parked::Parked;
use crate::screen::set_up::broken;
use crate::screen::set_up::start::StartScreen;
use crate::screen::{app, sign_in};

pub use crate::screen::flow::screen::{Event, Screen};

/// All screens, one of them shown.
pub struct Flow {
    screen: Screen,
    effects: Effects,
    carried: Carried,
    preferences: WindowPreferences,
    loading: Pending<LoadPreferences>,
    system_motion: Motion,
    loading_motion: Pending<LoadSystemMotion>,
    signing_out: Pending<SignOut>,
    reopening: Pending<OpenFile>,
    refreshing: Pending<Refresh>,
    has_file_changed: bool,
    has_failed: bool,
    file_language: Option<Language>,
    accent: Option<Accent>,
    customization: Arc<Customization>,
    /// Until when the host app delays the auto-lock.
    lock_held_until: Now,
    /// When the access of the user who is signed in ends.
    access_end: Option<(AccessEnd, Now)>,
    /// What users left open when they let another user sign in.
    parked: Vec<Parked>,
    /// The limits of that.
    parked_limits: ParkedLimits,
    /// Accounts whose parked session was ended, until their user is told.
    ended_parked: HashSet<AccountId>,
    /// Unlocks of parked sessions that were cancelled, and still run.
    cancelled_unlocks: Vec<(Session, Pending<Unlock>)>,
    /// Locks of parked sessions that are stored again, because such an unlock has removed them.
    locking_again: Vec<Pending<LockWindow>>,
    /// When a key was last pressed or the pointer moved.
    active_at: Now,
    copied: Copied,
    kiosk: KioskExit,
    /// How often forms were cleared.
    clearings: u32,
    /// The last rule of quick unlock, for screens without settings.
    quick: QuickRule,
    badges: BadgeWork,
}

/// What is carried back and forth between the forms. Never a password, and nothing once a user is
/// signed in.
#[derive(Default)]
struct Carried {
    opened: Option<Box<ProgramInfo>>,
    login: String,
    /// The username that a badge has named.
    named: Option<String>,
    registration: UserInput,
    notice: Option<sign_in::Notice>,
}

impl Flow {
    /// Begins by opening the file. Returns the first jobs as well.
    #[must_use]
    pub fn new(now: Now) -> (Self, Vec<Job>) {
        let mut effects = Effects::default();
        effects.set_now(now);
        let loading = effects.start(LoadPreferences);
        let loading_motion = effects.start(LoadSystemMotion);
        let screen = Screen::Start(StartScreen::new(true, &mut effects));
        let jobs = effects.take_jobs();
        let flow = Self {
            screen,
            effects,
            carried: Carried::default(),
            preferences: WindowPreferences::default(),
            loading,
            system_motion: Motion::Reduced,
            loading_motion,
            signing_out: Pending::default(),
            reopening: Pending::default(),
            refreshing: Pending::default(),
            has_file_changed: false,
            has_failed: false,
            file_language: None,
            accent: None,
            customization: Arc::default(),
            lock_held_until: Now::ZERO,
            access_end: None,
            parked: Vec::new(),
            parked_limits: ParkedLimits::default(),
            ended_parked: HashSet::new(),
            cancelled_unlocks: Vec::new(),
            locking_again: Vec::new(),
            active_at: now,
            copied: Copied::default(),
            kiosk: KioskExit::default(),
            clearings: 0,
            quick: QuickRule::default(),
            badges: BadgeWork::default(),
        };
        (flow, jobs)
    }

    /// Applies the changes of a host app.
    #[must_use]
    pub fn with_customization(mut self, customization: Arc<Customization>) -> Self {
        self.customization = customization;
        self
    }

    /// Shows pages of the host app where no other is open; `own` are those that are open to the session.
    pub fn set_host_pages(&mut self, own: Vec<HostPage>) {
        if let Screen::App(screen) = &mut self.screen {
            screen.set_host_pages(own);
        }
    }

    /// Returns the screen that is shown.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Returns the screen that is shown, to be drawn: what is typed goes straight into it.
    pub fn screen_mut(&mut self) -> &mut Screen {
        &mut self.screen
    }

    /// Returns `true` if a command that was waited for has panicked since the last event.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Handles what the user did. An event of a screen that is no longer shown does nothing.
    pub fn on(&mut self, event: Event, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        self.has_failed = false;
        self.handle(event);
        self.effects.take_jobs()
    }

    fn handle(&mut self, event: Event) {
        let effects = &mut self.effects;
        match (&mut self.screen, event) {
            (Screen::Start(screen), Event::Start(event)) => {
                let transition = screen.on(event);
                self.after_start(transition);
            }
            (Screen::SetUp(screen), Event::SetUp(event)) => screen.on(event, effects),
            (Screen::Broken(_), Event::Broken(broken::Event::Retry)) => self.show_start(true),
            (Screen::Login(screen), Event::Login(event)) => {
                let transition = screen.on(event, effects);
                self.after_login(transition);
            }
            (Screen::Register(screen), Event::Register(event)) => {
                let transition = screen.on(event, effects);
                self.after_register(transition);
            }
            (Screen::App(screen), Event::App(event)) => {
                note_choice(&mut self.preferences, &event);
                let transition = screen.on(event, effects);
                self.after_app(transition);
            }
            (Screen::Recover(screen), Event::Recover(event)) => {
                let transition = screen.on(event, effects);
                self.after_recover(transition);
            }
            (Screen::NextStep(screen), Event::NextStep(event)) => {
                let transition = screen.on(event, effects);
                self.after_next_step(transition);
            }
            (Screen::Codes(screen), Event::Codes(event)) => {
                let next = screen.on(event, effects);
                self.after_codes(next);
            }
            (Screen::Lock(screen), Event::Locked(event)) => {
                let transition = screen.on(event, effects);
                self.after_lock(transition);
            }
            (Screen::RegistrationPolicy(screen), Event::RegistrationPolicy(event)) => {
                let transition = screen.on(event, effects);
                self.after_policy(transition);
            }
            (_, Event::Lock) => self.lock(),
            (_, Event::App(app::Event::SignOut)) => self.leave_session(true),
            (_, Event::App(app::Event::Switch)) => self.leave_session(false),
            (_, Event::LeaveKiosk(event)) => self.kiosk.on(event, effects),
            (_, Event::Copy(secret)) => self.copied.copy(secret, effects),
            (_, Event::Zoom(zoom)) => {
                self.preferences.zoom = Some(zoom);
                effects.run(SavePreference::Zoom(zoom));
            }
            (_, Event::Language(language)) => {
                self.preferences.language = Some(language);
                effects.run(SavePreference::Language(language));
            }
            (_, Event::Theme(theme)) => {
                self.preferences.theme = Some(theme);
                effects.run(SavePreference::Theme(theme));
            }
            _ => {}
        }
    }

    /// Takes in a command that has come to its end.
    pub fn on_finished(&mut self, mut finished: Finished, now: Now) -> Vec<Job> {
        self.effects.set_now(now);
        let has_panicked = finished.has_panicked();
        self.take_in(&mut finished);
        if has_panicked && finished.is_awaited() {
            self.has_failed = true;
        }
        self.note_looks();
        self.effects.take_jobs()
    }

    fn take_in(&mut self, finished: &mut Finished) {
        if let Some(loaded) = self.loading.take(finished) {
            // What the user was quicker to choose than the store was to answer counts.
            self.preferences = WindowPreferences {
                theme: self.preferences.theme.or(loaded.theme),
                zoom: self.preferences.zoom.or(loaded.zoom),
                language: self.preferences.language.or(loaded.language),
                motion: self.preferences.motion.or(loaded.motion),
                system_language: loaded.system_language,
            };
        }
        if let Some(motion) = self.loading_motion.take(finished) {
            self.system_motion = motion;
        }
        self.copied.on_finished(finished, self.effects.now());
        if self.kiosk.on_finished(finished, self.effects.now()) {
            // Another user than the one who is signed in closes the window.
            self.lock();
        }
        if let Some(Err(error)) = self.signing_out.take(finished) {
            self.show_on_login(sign_in::Notice::SignOut(error));
        }
        if let Some(result) = self.reopening.take(finished) {
            self.reopened(result);
        }
        if let Some(result) = self.refreshing.take(finished) {
            self.refreshed(result);
        }
        self.on_badges_noted(finished);
        self.lock_again(finished);
        if !finished.is_awaited() {
            self.take_in_on_screen(finished);
        }
        self.take_in_parked(finished);
    }

    fn take_in_on_screen(&mut self, finished: &mut Finished) {
        let effects = &mut self.effects;
        match &mut self.screen {
            Screen::Broken(_) => {}
            Screen::Start(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_start(transition);
            }
            Screen::SetUp(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_set_up(transition);
            }
            Screen::Login(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_login(transition);
            }
            Screen::Register(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_register(transition);
            }
            Screen::Recover(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_recover(transition);
            }
            Screen::NextStep(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_next_step(transition);
            }
            Screen::Codes(screen) => screen.on_finished(finished),
            Screen::Lock(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_lock(transition);
            }
            Screen::App(screen) => {
                let transition = screen.on_finished(finished, effects);
                self.after_app(transition);
            }
            Screen::RegistrationPolicy(screen) => {
                let transition = screen.on_finished(finished);
                self.after_policy(transition);
            }
        }
    }
}
