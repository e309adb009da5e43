//! Snapshots as text: one file for each state, menu and example.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use egui::Theme;
use egui_authenticator::domain::language::Language;
use egui_kittest::Harness;
use libtest_mimic::{Failed, Trial};
use similar::TextDiff;

use crate::alone::alone;
use crate::examples;
use crate::scene::{MENUS, Menu, NARROW, WIDE, file_name};
use crate::states::{State, states};
use crate::tree::tree;

/// The folder with the text snapshots.
pub const FOLDER: &str = "tests/snapshots/states";

pub fn trials() -> Vec<Trial> {
    let of_states =
        states().map(|state| Trial::test(state.name, || matches(state.name, &text_of(state)?)));
    let of_menus = MENUS.iter().map(|menu| {
        Trial::test(menu.name(), || {
            let window = menu.open(Theme::Light)?;
            matches(
                &menu.name(),
                &section(menu.size, Language::English, &window),
            )
        })
    });
    let of_examples = examples::EXAMPLES
        .iter()
        .map(|example| Trial::test(example.name, || matches(example.name, &(example.text)()?)));
    of_states.chain(of_menus).chain(of_examples).collect()
}

/// Returns the names of all text snapshots.
pub fn names() -> impl Iterator<Item = String> {
    let of_states = states().map(|state| state.name.to_owned());
    let of_examples = examples::EXAMPLES
        .iter()
        .map(|example| example.name.to_owned());
    let names = of_states.chain(MENUS.iter().map(Menu::name));
    names.chain(of_examples).map(|name| file_name(&name))
}

/// In German as well where the room is scarce, because its words are longer.
fn text_of(state: &State) -> Result<String, String> {
    let mut text = String::new();
    for (size, language) in [
        (WIDE, Language::English),
        (NARROW, Language::English),
        (NARROW, Language::German),
    ] {
        let window = alone(state, Theme::Light, language, size)?;
        text += &section(size, language, &window);
    }
    Ok(text)
}

/// Returns the tree of a window under a line with the window's size and language.
pub fn section<App>(size: [f32; 2], language: Language, window: &Harness<'_, App>) -> String {
    let [width, height] = size;
    let language = language.name();
    format!("## {width}×{height}, {language}\n\n{}\n", tree(window))
}

/// Compares a snapshot with its file, or writes the file if `UPDATE_SNAPSHOTS` is set.
fn matches(name: &str, text: &str) -> Result<(), Failed> {
    let text = format!("# {name}\n\n{}\n", text.trim_end());
    let file = Path::new(FOLDER)
        .join(file_name(name))
        .with_extension("txt");
    let stored = match fs::read_to_string(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        stored => stored?,
    };
    if stored == text {
        return Ok(());
    }
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return Ok(fs::write(file, text)?);
    }
    let diff = TextDiff::from_lines(&stored, &text);
    let diff = diff
        .unified_diff()
        .header(&file.display().to_string(), "now")
        .to_string();
    Err(diff.into())
}
