//! The contract of [`PreferenceStore`].

use crate::domain::appearance::{Motion, ThemeChoice, Zoom};
use crate::domain::language::Language;
use crate::domain::preferences::Preferences;
use crate::service::ports::{AttemptKey, PreferenceStore};

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn preference_store<S: PreferenceStore>(make: impl Fn() -> S) {
    let store = make();
    let nothing = Preferences::default();
    assert_eq!(store.preferences(), Ok(nothing), "nothing is set at first");
    let all = Preferences {
        theme: Some(ThemeChoice::Dark),
        zoom: Some(Zoom::of_factor(1.5)),
        language: Some(Language::German),
        motion: Some(Motion::Reduced),
    };
    assert_eq!(store.store_preferences(&all), Ok(()));
    assert_eq!(store.preferences(), Ok(all));
    let theme = Some(ThemeChoice::Light);
    let change = Preferences { theme, ..nothing };
    assert_eq!(store.store_preferences(&change), Ok(()));
    let changed = Preferences { theme, ..all };
    assert_eq!(store.preferences(), Ok(changed), "the others stay");
    first_steps(&store);
    update_records(&store);
    assert_eq!(store.preferences(), Ok(changed), "they stay as well");
}

fn update_records(store: &impl PreferenceStore) {
    let of = |name, replaced: Option<&str>| {
        let mut before = None;
        let changed = store.update_record(name, &mut |stored| {
            before = stored.map(str::to_owned);
            replaced.map(str::to_owned)
        });
        changed.map(|()| before)
    };
    // A store without records has no updates; one with them keeps them apart.
    if of("one", Some("first")).is_ok() {
        let first = Some("first".to_owned());
        assert_eq!(of("other", None), Ok(None), "nothing is stored at first");
        assert_eq!(of("one", None), Ok(first.clone()), "it is left");
        assert_eq!(of("one", Some("second")), Ok(first), "it is replaced");
        assert_eq!(of("one", None), Ok(Some("second".to_owned())));
    }
}

fn first_steps(store: &impl PreferenceStore) {
    let [one, other] = [AttemptKey([1; 32]), AttemptKey([2; 32])];
    assert_eq!(store.hides_first_steps(&one), Ok(false), "shown at first");
    for hide in [true, true, false] {
        assert_eq!(store.hide_first_steps(&one, hide), Ok(()));
        assert_eq!(store.hides_first_steps(&one), Ok(hide));
        let others = store.hides_first_steps(&other);
        assert_eq!(others, Ok(false), "each user decides alone");
    }
}
