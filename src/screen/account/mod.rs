//! One's own account: an overview, and a form for each thing that can be changed. Every change asks
//! for the password that one has.
//!
//! ```text
//! Overview ──Open──▶ a form ──Submit──▶ saving ──changed──▶ Overview, codes, or the pages
//!    ▲                 │  ▲                │
//!    └──────Back───────┘  └────refused─────┘
//! ```
//! A change that is under way cannot be cancelled: nobody could say what counts.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::appearance::ThemeChoice;
use crate::domain::audit::AuditRecord;
use crate::domain::customization::Customization;
use crate::domain::password::PasswordRule;
use crate::domain::secret::Secret;
use crate::domain::two_factor;
use crate::service::account::details::Details;
use crate::service::account::{AccountChange, AccountError, Changed, Device};
use crate::service::admin_action::AdminRequest;
use crate::service::ports::{FileKind, Picture};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::sign_in::pending::SignInOutcome;
use crate::service::two_factor::{BeginTwoFactor, Enrolment};

use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;
use crate::screen::form::user_form::{UserForm, UserInput};
use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// The standard fields of the user's own details, in reading order.
const DETAILS: &[Field] = &[Field::FirstName, Field::LastName, Field::Email];

/// One's own account.
pub struct AccountScreen {
    /// Who is signed in, and where they go back to.
    pub session_view: Box<SessionView>,
    /// What is shown.
    pub part: Part,
    /// Which fields there are.
    pub rules: Arc<Customization>,
    /// The password that they have.
    pub current: PasswordInput,
    /// What is wrong with the fields.
    pub errors: FieldErrors,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// What was done last, to be said on the overview.
    pub done: Option<Done>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    /// Where they are remembered; `None` until it is known.
    pub devices: Option<Vec<Device>>,
    /// Their picture, once it was read.
    pub picture: Option<(PathBuf, Picture)>,
    listing: Option<Ticket>,
    listing_activity: Option<Ticket>,
    choosing: Option<Ticket>,
    saving: Option<Wait>,
}

/// What is shown.
pub enum Part {
    /// Everything at a glance.
    Overview,
    /// The form for another password.
    Password(NewPassword),
    /// The form for name and address.
    Details(UserForm),
    /// The form for a picture: the path that was typed.
    Picture(String),
    /// The form for other recovery codes.
    RecoveryCodes,
    /// The form that begins to set up a second factor.
    TwoStepOn,
    /// The picture and the key of a second factor, and a field for its code.
    TwoStepConfirm {
        /// The secret.
        enrolment: Arc<Enrolment>,
        /// The code that was typed.
        code: Secret,
    },
    /// The form that switches the second factor off.
    TwoStepOff,
    /// The form that ends every other sign-in.
    SignOutEverywhere,
    /// The form that ends the remembered sign-in on a computer.
    Forget(Device),
    /// What they did, and others to their account; `None` until it is known.
    Activity(Option<Vec<AuditRecord>>),
}

/// Which form to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Another password.
    Password,
    /// Name and address.
    Details,
    /// A picture.
    Picture,
    /// Other recovery codes.
    RecoveryCodes,
    /// A second factor.
    TwoStepOn,
    /// No second factor.
    TwoStepOff,
    /// End every other sign-in.
    SignOutEverywhere,
    /// End the remembered sign-in on this computer.
    Forget(Device),
    /// What they did.
    Activity,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Another password.
    Password,
    /// Name and address.
    Details,
    /// A picture, or none any more.
    Picture,
    /// Other recovery codes.
    RecoveryCodes,
    /// A second factor.
    TwoStepOn,
    /// No second factor.
    TwoStepOff,
    /// Every other sign-in ended.
    SignedOutEverywhere,
    /// A remembered sign-in ended.
    Forgotten,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Prefers this theme.
    Theme(ThemeChoice),
    /// Wants to change something.
    Open(Form),
    /// Typed in the new password or the code.
    Edited,
    /// Wants to choose a picture in the desktop's dialog.
    ChooseFile,
    /// Wants a passphrase.
    Suggest,
    /// Pressed the button or Enter.
    Submit,
    /// Wants to go back.
    Back,
}

/// How this screen is left.
pub enum Leave {
    /// To the pages.
    Back(Box<SessionView>),
    /// Recovery codes are to be shown, and then the account again.
    Codes(WithRecoveryCodes<Box<SessionView>>, Option<Done>),
    /// Their account is no longer what it was.
    Ended(Box<SessionView>),
}

impl AccountScreen {
    /// The overview, and what was done last.
    pub fn new(
        session_view: Box<SessionView>,
        done: Option<Done>,
        rules: Arc<Customization>,
        tickets: &mut Tickets,
    ) -> (Self, Vec<Ask>) {
        let mut screen = Self {
            session_view,
            rules,
            part: Part::Overview,
            current: PasswordInput::default(),
            errors: FieldErrors::default(),
            notice: None,
            done,
            focus: None,
            devices: None,
            listing: None,
            listing_activity: None,
            choosing: None,
            picture: None,
            saving: None,
        };
        let asks = screen.ask(tickets);
        (screen, asks)
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.saving, now)
    }

    /// The file says something else now. What was typed stays.
    pub fn refresh(&mut self, session_view: Box<SessionView>, tickets: &mut Tickets) -> Vec<Ask> {
        let told = std::mem::take(&mut self.session_view.told);
        let before = self.session_view.before;
        self.session_view = session_view;
        (self.session_view.before, self.session_view.told) = (before, told);
        self.ask(tickets)
    }

    /// The window is locked: what was typed into password fields goes, what was under way may have
    /// ended by the time it is unlocked.
    pub(crate) fn lock(&mut self) {
        self.current.clear();
        match &mut self.part {
            Part::Password(new) => new.clear(),
            Part::TwoStepConfirm { .. } => self.part = Part::Overview,
            _ => {}
        }
        self.saving = None;
    }

    /// Where their picture is, as it is typed.
    fn picture_path(&self) -> String {
        let picture = self.session_view.session.user().picture.as_ref();
        picture.map_or_else(String::new, |path| path.display().to_string())
    }

    /// Asks for their picture, and where they are remembered.
    fn ask(&mut self, tickets: &mut Tickets) -> Vec<Ask> {
        let picture = self.session_view.session.user().picture.clone();
        if picture.is_none() {
            self.picture = None;
        }
        let picture = picture.map(|path| tickets.ask(Request::LoadPicture(path)));
        let list = self.list(tickets);
        picture.into_iter().chain([list]).collect()
    }

    fn list(&mut self, tickets: &mut Tickets) -> Ask {
        let ask = tickets.ask(Request::ListDevices(self.session_view.session.clone()));
        self.listing = Some(ask.ticket);
        ask
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match event {
            _ if self.saving.is_some() => Step::stay(),
            Event::Open(form) => {
                let is_activity = form == Form::Activity;
                self.open(form);
                if !is_activity {
                    return Step::stay();
                }
                let request = AdminRequest::ListOwnActivity.by(&self.session_view.session);
                let ask = tickets.ask(request);
                self.listing_activity = Some(ask.ticket);
                Step::Stay(vec![ask])
            }
            Event::ChooseFile => {
                let ask = tickets.ask(Request::ChooseFile(FileKind::Picture));
                self.choosing = Some(ask.ticket);
                Step::Stay(vec![ask])
            }
            Event::Theme(choice) => Step::Stay(vec![tickets.ask(Request::KeepTheme(choice))]),
            Event::Edited => self.edited(tickets, now),
            Event::Suggest => {
                if let Part::Password(new) = &mut self.part {
                    new.suggest(tickets);
                }
                Step::stay()
            }
            Event::Submit => self.submit(tickets, now),
            Event::Back if matches!(self.part, Part::Overview) => {
                Step::Leave(Leave::Back(self.session_view.clone()))
            }
            Event::Back => {
                self.show_overview(None);
                Step::stay()
            }
        }
    }

    /// A change has ended, or something was found out.
    pub fn on_reply(
        &mut self,
        ticket: Ticket,
        reply: Reply,
        tickets: &mut Tickets,
        now: Now,
    ) -> Step<Leave> {
        if let Reply::DevicesListed(devices) = reply {
            if self.listing == Some(ticket) {
                // What cannot be found out is not shown.
                self.devices = devices.ok();
            }
            return Step::stay();
        }
        match reply {
            Reply::FileChosen(chosen) => {
                if self.choosing == Some(ticket)
                    && let (Part::Picture(path), Ok(Some(file))) = (&mut self.part, chosen)
                {
                    *path = file.display().to_string();
                }
                return Step::stay();
            }
            Reply::PictureLoaded { path, picture } => {
                let is_theirs = self.session_view.session.user().picture.as_ref() == Some(&path);
                self.picture = picture.filter(|_| is_theirs).map(|picture| (path, picture));
                return Step::stay();
            }
            _ => {}
        }
        if let Reply::OwnActivityListed(records) = reply {
            if self.listing_activity == Some(ticket)
                && let Part::Activity(shown) = &mut self.part
            {
                // What cannot be found out is not shown.
                *shown = Some(records.unwrap_or_default());
            }
            return Step::stay();
        }
        if self.saving.is_none_or(|wait| wait.ticket != ticket) {
            return Step::stay();
        }
        self.saving = None;
        match reply {
            Reply::AccountChanged(Ok(changed)) => self.changed(changed, tickets),
            Reply::TwoStepBegun(Ok(enrolment)) => {
                self.part = Part::TwoStepConfirm {
                    enrolment,
                    code: Secret::default(),
                };
                self.focus = Some(Field::Code);
                Step::stay()
            }
            Reply::TwoStepConfirmed(Ok(WithRecoveryCodes { value, codes })) => match value {
                SignInOutcome::SignedIn(session_view) => self.changed(
                    Changed {
                        session_view,
                        codes,
                    },
                    tickets,
                ),
                SignInOutcome::NextStep(_) => Step::Leave(Leave::Ended(self.session_view.clone())),
            },
            Reply::AccountChanged(Err(error))
            | Reply::TwoStepBegun(Err(error))
            | Reply::TwoStepConfirmed(Err(error)) => self.refused(error, now),
            _ => Step::stay(),
        }
    }

    fn open(&mut self, form: Form) {
        let (part, focus) = match form {
            Form::Password => (
                Part::Password(NewPassword::default()),
                Field::CurrentPassword,
            ),
            Form::Details => {
                let user = self.details();
                let first = user.first();
                (Part::Details(user), first.unwrap_or(Field::CurrentPassword))
            }
            Form::Picture => (Part::Picture(self.picture_path()), Field::Picture),
            Form::RecoveryCodes => (Part::RecoveryCodes, Field::CurrentPassword),
            Form::TwoStepOn => (Part::TwoStepOn, Field::CurrentPassword),
            Form::TwoStepOff => (Part::TwoStepOff, Field::CurrentPassword),
            Form::SignOutEverywhere => (Part::SignOutEverywhere, Field::CurrentPassword),
            Form::Forget(device) => (Part::Forget(device), Field::CurrentPassword),
            Form::Activity => (Part::Activity(None), Field::CurrentPassword),
        };
        (self.part, self.focus, self.done) = (part, Some(focus), None);
    }

    /// The form with the user's own details.
    fn details(&self) -> UserForm {
        let Details {
            first_name,
            last_name,
            email,
            fields,
        } = Details::of(self.session_view.session.user());
        let input = UserInput {
            first_name,
            last_name,
            email,
            fields,
            ..UserInput::default()
        };
        UserForm::new(DETAILS, input, Arc::clone(&self.rules))
    }

    fn show_overview(&mut self, done: Option<Done>) {
        self.part = Part::Overview;
        self.current.clear();
        self.errors = FieldErrors::default();
        (self.notice, self.done, self.focus) = (None, done, None);
    }

    fn changed(&mut self, changed: Changed, tickets: &mut Tickets) -> Step<Leave> {
        let done = match self.part {
            Part::Overview | Part::Activity(_) => None,
            Part::Password(_) => Some(Done::Password),
            Part::Details(_) => Some(Done::Details),
            Part::Picture(_) => Some(Done::Picture),
            Part::RecoveryCodes => Some(Done::RecoveryCodes),
            Part::TwoStepOn | Part::TwoStepConfirm { .. } => Some(Done::TwoStepOn),
            Part::TwoStepOff => Some(Done::TwoStepOff),
            Part::SignOutEverywhere => Some(Done::SignedOutEverywhere),
            Part::Forget(_) => Some(Done::Forgotten),
        };
        self.show_overview(done);
        let asks = self.refresh(changed.session_view, tickets);
        if changed.codes.is_empty() {
            return Step::Stay(asks);
        }
        let value = self.session_view.clone();
        let codes = changed.codes;
        Step::Leave(Leave::Codes(WithRecoveryCodes { value, codes }, done))
    }

    fn edited(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match &mut self.part {
            Part::Password(new) => {
                let own = self.session_view.session.user().own_words();
                new.edited(own, tickets);
                Step::stay()
            }
            Part::TwoStepConfirm { code, .. } if two_factor::is_whole(code) => {
                self.submit(tickets, now)
            }
            _ => Step::stay(),
        }
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = self.check();
        if let Some(field) = self.errors.first() {
            self.focus = Some(field);
            return Step::stay();
        }
        let session = self.session_view.session.clone();
        let change = match &mut self.part {
            Part::Overview | Part::Activity(_) => return Step::stay(),
            Part::Password(new) => AccountChange::Password(new.submit()),
            Part::Details(user) => {
                let UserInput {
                    first_name,
                    last_name,
                    email,
                    fields,
                    ..
                } = user.input.clone();
                AccountChange::Details(Details {
                    first_name,
                    last_name,
                    email,
                    fields,
                })
            }
            Part::Picture(path) => {
                let path = Some(path.trim()).filter(|path| !path.is_empty());
                AccountChange::Picture(path.map(PathBuf::from))
            }
            Part::RecoveryCodes => AccountChange::RecoveryCodes,
            Part::TwoStepOff => AccountChange::TwoStepOff,
            Part::SignOutEverywhere => AccountChange::SignOutEverywhere,
            Part::Forget(device) => AccountChange::ForgetDevice(device.id),
            Part::TwoStepOn => {
                let begin = BeginTwoFactor::Session(session, self.current.submit());
                return self.send(Request::BeginTwoFactor(begin), tickets, now);
            }
            Part::TwoStepConfirm { enrolment, code } => {
                let request = Request::ConfirmTwoStep {
                    enrolment: Arc::clone(enrolment),
                    code: code.take(),
                };
                return self.send(request, tickets, now);
            }
        };
        let current = self.current.submit();
        let request = Request::ChangeAccount {
            session,
            current,
            change,
        };
        self.send(request, tickets, now)
    }

    fn send(&mut self, request: Request, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        let ask = tickets.ask(request);
        self.saving = Some(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    /// What another password must be like.
    #[must_use]
    pub fn rule(&self) -> PasswordRule {
        let user = self.session_view.session.user();
        let has_two_step = user.key_vault.totp.is_some();
        self.session_view
            .settings
            .password
            .for_account(has_two_step)
    }

    fn check(&self) -> FieldErrors {
        let mut errors = match &self.part {
            Part::Details(user) => user.check(),
            _ => FieldErrors::default(),
        };
        if let Part::TwoStepConfirm { code, .. } = &self.part {
            errors.note(
                Field::Code,
                code.is_empty().then_some(FieldError::MissingCode),
            );
            return errors;
        }
        let is_missing = self.current.text.is_empty();
        errors.note(
            Field::CurrentPassword,
            is_missing.then_some(FieldError::MissingPassword),
        );
        if let Part::Password(new) = &self.part {
            let error = self.rule().check(new.text()).err();
            errors.note(Field::NewPassword, error.map(FieldError::Password));
        }
        errors
    }

    fn refused(&mut self, error: AccountError, now: Now) -> Step<Leave> {
        let (field, error) = match error {
            AccountError::Wrong => (Field::CurrentPassword, FieldError::WrongCurrentPassword),
            AccountError::Same => (Field::NewPassword, FieldError::SamePassword),
            AccountError::Password(error) => (Field::NewPassword, FieldError::Password(error)),
            AccountError::NameMissing => (Field::FirstName, FieldError::MissingName),
            AccountError::Email(error) => (Field::Email, FieldError::Email(error)),
            AccountError::Own((key, error)) => (Field::Custom(key), FieldError::Custom(error)),
            AccountError::EmailTaken => (Field::Email, FieldError::EmailUnavailable),
            AccountError::Picture(_) => (Field::Picture, FieldError::Picture),
            AccountError::CodeWrong | AccountError::Code(_) => (Field::Code, FieldError::WrongCode),
            AccountError::Ended => return Step::Leave(Leave::Ended(self.session_view.clone())),
            other => {
                self.focus = Some(Field::CurrentPassword);
                self.notice = FormNotice::of(other, now);
                return Step::stay();
            }
        };
        // A password that was sent is gone, and is typed again.
        let is_typed_again = matches!(field, Field::CurrentPassword | Field::NewPassword);
        self.focus = Some(if is_typed_again {
            Field::CurrentPassword
        } else {
            field
        });
        self.errors = FieldErrors::only(field, error);
        Step::stay()
    }
}
