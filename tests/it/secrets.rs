//! What secrets cannot do, held by the compiler.

use std::fmt::{Debug, Display};
use std::marker::PhantomData;

use egui_authenticator::domain::recovery::Code;
use egui_authenticator::domain::remember_me::Token;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::two_factor::Totp;
use egui_authenticator::domain::user_key::Key;

/// Whether a type can do something: an item of the type itself, which is there only when it can,
/// wins over that of a trait, which is there always.
macro_rules! can {
    ($type:ty, $bound:path) => {{
        trait Cannot {
            const CAN: bool = false;
        }
        impl<T> Cannot for T {}
        struct Ask<T>(PhantomData<T>);
        impl<T: $bound> Ask<T> {
            const CAN: bool = true;
        }
        // Both answers, so that each is asked for once: a string can do everything.
        assert!(!<Ask<String> as Cannot>::CAN && <Ask<String>>::CAN);
        <Ask<$type>>::CAN
    }};
}

#[test]
fn r56_secrets_are_compared_by_methods_of_their_own_only() {
    assert!(can!(String, PartialEq), "the question is understood");
    assert!(!can!(Secret, PartialEq));
    assert!(!can!(Token, PartialEq));
    assert!(!can!(Code, PartialEq));
    assert!(!can!(Key, PartialEq));
    assert!(!can!(Totp, PartialEq));
}

#[test]
fn r54_secrets_can_be_neither_printed_nor_copied_by_accident() {
    assert!(can!(String, Debug) && can!(String, Display) && can!(String, Clone));
    assert!(!can!(Secret, Debug) && !can!(Secret, Display) && !can!(Secret, Clone));
    assert!(!can!(Token, Debug) && !can!(Token, Display) && !can!(Token, Clone));
    assert!(!can!(Code, Debug) && !can!(Code, Display) && !can!(Code, Clone));
    assert!(!can!(Key, Debug) && !can!(Key, Display) && !can!(Key, Clone));
    assert!(!can!(Totp, Debug) && !can!(Totp, Display) && !can!(Totp, Clone));
}
