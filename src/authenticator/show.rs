//! Drawing the component around the content of an app.

use std::sync::Arc;

use crate::screen::app::HostPage;
use crate::screen::effects::Now;
use crate::screen::flow::Screen;
use crate::screen::flow::auto_lock::LOCK_WARNING;
use crate::service::Session;
use crate::ui::{FrameInput, HostContent, Shortcuts, Ui};

use crate::authenticator::activity::{below_dialog, drop_typing};
use crate::authenticator::commands::Commands;
use crate::authenticator::component::{Authenticator, now};

/// What the component has of the app's window.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// All of it: the bar and the navigation are around the content.
    Window,
    /// All of it before a user is signed in; afterwards the app has it.
    Content,
    /// A part: one area of the component.
    Area,
    /// None of it but what is asked over the content of the app.
    Dialogs,
}

impl Place {
    /// Returns the shortcuts for an app that chose none: all of them only where the navigation is.
    fn shortcuts(self) -> Shortcuts {
        match self {
            Self::Window => Shortcuts::all(),
            Self::Content | Self::Area | Self::Dialogs => Shortcuts::none(),
        }
    }
}

impl Authenticator {
    /// Draws the sign-in, and `content` in a session, with the bar and the navigation around it: account, lock,
    /// switching users, signing out, and administration for users with the permission. `content` is not called while no
    /// user is signed in, the window is locked, or another page is open. Returns what `content` returned if it was
    /// called.
    ///
    /// egui's state of the widgets in `content` is separate for each user. The app's own state is not: key it by account
    /// (`session.user().id`) where it belongs to one user, and drop it at sign-out.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     authenticator.show(ui, |ui, session, _| {
    ///         ui.heading(format!("Hello, {}", session.user().display_name()));
    ///         if session.has_role("lead") {
    ///             ui.label("You can calibrate the bench.");
    ///         }
    ///     });
    /// }
    /// ```
    pub fn show<R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session, &mut Commands) -> R,
    ) -> Option<R> {
        self.show_home(ui, content, false)
    }

    /// Draws the sign-in, and nothing but `content` in a session. The app offers what it needs of [`Commands`]. The
    /// keyboard shortcuts are the app's, unless it sets some with [`Self::with_shortcuts`].
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     authenticator.gate(ui, |ui, session, commands| {
    ///         ui.label(session.user().display_name());
    ///         if ui.button("Sign out").clicked() {
    ///             commands.sign_out();
    ///         }
    ///     });
    /// }
    /// ```
    pub fn gate<R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session, &mut Commands) -> R,
    ) -> Option<R> {
        self.show_home(ui, content, true)
    }

    /// Draws the sign-in, and the pages of the configuration file in a session, as the ready-made
    /// app does.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     authenticator.show_pages(ui);
    /// }
    /// ```
    pub fn show_pages(&mut self, ui: &mut egui::Ui) {
        self.logic(ui.ctx());
        self.draw(ui, None, Place::Window);
    }

    fn show_home<R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session, &mut Commands) -> R,
        is_bare: bool,
    ) -> Option<R> {
        let home = HostPage {
            id: 0,
            title: self.ui.messages.get("app-home").into_owned(),
            icon: Some("home"),
        };
        let content = move |ui: &mut egui::Ui, session: &Session, commands: &mut Commands, _| {
            content(ui, session, commands)
        };
        self.show_host_pages(ui, vec![home], content, is_bare)
    }

    /// Draws the sign-in, and one of the app's own pages in a session.
    pub(super) fn show_host_pages<R>(
        &mut self,
        ui: &mut egui::Ui,
        own: Vec<HostPage>,
        content: impl FnOnce(&mut egui::Ui, &Session, &mut Commands, usize) -> R,
        is_bare: bool,
    ) -> Option<R> {
        self.logic(ui.ctx());
        self.leave_embedded(ui.ctx());
        self.flow.set_host_pages(own);
        let (mut content, mut result) = (Some(content), None);
        let mut commands = self.commands();
        let app_style = Arc::clone(ui.style());
        let is_asking = self.flow.is_dialog_open();
        let mut draw = |ui: &mut egui::Ui, session: &Session, id: usize| {
            let content = content.take()?;
            // egui's state of a widget (scrolling, undo) must not be the next user's.
            let user = ("user", session.user().id);
            let inner = ui.push_id(user, |ui| {
                ui.set_style(Arc::clone(&app_style));
                let draw = |ui: &mut egui::Ui| content(ui, session, &mut commands, id);
                if is_asking {
                    below_dialog(ui, draw)
                } else {
                    draw(ui)
                }
            });
            result = Some(inner.inner);
            commands.take_placed()
        };
        let content = HostContent {
            draw: &mut draw,
            is_bare,
        };
        let place = if is_bare {
            Place::Content
        } else {
            Place::Window
        };
        self.draw(ui, Some(content), place);
        self.carry_out(commands, ui.ctx());
        result
    }

    pub(super) fn draw(
        &mut self,
        ui: &mut egui::Ui,
        content: Option<HostContent<'_>>,
        place: Place,
    ) {
        let now = now(ui.ctx());
        let locking_in = self.flow.until_lock(now);
        if let Some(left) = locking_in {
            // One repaint when it is time to warn; the warning repaints by itself.
            ui.ctx().request_repaint_after(before(left));
        }
        if let Some(left) = self.flow.until_forms_clear(now) {
            // Also one before, to take in what was done in other windows since.
            ui.ctx().request_repaint_after(before(left));
        }
        let timed = [
            self.flow.until_cleared(now),
            self.flow.until_retry(now),
            self.flow.until_parked_ends(now),
            self.flow.until_dialog_ends(now),
            self.flow.until_badges_are_read(now),
        ];
        for left in timed.into_iter().flatten() {
            ui.ctx().request_repaint_after(left);
        }
        let input = FrameInput {
            content,
            shortcuts: self.shortcuts.unwrap_or_else(|| place.shortcuts()),
            is_bare_area: place == Place::Area,
            has_only_dialogs: place == Place::Dialogs,
            lock_warning: self.flow.lock_warning(now),
            refuses_link: self.flow.refuses_link(),
            has_failed: self.flow.has_failed(),
            clearings: self.flow.clearings(),
            copied: self.flow.copied().cloned(),
            parked: self.flow.parked_users(),
            now,
            clock: self.service.context.clock.now(),
        };
        if !Ui::is_ready(ui.ctx()) {
            // An app whose content is not drawn would take it for a sign-out.
            if let Screen::App(screen) = self.flow.screen()
                && let Some(page) = screen.shown_host_page()
                && let Some(content) = input.content
            {
                (content.draw)(ui, &screen.session_view.session, page);
            }
            return;
        }
        let is_asking = self.flow.is_dialog_open();
        let screen = self.flow.drawn_mut();
        let event = self.ui.show(ui, screen, input);
        if is_asking {
            // What the app draws after us must not get the password of another user.
            drop_typing(ui.ctx());
        }
        if let Some(event) = event {
            self.on(event, ui.ctx());
        }
    }
}

/// Returns the time until the warning is due, or what is left after it.
fn before(left: Now) -> Now {
    left.checked_sub(LOCK_WARNING).unwrap_or(left)
}
