//! How many guesses find a password.
//!
//! The method is that of zxcvbn (Wheeler: zxcvbn: Low-Budget Password Strength Estimation, USENIX Security 2016): an
//! attacker is thought to know of which kinds of pieces a password consists. Each piece is as good as the guesses that
//! find it alone, and the way to take the password apart that needs the fewest guesses counts.

mod dates;
mod piece;
#[cfg(test)]
mod tests;
mod walks;
mod words;

use std::ops::Range;

use zeroize::Zeroizing;

use crate::domain::guesses::dates::dates;
use crate::domain::guesses::piece::{Piece, number, ways};
use crate::domain::guesses::walks::walks;
pub use crate::domain::guesses::words::plain;
use crate::domain::guesses::words::{begins_with, common_words};

/// More pieces take more guesses than the best rating asks for.
const PIECES_MAX: usize = 4;
/// What each further piece costs at least.
const PIECE_GUESSES: f64 = 10_000.0;
/// Guesses for a character of which nothing is known. Fewer than there are, since most passwords are not random.
const CHARACTER_GUESSES: f64 = 10.0;
/// Steps from character to character that make a sequence: `abc`, `97531`.
const SEQUENCE_STEP_MAX: i64 = 5;

/// The least number of characters that count as a copy of an earlier part.
const COPY_MIN: usize = 4;
/// Guesses for which sign is between the letters of a text, and where.
const SIGN_GUESSES: f64 = 100.0;

/// Endings of words, and how many guesses each takes.
const ENDINGS: [(&[char], f64); 8] = [
    (&['s'], 2.0),
    (&['e', 's'], 4.0),
    (&['e', 'd'], 4.0),
    (&['e', 'r'], 4.0),
    (&['i', 'n', 'g'], 4.0),
    (&['e', 'r', 's'], 8.0),
    (&['l', 'y'], 8.0),
    (&['y'], 8.0),
];
/// Digits at the end of a word that are guessed together with it.
const DIGITS_MAX: usize = 4;

/// Returns how many guesses find a text of a user with these `own` words, in small letters ([`plain`]), which are tried
/// first. Its time grows with the square of the length.
pub fn guesses(text: &str, own: &[String]) -> f64 {
    let own: Vec<Vec<char>> = own.iter().map(|word| word.chars().collect()).collect();
    let text: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().collect());
    let letters = without_sign(&text).map(|rest| SIGN_GUESSES * fewest(&rest, &own));
    let original = without_copy(&text).map(|rest| number(2 * text.len()) * fewest(rest, &own));
    let plainer = [letters, original].into_iter().flatten();
    plainer.fold(fewest(&text, &own), f64::min)
}

/// Returns the text without its end, if that is a copy of an earlier part: `Welcome2024!Welcome`.
fn without_copy(text: &[char]) -> Option<&[char]> {
    let lengths = (COPY_MIN..=text.len() / 2).rev();
    let mut parts = lengths.map(|len| text.split_at(text.len() - len));
    let copied = parts.find(|(rest, end)| rest.windows(end.len()).any(|part| part == *end));
    copied.map(|(rest, _)| rest)
}

/// Returns the text without its only sign, if it is in several places: `p-a-s-s-w-o-r-d`.
fn without_sign(text: &[char]) -> Option<Zeroizing<Vec<char>>> {
    let mut signs = text.iter().filter(|c| !c.is_alphanumeric());
    let (first, second) = (signs.next()?, signs.next()?);
    let is_only_one = first == second && signs.all(|sign| sign == first);
    is_only_one.then(|| Zeroizing::new(text.iter().filter(|c| *c != first).copied().collect()))
}

fn fewest(text: &[char], own: &[Vec<char>]) -> f64 {
    if text.is_empty() {
        return 1.0;
    }
    let mut ending = vec![Vec::new(); text.len() + 1];
    for piece in pieces(text, own) {
        let least = match piece.end - piece.start {
            len if len == text.len() => 1.0,
            1 => 10.0,
            _ => 50.0,
        };
        ending[piece.end].push((piece.start, piece.guesses.max(least)));
    }
    // The fewest guesses for the text up to a place, in so many pieces.
    let mut best = vec![[f64::INFINITY; PIECES_MAX + 1]; text.len() + 1];
    best[0][0] = 1.0;
    for end in 1..=text.len() {
        let unknown = (0..end).map(|start| (start, unknown(end - start)));
        for (start, guesses) in unknown.chain(ending[end].iter().copied()) {
            for count in 1..=PIECES_MAX {
                best[end][count] = best[end][count].min(best[start][count - 1] * guesses);
            }
        }
    }
    let mut least = f64::INFINITY;
    let (mut orders, mut further) = (1.0, 0.0);
    for (count, product) in (1..).zip(&best[text.len()][1..]) {
        orders *= number(count);
        least = least.min(orders * product + further);
        further = PIECE_GUESSES * f64::max(further, 1.0);
    }
    least
}

/// Guesses for so many characters of which nothing is known, always more than for a piece of which something is.
fn unknown(len: usize) -> f64 {
    characters(len).max(if len == 1 { 11.0 } else { 51.0 })
}

fn characters(len: usize) -> f64 {
    (0..len).fold(1.0, |guesses, _| guesses * CHARACTER_GUESSES)
}

fn pieces(text: &[char], own: &[Vec<char>]) -> Vec<Piece> {
    let reversed: Zeroizing<Vec<char>> = Zeroizing::new(text.iter().rev().copied().collect());
    let mut pieces = words(text, own);
    pieces.extend(words(&reversed, own).into_iter().map(|piece| Piece {
        start: text.len() - piece.end,
        end: text.len() - piece.start,
        guesses: 2.0 * piece.guesses,
    }));
    pieces.extend(walks(text));
    repeats(text, own, &mut pieces);
    sequences(text, &mut pieces);
    pieces.extend(dates(text));
    pieces
}

fn words(text: &[char], own: &[Vec<char>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for start in 0..text.len() {
        let rest = &text[start..];
        let mut push = |len: usize, guesses: f64| {
            pieces.push(Piece {
                start,
                end: start + len,
                guesses: guesses * capitals(&rest[..len]),
            });
        };
        for found in common_words(rest) {
            push(found.len, found.guesses);
            for (len, guesses) in endings(&rest[found.len..]) {
                push(found.len + len, found.guesses * guesses);
            }
        }
        let mut rank = 1.0;
        for word in own {
            if begins_with(rest, word) {
                push(word.len(), rank);
            }
            rank += 1.0;
        }
    }
    pieces
}

/// Returns the endings of a word and the digits with which a text begins: their lengths and guesses.
fn endings(text: &[char]) -> Vec<(usize, f64)> {
    let ending = |(ending, guesses): &(&[char], f64)| {
        begins_with(text, ending).then_some((ending.len(), *guesses))
    };
    let digits = text
        .iter()
        .take(DIGITS_MAX)
        .take_while(|c| c.is_ascii_digit())
        .count();
    let digits = (1..=digits).map(|len| (len, 2.0 * characters(len)));
    ENDINGS.iter().filter_map(ending).chain(digits).collect()
}

/// Returns in how many ways a word can be written with so many capitals.
fn capitals(word: &[char]) -> f64 {
    let count = |is: fn(char) -> bool| word.iter().filter(|c| is(**c)).count();
    let (upper, lower) = (count(char::is_uppercase), count(char::is_lowercase));
    let is_at_an_end = [word.first(), word.last()]
        .into_iter()
        .flatten()
        .any(|c| c.is_uppercase());
    if upper == 0 {
        1.0
    } else if lower == 0 || upper == 1 && is_at_an_end {
        2.0
    } else {
        (1..=upper.min(lower))
            .map(|chosen| ways(upper + lower, chosen))
            .sum()
    }
}

/// The same characters several times in a row.
fn repeats(text: &[char], own: &[Vec<char>], pieces: &mut Vec<Piece>) {
    let mut known: Vec<Range<usize>> = Vec::new();
    for period in 1..=text.len() / 2 {
        let mut start = 0;
        while start + 2 * period <= text.len() {
            let same = (start + period..text.len())
                .take_while(|at| text[*at] == text[at - period])
                .count();
            let times = 1 + same / period;
            let end = start + times * period;
            let is_of_repeats = known.iter().any(|of| of.start <= start && end <= of.end);
            if times > 1 && !is_of_repeats {
                let guesses = fewest(&text[start..start + period], own) * number(times);
                pieces.push(Piece {
                    start,
                    end,
                    guesses,
                });
                known.push(start..end);
            }
            start += same.max(1);
        }
    }
}

/// Characters that follow one another, also with steps and backwards.
fn sequences(text: &[char], pieces: &mut Vec<Piece>) {
    let step = |at: usize| i64::from(u32::from(text[at])) - i64::from(u32::from(text[at - 1]));
    let mut start = 0;
    while start + 1 < text.len() {
        let step_first = step(start + 1);
        let end = (start + 2..text.len())
            .find(|at| step(*at) != step_first)
            .unwrap_or(text.len());
        let is_long = end - start > 2 || step_first.abs() == 1;
        if is_long && (1..=SEQUENCE_STEP_MAX).contains(&step_first.abs()) {
            let first = match text[start] {
                'a' | 'A' | 'z' | 'Z' | '0' | '1' | '9' => 4.0,
                '2'..='8' => 10.0,
                _ => 26.0,
            };
            let direction = if step_first > 0 { 1.0 } else { 2.0 };
            pieces.push(Piece {
                start,
                end,
                guesses: first * direction * number(end - start),
            });
        }
        start = end - 1;
    }
}
