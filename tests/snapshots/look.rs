//! Sheets that show the design of a screen beside the program, at the same size.
//!
//! `just look FOLDER` reads the design's pictures from FOLDER and writes the sheets to `target/look`, which are not kept.
//! `just pictures "STATE;STATE"` draws states and open menus there: light and dark, and in German, each in a wide and in a
//! narrow window, or in windows of the sizes of `LOOK_SIZES`, such as `320x480;1280x800@2` (at 200 %). With `LOOK_OF_APP`, the
//! screens have the style of an app, which is egui's.

use std::path::{Path, PathBuf};

use egui::Theme;
use egui::accesskit::Role;
use egui_authenticator::domain::language::Language;
use egui_authenticator::ui::{Components, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use image::{Rgba, RgbaImage, imageops};
use libtest_mimic::{Failed, Trial};

use crate::alone::{alone, alone_on};
use crate::raster::Raster;
use crate::scene::{MENUS, file_name, find};
use crate::window::{Look, new_ui, show_components};

/// The space between the two pictures, in pixels.
const GAP: u32 = 16;

const FULL: [f32; 2] = [1_280.0, 800.0];
/// Of the components.
const TALL: [f32; 2] = [728.0, 2_900.0];
const SMALL: [f32; 2] = [360.0, 640.0];

/// The windows in which states are drawn.
const SIZES: &str = "1280x800;360x640";

/// The name of a picture of the design, and the state that it shows.
const SHEETS: [(&str, &str, [f32; 2]); 31] = [
    ("01-sign-in", "Sign in", FULL),
    ("01-sign-in-360", "Sign in", SMALL),
    ("01-sign-in-360-de", "Sign in", SMALL),
    ("01-sign-in-busy", "Sign in: busy", FULL),
    ("01-sign-in-dark", "Sign in", FULL),
    ("01-sign-in-tiles", "Sign in: user tiles and a logo", FULL),
    ("01-sign-in-wrong", "Sign in: refused", FULL),
    ("02-lock", "Locked", FULL),
    ("03-setup-codes", "Recovery codes", FULL),
    ("03-setup-codes-dark", "Recovery codes", FULL),
    ("03-setup-register", "Who can register?", FULL),
    ("03-setup-you", "Set up", FULL),
    ("04-home", "Welcome: the first steps", FULL),
    ("04-account-menu", ACCOUNT_MENU, FULL),
    ("04-account-menu-dark", ACCOUNT_MENU, FULL),
    ("05-users", "Users: a shop", FULL),
    ("05-users-360", "Users: a shop", SMALL),
    ("05-users-dark", "Users: a shop", FULL),
    ("05-users-panel", "Users: details", FULL),
    ("05-users-waiting", "Users: waiting for approval", FULL),
    ("06-activity", "Activity", FULL),
    ("06-activity-dark", "Activity", FULL),
    ("07-settings", "Settings", FULL),
    ("07-settings-review", "Settings: preview", FULL),
    ("08-account", "Account", FULL),
    ("09-page", "A long page", FULL),
    ("09-launch", "A launch page", FULL),
    ("10-dialog-reauth", "Users: the password is wrong", FULL),
    ("10-dialog-delete", "Users: deleting", FULL),
    ("10-toast-and-menu", "Users: done", FULL),
    ("12-users-de", "Users: a shop", FULL),
];

const ACCOUNT_MENU: &str = "A page of text, open: Account menu: Ada Lovelace · admin";

/// Returns a trial for each sheet if the folder of the design is given, and for each state that is asked for.
pub fn trials() -> Vec<Trial> {
    let asked = std::env::var("LOOK_STATES").unwrap_or_default();
    let names = asked.split(';').filter(|name| !name.is_empty());
    let states = names.map(|name| {
        let name = name.to_owned();
        Trial::test(format!("look at {name}"), move || draw_state(&name))
    });
    let components = Trial::test("the components are drawn", are_complete);
    sheets()
        .into_iter()
        .chain(states)
        .chain([components])
        .collect()
}

fn sheets() -> Vec<Trial> {
    let Some(folder) = std::env::var_os("LOOK_FOLDER").map(PathBuf::from) else {
        return Vec::new();
    };
    let sheets = SHEETS.into_iter().map(|(name, state, size)| {
        let folder = folder.clone();
        Trial::test(format!("look {name}"), move || {
            draw(&folder, name, state, size)
        })
    });
    sheets.collect()
}

fn draw(folder: &Path, name: &str, state: &str, size: [f32; 2]) -> Result<(), Failed> {
    let theme = if name.ends_with("-dark") {
        Theme::Dark
    } else {
        Theme::Light
    };
    let language = if name.ends_with("-de") {
        Language::German
    } else {
        Language::English
    };
    let menu = MENUS.iter().find(|menu| menu.name() == state);
    let program = match menu {
        Some(menu) => menu.open_in(theme, size)?.render()?,
        None => alone(find(state)?, theme, language, size)?.render()?,
    };
    let design = image::open(folder.join(format!("{name}.png")))?.to_rgba8();
    let (width, height) = (
        design.width() + GAP + program.width(),
        design.height().max(program.height()),
    );
    let mut sheet = RgbaImage::from_pixel(width, height, Rgba([128, 128, 128, 255]));
    imageops::overlay(&mut sheet, &design, 0, 0);
    imageops::overlay(&mut sheet, &program, i64::from(design.width() + GAP), 0);
    save(&sheet, name)
}

/// A window with the components.
struct ComponentsApp(Ui, Components);

impl eframe::App for ComponentsApp {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        show_components(ui, &mut self.1, &self.0.messages);
    }
}

fn components(theme: Theme) -> Harness<'static, ComponentsApp> {
    let mut window = Harness::builder()
        .with_size(TALL)
        .with_theme(theme)
        .renderer(Raster::default())
        .build_eframe(|creation| {
            ComponentsApp(
                new_ui(&creation.egui_ctx, Look::Ours),
                Components::default(),
            )
        });
    window.run_steps(4);
    window
}

/// Draws the components in a light and a dark theme.
fn draw_components() -> Result<(), Failed> {
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        save(
            &components(theme).render()?,
            &format!("components-{suffix}"),
        )?;
    }
    Ok(())
}

fn are_complete() -> Result<(), Failed> {
    let window = components(Theme::Light);
    for section in [
        "Roles of text",
        "Buttons and links",
        "Fields",
        "Choices",
        "Notices",
        "Colours",
    ] {
        window
            .query_by_role_and_label(Role::Heading, section)
            .ok_or_else(|| format!("no section “{section}”"))?;
    }
    Ok(())
}

/// Draws a state, or the menu with this name over its state.
fn draw_state(name: &str) -> Result<(), Failed> {
    if name == "Components" {
        return draw_components();
    }
    let file = file_name(name);
    let sizes = std::env::var("LOOK_SIZES").unwrap_or_else(|_| SIZES.to_owned());
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        if let Some(menu) = MENUS.iter().find(|menu| menu.name() == name) {
            save(&menu.open(theme)?.render()?, &format!("{file}-{suffix}"))?;
            continue;
        }
        for size in sizes.split(';') {
            let picture = draw_in(name, theme, Language::English, size)?;
            save(&picture, &format!("{file}-{suffix}-{size}"))?;
        }
    }
    let tags = std::env::var("LOOK_LANGUAGES").unwrap_or_else(|_| "de".to_owned());
    if find(name).is_ok() {
        for (size, tag) in sizes
            .split(';')
            .flat_map(|size| tags.split(';').map(move |tag| (size, tag)))
        {
            let language = Language::of_tag(tag).ok_or("a language is de, en, es, fr or ja")?;
            let picture = draw_in(name, Theme::Light, language, size)?;
            save(&picture, &format!("{file}-{tag}-{size}"))?;
        }
    }
    Ok(())
}

/// Draws a state in a window of a size such as `1280x800@2`: in pixels, and the zoom.
fn draw_in(name: &str, theme: Theme, language: Language, size: &str) -> Result<RgbaImage, Failed> {
    let (pixels, zoom) = size.split_once('@').unwrap_or((size, "1"));
    let (width, height) = pixels.split_once('x').ok_or("a size is WIDTHxHEIGHT")?;
    let zoom: f32 = zoom.parse()?;
    let size = [width.parse::<f32>()? / zoom, height.parse::<f32>()? / zoom];
    let screen = Harness::builder().with_size(size).with_theme(theme);
    let screen = screen.with_pixels_per_point(zoom);
    let look = match std::env::var_os("LOOK_OF_APP") {
        Some(_) => Look::OfApp,
        None => Look::Ours,
    };
    Ok(alone_on(screen, find(name)?, language, look)?.render()?)
}

fn save(picture: &RgbaImage, name: &str) -> Result<(), Failed> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/look");
    std::fs::create_dir_all(&target)?;
    Ok(picture.save(target.join(format!("{name}.png")))?)
}
