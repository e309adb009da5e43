//! Single screens of the authenticator in a panel, a window or a tab of the app.
//!
//! There is one user in front of the screen and so one flow: an embedded screen first leads the flow there and then
//! draws it. An app calls the same function in each frame as long as it returns
//! [`EmbeddedScreen::Open`], and only one of them at a time; [`Authenticator::login_ui`] may come before a screen
//! of a signed-in user:
//!
//! ```
//! # use egui_authenticator::{Authenticator, EmbeddedScreen};
//! fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_choosing: &mut bool) {
//!     if authenticator.login_ui(ui).is_some() && *is_choosing {
//!         *is_choosing = authenticator.change_password_ui(ui) == EmbeddedScreen::Open;
//!     }
//! }
//! ```

use crate::screen::account::Part;
use crate::screen::app::{self, AreaEvent};
use crate::screen::flow::{Event, Screen};
use crate::screen::{account, recovery, registration, sign_in};
use crate::service::Session;

use crate::authenticator::account_form::AccountForm;
use crate::authenticator::component::Authenticator;
use crate::authenticator::embedded_screen::{EmbeddedScreen, Embedding};
use crate::authenticator::show::Place;

impl Authenticator {
    /// Draws everything before a session: set-up, sign-in, two-step sign-in, the lock. In a session it draws nothing but the
    /// dialogs of [`Self::approve`] and `Self::sign`, and returns it.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     if let Some(session) = authenticator.login_ui(ui) {
    ///         ui.label(session.user().display_name());
    ///     }
    /// }
    /// ```
    #[doc(alias = "sign_in_ui")]
    #[must_use = "it returns the session of the signed-in user, and draws nothing in one"]
    pub fn login_ui(&mut self, ui: &mut egui::Ui) -> Option<&Session> {
        self.prepare(ui);
        if self.session().is_none() {
            // The app may have stopped drawing a form that it led to before.
            if matches!(
                self.embedded,
                Some(Embedding::Register | Embedding::Recover)
            ) {
                self.leave_embedded(ui.ctx());
            }
            self.draw(ui, None, Place::Content);
        } else if self.flow.is_dialog_open() || self.ui.has_drawn_dialog() {
            self.draw(ui, None, Place::Dialogs);
        }
        self.session()
    }

    /// Draws the registration form, outside of a session.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.register_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn register_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.signed_out_ui(ui, Embedding::Register)
    }

    /// Draws the form for a forgotten password, outside of a session.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.recover_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn recover_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.signed_out_ui(ui, Embedding::Recover)
    }

    /// Draws the account of the signed-in user.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.account_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn account_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.account_screen_ui(ui, Embedding::Account)
    }

    /// Draws the form for a new password of the signed-in user.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.change_password_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn change_password_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.account_form_ui(ui, AccountForm::Password)
    }

    /// Draws the form for the name, the e-mail address and the custom fields of the signed-in user.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.update_details_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn update_details_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.account_form_ui(ui, AccountForm::Details)
    }

    /// Draws one form of the account of the signed-in user.
    ///
    /// ```
    /// # use egui_authenticator::{AccountForm, Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     let shown = authenticator.account_form_ui(ui, AccountForm::TwoStepOn);
    ///     *is_open = shown == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn account_form_ui(&mut self, ui: &mut egui::Ui, form: AccountForm) -> EmbeddedScreen {
        self.account_screen_ui(ui, Embedding::Form(form.into()))
    }

    /// Draws the list of users, if the signed-in user may manage them.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.users_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn users_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.area_ui(ui, app::AreaKind::Users)
    }

    /// Draws the audit log, if the signed-in user may see it.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.activity_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn activity_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.area_ui(ui, app::AreaKind::Activity)
    }

    /// Draws the settings, if the signed-in user may change them.
    ///
    /// ```
    /// # use egui_authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_open: &mut bool) {
    ///     *is_open = authenticator.settings_ui(ui) == EmbeddedScreen::Open;
    /// }
    /// ```
    pub fn settings_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.area_ui(ui, app::AreaKind::Settings)
    }

    /// Tells the flow that none of the app's pages is shown.
    fn prepare(&mut self, ui: &mut egui::Ui) {
        self.logic(ui.ctx());
        self.flow.set_host_pages(Vec::new());
    }

    /// Returns to where no screen was embedded.
    pub(crate) fn leave_embedded(&mut self, ctx: &egui::Context) {
        match self.embedded.take() {
            Some(Embedding::Area(_) | Embedding::Account | Embedding::Form(_)) => {
                self.on(Event::App(app::Event::Close), ctx);
            }
            Some(Embedding::Register | Embedding::Recover) => self.leave_form(ctx),
            None => {}
        }
    }

    /// Returns from the registration or recovery form to the sign-in form.
    fn leave_form(&mut self, ctx: &egui::Context) {
        match self.flow.screen() {
            Screen::Register(_) => self.on(Event::Register(registration::Event::Back), ctx),
            Screen::Recover(_) => self.on(Event::Recover(recovery::Event::Back), ctx),
            _ => {}
        }
    }

    fn signed_out_ui(&mut self, ui: &mut egui::Ui, embedding: Embedding) -> EmbeddedScreen {
        self.prepare(ui);
        let ctx = ui.ctx().clone();
        if self
            .embedded
            .as_ref()
            .is_some_and(|other| *other != embedding)
        {
            self.leave_embedded(&ctx);
        }
        match self.flow.screen() {
            Screen::App(_) | Screen::Lock(_) => {
                self.embedded = None;
                return EmbeddedScreen::Unavailable;
            }
            Screen::Login(screen) => {
                if self.embedded.as_ref() == Some(&embedding) {
                    self.embedded = None;
                    return EmbeddedScreen::Left;
                }
                let event = match embedding {
                    Embedding::Register if !screen.opened.settings.can_register() => {
                        return EmbeddedScreen::Unavailable;
                    }
                    Embedding::Register => sign_in::Event::Register,
                    _ => sign_in::Event::ForgotPassword,
                };
                self.on(Event::Login(event), &ctx);
            }
            _ => {}
        }
        // While the file is read, none of the forms is shown yet.
        let is_there = !matches!(self.flow.screen(), Screen::Start(_) | Screen::Login(_));
        if is_there {
            self.embedded = Some(embedding);
        }
        self.draw(ui, None, Place::Content);
        EmbeddedScreen::Open
    }

    fn account_screen_ui(&mut self, ui: &mut egui::Ui, embedding: Embedding) -> EmbeddedScreen {
        self.prepare(ui);
        let ctx = ui.ctx().clone();
        if self.embedded.as_ref() != Some(&embedding) {
            self.leave_embedded(&ctx);
            if !matches!(self.flow.screen(), Screen::App(_)) {
                return EmbeddedScreen::Unavailable;
            }
            self.on(Event::App(app::Event::Account), &ctx);
            if let Embedding::Form(form) = &embedding {
                let open = AreaEvent::Account(account::Event::Open(form.clone()));
                self.on(Event::App(app::Event::Area(open)), &ctx);
            }
            self.embedded = Some(embedding);
        }
        match self.flow.screen() {
            Screen::App(screen) => {
                let is_form = matches!(self.embedded, Some(Embedding::Form(_)));
                let is_open = screen
                    .account()
                    .is_some_and(|account| !is_form || !matches!(account.part, Part::Overview));
                if !is_open {
                    self.leave_embedded(&ctx);
                    return EmbeddedScreen::Left;
                }
            }
            // The recovery codes that the form has created.
            Screen::Codes(_) => {}
            _ => {
                self.embedded = None;
                return EmbeddedScreen::Unavailable;
            }
        }
        self.draw(ui, None, Place::Area);
        EmbeddedScreen::Open
    }

    fn area_ui(&mut self, ui: &mut egui::Ui, area: app::AreaKind) -> EmbeddedScreen {
        self.prepare(ui);
        let ctx = ui.ctx().clone();
        let embedding = Embedding::Area(area);
        if self.embedded.as_ref() != Some(&embedding) {
            self.leave_embedded(&ctx);
        }
        let Screen::App(screen) = self.flow.screen() else {
            self.embedded = None;
            return EmbeddedScreen::Unavailable;
        };
        // Without permission nothing would happen, and it would be tried again in each frame.
        if !screen.areas().any(|open| open == area) {
            self.embedded = None;
            return EmbeddedScreen::Unavailable;
        }
        if screen.area.kind() != Some(area) {
            self.on(Event::App(app::Event::Go(area)), &ctx);
        }
        self.embedded = Some(embedding);
        self.draw(ui, None, Place::Area);
        EmbeddedScreen::Open
    }
}
