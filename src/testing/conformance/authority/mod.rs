//! The contract of [`Authority`](crate::service::ports::Authority), and of the stores that a restricted computer uses with it: a
//! site of a trusted computer and restricted ones over one server.

mod accounts;
mod attempts;
mod badges;
mod codes;
mod desk;
mod devices;
mod factors;
mod kiosk;
mod many_users;
mod pins;
mod recovering;
mod registering;
mod remembering;
mod second_person;
mod sessions;
mod signing;
mod verdicts;

pub use crate::testing::conformance::authority::desk::AuthoritySite;
use crate::testing::conformance::authority::desk::Desk;

/// Checks a server against the contract. `make` returns a site without users, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn authority<S: AuthoritySite>(make: impl Fn() -> S) {
    verdicts::right_and_wrong(&Desk::new(make()));
    verdicts::reasons(&Desk::new(make()));
    verdicts::second_factors(&Desk::new(make()));
    verdicts::another_password(&Desk::new(make()));
    attempts::lockouts_hold_on_all_computers(&Desk::new(make()));
    attempts::guesses_at_once(&Desk::new(make()));
    attempts::passwords_again(&Desk::new(make()));
    attempts::failures_of_an_outage(&Desk::new(make()));
    sessions::limits(&Desk::new(make()));
    sessions::parked(&Desk::new(make()));
    sessions::ends(&Desk::new(make()));
    remembering::restarts(&Desk::new(make()));
    remembering::copies(&Desk::new(make()));
    remembering::locks(&Desk::new(make()));
    remembering::ends(&Desk::new(make()));
    devices::own_list(&Desk::new(make()));
    accounts::own_details(&Desk::new(make()));
    accounts::own_password(&Desk::new(make()));
    accounts::own_key(&Desk::new(make()));
    accounts::everything_else_is_refused(&Desk::new(make()));
    second_person::nothing_without_a_rule(&Desk::new(make()));
    second_person::by_the_rule(&Desk::new(make()));
    signing::without_a_password(&Desk::new(make()));
    #[cfg(feature = "signatures")]
    signing::each_with_its_password(&Desk::new(make()));
    kiosk::leaving(&Desk::new(make()));
    pins::signing_in(&Desk::new(make()));
    pins::guesses(&Desk::new(make()));
    pins::ends(&Desk::new(make()));
    pins::limits(&Desk::new(make()));
    many_users::as_on_a_trusted_computer(&Desk::new(make()), &Desk::new(make()));
    many_users::tables(&Desk::new(make()));
    many_users::who_may_register(&Desk::new(make()));
    badges::signing_in(&Desk::new(make()));
    badges::naming(&Desk::new(make()));
    badges::guesses(&Desk::new(make()));
    badges::of_others(&Desk::new(make()));
    badges::of_administrators(&Desk::new(make()));
    badges::ends(&Desk::new(make()));
    badges::limits(&Desk::new(make()));
    second_factor(&make);
    factors(&make);
    recovery(&make);
    registration(&make);
}

/// Checks a server that checks codes as well.
///
/// # Panics
/// If the contract is broken.
fn second_factor<S: AuthoritySite>(make: &impl Fn() -> S) {
    codes::signing_in(&Desk::new(make()));
    codes::guesses(&Desk::new(make()));
    codes::again(&Desk::new(make()));
    codes::another_password(&Desk::new(make()));
    kiosk::leaving_with_a_code(&Desk::new(make()));
}

/// Checks a server that changes second factors and recovery codes as well.
///
/// # Panics
/// If the contract is broken.
fn factors<S: AuthoritySite>(make: &impl Fn() -> S) {
    factors::in_a_session(&Desk::new(make()));
    factors::moved_and_off(&Desk::new(make()));
    factors::while_signing_in(&Desk::new(make()));
    factors::new_codes(&Desk::new(make()));
    factors::without_a_password(&Desk::new(make()));
    factors::lost_keys(&Desk::new(make()));
}

/// Checks a server that sets passwords with codes as well.
///
/// # Panics
/// If the contract is broken.
fn recovery<S: AuthoritySite>(make: &impl Fn() -> S) {
    recovering::reset_codes(&Desk::new(make()));
    recovering::first_passwords(&Desk::new(make()));
    recovering::recovery_codes(&Desk::new(make()));
    recovering::usernames(&Desk::new(make()));
    recovering::two_steps(&Desk::new(make()));
    recovering::guessed_codes(&Desk::new(make()));
    recovering::many_codes(&Desk::new(make()));
}

/// Checks a server that creates accounts of users who register as well.
///
/// # Panics
/// If the contract is broken.
fn registration<S: AuthoritySite>(make: &impl Fn() -> S) {
    registering::open(&Desk::new(make()));
    registering::listed(&Desk::new(make()));
    registering::approved(&Desk::new(make()));
    registering::trusted_only(&Desk::new(make()));
    registering::limited(&Desk::new(make()));
}
