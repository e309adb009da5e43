//! The fonts of the ready-made app: Inter, and `JetBrains Mono` for codes. An app that embeds the component keeps its own.

use egui::epaint::text::{FontInsert, FontPriority, FontsView, InsertFontFamily};
use egui::{Context, FontData, FontFamily, Id};

const INTER: &[u8] = include_bytes!("../../../assets/fonts/inter.ttf");
const INTER_DISPLAY: &[u8] = include_bytes!("../../../assets/fonts/inter-display.ttf");
const TABULAR_DIGITS: &[u8] = include_bytes!("../../../assets/fonts/inter-tabular-digits.ttf");
const JETBRAINS_MONO: &[u8] = include_bytes!("../../../assets/fonts/jetbrains-mono.ttf");

/// The family of large text.
const DISPLAY: &str = "egui-authenticator display";
/// The family of text with digits of one width. egui cannot ask a font for them, so they are a font of their own.
const TABULAR: &str = "egui-authenticator tabular";

/// A family that a role of text asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Text.
    Text,
    /// Large text.
    Display,
    /// Text with digits of one width.
    Tabular,
    /// Codes and keys.
    Mono,
}

/// Whether a window was given our fonts.
#[derive(Clone, Copy, Default)]
struct Wanted(bool);

fn key() -> Id {
    Id::unique("fonts of the authenticator")
}

/// Makes Inter and `JetBrains Mono` the fonts of a window. Fonts that it has already stay for the characters that ours
/// lack.
pub fn install(ctx: &Context) {
    let display = FontFamily::Name(DISPLAY.into());
    let tabular = FontFamily::Name(TABULAR.into());
    let first = FontPriority::Highest;
    let last = FontPriority::Lowest;
    let fonts = [
        (DISPLAY, INTER_DISPLAY, vec![(display.clone(), first)]),
        (TABULAR, TABULAR_DIGITS, vec![(tabular.clone(), first)]),
        (
            "egui-authenticator text",
            INTER,
            vec![
                (FontFamily::Proportional, first),
                (display, last),
                (tabular, last),
            ],
        ),
        (
            "egui-authenticator mono",
            JETBRAINS_MONO,
            vec![(FontFamily::Monospace, first)],
        ),
    ];
    for (name, data, families) in fonts {
        let families = families.into_iter();
        let families = families.map(|(family, priority)| InsertFontFamily { family, priority });
        let data = FontData::from_static(data);
        ctx.add_font(FontInsert::new(name, data, families.collect()));
    }
    ctx.data_mut(|data| data.insert_temp(key(), Wanted(true)));
}

fn is_wanted(ctx: &Context) -> bool {
    let Wanted(is_wanted) = ctx.data(|data| data.get_temp(key()).unwrap_or_default());
    is_wanted
}

/// Returns `false` if a window that was given our fonts does not have them in this pass, because the app has replaced all
/// fonts since.
pub(crate) fn is_complete(ctx: &Context) -> bool {
    let has_all = |fonts: &FontsView<'_>| {
        let families = &fonts.definitions().families;
        let ours = [DISPLAY, TABULAR];
        ours.iter()
            .all(|name| families.contains_key(&FontFamily::Name((*name).into())))
    };
    !is_wanted(ctx) || ctx.fonts(has_all)
}

/// Gives a window our fonts again for its next pass, if it was given them before.
pub(crate) fn restore(ctx: &Context) {
    if is_wanted(ctx) {
        install(ctx);
    }
}

/// Returns the family of egui for a family of ours. Without our fonts, text is in those of the app.
pub(crate) fn family(ctx: &Context, family: Family) -> FontFamily {
    let has_ours = is_wanted(ctx);
    match family {
        Family::Display if has_ours => FontFamily::Name(DISPLAY.into()),
        Family::Tabular if has_ours => FontFamily::Name(TABULAR.into()),
        Family::Mono => FontFamily::Monospace,
        Family::Text | Family::Display | Family::Tabular => FontFamily::Proportional,
    }
}
