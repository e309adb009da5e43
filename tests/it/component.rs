//! What an app makes its own: fields, checks, roles, pages, single screens, slots, looks, and a word
//! before somebody leaves.

use std::cell::Cell;
use std::rc::Rc;

use egui::accesskit::Role;
use egui::{Color32, Theme};
use egui_authenticator::account::activity::Kind;
use egui_authenticator::account::email::{Email, EmailError};
use egui_authenticator::account::own::{
    AppRules, OwnField, OwnFieldError, Refusal, UsualField, Validator,
};
use egui_authenticator::account::password::PasswordError;
use egui_authenticator::account::problem::Cause;
use egui_authenticator::account::role::AppRole;
use egui_authenticator::account::secret::Secret;
use egui_authenticator::account::username::{Username, UsernameError};
use egui_authenticator::authenticator::{Answer, AppPage, Authenticator, Leaving, Placed};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::authority::By;
use egui_authenticator::service::details::Details;
use egui_authenticator::service::people::{NewPerson, PeopleError, PersonChange};
use egui_authenticator::service::register::{RegisterError, RegistrationForm};
use egui_authenticator::service::set_up::{SetUpError, SetUpForm};
use egui_authenticator::ui::theme::palette;
use egui_authenticator::words::Words;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::{ADA, BOB, Desk, secret};

/// What a test draws in each frame.
type Draw = fn(&mut egui::Ui, &mut App);

/// An app over the component.
struct App {
    authenticator: Authenticator,
    draw: Draw,
    placed: Option<Placed>,
    /// Which page was drawn, and for whom.
    drawn: Option<(Page, String)>,
}

type Window = Harness<'static, App>;

fn window(desk: &Desk, draw: Draw) -> Window {
    window_with(desk, draw, |authenticator, _| authenticator)
}

fn window_with(
    desk: &Desk,
    draw: Draw,
    dress: impl FnOnce(Authenticator, &egui::Context) -> Authenticator + 'static,
) -> Window {
    stepping(desk, draw, 0.25, dress)
}

/// The same, in which so many seconds pass between two frames.
fn stepping(
    desk: &Desk,
    draw: Draw,
    seconds: f32,
    dress: impl FnOnce(Authenticator, &egui::Context) -> Authenticator + 'static,
) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([900.0, 1_000.0])
        .with_max_steps(12)
        .with_step_dt(seconds)
        .build_eframe(move |creation| {
            let authenticator = Authenticator::inline(service, &creation.egui_ctx);
            App {
                authenticator: dress(authenticator, &creation.egui_ctx),
                draw,
                placed: None,
                drawn: None,
            }
        });
    window.run();
    window
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        (self.draw)(ui, self);
    }
}

fn fill(window: &mut Window, role: Role, label: &str, text: &str) {
    window.get_by_role_and_label(role, label).focus();
    window.run();
    window.get_by_role_and_label(role, label).type_text(text);
    window.run();
}

fn sign_in(window: &mut Window, (login, password): (&str, &str)) {
    fill(window, Role::TextInput, "Username or e-mail", login);
    fill(window, Role::PasswordInput, "Password", password);
    press(window, "Sign in");
}

fn press(window: &mut Window, label: &str) {
    window
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    window.run();
}

fn is_there(window: &Window, label: &str) -> bool {
    window.query_by_label(label).is_some()
}

/// An app that draws one thing for whoever is in.
fn home(ui: &mut egui::Ui, app: &mut App) {
    app.authenticator
        .show(ui, |ui, _| ui.label("The content of the app"));
}

/// The same behind a gate.
fn gate(ui: &mut egui::Ui, app: &mut App) {
    app.authenticator
        .gate(ui, |ui, _| ui.label("The content of the app"));
}

/// Nobody but Zed.
struct House;

impl Validator for House {
    fn username(&self, username: &Username) -> Result<(), Refusal> {
        let is_good = !username.as_str().starts_with("mel");
        is_good.then_some(()).ok_or(Refusal("No such names here"))
    }

    fn email(&self, email: &Email) -> Result<(), Refusal> {
        let is_good = !email.key().starts_with("ned");
        is_good.then_some(()).ok_or(Refusal("own-no-neds"))
    }

    fn password(&self, password: &Secret, _: &[&str]) -> Result<(), PasswordError> {
        if password.expose().contains("house") {
            Ok(())
        } else {
            Err(Refusal("Say house").into())
        }
    }
}

fn badge() -> OwnField {
    let is_number = |text: &str| {
        let is_good = text.chars().all(|c| c.is_ascii_digit());
        is_good.then_some(()).ok_or(Refusal("Digits only"))
    };
    OwnField::new("badge", "Badge number")
        .required()
        .with_help("On the back")
        .checked(is_number)
}

fn with_rules(mut desk: Desk, rules: AppRules) -> Desk {
    desk.service = desk.service.clone().with_rules(rules);
    desk
}

#[test]
fn a_field_of_the_apps_own_is_asked_for_checked_and_kept_under_the_person_in_the_file() {
    let rules = AppRules::default().with_field(badge());
    let desk = with_rules(Desk::open(), rules);
    let mut window = window(&desk, home);
    press(&mut window, "Register");
    assert!(is_there(&window, "On the back"));
    for (label, text) in [
        ("E-mail", "mel@example.org"),
        ("First name", "Mel"),
        ("Username", "mel"),
    ] {
        fill(&mut window, Role::TextInput, label, text);
    }
    let password = "a brand new password";
    fill(&mut window, Role::PasswordInput, "Password", password);
    press(&mut window, "Create account");
    assert!(is_there(&window, "Fill this in"), "said at once");
    fill(&mut window, Role::TextInput, "Badge number", "12a");
    press(&mut window, "Create account");
    assert!(is_there(&window, "Digits only"), "said by the app");
    window
        .get_by_role_and_label(Role::TextInput, "Badge number")
        .focus();
    window.run();
    window.key_press(egui::Key::End);
    window.key_press(egui::Key::Backspace);
    window.run();
    fill(&mut window, Role::PasswordInput, "Password", password);
    press(&mut window, "Create account");
    assert!(is_there(&window, "Your recovery codes"));
    let fields = "      fields:\n        badge: \"12\"\n";
    assert!(desk.text().contains(fields), "{}", desk.text());
    let mel = desk.service.person("mel").expect("mel");
    assert_eq!(mel.field("badge"), Some("12"));
}

#[test]
fn owners_and_administrators_change_it_and_what_others_keep_there_stays() {
    let rules = AppRules::default().with_field(badge());
    let desk = with_rules(Desk::open(), rules);
    desk.edit(
        "roles: [till]",
        "roles: [till]\n      fields: {theirs: kept, badge: '1'}",
    );
    assert!(desk.service.open().is_ok());
    let bob = desk.sign_in(BOB).expect("in");
    let change = |session: &Session, value: &str| {
        let mut details = Details::of(session.user());
        details.fields.insert("badge".to_owned(), value.to_owned());
        let change = AccountChange::Details(details);
        desk.service.change_account(session, &secret(BOB.1), change)
    };
    let refused = change(&bob, "").err();
    assert_eq!(
        refused,
        Some(AccountError::Own(("badge", OwnFieldError::Missing)))
    );
    assert!(change(&bob, "22").is_ok());
    assert!(desk.text().contains("fields: {theirs: kept, badge: '22'}"));
    let change = PersonChange {
        fields: Some([("badge".to_owned(), "333".to_owned())].into()),
        ..PersonChange::default()
    };
    assert_eq!(desk.service.change_person(By::File, "bob", &change), Ok(()));
    let bob = desk.service.person("bob").expect("bob");
    assert_eq!(
        (bob.field("theirs"), bob.field("badge")),
        (Some("kept"), Some("333"))
    );
    let people = desk.service.list_people(By::File).expect("listed");
    let found: Vec<_> = people
        .rows
        .iter()
        .filter(|row| row.search.contains("333"))
        .collect();
    assert_eq!(found.len(), 1, "and people are found by it");
}

#[test]
fn a_field_that_the_app_does_without_is_not_asked_for_and_the_address_is_the_username() {
    let rules = AppRules::default()
        .without(UsualField::FirstName)
        .without(UsualField::LastName)
        .without(UsualField::Username);
    let desk = with_rules(Desk::open(), rules);
    let mut window = window(&desk, home);
    assert!(is_there(&window, "E-mail") && is_there(&window, "Forgot password?"));
    for label in ["Username or e-mail", "Forgot username?"] {
        assert!(!is_there(&window, label), "{label}");
    }
    press(&mut window, "Register");
    for label in ["First name", "Last name", "Username"] {
        assert!(!is_there(&window, label), "{label}");
    }
    fill(&mut window, Role::TextInput, "E-mail", "mel@example.org");
    fill(
        &mut window,
        Role::PasswordInput,
        "Password",
        "a brand new password",
    );
    press(&mut window, "Create account");
    assert!(is_there(&window, "Your recovery codes"));
    let mel = desk.service.person("mel@example.org").expect("mel");
    assert_eq!(mel.username.as_str(), "mel@example.org");
    assert_eq!(mel.display_name(), "mel@example.org");
}

#[test]
fn r18_where_the_address_is_the_username_registering_does_not_tell_who_has_an_account() {
    let rules = AppRules::default().without(UsualField::Username);
    let desk = with_rules(Desk::open(), rules);
    desk.edit(
        "pre-authorized:",
        "registration: {mode: approval}\npre-authorized:",
    );
    let register = |email: &str| {
        let password = secret("a brand new password");
        let form = RegistrationForm::new(email, ("Mel", ""), "", password);
        let made = desk.service.register(form);
        made.map(|made| (made.value.is_waiting, made.codes.len()))
    };
    let stranger = register("stranger@example.org");
    assert_eq!(stranger, Ok((true, 8)));
    assert_eq!(register("bob@example.org"), stranger);
}

#[test]
fn the_apps_checks_hold_wherever_a_name_an_address_or_a_password_is_new() {
    let rules = || AppRules::default().with_validator(House);
    let no_mels = || UsernameError::Refused(Refusal("No such names here"));
    let no_neds = || EmailError::Refused(Refusal("own-no-neds"));
    let say_house = || PasswordError::Refused(Refusal("Say house"));
    let good = "a word with house in it";
    let bad = "a word without any of it";

    let desk = with_rules(Desk::open(), rules());
    let service = &desk.service;
    let register = |email: &str, username: &str, password: &str| {
        let form = RegistrationForm::new(email, ("Mel", ""), username, secret(password));
        service.register(form).map(drop)
    };
    let mel = "mel@example.org";
    assert_eq!(
        register(mel, "melanie", good),
        Err(RegisterError::Username(no_mels()))
    );
    assert_eq!(
        register("ned@example.org", "ed", good),
        Err(RegisterError::Email(no_neds()))
    );
    assert_eq!(
        register(mel, "lanie", bad),
        Err(RegisterError::Password(say_house()))
    );
    assert_eq!(register(mel, "lanie", good), Ok(()));

    let add = |username: &str, email: &str, password: &str| {
        let person = NewPerson::new(username, email, ("A", ""), &[]);
        let person = person.with_password(secret(password));
        service.add_person(By::File, &person).map(drop)
    };
    assert_eq!(
        add("melissa", "a@b.c", good),
        Err(PeopleError::Username(no_mels()))
    );
    assert_eq!(
        add("lissa", "ned@b.c", good),
        Err(PeopleError::Email(no_neds()))
    );
    assert_eq!(
        add("lissa", "a@b.c", bad),
        Err(PeopleError::Password(say_house()))
    );
    let renamed = service.rename_person(By::File, "bob", "melvin");
    assert_eq!(renamed, Err(PeopleError::Username(no_mels())));
    let change = PersonChange {
        email: Some("ned@b.c".to_owned()),
        ..PersonChange::default()
    };
    let changed = service.change_person(By::File, "bob", &change);
    assert_eq!(changed, Err(PeopleError::Email(no_neds())));
    let set = service.set_password("bob", &secret(bad));
    assert_eq!(set, Err(PeopleError::Password(say_house())));

    let bob = desk.sign_in(BOB).expect("in");
    let change = |change| {
        service
            .change_account(&bob, &secret(BOB.1), change)
            .map(drop)
    };
    let password = change(AccountChange::Password(secret(bad)));
    assert_eq!(password, Err(AccountError::Password(say_house())));
    let mut details = Details::of(bob.user());
    details.email = "ned@b.c".to_owned();
    let email = change(AccountChange::Details(details));
    assert_eq!(email, Err(AccountError::Email(no_neds())));

    let empty = with_rules(Desk::empty(), rules());
    let set_up = |username: &str, password: &str| {
        let form = SetUpForm::new("Ada", username, "ada@example.org", secret(password));
        empty.service.set_up(form).map(drop)
    };
    assert_eq!(set_up("mel", good), Err(SetUpError::Username(no_mels())));
    assert_eq!(set_up("ada", bad), Err(SetUpError::Password(say_house())));
    assert_eq!(set_up("ada", good), Ok(()));
}

#[test]
fn what_an_app_refuses_is_said_in_its_words() {
    let words = Words::own("en", "own-no-neds = Not you, Ned").expect("words");
    let named = EmailError::Refused(Refusal("own-no-neds"));
    assert_eq!(words.email_error(named), "Not you, Ned");
    let spelt = UsernameError::Refused(Refusal("No such names here"));
    assert_eq!(words.username_error(spelt), "No such names here");
}

/// Roles that the app knows.
#[derive(Clone, Copy)]
struct Till;

impl AppRole for Till {
    fn name(&self) -> &'static str {
        "till"
    }
}

#[test]
fn administrators_are_warned_of_a_role_that_the_app_does_not_know_with_its_line() {
    let rules = AppRules::default().with_roles(&[Till]);
    let desk = with_rules(Desk::open(), rules);
    desk.edit("roles: [till]", "roles: [till, tiller, office]");
    desk.edit("views:", "roles:\n  office: {}\nviews:");
    let unknown = |who| {
        let entrance = desk.enter(who).expect("in");
        let found = entrance
            .warnings
            .iter()
            .filter_map(|problem| match &problem.cause {
                Cause::UnknownRole { name, known } => Some((
                    problem.place.line,
                    problem.field.clone(),
                    name.clone(),
                    known.to_vec(),
                )),
                _ => None,
            });
        found.collect::<Vec<_>>()
    };
    let line = 1 + desk
        .text()
        .lines()
        .position(|line| line.contains("tiller"))
        .expect("there");
    let known = vec!["till".to_owned(), "office".to_owned()];
    let field = "credentials.usernames.bob.roles".to_owned();
    assert_eq!(unknown(ADA), [(line, field, "tiller".to_owned(), known)]);
    assert_eq!(unknown(BOB), [], "nobody else is told who has which role");
}

/// Pages of an app.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Page {
    Front,
    Till,
    Safe,
}

impl AppPage for Page {
    const ALL: &'static [Self] = &[Self::Front, Self::Till, Self::Safe];

    fn title(self) -> String {
        format!("{self:?} page")
    }

    fn is_open_to(self, session: &Session) -> bool {
        match self {
            Self::Front => true,
            Self::Till => session.has_role(Till),
            Self::Safe => session.has_role("admin"),
        }
    }
}

fn paged(ui: &mut egui::Ui, app: &mut App) {
    app.drawn = app.authenticator.show_app(ui, |ui, session, page: Page| {
        ui.label(format!("On {page:?}"));
        (page, session.user().username.as_str().to_owned())
    });
}

fn page(window: &Window) -> Option<Page> {
    window.state().drawn.as_ref().map(|(page, _)| *page)
}

#[test]
fn the_apps_pages_are_in_the_navigation_of_those_to_whom_they_are_open() {
    let desk = Desk::open();
    let mut window = window(&desk, paged);
    assert_eq!(page(&window), None, "nobody is in");
    sign_in(&mut window, BOB);
    assert_eq!(page(&window), Some(Page::Front), "the first one");
    assert!(is_there(&window, "Till page") && !is_there(&window, "Safe page"));
    press(&mut window, "Till page");
    assert_eq!(page(&window), Some(Page::Till));
    assert_eq!(
        window.state().drawn.as_ref().map(|(_, who)| who.as_str()),
        Some("bob")
    );
    press(&mut window, "Till");
    assert_eq!(page(&window), None, "a page of the file");
    press(&mut window, "Front page");
    assert_eq!(page(&window), Some(Page::Front));
    press(&mut window, "Sign out");
    assert_eq!(page(&window), None);
}

#[test]
fn r49_a_page_of_the_app_closes_when_the_role_is_taken_away() {
    let desk = Desk::open();
    let mut window = window(&desk, paged);
    sign_in(&mut window, BOB);
    press(&mut window, "Till page");
    desk.edit("roles: [till]", "roles: [office]");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.on_file_changed(&ctx);
    window.run();
    assert_eq!(
        page(&window),
        Some(Page::Front),
        "what is still open to them"
    );
    assert!(!is_there(&window, "Till page"));
    let said = "The page that you had open is not open to you any more.";
    assert!(window.query_by_label_contains(said).is_some());
}

#[test]
fn whoever_wants_to_sign_out_is_told_why_to_stay_and_can_go_all_the_same() {
    let desk = Desk::open();
    for draw in [home as Draw, gate] {
        let mut window = window_with(&desk, draw, |authenticator, _| {
            authenticator.with_veto(|leaving, session| match leaving {
                Leaving::SignOut if session.has_role("till") => {
                    Answer::Stay("two sheets are not saved.".to_owned())
                }
                _ => Answer::Go,
            })
        });
        let ctx = window.ctx.clone();
        sign_in(&mut window, BOB);
        window.state_mut().authenticator.sign_out(&ctx);
        window.run();
        assert!(window.state().authenticator.session().is_some());
        assert!(is_there(&window, "The content of the app"));
        let said = window.query_by_label_contains("two sheets are not saved");
        assert!(said.is_some());
        press(&mut window, "Sign out anyway");
        assert!(window.state().authenticator.session().is_none());
        sign_in(&mut window, ADA);
        window.state_mut().authenticator.sign_out(&ctx);
        window.run();
        assert!(
            window.state().authenticator.session().is_none(),
            "not asked to stay"
        );
    }
}

#[test]
fn a_long_job_holds_the_idle_lock_and_no_other() {
    let desk = Desk::open();
    let is_busy = Rc::new(Cell::new(true));
    let busy = Rc::clone(&is_busy);
    // A frame every ten seconds, as the window's own repaints would make.
    let mut window = stepping(&desk, home, 10.0, move |authenticator, _| {
        authenticator.with_veto(move |leaving, _| match leaving {
            Leaving::IdleLock if busy.get() => Answer::Stay(String::new()),
            _ => Answer::Go,
        })
    });
    sign_in(&mut window, BOB);
    let minutes_later = |window: &mut Window, minutes: u32| {
        for _ in 0..minutes * 6 {
            window.step();
        }
    };
    minutes_later(&mut window, 12);
    assert!(
        is_there(&window, "The content of the app"),
        "the job is under way"
    );
    is_busy.set(false);
    minutes_later(&mut window, 2);
    assert!(
        !is_there(&window, "The content of the app"),
        "and now it is over"
    );
    assert!(is_there(&window, "Locked by Bob Builder"));
    is_busy.set(true);
    press(&mut window, "Switch user");
    sign_in(&mut window, BOB);
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    window.run();
    assert!(
        is_there(&window, "Locked by Bob Builder"),
        "by hand it locks"
    );
}

#[test]
fn r53_what_egui_keeps_of_the_apps_widgets_is_not_the_next_persons() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.authenticator.show(ui, |ui, _| {
            let id = ui.button("A widget").id;
            ui.label(format!("Field {id:?}"));
        });
    });
    let mut seen = Vec::new();
    for who in [ADA, BOB, ADA] {
        sign_in(&mut window, who);
        let field = window.get_by_label_contains("Field ");
        seen.push(field.value().expect("a label says what it is"));
        press(&mut window, "Sign out");
    }
    assert_ne!(seen[0], seen[1], "another person, another widget");
    assert_eq!(seen[0], seen[2], "the same person, the same widget");
}

#[test]
fn slots_are_drawn_for_those_who_are_not_in_and_a_style_reaches_our_widgets() {
    let accent = Color32::from_rgb(0x8A, 0x1C, 0x7C);
    let desk = Desk::open();
    let mut window = window_with(&desk, home, move |authenticator, ctx| {
        authenticator
            .with_header(|ui| drop(ui.label("Above")))
            .with_footer(|ui| drop(ui.label("Below")))
            .with_logo(|ui| drop(ui.label("Mark")))
            .with_banner(|ui| drop(ui.label("Welcome")))
            .with_style(ctx, move |style, theme| {
                if theme == Theme::Light {
                    style.visuals.hyperlink_color = accent;
                }
            })
    });
    for label in ["Above", "Below", "Mark", "Welcome"] {
        assert!(is_there(&window, label), "{label}");
    }
    let of = |theme| palette(&window.ctx.style_of(theme).visuals).accent;
    assert_eq!(of(Theme::Light), accent);
    assert_ne!(of(Theme::Dark), accent);
    sign_in(&mut window, BOB);
    for label in ["Above", "Below", "Mark", "Welcome"] {
        assert!(!is_there(&window, label), "{label}");
    }
}

fn log_in(ui: &mut egui::Ui, app: &mut App) {
    if let Some(session) = app.authenticator.login_ui(ui) {
        ui.label(format!("In: {}", session.user().username.as_str()));
    }
}

#[test]
fn the_sign_in_alone_gives_who_is_in_and_draws_nothing_more() {
    let desk = Desk::open();
    let mut window = window(&desk, log_in);
    sign_in(&mut window, BOB);
    assert!(is_there(&window, "In: bob"));
    assert!(!is_there(&window, "Sign out") && !is_there(&window, "Till"));
}

#[test]
fn registering_and_recovering_are_placed_and_left() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    });
    assert_eq!(window.state().placed, Some(Placed::Open));
    assert!(is_there(&window, "Create an account"));
    window.get_by_label("Back to sign in").click_accesskit();
    window.step();
    window.step();
    assert_eq!(window.state().placed, Some(Placed::Left));
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.recover_ui(ui));
    };
    window.run();
    assert_eq!(window.state().placed, Some(Placed::Open));
    assert!(is_there(&window, "Recovery code or one-time code"));
    window.state_mut().draw = log_in;
    window.run();
    sign_in(&mut window, BOB);
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    };
    window.run();
    assert_eq!(
        window.state().placed,
        Some(Placed::Unavailable),
        "somebody is in"
    );
    let closed = Desk::open();
    closed.edit(
        "pre-authorized:",
        "registration: {mode: closed}\npre-authorized:",
    );
    let window = self::window(&closed, |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    });
    assert_eq!(
        window.state().placed,
        Some(Placed::Unavailable),
        "the file says so"
    );
}

#[test]
fn another_password_is_chosen_where_the_app_places_the_form() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.placed = Some(app.authenticator.change_password_ui(ui));
    });
    assert_eq!(
        window.state().placed,
        Some(Placed::Unavailable),
        "nobody is in"
    );
    window.state_mut().draw = log_in;
    window.run();
    sign_in(&mut window, BOB);
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.change_password_ui(ui));
    };
    window.run();
    assert_eq!(window.state().placed, Some(Placed::Open));
    assert!(!is_there(&window, "Your account"), "no overview around it");
    fill(&mut window, Role::PasswordInput, "Current password", BOB.1);
    let new = "a brand new one for the till";
    fill(&mut window, Role::PasswordInput, "New password", new);
    window.state_mut().draw = |ui, app| {
        let placed = app.authenticator.change_password_ui(ui);
        if app.placed != Some(Placed::Left) {
            app.placed = Some(placed);
        }
        if placed == Placed::Left {
            app.draw = log_in;
        }
    };
    press(&mut window, "Change password");
    assert_eq!(window.state().placed, Some(Placed::Left));
    assert!(is_there(&window, "In: bob"), "and they are still in");
    assert!(desk.sign_in((BOB.0, new)).is_some());
}

#[test]
fn a_form_behind_the_sign_in_keeps_what_is_typed_and_is_there_again_after_a_lock() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        if app.authenticator.login_ui(ui).is_some() {
            app.placed = Some(app.authenticator.update_details_ui(ui));
        }
    });
    sign_in(&mut window, BOB);
    assert_eq!(window.state().placed, Some(Placed::Open));
    fill(&mut window, Role::TextInput, "Last name", "er");
    window.run_steps(3);
    let name = |window: &Window| {
        let field = window.get_by_role_and_label(Role::TextInput, "Last name");
        field.value().unwrap_or_default()
    };
    assert_eq!(name(&window), "Builderer");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    window.run();
    assert!(is_there(&window, "Locked by Bob Builder") && !is_there(&window, "Last name"));
    fill(&mut window, Role::PasswordInput, "Password", BOB.1);
    press(&mut window, "Unlock");
    assert_eq!(window.state().placed, Some(Placed::Open));
    assert_eq!(name(&window), "Builderer");
}

#[test]
fn one_placed_form_makes_room_for_the_next() {
    let desk = Desk::open();
    let mut window = window(&desk, |ui, app| {
        app.placed = Some(app.authenticator.register_ui(ui));
    });
    assert!(is_there(&window, "Create an account"));
    window.state_mut().draw = |ui, app| {
        app.placed = Some(app.authenticator.recover_ui(ui));
    };
    window.run();
    assert!(is_there(&window, "Recovery code or one-time code"));
    window.state_mut().draw = log_in;
    window.run();
    sign_in(&mut window, BOB);
    assert!(is_there(&window, "In: bob"));
}

#[test]
fn administration_is_placed_for_those_who_may() {
    let desk = Desk::open();
    let places: [(Draw, &str); 3] = [
        (
            |ui, app| app.placed = Some(app.authenticator.people_ui(ui)),
            "Invite by e-mail",
        ),
        (
            |ui, app| app.placed = Some(app.authenticator.activity_ui(ui)),
            "Activity",
        ),
        (
            |ui, app| app.placed = Some(app.authenticator.settings_ui(ui)),
            "Settings",
        ),
    ];
    for (who, expected) in [(ADA, Placed::Open), (BOB, Placed::Unavailable)] {
        let mut window = window(&desk, log_in);
        sign_in(&mut window, who);
        for (draw, label) in places {
            window.state_mut().draw = draw;
            window.run();
            assert_eq!(
                window.state().placed,
                Some(expected),
                "{label} for {}",
                who.0
            );
            let is_shown = window.query_all_by_label(label).next().is_some();
            assert_eq!(is_shown, expected == Placed::Open, "{label} for {}", who.0);
            assert!(!is_there(&window, "Sign out"), "no bar around it");
        }
        window.state_mut().draw = gate;
        window.run();
        assert!(
            is_there(&window, "The content of the app"),
            "nothing of it stays"
        );
    }
}

#[test]
fn what_happened_to_the_account_is_told_behind_a_gate_as_well() {
    let desk = Desk::open();
    let new = "another one for the till";
    let set = desk.service.set_password("bob", &secret(new));
    assert_eq!(set, Ok(()));
    let mut window = window(&desk, gate);
    sign_in(&mut window, (BOB.0, new));
    assert!(is_there(&window, "The content of the app"));
    let told = window.query_by_label_contains("Since you last signed in");
    assert!(told.is_some());
}

#[test]
fn whoever_watches_hears_of_everything_with_person_and_time_and_of_who_was_put_out() {
    let desk = Desk::open();
    let events = desk.service.events();
    let bob = desk.sign_in(BOB).expect("in");
    assert!(desk.service.sign_in(BOB.0, &secret("wrong")).is_err());
    desk.edit("roles: [till]", "roles: [till]\n      disabled: true");
    assert!(desk.service.sign_out(&bob).is_ok());
    let ada = desk.sign_in(ADA).expect("in");
    assert!(desk.service.sign_out(&ada).is_ok());
    let heard: Vec<_> = events
        .try_iter()
        .filter(|event| event.kind != Kind::File)
        .map(|event| {
            assert_eq!(event.at, 1_800_000_000);
            (event.kind, event.who, event.is_done, event.detail)
        })
        .collect();
    let bob = || "bob".to_owned();
    let ada = || "ada".to_owned();
    let of = |kind, who, is_done, detail: &str| (kind, who, is_done, detail.to_owned());
    assert_eq!(heard[0], of(Kind::SignIn, bob(), true, "password"));
    assert!(!heard[1].2, "refused");
    assert_eq!(heard[2], of(Kind::SignOut, bob(), true, "ended"), "put out");
    assert_eq!(heard[3], of(Kind::SignIn, ada(), true, "password"));
    assert_eq!(
        heard[4],
        of(Kind::SignOut, ada(), true, ""),
        "went themselves"
    );
}
