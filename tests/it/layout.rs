//! Layout: every screen fits in every language, with long names, in the smallest and the largest window, and every control
//! is large enough to be touched.

use egui::accesskit::Role;
use egui::{Key, Rect, Vec2, vec2};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::language::Language;
use egui_authenticator::messages::Messages;
use egui_authenticator::ui::theme::widen_text;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;

use crate::harness::window::{fill, press};
use crate::harness::{ADA, Desk};

type Window = Harness<'static, Shown>;

/// A window with nothing but the screens.
struct Shown(Authenticator);

impl eframe::App for Shown {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.0.show_pages(ui);
    }
}

/// Chooses whose style the screens have.
type Look = fn(Authenticator) -> Authenticator;

const OURS: Look = Authenticator::own_window;
/// That of the app, which is egui's.
const OF_APP: Look = Authenticator::keep_app_style;

const SMALLEST: Vec2 = Vec2::new(320.0, 480.0);
/// A 4K screen at the scale of 1.
const LARGEST: Vec2 = Vec2::new(3_840.0, 2_160.0);
/// The minimum size of a target (WCAG 2.2, 2.5.8), in points.
const TARGET: f32 = 24.0;

const LONG: &str = "Hippopotomonstrosesquippedaliophobia-Winterbottom-Featherstonehaugh";

/// Users with long names, and thirty pages.
fn desk_with_long_names() -> Desk {
    let desk = Desk::open();
    desk.edit("last_name: Lovelace", &format!("last_name: {LONG}"));
    desk.edit("name: Bob Builder", &format!("name: Bob {LONG}"));
    let mut pages = "views:\n".to_owned();
    for page in 0..30 {
        pages.push_str(&format!(
            "  page{page}:\n    title: {LONG} {page}\n    roles: [admin]\n    kind: markdown\n    text: Text\n"
        ));
    }
    desk.edit("views:\n", &pages);
    desk
}

fn window(desk: &Desk, language: Language, size: Vec2, (look, scale): (Look, f32)) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_max_steps(12)
        .allow_missing_glyphs()
        .build_eframe(move |creation| {
            let mut authenticator = Authenticator::inline(service, &creation.egui_ctx);
            authenticator.set_language(language, &creation.egui_ctx);
            Shown(look(authenticator))
        });
    window.run();
    window
}

fn sign_in(window: &mut Window, messages: &Messages) {
    let fields = [("sign-in-field", ADA.0), ("field-password", ADA.1)];
    for (label, text) in fields {
        fill(window, &messages.get(label), text);
    }
    press(window, &messages.get("sign-in-button"));
}

/// Returns the role, the text and the area of every element.
fn elements(window: &Window) -> Vec<(Role, String, Rect)> {
    let nodes = window.root().children_recursive();
    nodes
        // The window itself has no bounds.
        .filter(|node| node.accesskit_node().raw_bounds().is_some())
        .map(|node| {
            let rect = node.rect();
            let accesskit = node.accesskit_node();
            let text = accesskit.label().or_else(|| accesskit.value());
            (accesskit.role(), text.unwrap_or_default(), rect)
        })
        // The text of a field scrolls inside the field.
        .filter(|(role, text, rect)| {
            *role != Role::TextRun && !text.is_empty() && rect.is_positive()
        })
        .collect()
}

/// Asserts that no element exceeds the window at its sides, and that no control is too small.
fn assert_fits(window: &Window, size: Vec2, what: &str) {
    for (role, text, rect) in elements(window) {
        assert!(
            rect.left() >= -0.5 && rect.right() <= size.x + 0.5,
            "{what}: {role:?} {text:?} at {rect:?}"
        );
        let is_control = matches!(
            role,
            Role::Button | Role::CheckBox | Role::TextInput | Role::PasswordInput
        );
        let is_in_view = rect.top() >= 0.0 && rect.bottom() <= size.y;
        if is_control && is_in_view {
            let least = rect.width().min(rect.height());
            assert!(
                least >= TARGET - 0.5,
                "{what}: {role:?} {text:?} at {rect:?}"
            );
        }
    }
}

/// Returns the label of the button that opens the account menu.
fn account_menu(window: &Window, messages: &Messages) -> String {
    let start = messages.with("app-account-menu", &[("user", "".into())]);
    let labels = elements(window).into_iter().map(|(_, label, _)| label);
    let mut labels = labels.filter(|label| label.starts_with(start.trim_end()));
    labels.next().expect("the account menu")
}

/// Opens every screen that buttons lead to, and checks each.
fn visit_every_screen(language: Language, size: Vec2, look: (Look, f32)) {
    visit_every_screen_with(language, size, |language, size, desk| {
        window(desk, language, size, look)
    });
}

fn visit_every_screen_with(
    language: Language,
    size: Vec2,
    window: impl Fn(Language, Vec2, &Desk) -> Window,
) {
    let messages = Messages::in_language(language);
    let get = |name: &str| messages.get(name).into_owned();
    let look = |window: &Window, what: &str| {
        assert_fits(
            window,
            size,
            &format!("{what}, {}, {size:?}", language.name()),
        );
    };
    look(&window(language, size, &Desk::empty()), "set-up");
    let desk = desk_with_long_names();
    for (name, links) in [
        ("sign-in", &[][..]),
        ("register", &["sign-in-register", "register-button"]),
        (
            "forgot password",
            &["sign-in-forgot-password", "password-button"],
        ),
        (
            "forgot username",
            &["sign-in-forgot-username", "recover-username-button"],
        ),
    ] {
        let mut window = window(language, size, &desk);
        for link in links {
            press(&mut window, &get(link));
        }
        look(&window, name);
    }
    let mut window = window(language, size, &desk);
    sign_in(&mut window, &messages);
    look(&window, "a page");
    let is_narrow = size.x < 640.0;
    let menu = account_menu(&window, &messages);
    press(&mut window, &menu);
    look(&window, "the menu of the account");
    press(&mut window, &get("account-heading"));
    look(&window, "the account");
    for form in [
        "password-heading",
        "account-profile-change",
        "codes-renew-button",
        "two-step-heading",
        "picture-heading",
    ] {
        press(&mut window, &get(form));
        look(&window, form);
        press(&mut window, &get("button-cancel"));
    }
    press(&mut window, &get("account-back"));
    for area in ["users-heading", "activity-heading", "settings-heading"] {
        if is_narrow {
            press(&mut window, &get("app-pages"));
            look(&window, "the menu of pages");
        }
        press(&mut window, &get(area));
        look(&window, area);
    }
    if is_narrow {
        press(&mut window, &get("app-pages"));
        press(&mut window, &get("users-heading"));
        press(&mut window, &get("button-more"));
        look(&window, "the menu of users");
        window.key_press(Key::Escape);
        window.run();
    }
    let menu = account_menu(&window, &messages);
    press(&mut window, &menu);
    press(&mut window, &lock_button(&messages));
    look(&window, "locked");
}

/// Returns the label of the entry that locks the window.
fn lock_button(messages: &Messages) -> String {
    let keys = format!("{}+L", messages.get("key-control"));
    messages.with("lock-button", &[("keys", keys.into())])
}

#[test]
fn every_screen_fits_the_smallest_window_in_every_language() {
    for (_, language) in Language::WORDS {
        visit_every_screen(language, SMALLEST, (OURS, 1.0));
    }
}

#[test]
fn every_screen_fits_at_three_times_the_scale() {
    for language in [Language::English, Language::German] {
        visit_every_screen(language, SMALLEST, (OURS, 3.0));
        visit_every_screen(language, vec2(640.0, 480.0), (OURS, 2.0));
    }
}

fn width_of_texts(window: &Window) -> f32 {
    let elements = elements(window).into_iter();
    let texts = elements.filter(|(role, ..)| matches!(role, Role::Label | Role::Heading));
    texts.map(|(.., rect)| rect.width()).sum()
}

/// WCAG 2.2, 1.4.12. egui sets no space between words and paragraphs, so those two are not tried.
#[test]
fn every_screen_fits_with_wider_text() {
    for language in [Language::English, Language::German] {
        for size in [SMALLEST, vec2(1_280.0, 800.0)] {
            visit_every_screen_with(language, size, |language, size, desk| {
                let mut window = window(desk, language, size, (OURS, 1.0));
                let usual = width_of_texts(&window);
                widen_text(&window.ctx);
                window.run();
                assert!(width_of_texts(&window) > usual);
                window
            });
        }
    }
}

#[test]
fn every_screen_fits_a_4k_window() {
    visit_every_screen(Language::German, LARGEST, (OURS, 1.0));
}

#[test]
fn every_screen_fits_in_the_style_of_the_app() {
    for language in [Language::English, Language::German] {
        for size in [SMALLEST, vec2(1_280.0, 800.0)] {
            visit_every_screen(language, size, (OF_APP, 1.0));
        }
    }
}
