//! What a signature states.

use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::domain::time_zone::TimeZone;

use super::desk;
use crate::harness::{BOB, secret};

#[test]
fn r112_a_signature_states_the_printed_name_the_local_time_with_its_offset_and_the_meaning() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("signed in");
    let own = "released to the shop".to_owned();
    for (meaning, stated, hours) in [
        (Meaning::Reviewed, "reviewed", 2),
        (Meaning::Approved, "approved", -3),
        (Meaning::Responsible, "responsible", 0),
        (Meaning::Other(own), "other: released to the shop", 9),
    ] {
        desk.clock
            .set_time_zone(TimeZone::new(3_600 * hours, Vec::new()));
        let statement = Statement::about(b"998 of 1000", meaning, "Batch 42").expect("right");
        let (signatures, factors) = (desk.service.signatures(), secret(BOB.1).into());
        let signed = signatures.sign(&bob, &statement, Some("bob"), &factors);
        let signature = signed.expect("signed");
        let text = signature.signed.to_string();
        let local = 8 + hours;
        let sign = if hours < 0 { '-' } else { '+' };
        let time = format!(
            "time: 2027-01-15T{local:02}:00:00{sign}{:02}:00",
            hours.abs()
        );
        for line in [
            "name: Bob Builder",
            "username: bob",
            &time,
            &format!("meaning: {stated}"),
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
        assert!(signature.is_of(b"998 of 1000") && !signature.is_of(b"999 of 1000"));
    }
}
