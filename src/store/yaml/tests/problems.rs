//! What is refused or warned about, and where.

use std::path::Path;

use crate::domain::built_in_action::BuiltInAction;
use crate::domain::credential::HashError;
use crate::domain::problem::{Cause, Position, ValueType};
use crate::store::yaml::read;

use super::{PEER, errors, problems};

#[test]
fn a_role_written_as_text_and_a_plain_password_are_warnings_with_their_position() {
    assert_eq!(
        problems(PEER),
        [(14, 17, Cause::PlainPassword), (23, 14, Cause::TextForList)]
    );
}

#[test]
fn every_error_is_reported_with_its_own_line_and_column() {
    let text = r#"cookie:
  expiry_days: never
password:
  cost: 31
credentials:
  usernames:
    a b:
      password: "$2b$12$short"
    bob:
      email: nonsense
      password: "$2b$12$short"
    eve: 3
    kim:
      email: [x]
      password: 12345678
    leo:
      first_name: Leo
views:
  one:
    kind: video
  two:
    roles: [admin]
    kind: launch
    items:
      - title: x
        link: file:///etc/passwd
"#;
    let wrong = |expected, found| Cause::WrongType { expected, found };
    let expected = [
        (2, 16, wrong(ValueType::Number, ValueType::Text)),
        (4, 9, Cause::OutOfRange { min: 10, max: 15 }),
        (8, 17, Cause::Hash(HashError::Broken)),
        (10, 14, Cause::Email(crate::domain::email::EmailError::Form)),
        (11, 17, Cause::Hash(HashError::Broken)),
        (12, 10, wrong(ValueType::Mapping, ValueType::Number)),
        (14, 14, wrong(ValueType::Text, ValueType::List)),
        (15, 17, Cause::PasswordNotText),
        (16, 5, Cause::NoPassword),
        (
            20,
            11,
            Cause::UnknownWord {
                found: "video".to_owned(),
                known: vec!["markdown", "launch"],
            },
        ),
        (26, 15, Cause::LinkScheme),
    ];
    assert_eq!(errors(text), expected);
}

#[test]
fn every_duplicate_is_found_at_once() {
    let text = "credentials:\n  usernames:\n    ada: {password: x}\n    ada: {password: y}\ncookie: {}\ncookie: {}\n";
    let twice = Cause::SameUsername {
        other: "ada".to_owned(),
        at: Position { line: 3, column: 5 },
    };
    assert_eq!(errors(text), [(4, 5, twice), (6, 1, Cause::DuplicateKey)]);
}

#[test]
fn r26_usernames_that_differ_only_in_case_or_width_are_refused() {
    let text = "credentials:\n  usernames:\n    ada: {password: x}\n    ＡDA: {password: y}\n";
    let expected = Cause::SameUsername {
        other: "ada".to_owned(),
        at: Position { line: 3, column: 5 },
    };
    assert_eq!(errors(text), [(4, 5, expected)]);
}

#[test]
fn a_likely_typo_of_a_known_key_is_a_warning() {
    let text = "credentials:\n  usernames:\n    ada: {pasword: x, password: y, shoe_size: 3}\n";
    let meant = Cause::LikelyTypo {
        found: "pasword".to_owned(),
        meant: "password",
    };
    assert!(problems(text).contains(&(3, 11, meant)));
}

#[test]
fn r63_invalid_yaml_is_refused_with_a_position() {
    let deep = "[".repeat(100_000);
    let laughs: String = std::iter::once("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned())
        .chain((1..20).map(|n| {
            let alias = format!("*a{}", n - 1);
            format!("a{n}: &a{n} [{}]\n", [alias.as_str(); 9].join(","))
        }))
        .collect();
    let bad =
        format!("credentials: {{usernames: {{ada: {{password: x}}}}}}\nviews: *a19\n{laughs}");
    for text in [
        "",
        "# nothing\n",
        "credentials: [",
        "credentials:\n\t- x\n",
        "a: b\n---\nc: d\n",
        "just text",
        "- a list\n",
        "credentials: {usernames: *missing}",
        "&a [*a]",
        &deep,
        &bad,
    ] {
        let (content, problems) = read::read(text, Path::new("."));
        assert!(content.is_none(), "{}", &text[..text.len().min(60)]);
        assert!(!problems.is_empty());
    }
}

#[test]
fn a_pin_for_an_action_of_the_program_itself_closes_the_file() {
    let text = |action: &str, pin: &str| {
        format!(
            "credentials: {{usernames: {{ada: {{password: x}}}}}}
approvals:
  {action}:
    roles: [lead]
    pin: {pin}
"
        )
    };
    assert_eq!(errors(&text("till.open", "true")), []);
    for action in BuiltInAction::ALL {
        let refused = (5, 10, Cause::PinForBuiltIn);
        assert_eq!(errors(&text(action.name(), "true")), [refused]);
        assert_eq!(errors(&text(action.name(), "false")), []);
    }
}

#[test]
fn approvals_that_an_administrator_can_get_around_are_warned_about() {
    let warned = |approvals: &str, view: &str| {
        let text = format!(
            "credentials: {{usernames: {{ada: {{password: x}}}}}}
approvals:
  refund.large: {{roles: [lead]}}
{approvals}views:
  safe: {{users: ['*'], {view}, kind: markdown, text: Hello}}
"
        );
        let found = problems(&text).into_iter();
        let found = found.filter(|(_, _, cause)| *cause == Cause::ApproversNotApproved);
        found
            .map(|(line, column, _)| (line, column))
            .collect::<Vec<_>>()
    };
    let (delete, give) = (
        "  users.delete: {roles: [lead]}\n",
        "  users.give_permissions: {roles: [lead]}\n",
    );
    assert_eq!(warned("", "title: Safe"), [], "an app's action alone");
    assert_eq!(warned(delete, "title: Safe"), [(3, 3)]);
    assert_eq!(warned("", "approval: refund.large"), [(3, 3)]);
    let both = format!("{delete}{give}");
    assert_eq!(warned(&both, "approval: refund.large"), []);
}

#[test]
fn an_approval_that_the_file_does_not_name_closes_the_file() {
    let text = |approval: &str| {
        format!(
            "credentials: {{usernames: {{ada: {{password: x}}}}}}
approvals:
  till.count: {{roles: [lead]}}
  users.delete: {{roles: [lead]}}
views:
  till:
    users: ['*']
    approval: {approval}
    kind: launch
    items:
      - title: Count
        approval: {approval}
        link: 'tel:1'
"
        )
    };
    assert_eq!(errors(&text("till.count")), []);
    for approval in ["till.cuont", "users.delete"] {
        let cause = |line, column| {
            let name = approval.to_owned();
            (line, column, Cause::UnknownApproval { name })
        };
        let named = [cause(8, 15), cause(12, 19)];
        assert_eq!(errors(&text(approval)), named);
    }
    for slip in ["approvals", "approval2", "Approval", "approved_by"] {
        let found = errors(&text("till.count").replace("approval:", &format!("{slip}:")));
        let places: Vec<_> = found
            .iter()
            .map(|(line, column, _)| (*line, *column))
            .collect();
        assert_eq!(places, [(8, 5), (12, 9)], "{slip}: {found:?}");
    }
    // Without a name, no second person would be asked.
    for approval in ["", "''", "[till.count]"] {
        assert!(errors(&text(approval)).len() >= 2, "{approval}");
    }
}
