//! Two users at one desk.

use super::{BOBS, PASSWORD, TILL, enter, fill_in_set_up, register_bob};
use crate::harness::{Desk, Keyring};

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
#[expect(clippy::too_many_lines, reason = "one day at a desk")]
fn r49_r66_r69_two_users_share_a_desk_and_everything_is_recorded() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&[]);
    fill_in_set_up(&mut desk);
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("heading", "Who can register?");
    desk.presses("Anyone, with approval");
    desk.presses("Continue");
    desk.waits_to_greet("Ada");
    desk.writes_config(&format!("{}\n{TILL}", desk.config()));

    desk.presses("Users");
    desk.presses("More");
    desk.presses("Allow e-mail addresses");
    desk.waits_for("heading", "Allow e-mail addresses");
    desk.waits_for("entry|E-mail addresses", "focused");
    desk.types("carla@example.org");
    desk.presses("Allow");
    desk.waits_for("label", "1 address can register");
    desk.presses("Sign out");

    desk.presses("Register");
    register_bob(&desk);
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("label", "Your account is waiting for approval");
    desk.waits_for("password text", "focused");
    desk.types(BOBS);
    desk.keys(&["Return"]);
    desk.waits_for("label", "once an administrator approves it");
    desk.keys(&["shift+Tab", "ctrl+a"]);
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.presses("Users");
    desk.presses("Waiting for approval, 1");
    desk.presses("Approve Bob Builder");
    desk.waits_for("label", "can sign in now");

    // What is open is kept for Ada while Bob has the desk.
    desk.presses("Switch user");
    desk.tool(&["user", "set", "bob", "--role", "till"]);
    enter(&desk, "bob", BOBS);
    desk.waits_to_greet("Bob");
    desk.presses("Till");
    desk.waits_for("label", "Count the money");
    let start = std::time::Instant::now();
    desk.tool(&["user", "set", "bob", "--role", "office"]);
    desk.waits_for("label", "You no longer have access to");
    let taken = start.elapsed();
    assert!(taken < std::time::Duration::from_secs(2), "{taken:?}");
    assert!(!desk.tree().contains("Count the money"), "{}", desk.tree());

    desk.keys(&["ctrl+l"]);
    desk.waits_for("heading", "Locked by Bob Builder");
    assert!(!desk.tree().contains("Hello"), "{}", desk.tree());
    desk.types(BOBS);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Bob");
    desk.presses("Sign out");
    enter(&desk, "alovelace", PASSWORD);
    desk.waits_for("label", "No users are waiting for approval");
    desk.quits();

    let activity = desk.tool(&["activity", "list"]);
    for part in [
        "set_up  alovelace",
        "alovelace → carla@example.org  invited",
        "register  bob  waits for approval",
        "sign_in  bob  refused  not approved",
        "alovelace → bob  approved",
        "lock  alovelace  switched away",
        "people  bob  roles: till",
        "sign_in  bob  password",
        "people  bob  roles: office",
        "lock  bob  locked",
        "lock  bob  unlocked",
        "sign_out  bob",
        "file  changed by hand",
    ] {
        assert!(activity.contains(part), "{part} is not in\n{activity}");
    }
    assert!(!activity.contains(BOBS) && !activity.contains(PASSWORD));
    assert!(desk.tool(&["activity", "verify"]).contains("are unchanged"));
    for (number, statement) in [
        (3, "UPDATE activity SET who = 'eve' WHERE number = 3"),
        (2, "DELETE FROM activity WHERE number = 2"),
        (1, "UPDATE activity SET detail = 'x' WHERE number = 1"),
    ] {
        desk.tampers(statement);
        let (code, said) = desk.tool_says(&["activity", "verify"]);
        assert_eq!(code, Some(1));
        assert!(said.contains(&format!("Record {number} ")), "{said}");
    }
}
