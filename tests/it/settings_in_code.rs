//! Settings that an app gives in code: they apply where the store gives none, and are never written.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::domain::customization::Customization;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::role;
use egui_authenticator::domain::setting::{Setting, SettingInfo};
use egui_authenticator::domain::setting_origin::SettingOrigin;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::Edit;
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::memory::MemoryCredentials;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::{Window, app_window};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk, secret, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const MINUTES: &str = "Auto-lock after minutes (0 for never)";
const BACK: &str = "Use the default for Auto-lock after minutes (0 for never)";

/// A desk whose app gives these settings.
fn with_defaults(mut desk: Desk, defaults: Settings) -> Desk {
    desk.replace(|ports| ports.defaults = Arc::new(defaults));
    desk
}

/// Returns the minutes until the window of a new session locks, and where they come from.
fn lock_minutes(desk: &Desk) -> (u32, SettingOrigin) {
    let view = desk.enter(ADA).expect("signed in");
    let info = SettingInfo::find("lock.after_minutes").expect("a setting");
    let settings = &view.settings;
    (settings.lock.after_minutes, settings.origin(info))
}

fn set(desk: &Desk, changes: Vec<Setting>) -> Result<(), UserError> {
    let settings = desk.service.settings();
    let preview = settings.preview(OWNER, changes)?;
    settings.apply(OWNER, &preview)
}

#[test]
fn what_the_file_gives_comes_before_what_the_app_gives_also_if_it_is_the_default() {
    let desk = with_defaults(Desk::open(), Settings::default().lock_minutes(10));
    assert_eq!(lock_minutes(&desk), (10, SettingOrigin::App));
    desk.edit("views:", "lock: {after_minutes: 5}\nviews:");
    assert_eq!(lock_minutes(&desk), (5, SettingOrigin::Store));
    desk.edit("{after_minutes: 5}", "{after_minutes: }");
    assert_eq!(lock_minutes(&desk), (10, SettingOrigin::App));
}

#[test]
fn a_store_of_the_app_comes_before_its_code_as_well() {
    let mut desk = Desk::open();
    let snapshot = desk.ports.credentials.read().expect("read");
    let store = Arc::new(MemoryCredentials::with(UserDirectory::from(&*snapshot)));
    desk.replace(|ports| {
        ports.credentials = Arc::clone(&store) as _;
        ports.defaults = Arc::new(Settings::default().lock_minutes(10));
    });
    assert_eq!(lock_minutes(&desk), (10, SettingOrigin::App));
    assert_eq!(set(&desk, vec![Setting::LockMinutes(5)]), Ok(()));
    assert_eq!(lock_minutes(&desk), (5, SettingOrigin::Store));
    let info = SettingInfo::find("lock.after_minutes").expect("a setting");
    assert_eq!(set(&desk, vec![Setting::Unset(info)]), Ok(()));
    assert_eq!(lock_minutes(&desk), (10, SettingOrigin::App));
    let kept = store.directory().expect("there").settings;
    assert_eq!(kept.lock.after_minutes, 5, "nothing of the app's is stored");
}

#[test]
fn the_rules_of_the_app_apply_to_the_first_user_and_a_new_file_gives_nothing_in_their_place() {
    let defaults = Settings::default()
        .password_min_length(20)
        .remember_days(1.0)
        .registration_mode(RegistrationPolicy::Closed);
    let desk = with_defaults(Desk::empty(), defaults);
    let ada = typed_user("ada", "ada@example.org", "Ada Lovelace");
    let create = |password: &str| desk.service.set_up().create(&ada, &secret(password));
    assert!(matches!(
        create("fifteen letters").err(),
        Some(SetUpError::Field(_))
    ));
    let view = create("twenty letters, or a few more")
        .expect("created")
        .value;
    assert!((view.settings.remember.days() - 1.0).abs() < f64::EPSILON);
    assert!(view.settings.registration.is_decided, "no question is left");
    assert!(!desk.text().contains("expiry_days: 30"), "{}", desk.text());
    assert!(!desk.text().contains("min_length"), "{}", desk.text());
}

#[test]
fn r32_a_role_that_code_names_is_neither_renamed_nor_removed() {
    let till = || role::Role::parse("till").expect("a role");
    let defaults = Settings::default().registration_roles([till()]);
    let desk = with_defaults(Desk::open(), defaults);
    let changes = [
        role::RoleChange::Rename(role::Role::parse("desk").expect("a role")),
        role::RoleChange::Remove,
    ];
    for change in changes {
        let refused = set(&desk, vec![Setting::Role(till(), change)]);
        let Err(UserError::RoleInUse(found)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(found.settings, 1);
    }
}

#[test]
fn other_services_of_the_same_ports_have_the_settings_of_the_app_once() {
    let desk = with_defaults(Desk::open(), Settings::default().lock_minutes(10));
    let service: Service = desk
        .service
        .clone()
        .with_customization(Customization::default());
    let outcome = service.sign_in().with_password(ADA.0, &secret(ADA.1));
    let view = outcome
        .expect("signed in")
        .session_view()
        .expect("a session");
    let info = SettingInfo::find("lock.after_minutes").expect("a setting");
    assert_eq!(view.settings.origin(info), SettingOrigin::App);
}

/// Returns Ada's window with the section about locking.
fn locking(desk: &Desk) -> Window<'static> {
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_600.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    window.get_by_role_and_label(Role::Tab, "Locking").click();
    window.run();
    window
}

fn save(window: &mut Window<'_>) {
    press(window, "Review changes");
    press(window, "Save");
}

#[test]
fn the_window_says_where_a_value_comes_from_and_goes_back_to_that_of_the_app() {
    let desk = with_defaults(Desk::open(), Settings::default().lock_minutes(10));
    let mut window = locking(&desk);
    let has = |window: &Window<'_>, label: &str| window.query_all_by_label(label).next().is_some();
    assert!(has(&window, "Set by the app") && has(&window, "Default"));
    assert!(!has(&window, "Set here") && !has(&window, BACK));
    let minutes = window.get_by_role_and_label(Role::TextInput, MINUTES);
    minutes.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    fill(&mut window, MINUTES, "5");
    assert!(has(&window, "Set here"));
    save(&mut window);
    assert!(desk.text().contains("after_minutes: 5"), "{}", desk.text());
    assert!(!has(&window, "Set by the app"));
    press(&mut window, BACK);
    assert!(has(&window, "Set by the app") && has(&window, "1 unsaved change"));
    save(&mut window);
    assert!(!desk.text().contains("after_minutes"), "{}", desk.text());
    assert_eq!(lock_minutes(&desk), (10, SettingOrigin::App));
}

#[test]
fn a_value_of_the_file_that_is_that_of_the_app_is_removed_as_well() {
    let desk = Desk::open();
    desk.edit("views:", "lock: {after_minutes: 10}\nviews:");
    let desk = with_defaults(desk, Settings::default().lock_minutes(10));
    let mut window = locking(&desk);
    press(&mut window, BACK);
    save(&mut window);
    assert!(!desk.text().contains("after_minutes"), "{}", desk.text());
}

#[test]
fn the_window_of_an_app_that_gives_no_settings_says_nothing_about_it() {
    let desk = Desk::open();
    let window = locking(&desk);
    assert!(window.query_by_label("Default").is_none());
}

#[test]
fn removing_a_value_is_a_change_like_any_other() {
    let desk = Desk::open();
    desk.edit("views:", "lock: {after_minutes: 7}\nviews:");
    let info = SettingInfo::find("lock.after_minutes").expect("a setting");
    let snapshot = desk.ports.credentials.read().expect("read");
    let edit = Edit::Set(vec![Setting::Unset(info)]);
    assert!(
        desk.ports
            .credentials
            .apply(&edit, &snapshot.revision)
            .is_ok()
    );
    assert_eq!(lock_minutes(&desk), (5, SettingOrigin::Program));
}
