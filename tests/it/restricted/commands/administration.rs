//! Commands of an administrator that are refused.

use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::service::Session;
use egui_authenticator::service::backups::commands::{ListBackups, PreviewRestore};
use egui_authenticator::service::computers::commands::ListComputers;
use egui_authenticator::service::ports::Setting;
use egui_authenticator::service::recovery::mail::TestMailError;
use egui_authenticator::service::registration::commands::ChooseRegistrationPolicy;
use egui_authenticator::service::settings::commands::{PreviewSettings, SendTestMail};
use egui_authenticator::service::updates::commands::AskForUpdate;
use egui_authenticator::service::users::commands::{PlanImport, SendCode};
use egui_authenticator::service::users::mail::SendCodeError;

use super::{Tried, of_action, of_user};
use crate::harness::secret;

pub fn administration(tried: &mut Tried<'_>, session: &Session) {
    let of = || session.clone();
    let username = || "bob".to_owned();
    tried.refuses(
        SendCode {
            session: of(),
            username: username(),
            email: "bob@example.org".to_owned(),
            code: secret("code"),
        },
        |error| match error {
            SendCodeError::Users(error) => of_user(error),
            _ => None,
        },
    );
    let table = tried.desk.folder.path().join("table.csv");
    std::fs::write(&table, "username,email\n").expect("written");
    tried.refuses(
        PlanImport {
            session: of(),
            path: table,
        },
        of_action,
    );
    tried.refuses(ListBackups(of()), of_user);
    let session = of();
    tried.refuses(PreviewRestore { session, number: 1 }, of_user);
    tried.refuses(ListComputers(of()), of_user);
    let changes = vec![Setting::LockMinutes(9)];
    let session = of();
    tried.refuses(PreviewSettings { session, changes }, of_user);
    tried.refuses(SendTestMail { session: of() }, |error| match error {
        TestMailError::Caller(error) => of_user(error),
        TestMailError::Store(error) => Some(error),
        _ => None,
    });
    let policy = RegistrationPolicy::Open;
    let session = of();
    tried.refuses(ChooseRegistrationPolicy { session, policy }, of_user);
    tried.refuses(AskForUpdate(of()), of_user);
}
