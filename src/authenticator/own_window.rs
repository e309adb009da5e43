//! Whose style the screens have, and what an authenticator that has the window to itself sets for all of it.

use egui::{Context, Style, Theme, ThemePreference};

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::screen::flow::Event;

use crate::authenticator::applied::Applied;
use crate::authenticator::component::Authenticator;
use crate::ui::StyleScope;

impl Authenticator {
    /// Draws the screens in the style that the app has around them, and not in ours. The accent of the configuration file is
    /// not used then. Nothing that can be clicked is lower than 24 points, whatever the style says.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn customized(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.keep_app_style()
    /// }
    /// ```
    #[must_use]
    pub fn keep_app_style(mut self) -> Self {
        self.ui.keep_app_style();
        self
    }

    /// Gives the whole window to the authenticator, as in the ready-made app: the content of the app gets our style as well,
    /// users choose the theme, and the zoom that they set with the keyboard is kept. Without this, nothing is changed outside
    /// of the screens, which follow the theme and the zoom of the app.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn customized(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.own_window()
    /// }
    /// ```
    #[must_use]
    pub fn own_window(mut self) -> Self {
        self.ui.style.scope = StyleScope::Window;
        self
    }

    /// Changes egui's style of the screens in light and dark, after ours or that of the app was taken. Called in every pass.
    /// The screens take their colours from the style: background from `panel_fill`, cards from `window_fill`, the accent from
    /// `hyperlink_color`, unless the configuration file sets one, and so on.
    ///
    /// ```
    /// # use egui_authenticator::Authenticator;
    /// fn in_green(authenticator: Authenticator) -> Authenticator {
    ///     authenticator.with_style(|style, _| {
    ///         style.visuals.hyperlink_color = egui::Color32::DARK_GREEN;
    ///     })
    /// }
    /// ```
    #[must_use]
    pub fn with_style(mut self, change: impl Fn(&mut Style, Theme) + 'static) -> Self {
        self.ui.style.changes.push(Box::new(change));
        self
    }

    /// Sets the accent and the motion of the screens, and what else is wanted for a window of our own.
    pub(super) fn follow_style(&mut self, ctx: &Context) {
        let (accent, motion) = (self.flow.accent(), self.flow.motion());
        (self.ui.style.accent, self.ui.style.motion) = (accent, motion);
        if self.ui.style.scope != StyleScope::Window {
            return;
        }
        let theme = self.flow.theme();
        let wanted = Applied {
            accent,
            motion,
            theme,
        };
        let last = self.applied.replace((ctx.clone(), wanted));
        let last = last.filter(|(window, _)| window == ctx);
        let last = last.map(|(_, applied)| applied);
        if last != Some(wanted) {
            self.ui.style.apply(ctx);
        }
        if theme != last.and_then(|last| last.theme) {
            match theme {
                Some(ThemeChoice::Light) => ctx.set_theme(Theme::Light),
                Some(ThemeChoice::Dark) => ctx.set_theme(Theme::Dark),
                Some(ThemeChoice::System) => ctx.set_theme(ThemePreference::System),
                None => {}
            }
        }
        self.follow_zoom(ctx);
    }

    /// Restores the zoom, or saves the one that the user has set.
    fn follow_zoom(&mut self, ctx: &Context) {
        if self.zoom != self.flow.zoom() {
            self.zoom = self.flow.zoom();
            ctx.set_zoom_factor(self.zoom.unwrap_or_default().factor());
            self.zooms_next = true;
            return;
        }
        let now = Zoom::of_factor(ctx.zoom_factor());
        let is_kept = now == self.zoom.unwrap_or_default();
        self.zooms_next &= !is_kept;
        if !is_kept && !self.zooms_next {
            self.zoom = Some(now);
            self.on(Event::Zoom(now), ctx);
        }
    }
}
