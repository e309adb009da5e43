//! Whose style is whose: the component changes nothing of the app's, and draws its screens in its own or in the app's.

mod content;
mod ours;

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::style::{ScrollAnimation, WidgetVisuals};
use egui::{Color32, Context, Key, Options, ThemePreference};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::appearance::{Motion, ThemeChoice, Zoom};
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::service::ports::PreferenceStore;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::{App, Draw, gate, home};
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, Desk};

/// The accent of the file.
const ACCENT: Color32 = Color32::from_rgb(0x0b, 0x6e, 0x4f);
const WILD: Color32 = Color32::from_rgb(0xfe, 0x01, 0xdc);

/// Gives a window a style that has nothing of ours and nothing of egui's, in a colour that nothing of ours has.
fn make_wild(ctx: &Context) {
    ctx.all_styles_mut(|style| {
        style.animation_time = 0.4;
        style.scroll_animation = ScrollAnimation::duration(0.3);
        style.interaction.selectable_labels = true;
        style.interaction.tooltip_delay = 0.1;
        style.spacing.item_spacing = egui::vec2(3.0, 5.0);
        style.spacing.button_padding = egui::vec2(9.0, 7.0);
        style.spacing.interact_size.y = 33.0;
        style.spacing.window_margin = egui::Margin::same(17);
        let visuals = &mut style.visuals;
        for widget in [
            &mut visuals.widgets.noninteractive,
            &mut visuals.widgets.inactive,
            &mut visuals.widgets.hovered,
            &mut visuals.widgets.active,
            &mut visuals.widgets.open,
        ] {
            *widget = WidgetVisuals {
                bg_fill: WILD,
                weak_bg_fill: WILD,
                bg_stroke: (2.0, WILD).into(),
                fg_stroke: (2.0, WILD).into(),
                ..*widget
            };
        }
        visuals.override_text_color = Some(WILD);
        visuals.weak_text_color = Some(WILD);
        visuals.hyperlink_color = WILD;
        visuals.panel_fill = WILD;
        visuals.window_fill = WILD;
        visuals.window_stroke = (2.0, WILD).into();
        visuals.extreme_bg_color = WILD;
        visuals.faint_bg_color = WILD;
        visuals.selection.bg_fill = WILD;
        visuals.selection.stroke = (2.0, WILD).into();
        visuals.text_cursor.stroke = (3.0, WILD).into();
        visuals.popup_shadow.color = WILD;
        visuals.window_shadow.color = WILD;
    });
    ctx.set_theme(ThemePreference::Light);
    ctx.set_zoom_factor(1.1);
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Chooses the look.
type Dress = fn(Authenticator) -> Authenticator;

/// When the app sets its style.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Before,
    After,
}

/// An app that is created after the first frame, because the harness sets a style of its own before it.
#[derive(Default)]
struct Host {
    app: Option<App>,
    /// Whether the start of the component changed an option or a style.
    is_changed: bool,
    /// The options and styles that the app has set.
    wanted: Options,
}

type Wild = Harness<'static, Host>;

fn options(window: &Wild) -> Options {
    window.ctx.options(Clone::clone)
}

/// Opens a window that is large enough for the users and the panel beside them.
fn empty_window() -> Wild {
    let draw = |ui: &mut egui::Ui, host: &mut Host| {
        if let Some(app) = &mut host.app {
            (app.draw)(ui, app);
        }
    };
    Harness::builder()
        .with_size([1_400.0, 1_000.0])
        .with_max_steps(20)
        .build_ui_state(draw, Host::default())
}

fn set_wild(window: &mut Wild) {
    make_wild(&window.ctx);
    window.run();
    window.state_mut().wanted = options(window);
}

/// Fails if an option or a style of a window is not as the app has set it.
fn assert_same(window: &Wild, state: &str) {
    let (found, wanted) = (options(window), &window.state().wanted);
    let lines = |options: &Options| -> Vec<String> {
        let text = format!("{options:#?}");
        text.lines().map(str::to_owned).collect()
    };
    let changed = lines(&found).into_iter().zip(lines(wanted));
    let changed: Vec<_> = changed.filter(|(found, wanted)| found != wanted).collect();
    assert!(found == *wanted, "{state}: {changed:#?}");
    assert!(!window.state().is_changed, "{state}: at the start");
}

/// A desk at which the file and the user want another look than that of the app.
fn opinionated(desk: Desk) -> Desk {
    let wanted = Preferences {
        theme: Some(ThemeChoice::Dark),
        zoom: Some(Zoom::of_factor(1.5)),
        motion: Some(Motion::Full),
        ..Preferences::default()
    };
    assert_eq!(desk.state.store_preferences(&wanted), Ok(()));
    desk
}

fn with_accent() -> Desk {
    let desk = Desk::open();
    desk.edit("views:", "app: {accent: \"#0B6E4F\", language: en}\nviews:");
    opinionated(desk)
}

fn wild_window(desk: &Desk, (draw, order): (Draw, Order), dress: Dress) -> Wild {
    let mut window = empty_window();
    if order == Order::Before {
        set_wild(&mut window);
    }
    let before = options(&window);
    let authenticator = Authenticator::inline(desk.service.clone(), &window.ctx);
    window.state_mut().app = Some(App {
        authenticator: dress(authenticator),
        draw,
        placed: None,
        drawn: None,
    });
    window.run();
    window.state_mut().is_changed = options(&window) != before;
    if order == Order::After {
        set_wild(&mut window);
    }
    window
}

/// Opens what has a role and a label, such as a menu.
fn open(window: &mut Wild, role: Role, label: &str) {
    let button = window.get_by_role_and_label(role, label);
    button.click_accesskit();
    window.run();
}

fn tap(window: &mut Wild, key: Key) {
    window.key_press(key);
    window.run();
}

/// Goes through the states of a window, from the sign-in to the lock.
fn walk(window: &mut Wild, check: impl Fn(&Wild, &str)) {
    check(window, "sign-in");
    sign_in(window, ADA);
    check(window, "signed in");
    open(window, Role::Button, "Account menu: Ada Lovelace · admin");
    check(window, "signed in, with a menu");
    tap(window, Key::Escape);
    press(window, "Your account");
    check(window, "the account");
    open(window, Role::CheckBox, "Animate menus and dialogs");
    check(window, "without animations");
    press(window, "Users");
    check(window, "the users");
    open(window, Role::Button, "Actions for bob");
    check(window, "the menu of a row");
    tap(window, Key::Escape);
    open(window, Role::ComboBox, "Role");
    check(window, "a filter");
    tap(window, Key::Escape);
    open(window, Role::Button, "Actions for bob");
    press(window, "Disable");
    window.get_by_role_and_label(Role::Button, "Undo");
    check(window, "a toast");
    press(window, "Activity");
    check(window, "the activity");
    press(window, "Settings");
    check(window, "the settings");
    tap(window, Key::F1);
    window.get_by_role_and_label(Role::Dialog, "Keyboard shortcuts");
    check(window, "a dialog");
    tap(window, Key::Escape);
    press(window, "Lock (Ctrl+L)");
    check(window, "the lock");
}

fn own(authenticator: Authenticator) -> Authenticator {
    authenticator
}

const LOOKS: [Dress; 2] = [own, Authenticator::keep_app_style];
const ORDERS: [Order; 2] = [Order::Before, Order::After];

#[test]
fn no_option_and_no_style_of_the_window_is_changed_in_any_state() {
    for dress in LOOKS {
        for order in ORDERS {
            let desk = with_accent();
            let mut window = wild_window(&desk, (home, order), dress);
            walk(&mut window, |window, state| {
                assert_same(window, &format!("{order:?}: {state}"));
            });
        }
    }
}

#[test]
fn no_option_and_no_style_of_the_window_is_changed_during_set_up_and_by_a_lock_warning() {
    for dress in LOOKS {
        for order in ORDERS {
            let desk = opinionated(Desk::empty());
            let window = wild_window(&desk, (home, order), dress);
            window.get_by_label_contains("Set up");
            assert_same(&window, &format!("{order:?}: set-up"));
            let desk = with_accent();
            let mut window = wild_window(&desk, (gate, order), dress);
            sign_in(&mut window, ADA);
            let warning = "This window is about to lock";
            // A frame is a quarter of a second.
            for _ in 0..8 * 3_600 {
                window.step();
                if window.query_by_label_contains(warning).is_some() {
                    break;
                }
            }
            window.get_by_label_contains(warning);
            assert_same(&window, &format!("{order:?}: warning"));
        }
    }
}

/// Calls `found` with every colour that is painted.
fn colours(shape: &Shape, found: &mut impl FnMut(Color32)) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| colours(shape, found)),
        Shape::Rect(rect) => {
            found(rect.fill);
            found(rect.stroke.color);
        }
        Shape::Circle(circle) => {
            found(circle.fill);
            found(circle.stroke.color);
        }
        Shape::LineSegment { stroke, .. } => found(stroke.color),
        Shape::Path(path) => found(path.fill),
        Shape::Text(text) => {
            found(text.fallback_color);
            let sections = text.galley.job.sections.iter();
            sections.for_each(|section| found(section.format.color));
        }
        Shape::Mesh(mesh) => mesh.vertices.iter().for_each(|vertex| found(vertex.color)),
        _ => {}
    }
}

/// Returns how often a colour is painted.
fn painted<State>(window: &Harness<'_, State>, wanted: Color32) -> usize {
    let mut count = 0;
    let shapes: &[ClippedShape] = &window.output().shapes;
    for shape in shapes {
        colours(&shape.shape, &mut |colour| {
            count += usize::from(colour == wanted);
        });
    }
    count
}

/// Returns how often a window without the component has the colour of the app.
fn around() -> usize {
    let mut window = empty_window();
    set_wild(&mut window);
    painted(&window, WILD)
}
