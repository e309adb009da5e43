//! What computers, logins and files must not be able to do.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::commands::{Home, Shop, join, number};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_file_that_others_could_read_is_replaced_by_a_private_one() {
    let shop = Shop::open();
    let [address, code] = shop.add(&format!("till{}", number()));
    let till = Home::new();
    let kept = till.config().with_file_name("store.pgpass");
    fs::create_dir_all(kept.parent().expect("a folder")).expect("created");
    fs::write(&kept, "").expect("written");
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o644)).expect("set");
    join(&till, &address, &code).expect_good();
    let mode = fs::metadata(&kept).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    till.run(&["store", "check"]).expect_good();
}
