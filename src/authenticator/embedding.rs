//! Single screens where the app wants them: in a panel, in a window of its own, in a tab.
//!
//! There is one person in front of the screen, so there is one flow: whatever is placed leads it there
//! first, and then draws it. An app calls the same one in every frame as long as it says
//! [`EmbeddedScreen::Open`], and one of them at a time; but [`Authenticator::login_ui`] can stand before any that is
//! for whoever is in:
//!
//! ```
//! # use egui_authenticator::authenticator::{Authenticator, EmbeddedScreen};
//! fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui, is_choosing: &mut bool) {
//!     if authenticator.login_ui(ui).is_some() && *is_choosing {
//!         *is_choosing = authenticator.change_password_ui(ui) == EmbeddedScreen::Open;
//!     }
//! }
//! ```

use crate::screen::account::{Form, Part};
use crate::screen::app;
use crate::screen::flow::{Event, Screen};
use crate::screen::{account, recovery, registration, sign_in};
use crate::service::Session;

use crate::authenticator::Authenticator;

/// What became of a screen that was placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
#[non_exhaustive]
pub enum EmbeddedScreen {
    /// It is there. Call again in the next frame.
    Open,
    /// Whoever was there is done, or has gone back.
    Left,
    /// It cannot be shown: somebody is signed in or nobody is, they may not, or the file says so.
    Unavailable,
}

/// Where an app has led the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Embedding {
    Register,
    Recover,
    Account,
    Form(Form),
    Area(app::AreaKind),
}

impl Authenticator {
    /// Draws whatever stands between the person and the app: set-up, sign-in, the second factor, the lock.
    /// Draws nothing once somebody is signed in, and gives who.
    pub fn login_ui(&mut self, ui: &mut egui::Ui) -> Option<&Session> {
        self.prepare(ui);
        if self.session().is_none() {
            // From a form that was placed before, and is not any more.
            if matches!(self.place, Some(Embedding::Register | Embedding::Recover)) {
                self.leave_place(ui.ctx());
            }
            self.draw(ui, None, false);
        }
        self.session()
    }

    /// Draws the form to make an account for oneself, while nobody is signed in.
    pub fn register_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.signed_out_ui(ui, Embedding::Register)
    }

    /// Draws the form for those who have forgotten their password, while nobody is signed in.
    pub fn recover_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.signed_out_ui(ui, Embedding::Recover)
    }

    /// Draws the account of whoever is signed in.
    pub fn account_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.own_ui(ui, Embedding::Account)
    }

    /// Draws the form for another password of whoever is signed in.
    pub fn change_password_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.account_form_ui(ui, Form::Password)
    }

    /// Draws the form for name, address and the app's own fields of whoever is signed in.
    pub fn update_details_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.account_form_ui(ui, Form::Details)
    }

    /// Draws one form of the account of whoever is signed in.
    pub fn account_form_ui(&mut self, ui: &mut egui::Ui, form: Form) -> EmbeddedScreen {
        self.own_ui(ui, Embedding::Form(form))
    }

    /// Draws the people, for whoever may manage them.
    pub fn users_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.area_ui(ui, app::AreaKind::Users)
    }

    /// Draws what happened, for whoever may see it.
    pub fn activity_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.area_ui(ui, app::AreaKind::Activity)
    }

    /// Draws the settings, for whoever may change them.
    pub fn settings_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.area_ui(ui, app::AreaKind::Settings)
    }

    /// The app shows something of its own, so that no page of the file opens by itself.
    fn prepare(&mut self, ui: &mut egui::Ui) {
        self.logic(ui.ctx());
        let jobs = self
            .flow
            .set_own(Vec::new(), crate::authenticator::now(ui.ctx()));
        self.send(jobs);
    }

    /// Goes back to where nothing was placed.
    pub(crate) fn leave_place(&mut self, ctx: &egui::Context) {
        match self.place.take() {
            Some(Embedding::Area(_)) => self.on(Event::App(app::Event::Close), ctx),
            Some(Embedding::Account | Embedding::Form(_)) => self.leave_account(ctx),
            Some(Embedding::Register | Embedding::Recover) => self.leave_form(ctx),
            None => {}
        }
    }

    /// From the form to register or to recover back to the sign-in form.
    fn leave_form(&mut self, ctx: &egui::Context) {
        match self.flow.screen() {
            Screen::Register(_) => self.on(Event::Register(registration::Event::Back), ctx),
            Screen::Recover(_) => self.on(Event::Recover(recovery::Event::Back), ctx),
            _ => {}
        }
    }

    fn leave_account(&mut self, ctx: &egui::Context) {
        // From a form to the overview, and from there to the pages.
        for _ in 0..2 {
            if matches!(self.flow.screen(), Screen::Account(_)) {
                self.on(Event::Account(account::Event::Back), ctx);
            }
        }
    }

    fn signed_out_ui(&mut self, ui: &mut egui::Ui, place: Embedding) -> EmbeddedScreen {
        self.prepare(ui);
        let ctx = ui.ctx().clone();
        if self.place.as_ref().is_some_and(|other| *other != place) {
            self.leave_place(&ctx);
        }
        match self.flow.screen() {
            Screen::App(_) | Screen::Account(_) | Screen::Lock(_) => {
                self.place = None;
                return EmbeddedScreen::Unavailable;
            }
            Screen::Login(screen) => {
                if self.place.as_ref() == Some(&place) {
                    self.place = None;
                    return EmbeddedScreen::Left;
                }
                let event = match place {
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
        // What is read from the disk first is none of the forms yet.
        let is_there = !matches!(self.flow.screen(), Screen::Start(_) | Screen::Login(_));
        if is_there {
            self.place = Some(place);
        }
        self.draw(ui, None, false);
        EmbeddedScreen::Open
    }

    fn own_ui(&mut self, ui: &mut egui::Ui, place: Embedding) -> EmbeddedScreen {
        self.prepare(ui);
        let ctx = ui.ctx().clone();
        if self.place.as_ref() != Some(&place) {
            self.leave_place(&ctx);
            // They may have been there before the window was locked.
            self.leave_account(&ctx);
            if !matches!(self.flow.screen(), Screen::App(_)) {
                return EmbeddedScreen::Unavailable;
            }
            self.on(Event::App(app::Event::Account), &ctx);
            if let Embedding::Form(form) = &place {
                let open = account::Event::Open(form.clone());
                self.on(Event::Account(open), &ctx);
            }
            self.place = Some(place);
        }
        match self.flow.screen() {
            Screen::Account(screen) => {
                let is_form = matches!(self.place, Some(Embedding::Form(_)));
                if is_form && matches!(screen.part, Part::Overview) {
                    self.leave_place(&ctx);
                    return EmbeddedScreen::Left;
                }
            }
            // Recovery codes that the form has made.
            Screen::Codes(_) => {}
            Screen::App(_) => {
                self.place = None;
                return EmbeddedScreen::Left;
            }
            _ => {
                self.place = None;
                return EmbeddedScreen::Unavailable;
            }
        }
        self.draw(ui, None, false);
        EmbeddedScreen::Open
    }

    fn area_ui(&mut self, ui: &mut egui::Ui, area: app::AreaKind) -> EmbeddedScreen {
        self.prepare(ui);
        let ctx = ui.ctx().clone();
        let place = Embedding::Area(area);
        if self.place.as_ref() != Some(&place) {
            self.leave_place(&ctx);
            self.leave_account(&ctx);
        }
        let Screen::App(screen) = self.flow.screen() else {
            self.place = None;
            return EmbeddedScreen::Unavailable;
        };
        // Going where one may not does nothing, and would be tried in every frame.
        if !screen.places().any(|open| open == area) {
            self.place = None;
            return EmbeddedScreen::Unavailable;
        }
        if screen.area.place() != Some(area) {
            self.on(Event::App(app::Event::Go(area)), &ctx);
        }
        self.place = Some(place);
        self.draw(ui, None, true);
        EmbeddedScreen::Open
    }
}
