//! The style of the screen that is drawn, for its layers: egui gives dialogs, menus and tooltips the style of the window.

use std::sync::Arc;

use egui::containers::menu::menu_style;
use egui::style::StyleModifier;
use egui::{Context, Id, Style, Ui};

use crate::domain::appearance::Motion;

use crate::ui::theme::style::motion_of;

/// What the screen is drawn with.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) style: Arc<Style>,
    /// Whether what appears is animated.
    pub(crate) motion: Motion,
}

fn key() -> Id {
    Id::unique("style of the authenticator")
}

impl Scope {
    fn of(ctx: &Context) -> Self {
        let open = ctx.data(|data| data.get_temp::<Option<Self>>(key()));
        open.flatten().unwrap_or_else(|| {
            let style = ctx.global_style();
            let motion = motion_of(&style);
            Self { style, motion }
        })
    }
}

/// Begins or ends the drawing of a screen. Returns the scope until now, to be set again.
pub(crate) fn replace(ctx: &Context, scope: Option<Scope>) -> Option<Scope> {
    ctx.data_mut(|data| {
        let open: &mut Option<Scope> = data.get_temp_mut_or_default(key());
        std::mem::replace(open, scope)
    })
}

/// Returns the style of the screen.
pub(crate) fn screen_style(ctx: &Context) -> Arc<Style> {
    Scope::of(ctx).style
}

/// Gives a layer, or a part whose style was changed, the style of the screen.
pub(crate) fn enter(ui: &mut Ui) {
    ui.set_style(screen_style(ui));
}

/// Returns the style of lists and tooltips that pop up.
pub(crate) fn popup_style(ctx: &Context) -> StyleModifier {
    let ours = screen_style(ctx);
    StyleModifier::new(move |style| style.clone_from(&ours))
}

/// Returns the style of menus.
pub(crate) fn menu_popup_style(ctx: &Context) -> StyleModifier {
    let ours = screen_style(ctx);
    StyleModifier::new(move |style| {
        style.clone_from(&ours);
        menu_style(style);
    })
}

/// Returns whether what appears on the screen is animated.
pub(crate) fn motion(ctx: &Context) -> Motion {
    Scope::of(ctx).motion
}
