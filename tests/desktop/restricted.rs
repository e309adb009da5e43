//! A restricted computer: the program joins a server with a code, and users work there with keys alone.

use crate::enter;
use crate::harness::{Desk, Keyring};
use crate::server::Server;

const ADA: &str = "keys to the whole building";
const BOB: &str = "night shift on the third floor";

/// The users of the shop, without the hashes of their passwords, and a page for the till.
const SHOP: &str = "\
credentials:
  usernames:
    ada: {email: ada@example.org, first_name: Ada, last_name: Lovelace, password: ADA, roles: [admin]}
    bob: {email: bob@example.org, first_name: Bob, last_name: Builder, password: BOB, roles: [till]}
views:
  till: {title: Till, roles: [till], kind: markdown, text: Count the money}
";

/// A server that admits computers with their passwords, and its owner without one.
fn server() -> Server {
    let server = Server::start(&["fsync = off"]);
    let rules = "local all all trust\nhost all owner 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256";
    server.sql(
        "postgres",
        &format!(
            "COPY (SELECT unnest(string_to_array('{rules}', E'\\n'))) TO PROGRAM 'cat > pg_hba.conf'"
        ),
    );
    server.sql("postgres", "SELECT pg_reload_conf()");
    server
}

/// Adds a computer and lets the program of a desktop join with the code.
fn join(desk: &Desk, admin: &str, name: &str, options: &[&str]) {
    let add = ["--json", "store", "add-computer", name, admin];
    let added = desk.tool(&[&add[..], options].concat());
    let added: serde_json::Value = serde_json::from_str(&added).expect("JSON");
    let text = |key: &str| added[key].as_str().expect(key);
    let joined = ["store", "join", text("address"), "--code-stdin"];
    desk.tool_with(&joined, text("code"));
}

/// Sets up a server with the users of the shop, and lets a till join it.
fn till(server: &Server) -> Desk {
    let admin = format!("postgresql://owner@127.0.0.1:{}/postgres", server.port());
    let office = Desk::new(Keyring::Unlocked);
    office.tool(&["store", "init", &admin]);
    join(&office, &admin, "office", &["--trusted"]);
    let hash = |password: &str| {
        let hash = office.tool_with(&["hash", "--cost", "10"], &format!("{password}\n"));
        format!("\"{}\"", hash.trim())
    };
    let users = SHOP.replace("ADA", &hash(ADA)).replace("BOB", &hash(BOB));
    let users = office.writes("users.yaml", &users);
    office.tool(&["store", "import", &users]);
    let till = Desk::new(Keyring::Unlocked);
    join(&till, &admin, "till1", &[]);
    assert!(till.config().ends_with("restricted: true\n"));
    till
}

#[test]
#[ignore = "needs PostgreSQL, Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn users_work_at_a_restricted_computer_with_keys_and_a_screen_reader_hears_why_something_fails() {
    let server = server();
    let mut desk = till(&server);
    desk.start(&[]);
    desk.waits_for("push button", "Sign in");
    desk.listens();
    desk.waits_for("push button", "Forgot password?");
    enter(&desk, "bob", "not the password");
    desk.waits_to_hear("Error: Incorrect username or password");
    desk.waits_for("password text", "focused");
    desk.types(BOB);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Bob");
    desk.tabs_to_and("toggle button", "Till", "Return");
    desk.waits_for("", "Count the money");
    desk.keys(&["ctrl+l"]);
    desk.waits_for("heading", "Locked by Bob Builder");
    assert!(!desk.tree().contains("Count the money"), "{}", desk.tree());
    // What is typed within two seconds of the lock belongs to no field (R77).
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    desk.types(BOB);
    desk.keys(&["Return"]);
    desk.waits_for("", "Count the money");
    desk.chooses_with_keys("Your account");
    desk.waits_for("label", "Restricted computer");
    desk.waits_for("label", "Connected to postgresql://till1@");
    desk.chooses_with_keys("Sign out");

    enter(&desk, "ada", ADA);
    desk.waits_to_greet("Ada");
    desk.tabs_to_and("toggle button", "Users", "Return");
    desk.waits_to_hear("2 of 2");
    desk.chooses_with_keys("Sign out");
    desk.waits_for("push button", "Sign in");
    // While the server is away, the reason is heard.
    server.order("stop");
    enter(&desk, "bob", BOB);
    desk.waits_to_hear("The user accounts cannot be reached");
    server.order("start");
    desk.waits_for("password text", "focused");
    desk.keys(&["ctrl+a"]);
    desk.types(BOB);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Bob");
    desk.quits();
}
