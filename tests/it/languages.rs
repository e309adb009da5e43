//! The language of the window: that of the system, of the file, or the chosen one, changed while the window is open.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::accesskit::Role;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::language::Language;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::ports::{PreferenceStore, StoreError, VaultError};
use egui_authenticator::service::remember_me::RememberError;
use egui_authenticator::store::platform::SystemPlatform;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::window::press;
use crate::harness::{BOB, Desk};

type Window = Harness<'static, App>;

fn window(desk: &Desk, texts: &'static [(&'static str, &'static str)]) -> Window {
    window_with(desk, |authenticator| {
        let custom = texts
            .iter()
            .map(|(tag, source)| Messages::custom(tag, source));
        let custom: Vec<_> = custom
            .map(|messages| Arc::new(messages.expect("messages")))
            .collect();
        if custom.is_empty() {
            authenticator
        } else {
            authenticator.with_languages(custom)
        }
    })
}

fn window_with(desk: &Desk, change: impl FnOnce(Authenticator) -> Authenticator) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([900.0, 900.0])
        .with_max_steps(12)
        .build_eframe(move |creation| {
            let authenticator = Authenticator::inline(service, &creation.egui_ctx);
            App::with(change(authenticator))
        });
    window.run();
    window
}

fn set_to(mut desk: Desk, languages: &[&str]) -> Desk {
    desk.replace(|ports| {
        ports.platform = Arc::new(SystemPlatform {
            languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
            ..SystemPlatform::default()
        });
    });
    desk
}

fn has_button(window: &Window, label: &str) -> bool {
    let found = window.query_by_role_and_label(Role::Button, label);
    found.is_some()
}

#[test]
fn system_language_is_used_if_it_is_translated() {
    for (languages, button) in [
        (&["de-AT", "en"][..], "Anmelden"),
        (&["tlh", "fr-CA"], "Se connecter"),
        (&["es_ES.UTF-8"], "Iniciar sesión"),
        (&["tlh"], "Sign in"),
        (&[], "Sign in"),
    ] {
        let desk = set_to(Desk::open(), languages);
        assert!(has_button(&window(&desk, &[]), button), "{languages:?}");
    }
}

#[test]
fn chosen_language_precedes_that_of_the_file_and_of_the_system() {
    let desk = set_to(Desk::open(), &["fr"]);
    desk.edit("views:", "app: {language: de}\nviews:");
    assert!(has_button(&window(&desk, &[]), "Anmelden"));
    let chosen = Preferences {
        language: Some(Language::Spanish),
        ..Preferences::default()
    };
    assert_eq!(desk.state.store_preferences(&chosen), Ok(()));
    assert!(has_button(&window(&desk, &[]), "Iniciar sesión"));
}

#[test]
fn unknown_language_is_an_error_with_its_line() {
    let desk = Desk::open();
    desk.edit("views:", "app: {language: tlh}\nviews:");
    let problems = desk.ports.credentials.inspect().expect("read");
    let messages = Messages::english();
    let lines: Vec<_> = problems
        .iter()
        .map(|p| messages.problem(p).line())
        .collect();
    let expected = "app.language has the unknown value “tlh”. Use one of: en, de, fr, es, ja.";
    assert_eq!(lines.first().map(String::as_str), Some(expected));
}

#[test]
fn language_changes_at_once_and_is_kept_for_the_next_start() {
    let desk = Desk::open();
    let mut first = window(&desk, &[("en", ""), ("de", ""), ("es", "")]);
    first
        .get_by_role_and_label(Role::TextInput, "Username or e-mail")
        .type_text(BOB.0);
    first.run();
    press(&mut first, "Language: English");
    press(&mut first, "Deutsch");
    assert!(has_button(&first, "Anmelden"));
    let login = first.get_by_role_and_label(Role::TextInput, "Benutzername oder E-Mail-Adresse");
    assert_eq!(
        login.value().as_deref(),
        Some(BOB.0),
        "what was typed stays"
    );
    drop(first);
    let mut second = window(&desk, &[("en", ""), ("de", ""), ("es", "")]);
    assert!(has_button(&second, "Anmelden"));
    press(&mut second, "Sprache: Deutsch");
    press(&mut second, "Español");
    assert!(has_button(&second, "Iniciar sesión"));
}

#[test]
fn an_app_that_replaces_the_texts_of_one_language_keeps_the_others() {
    let custom = Messages::custom("en", "sign-in-button = Take the bench").expect("messages");
    let custom = Arc::new(custom);
    let desk = Desk::open();
    let open = || {
        let custom = Arc::clone(&custom);
        window_with(&desk, |authenticator| authenticator.with_messages(custom))
    };
    let window = open();
    assert!(has_button(&window, "Take the bench"));
    assert!(has_button(&window, "Language: English"));
    let chosen = Preferences {
        language: Some(Language::German),
        ..Preferences::default()
    };
    assert_eq!(desk.state.store_preferences(&chosen), Ok(()));
    assert!(has_button(&open(), "Anmelden"));
}

#[test]
fn app_with_texts_in_one_language_shows_no_menu() {
    let desk = set_to(Desk::open(), &["de"]);
    let window = window(&desk, &[("en", "sign-in-button = Take the bench")]);
    assert!(has_button(&window, "Take the bench"));
    assert!(!has_button(&window, "Language: English"));
}

#[test]
fn the_reason_why_a_sign_in_is_not_remembered_is_in_the_language_of_the_window() {
    let messages = Messages::in_language(Language::German);
    let said = |error: RememberError| messages.not_remembered(&error).summary;
    assert!(said(VaultError::Locked.into()).contains("gesperrt"));
    assert!(said(StoreError::Busy.into()).contains("Konfigurationsdatei"));
    let sign_out = messages.sign_out_error(&VaultError::Failed.into());
    assert!(
        sign_out.summary.contains("Schlüsselbund"),
        "{}",
        sign_out.summary
    );
}

/// Each kind of event, and each detail that is made of fixed words.
fn audit_events() -> Vec<AuditEvent> {
    let words = AuditWord::WORDS.map(|(_, word)| AuditDetail::Word(word));
    let locking = AuditWord::WORDS.map(|(_, word)| AuditDetail::Locking(word));
    let account = AccountEvent::WORDS.map(|(_, event)| AuditDetail::Account(event));
    let with_code =
        AccountEvent::WORDS.map(|(_, event)| AuditDetail::WithCode { event, created: 17 });
    let details = words.into_iter().chain(locking).chain(account);
    let details = details.chain(with_code);
    let details: Vec<_> = details.chain([AuditDetail::None]).collect();
    let mut events = Vec::new();
    let launched = AuditDetail::Launched {
        session: "0123456789abcdef".to_owned(),
        item: "till: Count".to_owned(),
    };
    for (_, kind) in AuditKind::WORDS {
        let launched = Some(&launched).filter(|_| kind == AuditKind::Page);
        for detail in details.iter().chain(launched) {
            for is_done in [true, false] {
                let mut event = AuditEvent::new(Timestamp::from_seconds(1_800_000_000), kind);
                event.detail = detail.clone();
                event.is_done = is_done;
                "ada".clone_into(&mut event.who);
                "bob".clone_into(&mut event.whom);
                events.push(event);
            }
        }
    }
    events
}

#[test]
fn r106_every_audit_event_is_said_in_every_language() {
    let english = Messages::in_language(Language::English);
    for (_, language) in Language::WORDS {
        let messages = Messages::in_language(language);
        let mut said = BTreeMap::new();
        for event in audit_events() {
            let text = messages.audit_sentence(&event).line(&messages);
            let stored = event.detail.to_string();
            // Some kinds are the same word in two languages.
            if language != Language::English && event.detail != AuditDetail::None {
                let line = english.audit_sentence(&event).line(&english);
                assert_ne!(text, line, "{language:?}");
                let is_raw = stored.len() > 8 && text.contains(&stored);
                assert!(!is_raw, "{language:?}: {text}");
            }
            let key = (event.kind.word(), stored, event.is_done);
            let earlier = said.insert(text.clone(), key.clone());
            assert_eq!(earlier, None, "{language:?}: {text} says also {key:?}");
        }
    }
}

/// Returns `true` if a character belongs to the scripts of Japanese.
fn is_japanese(character: char) -> bool {
    ('\u{3040}'..='\u{9fff}').contains(&character)
}

/// Returns what is wrong with the typography of a line, whose characters are taken in pairs.
fn is_wrong(language: Language, (before, after): (char, char)) -> bool {
    match language {
        Language::French => {
            before == ' ' && ":;!?»%".contains(after)
                || (before, after) == ('«', ' ')
                || "\u{a0} ".contains(before) && after == '…'
        }
        Language::German => after == '…' && (before == ' ' || before.is_alphanumeric()),
        Language::Spanish => "\u{a0} ".contains(before) && after == '…',
        Language::Japanese => {
            let is_narrow = |c| ":;!?,()".contains(c);
            is_japanese(before) && is_narrow(after) || is_narrow(before) && is_japanese(after)
        }
        _ => false,
    }
}

#[test]
fn spaces_and_marks_are_those_of_each_language() {
    for (language, source) in [
        (Language::German, include_str!("../../assets/i18n/de.ftl")),
        (Language::French, include_str!("../../assets/i18n/fr.ftl")),
        (Language::Spanish, include_str!("../../assets/i18n/es.ftl")),
        (Language::Japanese, include_str!("../../assets/i18n/ja.ftl")),
    ] {
        let texts = source.lines().filter(|line| !line.starts_with('#'));
        let wrong: Vec<_> = texts
            .filter(|line| {
                let pairs = line.chars().zip(line.chars().skip(1));
                pairs.into_iter().any(|pair| is_wrong(language, pair))
            })
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", language.name());
    }
}
