//! Draws a frame: the open screen, and what is above all screens.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use egui::text_edit::TextEditState;
use egui::{Color32, Context, Style};

use crate::domain::language::Language;
use crate::domain::timestamp::Timestamp;
use crate::domain::username::Username;
use crate::messages::Messages;
use crate::screen::Now;
use crate::screen::flow::auto_lock::LockWarning;
use crate::screen::flow::copied::CopyResult;
use crate::screen::flow::{Event, Screen};
use crate::screen::kiosk::KioskForm;
use crate::screen::parked::ParkedUser;

use crate::ui::draw::{Cache, DemoUser, Draw, HostContent};
use crate::ui::memory::Scrolled;
use crate::ui::shortcuts::Shortcuts;
use crate::ui::slots::Slots;
use crate::ui::theme::scope::{self, Scope};
use crate::ui::theme::{ScreenStyle, StyleScope};
use crate::ui::{app, kiosk, lock, memory, screens, theme, widgets};

/// Draws the screens. What it keeps between frames belongs to no user.
pub struct Ui {
    /// The texts of the interface.
    pub messages: Arc<Messages>,
    /// The languages to choose from; empty if there is no choice.
    pub languages: Vec<Language>,
    /// The title of the program if the file sets none.
    pub title: Option<String>,
    /// The users of a demo; empty in real use.
    pub demo: Vec<DemoUser>,
    /// What the host app draws around and into the forms.
    pub(crate) slots: Slots,
    /// The style of the screens.
    pub(crate) style: ScreenStyle,
    cache: Cache,
    shown: Option<Discriminant<Screen>>,
    /// How often forms were cleared.
    clearings: u32,
    /// The dialog that was drawn over the screen last: of a second person, or of a signer.
    question: Option<u32>,
    /// The user that egui's state of the widgets belongs to.
    user: Option<Username>,
    /// How far users with a parked session had scrolled.
    scrolled: HashMap<Username, Scrolled>,
}

/// The input of one frame.
pub struct FrameInput<'a> {
    /// What the host app draws once a user is signed in.
    pub content: Option<HostContent<'a>>,
    /// The keyboard shortcuts.
    pub shortcuts: Shortcuts,
    /// Whether an area of the program has the window to itself, without the bar and the navigation.
    pub is_bare_area: bool,
    /// Whether nothing is drawn but what is asked over the content of the host app.
    pub has_only_dialogs: bool,
    /// The warning that the window is about to lock.
    pub lock_warning: Option<LockWarning>,
    /// Whether a link was refused, because the window is that of a kiosk.
    pub refuses_link: bool,
    /// Whether something that the user waited for has ended in an error of the program.
    pub has_failed: bool,
    /// How often forms were cleared.
    pub clearings: u32,
    /// What became of the secret that the user copied last.
    pub copied: Option<CopyResult>,
    /// The users with a parked session.
    pub parked: Vec<ParkedUser>,
    /// The current time.
    pub now: Now,
    /// The time of day.
    pub clock: Timestamp,
}

impl Ui {
    /// Adds our icons to a window.
    #[must_use]
    pub fn new(ctx: &Context, messages: Arc<Messages>) -> Self {
        widgets::icon::install(ctx);
        Self {
            messages,
            languages: Vec::new(),
            title: None,
            demo: Vec::new(),
            slots: Slots::default(),
            style: ScreenStyle::default(),
            cache: Cache::default(),
            shown: None,
            clearings: 0,
            question: None,
            user: None,
            scrolled: HashMap::new(),
        }
    }

    /// Gives the whole window our style, and users the choice of its theme.
    #[must_use]
    pub fn in_own_window(mut self, ctx: &Context) -> Self {
        self.style.scope = StyleScope::Window;
        self.style.apply(ctx);
        self
    }

    /// Returns `true` if a dialog was drawn over the screen last: a pass without it forgets what was typed.
    pub(crate) fn has_drawn_dialog(&self) -> bool {
        self.question.is_some()
    }

    /// Draws the screens in the style that the app has around them.
    pub fn keep_app_style(&mut self) {
        self.style.scope = StyleScope::App;
    }

    /// Returns `true` if the window has our fonts. Otherwise, as in another window than that of [`Self::new`] or after the
    /// app has replaced the fonts, this adds them, at once if no text was laid out in this pass yet, and has the pass drawn
    /// again if not.
    pub(crate) fn is_ready(ctx: &Context) -> bool {
        let is_ready = || widgets::icon::is_installed(ctx) && theme::has_fonts(ctx);
        if is_ready() {
            return true;
        }
        widgets::icon::install(ctx);
        theme::restore_fonts(ctx);
        let is_ready = is_ready();
        if !is_ready {
            ctx.request_discard("fonts");
            // The pass is not drawn again if it is the last one of the frame.
            ctx.request_repaint();
        }
        is_ready
    }

    /// Draws a screen, or the form for leaving a kiosk in its place. Returns what the user did on it.
    pub fn show(
        &mut self,
        ui: &mut egui::Ui,
        screen: (&mut Screen, Option<&mut KioskForm>),
        input: FrameInput<'_>,
    ) -> Option<Event> {
        let app_style = Arc::clone(ui.style());
        let style = self.style.inside(&app_style);
        ui.set_style(Arc::clone(&style));
        let motion = self.style.motion;
        let app_fill = app_style.visuals.panel_fill;
        let scoped = Scoped {
            outer: scope::replace(ui, Some(Scope { style, motion })),
            ui,
            app_style,
        };
        self.window_ui(scoped.ui, screen, app_fill, input)
    }

    fn window_ui(
        &mut self,
        ui: &mut egui::Ui,
        (screen, kiosk): (&mut Screen, Option<&mut KioskForm>),
        app_fill: Color32,
        FrameInput {
            mut content,
            shortcuts,
            is_bare_area,
            has_only_dialogs,
            lock_warning,
            refuses_link,
            has_failed,
            clearings,
            copied,
            parked,
            now,
            clock,
        }: FrameInput<'_>,
    ) -> Option<Event> {
        widgets::focus_ring::note_input(ui);
        let question = screens::question(screen, kiosk.is_some());
        self.forget(ui.ctx(), screen, (clearings, &parked), question);
        if screen.session_view().is_none() {
            self.slots.around(ui);
        }
        if self.take_keys(ui, screen, (shortcuts, kiosk.is_some())) {
            return Some(Event::Lock);
        }
        let mut draw = Draw {
            messages: &self.messages,
            style: &self.style,
            app_fill,
            languages: &self.languages,
            chosen_language: None,
            chosen_theme: None,
            copied_secret: None,
            copy_result: copied.as_ref(),
            title: self.title.as_deref(),
            now,
            clock,
            demo: &self.demo,
            slots: &mut self.slots,
            cache: &mut self.cache,
            parked: &parked,
            progress: None,
            shortcuts,
            is_bare_area,
            is_placed: false,
            is_outage_told: false,
            content: content.as_mut().map(HostContent::reborrow),
        };
        let shown = match kiosk {
            Some(form) => kiosk::kiosk_ui(ui, form, &mut draw).map(Event::LeaveKiosk),
            None if has_only_dialogs => screens::dialogs_ui(ui, screen, &mut draw),
            None => screens::panel_ui(ui, screen, &mut draw),
        };
        let beside = draw.event();
        widgets::dialog::restore_focus(ui.ctx());
        widgets::capture::protect(ui.ctx());
        self.notices_ui(ui, has_failed, lock_warning);
        if refuses_link {
            kiosk::link_ui(ui, &self.messages);
        }
        // The button in the bar locks the window, not the page.
        beside.or(match shown {
            Some(Event::App(crate::screen::app::Event::Lock)) => Some(Event::Lock),
            event => event,
        })
    }

    /// Draws what is above every screen.
    fn notices_ui(&self, ctx: &Context, has_failed: bool, lock_warning: Option<LockWarning>) {
        if has_failed {
            widgets::notice::internal_error_ui(ctx, &self.messages);
        }
        if let Some(warning) = lock_warning {
            lock::warning_ui(ctx, &self.messages, warning);
        }
    }

    /// Opens or closes the list of keys, and returns `true` if the keys that lock were pressed.
    fn take_keys(
        &mut self,
        ui: &egui::Ui,
        screen: &Screen,
        (shortcuts, is_asking): (Shortcuts, bool),
    ) -> bool {
        let can_lock = screen.lockable().is_some();
        let takes_lock = can_lock || is_asking || screen.is_opening() || screen.holds_input();
        let lock = shortcuts.lock.filter(|_| takes_lock);
        if lock.is_some_and(|keys| ui.input_mut(|input| input.consume_shortcut(&keys))) {
            return true;
        }
        let is_help_shown = &mut self.cache.is_help_shown;
        let keys = (shortcuts, can_lock);
        app::shortcuts::help_ui(ui.ctx(), &self.messages, is_help_shown, keys);
        false
    }

    /// Forgets what was drawn for another screen, another user, or before the forms were cleared.
    fn forget(
        &mut self,
        ctx: &Context,
        screen: &Screen,
        (clearings, parked): (u32, &[ParkedUser]),
        question: Option<u32>,
    ) {
        let is_cleared = std::mem::replace(&mut self.clearings, clearings) != clearings;
        // The next approver or signer must not find what this one typed, also if they are asked before a pass without a dialog.
        let before = std::mem::replace(&mut self.question, question);
        let is_cleared = is_cleared || before.is_some() && before != question;
        if self.shown.replace(discriminant(screen)) != Some(discriminant(screen)) || is_cleared {
            clear(ctx, &mut self.cache);
            if matches!(screen, Screen::Lock(_)) {
                memory::leave(ctx);
            }
        }
        let is_parked = |user: &Username| parked.iter().any(|other| other.username == *user);
        if screen.username().is_none() {
            self.scrolled.retain(|user, _| is_parked(user));
        }
        if self.user.as_ref() != screen.username() {
            let before = std::mem::replace(&mut self.user, screen.username().cloned());
            let comes_back = before.as_ref().is_some_and(is_parked);
            let scrolled = memory::forget(ctx, comes_back || !self.scrolled.is_empty());
            self.scrolled
                .extend(before.map(|before| (before, scrolled)));
            if let Some(back) = self
                .user
                .as_ref()
                .and_then(|user| self.scrolled.remove(user))
            {
                memory::scroll_back(ctx, back);
            }
        }
    }
}

/// A part of the window that has our style until this is dropped, also if the content of the app panics.
struct Scoped<'a> {
    ui: &'a mut egui::Ui,
    app_style: Arc<Style>,
    outer: Option<Scope>,
}

impl Drop for Scoped<'_> {
    fn drop(&mut self) {
        scope::replace(self.ui, self.outer.take());
        self.ui.set_style(Arc::clone(&self.app_style));
    }
}

/// Clears what drawing kept for a screen that is left, with the state of its text fields: cursor, selection, and the text
/// that undo would restore (R53).
fn clear(ctx: &Context, cache: &mut Cache) {
    widgets::card::forget_place(ctx);
    for id in std::mem::take(cache).fields {
        TextEditState::default().store(ctx, id);
        ctx.memory_mut(|memory| memory.surrender_focus(id));
    }
}
