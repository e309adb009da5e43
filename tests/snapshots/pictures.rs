//! The pictures: those of the documents, and a few that show what text cannot.

use egui::Theme;
use egui_authenticator::domain::language::Language;
use egui_kittest::{SnapshotOptions, try_image_snapshot_options};
use image::RgbaImage;
use libtest_mimic::{Failed, Trial};

use crate::alone::alone;
use crate::examples::{picture_of_fields, picture_of_pages};
use crate::scene::{MENUS, NARROW, WIDE, file_name, find};
use crate::{cover, film};

/// The folder with the pictures that only the tests use.
pub const FOLDER: &str = "tests/snapshots/pictures";
/// The folder with the pictures of the documents.
const DOCUMENTED_FOLDER: &str = "assets/pictures";

/// A picture of a state.
struct Picture {
    state: &'static str,
    theme: Theme,
    language: Language,
    size: [f32; 2],
}

const fn english(state: &'static str, theme: Theme, size: [f32; 2]) -> Picture {
    Picture {
        state,
        theme,
        language: Language::English,
        size,
    }
}

const fn german(state: &'static str, theme: Theme, size: [f32; 2]) -> Picture {
    Picture {
        language: Language::German,
        ..english(state, theme, size)
    }
}

const PICTURES: [Picture; 17] = [
    english("Sign in", Theme::Dark, WIDE),
    german("Sign in", Theme::Light, NARROW),
    english("Sign in: user tiles and a logo", Theme::Light, WIDE),
    english("Keyboard shortcuts", Theme::Dark, WIDE),
    english("Register: nothing filled in", Theme::Light, NARROW),
    english("Recovery codes", Theme::Light, WIDE),
    english("Two-step sign-in is required", Theme::Dark, WIDE),
    english("A page of text", Theme::Dark, WIDE),
    english("Account", Theme::Light, WIDE),
    english("Users", Theme::Dark, WIDE),
    english("Users", Theme::Light, NARROW),
    german("Users: details", Theme::Light, WIDE),
    english("Users: preview of an import", Theme::Dark, WIDE),
    english("Activity: per user", Theme::Dark, NARROW),
    german("Settings", Theme::Light, NARROW),
    english("Settings: preview", Theme::Dark, WIDE),
    english("Locked", Theme::Light, WIDE),
];

/// The pictures of the README and of `docs/features.md`: the file, the state and its colours.
const DOCUMENTED: [(&str, &str, Theme); 6] = [
    ("sign-in", "Sign in", Theme::Light),
    ("refused", "Sign in: refused", Theme::Dark),
    ("launch", "A launch page", Theme::Light),
    ("errors", "A file with many errors", Theme::Dark),
    ("users", "Users", Theme::Light),
    ("activity", "Activity: per day", Theme::Dark),
];

/// The pictures at the top of the README: the file and its colours.
const COVERS: [(&str, Theme); 2] = [("cover-light", Theme::Light), ("cover-dark", Theme::Dark)];

type Draw = fn() -> Result<RgbaImage, String>;

/// Pictures of what is not a state alone.
const OTHERS: [(&str, Draw); 3] = [
    ("sign-in-languages-light", || {
        MENUS[0].open(Theme::Light)?.render()
    }),
    ("example-custom-fields-light", picture_of_fields),
    ("example-pages-dark", picture_of_pages),
];

pub fn trials() -> Vec<Trial> {
    let of_states = PICTURES.iter().map(|picture| {
        Trial::test(format!("picture {}", picture.name()), || {
            matches(FOLDER, &picture.name(), &picture.draw()?)
        })
    });
    let of_others = OTHERS.iter().map(|(name, draw)| {
        Trial::test(format!("picture {name}"), || {
            matches(FOLDER, name, &draw()?)
        })
    });
    let documented = DOCUMENTED.iter().map(|&(file, state, theme)| {
        Trial::test(format!("documented picture {file}"), move || {
            let picture = english(state, theme, WIDE).draw()?;
            matches_documented(file, &picture)
        })
    });
    let covers = COVERS.iter().map(|&(file, theme)| {
        Trial::test(format!("documented picture {file}"), move || {
            matches_documented(file, &cover::picture(theme)?)
        })
    });
    let film = Trial::test("documented film", film::matches);
    // Large, and slow to draw: `.ci/long pictures` draws them.
    let slow = covers
        .chain([film])
        .map(|trial| trial.with_ignored_flag(true));
    let documented = documented.chain(slow);
    of_states.chain(of_others).chain(documented).collect()
}

/// Returns the names of the pictures that only the tests use.
pub fn names() -> impl Iterator<Item = String> {
    let of_others = OTHERS.iter().map(|(name, _)| (*name).to_owned());
    PICTURES.iter().map(Picture::name).chain(of_others)
}

impl Picture {
    fn name(&self) -> String {
        let theme = match self.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let mut name = format!("{}-{theme}", file_name(self.state));
        if self.size == NARROW {
            name += "-narrow";
        }
        if self.language != Language::English {
            name += &format!("-{:?}", self.language).to_lowercase();
        }
        name
    }

    fn draw(&self) -> Result<RgbaImage, String> {
        alone(find(self.state)?, self.theme, self.language, self.size)?.render()
    }
}

fn matches(folder: &str, name: &str, picture: &RgbaImage) -> Result<(), Failed> {
    let options = SnapshotOptions::default().output_path(folder);
    Ok(try_image_snapshot_options(picture, name, &options)?)
}

fn matches_documented(name: &str, picture: &RgbaImage) -> Result<(), Failed> {
    let documents = concat!(
        include_str!("../../README.md"),
        include_str!("../../docs/features.md")
    );
    if !documents.contains(&format!("{DOCUMENTED_FOLDER}/{name}.png")) {
        return Err(format!("no document shows {name}.png").into());
    }
    matches(DOCUMENTED_FOLDER, name, picture)
}
