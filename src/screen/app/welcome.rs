//! The Welcome page: what is shown where no page is open, unless the host app has pages of its own. For administrators it
//! has the first steps after the set-up, each of which leads to the place where it is done.

use crate::domain::first_steps::FirstStep;
use crate::domain::role::ADMIN;
use crate::domain::setting::SettingGroup;
use crate::service::preferences::HideFirstSteps;

use crate::screen::app::area::{Area, AreaEvent, AreaKind};
use crate::screen::app::command_palette::PaletteEvent;
use crate::screen::app::screen::AppScreen;
use crate::screen::effects::Effects;
use crate::screen::settings::{self, PageEvent, Section};
use crate::screen::users::Part;

impl AppScreen {
    /// Returns `true` if there is a Welcome page. A host app has pages of its own instead.
    #[must_use]
    pub fn has_welcome(&self) -> bool {
        self.host_pages.is_empty()
    }

    /// Returns `true` if the Welcome page is shown.
    #[must_use]
    pub fn shows_welcome(&self) -> bool {
        self.has_welcome() && self.open.is_none() && matches!(self.area, Area::Page)
    }

    /// Returns the number of failures before the sign-in that a notice tells: the user's own as well where no Welcome page
    /// does.
    #[must_use]
    pub fn failures_to_tell(&self) -> u32 {
        let view = &self.session_view;
        let own = view.before.as_ref().map_or(0, |before| before.own_failures);
        view.unseen_failures + if self.has_welcome() { 0 } else { own }
    }

    pub(crate) fn dismiss_failures(&mut self) {
        self.session_view.unseen_failures = 0;
        let is_told = self.has_welcome();
        if let Some(before) = self.session_view.before.as_mut().filter(|_| !is_told) {
            before.own_failures = 0;
        }
    }

    pub(crate) fn open_welcome(&mut self) {
        self.close_area();
        self.open = None;
    }

    /// Opens the place where a step is done.
    pub(crate) fn do_step(&mut self, step: FirstStep, effects: &mut Effects) {
        let section = match step {
            FirstStep::Users | FirstStep::Administrator => {
                self.on_palette(PaletteEvent::AddUser, effects);
                if let Area::Users(screen) = &mut self.area
                    && let Part::Form(form) = &mut screen.part
                    && step == FirstStep::Administrator
                {
                    form.roles = vec![ADMIN.to_owned()];
                }
                return;
            }
            FirstStep::Look => Section::Group(SettingGroup::SignIn),
            FirstStep::Page => Section::Pages,
            FirstStep::Registration => Section::Group(SettingGroup::Registration),
        };
        self.go(AreaKind::Settings, effects);
        let event = AreaEvent::Settings(settings::Event::Section(section));
        self.on_area(event, effects);
        if let Area::Settings(screen) = &self.area
            && step == FirstStep::Page
        {
            // A page that was begun before is continued.
            let pages = &screen.form.pages;
            let begun = pages
                .iter()
                .position(|page| page.is_new && !page.is_removed);
            let event = begun.map_or(PageEvent::Add, PageEvent::Open);
            let event = AreaEvent::Settings(settings::Event::Page(event));
            self.on_area(event, effects);
        }
    }

    pub(crate) fn hide_first_steps(&mut self, hide: bool, effects: &mut Effects) {
        self.session_view.hides_first_steps = hide;
        let session = self.session_view.session.clone();
        effects.run(HideFirstSteps { session, hide });
    }
}
