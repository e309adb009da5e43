//! Addresses that are understood, and those that are refused.

use super::*;

fn parse(address: &str) -> Result<PostgresOptions, PgError> {
    PostgresOptions::with(address, &|_| None, None)
}

fn parsed(address: &str) -> PostgresOptions {
    parse(address).unwrap_or_else(|error| panic!("{address}: {error}"))
}

fn reason(address: &str) -> String {
    let error = parse(address).err();
    error.unwrap_or_else(|| panic!("{address}")).to_string()
}

/// Returns name, port and whether the connection is encrypted.
fn hosts_of(address: &str) -> Vec<(String, u16, bool)> {
    let hosts = parsed(address).hosts.into_iter();
    hosts
        .map(|host| (host.name, host.port, host.is_encrypted))
        .collect()
}

#[test]
fn a_server_elsewhere_is_always_encrypted() {
    for address in [
        "postgresql://till@db.shop/auth",
        "postgresql://till@localhost.shop/auth",
        "postgresql://till@127.1/auth",
        "postgresql://till@[::2]/auth",
        "postgresql://till@localhost/auth?hostaddr=10.0.0.1",
    ] {
        assert!(hosts_of(address)[0].2, "{address}");
    }
}

#[test]
fn a_server_on_this_computer_needs_no_encryption_and_can_have_it() {
    for address in [
        "postgresql://till@localhost/auth",
        "postgresql://till@127.0.0.1/auth",
        "postgresql://till@[::1]/auth",
        "postgresql://till@/auth?host=/run/postgresql",
        "postgresql://till@%2Frun%2Fpostgresql/auth",
        "postgresql://till@db.shop/auth?hostaddr=127.0.0.1&sslmode=disable",
    ] {
        assert!(!hosts_of(address)[0].2, "{address}");
    }
    assert!(hosts_of("postgresql://till@localhost/auth?sslmode=verify-full")[0].2);
}

#[test]
fn anything_weaker_is_refused() {
    for mode in ["disable", "allow", "prefer", "require", "verify-ca"] {
        let address = format!("postgresql://till@db.shop/auth?sslmode={mode}");
        assert!(parse(&address).is_err(), "{mode}");
    }
    let socket = "postgresql://till@/auth?host=/run/postgresql&hostaddr=10.0.0.1";
    assert!(parse(socket).is_err());
    let mixed = "postgresql://till@localhost,db.shop/auth?sslmode=disable";
    assert!(parse(mixed).is_err());
}

#[test]
fn each_of_several_hosts_has_a_port_and_must_accept_writes() {
    let address = "postgresql://till@one.shop:6000,two.shop,[::1]:7000/auth";
    let expected = [
        ("one.shop".to_owned(), 6000, true),
        ("two.shop".to_owned(), 5432, true),
        ("::1".to_owned(), 7000, false),
    ];
    assert_eq!(hosts_of(address), expected);
    assert!(parsed(address).needs_writes);
    assert!(!parsed("postgresql://till@one.shop/auth").needs_writes);
    let one = "postgresql://till@one.shop/auth?target_session_attrs=read-write";
    assert!(parsed(one).needs_writes);
    let any = "postgresql://till@one.shop,two.shop/auth?target_session_attrs=any";
    assert!(parse(any).is_err());
}

#[test]
fn no_message_shows_a_part_of_a_password() {
    for address in [
        "postgresql://till:hunter2@db.shop/auth?sslmode=require",
        "postgresql://till:hunter2@db.shop:x/auth",
        "postgresql://till:hun?ter2=x@db.shop/auth",
        "postgresql://till:hun@ter2@db.shop/auth",
        "postgresql://till:hunter2%@db.shop/auth",
        "postgresql://till:hunter2%ff@db.shop/auth",
        "postgresql://till:hunter2@/auth",
        "postgresql://till@db.shop/auth?password=hunter2&password=hunter2",
        "till:hunter2@db.shop",
    ] {
        let reason = reason(address);
        for part in ["hun", "ter2"] {
            assert!(!reason.contains(part), "{address}: {reason}");
        }
    }
    let options = parsed("postgresql://till:hunter2@db.shop/auth");
    assert!(!format!("{options:?}").contains("hunter2"));
    assert_eq!(options.location(), "postgresql://till@db.shop:5432/auth");
}

#[test]
fn what_is_not_understood_is_refused() {
    for address in [
        "mysql://till@db.shop/auth",
        "postgresql://db.shop/auth",
        "postgresql://till@/auth",
        "postgresql://till@db.shop/auth?channel_binding=disable",
        "postgresql://till@db.shop/auth?user=other",
        "postgresql://till@a,b,c:1/auth?port=1,2",
    ] {
        assert!(parse(address).is_err(), "{address}");
    }
}

#[test]
fn the_password_of_the_address_comes_before_that_of_the_environment_and_of_the_file() {
    let variable = |name: &str| match name {
        "PGPASSWORD" => Some("of the environment".to_owned()),
        "PGPASSFILE" => Some("/no/such/file".to_owned()),
        _ => None,
    };
    let of = |address: &str| {
        let options = PostgresOptions::with(address, &variable, None).expect("parsed");
        let password = options.password_for(&options.hosts[0]).expect("read");
        password.expect("a password").expose().to_owned()
    };
    assert_eq!(of("postgresql://till:mine@db.shop/auth"), "mine");
    assert_eq!(of("postgres://till@db.shop/auth"), "of the environment");
}

#[test]
fn a_service_gives_what_the_address_leaves_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("services");
    let text = "[other]\nhost=other.shop\n[auth]\n# ours\nhost = db.shop\nuser=till\ndbname=auth\nport=6000\n[last]\nuser=x\n";
    std::fs::write(&file, text).expect("written");
    let variable = |name: &str| (name == "PGSERVICEFILE").then(|| file.display().to_string());
    let with = |address: &str| PostgresOptions::with(address, &variable, None);
    let options = with("postgresql://?service=auth").expect("parsed");
    assert_eq!((&*options.user, &*options.database), ("till", "auth"));
    assert_eq!(options.hosts[0].name, "db.shop");
    assert_eq!(options.hosts[0].port, 6000);
    assert!(options.hosts[0].is_encrypted);
    let own = with("postgresql://me@?service=auth").expect("parsed");
    assert_eq!(own.user, "me");
    assert!(with("postgresql://?service=none").is_err());
    std::fs::write(
        &file,
        format!("{text}sslmode=prefer\n[weak]\nhost=h\nuser=u\nsslmode=prefer"),
    )
    .expect("written");
    assert!(with("postgresql://?service=weak").is_err());
}
