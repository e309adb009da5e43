//! The last contact of a restricted computer.

use std::time::Duration;

use egui_authenticator::service::ports::ComputerList as _;

use super::{PASSWORD, Shop, eventually};
use crate::proxy::Proxy;
use crate::server::Server;

// Other logins of the server are listed too, as soon as a trusted computer is in contact.
const LONG_AGO: &str = "UPDATE auth_inner.computer SET seen_at = seen_at - 3600, program = 'before'
    WHERE login = 'till1_of_' || current_database()";
const SEEN: &str = "SELECT abs(auth_inner.now() - seen_at) < 60, program FROM auth_inner.computer
    WHERE login = 'till1_of_' || current_database()";

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_restricted_computer_is_seen_again_and_again_while_its_program_runs() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let till = shop.till_behind(&proxy, "till1");
    let view = till.enter("bob", PASSWORD).expect("signed in");
    let connections = proxy.count();
    let row = format!("t|{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(shop.database.sql(SEEN), row, "when it connects");
    for _ in 0..2 {
        shop.database.sql(LONG_AGO);
        assert_eq!(shop.database.sql(SEEN), "f|before");
        // Every half minute, unless a busy server does not answer in time.
        eventually(Duration::from_secs(120), || shop.database.sql(SEEN) == row);
    }
    assert_eq!(proxy.count(), connections, "over the same connections");
    let computers = shop.database.client().computers().expect("read");
    let login = format!("till1_of_{}", shop.database.name());
    let mut computers = computers.iter();
    let shown = computers.find(|computer| computer.name == login);
    let shown = shown.expect("a restricted computer");
    let seen = shown.seen_at.expect("seen").as_seconds();
    let seen_at =
        "SELECT seen_at FROM auth_inner.computer WHERE login = 'till1_of_' || current_database()";
    assert_eq!(seen.to_string(), shop.database.sql(seen_at));
    assert!(till.service.sessions().refresh(&view.session).is_ok());
}
