//! Signing in with a password.
//!
//! ```text
//! Editing ──Submit──▶ Checking ──right──▶ transition
//!    ▲                   │
//!    └──wrong, Cancel────┘
//! ```

mod badge;
pub mod next_step;
mod pick;
mod pin;

use std::sync::Arc;

use crate::domain::customization::{Customization, StandardField};
use crate::domain::email::EmailError;
use crate::service::command::Finished;
use crate::service::ports::{StoreError, VaultError};
use crate::service::quick_unlock::commands::{ListPins, SignInWithBadge, SignInWithPin};
use crate::service::registration::Registered;
use crate::service::remember_me::RememberError;
use crate::service::remember_me::commands::ProbeVault;
use crate::service::session_view::SessionView;
use crate::service::set_up::open::ProgramInfo;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::commands::SignIn;
use crate::service::sign_in::pending::{PendingSignIn, SignInOutcome};

use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;
use crate::screen::pictures::Pictures;
use crate::screen::recovery::Forgotten;

/// The sign-in form.
pub struct LoginScreen {
    /// What the file says about the program.
    pub opened: Box<ProgramInfo>,
    /// Which fields and links there are.
    pub rules: Arc<Customization>,
    /// A username or an e-mail address.
    pub login: String,
    /// The username that the form starts with: that of the user whose window was locked.
    pub(crate) suggested: String,
    /// The password.
    pub password: PasswordInput,
    /// Whether to stay signed in; meaningless unless [`LoginScreen::keep`] is `Ready`.
    pub keep_ticked: bool,
    /// What is wrong with the fields.
    pub errors: FieldErrors,
    /// What to say above the form.
    pub notice: Option<Notice>,
    /// The field that wants the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    /// The logo and the pictures of the tiles.
    pub pictures: Pictures,
    /// Whether the user is chosen on a tile, before the form is shown.
    pub picks_user: bool,
    /// Whether the field that finds tiles was asked for.
    pub(crate) has_field: bool,
    /// Whether the PIN of the chosen user is asked for, and not the password.
    pub asks_pin: bool,
    /// The usernames of those who can sign in with a PIN.
    pub(crate) pins: Vec<String>,
    /// The username that a badge named.
    named: Option<String>,
    keep: Keep,
    probing: Pending<ProbeVault>,
    checking: Pending<SignIn>,
    listing_pins: Pending<ListPins>,
    checking_pin: Pending<SignInWithPin>,
    naming: Pending<SignInWithBadge>,
}

/// How many users are shown as tiles at a time.
pub const TILES_MAX: usize = 12;

/// Whether users can stay signed in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The file switches it off: there is no checkbox.
    Off,
    /// The keyring is being probed.
    Probing,
    /// The checkbox can be used.
    Ready,
    /// The checkbox cannot be used, for this reason.
    Unavailable(VaultError),
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The sign-in failed for a reason that no other form has.
    Failed(SignInError),
    /// An error that other forms have as well.
    Form(FormNotice),
    /// An account was created.
    Registered(Registered),
    /// The password was replaced.
    Recovered,
    /// The username was found.
    UsernameFound(String),
    /// A session was ended because its account has changed.
    Ended,
    /// A session was ended because a backup was restored.
    Restored,
    /// A token was used that has been replaced: it may have been stolen.
    Reused,
    /// Recovery codes were hidden, because the window was not used for a while.
    CodesHidden,
    /// The window was locked when the program ended.
    Locked,
    /// The lock of another user ends with the program, because it could not be stored.
    Unmarked,
    /// A sign-out could not be recorded everywhere.
    SignOut(RememberError),
}

/// What the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose the tile of this username; an empty one to see all tiles again.
    Choose(String),
    /// Wants to enter the PIN of the chosen user, or else the password.
    AskPin(bool),
    /// Wants to type a name instead of choosing a tile.
    TypeName,
    /// Pressed Enter in the field that finds tiles.
    Find,
    /// Pressed the button or Enter.
    Submit,
    /// Cancelled the wait.
    Cancel,
    /// Wants an account.
    Register,
    /// Has forgotten the password.
    ForgotPassword,
    /// Has a code for the first password.
    HaveCode,
    /// Has forgotten the username.
    ForgotUsername,
    /// Wants the keyring to be probed again.
    ProbeVault,
}

/// Where to go from this screen.
pub enum Transition {
    /// To the form to register.
    Register,
    /// To the form for what was forgotten.
    Recover(Forgotten),
    /// The password was right, and more is asked for.
    NextStep {
        /// The sign-in.
        pending: Arc<PendingSignIn>,
        /// Whether to stay signed in.
        keep: bool,
    },
    /// A user is signed in.
    App {
        /// The session.
        session_view: Box<SessionView>,
        /// Whether to stay signed in.
        keep: bool,
    },
}

impl LoginScreen {
    /// Shows an empty form, and probes the keyring.
    pub fn new(opened: Box<ProgramInfo>, rules: Arc<Customization>, effects: &mut Effects) -> Self {
        let error = opened.not_hashed.clone();
        let notice = error.map(|error| Notice::Form(FormNotice::Store(error)));
        let mut screen = Self {
            rules,
            login: String::new(),
            suggested: String::new(),
            password: PasswordInput::default(),
            keep_ticked: false,
            errors: FieldErrors::default(),
            notice,
            focus: Some(Field::Login),
            pictures: Pictures::default(),
            picks_user: !opened.tiles.is_empty(),
            has_field: false,
            asks_pin: false,
            pins: Vec::new(),
            opened,
            named: None,
            keep: Keep::Off,
            probing: Pending::default(),
            checking: Pending::default(),
            listing_pins: Pending::default(),
            checking_pin: Pending::default(),
            naming: Pending::default(),
        };
        screen.follow_file(effects);
        screen
    }

    /// Takes in that the file has changed. What was typed stays.
    pub fn reload(&mut self, opened: Box<ProgramInfo>, effects: &mut Effects) {
        let had_tiles = !self.opened.tiles.is_empty();
        let is_over = |notice: &mut Notice| {
            matches!(
                notice,
                Notice::Form(FormNotice::Store(StoreError::Unavailable(_)))
            )
        };
        self.notice.take_if(is_over);
        self.replace_opened(opened);
        self.follow_tiles(had_tiles);
        self.follow_file(effects);
    }

    /// Loads the logo and the pictures of the first tiles, and probes the keyring if the file has just
    /// made that necessary.
    fn follow_file(&mut self, effects: &mut Effects) {
        if let Some(path) = &self.opened.settings.logo {
            self.pictures.load(path, effects);
        }
        self.load_pictures(effects);
        self.list_quick(effects);
        if !self.opened.settings.remember.is_on() {
            self.keep = Keep::Off;
        } else if self.keep == Keep::Off {
            self.probe(effects);
        }
    }

    /// Returns whether users can stay signed in here.
    #[must_use]
    pub fn keep(&self) -> Keep {
        self.keep
    }

    /// Returns `true` if the form has a link for what was forgotten.
    #[must_use]
    pub fn offers(&self, forgotten: StandardField) -> bool {
        self.rules.asks(forgotten)
    }

    /// Returns `true` if something was typed.
    pub(crate) fn holds_input(&self) -> bool {
        self.login != self.suggested || !self.password.text.is_empty()
    }

    /// Clears what was typed and chosen, cancels a check that is under way, and says so.
    pub(crate) fn clear(&mut self) {
        self.cancel();
        self.password.clear();
        self.asks_pin = false;
        self.login.clone_from(&self.suggested);
        self.errors = FieldErrors::default();
        self.pick_again();
        let is_locked = !self.suggested.is_empty();
        self.keep_ticked = is_locked;
        (self.focus, self.notice) = if is_locked {
            (Some(Field::CurrentPassword), Some(Notice::Locked))
        } else {
            let cleared = Notice::Form(FormNotice::Cleared);
            (Some(Field::Login), Some(cleared))
        };
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        match event {
            Event::ProbeVault => {
                if matches!(self.keep, Keep::Unavailable(_)) {
                    self.probe(effects);
                }
            }
            Event::Cancel if self.is_checking() => {
                self.cancel();
                self.focus = Some(Field::CurrentPassword);
            }
            _ if self.is_checking() => {}
            Event::Cancel => {}
            Event::AskPin(asks_pin) => self.ask(asks_pin),
            Event::Submit if self.asks_pin => self.submit_pin(effects),
            Event::Submit => self.submit(effects),
            Event::Choose(username) => self.choose(username),
            Event::TypeName => self.type_name(),
            Event::Find => self.find(),
            Event::Register => return Some(self.leave(Transition::Register)),
            Event::ForgotPassword => {
                return Some(self.leave(Transition::Recover(Forgotten::Password)));
            }
            Event::HaveCode => {
                return Some(self.leave(Transition::Recover(Forgotten::FirstPassword)));
            }
            Event::ForgotUsername => {
                return Some(self.leave(Transition::Recover(Forgotten::Username)));
            }
        }
        None
    }

    /// Takes in the end of the check, of the probe, or a picture.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        let now = effects.now();
        self.pictures.on_finished(finished);
        if let Some(probed) = self.probing.take_result(finished) {
            self.keep = match probed {
                Ok(Ok(())) => Keep::Ready,
                Ok(Err(error)) => Keep::Unavailable(error),
                Err(_) => Keep::Unavailable(VaultError::Failed),
            };
        }
        if let Some(pins) = self.listing_pins.take(finished) {
            self.take_in_pins(pins);
            self.load_pictures(effects);
        }
        if let Some(result) = self.checking_pin.take(finished) {
            return self.pin_checked(result, now);
        }
        if let Some(result) = self.naming.take(finished) {
            return self.named(result, now);
        }
        let result = self.checking.take(finished)?;
        self.checked(result, now)
    }

    /// Takes in the end of the check.
    fn checked(
        &mut self,
        result: Result<SignInOutcome, SignInError>,
        now: Now,
    ) -> Option<Transition> {
        let keep = self.keep_ticked && self.keep == Keep::Ready;
        let error = match result {
            Ok(SignInOutcome::SignedIn(session_view)) => {
                return Some(Transition::App { session_view, keep });
            }
            Ok(SignInOutcome::NextStep(pending)) => {
                return Some(Transition::NextStep { pending, keep });
            }
            Err(error) => error,
        };
        self.password.clear();
        self.focus = Some(Field::CurrentPassword);
        let is_own = matches!(
            error,
            SignInError::SecondFactor | SignInError::SetUpSecondFactor
        );
        let of_any_form = FormNotice::of(error.clone().into(), now).filter(|_| !is_own);
        self.notice = Some(of_any_form.map_or(Notice::Failed(error), Notice::Form));
        None
    }

    fn probe(&mut self, effects: &mut Effects) {
        self.keep = Keep::Probing;
        self.probing = effects.start(ProbeVault);
    }

    fn submit(&mut self, effects: &mut Effects) {
        self.picks_user = false;
        self.notice = None;
        self.errors = self.check();
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        self.checking = effects.start(SignIn {
            login: self.login.clone(),
            password: self.password.submit(),
        });
    }

    fn check(&self) -> FieldErrors {
        if !self.login.trim().is_empty() {
            let is_missing = self.password.text.is_empty();
            let mut errors = FieldErrors::default();
            let error = is_missing.then_some(FieldError::MissingPassword);
            errors.note(Field::CurrentPassword, error);
            return errors;
        }
        let error = if self.rules.asks(StandardField::Username) {
            FieldError::MissingLogin
        } else {
            FieldError::of(EmailError::Empty)
        };
        FieldErrors::only(Field::Login, error)
    }

    /// Leaves the form without the password.
    fn leave(&mut self, transition: Transition) -> Transition {
        self.password.clear();
        transition
    }
}
