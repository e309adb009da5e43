//! Exit codes and JSON of the commands.

use std::io::Write as _;

use crate::commands::{Home, Shop, number};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_join_after_which_no_command_would_work_fails_although_the_computer_has_joined() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let [address, code] = shop.add(&name);
    let till = Home::new();
    let arguments = ["store", "join", &address, "--code-stdin"];
    let mut command = till.command(&arguments);
    let mut child = command.env("PGPASSWORD", "another").spawn().expect("run");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(code.as_bytes()).expect("written");
    drop(pipe);
    let output = child.wait_with_output().expect("ended");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("PGPASSWORD"), "{error}");
    // Without the other password, it is the computer that has joined.
    till.run(&["store", "check"]).expect_good();
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn numbers_are_numbers_in_json() {
    let shop = Shop::open();
    let till = shop.joined(&format!("till{}", number()));
    let found = till.run(&["--json", "store", "check"]).json();
    let value = |check: &str| {
        let mut findings = found.as_array().expect("a list").iter();
        let finding = findings.find(|finding| finding["check"] == check);
        finding.expect(check)["value"].clone()
    };
    assert!(value("latency").is_f64());
    assert_eq!(value("clock").as_u64(), Some(0));
    assert!(value("tables").is_u64());
    assert!(value("server").is_string());
    assert!(value("members").is_string());
}
