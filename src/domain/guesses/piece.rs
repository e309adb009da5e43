//! A part of a password that is guessed as one.

/// A part of a text that an attacker finds at once.
pub struct Piece {
    /// Where it starts, in characters.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Guesses until it is found.
    pub guesses: f64,
}

/// Returns the number of ways to choose some of these.
pub fn ways(of: usize, chosen: usize) -> f64 {
    (0..chosen.min(of)).fold(1.0, |ways, k| ways * number(of - k) / number(k + 1))
}

/// Returns a count as a number of guesses.
pub fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
