//! Sorting in one copy of the code.
//!
//! The sort of the standard library is compiled again for each type and key, at 5 KB each; it is used once here, for
//! indices.

use std::cmp::Ordering;

/// Sorts slices of any type; what is equal keeps its order.
pub(crate) trait Order<T> {
    /// Sorts by the order of the type.
    fn order(&mut self)
    where
        T: Ord;

    /// Sorts by a key.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);

    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);
}

impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        for (a, b) in swaps(self.len(), &|a, b| compare(&self[a], &self[b])) {
            self.swap(a, b);
        }
    }
}

/// Returns the swaps of indices that sort so many items.
fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    let mut swaps = Vec::new();
    for start in 0..count {
        // Along the ring of items that take each other's place.
        let mut at = start;
        while order[at] != start {
            let next = std::mem::replace(&mut order[at], at);
            swaps.push((at, next));
            at = next;
        }
        order[at] = at;
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 1_u32;
        let mut dice = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        for length in [0, 1, 2, 3, 7, 40, 1_000] {
            let items: Vec<_> = (0..length).map(|at| (dice() % 20, at)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            assert_eq!(ours, theirs, "equal keys keep their order");
            ours.order_by(|a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs);
            ours.order();
            assert!(ours.is_sorted());
        }
    }
}
