//! The state machine of the account screen.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::appearance::{Motion, ThemeChoice};
use crate::domain::customization::Customization;
use crate::domain::secret::Secret;
use crate::domain::two_factor;
use crate::service::account::commands::{ChangeAccount, ListDevices};
use crate::service::account::{AccountError, Changed, Device};
use crate::service::admin_action::ActionError;
use crate::service::audit::commands::ListOwnActivity;
use crate::service::command::Finished;
use crate::service::files::ChooseFile;
use crate::service::personal_data::commands::SaveOwnData;
use crate::service::ports::FileKind;
use crate::service::preferences::SavePreference;
use crate::service::quick_unlock::PinStatus;
use crate::service::quick_unlock::commands::{CheckBadge, CheckPinStatus};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;
use crate::service::sign_in::pending::SignInOutcome;
use crate::service::two_factor::BeginTwoFactor;
use crate::service::two_factor::commands::ConfirmTwoFactor;

use crate::screen::account::part::{Form, Part, field_error, is_of_new_value, password_rule};
use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::{Field, FieldErrors};
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;
use crate::screen::pictures::Pictures;

/// The user's own account.
pub struct AccountScreen {
    /// What is shown.
    pub part: Part,
    /// Customization by the host app.
    pub customization: Arc<Customization>,
    /// The current password.
    pub current: PasswordInput,
    /// The code, if it is asked for beside the current password. Its error is among those of the fields.
    pub code: Box<CodeInput>,
    /// Errors of the fields.
    pub errors: FieldErrors,
    /// Shown above the form.
    pub notice: Option<FormNotice>,
    /// The form that was completed last, for the overview.
    pub done: Option<Form>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    /// The computers on which the user is remembered, or why they are not known; `None` until then.
    pub devices: Option<Result<Vec<Device>, FormNotice>>,
    /// Whether the user can unlock with a PIN on this computer; `None` until it is known.
    pub pin: Option<PinStatus>,
    /// Whether the user has a badge on this computer; `None` until it is known, and if there are no badges.
    pub has_badge: Option<bool>,
    /// The user's picture.
    pub pictures: Pictures,
    /// Where the file with what is kept about the user was saved, or why it was not.
    pub saved: Option<Box<Result<PathBuf, ActionError>>>,
    pub(super) listing_devices: Pending<ListDevices>,
    pub(super) checking_pin: Pending<CheckPinStatus>,
    pub(super) checking_badge: Pending<CheckBadge>,
    pub(super) listing_activity: Pending<ListOwnActivity>,
    pub(super) choosing_file: Pending<ChooseFile>,
    pub(super) saving: Pending<SaveOwnData>,
    changing: Pending<ChangeAccount>,
    beginning: Pending<BeginTwoFactor>,
    confirming: Pending<ConfirmTwoFactor>,
}

/// What the user did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose a theme.
    Theme(ThemeChoice),
    /// Chose whether what appears is animated.
    Motion(Motion),
    /// Opened a form.
    Open(Form),
    /// Typed into the new password or the code.
    Edited,
    /// Wants to choose a picture in the desktop's dialog.
    ChooseFile,
    /// Wants a file with what is kept about them.
    SaveOwnData,
    /// Wants a passphrase.
    Suggest,
    /// Pressed the main button or Enter.
    Submit,
    /// Wants to go back.
    Back,
}

/// Where to go from this screen.
pub enum Transition {
    /// To the page that was open before.
    Page,
    /// The account was changed.
    Changed {
        /// The session as it is now.
        session_view: Box<SessionView>,
        /// New recovery codes, which are shown before the account is.
        codes: Vec<Secret>,
        /// The form that was completed.
        done: Option<Form>,
    },
    /// To the sign-in form: the session has ended.
    Ended,
}

impl AccountScreen {
    /// Shows the overview, and the form that was completed last.
    pub fn new(
        session_view: &SessionView,
        done: Option<Form>,
        customization: Arc<Customization>,
        effects: &mut Effects,
    ) -> Self {
        let mut screen = Self {
            customization,
            part: Part::Overview,
            current: PasswordInput::default(),
            code: Box::default(),
            errors: FieldErrors::default(),
            notice: None,
            done,
            focus: None,
            devices: None,
            pin: None,
            has_badge: None,
            pictures: Pictures::default(),
            saved: None,
            listing_devices: Pending::default(),
            checking_pin: Pending::default(),
            checking_badge: Pending::default(),
            listing_activity: Pending::default(),
            choosing_file: Pending::default(),
            saving: Pending::default(),
            changing: Pending::default(),
            beginning: Pending::default(),
            confirming: Pending::default(),
        };
        screen.refresh(session_view, effects);
        screen
    }

    /// Returns how the wait for a change looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let change = self.changing.busy(now);
        change
            .max(self.beginning.busy(now))
            .max(self.confirming.busy(now))
    }

    /// Wipes passwords and codes that were typed when the window is locked. What is under way is still waited for.
    pub(crate) fn lock(&mut self) {
        self.current.clear();
        self.code.clear();
        self.part.lock();
    }

    /// Takes in that the file has changed, and reads the picture and the computers. What was typed stays.
    pub fn refresh(&mut self, session_view: &SessionView, effects: &mut Effects) {
        let session = &session_view.session;
        self.code.is_asked = session_view.asks_for_code();
        if let Some(path) = &session.user().picture {
            self.pictures.load(path, effects);
        }
        self.checking_pin = effects.start(CheckPinStatus(session.clone()));
        self.listing_devices = effects.start(ListDevices(session.clone()));
        self.checking_badge = effects.start(CheckBadge(session.clone()));
    }

    /// Handles what the user did.
    pub fn on(
        &mut self,
        event: Event,
        session_view: &SessionView,
        effects: &mut Effects,
    ) -> Option<Transition> {
        match event {
            _ if self.busy(effects.now()).is_busy() => {}
            Event::Open(form) => self.open(form, session_view, effects),
            Event::ChooseFile => {
                self.choosing_file = effects.start(ChooseFile(FileKind::Picture));
            }
            Event::SaveOwnData => {
                let session = session_view.session.clone();
                self.saving = effects.start(SaveOwnData(session));
            }
            Event::Theme(theme) => effects.run(SavePreference::Theme(theme)),
            Event::Motion(motion) => effects.run(SavePreference::Motion(motion)),
            Event::Edited => self.edited(session_view, effects),
            Event::Suggest => {
                if let Part::Password(new) = &mut self.part {
                    new.suggest(effects);
                }
            }
            Event::Submit => self.submit(session_view, effects),
            Event::Back if matches!(self.part, Part::Overview) => {
                return Some(Transition::Page);
            }
            Event::Back => self.show_overview(None),
        }
        None
    }

    /// Takes in the end of a command.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        self.take_in_what_is_shown(finished, effects);
        if let Some(result) = self.beginning.take(finished) {
            return match result {
                Ok(enrolment) => {
                    self.current.clear();
                    let code = Secret::default();
                    self.part = Part::TwoStepConfirm { enrolment, code };
                    self.focus = Some(Field::Code);
                    None
                }
                Err(error) => self.refused(error, effects.now()),
            };
        }
        if let Some(result) = self.confirming.take(finished) {
            return match result {
                Ok(WithRecoveryCodes { value, codes }) => match value {
                    SignInOutcome::SignedIn(session_view) => {
                        Some(self.changed(session_view, codes))
                    }
                    SignInOutcome::NextStep(_) => Some(Transition::Ended),
                },
                Err(error) => self.refused(error, effects.now()),
            };
        }
        match self.changing.take(finished)? {
            Ok(Changed {
                session_view,
                codes,
            }) => Some(self.changed(session_view, codes)),
            Err(error) => self.refused(error, effects.now()),
        }
    }

    fn open(&mut self, form: Form, session_view: &SessionView, effects: &mut Effects) {
        let session = &session_view.session;
        if form == Form::Activity {
            self.listing_activity = effects.start(ListOwnActivity(session.clone()));
        }
        self.part = Part::new(form, session.user(), &self.customization);
        (self.focus, self.done, self.notice) = (Some(self.part.first_field()), None, None);
    }

    fn show_overview(&mut self, done: Option<Form>) {
        self.part = Part::Overview;
        self.current.clear();
        self.code.clear();
        self.errors = FieldErrors::default();
        (self.notice, self.done, self.focus) = (None, done, None);
        self.saved = None;
    }

    fn changed(&mut self, session_view: Box<SessionView>, codes: Vec<Secret>) -> Transition {
        let done = self.part.form();
        self.show_overview(done.clone());
        Transition::Changed {
            session_view,
            codes,
            done,
        }
    }

    fn edited(&mut self, session_view: &SessionView, effects: &mut Effects) {
        match &mut self.part {
            Part::Password(new) => {
                new.edited(session_view.session.user().own_words(), effects);
            }
            Part::TwoStepConfirm { code, .. } if two_factor::is_whole(code) => {
                self.submit(session_view, effects);
            }
            _ => {}
        }
    }

    fn submit(&mut self, session_view: &SessionView, effects: &mut Effects) {
        self.notice = None;
        let rule = password_rule(session_view);
        let before = self.errors.of(Field::Code);
        let typed = (&self.current.text, &*self.code);
        self.errors = self.part.check(typed, rule, before);
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let session = session_view.session.clone();
        let change = match &mut self.part {
            Part::TwoStepOn => {
                if let Some(current) = self.code.submit(&mut self.current) {
                    self.beginning = effects.start(BeginTwoFactor::Session(session, current));
                }
                return;
            }
            Part::TwoStepConfirm { enrolment, code } => {
                self.confirming = effects.start(ConfirmTwoFactor {
                    enrolment: Arc::clone(enrolment),
                    code: code.take(),
                });
                return;
            }
            part => match part.change() {
                Some(change) => change,
                None => return,
            },
        };
        if let Some(current) = self.code.submit(&mut self.current) {
            self.changing = effects.start(ChangeAccount {
                session,
                current,
                change,
            });
        }
    }

    fn refused(&mut self, mut error: AccountError, now: Now) -> Option<Transition> {
        if error == AccountError::Ended {
            return Some(Transition::Ended);
        }
        let is_of_new_value = is_of_new_value(&error);
        if !matches!(self.part, Part::TwoStepConfirm { .. }) {
            match self.code.refused(error, &mut self.current) {
                Ok(()) => {
                    self.focus = Some(Field::Code);
                    self.errors.note(Field::Code, self.code.error);
                    return None;
                }
                Err(other) => error = other,
            }
            // A new password stays when the current one was wrong.
            if is_of_new_value {
                self.part.clear_passwords();
            }
        }
        let (field, error) = match field_error(error) {
            Ok(located) => located,
            Err(error) => {
                self.focus = Some(Field::CurrentPassword);
                self.notice = FormNotice::of(error, now);
                return None;
            }
        };
        // Both passwords are wiped when the new one is refused, so both have to be typed again.
        self.focus = Some(match field {
            Field::NewPassword | Field::NewPin => Field::CurrentPassword,
            field => field,
        });
        self.errors = FieldErrors::only(field, error);
        None
    }
}
