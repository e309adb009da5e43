//! Recovery codes in the second step of a sign-in.

use super::{Code, FOR_BOB, give, set_vault, shown, ticket, tried, verdict};
use crate::own_account::{NEW_HASH, Shop, Till};

/// Notes that Bob's password was right and a code is awaited, and returns the ticket of the password.
fn await_code(till: &Till<'_>) -> String {
    let password = ticket();
    till.shop.database.sql(&format!(
        "INSERT INTO auth_inner.guess (ticket, login, xact, at, not_before, account, typed, counted, locked_for, is_raised,
            is_delaying, is_first_delay, answer, awaits, verdict)
         SELECT sha256({password}), '{}', pg_current_xact_id(), auth_inner.now(), 0, id, auth_inner.attempt_key('account', id), 1, 0,
            false, false, false, sha256('x'), sha256(convert_to(record::text, 'UTF8')), '{{\"word\": \"code\"}}'
         FROM auth_inner.account WHERE name_key = 'bob'",
        till.login
    ));
    password
}

/// Tries a recovery code after a password. Returns the verdict, or the code of the error.
fn second(till: &Till<'_>, ticket: &str, password: &str, code: Code) -> Result<String, String> {
    let shown = shown(till, ticket, code);
    let call = format!("SELECT auth.try_code({ticket}, '', 'sign_in', {shown}, {password})");
    till.sql(&call)?;
    Ok(verdict(till, ticket))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r80_a_recovery_code_is_a_second_factor_once_and_only_after_the_password() {
    let shop = Shop::open();
    let (till, other) = (shop.till(), shop.till());
    give(&shop, &[Code(1), Code(2), Code(3)]);
    set_vault(
        &shop,
        "(record ->> 'key_vault') || ' totp:' || repeat('A', 96)",
    );
    let nothing = second(&till, &ticket(), "sha256('nothing')", Code(1));
    assert_eq!(nothing, Err("AU001".to_owned()));
    let password = await_code(&till);
    let of_other = second(&other, &ticket(), &password, Code(1));
    assert_eq!(of_other, Err("AU001".to_owned()));
    let wrong = second(&till, &ticket(), &password, Code(9));
    assert_eq!(wrong, Ok(r#"{"word": "wrong_code"}"#.to_owned()));
    let token = ticket();
    let right = second(&till, &token, &password, Code(1)).expect("told");
    assert!(right.contains(r#""word": "right""#), "{right}");
    assert_eq!(till.look(&[&token]), "0 bob");
    assert_eq!(shop.user("bob").key_vault.codes.len(), 2, "used up");
    let again = second(&till, &ticket(), &password, Code(2));
    assert_eq!(again, Err("AU001".to_owned()), "one session for a password");
    let password = await_code(&till);
    let used = second(&till, &ticket(), &password, Code(1));
    assert_eq!(used, wrong);
    assert!(shop.events("account").contains("code_used"));
    assert_eq!(
        shop.events("sign_in"),
        "wrong code, password and second factor, wrong code"
    );
    // A password that was entered again in a session begins no other one, and the key of the second factor is not given up.
    let again = await_code(&till);
    shop.database.sql(&format!(
        "UPDATE auth_inner.guess SET for_session = sha256({token}) WHERE ticket = sha256({again})"
    ));
    let in_session = second(&till, &ticket(), &again, Code(2));
    assert_eq!(in_session, Err("AU001".to_owned()));
    let right = ticket();
    assert!(tried(&till, &right, FOR_BOB, Code(2)).contains("right"));
    till.refused(
        "AU005",
        &format!("SELECT auth.recover({right}, '{NEW_HASH}', NULL)"),
    );
    // After one has set the password, no other one is a second factor.
    set_vault(&shop, "(record ->> 'key_vault') || ' recovered:yes'");
    let password = await_code(&till);
    assert_eq!(second(&till, &ticket(), &password, Code(2)), wrong);
}
