//! The examples that change how the window looks.

use egui::Theme;
use egui::accesskit::Role;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::language::Language;
use egui_authenticator::messages::Messages;
use egui_authenticator::testing::TestUser;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use image::RgbaImage;

use crate::raster::Raster;
use crate::scene::{NARROW, WIDE};
use crate::stage::Stage;
use crate::text::section;

#[expect(dead_code, reason = "an example has a `main` of its own")]
#[path = "../../examples/custom_fields.rs"]
mod custom_fields;
#[expect(
    dead_code,
    unused_imports,
    clippy::wildcard_imports,
    reason = "an example has a `main` and tests of its own"
)]
#[path = "../../examples/pages.rs"]
mod pages;

/// A screen of an example.
pub struct Example {
    pub name: &'static str,
    pub text: fn() -> Result<String, String>,
}

pub const EXAMPLES: [Example; 3] = [
    Example {
        name: "Example custom_fields: sign in",
        text: || {
            let stage = locker_room()?;
            text_of(|size| lockers(&stage, Theme::Light, size))
        },
    },
    Example {
        name: "Example custom_fields: register, nothing filled in",
        text: || {
            let stage = locker_room()?;
            text_of(|size| register(&stage, Theme::Light, size))
        },
    },
    Example {
        name: "Example pages: the till",
        text: || text_of(|size| Ok(till(Theme::Light, size))),
    },
];

fn text_of<App>(
    open: impl Fn([f32; 2]) -> Result<Harness<'static, App>, String>,
) -> Result<String, String> {
    let sections = [WIDE, NARROW].map(|size| Ok(section(size, Language::English, &open(size)?)));
    sections.into_iter().collect()
}

pub fn picture_of_fields() -> Result<RgbaImage, String> {
    register(&locker_room()?, Theme::Light, WIDE)?.render()
}

pub fn picture_of_pages() -> Result<RgbaImage, String> {
    till(Theme::Dark, WIDE).render()
}

/// A file of `custom_fields`.
const LOCKERS: &str = "
app:
  title: Locker room
registration:
  mode: open
credentials:
  usernames:
    ada@company.example:
      email: ada@company.example
      name: Ada Lovelace
      password: first locker by the window
      roles: [admin]
      fields: {badge: '0001'}
";

/// The users of `custom_fields` in a folder that is removed with the stage.
fn locker_room() -> Result<Stage, String> {
    Stage::over(Some(LOCKERS)).map_err(|error| error.to_string())
}

fn open<App: eframe::App + 'static>(
    theme: Theme,
    size: [f32; 2],
    app: impl FnOnce(&egui::Context) -> App + 'static,
) -> Harness<'static, App> {
    let mut window = Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_theme(theme)
        .renderer(Raster::default())
        .build_eframe(|creation| app(&creation.egui_ctx));
    window.run();
    window
}

fn lockers(
    stage: &Stage,
    theme: Theme,
    size: [f32; 2],
) -> Result<Harness<'static, custom_fields::Lockers>, String> {
    let service = stage
        .service
        .clone()
        .with_customization(custom_fields::customization());
    let words =
        Messages::custom("en", custom_fields::MESSAGES).map_err(|error| error.to_string())?;
    Ok(open(theme, size, move |ctx| {
        let authenticator = Authenticator::inline(service, ctx);
        let authenticator = authenticator.with_languages([words.into()]);
        custom_fields::Lockers {
            authenticator: custom_fields::styled(authenticator),
        }
    }))
}

/// The registration form after an attempt with empty fields.
fn register(
    stage: &Stage,
    theme: Theme,
    size: [f32; 2],
) -> Result<Harness<'static, custom_fields::Lockers>, String> {
    let mut window = lockers(stage, theme, size)?;
    for label in ["Register", "Create account"] {
        let button = window.get_by_role_and_label(Role::Button, label);
        button.click_accesskit();
        window.run();
    }
    Ok(window)
}

fn till(theme: Theme, size: [f32; 2]) -> Harness<'static, pages::Shop> {
    let mut window = open(theme, size, |ctx| pages::Shop {
        authenticator: Authenticator::test(ctx)
            .user(TestUser::new("john").with_roles(&["till", "admin"]))
            .signed_in("john")
            .build()
            .expect("signed in")
            .own_window(),
        sold: 12,
    });
    // In a narrow window the navigation is in a menu.
    if let Some(till) = window.query_by_role_and_label(Role::Button, "Till") {
        till.click_accesskit();
        window.run();
    }
    window
}
