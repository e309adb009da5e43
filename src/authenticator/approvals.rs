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
    /// what is approved, and asks for the name and the password of a user who can. The app gets the proof, or the reason why there
    /// is none, with [`Self::approved`], in a frame after that.
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
    /// - [`ApprovalError::UnderWay`] if another action is being approved, or something else is asked for.
    pub fn approve(&mut self, action: impl ApprovableAction) -> Result<(), ApprovalError> {
        let event = self.approvals.ask(action)?;
        self.given.push(event);
        Ok(())
    }

    /// Takes the proof that an action of this type was approved in this session, or why it was not, once. The app asks for it in
    /// every frame, and spends the proof at once. `None` as long as the dialog is open, and without an action.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, Commands, Session};
    /// # #[derive(Hash)]
    /// # struct Refund { cents: u64 }
    /// # impl ApprovableAction for Refund {
    /// #     const NAME: &'static str = "refund.large";
    /// #     fn title(&self) -> String { String::new() }
    /// # }
    /// fn till_ui(session: &Session, commands: &mut Commands, (drawer, told): (&mut u64, &mut String)) {
    ///     match commands.approved::<Refund>(session).map(|approved| approved?.spend()) {
    ///         None => {}
    ///         Some(Ok(refund)) => *drawer -= refund.cents,
    ///         Some(Err(reason)) => *told = reason.to_string(),
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`ApprovalError::Cancelled`] if the dialog was cancelled before an answer was refused.
    /// - [`ApprovalError::Refused`] if it was cancelled after one was refused.
    /// - [`ApprovalError::TimedOut`] if it was open for five minutes, or the app did not take the approval in time.
    /// - [`ApprovalError::Ended`] if the window was locked, the session has ended, or a rule or an account has changed.
    /// - [`ApprovalError::NotNamed`] if the configuration file does not name the action any more.
    pub fn approved<'s, A: ApprovableAction>(
        &mut self,
        session: &'s Session,
    ) -> Option<Result<Approved<'s, A>, ApprovalError>> {
        let taken = GrantedApproval::take(&mut self.approvals.granted)?;
        Some(taken.and_then(|(action, grant)| Approved::of(session, action, grant)))
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
        let asked = AskedApproval::new(action);
        screen.check_approval(&asked)?;
        self.on(Event::App(app::Event::AskApproval(Box::new(asked))), ctx);
        Ok(())
    }

    /// Takes the proof that an action of this type was approved, or why it was not, as [`Commands::approved`] does.
    ///
    /// ```
    /// # use egui_authenticator::{ApprovableAction, ApprovalError, Authenticator};
    /// fn take<A: ApprovableAction>(authenticator: &mut Authenticator) -> Option<Result<A, ApprovalError>> {
    ///     Some(authenticator.approved()?.and_then(|approved| approved.spend()))
    /// }
    /// ```
    ///
    /// # Errors
    /// As for [`Commands::approved`].
    pub fn approved<A: ApprovableAction>(
        &mut self,
    ) -> Option<Result<Approved<'_, A>, ApprovalError>> {
        let Screen::App(screen) = self.flow.screen_mut() else {
            return None;
        };
        let mut granted = screen.approval.lend();
        let taken = GrantedApproval::take(&mut granted);
        screen.approval.give_back(granted);
        let session = &screen.session_view.session;
        Some(taken?.and_then(|(action, grant)| Approved::of(session, action, grant)))
    }
}
