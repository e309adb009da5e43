//! Approvals by a second person: an app asks for one, and takes the proof in a later frame.

use crate::domain::approval::ApprovableAction;
use crate::screen::app;
use crate::screen::approval::{AskedApproval, GrantedApproval};
use crate::screen::flow::{Event, Screen};
use crate::service::Session;
use crate::service::approvals::approved::Approved;
use crate::service::approvals::error::ApprovalError;

use crate::authenticator::commands::Commands;
use crate::authenticator::component::Authenticator;

impl Commands {
    /// Asks a second person to approve an action of the signed-in user, on the spot and without a change of users. A dialog shows
    /// what is approved, and asks for the name and the password of a user who can. The app gets the proof with
    /// [`Self::approved`], in a frame after that; never, if the dialog is cancelled or the window is locked.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, Commands};
    /// # #[derive(Hash)]
    /// # struct Refund { cents: u64 }
    /// # impl ApprovableAction for Refund {
    /// #     const NAME: &'static str = "refund.large";
    /// #     fn title(&self) -> String { String::new() }
    /// # }
    /// fn on_click(commands: &mut Commands, problem: &mut String) {
    ///     if let Err(error) = commands.approve(Refund { cents: 6_900 }) {
    ///         *problem = error.to_string();
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ApprovalError::NotNamed`] if the configuration file does not name the action under `approvals`: who can approve what
    ///   is a decision of the site and not of the app.
    /// - [`ApprovalError::UnderWay`] if another action is being approved.
    pub fn approve(&mut self, action: impl ApprovableAction) -> Result<(), ApprovalError> {
        let event = self.approvals.ask(action)?;
        self.given.push(event);
        Ok(())
    }

    /// Takes the proof that an action of this type was approved in this session, once. The app asks for it in every frame, and
    /// spends it at once.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, Commands, Session};
    /// # #[derive(Hash)]
    /// # struct Refund { cents: u64 }
    /// # impl ApprovableAction for Refund {
    /// #     const NAME: &'static str = "refund.large";
    /// #     fn title(&self) -> String { String::new() }
    /// # }
    /// fn till_ui(session: &Session, commands: &mut Commands, drawer: &mut u64) {
    ///     if let Some(approved) = commands.approved::<Refund>(session)
    ///         && let Ok(refund) = approved.spend()
    ///     {
    ///         *drawer -= refund.cents;
    ///     }
    /// }
    /// ```
    pub fn approved<'s, A: ApprovableAction>(
        &mut self,
        session: &'s Session,
    ) -> Option<Approved<'s, A>> {
        let (action, grant) = GrantedApproval::take(&mut self.approvals.granted)?;
        Approved::of(session, action, grant).ok()
    }
}

impl Authenticator {
    /// Asks a second person to approve an action, as [`Commands::approve`] does, for an app that draws single screens. The
    /// dialog is drawn by whatever the app draws of the component in the session.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, ApprovalError, Authenticator};
    /// fn ask(
    ///     authenticator: &mut Authenticator,
    ///     action: impl ApprovableAction,
    ///     ctx: &egui::Context,
    /// ) -> Result<(), ApprovalError> {
    ///     authenticator.approve(action, ctx)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ApprovalError::Ended`] if no user is signed in, or the window is locked.
    /// - Otherwise as for [`Commands::approve`].
    pub fn approve(
        &mut self,
        action: impl ApprovableAction,
        ctx: &egui::Context,
    ) -> Result<(), ApprovalError> {
        let Screen::App(screen) = self.flow.screen() else {
            return Err(ApprovalError::Ended);
        };
        if screen.is_asking() {
            return Err(ApprovalError::UnderWay);
        }
        let asked = AskedApproval::new(action);
        screen.approval.check(asked.name(), &screen.session_view)?;
        self.on(Event::App(app::Event::AskApproval(Box::new(asked))), ctx);
        Ok(())
    }

    /// Takes the proof that an action of this type was approved, as [`Commands::approved`] does.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, Authenticator};
    /// fn take<A: ApprovableAction>(authenticator: &mut Authenticator) -> Option<A> {
    ///     authenticator.approved()?.spend().ok()
    /// }
    /// ```
    pub fn approved<A: ApprovableAction>(&mut self) -> Option<Approved<'_, A>> {
        let Screen::App(screen) = self.flow.screen_mut() else {
            return None;
        };
        let mut granted = screen.approval.lend();
        let taken = GrantedApproval::take(&mut granted);
        screen.approval.give_back(granted);
        let (action, grant) = taken?;
        Approved::of(&screen.session_view.session, action, grant).ok()
    }
}
