//! Users from a table: its preview, its import, and the export that gives the same table.

use egui_authenticator::domain::user::User;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserError;
use egui_authenticator::service::users::import::{ImportError, Progress, RowChange, RowError};

use crate::harness::{secret, typed_user};

use super::{change, session, staffed, table};

const TABLE: &str = "username;email;first_name;last_name;roles;disabled
bob;bob@example.org;Robert;Builder;till, office;no
ada;ada@example.org;Ada;Lovelace;admin;no
nia;nia@example.org;Nia;;till;
\"o.k\";ok@example.org;Ok;Kay;;yes
";

#[test]
fn each_row_is_checked_and_the_table_is_imported_as_a_whole() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let by = Caller::Session(&ada);
    let plan = desk
        .service
        .import()
        .plan(by, table(TABLE))
        .expect("a table");
    let outcomes: Vec<_> = plan
        .rows
        .iter()
        .map(|row| (row.line, &row.outcome))
        .collect();
    let expected = [
        (2, &RowChange::Update),
        (3, &RowChange::Unchanged),
        (4, &RowChange::Add),
        (5, &RowChange::Add),
    ];
    assert_eq!(outcomes, expected);
    assert!(plan.is_good());
    let progress = Progress::default();
    let done = desk
        .service
        .import()
        .run(by, &plan, false, &progress)
        .expect("imported");
    assert_eq!((done.added, done.changed), (2, 1));
    assert!((progress.part() - 1.0).abs() < f32::EPSILON);
    let bob = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("there");
    assert_eq!(bob.display_name(), "Robert Builder");
    assert_eq!(bob.roles.len(), 2);
    let (name, code) = &done.codes[0];
    assert_eq!(name, "nia");
    let own = secret("the very own words of nia");
    assert_eq!(
        desk.service.recovery().reset_password("nia", code, &own),
        Ok(())
    );
    assert!(desk.sign_in(("nia", own.expose())).is_some());
    let again = desk
        .service
        .import()
        .plan(by, table(TABLE))
        .expect("a table");
    assert_eq!(
        again.count(&RowChange::Unchanged),
        4,
        "the disabled one as well"
    );
}

#[test]
fn one_invalid_row_prevents_the_whole_import() {
    let rows = [
        ("a b,x@example.org,X,,", "a username"),
        ("xaver,nonsense,X,,", "an address"),
        ("xaver,x@example.org,,,", "a name"),
        ("xaver,bob@example.org,X,,", "another user's address"),
        ("xaver,ada,X,,", "another user's username as address"),
        ("nia,nia2@example.org,Nia,,", "the same username again"),
        ("xaver,nia@example.org,X,,", "the same address again"),
        (
            "b\u{43e}b,x@example.org,X,,",
            "a name that looks like another",
        ),
        ("xaver,x@example.org,X,,perhaps", "neither yes nor no"),
    ];
    for (row, what) in rows {
        let desk = staffed();
        let text =
            format!("username,email,first_name,roles,disabled\nnia,nia@example.org,Nia,,\n{row}\n");
        let plan = desk
            .service
            .import()
            .plan(Caller::LocalOwner(Operator::assume()), table(&text))
            .expect("a table");
        assert_eq!(plan.invalid(), 1, "{what}");
        assert!(!plan.is_good(), "{what}");
        let before = desk.text();
        let refused = desk.service.import().run(
            Caller::LocalOwner(Operator::assume()),
            &plan,
            false,
            &Progress::default(),
        );
        assert_eq!(refused.err(), Some(ImportError::InvalidRows), "{what}");
        assert_eq!(desk.text(), before, "{what}");
    }
}

#[test]
fn an_invalid_table_names_what_is_missing() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let plan = |by, text: &str| desk.service.import().plan(by, table(text)).err();
    let by = Caller::Session(&ada);
    assert_eq!(plan(by, ""), Some(ImportError::Empty));
    assert_eq!(plan(by, "username,email\n"), Some(ImportError::Empty));
    let unknown = ImportError::UnknownColumn("shoe_size".to_owned());
    assert_eq!(plan(by, "username,shoe size\na,b\n"), Some(unknown));
    assert_eq!(
        plan(by, "email\na@b.example\n"),
        Some(ImportError::NoColumn("username"))
    );
    let passwords = "username,email,first_name,password\nnia,n@example.org,Nia,x\n";
    assert_eq!(plan(by, passwords), Some(ImportError::Passwords));
    let short = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), table(passwords))
        .expect("a table");
    assert!(matches!(
        &short.rows[0].outcome,
        RowChange::Invalid(RowError::Field(UserFieldError::Password(_)))
    ));
}

#[test]
fn the_local_owner_can_import_passwords() {
    let desk = staffed();
    let text = "username,email,first_name,password\nnia,n@example.org,Nia,a password of her own\n";
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), table(text))
        .expect("a table");
    let done = desk
        .service
        .import()
        .run(
            Caller::LocalOwner(Operator::assume()),
            &plan,
            false,
            &Progress::default(),
        )
        .expect("imported");
    assert!(done.codes.is_empty());
    assert!(desk.sign_in(("nia", "a password of her own")).is_some());
}

#[test]
fn r32_an_import_cannot_change_users_with_more_permissions() {
    let desk = staffed();
    let max = session(&desk, "max");
    let table = "username,email,first_name,roles\nada,ada@example.org,Eda,admin\nzed,z@example.org,Zed,admin\n";
    let plan = desk
        .service
        .import()
        .plan(Caller::Session(&max), self::table(table))
        .expect("a table");
    let refused = RowChange::Invalid(RowError::NotAllowed);
    assert!(
        plan.rows.iter().all(|row| row.outcome == refused),
        "{:?}",
        plan.rows
    );
}

#[test]
fn what_is_exported_holds_no_secret_and_imports_as_the_same() {
    let desk = staffed();
    let table = desk
        .service
        .users()
        .export(Caller::LocalOwner(Operator::assume()))
        .expect("exported");
    for word in ["$2b$", "$argon2", "password"] {
        assert!(
            !table.replace("no_password", "").contains(word),
            "{word}: {table}"
        );
    }
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), self::table(&table))
        .expect("a table");
    let same = plan.count(&RowChange::Unchanged);
    assert_eq!(same, plan.rows.len(), "{:?}", plan.rows);
}

#[test]
fn r65_an_import_that_was_overtaken_changes_nothing() {
    let desk = staffed();
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), table(TABLE))
        .expect("a table");
    let other = typed_user("nia", "other@example.org", "Zoe");
    let added = desk
        .service
        .users()
        .add(Caller::LocalOwner(Operator::assume()), &other, &[""; 0]);
    assert!(added.is_ok());
    let before = desk.text();
    let result = desk.service.import().run(
        Caller::LocalOwner(Operator::assume()),
        &plan,
        false,
        &Progress::default(),
    );
    // Nia is there now, with another address: the table would change her instead.
    assert_eq!(result.err(), Some(ImportError::Outdated));
    assert_eq!(desk.text(), before);
}

#[test]
fn ten_thousand_users_are_imported_in_one_change() {
    let desk = staffed();
    let mut table = String::from("username,email,first_name,roles\n");
    for n in 0..10_000 {
        table.push_str(&format!("p{n},p{n}@example.com,P{n},till\n"));
    }
    let plan = desk
        .service
        .import()
        .plan(Caller::LocalOwner(Operator::assume()), self::table(&table))
        .expect("a table");
    let bad = plan.rows.iter().find(|row| row.outcome != RowChange::Add);
    assert_eq!(bad, None);
    let done = desk
        .service
        .import()
        .run(
            Caller::LocalOwner(Operator::assume()),
            &plan,
            false,
            &Progress::default(),
        )
        .expect("imported");
    assert_eq!((done.added, done.codes.len()), (10_000, 10_000));
    let people = desk
        .service
        .users()
        .list(Caller::LocalOwner(Operator::assume()))
        .expect("listed");
    assert_eq!(people.rows.len(), 10_000 + 8);
}

#[test]
fn the_days_and_hours_of_a_table_are_imported_and_an_empty_cell_lifts_no_limit() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let limited = change(|wanted| {
        wanted.valid_until = Some("2027-06-30".to_owned());
        wanted.hours = Some("mon-fri 08:00-18:00".to_owned());
    });
    assert_eq!(desk.service.users().change(owner, "bob", &limited), Ok(()));
    let text = "username,email,first_name,valid_from,valid_until,hours\n\
                bob,,Bob,2026-12-01,,\n\
                nia,nia@example.org,Nia,,2027-01-31,sat 10:00-16:00\n\
                max,,max,,,\n";
    let plan = desk
        .service
        .import()
        .plan(owner, table(text))
        .expect("a table");
    let done = desk
        .service
        .import()
        .run(owner, &plan, true, &Progress::default())
        .expect("imported");
    assert_eq!((done.added, done.changed), (1, 1));
    let times = |name: &str| {
        let user = desk.service.users().find(owner, name).expect("there");
        user.times.texts()
    };
    let bob = ["2026-12-01", "2027-06-30", "mon-fri 08:00-18:00"];
    assert_eq!(times("bob"), bob);
    assert_eq!(times("nia"), ["", "2027-01-31", "sat 10:00-16:00"]);
    // What was exported changes nothing.
    let exported = desk.service.users().export(owner).expect("a table");
    let plan = desk.service.import().plan(owner, table(&exported));
    let plan = plan.expect("a table");
    assert_eq!(plan.count(&RowChange::Unchanged), plan.rows.len());
}

#[test]
fn an_empty_cell_takes_neither_roles_nor_a_name_away() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let before = desk.service.users().find(owner, "max").expect("there");
    assert!(!before.roles.is_empty() && !before.name.first.is_empty());
    let text = "username,email,first_name,last_name,roles,disabled\nmax,,,Green,,\n";
    let import = desk.service.import();
    let plan = import.plan(owner, table(text)).expect("a table");
    let done = import.run(owner, &plan, false, &Progress::default());
    assert_eq!(done.expect("imported").changed, 1);
    let after = desk.service.users().find(owner, "max").expect("there");
    assert_eq!(after.name.last, "Green");
    let kept = |user: &User| (user.roles.clone(), user.name.first.clone(), user.disabled);
    assert_eq!(kept(&after), kept(&before));
}

#[test]
fn an_invalid_day_is_an_error_of_its_row_that_names_the_column() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let text = "username,valid_until,hours\nbob,30.6.2027,\nmax,,whenever\n";
    let plan = desk
        .service
        .import()
        .plan(owner, table(text))
        .expect("a table");
    let messages = Messages::english();
    let said: Vec<_> = plan
        .rows
        .iter()
        .map(|row| (row.line, messages.import_entry(row, None)))
        .collect();
    assert_eq!(said[0].0, 2);
    assert!(said[0].1.starts_with("valid_until: "), "{said:?}");
    assert_eq!(said[1].0, 3);
    assert!(said[1].1.starts_with("hours: "), "{said:?}");
}

#[test]
fn r51_neither_the_own_limits_nor_those_of_the_last_administrator_are_imported() {
    let desk = staffed();
    let ada = session(&desk, "ada");
    let text = "username,valid_until\nada,2027-06-30\n";
    let by_ada = desk
        .service
        .import()
        .plan(Caller::Session(&ada), table(text));
    let plan = by_ada.expect("a table");
    assert_eq!(
        plan.rows[0].outcome,
        RowChange::Invalid(RowError::OwnAccount)
    );
    let owner = Caller::LocalOwner(Operator::assume());
    let refused = desk.service.import().plan(owner, table(text)).err();
    assert_eq!(
        refused,
        Some(ImportError::Users(UserError::LastAdministrator))
    );
}

#[test]
fn r96_other_limits_of_a_user_with_permissions_have_to_be_confirmed() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let marked = |name: &str| {
        let text = format!("username,valid_until\n{name},2027-06-30\n");
        let plan = desk.service.import().plan(owner, table(&text));
        plan.expect("a table").marked()
    };
    assert_eq!(["bob", "max"].map(marked), [0, 1]);
}

#[test]
fn a_new_user_of_a_table_who_is_disabled_cannot_sign_in() {
    let desk = staffed();
    let owner = Caller::LocalOwner(Operator::assume());
    let text = "username,email,first_name,disabled\nnia,nia@example.org,Nia,yes\n";
    let plan = desk
        .service
        .import()
        .plan(owner, table(text))
        .expect("a table");
    let progress = Progress::default();
    assert!(
        desk.service
            .import()
            .run(owner, &plan, false, &progress)
            .is_ok()
    );
    let nia = desk.service.users().find(owner, "nia").expect("there");
    assert!(nia.disabled);
}
