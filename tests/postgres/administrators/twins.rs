//! Rules about what administrators enter, and lists of users, that the server and the program both have: the same for everything.

use egui_authenticator::Caller;
use egui_authenticator::domain::access_times::AccessTimes;
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::fold;
use egui_authenticator::domain::key_vault::KeyVault;
use egui_authenticator::domain::person_name::check_name;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::service::ports::Edit;
use egui_authenticator::service::users::list::{Status, UserList};
use egui_authenticator::service::users::query::{Column, Span, UserQuery};
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::users::{Email, NewUser, PersonName, Role, StoredHash, Username};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::computers::OWNER;
use crate::restricted::twins::{factor, some};
use crate::restricted_program::{PASSWORD, Shop, Till};
use crate::server::{Database, Server};

const CASES: usize = 600;

/// Returns what a function of the server makes of each value; `None` where it refuses it.
fn checked(database: &Database<'_>, function: &str, values: &[Value]) -> Vec<Option<Value>> {
    let mut checked = Vec::new();
    for values in values.chunks(100) {
        let rows: Vec<_> = values
            .iter()
            .map(|value| format!("('{}'::jsonb)", value.to_string().replace('\'', "''")))
            .collect();
        let told = database.sql(&format!(
            "CREATE FUNCTION pg_temp.tried(value jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
             BEGIN RETURN jsonb_build_array({function}(value));
             EXCEPTION WHEN OTHERS THEN RETURN '[]'; END $$;
             SELECT pg_temp.tried(value) FROM (VALUES {}) AS of (value)",
            rows.join(",")
        ));
        checked.extend(told.lines().map(|line| {
            let told: Vec<Value> = serde_json::from_str(line).expect("a list");
            told.into_iter().next()
        }));
    }
    assert_eq!(checked.len(), values.len());
    checked
}

/// Text as users type it, and as an attacker would.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9._+@-]{0,12}",
        " ?[a-zA-Z .'-]{0,12} ?",
        "[^\\PC\\u{0}]{0,8}",
        "[ \\t\\n\\u{85}\\u{a0}\\u{3000}]{0,2}[a-z\\u{200b}\\u{200d}\\u{202e}\\u{feff}\\u{7f}]{0,3}[ \\u{2003}]{0,2}",
        "[a-z]{62,66}",
        "é{198,202}",
    ]
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn usernames_that_the_server_takes_are_those_of_the_program_in_ascii() {
    let database = Server::shared().migrated();
    let names = some(CASES, text());
    let values: Vec<_> = names.iter().map(|name| json!(name)).collect();
    let mut taken = 0;
    for (name, told) in names
        .iter()
        .zip(checked(&database, "auth_inner.checked_username", &values))
    {
        let parsed = Username::parse(name).ok();
        let parsed = parsed.filter(|name| name.as_str().is_ascii());
        taken += u32::from(parsed.is_some());
        let expected = parsed.map(|name| json!(name.as_str()));
        assert_eq!(told, expected, "{name:?}");
    }
    assert!(taken > 50, "{taken}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn roles_that_the_server_takes_are_those_of_the_program() {
    let database = Server::shared().migrated();
    let lists = some(CASES, proptest::collection::vec(text(), 0..3));
    let values: Vec<_> = lists.iter().map(|list| json!(list)).collect();
    let mut taken = 0;
    for (list, told) in lists
        .iter()
        .zip(checked(&database, "auth_inner.checked_roles", &values))
    {
        let mut roles = Some(Vec::new());
        for name in list {
            let role = check_name(name).ok().and_then(|()| Role::parse(name));
            roles = roles.zip(role).map(|(mut roles, role)| {
                let role = role.as_str().to_owned();
                if !roles.contains(&role) {
                    roles.push(role);
                }
                roles
            });
        }
        taken += u32::from(roles.is_some());
        assert_eq!(told, roles.map(|roles| json!(roles)), "{list:?}");
    }
    assert!(taken > 50, "{taken}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn access_times_that_the_server_takes_are_read_by_the_program_and_those_of_the_program_are_taken() {
    let database = Server::shared().migrated();
    let day = || {
        prop_oneof![
            Just(String::new()),
            "20[23][0-9]-(0[0-9]|1[0-3])-([0-2][0-9]|3[0-2])",
            " ?20[0-9]{2}-[0-9]-[0-9]{1,2}",
        ]
    };
    let hours = prop_oneof![
        Just(String::new()),
        "((mon|Tue|sat-mon|xyz) )?[0-2][0-9]:[0-6][0-9]-[0-2]?[0-9]:[0-6][0-9]",
        "[a-z0-9:, -]{0,12}",
    ];
    let cases = some(CASES, (day(), day(), hours));
    let values: Vec<_> = cases
        .iter()
        .map(|(from, until, hours)| json!([from, until, hours]))
        .collect();
    let parsed = |case: &(String, String, String)| AccessTimes::parse(&case.0, &case.1, &case.2);
    let mut taken = 0;
    for (case, told) in cases
        .iter()
        .zip(checked(&database, "auth_inner.checked_times", &values))
    {
        if told.is_some() {
            taken += 1;
            assert!(parsed(case).is_ok(), "{case:?} is taken");
        }
    }
    assert!(taken > 50, "{taken}");
    // As the program writes them.
    let times: Vec<_> = cases.iter().filter_map(|case| parsed(case).ok()).collect();
    let values: Vec<_> = times.iter().map(|times| json!(times.texts())).collect();
    assert!(values.len() > 50);
    for (value, told) in values
        .iter()
        .zip(checked(&database, "auth_inner.checked_times", &values))
    {
        assert_eq!(told.as_ref(), Some(value));
    }
}

/// A user, and how they differ from a new one.
fn person() -> impl Strategy<Value = (String, [String; 2], Vec<&'static str>, UserPatch)> {
    let name = "[a-dA-DéÅß][a-e -]{0,5}[a-eØ]";
    let roles = proptest::collection::vec(select(vec!["till", "floor", "Till", "a b"]), 0..3);
    let times = select(vec![
        None,
        AccessTimes::parse("", "2020-01-01", "").ok(),
        AccessTimes::parse("2999-01-01", "", "").ok(),
    ]);
    let differs = (any::<bool>(), any::<bool>(), any::<bool>(), times);
    let differs = differs.prop_map(|(is_disabled, is_pending, has_totp, times)| {
        let totp = format!("totp:{}", "A".repeat(80));
        UserPatch {
            disabled: is_disabled.then_some(true),
            is_pending: is_pending.then_some(true),
            times,
            key_vault: KeyVault::parse(&totp).filter(|_| has_totp),
            ..UserPatch::default()
        }
    });
    ("[a-dA-D][a-e._-]{1,5}", [name, name], roles, differs)
}

/// Adds users, each name and address once.
fn add(shop: &Shop, count: usize) {
    let store = PostgresStore::new(shop.database.client());
    let hash = StoredHash::parse("$2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW");
    let hash = hash.expect("a hash");
    let (mut users, mut patches) = (Vec::new(), Vec::new());
    for (number, (name, [first, last], roles, patch)) in
        some(count, person()).into_iter().enumerate()
    {
        let username = Username::parse(&format!("{name}{number}")).expect("a name");
        let email = Email::parse(&format!("{name}{number}@Example.org")).expect("an address");
        let id = [u8::try_from(number).expect("few"); 16];
        let full = PersonName::new(&first, &last);
        let mut user = NewUser::new(AccountId::new(id), username.clone(), email, full);
        user.roles = roles.iter().filter_map(|role| Role::parse(role)).collect();
        user.roles.dedup();
        users.push((user, hash.clone()));
        patches.push((username, patch));
    }
    let revision = store.revision().expect("read");
    let import = Edit::Import {
        add: users,
        update: Vec::new(),
    };
    let applied = store.apply(&import, &revision).expect("added");
    store
        .apply(&Edit::Update(patches), &applied.to)
        .expect("changed");
}

/// Returns the names that a query finds, in its order, by the rules of the program.
fn expected(whole: &UserList, query: &UserQuery) -> Vec<String> {
    let orders = &whole.orders;
    let order = match query.column {
        Column::Name => &orders.name,
        Column::Username => &orders.username,
        Column::Email => &orders.email,
        Column::Roles => &orders.roles,
        Column::Status => &orders.status,
        Column::LastSignIn => &orders.last_sign_in,
        Column::TwoStep => &orders.two_step,
    };
    let text = fold(&query.text);
    let rows = order.iter().map(|at| &whole.rows[*at]);
    let found = rows.filter(|row| {
        query.status.is_none_or(|status| row.status == status)
            && query
                .role
                .as_ref()
                .is_none_or(|role| row.roles.contains(role))
            && query
                .two_step
                .is_none_or(|wanted| row.has_two_step == wanted)
            && text
                .split_whitespace()
                .all(|word| row.search.contains(word))
    });
    let mut names: Vec<_> = found.map(|row| row.username.clone()).collect();
    if query.is_descending {
        names.reverse();
    }
    names
}

fn query() -> impl Strategy<Value = UserQuery> {
    let columns = select(vec![
        Column::Name,
        Column::Username,
        Column::Email,
        Column::Roles,
        Column::Status,
        Column::LastSignIn,
        Column::TwoStep,
    ]);
    let status = select(Status::WORDS.map(|(_, status)| status).to_vec());
    let text = prop_oneof![Just(String::new()), "[a-eAÉøSß@. %_\\\\]{0,3}"];
    let role = select(vec!["till", "floor", "Till", "a b", "none"]);
    let role = proptest::option::of(role.prop_map(str::to_owned));
    let filters = (
        role,
        proptest::option::of(status),
        proptest::option::of(any::<bool>()),
    );
    (columns, any::<bool>(), text, filters).prop_map(
        |(column, is_descending, text, (role, status, two_step))| UserQuery {
            text,
            role,
            status,
            two_step,
            column,
            is_descending,
        },
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_query_finds_at_the_server_whom_it_finds_in_the_program_in_the_same_order() {
    let shop = Shop::open();
    add(&shop, 120);
    let till = Till::over(&shop.address("till1"));
    for name in ["bob", "ada"] {
        assert!(till.enter(name, PASSWORD).is_ok());
    }
    let view = till.enter("ada", PASSWORD).expect("in");
    let (ada, users) = (Caller::Session(&view.session), till.service.users());
    let whole = shop.trusted.users().list(OWNER).expect("all");
    let mut found = 0;
    for query in some(50 * factor(), query()) {
        let names = expected(&whole, &query);
        found += names.len();
        // A page in the middle, and all.
        for (from, count) in [(0, 200), (3, 7)] {
            let span = Span { from, count };
            let part = users.list_part(ada, (&query, span), None).expect("a page");
            let shown = part.part.as_ref().map_or(0, |part| part.count);
            let rows = part.rows.iter().take(shown);
            let rows: Vec<_> = rows.map(|row| row.username.clone()).collect();
            let from = usize::try_from(from).expect("small");
            let page = names.iter().skip(from).take(count as usize);
            assert_eq!(rows, page.cloned().collect::<Vec<_>>(), "{query:?}");
            let total = part.part.as_ref().map(|part| part.total);
            assert_eq!(total, Some(names.len()), "{query:?}");
        }
    }
    assert!(found > 200, "{found}");
}
