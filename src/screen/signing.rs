//! The user signs content of the host app: one statement at a time, over whatever is open. What is typed is not kept.
//!
//! ```text
//! Closed ──ask──▶ Form ──Submit──▶ Checking ──right──▶ Closed, and the app has the signature
//!                  ▲────wrong────────┘  │
//!                  └──Cancel, lock, time┴──▶ Closed
//! ```

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use crate::domain::signature::chain::Signature;
use crate::domain::signature::statement::Statement;
use crate::service::Session;
use crate::service::account::AccountError;
use crate::service::command::Finished;
use crate::service::session_view::SessionView;
use crate::service::signatures::commands::Sign;

use crate::screen::approval::FORM_TIME;
use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::code_input::CodeInput;
use crate::screen::form::field::{FieldError, FieldErrors};
use crate::screen::form::notice::FormNotice;
use crate::screen::form::password_input::PasswordInput;

/// What the app gets in the end. It gets nothing if the user cancels.
pub type Signed = Result<Signature, AccountError>;

/// A statement of the host app that is to be signed.
pub struct AskedSignature {
    statement: Arc<Statement>,
    reply: Sender<Signed>,
}

impl AskedSignature {
    /// Asks for a signature, which the receiver gets.
    #[must_use]
    pub fn new(statement: Statement) -> (Self, Receiver<Signed>) {
        let (reply, receiver) = channel();
        let statement = Arc::new(statement);
        (Self { statement, reply }, receiver)
    }
}

/// Asks the user to sign, one statement at a time.
#[derive(Default)]
pub struct SigningDialog {
    form: Option<Box<SigningForm>>,
    /// What was called off while it was signed: a signature that came first is the app's.
    late: Vec<Signer>,
}

/// The form for the signer.
pub struct SigningForm {
    /// The session of the signer.
    pub session: Session,
    /// What is signed.
    pub statement: Arc<Statement>,
    /// The username, if it is asked for: at the first signature of a session and after each lock.
    pub username: Option<String>,
    /// The password.
    pub password: PasswordInput,
    /// The code, if it is asked for.
    pub code: CodeInput,
    /// What is wrong with the other fields.
    pub errors: FieldErrors<SigningField>,
    /// Shown above the button.
    pub notice: Option<Notice>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<SigningField>,
    signer: Signer,
    until: Now,
}

/// The signing that is under way, and the app that waits for it.
struct Signer {
    signing: Pending<Sign>,
    reply: Sender<Signed>,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigningField {
    /// The username of the signer.
    Username,
    /// The password of the signer.
    Password,
    /// The code of the signer.
    Code,
}

/// What the host app or the signer did.
pub enum Event {
    /// The app wants the user to sign.
    Ask(AskedSignature),
    /// Pressed the main button or Enter.
    Submit,
    /// Does not sign it.
    Cancel,
}

/// Shown above the button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An error that other forms have as well.
    Form(FormNotice),
    /// The settings do not let the user sign any more.
    MayNotSign,
}

impl SigningDialog {
    /// Returns the form if it is open.
    pub fn form(&mut self) -> Option<&mut SigningForm> {
        self.form.as_deref_mut()
    }

    /// Returns `true` while the form is open.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.form.is_some()
    }

    /// Takes in a badge, which signs nothing.
    pub(crate) fn on_badge(&mut self) {
        if let Some(form) = &mut self.form {
            let notice = Notice::Form(FormNotice::BadgeNotEnough);
            form.notice.get_or_insert(notice);
        }
    }

    /// Opens the form if the user may sign.
    fn ask(&mut self, asked: AskedSignature, session_view: &SessionView, now: Now) {
        let AskedSignature { statement, reply } = asked;
        let session = session_view.session.clone();
        if !session_view.may_sign() {
            tell(&reply, Err(AccountError::MayNotSign));
            return;
        }
        let needs_username = !session.state().signing.has_signed();
        self.form = Some(Box::new(SigningForm {
            session,
            statement,
            username: needs_username.then(String::new),
            password: PasswordInput::default(),
            code: CodeInput::new(session_view.asks_for_code()),
            errors: FieldErrors::default(),
            notice: None,
            focus: Some(if needs_username {
                SigningField::Username
            } else {
                SigningField::Password
            }),
            signer: Signer {
                signing: Pending::default(),
                reply,
            },
            until: now + FORM_TIME,
        }));
    }

    /// Closes the form. What is being signed is called off.
    pub(crate) fn close(&mut self) {
        if let Some(form) = self.form.take()
            && form.signer.signing.is_waiting()
        {
            form.signer.signing.hurry();
            self.late.push(form.signer);
        }
    }

    /// Returns how long it is until it closes by itself.
    #[must_use]
    pub fn left(&self, now: Now) -> Option<Duration> {
        Some(self.form.as_ref()?.until.saturating_sub(now))
    }

    /// Lets time pass.
    pub(crate) fn on_time(&mut self, now: Now) {
        if self.left(now) == Some(Duration::ZERO) {
            self.close();
        }
    }

    /// Handles what the app or the signer did.
    pub(crate) fn on(&mut self, event: Event, session_view: &SessionView, effects: &mut Effects) {
        match (event, &mut self.form) {
            (Event::Ask(asked), None) => self.ask(asked, session_view, effects.now()),
            (Event::Cancel, _) => self.close(),
            (Event::Submit, Some(form)) if !form.signer.signing.is_waiting() => {
                form.submit(effects);
            }
            (Event::Ask(_), Some(_)) | (Event::Submit, _) => {}
        }
    }

    /// Takes in the end of the signing.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished, now: Now) {
        self.late.retain_mut(|late| {
            if let Some(Ok(signature)) = late.signing.take(finished) {
                tell(&late.reply, Ok(signature));
            }
            late.signing.is_waiting()
        });
        let Some(form) = &mut self.form else {
            return;
        };
        match form.signer.signing.take(finished) {
            None => {}
            Some(end @ (Ok(_) | Err(AccountError::Ended))) => {
                tell(&form.signer.reply, end);
                self.form = None;
            }
            Some(Err(error)) => form.refused(error, now),
        }
    }
}

impl SigningForm {
    /// Returns how the wait for the signature looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.signer.signing.busy(now)
    }

    fn submit(&mut self, effects: &mut Effects) {
        let missing = |is_missing: bool, error| is_missing.then_some(error);
        self.notice = None;
        self.errors = FieldErrors::default();
        let is_blank = |name: &String| name.trim().is_empty();
        let no_name = self.username.as_ref().is_some_and(is_blank);
        let no_name = missing(no_name, FieldError::MissingSigner);
        self.errors.note(SigningField::Username, no_name);
        let no_password = missing(self.password.text.is_empty(), FieldError::MissingPassword);
        self.errors.note(SigningField::Password, no_password);
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let Some(factors) = self.code.submit(&mut self.password) else {
            self.focus = Some(SigningField::Code);
            return;
        };
        // Who has just entered the password is not cut off while it is checked.
        self.until = effects.now() + FORM_TIME;
        self.signer.signing = effects.start(Sign {
            session: self.session.clone(),
            statement: Arc::clone(&self.statement),
            username: self.username.clone(),
            factors,
        });
    }

    fn refused(&mut self, error: AccountError, now: Now) {
        let Err(error) = self.code.refused(error, &mut self.password) else {
            self.focus = Some(SigningField::Code);
            return;
        };
        let (field, wrong) = match error {
            AccountError::SignerName => {
                self.username.get_or_insert_default();
                (SigningField::Username, Some(FieldError::WrongSigner))
            }
            AccountError::Wrong => (SigningField::Password, Some(FieldError::WrongPassword)),
            AccountError::MayNotSign => {
                self.notice = Some(Notice::MayNotSign);
                (SigningField::Password, None)
            }
            error => {
                self.notice = FormNotice::of(error, now).map(Notice::Form);
                (SigningField::Password, None)
            }
        };
        self.errors.note(field, wrong);
        self.focus = Some(field);
    }
}

/// Gives the app what it waits for. One that does not wait any more finds a signature in the list.
fn tell(reply: &Sender<Signed>, end: Signed) {
    if reply.send(end).is_err() {
        tracing::debug!("the app does not wait for the signature");
    }
}
