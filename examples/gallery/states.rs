//! The states, each reached by the steps of a person.

use egui_authenticator::screen::account::{self, Form, Part as AccountPart};
use egui_authenticator::screen::activity::{self, View};
use egui_authenticator::screen::app::{self, AreaEvent, Place};
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::users::{self, Part};
use egui_authenticator::screen::{codes, login, recover, register, set_up, settings};
use egui_authenticator::service::authority::By;
use egui_authenticator::service::people::NewPerson;
use egui_authenticator::service::ports::VaultError;

use super::stage::{Reached, Stage, secret};

/// A state: its name, what it says and no other state of its screen does, and how it is reached.
pub type State = (&'static str, &'static str, fn() -> Reached);

/// Every state.
pub const STATES: &[State] = &[
    (
        "Set up",
        "Create the administrator, who can then let others in",
        || Stage::over(None),
    ),
    ("Set up: nothing filled in", "Enter a name", || {
        acted(Stage::over(None), [Event::SetUp(set_up::Event::Submit)])
    }),
    ("Recovery codes", "I have saved them", new_administrator),
    (
        "Who can register?",
        "You can change this later under Settings.",
        || {
            let mut stage = new_administrator()?;
            if let Screen::Codes(screen) = stage.screen_mut() {
                screen.is_saved = true;
            }
            acted(Ok(stage), [Event::Codes(codes::Event::GoOn)])
        },
    ),
    ("Sign in", "Keep me signed in on this computer", || {
        Stage::over(Some(PEOPLE))
    }),
    (
        "Sign in: refused",
        "That username or password is not right",
        || signed_in("ada", "not this one"),
    ),
    (
        "Sign in: nothing filled in",
        "Enter your username or e-mail",
        || signed_in("", ""),
    ),
    ("Sign in: busy", "Signing in…", || {
        let mut stage = Stage::over(Some(PEOPLE))?;
        stage.fill_in("bob", BOB);
        stage.begin(Event::Login(login::Event::Submit));
        Ok(stage)
    }),
    (
        "Sign in: the second step",
        "Code from your authenticator app",
        || {
            let mut stage = Stage::over(Some(PEOPLE))?;
            stage.switch_two_step_on("bob", BOB)?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    ("Sign in: too many attempts", "Too many attempts", || {
        let mut stage = Stage::over(Some(PEOPLE))?;
        for _ in 0..6 {
            stage.sign_in("bob", "not this one");
        }
        Ok(stage)
    }),
    (
        "Sign in: waiting for approval",
        "Waiting for approval by an administrator",
        || {
            let text = of_bob("pending: true");
            let mut stage = Stage::over(Some(&text))?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    (
        "Sign in: the keyring is locked",
        "keyring is locked",
        || Stage::with_keyring(Some(PEOPLE), Some(VaultError::Locked)),
    ),
    ("Sign in: people as tiles", "Bob Builder", || {
        Stage::over(Some(
            &PEOPLE.replace("app:\n", "app:\n  user_tiles: true\n"),
        ))
    }),
    (
        "Sign in: the file has a mistake",
        "has a mistake in line 17",
        || {
            let mut stage = Stage::over(Some(PEOPLE))?;
            stage.file_says(&PEOPLE.replace("roles: [till]", "roles: [till"))?;
            Ok(stage)
        },
    ),
    (
        "Register",
        "An administrator lets you in before you can sign in.",
        || {
            let stage = Stage::over(Some(PEOPLE));
            acted(stage, [Event::Login(login::Event::Register)])
        },
    ),
    (
        "Register: nothing filled in",
        "Enter an e-mail address",
        || {
            let stage = Stage::over(Some(PEOPLE));
            let submit = Event::Register(register::Event::Submit);
            acted(stage, [Event::Login(login::Event::Register), submit])
        },
    ),
    (
        "Forgot password",
        "Enter one of your recovery codes",
        || {
            let stage = Stage::over(Some(PEOPLE));
            let submit = Event::Recover(recover::Event::Submit);
            acted(stage, [Event::Login(login::Event::ForgotPassword), submit])
        },
    ),
    ("Forgot username", "Show my username", || {
        let stage = Stage::over(Some(PEOPLE));
        acted(stage, [Event::Login(login::Event::ForgotUsername)])
    }),
    (
        "Another password is required",
        "An administrator asks you to choose another password",
        || {
            let mut stage = Stage::over(Some(&of_bob("must_change_password: true")))?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    (
        "A second step is required",
        "Scan this picture with the app",
        || {
            let text = PEOPLE.to_owned() + "two_step: {required_for: [till]}\n";
            let mut stage = Stage::over(Some(&text))?;
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    ("A page of text", "The safe opens with the", || {
        signed_in("ada", ADA)
    }),
    ("A page of things to start", "Start Label printer", || {
        signed_in("bob", BOB)
    }),
    (
        "Something did not start",
        "Label printer could not be started",
        || acted(signed_in("bob", BOB), [Event::App(app::Event::Launch(1))]),
    ),
    ("No pages", "No pages for you yet", || {
        let text = PEOPLE.replace("roles: [till]\n    kind", "roles: [other]\n    kind");
        let mut stage = Stage::over(Some(&text))?;
        stage.sign_in("bob", BOB);
        Ok(stage)
    }),
    (
        "Told at the next sign-in",
        "Since you last signed in",
        || {
            let mut stage = Stage::over(Some(PEOPLE))?;
            let new = "another one for the till";
            stage.service.set_password("bob", &secret(new))?;
            stage.sign_in("bob", new);
            Ok(stage)
        },
    ),
    ("Account", "Your account", || {
        acted(signed_in("bob", BOB), [Event::App(app::Event::Account)])
    }),
    ("Account: another password", "New password", || {
        form(Form::Password)
    }),
    ("Account: name and e-mail", "Last name", || {
        form(Form::Details)
    }),
    (
        "Account: picture",
        "For your tile on the sign-in form",
        || form(Form::Picture),
    ),
    (
        "Account: new recovery codes",
        "The codes that you have stop working",
        || form(Form::RecoveryCodes),
    ),
    ("Account: setting up a second step", "Copy key", || {
        let mut stage = form(Form::TwoStepOn)?;
        if let Screen::Account(screen) = stage.screen_mut() {
            screen.current.text = secret(BOB);
        }
        stage.act(Event::Account(account::Event::Submit));
        match stage.screen_mut() {
            Screen::Account(screen)
                if matches!(screen.part, AccountPart::TwoStepConfirm { .. }) =>
            {
                Ok(stage)
            }
            _ => Err("the second step was not begun".into()),
        }
    }),
    ("Account: activity", "Sign-in: password", || {
        form(Form::Activity)
    }),
    ("People", "9 of 9", || people([])),
    ("People: nobody matches", "Nobody matches", || {
        let mut stage = people([])?;
        if let Screen::App(screen) = stage.screen_mut()
            && let app::Area::Users(users) = &mut screen.area
        {
            "nobody".clone_into(&mut users.query.text);
        }
        acted(Ok(stage), [of_users(users::Event::Queried)])
    }),
    ("People: only you", "Only you so far", || {
        let text = PEOPLE
            .split("    bob:")
            .next()
            .unwrap_or_default()
            .to_owned();
        let mut stage = Stage::over(Some(&text))?;
        stage.sign_in("ada", ADA);
        acted(Ok(stage), [Event::App(app::Event::Go(Place::Users))])
    }),
    ("People: one of them", "Require another password", || {
        people([users::Event::Show("bob".to_owned())])
    }),
    ("People: adding", "Enter a username", || {
        people([users::Event::Add, users::Event::Submit])
    }),
    ("People: a one-time code", "One-time code for bob", || {
        let mut stage = people([])?;
        let code = stage.service.start_reset(By::File, "bob")?;
        if let Screen::App(screen) = stage.screen_mut()
            && let app::Area::Users(users) = &mut screen.area
        {
            users.part = Part::Code {
                username: "bob".to_owned(),
                code,
                is_first: false,
            };
        }
        Ok(stage)
    }),
    ("People: inviting", "One a line, or with commas", || {
        people([users::Event::Invite])
    }),
    ("People: importing", "Show what would happen", || {
        people([users::Event::Import])
    }),
    (
        "People: deleting",
        "To go on, type the username bob",
        || {
            people([
                users::Event::Show("bob".to_owned()),
                users::Event::Remove("bob".to_owned()),
            ])
        },
    ),
    ("People: ten thousand", "10002 of 10002", || {
        let mut text = PEOPLE.to_owned();
        let mut many = String::new();
        for number in 0..10_000 {
            many.push_str(&format!(
                "    person{number}: {{email: p{number}@example.org, name: Person Number {number}, \
                 picture: 'https://example.org/p.png'}}\n"
            ));
        }
        text = text.replace("views:\n", &format!("{many}views:\n"));
        let mut stage = Stage::over(Some(&text))?;
        stage.sign_in("ada", ADA);
        acted(Ok(stage), [Event::App(app::Event::Go(Place::Users))])
    }),
    ("Activity", "Sign-in refused: wrong password", || {
        activity_of(None)
    }),
    ("Activity: per day", "Done: 1, Refused: 2", || {
        activity_of(Some(View::Days))
    }),
    ("Activity: per person", "bob, Done: 0, Refused: 2", || {
        activity_of(Some(View::People))
    }),
    ("Settings", "Wrong passwords before the first lock", || {
        settings_with([])
    }),
    (
        "Settings: what would change",
        "This is what changes in the configuration",
        || {
            let mut stage = settings_with([])?;
            if let Screen::App(screen) = stage.screen_mut()
                && let app::Area::Settings(settings) = &mut screen.area
            {
                "The corner shop".clone_into(&mut settings.form.title);
            }
            let preview = AreaEvent::Settings(settings::Event::Preview);
            acted(Ok(stage), [Event::App(app::Event::Area(preview))])
        },
    ),
    ("Locked", "Locked by Bob Builder", || {
        acted(signed_in("bob", BOB), [Event::Lock])
    }),
    (
        "A file that cannot be used",
        "The configuration cannot be used",
        || Stage::over(Some(&PEOPLE.replace("roles: [till]", "roles: {till"))),
    ),
    (
        "A file with many mistakes",
        "3 things have to be corrected",
        || {
            let text = PEOPLE
                .replace("@example.org", "")
                .replace("kind: markdown", "kind: song");
            Stage::over(Some(&text))
        },
    ),
];

const ADA: &str = "keys to the whole building";
const BOB: &str = "night shift on the third floor";

/// The people of the gallery.
const PEOPLE: &str = "\
app:
  title: Corner shop
registration:
  mode: approval
credentials:
  usernames:
    ada:
      email: ada@example.org
      name: Ada Lovelace
      password: keys to the whole building
      roles: [admin]
    bob:
      email: bob@example.org
      name: Bob Builder
      password: night shift on the third floor
      roles: [till]
views:
  office:
    title: Office
    icon: folder
    roles: [admin]
    kind: markdown
    text: |
      The safe opens with the **small** key.

      1. Turn left
      2. Turn right
  till:
    title: Till
    icon: point_of_sale
    roles: [till]
    kind: launch
    items:
      - {title: Count, description: Counts the till, program: ['true']}
      - {title: Label printer, program: [/no/such/program]}
";

/// Who else is there once an administrator looks at the people.
const OTHERS: [(&str, &str, &str, &[&str]); 7] = [
    ("carmen", "Carmen", "Ortiz", &["till"]),
    ("dmitri", "Дмитрий", "Орлов", &["till"]),
    ("eve", "Eve", "Moneypenny", &["till", "office"]),
    ("hao", "Hao", "Chen", &["office"]),
    ("ines", "Inês", "Conceição", &["till"]),
    ("jo", "Jo", "O’Neill", &["till", "bench"]),
    ("soren", "Søren", "Åkesson", &["bench"]),
];

/// The file with one more line about Bob.
fn of_bob(line: &str) -> String {
    PEOPLE.replacen("roles: [till]", &format!("roles: [till]\n      {line}"), 1)
}

fn acted(stage: Reached, events: impl IntoIterator<Item = Event>) -> Reached {
    let mut stage = stage?;
    events.into_iter().for_each(|event| stage.act(event));
    Ok(stage)
}

fn signed_in(login: &str, password: &str) -> Reached {
    let mut stage = Stage::over(Some(PEOPLE))?;
    stage.sign_in(login, password);
    Ok(stage)
}

/// The recovery codes of somebody who has set the program up.
fn new_administrator() -> Reached {
    let mut stage = Stage::over(None)?;
    if let Screen::SetUp(screen) = stage.screen_mut() {
        "Ada Lovelace".clone_into(&mut screen.full_name);
        "ada".clone_into(&mut screen.username);
        "ada@example.org".clone_into(&mut screen.email);
        screen.password.input.text = secret(ADA);
    }
    acted(Ok(stage), [Event::SetUp(set_up::Event::Submit)])
}

fn form(form: Form) -> Reached {
    let open = Event::Account(account::Event::Open(form));
    acted(
        signed_in("bob", BOB),
        [Event::App(app::Event::Account), open],
    )
}

fn of_users(event: users::Event) -> Event {
    Event::App(app::Event::Area(AreaEvent::Users(event)))
}

fn people(events: impl IntoIterator<Item = users::Event>) -> Reached {
    let mut stage = signed_in("ada", ADA)?;
    for (username, first, last, roles) in OTHERS {
        let address = format!("{username}@example.org");
        let person = NewPerson::new(username, &address, (first, last), roles);
        stage.service.add_person(By::File, &person)?;
    }
    stage.act(Event::App(app::Event::Go(Place::Users)));
    acted(Ok(stage), events.into_iter().map(of_users))
}

fn activity_of(view: Option<View>) -> Reached {
    let mut stage = Stage::over(Some(PEOPLE))?;
    for password in ["not this one", "nor this one"] {
        stage.sign_in("bob", password);
    }
    stage.sign_in("ada", ADA);
    let view = view.map(|view| AreaEvent::Activity(activity::Event::View(view)));
    let view = view.map(|view| Event::App(app::Event::Area(view)));
    let events = [Event::App(app::Event::Go(Place::Activity))]
        .into_iter()
        .chain(view);
    acted(Ok(stage), events)
}

fn settings_with(events: impl IntoIterator<Item = settings::Event>) -> Reached {
    let stage = signed_in("ada", ADA);
    let go = Event::App(app::Event::Go(Place::Settings));
    let events = events
        .into_iter()
        .map(|event| Event::App(app::Event::Area(AreaEvent::Settings(event))));
    acted(stage, [go].into_iter().chain(events))
}
