//! Drawing: one file a screen, and the widgets that they share.
//!
//! Takes the state of a screen, returns what the person did. No disk, no keyring, no decisions: the
//! only thing that is changed here is text that is being typed.

mod account;
pub mod app;
pub(crate) mod audit;
mod lock;
pub mod pages;
pub(crate) mod recovery;
pub(crate) mod registration;
mod set_up;
mod settings;
pub(crate) mod sign_in;
pub mod slots;
pub mod theme;
pub(crate) mod two_factor;
mod users;
pub mod widgets;

use std::borrow::Cow;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;
use std::time::Duration;

use egui::text_edit::TextEditState;
use egui::{CentralPanel, Frame, Id};
use egui_commonmark::CommonMarkCache;

use crate::domain::language::Language;
use crate::messages::Messages;
use crate::screen::Now;
use crate::screen::flow::{Event, Screen};
use crate::service::Session;
use crate::service::users::import::Progress;

use crate::ui::sign_in::demo::DemoUser;
use crate::ui::sign_in::tiles::Textures;
use crate::ui::slots::Slots;
use crate::ui::theme::palette;
use crate::ui::two_factor::Picture;

/// What drawing keeps between frames. Nothing in here belongs to a person.
pub struct Ui {
    /// What is said.
    pub words: Arc<Messages>,
    /// The languages to choose from; none when there is no choice.
    pub languages: Vec<Language>,
    /// What the program is called, as long as the file does not say.
    pub title: Option<String>,
    /// The people of a demonstration; empty in real use.
    pub demo: Vec<DemoUser>,
    /// What an app puts around and into the forms.
    pub slots: Slots,
    markdown: CommonMarkCache,
    picture: Option<Picture>,
    textures: Textures,
    is_help_shown: bool,
    fields: Vec<Id>,
    shown: Option<Discriminant<Screen>>,
}

/// What an app shows of its own to whoever is signed in.
pub struct Content<'a> {
    /// Draws it.
    pub draw: &'a mut dyn FnMut(&mut egui::Ui, &Session, usize),
    /// Whether it has the window to itself, without the bar and the navigation.
    pub is_bare: bool,
}

/// What is to be shown, and when.
pub struct Showing<'a> {
    /// What the app shows of its own.
    pub content: Option<Content<'a>>,
    /// Whether an area of the program itself has all the room, without the bar and the navigation.
    pub is_bare_area: bool,
    /// How long it is until the window locks, when that is to be said.
    pub locking_in: Option<Duration>,
    /// The time.
    pub now: Now,
}

/// What the screens draw with.
pub(crate) struct Draw<'a> {
    words: &'a Messages,
    languages: &'a [Language],
    /// The language that was chosen in this frame.
    chosen_language: Option<Language>,
    title: Option<&'a str>,
    now: Now,
    demo: &'a [DemoUser],
    slots: &'a mut Slots,
    markdown: &'a mut CommonMarkCache,
    /// The picture of a second factor that is being set up.
    picture: &'a mut Option<Picture>,
    /// The text fields that were drawn, to be forgotten with the screen.
    fields: &'a mut Vec<Id>,
    /// Pictures that were given to the graphics card.
    textures: &'a mut Textures,
    /// How far an import has come that is under way.
    progress: Option<Arc<Progress>>,
    /// What the app shows of its own.
    content: Option<Content<'a>>,
    /// Whether an area of the program itself has all the room.
    is_bare_area: bool,
}

impl Draw<'_> {
    /// What the program is called where the file does not say.
    fn app(&self) -> Cow<'_, str> {
        let title = self.title.map(Cow::Borrowed);
        title.unwrap_or_else(|| self.words.get("app-title"))
    }
}

impl Ui {
    /// Gives the window our fonts and looks.
    #[must_use]
    pub fn new(ctx: &egui::Context, words: Arc<Messages>) -> Self {
        theme::apply(ctx);
        widgets::icon::install(ctx);
        Self {
            words,
            languages: Vec::new(),
            title: None,
            demo: Vec::new(),
            slots: Slots::default(),
            markdown: CommonMarkCache::default(),
            picture: None,
            textures: Textures::new(),
            is_help_shown: false,
            fields: Vec::new(),
            shown: None,
        }
    }

    /// Draws a screen, and says what the person did on it.
    pub fn show(
        &mut self,
        ui: &mut egui::Ui,
        screen: &mut Screen,
        Showing {
            mut content,
            is_bare_area,
            locking_in,
            now,
        }: Showing<'_>,
    ) -> Option<Event> {
        let Self {
            words,
            languages,
            title,
            demo,
            slots,
            markdown,
            picture,
            textures,
            is_help_shown,
            fields,
            shown,
        } = self;
        if shown.replace(discriminant(screen)) != Some(discriminant(screen)) {
            forget(ui.ctx(), fields);
            *markdown = CommonMarkCache::default();
            *picture = None;
            textures.clear();
            *is_help_shown = false;
        }
        let is_in = screen.session_view().is_some();
        if !is_in {
            slots.around(ui);
        }
        let mut draw = Draw {
            words,
            languages,
            chosen_language: None,
            title: title.as_deref(),
            now,
            demo,
            slots,
            markdown,
            picture,
            fields,
            textures,
            progress: None,
            is_bare_area,
            content: content.as_mut().map(|content| Content {
                draw: &mut *content.draw,
                is_bare: content.is_bare,
            }),
        };
        let lock = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::L);
        if is_in && ui.input_mut(|input| input.consume_shortcut(&lock)) {
            return Some(Event::Lock);
        }
        app::shortcuts::help_ui(ui.ctx(), words, is_help_shown, is_in);
        let background = palette(ui.visuals()).background;
        let panel = CentralPanel::default().frame(Frame::new().fill(background));
        let inner = panel.show(ui, |ui| match screen {
            Screen::Start(screen) => {
                set_up::start::start_ui(ui, screen, &draw);
                None
            }
            Screen::SetUp(screen) => set_up::set_up_ui(ui, screen, &mut draw).map(Event::SetUp),
            Screen::Broken(screen) => {
                set_up::broken::broken_ui(ui, screen, &draw).map(Event::Broken)
            }
            Screen::Login(screen) => sign_in::login_ui(ui, screen, &mut draw).map(Event::Login),
            Screen::Register(screen) => {
                registration::register_ui(ui, screen, &mut draw).map(Event::Register)
            }
            Screen::App(screen) => app::app_ui(ui, screen, &mut draw).map(Event::App),
            Screen::Recover(screen) => {
                recovery::recover_ui(ui, screen, &mut draw).map(Event::Recover)
            }
            Screen::NextStep(screen) => {
                sign_in::next_step::next_step_ui(ui, screen, &mut draw).map(Event::NextStep)
            }
            Screen::Codes(screen) => recovery::codes::codes_ui(ui, screen, &draw).map(Event::Codes),
            Screen::Account(screen) => {
                account::account_ui(ui, screen, &mut draw).map(Event::Account)
            }
            Screen::RegistrationPolicy(screen) => {
                registration::policy::who_ui(ui, screen, &draw).map(Event::RegistrationPolicy)
            }
            Screen::Lock(screen) => lock::lock_ui(ui, screen, &mut draw).map(Event::Locked),
        });
        widgets::dialog::give_back_focus(ui.ctx());
        if let Some(left) = locking_in {
            lock::warning_ui(ui.ctx(), words, left);
        }
        if let Some(language) = draw.chosen_language {
            return Some(Event::Language(language));
        }
        // The button in the bar means the window, not the page.
        match inner.inner {
            Some(Event::App(crate::screen::app::Event::Lock)) => Some(Event::Lock),
            event => event,
        }
    }
}

/// Forgets what was typed into the fields of a screen that is left: cursor, selection, and the text
/// that Ctrl+Z would bring back (R53).
fn forget(ctx: &egui::Context, fields: &mut Vec<Id>) {
    for id in fields.drain(..) {
        TextEditState::default().store(ctx, id);
        ctx.memory_mut(|memory| memory.surrender_focus(id));
    }
}
