//! What signed-in users see: their pages, notices, and the lock.

use std::time::Duration;

use egui_authenticator::screen::flow::auto_lock::LockWarning;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::{app, lock};
use egui_authenticator::service::caller::{Caller, Operator};

use super::{ADA, BOB, State, USERS, acted, opened, signed_in, state};
use crate::stage::{Stage, secret};

/// A text with each kind of block.
const HANDBOOK: &str = "\
# Opening and closing

The first one in opens, the last one out closes. It takes ten minutes if you follow the list, and saves the next
person an hour.

## In the morning

1. Switch off the alarm within **30 seconds**.
2. Count the till: the float is €150.00. Sign in as *yourself*, not as the one before.
3. Start the price sync with `prices --pull`.

> **Short on change?** There are rolls of coins in the safe. [Write down what you take.](https://example.org/coins)

## Who has the keys

| Day | Opens | Closes | Float |
|---|---|---|---:|
| Monday to Wednesday | Jonas | Priya | €150.00 |
| Thursday, Friday | Priya | Carmen | €150.00 |
| Saturday | Maya | Sam | €300.00 |

### If the sync hangs

```
prices --stop
prices --pull --verbose
```

## In the evening

- [x] Count the till
- [ ] Lock the back door, see [the keys](#who-has-the-keys)
- ~~Water the plants~~ Sam does that[^1]

[^1]: Until the end of the year.
";

/// Pages.
pub const STATES: &[State] = &[
    state(
        "Welcome: the first steps",
        "Add the users who work here",
        || {
            let text = USERS
                .replace("app:\n  title: Corner shop\n", "")
                .replace("    bob:\n", "    bob:\n      disabled: true\n");
            let (before, _) = text.split_once("views:").unwrap_or_default();
            let mut stage = Stage::over(Some(before))?;
            stage.sign_in("ada", ADA);
            Ok(stage)
        },
    ),
    state(
        "Welcome: the first steps are hidden",
        "Show first steps",
        || {
            acted(
                signed_in("ada", ADA),
                [Event::App(app::Event::HideFirstSteps(true))],
            )
        },
    ),
    state("Welcome", "This is your first sign-in", || {
        signed_in("bob", BOB)
    }),
    state(
        "Welcome: wrong passwords since",
        "2 wrong passwords since your last sign-in",
        || {
            let mut stage = signed_in("bob", BOB)?;
            stage.act(Event::App(app::Event::SignOut));
            stage.later(86_400);
            for _ in 0..2 {
                stage.sign_in("bob", "not this one");
            }
            stage.later(600);
            stage.sign_in("bob", BOB);
            Ok(stage)
        },
    ),
    state("A page of text", "The safe opens with the", || {
        opened(signed_in("ada", ADA), "office")
    }),
    state("A long page", "Who has the keys", || {
        let (before, _) = USERS.split_once("    text: |").unwrap_or_default();
        let lines = HANDBOOK.lines().map(|line| format!("      {line}\n"));
        let text: String = lines.collect();
        let mut stage = Stage::over(Some(&format!("{before}    text: |\n{text}")))?;
        stage.sign_in("ada", ADA);
        opened(Ok(stage), "office")
    }),
    state("A launch page", "Start Label printer", || {
        opened(signed_in("bob", BOB), "till")
    }),
    state(
        "A launch that failed",
        "Label printer could not be started",
        || {
            acted(
                opened(signed_in("bob", BOB), "till"),
                [Event::App(app::Event::Launch(1))],
            )
        },
    ),
    state("A launch that succeeded", "Count was started", || {
        acted(
            opened(signed_in("bob", BOB), "till"),
            [Event::App(app::Event::Launch(0))],
        )
    }),
    state("A page that cannot be read", "handbook.md", || {
        let (before, _) = USERS.split_once("    text: |").unwrap_or_default();
        let mut stage = Stage::over(Some(&format!("{before}    file: /no/such/handbook.md\n")))?;
        stage.sign_in("ada", ADA);
        opened(Ok(stage), "office")
    }),
    state("An empty page", "This page is empty", || {
        let (before, _) = USERS.split_once("    items:").unwrap_or_default();
        let mut stage = Stage::over(Some(&format!("{before}    items: []\n")))?;
        stage.sign_in("bob", BOB);
        opened(Ok(stage), "till")
    }),
    state("No pages", "No pages yet", || {
        let text = USERS.replace("roles: [till]\n    kind", "roles: [bench]\n    kind");
        let mut stage = Stage::over(Some(&text))?;
        stage.sign_in("bob", BOB);
        Ok(stage)
    }),
    state(
        "The command palette",
        "Search pages, users and actions",
        || {
            let open = app::PaletteEvent::Open;
            acted(
                signed_in("ada", ADA),
                [Event::App(app::Event::Palette(open))],
            )
        },
    ),
    state(
        "A page while the file has an error",
        "has an error on line 20",
        || {
            let mut stage = opened(signed_in("ada", ADA), "office")?;
            stage.file_says(&USERS.replacen("roles: [till]", "roles: {till", 1))?;
            Ok(stage)
        },
    ),
    state(
        "Notice after signing in",
        "Since you last signed in",
        || {
            let mut stage = Stage::over(Some(USERS))?;
            let new = "another one for the till";
            stage.service.users().set_password(
                Caller::LocalOwner(Operator::assume()),
                "bob",
                &secret(new),
            )?;
            stage
                .service
                .users()
                .sign_out_everywhere(Caller::LocalOwner(Operator::assume()), "bob")?;
            stage.later(600);
            stage.sign_in("bob", new);
            Ok(stage)
        },
    ),
    state(
        "The window is about to lock",
        "This window is about to lock",
        || {
            let mut stage = signed_in("bob", BOB)?;
            stage.lock_warning = Some(LockWarning::Idle(Duration::from_secs(45)));
            Ok(stage)
        },
    ),
    state(
        "The access is about to end",
        "Your access is about to end",
        || {
            let mut stage = signed_in("bob", BOB)?;
            let left = Duration::from_secs(25);
            stage.lock_warning = Some(LockWarning::AccessEnds(left));
            Ok(stage)
        },
    ),
    state("Locked", "Locked by Bob Builder", || {
        acted(signed_in("bob", BOB), [Event::Lock])
    }),
    state("Locked: refused", "Incorrect password", || {
        let mut stage = acted(signed_in("bob", BOB), [Event::Lock])?;
        if let Screen::Lock(screen) = stage.screen_mut() {
            screen.password.text = secret("not this one");
        }
        acted(Ok(stage), [Event::Locked(lock::Event::Submit)])
    }),
];
