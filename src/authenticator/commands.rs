//! What the content of an app asks of the component while it is drawn.

use crate::screen::app::{self, AreaKind};
use crate::screen::flow::{Event, Screen};
use crate::ui::{PlacedArea, placed_area};

use crate::authenticator::component::Authenticator;
use crate::authenticator::embedded_screen::EmbeddedScreen;
use crate::authenticator::frame_approvals::FrameApprovals;

/// Commands of the content of an app: [`Authenticator::show`], [`Authenticator::gate`] and
/// [`Authenticator::show_app`] pass them to it. They are carried out once it has been drawn, in the order in which they
/// were given, and with the same checks as the buttons of the component.
///
/// ```
/// # use egui_authenticator::Authenticator;
/// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
///     authenticator.gate(ui, |ui, _, commands| {
///         if ui.button("Sign out").clicked() {
///             commands.sign_out();
///         }
///     });
/// }
/// ```
pub struct Commands {
    pub(super) given: Vec<Event>,
    pub(super) approvals: FrameApprovals,
    /// The areas that the user may open.
    areas: Vec<AreaKind>,
    /// Where one of them is drawn.
    placed: Option<PlacedArea>,
    /// Whether the settings let the user sign.
    #[cfg(feature = "signatures")]
    pub(super) may_sign: bool,
}

opaque_debug!(Commands);

impl Commands {
    /// Signs the user out, unless the app asks them to stay; see [`Authenticator::sign_out`].
    ///
    /// ```
    /// # use egui_authenticator::Commands;
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
    /// # use egui_authenticator::Commands;
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
    /// # use egui_authenticator::Commands;
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
    /// # use egui_authenticator::Commands;
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
    /// # use egui_authenticator::Commands;
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
    /// # use egui_authenticator::Commands;
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
    /// # use egui_authenticator::Commands;
    /// fn on_click(commands: &mut Commands) {
    ///     commands.open_settings();
    /// }
    /// ```
    pub fn open_settings(&mut self) {
        self.go(AreaKind::Settings);
    }

    /// Draws the list of users in what is left of `ui`, if the signed-in user may manage them. An app calls this in every frame
    /// in which it wants the list; one area is drawn at a time. The list follows the content in the order of the focus.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::{Authenticator, EmbeddedScreen};
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     authenticator.gate(ui, |ui, _, commands| {
    ///         ui.heading("The team of the lab");
    ///         if commands.users_ui(ui) == EmbeddedScreen::Unavailable {
    ///             ui.label("Ask an administrator.");
    ///         }
    ///     });
    /// }
    /// ```
    pub fn users_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.place(ui, AreaKind::Users)
    }

    /// Draws the audit log, as [`Self::users_ui`] draws the users.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::{Commands, EmbeddedScreen};
    /// fn log_ui(ui: &mut egui::Ui, commands: &mut Commands) -> bool {
    ///     commands.activity_ui(ui) == EmbeddedScreen::Open
    /// }
    /// ```
    pub fn activity_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.place(ui, AreaKind::Activity)
    }

    /// Draws the settings, as [`Self::users_ui`] draws the users.
    ///
    /// ```
    /// # use egui_authenticator::authenticator::{Commands, EmbeddedScreen};
    /// fn options_ui(ui: &mut egui::Ui, commands: &mut Commands) -> bool {
    ///     commands.settings_ui(ui) == EmbeddedScreen::Open
    /// }
    /// ```
    pub fn settings_ui(&mut self, ui: &mut egui::Ui) -> EmbeddedScreen {
        self.place(ui, AreaKind::Settings)
    }

    fn place(&mut self, ui: &mut egui::Ui, area: AreaKind) -> EmbeddedScreen {
        if self.placed.is_some() || !self.areas.contains(&area) {
            return EmbeddedScreen::Unavailable;
        }
        self.placed = Some(placed_area(ui, area));
        EmbeddedScreen::Open
    }

    /// Takes the area that is placed, and its part of the content.
    pub(super) fn take_placed(&mut self) -> Option<PlacedArea> {
        self.placed.take()
    }

    fn go(&mut self, area: AreaKind) {
        self.given.push(Event::App(app::Event::Go(area)));
    }
}

impl Authenticator {
    /// Returns the commands of one frame.
    pub(super) fn commands(&mut self) -> Commands {
        let (areas, approvals) = match self.flow.screen_mut() {
            Screen::App(screen) => (screen.areas().collect(), FrameApprovals::lent(screen)),
            _ => Default::default(),
        };
        Commands {
            given: Vec::new(),
            approvals,
            areas,
            placed: None,
            #[cfg(feature = "signatures")]
            may_sign: self.may_sign(),
        }
    }

    pub(super) fn carry_out(&mut self, commands: Commands, ctx: &egui::Context) {
        if let Screen::App(screen) = self.flow.screen_mut() {
            screen.approval.give_back(commands.approvals.granted);
        }
        for event in commands.given {
            self.on(event, ctx);
        }
    }
}
