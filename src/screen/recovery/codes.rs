//! Recovery codes, shown once: to be copied, saved or printed before going on.

use crate::domain::secret::{Secret, SecretText};
use crate::service::ports::PlatformError;
use crate::service::registration::Registered;
use crate::service::request::{Reply, Request, SessionView};

use crate::screen::account::Done;
use crate::screen::{Step, Ticket, Tickets};

/// Recovery codes, and where to go on to.
pub struct CodesScreen {
    /// The codes.
    pub codes: Vec<Secret>,
    /// Whose they are.
    pub username: String,
    /// The person has said that the codes are saved.
    pub is_saved: bool,
    /// What to say above the codes.
    pub notice: Option<Notice>,
    next: Option<Next>,
    awaited: Option<Ticket>,
}

/// Where to go on to.
pub enum Next {
    /// Back to the sign-in form, now that this account was made.
    Login(Registered),
    /// To the question who can register.
    RegistrationPolicy(Box<SessionView>),
    /// To one's own pages.
    App {
        /// Who, and what they may see.
        session_view: Box<SessionView>,
        /// Whether to be remembered.
        keep: bool,
    },
    /// Back to the account.
    Account {
        /// Who, and what they may see.
        session_view: Box<SessionView>,
        /// What was done there.
        done: Option<Done>,
    },
}

/// What to say above the codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// They are in the clipboard.
    Copied,
    /// They are in this file.
    Saved(String),
    /// They are at the printer.
    Printed,
    /// They could not be saved.
    NotSaved(PlatformError),
    /// They could not be printed.
    NotPrinted(PlatformError),
}

/// What a person did.
#[derive(Debug)]
pub enum Event {
    /// Copied the codes.
    Copied,
    /// Wants them in a file, as this text.
    Save(Text),
    /// Wants them on paper, as this text.
    Print(Text),
    /// Has saved them and wants to go on.
    GoOn,
}

/// The codes as a text, with words around them.
pub struct Text(pub Secret);

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text")
    }
}

/// How this screen is left.
pub struct Leave(pub Next);

impl CodesScreen {
    /// Shows these codes.
    #[must_use]
    pub fn new(codes: Vec<Secret>, username: String, next: Next) -> Self {
        Self {
            codes,
            username,
            is_saved: false,
            notice: None,
            next: Some(next),
            awaited: None,
        }
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets) -> Step<Leave> {
        let request = match event {
            Event::Copied => {
                self.notice = Some(Notice::Copied);
                return Step::stay();
            }
            Event::GoOn => {
                let next = self.next.take_if(|_| self.is_saved);
                return next.map_or_else(Step::stay, |next| Step::Leave(Leave(next)));
            }
            Event::Save(Text(text)) => Request::SaveText {
                name: format!("recovery-codes-{}", self.username),
                ending: "txt",
                text: SecretText::new(text.expose().to_owned()),
            },
            Event::Print(Text(text)) => Request::PrintText(text),
        };
        let ask = tickets.ask(request);
        self.awaited = Some(ask.ticket);
        Step::Stay(vec![ask])
    }

    /// The codes are saved or printed, or not.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Step<Leave> {
        if self.awaited == Some(ticket) {
            self.awaited = None;
            self.notice = match reply {
                Reply::TextSaved(Ok(path)) => Some(Notice::Saved(path.display().to_string())),
                Reply::TextSaved(Err(error)) => Some(Notice::NotSaved(error)),
                Reply::TextPrinted(Ok(())) => Some(Notice::Printed),
                Reply::TextPrinted(Err(error)) => Some(Notice::NotPrinted(error)),
                _ => None,
            };
        }
        Step::stay()
    }
}
