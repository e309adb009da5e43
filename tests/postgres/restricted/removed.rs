//! Users who are removed while the server has their answers.

use crate::restricted::{Counter, WRONG, ticket};

const NOW: i64 = 1_900_000_000;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_answer_of_a_user_who_was_removed_keeps_no_computer_from_the_server() {
    let counter = Counter::open();
    counter.stop_clock(NOW);
    let (token, again) = (counter.sign_in("ada"), ticket());
    let answer = format!("SELECT auth.answer({again}, NULL, '{WRONG}', {token});");
    assert_eq!(counter.run(&answer).1, "");
    counter
        .database
        .sql("DELETE FROM auth_inner.account WHERE name_key = 'ada'");
    counter.set_clock(NOW + 200);
    let (_, errors) = counter.run("SELECT auth.hello('1.0.0');");
    assert_eq!(errors, "");
    let recorded = "account  f unknown name";
    assert!(
        counter.events(5).contains(&recorded.to_owned()),
        "{:?}",
        counter.events(5)
    );
}
