//! Every command by name, and what a restricted computer does with it.

/// The commands that a restricted computer carries out.
pub const POSSIBLE: &[&str] = &[
    "Approve",
    "BeginTwoFactor",
    "ChangeAccount",
    "CheckPinStatus",
    "ChooseFile",
    "ChooseNewPassword",
    "ClearClipboard",
    "CloseLocked",
    "ConfirmTwoFactor",
    "ContinueParked",
    "CopySecret",
    "FindUsername",
    "HideFirstSteps",
    "Launch",
    "LeaveKiosk",
    "ListDevices",
    "ListOwnActivity",
    "ListPins",
    "ListSignatures",
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
    "Recover",
    "Refresh",
    "Register",
    "Remember",
    "RenewPin",
    "ReportActivity",
    "Resume",
    "RunAdminAction",
    "SavePreference",
    "SaveText",
    "Sign",
    "SignIn",
    "SignInWithPin",
    "SignOut",
    "SuggestPassphrase",
    "TidyQuick",
    "Unlock",
    "VerifySignatures",
];

/// Those that the window runs by itself, and that find and do nothing there.
pub const WITHOUT_EFFECT: &[&str] = &["CheckBadge", "ListQuickUsers", "LoadBadges", "NoteBadges"];

/// Those that need what only a refused command gives.
pub const OF_OTHERS: &[&str] = &["CheckSecondFactor", "ConfirmEmail", "ResendCode"];

/// Those that are refused, with one error.
pub const REFUSED: &[&str] = &[
    "AskForUpdate",
    "ChooseRegistrationPolicy",
    "ListBackups",
    "ListComputers",
    "PlanImport",
    "PreviewRestore",
    "PreviewSettings",
    "SaveOwnData",
    "SendCode",
    "SendMail",
    "SendTestMail",
    "SetUp",
    "SignInWithBadge",
];
