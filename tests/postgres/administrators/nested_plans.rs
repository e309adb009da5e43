//! How the functions for administrators read the users among many: the plans of the statements that they run, as the server logs
//! them.

use serde_json::Value;

use super::plans::{FILL, FILL_ATTEMPTS};
use super::shop_with_lead_on;
use crate::own_account::{Shop, Till};
use crate::plans::{EXPLAINED, plans, whole_tables};
use crate::server::Server;

/// The most rows of users that a page of 20 users may read: each, whether another user has the same address, and the administrator.
const PAGE: u64 = 60;
/// After five calls, a connection may change to plans that fit all arguments.
const CALLS: usize = 7;

/// A server that logs the plan of every statement, also of those in functions, with what was really read.
fn server() -> &'static Server {
    let nested = [
        "auto_explain.log_nested_statements = on",
        "auto_explain.log_analyze = on",
        "auto_explain.log_timing = off",
    ];
    let settings = [EXPLAINED, &nested].concat();
    Box::leak(Box::new(Server::start(&settings)))
}

fn shop(server: &'static Server) -> Shop {
    let shop = shop_with_lead_on(server);
    shop.database.sql(&FILL.replace("ROWS", "10000"));
    shop.database.sql(FILL_ATTEMPTS);
    shop
}

/// Returns the plans of the statements of a call that is repeated over one connection, and what it returned.
fn plans_of(server: &Server, till: &Till<'_>, call: &str) -> (Vec<Value>, String) {
    let begun = server.log().len();
    let returned = till.sql(&format!("{call};\n").repeat(CALLS)).expect(call);
    (plans(&server.log()[begun..]), returned)
}

/// Adds every node of a plan.
fn nodes<'a>(plan: &'a Value, found: &mut Vec<&'a Value>) {
    match plan {
        Value::Object(node) => {
            if node.contains_key("Node Type") {
                found.push(plan);
            }
            node.values().for_each(|inner| nodes(inner, found));
        }
        Value::Array(inner) => inner.iter().for_each(|inner| nodes(inner, found)),
        _ => {}
    }
}

/// Returns how many rows of users the statements have read, each of them by an index.
fn users_read(plans: &[Value]) -> u64 {
    let mut whole = Vec::new();
    let mut found = Vec::new();
    for plan in plans {
        whole_tables(plan, &mut whole);
        nodes(plan, &mut found);
    }
    whole.retain(|table| table.starts_with("account:") || table.starts_with("attempts:"));
    assert_eq!(whole, [""; 0]);
    let number = |node: &Value, key: &str| node[key].as_u64().expect("a number");
    let of_users = found
        .into_iter()
        .filter(|node| node["Relation Name"] == "account");
    of_users
        .map(|node| {
            let looked_at = number(node, "Actual Rows")
                + node["Rows Removed by Filter"].as_u64().unwrap_or_default();
            looked_at * number(node, "Actual Loops")
        })
        .sum()
}

/// Returns the one index by which the statement of a page has found the users, if it has sorted none.
fn index_of_page(plan: &Value) -> String {
    let mut found = Vec::new();
    nodes(plan, &mut found);
    let kinds: Vec<_> = found.iter().map(|node| &node["Node Type"]).collect();
    let sorts = |kind: &&&Value| kind.as_str().is_some_and(|kind| kind.contains("Sort"));
    assert_eq!(kinds.iter().find(sorts), None, "{plan}");
    let is_used = |node: &&&Value| {
        node["Relation Name"] == "listed" && node["Actual Loops"].as_u64() > Some(0)
    };
    let used: Vec<_> = found.iter().filter(is_used).collect();
    assert_eq!(used.len(), 1, "{plan}");
    used[0]["Index Name"].as_str().expect("an index").to_owned()
}

/// Expects that a call shows the users that it finds after reading at most so many rows of users, and returns its plans.
fn reads_at_most(
    rows: u64,
    (server, till): (&Server, &Till<'_>),
    call: &str,
    shown: &str,
) -> Vec<Value> {
    let (plans, returned) = plans_of(server, till, call);
    assert_eq!(returned.lines().next().unwrap_or_default(), shown, "{call}");
    // Each call looks at the user of the session, at least.
    let read = users_read(&plans) / CALLS as u64;
    assert!((1..=rows).contains(&read), "{call}: {read} rows");
    plans
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_page_of_the_whole_list_reads_the_users_on_it_and_no_others() {
    let server = server();
    let shop = shop(server);
    let till = shop.till();
    let ada = till.session("ada");
    for (sorted, index) in [
        ("name", "listed_sort"),
        ("username", "listed_username"),
        ("email", "listed_email"),
        ("roles", "listed_role_key"),
        ("two_step", "listed_has_two_step"),
        ("last_sign_in", "listed_last_sign_in"),
    ] {
        for descending in [false, true] {
            let arguments = format!("'', '{{\"descending\": {descending}}}', '{sorted}', 200, 20");
            let call =
                format!("SELECT jsonb_array_length(auth.users({ada}, {arguments}) -> 'rows')");
            let plans = reads_at_most(PAGE, (server, &till), &call, "20");
            let is_page = |plan: &&Value| {
                let text = plan["Query Text"].as_str();
                text.is_some_and(|text| text.contains("LIMIT lim OFFSET skipped"))
            };
            let pages: Vec<_> = plans.iter().filter(is_page).map(index_of_page).collect();
            assert_eq!(pages, [index; CALLS], "{call}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_search_a_filter_and_one_user_read_few_of_many_accounts() {
    let server = server();
    let shop = shop(server);
    let till = shop.till();
    let ada = till.session("ada");
    for (arguments, shown) in [
        ("'irst77', '{}', 'name'", "20"),
        ("'irst77', '{}', 'last_sign_in'", "20"),
        ("'', '{\"role\": \"admin\"}', 'name'", "1"),
        ("'', '{\"two_step\": true}', 'name'", "0"),
        ("'', '{\"status\": \"1\"}', 'name'", "20"),
        ("'', '{}', 'status'", "20"),
    ] {
        let call =
            format!("SELECT jsonb_array_length(auth.users({ada}, {arguments}, 0, 20) -> 'rows')");
        reads_at_most(PAGE, (server, &till), &call, shown);
    }
    for (login, shown) in [
        ("clerk4321", "clerk4321"),
        ("clerk4321@example.org", "clerk4321"),
        ("no user", ""),
    ] {
        let call = format!("SELECT auth.user({ada}, '{login}') -> 'row' ->> 'username'");
        reads_at_most(10, (server, &till), &call, shown);
    }
}
