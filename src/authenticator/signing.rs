//! Signatures: an app asks the signed-in user to sign, and gets the signature in a later frame.

use std::sync::mpsc::Receiver;

use crate::domain::signature::chain::Signature;
use crate::domain::signature::statement::Statement;
use crate::screen::app;
use crate::screen::flow::Event;
use crate::screen::signing::{self, AskedSignature};
use crate::service::account::AccountError;
use crate::service::session_view::SessionView;

use crate::authenticator::commands::Commands;
use crate::authenticator::component::Authenticator;

impl Commands {
    /// Asks the signed-in user to sign a statement about content of the app. A dialog shows what is signed, the meaning, and the
    /// printed name of the signer, and asks for the password; at the first signature of a session and after each lock for the
    /// username as well. The receiver gets the signature, in a frame after that. Nothing is signed and the receiver is
    /// disconnected if the user cancels, the window is locked, five minutes pass, or another dialog is open; so keep the
    /// receiver of the dialog that is open, and do not ask again until it has an answer.
    ///
    /// ```
    /// # use std::sync::mpsc::Receiver;
    /// # use egui_authenticator::Commands;
    /// # use egui_authenticator::use_cases::{AccountError, Meaning, Signature, Statement, StatementError};
    /// type Signed = Result<Signature, AccountError>;
    ///
    /// fn on_click(commands: &mut Commands, report: &str) -> Result<Receiver<Signed>, StatementError> {
    ///     let statement = Statement::about(report.as_bytes(), Meaning::Approved, "Report of batch 42")?;
    ///     Ok(commands.sign(statement))
    /// }
    ///
    /// // In each frame after that:
    /// fn take(waiting: &Receiver<Signed>, signatures: &mut Vec<Signature>) {
    ///     if let Ok(Ok(signature)) = waiting.try_recv() {
    ///         signatures.push(signature);
    ///     }
    /// }
    /// ```
    ///
    /// The receiver gets an error instead of a signature:
    /// - [`AccountError::MayNotSign`] if the settings do not let this user sign, as [`Self::may_sign`] tells beforehand.
    /// - [`AccountError::Ended`] if the account has changed meanwhile.
    pub fn sign(&mut self, statement: Statement) -> Receiver<Result<Signature, AccountError>> {
        let (asked, receiver) = AskedSignature::new(statement);
        self.approvals.note_other();
        self.given
            .push(Event::App(app::Event::Signing(signing::Event::Ask(asked))));
        receiver
    }

    /// Returns `true` if the signed-in user may sign. An app shows its button only then.
    ///
    /// ```
    /// # use egui_authenticator::Commands;
    /// fn ui(ui: &mut egui::Ui, commands: &Commands) -> bool {
    ///     commands.may_sign() && ui.button("Approve").clicked()
    /// }
    /// ```
    #[must_use]
    pub fn may_sign(&self) -> bool {
        self.may_sign
    }
}

impl Authenticator {
    /// Returns `true` if a user is signed in whom the settings let sign, as [`Commands::may_sign`] does.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(ui: &mut egui::Ui, authenticator: &Authenticator) -> bool {
    ///     authenticator.may_sign() && ui.button("Approve").clicked()
    /// }
    /// ```
    #[must_use]
    pub fn may_sign(&self) -> bool {
        let session_view = self.flow.screen().session_view();
        session_view.is_some_and(SessionView::may_sign)
    }

    /// Asks the signed-in user to sign, as [`Commands::sign`] does, for an app that draws single screens. The dialog is drawn by
    /// whatever the app draws of the component in the session.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// # use egui_authenticator::use_cases::Statement;
    /// fn ask(authenticator: &mut Authenticator, statement: Statement, ctx: &egui::Context) -> bool {
    ///     let waiting = authenticator.sign(statement, ctx);
    ///     waiting.try_recv() != Err(std::sync::mpsc::TryRecvError::Disconnected)
    /// }
    /// ```
    pub fn sign(
        &mut self,
        statement: Statement,
        ctx: &egui::Context,
    ) -> Receiver<Result<Signature, AccountError>> {
        let (asked, receiver) = AskedSignature::new(statement);
        self.on(
            Event::App(app::Event::Signing(signing::Event::Ask(asked))),
            ctx,
        );
        receiver
    }
}
