//! The style of the screens: ours, or that of the app around them.

use std::sync::Arc;

use egui::{Context, Style, Theme};

use crate::domain::appearance::{Accent, Motion};

use crate::ui::theme::palette::{DARK, LIGHT, palette};
use crate::ui::theme::sizes::TARGET;
use crate::ui::theme::style::{fill, set_motion};
use crate::ui::theme::swatches::accent_colour;

/// Changes the style of the screens in a theme.
pub(crate) type StyleChange = Box<dyn Fn(&mut Style, Theme)>;

/// Whose style the screens have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StyleScope {
    /// Ours, in the screens only.
    #[default]
    Screens,
    /// That of the app.
    App,
    /// Ours, in the whole window.
    Window,
}

/// What the style of the screens is made of.
pub(crate) struct ScreenStyle {
    pub(crate) scope: StyleScope,
    pub(crate) accent: Option<Accent>,
    pub(crate) motion: Motion,
    /// What the app changes of it.
    pub(crate) changes: Vec<StyleChange>,
}

impl Default for ScreenStyle {
    fn default() -> Self {
        Self {
            scope: StyleScope::default(),
            accent: None,
            // Nothing is animated until it is known that the user wants it (WCAG 2.2, 2.3.3).
            motion: Motion::Reduced,
            changes: Vec::new(),
        }
    }
}

impl ScreenStyle {
    /// Returns the style of the screens in a part of the window that has this style.
    pub(crate) fn inside(&self, app: &Arc<Style>) -> Arc<Style> {
        let theme = if app.visuals.dark_mode {
            Theme::Dark
        } else {
            Theme::Light
        };
        if self.scope == StyleScope::App {
            let is_low = app.spacing.interact_size.y < TARGET;
            if self.changes.is_empty() && !is_low {
                return Arc::clone(app);
            }
            let mut style = Style::clone(app);
            self.change(&mut style, theme);
            let height = &mut style.spacing.interact_size.y;
            *height = height.max(TARGET);
            return Arc::new(style);
        }
        let mut style = theme.default_style();
        self.apply_to(&mut style, theme);
        // What the app draws on our forms may use text styles of its own.
        for (name, font) in &app.text_styles {
            let style = style.text_styles.entry(name.clone());
            style.or_insert_with(|| font.clone());
        }
        Arc::new(style)
    }

    /// Turns a style of this theme into ours.
    fn apply_to(&self, style: &mut Style, theme: Theme) {
        let ours = match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        };
        fill(style, ours);
        self.change(style, theme);
        if let Some(accent) = self.accent {
            let visuals = &mut style.visuals;
            visuals.hyperlink_color = accent_colour(accent);
            let palette = palette(visuals);
            visuals.selection.bg_fill = palette.chosen;
            visuals.selection.stroke.color = palette.accent_text;
        }
        set_motion(style, self.motion);
    }

    fn change(&self, style: &mut Style, theme: Theme) {
        for change in &self.changes {
            change(style, theme);
        }
    }

    /// Makes our style that of the whole window.
    pub(crate) fn apply(&self, ctx: &Context) {
        for theme in [Theme::Light, Theme::Dark] {
            ctx.style_mut_of(theme, |style| self.apply_to(style, theme));
        }
    }
}

/// Applies our sizes and colours to a whole window, which follows the theme of the system. The authenticator does not need
/// this: it is for an app that wants to look like the screens.
pub fn apply(ctx: &Context) {
    ScreenStyle::default().apply(ctx);
}

#[cfg(test)]
mod tests {
    use egui::{Color32, TextStyle};

    use super::*;
    use crate::ui::theme::palette::Palette;

    const THEMES: [(Theme, Palette); 2] = [(Theme::Light, LIGHT), (Theme::Dark, DARK)];

    fn inside(style: &ScreenStyle, theme: Theme) -> Arc<Style> {
        style.inside(&Arc::new(theme.default_style()))
    }

    #[test]
    fn palette_returns_the_colours_that_were_applied() {
        for (theme, applied) in THEMES {
            let style = inside(&ScreenStyle::default(), theme);
            assert_eq!(palette(&style.visuals), applied);
        }
    }

    #[test]
    fn no_widget_is_animated_and_no_cursor_blinks() {
        let ctx = Context::default();
        apply(&ctx);
        for theme in [Theme::Light, Theme::Dark] {
            let style = ctx.style_of(theme);
            assert!(style.animation_time <= 0.0);
            assert!(style.scroll_animation.duration.max <= 0.0);
            assert!(!style.visuals.text_cursor.blink);
        }
    }

    #[test]
    fn an_accent_is_set_and_taken_back() {
        let mut style = ScreenStyle {
            accent: Some(Accent([255, 255, 0])),
            ..ScreenStyle::default()
        };
        let yellow = palette(&inside(&style, Theme::Light).visuals);
        assert_eq!(
            (yellow.accent, yellow.on_accent),
            (Color32::YELLOW, Color32::BLACK)
        );
        style.accent = None;
        assert_eq!(palette(&inside(&style, Theme::Light).visuals), LIGHT);
    }

    #[test]
    fn nothing_of_the_style_of_the_app_is_in_ours_but_its_own_text_styles() {
        let poster = TextStyle::Name("poster".into());
        for (theme, _) in THEMES {
            let mut app = theme.default_style();
            app.spacing.button_padding = egui::vec2(40.0, 1.0);
            app.visuals.panel_fill = Color32::RED;
            app.override_text_style = Some(TextStyle::Heading);
            app.text_styles
                .insert(poster.clone(), egui::FontId::monospace(60.0));
            let mut ours = Style::clone(&ScreenStyle::default().inside(&Arc::new(app)));
            assert!(ours.text_styles.remove(&poster).is_some());
            let expected = inside(&ScreenStyle::default(), theme);
            // egui compares it by its address.
            ours.number_formatter = expected.number_formatter.clone();
            assert_eq!(ours, *expected);
        }
    }

    #[test]
    fn the_style_of_the_app_is_kept_but_for_what_the_app_changes() {
        let mut app = Theme::Dark.default_style();
        app.spacing.interact_size.y = 30.0;
        let app = Arc::new(app);
        let mut style = ScreenStyle {
            scope: StyleScope::App,
            accent: Some(Accent([255, 255, 0])),
            ..ScreenStyle::default()
        };
        assert_eq!(style.inside(&app), app);
        style.changes.push(Box::new(|style, theme| {
            assert_eq!(theme, Theme::Dark);
            style.visuals.hyperlink_color = Color32::RED;
        }));
        let mut expected = Style::clone(&app);
        expected.visuals.hyperlink_color = Color32::RED;
        assert_eq!(*style.inside(&app), expected);
    }

    #[test]
    fn controls_that_the_app_makes_low_are_24_points_high_on_our_screens() {
        let app = Theme::Light.default_style();
        assert!(app.spacing.interact_size.y < TARGET);
        let mut style = ScreenStyle {
            scope: StyleScope::App,
            ..ScreenStyle::default()
        };
        let mut expected = app.clone();
        expected.spacing.interact_size.y = TARGET;
        assert_eq!(*style.inside(&Arc::new(app.clone())), expected);
        style.changes.push(Box::new(|style, _| {
            style.spacing.interact_size.y = 12.0;
        }));
        assert_eq!(*style.inside(&Arc::new(app)), expected);
    }
}
