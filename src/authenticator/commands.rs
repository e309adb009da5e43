//! What the content of an app asks of the component while it is drawn.

use crate::screen::app::{self, AreaKind};
use crate::screen::flow::Event;

use crate::authenticator::component::Authenticator;

/// Commands of the content of an app: [`Authenticator::show`], [`Authenticator::gate`] and
/// [`Authenticator::show_app`] pass them to it. They are carried out once it has been drawn, in the order in which they
/// were given, and with the same checks as the buttons of the component.
///
/// ```
/// # use egui_authenticator::authenticator::Authenticator;
/// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
///     authenticator.gate(ui, |ui, _, commands| {
///         if ui.button("Sign out").clicked() {
///             commands.sign_out();
///         }
///     });
/// }
/// ```
#[derive(Default)]
pub struct Commands {
    given: Vec<Event>,
}

opaque_debug!(Commands);

impl Commands {
    /// Signs the user out, unless the app asks them to stay; see [`Authenticator::sign_out`].
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.sign_out();
    /// }
    /// ```
    pub fn sign_out(&mut self) {
        self.given.push(Event::App(app::Event::SignOut));
    }

    /// Locks the window.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.lock();
    /// }
    /// ```
    pub fn lock(&mut self) {
        self.given.push(Event::Lock);
    }

    /// Lets another user sign in and parks the session.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.switch_user();
    /// }
    /// ```
    pub fn switch_user(&mut self) {
        self.given.push(Event::App(app::Event::Switch));
    }

    /// Opens the account of the signed-in user.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.open_account();
    /// }
    /// ```
    pub fn open_account(&mut self) {
        self.given.push(Event::App(app::Event::Account));
    }

    /// Opens the users. Does nothing for a user without the permission, as the next two.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.open_users();
    /// }
    /// ```
    pub fn open_users(&mut self) {
        self.go(AreaKind::Users);
    }

    /// Opens the audit log.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.open_activity();
    /// }
    /// ```
    pub fn open_activity(&mut self) {
        self.go(AreaKind::Activity);
    }

    /// Opens the settings.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.open_settings();
    /// }
    /// ```
    pub fn open_settings(&mut self) {
        self.go(AreaKind::Settings);
    }

    fn go(&mut self, area: AreaKind) {
        self.given.push(Event::App(app::Event::Go(area)));
    }
}

impl Authenticator {
    pub(super) fn carry_out(&mut self, commands: Commands, ctx: &egui::Context) {
        for event in commands.given {
            self.on(event, ctx);
        }
    }
}
