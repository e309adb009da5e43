//! Pages of an app: an enum that says who may open each of its values.
//!
//! Only values of the enum can be opened, and only by a user who may open them at that moment. A page without a rule
//! does not compile, and one whose role is taken away closes.

use crate::screen::app::HostPage;
use crate::service::Session;
use crate::service::session_view::SignInHistory;

use crate::authenticator::commands::Commands;
use crate::authenticator::component::Authenticator;

/// The pages of an app.
///
/// ```
/// use egui_authenticator::AppPage;
/// use egui_authenticator::Session;
///
/// #[derive(Clone, Copy)]
/// enum Page {
///     Bench,
///     Calibration,
/// }
///
/// impl AppPage for Page {
///     const ALL: &'static [Self] = &[Self::Bench, Self::Calibration];
///
///     fn title(self) -> String {
///         match self {
///             Self::Bench => "Bench".to_owned(),
///             Self::Calibration => "Calibration".to_owned(),
///         }
///     }
///
///     fn is_open_to(self, session: &Session) -> bool {
///         match self {
///             Self::Bench => true,
///             Self::Calibration => session.has_role("lead"),
///         }
///     }
/// }
/// ```
pub trait AppPage: Copy + 'static {
    /// All pages, in the order of the navigation.
    const ALL: &'static [Self];

    /// Returns the title.
    fn title(self) -> String;

    /// Returns `true` if the session may open the page. There is no default, so that a forgotten page does not
    /// compile.
    fn is_open_to(self, session: &Session) -> bool;

    /// Returns one of [`crate::theme::ICONS`], such as `home`; any other name shows none.
    fn icon(self) -> Option<&'static str> {
        None
    }
}

impl Authenticator {
    /// Draws the sign-in, and `content` with the open page in a session, with the bar and a navigation between the app's
    /// pages around it. The first page that the user may open is shown first.
    ///
    /// ```
    /// # use egui_authenticator::{AppPage, Authenticator};
    /// fn ui<P: AppPage>(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     authenticator.show_app(ui, |ui, _, _, page: P| {
    ///         ui.heading(page.title());
    ///     });
    /// }
    /// ```
    pub fn show_app<P: AppPage, R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session, &mut Commands, P) -> R,
    ) -> Option<R> {
        // The session is known only after this.
        self.logic(ui.ctx());
        let own = self.session().map_or_else(Vec::new, open_pages::<P>);
        let content =
            move |ui: &mut egui::Ui, session: &Session, commands: &mut Commands, id: usize| {
                let page = P::ALL.get(id).filter(|page| page.is_open_to(session));
                page.map(|page| content(ui, session, commands, *page))
            };
        self.show_host_pages(ui, own, content, false).flatten()
    }

    /// Returns when the user last signed in before, and how many attempts have failed since (R24): for an app with pages of
    /// its own, whose users see no Welcome page. `None` without a session, and in one that was restored without a
    /// password.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn is_new_here(authenticator: &Authenticator) -> bool {
    ///     let history = authenticator.sign_in_history();
    ///     history.is_some_and(|history| history.last_sign_in.is_none())
    /// }
    /// ```
    #[must_use]
    pub fn sign_in_history(&self) -> Option<&SignInHistory> {
        let session_view = self.flow.screen().session_view()?;
        session_view.before.as_ref()
    }

    /// Returns [`Self::sign_in_history`] as a sentence in the language of the window, such as "Last sign-in: Today, 08:02.
    /// No failed attempts since."
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn ui(authenticator: &mut Authenticator, ui: &mut egui::Ui) {
    ///     let last_sign_in = authenticator.last_sign_in();
    ///     authenticator.show(ui, |ui, _, _| {
    ///         if let Some(last_sign_in) = &last_sign_in {
    ///             ui.label(last_sign_in);
    ///         }
    ///     });
    /// }
    /// ```
    #[must_use]
    pub fn last_sign_in(&self) -> Option<String> {
        let now = self.service.context.clock.now();
        let history = self.sign_in_history()?;
        Some(self.ui.messages.last_sign_in(history, now))
    }
}

/// Returns the pages that the session may open.
fn open_pages<P: AppPage>(session: &Session) -> Vec<HostPage> {
    let all = P::ALL.iter().enumerate();
    let open = all.filter(|(_, page)| page.is_open_to(session));
    open.map(|(id, page)| HostPage {
        id,
        title: page.title(),
        icon: page.icon(),
    })
    .collect()
}
