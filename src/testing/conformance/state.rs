//! The contracts of all state stores.

use crate::service::ports::StateStore;
use crate::testing::conformance::attempts::attempt_store;
use crate::testing::conformance::audit_log::audit_log;
use crate::testing::conformance::codes::code_store;
use crate::testing::conformance::notices::notice_store;
use crate::testing::conformance::preferences::preference_store;
use crate::testing::conformance::sessions::session_store;
use crate::testing::conformance::signature_log::signature_log;

/// Checks a store that implements all state ports. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If a contract is broken.
pub fn state_store<S: StateStore>(make: impl Fn() -> S) {
    attempt_store(&make);
    session_store(&make);
    code_store(&make);
    notice_store(&make);
    audit_log(&make);
    preference_store(&make);
    signature_log(&make);
}
