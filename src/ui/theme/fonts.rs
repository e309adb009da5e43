//! The fonts of the ready-made app: Inter, and `JetBrains Mono` for codes. An app that embeds the component keeps its own.

use std::sync::LazyLock;

use egui::epaint::text::{FontInsert, FontPriority, FontsView, InsertFontFamily};
use egui::{Context, FontData, FontFamily, Id};

use crate::domain::packed;

/// A font, unpacked when the first window is given it.
pub(crate) type Font = LazyLock<Vec<u8>>;

static INTER: Font = LazyLock::new(|| packed::bytes(packed_asset!("fonts/inter.ttf")));
static INTER_DISPLAY: Font =
    LazyLock::new(|| packed::bytes(packed_asset!("fonts/inter-display.ttf")));
static TABULAR_DIGITS: Font =
    LazyLock::new(|| packed::bytes(packed_asset!("fonts/inter-tabular-digits.ttf")));
static JETBRAINS_MONO: Font =
    LazyLock::new(|| packed::bytes(packed_asset!("fonts/jetbrains-mono.ttf")));

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

/// Gives a window our fonts, if it was given them before. An app that never wants them does not contain them.
#[derive(Clone, Copy, Default)]
struct Wanted(Option<fn(&Context)>);

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
    let fonts: [(_, &'static Font, _); 4] = [
        (DISPLAY, &INTER_DISPLAY, vec![(display.clone(), first)]),
        (TABULAR, &TABULAR_DIGITS, vec![(tabular.clone(), first)]),
        (
            "egui-authenticator text",
            &INTER,
            vec![
                (FontFamily::Proportional, first),
                (FontFamily::Monospace, last),
                (display, last),
                (tabular, last),
            ],
        ),
        (
            "egui-authenticator mono",
            &JETBRAINS_MONO,
            vec![(FontFamily::Monospace, first)],
        ),
    ];
    for (name, data, families) in fonts {
        let families = families.into_iter();
        let families = families.map(|(family, priority)| InsertFontFamily { family, priority });
        let data = FontData::from_static(data);
        ctx.add_font(FontInsert::new(name, data, families.collect()));
    }
    ctx.data_mut(|data| data.insert_temp(key(), Wanted(Some(install))));
}

fn wanted(ctx: &Context) -> Option<fn(&Context)> {
    let Wanted(wanted) = ctx.data(|data| data.get_temp(key()).unwrap_or_default());
    wanted
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
    wanted(ctx).is_none() || ctx.fonts(has_all)
}

/// Gives a window our fonts again for its next pass, if it was given them before.
pub(crate) fn restore(ctx: &Context) {
    if let Some(install) = wanted(ctx) {
        install(ctx);
    }
}

/// Returns the family of egui for a family of ours. Without our fonts, text is in those of the app.
pub(crate) fn family(ctx: &Context, family: Family) -> FontFamily {
    let has_ours = wanted(ctx).is_some();
    match family {
        Family::Display if has_ours => FontFamily::Name(DISPLAY.into()),
        Family::Tabular if has_ours => FontFamily::Name(TABULAR.into()),
        Family::Mono => FontFamily::Monospace,
        Family::Text | Family::Display | Family::Tabular => FontFamily::Proportional,
    }
}
