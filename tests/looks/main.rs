//! How every state of the gallery looks: light and dark, wide and narrow, in English and German. Each has one
//! picture, with these eight side by side.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test looks` rewrites the pictures; look at them then. With the name of a
//! state after `--`, only that one is drawn.

#[path = "../../examples/gallery/alone.rs"]
mod alone;
#[path = "../../examples/gallery/fixed.rs"]
mod fixed;
#[path = "../it/raster.rs"]
mod raster;
#[path = "../../examples/gallery/stage.rs"]
mod stage;
#[expect(dead_code, reason = "what a state says is for the gallery's own tests")]
#[path = "../../examples/gallery/states/mod.rs"]
mod states;
#[path = "../../examples/gallery/window.rs"]
mod window;

use egui::accesskit::Role;
use egui::{Key, MissingGlyphPolicy, Theme};
use egui_authenticator::domain::language::Language;
use egui_kittest::kittest::Queryable;
use egui_kittest::{SnapshotOptions, try_image_snapshot_options};
use image::{RgbaImage, imageops};
use libtest_mimic::{Arguments, Failed, Trial};

use self::alone::alone;
use self::states::{State, states};

const WIDE: [u32; 2] = [960, 680];
const NARROW: [u32; 2] = [320, 480];

/// The room between two pictures.
const GAP: u32 = 8;

/// What opens over a state: the state, the size of its window, and what is pressed.
const OPEN: [(&str, [u32; 2], Role, &str); 6] = [
    ("Sign in", WIDE, Role::Button, "Language: English"),
    ("People", NARROW, Role::Button, "Pages"),
    ("People", NARROW, Role::Button, "Account and more"),
    ("People", NARROW, Role::Button, "More"),
    ("People", NARROW, Role::DisclosureTriangle, "Filter"),
    ("People", WIDE, Role::ComboBox, "Role"),
];

fn main() {
    let of_states = states().map(|state| Trial::test(state.name, || looks_as_before(state)));
    let of_what_opens = OPEN.map(|(name, size, role, label)| {
        let trial = format!("{name}, open: {label}");
        Trial::test(trial.clone(), move || {
            matches(&open_sheet(name, size, role, label)?, &trial)
        })
    });
    let trials = of_states.chain(of_what_opens);
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// A window in which something is open, light and dark.
fn open_sheet(name: &str, size: [u32; 2], role: Role, label: &str) -> Result<RgbaImage, Failed> {
    let state = states().find(|state| state.name == name);
    let state = state.ok_or("there is no such state")?;
    let mut sheet = RgbaImage::new(2 * size[0] + GAP, size[1]);
    for (theme, left) in [(Theme::Light, 0), (Theme::Dark, size[0] + GAP)] {
        let mut window = alone(state, theme, Language::English, size.map(points))?;
        // The name of Japanese.
        window
            .ctx
            .set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
        window.get_by_role_and_label(role, label).focus();
        window.run_steps(2);
        for key in [Key::Enter, Key::Tab] {
            window.key_press(key);
            window.run_steps(4);
        }
        imageops::replace(&mut sheet, &window.render()?, left.into(), 0);
    }
    Ok(sheet)
}

fn looks_as_before(state: &State) -> Result<(), Failed> {
    matches(&sheet(state)?, state.name)
}

fn matches(sheet: &RgbaImage, name: &str) -> Result<(), Failed> {
    let options = SnapshotOptions::default().output_path("tests/looks/pictures");
    try_image_snapshot_options(sheet, file_name(name), &options)?;
    Ok(())
}

/// All eight: a row for each theme, and in it both sizes in both languages.
fn sheet(state: &State) -> Result<RgbaImage, Failed> {
    let row = 2 * (WIDE[0] + NARROW[0]) + 3 * GAP;
    let mut sheet = RgbaImage::new(row, 2 * WIDE[1] + GAP);
    for (theme, top) in [(Theme::Light, 0), (Theme::Dark, WIDE[1] + GAP)] {
        let mut left = 0;
        for language in [Language::English, Language::German] {
            for size in [WIDE, NARROW] {
                let mut window = alone(state, theme, language, size.map(points))?;
                let picture = window.render()?;
                imageops::replace(&mut sheet, &picture, left, top.into());
                left += i64::from(size[0] + GAP);
            }
        }
    }
    Ok(sheet)
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred points")]
fn points(pixels: u32) -> f32 {
    pixels as f32
}

/// A name as that of a file.
fn file_name(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}
