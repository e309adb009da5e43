//! What administrators do.

use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserError;

use crate::harness::{ADA, Desk, typed_user};

use super::{faulty, with, with_each_call_failing, words};

#[test]
fn r25_what_administrators_do_is_done_or_not_done() {
    type Act = fn(&Service, Caller<'_>) -> Result<(), String>;
    let acts: [Act; 3] = [
        |service, by| {
            let code = service.users().start_reset(by, "bob");
            code.map(drop).map_err(|e| words().user_error(&e).line())
        },
        |service, by| {
            let required = service.users().require_new_password(by, "bob");
            required.map_err(|e| words().user_error(&e).line())
        },
        |service, by| {
            let ended = service.users().sign_out_everywhere(by, "bob");
            ended.map_err(|e| words().user_error(&e).line())
        },
    ];
    for (number, act) in acts.iter().enumerate() {
        let prepare = || {
            let desk = faulty(Desk::open());
            let session = desk.sign_in(ADA).expect("in");
            (desk, session)
        };
        let tolerated = with_each_call_failing(prepare, |service, _, session| {
            act(service, Caller::Session(&session))
        });
        let told: &[&str] = match number {
            0 => &["tell"],
            1 => &[],
            _ => &["keep_ended", "tell"],
        };
        assert_eq!(tolerated, with(told));
    }
}

#[test]
fn r25_changes_of_users_and_settings_are_all_or_nothing() {
    use egui_authenticator::domain::secret::SecretText;
    use egui_authenticator::service::ports::Setting;
    use egui_authenticator::service::users::import::{ImportError, Progress};

    type Case = fn(&Service, Caller<'_>) -> Result<(), String>;
    let said = |error: &UserError| words().user_error(error).line();
    let cases: &[(&str, Case)] = &[
        ("add", |service, by| {
            let user = typed_user("zoe", "zoe@example.org", "Zoe");
            let added = service.users().add(by, &user, &["till"]);
            added
                .map(drop)
                .map_err(|error| words().user_error(&error).line())
        }),
        ("invite", |service, by| {
            let invited = service
                .allowed_emails()
                .add(by, &["new@example.org".to_owned()]);
            invited
                .map(drop)
                .map_err(|error| words().user_error(&error).line())
        }),
        ("settings", |service, by| {
            let changed = service
                .settings()
                .preview(by, vec![Setting::LockMinutes(9)])
                .and_then(|preview| service.settings().apply(by, &preview));
            changed.map_err(|error| words().user_error(&error).line())
        }),
        ("import", |service, by| {
            let table = "username,email,first_name\nzed,zed@example.org,Zed\nbob,,Bert\n";
            let imported = service
                .import()
                .plan(by, SecretText::new(table.to_owned()))
                .and_then(|plan| service.import().run(by, &plan, false, &Progress::default()));
            imported
                .map(drop)
                .map_err(|error: ImportError| words().import_error(&error).line())
        }),
    ];
    for (name, case) in cases {
        let prepare = || {
            let desk = faulty(Desk::open());
            let session = desk.sign_in(ADA).expect("in");
            (desk, session)
        };
        let tolerated = with_each_call_failing(prepare, |service, desk, session| {
            let before = desk.text();
            case(service, Caller::Session(&session)).inspect_err(|_| {
                assert_eq!(desk.text(), before, "{name}");
            })
        });
        // Such a user signs nothing, which is checked again.
        let told: &[&str] = match *name {
            "add" | "import" => &["signers"],
            _ => &[],
        };
        assert_eq!(tolerated, with(told), "{name}");
    }
    // Nothing is listed where not everything is known.
    let tolerated = with_each_call_failing(
        || (faulty(Desk::open()), ()),
        |service, _, ()| {
            let people = service.users().list(Caller::LocalOwner(Operator::assume()));
            people.map(drop).map_err(|error| said(&error))
        },
    );
    assert_eq!(tolerated, Vec::<&str>::new());
}
