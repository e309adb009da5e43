//! The window: which screen is drawn, and what stands above all screens.

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

use crate::ui::draw::{DemoUser, Draw, HostContent};
use crate::ui::slots::Slots;
use crate::ui::theme::palette;
use crate::ui::widgets::picture::Textures;
use crate::ui::widgets::qr_code::QrPicture;
use crate::ui::{account, app, lock, recovery, registration, set_up, sign_in, theme, widgets};

/// What drawing keeps between frames. None of it belongs to a user.
pub struct Ui {
    /// The texts of the interface.
    pub messages: Arc<Messages>,
    /// The languages to choose from; none when there is no choice.
    pub languages: Vec<Language>,
    /// The title of the program where the file sets none.
    pub title: Option<String>,
    /// The users of a demonstration; empty in real use.
    pub demo: Vec<DemoUser>,
    /// What the host app puts around and into the forms.
    pub slots: Slots,
    markdown: CommonMarkCache,
    qr_picture: Option<QrPicture>,
    textures: Textures,
    is_help_shown: bool,
    fields: Vec<Id>,
    shown: Option<Discriminant<Screen>>,
}

/// The input of one frame.
pub struct FrameInput<'a> {
    /// What the host app draws once a user is signed in.
    pub content: Option<HostContent<'a>>,
    /// Whether an area of the program has the window to itself, without the bar and the navigation.
    pub is_bare_area: bool,
    /// The time until the window locks, when a warning is due.
    pub locking_in: Option<Duration>,
    /// The time.
    pub now: Now,
}

impl Ui {
    /// Gives the window our fonts and looks.
    #[must_use]
    pub fn new(ctx: &egui::Context, messages: Arc<Messages>) -> Self {
        theme::apply(ctx);
        widgets::icon::install(ctx);
        Self {
            messages,
            languages: Vec::new(),
            title: None,
            demo: Vec::new(),
            slots: Slots::default(),
            markdown: CommonMarkCache::default(),
            qr_picture: None,
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
        FrameInput {
            mut content,
            is_bare_area,
            locking_in,
            now,
        }: FrameInput<'_>,
    ) -> Option<Event> {
        let Self {
            messages,
            languages,
            title,
            demo,
            slots,
            markdown,
            qr_picture,
            textures,
            is_help_shown,
            fields,
            shown,
        } = self;
        if shown.replace(discriminant(screen)) != Some(discriminant(screen)) {
            forget(ui.ctx(), fields);
            *markdown = CommonMarkCache::default();
            *qr_picture = None;
            textures.clear();
            *is_help_shown = false;
        }
        let is_signed_in = screen.session_view().is_some();
        if !is_signed_in {
            slots.around(ui);
        }
        let mut draw = Draw {
            messages,
            languages,
            chosen_language: None,
            title: title.as_deref(),
            now,
            demo,
            slots,
            markdown,
            qr_picture,
            fields,
            textures,
            progress: None,
            is_bare_area,
            content: content.as_mut().map(|content| HostContent {
                draw: &mut *content.draw,
                is_bare: content.is_bare,
            }),
        };
        let lock = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::L);
        if is_signed_in && ui.input_mut(|input| input.consume_shortcut(&lock)) {
            return Some(Event::Lock);
        }
        app::shortcuts::help_ui(ui.ctx(), messages, is_help_shown, is_signed_in);
        let background = palette(ui.visuals()).background;
        let panel = CentralPanel::default().frame(Frame::new().fill(background));
        let inner = panel.show(ui, |ui| screen_ui(ui, screen, &mut draw));
        widgets::dialog::restore_focus(ui.ctx());
        if let Some(left) = locking_in {
            lock::warning_ui(ui.ctx(), messages, left);
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

/// Draws the screen that is open.
fn screen_ui(ui: &mut egui::Ui, screen: &mut Screen, draw: &mut Draw<'_>) -> Option<Event> {
    match screen {
        Screen::Start(screen) => {
            set_up::start::start_ui(ui, screen, draw);
            None
        }
        Screen::SetUp(screen) => set_up::set_up_ui(ui, screen, draw).map(Event::SetUp),
        Screen::Broken(screen) => set_up::broken::broken_ui(ui, screen, draw).map(Event::Broken),
        Screen::Login(screen) => sign_in::login_ui(ui, screen, draw).map(Event::Login),
        Screen::Register(screen) => {
            registration::register_ui(ui, screen, draw).map(Event::Register)
        }
        Screen::App(screen) => app::app_ui(ui, screen, draw).map(Event::App),
        Screen::Recover(screen) => recovery::recover_ui(ui, screen, draw).map(Event::Recover),
        Screen::NextStep(screen) => {
            sign_in::next_step::next_step_ui(ui, screen, draw).map(Event::NextStep)
        }
        Screen::Codes(screen) => recovery::codes::codes_ui(ui, screen, draw).map(Event::Codes),
        Screen::Account(screen) => account::account_ui(ui, screen, draw).map(Event::Account),
        Screen::RegistrationPolicy(screen) => {
            registration::policy::registration_policy_ui(ui, screen, draw)
                .map(Event::RegistrationPolicy)
        }
        Screen::Lock(screen) => lock::lock_ui(ui, screen, draw).map(Event::Locked),
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
