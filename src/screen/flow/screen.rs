//! The screens, and what the user does on each.

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::language::Language;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::username::Username;
use crate::service::preferences::WindowPreferences;
use crate::service::session_view::SessionView;

use crate::screen::app::{AppScreen, AreaEvent};
use crate::screen::lock::LockScreen;
use crate::screen::recovery::RecoverScreen;
use crate::screen::recovery::codes::{self, CodesScreen};
use crate::screen::registration::RegisterScreen;
use crate::screen::registration::policy::{self, RegistrationPolicyScreen};
use crate::screen::set_up::SetUpScreen;
use crate::screen::set_up::broken::{self, BrokenScreen};
use crate::screen::set_up::start::{self, StartScreen};
use crate::screen::sign_in::LoginScreen;
use crate::screen::sign_in::next_step::{self, NextStepScreen};
use crate::screen::{account, app, kiosk, lock, recovery, registration, set_up, sign_in};

/// The screen that is shown.
pub enum Screen {
    /// The file is being opened.
    Start(StartScreen),
    /// There is no file yet.
    SetUp(SetUpScreen),
    /// The file cannot be used.
    Broken(BrokenScreen),
    /// The sign-in form.
    Login(LoginScreen),
    /// The form to register.
    Register(RegisterScreen),
    /// The form for what was forgotten.
    Recover(RecoverScreen),
    /// The password was right, and more is asked for.
    NextStep(NextStepScreen),
    /// Recovery codes are shown.
    Codes(CodesScreen),
    /// A user is signed in.
    App(AppScreen),
    /// The program was just set up: the administrator decides who may register.
    RegistrationPolicy(RegistrationPolicyScreen),
    /// A user is signed in, and the window is locked.
    Lock(LockScreen),
}

impl Screen {
    /// Returns what the session may see: `None` while recovery codes are shown or the window is locked.
    #[must_use]
    pub fn session_view(&self) -> Option<&SessionView> {
        match self {
            Self::App(screen) => Some(&screen.session_view),
            _ => None,
        }
    }

    /// Returns the session that locking protects, which includes the recovery codes and the question who may register.
    pub(crate) fn lockable(&self) -> Option<&SessionView> {
        match self {
            Self::Codes(screen) => screen.session_view(),
            Self::RegistrationPolicy(screen) => Some(&screen.session_view),
            screen => screen.session_view(),
        }
    }

    /// Returns `true` while something is under way that ends with an open session: a sign-in, the wait for a remembered
    /// session, or an unlock.
    pub(crate) fn is_opening(&self) -> bool {
        match self {
            Self::Start(screen) => screen.may_open_session(),
            Self::Login(screen) => screen.is_checking(),
            Self::NextStep(_) => true,
            Self::Lock(screen) => screen.is_unlocking(),
            _ => false,
        }
    }

    /// Returns `true` if something was typed or is shown that the next user must not find, and no lock protects it.
    pub(crate) fn holds_input(&self) -> bool {
        match self {
            Self::Start(_) | Self::Broken(_) | Self::App(_) | Self::RegistrationPolicy(_) => false,
            Self::Codes(screen) => screen.session_view().is_none(),
            Self::NextStep(_) => true,
            Self::Lock(screen) => screen.holds_input(),
            Self::Login(screen) => screen.holds_input(),
            Self::SetUp(screen) => screen.form.holds_input(),
            Self::Register(screen) => screen.form.holds_input(),
            Self::Recover(screen) => screen.holds_input(),
        }
    }

    /// Returns the settings of the file, as far as the screen knows them.
    pub(crate) fn settings(&self) -> Option<&Settings> {
        match self {
            Self::Login(screen) => Some(&screen.opened.settings),
            Self::NextStep(screen) => Some(&screen.pending.settings),
            Self::Lock(screen) => Some(&screen.session_view.settings),
            screen => screen.lockable().map(|view| &*view.settings),
        }
    }

    /// Returns the user who is signed in, also while the window is locked.
    #[must_use]
    pub fn username(&self) -> Option<&Username> {
        let session_view = match self {
            Self::Lock(screen) => &screen.session_view,
            screen => screen.session_view()?,
        };
        Some(&session_view.session.user().username)
    }
}

/// What the user did on the screen that is shown.
pub enum Event {
    /// While the file is opened.
    Start(start::Event),
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
    /// On the form for what is asked after the password.
    NextStep(next_step::Event),
    /// On the recovery codes.
    Codes(codes::Event),
    /// On a page, or in one of the program's areas.
    App(app::Event),
    /// On the question who may register.
    RegistrationPolicy(policy::Event),
    /// On the lock.
    Locked(lock::Event),
    /// On the form for leaving a kiosk.
    LeaveKiosk(kiosk::Event),
    /// Copied a secret.
    Copy(Secret),
    /// Asked to lock the window.
    Lock,
    /// Chose a language.
    Language(Language),
    /// Chose a theme on a form.
    Theme(ThemeChoice),
    /// Made everything larger or smaller.
    Zoom(Zoom),
}

/// Applies what was chosen in the account menu or in the account at once; the screen has it stored.
pub(super) fn note_choice(preferences: &mut WindowPreferences, event: &app::Event) {
    match event {
        app::Event::Theme(theme)
        | app::Event::Area(AreaEvent::Account(account::Event::Theme(theme))) => {
            preferences.theme = Some(*theme);
        }
        app::Event::Area(AreaEvent::Account(account::Event::Motion(motion))) => {
            preferences.motion = Some(*motion);
        }
        _ => {}
    }
}
