//! Signing in with a password.
//!
//! ```text
//! Editing ──Submit──▶ Checking ──right──▶ leave
//!    ▲                   │
//!    └──wrong, Cancel────┘
//! ```

pub mod next_step;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::fold;
use crate::domain::throttle::Locked;
use crate::service::ports::{Picture, SessionLimitError, StateError, StoreError, VaultError};
use crate::service::registration::Registered;
use crate::service::remember_me::RememberError;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::set_up::open::ProgramInfo;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::pending::{PendingSignIn, SignInOutcome};
use crate::service::sign_in::tiles::Tile;

use crate::screen::form::password_input::PasswordInput;
use crate::screen::recovery::Forgotten;
use crate::screen::{Ask, Busy, Now, Step, Ticket, Tickets, Wait};

/// The sign-in form.
pub struct LoginScreen {
    /// What the file says about the program.
    pub opened: Box<ProgramInfo>,
    /// Which fields and links there are.
    pub rules: Arc<Customization>,
    /// A username or an e-mail address.
    pub login: String,
    /// The password.
    pub password: PasswordInput,
    /// Whether to stay signed in; meaningless unless [`LoginScreen::keep`] is `Ready`.
    pub keep_ticked: bool,
    /// What to say above the form.
    pub notice: Option<Notice>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    keep: Keep,
    state: State,
    pictures: Vec<(PathBuf, Picture)>,
}

/// How many people are shown as tiles at a time.
pub const TILES_MAX: usize = 12;

enum State {
    Editing,
    Checking(Wait),
}

/// The fields of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name.
    Login,
    /// The password.
    Password,
}

/// Whether people can stay signed in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The file switches it off: there is no box.
    Off,
    /// The keyring is being asked.
    Probing(Ticket),
    /// It can be ticked.
    Ready,
    /// It cannot be ticked, for this reason.
    Unavailable(VaultError),
}

/// What to say above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A field is empty.
    Incomplete(Field),
    /// Name or password is not right.
    Refused,
    /// The account waits for an administrator's approval.
    Pending,
    /// Too many wrong passwords: until when, by the time since the program started; `None` until an
    /// administrator unlocks the name.
    Locked(Option<Now>),
    /// No place among those who are signed in.
    SessionLimit(SessionLimitError),
    /// Something could not be hashed or sealed.
    NotHashed,
    /// The second step took too long, or the account was changed meanwhile.
    Expired,
    /// The state database cannot be used.
    State(StateError),
    /// The credential file cannot be used.
    Store(StoreError),
    /// An account was made.
    Registered(Registered),
    /// They have another password.
    Recovered,
    /// They learned their username.
    UsernameFound(String),
    /// Somebody was signed out because their account has changed.
    Ended,
    /// A token was shown that nobody should have any more.
    Reused,
    /// Somebody signed out, and it could not be recorded everywhere.
    SignOut(RememberError),
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chose somebody's tile; their username, or nothing to see everybody again.
    Choose(String),
    /// Pressed the button or Enter.
    Submit,
    /// Gave up waiting.
    Cancel,
    /// Wants an account.
    Register,
    /// Has forgotten the password.
    ForgotPassword,
    /// Has forgotten the username.
    ForgotUsername,
    /// Wants the keyring to be asked again.
    ProbeVault,
}

/// How this screen is left.
pub enum Leave {
    /// To make an account.
    Register,
    /// To get back in without the password, or without the username.
    Recover(Forgotten),
    /// The password was right, and more is asked for.
    NextStep {
        /// Whose.
        pending: Arc<PendingSignIn>,
        /// Whether the box was ticked.
        keep: bool,
    },
    /// Somebody is signed in, and perhaps wants to stay so.
    App {
        /// Who, and what they may see.
        session_view: Box<SessionView>,
        /// Whether the box was ticked.
        keep: bool,
    },
}

impl LoginScreen {
    /// An empty form; asks the keyring whether people can stay signed in.
    pub fn new(
        opened: Box<ProgramInfo>,
        rules: Arc<Customization>,
        tickets: &mut Tickets,
    ) -> (Self, Vec<Ask>) {
        let notice = opened.not_hashed.clone().map(Notice::Store);
        let mut screen = Self {
            opened,
            rules,
            login: String::new(),
            password: PasswordInput::default(),
            keep_ticked: false,
            notice,
            focus: Some(Field::Login),
            keep: Keep::Off,
            state: State::Editing,
            pictures: Vec::new(),
        };
        let mut asks = screen.load_pictures(tickets);
        if screen.opened.settings.remember.is_on() {
            asks.push(screen.probe(tickets));
        }
        (screen, asks)
    }

    /// Asks for the logo and for the pictures of those who are shown first.
    fn load_pictures(&self, tickets: &mut Tickets) -> Vec<Ask> {
        let tiles = self.opened.tiles.iter().take(TILES_MAX);
        let faces = tiles.filter_map(|tile| tile.picture.as_ref());
        let wanted = self.opened.settings.logo.iter().chain(faces);
        let is_new = |path: &&PathBuf| self.picture(path).is_none();
        let wanted = wanted.filter(is_new).cloned();
        wanted
            .map(|path| tickets.ask(Request::LoadPicture(path)))
            .collect()
    }

    /// A picture, once it was read.
    #[must_use]
    pub fn picture(&self, path: &Path) -> Option<&Picture> {
        let found = self.pictures.iter().find(|(of, _)| of == path);
        found.map(|(_, picture)| picture)
    }

    /// The people to be shown as tiles: those who go with what was typed, at most [`TILES_MAX`].
    pub fn shown_tiles(&self) -> impl Iterator<Item = &Tile> {
        let typed = fold(self.login.trim());
        let tiles = self.opened.tiles.iter();
        let goes_with = move |tile: &&Tile| tile.search.contains(&typed);
        tiles.filter(goes_with).take(TILES_MAX)
    }

    /// The file says something else now. What was typed stays.
    pub fn reload(&mut self, opened: Box<ProgramInfo>, tickets: &mut Tickets) -> Vec<Ask> {
        self.opened = opened;
        let mut asks = self.load_pictures(tickets);
        asks.extend(match (self.opened.settings.remember.is_on(), self.keep) {
            (false, _) => {
                self.keep = Keep::Off;
                Vec::new()
            }
            (true, Keep::Off) => vec![self.probe(tickets)],
            (true, _) => Vec::new(),
        });
        asks
    }

    /// Whether people can stay signed in here.
    #[must_use]
    pub fn keep(&self) -> Keep {
        self.keep
    }

    /// How the wait for the check looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match self.state {
            State::Editing => Busy::Idle,
            State::Checking(wait) => Busy::of(Some(wait), now),
        }
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match (&self.state, event) {
            (State::Editing, Event::Submit) => self.submit(tickets, now),
            (State::Editing, Event::Choose(username)) => {
                if self.login != username {
                    self.password.clear();
                }
                let is_empty = username.is_empty();
                self.login = username;
                self.focus = Some(if is_empty {
                    Field::Login
                } else {
                    Field::Password
                });
                Step::stay()
            }
            (State::Editing, Event::Register) => {
                self.password.clear();
                Step::Leave(Leave::Register)
            }
            (State::Editing, Event::ForgotPassword) => self.forgot(Forgotten::Password),
            (State::Editing, Event::ForgotUsername) => self.forgot(Forgotten::Username),
            (State::Checking(_), Event::Cancel) => {
                self.state = State::Editing;
                self.focus = Some(Field::Password);
                Step::stay()
            }
            (_, Event::ProbeVault) if matches!(self.keep, Keep::Unavailable(_)) => {
                Step::Stay(vec![self.probe(tickets)])
            }
            (State::Editing, Event::Cancel | Event::ProbeVault) | (State::Checking(_), _) => {
                Step::stay()
            }
        }
    }

    /// The check has ended, or the keyring has answered.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, now: Now) -> Step<Leave> {
        match reply {
            Reply::SignedIn(result) => match self.state {
                State::Checking(wait) if wait.ticket == ticket => self.checked(result, now),
                State::Checking(_) | State::Editing => Step::stay(),
            },
            Reply::VaultProbed(result) => {
                if self.keep == Keep::Probing(ticket) {
                    self.keep = match result {
                        Ok(()) => Keep::Ready,
                        Err(error) => Keep::Unavailable(error),
                    };
                }
                Step::stay()
            }
            Reply::PictureLoaded {
                path,
                picture: Some(picture),
            } => {
                self.pictures.push((path, picture));
                Step::stay()
            }
            _ => Step::stay(),
        }
    }

    fn probe(&mut self, tickets: &mut Tickets) -> Ask {
        let ask = tickets.ask(Request::ProbeVault);
        self.keep = Keep::Probing(ask.ticket);
        ask
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        let missing = if self.login.trim().is_empty() {
            Some(Field::Login)
        } else if self.password.text.is_empty() {
            Some(Field::Password)
        } else {
            None
        };
        if let Some(field) = missing {
            self.notice = Some(Notice::Incomplete(field));
            self.focus = Some(field);
            return Step::stay();
        }
        self.notice = None;
        let ask = tickets.ask(Request::SignIn {
            login: self.login.clone(),
            password: self.password.submit(),
        });
        self.state = State::Checking(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    fn forgot(&mut self, what: Forgotten) -> Step<Leave> {
        self.password.clear();
        Step::Leave(Leave::Recover(what))
    }

    fn checked(&mut self, result: Result<SignInOutcome, SignInError>, now: Now) -> Step<Leave> {
        self.state = State::Editing;
        let keep = self.keep_ticked && self.keep == Keep::Ready;
        match result {
            Ok(SignInOutcome::SignedIn(session_view)) => {
                Step::Leave(Leave::App { session_view, keep })
            }
            Ok(SignInOutcome::NextStep(pending)) => Step::Leave(Leave::NextStep { pending, keep }),
            Err(error) => {
                self.password.clear();
                self.focus = Some(Field::Password);
                self.notice = Some(match error {
                    SignInError::Refused => Notice::Refused,
                    SignInError::Pending => Notice::Pending,
                    SignInError::Locked(Locked::For(seconds)) => {
                        Notice::Locked(Some(now + Now::from_secs(seconds.into())))
                    }
                    SignInError::Locked(Locked::UntilUnlocked) => Notice::Locked(None),
                    SignInError::SessionLimit(error) => Notice::SessionLimit(error),
                    SignInError::Hasher(_) => Notice::NotHashed,
                    SignInError::Code(_) | SignInError::CodeWrong | SignInError::Expired => {
                        Notice::Expired
                    }
                    SignInError::State(error) => Notice::State(error),
                    SignInError::Store(error) => Notice::Store(error),
                });
                Step::stay()
            }
        }
    }
}
