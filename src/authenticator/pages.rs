//! An app's own pages: an enum of the app, which says of each who may open it.
//!
//! Only values of the enum can be opened, each only for somebody to whom it is open at that moment, so
//! a page that nobody registered cannot be reached, and one whose role was taken away closes.

use crate::screen::app::HostPage;
use crate::service::Session;

use crate::authenticator::Authenticator;

/// The pages of an app.
///
/// ```
/// use egui_authenticator::authenticator::AppPage;
/// use egui_authenticator::service::Session;
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
    /// Every one, in the order of the navigation.
    const ALL: &'static [Self];

    /// What it is called.
    fn title(self) -> String;

    /// Whether whoever is signed in may open it. There is no default: a page that is forgotten does not
    /// compile.
    fn is_open_to(self, session: &Session) -> bool;

    /// One of [`crate::domain::icon::ICONS`], such as `home`; another name shows none.
    fn icon(self) -> Option<&'static str> {
        None
    }
}

impl Authenticator {
    /// Draws the sign-in, and `content` with the page that is open once somebody is signed in, with the bar
    /// and a navigation over the app's pages around it. The first page that is open to them comes first.
    pub fn show_app<P: AppPage, R>(
        &mut self,
        ui: &mut egui::Ui,
        content: impl FnOnce(&mut egui::Ui, &Session, P) -> R,
    ) -> Option<R> {
        // Who is there is known only after this.
        self.logic(ui.ctx());
        let own = self.session().map_or_else(Vec::new, tabs::<P>);
        let content = move |ui: &mut egui::Ui, session: &Session, id: usize| {
            let page = P::ALL.get(id).filter(|page| page.is_open_to(session));
            page.map(|page| content(ui, session, *page))
        };
        self.show_own(ui, own, content, false).flatten()
    }
}

/// The pages that are open to somebody.
fn tabs<P: AppPage>(session: &Session) -> Vec<HostPage> {
    let all = P::ALL.iter().enumerate();
    let open = all.filter(|(_, page)| page.is_open_to(session));
    open.map(|(id, page)| HostPage {
        id,
        title: page.title(),
        icon: page.icon(),
    })
    .collect()
}
