//! Every command, at a restricted computer.

use std::path::PathBuf;
use std::sync::Arc;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::commands::{ChangeAccount, Unlock, UnlockWith};
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::admin_action::ActionError;
use egui_authenticator::service::approvals::commands::Approve;
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::backups::commands::{ListBackups, PreviewRestore};
use egui_authenticator::service::command::{Command, Job, Ticket};
use egui_authenticator::service::computers::commands::ListComputers;
use egui_authenticator::service::personal_data::commands::SaveOwnData;
use egui_authenticator::service::ports::{Setting, StoreError};
use egui_authenticator::service::quick_unlock::commands::{
    CheckBadge, NoteBadges, SignInWithBadge,
};
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::recovery::commands::{FindUsername, Recover, SendMail};
use egui_authenticator::service::recovery::mail::TestMailError;
use egui_authenticator::service::registration::RegisterError;
use egui_authenticator::service::registration::commands::{ChooseRegistrationPolicy, Register};
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::set_up::commands::SetUp;
use egui_authenticator::service::settings::commands::{PreviewSettings, SendTestMail};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::signatures::commands::{ListSignatures, Sign, VerifySignatures};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::updates::commands::AskForUpdate;
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::commands::{PlanImport, SendCode};
use egui_authenticator::service::users::import::ImportError;
use egui_authenticator::service::users::mail::SendCodeError;

use super::{till, till_of};
use crate::harness::{ADA, Desk, secret, typed_user};

/// The commands that a restricted computer carries out.
pub const POSSIBLE: &[&str] = &[
    "ChangeAccount",
    "CheckPinStatus",
    "ChooseFile",
    "ChooseNewPassword",
    "ClearClipboard",
    "CloseLocked",
    "ContinueParked",
    "CopySecret",
    "HideFirstSteps",
    "Launch",
    "LeaveKiosk",
    "ListDevices",
    "ListOwnActivity",
    "ListPins",
    "ListUserActivity",
    "ListUsers",
    "LoadPicture",
    "LoadPreferences",
    "LoadSystemMotion",
    "LockWindow",
    "OpenFile",
    "OpenPage",
    "PrintText",
    "ProbeVault",
    "RatePassword",
    "ReadLocalTime",
    "Reauthenticate",
    "RecordParkedEnd",
    "Refresh",
    "Remember",
    "RenewPin",
    "ReportActivity",
    "Resume",
    "RunAdminAction",
    "SavePreference",
    "SaveText",
    "SignIn",
    "SignInWithPin",
    "SignOut",
    "SuggestPassphrase",
    "TidyQuick",
    "Unlock",
];

/// Those that the window runs by itself, and that find and do nothing there.
pub const WITHOUT_EFFECT: &[&str] = &["CheckBadge", "ListQuickUsers", "LoadBadges", "NoteBadges"];

/// Those that need what only a refused command gives.
pub const OF_OTHERS: &[&str] = &[
    "CheckSecondFactor",
    "ConfirmEmail",
    "ConfirmTwoFactor",
    "ResendCode",
];

/// Those that are refused, with one error.
pub const REFUSED: &[&str] = &[
    "Approve",
    "AskForUpdate",
    "BeginTwoFactor",
    "ChooseRegistrationPolicy",
    "FindUsername",
    "ListBackups",
    "ListComputers",
    "ListSignatures",
    "PlanImport",
    "PreviewRestore",
    "PreviewSettings",
    "Recover",
    "Register",
    "SaveOwnData",
    "SendCode",
    "SendMail",
    "SendTestMail",
    "SetUp",
    "Sign",
    "SignInWithBadge",
    "VerifySignatures",
];

#[derive(Hash)]
struct Refund;

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        "Refund".to_owned()
    }
}

/// Runs commands, and notes the names of those that are refused.
struct Tried<'a> {
    desk: &'a Desk,
    refused: Vec<String>,
}

impl Tried<'_> {
    fn run<C: Command>(&self, command: C) -> C::Output {
        let mut finished = self.desk.service.run(Job::new(Ticket(1), command));
        let output = finished.take::<C::Output>(Ticket(1));
        output.expect("its output").expect("no panic")
    }

    fn refuses<C, T, E>(&mut self, command: C, store_error: impl Fn(E) -> Option<StoreError>)
    where
        C: Command<Output = Result<T, E>>,
        T: Send + 'static,
        E: Send + 'static,
    {
        let path = std::any::type_name::<C>();
        let name = path.rsplit("::").next().unwrap_or_default();
        let error = self.run(command).err().and_then(store_error);
        assert_eq!(error, Some(StoreError::Restricted), "{name}");
        self.refused.push(name.to_owned());
    }
}

fn of_user(error: UserError) -> Option<StoreError> {
    match error {
        UserError::Store(error) => Some(error),
        _ => None,
    }
}

fn of_account(error: AccountError) -> Option<StoreError> {
    match error {
        AccountError::Store(error) => Some(error),
        _ => None,
    }
}

fn of_action(error: ActionError) -> Option<StoreError> {
    match error {
        ActionError::Users(error) | ActionError::Import(ImportError::Users(error)) => {
            of_user(error)
        }
        _ => None,
    }
}

fn of_approval(error: ApproveError) -> Option<StoreError> {
    match error {
        ApproveError::SignIn(SignInError::Store(error)) => Some(error),
        _ => None,
    }
}

fn of_recovery(error: RecoverError) -> Option<StoreError> {
    match error {
        RecoverError::Store(error) => Some(error),
        _ => None,
    }
}

fn administration(tried: &mut Tried<'_>, session: &Session) {
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

fn own_account(tried: &mut Tried<'_>, session: &Session) {
    let of = || session.clone();
    tried.refuses(SaveOwnData(of()), of_action);
    let begin = BeginTwoFactor::Session(of(), secret(ADA.1).into());
    tried.refuses(begin, of_account);
    let statement = Statement::about(b"report", Meaning::Approved, "Report").expect("a statement");
    tried.refuses(
        Sign {
            session: of(),
            statement: Arc::new(statement),
            username: Some("ada".to_owned()),
            factors: secret(ADA.1).into(),
        },
        of_account,
    );
    let session = of();
    tried.refuses(ListSignatures { session, limit: 10 }, of_user);
    tried.refuses(VerifySignatures(of()), of_user);
    let request = ApprovalRequest::new(&of(), ActionSummary::of(&Refund));
    let factors = secret(ADA.1).into();
    let input = ApproverInput {
        login: "ada".to_owned(),
        proof: ApproverProof::Factors(factors),
        reason: String::new(),
    };
    let request = Arc::new(request);
    tried.refuses(Approve { request, input }, of_approval);
}

fn before_signing_in(tried: &mut Tried<'_>, code: &str) {
    let login = || "ada".to_owned();
    let code = || secret(code);
    tried.refuses(
        Recover {
            login: login(),
            code: code(),
            new: secret("a brand new password"),
        },
        of_recovery,
    );
    tried.refuses(
        FindUsername {
            email: "ada@example.org".to_owned(),
            code: code(),
        },
        of_recovery,
    );
    tried.refuses(SendMail::Code(login()), of_recovery);
    let user = typed_user("mel", "mel@example.org", "Mel");
    let password = || secret("a brand new password");
    tried.refuses(
        Register {
            user: user.clone(),
            password: password(),
        },
        |error| match error {
            RegisterError::Store(error) => Some(error),
            _ => None,
        },
    );
    let set_up = SetUp {
        user,
        password: password(),
    };
    tried.refuses(set_up, |error| match error {
        SetUpError::Store(error) => Some(error),
        _ => None,
    });
    tried.refuses(SignInWithBadge(secret("0004711")), of_account);
}

#[test]
fn what_is_not_listed_is_refused_with_one_error() {
    let desk = Desk::open();
    let codes = desk.codes_of(ADA);
    let (desk, _) = till_of(desk);
    let session = desk.sign_in(ADA).expect("in");
    let mut tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    administration(&mut tried, &session);
    own_account(&mut tried, &session);
    before_signing_in(&mut tried, &codes[0]);
    tried.refused.sort_unstable();
    assert_eq!(tried.refused, REFUSED);
    assert!(session.has_role("admin"), "nothing of it ends the session");
}

#[test]
fn what_the_window_runs_by_itself_finds_nothing() {
    let (desk, _) = till();
    let session = desk.sign_in(ADA).expect("in");
    let tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    assert_eq!(tried.run(CheckBadge(session.clone())), None);
    assert!(!tried.run(NoteBadges(vec![(None, secret("0004711"))])));
}

#[test]
fn changes_of_the_account_that_only_a_trusted_computer_makes_are_refused() {
    let (desk, _) = till();
    let session = desk.sign_in(ADA).expect("in");
    let mut tried = Tried {
        desk: &desk,
        refused: Vec::new(),
    };
    for change in [
        AccountChange::RecoveryCodes,
        AccountChange::TwoStepOff,
        AccountChange::Badge(secret("0004711")),
        AccountChange::BadgeOff,
    ] {
        let session = session.clone();
        // Also with a wrong password: it is not looked at.
        let current = secret("wrong").into();
        tried.refuses(
            ChangeAccount {
                session,
                current,
                change,
            },
            of_account,
        );
    }
    let with = UnlockWith::Badge(secret("0004711"));
    let locked = session.clone();
    let unlock = Unlock {
        session: locked,
        with,
    };
    tried.refuses(unlock, of_account);
    let picture = AccountChange::Picture(Some(PathBuf::from("/no/such/picture.png")));
    let changed = tried.run(ChangeAccount {
        session,
        current: secret(ADA.1).into(),
        change: picture,
    });
    assert!(matches!(changed.err(), Some(AccountError::Picture(_))));
}
