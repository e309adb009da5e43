//! What those see who are not in: set-up, signing in, registering, getting back in, and a broken file.

use egui::Key;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::screen::sign_in::next_step::{self, Part};
use egui_authenticator::screen::{recovery, recovery::codes, registration, set_up, sign_in};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::VaultError;

use super::{ADA, BOB, State, USERS, acted, of_bob, signed_in, state};
use crate::stage::{Reached, Stage, secret};

/// Before a user is signed in.
pub const STATES: &[State] = &[
    state("Opening", "Opening…", Stage::not_answered),
    state("Set up", "Create the first administrator", || {
        Stage::over(None)
    }),
    state("Set up: nothing filled in", "Enter a name", || {
        acted(Stage::over(None), [Event::SetUp(set_up::Event::Submit)])
    }),
    state("Recovery codes", "I have saved them", new_administrator),
    state(
        "Recovery codes: copied",
        "Copied. The clipboard will be cleared",
        || acted(new_administrator(), [Event::Copy(secret("a code"))]),
    ),
    state(
        "Who can register?",
        "You can change this later under Settings.",
        who_can_register,
    ),
    state("Sign in", "Keep me signed in on this computer", || {
        Stage::over(Some(USERS))
    }),
    state("Keyboard shortcuts", "Zoom in", || {
        let mut stage = Stage::over(Some(USERS))?;
        stage.key = Some(Key::F1);
        Ok(stage)
    }),
    state("Sign in: refused", "Incorrect username or password", || {
        signed_in("ada", "not this one")
    }),
    state(
        "Sign in: nothing filled in",
        "Enter your username or e-mail",
        || signed_in("", ""),
    ),
    state("Sign in: busy", "Signing in…", || {
        let mut stage = Stage::over(Some(USERS))?;
        stage.fill_in("bob", BOB);
        stage.begin(Event::Login(sign_in::Event::Submit));
        Ok(stage)
    }),
    state("Sign in: too many attempts", "Too many attempts", || {
        let mut stage = Stage::over(Some(USERS))?;
        for _ in 0..6 {
            stage.sign_in("bob", "not this one");
        }
        Ok(stage)
    }),
    state(
        "Sign in: attempts are delayed",
        "delayed by up to 5 seconds",
        || {
            let mut stage = Stage::over(Some(USERS))?;
            for number in 0..50 {
                stage.sign_in(&format!("name{number}"), "a common password");
            }
            Ok(stage)
        },
    ),
    state(
        "Sign in: the password of an example",
        "This password is from a published example",
        || {
            let mut stage = Stage::over(Some(&USERS.replace(BOB, "count the till at seven")))?;
            stage.sign_in("bob", "count the till at seven");
            Ok(stage)
        },
    ),
    state(
        "Sign in: waiting for approval",
        "Your account is waiting for approval",
        || bob_signs_in(&of_bob("pending: true")),
    ),
    state(
        "Sign in: the form was cleared",
        "This form was cleared",
        || {
            let mut stage = Stage::over(Some(USERS))?;
            stage.fill_in("bob", BOB);
            stage.idles();
            Ok(stage)
        },
    ),
    state(
        "Sign in: the keyring is locked",
        "keyring is locked",
        || Stage::with_keyring(Some(USERS), Some(VaultError::Locked)),
    ),
    state(
        "Sign in: there is no keyring",
        "No keyring is running on this computer",
        || Stage::with_keyring(Some(USERS), Some(VaultError::Absent)),
    ),
    state("Sign in: user tiles and a logo", "Who is it?", tiles),
    state("Sign in: typing finds a tile", "No matches", || {
        let mut stage = tiles()?;
        stage.fill_in("carmen", "");
        Ok(stage)
    }),
    state("Sign in: a tile was chosen", "Show all users", || {
        let choose = sign_in::Event::Choose("bob".to_owned());
        acted(tiles(), [Event::Login(choose)])
    }),
    state(
        "Sign in: the file has an error",
        "has an error on line 20",
        || {
            let mut stage = Stage::over(Some(USERS))?;
            stage.file_says(&broken())?;
            Ok(stage)
        },
    ),
    state(
        "Two-step sign-in",
        "Code from your authenticator app",
        second_step,
    ),
    state("Two-step sign-in: refused", "Incorrect code", || {
        let mut stage = second_step()?;
        if let Screen::NextStep(screen) = stage.screen_mut()
            && let Part::Code { code, .. } = &mut screen.part
        {
            *code = secret("000000");
        }
        acted(Ok(stage), [Event::NextStep(next_step::Event::Submit)])
    }),
    state(
        "Two-step sign-in: after a recovery",
        "Use a reset code",
        after_recovery,
    ),
    state("Two-step sign-in: a recovery code", "Recovery code", || {
        acted(second_step(), [Event::NextStep(next_step::Event::Other)])
    }),
    state(
        "Sign in: outside the hours",
        "You cannot sign in at this time",
        || bob_signs_in(&of_bob("hours: mon-fri 18:00-22:00")),
    ),
    state("Sign in: expired", "Your access ended on", || {
        bob_signs_in(&of_bob("valid_until: 2026-01-31"))
    }),
    state(
        "A new password is required",
        "An administrator requires you to choose a new password",
        || bob_signs_in(&of_bob("must_change_password: true")),
    ),
    state(
        "Two-step sign-in is required",
        "Scan the QR code with the app",
        || bob_signs_in(&format!("{USERS}two_step: {{required_for: [till]}}\n")),
    ),
    state(
        "Register",
        "An administrator must approve your account before you can sign in.",
        || acted(Stage::over(Some(USERS)), [REGISTER]),
    ),
    state(
        "Register: nothing filled in",
        "Enter an e-mail address",
        || {
            let submit = Event::Register(registration::Event::Submit);
            acted(Stage::over(Some(USERS)), [REGISTER, submit])
        },
    ),
    state(
        "Register: a password that is too short",
        "at least 15 characters",
        || acted(registering("too short"), [SEND]),
    ),
    state("Register: a code was sent", "Send another code", proving),
    state("Register: a wrong code", "You have 4 tries left", || {
        let mut stage = proving()?;
        if let Screen::Register(screen) = stage.screen_mut()
            && let Some(proof) = &mut screen.proof
        {
            proof.code = secret("0000-0000");
        }
        acted(Ok(stage), [SEND])
    }),
    state("Register: busy", "Creating…", || {
        let mut stage = registering(BOB)?;
        stage.begin(SEND);
        Ok(stage)
    }),
    state(
        "Registered",
        "Once an administrator approves it, sign in as kim",
        || {
            let mut stage = acted(registering("a kettle for the back room"), [SEND])?;
            if let Screen::Codes(screen) = stage.screen_mut() {
                screen.is_saved = true;
            }
            acted(Ok(stage), [Event::Codes(codes::Event::GoOn)])
        },
    ),
    state(
        "Registered: codes hidden",
        "Your recovery codes were hidden",
        || {
            let mut stage = acted(registering("a kettle for the back room"), [SEND])?;
            stage.idles();
            Ok(stage)
        },
    ),
    state("Forgot password", "Enter a code", || {
        let forgot = Event::Login(sign_in::Event::ForgotPassword);
        let submit = Event::Recover(recovery::Event::Submit);
        acted(Stage::over(Some(USERS)), [forgot, submit])
    }),
    state("First password", "Set your first password", || {
        let code = Event::Login(sign_in::Event::HaveCode);
        acted(Stage::over(Some(USERS)), [code])
    }),
    state("Forgot username", "Show my username", || {
        let forgot = Event::Login(sign_in::Event::ForgotUsername);
        acted(Stage::over(Some(USERS)), [forgot])
    }),
    state("Password changed", "Your password was changed", || {
        let mut stage = Stage::over(Some(USERS))?;
        let code = stage
            .service
            .users()
            .start_reset(Caller::LocalOwner(Operator::assume()), "bob")?;
        stage.act(Event::Login(sign_in::Event::ForgotPassword));
        if let Screen::Recover(screen) = stage.screen_mut() {
            "bob".clone_into(&mut screen.login);
            screen.code = code;
            screen.new.input.text = secret("a kettle for the back room");
        }
        acted(Ok(stage), [Event::Recover(recovery::Event::Submit)])
    }),
    state(
        "A file with an error",
        "The configuration file cannot be used",
        || Stage::over(Some(&broken())),
    ),
    state(
        "A file with many errors",
        "Fix 3 errors to continue",
        || {
            let text = USERS.replace("kind: markdown", "kind: song");
            let text = text.replace("mode: approval", "mode: friends");
            Stage::over(Some(&text.replace("title: Till", "title: [Till]")))
        },
    ),
];

const SEND: Event = Event::Register(registration::Event::Submit);

/// A set-up form that is filled in with this password.
fn registering(password: &str) -> Reached {
    registering_over(USERS, password)
}

/// The same over a file with this text.
fn registering_over(text: &str, password: &str) -> Reached {
    let mut stage = acted(Stage::over(Some(text)), [REGISTER])?;
    if let Screen::Register(screen) = stage.screen_mut() {
        "kim@example.org".clone_into(&mut screen.form.user.input.email);
        "Kim".clone_into(&mut screen.form.user.input.name.first);
        "Park".clone_into(&mut screen.form.user.input.name.last);
        "kim".clone_into(&mut screen.form.user.input.username);
        screen.form.password.input.text = secret(password);
    }
    Ok(stage)
}

/// A user who registers and is to enter the code from the mail, which no server sends.
fn proving() -> Reached {
    let proof = "mail: {server: localhost, port: 1, encryption: none, from: shop@example.org}\n\
                 registration:\n  mode: open\n  verify_email: true\n";
    let text = USERS.replace("registration:\n  mode: approval\n", proof);
    acted(registering_over(&text, BOB), [SEND])
}

const REGISTER: Event = Event::Login(sign_in::Event::Register);

fn broken() -> String {
    USERS.replacen("roles: [till]", "roles: {till", 1)
}

/// The session after a successful set-up.
fn new_administrator() -> Reached {
    let mut stage = Stage::over(None)?;
    if let Screen::SetUp(screen) = stage.screen_mut() {
        "Ada Lovelace".clone_into(&mut screen.form.user.input.name.first);
        "ada".clone_into(&mut screen.form.user.input.username);
        "ada@example.org".clone_into(&mut screen.form.user.input.email);
        screen.form.password.input.text = secret(ADA);
    }
    acted(Ok(stage), [Event::SetUp(set_up::Event::Submit)])
}

fn who_can_register() -> Reached {
    let mut stage = new_administrator()?;
    if let Screen::Codes(screen) = stage.screen_mut() {
        screen.is_saved = true;
    }
    acted(Ok(stage), [Event::Codes(codes::Event::GoOn)])
}

fn bob_signs_in(text: &str) -> Reached {
    let mut stage = Stage::over(Some(text))?;
    stage.sign_in("bob", BOB);
    Ok(stage)
}

fn second_step() -> Reached {
    let mut stage = Stage::over(Some(USERS))?;
    stage.switch_two_step_on("bob", BOB)?;
    stage.sign_in("bob", BOB);
    Ok(stage)
}

/// The second step of a sign-in whose password was set with a recovery code.
fn after_recovery() -> Reached {
    let mut stage = Stage::over(Some(USERS))?;
    let codes = stage.switch_two_step_on("bob", BOB)?;
    let (code, new) = (
        codes.first().ok_or("no code")?,
        "a kettle for the back room",
    );
    let recovery = stage.service.recovery();
    recovery.reset_password("bob", code, &secret(new))?;
    stage.sign_in("bob", new);
    Ok(stage)
}

/// The logo lies beside the file, which names it once it is there.
fn tiles() -> Reached {
    let mut stage = Stage::over(Some(USERS))?;
    stage.writes("logo.png", include_bytes!("../../../assets/icon.png"))?;
    stage.file_says(&USERS.replace("app:\n", "app:\n  user_tiles: true\n  logo: logo.png\n"))?;
    Ok(stage)
}
